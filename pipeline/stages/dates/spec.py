"""What an expression says before anybody knows which year it means: the parts that stand in the text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Spec:
    """A point of time as written. `y`, `m`, `d` are (mode, number): abs = stated, doc = counted from the document date,
    focus = from the date last spoken of, here = the chronicle's month if there is one, short = two digits of a year.

    `rank` is the smallest part taken so far: 1 year, 2 half, quarter, season or festival, 3 month, 4 part of a month,
    5 day, 6 weekday, 7 part of the day, 8 hour, 9 minute, 10 second.
    """

    start: int
    end: int
    rank: int = 0
    y: tuple[str, int] | None = None
    ypart: str = ""
    m: tuple[str, int] | None = None
    mpart: str = ""
    d: tuple[str, int] | None = None
    week: tuple[int | None, int] | None = None  # (week offset or None, weekday 1-7; 0 the week, 8 the weekend)
    nth: int = 0  # the nth such weekday of the month, -1 the last
    shift: int = 0  # days counted from it (国庆节后第二天)
    part: str = ""
    clock: tuple[int, int, int] | None = None
    fest: tuple[str, str] | None = None
    lunar: tuple[int, int] | None = None  # month, day (0 = the month)
    ago: tuple[float, str, int, bool] | None = None  # n, unit, sign, approximate
    months: int = 0  # the months of 两年零三个月前
    span: tuple[int, int] | None = None  # first and last year (万历年间, 八九十年代)
    era: str = ""
    decade: int | None = None
    moon: bool = False  # its months are lunar (农历2015年十月)
    today: bool = False  # 去年的今天: the day of the anchor
    awaited: bool = False  # a clock time is expected (下午2:00-4:00)
    approx: bool = False
    rule: str = ""

    @property
    def dated(self) -> bool:
        """Whether anything but a part of a day is known."""
        known = (self.y, self.m, self.d, self.week, self.fest, self.lunar, self.ago, self.span)
        return any(x is not None for x in known) or self.decade is not None
