"""People: sentences with those who are named in them, and what the whole document adds."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.config import Settings
from pipeline.reading import Reading
from pipeline.source import SourceText
from pipeline.stages.names import Names
from schemas.layers import ArticlesLayer, CleanLayer, NamesLayer

CASES = Path(__file__).parent.parent / "cases" / "names.tsv"


def names(text: str, articles: ArticlesLayer | None = None, clean: CleanLayer | None = None) -> NamesLayer:
    reading = Reading(SourceText(id="t", text=text))
    reading.add("clean", clean or CleanLayer())
    reading.add("articles", articles or ArticlesLayer())
    return Names(Settings()).process(reading)


def shown(layer: NamesLayer) -> str:
    return "|".join(m.text if m.text == m.name else f"{m.text}={m.name}" for m in layer.mentions)


def cases() -> list[tuple[str, str]]:
    rows = [line.split("\t") for line in CASES.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    assert rows[0] == ["sentence", "people", "what"]
    return [(r[0], r[1]) for r in rows[1:]]


@pytest.mark.parametrize(("sentence", "people"), cases())
def test_people_of_a_sentence(sentence: str, people: str) -> None:
    assert shown(names(sentence)) == people
