"""Labels over unlabelled texts: what the lexicons and rules read, kept where the tagger before this one agrees."""

from __future__ import annotations

import csv
import json
import lzma
import random
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pipeline.config import Settings
from pipeline.engines import Recognizer
from pipeline.engines.features import narrow
from pipeline.lexicon import titles
from pipeline.reading import Reading
from pipeline.source import SourceText
from pipeline.stages import ORDER, STAGES
from tools.train.corpora import DATA, Sample, Spans

ROOT = Path(__file__).resolve().parents[2]
#: names surer than this by the rules alone; a sentence with a less sure one is left out
SURE = 0.85
_HAN = re.compile(r"[\u4e00-\u9fff]")


def labelled_items() -> set[str]:
    """Items of the corpus that a gold set of this repository labels: never trained on."""
    out: set[str] = set()
    for name in ("names.tsv", "offices.tsv", "events.tsv"):
        lines = (ROOT / "tests" / "gold" / name).read_text("utf-8").splitlines()
        for row in csv.reader((x for x in lines if not x.startswith("#")), delimiter="\t", quoting=csv.QUOTE_NONE):
            out.add(row[0])
    return out


def items(n: int, seed: int = 5) -> list[dict[str, str]]:
    """Items drawn at random from the TV news, none of a gold set."""
    held = labelled_items()
    with lzma.open(DATA / "text" / "xwlb_2022_2026.jsonl.xz", "rt", encoding="utf-8") as f:
        every = [i for line in f if (i := json.loads(line))["id"] not in held]
    random.Random(seed).shuffle(every)
    return every[:n]


def read(item: dict[str, str]) -> Iterator[Sample]:
    """The sentences of an item as lexicons and rules read them without a recogniser; those with an unsure name are left out."""
    settings = Settings(engine="lexicon")
    reading = Reading(SourceText(id=item["id"], text=item["text"], title=item["title"]), settings)
    for name in ORDER[: ORDER.index("offices")]:
        STAGES[name](settings).run(reading)
    unsure: list[int] = []
    found: list[tuple[int, int, str]] = []
    for m in reading.names.mentions:
        start, end = reading.span(m)
        if m.form not in ("full", "short") or m.confidence < SURE:
            unsure.append(start)  # 习主席, 老邵: a part of a name, which other corpora mark in another way
        else:
            found.append((start, end, "PER"))
    found += [(*reading.span(m), "ORG") for m in reading.organizations.mentions]
    found += [(*reading.span(m), "LOC") for m in reading.organizations.places]
    found += [(h.start, h.end, "TITLE") for h in titles.find(reading.text) if h.title.kind in ("post", "rank")]
    order = {"PER": 0, "ORG": 1, "LOC": 2, "TITLE": 3}
    taken: dict[int, str] = {}
    spans: list[tuple[int, int, str]] = []
    for start, end, label in sorted(found, key=lambda s: (order[s[2]], s[0] - s[1])):
        if not any(i in taken for i in range(start, end)):
            taken.update(dict.fromkeys(range(start, end), label))
            spans.append((start, end, label))
    spans.sort()
    for a, b in reading.sentences:
        text = reading.text[a:b]
        if 6 <= b - a <= 200 and _HAN.search(text) and not any(a <= i < b for i in unsure):
            own = tuple((s - a, e - a, x) for s, e, x in spans if a <= s and e <= b)
            yield Sample("ours", narrow(text), own)


def chosen(samples: Sequence[Sample], empty: int = 20_000, seed: int = 1) -> list[Sample]:
    """All sentences with people, and of the others, which teach less, so many."""
    rest = [s for s in samples if not any(x == "PER" for *_, x in s.spans)]
    random.Random(seed).shuffle(rest)
    return [s for s in samples if any(x == "PER" for *_, x in s.spans)] + rest[:empty]


def agreed(samples: Sequence[Sample], recognizer: Recognizer) -> list[Sample]:
    """Those whose people the recogniser marks just so, and no body or place beside them."""
    marked = recognizer.recognize([s.text for s in samples])
    return [s for s, hits in zip(samples, marked, strict=True) if _agree(s.spans, [h[:3] for h in hits])]


def _agree(ours: Spans, theirs: Sequence[tuple[int, int, str]]) -> bool:
    if {s[:2] for s in ours if s[2] == "PER"} != {s[:2] for s in theirs if s[2] == "PER"}:
        return False
    for start, end, label in theirs:  # a body or place that the rules do not see at all would be taught as none
        if label in ("ORG", "LOC") and not any(
            s < end and start < e for s, e, x in ours if x in ("ORG", "LOC", "TITLE")
        ):
            return False
    return True


def save(samples: Iterable[Sample], path: Path) -> None:
    """JSON lines for the next round; they hold texts of others and never go into the repository."""
    with path.open("w", encoding="utf-8") as f:
        for s in samples:
            f.write(json.dumps([s.corpus, s.text, s.spans], ensure_ascii=False) + "\n")


def load(path: Path) -> list[Sample]:
    with path.open(encoding="utf-8") as f:
        rows = [json.loads(line) for line in f]
    return [Sample(corpus, text, tuple((s, e, x) for s, e, x in spans)) for corpus, text, spans in rows]
