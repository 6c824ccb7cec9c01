"""The likeliest row of tags of many sentences of one length at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]

#: what no row of tags may do
FORBIDDEN = -1e4


def constraints(tags: Sequence[str]) -> tuple[Floats, Floats, Floats]:
    """Penalties of begin, end and step for tags written O, B-PER, I-PER, E-PER, S-PER: only whole names are rows."""
    begin = np.zeros(len(tags), dtype=np.float32)
    end = np.zeros(len(tags), dtype=np.float32)
    step = np.zeros((len(tags), len(tags)), dtype=np.float32)
    for i, a in enumerate(tags):
        if a[0] in "IE":
            begin[i] = FORBIDDEN
        if a[0] in "BI":
            end[i] = FORBIDDEN
        for j, b in enumerate(tags):
            inside = b[0] in "IE"
            if inside != (a[0] in "BI") or (inside and a[2:] != b[2:]):
                step[i, j] = FORBIDDEN
    return begin, end, step


def decode(
    emissions: Floats, begin: Floats, end: Floats, step: Floats, lengths: npt.NDArray[np.int64] | None = None
) -> npt.NDArray[np.int64]:
    """Tags as (sentences, characters) from scores as (sentences, characters, tags).

    `lengths`, where they differ, fall from the first sentence to the last; what stands beyond a sentence's end is -1.
    """
    n, length, tags = emissions.shape
    alive = np.full(length, n) if lengths is None else (lengths[:, None] > np.arange(length)).sum(axis=0)
    back = np.empty((length, n, tags), dtype=np.int64)
    score = emissions[:, 0] + begin
    towards = np.ascontiguousarray(step.T)
    count = alive.tolist()
    for t in range(1, length):
        k = count[t]
        arriving = score[:k, None, :] + towards
        arriving.argmax(axis=2, out=back[t, :k])
        score[:k] = arriving.max(axis=2) + emissions[:k, t]
    out = np.full((n, length), -1, dtype=np.int64)
    rows = np.arange(n)
    last = np.full(n, length - 1) if lengths is None else lengths - 1
    out[rows, last] = (score + end).argmax(axis=1)
    for t in range(length - 1, 0, -1):
        k = count[t]
        out[:k, t - 1] = back[t, rows[:k], out[:k, t]]
    return out


def odds(emissions: Floats, tags: npt.NDArray[np.int64]) -> Floats:
    """How much of its odds each character gives to its tag; of what stands beyond a sentence's end, nothing is meant."""
    odds = np.exp(emissions - emissions.max(axis=2, keepdims=True))
    chosen = np.take_along_axis(odds, np.maximum(tags, 0)[:, :, None], axis=2)[:, :, 0]
    return cast(Floats, chosen / odds.sum(axis=2))


def spans(tags: npt.NDArray[np.int64], names: Sequence[str]) -> list[list[tuple[int, int, str]]]:
    """(start, end, label) of each sentence in text order, from legal rows of tags."""
    kinds = np.array([*({"O": 0, "B": 1, "S": 2, "E": 3, "I": 4}[name[0]] for name in names), 0])[tags]
    out: list[list[tuple[int, int, str]]] = [[] for _ in range(len(tags))]
    # row by row, a name's first and last character come in the same order
    first = np.argwhere((kinds == 1) | (kinds == 2))
    last = np.argwhere((kinds == 3) | (kinds == 2))
    for (row, start), (_, end) in zip(first.tolist(), last.tolist(), strict=True):
        out[row].append((start, end + 1, names[tags[row, start]][2:]))
    return out
