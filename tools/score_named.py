#!/usr/bin/env python3
"""Score bodies and places: where they are named, which body or place it is, and whose a body is.

usage: python tools/score_named.py [PART …] [--errors N] [--only KIND,…] [--doc SUBSTRING] [--floors]

tv            45 TV news items of ../shared, labelled before any output was seen; errors read since
local         the texts of tests/hard and tests/held, by another hand; errors read since
further       30 texts of tests/weak and tests/written, by two more hands; errors read since
next          the texts of tests/bodies, by one more hand; errors read since
tv-blind      45 more items, by a third hand: not to be read by who mends the rules
local-blind   the texts of tests/unseen and half of tests/fresh, by a fourth: not to be read either

The labels stand off in tests/gold/named.tsv (part, document, offsets, kind, accepted names, place or code; no text).
A place that leads a body's name may be part of it or stand before it. Figures:

bodies         mentions
bodies.names   mentions under one of the accepted names
bodies.places  of the bodies found: whose they are (a division, a state, nobody's); unlabelled where that is uncertain
places         mentions
places.names   mentions with the right code, or the right name where there is none
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import sys
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent))
from score import ROOT, SHARED, report
from score_raw import f1, items, run

PARTS = ("tv", "local", "further", "next", "tv-blind", "local-blind")
FOLDERS = {
    "local": ("hard", "held"),
    "further": ("weak", "written"),
    "next": ("bodies",),
    "local-blind": ("unseen", "fresh"),
}
_MARKS = re.compile(r"[\s“”‘’《》〈〉()（）·・,，、]")
#: what two ways of writing one name differ by
_FOLDED = (
    ("中国共产党", "中共"),
    ("委员会", "委"),
    ("中共", ""),
    ("人民政府", "政府"),
    ("中华人民共和国", ""),
    ("中国人民", ""),
)


#: a body of the whole state is nobody's
_NOBODY = {"-", "中国", "中华人民共和国"}
#: 中东地区 is 中东
_AREA = re.compile("地区$")


def folded(name: str) -> str:
    """A name without marks, in the shorter of the usual forms."""
    name = _MARKS.sub("", name)
    for long, short in _FOLDED:
        name = name.replace(long, short) or name
    return name


def labels() -> dict[str, dict[str, list[dict[str, str]]]]:
    out: dict[str, dict[str, list[dict[str, str]]]] = {p: defaultdict(list) for p in PARTS}
    lines = [x for x in (ROOT / "tests" / "gold" / "named.tsv").read_text("utf-8").splitlines() if x[:1] != "#"]
    for r in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
        out[r["part"]][r["doc"]].append(r)
    return out


def read(part: str, docs: set[str]) -> dict[str, tuple[Any, str]]:
    """Record and text of each document."""
    if part not in FOLDERS:
        return {k: (run(v), v["text"]) for k, v in items(docs).items()}
    from pipeline.config import Settings
    from pipeline.readers import discover, read
    from pipeline.reading import Reading
    from pipeline.stages import ORDER, STAGES

    settings = Settings()
    stages = [STAGES[n](settings) for n in ORDER]
    out = {}
    for folder in FOLDERS[part]:
        for found in discover(ROOT / "tests" / folder, settings):
            for source in read(found, settings):
                if (name := Path(source.id).stem) in docs:
                    reading = Reading(source, settings)
                    for s in stages:
                        s.run(reading)
                    out[name] = reading.record, source.text
    return out


class Tally:
    """Counts and errors of each figure."""

    def __init__(self) -> None:
        self.counts: dict[str, Counter[str]] = defaultdict(Counter)
        self.errors: dict[str, list[tuple[str, ...]]] = defaultdict(list)

    def add(self, figure: str, sign: str, *what: str) -> None:
        """One hit ("tp"), or one error with what it is."""
        self.counts[figure][sign] += 1
        if sign != "tp":
            self.errors[figure].append(("-" if sign == "fn" else "+", *what))


def score(record: Any, text: str, rows: list[dict[str, str]], doc: str, tally: Tally) -> None:
    divisions = {p.id: p for p in record.places}
    ends = {m.start: m.end for p in record.places for m in p.mentions}
    for kind in ("body", "place"):
        figure = "bodies" if kind == "body" else "places"
        found = record.organizations if kind == "body" else record.places
        left = [((m.start, m.end), x) for x in found for m in x.mentions]
        loose = [(int(r["start"]), int(r["end"])) for r in rows if r["kind"] != kind]
        for r in rows:
            if r["kind"] != kind:
                continue
            span = int(r["start"]), int(r["end"])
            word, names = text[slice(*span)], r["name"].split("|")
            hit = next((g for g in left if _same(g[0], span, ends if kind == "body" else {}, text)), None)
            if hit is None:
                tally.add(figure, "fn", doc, word)
                tally.add(f"{figure}.names", "fn", doc, word, names[0])
                continue
            left.remove(hit)
            x = hit[1]
            tally.add(figure, "tp")
            homes = r["place"].split("|")
            right = _named(x, names) if kind == "body" else _placed(x, homes, names)
            said = f"{x.name} {getattr(x, 'code', None) or ''}".strip()
            tally.add(f"{figure}.names", *(("tp",) if right else ("fn", doc, word, f"{names[0]} {r['place']}")))
            if not right:
                tally.add(f"{figure}.names", "fp", doc, word, said)
            if kind == "body" and "?" not in homes:
                home = divisions[x.place].name if x.place else "-"
                if any(h.endswith(home) for h in homes) or (home in _NOBODY and not _NOBODY.isdisjoint(homes)):
                    tally.add("bodies.places", "tp")
                else:
                    tally.add("bodies.places", "fn", doc, word, r["place"])
                    if home != "-":
                        tally.add("bodies.places", "fp", doc, word, home)
        # a place inside a name that the labels hold whole is told of that name's body, and is no error
        for (start, end), x in left:
            if not any(start < e and s < end for s, e in loose):
                tally.add(figure, "fp", doc, text[start:end], x.name)
                tally.add(f"{figure}.names", "fp", doc, text[start:end], x.name)


def _same(a: tuple[int, int], b: tuple[int, int], places: dict[int, int], text: str) -> bool:
    """Whether two spans are one, or places alone stand between their starts; with or without 地区 at the end."""
    low, high = min(a[0], b[0]), max(a[0], b[0])
    while low < high and low in places:
        low = places[low]
    last = sorted((a[1], b[1]))
    return low == high and text[slice(*last)] in ("", "地区")


def _named(x: Any, names: list[str]) -> bool:
    said = {folded(n) for n in (x.name, x.short, *x.aliases) if n}
    return bool(said & {folded(n) for n in names})


def _placed(x: Any, codes: list[str], names: list[str]) -> bool:
    if codes != ["-"]:
        return x.code in codes
    said = _AREA.sub("", x.name)
    return any(said in (_AREA.sub("", n), _long(n)) for n in names)


def _long(name: str) -> str:
    """A state's or region's name as the gazetteer has it: 阿拉伯联合酋长国 → 阿联酋."""
    from pipeline.lexicon.places import gazetteer

    place = gazetteer().resolve(name)
    return place.name if place is not None else ""


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS) + "; default all")
    ap.add_argument("--errors", type=int, default=0)
    ap.add_argument("--only", default="")
    ap.add_argument("--doc", default="")
    ap.add_argument("--floors", action="store_true")
    a = ap.parse_args()
    if unknown := set(a.parts) - set(PARTS):
        ap.error(f"no part named {', '.join(sorted(unknown))}: {', '.join(PARTS)}")
    every, right = labels(), True
    floors = json.loads((ROOT / "tools" / "floors.json").read_text()) if a.floors else {}
    for part in a.parts or PARTS:
        if part not in FOLDERS and not SHARED.is_dir():
            print(f"SCORER SKIPPED: ../shared is missing, {part} was not measured", file=sys.stderr)
            continue
        rows = {doc: r for doc, r in every[part].items() if a.doc in doc}
        tally = Tally()
        for doc, (record, text) in sorted(read(part, set(rows)).items()):
            score(record, text, rows[doc], doc, tally)
        scores = {
            k: f1(n["tp"], n["fp"], n["fn"]) | {s: n[s] for s in ("tp", "fp", "fn")} for k, n in tally.counts.items()
        }
        heading = f"named-{part}: {len(rows)} documents"
        right = report(heading, {"scores": scores}, tally.errors, a, floors.get(f"named-{part}", {})) and right
    return 0 if right else 1


if __name__ == "__main__":
    sys.exit(main())
