#!/usr/bin/env python3
"""Score the pipeline on the sample corpus against tests/gold/corpus.tsv, which was written before any output was seen.

usage: python tools/score_corpus.py [--errors N] [--only KIND,…] [--floors]

Needs the scorer of ../shared, but none of its texts.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
from score import ROOT, SHARED, load_scorer


def occurrences(text: str, wording: str) -> list[list[int]]:
    """Where a wording stands; `…@n` is its n-th occurrence only."""
    wording, _, n = wording.partition("@")
    found = [[m.start(), m.end()] for m in re.finditer(re.escape(wording), text)]
    if len(found) < int(n or 1):
        raise SystemExit(f"the gold names {wording!r}, which the text does not hold")
    return [found[int(n) - 1]] if n else found


def first(text: str, wording: str) -> list[int]:
    return occurrences(text, wording)[0]


def gold(doc: str, rows: list[list[str]], text: str) -> dict[str, Any]:
    out: dict[str, Any] = {"doc": doc, "people": [], "offices": [], "dates": [], "events": [], "phrases": []}
    for kind, *cells in rows:
        a, b, c, d = [*cells, "", "", "", ""][:4]
        kind, optional = kind.rstrip("?"), kind.endswith("?")
        if kind == "person":
            spans = [s for w in (a, *filter(None, b.split("|"))) for s in occurrences(text, w)]
            out["people"].append(
                {
                    "name": "".join(a.partition("@")[0].split()),
                    "mentions": [] if optional else spans,
                    "optional_mentions": spans if optional else [],
                    "optional": optional,
                }
            )
        elif kind == "office":
            out["offices"].append(
                {"person": a, "org": b.split("|"), "title": c.split("|"), "status": [], "optional": optional}
            )
        elif kind == "date":
            for w in a.split("|")[:1]:
                for s, e in occurrences(text, w) if "@" in w else [first(text, w)]:
                    out["dates"].append(
                        {
                            "start": s,
                            "end": e,
                            "text": text[s:e],
                            "kind": [],
                            "edtf": list(filter(None, b.split("|"))),
                            "duration": c or None,
                            "optional": optional,
                        }
                    )
        elif kind == "event":
            out["events"].append(
                {
                    "mentions": [first(text, w) for w in a.split("|")[:1]],
                    "optional_mentions": [s for w in a.split("|") for s in occurrences(text, w)],
                    "name": a.split("|")[0],
                    "type": b.split("|"),
                    "edtf": list(filter(None, c.split("|"))),
                    "reported": True,
                    "participants": [{"person": p, "role": "other"} for p in filter(None, d.split("|"))],
                    "optional_participants": [],
                    "optional": optional,
                }
            )
        else:
            spans = [s for w in a.split("|")[:1] for s in occurrences(text, w)]
            out["phrases"].append(
                {
                    "canonical": (b or a).split("|")[0].partition("@")[0],
                    "mentions": [] if optional else spans,
                    "optional_mentions": spans if optional else [],
                    "optional": optional,
                }
            )
    # an optional wording that a person's own required mention covers stays required
    taken = {tuple(m) for p in out["people"] if not p["optional"] for m in p["mentions"]}
    for p in out["people"]:
        p["optional_mentions"] = [m for m in p["optional_mentions"] if tuple(m) not in taken]
    return out


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--errors", type=int, default=0)
    ap.add_argument("--only", default="")
    ap.add_argument("--floors", action="store_true")
    a = ap.parse_args()
    if not SHARED.is_dir():
        print("SCORER SKIPPED: ../shared is missing, no accuracy was measured on the samples", file=sys.stderr)
        return 0
    import orjson

    from pipeline.config import Settings
    from pipeline.readers import discover, read
    from pipeline.reading import Reading
    from pipeline.source import SourceText
    from pipeline.stages import ORDER, STAGES

    settings = Settings()
    stages = [STAGES[n](settings) for n in ORDER]
    rows = defaultdict(list)
    for line in (ROOT / "tests" / "gold" / "corpus.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith(("#", "doc\t")):
            doc, *cells = line.split("\t")
            rows[doc].append(cells)
    with tempfile.TemporaryDirectory() as tmp:
        records, golds, texts = (Path(tmp) / n for n in ("records", "gold", "texts"))
        for p in (records, golds, texts):
            p.mkdir()
        for found in discover(ROOT / "corpus", settings):
            for source in read(found, settings):
                assert isinstance(source, SourceText), source
                reading = Reading(source, settings)
                for s in stages:
                    s.run(reading)
                name = source.id.replace("/", "__")
                record = reading.record.model_dump(mode="json")
                record["document"]["id"] = name
                (records / f"{name}.json").write_bytes(orjson.dumps(record))
                (golds / f"{name}.json").write_text(json.dumps(gold(name, rows[source.id], source.text)), "utf-8")
                (texts / f"{name}.txt").write_text(source.text, "utf-8", newline="")
        result, errors = load_scorer().score(records, golds, texts)
    floors = json.loads((ROOT / "tools" / "floors.json").read_text()).get("corpus", {}) if a.floors else {}
    only, below = set(filter(None, a.only.split(","))), False
    print(f"== corpus: {result['documents']} documents")
    for k, r in result["scores"].items():
        if not only or k.split(".")[0] in only:
            prf = f"P {r['precision']:.3f}  R {r['recall']:.3f}  F1 {r['f1']:.3f}"
            print(f"{k:22}{prf}   tp {r['tp']} fp {r['fp']} fn {r['fn']}")
        if r["f1"] < floors.get(k, 0):
            print(f"BELOW FLOOR corpus {k}: {r['f1']:.4f} is below its floor {floors[k]}", file=sys.stderr)
            below = True
    for k, found_errors in errors.items():
        if not only or k in only:
            for e in found_errors[: a.errors]:
                print(k, *e, sep="\t")
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
