"""Traditional text goes through the same stages by a Simplified view; what is found keeps its own characters."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from pipeline.config import Settings
from pipeline.reading import Reading
from pipeline.source import SourceText
from pipeline.stages import STAGES

CASES = Path(__file__).parent.parent / "cases"
ORDER = ("clean", "articles", "dates", "names", "organizations")


def read(text: str) -> Reading:
    reading = Reading(SourceText(id="t", text=text))
    for name in ORDER:
        STAGES[name](Settings()).run(reading)
    return reading


def shown(reading: Reading) -> tuple[Counter[str], Counter[str]]:
    """The people, with the full name where it is another, and the bodies with their type; every surface as it stands."""
    text = reading.source.text
    for m in (*reading.names.mentions, *reading.organizations.mentions, *reading.organizations.places):
        assert text[m.start : m.end] == m.text
    people = Counter(m.text if m.text == m.name else f"{m.text}={m.name}" for m in reading.names.mentions)
    return people, Counter(f"{m.text}/{m.type}" for m in reading.organizations.mentions)


def cell(text: str) -> Counter[str]:
    return Counter(x for x in text.split("|") if x)


def test_sentences() -> None:
    lines = [x for x in (CASES / "traditional.tsv").read_text("utf-8").splitlines() if not x.startswith("#")][1:]
    n = right = 0
    wrong, missed, extra = [], [], []
    for line in lines:
        sentence, people, bodies, *_ = [*line.split("\t"), "", ""]
        got_people, got_bodies = shown(read(sentence))
        if got_people != cell(people):
            wrong.append((sentence, got_people))
        n += sum(cell(bodies).values())
        right += sum((cell(bodies) & got_bodies).values())
        missed += [f"{sentence}: {x}" for x in cell(bodies) - got_bodies]
        extra += [f"{sentence}: {x}" for x in got_bodies - cell(bodies)]
    assert len(lines) >= 60
    assert len(wrong) <= len(lines) // 50, wrong
    assert not extra
    assert right >= 0.75 * n, missed  # labelled before any output was seen: .38 then


TEXTS = (CASES / "traditional_texts.txt").read_text("utf-8").split("===\n")


@pytest.mark.parametrize("block", TEXTS)
def test_notices(block: str) -> None:
    lines = block.split("\n")
    people, bodies = (cell(x.split(" ", 3)[3]) for x in lines if x.startswith("# "))
    got_people, got_bodies = shown(read("\n".join(x for x in lines if not x.startswith("# "))))
    assert not people - got_people
    assert sum((got_people - people).values()) <= 1
    assert sum((bodies - got_bodies).values()) <= 1
    assert not got_bodies - bodies
