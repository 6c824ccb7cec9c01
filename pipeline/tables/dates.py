"""EDTF values (levels 0 and 1) on a line: which days a value may mean, what stands before what, what meets what."""

from __future__ import annotations

import re
from calendar import monthrange
from functools import lru_cache
from typing import Any, NamedTuple

from pipeline.errors import RunError

Day = tuple[int, int, int]

_FAR = 10**9
_POINT = re.compile(
    r"(?P<year>-?\d{4}|\d{3}X|\d{2}XX|Y-?\d{5,9})(?:-(?P<month>\d\d|XX)(?:-(?P<day>\d\d|XX)(?P<time>T\d\d:.*)?)?)?[?~%]?"
)
_SEASONS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 2)}  # a winter runs into the next year


class Stretch(NamedTuple):
    """The days that a value may mean, from `first` to `last`; an end that is open (..) lies far off."""

    first: Day
    last: Day
    time: str = ""

    @property
    def begins(self) -> bool:
        """Whether its start is known."""
        return self.first[0] > -_FAR

    @property
    def ends(self) -> bool:
        """Whether its end is known."""
        return self.last[0] < _FAR


@lru_cache(maxsize=65536)
def stretch(edtf: str | None) -> Stretch | None:
    """The days of a value; None for none, for a day of no year (XXXX-07-01), and for what is not EDTF.

    >>> stretch("2021-02")
    Stretch(first=(2021, 2, 1), last=(2021, 2, 28), time='')
    """
    if not edtf:
        return None
    a, slash, b = edtf.partition("/")
    if not slash:
        return _point(a)
    start = Stretch((-_FAR, 1, 1), (-_FAR, 1, 1)) if a == ".." else _point(a)
    end = Stretch((_FAR, 12, 31), (_FAR, 12, 31)) if b == ".." else _point(b)
    if start is None or end is None or start.first > end.last or (a == ".." == b):
        return None
    return Stretch(start.first, end.last, start.time)


def _point(text: str) -> Stretch | None:
    m = _POINT.fullmatch(text)
    if m is None:
        return None
    year, month, day, time = m["year"], m["month"], m["day"], m["time"] or ""
    if "X" in year:
        if month:  # a month of an unknown year of a decade has no place on the line
            return None
        return Stretch((int(year.replace("X", "0")), 1, 1), (int(year.replace("X", "9")), 12, 31))
    y = int(year.removeprefix("Y"))
    if month is None or (month == "XX" and day in (None, "XX")):
        return Stretch((y, 1, 1), (y, 12, 31))
    if month == "XX":
        return None
    n = int(month)
    if n in _SEASONS and day is None:
        a, b = _SEASONS[n]
        z = y + (b < a)
        return Stretch((y, a, 1), (z, b, _days(z, b)))
    if not 1 <= n <= 12:
        return None
    if day in (None, "XX"):
        return Stretch((y, n, 1), (y, n, _days(y, n)))
    d = int(day)
    return Stretch((y, n, d), (y, n, d), time) if 1 <= d <= _days(y, n) else None


def _days(y: int, m: int) -> int:
    return monthrange(y % 400 + 400, m)[1]  # the calendar repeats after 400 years, and has no year 0 in Python


def before(edtf: str | None) -> tuple[Any, ...]:
    """The sort key of a chronicle: by the first day that the value may mean, of equal ones the coarser first.

    What began at an unknown time stands where it ended; what has no date, or no year, last.
    """
    s = stretch(edtf)
    if s is None:
        return (1, edtf or "~")
    (y, m, d), (y2, m2, d2) = s.first if s.begins else s.last, s.last
    return (0, y, m, d, -y2, -m2, -d2, s.time)


def month(edtf: str | None) -> tuple[int, int] | None:
    """The month in which a date lies, where it lies in one."""
    s = stretch(edtf)
    return s.first[:2] if s is not None and s.first[:2] == s.last[:2] else None


class Window:
    """From … to …, both included; either may be None. Raises RunError E403 on what is no date."""

    def __init__(self, start: str | None, end: str | None) -> None:
        a, b = _asked("--from", start), _asked("--to", end)
        self.first: Day = a.first if a else (-_FAR, 1, 1)
        self.last: Day = b.last if b else (_FAR, 12, 31)
        self.open = a is None and b is None
        if self.first > self.last:
            raise RunError("E403", f"--from {start} is after --to {end}")

    def holds(self, edtf: str | None) -> bool:
        """Whether a value may mean a day within; the undated is in no window but the open one."""
        if self.open:
            return True
        s = stretch(edtf)
        return s is not None and s.first <= self.last and s.last >= self.first


def _asked(option: str, value: str | None) -> Stretch | None:
    if value is None:
        return None
    s = stretch(value)
    if s is None:
        raise RunError("E403", f"{option} {value!r} is no date: 2021, 2021-07 or 2021-07-01")
    return s
