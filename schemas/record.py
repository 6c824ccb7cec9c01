"""The record: what the pipeline writes for each document, to output/records/<id>.json; the contract with all downstream.

Every `start`/`end` counts Unicode code points of the source text. Identifiers (p1, g1, l1, o1, d1, e1, f1, a1) hold
within one record. Items stand in text order, keys in the order of this file: two runs over one input are byte for byte
equal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Annotated, Literal

from pydantic import Field, model_validator

from schemas.base import Confidence, Model, TextSpan
from schemas.layers import (
    AuthorRole,
    DateBasis,
    DateKind,
    Derivation,
    EventType,
    IssuedDocument,
    Notice,
    OfficeStatus,
    OrgType,
    ParticipantRole,
    PersonKind,
    PhraseCategory,
    PlaceBasis,
    PlaceLevel,
    Published,
    Speech,
)

SCHEMA_VERSION = "1.0"


class Document(Model):
    """The file: where it came from, what it is, and when it was published."""

    id: Annotated[str, Field(min_length=1)]
    source: str
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    media_type: str
    encoding: str
    script: Literal["Hans", "Hant", "mixed"]
    length: Annotated[int, Field(ge=0)]
    title: str | None = None
    publisher: str | None = None
    published: Published | None = None
    reliability: tuple[str, ...] = ()


class ArticleAuthor(Model):
    """A person (or, for a source, a body without an entry) named in a by-line or credit line."""

    person: str
    role: AuthorRole


class ArticleItem(Model):
    """One article of the file."""

    id: str
    title: str | None = None
    start: int
    end: int
    authors: tuple[ArticleAuthor, ...] = ()


class Person(Model):
    """A human being named in the document."""

    id: str
    name: Annotated[str, Field(min_length=1)]
    aliases: tuple[str, ...] = ()
    kind: PersonKind
    mentions: Annotated[tuple[TextSpan, ...], Field(min_length=1)]
    confidence: Confidence
    source: str


class Organization(Model):
    """A body; one that only an office (市长 → 市人民政府) or a part of it (市教育局) implies has no mention of its own."""

    id: str
    name: Annotated[str, Field(min_length=1)]
    short: str | None = None
    aliases: tuple[str, ...] = ()
    type: OrgType
    place: str | None = None
    parent: str | None = None
    mentions: tuple[TextSpan, ...] = ()
    confidence: Confidence
    source: str


class Place(Model):
    """A place; `code` is GB/T 2260."""

    id: str
    name: Annotated[str, Field(min_length=1)]
    code: Annotated[str, Field(pattern=r"^\d{6,12}$")] | None = None
    level: PlaceLevel
    mentions: tuple[TextSpan, ...] = ()


class Office(Model):
    """One person × organisation × title that the document states."""

    id: str
    person: str
    organization: str | None
    title: Annotated[str, Field(min_length=1)]
    name: str
    status: OfficeStatus
    attested_on: str | None = None
    held: str | None = None
    derivation: Derivation
    mentions: Annotated[tuple[TextSpan, ...], Field(min_length=1)]
    confidence: Confidence
    source: str


class Date(TextSpan):
    """One expression of time with its value in EDTF (ISO 8601-2) or, for a duration, ISO 8601."""

    id: str
    kind: DateKind
    edtf: str | None = None
    duration: str | None = None
    basis: DateBasis
    confidence: Confidence
    source: str


class Participant(Model):
    """A person in an event; `order` is the place in the text's own list, which is protocol order."""

    person: str
    role: ParticipantRole
    order: Annotated[int, Field(ge=1)]


class Event(Model):
    """What happened, or a named event that the text refers to (`reported` false)."""

    id: str
    type: EventType
    name: Annotated[str, Field(min_length=1)]
    reported: bool
    edtf: str | None = None
    date: str | None = None
    place: str | None = None
    place_basis: PlaceBasis | None = None
    organizers: tuple[str, ...] = ()
    participants: tuple[Participant, ...] = ()
    issued: tuple[IssuedDocument, ...] = ()
    mentions: Annotated[tuple[TextSpan, ...], Field(min_length=1)]
    confidence: Confidence
    source: str


class PhraseOccurrence(TextSpan):
    """Where a policy phrase stands, whether in quotation marks, and who says it: a person's id, else a body's.

    `speech`: word for word (verbatim), in the reporter's words (reported), or in an article of the speaker's (written).
    """

    quoted: bool = False
    speaker: str | None = None
    speaker_organization: str | None = None
    speech: Speech | None = None


class Phrase(Model):
    """A policy phrase (提法) in its canonical form; `family` is the phrase it is a fuller or shorter wording of, if any."""

    id: str
    canonical: Annotated[str, Field(min_length=1)]
    category: PhraseCategory
    components: tuple[str, ...] = ()
    known: bool
    english: str | None = None
    first_attested: str | None = None
    family: str | None = None
    mentions: Annotated[tuple[PhraseOccurrence, ...], Field(min_length=1)]
    confidence: Confidence
    source: str


