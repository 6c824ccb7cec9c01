"""The words of the offices stage: every row is checked, and none is a pattern."""

from __future__ import annotations

import re

import pytest

from pipeline.lexicon import offices
from pipeline.lexicon.loader import rows

_WITH_VALUE = {"abbreviated", "party_country", "old_unit", "minister", "headed", "unit_of", "shared_unit", "act"}


def test_every_row_is_whole() -> None:
    seen = set()
    for r in rows(offices.FILE):
        key = (r["group"], r["word"])
        assert key not in seen, key
        seen.add(key)
        assert r["word"] == r["word"].strip(), key
        assert r["word"], key
        assert r["source"], key
        assert not re.search(r"[\[\]()?*+\\{}|]", r["word"]), key
        assert r["value"] or r["group"] not in _WITH_VALUE, key
    assert len(seen) >= 700


@pytest.mark.parametrize(
    ("group", "word", "value"),
    [("lead_verb", "拟任", "designate"), ("court_organ", "审委会", "法院"), ("field_label", "原任职务", "former")],
)
def test_values(group: str, word: str, value: str) -> None:
    assert offices.values(group)[word] == value


def test_the_longest_alternative_comes_first() -> None:
    assert re.match(offices.either("party_organ"), "党委会") is not None
    found = re.match(offices.either("party_organ"), "机关党委书记")
    assert found is not None
    assert found[0] == "机关党委"
