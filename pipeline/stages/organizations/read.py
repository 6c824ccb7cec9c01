"""What the text itself says: chains of places, and the bodies that follow a place or a unit word, before any is resolved."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pipeline.lexicon.loader import Matcher, rows
from pipeline.lexicon.places import Place
from pipeline.stages.organizations.organs import FILE, TITLE, VERB_INSIDE, grammar
from pipeline.stages.organizations.spot import Spot, Spots
from schemas.layers import PlaceLevel

Kind = Literal["organ", "zone-organ", "free", "body", "unit", "bare", "that", "zone"]


@dataclass(slots=True)
class Raw:
    """A body as it stands: `lead` is what it belongs to (a chain of places, a zone, a lexicon form), `core` its organ,
    `sub` a part named in the text, `cell` a standing part (党组)."""

    start: int
    end: int
    kind: Kind
    core: str = ""
    sub: str = ""
    cell: str = ""
    place: Place | None = None
    lead: str = ""
    unit: str = ""
    titled: bool = False
    organ_start: int = 0
    prefix: str = ""
    leads: tuple[str, ...] = ()


@dataclass(slots=True)
class Chain:
    """Places that stand together, each inside the one before (江苏省|南京市); `last` is what is meant."""

    start: int
    end: int
    spots: list[Spot]

    @property
    def place(self) -> Place:
        return self.spots[-1].place


@dataclass(slots=True)
class Zone:
    """A zone named in the text: 南通开发区; `place` is where it lies, if named with it."""

    start: int
    end: int
    name: str
    place: Place | None


def chains(spots: list[Spot], text: str) -> list[Chain]:
    """Join places that stand side by side, the narrower after the wider."""
    out: list[Chain] = []
    for s in sorted(spots, key=lambda s: (s.start, -s.end)):
        if out:
            prev = out[-1]
            if s.start < prev.end:
                continue
            if s.start == prev.end and _inside(s.place, prev.place):
                prev.spots.append(s)
                prev.end = s.end
                continue
        out.append(Chain(s.start, s.end, [s]))
    return out


def _inside(small: Place, big: Place) -> bool:
    if small.level == "village":
        return big.level in ("township", "county")
    if small.level == "township":
        return big.level in ("county", "prefecture", "province")
    if not (small.domestic and big.domestic) or small.code == big.code:
        return False
    return (
        big.code.endswith("0000")
        and small.code[:2] == big.code[:2]
        or big.code.endswith("00")
        and small.code[:4] == big.code[:4]
    )


_UNIT = re.compile(r"社区|自治[区州县旗]|街道|苏木|[省市县区州盟旗镇乡村](?!场|民|长)")
_NO_UNIT = {
    "市": "城都超夜门股上楼菜早集闹街黑各某每多",
    "区": "社小地城片园开技税假范创合景灾辖特战军山库牧林矿校厂各某每新发疆郊郡市禁选",
    "县": "各某每郡市",
    "镇": "城集乡各某每县村",
    "乡": "城家老故各某每返下回水",
    "村": "农乡各某每新山",
    "州": "九神各",
    "省": "各某每节",
    "旗": "红国锦党团军升各",
    "盟": "联同结东欧加民台",
    "街道": "各某每",
}
_GENERIC = re.compile(r"(?:各级|各地|两级|三级|四级|各|每个?|有的|一些|某些?|上级|下级|基层|同级|地方|当地)\Z")
_SCHOOL = re.compile(r"校(党委|纪委|工会|团委|党政办公室|办公室)")
_THAT = re.compile(r"(?<![一-鿿])领导小组(?=办公室)|该(局|院|委|公司|集团|学校|校|厅|办|中心|行|所|单位|机关|部)")
_COORD = re.compile(r"[、和及与]|以及")
_BOUNDARY = frozenset("、，。；：（）！？“”‘’《》〈〉 \n\u3000和兼任为及原由从时现代是与以向")
_BEFORE = re.compile(r"(?:担任|现任|时任|兼任|原任|历任|曾任|先后任|兼|任|原|由|和|及|为)\Z")


@lru_cache(maxsize=1)
def _bare_matcher() -> Matcher:
    words: set[str] = set()
    for r in rows(FILE):
        h, k = r["head"], r["kind"]
        if (
            k in ("cell", "local")
            or (k == "organ" and h not in ("委", "委员会", "工委", "工作委员会"))
            or (k == "party" and h not in ("办", "全会"))
        ):
            words.add(h)
        elif k == "dept":
            words.update((h + "局", h + "厅"))
        elif k == "dept_wei":
            words.update((h + "委", h + "委员会"))
    return Matcher(words)


@lru_cache(maxsize=1)
def _free_matcher() -> Matcher:
    return Matcher(grammar().heads)


class Cover:
    """Which stretches are taken, in order."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def add(self, start: int, end: int) -> None:
        i = bisect_right(self._starts, start)
        self._starts.insert(i, start)
        self._ends.insert(i, end)

    def hit(self, start: int, end: int) -> bool:
        i = bisect_right(self._starts, end - 1) - 1
        return i >= 0 and self._ends[i] > start

    def ends_at(self, pos: int) -> bool:
        i = bisect_right(self._starts, pos - 1) - 1
        return i >= 0 and self._ends[i] == pos


