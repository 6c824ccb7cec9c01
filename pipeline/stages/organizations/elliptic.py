"""Bodies that the text names without their place (市委, 该局, 管委会), and free names before a title."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from pipeline.lexicon import words as usage
from pipeline.lexicon.loader import Matcher, rows
from pipeline.lexicon.people import people
from pipeline.stages.organizations import formal, groups, implied, own, press, proper, regions, schools, tails, words
from pipeline.stages.organizations.organs import FILE, VERB_INSIDE, grammar
from pipeline.stages.organizations.read import Chain, Raw, Zone
from pipeline.stages.organizations.spot import Spots
from pipeline.stages.organizations.units import Units

#: a word met so often is one
_COMMON = 20
#: what ends in 学 and is a house of its own, where 材料科学|与工程学院 is half a name
_SCHOOLS = ("大学", "中学", "小学", "办学", "入学", "求学", "同学")
#: what a committee or government ends in
_COMMITTEE_ENDS = frozenset("委府会")
#: houses of which a document's title means any
#: 中学|高级教师: a rank, no school
_RANKED = re.compile("(?:正?高级|[一二三特]级)教师")
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


class Reader(Units):
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
            if self.cover.hit(s, e) or text[s:e] == "大学" or _RANKED.match(text, e):
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
        whole = not 2 <= len(half) <= 6 or half[-1] in "院所处部厅局室心司校系会委组队厂" or half.endswith(_SCHOOLS)
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
            apart = s == 0 or text[s - 1] in words.BOUNDARY or words.TERM_BEFORE.search(text, max(0, s - 8), s)
            if titled and text[s:e] in words.ALONE and apart:
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
