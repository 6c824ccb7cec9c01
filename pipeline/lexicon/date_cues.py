"""What stands beside a word of time and shows that it is none, or from what it is counted."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.lexicon import loader

FILE = "date_cues.tsv"


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for r in loader.rows(FILE):
        found[r["cue"]] = (*found.get(r["cue"], ()), *loader.cells(r["words"]))
    return found


@lru_cache(maxsize=64)
def one_of(*cues: str) -> str:
    """The words of some cues as a part of a regular expression, the longest first."""
    found = {w for cue in cues for w in _table()[cue]}
    return "(?:" + "|".join(re.escape(w) for w in sorted(found, key=lambda w: (-len(w), w))) + ")"


def words(cue: str) -> tuple[str, ...]:
    """The words of one cue."""
    return _table()[cue]
