"""What stands beside a person's name: posts, kinds of person, forms of address, verbs of speech and action."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from pipeline.lexicon import loader, titles

POST, NOUN, ADDRESS, VERB, LEAD, SAY, FOLLOW, LABEL = 1, 2, 4, 8, 16, 32, 64, 128
_FLAGS = {
    "post": POST,
    "noun": NOUN,
    "address": ADDRESS,
    "verb": VERB,
    "lead": LEAD,
    "say": SAY | VERB,
    "follow": FOLLOW,
    "label": LABEL,
}
_KINDS = {
    "post": POST,
    "rank": POST | ADDRESS,
    "status": POST,
    "membership": NOUN,
    "occupation": NOUN,
    "role": NOUN,
    "address": NOUN | ADDRESS,
}


@dataclass(frozen=True, slots=True)
class Cues:
    """All cues in one matcher, with the kinds of each as a bit mask."""

    matcher: loader.Matcher
    flags: tuple[int, ...]


@lru_cache(maxsize=1)
def table() -> dict[str, int]:
    """Cue → its kinds."""
    found = {t.title: _KINDS.get(t.kind, NOUN) for t in titles.titles().values()}
    for r in loader.rows("name_cues.tsv"):
        if r["cue"] == "form":
            continue
        for word in loader.cells(r["words"]):
            found[word] = found.get(word, 0) | _FLAGS[r["cue"]]
    return found


@lru_cache(maxsize=1)
def forms() -> tuple[str, ...]:
    """Forms of address that follow a surname alone (赵科长, 张老汉), the longer first."""
    found = {w for r in loader.rows("name_cues.tsv") if r["cue"] == "form" for w in loader.cells(r["words"])}
    return tuple(sorted(found, key=lambda w: (-len(w), w)))


@lru_cache(maxsize=1)
def follow() -> frozenset[str]:
    """Words that follow a post and begin like a name, yet are none (局长全程陪同, 县长亲自带队)."""
    return frozenset(word for word, kinds in table().items() if kinds & FOLLOW)


@lru_cache(maxsize=1)
def load() -> Cues:
    """The cues, read once."""
    found = table()
    return Cues(loader.Matcher(list(found), overlapping=True), tuple(found.values()))
