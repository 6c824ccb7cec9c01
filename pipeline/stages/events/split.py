"""Words of two characters that are none where they stand: 游行 in 旅游行业, 建团 in 共建团结."""

from __future__ import annotations

from pipeline.lexicon import words as usage
from pipeline.stages.events.context import Context

#: how often each of two words is met that a third would be cut out of
_COMMON = 100
#: how often the word behind is met, and how much oftener than the one cut out
_WELL_KNOWN, _OFTENER = 300, 20


def split(ctx: Context, s: int, e: int) -> bool:
    """Whether the two characters at s..e belong to two words of their surroundings."""
    text = ctx.text
    if e - s != 2:
        return False
    before, behind = usage.count(text[s - 1 : s + 1]), usage.count(text[e - 1 : e + 1])
    if min(before, behind) >= _COMMON or (before >= 10 * _COMMON and behind > 2):
        return True  # 旅|游行|业, 围|绕航|海: between the halves of two words
    if behind < _WELL_KNOWN or behind < _OFTENER * max(1, usage.count(text[s:e])):
        return False
    # 旧改|任务, 互通|水平; but 访|美国, 途经|济南
    return not (ctx.places_at(e - 1) or ctx.places_at(e))
