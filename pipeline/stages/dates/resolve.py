"""A spec and its anchors → days: which year, month and day are meant, and on what ground."""

from __future__ import annotations

import re
from datetime import datetime

from pipeline.lexicon import calendar
from pipeline.stages.dates.anchors import Context, month_base
from pipeline.stages.dates.counted import counted
from pipeline.stages.dates.named import (
    decade,
    festival,
    has_lunar_months,
    holiday_of,
    lunar_date,
    reign_month,
    this_century,
)
from pipeline.stages.dates.spec import Spec
from pipeline.stages.dates.standing import in_cycle, season_year
from pipeline.stages.dates.values import Day, add_days, add_months, day_of, month_end
from pipeline.stages.dates.weeks import week, week_of
from pipeline.stages.dates.when import When

#: parts of a year that name none (上半年, 第三季度, 前十个月)
_PARTS = ("half", "quarter", "first_months")


def resolve(s: Spec, c: Context, near: When | None = None) -> When | None:
    """The days meant; None where there is no ground. `near` is the first point of a range whose second inherits from it."""
    if s.y is not None and s.y[0] == "century":
        return this_century(s, c)
    if s.span is not None:
        return When(Day(s.span[0]), Day(s.span[1]))
    if s.decade is not None:
        return decade(s, s.decade)
    if s.ago is not None:
        return counted(s, c)
    if s.fest is not None:
        return _shifted(festival(s, c, near, _year(s, c, None)), s, c)
    if s.lunar is not None:
        return lunar_date(s, c, _year(s, c, None))
    if s.week is not None:
        return week(s, c, near, _year(s, c, None)) if s.rule != "nth_week" else week_of(s, c, _year(s, c, None))
    year, basis, stated = _year(s, c, near)
    if s.today:
        return _same_day(s, c, year, basis)
    if s.rule == "nth_day" and s.m is None:
        return When(add_days(Day(year, 1, 1), s.shift - 1), None, "", basis, stated) if year else None
    if s.m is None and s.d is None:
        if s.y is None:
            return _today(c, s, near)
        if year is None:
            return None
        return _in_year(s, Day(year), basis, stated, c)
    if s.m is None:
        return _day(s, c, near)
    return _month(s, c, near, year, basis, stated)


def _first_days(w: When, s: Spec, c: Context) -> tuple[Day, Day] | None:
    """春节前八天, 国庆前三天, told in the days off or right after them: the first of them, and not the days before."""
    off = holiday_of(s, w.a)
    if off is None or c.ref is None or c.ref.d is None or s.y is not None:
        return None
    last = add_days(off[0], -s.shift - 1)
    if not (1 < -s.shift <= _apart(*off) + 1 and off[0] <= c.ref <= add_days(off[1], 3) and last <= add_days(c.ref, 1)):
        return None
    return off[0], last


def _shifted(w: When | None, s: Spec, c: Context) -> When | None:
    if w is not None and s.shift < -1 and s.rule != "weeks_around" and (days := _first_days(w, s, c)):
        w.a, w.b = days
    elif w is not None and s.rule == "weeks_around":  # 春节前一周: the days up to it, or from it on
        first, last = (s.shift, -1) if s.shift < 0 else (1, s.shift)
        w.a, w.b = add_days(w.a, first), add_days(w.a, last)
    elif w is not None and s.shift:
        w.a = add_days(w.a, s.shift)
    return w


