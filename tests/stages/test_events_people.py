"""Who takes part in an event, in the constructions of hard genres: rolls, turns of a talk, histories, notices."""

from __future__ import annotations

import pytest

from tests.stages.event_cases import read
from tests.stages.test_events import table


@pytest.mark.parametrize(
    ("sentence", "people"), [(s, p) for _, s, p in table("event_people.tsv")], ids=lambda s: s[:24]
)
def test_who_takes_part(sentence: str, people: str) -> None:
    events = read(sentence)
    for wanted in people.split(" ;; "):
        wording, _, who = wanted.partition(": ")
        e = next((e for e in events if any(wording in m.text for m in e.mentions)), None)
        assert e is not None, f"no event {wording}: {[[m.text for m in e.mentions] for e in events]}"
        assert ", ".join(f"{p.person}={p.role}" for p in e.participants) == ("" if who == "-" else who)
