"""Bodies that the text names without their place (市委, 该局, 管委会), and free names before a title."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache

from pipeline.lexicon import words as usage
from pipeline.lexicon.loader import Matcher, rows
from pipeline.lexicon.people import people
from pipeline.lexicon.places import Place, gazetteer
from pipeline.stages.organizations import formal, groups, implied, own, press, proper, regions, schools, tails, words
from pipeline.stages.organizations.organs import FILE, VERB_INSIDE, grammar
from pipeline.stages.organizations.read import Chain, Named, Raw, Zone
from pipeline.stages.organizations.spot import Spots
from schemas.layers import PlaceLevel

#: a word met so often is one
_COMMON = 20
#: what a committee or government ends in
_COMMITTEE_ENDS = frozenset("委府会")
#: houses of which a document's title means any
_HOUSES = ("学校", "学院", "医院", "公司", "幼儿园", "中学", "小学")


@lru_cache(maxsize=1)
def _bare_matcher() -> Matcher:
    starts: set[str] = set()
    for r in rows(FILE):
        h, k = r["head"], r["kind"]
        if (
            k in ("cell", "local")
            or (k == "organ" and h not in ("委", "委员会", "工委", "工作委员会"))
            or (k == "party" and h not in ("办", "全会"))
        ):
            starts.add(h)
        elif k == "dept":
            starts.update((h + "局", h + "厅"))
        elif k == "dept_wei":
            starts.update((h + "委", h + "委员会"))
    return Matcher(starts)


@lru_cache(maxsize=1)
def _free_matcher() -> Matcher:
    return Matcher(grammar().heads)


class Reader(Named):
    """Collects the raw bodies and zones of one text."""

    def __init__(self, text: str, spots: Spots, links: list[Chain], people: Sequence[tuple[int, int]] = ()) -> None:
        super().__init__(text, spots, links)
        self._people = sorted(e for _, e in people)
        #: does the text name a village or a township outright? then 建立村党支部 names none
        self._told_small = any(c.place.level in ("village", "township") for c in links)
        self._take(formal.find(text, people, self._starts))
        self._take(proper.find(text, sorted(people), self._starts, self.cover))
        self._take(press.find(text, links, self.cover))
        self._take(proper.again(text, self.raws, self.cover))
        self._zone_words()
        self._take(groups.find(text, links, self.cover))
        self._village_committees()
        self._units()
        self._implied()
        self._take(regions.bare(text, links, self.cover))
        self._bare()
        self._heads()
        self._memorials()
        self._military()
        self.own = list(own.spot(text, self.cover))
        self.raws.sort(key=lambda r: r.start)
        self.zones.sort(key=lambda z: z.start)
        for r in self.raws:
            chain = self._ends.get(r.organ_start) if r.kind in ("organ", "free") else None
            if chain is not None:
                r.leads = tuple(text[s.start : chain.end] for s in chain.spots)

    def hear(self, raws: list[Raw]) -> None:
        """Take in bodies that only a recogniser shows."""
        self._take(raws)
        self.raws.sort(key=lambda r: r.start)

    def _take(self, raws: Iterable[Raw]) -> None:
        for raw in list(raws):
            self._put(raw)

    # elliptic bodies

    def _implied(self) -> None:
        """外汇管理局 beside 人民银行, 经济部 after 墨西哥外交部, 澳参议院."""
        for found in (
            implied.foreign(self.text, self.raws, self.cover),
            implied.party(self.text, self.raws, self.cover),
            tails.central(self.text, self.cover),
            tails.corps(self.text, self.cover),
            tails.siblings(self.text, self.raws, self.cover),
            implied.short(self.text, self.raws, self.cover),
            implied.by_character(self.text, self.cover),
            implied.bare(self.text, self.cover),
        ):
            for raw in list(found):
                cell = self.g.cell.match(self.text, raw.end) if raw.kind in ("central", "committee") else None
                if cell is not None and self._titled(cell.end()):
                    raw.cell, raw.end = cell[0], cell.end()
                self._put(raw)

    def _units(self) -> None:
        text, g = self.text, self.g
        for m in words.UNIT.finditer(text):
            start, end = m.span()
            if self.cover.hit(start, end) or self._in_place.hit(start, end):
                continue
            if (other := self._other(start, end, m[0])) is not None:
                self._put(other)
                continue
            organ = g.organ.match(text, end)
            if organ is None:
                organ = self._open_unit(end)
            if organ is None or (organ["core"] in ("小学", "中学", "幼儿园") and not self._titled(organ.end())):
                continue
            before = text[start - 1 : start]
            unit = m[0]
            if before == "省" and unit == "市":
                self.cover.add(start - 1, organ.end())  # 省市委领导干部: of every province and town
                continue
            if before == "团" and organ["core"] in ("委", "委员会"):
                self._put(Raw(start - 1, organ.end(), "unit", "委", unit=unit, organ_start=end, prefix="共青团"))
                continue
            if before == "集" and unit == "镇" and self._market(start):
                place = Place("", text[start - 2 : end], "township", source="text")
                self.places.append((start - 2, end, place))
                self._put(self._from(organ, start - 2, "organ", place, text[start - 2 : end]))
                continue
            joined = before == "合" and text[max(0, start - 2) : start] in ("联合", "结合")  # 联合|区民政局
            if (before and before in words.NO_UNIT.get(unit, "各某每") and not joined) or words.GENERIC.search(
                text, max(0, start - 9), start
            ):
                continue
            if unit == "村" and organ["core"] in ("委", "委员会"):
                continue
            if organ["core"] == "民代表会" and not self._stands(start):
                continue  # 朴子市民代表会: whole
            if unit in ("地", "地区", "专区"):  # 地委, 地区革委会; no 当地, 各地区, 贫困地区
                if self._stands(start):
                    raw = self._from(organ, start, "unit", None, "", "地区")
                    raw.core = "地" + raw.core if unit == "地" else raw.core
                    self._put(raw)
                continue
            if unit in words.SMALL and (low := self._small(start)) is not None:
                level: PlaceLevel = "village" if unit in ("村", "社区") else "township"
                place = Place("", text[low:end], level, source="text")
                self.places.append((low, end, place))
                raw = self._from(organ, low, "organ", place, text[low:end])
                if (above := self._ends.get(low)) is not None and not raw.prefix:  # 屏东县|恒春镇公所
                    raw.start, raw.lead = above.start, text[above.start : end]
                self._put(raw)
                continue
            raw = self._from(organ, start, "unit", None, "", unit)
            self._branch(raw)
            self._stationed(raw)
            self._put(raw)

    def _village_committees(self) -> None:
        """永胜|村民委员会, 永胜|村委会: a village and what its people elect, whose names share 村."""
        for m in words.OF_VILLAGE.finditer(self.text) if "村" in self.text else ():
            s, e = m.span()
            if self.cover.hit(s, e) or self.text.startswith("组织法", e) or (low := self._small(s)) is None:
                continue
            place = Place("", self.text[low : s + 1], "village", source="text")
            chain = next((c for c in self._chains_before(low)), None)
            raw = Raw(low if chain is None else chain.start, e, "organ", m[0], place=place, organ_start=s)
            raw.lead = self.text[raw.start : s]
            self.places.append((low, s + 1, place))
            self._put(raw)

    def _chains_before(self, low: int) -> Iterable[Chain]:
        """The county or township that stands right before a village's name."""
        c = self._ends.get(low)
        return (c,) if c is not None and c.place.domestic else ()

    def _other(self, start: int, end: int, unit: str) -> Raw | None:
        """民革|市委会, 民盟|省委: the committee of another party at a place that only its unit word names."""
        p = words.PREFIX.search(self.text, max(0, start - 16), start)
        if p is None or p[1] in ("中共", "中国共产党") or not words.of_unit(self.text, start):
            return None
        w = words.COMMITTEE.match(self.text, end)
        return Raw(p.start(), w.end(), "unit", "委", unit=unit, organ_start=end, prefix=p[1]) if w else None

    def _market(self, start: int) -> bool:
        """双集|镇: a town whose name ends in 集, where nothing but a mark or a place stands before it (no 小集镇)."""
        text = self.text
        stem = start - 2
        return (
            stem >= 0
            and "一" <= text[stem] <= "鿿"
            and text[stem] not in "小大各老新建赶中心村乡古"
            and (stem == 0 or text[stem - 1] in words.BOUNDARY or stem in self._ends)
        )

    def _open_unit(self, end: int) -> re.Match[str] | None:
        """市|茶业协会会长, 区|对台融合发展工作领导小组组长: a free name after a unit word, only before a title."""
        if self.text[end : end + 1] in "省市县区乡镇、（":
            return None
        m = self.g.dept.match(self.text, end)
        if m is None:
            m = self.g.free.match(self.text, end)
            if m is not None and not (len(m["core"]) <= 16 and (self._titled(m.end()) or self._bounded(m))):
                m = None
        if m is None or m["core"].startswith("优秀"):
            return None  # 全省|优秀乡镇党委书记
        return m if not VERB_INSIDE.search(m["core"]) else None

    def _stands(self, at: int) -> bool:
        """Whether a word may begin a body's name where it stands: after a mark, a conjunction or another body."""
        text = self.text
        if at and text[at - 1] == "）" and words.EITHER.search(text, max(0, at - 10), at):
            return False  # 县（区）|政府党组
        return (
            at == 0
            or text[at - 1] in words.BOUNDARY
            or self.cover.ends_at(at)
            or words.BEFORE.search(text, max(0, at - 3), at) is not None
        )

    def _listed(self, word: str, start: int) -> bool:
        """Whether it is the next department of the place just named (安徽省财政厅、教育厅; 农业农村厅、供销社)."""
        prev = next((r for r in reversed(self.raws) if r.end == start - 1), None)
        if prev is None or prev.kind not in ("organ", "unit", "bare") or prev.core in words.COMPANIONS:
            return False
        last = self.text[start - 2]
        return (
            (word[-1] == last and last in "厅局委办部")
            or (prev.kind == "bare" and word[-1] in "局委")
            or (last in "局委" and word[-1] in "局委")
            or word in words.ALSO_LISTED
        )

    def _bounded(self, m: re.Match[str]) -> bool:
        """Whether a name behind a unit word is all there is up to a mark, and no adjective (市|个体私营企业协会，; 市属|学院)."""
        core = m["core"]
        return (
            core.endswith(words.STRONG)
            and len(core) >= 4
            and core[0] not in words.OF_UNIT
            and (self.text[m.end() : m.end() + 1] in words.MARKS or m["cell"] in ("党委", "纪委", "董事会"))
        )

    def _person_end(self, at: int) -> int:
        """Where the last person's name before an offset ends: no body's name runs over it."""
        i = bisect_right(self._people, at) - 1
        return self._people[i] if i >= 0 else 0

    def _small(self, start: int) -> int | None:
        """Where the name of a township, village or community begins that no list knows (烟峰|镇, 施洋路|社区)."""
        w = words.LEFT.search(self.text, max(0, start - 6), start)
        if w is None:
            return None
        low = max(w.start(), self._person_end(start))
        low = next((k for k in range(start - 2, low, -1) if k in self._ends), low)
        if self.text[low - 1 : low + 1] == "其中":
            low += 1
        for v in words.SMALL_CUT.finditer(self.text, low, start):
            low = v.end()
        stem = self.text[low:start]
        if (
            start - low < 2
            or start - low > 5
            or stem[-1] == "年"
            or (self._told_small and usage.count(stem) > 50 and not gazetteer().named(stem))
            or self.cover.hit(low, start)
            or words.GENERIC.search(self.text, low, start)
            or words.acts(self.text[low:start])
            or self.text[start - 1] == "届"
            or sum(c in "省市县区乡镇" for c in stem) > 1
        ):
            return None
        return low

    def _zone_words(self) -> None:
        """经开区党工委, 鱼梁洲开发区管委会: a zone without a place before it."""
        text, g = self.text, self.g
        for m in words.ZONE_WORD.finditer(text):
            organ = g.organ.match(text, m.end())
            if organ is None or organ["core"] in ("委", "委员会") or self.cover.hit(m.start(), organ.end()):
                continue
            start = m.start()
            w = words.LEFT.search(text, max(0, start - 8), start)
            if w is not None:
                cut = [v.end() for v in words.VERB.finditer(text, w.start(), start)]
                start = cut[-1] if cut else w.start()
                joint = text.rfind("和", start, m.start())
                if joint >= 0 and text[joint - 1 : joint] in _COMMITTEE_ENDS:
                    start = joint + 1  # 省委和|雄安新区党工委
                if self.cover.hit(start, m.start()):
                    start = m.start()
            name = text[start : m.end()]
            if m.start() - start >= 2 and name[-4:-2] not in (
                "高新",
                "经济",
                "国家",
                "自贸",
                "全部",
                "我们",
                "这个",
                "整个",
            ):
                self.zones.append(Zone(start, m.end(), name, None))
                self._put(self._from(organ, start, "zone-organ", None, name))
            elif text[m.start() - 1 : m.start()] in ("县", "市", "州", "旗") and self._stands(m.start() - 1):
                raw = self._from(organ, m.start() - 1, "unit", None, "", text[m.start() - 1])
                raw.core, raw.organ_start = m[0] + raw.core, m.start()  # 县|开发区管委会
                self._put(raw)
            else:
                self._put(self._from(organ, m.start(), "zone", None, "", m[0]))

    def _bare(self) -> None:
        text, g = self.text, self.g
        for s, e, _ in _bare_matcher().find(text):
            if self.cover.hit(s, e) or text[s:e] == "大学":
                continue
            if text[s - 1 : s] == "《" and text[s:e].endswith(_HOUSES):
                continue  # 印发《职业学校…办法》: of any
            if not self._stands(s) and not (text[s - 1] == "的" and words.PREFECTURAL.match(text, s)):
                continue
            organ = g.organ.match(text, s) or g.cell.match(text, s)
            end = max(e, organ.end() if organ else e)
            coord = s > 0 and self.cover.ends_at(s - 1) and words.COORD.match(text, s - 1)
            word = text[s:end]
            zoned = word in words.ZONE_ORGANS and any(z.start < s for z in self.zones)
            joined = coord and (word in words.COMPANIONS or self._listed(word, s))
            if not self._titled(end) and not joined and not zoned and not words.PREFECTURAL.match(word):
                continue
            cell = ""
            core = word
            if organ is not None and "core" in organ.re.groupindex and organ["cell"]:
                core, cell = organ["core"] + (organ["sub"] or ""), organ["cell"]
            sub = ""
            if organ is not None and words.PREFECTURAL.fullmatch(organ.groupdict().get("core") or ""):
                core, sub = organ["core"], organ["sub"] or ""  # 军分区|战备建设处
            self._put(Raw(s, end, "bare", core, sub, cell, organ_start=s))
        for m in words.SCHOOL.finditer(text):
            if self._titled(m.end()):
                self._put(Raw(m.start(), m.end(), "that", "校", "", m[1], organ_start=m.start()))
        for m in words.THAT.finditer(text):
            cell_m = (words.WITHIN if m[1] in ("组织", "党") else g.cell).match(text, m.end())
            end = cell_m.end() if cell_m else m.end()
            if self._titled(end) or (m[1] or "") in words.THAT_ALONE:
                self._put(
                    Raw(m.start(), end, "that", m[1] or m[0], "", cell_m[0] if cell_m else "", organ_start=m.start())
                )

    def _joint(self, start: int) -> int:
        """土木与|建筑工程学院: the first half of a school's or an institute's name."""
        low = max(start - 7, self._person_end(start))
        w = words.LEFT.search(self.text, low, start - 1)
        if w is None:
            return start
        first = w.start()
        for v in words.VERB.finditer(self.text, first, start - 1):
            first = v.end()
        half = self.text[first : start - 1]
        whole = not 2 <= len(half) <= 6 or half[-1] in "院所学处部厅局室心司校系会委组队厂"
        return start if whole or self.cover.hit(first, start) else first

    def _memorials(self) -> None:
        """孔繁森纪念馆, 焦裕禄干部学院: bodies named after somebody."""
        known = people()
        for m in words.MEMORIAL.finditer(self.text):
            for n in (3, 2, 4):
                start = m.start() - n
                if start >= 0 and self.text[start : m.start()] in known and not self.cover.hit(start, m.end()):
                    self._put(Raw(start, m.end(), "free", self.text[start : m.end()], organ_start=start))
                    break

    def _military(self) -> None:
        """第73集团军, 东部战区陆军."""
        if not any(w in self.text for w in ("军", "部队", "师", "护航编队")):
            return
        for m in words.MILITARY.finditer(self.text):
            if not self.cover.hit(*m.span()):
                self._put(Raw(m.start(), m.end(), "free", m[0], organ_start=m.start()))

    # free names before a title

    def _heads(self) -> None:
        text = self.text
        for s, e, _ in _free_matcher().find(text):
            cell = self.g.cell.match(text, e)
            end = cell.end() if cell else e
            titled = self._titled(end)
            alone = schools.university(text, s, e) or schools.school_told(text, s, e)
            if not (titled or alone or text[s:e] in words.FIRM) or self.cover.hit(s, e):
                continue
            if text[e : e + 1] == "长" and text[s - 1 : s] == "任" and text[s:e] == "大队":
                continue  # 任|大队长: a post
            if titled and text[s:e] in words.ALONE and (s == 0 or text[s - 1] in words.BOUNDARY):
                self._put(Raw(s, end, "that", text[s:e], "", cell[0] if cell else "", organ_start=s))
                continue
            w = words.LEFT.search(text, max(0, s - 22), s)
            if w is None:
                continue
            start = max(w.start(), self._person_end(s))
            if start == self._person_end(s) and text[start] in "和与及":
                start += 1  # 县长甲|和|中铁大桥局集团董事长
            cut = None
            for v in words.VERB.finditer(text, start, s):
                cut = v.end()
            start = cut if cut is not None else start
            if cut is None and text[start - 1 : start] == "与" and text[s:e] in words.JOINT:
                start = self._joint(start)
            if (child := words.CHILD.match(text, start, s)) is not None:
                start = child.end()
            if (dated := words.DATED.match(text, start, s)) is not None:
                start = dated.end()
            if text[start] == "有" and usage.count(text[start : start + 2]) < _COMMON:
                start += 1  # 陪同访华的|有|中央银行行长, but 有色金属研究院
            if (
                (not titled and not alone and s - start < 4)
                or VERB_INSIDE.search(text, start, s)
                or words.NOT_START.match(text, start)
            ):
                continue
            if start > 0 and text[start - 1] in "各某每":
                continue
            if s - start < 2 or (start > 0 and self.cover.hit(start, s)):
                continue
            self._put(Raw(start, end, "free", text[start:e], "", cell[0] if cell else "", organ_start=start))
