"""Which body a post belongs to: named, carried on from the post before, or meant by the place the text speaks from."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.bodies import country_names, local_body, organ_type, title_unit
from pipeline.lexicon import offices
from pipeline.lexicon.places import gazetteer, place_words
from pipeline.reading import Reading
from pipeline.source import simplified
from pipeline.stages.offices.seats import UNIT_ENDS, Seats
from schemas.layers import Derivation, OrgMention, OrgType

#: organs that stand in a body and say nothing of which (党组 of an office)
INNER_ORGANS = offices.either("party_organ", "inner_organ")
_INNER = re.compile(f"(?<!总)(?:{INNER_ORGANS})$")  # no 州总 beside 州总工会
#: what governs: 市发展和改革委员会 without its 党组
_OFFICE_OF_STATE = re.compile(
    r"(?:发展和改革|卫生健康|国有资产监督管理|民族事务|民族宗教|城市管理|[\u4e00-\u9fff]计划|科学技术)[\u4e00-\u9fff]{0,4}委员会$|[局厅]$|(?:财政|教育|科技|公安|民政|司法)部$"
)
_SEAT_OF_STATE = re.compile(r"(?:人民政府|(?<!党)政府)$")
_OF_PEOPLE = re.compile(r"(?:总工会|妇联|妇女联合会|文联|科协|侨联|残联|工商联|工商业联合会)$")


def _house_type(name: str) -> OrgType:
    """Of what kind the house is whose Party group was named: 省政府党组, 省总工会党组."""
    if _OF_PEOPLE.search(name):
        return "people"
    return "government" if _OFFICE_OF_STATE.search(name) or _SEAT_OF_STATE.search(name) else "institution"


#: organs of a place that stand beside its committee and its government, not in them
_BESIDE = frozenset(offices.words("beside"))
_SEAT = re.compile(r"(?:党工委|工委|党委|人民政府|政府)$")
_ROOM = re.compile(
    rf"(.*?(?:{offices.either('house_end')}|局|厅|委员会|厂|社))[^省市县区镇乡村（）]{{0,8}}(?:{offices.either('inside_end')}|部|办公室)"
)
_INNER_ONLY = re.compile(f"(?:{INNER_ORGANS})")
_PARTY_END = re.compile(f"(?:{offices.either('party_organ')}|委)$")
_DEPARTMENT = re.compile(f"(?:{offices.either('party_department')})")
_FORMER = re.compile(f"原({INNER_ORGANS})$")
_FORMER_OF = re.compile(r"(?<=[省市县区州])原[省市县区州](委|政府|人大|政协|纪委)$")
#: what the names of foreign parties end with
PARTY_ENDS = ("党", "阵线")
#: a verb inside what was taken for one body: 甲府|会见|乙党
VERB_INSIDE = re.compile(rf"(?<=[\u4e00-\u9fff]{{2}})(?:{offices.either('body_verb_inside')})(?=[\u4e00-\u9fff]{{2}})")
_TWO_POSTS = re.compile(r"(?:书记|主任|[长席理员])兼")
#: the committees that a house has and its offices have not
_OF_HOUSE = frozenset(offices.words("committee_of_house"))
_OFFICE_ROOM = re.compile(r"(?:处|办公室|科|部)$")
_COMMITTEE = re.compile(r"(?:[省市县区州盟旗地]|自治区|自治州|自治县)(?:党)?委$|党工委$")
_COUNTRY = {"中国": "中华人民共和国", "国家": "中华人民共和国", "中华人民共和国": "中华人民共和国"}


@dataclass(frozen=True, slots=True)
class Body:
    """A body with all its wordings, the full one first; `place` where it is the organ of a place."""

    name: str
    short: str | None = None
    aliases: tuple[str, ...] = ()
    type: OrgType = "other"
    place: str | None = None
    derivation: Derivation = "explicit"

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(n for n in (self.name, self.short, *self.aliases) if n))

    @property
    def shown(self) -> str:
        return self.short or self.name

    @property
    def committee(self) -> bool:
        """A Party committee of a place: its departments are bodies of their own (市委组织部)."""
        return self.type == "party" and bool(_COMMITTEE.search(self.shown))

    def sub(self, organ: str) -> Body:
        """The organ of a body as a body of its own: 外事办公室 + 党组."""
        if organ in _OF_HOUSE and (house := self.whole()) is not self and _OFFICE_ROOM.search(self.shown):
            return house.sub(organ)  # 学生处处长兼团委书记: the league committee is the school's
        if (
            organ in offices.words("court_organ")
            and (m := re.match(r".*(?:法院|检察院)", self.shown))
            and m[0] != self.shown
        ):
            whole = tuple(c[0] for n in self.names if (c := re.match(r".*(?:法院|检察院)", n)))
            return Body(whole[0], None, whole[1:], "court", self.place, self.derivation).sub(organ)
        if self.committee and self.place and _DEPARTMENT.match(organ) and not self.shown.endswith("地委"):
            return local(self.place, f"委{organ}", self.derivation)
        if organ in _BESIDE and (self.committee or (self.type == "government" and self.shown.endswith("政府"))):
            if self.place:
                return local(self.place, organ, self.derivation)
            cut = tuple(_SEAT.sub("", n) + organ for n in self.names if _SEAT.search(n))
            if cut:  # 东风街道|党工委: its 办事处 is the place's too
                return Body(cut[0], None, cut[1:], organ_type(organ), None, self.derivation)
        if organ == "书记处" and self.name.endswith("党中央政治局"):  # 中央政治局委员、|书记处|书记: the committee's
            return Body(self.name.removesuffix("政治局") + organ, "中央书记处", ("中共中央书记处",), "party")
        names = [n + organ for n in self.names]
        shown = self.shown + organ
        kind: OrgType = "party" if _PARTY_END.search(organ) else organ_type(organ) if len(organ) < 6 else self.type
        if kind == "government" or (organ == "书记处" and self.type == "people"):
            kind = self.type
        return Body(names[0], shown if shown != names[0] else None, tuple(names[1:]), kind, self.place, self.derivation)

    def whole(self) -> Body:
        """The house that a department stands in (某法院行政审判庭 → 某法院); the body itself where it is no department."""
        cut = tuple(m[1] for n in self.names if (m := _ROOM.fullmatch(n)))
        return Body(cut[0], None, cut[1:], self.type, self.place, self.derivation) if cut else self

    def base(self) -> Body:
        """The body without its Party group: 外事办公室党组 → 外事办公室; a committee of a place stays."""
        if self.committee or not _INNER.search(self.shown):
            return self
        cut = [re.sub(_INNER, "", n) for n in self.names if _INNER.search(n)]
        cut = [c for c in cut if c]
        if not cut:
            return self
        return Body(
            cut[0],
            re.sub(_INNER, "", self.shown) or None,
            tuple(cut[1:]),
            _house_type(cut[0]) if self.type == "party" else self.type,
            self.place,
            self.derivation,
        )

    def as_(self, derivation: Derivation) -> Body:
        return self if self.derivation == derivation else replace(self, derivation=derivation)


@lru_cache(maxsize=4096)
def local(place: str, organ: str, derivation: Derivation = "explicit") -> Body:
    """The organ of a place as a Body; a town of another country has no committee of our Party (布加勒斯特市委)."""
    if organ == "委" and (named := gazetteer().named(place)) and not any(p.domestic for p in named):
        town = place if place.endswith("市") else f"{place}市"
        return Body(f"{town}委", None, (place + organ,), "foreign", place, derivation)
    b = local_body(place, organ)
    return Body(b.name, b.short, b.aliases, b.type, b.place, derivation)


def abroad(place: str, *names: str) -> Body:
    """The government of a state, province or town of another country: 肯塔基州政府, no 人民政府."""
    kind: OrgType = "government" if place in place_words("home") else "foreign"  # 台北市政府
    return Body(f"{place}政府", None, (place, *names), kind, place)


def village(name: str, *, old: bool) -> Body:
    """The body of a 村长: the village itself before there were villagers' committees, else its committee, known by both."""
    committee = local(name, "村委会", "elliptic")
    if old:
        return Body(name, None, committee.names, "government", name, "elliptic")
    return replace(committee, aliases=(*committee.aliases, name))


