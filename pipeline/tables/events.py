"""The chronicle (大事记) of a run: what its documents report, by date, with place, people and source."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple, get_args

from rich.table import Table
from rich.text import Text

from pipeline.lexicon import events as lexicon
from pipeline.tables.dates import Window, before, stretch
from pipeline.tables.formats import EventFormat
from pipeline.tables.ics import Entry, calendar, fits
from pipeline.tables.jsonld import document
from pipeline.tables.output import choice, console, csv_bytes, few, json_bytes, say, write
from pipeline.tables.records import Json, Records, names
from schemas.layers import EventType


class Source(NamedTuple):
    """A document that tells of an event, and where in it (an offset)."""

    document: str
    title: str | None
    publisher: str | None
    start: int


@dataclass(slots=True)
class EventRow:
    """An event with all documents that tell of it; `people` by name with their roles, in protocol order."""

    date: str | None
    type: str
    name: str
    reported: bool
    place: str | None
    people: dict[str, list[str]]
    aliases: frozenset[str]
    organizers: tuple[str, ...]
    confidence: float
    #: titles and numbers of the documents that it issues: 关于…的意见（国办发〔2023〕12号）
    issued: tuple[str, ...] = ()
    sources: list[Source] = field(default_factory=list)
    #: what names or tells it in the text: 会见 for 习近平会见法国总统马克龙
    wording: str = ""
    abroad: lexicon.Abroad = field(default_factory=lambda: lexicon.Abroad("Event", None))

    def names(self, person: str) -> bool:
        """Whether a person takes part, under this name or another that a document has for them."""
        return person in self.people or person in self.aliases

    def merge(self, other: EventRow) -> None:
        """Take up what another document tells of the same event."""
        for name, roles in other.people.items():
            mine = self.people.setdefault(name, [])
            mine += [r for r in roles if r not in mine]
        self.aliases |= other.aliases
        self.place = self.place or other.place
        self.organizers = tuple(dict.fromkeys((*self.organizers, *other.organizers)))
        self.issued = tuple(dict.fromkeys((*self.issued, *other.issued)))
        self.reported = self.reported or other.reported
        self.confidence = max(self.confidence, other.confidence)
        self.sources += other.sources

    def as_json(self) -> dict[str, Any]:
        """The row with all its sources."""
        return {
            "date": self.date,
            "type": self.type,
            "schema_org": self.abroad.schema_org,
            "plover": self.abroad.plover,
            "name": self.name,
            "reported": self.reported,
            "place": self.place,
            "people": [{"name": n, "roles": r} for n, r in self.people.items()],
            "organizers": self.organizers,
            "issued": self.issued,
            "confidence": self.confidence,
            "sources": [s._asdict() for s in self.sources],
        }


def events(
    records: Records,
    wanted: Callable[[EventRow], bool] = lambda _: True,
    *,
    named: bool = False,
) -> list[EventRow]:
    """The events of a run by date, undated ones last; one that several documents tell of is one row.

    `wanted` looks at each document's account before they are brought together. With `named`, those that documents
    only refer to as well.
    """
    rows: list[EventRow] = []
    same: dict[tuple[object, ...], EventRow] = {}
    for told in records.each(lambda record: [r for r in _told(record, named) if wanted(r)]):
        for row in told:
            key = _identity(row)
            found = same.get(key) if key else None
            # what one document tells as two events is two
            if found is not None and found.sources[-1].document != row.sources[0].document:
                found.merge(row)
                continue
            rows.append(row)
            if key:
                same.setdefault(key, row)
    if named:
        rows = _folded(rows)
    return sorted(rows, key=lambda r: (before(r.date), r.sources[0].document, r.sources[0].start))


def _told(record: Json, named: bool) -> Iterator[EventRow]:
    if not any(named or e["reported"] for e in record["events"]):
        return
    document = record["document"]
    people, places, bodies = names(record, "people"), names(record, "places"), names(record, "organizations")
    aliases = {p["id"]: p["aliases"] for p in record["people"]}
    for e in record["events"]:
        if not (named or e["reported"]):
            continue
        roles: dict[str, list[str]] = {}
        for p in sorted(e["participants"], key=lambda p: p["order"]):
            mine = roles.setdefault(people[p["person"]], [])
            if p["role"] not in mine:
                mine.append(p["role"])
        yield EventRow(
            date=e["edtf"],
            type=e["type"],
            name=e["name"],
            reported=e["reported"],
            place=places[e["place"]] if e["place"] else None,
            people=roles,
            aliases=frozenset(a for p in e["participants"] for a in aliases[p["person"]]),
            organizers=tuple(bodies[g] for g in e["organizers"]),
            issued=tuple(_title(x) for x in e.get("issued", ())),
            confidence=e["confidence"],
            sources=[Source(document["id"], document["title"], document["publisher"], e["mentions"][0]["start"])],
            wording=_wording(e),
            abroad=lexicon.abroad(e["type"], e["source"], e["name"], *(m["text"] for m in e["mentions"])),
        )


def _title(issued: Json) -> str:
    """A document's title with its number in brackets, or what there is of the two; line breaks of the page taken out."""
    title, number = ("".join(x["text"].split()) if x else "" for x in (issued.get("title"), issued.get("number")))
    return f"{title}（{number}）" if title and number else title or number


def _wording(event: Json) -> str:
    """The name where the text has it; of an event told by a verb, whose name was made, the verb (the shortest mention)."""
    name: str = event["name"]
    texts: list[str] = [m["text"] for m in event["mentions"]]
    return name if name in texts else min(texts, key=len)


