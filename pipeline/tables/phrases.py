"""Policy phrases over a run: how often, from when to when, where, and by whom; those that no lexicon lists first."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple, get_args

from rich.table import Table
from rich.text import Text

from pipeline.tables.dates import before, month, stretch
from pipeline.tables.formats import Format
from pipeline.tables.output import choice, console, csv_bytes, few, json_bytes, say, write
from pipeline.tables.records import Json, Records, names
from pipeline.tables.recurrence import REFUSED, Refusal, Refusals, confidence
from schemas.layers import PhraseCategory

Month = tuple[int, int]
_MARKS = re.compile(r"[\s“”‘’\"']+")


@dataclass(slots=True)
class PhraseRow:
    """A phrase over all documents. `months` and the first and last date are those of the documents that hold it.

    A place is that of the event reported in the same article, else in the same document, else the home of the paper.
    `basis` tells what it is a phrase by: the lexicon, its form in some document, or its recurrence over the run alone.
    """

    phrase: str
    known: bool = False
    basis: str = "form"
    surest: float = 0.0
    categories: Counter[str] = field(default_factory=Counter)
    count: int = 0
    documents: int = 0
    first: str | None = None
    last: str | None = None
    places: Counter[str] = field(default_factory=Counter)
    publishers: Counter[str] = field(default_factory=Counter)
    speakers: Counter[str] = field(default_factory=Counter)
    bodies: Counter[str] = field(default_factory=Counter)
    wordings: Counter[str] = field(default_factory=Counter)
    months: Counter[Month] = field(default_factory=Counter)
    components: tuple[str, ...] = ()
    english: str | None = None
    first_attested: str | None = None
    family: str | None = None

    @property
    def confidence(self) -> float:
        """How sure it is a phrase: as the surest document says, and for a new one more so the more it recurs."""
        if self.known:
            return self.surest
        voices = len(self.publishers) + len(self.speakers) + len(self.bodies)
        return confidence(self.surest, self.documents, voices, len(self.wordings))

    @property
    def category(self) -> str:
        """The commonest."""
        return _ranked(self.categories)[0][0]

    @property
    def place(self) -> str | None:
        """The commonest place of its documents, else their commonest publisher."""
        ranked = _ranked(self.places) or _ranked(self.publishers)
        return ranked[0][0] if ranked else None

    def add(self, use: _Use) -> None:
        """Count a document that holds it."""
        f, date = use.item, use.published
        self.known = self.known or f["known"]
        self.basis = "lexicon" if self.known else self.basis
        self.surest = max(self.surest, f["confidence"])
        self.categories[f["category"]] += 1
        self.count += len(f["mentions"])
        self.documents += 1
        self.on(date, len(f["mentions"]))
        self.places.update(use.places)
        if use.publisher:
            self.publishers[use.publisher] += 1
        self.speakers.update(use.speakers)
        self.bodies.update(use.bodies)
        self.wordings.update(_wording(m["text"]) for m in f["mentions"])
        self.components = self.components or tuple(f["components"])
        self.english = self.english or f["english"]
        self.first_attested = self.first_attested or f["first_attested"]
        self.family = self.family or f.get("family")

    def on(self, date: str | None, mentions: int) -> None:
        """Count mentions under a date of publication."""
        if date is not None and stretch(date) is not None:
            if self.first is None or before(date) < before(self.first):
                self.first = date
            if self.last is None or _until(date) > _until(self.last):
                self.last = date
            if (m := month(date)) is not None:
                self.months[m] += mentions

    def as_json(self) -> dict[str, Any]:
        """The row with all its counts."""
        return {
            "phrase": self.phrase,
            "known": self.known,
            "basis": self.basis,
            "confidence": self.confidence,
            "category": self.category,
            "count": self.count,
            "documents": self.documents,
            "first": self.first,
            "last": self.last,
            "place": self.place,
            "places": dict(_ranked(self.places)),
            "publishers": dict(_ranked(self.publishers)),
            "speakers": dict(_ranked(self.speakers)),
            "bodies": dict(_ranked(self.bodies)),
            "wordings": dict(_ranked(self.wordings)),
            "months": {_label(m): n for m, n in sorted(self.months.items())},
            "components": self.components,
            "english": self.english,
            "first_attested": self.first_attested,
            "family": self.family,
        }


class _Use(NamedTuple):
    """A phrase in one document."""

    item: Json
    published: str | None
    publisher: str | None
    places: tuple[str, ...]
    speakers: tuple[str, ...]
    bodies: tuple[str, ...]


def phrases(records: Records) -> list[PhraseRow]:
    """The phrases of a run, new ones first, then by count; quoted words that only their recurrence gives away among them."""
    rows: dict[str, PhraseRow] = {}
    refusals = Refusals(records.path)

    def read(record: Json) -> list[_Use]:
        refusals.add(record)
        return _uses(record)

    for uses in records.each(read):
        for use in uses:
            name = use.item["canonical"]
            row = rows.get(name)
            if row is None:
                row = rows[name] = PhraseRow(name)
            row.add(use)
    for words, refusal in refusals.recurring().items():
        if words not in rows:
            rows[words] = _recurring(words, refusal)
    return sorted(rows.values(), key=lambda r: (r.known, -r.count, -r.documents, -r.confidence, r.phrase))


def _recurring(words: str, found: Refusal) -> PhraseRow:
    row = PhraseRow(words, basis="recurrence", surest=REFUSED, documents=found.documents, count=found.count)
    row.categories["slogan"] = 1
    row.publishers.update(found.publishers)
    row.wordings[words] = found.count
    for date in sorted(found.dates):
        row.on(date, 1)
    return row


def _wording(text: str) -> str:
    """A wording as it is compared: without blanks and quotation marks."""
    return _MARKS.sub("", text)


def _uses(record: Json) -> list[_Use]:
    if not record["phrases"]:
        return []
    people, bodies, where = names(record, "people"), names(record, "organizations"), _Whereabouts(record)
    published, publisher = record["document"]["published"], record["document"]["publisher"]
    return [
        _Use(
            f,
            published["edtf"] if published else None,
            publisher,
            where.of(m["start"] for m in f["mentions"]),
            tuple(people[m["speaker"]] for m in f["mentions"] if m["speaker"]),
            tuple(bodies[m["speaker_organization"]] for m in f["mentions"] if m.get("speaker_organization")),
        )
        for f in record["phrases"]
    ]


class _Whereabouts:
    """Where the articles of a document speak of: the commonest place of the events each reports."""

    def __init__(self, record: Json) -> None:
        places = {p["id"]: p["name"] for p in record["places"] if p["name"] != "中国"}  # which tells nothing
        self.articles = sorted((a["start"], a["end"]) for a in record["articles"])
        self.starts = [a for a, _ in self.articles]
        counts: dict[int | None, Counter[str]] = {}
        for e in record["events"]:
            if e["reported"] and e["place"] in places:
                for key in {None, self._article(e["mentions"][0]["start"])}:
                    counts.setdefault(key, Counter())[places[e["place"]]] += 1
        self.by_article = {k: c.most_common(1)[0][0] for k, c in counts.items()}  # of equal ones the first in the text
        self.otherwise = self.by_article.get(None) or home(record["document"]["publisher"])

    def _article(self, at: int) -> int | None:
        i = bisect_right(self.starts, at) - 1
        return i if i >= 0 and at < self.articles[i][1] else None

    def of(self, starts: Iterable[int]) -> tuple[str, ...]:
        """The places of a phrase's mentions, each once."""
        found = (self.by_article.get(self._article(at)) or self.otherwise for at in starts)
        return tuple(dict.fromkeys(p for p in found if p))


