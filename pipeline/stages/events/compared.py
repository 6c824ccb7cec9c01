"""What two tellings of an event are compared by: what stands before the verb and behind it, the places, the year."""

from __future__ import annotations

import re

from pipeline.lexicon.events import Cue
from pipeline.stages.events.context import Context
from pipeline.stages.events.model import Trigger


def thing(ctx: Context, t: Trigger) -> str:
    """What stands before a verb in its clause, without its date, what joins it to the sentence and adverbs."""
    start = ctx.clause(t.start)[0]
    for d in ctx.dates_in(start, t.start):
        if t.start - d.end <= 8 and d.start > start:
            return _LATER.sub("", _JOINS.sub("", ctx.text[start : d.start]))
        start = d.end
    return _LATER.sub("", _JOINS.sub("", ctx.text[start : t.start]))


_JOINS = Cue("opens_clause", r"^[，、]?(?:%s)")
_LATER = Cue("adverb", r"(?:%s|全线|全面|建成|竣工)+$")


def places(ctx: Context, t: Trigger, within: tuple[int, int] | None = None) -> set[str]:
    """The places named in the clause of a telling, or in the range given."""
    c0, c1 = within or ctx.clause(t.start)
    found = set()
    for a, _, name in ctx.places_from(c0):
        if a >= c1:
            break
        found.add(name)
    return found


def olden(ctx: Context, t: Trigger) -> bool:
    """Whether it is told of a year long before the document's."""
    year = t.date.edtf[:4] if t.date is not None else ""
    return bool(ctx.published and year.isdigit() and int(year) < int(ctx.published[:4]) - 1)


def object_of(ctx: Context, t: Trigger) -> str:
    """The words after a verb, by which two tellings are compared."""
    end = ctx.clause(t.start)[1]
    return re.sub(r"^[了《“]+", "", ctx.text[t.end : min(end, t.end + 12)])
