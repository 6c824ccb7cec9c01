"""The layers: what each stage adds to a document, as it is written to output/stages/<stage>/<id>.json.

Every offset is one of the source text. A layer can be read, edited by hand and rerun from. Layers refer to people,
organisations and places by their *names* as resolved within the document (昆山市委, 保德林); the link stage turns
names into entities with identifiers.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator

from schemas.base import Confidence, Model, TextSpan
from schemas.kinds import AuthorRole as AuthorRole
from schemas.kinds import Basis as Basis
from schemas.kinds import DateBasis as DateBasis
from schemas.kinds import DateKind as DateKind
from schemas.kinds import Derivation as Derivation
from schemas.kinds import EventType as EventType
from schemas.kinds import OfficeStatus as OfficeStatus
from schemas.kinds import OrgType as OrgType
from schemas.kinds import ParticipantRole as ParticipantRole
from schemas.kinds import PersonForm as PersonForm
from schemas.kinds import PersonKind as PersonKind
from schemas.kinds import PhraseCategory as PhraseCategory
from schemas.kinds import PhraseReason as PhraseReason
from schemas.kinds import PlaceLevel as PlaceLevel
from schemas.kinds import RemovalReason as RemovalReason
from schemas.kinds import Speech as Speech
from schemas.kinds import ZoneKind as ZoneKind


class Layer(Model):
    """One stage's account of one document."""


class Notice(Model):
    """Something a reader of the record should know, with a stable code (W…) and, where it has one, its place."""

    code: str
    message: str
    start: int | None = None
    end: int | None = None


# ---------------------------------------------------------------- read


class ReadLayer(Layer):
    """What the reader found out about the file before any language was looked at."""

    id: str
    source: str
    sha256: str
    media_type: str
    encoding: str
    length: int
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    author: str | None = None
    flags: tuple[str, ...] = ()


# ---------------------------------------------------------------- clean


class Removal(Model):
    """A stretch of the source that the view leaves out: layout-cut 起跑⏎⏎线, repeat 优势⏎⏎势, indent, blank, control."""

    start: int
    end: int
    reason: RemovalReason


class Zone(Model):
    """A stretch that is no running text: site chrome, page header, caption, contact lines, copyright, share bar, credit."""

    start: int
    end: int
    kind: ZoneKind
    rule: str


class CleanLayer(Layer):
    """The view over the source text (source minus `removed`, in order, not overlapping) and its zones."""

    script: Literal["Hans", "Hant", "mixed"] = "Hans"
    removed: tuple[Removal, ...] = ()
    zones: tuple[Zone, ...] = ()


# ---------------------------------------------------------------- articles


class Published(Model):
    """The document date with its ground; EDTF."""

    edtf: str
    basis: Basis
    evidence: tuple[TextSpan, ...] = ()


class Credit(TextSpan):
    """A name in a by-line or credit line (□戴峰, 赵焱、朱琦/文): the span is the name's own."""

    role: AuthorRole


class Dateline(TextSpan):
    """新华社北京3月5日电: the agency, place and date words a report opens with."""

    agency: str | None = None
    place: str | None = None
    date: TextSpan | None = None


class Article(Model):
    """One article of the file; a newspaper page holds several. `start`..`end` covers title to author's note."""

    id: str
    start: int
    end: int
    title: str | None = None
    titles: tuple[TextSpan, ...] = ()
    column_heads: tuple[TextSpan, ...] = ()
    authors: tuple[Credit, ...] = ()
    author_notes: tuple[TextSpan, ...] = ()
    dateline: Dateline | None = None


class ArticlesLayer(Layer):
    """Titles, publisher, document date and the articles of the file, in order, not overlapping."""

    title: str | None = None
    publisher: str | None = None
    published: Published | None = None
    reliability: tuple[str, ...] = ()
    articles: tuple[Article, ...] = ()
    warnings: tuple[Notice, ...] = ()


# ---------------------------------------------------------------- dates


class DateMention(TextSpan):
    """One expression of time with its value: 10月13日下午 → 2022-10-13."""

    kind: DateKind
    edtf: str | None = None
    duration: str | None = None
    basis: DateBasis
    confidence: Confidence
    source: str


class DatesLayer(Layer):
    """Every expression of time, in text order, not overlapping."""

    mentions: tuple[DateMention, ...] = ()
    warnings: tuple[Notice, ...] = ()


# ---------------------------------------------------------------- names


class EngineHit(TextSpan):
    """What a recogniser marked, kept as evidence for later stages."""

    label: Literal["PER", "ORG", "LOC", "TITLE"]
    engine: str
    score: Confidence = 1.0


class PersonMention(TextSpan):
    """One naming of one human being; `name` is the full name as resolved within the document (保主任 → 保德林)."""

    name: str
    form: PersonForm = "full"
    kind: PersonKind = "contemporary"
    reason: str | None = None
    confidence: Confidence
    source: str


class NamesLayer(Layer):
    """Namings of people in text order, not overlapping, and the recogniser's hits for the stages after it."""

    mentions: tuple[PersonMention, ...] = ()
    hits: tuple[EngineHit, ...] = ()
    warnings: tuple[Notice, ...] = ()


# ---------------------------------------------------------------- organizations (and places)


class PlaceMention(TextSpan):
    """A place named in the text; `code` is GB/T 2260 of the year the text speaks of."""

    name: str
    code: str | None = None
    level: PlaceLevel = "other"
    confidence: Confidence
    source: str


