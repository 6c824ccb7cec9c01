"""Townships named in full (焕古镇, 王寨街道), and the villages right behind them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from pipeline.lexicon import words as usage
from pipeline.lexicon.body_words import words
from pipeline.lexicon.places import Place, gazetteer
from pipeline.lexicon.places import townships as listed
from pipeline.stages.organizations.spot import Spot
from schemas.layers import PlaceLevel


@lru_cache(maxsize=65536)
def _codes(name: str) -> str | None:
    return listed().get(name)


_STOP = re.compile(r"[省市县区的了在与及和对向从将把被是为就到由给让使着等各多某]|推进|建设|乡镇")
_TOWN = re.compile(r"镇(?!长期|痛|压|静|定)|乡(?!村|亲|愁|土|情|贤|音|下)|街道|苏木")
#: 城镇, 集镇, 市镇 are words: 巴城镇 and 周市镇 count only in a text of their county
_WORDS = frozenset("城集小乡市")
#: what is said of towns at large: 城镇|化, 城镇|居民
_OF_TOWNS = re.compile(
    "化|居民|人口|职工|就业|体系|棚户|老旧|燃气|污水|低收入|登记|失业|非私营|常住|基础|公共|企业|新增|医[保疗]|保障|人均|供水|道路|管网|"
    "功能|空间|土地|规划|建设|生活|房屋|住房|劳动|单位|地区|集中|基本|困难|社区"
)
#: what stands before a place and leaves its name whole
_GONE = re.compile("来到|走进|前往|抵达|深入|赶赴|赶到|奔赴|走访|赴$")
_HAN = re.compile(r"[一-鿿]{2,8}\Z")


def towns(text: str, spots: list[Spot], hint: Place | None = None) -> list[Spot]:
    """Townships named in full (焕古镇, 王寨街道): known ones anywhere, others right after a place they lie in."""
    g = gazetteer()
    ends = {s.end: s for s in spots if s.place.domestic}
    last: Spot | None = None
    order = sorted(spots, key=lambda s: s.start)
    k = 0
    out: list[Spot] = []
    codes_named = {s.place.code for s in spots if s.place.level in ("county", "prefecture") and len(s.place.code) == 6}
    if hint is not None and hint.code:
        codes_named.add(hint.code)
    lines = codes_named | {c[:4] for c in codes_named if not c.endswith("0000")}
    for m in _TOWN.finditer(text):
        e = m.end()
        while k < len(order) and order[k].end <= m.start():
            if order[k].place.domestic:
                last = order[k]
            k += 1
        window = _HAN.search(text, max(0, m.start() - 8), m.start())
        if window is None or (m.end() in ends and ends[m.end()].place.level == "prefecture"):
            continue  # 景德镇
        word = m[0] == "镇" and text[m.start() - 1] in _WORDS
        if word and _OF_TOWNS.match(text, e):
            continue
        low = window.start()
        near = last.place.code if last is not None else hint.code if hint is not None else None
        found: Spot | None = None
        for s in range(max(low, m.start() - 6), m.start()):
            name = text[s:e]
            codes = _codes(name)
            if codes is None or len(name) <= 2:
                continue
            parent = ends[s].place if s in ends else None
            town = g.township(name, parent.code if parent is not None else near)
            if town is None:
                continue
            if parent is not None:
                if town.code[:2] == parent.code[:2] and (parent.level != "county" or town.code[:6] == parent.code):
                    found = Spot(s, e, town)
                    break
                continue
            around = next((c for c in codes.split("|") if c[:6] in lines), None) or next(
                (c for c in codes.split("|") if c[:4] in lines), None
            )
            gone = "|" not in codes and _GONE.search(text, max(0, s - 2), s) is not None
            if word and ((around is None and not gone) or usage.count(name)):
                continue  # 新城镇
            if around is not None:
                town = Place(around, name, "township", source="modood")
            elif "|" in codes and (near is None or not _same_line(town.code, near)):
                continue
            elif len(name) == 3 and m[0] in "乡镇" and not gone:
                continue  # too short to be known by its name alone, and not where the text is
            found = found or Spot(s, e, town)
        if found is None and not word:
            found = _unlisted(text, max(low, m.start() - 3), m, ends, out[-1] if out else None)
        if found is not None:
            out.append(found)
    return out


def _same_line(town: str, near: str) -> bool:
    """Whether a township of a common name may be meant beside a place: in its city, or its province where no city is said."""
    return town[:2] == near[:2] if near.endswith("0000") else town[:4] == near[:4]


def _unlisted(text: str, low: int, m: re.Match[str], ends: Mapping[int, Spot], before: Spot | None) -> Spot | None:
    """A township that no list holds, right after the place it lies in, or after another one and a comma (加义镇、|青山乡)."""
    for s in range(low, m.start() - 1):
        inner = s in ends and ends[s].place.level in ("county", "prefecture")
        beside = before is not None and before.end == s - 1 and text[s - 1] in "、和"
        if (inner or beside) and not _STOP.search(text, s, m.end()):
            return Spot(s, m.end(), Place("", text[s : m.end()], "township", source="text"))
    return None


_VILLAGE = re.compile(
    r"(?!农业|政府|的|在|各|所有|全|[以已](?!化)|[市区县](?![东西南北])|少数民族|传统|美丽|示范|试点)[^\W\d_的了在与及和对向从把是为到由使着等有个至]{1,5}?(?:社区|村)(?!民|庄|落|寨|里|级|委(?!会)|子|集体|规|居|干部|口|上|医|头|局|厅|部|工作|振兴|经济|信用|商业|牧|业)"
)


def villages(text: str, ends: Iterable[Spot]) -> list[Spot]:
    """Villages and communities right after a township or county (老县镇|蒋家坪村)."""
    out = []
    for s in ends:
        if (
            s.place.level in ("township", "county")
            and (m := _VILLAGE.match(text, s.end))
            and not (s.place.level == "county" and _TOWN.search(m[0]))
        ):
            level: PlaceLevel = "village"
            if s.bare and m[0] in _QUARTERS:  # 惠安|里社区 is no community of 惠安县
                s.end, s.bare = m.end(), False
                s.place = Place("", text[s.start : s.end], level, source="text")
                continue
            out.append(Spot(s.end, m.end(), Place(s.place.code, m[0], level, source="text")))
        elif (
            s.place.level in ("province", "prefecture")
            and s.place.domestic
            and (m := _VILLAGE.match(text, s.end))
            and m[0][-1] == "村"
            and _own_name(m[0][:-1])
            and text[m.end() : m.end() + 1] in "，。；、的和与（"
        ):
            out.append(Spot(s.end, m.end(), Place("", m[0], "village", source="text")))
    return out


#: a word met so often is no name of a village
_COMMON = 20


def _own_name(stem: str) -> bool:
    """Whether what stands between a province and 村 is a name (云南|阿者科村, but 浙江|美丽乡村)."""
    if not 2 <= len(stem) <= 4 or usage.count(stem) >= _COMMON or stem.endswith(words("village")):
        return False
    return not any(usage.count(stem[i : i + 2]) >= _COMMON for i in range(len(stem) - 1)) and not set(stem) & _NO_NAME


#: what no name of a village is written with
_NO_NAME = frozenset("省市县区乡镇村各某每全多个数几首本座所近前后来去有新")
#: a community called after its quarter, whose name a place's may open
_QUARTERS = frozenset(f"{c}社区" for c in "里苑园路街巷坊新东南西北")