def _year(s: Spec, c: Context, near: When | None) -> tuple[int | None, str, bool]:
    if s.y is None:
        return (near.last.y, near.basis, near.stated) if near is not None else (None, "", False)
    mode, n = s.y
    if mode == "abs":
        return n, "explicit", True
    if mode == "short":
        if c.era is not None and s.era:
            return c.era + n - 1, "context", True
        latest = max((c.ref.y if c.ref else 2030) + 10, 1999)
        return latest - (latest - n) % 100, "explicit", True
    if mode == "focus" and n == 0 and near is None and c.text.startswith("当年", s.start) and not _year_told(s, c):
        return None, "", False  # 当年红军路过时: in those days; 抵免当年税额: of any year
    if mode == "then" and n == 0 and (known := _of_event(c.text, s.start)) is not None:
        return known, "calendar", False
    if mode == "focus" and near is not None:
        return near.last.y + n, "context", True  # 1950年冬至次年春
    if mode == "focus" and n == 0 and c.chronicle and c.year and _NEXT_YEAR.search(c.text, 0, s.start):
        return c.year, "context", True  # 试行定量供应，次年全县推行。是年，…: of the entry's year
    if mode == "focus":
        base = c.named if c.named is not None else c.ref.y if c.ref else None
        return (None, "", False) if base is None else (base + n, "context", True)
    if mode == "then":
        return (None, "", False) if c.named is None else (c.named + n, "context", True)
    if mode == "before":
        year = _year_under_report(s, c)
        return (None, "", False) if year is None else (year + n, "context", False)
    if mode in ("here", "heading") and c.chronicle and c.year:
        return c.year, "context", False
    if mode == "heading":
        return None, "", False
    if mode == "here" and s.ypart == "底" and _last_year_end(s, c):
        return c.ref.y - 1 if c.ref else None, "context", False
    under = mode == "here" and c.whole and s.start - c.whole[1] < 600 and not c.future(s.start)
    if under and c.whole and not c.text.startswith("新年", s.start):
        return c.whole[0], "context", False  # 刚刚过去的2008年，…。年初，…
    if mode == "cycle":
        near_one = c.focus.y if c.focus is not None and (c.ref is None or c.chronicle) else None
        if near_one is None and c.ref is None:
            return None, "", False
        return in_cycle(n, (near_one or (c.ref.y if c.ref else 0)) + 1), "context" if near_one else "document", True
    if mode == "whole" and (year := _year_in_review(s, c)) is not None:
        return year, "context", False
    bare = mode == "doc" and n == 0 and s.rule in _PARTS and c.text[s.start] not in "今本"
    if bare and (section := c.section(s.start)) is not None:
        return section, "context", False
    if bare and c.chronicle and c.year:
        return c.year, "context", False
    if mode == "doc" and c.chronicle and c.year and (c.ref is None or c.year < c.ref.y):
        return c.year + n, "context", False  # 1957年 … 1月13日　…到去年底: of the entry's year, not of the book's
    if c.ref is None:
        return None, "", False
    f = c.focus
    if bare and f is not None and f.m is None and f.y > c.ref.y and c.same_sentence(s.start):
        return f.y, "context", False  # 明年，…第一季度完成
    return c.ref.y + n, "document", False


#: what only looks ahead to the year after, and the end of its sentence
_NEXT_YEAR = re.compile("[次翌转]年[^。\n]{0,40}[。；][ 　]{0,2}\\Z")


def _year_told(s: Spec, c: Context) -> bool:
    """Whether the year that 当年 means has been named, and not long ago (当年10月 means one however long ago it was)."""
    part = s.m is not None or bool(s.ypart)
    return c.named is not None and (part or c.chronicle or c.ref is None or c.same_paragraph(s.start, 300))


def _of_event(text: str, at: int) -> int | None:
    """新中国成立那年 → 1949."""
    name = next((w for k in range(12, 3, -1) if calendar.find(w := text[max(0, at - k) : at])), None)
    entry = calendar.find(name) if name else None
    return int(entry.start[:4]) if entry is not None and entry.start[:4].isdigit() else None


def _last_year_end(s: Spec, c: Context) -> bool:
    """年终, 年末 early in a year, where the year before has just been told of and nothing lies ahead."""
    early = c.ref is not None and c.ref.m is not None and c.ref.m <= 3
    told = c.focus is not None and c.ref is not None and c.focus.y == c.ref.y - 1 and c.same_paragraph(s.start, 200)
    return early and told and c.text[s.end : s.end + 1] not in "前以之" and not c.future(s.start)


#: what 第二天 is counted from: 事变第二天, 访问的第二天; not 在第二天, 直到第二天
_NOUN = re.compile("[\u4e00-\u9fff](?<![到至在从于自和与及或以按将就且时是后])”?\\Z")
_IS_DAY = re.compile("[是为][^。；\n]{1,30}\\Z")
#: 计划安排，产量略低于上年: the year that is planned, and not one told of
_PLANNED = re.compile("(?:计划|安排|预期|目标|拟)[^。；\n]{0,40}\\Z")


def _year_under_report(s: Spec, c: Context) -> int | None:
    """The year that 上年 comes before: the one just spoken of (2025年…比上年增长), else the document's."""
    if c.ref is not None and _PLANNED.search(c.text, max(0, s.start - 60), s.start):
        return c.ref.y
    if c.whole and s.start - c.whole[1] < 3000:
        return c.whole[0]
    if (
        c.focus is not None
        and c.same_paragraph(s.start, 300)
        and (c.ref is None or c.ref.y - 3 <= c.focus.y <= c.ref.y)
    ):
        return c.focus.y
    return c.ref.y if c.ref else None


def _year_in_review(s: Spec, c: Context) -> int | None:
    """全年 early in a year means the year before, where the text looks back (过去一年, 比上年增长)."""
    if (section := c.section(s.start)) is not None:
        return section
    if c.whole and s.start - c.whole[1] < 120:
        return c.whole[0]
    if c.ref is None or c.ref.m is None or c.ref.m > 3:
        return None
    back = "比上年" in c.text[s.start : s.start + 30] or (
        c.focus is not None and c.focus.y == c.ref.y - 1 and c.same_paragraph(s.start, 150)
    )
    return c.ref.y - 1 if back else None


