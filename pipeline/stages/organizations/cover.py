"""Which stretches of a text are taken already."""

from __future__ import annotations

from bisect import bisect_right


class Cover:
    """Which stretches are taken, in order."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    def add(self, start: int, end: int) -> None:
        i = bisect_right(self._starts, start)
        self._starts.insert(i, start)
        self._ends.insert(i, end)

    def hit(self, start: int, end: int) -> bool:
        i = bisect_right(self._starts, end - 1) - 1
        return i >= 0 and self._ends[i] > start

    def ends_at(self, pos: int) -> bool:
        i = bisect_right(self._starts, pos - 1) - 1
        return i >= 0 and self._ends[i] == pos
