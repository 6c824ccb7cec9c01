"""What an expression says before anybody knows which year it means: the parts that stand in the text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Spec:
    """A point of time as written. `y`, `m`, `d` are (mode, number): abs = stated, doc = counted from the document date,
    focus = from the date last spoken of, here = the chronicle's month if there is one, short = two digits of a year.
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
    part: str = ""
    clock: tuple[int, int, int] | None = None
    fest: tuple[str, str] | None = None
    lunar: tuple[int, int] | None = None  # month, day (0 = the month)
    ago: tuple[float, str, int, bool] | None = None  # n, unit, sign, approximate
    bce: bool = False
    era: bool = False
    decade: int | None = None
    suffix: str = ""
    approx: bool = False
    rule: str = ""

    @property
    def dated(self) -> bool:
        """Whether anything but a part of a day is known."""
        return bool(
            self.y or self.m or self.d or self.week or self.fest or self.lunar or self.ago or self.decade is not None
        )
