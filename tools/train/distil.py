"""What the teacher thinks of sentences, character by character, kept for the tagger to learn from."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import torch

from tools.train.batches import Batches
from tools.train.corpora import Sample
from tools.train.teacher import Teacher

#: sentences that one corpus labels, read as others: what the teacher has learnt of one style is told of another
ALSO = {
    "msra": ("ours", "cluener"), "resume": ("ours",), "cluener": ("msra", "ours"), "ours": ("msra", "cluener"),
}  # fmt: skip


class Kept(Mapping[tuple[str, str], np.ndarray]):
    """Odds in half precision, one file for all characters of a corpus' reading."""

    def __init__(self, folder: Path) -> None:
        self._at: dict[tuple[str, str], tuple[int, int]] = {}
        self._odds: dict[str, np.ndarray] = {}
        for path in sorted(folder.glob("*.odds.npy")):
            corpus = path.name.split(".")[0]
            self._odds[corpus] = np.load(path, mmap_mode="r")
            at = 0
            for text in json.loads((folder / f"{corpus}.texts.json").read_text("utf-8")):
                self._at[corpus, text] = at, at + len(text)
                at += len(text)

    def __getitem__(self, key: tuple[str, str]) -> np.ndarray:
        start, end = self._at[key]
        return self._odds[key[0]][start:end]

    def __contains__(self, key: object) -> bool:
        return key in self._at

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._at)

    def __len__(self) -> int:
        return len(self._at)


@torch.no_grad()
def keep(
    teachers: Sequence[Teacher], samples: Sequence[Sample], folder: Path, log: Callable[[str], None] = print
) -> None:
    """Each sentence read as one of its own corpus and as ALSO says, by all teachers, whose odds are averaged."""
    folder.mkdir(parents=True, exist_ok=True)
    texts: dict[str, list[str]] = {}
    odds: dict[str, list[np.ndarray]] = {}
    begun, done = time.monotonic(), 0
    unique = list({s.text: s for s in samples}.values())
    for batch in Batches(unique, teachers[0].vocabulary, characters=4_000):
        for corpus in (batch["corpus"], *ALSO[batch["corpus"]]):
            mean = 0.0
            for teacher in teachers:
                scores = teacher.scores(batch, corpus)
                mean = mean + teacher.crf.odds(scores, teacher.parts[corpus]).numpy() / len(teachers)
            texts.setdefault(corpus, []).extend(s.text for s in batch["tag"])
            odds.setdefault(corpus, []).extend(np.asarray(mean, dtype=np.float16))
        done += batch["chars"].numel()
        if len(texts[batch["corpus"]]) % 20 == 0:
            log(f"{done} characters, {done / (time.monotonic() - begun):.0f} a second")
    for corpus, rows in odds.items():
        np.save(folder / f"{corpus}.odds.npy", np.concatenate(rows))
        (folder / f"{corpus}.texts.json").write_text(json.dumps(texts[corpus], ensure_ascii=False), "utf-8")
