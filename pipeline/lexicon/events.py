"""What the events stage knows of the world and of the genre: named events with their dates, the nouns that name an
occasion (座谈会, 开幕式) and the verbs that tell one (会见, 印发, 当选).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import cast

from pipeline.lexicon import loader
from schemas.layers import EventType, ParticipantRole

NAMED, HEADS, VERBS, ROLES = "named_events.tsv", "event_heads.tsv", "event_verbs.tsv", "event_roles.tsv"
FILES = (NAMED, HEADS, VERBS, ROLES)


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
    act: str = ""


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
            r["act"],
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


_GAP = r"[^，。；：！？\n]{0,12}?"


def _worded(row: dict[str, str], column: str) -> str:
    """A row's wording as a pattern: … is a gap within the clause, `not_before` and `not_after` what may not stand beside it."""
    body = _GAP.join(re.escape(x) for x in row[column].split("…"))
    before = f"(?<![{row['not_before']}])" if row["not_before"] else ""
    after = f"(?![{row['not_after']}])" if row["not_after"] else ""
    return before + body + after


@lru_cache(maxsize=1)
def roles() -> tuple[re.Pattern[str], tuple[ParticipantRole, ...]]:
    """One pattern over all words that say what somebody does at an event, and the role of each of its groups."""
    found: dict[str, list[dict[str, str]]] = {}
    for r in loader.rows(ROLES):
        found.setdefault(r["role"], []).append(r)
    every = sorted(
        ((r, i) for i, rows in enumerate(found.values()) for r in rows),
        key=lambda x: -len(x[0]["word"].replace("…", "")),
    )
    alternatives = "|".join(f"(?:{_worded(r, 'word')})(?P<r{i}_{n}>)" for n, (r, i) in enumerate(every))
    return re.compile(alternatives), tuple(cast(ParticipantRole, every[n][0]["role"]) for n in range(len(every)))
