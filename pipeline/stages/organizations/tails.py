"""What a known body has behind its name and what lists leave out before the next: 国务院|第八督查组, 全国人大常委会|执法检查组,
联合国儿童基金会|驻华代表处, 中央第三生态环境保护督察组, 中央军委联合参谋部、|政治工作部, 中央组织部、|宣传部."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pipeline.lexicon.bodies import bodies, body_index
from pipeline.lexicon.body_words import longest_first, words
from pipeline.lexicon.loader import Matcher
from pipeline.lexicon.places import Place
from pipeline.stages.organizations import words as patterns
from pipeline.stages.organizations.chain import Raw
from pipeline.stages.organizations.cover import Cover
from pipeline.stages.organizations.organs import VERB_INSIDE, grammar

_NTH = r"第[一二三四五六七八九十百\d]{1,4}"
_TEAM = longest_first(words("team"))
#: the groups that a central body sends out, and the offices of the State Council that went by numbers
_SENT = re.compile(
    rf"(?:{_NTH})?(?:联合|专项|综合)?(?:{_TEAM})(?![织成建合团])|第[一二三四五六七八]办公室|第[一二三四五六七八九十]{{1,3}}巡回法庭"
)
#: of the State Council as such a team, of a ministry its own experts
_EXPERTS = re.compile(r"(?:联合)?专家组(?![织成建合])")
#: whose such groups may be
_SENDERS = frozenset(("party", "government", "congress", "cppcc", "discipline", "court", "procuratorate"))
#: the missions of international and foreign bodies in China
_MISSION = re.compile(r"驻华(?:代表处|代表团|使团|办事处|机构(?!改革))|驻[一-鿿]{2,4}(?:代表处|办事处)(?![理在])")
#: groups of the central leadership, whose names are whole without another body's
_CENTRAL = re.compile(
    rf"中央{_NTH}(?:巡回)?(?:生态环境保护督察组|环境保护督察组|生态环保督察组|环保督察组|{_TEAM})(?![织成建合团])"
)
_JOINED = "、和与及"
#: the shortest name that a list may cut to what tells it from the one before
_SHORTEST = 3
#: whose organs a list calls by two characters too (军委|纪委)
_ARMY = ("中央军委", "军委")


def sent(text: str, end: int, form: str) -> re.Match[str] | None:
    """The group, mission or numbered office behind a known body."""
    kind = body_index()[form][0].type
    if kind in _SENDERS:
        if form == "国务院" and (m := _EXPERTS.match(text, end)) is not None:
            return m
        return _SENT.match(text, end)
    return _MISSION.match(text, end) if kind in ("international", "foreign") and text.startswith("驻", end) else None


def central(text: str, cover: Cover) -> Iterator[Raw]:
    """中央第三生态环境保护督察组, 中央第七巡视组."""
    for m in _CENTRAL.finditer(text) if "中央第" in text else ():
        if not cover.hit(*m.span()):
            yield Raw(m.start(), m.end(), "free", m[0], organ_start=m.start())


@lru_cache(maxsize=1)
def _siblings() -> tuple[Matcher, dict[str, tuple[str, ...]]]:
    """What may stand for a body behind its sister, and what both names begin with: 政治工作部 → 中央军委."""
    found: dict[str, set[str]] = {}
    for b in bodies():
        for n in b.names:
            for p in _openings(n, b.parent):
                found.setdefault(n[len(p) :], set()).add(p)
    kept = {k: tuple(sorted(v, key=lambda p: (-len(p), p))) for k, v in found.items() if k not in body_index()}
    return Matcher(kept), kept


@lru_cache(maxsize=1)
def _forms() -> dict[str, tuple[str, ...]]:
    return {b.name: b.names for b in bodies()}


def _openings(name: str, parent: str | None) -> Iterator[str]:
    """The form of the body above with which a name begins, where enough of it is left."""
    for p in (*_forms().get(parent or "", ()), *(("中央",) if parent == "中国共产党中央委员会" else ())):
        rest = len(name) - len(p)
        if name.startswith(p) and (rest >= _SHORTEST or (rest > 1 and p in _ARMY)):
            yield p


def siblings(text: str, raws: Sequence[Raw], cover: Cover) -> Iterator[Raw]:
    """中央军委联合参谋部、|政治工作部、|后勤保障部: each is what the opening of the one before makes it."""
    matcher, kinds = _siblings()
    queue = [r for r in raws if r.kind == "body" and r.end < len(text) and text[r.end] in _JOINED and not r.sub]
    for raw in queue:  # which grows by what is found
        start = raw.end + 1
        first = next(iter(matcher.find(text[start : start + 20])), None)
        if first is None or first[0] != 0 or cover.hit(start, start + first[1]):
            continue
        end, word = start + first[1], matcher.strings[first[2]]
        opening = next((p for p in kinds[word] if raw.core.startswith(p) and p + word in body_index()), None)
        if opening is None or (word[-1] in "局委办署部院" and patterns.NO_END.match(text, end)):
            continue
        found = Raw(start, end, "body", opening + word, organ_start=start)
        yield found
        if end < len(text) and text[end] in _JOINED:
            queue.append(found)


#: the corps of Xinjiang and its divisions, each with organs like a prefecture's
CORPS = "新疆生产建设兵团"
_CORPS = re.compile(
    r"(?<![第一二三四五六七八九十\d])(?:新疆)?(?:生产建设)?兵团(第[一二三四五六七八九十]{1,3}师)?|(第[一二三四五六七八九十]{1,3}师)"
)
_CIVIL = ("法院", "检察院", "局", "委", "委员会", "日报社", "电视台", "广播电视台")


def corps(text: str, cover: Cover) -> Iterator[Raw]:
    """兵团|公安局, 第八师|中级人民法院 in a text of Xinjiang."""
    if "兵团" not in text or not ("新疆" in text or "生产建设" in text or "师市" in text or "兵团日报" in text):
        return
    for m in _CORPS.finditer(text):
        raw = of_corps(text, m.start())
        if raw is not None and not cover.hit(raw.start, raw.end):
            yield raw


def of_corps(text: str, start: int) -> Raw | None:
    """The organ of the corps or of one of its divisions that begins at an offset."""
    m = _CORPS.match(text, start)
    organ = grammar().organ.match(text, m.end()) if m is not None else None
    if m is None or organ is None or not organ["core"].endswith(_CIVIL):
        return None
    place = Place("", CORPS + (m[1] or m[2] or ""), "region", source="text")
    raw = Raw(start, organ.end(), "organ", organ["core"], organ["sub"] or "", organ["cell"] or "", place)
    raw.lead, raw.organ_start = m[0], m.end()
    return raw


def unit(raw: Raw, text: str) -> None:
    """The unit behind the detachment or the military region that it belongs to: 上饶市消防救援支队|鄱西大队荷塘站,
    渤海军区|独立团; it becomes part of the name.
    """
    if raw.sub or raw.cell:
        return
    m = None
    if raw.core.endswith(("救援支队", "消防支队")):
        m = patterns.DETACHED.match(text, raw.end)
        if m is not None and (VERB_INSIDE.search(m[0]) or text.startswith("长", m.end())):
            m = None
    elif raw.core.endswith(("军区", "军分区")):
        m = patterns.ARMY.match(text, raw.end)
        if m is not None and m[0] in ("政治部", "司令部"):
            m = None
    if m is not None:
        raw.sub, raw.end = m[0], m.end()
