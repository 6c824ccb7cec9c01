"""Townships, communes and villages that no list holds: where a text names one again, gives it an organ, or tells of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.lexicon import body_words
from pipeline.lexicon import words as usage
from pipeline.lexicon.places import Place, gazetteer, towns_of
from pipeline.stages.organizations.cut import made_of_words
from pipeline.stages.organizations.organs import grammar
from pipeline.stages.organizations.spot import Spot
from pipeline.stages.organizations.standing import gone_to, han
from pipeline.stages.organizations.unlisted import LAST, MOST, begin, count, cover
from pipeline.stages.organizations.words import acts
from schemas.layers import PlaceLevel

_TOWN = re.compile(
    r"(?<![城集小乡村各市])镇(?!长期|痛|压|静|定)|(?<![城家老故各回返下之爱居])乡(?!村|亲|愁|土|情|贤|音|下|镇|风|间|里)|街道(?!办)"
)
_TOWN_WORDS = re.compile(
    r"(?:(?<![一-鿿])|(?<=[任为由兼]))(?:镇|乡)(?:党委|政府|人民政府|长|人大|纪委)|街道(?:党工委|办事处|办)"
)


def towns(text: str, spots: list[Spot], blocked: Sequence[tuple[int, int]]) -> list[Spot]:
    """Townships that no list holds, after a boundary (到云麓镇调研), where they recur or the text speaks of 镇党委, 镇长."""
    known = {s.end for s in spots}
    names: dict[str, None] = {}
    counts: dict[str, int] = {}
    people = cover(blocked)
    spoken = _TOWN_WORDS.search(text) is not None
    counties = list(dict.fromkeys(s.place.code for s in spots if s.place.level == "county"))[:MOST]
    kin = {t.bare for c in counties for t in towns_of(c)}
    for m in _TOWN.finditer(text):
        if m.end() in known:
            continue
        at = m.start()
        low = next((at - n for n in (2, 3) if text[at - n : at] in kin), None) or begin(text, at)
        if low is None:
            continue
        if text[low - 1 : low + 1] == "其中":
            low += 1
        if people.hit(low, m.end()):
            continue
        name, stem = text[low : m.end()], text[low : m.start()]
        commune = f"{stem}公社" in text  # which it was before 1984
        if (
            2 <= len(stem) <= 3
            and (stem[-1] not in LAST or stem in kin or commune)
            and stem[-1] not in "镇乡"
            and not (gazetteer().named(stem) and gazetteer().named(text[m.start() : m.start() + 2]))  # 陕西|镇安
            and not acts(stem)
            and (
                spoken
                or count(text, name, counts) >= 2
                or stem in kin
                or commune
                or (counties and _placed(text, low, m.start(), m.end()))
            )
        ):
            names[name] = None
    return _everywhere(text, names, "township", known)


def _placed(text: str, low: int, at: int, end: int) -> bool:
    """Whether a name stands where only a place does, and is made of no words (在|三都|乡试点, but 在江南水|乡)."""
    stem = text[low:at]
    if not gone_to(text, low) or usage.count(text[at - 1 : end]) >= _COMMON:
        return False
    if usage.count(stem) >= _COMMON and not gazetteer().named(stem):
        return False
    return not made_of_words(text[low:end], 1)


#: communes at large (农村人民公社工作条例), and the one of Paris
_NO_COMMUNE = frozenset(("人民", "巴黎", "农村", "城市", "各地", "全县", "全国"))
#: 选举|产生|公社党委
_CHOOSES = ("产生", "选举", "选出", "恢复", "召开", "通过", "参加", "出席", "成立", "建立", "组建", "撤销")
_COMMUNE = re.compile(r"(?:人民)?公社(?!化)")
#: what stands before the name of a commune or a village and is no part of it
_FOUNDED = re.compile(r"成立|建立|组成|并入|合并|改[为称设]|转为|撤销|[原驻入设名叫归属调派年月]|来自|[省市县区州镇乡]")


def communes(text: str, spots: list[Spot], blocked: Sequence[tuple[int, int]]) -> list[Spot]:
    """The communes of a text (红旗人民公社), which were townships: between marks, before an organ, or named again."""
    if "公社" not in text:
        return []
    known = {s.end for s in spots}
    people = cover(blocked)
    organ = grammar().organ
    names: dict[str, None] = {}
    counts: dict[str, int] = {}
    for m in _COMMUNE.finditer(text):
        low = None if m.end() in known else _own_begin(text, m.start())
        if low is None or not 2 <= m.start() - low <= 4 or people.hit(low, m.end()):
            continue
        name, stem = text[low : m.end()], text[low : m.start()]
        if stem in _NO_COMMUNE or "个" in stem or acts(stem) or stem.endswith(_CHOOSES):
            continue
        alone = low == 0 or not "一" <= text[low - 1] <= "鿿" or _FOUNDED.search(text, max(0, low - 2), low)
        if alone or organ.match(text, m.end()) is not None or count(text, name, counts) >= 2:
            names[name] = None
    return _everywhere(text, names, "township", known)


#: a word met so often is no name
_COMMON = 20
_VILLAGE = re.compile(
    r"村(?![民庄落寨里级子史规集居干部口上医头务情]|委会|集体|党|小学|工作|振兴|经济)|社区(?!居|党|工作|建设|服务|教育|矫正)"
)


#: 在和顺社区，…社区党委书记
_AT = re.compile(r"(?:[在到赴]|走进|来到|深入)\Z")
#: what is done for a village: 帮扶了|高坪村
_HELPED = re.compile(r"(?:帮扶|结对|包联|联系|派驻|进驻|定点)[了到在]?\Z")
#: who holds a post in a village: 大山村|老支书
_CHIEF = re.compile(r"(?:老|原|时任)?(?:党支部|党总支|支部)?(?:第一)?书记|(?:老|原)?支书|村委会主任|村主任|驻村")
_VILLAGE_WORDS = re.compile(r"(?<![一-鿿])(?:村|社区)(?:党|两委|委会|居委|民委员会|主任)")


def villages(text: str, spots: list[Spot], blocked: Sequence[tuple[int, int]]) -> list[Spot]:
    """The village or community that a text tells of: it opens a line and is named again, or is named three times."""
    if "村" not in text and "社区" not in text:
        return []
    known = {s.end for s in spots}
    people = cover(blocked)
    generic = body_words.words("village")
    spoken = _VILLAGE_WORDS.search(text) is not None
    names: dict[str, None] = {}
    counts: dict[str, int] = {}
    for m in _VILLAGE.finditer(text):
        low = None if m.end() in known else _own_begin(text, m.start())
        if low is None or not 2 <= m.start() - low <= 4 or people.hit(low, m.end()):
            continue
        name, stem = text[low : m.end()], text[low : m.start()]
        if name in names or acts(stem):
            continue
        told = usage.count(stem) < _COMMON and not made_of_words(name, 1) and _CHIEF.match(text, m.end()) is not None
        if stem.endswith(generic) and not (told and len(stem) == 2):
            continue
        opens = low == 0 or text[low - 1] in "\n\u3000 "
        here = spoken and text[m.end() : m.end() + 1] in "，、" and _AT.search(text, max(0, low - 2), low) is not None
        told = told and (opens or not han(text[low - 1]) or gone_to(text, low))
        rare = usage.count(stem) < _COMMON and not stem.endswith(generic) and not made_of_words(name, 1)
        if rare and (_HELPED.search(text, max(0, low - 4), low) or (m[0] == "村" and count(text, name, counts) >= 2)):
            names[name] = None
        if here or told or count(text, name, counts) >= (2 if opens else 3):
            names[name] = None
    return _everywhere(text, names, "village", known)


def _own_begin(text: str, end: int) -> int | None:
    low = begin(text, end)
    if low is None:
        return None
    for c in _FOUNDED.finditer(text, low, end - 1):
        low = c.end()
    return low


def _everywhere(text: str, names: dict[str, None], level: PlaceLevel, known: set[int]) -> list[Spot]:
    """Every naming of some places that nothing else is read as."""
    out: list[Spot] = []
    for name in list(names)[:MOST]:
        place = Place("", name, level, source="text")
        out += [Spot(m.start(), m.end(), place) for m in re.finditer(name, text) if m.end() not in known]
    return out