def _in_year(s: Spec, y: Day, basis: str, stated: bool, c: Context) -> When | None:
    year, p = y.y, s.ypart
    w = When(y, None, "", basis, stated)
    if not p:
        return w
    if p[0] == "H":
        w.a, w.b = (Day(year, 1), Day(year, 6)) if p == "H1" else (Day(year, 7), Day(year, 12))
    elif p[0] == "Q":
        q = int(p[1])
        w.a, w.b = Day(year, 3 * q - 2), Day(year, 3 * q)
    elif p[0] == "q":
        if c.ref is None or c.ref.m is None:
            return None
        w.a = add_months(Day(c.ref.y, (c.ref.m - 1) // 3 * 3 + 1), 3 * int(p[1:].rstrip("be")))
        w.b = add_months(w.a, 2)
        if p[-1] in "be":  # the beginning or the end of it
            w.a, w.b = (w.a if p[-1] == "b" else w.b), None
    elif p[0] == "D":  # its first or last days
        n = int(p[1:])
        opens, closes = Day(year, 1, 1), Day(year, 12, 31)
        w.a, w.b = (opens, add_days(opens, n - 1)) if n > 0 else (add_days(closes, n + 1), closes)
    elif p[0] == "M":
        first, _, last = p[1:].partition("-")
        w.a, w.b = Day(year, int(first)), Day(year, int(last))
    elif p[0] == "S":
        one, _, two = p[1:].partition("-")
        if s.rule == "season_alone" and basis == "document" and c.ref is not None:
            year = season_year(int(one), c.ref)
            y = Day(year)
        w.a, w.text = Day(year, {21: 3, 22: 6, 23: 9, 24: 12}[int(one)]), f"{y.edtf}-{one}"
        if two:
            w.text += f"/{Day(year + (two < one)).edtf}-{two}"
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
        if ((s.era and has_lunar_months(s)) or s.moon) and s.y is not None and year is not None:
            return reign_month(s, year, m, stated)
        if s.y is None and near is not None:
            year = near.last.y
            if near.last.m is not None and m < near.last.m:
                year += 1
        elif s.y is None:
            year, basis = c.year_of(m, s.d[1] if s.d and s.d[0] == "abs" else None, s.start)
            stated = basis == "context" and c.year_stands(year)
    else:
        base = month_base(mode, c)
        if base is None or base.m is None:
            return None
        moved = add_months(Day(base.y, base.m), n)
        year, m, basis = moved.y, moved.m or 1, "document" if mode == "doc" else "context"
        stated = mode == "focus" and c.year_stands(year)
    if year is None:
        return None
    when = When(Day(year, m), None, "", basis, stated)
    if s.d is not None and s.d[0] == "abs":
        if s.d[1] > month_end(year, m):
            return None
        when.a = Day(year, m, s.d[1])
    elif s.mpart:
        _part_of_month(when, s.mpart, year, m)
    return when


def _part_of_month(when: When, p: str, year: int, m: int) -> None:
    end = month_end(year, m)
    spans = {"上旬": (1, 10), "中旬": (11, 20), "下旬": (21, end), "上半月": (1, 15), "下半月": (16, end)}
    spans |= {"上中旬": (1, 20), "中下旬": (11, end)}
    if p in spans:
        when.a, when.b = Day(year, m, spans[p][0]), Day(year, m, spans[p][1])
    elif p[0] == "前" or p[:2] == "最后":
        n = min(int(p.lstrip("前最后")), end)
        when.a, when.b = (
            (Day(year, m, 1), Day(year, m, n)) if p[0] == "前" else (Day(year, m, end - n + 1), Day(year, m, end))
        )
    elif p in ("初", "中"):
        first = 1 if p == "初" else 11
        when.a, when.b = Day(year, m, first), Day(year, m, first + 9)
    elif p == "底":
        when.a = Day(year, m, end)


def _day(s: Spec, c: Context, near: When | None) -> When | None:
    assert s.d is not None
    mode, n = s.d
    if mode == "nearest" and (ref := c.ref) is not None and ref.d is not None:
        days = (add_days(ref, k) for k in sorted(range(-15, 16), key=abs))
        return next((When(day, None, "", "document") for day in days if day.d == n), None)
    if mode in ("abs", "nearest"):
        if near is not None:
            y, m, basis = near.last.y, near.last.m, near.basis
            if m is not None and near.last.d is not None and n < near.last.d:
                nxt = add_months(Day(y, m), 1)
                y, m = nxt.y, nxt.m
        else:
            year, m, basis = c.month_of(n, s.start)
            if year is None:
                return None
            y = year
        if m is None or n > month_end(y, m):
            return None
        return When(Day(y, m, n), None, "", basis)
    if mode == "focus":
        if near is None and n > 0 and _of_what(s, c):
            return None
        base = near.last if near is not None and near.last.d else c.spoken_day(s.start, said=True) or c.ref
        basis = "context"
    else:
        base, basis = c.ref, "document"
        here = c.focus_day if n == 0 and c.chronicle and c.month else None
        if here is not None and (here.y, here.m) == (c.year, c.month):
            return When(here, None, "", "context")  # 3日　普查今日零时起展开: of the chronicle's entry
        if n == 0 and (told := c.in_speech(s.start)) is not None:
            base, basis = told, "context"
        if c.inferred and n == -1 and base is not None and base.d:
            n = 0  # the report came out on the day after the last event that dates it
    if base is None or base.d is None:
        return None
    return When(add_days(base, n), None, "", basis)


def _of_what(s: Spec, c: Context) -> bool:
    """开展第二天, 今天是春运的第二天: counted from what the words before it name, whose day is told nowhere."""
    if not (c.text.startswith(("第二天", "第三天"), s.start) and _NOUN.search(c.text, max(0, s.start - 2), s.start)):
        return False
    day = c.focus_day is not None and c.same_paragraph(s.start)
    return not day or _IS_DAY.search(c.text, max(0, s.start - 24), s.start) is not None


def _today(c: Context, s: Spec, near: When | None) -> When | None:
    if near is not None and near.last.d is not None:
        return When(near.last, None, "", near.basis)
    day = c.spoken_day(s.start)
    if day is not None:
        apart = _apart(day, c.ref) if c.ref is not None and c.ref.d is not None else 0
        reach = 400 if day != c.main_day or apart == 0 else 2500
        if s.start - c.focus_day_at < reach and apart <= 31:
            return When(day, None, "", "context")
    if c.ref is not None and c.ref.d is not None:
        return When(c.ref, None, "", "document")
    return None


def _apart(a: Day, b: Day) -> int:
    x, y = day_of(a), day_of(b)
    return abs((x - y).days) if x and y else 10**6


def _same_day(s: Spec, c: Context, year: int | None, basis: str) -> When | None:
    """去年的今天, 上个月的今天."""
    if c.ref is None or c.ref.d is None or c.ref.m is None:
        return None
    if s.m is not None and s.m[0] == "doc":
        return When(add_months(c.ref, s.m[1]), None, "", "document")
    if year is None or s.m is not None:
        return None
    return When(add_months(c.ref, 12 * (year - c.ref.y)), None, "", basis)


def clock_text(day: Day, clock: tuple[int, int, int], part: str) -> tuple[str, Day]:
    """2024-03-30, 3 o'clock, 下午 → 2024-03-30T15:00:00; 24时 closes its day, 晚上12点 is the next day's 00:00."""
    h, mi, sec = clock
    if h == 24:
        return f"{day.edtf}T24:00:00", day
    if h < 12 and (
        part in ("下午", "午后", "傍晚", "黄昏", "晚上", "晚间", "夜间", "夜里", "晚", "夜晚")
        or (part == "中午" and h < 5)
    ):
        h += 12
    elif h == 12 and part in ("晚上", "晚间", "夜间", "夜里", "深夜", "午夜", "半夜", "凌晨", "晚", "夜"):
        h = 0 if part == "凌晨" else 24
    elif h < 12 and part in ("深夜", "夜", "半夜", "午夜") and h >= 7:
        h += 12
    if h == 24:
        day, h = add_days(day, 1), 0
    return f"{day.edtf}T{h:02d}:{mi:02d}:{sec:02d}", day


def clock_length(first: Spec, last: Spec) -> str | None:
    """上午9时至11时30分 → PT2H30M: how long from one hour to another of the same day; None where it does not follow."""
    day = Day(2000, 1, 1)
    if first.clock is None or last.clock is None:
        return None
    ends = [clock_text(day, c, p)[0] for c, p in ((first.clock, first.part), (last.clock, last.part or first.part))]
    a, b = (int(e[11:13]) * 60 + int(e[14:16]) for e in ends)
    if b <= a and not last.part:
        b += 12 * 60 if first.part and b + 12 * 60 > a else 0
    hours, minutes = divmod(b - a, 60)
    if b <= a:
        return None
    return "PT" + (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")


def hour_of(edtf: str, end: int) -> tuple[datetime, int] | None:
    """A time of the clock as such, and where it was told; None for 24:00 and for years that `datetime` lacks."""
    try:
        return datetime.fromisoformat(edtf), end
    except ValueError:
        return None
