"""Time that grows with the text and not with its square: compared between two sizes, never with a number of seconds."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

_NOISE = 0.02  # seconds of processor time; shorter runs say nothing
_LARGEST = 1 << 22


def assert_linear(work: Callable[[int], object], small: int, factor: int = 4, slack: float = 3.0) -> None:
    """That `work(n * factor)` takes no more than `factor * slack` times as long as `work(n)`.

    `small` is where n starts; it is doubled until one run is long enough to be measured. Of each size the best of
    three runs counts, in processor time, so that what else the machine does is left out.
    """
    work(min(small, 1000))  # what is loaded or compiled once is not measured
    n = small
    while (base := _seconds(work, n)) < _NOISE:
        n *= 2
        if n * factor > _LARGEST:
            pytest.skip(f"{n} characters are read within the noise of the clock")
    base = min(base, _seconds(work, n), _seconds(work, n))
    ratios: list[float] = []
    while len(ratios) < 3:
        ratios.append(_seconds(work, n * factor) / base)
        if ratios[-1] < factor * slack:
            return
    raise AssertionError(f"{factor} times {n} characters take {min(ratios):.1f} times as long")


def _seconds(work: Callable[[int], object], n: int) -> float:
    start = time.process_time()
    work(n)
    return time.process_time() - start
