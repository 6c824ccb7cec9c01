"""Record: the layers of a document assembled into one record, every reference and every offset proved."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from pipeline.errors import ValidationFailed
from pipeline.lexicon import loader
from pipeline.reading import Reading
from pipeline.seats import Seats
from pipeline.stages.base import ORDER, STAGES, Stage, stage
from pipeline.version import VERSION
from schemas.base import TextSpan
from schemas.layers import EventItem, Notice, OfficeItem, PhraseMention
from schemas.record import (
    ArticleAuthor,
    ArticleItem,
    Date,
    Document,
    Event,
    Office,
    Organization,
    Participant,
    Person,
    Phrase,
    PhraseOccurrence,
    Place,
    Provenance,
    Record,
)


@stage
class Assemble(Stage):
    """Layers → record. Raises E301 when a mention is not the slice it names (a layer edited by hand, or a bug)."""

    name = "record"
    version = "3"
    layer = Record
    needs = ("clean", "articles", "dates", "names", "organizations", "offices", "events", "phrases", "link")
    uses = ("engine",)

    def process(self, reading: Reading) -> Record:
        src, link, head = reading.source, reading.link, reading.articles
        people = {p.name: p.id for p in link.people}
        bodies = {g.name: g.id for g in link.organizations}
        places = Seats(link.places)
        dates = tuple(Date(id=f"d{n}", **m.model_dump()) for n, m in enumerate(reading.dated, 1))
        record = Record(
            document=Document(
                id=src.id,
                source=src.source,
                sha256=src.sha256 or hashlib.sha256(src.text.encode("utf-8", "surrogatepass")).hexdigest(),
                media_type=src.media_type,
                encoding=src.encoding,
                script=reading.clean.script,
                length=len(src.text),
                title=head.title,
                publisher=head.publisher,
                published=head.published,
                reliability=tuple(dict.fromkeys((*src.flags, *head.reliability))),
            ),
            articles=_articles(reading, people),
            people=tuple(Person(**p.model_dump()) for p in link.people),
            organizations=tuple(Organization(**g.model_dump()) for g in link.organizations),
            places=tuple(Place(**p.model_dump()) for p in link.places),
            offices=_offices(reading.offices.items, people, bodies),
            dates=dates,
            events=_events(reading.events.items, people, bodies, places, {d.start: d.id for d in dates}),
            phrases=_phrases(reading.phrases.mentions, people, bodies),
            warnings=_warnings(reading),
            provenance=_provenance(self.settings.engine),
        )
        if wrong := record.check_text(src.text):
            raise ValidationFailed("E301", wrong[0], src.source or src.id)
        return record


def _articles(reading: Reading, people: dict[str, str]) -> tuple[ArticleItem, ...]:
    by_start = {m.start: people[m.name] for m in reading.names.mentions if m.name in people}
    return tuple(
        ArticleItem(
            id=a.id,
            title=a.title,
            start=a.start,
            end=a.end,
            authors=tuple(
                dict.fromkeys(
                    ArticleAuthor(person=by_start[c.start], role=c.role) for c in a.authors if c.start in by_start
                )
            ),
        )
        for a in reading.articles.articles
    )


def _spans(items: Iterable[TextSpan]) -> tuple[TextSpan, ...]:
    seen = {(m.start, m.end): TextSpan(start=m.start, end=m.end, text=m.text) for m in items}
    return tuple(seen[k] for k in sorted(seen))


def _offices(items: Iterable[OfficeItem], people: dict[str, str], bodies: dict[str, str]) -> tuple[Office, ...]:
    """One item for each person × organisation × title; its status is that of the surest statement."""
    groups: dict[tuple[str, str | None, str], list[OfficeItem]] = {}
    for o in items:
        if o.person is not None and o.person in people:
            groups.setdefault((o.person, o.organization, o.title), []).append(o)
    ordered = sorted(groups.items(), key=lambda kv: min((o.start, o.end) for o in kv[1]))
    out = []
    for n, ((person, body, title), found) in enumerate(ordered, 1):
        best = max(found, key=lambda o: o.confidence)
        out.append(
            Office(
                id=f"o{n}",
                person=people[person],
                organization=bodies.get(body) if body is not None else None,
                title=title,
                name=best.name,
                status=best.status,
                attested_on=best.attested_on,
                held=next((o.held for o in found if o.held), None),
                derivation=best.derivation,
                mentions=_spans(found),
                confidence=best.confidence,
                source=best.source,
            )
        )
    return tuple(out)


def _events(
    items: Iterable[EventItem],
    people: dict[str, str],
    bodies: dict[str, str],
    places: Seats,
    dates: dict[int, str],
) -> tuple[Event, ...]:
    ordered = sorted(items, key=lambda e: min((m.start, m.end) for m in e.mentions))
    return tuple(
        Event(
            id=f"e{n}",
            type=e.type,
            name=e.name,
            reported=e.reported,
            edtf=e.edtf,
            date=dates.get(e.date_start) if e.date_start is not None else None,
            place=(seat := places.at(e.place or "", e.mentions[0].start)),
            place_basis=e.place_basis if seat is not None else None,
            organizers=tuple(bodies[b] for b in e.organizers if b in bodies),
            participants=tuple(
                Participant(person=people[p.person], role=p.role, order=p.order)
                for p in e.participants
                if p.person in people
            ),
            issued=e.issued,
            mentions=_spans(e.mentions),
            confidence=e.confidence,
            source=e.source,
        )
        for n, e in enumerate(ordered, 1)
    )


def _phrases(mentions: Iterable[PhraseMention], people: dict[str, str], bodies: dict[str, str]) -> tuple[Phrase, ...]:
    groups: dict[str, list[PhraseMention]] = {}
    for m in mentions:
        groups.setdefault(m.canonical, []).append(m)
    out = []
    for n, (canonical, found) in enumerate(groups.items(), 1):
        best = max(found, key=lambda m: m.confidence)
        out.append(
            Phrase(
                id=f"f{n}",
                canonical=canonical,
                category=best.category,
                components=next((m.components for m in found if m.components), ()),
                known=best.known,
                english=best.english,
                first_attested=best.first_attested,
                family=best.family,
                mentions=tuple(
                    PhraseOccurrence(
                        start=m.start,
                        end=m.end,
                        text=m.text,
                        quoted=m.quoted,
                        speaker=people.get(m.speaker or ""),
                        speaker_organization=bodies.get(m.speaker_organization or ""),
                        speech=m.speech,
                    )
                    for m in sorted(found, key=lambda m: (m.start, m.end))
                ),
                confidence=best.confidence,
                source=best.source,
            )
        )
    return tuple(out)


def _warnings(reading: Reading) -> tuple[Notice, ...]:
    names = {(m.start, m.end) for m in reading.dates.mentions} - {(m.start, m.end) for m in reading.dated}
    layers = (
        reading.articles,
        reading.dates,
        reading.names,
        reading.organizations,
        reading.offices,
        reading.events,
        reading.phrases,
        reading.link,
    )
    found = [w for layer in layers for w in layer.warnings if (w.start, w.end) not in names]
    return tuple(sorted(found, key=lambda w: (w.start if w.start is not None else -1, w.code)))


def _provenance(engine: str) -> Provenance:
    files = sorted({f for s in STAGES.values() for f in s.lexicons})
    digest = hashlib.sha256("".join(loader.digest(f) for f in files).encode()).hexdigest()[:16]
    return Provenance(pipeline=VERSION, engine=engine, stages={n: STAGES[n].version for n in ORDER}, lexicon=digest)
