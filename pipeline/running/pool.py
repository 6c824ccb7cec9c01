"""The worker processes, seen from the run: tasks go in, what became of each document comes out.

A process that dies takes one document with it, not the run: that document is failed with a code (E205, or E204 where the
watch had to end it), and another process takes over what was left of the file.
"""

from __future__ import annotations

import contextlib
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Protocol

from pipeline.errors import RunError, StageError
from pipeline.running.document import Outcome
from pipeline.running.spec import NAMES, Spec
from pipeline.running.worker import ROWS, Begun, Ended, Fatal, Job, Task, Worker, receive, send

#: seconds beyond all stages' limits after which a process that gives no sign is ended
GRACE = 30.0

Message = Begun | Outcome | Ended


class Pool(Protocol):
    """Something that works on tasks."""

    def specs(self) -> list[Spec]:
        """What the stages declare."""
        ...

    def run(self, tasks: Iterable[Task]) -> Iterator[Message]:
        """All messages of all tasks, as they come."""
        ...

    def close(self) -> None:
        """Stop at once; nothing half-written stays."""
        ...


class Here:
    """No processes: the work is done in this one. For tests, debuggers, and places where none can be started."""

    def __init__(self, job: Job) -> None:
        self._worker = Worker(job)

    def specs(self) -> list[Spec]:
        return self._worker.specs

    def run(self, tasks: Iterable[Task]) -> Iterator[Message]:
        for task in tasks:
            yield from self._worker.run(task)

    def close(self) -> None:
        pass


class Processes:
    """`jobs` worker processes, fed through a bounded queue: memory does not grow with the number of documents."""

    def __init__(self, job: Job, jobs: int, keep: tuple[int, ...] = ()) -> None:
        """`keep`: file descriptors the workers hold on to (the lock: while one of them lives, no other run may start)."""
        self.job, self.jobs, self._keep = job, jobs, keep
        self._tasks: queue.Queue[Task | None] = queue.Queue()
        self._results: queue.Queue[Message | Fatal | BaseException] = queue.Queue(maxsize=1000)
        self._lines: list[_Line] = []
        self._grace = job.settings.max_seconds * len(NAMES) + GRACE

    def specs(self) -> list[Spec]:
        self._start(1)
        return self._lines[0].wait()

    def _start(self, n: int) -> None:
        while len(self._lines) < n:
            self._lines.append(_Line(self.job, self._tasks, self._results, self._keep))

    def run(self, tasks: Iterable[Task]) -> Iterator[Message]:
        waiting = 0
        todo = iter(tasks)
        more = True
        while True:
            while more and waiting < 2 * self.jobs:
                task = next(todo, None)
                if task is None:
                    more = False
                    break
                self._tasks.put(task)
                waiting += 1
                self._start(min(self.jobs, waiting))
            if not waiting:
                return
            try:
                message = self._results.get(timeout=0.5)
            except queue.Empty:
                for line in self._lines:
                    line.watch(self._grace)
                continue
            if isinstance(message, Fatal):
                raise RunError(message.code, message.detail, message.path)
            if isinstance(message, BaseException):
                raise message
            if isinstance(message, Ended):
                waiting -= 1
            yield message

    def close(self) -> None:
        for line in self._lines:
            line.kill()


class _Line:
    """One worker process and the thread that talks to it; the process is replaced when it dies."""

    def __init__(
        self,
        job: Job,
        tasks: queue.Queue[Task | None],
        results: queue.Queue[Message | Fatal | BaseException],
        keep: tuple[int, ...],
    ) -> None:
        self._job, self._tasks, self._results, self._keep = job, tasks, results, keep
        self._process: subprocess.Popen[bytes] | None = None
        self._closed = self._ended = False
        self._guard = threading.Lock()
        self._busy: float | None = None
        self._ready = threading.Event()
        self._specs: list[Spec] | Fatal | None = None
        self._thread = threading.Thread(target=self._talk, daemon=True)
        self._thread.start()

    def wait(self) -> list[Spec]:
        """What the process says of its stages."""
        self._ready.wait()
        if isinstance(self._specs, Fatal):
            raise RunError(self._specs.code, self._specs.detail, self._specs.path)
        if self._specs is None:
            raise RunError("E407")
        return self._specs

    def watch(self, most: float) -> None:
        """End the process if it has given no sign for too long: it hangs where no signal reaches it."""
        if self._busy is not None and time.monotonic() - self._busy > most and self._process:
            self._ended = True
            self._process.kill()

    def kill(self) -> None:
        """End the process and the thread."""
        with self._guard:
            self._closed = True
            if self._process:
                with contextlib.suppress(OSError):
                    self._process.kill()
                self._process.wait()

    def _spawn(self) -> subprocess.Popen[bytes]:
        paths = [p or os.getcwd() for p in sys.path]
        with self._guard:
            if self._closed:
                raise RunError("E407")
            self._process = process = self._popen(paths)
        assert process.stdin
        assert process.stdout
        try:
            send(process.stdin, self._job)
            first = receive(process.stdout)
        except (EOFError, OSError) as e:
            raise RunError("E407") from e
        if isinstance(first, Fatal):
            self._specs = first
            raise RunError(first.code, first.detail, first.path)
        self._specs = first
        return process

    def _popen(self, paths: list[str]) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            # not -m: the messages are pickled by the names of their classes, which must not be those of __main__
            [sys.executable, "-P", "-c", "from pipeline.running.worker import main; main()"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | {"PYTHONPATH": os.pathsep.join(paths)},
            pass_fds=self._keep if os.name == "posix" else (),
            start_new_session=True,  # Ctrl-C is the parent's to handle
        )

    def _talk(self) -> None:
        try:
            try:
                self._spawn()
            finally:
                self._ready.set()
            while not self._closed:
                task = self._tasks.get()
                if task is None:
                    return
                self._work(task)
        except BaseException as e:
            if not self._closed:
                self._results.put(e)

    def _work(self, task: Task) -> None:
        """One task, through as many processes as it takes; a document that kills its process is not tried again."""
        while not self._closed:
            current: str | None = None
            try:
                process = self._process or self._spawn()
                assert process.stdin
                assert process.stdout
                self._busy = time.monotonic()
                send(process.stdin, task)
                while True:
                    message = receive(process.stdout)
                    self._busy = time.monotonic()
                    if isinstance(message, Begun):
                        current = message.id
                    elif isinstance(message, Outcome):
                        current = None
                    self._results.put(message)
                    if isinstance(message, Ended):
                        self._busy = None
                        return
                    if isinstance(message, Fatal):
                        return
            except (EOFError, BrokenPipeError, ConnectionError):
                self._busy = None
                if self._closed:
                    return
                out = self._died(task, current)
                if current is None:
                    self._results.put(Ended(task.seq, False, out))
                    return
                self._results.put(out)
                task = replace(task, skip=task.skip | {current})

    def _died(self, task: Task, current: str | None) -> Outcome:
        assert self._process
        code = self._process.wait()
        with self._guard:
            self._process = None
        out = Outcome(current or task.base, task.found.relative)
        out.named = current is not None or task.found.suffix not in ROWS
        how = f"signal {-code}" if code < 0 else f"exit status {code}"
        if self._ended:
            self._ended = False
            out.fail(StageError("E204", "it had to be ended", task.found.relative), None)
        else:
            out.fail(StageError("E205", how, task.found.relative), None)
        return out
