"""python -m tools.train.figures [ENGINE …]: what a recogniser alone marks of the people in the gold sets, as F1.

The pipeline joins its hits with all other evidence; this is the recogniser without any. Mentions by a part of the name or
by a post (老邵, 总书记) are in the gold too, and no recogniser marks those.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from pipeline import engines
from pipeline.config import Settings
from pipeline.reading import Reading
from pipeline.source import SourceText
from pipeline.stages import STAGES

SHARED = Path(__file__).resolve().parents[3] / "shared"
SETS = ("seeds", "news", "local")
Spans = set[tuple[int, int]]


def documents(name: str) -> Iterator[tuple[Reading, Spans, Spans]]:
    """Each text of a set, cleaned, with the mentions that count and those that do not."""
    for path in sorted((SHARED / "gold" / name).glob("*.json")):
        gold = json.loads(path.read_text("utf-8"))
        text = (SHARED / name / f"{gold['doc']}.txt").read_bytes().decode("utf-8-sig")
        reading = Reading(
            SourceText(id=gold["doc"], text=text, source=f"{gold['doc']}.txt"), Settings(engine="lexicon")
        )
        STAGES["clean"](reading.settings).run(reading)
        wanted: Spans = set()
        optional: Spans = set()
        for person in gold["people"]:
            (optional if person["optional"] else wanted).update((s, e) for s, e in person["mentions"])
            optional.update((s, e) for s, e in person["optional_mentions"])
        yield reading, wanted, optional


def people(engine: str, name: str) -> tuple[float, float, float]:
    """Precision, recall and F1 of the people that an engine marks in a set, span by span."""
    recognizer = engines.get(engine)
    right = extra = wanted = 0
    for reading, gold, optional in documents(name):
        sentences = reading.sentences
        marked = recognizer.recognize([reading.text[s:e] for s, e in sentences])
        found = {
            reading.view.out(s + h.start, s + h.end)
            for (s, _), hits in zip(sentences, marked, strict=True)
            for h in hits
            if h.label == "PER"
        }
        right += len(found & gold)
        extra += sum(all(e <= a or s >= b for a, b in optional) for s, e in found - gold)
        wanted += len(gold)
    p, r = right / max(1, right + extra), right / max(1, wanted)
    return p, r, 2 * p * r / max(1e-9, p + r)


def main() -> None:
    for engine in sys.argv[1:] or ["lexicon", "tagger"]:
        for name in SETS:
            p, r, f = people(engine, name)
            print(f"{engine:12}{name:8}people alone   P {p:.3f}  R {r:.3f}  F1 {f:.3f}")


if __name__ == "__main__":
    main()
