"""What a run says while it goes on: lines, bars, JSON, or failures only."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from pipeline import progress
from pipeline.errors import InputError
from pipeline.progress import Bars, JsonLines, Lines, Quiet, print_summary, reporter
from pipeline.running.document import Outcome, Step
from pipeline.running.summary import Failure, StageTotals, Summary


def outcome(doc: str, failed: bool = False) -> Outcome:
    out = Outcome(doc, f"{doc}.txt", length=100, steps=[Step("read", "ran", "no artefact yet", 0.5)])
    if failed:
        out.fail(InputError("E101", path=f"{doc}.txt"), "read", "refused")
    return out


def summary(**changes: Any) -> Summary:
    counts = dict.fromkeys(("people", "offices", "events", "dates", "phrases", "organizations", "places"), 7)
    values: dict[str, Any] = {
        "output": Path("o"), "records": Path("o/records"), "run": 3, "done": 2, "kept": 1, "failed": 0, "seconds": 2.0,
        "characters": 1000, "counts": counts | {"documents": 3, "characters": 5000}, "stages": {"read": StageTotals("")},
    }  # fmt: skip
    return Summary(**values | changes)


def drive(r: Any) -> None:
    r.looking(1000)
    r.note("loading the stages")
    r.begin(2, 1, 2_000_000)
    for doc, failed in (("a", False), ("b", True)):
        r.begun(doc)
        r.outcome(outcome(doc, failed))
        r.file(1_000_000)
    r.finish(summary())


def test_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(progress, "_EVERY", -1.0)
    out = io.StringIO()
    drive(Lines(out))
    lines = out.getvalue().splitlines()
    assert lines[:3] == [
        "looking through the input: 1,000 files",
        "loading the stages …",
        "2 files to read (2.0 MB), 1 documents unchanged",
    ]
    assert lines[3].startswith("0 of 2 files, 1 documents, ")
    assert lines[4].startswith("E101 b.txt: the file is empty")
    assert lines[5].startswith("1 of 2 files, 2 documents, 1 failed, ")


def test_lines_come_only_now_and_then() -> None:
    out = io.StringIO()
    r = Lines(out)
    r.begin(1000, 0, 0)
    for n in range(1000):
        r.outcome(outcome(str(n)))
    assert out.getvalue().count("\n") == 1


def test_quiet_says_failures_only() -> None:
    out = io.StringIO()
    drive(Quiet(out))
    assert out.getvalue().startswith("E101 b.txt")
    assert out.getvalue().count("\n") == 1


def test_json_lines() -> None:
    out = io.StringIO()
    drive(JsonLines(out))
    events = [json.loads(line) for line in out.getvalue().splitlines()]
    assert [e["event"] for e in events] == ["looking", "note", "begin", "document", "document", "summary"]
    assert events[3] | {"time": 0} == {
        "event": "document", "time": 0, "id": "a", "source": "a.txt", "state": "done", "characters": 100,
        "seconds": 0.5, "ran": ["read"],
    }  # fmt: skip
    assert (events[4]["state"], events[4]["code"]) == ("refused", "E101")
    assert events[5]["counts"]["people"] == 7


def test_bars() -> None:
    bars = Bars()
    out = io.StringIO()
    bars.console = Console(file=out, force_terminal=True, width=120)
    drive(bars)
    assert "loading the stages" in out.getvalue()
    assert "E101 b.txt" in out.getvalue()
    assert "100%" in out.getvalue()


@pytest.mark.parametrize(
    ("options", "tty", "kind"),
    [({"quiet": True}, True, Quiet), ({"json": True}, True, JsonLines), ({}, True, Bars), ({}, False, Lines)],
)
def test_the_one_that_fits(options: dict[str, bool], tty: bool, kind: type, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: tty, raising=False)
    assert type(reporter(**options)) is kind


def shown(s: Summary) -> str:
    out = io.StringIO()
    print_summary(s, Console(file=out, width=100))
    return out.getvalue()


def test_summary_ends_with_the_place_of_the_records() -> None:
    text = shown(summary())
    assert text.splitlines()[0].split() == ["documents", "3", "2", "worked", "on,", "1", "unchanged"]
    assert "500 a second" in text
    assert text.splitlines()[-1] == "records: o/records"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"warnings": ("people fell",)}, "warning: people fell"),
        ({"vanished": ("a", "b", "c", "d")}, "4 records whose input is gone (--prune removes them): a, b, c …"),
        ({"pruned": ("a",)}, "1 records of vanished inputs removed: a"),
        ({"edited": ("a (dates)",)}, "used as they stand: a (dates)"),
        ({"behind": 2}, "2 records are older than the artefacts"),
        (
            {"failed": 2, "failures": (Failure("b", "b", None, "E101", ""), Failure("c", "c", None, "E101", ""))},
            "2 failed (2 × E101): o/run.json names each",
        ),
        ({"stopped": "interrupted"}, "the same command goes on from here"),
        ({"stopped": "failed"}, "stopped at the first failure"),
    ],
)
def test_summary_says_what_needs_attention(changes: dict[str, Any], words: str) -> None:
    assert words in shown(summary(**changes))
    assert words not in shown(summary())
