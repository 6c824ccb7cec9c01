"""Whole texts of local genres through all stages up to events: county news, minutes, chronicles, obituaries, cases, sports."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from pipeline.reading import Reading
from pipeline.source import SourceText
from pipeline.stages import ORDER, STAGES
from schemas.layers import EventItem

_FILE = Path(__file__).parent.parent / "cases" / "event_texts.txt"


@dataclass(frozen=True)
class Text:
    """One text with the events it tells."""

    genre: str
    date: str
    publisher: str
    text: str
    wanted: tuple[tuple[str, ...], ...]


def texts() -> list[Text]:
    """The blocks of the file."""
    out = []
    for block in re.split(r"^=== ", _FILE.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        head, rest = block.split("\n", 1)
        body, wanted = rest.split("\n---\n")
        genre, date, publisher = (x.strip() for x in head.split("|")[:3])
        rows = [tuple((row.split("\t") + [""] * 5)[:5]) for row in wanted.strip().split("\n")]
        out.append(Text(genre, date, publisher, body, tuple(rows)))
    return out


_TEXTS = texts()


def spans(text: str, wordings: str) -> list[tuple[int, int]]:
    """Where the wordings stand: all places, or the nth (@n)."""
    out = []
    for wording in wordings.split("|"):
        word, _, nth = wording.partition("@")
        found = [(m.start(), m.end()) for m in re.finditer(re.escape(word), text)]
        assert found, wording
        out += [found[int(nth) - 1]] if nth else found
    return out


def told(text: Text) -> list[EventItem]:
    """What the stages find."""
    reading = Reading(SourceText(id="t", text=text.text, publisher=text.publisher or None, published=text.date or None))
    for name in ORDER[: ORDER.index("events") + 1]:
        STAGES[name]().run(reading)
    return list(reading.events.items)


@cache
def compared(number: int) -> tuple[int, list[str], list[str], list[str]]:
    """How many events are found, which are missing, which are too much, and whose date is wrong."""
    text = _TEXTS[number]
    left = told(text)
    right, missing, wrong = 0, [], []
    for wordings, _, dates, _, optional in text.wanted:
        places = spans(text.text, wordings)
        hit = next(
            (e for e in left if any(m.start < b and a < m.end for a, b in places for m in e.mentions)),
            None,
        )
        if hit is None:
            if not optional.strip():
                missing.append(wordings)
            continue
        left.remove(hit)
        if optional.strip():
            continue
        right += 1
        if dates and not any((hit.edtf or "").startswith(d.split("/")[0][:10]) for d in dates.split("|")):
            wrong.append(f"{wordings}: {hit.edtf}")
    return right, missing, [e.name for e in left], wrong


@pytest.mark.parametrize("number", range(len(_TEXTS)), ids=[t.genre for t in _TEXTS])
def test_most_of_each_text_is_read(number: int) -> None:
    right, missing, extra, _ = compared(number)
    assert len(missing) <= max(2, right // 2), missing
    assert len(extra) <= max(3, right // 2), extra


def test_all_together() -> None:
    found = [compared(n) for n in range(len(_TEXTS))]
    right = sum(f[0] for f in found)
    missing, extra, wrong = ([x for f in found for x in f[n]] for n in (1, 2, 3))
    assert right / (right + len(missing)) >= 0.85, missing
    assert right / (right + len(extra)) >= 0.85, extra
    assert len(wrong) <= 0.1 * right, wrong


def test_enough_texts() -> None:
    assert len(_TEXTS) >= 30
    assert sum(not w[4].strip() for t in _TEXTS for w in t.wanted) >= 120