class Provenance(Model):
    """What made the record."""

    pipeline: str
    engine: str
    stages: dict[str, str]
    lexicon: str


class Record(Model):
    """Everything extracted from one document; every reference and every range is checked when it is made."""

    schema_version: Literal["1.0"] = "1.0"
    document: Document
    articles: tuple[ArticleItem, ...] = ()
    people: tuple[Person, ...] = ()
    organizations: tuple[Organization, ...] = ()
    places: tuple[Place, ...] = ()
    offices: tuple[Office, ...] = ()
    dates: tuple[Date, ...] = ()
    events: tuple[Event, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    warnings: tuple[Notice, ...] = ()
    provenance: Provenance

    def spans(self) -> Iterator[tuple[str, TextSpan]]:
        """Every stretch of text in the record with the JSON path it stands at."""
        for i, d in enumerate(self.dates):
            yield f"dates[{i}]", d
        for layer in ("people", "organizations", "places", "offices", "events", "phrases"):
            for i, item in enumerate(getattr(self, layer)):
                for j, m in enumerate(item.mentions):
                    yield f"{layer}[{i}].mentions[{j}]", m
        for i, e in enumerate(self.events):
            for j, x in enumerate(e.issued):
                for part, span in (("title", x.title), ("number", x.number)):
                    if span is not None:
                        yield f"events[{i}].issued[{j}].{part}", span
        if self.document.published:
            for j, m in enumerate(self.document.published.evidence):
                yield f"document.published.evidence[{j}]", m

    def check_text(self, text: str) -> list[str]:
        """Mentions whose text is not the slice of `text` that they name, as `path: what is wrong` (E301)."""
        wrong = []
        if len(text) != self.document.length:
            wrong.append(f"document.length: {self.document.length}, the text has {len(text)}")
        for path, m in self.spans():
            if text[m.start : m.end] != m.text:
                wrong.append(f"{path}: {m.text!r} is not the text at {m.start}..{m.end}")
        return wrong

    @model_validator(mode="after")
    def _consistent(self) -> Record:
        errors = [*self._reference_errors(), *self._range_errors()]
        if errors:
            more = f" (and {len(errors) - 1} more)" if len(errors) > 1 else ""
            raise ValueError(errors[0] + more)
        return self

    def _reference_errors(self) -> Iterator[str]:
        ids: dict[str, set[str]] = {}
        for layer, letter in _LETTERS.items():
            seen: set[str] = set()
            for i, item in enumerate(getattr(self, layer)):
                if not re.fullmatch(rf"{letter}[1-9]\d*", item.id):
                    yield f"{layer}[{i}].id: {item.id!r} is not {letter} and a number"
                if item.id in seen:
                    yield f"{layer}[{i}].id: {item.id!r} stands twice"
                seen.add(item.id)
            ids[layer] = seen

        def missing(path: str, layer: str, refs: Iterable[str | None]) -> Iterator[str]:
            for r in refs:
                if r is not None and r not in ids[layer]:
                    yield f"{path}: no {layer} item {r!r}"

        for i, a in enumerate(self.articles):
            yield from missing(f"articles[{i}].authors", "people", (x.person for x in a.authors))
        for i, g in enumerate(self.organizations):
            yield from missing(f"organizations[{i}].place", "places", [g.place])
            yield from missing(f"organizations[{i}].parent", "organizations", [g.parent])
        for i, o in enumerate(self.offices):
            yield from missing(f"offices[{i}].person", "people", [o.person])
            yield from missing(f"offices[{i}].organization", "organizations", [o.organization])
        for i, e in enumerate(self.events):
            yield from missing(f"events[{i}].date", "dates", [e.date])
            yield from missing(f"events[{i}].place", "places", [e.place])
            yield from missing(f"events[{i}].organizers", "organizations", e.organizers)
            yield from missing(f"events[{i}].participants", "people", (p.person for p in e.participants))
        for i, f in enumerate(self.phrases):
            yield from missing(f"phrases[{i}].mentions", "people", (m.speaker for m in f.mentions))
            yield from missing(f"phrases[{i}].mentions", "organizations", (m.speaker_organization for m in f.mentions))

    def _range_errors(self) -> Iterator[str]:
        length = self.document.length
        for path, m in self.spans():
            if m.end > length:
                yield f"{path}: ends at {m.end}, the text at {length}"
        for i, a in enumerate(self.articles):
            if not 0 <= a.start < a.end <= length:
                yield f"articles[{i}]: {a.start}..{a.end} leaves the text of {length}"
        for i, w in enumerate(self.warnings):
            if w.end is not None and not 0 <= (w.start or 0) <= w.end <= length:
                yield f"warnings[{i}]: {w.start}..{w.end} leaves the text of {length}"


_LETTERS = {
    "articles": "a",
    "people": "p",
    "organizations": "g",
    "places": "l",
    "offices": "o",
    "dates": "d",
    "events": "e",
    "phrases": "f",
}