class Reader:
    """Collects the raw bodies and zones of one text."""

    def __init__(self, text: str, spots: Spots, links: list[Chain], people: Sequence[tuple[int, int]] = ()) -> None:
        self.text = text
        self._people = sorted(e for _, e in people)
        self.raws: list[Raw] = []
        self.zones: list[Zone] = []
        self.places: list[tuple[int, int, Place]] = []
        self.cover = Cover()
        self.g = grammar()
        self._ends = {c.end: c for c in links}
        self._named(spots, links)
        self._zone_words()
        self._units()
        self._bare()
        self._heads()
        self.raws.sort(key=lambda r: r.start)
        for r in self.raws:
            chain = self._ends.get(r.organ_start) if r.kind in ("organ", "free") else None
            if chain is not None:
                r.leads = tuple(text[s.start : chain.end] for s in chain.spots)

    def _titled(self, pos: int) -> bool:
        return TITLE.match(self.text, pos) is not None

    def _put(self, raw: Raw) -> bool:
        if self.cover.hit(raw.start, raw.end):
            return False
        raw.titled = self._titled(raw.end)
        self.cover.add(raw.start, raw.end)
        self.raws.append(raw)
        return True

    def _from(
        self, m: re.Match[str], start: int, kind: Kind, place: Place | None, lead: str = "", unit: str = ""
    ) -> Raw:
        groups = m.groupdict()
        raw = Raw(
            start, m.end(), kind, groups["core"], groups.get("sub") or "", groups["cell"] or "", place, lead, unit
        )
        raw.organ_start = m.start()
        p = _PREFIX.search(self.text, max(0, start - 16), start) if kind in ("organ", "unit") else None
        if p is not None:
            raw.start, raw.prefix = p.start(), p[1]
        return raw

    # bodies with their place or their own name

    def _named(self, spots: Spots, links: list[Chain]) -> None:
        text, g = self.text, self.g
        taken = 0
        items: list[tuple[int, int, object]] = [(c.start, c.end, c) for c in links]
        items += [(h.start, h.end, h) for h in spots.bodies]
        items.sort(key=lambda x: (x[0], -x[1]))
        starts = {c.start for c in links}
        for start, end, item in items:
            if start < taken:
                continue
            if not isinstance(item, Chain):
                if end in starts and _PREFIX.fullmatch(text[start:end]):
                    continue  # 中共|昆山市委: the chain takes it
                taken = self._body(start, end)
                continue
            place = item.place
            if place.domestic or place.level == "region":
                m = g.zone.match(text, end)
                if m is not None and not (m.end() - end > 8 and "公司" in m[0]):
                    zone = Zone(start if item.start == start else end, m.end(), text[start : m.end()], place)
                    self.zones.append(zone)
                    organ = g.organ.match(text, m.end())
                    if organ is not None and organ["core"] not in ("团",):
                        raw = self._from(organ, start, "zone-organ", place, text[start : m.end()])
                        self._put(raw)
                        taken = raw.end
                        continue
                    f = g.free.match(text, end)
                    if f is None or f.end() <= m.end():
                        taken = m.end()
                        continue
            if place.level in ("country", "city"):
                taken = self._foreign(item)
                continue
            organ = None if place.level == "region" else g.organ.match(text, end)
            bare = item.spots[-1].bare
            if organ is not None and not self._bad_organ(organ, bare):
                f = g.free.match(text, end) if organ["core"].endswith(_LONGER) else None
                if f is not None and f.end() > organ.end():
                    organ = f
                lead = text[start:end]
                raw = self._from(organ, start, "organ", place, lead)
                if self._put(raw):
                    taken = raw.end
                    continue
            if (
                place.domestic
                and (p := _PREFIX.search(text, max(0, start - 16), start))
                and (w := _COMMITTEE.match(text, end))
            ):
                raw = Raw(
                    p.start(), w.end(), "organ", "委", "", "", place, text[start:end], organ_start=end, prefix=p[1]
                )
                if self._put(raw):
                    taken = raw.end
                    continue
            d = g.dept.match(text, end) if place.domestic else None
            if d is not None and not VERB_INSIDE.search(d["core"]):
                raw = self._from(d, start, "organ", place, text[start:end])
                if self._put(raw):
                    taken = raw.end
                    continue
            f = g.free.match(text, end)
            if f is not None and self._good_free(f):
                raw = self._from(f, start, "free", place, text[start:end])
                if self._put(raw):
                    taken = raw.end
                    for s in item.spots:
                        s.nested = True
                    continue
            taken = end

    def _bad_organ(self, m: re.Match[str], bare: bool) -> bool:
        return bare and m["core"] in ("委", "委员会", "办", "工委")

    def _good_free(self, m: re.Match[str]) -> bool:
        """A free name after a place: no verb inside; weak heads (中心, 委员会) only with a title or a proper modifier."""
        core = m["core"]
        if VERB_INSIDE.search(core) or core.endswith("市中心"):
            return False
        if "和" in core and not core.endswith(("委员会", "公司", "中心", "研究院", "研究所", "协会", "学会", "基金会")):
            return False
        if self._titled(m.end()) or core.endswith(_STRONG):
            return True
        return len(core) >= 4 and not core.endswith(
            ("中心", "联盟", "委员会", "车间", "基地", "俱乐部", "集团", "银行")
        )

    def _body(self, start: int, end: int) -> int:
        text = self.text
        u = _UNITS.match(text, end)
        f = None if u else self.g.free.match(text, end)
        if f is not None and not (self._titled(f.end()) and len(f["core"]) <= 12 and not VERB_INSIDE.search(f["core"])):
            f = None
        if u is not None or f is not None:
            part = u[0] if u is not None else f["core"] if f is not None else ""
            after = end + len(part)
            c = self.g.cell.match(text, after)
            self._put(
                Raw(start, c.end() if c else after, "body", text[start:end], part, c[0] if c else "", organ_start=start)
            )
            return c.end() if c else after
        m = self.g.cell.match(text, end)
        sub = ""
        stop = end
        if m is None:
            d = _SUB.match(text, end)
            if d is not None:
                sub, stop = d[0], d.end()
                m = self.g.cell.match(text, stop)
        cell = ""
        if m is not None and (m[0] not in ("办公室", "机关", "工会") or self._titled(m.end())):
            cell, stop = m[0], m.end()
        raw = Raw(start, stop, "body", text[start:end], sub, cell, organ_start=start)
        self._put(raw)
        return stop

    def _foreign(self, item: Chain) -> int:
        text = self.text
        m = _FOREIGN.match(text, item.end)
        if m is None:
            f = self.g.free.match(text, item.end) if item.place.level == "city" or item.place.name == "中国" else None
            if f is not None and f.end() - f.start() <= 14 and self._good_free(f):
                self._put(self._from(f, item.start, "free", item.place, text[item.start : item.end]))
                return f.end()
            return item.end
        start = item.start
        if text[start - 1 : start] == "驻" and m[0].endswith("馆") and (owner := self._ends.get(start - 1)) is not None:
            start = owner.start  # 美国驻伊拉克大使馆
        self._put(
            Raw(
                start,
                m.end(),
                "free",
                m[0],
                "",
                "",
                item.place,
                text[start : item.end],
                organ_start=m.start(),
            )
        )
        return m.end()

    # elliptic bodies

    def _units(self) -> None:
        text, g = self.text, self.g
        for m in _UNIT.finditer(text):
            start, end = m.span()
            if self.cover.hit(start, end):
                continue
            organ = g.organ.match(text, end)
            if organ is None:
                organ = self._open_unit(end)
            if organ is None or organ["core"] in ("小学", "中学", "幼儿园") and not self._titled(organ.end()):
                continue
            before = text[start - 1 : start]
            unit = m[0]
            if before == "团" and organ["core"] in ("委", "委员会"):
                self._put(Raw(start - 1, organ.end(), "unit", "委", unit=unit, organ_start=end, prefix="共青团"))
                continue
            if before in _NO_UNIT.get(unit, "各某每") or _GENERIC.search(text, max(0, start - 3), start):
                continue
            if unit == "村" and organ["core"] in ("委", "委员会"):
                continue
            if unit in _SMALL and (low := self._small(start)) is not None:
                level: PlaceLevel = "village" if unit in ("村", "社区") else "township"
                place = Place("", text[low:end], level, source="text")
                self.places.append((low, end, place))
                self._put(self._from(organ, low, "organ", place, text[low:end]))
                continue
            self._put(self._from(organ, start, "unit", None, "", unit))

    def _open_unit(self, end: int) -> re.Match[str] | None:
        """市|茶业协会会长, 区|对台融合发展工作领导小组组长: a free name after a unit word, only before a title."""
        if self.text[end : end + 1] in "省市县区乡镇、（":
            return None
        m = self.g.dept.match(self.text, end)
        if m is None:
            m = self.g.free.match(self.text, end)
            if m is not None and not (self._titled(m.end()) and len(m["core"]) <= 16):
                m = None
        return m if m is not None and not VERB_INSIDE.search(m["core"]) else None

    def _person_end(self, at: int) -> int:
        """Where the last person's name before an offset ends: no body's name runs over it."""
        i = bisect_right(self._people, at) - 1
        return self._people[i] if i >= 0 else 0

    def _small(self, start: int) -> int | None:
        """Where the name of a township, village or community begins that no list knows (烟峰|镇, 施洋路|社区)."""
        w = _LEFT.search(self.text, max(0, start - 6), start)
        if w is None:
            return None
        low = max(w.start(), self._person_end(start))
        for v in _SMALL_CUT.finditer(self.text, low, start):
            low = v.end()
        if start - low < 2 or start - low > 5 or self.cover.hit(low, start) or _GENERIC.search(self.text, low, start):
            return None
        return low

    def _zone_words(self) -> None:
        """经开区党工委, 鱼梁洲开发区管委会: a zone without a place before it."""
        text, g = self.text, self.g
        for m in _ZONE_WORD.finditer(text):
            organ = g.organ.match(text, m.end())
            if organ is None or organ["core"] in ("委", "委员会") or self.cover.hit(m.start(), organ.end()):
                continue
            start = m.start()
            w = _LEFT.search(text, max(0, start - 8), start)
            if w is not None:
                cut = [v.end() for v in _VERB.finditer(text, w.start(), start)]
                start = cut[-1] if cut else w.start()
                if self.cover.hit(start, m.start()):
                    start = m.start()
            name = text[start : m.end()]
            if start < m.start() and len(name) >= 5:
                self.zones.append(Zone(start, m.end(), name, None))
                self._put(self._from(organ, start, "zone-organ", None, name))
            else:
                self._put(self._from(organ, m.start(), "zone", None, "", m[0]))

    def _bare(self) -> None:
        text, g = self.text, self.g
        for s, e, _ in _bare_matcher().find(text):
            if self.cover.hit(s, e):
                continue
            if not (
                s == 0 or text[s - 1] in _BOUNDARY or self.cover.ends_at(s) or _BEFORE.search(text, max(0, s - 3), s)
            ):
                continue
            organ = g.organ.match(text, s) or g.cell.match(text, s)
            end = max(e, organ.end() if organ else e)
            coord = s > 0 and self.cover.ends_at(s - 1) and _COORD.match(text, s - 1)
            word = text[s:end]
            if not self._titled(end) and not (coord and word in _COMPANIONS):
                continue
            cell = ""
            core = word
            if organ is not None and "core" in organ.re.groupindex and organ["cell"]:
                core, cell = organ["core"] + (organ["sub"] or ""), organ["cell"]
            self._put(Raw(s, end, "bare", core, "", cell, organ_start=s))
        for m in _SCHOOL.finditer(text):
            if self._titled(m.end()):
                self._put(Raw(m.start(), m.end(), "that", "校", "", m[1], organ_start=m.start()))
        for m in _THAT.finditer(text):
            cell_m = g.cell.match(text, m.end())
            end = cell_m.end() if cell_m else m.end()
            if self._titled(end):
                self._put(
                    Raw(m.start(), end, "that", m[1] or m[0], "", cell_m[0] if cell_m else "", organ_start=m.start())
                )

    # free names before a title

    def _heads(self) -> None:
        text = self.text
        for s, e, _ in _free_matcher().find(text):
            cell = self.g.cell.match(text, e)
            end = cell.end() if cell else e
            titled = self._titled(end)
            if not (titled or text[s:e] in _FIRM) or self.cover.hit(s, e):
                continue
            if titled and text[s:e] in _ALONE and (s == 0 or text[s - 1] in _BOUNDARY):
                self._put(Raw(s, end, "that", text[s:e], "", cell[0] if cell else "", organ_start=s))
                continue
            w = _LEFT.search(text, max(0, s - 22), s)
            if w is None:
                continue
            start = max(w.start(), self._person_end(s))
            cut = None
            for v in _VERB.finditer(text, start, s):
                cut = v.end()
            start = cut if cut is not None else start
            if (not titled and s - start < 4) or VERB_INSIDE.search(text, start, s) or _NOT_START.match(text, start):
                continue
            if s - start < 2 or (start > 0 and self.cover.hit(start, s)):
                continue
            self._put(Raw(start, end, "free", text[start:e], "", cell[0] if cell else "", organ_start=start))


