"""Name recognisers behind one protocol; their hits are one kind of evidence for the names and organizations stages.

`get("lexicon")`, `get("hanlp:/models/ner")`, `get("tagger+lexicon")`: what cannot be had is refused at once (E404).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from importlib import import_module
from typing import Literal, NamedTuple, Protocol

from pipeline.errors import RunError

Label = Literal["PER", "ORG", "LOC", "TITLE"]


class Hit(NamedTuple):
    """One stretch that a recogniser marked in a sentence: offsets within that sentence."""

    start: int
    end: int
    label: Label
    score: float = 1.0


class Recognizer(Protocol):
    """A recogniser: sentences of folded text in, for each the hits in text order, not overlapping."""

    name: str

    def recognize(self, sentences: Sequence[str]) -> list[list[Hit]]:
        """One list of hits for each sentence."""
        ...


#: engine → the module whose `load(argument)` makes it
ENGINES = {
    "lexicon": "pipeline.engines.lexicon",
    "hanlp": "pipeline.engines.hanlp",
    "tagger": "pipeline.engines.tagger",
}


@lru_cache(maxsize=8)
def get(spec: str) -> Recognizer:
    """The recogniser that a setting names; several joined by + vote. E404 when one cannot be loaded."""
    names = [part.strip() for part in spec.split("+")]
    if not all(names):
        raise RunError("E404", f"'{spec}' names no engine; known: {', '.join(ENGINES)}")
    members = [_load(name) for name in names]
    if len(members) == 1:
        return members[0]
    from pipeline.engines.vote import Vote

    return Vote(members)


def _load(spec: str) -> Recognizer:
    name, _, argument = spec.partition(":")
    if name not in ENGINES:
        raise RunError("E404", f"no engine is called '{name}'; known: {', '.join(ENGINES)}")
    try:
        module = import_module(ENGINES[name])
    except ModuleNotFoundError as e:
        if e.name == ENGINES[name]:
            raise RunError("E404", f"this installation has no '{name}' engine; use --engine lexicon") from e
        raise RunError("E404", f"the '{name}' engine needs the package {e.name}") from e
    load: Callable[[str], Recognizer] = module.load
    return load(argument)
