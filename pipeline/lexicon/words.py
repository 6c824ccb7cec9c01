"""Words of official prose with their frequency: what a stretch of text says when it is no name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import log

from pipeline.lexicon import loader

#: cost of a Chinese character that the corpora never show as a word of its own
UNSEEN = -13.0


@dataclass(frozen=True, slots=True)
class Words:
    """Words of two and more characters in a matcher, log probabilities beside it; single characters in a dict."""

    matcher: loader.Matcher
    scores: tuple[float, ...]
    single: dict[str, float]

    def __contains__(self, word: str) -> bool:
        return word in _all()


@lru_cache(maxsize=1)
def _all() -> dict[str, int]:
    out: dict[str, int] = {}
    with loader.path("words.tsv").open(encoding="utf-8") as f:  # long: read without the generic reader
        for line in f:
            word, _, count = line.rstrip("\n").partition("\t")
            if count.isdigit():
                out[word] = int(count)
    return out


def count(word: str) -> int:
    """How often the corpora hold the word; 0 when it is none."""
    return _all().get(word, 0)


@lru_cache(maxsize=1)
def load() -> Words:
    """The lexicon, read once."""
    counts = _all()
    total = log(sum(counts.values()))
    many = [w for w in counts if len(w) > 1]
    return Words(
        matcher=loader.Matcher(many, overlapping=True),
        scores=tuple(log(counts[w]) - total for w in many),
        single={w: max(UNSEEN, log(n) - total) for w, n in counts.items() if len(w) == 1},
    )
