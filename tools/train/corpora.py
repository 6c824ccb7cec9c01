"""The labelled sets as sentences with their spans: MSRA, Resume, CLUENER."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.engines.features import narrow
from pipeline.source import fold

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
Spans = tuple[tuple[int, int, str], ...]
#: labels of each corpus: what a sentence of it never marks is no mistake in another's
LABELS = {
    "msra": ("PER", "ORG", "LOC"),
    "resume": ("NAME", "ORG", "TITLE", "CONT", "EDU", "LOC", "PRO", "RACE"),
    "cluener": (
        "name", "position", "organization", "government", "company", "address", "scene", "book", "movie", "game",
    ),
    "ours": ("PER", "ORG", "LOC", "TITLE"),
}  # fmt: skip
#: sentences at the end of the MSRA training part that are kept for choosing between models
MSRA_DEV = 2_300


@dataclass(frozen=True, slots=True)
class Sample:
    """A sentence of a corpus and what is marked in it; `told` is False where only the teacher has an opinion of it."""

    corpus: str
    text: str
    spans: Spans
    told: bool = True


def tags(corpus: str) -> list[str]:
    """O and, for each label, the tags of a name's first, inner, last and only character."""
    return ["O", *(f"{p}-{label}" for label in LABELS[corpus] for p in "BIES")]


def written(sample: Sample) -> list[str]:
    """The sentence's tags, one for each character."""
    out = ["O"] * len(sample.text)
    for start, end, label in sample.spans:
        if end - start == 1:
            out[start] = f"S-{label}"
        else:
            out[start:end] = [f"B-{label}", *[f"I-{label}"] * (end - start - 2), f"E-{label}"]
    return out


def spans(marked: list[str]) -> Spans:
    """Spans of BIO or BMES tags; a name that goes on without a beginning begins there."""
    out: list[tuple[int, int, str]] = []
    start, label = 0, ""
    for i, tag in enumerate([*marked, "O"]):
        kind, _, name = tag.partition("-")
        if label and (kind in "OBS" or name != label):
            out.append((start, i, label))
            label = ""
        if kind != "O" and not label:
            start, label = i, name
        if kind in "ES" and label:
            out.append((start, i + 1, label))
            label = ""
    return tuple(out)


def folded(text: str) -> str:
    """As the engine sees it."""
    return narrow(fold(text))


def columns(corpus: str, file: str) -> Iterator[Sample]:
    """A file with a character and its tag on each line, sentences parted by an empty line."""
    chars: list[str] = []
    marked: list[str] = []
    with lzma.open(DATA / "ner" / file, "rt", encoding="utf-8") as f:
        for line in [*f, "\n"]:
            row = line.split()
            if row:
                chars.append(row[0][0] if len(row) == 2 else " ")  # a blank is a character too
                marked.append(row[-1])
            elif chars:
                yield Sample(corpus, folded("".join(chars)), spans(marked))
                chars, marked = [], []


def msra(part: str) -> list[Sample]:
    """train (less its last sentences), dev (those) or test."""
    if part == "test":
        return list(columns("msra", "msra.test.bio.xz"))
    every = list(columns("msra", "msra.train.bio.xz"))
    return every[:-MSRA_DEV] if part == "train" else every[-MSRA_DEV:]


def resume(part: str) -> list[Sample]:
    return list(columns("resume", f"resume.{part}.bmes.xz"))


def cluener(part: str) -> list[Sample]:
    out = []
    with lzma.open(DATA / "ner" / f"cluener.{part}.txt.xz", "rt", encoding="utf-8") as f:
        for line in f:
            row = json.loads(line)
            found = sorted(
                (e["entity_index"]["begin"], e["entity_index"]["end"], e["entity_type"]) for e in row["entity_list"]
            )
            kept: list[tuple[int, int, str]] = []
            for span in found:
                if not kept or span[0] >= kept[-1][1]:
                    kept.append(span)
            out.append(Sample("cluener", folded(row["text"]), tuple(kept)))
    return out


def texts() -> Iterator[str]:
    """The unlabelled texts: TV news and government work reports."""
    for name in ("xwlb_2022_2026", "government_work_reports"):
        with lzma.open(DATA / "text" / f"{name}.jsonl.xz", "rt", encoding="utf-8") as f:
            yield from (json.loads(line)["text"] for line in f)
