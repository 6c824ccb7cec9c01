"""The time limit of a stage: an alarm in the worker's main thread, no threads."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager


class TimeUp(BaseException):
    """Not an Exception, so that no stage's `except Exception` can swallow it."""


@contextmanager
def limit(seconds: float) -> Iterator[None]:
    """Raise TimeUp in this thread after some seconds (main thread on POSIX; elsewhere the parent's watch has to do)."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    global _armed
    before = None if _watched else signal.signal(signal.SIGALRM, _up)
    _armed = True
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        _armed = False  # the alarm may still come, and is then none
        if not _watched:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, before)


def watch_time() -> None:
    """Set the handler once for all limits of this process, which is ours."""
    global _watched
    if hasattr(signal, "setitimer"):
        signal.signal(signal.SIGALRM, _up)
        _watched = True


_armed = _watched = False


def _up(*_: object) -> None:
    if _armed:  # an alarm that was on its way when the limit was lifted is none
        raise TimeUp
