"""What is known when a body is resolved: the house whose text it is, its zones, what was named before."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from pipeline.bodies import LocalBody
from pipeline.lexicon.bodies import Body, body_of, holds, several
from pipeline.lexicon.places import Place, gazetteer
from pipeline.scope import Locator
from pipeline.stages.organizations import parts, words
from pipeline.stages.organizations.naming import ZONE_KIND, abbreviates, house_type, school_city, school_seat, zone_kind
from pipeline.stages.organizations.organs import TITLE
from pipeline.stages.organizations.read import Raw, Zone
from schemas.layers import Derivation

#: how far behind itself a body lends its place or its name to an elliptic one in its sentence
_NEAR = 60
#: how far behind a body's last name a word may mean it
_CALLED_WITHIN = 800
#: how sure a home has to be that its house is taken to sit there
_SURE = 0.7
#: the address at the foot of a page
_ADDRESS = re.compile(r"(?:通[讯信]|办公|注册|单位|公司|学校|医院)?(?:地[ \u3000]*址|住所)[：:][ \u3000]*")
_ADDRESS_REACH = 16
#: where a body of a text that speaks from there may lie anywhere
_WIDE = ("province", "country")
#: what ends a row of posts of one body
_BREAK = re.compile(r"[，。；：\n]")
_ASSEMBLIES = ("cppcc", "congress")
#: from the name of a body to its next post: 党组成员、
_SAME_ROW = re.compile(r"[^，。；：、\n]{1,8}、")
#: bodies that have departments called by what they do
_WITH_PARTS = (
    "局", "厅", "署", "院", "所", "委员会", "发改委", "国资委", "卫健委", "公司", "集团", "大学", "学院", "学校",
    "中心", "办公室", "军分区", "银行",
    "总队", "支队", "海关", "社", "馆", "台", "协会", "联合会",
)  # fmt: skip
_OF_UNIT = re.compile(
    "(?<![一-鿿])[市县区州旗](?:委|人大|政府|政协|纪委)(?:常委|书记|副书记|主任|主席|常委会|、|，)|[市县区旗](?:委书记|委副书记|人大常委会)"
)
_OURS = re.compile("[我本](?:院|校|局|公司|集团|行|厅|中心|馆|所)")
#: how the Party's own central organs begin, which have no 党委 and no 纪委
_CENTRE = ("中国共产党中央委员会", "中国共产党中央纪律检查委员会", "中国共产党中央政治局")
_ZONE_POST = re.compile(r"(高新区|经开区)(?:党工委|管委会|工委)[^，。；、]{1,6}、\Z")


@dataclass(slots=True)
class Resolved:
    """A raw body with the body it means."""

    raw: Raw
    body: LocalBody
    derivation: Derivation
    confidence: float
    rule: str
    root: LocalBody  # the body without its cell (党组), for what follows it
    base: LocalBody  # without the part named in the text (民一庭) too


class Context:
    """The text, its homes and zones, and what was resolved so far."""

    def __init__(
        self,
        text: str,
        locator: Locator,
        zones: list[Zone],
        year: int | None,
        *,
        ours: bool = False,
        told: Callable[[int], int | None] | None = None,
        publisher: LocalBody | None = None,
    ) -> None:
        self.text = text
        #: the past year that the sentence at an offset speaks of
        self.told = told
        self.locator = locator
        self.zones = zones
        self.year = year
        #: is the text's publisher a Chinese place's?
        self.ours = ours
        #: the national body whose page it is
        self.publisher = publisher
        self.raws: list[Raw] = []
        self.last: Resolved | None = None
        self.called = parts.definitions(text)
        self.done: list[Resolved] = []
        self.named: dict[str, Resolved] = {}
        self.firms: dict[str, Resolved] = {}

    def _at_its_time(self, raw: Raw) -> Body | None:
        """The body that a form means for who holds a post in it, in the year its sentence speaks of, or in the text's."""
        if not several(raw.core):
            return body_of(raw.core, self.year)
        post = TITLE.match(self.text, raw.end)
        after = self.text[post.end() : post.end() + 4] if post is not None else ""
        holder = next((after[:n] for n in (3, 2, 4) if holds(after[:n])), None)
        year = self.told(raw.start) if self.told is not None else None
        return body_of(raw.core, year or self.year, holder)

    def _assembly(self, at: int) -> LocalBody | None:
        """The congress or CPPCC whose committees a passage lists (为教科卫体委员会副主任)."""
        near = self.done[-1] if self.done else None
        if near is not None and near.base.type not in _ASSEMBLIES and _SAME_ROW.fullmatch(self.text, near.raw.end, at):
            return None  # 某总工会党组书记、|经费审查委员会主任: a committee of the house just named
        for r in reversed(self.done[-12:]):
            if at - r.raw.end < 300 and r.base.type in _ASSEMBLIES and not r.base.parent:
                return r.base
        return None

    def _longer(self, name: str) -> LocalBody | None:
        """The firm named in full before that this is short for: 能投集团 of 渝东能源投资集团有限公司."""
        for r in self.firms.values():
            full = r.base.name
            if len(full) > len(name) and full[-1] in "司团" and abbreviates(name, full):
                return r.base
        return None

    def _same_sentence(self, at: int) -> Resolved | None:
        if (
            self.last is None
            or at - self.last.raw.end > _NEAR
            or words.SENTENCE.search(self.text, self.last.raw.end, at)
        ):
            return None
        return self.last

    def _home_zone(self, at: int) -> str | None:
        home = self.locator.home(at)
        return home.body if home and home.body and home.body.endswith(("区", "城", "港", "园")) else None

    def _house(self, at: int) -> LocalBody | None:
        """The school or firm whose own text this is."""
        home = self.locator.home(at)
        if home is None or home.body is None or home.body.endswith(("区", "城", "港", "园")):
            return None
        if home.body in self.named:
            return self.named[home.body].base
        return LocalBody(home.body, None, (), house_type(home.body), self._seat_of(home.body))

    def _seat_of(self, name: str) -> str:
        """The place that stands with a body's name somewhere in the text, or that a school is called by."""
        found = next((r.place.name for r in self.raws if r.place is not None and r.lead + r.core == name), "")
        found = found or school_seat(name, self.year) or self._addressed(name)
        found = found or (school_city(name, self.year) if house_type(name) == "school" else "")
        return found or self._around(name)

    def _addressed(self, name: str) -> str:
        """Where the address that a house's text gives lies: the county or the city, of a district its city."""
        m = _ADDRESS.search(self.text)
        if m is None or not any(h.body == name for h in self.locator.homes):
            return ""
        near = [p for s, p in self.locator.places if m.end() <= s < m.end() + _ADDRESS_REACH and p.domestic]
        near = [p for p in near if p.level in ("prefecture", "county")]
        towns = [p for p in near if p.level == "prefecture" or not p.name.endswith("区")]
        return (towns or near)[-1].name if near else ""

    def _says_ours(self, word: str, at: int) -> bool:
        """Whether the article at an offset calls its own body 我院 or 本校."""
        home = self.locator.home(at)
        low, high = (home.start, home.end) if home is not None else (0, len(self.text))
        return any(self.text.find(me + word, low, high) >= 0 for me in "我本")

    def _here(self, at: int) -> str:
        """The county, city or town that the text speaks from at an offset, where that is sure."""
        home = self.locator.home(at)
        place = home.place if home is not None and home.confidence >= _SURE else None
        return place.name if place is not None and place.domestic and place.level not in _WIDE else ""

    def _within(self, name: str, at: int) -> str:
        """Where a small body of a local text lies: in the county that it is called by, else where the text is."""
        here = self._here(at)
        if not here:
            return ""
        home = self.locator.home(at)
        own = home.place if home is not None else None
        near = gazetteer().resolve(name[:2], self.year, own.code) if own is not None and own.code else None
        if near is not None and own is not None and near.domestic and near.level in ("prefecture", "county"):
            return near.name if near.code.startswith(own.code.rstrip("0")) else ""
        return here

    def _around(self, name: str) -> str:
        """Where the text of a house speaks from, which is where the house sits; of a national firm that says nothing."""
        home = next((h for h in self.locator.homes if h.body == name), None)
        at = home.place if home is not None and home.confidence >= _SURE else None
        return at.name if at is not None and at.domestic and not name.startswith(("中国", "国家", "中央")) else ""

    def _owner(self, raw: Raw) -> LocalBody | None:
        """Whose a bare department is: of the body before it in the same row of posts, else of the house."""
        prev = self._same_sentence(raw.start)
        if prev is not None and not _BREAK.search(self.text, prev.raw.end, raw.start):
            if prev.root.name.endswith(_WITH_PARTS):
                return prev.root
            if prev.base.name.endswith(("部", *_WITH_PARTS)):
                return prev.base
        return self._house(raw.start) or self.publisher

    def _called(self, raw: Raw) -> LocalBody | None:
        """The one body that a bare 学校, 集团 or 研究院 means: the one the text says, its house, the only one named before."""
        ends = parts.CALLED.get(raw.core)
        at = self.called.get(raw.core)
        if at is not None and at < raw.start:
            return next((r.body for r in self.done if r.raw.end == at), None)
        if ends is None:
            return None
        house = self._house(raw.start)
        if house is not None and house.name.endswith(ends):
            return house
        if raw.core in parts.GENERIC:
            return None
        home = self.locator.home(raw.start)
        low = home.start if home is not None else 0
        named = {r.body.name: r for r in self.done if r.raw.start >= low and self._ends_so(r, ends)}
        all_named = list(named.values())
        same = all(set(r.body.names) & set(all_named[0].body.names) for r in all_named[1:])
        last = all_named[-1] if all_named and same else None
        return last.body if last is not None and raw.start - last.raw.end < _CALLED_WITHIN else None

    def _ends_so(self, r: Resolved, ends: tuple[str, ...]) -> bool:
        """Whether a body is called so where it stands (no 工商联 for 联合会)."""
        return r.body.name.endswith(ends) and self.text[r.raw.start : r.raw.end].endswith(ends)

    def _zone_for(self, word: str, at: int) -> str | None:
        """The zone that 区 or 经开区 means: the home's, else the last one named."""
        kind = ZONE_KIND.get(word, word)
        body = self._home_zone(at)
        if body and (word == "区" or zone_kind(body) == kind or kind in body):
            return body
        home = self.locator.home(at)
        low = home.start if home is not None else 0
        for z in reversed(self.zones[-400:]):
            if low <= z.start < at and (word == "区" or zone_kind(z.name) == kind or kind in z.name):
                return z.name
        if body and (word not in ZONE_KIND or (body.endswith("开发区") and not zone_kind(body))):
            return body  # no park is the 高新区 of its town, nor is its 经济技术开发区
        near = self.locator.nearest(at) if word != "区" else None
        near = near if near is not None and near.domestic else None
        return f"{near.bare if near.bare != near.name else near.name}{word}" if near is not None else None

    def _zone_said(self, raw: Raw) -> str:
        """The word for the zone whose committee stands right before in a row of posts (高新区党工委书记、|管委会主任)."""
        m = _ZONE_POST.search(self.text, max(0, raw.start - 18), raw.start)
        return m[1] if m is not None else "区"

    def _of_some_place(self, raw: Raw) -> bool:
        """Whether the line speaks of the organs of a county or city that it need not name: 县委书记甲、|政协|主席乙."""
        low = max(self.text.rfind("\n", 0, raw.start) + 1, raw.start - 200)
        return _OF_UNIT.search(self.text, low, raw.start) is not None

    def _other_world(self, prev: Resolved, raw: Raw) -> bool:
        """Whether the body before a bare 党委 or 纪委 cannot be its whole: named in a title that was read out, or the centre."""
        if _OURS.search(self.text, prev.raw.end, raw.start):
            return True  # 某部队政委甲和我院党委副书记、院长乙，|党委|委员丙
        if prev.root.name.startswith(_CENTRE) and raw.core in ("党委", "纪委", "工会", "团委"):
            return True  # 领学了习近平在中央纪委全会上的讲话…。|党委|副书记甲发言
        shut = self.text.find("》", prev.raw.end, raw.start)
        return shut >= 0 and self.text.rfind("《", prev.raw.end, shut) < 0

    def _seated(self, prev: Resolved) -> Resolved | None:
        """The office that a text says sits in a body: 县安委会办公室设在|县应急管理局, the office after it is the first."""
        at = prev.raw.start
        if self.text[max(0, at - 2) : at] not in ("设在", "设于"):
            return None
        return next(
            (r for r in reversed(self.done[-4:]) if r.raw.end == at - 2 and r.body.name.endswith("办公室")), None
        )

    def _subject(self, at: int) -> Resolved | None:
        """The last body with a title or the last at all, within the paragraph."""
        if self.last is not None and at - self.last.raw.end < 200 and "\n" not in self.text[self.last.raw.end : at]:
            return self.last
        return None

    def _free_left(self, at: int) -> bool:
        """Whether no unread name stands right before an offset (白石|县第一中学)."""
        before = self.text[at - 1 : at]
        return not "一" <= before <= "鿿" or before in words.BOUNDARY

    def _prefecture(self, at: int) -> Place | None:
        """The prefecture whose 地委, 行署 or 军分区 is meant: the one spoken of, else the one that the home lies in."""
        found = self.locator.place("地区", at)
        home = self.locator.home(at)
        if found is not None or home is None or home.place is None or not home.place.domestic:
            return found
        return next((p for p in self.locator.line(home.place) if p.level == "prefecture" or p.municipality), None)

    def _across(self, prev: Resolved, raw: Raw) -> bool:
        """Whether what stands between two bodies says that the second is another place's (苏州市委巡察组向|市委反馈)."""
        return words.ACROSS.search(self.text, prev.raw.end, raw.start) is not None
