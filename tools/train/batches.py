"""Sentences of one corpus and one length at a time, with what the tagger sees of them."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

import numpy as np
import torch

from pipeline.engines.features import CLASSES, SLOTS, UNKNOWN, Vocabulary
from tools.train.corpora import LABELS, Sample, tags, written

#: characters of a batch, and sentences at most and at least where there are enough of one length
CHARACTERS, MOST, LEAST = 6_000, 160, 16
#: classes of words that may be names, which is not told of every sentence in training: else nothing else is looked at
_NAMES = ("person", "foreign", "native", "nr", "ns", "nt", "nz", "place", "division", "township", "body")
_BLIND = 0.15
#: share of the characters of people's names that are unknown in training
_RARE = 0.04


#: what a teacher thinks of a sentence, read as one of a corpus: the odds of each character's tags
Opinions = Mapping[tuple[str, str], np.ndarray]


class Batches:
    """Batches as dicts of tensors; each pass over it is an epoch, in a new order when `shuffle` is set.

    `change` may make other sentences of them before each epoch.
    """

    def __init__(
        self, samples: Sequence[Sample], vocabulary: Vocabulary, *, shuffle: bool = False, seed: int = 1,
        change: Callable[[Sequence[Sample], random.Random], Sequence[Sample]] | None = None, characters: int = CHARACTERS,
        opinions: Opinions = MappingProxyType({}),
    ) -> None:  # fmt: skip
        self.dataset = list(samples)
        self.vocabulary = vocabulary
        self.shuffle = shuffle
        self.change = change
        self.characters = characters
        self.opinions = opinions
        self._random = random.Random(seed)
        self._ids = {c: {t: i for i, t in enumerate(tags(c))} for c in LABELS}
        self._person = {c: np.array([t[2:] in ("PER", "NAME", "name") for t in tags(c)]) for c in LABELS}

    def __len__(self) -> int:
        return len(self._rows(self.dataset))

    def _rows(self, samples: Sequence[Sample]) -> list[tuple[str, list[int]]]:
        groups: dict[tuple[str, int], list[int]] = defaultdict(list)
        for i, s in enumerate(samples):
            if s.text:
                groups[s.corpus, len(s.text)].append(i)
        out = []
        for (corpus, length), members in groups.items():
            if self.shuffle:
                self._random.shuffle(members)
            size = min(MOST, max(LEAST, self.characters // length))
            out += [(corpus, members[k : k + size]) for k in range(0, len(members), size)]
        if self.shuffle:
            self._random.shuffle(out)
        return out

    def __iter__(self) -> Iterator[dict[str, Any]]:
        samples = self.change(self.dataset, self._random) if self.change and self.shuffle else self.dataset
        for block in _blocks(self._rows(samples), 400):
            order = [i for _, members in block for i in members]
            encoded, starts = self.vocabulary.encode([samples[i].text for i in order])
            at = 0
            for corpus, members in block:
                length = len(samples[members[0]].text)
                rows = encoded.at(starts[at : at + len(members), None] + np.arange(length))
                at += len(members)
                flags = rows.bits().astype(np.float32)
                words, chars, pairs = rows.words, rows.chars, rows.pairs
                tag = np.array([[self._ids[corpus][t] for t in written(samples[i])] for i in members])
                if self.shuffle:
                    flags, words = self._blind(flags, words)
                    chars, pairs = self._rare(chars, pairs, self._person[corpus][tag])
                yield {
                    "corpus": corpus,
                    "index": members,
                    "chars": torch.from_numpy(chars).long(),
                    "pairs": torch.from_numpy(pairs).long(),
                    "words": torch.from_numpy(words).long(),
                    "flags": torch.from_numpy(flags),
                    "tag": [samples[i] for i in members],
                    "told": torch.tensor([float(samples[i].told) for i in members]),
                    "odds": self._odds(corpus, [samples[i].text for i in members]),
                    "tag_id": torch.from_numpy(tag),
                }

    def _odds(self, corpus: str, texts: Sequence[str]) -> torch.Tensor:
        """What the teacher thinks; nothing at all where it was not asked."""
        out = np.zeros((len(texts), len(texts[0]), len(self._ids[corpus])), dtype=np.float32)
        for row, text in zip(out, texts, strict=True):
            if (corpus, text) in self.opinions:
                row[:] = self.opinions[corpus, text]
        return torch.from_numpy(out)

    def _rare(self, chars: np.ndarray, pairs: np.ndarray, person: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Some characters, of people's names more, as if the vocabulary did not hold them: names are where rare ones stand."""
        draw = np.random.default_rng(self._random.getrandbits(32))
        rare = draw.random(chars.shape) < np.where(person, _RARE, _RARE / 10)
        either = rare.copy()
        either[:, :-1] |= rare[:, 1:]
        return np.where(rare, UNKNOWN, chars), np.where(either, UNKNOWN, pairs)

    def _blind(self, flags: np.ndarray, words: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Take from a share of the sentences what one or another word list says of them."""
        n = len(flags)
        draw = np.random.default_rng(self._random.getrandbits(32))
        keep = np.ones((n, 1, SLOTS * len(CLASSES)), dtype=np.float32)
        for name in _NAMES:
            i = CLASSES.index(name)
            keep[draw.random(n) < _BLIND, :, i :: len(CLASSES)] = 0.0
        return flags * keep, np.where(draw.random(words.shape) < 0.08, 0, words)


def _blocks(rows: list[tuple[str, list[int]]], size: int) -> Iterator[list[tuple[str, list[int]]]]:
    for k in range(0, len(rows), size):
        yield rows[k : k + size]
