"""Labelled sentences made over: names exchanged for others of their kind, or a part of the sentence alone.

The small sets hold far fewer sentences than a teacher has opinions; what it thinks of these teaches the tagger more of the
same style. Nobody has told anything of them.
"""

from __future__ import annotations

import random
import re
from collections.abc import Sequence

from tools.train.corpora import Sample

_CLAUSE = re.compile(r"[^，。；！？：,;!?:]+[，。；！？：,;!?:]*")


def exchanged(sample: Sample, names: dict[str, Sequence[str]], r: random.Random, share: float = 0.5) -> str:
    """The sentence with about that share of its names replaced."""
    out: list[str] = []
    at = 0
    for start, end, label in sample.spans:
        out.append(sample.text[at:start])
        out.append(r.choice(names[label]) if r.random() < share else sample.text[start:end])
        at = end
    out.append(sample.text[at:])
    return "".join(out)


def part(text: str, r: random.Random) -> str:
    """Some clauses of it that follow each other."""
    clauses = _CLAUSE.findall(text)
    if len(clauses) < 2:
        return text
    start = r.randrange(len(clauses))
    return "".join(clauses[start : r.randrange(start + 1, len(clauses) + 1)])


def variants(samples: Sequence[Sample], times: int, r: random.Random, most: int = 220) -> list[Sample]:
    """So many of each sentence that holds a name, none twice and none as it was."""
    names: dict[str, list[str]] = {}
    for s in samples:
        for start, end, label in s.spans:
            names.setdefault(label, []).append(s.text[start:end])
    out: list[Sample] = []
    seen = {s.text for s in samples}
    for s in samples:
        for _ in range(times):
            text = exchanged(s, names, r)
            if r.random() < 0.3:
                text = part(text, r)
            if 3 < len(text) <= most and text not in seen:
                seen.add(text)
                out.append(Sample(s.corpus, text, (), told=False))
    return out
