"""Public figures, living and historical: evidence that a string is a name, and of what time its bearer is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import log

from pipeline.lexicon import loader

#: log of the number of words in the corpora that the counts come from
_TOKENS = log(5.4e6)


@dataclass(frozen=True, slots=True)
class Known:
    """A public figure; `kind` is empty where the life dates are unknown."""

    name: str
    kind: str
    born: str
    died: str
    wikidata: str
    source: str = ""


@lru_cache(maxsize=1)
def people() -> dict[str, Known]:
    """Name or alias → the figure."""
    out: dict[str, Known] = {}
    for r in loader.rows("people.tsv"):
        known = Known(r["name"], r["kind"], r["born"], r["died"], r["wikidata"], r["source"])
        for alias in loader.cells(r["aliases"]):
            out.setdefault(alias, known)
        out[r["name"]] = known
    return out


@lru_cache(maxsize=1)
def foreign() -> dict[str, tuple[float, float]]:
    """Foreign names as the press shortens them → log probability, and share that stands beside a post or verb of speech."""
    out = {r["name"]: (log(int(r["count"]) + 1), int(r["share"]) / 100) for r in loader.rows("foreign_names.tsv")}
    return {name: (weight - _TOKENS, share) for name, (weight, share) in out.items()}


@lru_cache(maxsize=1)
def bynames() -> dict[str, str]:
    """What official prose calls a person instead of the name: 周总理 → 周恩来."""
    return {r["byname"]: r["name"] for r in loader.rows("bynames.tsv")}


@lru_cache(maxsize=1)
def eras() -> frozenset[str]:
    """Names of reigns, by which the emperor is called as well (康熙)."""
    return frozenset(r["name"] for r in loader.rows("eras.tsv"))
