"""Bodies behind a unit word (市委, 县教育局), of places that no list knows and of villages (永胜|村委会)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from pipeline.lexicon import words as usage
from pipeline.lexicon.places import Place, gazetteer
from pipeline.stages.organizations import sham, words
from pipeline.stages.organizations.organs import VERB_INSIDE
from pipeline.stages.organizations.read import Chain, Named, Raw
from schemas.layers import PlaceLevel

#: countries and 地区 are places of the world
_STATES = re.compile(r"(?:国家|国际|[各全]国)[和与及、]\Z")
#: what leads to the prefecture's own bureau: 批转|地区农业局, 经|地委
_TO_PREFECTURE = re.compile(r"(?:批转|转发|同意|批准|请示|报请|送交|经|向|从|在|到|对|与|同|报)\Z")


class Units(Named):
    """What stands behind a unit word, with or without the name of its place before it."""

    _people: list[int]
    _told_small: bool

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
            if before.isdigit() or (organ["core"].startswith("级") and not organ["core"].startswith("级机关")):
                continue  # 2省党委书记调整, 数十名省级党委常委
            if unit == "地区" and _STATES.search(text, max(0, start - 3), start):
                continue  # 45个国家和|地区代表团, 国际和|地区议会
            if unit == "省" and text.startswith("区", end):
                continue  # 辽宁、新疆等|省区党委
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
                if self._stands(start) or _TO_PREFECTURE.search(text, max(0, start - 2), start):
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
            or words.acts(stem)
            or sham.no_stem(stem)
            or VERB_INSIDE.search(stem)
            or self.text[start - 1] == "届"
            or sum(c in "省市县区乡镇" for c in stem) > 1
        ):
            return None
        return low

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

    def _bounded(self, m: re.Match[str]) -> bool:
        """Whether a name behind a unit word is all there is up to a mark, and no adjective (市|个体私营企业协会，; 市属|学院)."""
        core = m["core"]
        return (
            core.endswith(words.STRONG)
            and len(core) >= 4
            and core[0] not in words.OF_UNIT
            and (self.text[m.end() : m.end() + 1] in words.MARKS or m["cell"] in ("党委", "纪委", "董事会"))
        )
