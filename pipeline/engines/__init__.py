"""Name recognisers behind one protocol; their hits are one kind of evidence for the names and organizations stages."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple, Protocol

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
