"""How a run tells people (bars on a terminal, lines elsewhere) and programs (one JSON object a line) how it goes on."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING, Any, TextIO

import orjson

from pipeline.running.document import Outcome
from pipeline.running.summary import Summary

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, TaskID

    from pipeline.running.reporting import Reporter

_EVERY = 3.0  # seconds between two lines


def reporter(*, quiet: bool = False, json: bool = False) -> Reporter:
    """The one that fits: JSON lines, nothing but errors, bars on a terminal, or plain lines. All write to stderr."""
    if json:
        return JsonLines(sys.stderr)
    if quiet:
        return Quiet(sys.stderr)
    if sys.stderr.isatty():
        return Bars()
    return Lines(sys.stderr)


class Quiet:
    """Failures only."""

    def __init__(self, out: TextIO) -> None:
        self.out = out

    def looking(self, n: int) -> None: ...
    def begin(self, files: int, kept: int, size: int) -> None: ...
    def begun(self, doc: str) -> None: ...

    def outcome(self, out: Outcome) -> None:
        if out.state != "done":
            self.say(out.message or "")

    def file(self, size: int) -> None: ...
    def note(self, text: str) -> None: ...
    def finish(self, summary: Summary) -> None: ...

    def say(self, text: str) -> None:
        """Print a line."""
        print(text, file=self.out, flush=True)


class Lines(Quiet):
    """A line every few seconds, for logs."""

    def __init__(self, out: TextIO) -> None:
        super().__init__(out)
        self.last = self.start = time.monotonic()
        self.files = self.read = self.documents = self.characters = 0
        self.failed = 0

    def looking(self, n: int) -> None:
        self._now_and_then(f"looking through the input: {n:,} files")

    def begin(self, files: int, kept: int, size: int) -> None:
        self.files, self.start = files, time.monotonic()
        if files:
            unchanged = f", {kept:,} documents unchanged" if kept else ""
            self.say(f"{files:,} files to read ({size / 1e6:,.1f} MB){unchanged}")

    def outcome(self, out: Outcome) -> None:
        super().outcome(out)
        self.documents += 1
        self.failed += out.state != "done"
        self.characters += out.length if out.ran else 0
        speed = self.characters / max(time.monotonic() - self.start, 0.001)
        failed = f", {self.failed:,} failed" if self.failed else ""
        self._now_and_then(
            f"{self.read:,} of {self.files:,} files, {self.documents:,} documents{failed}, {speed:,.0f} characters/s"
        )

    def file(self, size: int) -> None:
        self.read += 1

    def note(self, text: str) -> None:
        self.say(f"{text} …")

    def _now_and_then(self, text: str) -> None:
        if time.monotonic() - self.last > _EVERY:
            self.last = time.monotonic()
            self.say(text)


class JsonLines(Quiet):
    """One JSON object a line: looking, begin, note, document, summary."""

    def _write(self, event: str, **fields: Any) -> None:
        self.say(orjson.dumps({"event": event, "time": round(time.time(), 3), **fields}).decode())

    def looking(self, n: int) -> None:
        self._write("looking", files=n)

    def begin(self, files: int, kept: int, size: int) -> None:
        self._write("begin", files=files, kept=kept, bytes=size)

    def outcome(self, out: Outcome) -> None:
        error = {"code": out.code, "stage": out.stage, "message": out.message} if out.state != "done" else {}
        self._write(
            "document",
            id=out.id,
            source=out.source,
            state=out.state,
            characters=out.length,
            seconds=round(sum(s.seconds for s in out.steps), 4),
            ran=[s.stage for s in out.steps if s.action == "ran"],
            **error,
        )

    def note(self, text: str) -> None:
        self._write("note", text=text)

    def finish(self, summary: Summary) -> None:
        self._write(
            "summary",
            state=summary.stopped or "done",
            done=summary.done,
            kept=summary.kept,
            failed=summary.failed,
            vanished=len(summary.vanished),
            seconds=round(summary.seconds, 3),
            counts=summary.counts,
            warnings=summary.warnings,
            records=str(summary.records),
        )


class Bars(Quiet):
    """A rich bar over the bytes to be read, with the document in hand and the failures above it."""

    def __init__(self) -> None:
        from rich.console import Console

        super().__init__(sys.stderr)
        self.console: Console = Console(stderr=True)
        self.bar: Progress | None = None
        self.task: TaskID | None = None
        self.documents = self.characters = self.failed = 0
        self.start = time.monotonic()
        self.shown = 0.0

    def say(self, text: str) -> None:
        self.console.print(text, style="red", markup=False, highlight=False)

    def note(self, text: str) -> None:
        self.console.print(f"{text} …", style="dim", highlight=False)

    def looking(self, n: int) -> None:
        self.console.print(f"looking through the input: {n:,} files", end="\r", style="dim", highlight=False)

    def begin(self, files: int, kept: int, size: int) -> None:
        from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

        if kept:
            self.console.print(f"{kept:,} documents unchanged", style="dim", highlight=False)
        if not files:
            return
        self.start = time.monotonic()
        self.bar = Progress(
            BarColumn(bar_width=30),
            TextColumn("{task.percentage:>3.0f}%"),
            TextColumn("{task.fields[state]}", markup=False),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[doc]}", markup=False, style="dim"),
            console=self.console,
            transient=True,
            refresh_per_second=5,
        )
        self.task = self.bar.add_task("", total=max(size, 1), state="", doc="")
        self.bar.start()

    def begun(self, doc: str) -> None:
        if self.bar is not None and self.task is not None and time.monotonic() - self.shown > 0.1:
            self.shown = time.monotonic()
            self.bar.update(self.task, doc=doc[-40:], state=self._state())

    def outcome(self, out: Outcome) -> None:
        self.documents += 1
        self.failed += out.state != "done"
        self.characters += out.length if out.ran else 0
        super().outcome(out)

    def _state(self) -> str:
        speed = self.characters / max(time.monotonic() - self.start, 0.001)
        failed = f", {self.failed:,} failed" if self.failed else ""
        return f"{self.documents:,} documents{failed}, {speed:,.0f} characters/s"

    def file(self, size: int) -> None:
        if self.bar is not None and self.task is not None:
            self.bar.advance(self.task, size)

    def finish(self, summary: Summary) -> None:
        if self.bar is not None:
            self.bar.stop()


def print_summary(summary: Summary, console: Console) -> None:
    """The table at the end, what needs attention, and where the records are."""
    from rich.table import Table

    table = Table(show_header=False, box=None, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(style="bold")
    table.add_column(justify="right")
    table.add_column(style="dim")
    c = summary.counts
    total = summary.done + summary.kept + summary.failed
    fate = f"{summary.done:,} worked on, {summary.kept:,} unchanged" + (
        f", {summary.failed:,} failed" if summary.failed else ""
    )
    table.add_row("documents", f"{total:,}", fate)
    for kind in ("people", "offices", "organizations", "places", "events", "dates", "phrases"):
        table.add_row(kind, f"{c[kind]:,}")
    speed = f"{summary.characters / summary.seconds:,.0f} a second" if summary.characters and summary.seconds else ""
    table.add_row("characters", f"{c['characters']:,}", speed)
    table.add_row("seconds", f"{summary.seconds:,.1f}")
    console.print(table)
    _attention(summary, console)
    console.print(f"records: {summary.records}", highlight=False, soft_wrap=True)


def _attention(summary: Summary, console: Console) -> None:
    def say(text: str, style: str = "yellow") -> None:
        console.print(text, style=style, markup=False, highlight=False, soft_wrap=True)

    for w in summary.warnings:
        say(f"warning: {w}")
    if summary.vanished:
        say(f"{len(summary.vanished):,} records whose input is gone (--prune removes them): {_few(summary.vanished)}")
    if summary.pruned:
        say(f"{len(summary.pruned):,} records of vanished inputs removed: {_few(summary.pruned)}")
    if summary.edited:
        say(
            f"{len(summary.edited):,} documents with artefacts edited by hand, used as they stand: {_few(summary.edited)}"
        )
    if summary.behind:
        say(f"{summary.behind:,} records are older than the artefacts beside them (--to): run without --to")
    if summary.failed:
        by_code: dict[str, int] = {}
        for f in summary.failures:
            by_code[f.code] = by_code.get(f.code, 0) + 1
        codes = ", ".join(f"{n} × {code}" for code, n in sorted(by_code.items()))
        say(f"{summary.failed:,} failed ({codes}): {summary.output / 'run.json'} names each", "red")
    if summary.stopped == "interrupted":
        say("stopped: what is done is kept; the same command goes on from here")
    elif summary.stopped:
        say("stopped at the first failure (--fail-fast)")


def _few(names: tuple[str, ...], most: int = 3) -> str:
    return ", ".join(names[:most]) + (" …" if len(names) > most else "")
