"""What stands behind a body's name and is below it, by the kind of body: 东营市公安局|经侦支队, 县人民法院|城关人民法庭,
农业银行|东营滨北支行, 县委组织部|驻梁家湾村工作队.

The lexicon says which ends each kind of body has below it; a verb or a word for the body's own people or its district ends
the name, so that 公安局民警在派出所 and 公安局辖区派出所 stay what they are.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from pipeline.lexicon.bodies import body_index
from pipeline.lexicon.body_words import alternatives, full_names, longest_first, words
from pipeline.lexicon.loader import cells
from pipeline.lexicon.places import Place
from pipeline.stages.organizations.chain import Chain, Raw
from pipeline.stages.organizations.organs import TITLE, VERB_INSIDE, grammar

_CHAR = r"[^\W\d_A-Za-z的了在与及或对向从将把被是为就到由给让使着也都又还各等并而和要求其已正会同共两三四五六七八九多所以个]"
#: what begins no name: the body's people, its district, what it does
_NONE = alternatives("below_no")
#: who was sent where: 县委组织部|驻梁家湾村工作队
_POSTED = re.compile(rf"派?驻{_CHAR}{{2,10}}?(?:工作队|工作组|帮扶队|指导组|办事处|联络处)(?![长员])")
#: to whom a branch of a bank belongs; a seat may stand in it
_BRANCH = re.compile(
    rf"(?!{_NONE})(?:股份有限公司)?(?:{_CHAR}{{1,10}}?(?:中心支行|支行|分行|分理处|储蓄所|信用社)(?:营业部|营业室)?|营业管理部)(?![长员])"
)
_NEXT = re.compile(r"[^\u4e00-\u9fff]|\Z|[的和与及对向在于将已还也正从由经为共被把各副]|[\u4e00-\u9fff]{2}")


#: the teams that an office sends out: 省水利厅|稽察组, 区安委会|第二督查组
_SENDERS = ("局", "厅", "安委会", "安全生产委员会", "指挥部", "领导小组")
_TEAM = re.compile(
    rf"(?:第[一二三四五六七八九十]+)?(?:联合|专项|驻点)?(?:{longest_first(words('office_team'))})(?![长员织成建])"
)


@lru_cache(maxsize=1)
def _kinds() -> tuple[re.Pattern[str], dict[str, re.Pattern[str]]]:
    """The ends of bodies that have others below them, and what those may be."""
    table = full_names("below")
    tails = {
        w: re.compile(rf"(?!{_NONE})(?P<run>{_CHAR}{{1,8}}?)??(?:{longest_first(cells(t))})(?![长员])")
        for w, t in table.items()
    }
    return re.compile(rf"(?:{longest_first(table)})\Z"), tails


def end(text: str, name: str, at: int) -> int | None:
    """Where the body ends that stands at an offset and is below the one whose name ends there."""
    if text[at : at + 1] in "驻派" and (m := _POSTED.match(text, at)) is not None:
        return m.end() if not VERB_INSIDE.search(m[0]) else None
    if name.endswith(_SENDERS) and (m := _TEAM.match(text, at)) is not None:
        return m.end()
    ends, tails = _kinds()
    kind = ends.search(name)
    m = tails[kind[0]].match(text, at) if kind is not None else None
    if (
        m is None
        or VERB_INSIDE.search(m["run"] or "")
        or not (TITLE.match(text, m.end()) or _NEXT.match(text, m.end()))
    ):
        return None
    return m.end()


#: below an outpost: 中储粮|宿州|直属库|清源分库
OF_OUTPOST = re.compile(
    r"[^\W\d_A-Za-z的了和与及在对向将由各为是]{2,4}?(?:分库|支库|分公司|支公司|营业部|供电所|支行)(?![长员])"
)
#: networks and insurers, whose branches bear the place between the two
_NETWORK = re.compile(rf"(?:中国)?(?:{longest_first(words('network'))})\Z")
_OF_NETWORK = re.compile(r"[省市县区州]?(?:中心)?(?:分公司|支公司|供电公司|营业部)(?![长员])")


def of_network(text: str, start: int, end: int, place: Place) -> Raw | None:
    """邮政|白水|分公司, 人保财险|兴化|支公司: what a network or an insurer has at the place that stands at start..end."""
    if not place.domestic or (before := _NETWORK.search(text, max(0, start - 8), start)) is None:
        return None
    m = _OF_NETWORK.match(text, end)
    if m is None:
        return None
    return Raw(before.start(), m.end(), "free", text[before.start() : m.end()], place=place, organ_start=before.start())


def of_bank(text: str, start: int, end: int, form: str, places: Mapping[int, Chain]) -> Raw | None:
    """农业银行|东营滨北支行营业部: a branch, which lies at the place that it is called by; `places`: by where they begin."""
    m = branch(text, form, end)
    if m is None:
        return None
    c = places.get(end)
    seat = c.place if c is not None and c.place.domestic and c.end < m.end() else None
    cell = grammar().cell.match(text, m.end())
    stop = cell.end() if cell else m.end()
    return Raw(start, stop, "body", form, m[0], cell[0] if cell else "", seat, organ_start=start)


@lru_cache(maxsize=512)
def _bank(form: str) -> bool:
    found = body_index().get(form)
    return found is not None and any("银行" in n for n in found[0].names)


def branch(text: str, form: str, at: int) -> re.Match[str] | None:
    """The branch of a bank of the lexicon behind its name."""
    if not _bank(form):
        return None
    m = _BRANCH.match(text, at)
    return None if m is None or VERB_INSIDE.search(m[0]) or m[0].startswith(words("bank_no")) else m
