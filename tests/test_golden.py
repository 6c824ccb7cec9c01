"""The samples' records, read and approved by hand: a change shows itself here, and is kept only on purpose.

After a change that is meant: `python -m tests.golden`, then read the diff before committing it.
"""

from __future__ import annotations

import difflib

import pytest

from tests.golden.__main__ import GOLDEN, IDS, record_json


@pytest.mark.parametrize("name", IDS)
def test_the_record_is_the_approved_one(name: str) -> None:
    expected = (GOLDEN / f"{name}.json").read_text("utf-8")
    found = record_json(name)
    if found != expected:
        lines = difflib.unified_diff(expected.splitlines(), found.splitlines(), "approved", "now", lineterm="", n=2)
        pytest.fail("\n".join(list(lines)[:80]))


def test_every_sample_has_an_approved_record_and_no_other() -> None:
    kept = {p.relative_to(GOLDEN).with_suffix("").as_posix() for p in GOLDEN.rglob("*.json")}
    assert kept == set(IDS)
