"""What a paragraph tells of years long gone, and so not of the day of its text."""

from __future__ import annotations

from pipeline.stages.events.context import Context
from pipeline.stages.events.model import Date, Trigger
from pipeline.stages.events.otherdays import (
    of_title,
)

#: years that lie between what is told as past and the day of the text
_PAST = 3


#: within how many lines the next date stands
_AROUND = 20


def of_past(ctx: Context, t: Trigger) -> bool:
    """Does the paragraph tell of years long gone: by all its dates, or, where it has none, by those around it (a life)?"""
    line, year = ctx.line(t.start), int((ctx.published or "")[:4])
    if ctx.in_speech(t.start):
        return False
    own = _days_told(ctx, line)
    if own or ctx.dates_in(*ctx.lines[line]):
        return _all_past(own, year) and own[0].start < t.start  # 队员夺冠。这是自1996年以来首次
    around = []
    for step in (-1, 1):
        for n in range(line + step, line + step * _AROUND, step):
            if not 0 <= n < len(ctx.lines) or ctx.sections[n] != ctx.sections[line]:
                break
            if ctx.dates_in(*ctx.lines[n]):
                around.append(_all_past(_days_told(ctx, n), year))
                break
    return len(around) > 1 and all(around)


def _days_told(ctx: Context, line: int) -> list[Date]:
    """The dates of a line that place something: no stretch of years, and none of a work's name."""
    told = [d for d in ctx.dates_in(*ctx.lines[line]) if "/" not in d.edtf and d.edtf[:4].isdigit()]
    return [d for d in told if not of_title(ctx, d)]


def _all_past(dates: list[Date], year: int) -> bool:
    return bool(dates) and all(int(d.edtf[:4]) <= year - _PAST for d in dates)
