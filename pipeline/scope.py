"""Which place an elliptic word means: 市委 in a Kunshan paper is 昆山市委, 县长 after 在紫阳县 is the one of 紫阳县.

Used by the organizations stage while it reads, and by the offices stage through `Locator.of(layer)`.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.lexicon.places import Place, gazetteer
from schemas.layers import Home, OrganizationsLayer, PlaceMention

#: how far back a place outside the home's own line counts, in characters
REACH = 600
#: how far back one counts that was gone when the text was written
NEAR = 80


@dataclass(frozen=True, slots=True)
class HomeScope:
    """A stretch of text and where it speaks from; `body` is a body like 南通开发区 or a firm."""

    start: int
    end: int
    place: Place | None
    body: str | None = None
    confidence: float = 1.0


def across(place: Place, year: int | None) -> bool:
    """Whether a place is 台湾省 after 1949: our texts name it as where guests are from; its 省委 is never meant."""
    return place.code == "710000" and (year is None or year > 1949)


def fits(place: Place, unit: str) -> bool:
    """Whether the texts of a place call it by this word: 市 fits 昆山市 and 北京市, 州 fits 延边朝鲜族自治州."""
    name = place.name
    if unit == "省":
        return place.level == "province" and name.endswith("省")
    if unit == "自治区":
        return place.level == "province" and name.endswith("自治区")
    if unit == "市":
        return name.endswith("市") and place.domestic
    if unit == "区":
        return place.level == "county" and name.endswith("区")
    if unit in ("县", "自治县"):
        return place.level == "county" and name.endswith("县")
    if unit in ("州", "自治州"):
        return place.level == "prefecture" and name.endswith("州")
    if unit in ("地区", "地"):
        return place.level == "prefecture" and name.endswith(("地区", "专区", "行署区"))
    if unit == "盟":
        return place.level == "prefecture" and name.endswith(unit)
    if unit in ("旗", "自治旗"):
        return place.level == "county" and name.endswith("旗")
    if unit in ("镇", "乡", "街道", "苏木", "公社", "人民公社"):
        return place.level == "township" and name.endswith(unit)
    if unit in ("村", "社区"):
        return place.level == "village" and name.endswith(unit)
    return False


_LOWER = {"province": 0, "prefecture": 1, "county": 2, "township": 3, "village": 4}
_UNIT_DEPTH = {
    "县": 2,
    "旗": 2,
    "自治县": 2,
    "自治旗": 2,
    "镇": 3,
    "乡": 3,
    "街道": 3,
    "苏木": 3,
    "公社": 3,
    "村": 4,
    "社区": 4,
    "区": 2,
}


class Locator:
    """Places named in the text and the homes, in one system of offsets (of the view or of the source)."""

    def __init__(
        self, places: Iterable[tuple[int, Place]], homes: Iterable[HomeScope], year: int | None = None
    ) -> None:
        self._places = sorted(places, key=lambda p: p[0])
        self._starts = [p[0] for p in self._places]
        self._homes = sorted(homes, key=lambda h: h.start)
        self._home_starts = [h.start for h in self._homes]
        self._year = year
        self._by_unit: dict[str, tuple[list[int], list[Place]]] = {}

    @classmethod
    def of(cls, layer: OrganizationsLayer, year: int | None = None) -> Locator:
        """From a finished layer; offsets are those of the source."""
        places = [
            (m.start, p)
            for m in layer.places
            if m.source not in ("organizations.passing", "organizations.byname")
            and (p := place_of(m, year)) is not None
        ]
        homes = []
        for h in layer.homes:
            homes.append(HomeScope(h.start, h.end, _home_place(h, year), h.body, h.confidence))
        return cls(places, homes, year)

    @property
    def places(self) -> list[tuple[int, Place]]:
        """The places named, in text order."""
        return self._places

    @property
    def homes(self) -> list[HomeScope]:
        """The homes, in text order."""
        return self._homes

    def home(self, at: int) -> HomeScope | None:
        """The home of the stretch that holds an offset."""
        i = bisect_right(self._home_starts, at) - 1
        return self._homes[i] if i >= 0 and at < self._homes[i].end else None

    def line(self, place: Place) -> tuple[Place, ...]:
        """The place and all that it lies in."""
        return (place, *gazetteer().parents(place, self._year))

    def before(self, at: int, reach: int = REACH, *, low: int = 0) -> Iterable[tuple[int, Place]]:
        """The places named before an offset, nearest first, within reach and not before `low`."""
        i = bisect_left(self._starts, at) - 1
        while i >= 0 and self._starts[i] >= max(low, at - reach):
            yield self._places[i]
            i -= 1

    def place(self, unit: str, at: int, *, ahead: bool = True) -> Place | None:
        """The place that a bare unit word (市, 县, 区, 省, 州, 旗, 镇 …) means at an offset, or None.

        `ahead`: may it be one that is named only further on?
        """
        home = self.home(at)
        own = home.place if home else None
        low = home.start if home else 0
        line = self.line(own) if own is not None and own.domestic else ()
        mine = next((p for p in line if fits(p, unit)), None)
        if mine is not None:
            return mine
        for start, p in self.before(at, low=low):
            if across(p, self._year) or (p.gone(self._year) and at - start > NEAR):
                continue
            if fits(p, unit):
                return p
            if own is None or not own.domestic or _LOWER.get(own.level, 9) < _UNIT_DEPTH.get(unit, 0):
                above = next((q for q in self.line(p) if fits(q, unit)), None) if p.domestic else None
                if above is not None:
                    return above
        # further back, only the thing itself; further on, only where the stretch names no other of its kind
        last, high = self._last(unit, at, low), home.end if home else None
        if last is None and own is not None and own.domestic and len(line) == 1 and unit in ("省", "自治区"):
            return self._above(unit, low, high)
        if last is not None or not ahead:
            return last
        nowhere = unit == "省" and (own is None or not own.domestic)
        return self._only(unit, low, high) or (self._above(unit, low, high) if nowhere else None)

    def _fitting(self, unit: str) -> tuple[list[int], list[Place]]:
        if unit not in self._by_unit:
            year = self._year
            fitting = [(s, p) for s, p in self._places if fits(p, unit) and not p.gone(year) and not across(p, year)]
            self._by_unit[unit] = ([s for s, _ in fitting], [p for _, p in fitting])
        return self._by_unit[unit]

    def _last(self, unit: str, at: int, low: int) -> Place | None:
        """The last place of a kind named before an offset, however far back."""
        starts, places = self._fitting(unit)
        i = bisect_left(starts, at) - 1
        return places[i] if i >= 0 and starts[i] >= low else None

    def _only(self, unit: str, low: int, high: int | None) -> Place | None:
        """The only place of a kind that a stretch names (镇党委 before the line signed by 安仁镇党政办公室)."""
        starts, places = self._fitting(unit)
        a, b = bisect_left(starts, low), len(starts) if high is None else bisect_left(starts, high)
        return places[a] if a < b and all(p.name == places[a].name for p in places[a:b][:50]) else None

    def _above(self, unit: str, low: int, high: int | None) -> Place | None:
        """The one province that all the listed places of a stretch lie in: where a county that no list knows lies."""
        a, b = bisect_left(self._starts, low), len(self._starts) if high is None else bisect_left(self._starts, high)
        lines = [
            self.line(p) for _, p in self._places[a:b][:200] if p.domestic and p.code and not across(p, self._year)
        ]
        found = {q for line in lines if line[-1].level == "province" for q in line if fits(q, unit)}
        return next(iter(found)) if len(found) == 1 else None

    def nearest(self, at: int, reach: int = REACH) -> Place | None:
        """The Chinese place named last before an offset, else the home."""
        home = self.home(at)
        for _, p in self.before(at, reach, low=home.start if home else 0):
            if p.domestic:
                return p
        return home.place if home else None


def _home_place(home: Home, year: int | None) -> Place | None:
    g = gazetteer()
    if home.place is None or home.level is None:
        return None
    place = g.get(home.code, year) if home.code and len(home.code) == 6 else None
    if place is not None and place.name == home.place:
        return place
    if not home.code and (found := g.resolve(home.place, year)) is not None and found.name == home.place:
        return found
    return Place(home.code or "", home.place, home.level, source="text")


def place_of(mention: PlaceMention, year: int | None = None) -> Place | None:
    """The gazetteer's place of a mention; a place it does not know (a village, a zone) is made from the mention."""
    g = gazetteer()
    if mention.code and len(mention.code) == 6:
        found = g.get(mention.code, year)
        if found is not None and found.name == mention.name:
            return found
    if mention.level in ("country", "city", "province", "prefecture", "county"):
        found = g.resolve(mention.name, year)
        if found is not None and (mention.code or found.level != "county" or not g.ambiguous(mention.name, year)):
            return found  # 鼓楼区 without a code may be any
    return Place(mention.code or "", mention.name, mention.level, source="text")
