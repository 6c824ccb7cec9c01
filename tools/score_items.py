#!/usr/bin/env python3
"""Score the pipeline on whole TV news items of ../shared, all five kinds labelled before any output was seen.

usage: python tools/score_items.py [mended] [read] [next] [held] [later] [--errors N] [--only KIND,…] [--floors]

mended   32 items whose errors were read while rules were mended
read     20 more, by another hand, read later
next     drawn later still, by a fourth hand, round by round; read while rules were mended
held     26 items whose errors were not, and are not to be read by who mends the rules
later    20 more of those, by a third hand

The labels stand off in tests/gold/items.jsonl (item id and offsets, no text).
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
from score import ROOT, SHARED, load_scorer, report
from score_raw import items

PARTS = ("mended", "read", "next", "held", "later")


def layout(item: dict[str, str]) -> str:
    """An item as a text file: title, date and source, body; the offsets of the labels count in it."""
    d = item["date"]
    return f"{item['title']}\n{d[:4]}-{d[4:6]}-{d[6:]} 来源：央视网\n\n{item['text'].strip()}\n"


def with_text(gold: dict[str, Any], text: str) -> dict[str, Any]:
    """The labels with the wordings that the scorer's lists of errors show."""
    for d in gold["dates"]:
        d["text"] = text[d["start"] : d["end"]]
    for e in gold["events"]:
        first = (e["mentions"] + e["optional_mentions"])[0]
        e |= {"name": text[first[0] : first[1]], "reported": True}
    return gold | {"doc": gold["item"]}


def score_part(golds: list[dict[str, Any]], texts: dict[str, str]) -> tuple[Any, Any]:
    import orjson

    from pipeline.config import Settings
    from pipeline.reading import Reading
    from pipeline.source import SourceText
    from pipeline.stages import ORDER, STAGES

    stages = [STAGES[n](Settings()) for n in ORDER]
    with tempfile.TemporaryDirectory() as tmp:
        folders = [Path(tmp) / n for n in ("records", "gold", "texts")]
        for p in folders:
            p.mkdir()
        records, wanted, sources = folders
        for gold in golds:
            item = gold["item"]
            reading = Reading(SourceText(id=item, text=texts[item], source=f"{item}.txt"), Settings())
            for s in stages:
                s.run(reading)
            (records / f"{item}.json").write_bytes(orjson.dumps(reading.record.model_dump(mode="json")))
            (wanted / f"{item}.json").write_text(json.dumps(with_text(gold, texts[item])), "utf-8")
            (sources / f"{item}.txt").write_text(texts[item], "utf-8", newline="")
        return load_scorer().score(records, wanted, sources)


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS) + "; default all")
    ap.add_argument("--errors", type=int, default=0)
    ap.add_argument("--only", default="")
    ap.add_argument("--floors", action="store_true")
    a = ap.parse_args()
    if unknown := set(a.parts) - set(PARTS):
        ap.error(f"no part named {', '.join(sorted(unknown))}: {', '.join(PARTS)}")
    if not SHARED.is_dir():
        print("SCORER SKIPPED: ../shared is missing, no accuracy was measured on TV news items", file=sys.stderr)
        return 0
    lines = (ROOT / "tests" / "gold" / "items.jsonl").read_text("utf-8").splitlines()
    golds = [json.loads(line) for line in lines]
    texts = {k: layout(i) for k, i in items({g["item"] for g in golds}).items()}
    floors = json.loads((ROOT / "tools" / "floors.json").read_text()) if a.floors else {}
    right = True
    for part in a.parts or PARTS:
        result, errors = score_part([g for g in golds if g["part"] == part], texts)
        heading = f"items, {part}: {result['documents']} items"
        right = report(heading, result, errors, a, floors.get(f"items.{part}", {})) and right
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
