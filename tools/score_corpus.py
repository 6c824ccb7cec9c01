#!/usr/bin/env python3
"""Score the pipeline on texts kept in this repository, against gold written before any output was seen.

usage: python tools/score_corpus.py [SET …] [--errors N] [--only KIND,…] [--doc SUBSTRING] [--floors]

corpus   corpus/         against tests/gold/corpus.tsv
held     tests/held/     against tests/gold/held.tsv: other writers' genres, their errors read since
written  tests/written/  against tests/gold/written.tsv: local genres of three more writers, their errors read since
weak     tests/weak/     against tests/gold/weak.tsv: pages of leaders, boards, chronicles, reports; read since
hard     tests/hard/     against tests/gold/hard.tsv: appointments, chronicles, notices, rolls, communiqués; read since
fresh    tests/fresh/    against tests/gold/fresh.tsv: harder genres; not to be read by who mends the rules
sealed   tests/sealed/   against tests/gold/sealed.tsv: commentary, reports, profiles; errors read
unseen   tests/unseen/   against tests/gold/unseen.tsv: not to be read by who mends the rules
posts    tests/posts/    against tests/gold/posts.tsv: people and their offices only; errors read since
doings   tests/doings/   against tests/gold/doings.tsv: events only; errors read since
speeches tests/speeches/ against tests/gold/speeches.tsv: dates and phrases of speeches, plans, reports; errors read since
pages    tests/pages/    against tests/gold/pages.tsv: pages as they are found, everything; errors read since

A set whose gold holds some kinds only is scored for those.

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
from score import ROOT, SHARED, load_scorer, report

SETS = {"corpus": (ROOT / "corpus", "corpus.tsv")} | {
    name: (ROOT / "tests" / name, f"{name}.tsv")
    for name in (
        *("held", "written", "weak", "hard", "unseen", "fresh", "sealed"),
        *("posts", "doings", "speeches", "pages"),
    )
}
#: what each kind of row is in a record
KINDS = {"person": "people", "office": "offices", "date": "dates", "event": "events", "phrase": "phrases"}


def occurrences(text: str, wording: str) -> list[list[int]]:
    """Where a wording stands; `…@n` is its n-th occurrence only."""
    wording, _, n = wording.replace("\\n", "\n").partition("@")
    found = [[m.start(), m.end()] for m in re.finditer(re.escape(wording), text)]
    if len(found) < int(n or 1):
        raise SystemExit(f"the gold names {wording!r}, which the text does not hold")
    return [found[int(n) - 1]] if n else found


def first(text: str, wording: str) -> list[int]:
    return occurrences(text, wording)[0]


def gold(doc: str, rows: list[list[str]], text: str, said: frozenset[str] = frozenset()) -> dict[str, Any]:
    """A document as the scorer reads it, which knows one canonical form: of several accepted, one that is `said`."""
    out: dict[str, Any] = {"doc": doc, "people": [], "offices": [], "dates": [], "events": [], "phrases": []}
    for kind, *cells in rows:
        a, b, c, d = [*cells, "", "", "", ""][:4]
        kind, optional = kind.rstrip("?"), kind.endswith("?")
        if kind == "person":
            spans = [s for w in (a, *filter(None, b.split("|"))) for s in occurrences(text, w)]
            out["people"].append(
                {
                    "name": "".join(a.replace("\\n", "").partition("@")[0].split()),
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
            who = [p for p in d.split("|") if p]
            out["events"].append(
                {
                    "mentions": [first(text, w) for w in a.split("|")[:1]],
                    "optional_mentions": [s for w in a.split("|") for s in occurrences(text, w)],
                    "name": a.split("|")[0],
                    "type": b.split("|"),
                    "edtf": list(filter(None, c.split("|"))),
                    "reported": True,
                    "participants": [{"person": p, "role": "other"} for p in who if not p.endswith("?")],
                    "optional_participants": [{"person": p[:-1], "role": "other"} for p in who if p.endswith("?")],
                    "optional": optional,
                }
            )
        else:
            spans = [s for w in a.split("|")[:1] for s in occurrences(text, w)]
            forms = [f.partition("@")[0] for f in (b or a).split("|")]
            out["phrases"].append(
                {
                    "canonical": next((f for f in forms if f in said), forms[0]),
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


def score_set(name: str, settings: Any, stages: list[Any], part: str) -> tuple[Any, Any]:
    import orjson

    from pipeline.readers import discover, read
    from pipeline.reading import Reading
    from pipeline.source import SourceText

    folder, table = SETS[name]
    rows = defaultdict(list)
    for line in (ROOT / "tests" / "gold" / table).read_text("utf-8").splitlines():
        if line and not line.startswith(("#", "doc\t")):
            doc, *cells = line.split("\t")
            rows[doc].append(cells)
    with tempfile.TemporaryDirectory() as tmp:
        records, golds, texts = (Path(tmp) / n for n in ("records", "gold", "texts"))
        for p in (records, golds, texts):
            p.mkdir()
        seen = set()
        for found in discover(folder, settings):
            for source in read(found, settings):
                assert isinstance(source, SourceText), source
                seen.add(source.id)
                if part not in source.id:
                    continue
                reading = Reading(source, settings)
                for s in stages:
                    s.run(reading)
                doc = source.id.replace("/", "__")
                record = reading.record.model_dump(mode="json")
                record["document"]["id"] = doc
                (records / f"{doc}.json").write_bytes(orjson.dumps(record))
                said = frozenset(p["canonical"] for p in record["phrases"])
                (golds / f"{doc}.json").write_text(json.dumps(gold(doc, rows[source.id], source.text, said)), "utf-8")
                (texts / f"{doc}.txt").write_text(source.text, "utf-8", newline="")
        if lost := set(rows) - seen:
            raise SystemExit(f"{table} names documents that are not there: {', '.join(sorted(lost))}")
        result, errors = load_scorer().score(records, golds, texts)
    labelled = {KINDS[kind.rstrip("?")] for doc in rows.values() for kind, *_ in doc} | {"offsets"}
    result["scores"] = {k: v for k, v in result["scores"].items() if k.split(".")[0] in labelled}
    return result, {k: v for k, v in errors.items() if k in labelled}


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("sets", nargs="*", metavar="SET", help=", ".join(SETS) + "; default all")
    ap.add_argument("--errors", type=int, default=0)
    ap.add_argument("--only", default="")
    ap.add_argument("--doc", default="", help="only documents with this in their name")
    ap.add_argument("--floors", action="store_true")
    a = ap.parse_args()
    if unknown := set(a.sets) - set(SETS):
        ap.error(f"no set named {', '.join(sorted(unknown))}: {', '.join(SETS)}")
    if not SHARED.is_dir():
        print("SCORER SKIPPED: ../shared is missing, no accuracy was measured on the samples", file=sys.stderr)
        return 0
    from pipeline.config import Settings
    from pipeline.stages import ORDER, STAGES

    settings = Settings()
    stages = [STAGES[n](settings) for n in ORDER]
    every = json.loads((ROOT / "tools" / "floors.json").read_text()) if a.floors else {}
    right = True
    for name in a.sets or SETS:
        result, errors = score_set(name, settings, stages, a.doc)
        right = report(f"{name}: {result['documents']} documents", result, errors, a, every.get(name, {})) and right
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
