"""Heads of state, government and parties: whose post a text names without its body (李强总理, 马克龙总统)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pipeline.lexicon.loader import rows
from pipeline.lexicon.offices import words

FILE = "leaders.tsv"


@dataclass(frozen=True, slots=True)
class Tenure:
    """One person in one post from `start` to `end` (ISO dates, empty = open)."""

    name: str
    title: str
    body: str
    start: str
    end: str

    def held_on(self, day: str | None) -> bool:
        """Was the post held on that day (or month, or year)? True where no day is known."""
        if not day:
            return True
        day = day[:10]
        return self.start[: len(day)] <= day and (not self.end or day <= self.end[: len(day)])


@lru_cache(maxsize=1)
def tenures() -> dict[str, tuple[Tenure, ...]]:
    """The posts of each leader by name."""
    out: dict[str, list[Tenure]] = {}
    for r in rows(FILE):
        out.setdefault(r["name"], []).append(Tenure(r["name"], r["title"], r["body"], r["from"], r["to"]))
    return {k: tuple(v) for k, v in out.items()}


def body_of(name: str, title: str, day: str | None = None) -> str | None:
    """The body in which a leader holds a title: (马克龙, 总统) → 法国; the tenure that covers the day comes first."""
    found = [t for t in tenures().get(name, ()) if t.title == title]
    if not found and "·" in name:
        found = [t for t in tenures().get(name.rsplit("·", 1)[1], ()) if t.title == title]
    best = next((t for t in found if t.held_on(day)), None) or (found[0] if found else None)
    return best.body if best else None


#: the bodies of our Party and State that leaders are listed with
_OURS = frozenset(words("national_body"))


@lru_cache(maxsize=1)
def ours() -> frozenset[str]:
    """Those who have held posts of our Party and State."""
    return frozenset(n for n, terms in tenures().items() if any(t.body in _OURS for t in terms))


def over(name: str, title: str, day: str | None, bodies: tuple[str, ...] = ()) -> bool:
    """Was every tenure of this person in a post of this title over on that day (毛泽东主席 in a text of 2023)?

    `bodies`: what the body is called whose post is spoken of; in another body it is another who bears the name.
    """
    if not day:
        return False
    held = [t for t in tenures().get(name, ()) if t.title == title and (not bodies or t.body in bodies)]
    return bool(held) and all(t.end and t.end[: len(day[:10])] < day[: len(t.end)][:10] for t in held)
