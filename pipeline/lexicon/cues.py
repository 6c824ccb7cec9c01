"""What stands beside a person's name: posts, kinds of person, forms of address, verbs of speech and action."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pipeline.lexicon import loader

POST, NOUN, ADDRESS, VERB, LEAD = 1, 2, 4, 8, 16
_FLAGS = {"post": POST, "noun": NOUN, "address": ADDRESS, "verb": VERB, "lead": LEAD}


@dataclass(frozen=True, slots=True)
class Cues:
    """All cues in one matcher, with the kinds of each as a bit mask."""

    matcher: loader.Matcher
    flags: tuple[int, ...]
    lengths: tuple[int, ...]


@lru_cache(maxsize=1)
def table() -> dict[str, int]:
    """Cue → its kinds."""
    found: dict[str, int] = {}
    for r in loader.rows("name_cues.tsv"):
        for word in loader.cells(r["words"]):
            found[word] = found.get(word, 0) | _FLAGS[r["cue"]]
    return found


@lru_cache(maxsize=1)
def load() -> Cues:
    """The cues, read once."""
    found = table()
    return Cues(
        loader.Matcher(list(found), overlapping=True),
        tuple(found.values()),
        tuple(map(len, found)),
    )
