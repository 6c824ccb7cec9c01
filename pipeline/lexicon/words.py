"""Words of official prose with their frequency: what a stretch of text says when it is no name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import log

from pipeline.lexicon import cues, loader

#: log probability of a Chinese character that the corpora never show as a word of its own
UNSEEN = -13.0
#: words in the corpora that the counts come from
TOKENS = 5_400_000
#: the count given to a post, another cue or a word of not_names.tsv that the corpora do not have as a word
CUE_COUNT = 30
#: the same for a place of the world that the corpora do not have
PLACE_COUNT = 10


@dataclass(frozen=True, slots=True)
class Words:
    """Words of two and more characters in a matcher, log probabilities beside it; single characters in a dict."""

    matcher: loader.Matcher
    scores: tuple[float, ...]
    single: dict[str, float]
    by_word: dict[str, float]

    def least(self, chars: str) -> float:
        """What a stretch is worth as words at the least: character by character, two or three of them as a word."""
        single, word = self.single.get, self.by_word.get
        if len(chars) == 2:
            best = single(chars[0], UNSEEN) + single(chars[1], UNSEEN)
            return max(best, word(chars, best))
        costs = [single(c, UNSEEN) for c in chars]
        best = sum(costs)
        if len(chars) == 3:
            best = max(best, word(chars[:2], best) + costs[2], costs[0] + word(chars[1:], best), word(chars, best))
        return best


@lru_cache(maxsize=1)
def _counts() -> dict[str, int]:
    out: dict[str, int] = {}
    with loader.path("words.tsv").open(encoding="utf-8") as f:  # long: read without the generic reader
        for line in f:
            word, _, number = line.rstrip("\n").partition("\t")
            if number.isdigit():
                out[word] = int(number)
    for r in loader.rows("not_names.tsv"):
        out[r["word"]] = max(out.get(r["word"], 0), CUE_COUNT)
    for r in loader.rows("places.tsv"):
        if 1 < len(r["name"]) <= 8:
            out.setdefault(r["name"], PLACE_COUNT)
    for cue in cues.table():
        if len(cue) > 1:
            out[cue] = max(out.get(cue, 0), CUE_COUNT)
    return out


def count(word: str) -> int:
    """How often the corpora hold the word; 0 when it is none."""
    return _counts().get(word, 0)


@lru_cache(maxsize=1)
def _none() -> frozenset[str]:
    return frozenset(r["word"] for r in loader.rows("not_names.tsv"))


def none(word: str) -> bool:
    """Whether a string is known for beginning like a name and being none (党主席)."""
    return word in _none()


@lru_cache(maxsize=1)
def load() -> Words:
    """The lexicon, read once."""
    counts = _counts()
    total = log(TOKENS)
    by_word = {w: log(n) - total for w, n in counts.items() if len(w) > 1}
    return Words(
        matcher=loader.Matcher(by_word, overlapping=True),
        scores=tuple(by_word.values()),
        by_word=by_word,
        single={w: max(UNSEEN, log(n) - total) for w, n in counts.items() if len(w) == 1},
    )
