"""The entries of one decision (任命甲为…；⏎任命乙为…) are one event."""

from __future__ import annotations

import re

from pipeline.stages.events.context import Context
from pipeline.stages.events.model import Trigger
from pipeline.stages.events.samedate import dates_differ


def one_list(ctx: Context, a: Trigger, b: Trigger) -> bool:
    """任命甲为…；⏎任命乙为…；⏎免去丙的…: the lines of one decision that open with the same word."""
    if a.kind == b.kind == "verb" and _of_one_decision(ctx, a, b):
        return True
    if a.head != b.head or a.kind != "verb" or a.type != "personnel" or not _LISTED.search(a.head) or ctx.chronicle:
        return False
    first, last = ctx.line(a.start), ctx.line(b.start)
    if not 0 < last - first <= _LINES or a.start - ctx.lines[first][0] > 6:
        return False
    return all(_DECIDED.match(ctx.text, ctx.lines[n][0]) is not None for n in range(first, last + 1))


def _of_one_decision(ctx: Context, a: Trigger, b: Trigger) -> bool:
    """甲任局长，免去其处长职务；⏎任命乙为…；⏎丙任副局长；⏎免去丁的…: the entries of a decision that say the same."""
    heads = {a.head, b.head}
    if ctx.chronicle or dates_differ(a, b) or not (heads == {"免去"} or (heads <= _APPOINTS and "任" in heads)):
        return False
    first, last = ctx.line(a.start), ctx.line(b.start)
    return last - first < _LINES and all(_ENTRY.search(ctx.text, *x) for x in ctx.lines[first : last + 1])


_LINES = 12
_ENTRY = re.compile("[^。]{0,12}(?:任|免去|不再)[^。]{2,60}[；。：]?$")
_APPOINTS = frozenset(("任", "任命"))
_LISTED = re.compile("^(?:决定)?(?:任命|免去|聘任|任免)$")
_DECIDED = re.compile(r"[（(]?[一二三四五六七八九十0-9]{0,3}[）)、.．]?\s*(?:决定|同意)?(?:任命|免去|聘任|任免)")


_EXPELS = re.compile("开除(?:党籍|公职|军籍)")


def expelled(ctx: Context, t: Trigger) -> set[str]:
    """From what somebody is expelled in a telling."""
    return set(_EXPELS.findall(ctx.text, t.start, t.end)) if t.type == "personnel" else set()
