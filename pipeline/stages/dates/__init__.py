"""Dates: every expression of time with its value in EDTF and the ground that it stands on.

`parse(text, reference=…)` works alone, without a document around the text.
"""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import cast

from pipeline.lexicon import calendar, date_cues
from pipeline.reading import Reading
from pipeline.source import fold, script_of
from pipeline.stages.base import Stage, stage
from pipeline.stages.dates.checks import contradictions
from pipeline.stages.dates.expressions import Reader
from pipeline.stages.dates.found import Found
from pipeline.stages.dates.values import Day, valid
from schemas.layers import DateBasis, DateKind, DateMention, DatesLayer, Notice, Published

#: characters of words of time that only the Traditional script has: a short text may have no others
_HANT = re.compile("[後週禮個點鐘號時農曆來當雙陰陽歲閏臘舊兩內這節間開]")
_EDTF_DAY = re.compile(r"(\d{4})(?:-?(\d\d)(?:-?(\d\d))?)?(?!\d)")
_SKIP = frozenset({"chrome", "contact", "copyright", "share"})


def parse(text: str, reference: date | str | None = None) -> tuple[DateMention, ...]:
    """Every expression of time in a text: `parse("今年4月", reference=date(2021, 7, 8))` → 今年4月, 2021-04.

    `reference` is the day on which the text was written (a `date`, or EDTF such as 2021 or 2021-07); without it what counts
    from that day stays unresolved. With a `datetime` hours and minutes are counted too (半小时后). Offsets are those of `text`.
    """
    ref = reference.isoformat()[:10] if isinstance(reference, date) else reference
    script = script_of(text)
    if script == "Hans" and _HANT.search(text[:2000]):
        script = "mixed"
    now = reference if isinstance(reference, datetime) else None
    found = Reader(fold(text, script), _day(ref), now=now).read()
    return tuple(_mention(f, {"start": f.start, "end": f.end, "text": text[f.start : f.end]}) for f in found)


def _day(edtf: str | None) -> Day | None:
    m = _EDTF_DAY.match(edtf or "")
    if m is None:
        return None
    return Day(int(m[1]), int(m[2]) if m[2] else None, int(m[3]) if m[3] else None)


def _of_page(reading: Reading, published: Published) -> bool:
    """Whether the inferred document date is the page's own: in its address, or the day that the text calls 今天."""
    return any(e.text[0] == "今" or reading.zone(*reading.span(e)) is not None for e in published.evidence)


def _mention(f: Found, at: dict[str, object]) -> DateMention:
    edtf = f.edtf if f.edtf and valid(f.edtf) else None
    lost = f.edtf is not None and edtf is None
    return DateMention(
        **at,
        kind=cast(DateKind, f.kind),
        edtf=edtf,
        duration=f.duration,
        basis="unresolved" if lost else cast(DateBasis, f.basis),
        confidence=0.3 if lost else f.confidence,
        source=f"dates.{f.rule or 'date'}",
    )


@stage
class Dates(Stage):
    """Finds the expressions of time and resolves them against the document date, the date line and the dates around."""

    name = "dates"
    version = "11"
    layer = DatesLayer
    needs = ("clean", "articles")
    lexicons = (
        *calendar.FILES,
        date_cues.FILE,
        "eras.tsv",
        "festivals.tsv",
        "holidays.tsv",
        "leaders.tsv",
        "phrase_cues.tsv",
    )

    def process(self, reading: Reading) -> DatesLayer:
        published = reading.articles.published
        ref = _day(published.edtf) if published else None
        mentions: list[DateMention] = []
        warnings: list[Notice] = []
        inferred = published is not None and published.basis == "inferred" and not _of_page(reading, published)
        articles = [
            (
                reading.view.into(a.start, a.end)[0],
                reading.span(a.dateline.date)[0] if a.dateline and a.dateline.date else None,
            )
            for a in reading.articles.articles
        ]
        found = Reader(reading.text, ref, inferred=inferred, articles=articles).read()
        stated = published is not None and published.basis == "stated"
        wrong = {f.start: why for f, why in contradictions(found, reading.text, ref if stated else None)}
        for f in found:
            zone = reading.zone(f.start, f.end)
            if zone is not None and (
                zone.kind in _SKIP or (zone.kind == "header" and _IN_A_NAME.fullmatch(reading.text, f.start, f.end))
            ):
                continue
            m = _mention(f, dict(reading.view.at(f.start, f.end)))
            mentions.append(m)
            if m.basis == "unresolved":
                warnings.append(Notice(code="W201", message=f"no ground for {m.text}", start=m.start, end=m.end))
            elif f.start in wrong:
                warnings.append(Notice(code="W202", message=wrong[f.start], start=m.start, end=m.end))
        return DatesLayer(mentions=tuple(mentions), warnings=tuple(warnings))


#: 来源：今日青石: a day's word in a page's head is a medium's name
_IN_A_NAME = re.compile("[今昨明][天日]")

__all__ = ["Dates", "parse"]
