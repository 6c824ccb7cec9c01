#!/usr/bin/env python3
"""Run the pipeline over the gold sets in ../shared and score it.

usage: python tools/score.py [seeds news local] [--errors N] [--only KIND,…] [--doc SUBSTRING] [--floors] [--out DIR]

--errors N   up to N misses (-) and extras (+) of each kind; --only offices,dates limits kinds
--doc SUB    only documents with SUB in their name
--floors     compare with tools/floors.json and exit 1 when a figure is below its floor
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
sys.path.insert(0, str(ROOT))


def load_scorer():
    spec = importlib.util.spec_from_file_location("score", SHARED / "score" / "score.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def report(heading: str, result, errors, a: argparse.Namespace, floors: dict[str, float]) -> bool:
    """Print a set's figures and the errors asked for; whether all figures are at or above their floors."""
    only, right = set(filter(None, a.only.split(","))), True
    print(f"== {heading}")
    for k, r in result["scores"].items():
        if not only or k.split(".")[0] in only:
            prf = f"P {r['precision']:.3f}  R {r['recall']:.3f}  F1 {r['f1']:.3f}"
            print(f"{k:22}{prf}   tp {r['tp']} fp {r['fp']} fn {r['fn']}")
        if r["f1"] < floors.get(k, 0):
            name = heading.split(":")[0]
            print(f"BELOW FLOOR {name} {k}: {r['f1']:.4f} is below its floor {floors[k]}", file=sys.stderr)
            right = False
    for k, rows in errors.items():
        if not only or k in only:
            for e in rows[: a.errors]:
                print(k, *e, sep="\t")
    return right


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("sets", nargs="*", default=["seeds", "news", "local"])
    ap.add_argument("--errors", type=int, default=0)
    ap.add_argument("--only", default="")
    ap.add_argument("--doc", default="")
    ap.add_argument("--floors", action="store_true")
    ap.add_argument("--out")
    a = ap.parse_args()
    if not SHARED.is_dir():
        print("SCORER SKIPPED: ../shared is missing, no accuracy was measured", file=sys.stderr)
        return 0
    import orjson

    from pipeline.config import Settings
    from pipeline.reading import Reading
    from pipeline.source import SourceText
    from pipeline.stages import ORDER, STAGES

    scorer, settings = load_scorer(), Settings()
    stages = [STAGES[n](settings) for n in ORDER]
    floors = json.loads((ROOT / "tools" / "floors.json").read_text()) if a.floors else {}
    right = True
    for name in a.sets:
        out = Path(a.out) / name if a.out else Path(tempfile.mkdtemp())
        out.mkdir(parents=True, exist_ok=True)
        gold = SHARED / "gold" / name
        t0, chars = time.perf_counter(), 0
        for f in sorted((SHARED / name).glob("*.txt")):
            if a.doc not in f.stem:
                continue
            text = f.read_bytes().decode("utf-8-sig")
            chars += len(text)
            reading = Reading(SourceText(id=f.stem, text=text, source=f.name), settings)
            for s in stages:
                s.run(reading)
            (out / f"{f.stem}.json").write_bytes(orjson.dumps(reading.record.model_dump(mode="json")))
        dt = time.perf_counter() - t0
        if a.doc:
            part = Path(tempfile.mkdtemp())
            for g in gold.glob(f"*{a.doc}*.json"):
                (part / g.name).write_bytes(g.read_bytes())
            gold = part
        result, errors = scorer.score(out, gold, SHARED / name)
        heading = f"{name}: {result['documents']} documents, {chars} characters, {chars / dt:,.0f} characters/s"
        right = report(heading, result, errors, a, floors.get(name, {})) and right
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
