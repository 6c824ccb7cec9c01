"""Which of several events of one name is meant: 中央经济工作会议 of the year before it, or the last before the text's date."""

from __future__ import annotations

import re
from typing import TypeVar

from pipeline.lexicon import calendar
from pipeline.lexicon.events import NamedEvent
from pipeline.stages.events.context import Context

_NEAR = 200


def told_year(ctx: Context, at: int) -> str | None:
    """In a document without a date the year of the day that a passage last told."""
    start = ctx.lines[ctx.line(at)][0]
    days = [d.edtf for d in ctx.dates_in(max(start, at - _NEAR), at) if len(d.edtf) >= 7 and d.edtf[:4].isdigit()]
    return days[-1][:4] if days else None


T = TypeVar("T", NamedEvent, calendar.CalendarEntry)

_YEAR = re.compile(r"(\d{4})年?(?:度|的|全国)?$")
#: a year that is the beginning of the name itself
_NUMBERED = re.compile(r"(?<!\d)(20\d\d|19\d\d)$")


def unlisted(rows: tuple[NamedEvent, ...], ctx: Context, at: int) -> bool:
    """Whether the name begins with a year (2025|全国网上年货节) of which the lexicon knows no such occasion."""
    m = _NUMBERED.search(ctx.text, max(0, at - 5), at) if len(rows) > 1 else None
    return m is not None and not any(r.start.startswith(m[1]) or r.name.startswith(m[1]) for r in rows)


def choose(rows: tuple[T, ...], ctx: Context, at: int) -> T:
    """Of several events with one name (中央经济工作会议) the one of the year named before it, else the last one before
    the document's date, or the coming one where the text looks ahead to it.
    """
    if len(rows) == 1:
        return rows[0]
    year = _YEAR.search(ctx.text[max(0, at - 10) : at])
    if year is None:
        near = [d for d in ctx.dates_in(max(0, at - 12), at) if d.edtf[:4].isdigit() and at - d.end <= 3]
        wanted = near[-1].edtf[:4] if near else None
    else:
        wanted = year[1]
    if wanted:
        for r in rows:
            if r.start.startswith(wanted) or r.name.startswith(wanted):
                return r
    if ctx.published is None:
        return rows[-1]  # its date is left open, see `undated`
    now = (
        ctx.published if len(ctx.published) > 4 else f"{ctx.published}-06"
    )  # of a year alone, what its first half knew
    past = [r for r in rows if r.start[: len(now)] <= now]
    coming = [r for r in rows if r.start[: len(now)] > now]
    ahead = re.search(r"将|即将|迎接|筹备|召开在即|开幕在即|倒计时|今年", ctx.text[max(0, at - 14) : at + 14])
    if coming and (not past or (ahead and _days(coming[0].start) - _days(now) < 200)):
        return coming[0]
    return past[-1]


def undated(ctx: Context, rows: tuple[T, ...], chosen: T, at: int) -> bool:
    """Whether nothing says which of several is meant: 中央农村工作会议 in a text without date, and no year before it."""
    return len(rows) > 1 and ctx.published is None and chosen.start[:4] not in ctx.text[max(0, at - 12) : at]


def bygone(rows: tuple[T, ...], chosen: T, published: str | None) -> bool:
    """Whether an occasion that is held every year or two was last listed so long before the text that another is meant."""
    if len(rows) < 2 or published is None or chosen is not rows[-1]:
        return False
    yearly = _days(chosen.start) - _days(rows[-2].start) < _EVERY
    return yearly and _days(published) - _days(chosen.start) > _EVERY - 200


#: days between two editions of what is held every other year at the latest
_EVERY = 750


def _days(edtf: str) -> int:
    """A rough day count of an EDTF date, to compare distances."""
    parts = [int(p) for p in re.findall(r"\d+", edtf[:10])]
    return sum(p * k for p, k in zip(parts, (365, 30, 1), strict=False))