_SCHOOL_END = r"大学|学院|学校|中学|小学|学堂|第?[一二三四五六]中(?!学)|医院|卫生院|诊所"
_RENAMED = re.compile(
    r"前身，?(?:是|为)[^。；\n]{0,24}?(?:创办|成立|设立|开办|兴办|创立|倡办|创建)的"
    rf"(?P<first>[\u4e00-\u9fff]{{2,16}}?(?:{_SCHOOL_END}|书院|义学|私塾))"
    r"|(?P<verb>(?P<new>创办|创设|创建|倡办|前身)|基础上(?:正式)?(?:组建|建立|成立|设立|建成)|升格|更名|改名|改称|易名|定名|复名|合并|改建|改(?=为))[，]?(?:组建|组成|成立)?(?:为|成|是|的)?[“]?"
    rf"(?P<name>[\u4e00-\u9fff]{{2,20}}?(?:{_SCHOOL_END}))(?![\u4e00-\u9fff]{{0,6}}(?:学院|大学|中学|医院))"
    r"|^[ \u3000]*【(?P<era>[\u4e00-\u9fff]{3,20}?)（(?:19|20)\d\d[^）\n]{0,14}）】"  # its years over a list
    r"|(?P<back>恢复(?:原名|原校名|校名))|(?P<now>(?:更|改|定|恢复|沿用)(?:为)?(?:现|今)名)",
    re.MULTILINE,
)


