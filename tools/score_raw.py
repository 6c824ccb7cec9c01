#!/usr/bin/env python3
"""Score people, bodies, offices and events on pieces of the raw corpora in ../shared, labelled before any output was seen.

usage: python tools/score_raw.py [--errors N] [--floors]

The labels stand off in tests/gold (item id and offsets, no text); the whole item is run; of people and offices the
labelled sentence is scored, of events the item.
"""

from __future__ import annotations

import argparse
import csv
import json
import lzma
import sys
from collections import defaultdict
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from score import ROOT, SHARED, load_scorer

CORPUS = SHARED / "data" / "text" / "xwlb_2022_2026.jsonl.xz"


def rows(name: str) -> list[dict[str, str]]:
    lines = [x for x in (ROOT / "tests" / "gold" / name).read_text("utf-8").splitlines() if not x.startswith("#")]
    return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def items(wanted: set[str]) -> dict[str, dict[str, str]]:
    with lzma.open(CORPUS, "rt", encoding="utf-8") as f:
        return {i["id"]: i for line in f if (i := json.loads(line))["id"] in wanted}


def run(item: dict[str, str]):
    from pipeline.config import Settings
    from pipeline.reading import Reading
    from pipeline.source import SourceText
    from pipeline.stages import ORDER, STAGES

    date = item["date"]
    reading = Reading(
        SourceText(
            id=item["id"],
            text=item["text"],
            title=item["title"],
            publisher="央视网",
            published=f"{date[:4]}-{date[4:6]}-{date[6:]}",
        ),
        Settings(),
    )
    for name in ORDER:
        STAGES[name]().run(reading)
    return reading.record


def f1(tp: int, fp: int, fn: int) -> dict[str, float]:
    p, r = tp / max(1, tp + fp), tp / max(1, tp + fn)
    return {"precision": p, "recall": r, "f1": 2 * p * r / (p + r) if p + r else 0.0}


def score_names(records, texts) -> tuple[tuple[int, int, int], list[str]]:
    tp = fp = fn = 0
    errors = []
    sentences: list[tuple[str, int, int]] = []
    people, optional = defaultdict(set), defaultdict(list)
    for r in rows("names.tsv"):
        key = (r["item"], int(r["start"]), int(r["end"]))
        if r["kind"] == "sentence":
            sentences.append(key)
        elif r["kind"] == "person":
            people[r["item"]].add(key[1:])
        elif r["kind"] == "optional":
            optional[r["item"]].append(key[1:])
    for item, start, end in sentences:
        gold = {s for s in people[item] if start <= s[0] < end}
        got = {(m.start, m.end) for p in records[item].people for m in p.mentions if start <= m.start < end}
        extra = {s for s in got - gold if not any(s[0] < o[1] and o[0] < s[1] for o in optional[item])}
        tp, fp, fn = tp + len(gold & got), fp + len(extra), fn + len(gold - got)
        errors += [
            f"people\t{item}\t{sign}\t{texts[item][a:b]}"
            for sign, ss in (("-", gold - got), ("+", extra))
            for a, b in ss
        ]
    return (tp, fp, fn), errors


def score_bodies(records, texts) -> tuple[tuple[int, int, int], list[str]]:
    """Mentions of bodies in the sentences whose bodies were labelled; a place that leads a name may be in it or not."""
    tp = fp = fn = 0
    errors = []
    found: dict[str, dict[str, list[tuple[int, int]]]] = defaultdict(lambda: defaultdict(list))
    for r in rows("names.tsv"):
        found[r["kind"]][r["item"]].append((int(r["start"]), int(r["end"])))
    for item, ranges in found["bodies"].items():
        record, text = records[item], texts[item]
        places = {m.start: m.end for p in record.places for m in p.mentions}
        for start, end in ranges:
            gold = [s for s in found["body"][item] if start <= s[0] < end]
            left = [(m.start, m.end) for o in record.organizations for m in o.mentions if start <= m.start < end]
            for s in gold:
                hit = next((g for g in left if g[1] == s[1] and _led(g[0], s[0], places)), None)
                if hit is None:
                    fn += 1
                    errors.append(f"bodies\t{item}\t-\t{text[slice(*s)]}")
                else:
                    tp += 1
                    left.remove(hit)
            extra = [g for g in left if not any(g[0] < o[1] and o[0] < g[1] for o in found["body-optional"][item])]
            fp += len(extra)
            errors += [f"bodies\t{item}\t+\t{text[a:b]}" for a, b in extra]
    return (tp, fp, fn), errors


def _led(a: int, b: int, places: dict[int, int]) -> bool:
    """Whether two starts of a name are one, or places alone stand between them."""
    low, high = min(a, b), max(a, b)
    while low < high and low in places:
        low = places[low]
    return low == high


