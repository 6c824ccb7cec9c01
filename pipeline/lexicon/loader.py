"""Lexicons are data: TSV with a header (or JSONL) in pipeline/lexicon/data, each row with its source and, where it applies,
the dates between which it holds (`from`, `to`: EDTF, empty = open).
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import ahocorasick_rs
import orjson

DATA = Path(__file__).parent / "data"


def path(name: str) -> Path:
    """The file of a lexicon, by its file name (`calendar.tsv`)."""
    return DATA / name


@lru_cache(maxsize=64)
def digest(name: str) -> str:
    """SHA-256 of a lexicon file, for the keys of the stages that read it."""
    return hashlib.sha256(path(name).read_bytes()).hexdigest()


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of a TSV lexicon as dicts of strings (missing cells empty); lines starting with # are comments."""
    with path(name).open(encoding="utf-8") as f:
        header: list[str] | None = None
        for line in f:
            if line.startswith("#") or not line.strip():
                continue
            cells = line.rstrip("\n").split("\t")
            if header is None:
                header = cells
                continue
            cells += [""] * (len(header) - len(cells))
            yield dict(zip(header, cells, strict=True))


def objects(name: str) -> Iterator[dict[str, Any]]:
    """The rows of a JSONL lexicon."""
    with path(name).open("rb") as f:
        for line in f:
            if line.strip():
                yield orjson.loads(line)


def cells(value: str) -> list[str]:
    """The members of a cell that holds several, separated by |."""
    return [v for v in value.split("|") if v]


class Matcher:
    """All occurrences of many strings in one pass (Aho-Corasick), leftmost and longest, not overlapping.

    >>> Matcher(["两个维护", "维护"]).find("做到两个维护")
    [(2, 6, 0)]
    """

    __slots__ = ("_automaton", "strings")

    def __init__(self, strings: Iterable[str], *, overlapping: bool = False) -> None:
        self.strings: Sequence[str] = list(strings)
        kind = ahocorasick_rs.MatchKind.Standard if overlapping else ahocorasick_rs.MatchKind.LeftmostLongest
        self._automaton = ahocorasick_rs.AhoCorasick(self.strings, matchkind=kind)

    def find(self, text: str) -> list[tuple[int, int, int]]:
        """(start, end, index of the string) in text order."""
        return [(s, e, i) for i, s, e in self._automaton.find_matches_as_indexes(text)]

    def find_all(self, text: str) -> list[tuple[int, int, int]]:
        """Overlapping matches too; only for a matcher made with `overlapping=True`."""
        return [(s, e, i) for i, s, e in self._automaton.find_matches_as_indexes(text, overlapping=True)]
