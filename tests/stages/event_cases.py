"""Sentences with their people and dates marked, read by the events stage alone: [许国梁] a person, {3月5日=2024-03-05} a date."""

from __future__ import annotations

import re

from pipeline.config import Settings
from pipeline.reading import Reading
from pipeline.source import SourceText
from pipeline.stages import STAGES
from schemas.layers import ArticlesLayer, DateMention, DatesLayer, EventItem, NamesLayer, PersonMention, Published

MARK = re.compile(r"\[([^\]]+)\]|\{([^}=]+)=([^}]+)\}")


def read(marked: str, published: str | None = "2024-03-06") -> list[EventItem]:
    """The events of a marked text (⏎ is a line break)."""
    text, people, dates = "", [], []
    pos = 0
    marked = marked.replace("⏎", "\n")
    for m in MARK.finditer(marked):
        text += marked[pos : m.start()]
        start = len(text)
        word = m[1] or m[2]
        text += word
        place = {"start": start, "end": len(text), "text": word, "confidence": 1.0, "source": "test"}
        if m[1]:
            people.append(PersonMention(name=word, **place))
        else:
            kind = "period" if "/" in m[3] else "date"
            dates.append(DateMention(kind=kind, edtf=m[3], basis="explicit", **place))
        pos = m.end()
    text += marked[pos:]
    settings = Settings()
    reading = Reading(SourceText(id="case", text=text), settings)
    STAGES["clean"](settings).run(reading)
    STAGES["articles"](settings).run(reading)
    if published is not None:
        day = Published(edtf=published, basis="option")
        reading.add("articles", ArticlesLayer(**{**reading.articles.model_dump(), "published": day}))
    reading.add("dates", DatesLayer(mentions=tuple(dates)))
    reading.add("names", NamesLayer(mentions=tuple(people)))
    for name in ("organizations", "offices"):
        STAGES[name](settings).run(reading)
    STAGES["events"](settings).run(reading)
    for e in reading.events.items:
        for m in e.mentions:
            assert text[m.start : m.end] == m.text
    return list(reading.events.items)


def short(e: EventItem) -> str:
    """An event in one cell: type 名称@edtf (person=role, …)."""
    who = ", ".join(f"{p.person}={p.role}" for p in e.participants)
    longest = max((m.text for m in e.mentions), key=len)
    return f"{e.type} {longest}@{e.edtf or '-'}" + (f" ({who})" if who else "")
