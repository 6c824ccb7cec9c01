"""Every row of the events stage's lexicons is well formed."""

from __future__ import annotations

import re
from typing import get_args

from pipeline.lexicon import events, loader
from schemas.layers import EventType, ParticipantRole

POINT = r"-?\d\d(?:\d[\dX]|XX)(?:-\d\d(?:-\d\d)?)?~?"


def test_named_events_are_dated_and_typed() -> None:
    seen = set()
    for r in loader.rows(events.NAMED):
        assert r["type"] in get_args(EventType), r
        assert re.fullmatch(POINT, r["start"]), r
        assert r["end"] in ("", "..") or re.fullmatch(POINT, r["end"]), r
        assert r["end"] in ("", "..") or r["end"] >= r["start"], r
        assert r["source"], r
        assert (r["name"], r["start"]) not in seen, r
        seen.add((r["name"], r["start"]))
        assert all(len(a) > 1 for a in loader.cells(r["aliases"])), r


def test_words_have_a_type_and_a_weight() -> None:
    types = (*get_args(EventType), "-")
    roles = (*get_args(ParticipantRole), "mutual", "")
    for name, column in ((events.HEADS, "head"), (events.VERBS, "verb")):
        words = [r[column] for r in loader.rows(name)]
        assert len(words) == len(set(words)), name
        for r in loader.rows(name):
            assert r["type"] in types, r
            assert 0 <= float(r["weight"]) <= 1, r
            assert r["source"], r
            assert r.get("subject", "") in roles, r
            assert r.get("object", "") in roles, r


def test_index_finds_the_longest_word() -> None:
    matcher, words = events.word_index()
    assert [words[i].text for _, _, i in matcher.find("签约仪式在会议室举行")] == ["签约仪式", "会议室"]
