"""What an epoch of the teacher and of the tagger is made of."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tools.train import corpora, synthetic, variants
from tools.train.corpora import Sample

CORPORA = ["msra", "resume", "cluener", "ours"]
#: sentences that nobody has told anything of as this corpus would, of a corpus: how many an epoch
_THOUGHT = (
    ("cluener", "msra", 12_000), ("ours", "msra", 7_000), ("msra", "cluener", 4_000), ("ours", "cluener", 3_000),
    ("ours", "resume", 700), ("msra", "ours", 7_000), ("cluener", "ours", 5_000),
)  # fmt: skip
#: how often a sentence of a small set is made over for the teacher, and how many of those the tagger reads in an epoch
_MADE_OVER = {"cluener": (3, 12_000), "resume": (1, 1_500)}


@dataclass(frozen=True, slots=True)
class Lessons:
    """The labelled sets, and the silver sentences with and without people."""

    silver: Sequence[Sample]
    labelled: dict[str, list[Sample]] = field(
        default_factory=lambda: {c: getattr(corpora, c)("train") for c in ("msra", "resume", "cluener")}
    )

    def every(self) -> list[Sample]:
        return [s for samples in self.labelled.values() for s in samples]

    def agreed(self, people: bool) -> list[Sample]:
        return [s for s in self.silver if people == any(label == "PER" for *_, label in s.spans)]

    def drawn(self, r: random.Random, people: int, none: int) -> list[Sample]:
        """So many silver sentences with people and without, or all where there are not so many."""
        with_, without = self.agreed(True), self.agreed(False)
        return r.sample(with_, min(people, len(with_))) + r.sample(without, min(none, len(without)))

    def of_teacher(self, number: int, r: random.Random) -> list[Sample]:
        """A pass of the teacher: every other sentence of MSRA, which is by far the largest, the small sets whole."""
        half = [s for i, s in enumerate(self.labelled["msra"]) if i % 2 == number % 2 and (s.spans or r.random() < 0.7)]
        told = half + self.labelled["resume"] + self.labelled["cluener"]
        made = synthetic.sentences(4_000, r.getrandbits(32))
        return [synthetic.renamed(s, r, 0.12) for s in told] + self.drawn(r, 3_500, 1_500) + made

    def judged(self, r: random.Random) -> list[Sample]:
        """The sentences that teachers are asked about, as their own corpus and as others, each text once."""
        msra = [s for s in self.labelled["msra"] if s.spans or r.random() < 0.25]
        every = self.labelled["cluener"] + self.labelled["resume"] + self.drawn(r, 11_000, 7_000) + msra
        return list({s.text: s for s in every}.values())

    def made_over(self) -> dict[str, list[Sample]]:
        """The same ones whenever it is asked for."""
        return {
            corpus: variants.variants(self.labelled[corpus], times, random.Random(11))
            for corpus, (times, _) in _MADE_OVER.items()
        }

    def of_tagger(self, opinions: Mapping[tuple[str, str], Any]) -> Callable[..., list[Sample]]:
        """Epochs of the tagger: what is told, what only the teacher thinks, and made sentences."""
        texts: dict[str, list[str]] = {c: [] for c in CORPORA}
        seen: set[str] = set()
        for s in [*self.every(), *self.silver]:
            if s.text not in seen and (s.corpus, s.text) in opinions:
                texts[s.corpus].append(s.text)
                seen.add(s.text)
        over = {c: [s for s in made if (c, s.text) in opinions] for c, made in self.made_over().items()}

        def epoch(samples: Sequence[Sample], r: random.Random) -> list[Sample]:
            told = [s for s in samples if s.corpus != "msra" or s.spans or r.random() < 0.75]
            thought = [
                Sample(corpus, text, (), told=False)
                for corpus, of, n in _THOUGHT
                for text in r.sample(texts[of], min(n, len(texts[of])))
            ]
            for corpus, (_, n) in _MADE_OVER.items():
                thought += r.sample(over[corpus], min(n, len(over[corpus])))
            made = synthetic.sentences(9_000, r.getrandbits(32))
            return [synthetic.renamed(s, r, 0.1) for s in told] + self.drawn(r, 6_500, 2_500) + thought + made

        return epoch
