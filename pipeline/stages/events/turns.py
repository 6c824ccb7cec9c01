"""The record of a press conference or a talk, turn by turn (主持人（副部长甲）：…, 乙：…, 【丙】…): who has a turn takes part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.stages.events.context import Context
from pipeline.stages.events.model import Event, Person
from pipeline.stages.events.rolls import GATHERINGS

_LABEL = re.compile(r"[\s　]*(?:【(?P<boxed>[^【】：\n]{1,40})】[：:]?|(?P<plain>[^：:，。；？！\n]{1,40})[：:])")
_HOST = re.compile(r"(?:新闻发布会|发布会)?主持人?(?=[（( 　]|$)")
_ASKS = re.compile("记者|提问|网友|观众|采访")
#: the labels of those who are not named
_NAMELESS = re.compile(r"主持人?|问|答|记者|提问|回答|网友")
_SENTENCE = re.compile(r"[。！？，]")
_ASKED = re.compile(r"问|提问|[^问答]*记者(?:问|提问)?")
_FEWEST = 3  # turns that make a record of a talk


@dataclass(slots=True)
class Turns:
    """The lines that are turns, and whose they are; in those `asked` nobody acts; `event` is what they are the record of."""

    lines: set[int] = field(default_factory=set)
    asked: set[int] = field(default_factory=set)
    hosts: list[Person] = field(default_factory=list)
    speakers: list[Person] = field(default_factory=list)
    event: Event | None = None


def find(ctx: Context, events: Sequence[Event]) -> Turns:
    """The turns of a document, if it is the record of an occasion that it names before the first of them."""
    out = Turns()
    for n, (start, end) in enumerate(ctx.lines):
        m = _LABEL.match(ctx.text, start, end)
        if m is None or not _SENTENCE.search(ctx.text, m.end(), end) or (ctx.is_roll(start) and end - m.end() < 12):
            continue
        a, b = m.span("boxed" if m["boxed"] else "plain")
        label = ctx.text[a:b]
        named = ctx.people_in(a, b)
        if len(named) == 1 and (_HOST.match(label) or named[0].end == b):
            out.lines.add(n)
            if not _ASKS.search(label):
                (out.hosts if _HOST.match(label) else out.speakers).append(named[0])
        elif _NAMELESS.fullmatch(label.strip()) or (_ASKS.search(label) and len(named) < 2):
            out.lines.add(n)
            if _ASKED.fullmatch(label.strip()):
                out.asked.add(n)
    if len(out.lines) < _FEWEST:
        return Turns()
    first = ctx.lines[min(out.lines)][0]
    held = [e for e in events if e.reported and e.lead.type in GATHERINGS and min(t.start for t in e.triggers) < first]
    out.event = next((e for e in held if any(t.heading for t in e.triggers)), held[0] if held else None)
    return out if out.event is not None else Turns()


def fill(turns: Turns) -> None:
    """Hosts and speakers of the occasion: all who have a turn but those who ask."""
    if turns.event is None:
        return
    for p in turns.hosts:
        turns.event.add_person(p.name, "host", p.start)
    for p in turns.speakers:
        turns.event.add_person(p.name, "presenter", p.start)
