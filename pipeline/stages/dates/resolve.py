"""A spec and its anchors → days: which year, month and day are meant, and on what ground."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.lexicon import calendar
from pipeline.stages.dates import lunar
from pipeline.stages.dates.anchors import Context, nearest, weekday
from pipeline.stages.dates.spec import Spec
from pipeline.stages.dates.values import Day, add_days, add_months, day_of, month_end


@dataclass(slots=True)
class When:
    """First and last point of what is meant; `text` is the EDTF where it is no plain day, month or year (199X, 2019-24)."""

    a: Day
    b: Day | None = None
    text: str = ""
    basis: str = "explicit"
    stated: bool = False  # the year stands in the text
    approx: bool = False

    @property
    def edtf(self) -> str:
        if self.text:
            return self.text
        tail = "~" if self.approx else ""
        if self.b is None or self.b == self.a:
            return self.a.edtf + tail
        return f"{self.a.edtf}{tail}/{self.b.edtf}"

    @property
    def last(self) -> Day:
        return self.b or self.a


def resolve(s: Spec, c: Context, near: When | None = None) -> When | None:
    """The days meant; None where there is no ground. `near` is the first point of a range whose second inherits from it."""
    if s.decade is not None:
        return _decade(s)
    if s.ago is not None:
        return _ago(s, c)
    if s.fest is not None:
        return _festival(s, c, near)
    if s.lunar is not None:
        return _lunar(s, c)
    if s.week is not None:
        return _week(s, c)
    year, basis, stated = _year(s, c, near)
    if s.m is None and s.d is None:
        if s.part and s.y is None or s.clock and s.y is None:
            return _today(s, c)
        if year is None:
            return None
        return _in_year(s, Day(year), basis, stated)
    if s.m is None:
        return _day(s, c, near, year, basis)
    return _month(s, c, near, year, basis, stated)


def _year(s: Spec, c: Context, near: When | None) -> tuple[int | None, str, bool]:
    if s.y is None:
        return (near.last.y, near.basis, near.stated) if near is not None else (None, "", False)
    mode, n = s.y
    if mode == "abs":
        return n, "explicit", True
    if mode == "short":
        if c.era:
            return c.marks.get("era", 1912) + n - 1, "context", True
        pivot = (c.ref.y if c.ref else 2030) % 100 + 10
        return (2000 if n <= pivot else 1900) + n, "explicit", True
    if mode == "focus":
        base = c.focus.y if c.focus else c.ref.y if c.ref else None
        return (None, "", False) if base is None else (base + n, "context", True)
    if mode == "here" and c.chronicle and c.year:
        return c.year, "context", False
    if mode == "whole" and c.focus and c.ref and c.focus.y != c.ref.y and c.same_sentence(s.start):
        return c.focus.y, "context", False
    if c.ref is None:
        return None, "", False
    return c.ref.y + n, "document", False


def _in_year(s: Spec, y: Day, basis: str, stated: bool) -> When:
    year, p = y.y, s.ypart
    w = When(y, None, "", basis, stated)
    if not p:
        return w
    if p[0] == "H":
        w.a, w.b = (Day(year, 1), Day(year, 6)) if p == "H1" else (Day(year, 7), Day(year, 12))
    elif p[0] == "Q":
        q = int(p[1])
        w.a, w.b = Day(year, 3 * q - 2), Day(year, 3 * q)
    elif p[0] == "N":
        w.a, w.b = Day(year, 1), Day(year, int(p[1:]))
    elif p[0] == "S":
        w.a, w.text = Day(year, {21: 3, 22: 6, 23: 9, 24: 12}[int(p[1:])]), f"{y.edtf}-{p[1:]}"
    elif p == "初":
        w.a = Day(year, 1)
    elif p == "中":
        w.a, w.approx = Day(year, 6), True
    elif p == "底":
        w.a = Day(year, 12)
    return w


def _month(s: Spec, c: Context, near: When | None, year: int | None, basis: str, stated: bool) -> When | None:
    assert s.m is not None
    mode, n = s.m
    if mode == "abs":
        m = n
        if s.y is None and near is not None:
            year = near.last.y
            if near.last.m is not None and m < near.last.m and near.last.d is not None:
                year += 1
        elif s.y is None:
            year, basis = c.year_of(m, s.d[1] if s.d and s.d[0] == "abs" else None, s.start)
    else:
        base = _month_base(mode, c)
        if base is None or base.m is None:
            return None
        moved = add_months(Day(base.y, base.m), n)
        year, m, basis = moved.y, moved.m or 1, "document" if mode == "doc" else "context"
    if year is None:
        return None
    when = When(Day(year, m), None, "", basis, stated)
    if s.d is not None and s.d[0] == "abs":
        if s.d[1] > month_end(year, m):
            return None
        when.a = Day(year, m, s.d[1])
    elif s.nth:
        assert s.week is not None
    elif s.mpart:
        _part_of_month(when, s.mpart, year, m)
    return when


def _month_base(mode: str, c: Context) -> Day | None:
    if mode == "here":
        if c.month and c.year:
            return Day(c.year, c.month)
        return c.ref if c.ref and c.ref.m else c.focus
    if mode == "focus":
        if c.focus and c.focus.m:
            return c.focus
        if c.month and c.year:
            return Day(c.year, c.month)
    return c.ref


def _part_of_month(when: When, p: str, year: int, m: int) -> None:
    end = month_end(year, m)
    spans = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, end), "上半月": (1, 15), "下半月": (16, end)}
    if p in spans:
        when.a, when.b = Day(year, m, spans[p][0]), Day(year, m, spans[p][1])
    elif p == "初":
        when.a, when.approx = Day(year, m, 1), True
    elif p == "中":
        when.a, when.approx = Day(year, m, 15), True
    elif p in "底末":
        when.a = Day(year, m, end)


def _day(s: Spec, c: Context, near: When | None, year: int | None, basis: str) -> When | None:
    assert s.d is not None
    mode, n = s.d
    if mode == "abs":
        if near is not None:
            y, m, basis = near.last.y, near.last.m, near.basis
            if m is not None and near.last.d is not None and n < near.last.d:
                nxt = add_months(Day(y, m), 1)
                y, m = nxt.y, nxt.m
        else:
            y, m, basis = c.month_of(n, s.start)  # type: ignore[assignment]
        if y is None or m is None or n > month_end(y, m):
            return None
        return When(Day(y, m, n), None, "", basis)
    if mode == "focus":
        base = c.focus_end if n and c.focus_end and c.focus_end.d else c.focus
        if base is None or base.d is None:
            base = c.ref
        basis = "context"
    else:
        base, basis = c.ref, "document"
    if base is None or base.d is None:
        return None
    return When(add_days(base, n), None, "", basis)


def _today(s: Spec, c: Context) -> When | None:
    if c.focus is not None and c.focus.d is not None and c.same_paragraph(s.start):
        return When(c.focus, None, "", "context")
    if c.ref is not None and c.ref.d is not None:
        return When(c.ref, None, "", "document")
    return None


def _week(s: Spec, c: Context) -> When | None:
    assert s.week is not None
    offset, day = s.week
    if s.nth and s.m is not None:
        m = s.m[1]
        year = _year(s, c, None)[0]
        basis = "explicit"
        if year is None:
            year, basis = c.year_of(m, None, s.start)
        found = lunar.nth_weekday(year, m, s.nth, day) if year is not None else None
        return When(found, None, "", basis) if found else None
    if c.ref is None or c.ref.d is None:
        return None
    if offset is None:
        if day == 8:
            return When(weekday(c.ref, 0, 6), weekday(c.ref, 0, 7), "", "document")
        here = weekday(c.ref, 0, day)
        if not c.future(s.start) and here > c.ref and c.past(s.start):
            here = add_days(here, -7)
        return When(here, None, "", "document")
    if day == 0:
        return When(weekday(c.ref, offset, 1), weekday(c.ref, offset, 7), "", "document")
    if day == 8:
        return When(weekday(c.ref, offset, 6), weekday(c.ref, offset, 7), "", "document")
    return When(weekday(c.ref, offset, day), None, "", "document")


def _decade(s: Spec) -> When:
    y = s.decade or 0
    if s.ypart == "century":
        return When(Day(y), Day(y + 99), f"{y // 100:02d}XX", "explicit")
    return When(Day(y), Day(y + 9), f"{y // 10:03d}X", "explicit")


def _ago(s: Spec, c: Context) -> When | None:
    assert s.ago is not None
    n, unit, sign, approx = s.ago
    ref = c.ref
    if sign > 0 and c.focus is not None and c.focus.d is not None and c.same_paragraph(s.start):
        ref = c.focus
    if ref is None:
        return None
    basis = "document" if ref is c.ref else "context"
    whole = int(n)
    if unit == "年":
        if n != whole:
            if ref.m is None:
                return None
            return When(add_months(Day(ref.y, ref.m), sign * round(n * 12)), None, "", basis, approx=approx)
        return When(Day(ref.y + sign * whole), None, "", basis, approx=approx or n >= 10)
    if ref.m is None:
        return None
    if unit in ("月", "季"):
        months = n * (3 if unit == "季" else 1)
        if months != int(months) or months < 1:
            return When(add_days(ref, sign * round(months * 30)), None, "", basis, approx=True) if ref.d else None
        moved = add_months(ref if s.suffix == "day" else Day(ref.y, ref.m), sign * int(months))
        return When(moved, None, "", basis, approx=approx)
    if ref.d is None:
        return None
    days = {"天": 1, "周": 7}.get(unit)
    if days is None:
        return When(ref, None, "", basis, approx=True)
    return When(add_days(ref, sign * round(days * n)), None, "", basis, approx=approx)


def festival_day(fest: tuple[str, str], year: int) -> Day | None:
    """The day of a festival, solar term or named day in a year."""
    kind, name = fest
    if kind == "term":
        return lunar.term_day(year, name)
    if kind == "fest":
        return lunar.festivals()[name].day(year)
    entry = calendar.find(name)
    if entry is None:
        return None
    return Day(year, int(entry.start[5:7]), int(entry.start[8:10]))


def _festival(s: Spec, c: Context, near: When | None) -> When | None:
    assert s.fest is not None
    if s.y is None:
        if near is not None:
            years, ref, basis = [near.last.y], near.last, near.basis
        elif c.chronicle and c.year:
            years, ref, basis = [c.year], Day(c.year, c.month or 7, 1), "context"
        elif c.ref is not None:
            years, ref, basis = [c.ref.y + k for k in (-1, 0, 1)] if c.ref.m else [c.ref.y], c.ref, "document"
        elif c.focus is not None:
            years, ref, basis = [c.focus.y], c.focus, "context"
        else:
            return None
        days = [d for y in years if (d := festival_day(s.fest, y))]
        day = nearest(days, ref)
        return When(day, None, "", basis) if day else None
    year, basis, stated = _year(s, c, None)
    day = festival_day(s.fest, year) if year is not None else None
    return When(day, None, "", basis, stated) if day else None


def _lunar(s: Spec, c: Context) -> When | None:
    assert s.lunar is not None
    month, d = s.lunar
    year, basis, stated = _year(s, c, None)
    if year is None:
        ref = c.ref or c.focus
        if ref is None:
            return None
        year, basis = ref.y, "document" if c.ref else "context"
        if d:
            days = [x for k in (-1, 0, 1) if (x := lunar.lunar_day(year + k, month, d))]
            day = nearest(days, ref)
            return When(day, None, "", basis) if day else None
    if d:
        day = lunar.lunar_day(year, month, d)
        return When(day, None, "", basis, stated) if day else None
    both = lunar.lunar_month(year, month)
    return When(both[0], both[1], "", basis, stated) if both else None


def clock_text(day: Day, clock: tuple[int, int, int], part: str) -> tuple[str, Day]:
    """2024-03-30, 3 o'clock, 下午 → 2024-03-30T15:00:00; 24:00 is the next day's 00:00."""
    h, mi, sec = clock
    if h < 12 and (
        part in ("下午", "午后", "傍晚", "黄昏", "晚上", "晚间", "夜间", "夜里", "晚", "夜晚")
        or (part == "中午" and h < 5)
    ):
        h += 12
    elif h == 12 and part in ("晚上", "晚间", "夜间", "夜里", "深夜", "午夜", "半夜", "凌晨", "晚"):
        h = 24 if part != "凌晨" else 0
    elif h < 12 and part in ("深夜", "夜", "半夜") and h >= 7:
        h += 12
    if h == 24:
        day, h = (add_days(day, 1), 0) if day_of(day) else (day, 23)
    return f"{day.edtf}T{h:02d}:{mi:02d}:{sec:02d}", day
