"""Public figures, living and historical: evidence that a string is a name, and of what time its bearer is."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pipeline.lexicon import loader


@dataclass(frozen=True, slots=True)
class Known:
    """A public figure; `kind` is empty where the life dates are unknown."""

    name: str
    kind: str
    born: str
    died: str
    wikidata: str


@lru_cache(maxsize=1)
def people() -> dict[str, Known]:
    """Name or alias → the figure."""
    out: dict[str, Known] = {}
    for r in loader.rows("people.tsv"):
        known = Known(r["name"], r["kind"], r["born"], r["died"], r["wikidata"])
        for alias in loader.cells(r["aliases"]):
            out.setdefault(alias, known)
        out[r["name"]] = known
    return out


@lru_cache(maxsize=1)
def family_names() -> frozenset[str]:
    """Last parts of foreign names, by which the press calls their bearers (弗拉基米尔·普京 → 普京)."""
    return frozenset(part for name in people() if "·" in name and len(part := name.rsplit("·", 1)[1]) >= 2)
