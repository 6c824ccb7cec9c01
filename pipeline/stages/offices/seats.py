"""The places of a document, and which of them 县 or 市 means at a place in the text."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from functools import cached_property, lru_cache

from pipeline.lexicon.places import gazetteer, place_words
from pipeline.reading import Reading
from schemas.layers import PlaceLevel, PlaceMention

#: a committee of a place that no list holds (中共城关区第一届委员会)
_COMMITTEE_OF = re.compile(r"中共([\u4e00-\u9fff]{2,4}[县市区])(?:第[一二三四五六七八九十]{1,3}届)?委员会")
_BIRTH = re.compile(r"(?:[\u4e00-\u9fff]{1,6}[镇乡村])?人(?=[，。；、）（\n])")
#: organs that only places of the mainland have
_OURS = re.compile(
    "[省市县区州]委(?!员)|[省市县区州]政协|[省市县区]人大|党委书记|党组|卫健委|[省市]卫生[厅局]|人民政府"
)
UNIT_ENDS = {
    "省": ("省",),
    "市": ("市",),
    "区": ("区",),
    "县": ("县",),
    "州": ("州",),
    "盟": ("盟",),
    "旗": ("旗",),
    "镇": ("镇",),
    "乡": ("乡", "苏木"),
    "自治区": ("自治区",),
    "地区": ("地区", "专区"),
    "街道": ("街道",),
    "公社": ("公社",),
}


class Seats:
    """Places and homes of one document, looked up by where they stand in the view."""

    def __init__(self, reading: Reading) -> None:
        layer = reading.organizations
        places: list[tuple[int, int, PlaceMention]] = []
        for p in (x for x in layer.places if x.source != "organizations.passing"):
            s, e = reading.span(p)
            places.append((s, e, p))
        places.sort(key=lambda x: (x[1], -x[0]))
        self.places = places
        #: towns of other countries, which no 市长 or 我市 alone means (日本大牟田市市长…访问我市)
        # and in a text of ours, with its 省厅 and 市政协, those of Taiwan are where guests are from
        ours = _OURS.search(reading.text) is not None
        self._abroad = {
            p.name for _, _, p in places if p.level == "city" and (ours or p.name not in place_words("home"))
        }
        #: where somebody was born, which no 县委 of his life means (是广东|新兴县|人)
        self._births = frozenset(e for _, e, _ in places if _BIRTH.match(reading.text, e))
        self._of_bodies = [n for n in _COMMITTEE_OF.findall(reading.text) if n[0] not in "各全"]
        self._of_bodies += [m.place for m in layer.mentions if m.place and m.derivation == "explicit"]
        self._place_ends = [e for _, e, _ in places]
        self._place_from = {s: e for s, e, _ in places}
        self.seat = (0, 0)  # the résumé line that goes on to today
        self._counts: Counter[str] | None = None
        self.homes = [(*reading.view.into(h.start, h.end), h) for h in layer.homes]

    def whole_place(self, floor: int, end: int, word: str) -> str:
        """The place of which the last word stands behind an offset, a part of the name: 大理白族|自治州."""
        found = self.place_in(floor, end + len(word))
        return found[2] if found is not None and found[1] == end + len(word) and found[2].endswith(word) else ""

    def place_from(self, start: int) -> int:
        """Where the place that starts at an offset ends; the offset itself where none does."""
        return self._place_from.get(start, start)

    def place_in(self, floor: int, end: int) -> tuple[int, int, str, PlaceLevel] | None:
        """The last place that stands wholly in floor..end."""
        i = bisect_right(self._place_ends, end) - 1
        if i >= 0 and self.places[i][0] >= floor:
            s, e, p = self.places[i]
            return s, e, p.name, p.level
        return None

    def foreign_country(self, pos: int) -> str | None:
        """The foreign country named last before a position, or first after it."""
        i = bisect_right(self._place_ends, pos)
        for k in (*range(i - 1, max(-1, i - 40), -1), *range(i, min(len(self.places), i + 10))):
            p: PlaceMention = self.places[k][2]
            if p.name == "苏丹" and k and self.places[k - 1][1] == self.places[k][0]:
                continue  # 文莱苏丹 is a title
            if p.level == "country" and p.name not in ("中国", "中华人民共和国"):
                return p.name
        return None

    def foreign_in(self, floor: int, pos: int) -> str | None:
        """The last foreign country named in floor..pos."""
        i = bisect_right(self._place_ends, pos) - 1
        while i >= 0 and self.places[i][0] >= floor:
            p = self.places[i][2]
            if p.level == "country" and p.name not in ("中国", "中华人民共和国"):
                return p.name
            i -= 1
        return None

    def home(self, pos: int) -> tuple[str | None, str | None]:
        """(place, body) that the text speaks from."""
        place = body = None
        for s, e, h in self.homes:
            if s <= pos < e:
                place, body = h.place or place, h.body or body
        if place is None and body is None and self.homes:
            h = self.homes[0][2]
            return h.place, h.body
        return place, body

    def place_of(self, unit: str, pos: int) -> str | None:
        """The place of a unit (县 for 县长) that is meant at a position: the home, or the last one named of that kind."""
        ends = UNIT_ENDS.get(unit, (unit,))
        home, _ = self.home(pos)
        last, last_near = None, False
        i = bisect_right(self._place_ends, pos) - 1
        while i >= 0 and pos - self._place_ends[i] < 600:
            born = home is None and self._place_ends[i] in self._births
            if not born and self._fits(self.places[i][2].name, ends):
                last = self.places[i][2].name
                last_near = pos - self._place_ends[i] < 40
                break
            i -= 1
        if home and _is(home, ends):
            return home
        if home and (above := _above(home, ends)) is not None:
            return last if last is not None and last_near else above  # 副市长 in a county's paper is the city's
        if last is None and not (home and home.endswith(("省", "市", "县", "区", "州", "旗"))):
            i = bisect_right(self._place_ends, pos)
            for s, _, p in self.places[i : i + 2]:  # 由县长任组长的石门县…专班
                if s - pos < 60 and self._fits(p.name, ends):
                    return p.name
        return self._in_seat(ends) or last or self._most_named(ends)

    def _in_seat(self, ends: tuple[str, ...]) -> str | None:
        """The place of a kind in the résumé line that goes on to today: where the one a page is about serves."""
        s, e = self.seat
        return next((p.name for a, b, p in self.places if s <= a and b <= e and self._fits(p.name, ends)), None)

    @cached_property
    def village(self) -> str | None:
        """The village that a text is about: the only one that it names in its first lines, and again."""
        head = {p.name for s, _, p in self.places if s < 60 and p.level == "village"}
        name = head.pop() if len(head) == 1 else None
        return name if name is not None and sum(p.name == name for _, _, p in self.places) > 1 else None

    def _most_named(self, ends: tuple[str, ...]) -> str | None:
        """The place of a kind that the whole document names by far most often."""
        if self._counts is None:
            named = (p.name for _, e, p in self.places if e not in self._births)
            self._counts = Counter([*named, *self._of_bodies])
        found = sorted(((n, name) for name, n in self._counts.items() if self._fits(name, ends)), reverse=True)[:2]
        if not found or (len(found) == 2 and found[0][0] < 2 * found[1][0]):
            return None
        return found[0][1]

    def _fits(self, name: str, ends: tuple[str, ...]) -> bool:
        return _is(name, ends) and name not in self._abroad


def _is(name: str, ends: tuple[str, ...]) -> bool:
    """Is this a place of the kind? 自治区, 地区 and 专区 are no 区."""
    return name.endswith(ends) and not (ends == ("区",) and name.endswith(("自治区", "地区", "专区", "行署区")))


@lru_cache(maxsize=1024)
def _above(home: str, ends: tuple[str, ...]) -> str | None:
    """The place of a kind that a home lies in: 霍邱县 → 六安市; None where the home is of that kind or wider."""
    if home.endswith(ends):
        return None
    found = gazetteer().named(home, bare=False)
    if not found or found[0].level not in ("county", "prefecture", "township"):
        return None
    return next((p.name for p in gazetteer().parents(found[0]) if _is(p.name, ends)), None)
