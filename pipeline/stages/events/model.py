"""The stage's own small data: a trigger is one place that names or tells an event, an event the triggers that belong together."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pipeline.lexicon.events import NamedEvent, Word
from schemas.layers import EventType, ParticipantRole

Kind = Literal["named", "noun", "verb", "back"]


@dataclass(slots=True)
class Person:
    """A naming of a person, in offsets of the view."""

    start: int
    end: int
    name: str


@dataclass(slots=True)
class Date:
    """A date mention in offsets of the view; `at` is its start in the source, `feast` a named day (“七一”)."""

    start: int
    end: int
    edtf: str
    kind: str
    at: int
    feast: bool = False


@dataclass(slots=True)
class Trigger:
    """A stretch of the view that names (noun, named), tells (verb) or takes up (back) an event."""

    start: int
    end: int
    kind: Kind
    type: EventType
    name: str
    head: str
    score: float
    section: int
    heading: bool
    rule: str
    word: Word | None = None
    row: NamedEvent | None = None
    edtf: str | None = None
    date: Date | None = None
    #: when it was, roughly, where the text tells no day of its own (祝贺他当选: shortly before the telegram)
    about: str | None = None
    people: list[tuple[str, ParticipantRole, int]] = field(default_factory=list)
    reported: bool = True
    created: bool = False


def _reports(t: Trigger) -> bool:
    return t.reported if t.kind in ("verb", "noun") else t.kind == "named" and t.created


@dataclass(slots=True)
class Event:
    """One event: its triggers, first the one that names it best."""

    triggers: list[Trigger]
    back: list[Trigger] = field(default_factory=list)
    people: dict[str, tuple[ParticipantRole, int]] = field(default_factory=dict)
    #: whether the text reports it, rather than refers to it
    reported: bool = False

    def __post_init__(self) -> None:
        self.reported = any(_reports(t) for t in self.triggers)

    @property
    def lead(self) -> Trigger:
        return self.triggers[0]

    def add(self, t: Trigger) -> None:
        """One more place that names or tells it."""
        self.triggers.append(t)
        self.reported = self.reported or _reports(t)

    def add_person(self, name: str, role: ParticipantRole, at: int) -> None:
        """A person keeps the first role, but a later one that says more (speaker over attendee) takes its place;
        `at` is where the text names him, from which follows his place in the list.
        """
        old = self.people.get(name)
        if old is None:
            self.people[name] = (role, at)
        elif old[0] in ("attendee", "other") and role not in ("attendee", "other"):
            self.people[name] = (role, old[1])
