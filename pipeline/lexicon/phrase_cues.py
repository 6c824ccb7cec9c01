"""What stands beside a policy phrase or in it: the words that introduce one, and those that show that quoted words are none."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.lexicon import loader

FILE = "phrase_cues.tsv"


@lru_cache(maxsize=1)
def table() -> dict[str, tuple[str, ...]]:
    """Cue → its words."""
    found: dict[str, tuple[str, ...]] = {}
    for r in loader.rows(FILE):
        found[r["cue"]] = (*found.get(r["cue"], ()), *loader.cells(r["words"]))
    return found


@lru_cache(maxsize=128)
def words(cue: str) -> frozenset[str]:
    """The words of a cue."""
    return frozenset(table()[cue])


@lru_cache(maxsize=128)
def one_of(*cues: str) -> str:
    """The words of some cues as a part of a regular expression, the longest first."""
    found = {w for cue in cues for w in table()[cue]}
    return "(?:" + "|".join(re.escape(w) for w in sorted(found, key=lambda w: (-len(w), w))) + ")"


@lru_cache(maxsize=128)
def chars(cue: str) -> str:
    """The words of a cue, each one character, as they stand in a character class."""
    return "".join(re.escape(w) for w in sorted(table()[cue]))
