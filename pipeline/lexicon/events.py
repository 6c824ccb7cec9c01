"""What the events stage knows of the world and of the genre: named events with their dates, the nouns that name an
occasion (座谈会, 开幕式) and the verbs that tell one (会见, 印发, 当选).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from pipeline.lexicon import loader
from schemas.layers import EventType, ParticipantRole

NAMED, HEADS, VERBS = "named_events.tsv", "event_heads.tsv", "event_verbs.tsv"
FILES = (NAMED, HEADS, VERBS)


@dataclass(frozen=True, slots=True)
class NamedEvent:
    """An occurrence with a name of its own: 长征, 汶川地震, 第五届进博会. `start` and `end` are EDTF; `end` `..`: open."""

    name: str
    aliases: tuple[str, ...]
    type: EventType
    start: str
    end: str
    place: str
    source: str

    @property
    def edtf(self) -> str | None:
        """The event's date as one EDTF value: a point or an interval."""
        if not self.start:
            return None
        return self.start if self.end in ("", self.start) else f"{self.start}/{self.end}"


@dataclass(frozen=True, slots=True)
class Word:
    """A noun or verb that can tell an event.

    `type` is empty for words that only look like one (会议室). `weight` is how likely the bare word reports an event;
    `subject` and `object` are the roles of those who stand on either side (`mutual`: both sides alike).
    """

    text: str
    noun: bool
    type: EventType | None
    weight: float
    group: str = ""
    subject: ParticipantRole | None = None
    object: ParticipantRole | None = None
    mutual: bool = False


def _type(value: str) -> EventType:
    return cast(EventType, value)


@lru_cache(maxsize=1)
def named_events() -> tuple[NamedEvent, ...]:
    """All rows of named_events.tsv."""
    return tuple(
        NamedEvent(
            name=r["name"],
            aliases=tuple(loader.cells(r["aliases"])),
            type=_type(r["type"]),
            start=r["start"],
            end=r["end"],
            place=r["place"],
            source=r["source"],
        )
        for r in loader.rows(NAMED)
    )


@lru_cache(maxsize=1)
def named_index() -> tuple[loader.Matcher, tuple[tuple[NamedEvent, ...], ...]]:
    """A matcher over all names and aliases, and for each of its strings the events that bear it, oldest first."""
    by_name: dict[str, list[NamedEvent]] = {}
    for e in named_events():
        for n in (e.name, *e.aliases):
            by_name.setdefault(n, []).append(e)
    return loader.Matcher(by_name), tuple(tuple(sorted(v, key=lambda e: e.start)) for v in by_name.values())


def _role(value: str) -> ParticipantRole | None:
    return cast(ParticipantRole, value) if value and value != "mutual" else None


@lru_cache(maxsize=1)
def word_index() -> tuple[loader.Matcher, tuple[Word, ...]]:
    """A matcher over event nouns and verbs (and the words that only look like one), and the word behind each string."""
    words: dict[str, Word] = {}
    for r in loader.rows(HEADS):
        kind = None if r["type"] == "-" else _type(r["type"])
        words[r["head"]] = Word(r["head"], True, kind, float(r["weight"]), r["class"])
    for r in loader.rows(VERBS):
        if r["verb"] in words:
            continue
        words[r["verb"]] = Word(
            r["verb"],
            False,
            _type(r["type"]),
            float(r["weight"]),
            r["type"],
            _role(r["subject"]) if r["subject"] != "mutual" else "attendee",
            _role(r["object"]) if r["object"] != "mutual" else "attendee",
            r["subject"] == "mutual",
        )
    return loader.Matcher(words), tuple(words.values())


@lru_cache(maxsize=1)
def acts() -> dict[str, str]:
    """Words that tell the same act → the act's name (致贺电, 贺电 → 致电)."""
    return {
        r[column]: r["act"]
        for file, column in ((HEADS, "head"), (VERBS, "verb"))
        for r in loader.rows(file)
        if r["act"]
    }