def _identity(row: EventRow) -> tuple[object, ...] | None:
    """What two documents must agree in to tell of one event; None where too little is said to know it again.

    A 会见 of one day is one of many: without a name of its own an event is known by those who took part, two at least.
    """
    if not row.reported:
        return (row.type, row.name, row.date)
    s = stretch(row.date)
    if s is None or s.first != s.last:
        return None
    if len(row.people) >= 2 or (row.people and len(row.wording) >= _TELLING):
        return (row.type, row.wording, row.date, frozenset(row.people))
    if len(row.wording) >= _TELLING and not row.people and (row.place or row.organizers):
        return (row.type, row.wording, row.date, row.place, row.organizers)
    return None


_TELLING = 8  # characters of a name that is more than a verb and a head: 教育工作座谈会 is not yet one


def _folded(rows: list[EventRow]) -> list[EventRow]:
    """What some documents report and others refer to, by one name and date, is one event."""
    reported: dict[tuple[object, ...], list[EventRow]] = {}
    for r in rows:
        if r.reported:
            reported.setdefault((r.type, r.name, r.date), []).append(r)
    out = []
    for r in rows:
        one = [] if r.reported or r.date is None else reported.get((r.type, r.name, r.date), [])
        if len(one) == 1:
            told = {s.document for s in one[0].sources}
            r.sources = [s for s in r.sources if s.document not in told]
            one[0].merge(r)
        else:
            out.append(r)
    return out


HEADER = (
    "date", "type", "name", "place", "people", "organizers", "document", "publisher", "documents", "reported",
    "confidence", "issued",
)  # fmt: skip


def _people(row: EventRow) -> list[str]:
    return [f"{name} ({', '.join(roles)})" for name, roles in row.people.items()]


def _each(values: Iterable[str | None]) -> list[str]:
    return list(dict.fromkeys(v for v in values if v))


def _csv_rows(rows: Iterable[EventRow]) -> Iterator[Sequence[object]]:
    for r in rows:
        yield (
            r.date, r.type, r.name, r.place, "; ".join(_people(r)), "; ".join(r.organizers),
            "; ".join(_each(s.document for s in r.sources)), "; ".join(_each(s.publisher for s in r.sources)),
            len(r.sources), "true" if r.reported else "false", r.confidence, "; ".join(r.issued),
        )  # fmt: skip


def _table(rows: Iterable[EventRow]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("date", no_wrap=True, style="magenta")
    table.add_column("type", style="dim")
    table.add_column("name", min_width=12, overflow="fold")
    table.add_column("place", style="blue")
    table.add_column("people", min_width=12)
    table.add_column("document", style="dim", overflow="fold")
    table.add_column("publisher", style="dim")
    for r in rows:
        sources, publishers = _each(s.document for s in r.sources), _each(s.publisher for s in r.sources)
        people = few(_people(r), 6)
        cells = (r.date or "", r.type, r.name, r.place or "", people, few(sources, 1), few(publishers, 1))
        table.add_row(*(Text(c) for c in cells))
    return table


def entries(rows: Iterable[EventRow]) -> Iterator[Entry]:
    """The rows that a calendar can show."""
    seen: dict[str, int] = {}
    for r in rows:
        days = stretch(r.date)
        if days is None or not fits(r.date, days):
            continue
        s = r.sources[0]
        uid = hashlib.sha256(f"{s.document}\n{s.start}\n{r.type}\n{r.name}".encode()).hexdigest()[:32]
        seen[uid] = n = seen.get(uid, 0) + 1
        day = days.first == days.last
        lines = [
            "" if day else f"日期: {r.date}",
            "; ".join(_people(r)),
            "; ".join(r.organizers),
            "; ".join(r.issued),
            "; ".join(f"{x.document}（{x.publisher}）" if x.publisher else x.document for x in r.sources),
        ]
        yield Entry(
            uid=f"{uid}{f'-{n}' if n > 1 else ''}@shilu",
            days=days,
            summary=r.name if day else f"{r.name}（{r.date}）",
            categories=r.type,
            location=r.place,
            description="\n".join(filter(None, lines)),
        )


def show(
    path: Path,
    form: EventFormat,
    *,
    types: Sequence[str] = (),
    person: str | None = None,
    start: str | None = None,
    end: str | None = None,
    named: bool = False,
) -> None:
    """Print the chronicle of a run. Raises RunError E403 no such type or date, E408 no records."""
    kinds, window = choice("--type", types, get_args(EventType)), Window(start, end)
    records = Records(path)

    def wanted(row: EventRow) -> bool:
        return (not kinds or row.type in kinds) and window.holds(row.date)

    rows = [r for r in events(records, wanted, named=named) if person is None or r.names(person)]
    if form is EventFormat.json:
        write(json_bytes(r.as_json() for r in rows))
    elif form is EventFormat.csv:
        write(csv_bytes(HEADER, _csv_rows(rows)))
    elif form is EventFormat.jsonld:
        write(document(r.as_json() for r in rows))
    elif form is EventFormat.ics:
        found = list(entries(rows))
        write(calendar(found, records.newest))
        if left := len(rows) - len(found):
            say(f"{left:,} of {len(rows):,} events have no date that a calendar can show")
    else:
        if rows:
            console().print(_table(rows))
        undated = sum(stretch(r.date) is None for r in rows)
        say(f"{len(rows):,} events, {undated:,} of them without a date, in {records.read:,} records")
    say(records.note())
