"""Surnames and the characters of given names, with how often each is met."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import log

from pipeline.lexicon import loader

#: log probability of a character never met in that place of a given name
RARE = -10.5


@dataclass(frozen=True, slots=True)
class Given:
    """Log probabilities of a character alone, as first of two, as last of two."""

    single: dict[str, float]
    first: dict[str, float]
    last: dict[str, float]


@lru_cache(maxsize=1)
def surnames() -> dict[str, float]:
    """Surname → log probability; single and compound."""
    found = {r["surname"]: int(r["frequency"]) for r in loader.rows("surnames.tsv")}
    total = log(sum(found.values()))
    return {s: log(n) - total for s, n in found.items()}


@lru_cache(maxsize=1)
def given() -> Given:
    """The characters of given names."""
    columns: dict[str, dict[str, int]] = {"single": {}, "first": {}, "last": {}}
    for r in loader.rows("given_chars.tsv"):
        for name, column in columns.items():
            if n := int(r[name]):
                column[r["char"]] = n
    logs = {}
    for name, column in columns.items():
        total = log(sum(column.values()) or 1)
        logs[name] = {c: max(RARE, log(n) - total) for c, n in column.items()}
    return Given(**logs)


@lru_cache(maxsize=1)
def transliteration() -> dict[str, float]:
    """Characters that write foreign names by sound → log probability."""
    found = {r["char"]: int(r["count"]) for r in loader.rows("translit_chars.tsv")}
    total = log(sum(found.values()))
    return {c: log(n) - total for c, n in found.items()}


@lru_cache(maxsize=1)
def native() -> dict[str, str]:
    """Parts of Tibetan, Mongol, Yi and Uygur names → whose they are."""
    return {part: r["people"] for r in loader.rows("native_names.tsv") for part in loader.cells(r["parts"])}


@lru_cache(maxsize=1)
def clans() -> frozenset[str]:
    """Yi clan names, which stand before names of other making than the Chinese (沙马木乃)."""
    return frozenset(r["surname"] for r in loader.rows("surnames.tsv") if "Yi" in r["source"])


@lru_cache(maxsize=1)
def japanese() -> frozenset[str]:
    """Japanese surnames of two and more characters."""
    return frozenset(r["surname"] for r in loader.rows("surnames.tsv") if "Japanese" in r["source"])
