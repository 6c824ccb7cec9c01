"""A run: which stage of which document has to run, and running it.

The input is looked through first: a file that is the same as in the last run (size, time stamp), done with the same
pipeline, and whose artefacts nobody has touched, is kept unread. The others go to the worker processes one file at a
time; there every stage whose key still stands is kept, and the rest run. All that counts is in the artefacts, so a run
that was killed at any moment and started again ends as if it had not been.
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from dataclasses import replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

import orjson

from pipeline.config import Settings, load_settings
from pipeline.errors import RunError
from pipeline.readers.found import Found, discover
from pipeline.running.document import Outcome
from pipeline.running.journal import Journal
from pipeline.running.lock import Lock
from pipeline.running.pool import Here, Pool, Processes
from pipeline.running.reporting import Reporter, Silent
from pipeline.running.spec import NAMES, Spec, code_stamp, fingerprint
from pipeline.running.summary import Failure, Summary, Totals, counts, falls, write
from pipeline.running.worker import ROWS, Begun, Ended, Job, Task, safe
from pipeline.store import FolderStore

__all__ = ["Reporter", "Silent", "Summary", "run"]

_SHARE = 1 << 20  # files of rows larger than this are shared among the workers
_MOST = 10_000  # failures, vanished and edited documents named in run.json


def run(
    folder: str | Path,
    output: str | Path = "output",
    *,
    config: Settings | None = None,
    start: str | None = None,
    to: str = "record",
    only: str | None = None,
    force: bool = False,
    prune: bool = False,
    data: bytes | None = None,
    processes: bool = True,
    imports: tuple[str, ...] = (),
    reporter: Reporter | None = None,
    **options: Any,
) -> Summary:
    """Bring the records of a folder (or file) up to date.

    `start`: make this stage and all after it anew; `to`: stop after this stage; `only`: a glob over document ids; `force`:
    make everything anew; `prune`: remove what is kept of vanished inputs; `data`: the bytes of a document that has no file
    (`folder` is then its name); `processes=False`: work in this process; `imports`: modules that register stages or
    engines of your own; `options`: settings by name (jobs=4, engine="…").

    Ctrl-C ends it with `stopped="interrupted"`: what is done stays done, and the same call goes on from there.
    Raises RunError: E401 another run, E402 no input, E403 wrong setting, E405 output cannot be written, E407 no worker.
    """
    settings = _settings(config, options)
    for name in (start, to):
        if name is not None and name not in NAMES:
            raise RunError("E403", f"no stage {name!r}: {', '.join(NAMES)}")
    if start is not None and NAMES.index(start) > NAMES.index(to):
        raise RunError("E403", f"{start} comes after {to}")
    source, output = Path(folder), Path(output)
    if data is None and not source.exists():
        raise RunError("E402", path=str(source))
    lock = Lock(output)
    try:
        store = FolderStore(output)
        try:
            store.prepare()
            journal = Journal(output / "journal.sqlite")
        except OSError as e:
            raise RunError("E405", e.strerror or str(e), str(output)) from e
        except sqlite3.Error as e:
            raise RunError("E405", str(e), str(output / "journal.sqlite")) from e
        job = Job(output.resolve(), settings, "read" if force else start, to, only, imports)
        pool: Pool = Processes(job, settings.jobs, (lock.fd,)) if processes else Here(job)
        try:
            return _Run(source, data, job, store, journal, pool, reporter or Silent(), prune).go()
        except sqlite3.Error as e:
            advice = "" if isinstance(e, sqlite3.OperationalError) else "; delete it: nothing in it is needed"
            raise RunError("E405", f"{e}{advice}", str(journal.path)) from e
        finally:
            pool.close()
            journal.close()
    finally:
        lock.release()


def _settings(config: Settings | None, options: dict[str, Any]) -> Settings:
    if config is None:
        return load_settings(None, **options)
    return load_settings(None, **(config.model_dump() | options)) if options else config


class _Run:
    def __init__(
        self,
        source: Path,
        data: bytes | None,
        job: Job,
        store: FolderStore,
        journal: Journal,
        pool: Pool,
        reporter: Reporter,
        prune: bool,
    ) -> None:
        self.source, self.data, self.job = source, data, job
        self.store, self.journal, self.pool, self.reporter = store, journal, pool, reporter
        self.prune = prune
        self.root = "-" if data is not None else str(source.resolve())
        self.began = time.monotonic()
        self.stages = NAMES[: NAMES.index(job.to) + 1]
        self.files: dict[int, _File] = {}
        self.stopped: str | None = None

    def go(self) -> Summary:
        command = {
            "input": str(self.source),
            "from": self.job.start,
            "to": self.job.to,
            "only": self.job.only,
            "prune": self.prune,
        }
        self.journal.begin(self.root, self.job.settings.model_dump(mode="json"), command)
        vanished: list[str] = []
        pruned: list[str] = []
        totals = Totals()
        self.print = ""
        try:
            specs = self._specs()
            self.print = fingerprint(specs, self.job.settings, self.job.to)
            totals = Totals.of(specs)
            totals.kept = self._look()
            for total in list(totals.stages.values())[: len(self.stages)]:
                total.kept = totals.kept
            files, size = self.journal.todo()
            self.reporter.begin(files, totals.kept, size)
            self._work(totals)
            if self.stopped is None and self.job.only is None:
                vanished = self._vanished()
                if self.prune:
                    pruned, vanished = vanished, []
                    self._prune(pruned)
        except KeyboardInterrupt:
            self.stopped = "interrupted"
            self.pool.close()
        summary = self._summary(totals, vanished, pruned)
        self.journal.end(self.stopped or "done", self.print)
        write(summary, self.journal, self.root, self.job.settings, command)
        self.reporter.finish(summary)
        return summary

    def _specs(self) -> list[Spec]:
        """The stages' specs, from the journal while the code stands as it did: then nothing has to be imported."""
        if self.job.imports:
            return self.pool.specs()
        stamp = code_stamp()
        if self.journal.meta("code") == stamp and (known := self.journal.meta("specs")):
            specs: list[Spec] = orjson.loads(known)
            return specs
        self.reporter.note("loading the stages")
        specs = orjson.loads(orjson.dumps(self.pool.specs()))
        self.journal.set_meta("code", stamp)
        self.journal.set_meta("specs", orjson.dumps(specs).decode())
        return specs

    # looking through the input

    def _look(self) -> int:
        """Queue every input file under the name of its document; returns how many documents are kept unread."""
        kept = 0
        for n, found in enumerate(self._found(), 1):
            if n % 1000 == 0:
                self.reporter.looking(n)
            base = next(name for name in self._names(found) if not self.journal.taken(name))
            documents = self._standing(found, base)
            todo = documents is None and (found.suffix in ROWS or self._wanted(base))
            self.journal.enqueue(
                os.fsencode(found.path), found.relative, found.suffix, found.size, found.mtime_ns, base, todo
            )
            kept += documents or 0
        self.journal.commit()
        return kept

    def _found(self) -> Iterator[Found]:
        if self.data is not None:
            name = str(self.source)
            yield Found(Path(name), name, Path(name).suffix.lower(), len(self.data), 0)
        else:
            yield from discover(self.source, self.job.settings, (self.store.root,))

    def _names(self, found: Found) -> Iterator[str]:
        """What a file's document may be called, the best first: its path without the suffix, with it, with a number.

        Of two files that share a name the first in order has it, the second keeps its suffix. The rows of rows.jsonl
        are not put into a folder rows/ that the input has.
        """
        n = 1
        for name in (found.stem, found.relative):
            base = safe(name)
            if found.suffix in ROWS:
                base = safe(f"{name}/x")[:-2]
                if base == safe(found.stem) and (found.path.parent / found.path.stem).is_dir():
                    continue
            yield base
        while True:
            n += 1
            yield f"{base}~{n}"

    def _standing(self, found: Found, base: str) -> int | None:
        """How many documents a file stands for that need not be read; None if it has to be."""
        if self.job.start or self.data is not None:
            return None
        n = self.journal.unchanged(self.root, found.relative, found.size, found.mtime_ns, self.print, base)
        documents = self.journal.documents_of(self.root, found.relative)
        if n is None or n != len(documents):  # another input may have taken their names since
            return None
        documents = [d for d in documents if self._wanted(d[0])]
        for doc, state, stamp in documents:
            if state != "done" or stamp is None or stamp != self.store.stamp(doc, self.stages):
                return None
        self.journal.keep(self.root, found.relative, [d[0] for d in documents])
        return len(documents)

    def _wanted(self, doc: str) -> bool:
        return self.job.only is None or fnmatchcase(doc, self.job.only)

    # the work

    def _tasks(self) -> Iterator[Task]:
        for seq, path, source, suffix, size, mtime, base in self.journal.dequeue():
            found = Found(Path(os.fsdecode(path)), source, suffix, size, mtime)
            shares = self.job.settings.jobs if suffix in ROWS and size > _SHARE else 1
            self.files[seq] = _File(found, base, shares)
            task = Task(seq, found, base, 0, shares, data=self.data)
            for share in range(shares):
                yield replace(task, share=share)

    def _work(self, totals: Totals) -> None:
        for message in self.pool.run(self._tasks()):
            if isinstance(message, Begun):
                self.journal.started(self.root, message.id, message.source)
                self.reporter.begun(message.id)
                continue
            out = message if isinstance(message, Outcome) else message.error
            if out is not None:
                self._outcome(out, totals)
            if isinstance(message, Ended):
                self._ended(message)
            if self.stopped:
                return

    def _outcome(self, out: Outcome, totals: Totals) -> None:
        if out.state != "done":
            if out.named:
                self.store.drop_record(out.id)  # the process may have died before it could
            if self.job.settings.fail_fast:
                self.stopped = "failed"
        self.journal.outcome(self.root, out)
        totals.add(out)
        self.reporter.outcome(out)

    def _ended(self, message: Ended) -> None:
        file = self.files[message.seq]
        file.shares -= 1
        file.whole = file.whole and message.whole
        file.failed = file.failed or message.error is not None
        if file.shares:
            return
        del self.files[message.seq]
        found = file.found
        if file.failed:
            for doc in self.journal.unseen(self.root, found.relative):
                self.store.drop_record(doc)
                self.journal.fail_with(doc)
        state = "done" if file.whole and self.journal.all_done(self.root, found.relative) else "failed"
        self.journal.input(self.root, found.relative, found.size, found.mtime_ns, self.print, state, file.base)
        self.reporter.file(max(found.size, 0))

    # the end

    def _vanished(self) -> list[str]:
        """Documents whose input is gone: those of this input that were not met, and records the journal never heard of."""
        unseen = self.journal.unseen(self.root)
        found = [d for d in unseen if self.store.stamp(d, ("read",)) or self.store.stamp(d, ("record",))]
        self.journal.forget(set(unseen).difference(found))  # refused files that are gone: nothing is kept of them
        for doc in self.store.documents():
            # a record whose envelope a killed run did not come to still has its layers
            if not self.journal.known(doc) and any(self.store.stamp(doc, (s,)) for s in ("record", "read")):
                found.append(doc)
        return sorted(found)

    def _prune(self, docs: list[str]) -> None:
        for doc in docs:
            self.store.remove(doc)
        self.journal.forget(docs)

    def _summary(self, totals: Totals, vanished: list[str], pruned: list[str]) -> Summary:
        journal = self.journal
        edited = [
            f"{doc} ({stages})"
            for doc, stages in journal.db.execute(
                "select id, edited from documents where run = ? and edited is not null order by id limit ?",
                (journal.run, _MOST),
            )
        ]
        whole = self.stopped is None and self.job.to == "record"
        return Summary(
            output=self.store.root,
            records=self.store.root / "records",
            run=journal.run,
            done=totals.done,
            kept=totals.kept,
            failed=totals.failed,
            seconds=time.monotonic() - self.began,
            characters=totals.characters,
            counts=counts(journal),
            stages=totals.stages,
            failures=tuple(Failure(*row) for row in journal.failures(_MOST)),
            vanished=tuple(vanished[:_MOST]),
            pruned=tuple(pruned[:_MOST]),
            edited=tuple(edited),
            behind=totals.behind,
            warnings=tuple(falls(journal)) if whole else (),
            stopped=self.stopped,
        )


class _File:
    """An input file on its way: how many shares of it are still out, and whether all went well so far."""

    __slots__ = ("base", "failed", "found", "shares", "whole")

    def __init__(self, found: Found, base: str, shares: int) -> None:
        self.found, self.base, self.shares = found, base, shares
        self.whole, self.failed = True, False
