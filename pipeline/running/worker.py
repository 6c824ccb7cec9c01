"""A worker process: takes one input file at a time from its standard input, and reports on each document in it.

Started as a command of its own (pool.py), not forked, and without `multiprocessing`, so that a script or notebook
that calls `pipeline.run` needs no guard. It dies with its parent: when its standard input ends, it ends at once.
"""

from __future__ import annotations

import os
import pickle
import queue
import re
import signal
import struct
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from importlib import import_module
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from pipeline.config import Settings
from pipeline.errors import InputError, ShiluError, StageError
from pipeline.running.document import Documents, Outcome, _where
from pipeline.running.limits import TimeUp, limit, watch_time
from pipeline.running.spec import Spec, specs
from pipeline.store import FolderStore

if TYPE_CHECKING:
    from pipeline.readers import Found
    from pipeline.source import SourceText

#: these files are their own text; of all others the text that the reader extracted is kept
PLAIN = frozenset((".txt", ".text", ".md", ".markdown"))
#: these hold many documents
ROWS = frozenset((".jsonl", ".ndjson", ".json"))


@dataclass(frozen=True, slots=True)
class Job:
    """What a worker has to know of a run."""

    output: Path
    settings: Settings
    start: str | None = None
    to: str = "record"
    only: str | None = None
    imports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Task:
    """One input file (or the n-th of several shares of its rows); `base` is what its document is called."""

    seq: int
    found: Found
    base: str
    share: int = 0
    shares: int = 1
    skip: frozenset[str] = frozenset()
    data: bytes | None = None


@dataclass(frozen=True, slots=True)
class Begun:
    """A document is being worked on: should the process die, it was this one."""

    id: str
    source: str


@dataclass(frozen=True, slots=True)
class Ended:
    """A task is through; `whole` is false where some of its documents were left out or the file could not be read."""

    seq: int
    whole: bool
    error: Outcome | None = None


@dataclass(frozen=True, slots=True)
class Fatal:
    """The worker cannot go on, and no other could: a run error."""

    code: str
    detail: str
    path: str | None


class Worker:
    """The work itself, without the process around it."""

    def __init__(self, job: Job, known: list[Spec] | None = None) -> None:
        for name in job.imports:
            import_module(name)
        self.job = job
        self.specs = known or specs()
        self.documents = Documents(job.settings, self.specs, FolderStore(job.output), job.start, job.to)

    def run(self, task: Task) -> Iterator[Begun | Outcome | Ended]:
        """Every document of an input file, in order."""
        whole = True
        found, settings = task.found, self.job.settings
        extracted = found.suffix not in PLAIN or task.data is not None
        items = documents(task, settings)
        n = 0
        while True:
            error: ShiluError | None = None
            started = time.perf_counter()
            try:
                with limit(settings.max_seconds):
                    item = next(items, None)
            except ShiluError as e:
                error = e
            except TimeUp:
                error = StageError("E204", f"read, {settings.max_seconds:g} s", found.relative)
            except Exception as e:  # what a damaged file does to a library is not foreseeable
                error = InputError("E109", _where(e), found.relative)
            if error is not None:
                whole = False
                if task.share == 0:
                    out = Outcome(task.base, found.relative, named=found.suffix not in ROWS)
                    out.fail(error, "read", "refused")
                    yield Ended(task.seq, False, out)
                else:
                    yield Ended(task.seq, False)
                return
            if item is None:
                break
            n += 1
            if isinstance(item, ShiluError):
                whole = False
                if (n - 1) % task.shares == task.share:
                    out = Outcome(f"{task.base}/?{n}", found.relative, named=False)
                    out.fail(item, "read", "refused")
                    yield out
                continue
            if (n - 1) % task.shares != task.share or item.id in task.skip:
                continue
            if self.job.only is not None and not fnmatchcase(item.id, self.job.only):
                whole = False
                continue
            seconds = time.perf_counter() - started
            yield Begun(item.id, item.source)
            yield self.documents.process(item, extracted, seconds)
        yield Ended(task.seq, whole)


def documents(task: Task, settings: Settings) -> Iterator[SourceText | ShiluError]:
    """The documents of an input file, each under the id that it has in this run."""
    from pipeline import readers

    if task.data is not None:
        found = readers.read_bytes(task.data, task.found.relative, settings)
    else:
        found = readers.read(task.found, settings)
    seen: set[str] = set()
    for item in found:
        if not isinstance(item, ShiluError):
            item = replace(item, id=_unique(named(item.id, task.found.stem, task.base), seen))
        yield item


def named(doc: str, stem: str, base: str) -> str:
    """The id of a document whose file is called `base` in this run: rows/7 of a file called rows.jsonl → rows.jsonl/7."""
    if doc == stem:
        return base
    rest = doc[len(stem) + 1 :] if doc.startswith(f"{stem}/") else doc
    return f"{base}/{safe(rest)}"


def _unique(doc: str, seen: set[str]) -> str:
    """Two rows of one name: the second is called x~2."""
    n, name = 1, doc
    while name in seen:
        n += 1
        name = f"{doc}~{n}"
    seen.add(name)
    return name


_CONTROL = re.compile(r"[\x00-\x1f\x7f\\\ud800-\udfff]")


def safe(name: str) -> str:
    """A name that can stand as a path below a folder on any system: no `..`, nothing absolute, no part too long.

    A folder called x.json would stand in the way of the record of a document called x.
    """
    found = []
    parts = [p for p in name.split("/") if p]
    for n, part in enumerate(parts):
        part = _CONTROL.sub("_", part)
        if part in (".", ".."):
            part = part.replace(".", "_")
        if n < len(parts) - 1 and part.lower().endswith((".json", ".txt")):
            part = "_".join(part.rsplit(".", 1))
        found.append(_short(part))
    return "/".join(found) or "_"


def _short(part: str, most: int = 230) -> str:
    """At most 230 bytes (a file system takes 255, suffixes included); the digest keeps two long names apart."""
    data = part.encode("utf-8")
    if len(data) <= most:
        return part
    from hashlib import sha256

    return data[: most - 11].decode("utf-8", "ignore") + "~" + sha256(data).hexdigest()[:10]


# ---------------------------------------------------------------- the process


def send(f: IO[bytes], value: object) -> None:
    """Write one message: its length, and it."""
    data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    f.write(struct.pack("<Q", len(data)) + data)
    f.flush()


def receive(f: IO[bytes]) -> Any:
    """Read one message; EOFError at the end, or when the other side died in the middle of one."""
    head = f.read(8)
    if len(head) < 8:
        raise EOFError
    (length,) = struct.unpack("<Q", head)
    data = f.read(length)
    if len(data) < length:
        raise EOFError
    return pickle.loads(data)


def main() -> None:
    """Job, then tasks, in; specs, then what became of each, out."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not get between the messages
    sys.stdout = sys.stderr
    inbox: queue.Queue[Any] = queue.Queue()

    def listen() -> None:
        try:
            while True:
                inbox.put(receive(sys.stdin.buffer))
        except (EOFError, OSError):
            os._exit(0)  # the parent is gone or done with us

    threading.Thread(target=listen, daemon=True).start()
    try:
        worker = Worker(inbox.get())
        worker.documents.freeze = True
        watch_time()
        send(out, worker.specs)
        while True:
            task: Task = inbox.get()
            for message in worker.run(task):
                send(out, message)
    except BrokenPipeError:
        os._exit(0)
    except ShiluError as e:
        send(out, Fatal(e.code, e.detail, e.path))
        os._exit(2)