def score_offices(records, texts) -> tuple[tuple[int, int, int], list[str]]:
    scorer = load_scorer()
    tp = fp = fn = 0
    errors = []
    groups: dict[tuple[str, int, int], list[dict[str, str]]] = defaultdict(list)
    for r in rows("offices.tsv"):
        groups[r["item"], int(r["start"]), int(r["end"])].append(r)
    for (item, start, end), labels in groups.items():
        record = records[item]
        names = {p.id: p.name for p in record.people}
        bodies = {g.id: g for g in record.organizations}
        got = []
        for o in record.offices:
            if not any(start <= m.start < end for m in o.mentions):
                continue
            g = bodies.get(o.organization or "")
            forms = [x for x in ((g.name, g.short, *g.aliases) if g else ()) if x] or [""]
            got.append({(scorer.squash(names[o.person]), scorer.office_key(x, o.title)) for x in forms})
        maybe: set[tuple[str, str]] = set()
        for r in labels:
            if not r["person"]:
                continue
            keys = {
                (scorer.squash(r["person"]), scorer.office_key(a, t))
                for a in r["org"].split("|")
                for t in r["title"].split("|")
            }
            if r["optional"]:
                maybe |= keys
                continue
            hit = next((g for g in got if g & keys), None)
            if hit is None:
                fn += 1
                errors.append(f"offices\t{item}\t-\t{r['person']} {r['org']} {r['title']}")
            else:
                tp += 1
                got.remove(hit)
        for g in got:
            if not g & maybe:
                fp += 1
                errors.append(f"offices\t{item}\t+\t{sorted(g)[0]}\t{texts[item][start:end].strip()[:60]}")
    return (tp, fp, fn), errors


def score_events(records, texts) -> tuple[dict[str, tuple[int, int, int]], list[str]]:
    """Events as ../shared/score/score.py scores them: matched by mention, then their dates, people and types."""
    scorer = load_scorer()
    gold: dict[str, list[dict]] = defaultdict(list)
    for r in rows("events.tsv"):
        spans = [[int(x) for x in s.split("-")] for s in r["spans"].split(";")]
        who = [p for p in r["people"].split("|") if p]
        gold[r["item"]].append(
            {
                "name": texts[r["item"]][slice(*spans[0])],
                "mentions": [] if r["optional"] else spans,
                "optional_mentions": spans if r["optional"] else [],
                "optional": bool(r["optional"]),
                "type": r["type"].split("|"),
                "edtf": [d for d in r["edtf"].split("|") if d],
                "participants": [{"person": p} for p in who if p[-1] != "?"],
                "optional_participants": [{"person": p[:-1]} for p in who if p[-1] == "?"],
            }
        )
    tallies = defaultdict(scorer.Tally)
    errors: list[str] = []

    def log(kind, doc, misses, extras):
        if kind == "events":
            errors.extend(f"events\t{doc}\t{sign}\t{x}" for sign, xs in (("-", misses), ("+", extras)) for x in xs)

    for item, events in gold.items():
        doc = {"doc": item, "people": [], "offices": [], "dates": [], "events": events, "phrases": []}
        scorer.score_doc(doc, json.loads(records[item].model_dump_json()), texts[item], tallies, log)
    found = {k: tallies[k] for k in ("events", "events.dates", "events.participants", "events.types")}
    return {k: (t.tp, t.fp, t.fn) for k, t in found.items()}, errors


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("--errors", type=int, default=0)
    ap.add_argument("--floors", action="store_true")
    a = ap.parse_args()
    if not CORPUS.is_file():
        print("SCORER SKIPPED: ../shared is missing, no accuracy was measured on raw text", file=sys.stderr)
        return 0
    floors = json.loads((ROOT / "tools" / "floors.json").read_text()).get("raw", {}) if a.floors else {}
    corpus = items({r["item"] for name in ("names.tsv", "offices.tsv", "events.tsv") for r in rows(name)})
    records = {k: run(v) for k, v in corpus.items()}
    texts = {k: v["text"] for k, v in corpus.items()}
    below = False
    events, told = score_events(records, texts)
    for kind, (counts, errors) in {
        "people.mentions": score_names(records, texts),
        "bodies": score_bodies(records, texts),
        "offices": score_offices(records, texts),
        **{k: (c, told if k == "events" else []) for k, c in events.items()},
    }.items():
        r = f1(*counts)
        prf = f"P {r['precision']:.3f}  R {r['recall']:.3f}  F1 {r['f1']:.3f}"
        print(f"raw {kind:18}{prf}   tp {counts[0]} fp {counts[1]} fn {counts[2]}")
        print(*errors[: a.errors], sep="\n")
        if r["f1"] < floors.get(kind, 0):
            print(f"BELOW FLOOR raw {kind}: {r['f1']:.4f} is below its floor {floors[kind]}", file=sys.stderr)
            below = True
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
