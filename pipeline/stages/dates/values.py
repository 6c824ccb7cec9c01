"""Calendar arithmetic and EDTF (ISO 8601-2, levels 0 and 1): how a point, an interval, a duration is written."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from pipeline.lexicon.calendar import number

__all__ = ["Day", "add_days", "add_months", "day_of", "duration", "fmt", "interval", "month_end", "number", "valid"]


class Day(NamedTuple):
    """A point of the calendar: a year, a month of it, or a day (2021, 2021-07, 2021-07-01); years as astronomers count."""

    y: int
    m: int | None = None
    d: int | None = None

    @property
    def edtf(self) -> str:
        return fmt(*self)

    def first(self) -> Day:
        """Its first day."""
        return Day(self.y, self.m or 1, self.d or 1)

    def last(self) -> Day:
        """Its last day."""
        m = self.m or 12
        return Day(self.y, m, self.d or month_end(self.y, m))


def fmt(y: int, m: int | None = None, d: int | None = None) -> str:
    """2021, 7, 1 → 2021-07-01; year -220 → -0220."""
    s = f"{y:04d}" if y >= 0 else f"-{-y:04d}"
    if m is not None:
        s += f"-{m:02d}"
        if d is not None:
            s += f"-{d:02d}"
    return s


def month_end(y: int, m: int) -> int:
    """The last day of a month (years before 1 AD count as leap years of the same rule)."""
    return monthrange(y if y >= 1 else (y % 400) + 400, m)[1]


def day_of(d: Day) -> date | None:
    """As a `date`, where it is a full, existing day."""
    if d.m is None or d.d is None or d.y < 1:
        return None
    try:
        return date(d.y, d.m, d.d)
    except ValueError:
        return None


def add_days(d: Day, n: int) -> Day:
    """The day n days later (a day out of the range of `date` stays)."""
    base = day_of(d)
    if base is None:
        return d
    try:
        r = base + timedelta(days=n)
    except OverflowError:
        return d
    return Day(r.year, r.month, r.day)


def add_months(d: Day, n: int) -> Day:
    """n months later; a day that the month lacks becomes its last day."""
    k = d.y * 12 + (d.m or 1) - 1 + n
    y, m = k // 12, k % 12 + 1
    return Day(y, m, None if d.d is None else min(d.d, month_end(y, m)))


def interval(a: Day | str | None, b: Day | str | None) -> str:
    """a/b; None is open (`..`)."""
    return "/".join(".." if x is None else x if isinstance(x, str) else x.edtf for x in (a, b))


_UNITS = {"年": "Y", "月": "M", "周": "W", "天": "D", "时": "H", "分": "M", "秒": "S"}


def duration(n: float, unit: str) -> str | None:
    """ISO 8601 of n units (年 月 周 天 时 分 秒, 季 as three months); 1.5 时 → PT1H30M."""
    if unit == "季":
        n, unit = n * 3, "月"
    if unit == "半月":
        n, unit = n * 15, "天"
    if unit not in _UNITS or n <= 0:
        return None
    whole, half = int(n), n - int(n)
    t = "T" if unit in "时分秒" else ""
    s = f"{whole}{_UNITS[unit]}" if whole else ""
    if half:
        if half != 0.5:
            return f"P{t}{n:g}{_UNITS[unit]}"
        smaller = {"年": ("6M", ""), "月": ("15D", ""), "天": ("T12H", ""), "时": ("30M", ""), "分": ("30S", "")}.get(
            unit
        )
        if smaller is None:
            return None
        s += smaller[0]
    return f"P{t}{s}"


_DATE = r"-?\d{4}(?:-(?:0[1-9]|1[0-2]|2[1-4])(?:-(?:0[1-9]|[12]\d|3[01]))?)?"
_PARTIAL = r"\d{3}X|\d{2}XX|(?:\d{4}|XXXX)-XX"
_PARTIAL += r"|(?:\d{4}|XXXX)-(?:0[1-9]|1[0-2]|XX)-(?:0[1-9]|[12]\d|3[01]|XX)|XXXX-(?:0[1-9]|1[0-2])"
_ONE = rf"(?:{_DATE}|{_PARTIAL}|Y-?\d{{5,}})[?~%]?"
_EDTF = re.compile(rf"{_DATE}T(?:[01]\d|2[0-4]):[0-5]\d:[0-5]\d|(?:{_ONE})|(?:{_ONE}|\.\.)/(?:{_ONE}|\.\.)")
_FULL_DATE = re.compile(r"(-?\d{4})-(0[1-9]|1[0-2])-(\d\d)")


def valid(edtf: str) -> bool:
    """Whether a value is EDTF of level 0 or 1 and names existing days; cheap, the tests ask the `edtf` library."""
    if not _EDTF.fullmatch(edtf) or edtf == "../..":
        return False
    return all(int(d) <= month_end(int(y), int(m)) for y, m, d in _FULL_DATE.findall(edtf))


def lunar_month(s: str) -> int | None:
    """正月, 腊月, 闰四月: the number of a month of the moon, negative where it is put in."""
    leap = s.startswith("闰")
    s = s.removeprefix("闰").removesuffix("月")
    n = {"正": 1, "腊": 12, "冬": 11}.get(s) or number(s)
    if not n or n > 12:
        return None
    return -n if leap else n


def lunar_day(s: str) -> int | None:
    """初八, 廿三: the day of a month of the moon."""
    s = s.removeprefix("初")
    if s.startswith("廿"):
        return 20 + (number(s[1:]) or 0)
    n = number(s)
    return n if n and 1 <= n <= 30 else None
