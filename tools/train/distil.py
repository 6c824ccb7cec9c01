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
    """Odds in half precision, one file for all characters of a corpus' reading, from a folder of each teacher.

    Teachers are asked the same sentences in the same order; what they think is averaged.
    """

    def __init__(self, *folders: Path) -> None:
        self._at: dict[tuple[str, str], tuple[int, int]] = {}
        self._odds: dict[str, list[np.ndarray]] = {}
        for path in sorted(folders[0].glob("*.odds.npy")):
            corpus = path.name.split(".")[0]
            self._odds[corpus] = [np.load(folder / path.name, mmap_mode="r") for folder in folders]
            texts = f"{corpus}.texts.json"
            if len({(folder / texts).read_bytes() for folder in folders}) > 1:
                raise ValueError(f"teachers were asked different sentences: {texts} in {', '.join(map(str, folders))}")
            at = 0
            for text in json.loads((folders[0] / texts).read_text("utf-8")):
                self._at[corpus, text] = at, at + len(text)
                at += len(text)

    def __getitem__(self, key: tuple[str, str]) -> np.ndarray:
        start, end = self._at[key]
        return np.mean([odds[start:end] for odds in self._odds[key[0]]], axis=0, dtype=np.float32)

    def __contains__(self, key: object) -> bool:
        return key in self._at

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return iter(self._at)

    def __len__(self) -> int:
        return len(self._at)


@torch.no_grad()
def keep(
    teacher: Teacher, samples: Sequence[Sample], alone: Sequence[Sample], folder: Path,
    log: Callable[[str], None] = print,
) -> None:  # fmt: skip
    """Each of `samples` read as one of its own corpus and as ALSO says, each of `alone` only as one of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    texts: dict[str, list[str]] = {}
    odds: dict[str, list[np.ndarray]] = {}
    begun, done = time.monotonic(), 0
    for some, also in ((samples, True), (alone, False)):
        for number, batch in enumerate(Batches(some, teacher.vocabulary, characters=4_000)):
            for corpus in (batch["corpus"], *(ALSO[batch["corpus"]] if also else ())):
                found = teacher.crf.odds(teacher.scores(batch, corpus), teacher.parts[corpus]).numpy()
                texts.setdefault(corpus, []).extend(s.text for s in batch["tag"])
                odds.setdefault(corpus, []).extend(found.astype(np.float16))
            done += batch["chars"].numel()
            if number % 50 == 49:
                log(f"{done} characters, {done / (time.monotonic() - begun):.0f} a second")
    for corpus, rows in odds.items():
        np.save(folder / f"{corpus}.odds.npy", np.concatenate(rows))
        (folder / f"{corpus}.texts.json").write_text(json.dumps(texts[corpus], ensure_ascii=False), "utf-8")
