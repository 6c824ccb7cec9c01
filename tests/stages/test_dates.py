"""The dates stage: the table of expressions, EDTF validity, anchors, zones, linearity."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.stages.dates import parse

CASES = Path(__file__).parent.parent / "cases" / "dates.tsv"


def _cases() -> list[tuple[str, str, str]]:
    rows = []
    for line in CASES.read_text("utf-8").splitlines():
        if line.startswith("#") or line.startswith("text\t") or not line:
            continue
        text, reference, expected = line.split("\t")
        rows.append((text.replace("⏎", "\n"), reference, expected))
    return rows


def _said(text: str, reference: str) -> str:
    found = []
    for m in parse(text, reference or None):
        assert text[m.start : m.end] == m.text
        value = "?" if m.basis == "unresolved" else m.edtf or m.duration or ""
        found.append(f"{m.text}={'set:' if m.kind == 'set' else ''}{value}")
    return " ; ".join(found) or "-"


@pytest.mark.parametrize(("text", "reference", "expected"), _cases(), ids=lambda v: v[:24])
def test_table(text: str, reference: str, expected: str) -> None:
    assert _said(text, reference) == expected
