"""Which stretches of a text are taken already."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable


class Cover:
    """Which stretches are taken, in order."""

    def __init__(self) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []

    @classmethod
    def of(cls, ranges: Iterable[tuple[int, int]]) -> Cover:
        """From ranges in any order; where two overlap, both count."""
        cover = cls()
        for start, end in sorted(ranges):
            if cover._ends and start < cover._ends[-1]:
                cover._ends[-1] = max(end, cover._ends[-1])
                continue
            cover._starts.append(start)
            cover._ends.append(end)
        return cover

    def take(self, ranges: Iterable[tuple[int, int]]) -> None:
        """Take in more ranges, in any order."""
        whole = Cover.of([*zip(self._starts, self._ends, strict=True), *ranges])
        self._starts, self._ends = whole._starts, whole._ends

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
