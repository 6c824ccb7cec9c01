"""When and where: the date mention that belongs to an event (not simply the nearest), and its place."""

from __future__ import annotations

import re

from pipeline.lexicon.calendar import number
from pipeline.stages.events.context import Context
from pipeline.stages.events.model import Date, Event, Trigger

_RECENT = re.compile(r"近日|日前|近期|不久前|最近|连日来|近年来")
_AFTER_EVENT = re.compile(r"^(?:以来|后|之后|前|以前|周年)")


def date_of(ctx: Context, t: Trigger) -> Date | None:
    """The date mention that the sentence gives to a trigger."""
    s, e = ctx.sentence(t.start)
    c0, c1 = ctx.clause(t.start)
    usable = [d for d in ctx.dates_in(s, e) if not _background(ctx, d)]
    if not usable:
        return None
    inside = [d for d in usable if t.start <= d.start and d.end <= t.end]
    same = [d for d in usable if c0 <= d.start and d.end <= t.start]
    if same:
        return max(same, key=lambda d: (len(d.edtf) >= 7, d.start))
    before = [d for d in usable if d.end <= t.start]
    if before:
        sharp = [d for d in before if len(d.edtf) >= 7]
        return sharp[-1] if sharp else before[-1]
    after = [d for d in usable if t.end <= d.start and d.end <= c1 and d.start - t.end <= 12]
    if after:
        return after[0]
    return inside[0] if inside else None


def _background(ctx: Context, d: Date) -> bool:
    """Dates that frame a thought rather than place an event: 十四五 periods, 十八大以来, N周年."""
    if d.kind == "period" and (".." in d.edtf or len(d.edtf) == 9):
        return True
    return bool(re.match(r"周年|以来|起施行|规划", ctx.text[d.end : d.end + 4]))


def resolve(ctx: Context, event: Event, fallback: str | None) -> tuple[str | None, Date | None, str]:
    """EDTF, the date mention it comes from, and the ground: named, sentence, section, document."""
    lead = event.lead
    if lead.kind == "named" and lead.edtf:
        return lead.edtf, None, "named"
    if lead.kind == "noun" and not any(t.reported for t in event.triggers):
        for t in event.triggers:
            d = t.date
            if d is not None and 0 <= t.start - d.end <= 3:
                return d.edtf, d, "sentence"
        return (ctx.published[:4] if ctx.published and lead.rule == "events.session" else None), None, "document"
    if (since := _anniversary(ctx, event)) is not None:
        return since, None, "anniversary"
    best: Date | None = None
    for t in event.triggers:
        d = t.date
        if d is None or t.heading:
            continue
        if best is None or (len(d.edtf) > len(best.edtf) and len(best.edtf) < 10):
            best = d
    if best is None:
        best = next((t.date for t in event.triggers if t.date), None)
    if best is not None:
        return best.edtf, best, "sentence"
    recent = any(_RECENT.search(ctx.text, *ctx.sentence(t.start)) for t in event.triggers)
    if recent and ctx.published:
        return ctx.published[:7], None, "document"
    return fallback, None, "section"


_YEARS = re.compile(r"([0-9一二三四五六七八九十百]{1,4})周年")


def _anniversary(ctx: Context, event: Event) -> str | None:
    """今年是中塔建交30周年: the year the event happened in."""
    for t in event.triggers:
        m = _YEARS.match(ctx.text, t.end)
        if t.kind == "verb" and m and ctx.published:
            n = number(m[1])
            s = ctx.sentence(t.start)[0]
            ahead = re.search("明年", ctx.text[s : t.start])
            return str(int(ctx.published[:4]) + (1 if ahead else 0) - n) if n else None
    return None


def place_of(ctx: Context, t: Trigger) -> str | None:
    """A place named in the trigger's sentence after 在 or 到, else the first place of the clause."""
    s, e = ctx.sentence(t.start)
    for p in ctx.reading.organizations.places:
        a, b = ctx.reading.span(p)
        if a >= e:
            break
        if s <= a and b <= e and ctx.text[max(0, a - 1) : a] in "在到赴":
            return p.name
    return None
