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
from pipeline.engines.features import Encoded, Vocabulary, pieces
from pipeline.engines.files import MODELS, TAGGER
from pipeline.errors import RunError

#: more sentences at once make it no faster
_BATCH = 16
#: sentences whose tags are chosen at once: each step of it costs the same for few as for many
_DECODED = 160
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
        order = np.argsort([-len(s) for s in sentences], kind="stable")
        lengths = np.array([len(sentences[i]) for i in order], dtype=np.int64)
        out: list[list[tuple[int, int, str, float]]] = [[] for _ in sentences]
        for some in _batches(lengths.tolist(), _DECODED):
            group = lengths[some]
            scores = np.zeros((len(group), group[0], len(self.tags)), dtype=np.float32)
            for part in _batches(group.tolist(), _BATCH):
                there = slice(some.start + part.start, some.start + part.stop)
                scores[part, : group[part.start]] = self._scores(encoded, starts[order[there]], group[part])
            best = viterbi.decode(scores, *self._fields, group)
            sure = viterbi.odds(scores, best)
            for row, found in enumerate(viterbi.spans(best, self.tags)):
                odds = sure[row]
                out[order[some.start + row]] = [(s, e, x, round(float(odds[s:e].min()), 3)) for s, e, x in found]
        return out

    def _scores(
        self, encoded: Encoded, starts: npt.NDArray[np.int64], lengths: npt.NDArray[np.int64]
    ) -> viterbi.Floats:
        """Scores of each character's tags, of sentences that begin there in the table, the longest first."""
        # beyond a shorter sentence's end stands what comes next in the table: neither layer looks there
        columns = np.minimum(starts[:, None] + np.arange(lengths[0]), len(encoded.chars) - 1)
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
        return cast(viterbi.Floats, scores)


def _batches(lengths: Sequence[int], most: int) -> Iterator[slice]:
    """Of sentences in falling order of length, those that go together; none is much shorter than the first of its batch."""
    start = 0
    for i, length in enumerate(lengths):
        if i - start == most or length * 3 < lengths[start]:
            yield slice(start, i)
            start = i
    if start < len(lengths):
        yield slice(start, len(lengths))


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
