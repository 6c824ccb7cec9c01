"""What is named after people: the words behind a name that make it part of a memorial, a team, a ship, a prize, a brand.

>>> "纪念馆" in words("memorial")
True
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.lexicon.loader import cells, rows

FILE = "named_after.tsv"


@lru_cache(maxsize=1)
def _table() -> dict[str, tuple[str, ...]]:
    return {r["kind"]: tuple(cells(r["words"])) for r in rows(FILE)}


def words(kind: str) -> tuple[str, ...]:
    """The words of a kind, in the order of the file."""
    return _table()[kind]


@lru_cache(maxsize=16)
def any_of(kind: str) -> str:
    """An alternation of the words of a kind that prefers the longer one."""
    return "|".join(re.escape(w) for w in sorted(words(kind), key=lambda w: (-len(w), w)))
