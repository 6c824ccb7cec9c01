"""What the whole document says of a string: once surely a name, it is one everywhere; short forms join their full name."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from pipeline.engines.lattice import DOCUMENT, LIST, Found, Lattice
from pipeline.lexicon import people
from pipeline.reading import Reading
from schemas.layers import PersonMention

#: log odds from which a name is taken, and from which it speaks for other occurrences
TAKE, SURE = 1.0, 4.0
_SPACE = re.compile(r"\s+")
_AFTER = re.compile(
    r"新时代中国特色社会主义|(?:外交|法治|强军|经济|生态文明|文化|教育|党建|军事)?思想|理论|主义|精神(?!抖擞)|奖|路(?!过)|大街|大道|大学|医院|杯|故居|纪念馆|同志为核心|》|陵|号(?:航母|舰)|祠|墓"
)


def read(lattice: Lattice) -> list[Found]:
    """Two readings: the second knows what the first has shown to be names."""
    first = {p.start: lattice.read(p) for p in lattice.pieces}
    sure: dict[str, float] = {}
    for found in first.values():
        for f in found:
            if f.margin >= SURE:
                s = _SPACE.sub("", lattice.text[f.start : f.end])
                sure[s] = max(sure.get(s, 0.0), f.margin)
    ends = {f.end for fs in first.values() for f in fs if f.margin >= SURE}
    starts = {f.start for fs in first.values() for f in fs if f.margin >= SURE}
    out = []
    for piece in lattice.pieces:
        bonus: dict[tuple[int, int], float] = {}
        for e in piece.edges:
            b = 0.0
            if _SPACE.sub("", lattice.text[e.start : e.end]) in sure:
                b += DOCUMENT
            if _beside(lattice.text, e.start, e.end, starts, ends):
                b += LIST
            if b:
                bonus[e.start, e.end] = b
        out += lattice.read(piece, bonus) if bonus else first[piece.start]
    return [f for f in out if f.margin >= TAKE]


def _beside(text: str, s: int, e: int, starts: set[int], ends: set[int]) -> bool:
    return (s > 1 and text[s - 1] in "、和及" and s - 1 in ends) or (
        e < len(text) and text[e] in "、和及" and e + 1 in starts
    )


def resolve(reading: Reading, lattice: Lattice) -> Iterator[PersonMention]:
    """The mentions of a document in text order."""
    text, view = reading.text, reading.view
    known = people.people()
    for f in read(lattice):
        if _AFTER.match(text, f.end) or (f.start and text[f.start - 1] == "《"):
            continue
        name = _SPACE.sub("", view.text[f.start : f.end])
        figure = known.get(_SPACE.sub("", text[f.start : f.end]))
        historical = figure is not None and figure.kind == "historical"
        yield PersonMention(
            **view.at(f.start, f.end),
            name=name,
            form="full",
            kind="historical" if historical else "contemporary",
            reason="life dates" if historical else None,
            confidence=round(0.5 + 0.5 * (1 - math.exp(-f.margin / 6)), 3),
            source=f"names.{f.reason}",
        )