_SMALL = frozenset(("镇", "乡", "街道", "苏木", "村", "社区"))
_ALONE = frozenset(
    (
        "集团",
        "公司",
        "学校",
        "学院",
        "医院",
        "协会",
        "中心",
        "银行",
        "领导小组",
        "指挥部",
        "大学",
        "研究院",
        "研究所",
        "商会",
    )
)
_UNITS = re.compile(r"(?:第?(?:[一二三四五六七八九十百]{1,4}|\d{1,5})(?:师|团|旅|连队|连|军(?!事|人|队)))+")
_LONGER = ("公司", "集团", "医院", "大学", "学院", "日报", "银行", "中心", "中学", "小学")
_NOT_START = re.compile(
    r"关于|进一步|全面|深入|持续|不断|切实|认真|充分|积极|大力|严格|坚持|加强|提高|促进|支持|鼓励|引导|帮助|服务|依靠|面向|针对|按照|根据|通过|围绕|结合|"
    r"第?[一二三四五六七八九十]+届|各|每|多|两|几|一|我|你|他|她|它|们|当地|国内|国外|部分|有关|相关|许多|一些|所有|任何|百余|数十|首家|某|中外|大型|知名|优秀|重点|专业|所在|下属|同|跟"
)
_FIRM = frozenset(("有限责任公司", "股份有限公司", "集团有限公司", "有限公司", "集团总公司"))
_STRONG = (
    "公司",
    "大学",
    "学院",
    "医院",
    "中学",
    "小学",
    "研究院",
    "研究所",
    "博物馆",
    "图书馆",
    "纪念馆",
    "协会",
    "学会",
    "商会",
    "基金会",
)
#: what stands before a place and makes its committee another body: 民革北京市委会, 政协昆山市委员会, 共青团南通市委
_PREFIX = re.compile(
    r"(中共|中国共产党|中国共产主义青年团|共青团|民革|民盟|民建|民进|农工党|致公党|九三学社|台盟|政协|中国人民政治协商会议|人民政协)"
    r"(?:第?[一二三四五六七八九十]{1,3}届)?\Z"
)
_COMMITTEE = re.compile(r"[省市区县州]?(?:第?[一二三四五六七八九十]{1,3}届)?委(?:员会|会)?(?!员)|总支|支部")
_COMPANIONS = frozenset(
    (
        "政府",
        "人民政府",
        "人大常委会",
        "人大",
        "政协",
        "纪委",
        "监委",
        "纪委监委",
        "法院",
        "检察院",
        "组织部",
        "宣传部",
        "统战部",
        "政法委",
    )
)
_LEFT = re.compile(
    r"[^\W_的了在与及或对向从将把被是为就到由给让使着也都又还很最更这那其各等并而且但因所如若则即说称赴听看走召参访见迎送请，。；：、！？“”]+\Z"
)
_VERB = re.compile(
    r"担任|现任|时任|兼任|原任|历任|曾任|任|兼|视察|考察|调研|邀请|陪同|会见|来自|以及|成立|当选|出任|作为|依托|获得|参加|出席|代表|聘请|原|系(?!统|列)"
)
_SMALL_CUT = re.compile(
    r"担任|现任|时任|兼任|原任|历任|曾任|先后|任|兼|视察|考察|调研|走进|来到|深入|同|以及|当选|听取|听|原|派驻|驻|到|去|回|跟|随|本|这个|那个|一个|某"
)
_SUB = re.compile(
    r"[^\W\d_的了在与及或对向从将把被是为就到由给让使着也都又还很最更这那其各等并而且但因所如若则即说称赴听看走召参访见迎送请，。；：、！？“”（）]{1,12}?"
    rf"(?:[司局厅处室院所部科]|中心|委员会|办公室|研究所|支队|总队|工作组|指导组)(?=(?:党组|党支部|党委)?(?:{TITLE.pattern}))"
)
_FOREIGN = re.compile(
    r"(?:联邦|国家)?(?:外交部|国防部|内政部|财政部|商务部|卫生部|能源部|司法部|教育部|交通部|农业部|经济部|贸易部|文化部|旅游部|安全部|紧急情况部|"
    r"央行|中央银行|议会|国会|国民议会|参议院|众议院|上院|下院|联邦议院|政府|总统府|总理府|首相府|外务省|防卫省|财务省|军方|国防军|武装部队|武装力量|"
    r"最高法院|宪法法院|驻华使馆|驻华大使馆|大使馆|使馆|总领馆|总领事馆|海军|空军|陆军|警方|国家安全委员会|安全局|情报局|海关|共产党中央委员会|共产党中央|共产党|"
    r"人民革命党|劳动党|工党|社会党|民主党|共和党|自由党|保守党|人民党|奥委会|红十字会|红新月会)"
)
_ZONE_WORD = re.compile(
    r"经济技术开发区|经开区|高新区|开发区|综合实验区|新区|园区|创新区|保税区|度假区|示范区|实验区|试验区"
)