_ATTACHED = re.compile("附属|附设|子弟|希望|夜校|分校")
SCHOOL = re.compile(r"(?:大学|学院|学校|中学|小学|学堂|师范|职院|[师医高]专|[一二三四五六]中|医院|卫生院)$")


def renamings(text: str) -> list[tuple[int, str, bool]]:
    """Where a school's history gives it a new name (更名为…), or the one before back (恢复原名)."""
    out: list[tuple[int, str, bool]] = []
    for m in _RENAMED.finditer(text):
        if m["now"]:
            out.append((m.end(), "", False))
        elif m["era"]:
            out.append((m.end(), m["era"], False))
        elif m["first"]:
            out.append((m.end(), m["first"], False))
        elif m["name"]:
            if not _ATTACHED.search(m["name"]):
                out.append((m.end(), m["name"], bool(m["new"])))
        elif len(out) > 1:
            out.append((m.end(), out[-2][1], False))
    return out


#: what names an institution, and none of its houses
_NO_HOUSE = frozenset(("人民政协", "人民代表大会", "中国人民政治协商会议"))
_TERM = re.compile(
    r"(?<=[协会])(?:第?[一二三四五六七八九十]{1,3}届)(?:委员会|理事会)?|"
    r"(?<=[省市县区州盟旗镇乡])(?:首|第?[一二三四五六七八九十]{1,3}|本|新一)届"
)


def of_mention(m: OrgMention) -> Body:
    """The body that a mention names."""
    if "原" in m.name and _FORMER.search(m.name):  # 直属库原党支部: 原 is the post's
        clean = [_FORMER.sub(r"\1", n) for n in (m.name, m.short, *m.aliases) if n]
        return Body(clean[0], clean[1] if m.short else None, tuple(clean), m.type, m.place, m.derivation)
    if (was := _FORMER_OF.search(m.name)) is not None:  # 金凤区原区委: 原 is the post's
        return local(m.place or m.name[: was.start()], was[1], m.derivation)
    aliases = m.aliases
    if "届" in m.name and (bare := _TERM.sub("", m.name)) != m.name:  # 省政协七届委员会
        aliases = (*aliases, bare)
    return Body(m.name, m.short, aliases, m.type, m.place, m.derivation)


def country(name: str, derivation: Derivation = "explicit", surface: str | None = None) -> Body:
    """A country as the body of its head of state; `surface` is how the text calls it (毛里求斯共和国)."""
    full = _COUNTRY.get(name)
    if full:
        return Body(full, "中国", ("国家",), "country", None, derivation)
    others = tuple(n for n in dict.fromkeys((surface or name, *country_names(name))) if n != name)
    return Body(name, None, others, "country", None, derivation)


def fixed(word: str) -> Body | None:
    """Bodies that a few words name for certain (国家主席, 党中央)."""
    if word in _COUNTRY:
        return country(word)
    if word in ("中共中央", "党中央", "中共", "中国共产党中央委员会"):
        return Body("中国共产党中央委员会", "中共中央", ("党中央", "中国共产党"), "party")
    if word == "国务院":
        return Body("中华人民共和国国务院", "国务院", (), "government")
    if word == "政务院":
        return Body("中央人民政府政务院", "政务院", ("中华人民共和国政务院",), "government")
    if word == "全国人大常委会":
        return Body("全国人民代表大会常务委员会", word, (), "congress")
    if word == "全国政协":
        return Body("中国人民政治协商会议全国委员会", word, (), "cppcc")
    if word in ("中央军委", "军委"):
        return Body("中央军事委员会", "中央军委", ("中共中央军委",), "military")
    return None