class OrgMention(TextSpan):
    """A body named in the text; `name` full, `short` usual short form, both resolved (市委 → 中共昆山市委员会 / 昆山市委)."""

    name: str
    short: str | None = None
    aliases: tuple[str, ...] = ()
    type: OrgType = "other"
    place: str | None = None
    parent: str | None = None
    derivation: Derivation = "explicit"
    confidence: Confidence
    source: str


class Home(Model):
    """Where an article speaks from: 市委 within start..end means the one of `place`; `body` a body like 南通开发区."""

    start: int
    end: int
    place: str | None = None
    level: PlaceLevel | None = None
    code: str | None = None
    body: str | None = None
    basis: str
    confidence: Confidence


class OrganizationsLayer(Layer):
    """Bodies and places in text order, and the home of each article (or part of one)."""

    mentions: tuple[OrgMention, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    homes: tuple[Home, ...] = ()
    warnings: tuple[Notice, ...] = ()


# ---------------------------------------------------------------- offices


class OfficeItem(TextSpan):
    """Who holds which post in which body; the span runs over title and name as they stand together (市委书记吴新明)."""

    person: str | None
    person_start: int | None = None
    organization: str | None
    organization_short: str | None = None
    organization_aliases: tuple[str, ...] = ()
    organization_type: OrgType = "other"
    title: str
    name: str
    status: OfficeStatus = "current"
    attested_on: str | None = None
    held: str | None = None
    derivation: Derivation = "explicit"
    confidence: Confidence
    source: str


class OfficesLayer(Layer):
    """Every statement of a post; those without a holder (`person` null) stay here and do not enter the record."""

    items: tuple[OfficeItem, ...] = ()
    warnings: tuple[Notice, ...] = ()


# ---------------------------------------------------------------- events


class EventParticipant(Model):
    """A person (by resolved name) in an event, with the role and the place in the text's own list."""

    person: str
    role: ParticipantRole
    order: int


class IssuedDocument(Model):
    """A document that an event issues: its title (without 《》) and its number (国办发〔2023〕12号), where they stand."""

    title: TextSpan | None = None
    number: TextSpan | None = None

    @model_validator(mode="after")
    def _named(self) -> IssuedDocument:
        if self.title is None and self.number is None:
            raise ValueError("neither title nor number")
        return self


#: whence an event has its place: the sentence that tells it, the date line (新华社南京7月6日电), the seat of who holds it
PlaceBasis = Literal["sentence", "dateline", "seat"]


class EventItem(Model):
    """What happened: one item for each event, however often it is mentioned. `date_start` names the DateMention."""

    type: EventType
    name: str
    reported: bool
    edtf: str | None = None
    date_start: int | None = None
    place: str | None = None
    place_basis: PlaceBasis | None = None
    organizers: tuple[str, ...] = ()
    participants: tuple[EventParticipant, ...] = ()
    issued: tuple[IssuedDocument, ...] = ()
    mentions: Annotated[tuple[TextSpan, ...], Field(min_length=1)]
    confidence: Confidence
    source: str


class EventsLayer(Layer):
    """Events in order of their first mention."""

    items: tuple[EventItem, ...] = ()
    warnings: tuple[Notice, ...] = ()


# ---------------------------------------------------------------- phrases


class PhraseMention(TextSpan):
    """A policy phrase (提法) where it stands."""

    canonical: str
    category: PhraseCategory
    components: tuple[str, ...] = ()
    known: bool
    english: str | None = None
    first_attested: str | None = None
    family: str | None = None
    quoted: bool = False
    speaker: str | None = None
    speaker_organization: str | None = None
    speech: Speech | None = None
    confidence: Confidence
    source: str


class RefusedPhrase(TextSpan):
    """Words that look like a policy phrase and are none: an author's rhetoric (“闯劲”), an idiom, a line of the classics, a
    saying or a whole quoted sentence, the name of a ship or a prize, a brand, the theme of an event, an event, a period
    (“十五五”), a document's title, a body, a field of cooperation, or a context in which the wording means something else.
    """

    reason: PhraseReason


class PhrasesLayer(Layer):
    """Policy phrases in text order, not overlapping; `refused` says of what looks like one why it is none."""

    mentions: tuple[PhraseMention, ...] = ()
    refused: tuple[RefusedPhrase, ...] = ()
    warnings: tuple[Notice, ...] = ()


# ---------------------------------------------------------------- link


class PersonEntity(Model):
    """A person of the document: the namings that belong together."""

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: PersonKind = "contemporary"
    mentions: tuple[TextSpan, ...]
    confidence: Confidence
    source: str


class OrgEntity(Model):
    """A body of the document; one that only an office (市长 → 市人民政府) or a part of it (市教育局) implies has no mention."""

    id: str
    name: str
    short: str | None = None
    aliases: tuple[str, ...] = ()
    type: OrgType
    place: str | None = None
    parent: str | None = None
    mentions: tuple[TextSpan, ...] = ()
    confidence: Confidence
    source: str


class PlaceEntity(Model):
    """A place of the document."""

    id: str
    name: str
    code: str | None = None
    level: PlaceLevel
    mentions: tuple[TextSpan, ...] = ()


class LinkLayer(Layer):
    """The entities of the document; `parent` and `place` of a body are identifiers here."""

    people: tuple[PersonEntity, ...] = ()
    organizations: tuple[OrgEntity, ...] = ()
    places: tuple[PlaceEntity, ...] = ()
    warnings: tuple[Notice, ...] = ()
