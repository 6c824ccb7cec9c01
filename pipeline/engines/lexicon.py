"""The engine that needs no model: the scored lattice, sentence by sentence."""

from __future__ import annotations

import math
from collections.abc import Sequence

from pipeline.engines import Hit, Recognizer
from pipeline.engines.lattice import Lattice

#: log odds from which a name is marked
TAKE = 2.5


class LexiconRecognizer:
    """People by surname, given characters, transliteration and what stands beside them."""

    name = "lexicon"

    def recognize(self, sentences: Sequence[str]) -> list[list[Hit]]:
        """The people of each sentence, read by itself."""
        return [
            [
                Hit(f.start, f.end, "PER", round(1 / (1 + math.exp(-f.margin / 2)), 3))
                for f in lattice.read_all()
                if f.margin >= TAKE
            ]
            for lattice in map(Lattice, sentences)
        ]


def load(argument: str = "") -> Recognizer:
    """The engine; it takes no argument."""
    return LexiconRecognizer()
