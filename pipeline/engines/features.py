"""What the tagger sees of each character: itself, the pair it begins, the words around it, and what kinds of name they are.

The vocabulary (characters, pairs, words with their classes) is frozen with the model it was trained with and stands in its
folder, so that a lexicon that grows never changes what an old model sees.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import ahocorasick_rs
import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]

#: classes of words, one bit each
CLASSES = (
    "word", "person", "division", "place", "township", "body", "head", "title",
    "foreign", "native", "cue", "surname", "nr", "ns", "nt", "nz",
)  # fmt: skip
#: flags of a character: a word of the class begins, goes on, ends here, or is this character
SLOTS = 4
FLAGS = SLOTS * len(CLASSES)
#: ids of what the vocabulary does not hold
PAD, UNKNOWN = 0, 1
#: longest piece that a recogniser reads at once, and where a longer sentence is cut
LONGEST, _CUTS = 500, "，。；：、！？ "
#: between two sentences that are looked up together; in no word
_BREAK = "\n"
_HALF = re.compile("[\ud800-\udfff]")
_PUNCTUATION = str.maketrans(",;:?!()", "，；：？！（）")


def narrow(text: str) -> str:
    """The text as the tagger was trained on it: Chinese punctuation full-width, of the same length."""
    return text.translate(_PUNCTUATION).replace(_BREAK, " ")


def pieces(number: int, sentence: str) -> Iterator[tuple[int, int, str]]:
    """(number of the sentence, offset, text as trained on) of what is read at once: long sentences end at a mark."""
    at, n = 0, len(sentence)
    while at < n:
        end = min(n, at + LONGEST)
        if end < n:
            cut = max(sentence.rfind(c, at + LONGEST // 2, end) for c in _CUTS)
            end = cut + 1 if cut > 0 else end
        yield number, at, narrow(sentence[at:end])
        at = end


@dataclass(frozen=True, slots=True)
class Encoded:
    """A row for each character: ids of character and pair, ids of the longest words (begin, inside, end), flags as bits."""

    chars: Ints
    pairs: Ints
    words: Ints
    flags: npt.NDArray[np.uint8]

    def at(self, index: npt.NDArray[np.int64]) -> Encoded:
        """The rows of the given positions, in their shape."""
        return Encoded(self.chars[index], self.pairs[index], self.words[index], self.flags[index])

    def bits(self) -> npt.NDArray[np.uint8]:
        """The flags as zeros and ones in the last dimension."""
        return np.unpackbits(self.flags, axis=-1, bitorder="little")


class Vocabulary:
    """Characters, pairs and words of a model, from the files of its folder."""

    def __init__(self, chars: Sequence[str], pairs: Sequence[str], words: Sequence[tuple[str, int, int]]) -> None:
        self.chars, self.pairs, self.words = tuple(chars), tuple(pairs), tuple(words)
        self._char = np.full(0x110000, UNKNOWN, dtype=np.int32)
        for i, c in enumerate(self.chars):
            self._char[ord(c)] = i + 2
        keys = np.array([(ord(p[0]) << 21) | ord(p[1]) for p in self.pairs], dtype=np.int64)
        order = np.argsort(keys)
        self._pair_keys, self._pair_ids = keys[order], (order + 2).astype(np.int32)
        self._mask = np.array([m for _, m, _ in self.words], dtype=np.uint16)
        self._vector = np.array([v for _, _, v in self.words], dtype=np.int32)
        self._automaton = ahocorasick_rs.AhoCorasick(
            [w for w, _, _ in self.words],
            matchkind=ahocorasick_rs.MatchKind.Standard,
            implementation=ahocorasick_rs.Implementation.ContiguousNFA,
            store_patterns=False,
        )

    @property
    def vectors(self) -> int:
        """How many word vectors the model has, those of no word and of unknown words included."""
        return int(self._vector.max(initial=UNKNOWN)) + 1

    @classmethod
    def load(cls, folder: Path) -> Vocabulary:
        """From chars.txt, pairs.txt and words.tsv (word, classes as a number, number of its vector)."""
        words = []
        for line in (folder / "words.tsv").read_text("utf-8").splitlines():
            word, mask, vector = line.split("\t")
            words.append((word, int(mask), int(vector)))
        return cls(_lines(folder / "chars.txt"), _lines(folder / "pairs.txt"), words)

    def save(self, folder: Path) -> None:
        """Write the three files."""
        folder.mkdir(parents=True, exist_ok=True)
        _write(folder / "chars.txt", self.chars)
        _write(folder / "pairs.txt", self.pairs)
        _write(folder / "words.tsv", (f"{w}\t{m}\t{v}" for w, m, v in self.words))

    def encode(self, sentences: Sequence[str]) -> tuple[Encoded, npt.NDArray[np.int64]]:
        """The rows of all sentences in one table, and where each begins; a row for the break stands after each."""
        text = _BREAK.join([narrow(s) for s in sentences]) + _BREAK
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.int64)
        if ((codes >= 0xD800) & (codes < 0xE000)).any():  # half a character, which no word has
            text = _HALF.sub("\ufffd", text)
        lengths = np.array([len(s) + 1 for s in sentences], dtype=np.int64)
        starts = np.concatenate(([0], np.cumsum(lengths)[:-1])).astype(np.int64)
        words, flags = self._lookup(text)
        return Encoded(self._char[codes], self._pairs(codes), words, flags), starts

    def _pairs(self, codes: npt.NDArray[np.int64]) -> Ints:
        keys = (codes << 21) | np.append(codes[1:], ord(_BREAK))
        if not len(self._pair_keys):
            return np.full(len(codes), UNKNOWN, dtype=np.int32)
        at = np.searchsorted(self._pair_keys, keys).clip(max=len(self._pair_keys) - 1)
        return np.where(self._pair_keys[at] == keys, self._pair_ids[at], UNKNOWN).astype(np.int32)

    def _lookup(self, text: str) -> tuple[Ints, npt.NDArray[np.uint8]]:
        """The longest word that begins, covers and ends at each character, and the classes of all words there."""
        n = len(text)
        words = np.zeros((n, 3), dtype=np.int32)
        flags = np.zeros((n, SLOTS), dtype=np.uint16)
        hits = np.array(self._automaton.find_matches_as_indexes(text, overlapping=True), dtype=np.int64).reshape(-1, 3)
        if len(hits):
            hits = hits[np.argsort(hits[:, 2] - hits[:, 1], kind="stable")]  # the longest is written last and stays
            word, start, end = hits.T
            mask, vector = self._mask[word], self._vector[word]
            long = end - start > 1
            _or(flags[:, 3], start[~long], mask[~long])
            word, start, end, mask, vector = word[long], start[long], end[long], mask[long], vector[long]
            _or(flags[:, 0], start, mask)
            _or(flags[:, 2], end - 1, mask)
            words[start, 0] = vector
            words[end - 1, 2] = vector
            inner = end - start - 2
            reach = np.repeat(np.arange(len(inner)), inner)
            inside = np.arange(len(reach)) - np.repeat(np.cumsum(inner) - inner, inner) + start[reach] + 1
            _or(flags[:, 1], inside, mask[reach])
            words[inside, 1] = vector[reach]
        return words, flags.view(np.uint8)


def _or(target: npt.NDArray[np.uint16], index: npt.NDArray[np.int64], value: npt.NDArray[np.uint16]) -> None:
    """target[index] |= value, with the same index more than once."""
    if not len(index):
        return
    order = np.argsort(index, kind="stable")
    index, value = index[order], value[order]
    first = np.flatnonzero(np.append(True, index[1:] != index[:-1]))
    target[index[first]] |= np.bitwise_or.reduceat(value, first)


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").split("\n")[:-1]


def _write(path: Path, lines: Iterable[str]) -> None:
    path.write_text("".join(f"{line}\n" for line in lines), "utf-8")
