"""Several recognisers at once: what most of them mark, with the share that marked it as its score."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.engines import Hit, Label, Recognizer


class Vote:
    """Recognisers that vote; of overlapping stretches the one with more votes stands, then the longer one."""

    def __init__(self, members: Sequence[Recognizer]) -> None:
        self.members = tuple(members)
        self.name = "+".join(m.name for m in members)

    def recognize(self, sentences: Sequence[str]) -> list[list[Hit]]:
        """For each sentence the stretches that at least half of the recognisers mark alike."""
        ballots = [m.recognize(sentences) for m in self.members]
        return [self._count([b[i] for b in ballots]) for i in range(len(sentences))]

    def _count(self, ballots: Sequence[Sequence[Hit]]) -> list[Hit]:
        votes: Counter[tuple[int, int, Label]] = Counter()
        for hits in ballots:
            votes.update({(h.start, h.end, h.label) for h in hits})
        taken: list[Hit] = []
        for (start, end, label), n in sorted(votes.items(), key=lambda v: (-v[1], v[0][0] - v[0][1], v[0])):
            if 2 * n >= len(self.members) and not any(start < t.end and t.start < end for t in taken):
                taken.append(Hit(start, end, label, round(n / len(self.members), 3)))
        return sorted(taken)