def _simplified(m: OrgMention, written: dict[str, str]) -> OrgMention:
    """A mention of a Traditional document with its names as rules and lists have them; `written` keeps how they stood."""
    name, short = simplified(m.name), simplified(m.short) if m.short else None
    written.setdefault(name, m.name)
    if short is not None and m.short is not None:
        written.setdefault(short, m.short)
    aliases = tuple(dict.fromkeys(map(simplified, m.aliases)))
    return m.model_copy(update={"name": name, "short": short, "aliases": aliases})


class Bodies(Seats):
    """The bodies, places and homes of one document, looked up by where they stand in the view."""

    def __init__(self, reading: Reading) -> None:
        #: names of bodies as rules and lists have them → as a Traditional document writes them
        self.written: dict[str, str] = {}
        spans: list[tuple[int, int, OrgMention]] = []
        for m in reading.organizations.mentions:
            if m.source in ("organizations.called", "organizations.unplaced"):
                continue  # 学校, 集团: who holds a post there is said otherwise; 省委 of no known province
            if _TWO_POSTS.search(m.text) or VERB_INSIDE.search(m.text):
                continue  # 国务院副总理兼外交部 is no body, nor 大学成立学院
            s, e = reading.span(m)
            spans.append((s, e, _simplified(m, self.written) if reading.clean.script == "Hant" else m))
        spans.sort(key=lambda x: (x[1], -x[0]))
        self.mentions = spans
        self._ends = [e for _, e, _ in spans]
        super().__init__(reading)
        self.renamings = renamings(reading.text)
        self._renamed_at = [r[0] for r in self.renamings]
        self._called: dict[str, OrgMention] | None = None
        self._wholes: dict[str, OrgMention] | None = None
        self.hant = reading.clean.script == "Hant"

    def last_in(self, floor: int, end: int) -> tuple[int, int, OrgMention] | None:
        """The last body that stands wholly in floor..end."""
        i = bisect_right(self._ends, end) - 1
        if i >= 0 and self.mentions[i][0] >= floor:
            best = self.mentions[i]
            while i > 0 and self._ends[i - 1] == best[1] and self.mentions[i - 1][0] >= floor:
                i -= 1
                if self.mentions[i][0] < best[0]:
                    best = self.mentions[i]
            return best
        return None

    def covers(self, start: int, end: int) -> bool:
        """Does a body's name run over start..end and beyond its end?"""
        i = bisect_left(self._ends, end + 1)
        return any(s <= start and e > end for s, e, _ in self.mentions[i : i + 3])

    def before(self, pos: int, floor: int = 0) -> Body | None:
        """The last body named before a place in the text."""
        i = bisect_right(self._ends, pos) - 1
        if i >= 0 and self.mentions[i][0] >= floor:
            return of_mention(self.mentions[i][2])
        return None

    def of_type(self, kinds: tuple[str, ...], pos: int) -> Body | None:
        """The last body of some kind named before a position."""
        i = bisect_right(self._ends, pos)
        for _, _, m in reversed(self.mentions[max(0, i - 60) : i]):
            if m.type in kinds and len(m.name) > 2 and m.name not in _NO_HOUSE:  # 学校 names none
                return of_mention(m)
        return None

    def named_with(self, word: str, pos: int) -> Body | None:
        """The last body before a position whose name holds a word."""
        i = bisect_right(self._ends, pos)
        for _, _, m in reversed(self.mentions[max(0, i - 40) : i]):
            if m.name.endswith(word):
                return of_mention(m)
        return None

    def assemblies(self, pos: int, reach: int) -> Iterator[tuple[int, OrgMention]]:
        """Congresses and conferences named before a position and not too far back, the last first, with where they stand."""
        i = bisect_right(self._ends, pos)
        for s, e, m in reversed(self.mentions[max(0, i - 40) : i]):
            if pos - e < reach and m.type in ("cppcc", "congress"):
                yield s, m

    def ending(self, ends: tuple[str, ...], pos: int, floor: int) -> Body | None:
        """The last body named in floor..pos whose name ends with one of some words."""
        i = bisect_right(self._ends, pos)
        for s, _, m in reversed(self.mentions[max(0, i - 40) : i]):
            if s < floor:
                return None
            if m.name.endswith(ends):
                return of_mention(m)
        return None

    def house_of(self, kind: str, pos: int, place: str | None = None) -> Body | None:
        """The last house of a kind (法院) before a position, that of a place first; only a part may have been named."""
        i = bisect_right(self._ends, pos)
        near = [m for _, _, m in self.mentions[max(0, i - 40) : i] if kind in m.name]
        m = next((x for x in reversed(near) if x.place == place), near[-1] if near else None)
        if m is not None:
            names = [n[: n.rindex(kind) + len(kind)] for n in (m.name, m.text, *m.aliases) if kind in n]
            return Body(names[0], None, tuple(names[1:]), "court", m.place, "elliptic")
        return None

    def renamed(self, pos: int, floor: int = 0, body: str | None = None) -> str | None:
        """The name that the school whose history a text tells was given last before a position."""
        i = bisect_left(self._renamed_at, pos) - 1
        if i < 0 or self._renamed_at[i] < floor:
            return None
        _, name, founded = self.renamings[i]
        if founded and not any(n == body and not f for _, n, f in self.renamings):
            return None  # a school that somebody founded need not be this one
        return name

    def home(self, pos: int) -> tuple[str | None, str | None]:
        """(place, body) that the text speaks from; the body by the name that it had then."""
        place, body = super().home(pos)
        if body is not None and SCHOOL.search(body) and (then := self.renamed(pos, body=body)) is not None:
            return place, then or body
        return place, body

    def own(self, pos: int) -> str | None:
        """The body that the text speaks from, by the name that it has today."""
        return super().home(pos)[1]

    def called(self, name: str) -> Body | None:
        """The body of the text with this name."""
        if self._called is None:
            self._called = {}
            for _, _, m in self.mentions:
                for n in (m.text, m.name):
                    self._called.setdefault(n, m)
        found = self._called.get(name)
        return of_mention(found) if found is not None else None

    def whole_of(self, word: str) -> OrgMention | None:
        """市文学艺术界联合会: the body of a place that the text gives in full elsewhere (南屏市文学艺术界联合会)."""
        if self._wholes is None:
            self._wholes = {}
            for _, _, m in self.mentions:
                for n in (m.text, m.name):
                    at = next((k for k in range(2, min(len(n), 8)) if n[k] in "省市县区州盟旗镇乡"), 0)
                    if at and m.derivation == "explicit":
                        self._wholes.setdefault(n[at:], m)
        return self._wholes.get(word)

    def same(self, word: str, pos: int, last: Body | None) -> Body | None:
        """该部研究室: the body of that kind named last, and what stands in it; None where there was none."""
        if word == "党":
            party = self.ending(PARTY_ENDS, pos, 0)
            return party.as_("inherited") if party is not None and party.type != "party" else None
        unit = re.match(offices.either("own_unit"), word)
        if unit is None:
            return None
        rest = word[unit.end() :]
        kind = "检察院" if "检察" in word else unit[0]
        whole = last.base() if last is not None else None
        if whole is None or not any(kind in n for n in whole.names):
            whole = self.named_with(kind, pos)
        if whole is None:
            return None
        names = [n[: n.rindex(kind) + len(kind)] for n in whole.names if kind in n]
        found = Body(names[0], None, tuple(names[1:]), whole.type, whole.place, "inherited")
        return found.sub(rest) if rest else found


_ABROAD = re.compile(rf"(?:{offices.either('association_end')}|商会|同乡会|总商会)$")


def abroad_too(text: str, start: int, end: int) -> bool:
    """May a body's name go on to the left with the country that it is in (阿根廷|中国和平统一促进会, 匈牙利|宁波商会)?"""
    return text[start] in "中华" or _ABROAD.search(text, start, end) is not None


def by_unit(title_head: str, place: str | None) -> Body | None:
    """The government a territorial title belongs to, where the place fits the unit (市长 ↔ 苏州市)."""
    unit = title_unit(title_head)
    if unit is None or place is None:
        return None
    if place.endswith(UNIT_ENDS.get(unit, (unit,))):
        return local(place, "政府")
    return None


def inner(organ: str) -> bool:
    """Is this the name of an organ that every body may have (党组, 工会)?"""
    return bool(_INNER_ONLY.fullmatch(organ))


def department(organ: str) -> bool:
    """Is this a department of a Party committee (组织部)?"""
    return bool(_DEPARTMENT.fullmatch(organ))


def party_country(name: str) -> str | None:
    """The country that a ruling party stands for (越共中央 → 越南)."""
    for k, v in offices.values("party_country").items():
        if name.startswith(k):
            return v
    return None
