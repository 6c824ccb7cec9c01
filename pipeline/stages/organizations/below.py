"""What stands behind a body's name and is below it, by the kind of body: 东营市公安局|经侦支队, 县人民法院|城关人民法庭,
农业银行|东营滨北支行, 县委组织部|驻梁家湾村工作队.

The lexicon says which ends each kind of body has below it; a verb or a word for the body's own people or its district ends
the name, so that 公安局民警在派出所 and 公安局辖区派出所 stay what they are.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.lexicon.bodies import body_index
from pipeline.lexicon.body_words import alternatives, full_names, longest_first, words
from pipeline.lexicon.loader import cells
from pipeline.stages.organizations.organs import TITLE, VERB_INSIDE

_CHAR = (
    r"[^\W\d_A-Za-z的了在与及或对向从将把被是为就到由给让使着也都又还各等并而和要求其已正会同共两三四五六七八九多所以个]"
)
#: what begins no name: the body's people, its district, what it does
_NONE = alternatives("below_no")
#: who was sent where: 县委组织部|驻梁家湾村工作队
_POSTED = re.compile(rf"派?驻{_CHAR}{{2,10}}?(?:工作队|工作组|帮扶队|指导组)(?![长员])")
#: to whom a branch of a bank belongs; a seat may stand in it
_BRANCH = re.compile(
    rf"(?!{_NONE})(?:股份有限公司)?(?:{_CHAR}{{1,10}}?(?:中心支行|支行|分行|分理处|储蓄所|信用社)(?:营业部|营业室)?|营业管理部)(?![长员])"
)
_NEXT = re.compile(r"[^\u4e00-\u9fff]|\Z|[的和与及对向在于将已还也正从由经为共被把各副]|[\u4e00-\u9fff]{2}")


@lru_cache(maxsize=1)
def _kinds() -> tuple[re.Pattern[str], dict[str, re.Pattern[str]]]:
    """The ends of bodies that have others below them, and what those may be."""
    table = full_names("below")
    tails = {
        w: re.compile(rf"(?!{_NONE})(?:{_CHAR}{{1,8}}?)??(?:{longest_first(cells(t))})(?![长员])")
        for w, t in table.items()
    }
    return re.compile(rf"(?:{longest_first(table)})\Z"), tails


def end(text: str, name: str, at: int) -> int | None:
    """Where the body ends that stands at an offset and is below the one whose name ends there."""
    if text[at : at + 1] in "驻派" and (m := _POSTED.match(text, at)) is not None:
        return m.end() if not VERB_INSIDE.search(m[0]) else None
    ends, tails = _kinds()
    kind = ends.search(name)
    m = tails[kind[0]].match(text, at) if kind is not None else None
    if m is None or VERB_INSIDE.search(m[0]) or not (TITLE.match(text, m.end()) or _NEXT.match(text, m.end())):
        return None
    return m.end()


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
