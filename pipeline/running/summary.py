"""What a run did: the summary that it returns, and output/run.json."""

from __future__ import annotations

import os
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from pipeline.config import Settings
from pipeline.running.document import COUNTED, Outcome
from pipeline.running.journal import Journal
from pipeline.running.spec import NAMES, Spec
from pipeline.version import VERSION
from schemas.record import SCHEMA_VERSION


@dataclass(frozen=True, slots=True)
class Failure:
    """An input or document that has no record, and why."""

    source: str
    id: str
    stage: str | None
    code: str
    message: str


@dataclass(slots=True)
class StageTotals:
    """A stage over all documents of a run; `characters` are those of the documents it ran on."""

    version: str
    ran: int = 0
    kept: int = 0
    edited: int = 0
    failed: int = 0
    seconds: float = 0.0
    characters: int = 0


@dataclass(slots=True)
class Totals:
    """What adds up while a run goes on."""

    done: int = 0
    kept: int = 0
    failed: int = 0
    characters: int = 0  # of the documents on which any stage ran
    behind: int = 0
    stages: dict[str, StageTotals] = field(default_factory=dict)

    @classmethod
    def of(cls, specs: Iterable[Spec]) -> Totals:
        """Nothing done yet."""
        versions = {"read": ""} | {s["name"]: s["version"] for s in specs}
        return cls(stages={n: StageTotals(versions[n]) for n in NAMES})

    def add(self, out: Outcome) -> None:
        """Add a document."""
        if out.state != "done":
            self.failed += 1
        elif out.ran:
            self.done += 1
        else:
            self.kept += 1
        self.behind += out.behind
        if out.ran:
            self.characters += out.length
        for step in out.steps:
            total = self.stages[step.stage]
            setattr(total, step.action, getattr(total, step.action) + 1)
            total.seconds += step.seconds
            if step.action == "ran":
                total.characters += out.length


@dataclass(frozen=True, slots=True)
class Summary:
    """The result of a run. `done`: documents on which something ran; `kept`: those that stand unchanged.

    `counts` are of all documents of the input, kept ones included: people, offices, events, dates, phrases,
    organizations, places, documents, characters.
    """

    output: Path
    records: Path
    run: int
    done: int
    kept: int
    failed: int
    seconds: float
    characters: int
    counts: dict[str, int]
    stages: dict[str, StageTotals]
    failures: tuple[Failure, ...] = ()
    vanished: tuple[str, ...] = ()
    pruned: tuple[str, ...] = ()
    edited: tuple[str, ...] = ()
    behind: int = 0
    warnings: tuple[str, ...] = ()
    stopped: str | None = None

    @property
    def exit_status(self) -> int:
        """0 all done, 1 some failed, 130 interrupted."""
        if self.stopped == "interrupted":
            return 130
        return 1 if self.failed else 0


def counts(journal: Journal) -> dict[str, int]:
    """What the records of this run hold, added up."""
    sums = ", ".join(f"coalesce(sum(json_extract(counts, '$.{k}')), 0)" for k in COUNTED)
    row = journal.db.execute(
        f"select {sums}, count(*), coalesce(sum(length), 0) from documents where run = ? and state = 'done'",
        (journal.run,),
    ).fetchone()
    return dict(zip((*COUNTED, "documents", "characters"), row, strict=True))


def falls(journal: Journal) -> list[str]:
    """Types that fell by more than a fifth against the last whole run, over the very same files."""
    same = "run = ? and base_counts is not null and base_sha256 = sha256 and state != 'started'"
    sums = ", ".join(
        f"coalesce(sum(json_extract(base_counts, '$.{k}')), 0), coalesce(sum(json_extract(counts, '$.{k}')), 0)"
        for k in COUNTED
    )
    row = journal.db.execute(f"select count(*), {sums} from documents where {same}", (journal.run,)).fetchone()
    found = []
    for n, kind in enumerate(COUNTED):
        before, now = row[1 + 2 * n], row[2 + 2 * n]
        if now < 0.8 * before:
            found.append(
                f"{kind} fell from {before:,} to {now:,} ({(now - before) / before:+.0%}) in the same {row[0]:,} documents:"
                " compare with shilu diff before you go on"
            )
    return found


def write(summary: Summary, journal: Journal, root: str, settings: Settings, command: dict[str, Any]) -> None:
    """output/run.json."""
    started = journal.db.execute("select started from runs where run = ?", (journal.run,)).fetchone()[0]
    value = {
        "run": summary.run,
        "state": summary.stopped or "done",
        "input": root,
        "started": started,
        "ended": time.strftime("%Y-%m-%dT%H:%M:%S%z"),
        "seconds": round(summary.seconds, 3),
        "versions": {
            "pipeline": VERSION,
            "schema": SCHEMA_VERSION,
            "stages": {n: t.version for n, t in summary.stages.items() if t.version},
        },
        "settings": settings.model_dump(mode="json"),
        "command": command,
        "documents": {
            "done": summary.done,
            "kept": summary.kept,
            "failed": summary.failed,
            "vanished": len(summary.vanished),
            "pruned": len(summary.pruned),
            "edited": len(summary.edited),
            "behind": summary.behind,
        },
        "counts": summary.counts,
        "characters": summary.characters,
        "characters_per_second": round(summary.characters / summary.seconds) if summary.seconds else 0,
        "stages": {
            n: {
                "ran": t.ran,
                "kept": t.kept,
                "edited": t.edited,
                "failed": t.failed,
                "seconds": round(t.seconds, 3),
                "characters": t.characters,
            }
            for n, t in summary.stages.items()
        },
        "warnings": list(summary.warnings),
        "failures": [
            {"source": f.source, "id": f.id, "stage": f.stage, "code": f.code, "message": f.message}
            for f in summary.failures
        ],
        "vanished": list(summary.vanished),
        "pruned": list(summary.pruned),
        "edited": list(summary.edited),
    }
    path = summary.output / "run.json"
    tmp = summary.output / "tmp" / "run.json"
    tmp.write_bytes(orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE))
    os.replace(tmp, path)
