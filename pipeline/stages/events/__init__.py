"""Events: what the text reports, and the named events it refers to."""

from __future__ import annotations

import re

from pipeline.lexicon import calendar
from pipeline.lexicon import events as lexicon
from pipeline.reading import Reading
from pipeline.source import traditional
from pipeline.stages.base import Stage, stage
from pipeline.stages.events import (
    attendance,
    issued,
    merge,
    named,
    naming,
    participants,
    timeplace,
    triggers,
    where,
    years,
)
from pipeline.stages.events.alike import unite
from pipeline.stages.events.context import Context
from pipeline.stages.events.model import Event, Trigger
from pipeline.stages.events.openings import opening
from schemas.base import TextSpan
from schemas.layers import EventItem, EventParticipant, EventsLayer, ParticipantRole

#: 学习习近平总书记来川视察重要指示精神 refers to the visit, it does not report it
_REFERRED = re.compile(r"学习|贯彻|落实|传达|牢记|遵循")
_WORDS = re.compile(r"[^，。；]{0,40}?(?:讲话|指示|批示|精神|嘱托|共识|成果)")


@stage
class Events(Stage):
    """Triggers found and weighed → merged into events → people, time and place bound to each."""

    name = "events"
    version = "14"
    layer = EventsLayer
    needs = ("clean", "articles", "dates", "names", "organizations", "offices")
    lexicons = (
        *lexicon.FILES, *calendar.FILES, "words.tsv", "not_names.tsv", "name_cues.tsv", "titles.tsv", "places.tsv",
    )  # fmt: skip

    def process(self, reading: Reading) -> EventsLayer:
        ctx = Context(reading)
        if not ctx.lines:
            return EventsLayer()
        participants.prepare(ctx)
        known = named.find(ctx)
        told = triggers.find(ctx, known)
        for t in (*known, *told):
            if t.kind != "named":
                t.date = timeplace.bind(ctx, t)
                timeplace.opens(ctx, t, known)
            if t.word is not None and not t.word.noun:
                participants.of_verb(ctx, t)
                t.reported = not _REFERRED.search(ctx.text, ctx.sentence(t.start)[0], t.start) or not _WORDS.match(
                    ctx.text, t.end
                )
                timeplace.occasion(ctx, t, known)
        events = merge.merge(ctx, sorted([*known, *told], key=lambda t: (t.start, -t.end)))
        attendance.fill(ctx, events)
        days = opening(ctx, events)
        items = [_item(ctx, e, days) for e in events]
        items = unite(_without_past(ctx, events, items))
        if reading.clean.script == "Hant":
            items = [i.model_copy(update={"name": _as_written(reading, i.name)}) for i in items]
        return EventsLayer(items=tuple(items))


def _as_written(reading: Reading, name: str) -> str:
    """A name in the script of a Traditional document: as it stands there, else turned."""
    at = reading.text.find(name)
    return reading.view.text[at : at + len(name)] if at >= 0 else traditional(name)


def _without_past(ctx: Context, events: list[Event], items: list[EventItem]) -> list[EventItem]:
    """News refer to what was years before them (某报创刊于1956年) and do not report it; a text of history does."""
    if not ctx.dated_news or ctx.chronicle or ctx.published is None:
        return items
    told = [
        (i.edtf or "")[:4] if i.reported and e.lead.kind != "named" else "" for e, i in zip(events, items, strict=True)
    ]
    old = [year.isdigit() and int(year) < int(ctx.published[:4]) - 1 for year in told]
    if 2 * sum(old) >= sum(1 for year in told if year):
        return items
    return [i.model_copy(update={"reported": False}) if past else i for i, past in zip(items, old, strict=True)]


def _people(ctx: Context, e: Event) -> list[tuple[str, ParticipantRole]]:
    """Who took part as what. Of talks and visits nobody is a speaker: 习近平主席日前发表讲话 is what a guest recalls."""
    lead = e.lead
    people = [(n, role) for n, (role, _) in sorted(e.people.items(), key=lambda x: x[1][1])]
    own = {n for t in e.triggers for n, _, _ in t.people}
    if lead.kind == "noun" and lead.type == "study" and lead.head.endswith("报告"):
        return [(n, role) for n, role in people if role != "speaker" or n in own or not own]  # 甲、乙 each gave his own
    if lead.kind != "verb":
        return people
    if lead.type == "establishment" and years.kept(ctx, e):
        return []  # 甲表示，今年是两国建交50周年: of long ago
    talks = lead.type == "reception" or (lead.type == "meeting" and lead.word is not None and lead.word.mutual)
    if not talks and lead.type != "visit":
        return people
    if lead.type == "meeting" and len(people) <= 2:
        own |= {n for n, _ in people}
    people = [(n, role) for n, role in people if role != "speaker" or n in own]
    return [(n, "attendee" if n in own and role in ("speaker", "presenter") else role) for n, role in people]


def _item(ctx: Context, e: Event, days: dict[int, str]) -> EventItem:
    lead: Trigger = e.lead
    edtf, date = timeplace.resolve(ctx, e, days)
    place, basis = where.place_of(ctx, e)
    spans = sorted({(t.start, t.end) for t in (*e.triggers, *e.back)})
    return EventItem(
        type=lead.type,
        name=naming.of(ctx, e),
        reported=e.reported and not (lead.kind == "verb" and years.kept(ctx, e)),
        edtf=edtf,
        date_start=date.at if date else None,
        place=place,
        place_basis=basis,
        organizers=next((found for t in e.triggers if (found := where.organizers_of(ctx, t))), ()),
        participants=tuple(
            EventParticipant(person=name, role=role, order=n) for n, (name, role) in enumerate(_people(ctx, e), 1)
        ),
        issued=issued.of(ctx, e),
        mentions=tuple(TextSpan(**ctx.reading.view.at(s, t)) for s, t in spans),
        confidence=0.95 if lead.kind == "named" else round(min(0.97, 0.56 + 0.34 * lead.score), 2),
        source=lead.rule,
    )
