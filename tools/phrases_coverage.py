#!/usr/bin/env python3
"""What the phrase lexicon does not cover of a corpus, by frequency; and what discovery finds when the lexicon is silent.

usage: python tools/phrases_coverage.py FILE… [--top N] [--min N]
       python tools/phrases_coverage.py --alone [seeds news local]

FILE is text, JSON lines with a `text` or `content` field, or either of them compressed with xz. Listed are the words that
stand in quotation marks (kind `quoted`) and the wordings that discovery takes for phrases (`found`), which no row covers.
--alone scores the gold sets in ../shared with a lexicon emptied of all that occurs in seeds and news.
"""

from __future__ import annotations

import argparse
import json
import lzma
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
sys.path.insert(0, str(ROOT))

from pipeline.lexicon import phrases as lexicon  # noqa: E402
from pipeline.source import fold  # noqa: E402
from pipeline.stages.phrases import forms, quoted  # noqa: E402
from pipeline.stages.phrases.matching import match  # noqa: E402

_QUOTED = re.compile(r"“([^“”\n]{2,24})”")
_SEPARATORS = re.compile(r"[、，,；;·“”‘’\"' 　\s]+")


def texts(path: Path) -> Iterator[str]:
    """The texts of a file."""
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as f:
        if ".jsonl" not in path.name:
            yield f.read()
            return
        for line in f:
            row = json.loads(line)
            yield row.get("text") or row.get("content") or "\n".join(v for v in row.values() if isinstance(v, str))


def uncovered(paths: list[Path]) -> Counter[tuple[str, str]]:
    """(kind, words) with the number of times they occur outside every row of the lexicon."""
    counts: Counter[tuple[str, str]] = Counter()
    matcher, quotations = lexicon.matcher(), lexicon.quotations()
    for path in paths:
        for raw in texts(path):
            text = fold(raw)
            known = [(m.start, m.end) for m in match(text, matcher)]
            covered = bytearray(len(text))
            for s, e in known:
                covered[s:e] = b"\x01" * (e - s)
            for m in _QUOTED.finditer(text):
                if not any(covered[m.start(1) : m.end(1)]) and m[1] not in quotations:
                    counts["quoted", m[1]] += 1
            for f in (*quoted.discover(text, quotations), *forms.discover(text)):
                if isinstance(f, quoted.Find) and not any(covered[f.start : f.end]):
                    counts["found", text[f.start : f.end]] += 1
    return counts


def alone(sets: list[str]) -> dict[str, tuple[float, float]]:
    """Precision and recall of discovery on the gold sets, the lexicon emptied of all that occurs in seeds and news."""
    import importlib.util

    from pipeline.config import Settings
    from pipeline.reading import Reading
    from pipeline.source import SourceText
    from pipeline.stages import ORDER, STAGES

    spec = importlib.util.spec_from_file_location("score", SHARED / "score" / "score.py")
    assert spec is not None
    assert spec.loader is not None
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)

    def read(path: Path) -> str:
        return path.read_bytes().decode("utf-8-sig")

    heard = "".join(_SEPARATORS.sub("", read(f)) for d in ("seeds", "news") for f in sorted((SHARED / d).glob("*.txt")))
    silent = lexicon.PhraseMatcher(
        p for p in lexicon.phrases() if not any(_SEPARATORS.sub("", w) in heard for w in (p.canonical, *p.variants))
    )
    whole, settings = lexicon.matcher, Settings()
    stages = [STAGES[n](settings) for n in ORDER[: ORDER.index("phrases") + 1]]

    def overlap(a: tuple[int, int], b: tuple[int, int]) -> float:
        both = min(a[1], b[1]) - max(a[0], b[0])
        share = both / (max(a[1], b[1]) - min(a[0], b[0]))
        return share if share >= 0.5 else 0.0

    result = {}
    lexicon.matcher = lambda: silent  # type: ignore[assignment]
    try:
        for name in sets:
            hits = extras = misses = 0
            for file in sorted((SHARED / "gold" / name).glob("*.json")):
                gold = json.loads(file.read_text("utf-8"))
                if "doc" not in gold:
                    continue
                reading = Reading(SourceText(id="x", text=read(SHARED / name / f"{gold['doc']}.txt")), settings)
                for stage in stages:
                    stage.run(reading)
                required = [tuple(m) for p in gold["phrases"] for m in p["mentions"]]
                optional = [tuple(m) for p in gold["phrases"] for m in p["optional_mentions"]]
                got = [(m.start, m.end) for m in reading.phrases.mentions]
                hit, miss, extra = scorer.match_spans(required, got, optional, overlap)
                hits, misses, extras = hits + len(hit), misses + len(miss), extras + len(extra)
            result[name] = (hits / max(1, hits + extras), hits / max(1, hits + misses))
    finally:
        lexicon.matcher = whole
    return result


def main() -> int:
    ap = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    ap.add_argument("what", nargs="*")
    ap.add_argument("--top", type=int, default=200)
    ap.add_argument("--min", type=int, default=3)
    ap.add_argument("--alone", action="store_true")
    a = ap.parse_args()
    if a.alone:
        if not SHARED.is_dir():
            print("SKIPPED: ../shared is missing", file=sys.stderr)
            return 0
        for name, (precision, recall) in alone(a.what or ["seeds", "news", "local"]).items():
            print(f"{name}: discovery alone: precision {precision:.3f}  recall {recall:.3f}")
        return 0
    for (kind, words), n in uncovered([Path(f) for f in a.what]).most_common(a.top):
        if n >= a.min:
            print(n, kind, words, sep="\t")
    return 0


if __name__ == "__main__":
    sys.exit(main())
