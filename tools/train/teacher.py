"""The teacher: multilingual-e5-small below, what the tagger sees beside it, a recurrent layer and the heads of all corpora.

It is far too large to be carried; the tagger learns from what it says of every sentence (tools/train/distil.py).
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import nn

from pipeline.engines import viterbi
from pipeline.engines.features import Vocabulary
from tools.train.batches import Batches
from tools.train.corpora import LABELS, Sample, tags
from tools.train.network import Heads, Seen
from tools.train.pretrained import Encoder, packed


@dataclass(frozen=True, slots=True)
class Shape:
    """Layers of the encoder that are kept, size of the recurrent layer, share that is dropped."""

    layers: int = 8
    hidden: int = 160
    drop: float = 0.3


class Teacher(nn.Module):
    def __init__(self, vocabulary: Vocabulary, corpora: Sequence[str], shape: Shape) -> None:
        super().__init__()
        self.shape, self.corpora, self.vocabulary = shape, tuple(corpora), vocabulary
        self.encoder = Encoder(shape.layers)
        self.seen = Seen(vocabulary, len(corpora), shape.drop)
        self.rnn = nn.GRU(384 + self.seen.size, shape.hidden, batch_first=True, bidirectional=True)
        self.drop, self.last = nn.Dropout(shape.drop), nn.Dropout(0.4)
        self.parts: dict[str, slice] = {}
        at = 0
        for corpus in corpora:
            self.parts[corpus] = slice(at, at + len(tags(corpus)))
            at += len(tags(corpus))
        self.out = nn.Linear(2 * shape.hidden, at)
        self.crf = Heads(at)
        self._cut: dict[str, tuple[list[int], list[int]]] = {}
        self._last: tuple[dict[str, Any], torch.Tensor] | None = None

    def pieces(self, texts: Sequence[str]) -> tuple[torch.Tensor, torch.Tensor | None, torch.Tensor]:
        """Pieces between the marks of beginning and end, which are there, and where each character's piece stands."""
        model = packed()
        rows = []
        for text in texts:
            if text not in self._cut:
                self._cut[text] = model.cut(text)
            rows.append(self._cut[text])
        most = max(len(ids) for ids, _ in rows) + 2
        pieces = np.full((len(rows), most), model.pad, dtype=np.int64)
        for k, (ids, _) in enumerate(rows):
            pieces[k, : len(ids) + 2] = [model.bos, *ids, model.eos]
        alive = pieces != model.pad
        where = np.array([at for _, at in rows], dtype=np.int64) + 1
        return torch.from_numpy(pieces), None if alive.all() else torch.from_numpy(alive), torch.from_numpy(where)

    def forward(self, batch: dict[str, Any], corpus: str) -> torch.Tensor:
        """Scores as (sentences, characters, tags of the corpus)."""
        below = self._below(batch) if self._last is None or self._last[0] is not batch else self._last[1]
        if not self.training:
            self._last = batch, below
        seen = self.seen(batch["chars"], batch["pairs"], batch["words"], batch["flags"], self.corpora.index(corpus))
        out, _ = self.rnn(torch.cat([self.drop(below).to(seen.dtype), seen], 2))
        part = self.parts[corpus]
        return nn.functional.linear(self.last(out), self.out.weight[part], self.out.bias[part])

    def _below(self, batch: dict[str, Any]) -> torch.Tensor:
        """What the encoder makes of the piece that each character is in."""
        pieces, alive, where = self.pieces([s.text for s in batch["tag"]])
        read = self.encoder(pieces, alive)
        return read.gather(1, where[:, :, None].expand(-1, -1, read.shape[2]))

    def scores(self, batch: dict[str, Any], corpus: str = "") -> torch.Tensor:
        """Of a batch read as its own corpus has it, or as another; in eval the encoder reads each batch once."""
        with torch.autocast("cpu", torch.bfloat16):
            out: torch.Tensor = self(batch, corpus or batch["corpus"])
        return out.float()

    def fields(self, corpus: str) -> tuple[Any, Any, Any]:
        part = self.parts[corpus]
        begin, end, step = viterbi.constraints(tags(corpus))
        with torch.no_grad():
            return (
                begin + self.crf.start_transitions[part].numpy(),
                end + self.crf.end_transitions[part].numpy(),
                step + self.crf.transitions[part, part].numpy(),
            )

    def save(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        torch.save(self.state_dict(), folder / "teacher.new")
        (folder / "teacher.new").replace(folder / "teacher.pt")
        (folder / "teacher.json").write_text(json.dumps([list(self.corpora), asdict(self.shape)]), "utf-8")

    @classmethod
    def load(cls, folder: Path, vocabulary: Vocabulary) -> Teacher:
        corpora, shape = json.loads((folder / "teacher.json").read_text("utf-8"))
        teacher = cls(vocabulary, corpora, Shape(**shape))
        teacher.load_state_dict(torch.load(folder / "teacher.pt", map_location="cpu", weights_only=True))
        return teacher.eval()


def fit(
    teacher: Teacher, samples: Callable[[int, random.Random], Sequence[Sample]], folder: Path, minutes: float,
    *, rate: float = 1.5e-4, above: float = 1.5e-3, seed: int = 1, log: Callable[[str], None] = print,
) -> None:  # fmt: skip
    """Train for so many minutes, each pass on what `samples` gives for it; a model is left every few minutes."""
    torch.manual_seed(seed)
    r = random.Random(seed)
    tables = list(teacher.seen.tables())
    sparse = {id(t) for t in tables}
    below = list(teacher.encoder.parameters())
    known = {id(p) for p in below} | sparse
    others = [p for p in teacher.parameters() if id(p) not in known]
    dense = torch.optim.AdamW(
        [{"params": below, "lr": rate, "most": rate}, {"params": others, "lr": above, "most": above}],
        weight_decay=0.01, betas=(0.9, 0.98), fused=True,
    )  # fmt: skip
    rows = torch.optim.SparseAdam(tables, lr=above)
    begun = saved = time.monotonic()
    step, loss, number = 0, 0.0, 0
    while True:
        teacher.train()
        for batch in Batches(
            samples(number, r), teacher.vocabulary, shuffle=True, seed=seed + number, characters=2_000
        ):
            done = (time.monotonic() - begun) / 60 / minutes
            if done >= 1.0:
                teacher.save(folder)
                teacher.eval()
                return
            now = min(1.0, (step + 1) / 120) * max(0.02, 1.0 - done)
            for group in dense.param_groups:
                group["lr"] = group["most"] * now
            rows.param_groups[0]["lr"] = above * 0.5 * now
            dense.zero_grad()
            rows.zero_grad()
            out = teacher.scores(batch)
            value = teacher.crf.losses(out, batch["tag_id"], teacher.parts[batch["corpus"]]).mean()
            value.backward()
            nn.utils.clip_grad_norm_(others + below, 5.0)
            dense.step()
            rows.step()
            step += 1
            loss += (value.item() - loss) * max(0.01, 1.0 / step)
            if step % 50 == 0:
                log(f"pass {number} step {step} loss {loss:.3f} {done * minutes:.1f} min")
            if time.monotonic() - saved > 300:
                saved = time.monotonic()
                teacher.save(folder)
        number += 1


@torch.no_grad()
def marked(teacher: Teacher, data: Batches) -> Iterator[tuple[int, list[tuple[int, int, str]]]]:
    """The number of each sentence and what the teacher marks in it."""
    teacher.eval()
    fields = {c: teacher.fields(c) for c in teacher.corpora}
    for batch in data:
        best = viterbi.decode(teacher.scores(batch).numpy(), *fields[batch["corpus"]])
        yield from zip(batch["index"], viterbi.spans(best, tags(batch["corpus"])), strict=True)


def score(teacher: Teacher, samples: Sequence[Sample]) -> dict[str, dict[str, float]]:
    """F1 of each label of each corpus, and of all (micro)."""
    counts: dict[str, dict[str, list[int]]] = {}
    for index, found in marked(teacher, Batches(samples, teacher.vocabulary)):
        sample = samples[index]
        table = counts.setdefault(sample.corpus, {label: [0, 0, 0] for label in ("all", *LABELS[sample.corpus])})
        for spans, k in ((set(found) & set(sample.spans), 0), (set(found), 1), (set(sample.spans), 2)):
            for *_, label in spans:
                table[label][k] += 1
                table["all"][k] += 1
    return {c: {x: round(200 * n[0] / max(1, n[1] + n[2]), 2) for x, n in t.items()} for c, t in counts.items()}