@lru_cache(maxsize=4096)
def home(publisher: str | None) -> str | None:
    """The place a newspaper or site belongs to, under its full name (昆山日报 → 昆山市)."""
    from pipeline.lexicon.places import gazetteer
    from pipeline.lexicon.publishers import place_of

    place = place_of(publisher) if publisher else None
    found = gazetteer().resolve(place) if place else None
    return found.name if found else place


def _until(edtf: str) -> tuple[int, ...]:
    s = stretch(edtf)
    return (*s.last, *s.first) if s else ()


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda kv: (-kv[1], kv[0]))


def _label(m: Month) -> str:
    return f"{m[0]:04d}-{m[1]:02d}"


class Sparkline:
    """Counts by month as bars of eight heights, on one line of time for all rows; long times in columns of several months."""

    BARS = "▁▂▃▄▅▆▇█"
    MOST = 24  # columns

    def __init__(self, months: Iterable[Month]) -> None:
        found = [y * 12 + m - 1 for y, m in months]
        self.first, self.last = (min(found), max(found)) if found else (0, -1)
        self.width = max(1, -(-(self.last - self.first + 1) // self.MOST))  # months a column

    @property
    def caption(self) -> str:
        """What the line means; empty where nothing is dated."""
        if self.last < self.first:
            return ""
        a, b = (_label((n // 12, n % 12 + 1)) for n in (self.first, self.last))
        each = "a month" if self.width == 1 else f"{self.width} months"
        return f"bars: {a} to {b}, {each} each"

    def draw(self, months: Counter[Month]) -> str:
        """The bars; the highest is the phrase's own best column, a blank is none."""
        columns = [0] * -(-(self.last - self.first + 1) // self.width)
        for (y, m), n in months.items():
            columns[(y * 12 + m - 1 - self.first) // self.width] += n
        top = max(columns, default=0)
        return "".join(self.BARS[-(-n * len(self.BARS) // top) - 1] if n else " " for n in columns)


HEADER = (
    "phrase", "known", "basis", "confidence", "category", "count", "documents", "first", "last", "place", "speakers",
    "bodies", "components", "english", "first_attested", "family",
)  # fmt: skip


def _names(wanted: str | None, *found: Iterable[str]) -> bool:
    """Whether a name that was asked for, or a part of one, is among those found; true where none was."""
    return wanted is None or any(wanted in name for names in found for name in names)


def _csv_rows(rows: Iterable[PhraseRow]) -> Iterator[Sequence[object]]:
    for r in rows:
        speakers, bodies = ("; ".join(f"{name} ({n})" for name, n in _ranked(c)) for c in (r.speakers, r.bodies))
        yield (
            r.phrase, "true" if r.known else "false", r.basis, f"{r.confidence:.2f}", r.category, r.count, r.documents,
            r.first, r.last, r.place, speakers, bodies, "; ".join(r.components), r.english, r.first_attested, r.family,
        )  # fmt: skip


def _table(rows: Sequence[PhraseRow]) -> tuple[Table, str]:
    spark = Sparkline(m for r in rows for m in r.months)
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    table.add_column("")
    table.add_column("phrase", min_width=12, overflow="fold")
    table.add_column("sure", justify="right", style="dim")
    table.add_column("category", style="dim")
    table.add_column("count", justify="right")
    table.add_column("docs", justify="right")
    table.add_column("first", no_wrap=True)
    table.add_column("last", no_wrap=True)
    table.add_column("place")
    table.add_column("speakers")
    table.add_column("by month", no_wrap=True, style="cyan")
    for r in rows:
        said = few([f"{name} {n}" for name, n in (*_ranked(r.speakers), *_ranked(r.bodies))], 3)
        cells = (
            "" if r.known else "new", r.phrase, f"{r.confidence:.2f}", r.category, f"{r.count:,}", f"{r.documents:,}",
            r.first or "", r.last or "", r.place or "", said, spark.draw(r.months),
        )  # fmt: skip
        table.add_row(*(Text(c, style="" if r.known else "bold yellow" if i < 2 else "") for i, c in enumerate(cells)))
    return table, spark.caption


def show(
    path: Path,
    form: Format,
    *,
    new: bool = False,
    categories: Sequence[str] = (),
    least: int = 1,
    top: int | None = None,
    speaker: str | None = None,
    place: str | None = None,
) -> None:
    """Print the phrases of a run. Raises RunError E403 no such category, E408 no records."""
    wanted = choice("--category", categories, get_args(PhraseCategory))
    records = Records(path)
    every = phrases(records)
    fit = [r for r in every if r.count >= least and not (new and r.known) and (not wanted or r.category in wanted)]
    fit = [r for r in fit if _names(speaker, r.speakers, r.bodies) and _names(place, r.places, r.publishers)]
    rows = fit[:top]
    if form is Format.json:
        write(json_bytes(r.as_json() for r in rows))
    elif form is Format.csv:
        write(csv_bytes(HEADER, _csv_rows(rows)))
    else:
        table, caption = _table(rows)
        if rows:
            console().print(table)
        discovered = sum(not r.known for r in fit)
        shown = f"{len(rows):,} of " if len(rows) < len(fit) else ""
        say(f"{shown}{len(fit):,} phrases, {discovered:,} of them new, in {records.read:,} records", caption)
    say(records.note())
