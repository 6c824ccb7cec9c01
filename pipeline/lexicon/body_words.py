"""Words by which bodies are read off a text, by kind (body_words.tsv), and the patterns made of them.

>>> "调研" in words("verb")
True
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from pipeline.lexicon.loader import cells, rows

FILE = "body_words.tsv"


@lru_cache(maxsize=1)
def _table() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for r in rows(FILE):
        found.setdefault(r["kind"], {})[r["word"]] = r["not"]
    return found


@lru_cache(maxsize=256)
def words(kind: str) -> tuple[str, ...]:
    """The words of a kind, in the order of the file."""
    return tuple(_table()[kind])


def full_names(kind: str) -> Mapping[str, str]:
    """Word → what the second column gives for it (民革 → 中国国民党革命委员会)."""
    return _table()[kind]


def guard(word: str) -> str:
    """The pattern of a head that is no head where certain characters follow: 局 (局面), 办 (办理)."""
    return re.escape(word) + _guarded(_table()["guard"].get(word, ""))


def alternatives(kind: str) -> str:
    """The words of a kind as one alternation, each with what must not follow, in the order of the file."""
    return "|".join(re.escape(w) + _guarded(no) for w, no in _table()[kind].items())


def longest_first(found: Iterable[str]) -> str:
    """An alternation of plain words that prefers the longer one."""
    return "|".join(re.escape(w) for w in sorted(set(found), key=lambda w: (-len(w), w)))


def _guarded(no: str) -> str:
    parts = []
    for cell in cells(no):
        word, _, unless = cell.partition("!")
        parts.append(re.escape(word) + (f"(?![{unless}])" if unless else ""))
    return f"(?!{'|'.join(parts)})" if parts else ""
