"""The default recogniser: a character network in ONNX with a word list of its own, on one core, without torch.

Sentences of about one length go through together, each with its length: the backward layer begins at its own last character.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import cast

import numpy as np
import numpy.typing as npt
import onnxruntime as ort

from pipeline.engines import Hit, Label, Recognizer, viterbi
from pipeline.engines.features import Vocabulary, pieces
from pipeline.engines.files import MODELS, TAGGER
from pipeline.errors import RunError

#: more sentences at once make it no faster
_BATCH = 16
#: sentences that are looked up in the word list at once
_BLOCK = 512


class Tagger:
    """A model read from its folder."""

    def __init__(self, folder: Path) -> None:
        self.name = "tagger"
        self._vocabulary = Vocabulary.load(folder)
        fields = json.loads((folder / "tags.json").read_text("utf-8"))
        self.tags: tuple[str, ...] = tuple(fields["tags"])
        begin, end, step = viterbi.constraints(self.tags)
        self._fields = (
            begin + np.array(fields["begin"], dtype=np.float32),
            end + np.array(fields["end"], dtype=np.float32),
            step + np.array(fields["step"], dtype=np.float32),
        )
        options = ort.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1  # a run uses its cores by documents (--jobs)
        options.log_severity_level = 3
        self._session = ort.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])

    def recognize(self, sentences: Sequence[str]) -> list[list[Hit]]:
        """The hits of each sentence."""
        out: list[list[Hit]] = [[] for _ in sentences]
        parts = [part for i, s in enumerate(sentences) for part in pieces(i, s)]
        for k in range(0, len(parts), _BLOCK):
            block = parts[k : k + _BLOCK]
            for (i, offset, _), found in zip(block, self._mark([text for _, _, text in block]), strict=True):
                out[i].extend(Hit(offset + s, offset + e, cast(Label, label), p) for s, e, label, p in found)
        return out

    def _mark(self, sentences: Sequence[str]) -> list[list[tuple[int, int, str, float]]]:
        encoded, starts = self._vocabulary.encode(sentences)
        out: list[list[tuple[int, int, str, float]]] = [[] for _ in sentences]
        for some in _batches([len(s) for s in sentences]):
            lengths = np.array([len(sentences[i]) for i in some], dtype=np.int64)
            # beyond a shorter sentence's end stands what comes next in the table: neither layer looks there
            columns = np.minimum(starts[some][:, None] + np.arange(lengths[0]), len(encoded.chars) - 1)
            rows = encoded.at(columns)
            (scores,) = self._session.run(
                None,
                {
                    "chars": rows.chars,
                    "pairs": rows.pairs,
                    "words": rows.words,
                    "flags": rows.bits(),
                    "lengths": lengths.astype(np.int32),
                },
            )
            best = viterbi.decode(scores, *self._fields, lengths)
            for row, (i, found) in enumerate(zip(some, viterbi.spans(best, self.tags), strict=True)):
                out[i] = [(s, e, x, _sure(scores[row, s:e], best[row, s:e])) for s, e, x in found]
        return out


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Numbers of sentences that go together, the longest first; none is much shorter than the first of its batch."""
    some: list[int] = []
    for i in sorted(range(len(lengths)), key=lambda i: -lengths[i]):
        if some and (len(some) == _BATCH or lengths[i] * 3 < lengths[some[0]]):
            yield some
            some = []
        some.append(i)
    if some:
        yield some


def _sure(scores: viterbi.Floats, tags: npt.NDArray[np.int64]) -> float:
    """How much of its odds the least certain character of a name gives to its tag."""
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    return round(float((odds[np.arange(len(tags)), tags] / odds.sum(axis=1)).min()), 3)


def load(argument: str = "") -> Recognizer:
    """The model that the package carries, or that of a folder; E404 when a file of it is missing or cannot be read."""
    folder = Path(argument) if argument else MODELS
    missing = [name for name in TAGGER if not (folder / name).is_file()]
    if missing:
        raise RunError("E404", f"the tagger's model lacks {', '.join(missing)}", str(folder))
    try:
        return Tagger(folder)
    except Exception as e:
        raise RunError("E404", f"the tagger's model cannot be read: {e}", str(folder)) from e
