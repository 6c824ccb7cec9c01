"""Whole texts of many genres through all stages up to phrases: what of their policy phrases is found, under which form."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from pipeline.reading import Reading
from pipeline.source import SourceText
from pipeline.stages import ORDER, STAGES
from schemas.layers import PhraseMention

_FILE = Path(__file__).parent.parent / "cases" / "phrases_texts.txt"
_MARKS = re.compile(r"[\s“”‘’\"、，,。·—\-]+")
#: of all texts together; the figures reached are a little higher
_PRECISION, _RECALL = 0.97, 0.97


@dataclass(frozen=True)
class Wanted:
    """A phrase that a text holds: its wording, its form, and whether it may be missing."""

    wording: str
    canonical: str
    optional: bool


@dataclass(frozen=True)
class Text:
    """One text with its phrases."""

    genre: str
    text: str
    wanted: tuple[Wanted, ...]


def wanted(line: str) -> Wanted:
    """A line of the table: wording>form, a ? before what may be missing."""
    wording, _, canonical = line.removeprefix("?").partition(">")
    return Wanted(wording, canonical or wording, line.startswith("?"))


def texts() -> list[Text]:
    """The blocks of the file."""
    out = []
    for block in re.split(r"^=== ", _FILE.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        genre, rest = block.split("\n", 1)
        text, lines = rest.split("\n---\n")
        out.append(Text(genre, text, tuple(map(wanted, lines.strip().split("\n")))))
    return out


_TEXTS = texts()


@cache
def found(genre: str) -> tuple[PhraseMention, ...]:
    """The phrases of a text."""
    text = next(t for t in _TEXTS if t.genre == genre)
    reading = Reading(SourceText(id="t", text=text.text))
    for name in ORDER[: ORDER.index("phrases") + 1]:
        STAGES[name]().run(reading)
    return reading.phrases.mentions


def bare(words: str) -> str:
    """Words without marks, as two forms are compared."""
    return _MARKS.sub("", words)


def compare(text: Text) -> tuple[int, list[str], list[str]]:
    """How many phrases are found under a right form, which are not, and what is found that is none."""
    for w in text.wanted:
        assert w.wording in text.text, w.wording
    forms = {bare(m.canonical) for m in found(text.genre)}
    right = {bare(x) for w in text.wanted for x in (w.wording, w.canonical)}
    missed = [w.wording for w in text.wanted if not w.optional and not {bare(w.wording), bare(w.canonical)} & forms]
    within = [m for w in text.wanted for m in re.finditer(re.escape(w.wording), text.text)]
    extra = [
        m.canonical
        for m in found(text.genre)
        if bare(m.canonical) not in right and not any(s.start() < m.end and m.start < s.end() for s in within)
    ]
    return sum(not w.optional for w in text.wanted) - len(missed), missed, extra


@pytest.mark.parametrize("text", _TEXTS, ids=lambda t: t.genre)
def test_few_are_missed_or_invented(text: Text) -> None:
    _, missed, extra = compare(text)
    assert len(missed) <= 2, missed
    assert len(extra) <= 2, extra


def test_of_all_texts() -> None:
    hits, missed, extra = zip(*map(compare, _TEXTS), strict=True)
    hit, miss, invented = sum(hits), sum(map(len, missed)), sum(map(len, extra))
    assert hit / (hit + invented) >= _PRECISION
    assert hit / (hit + miss) >= _RECALL
