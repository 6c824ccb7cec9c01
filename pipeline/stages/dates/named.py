"""Days that have a name or another calendar: festivals, lunar days, months of a reign, decades and centuries."""

from __future__ import annotations

import re

from pipeline.lexicon import calendar
from pipeline.stages.dates import lunar
from pipeline.stages.dates.anchors import Context, nearest
from pipeline.stages.dates.spec import Spec
from pipeline.stages.dates.values import Day, day_of
from pipeline.stages.dates.when import When

_SINCE = re.compile("起|.(?:起|开始|以来|至今)")
_ON_IT = re.compile("[”’]?(?:期间|前|后|当[天日晚]|那天|[假长]|[、，和及]|来临|到来)")
_TO_COME = re.compile("[、和]|将至|临近|来临|即将|到来|前夕|将近")
#: festivals by the name that the notices of days off have for them
_HOLIDAY = dict.fromkeys(("国庆节", "国庆", "十一", "“十一”"), "国庆")
_HOLIDAY |= dict.fromkeys(("“五一”", "五一", "劳动节", "国际劳动节", "五一国际劳动节"), "五一")
_HOLIDAY |= dict.fromkeys(("春节", "农历新年", "农历春节"), "春节")
_HOLIDAY |= {"清明": "清明节", "端午": "端午节", "中秋": "中秋节"}
#: the year that a spec names, with its basis and whether it stands in the text
Year = tuple[int | None, str, bool]


def has_lunar_months(s: Spec) -> bool:
    """Whether the months of the reign are lunar (until 1911)."""
    era = lunar.eras().get(s.era)
    return era is not None and era.lunar


def reign_month(s: Spec, year: int, m: int, stated: bool) -> When | None:
    """康熙二十二年八月十三日 → 1683-10-03; a month alone is the days that it covers."""
    if s.d is not None:
        day = lunar.lunar_day(year, m, s.d[1])
        return When(day, None, "", "explicit", stated) if day else None
    both = lunar.lunar_month(year, m)
    return When(both[0], both[1], "", "explicit", stated) if both else None


def this_century(s: Spec, c: Context) -> When | None:
    """上世纪, 本世纪, 下世纪: counted from the century in which the text was written; 新世纪 is the 21st."""
    assert s.y is not None
    at = c.ref or c.focus
    if s.y[1] == 9:
        base, basis = 2000, "explicit"
    elif s.y[1] == -1 and c.ref is None and at is not None and at.y >= 1900:
        base, basis = 1900, "context"  # who says 上世纪 of the reform years writes in this one
    elif at is not None:
        base, basis = (at.y // 100 + s.y[1]) * 100, "document" if c.ref else "context"
    elif s.y[1] == -1:
        base, basis = 1900, "context"
    else:
        return None
    spanned = When(Day(base + s.span[0]), Day(base + s.span[1])) if s.span is not None else None
    when = spanned or decade(s, base + (s.decade or 0))
    when.basis = basis
    return when


def decade(s: Spec, y: int) -> When:
    """90年代 → 199X, its beginning or end; a century likewise."""
    part = s.mpart
    if s.ypart == "century":
        spans = {
            "初": (0, 9),
            "初期": (0, 9),
            "初叶": (0, 9),
            "末叶": (90, 99),
            "前期": (0, 49),
            "末": (90, 99),
            "末期": (90, 99),
            "底": (90, 99),
            "后期": (50, 99),
        }
        if part in spans:
            return When(Day(y + spans[part][0]), Day(y + spans[part][1]))
        if part:  # 中叶, 中期
            return When(Day(y + 50), approx=True)
        return When(Day(y), Day(y + 99), f"{y // 100:02d}XX" if y >= 0 else "")
    spans = {"初": (0, 3), "初期": (0, 3), "前期": (0, 4), "中期": (4, 6), "中后期": (5, 9)}
    if part:
        a, b = spans.get(part, (7, 9))
        return When(Day(y + a), Day(y + b))
    return When(Day(y), Day(y + 9), f"{y // 10:03d}X")


def holiday_of(s: Spec, day: Day) -> tuple[Day, Day] | None:
    """The days off of the festival that a spec names, in the year of its day; None where no notice is known."""
    return lunar.holiday(_HOLIDAY.get(s.fest[1], s.fest[1]), day.y) if s.fest is not None else None


def festival_day(fest: tuple[str, str], year: int) -> Day | None:
    """The day of a festival, solar term or named day in a year."""
    kind, name = fest
    if kind == "spell":
        both = lunar.spell(name, year)
        return both[0] if both else None
    if kind == "term":
        return lunar.term_day(year, name)
    if kind == "fest":
        return lunar.festivals()[name].day(year)
    entry = calendar.find(name)
    if entry is None:
        return None
    return Day(year, int(entry.start[5:7]), int(entry.start[8:10]))


def festival(s: Spec, c: Context, near: When | None, named_year: Year) -> When | None:
    """The festival of the year named, else the one nearest to the anchor."""
    assert s.fest is not None
    if s.y is not None:
        year, basis, stated = named_year
        day = festival_day(s.fest, year) if year is not None else None
        return _spelled(s.fest, When(day, None, "", basis, stated)) if day else None
    ref: Day | None
    if near is not None:
        years, ref, basis = [near.last.y], near.last, near.basis
    elif c.focus is not None and c.focus_at == s.start:  # 去年国庆中秋
        years, ref, basis = [c.focus.y], c.focus, "context"
    elif c.chronicle and c.year:
        years, ref, basis = [c.year], Day(c.year, c.month or 7, 1), "context"
    elif (section := c.section(s.start)) is not None:
        years, ref, basis = [section], Day(section, 7, 1), "context"
    elif (told := _year_told(s, c)) is not None:
        years, ref, basis = [told], Day(told, 7, 1), "context"
    elif c.ref is not None:
        years, ref, basis = (
            [c.ref.y + k for k in (-1, 0, 1)] if c.ref.m and not c.bare else [c.ref.y],
            c.ref,
            "document",
        )
    elif c.focus is not None:
        years, ref, basis = [c.focus.y], c.focus, "context"
    else:
        return None
    day = nearest([d for y in years if (d := festival_day(s.fest, y))], ref)
    f = c.focus
    if (
        day
        and near is None
        and f is not None
        and f.d is None
        and f.y in years
        and c.ref is not None
        and f.y == c.ref.y
        and f.y != day.y
        and c.same_sentence(s.start)
    ):
        day = (
            (festival_day(s.fest, f.y) or day) if not _TO_COME.match(c.text, s.end) else day
        )  # 今年上半年，元旦至端午…
    return _spelled(s.fest, When(day, None, "", basis)) if day else None


def _year_told(s: Spec, c: Context) -> int | None:
    """2018年9月，以教师节名义…; 2022年春节、端午节期间: the past year that the sentence has just named.

    In its last months what comes next of the winter's feasts is the next year's (2023年12月，…元旦、春节期间); a feast of
    these days may follow what is told of the year before (2023年增长5%，春节前夕…).
    """
    assert s.fest is not None
    f, ref = c.focus, c.ref
    if f is None or ref is None or f.y >= ref.y or not c.focus_year or not c.same_sentence(s.start, 80):
        return None
    if _SINCE.match(c.text, max(0, c.focus_at - 1)) or (f.m is None and not _ON_IT.match(c.text, s.end)):
        return None  # 2014年起，9月30日定为烈士纪念日; 2021年，“春节”列入名录
    day = festival_day(s.fest, f.y)
    if day is None:
        return None
    year = f.y + 1 if f.m is not None and f.m >= 11 and (day.m or 1) <= 2 else f.y
    gap = s.start - c.focus_at
    listed = c.text[c.focus_at : s.start] in ("、", "和", "及", "或") or (f.m is not None and gap <= 30)
    here = nearest([d for y in (ref.y - 1, ref.y, ref.y + 1) if (d := festival_day(s.fest, y))], ref)
    now = here is not None and abs(here.first().y - year) == 1 and _within(here, ref, 40)
    return None if now and not listed else year


def _within(a: Day, b: Day, days: int) -> bool:
    x, y = day_of(a), day_of(b)
    return x is not None and y is not None and abs((x - y).days) <= days


def _spelled(fest: tuple[str, str], w: When) -> When:
    """三伏天 and 三九天 are more than a day; the winter's are those of the winter that ends in the year."""
    if fest[0] == "spell" and (both := lunar.spell(fest[1], w.a.y)) is not None and both[0] != both[1]:
        w.a, w.b = both
    return w


def lunar_date(s: Spec, c: Context, named_year: Year) -> When | None:
    """A lunar day, or a lunar month as the days that it covers."""
    assert s.lunar is not None
    month, d = s.lunar
    year, basis, stated = named_year
    if year is None and c.focus is not None and c.focus_year and c.same_sentence(s.start, 40):
        year, basis = c.focus.y, "context"
    if year is None:
        ref = c.ref or c.focus
        if ref is None:
            return None
        year, basis = ref.y, "document" if c.ref else "context"
        if d:
            around = (-1, 0, 1) if ref.m and not (c.bare and month > 0 and month < 11) else (0,)
            day = nearest([x for k in around if (x := lunar.lunar_day(year + k, month, d))], ref)
            return When(day, None, "", basis) if day else None
    if d:
        day = lunar.lunar_day(year, month, d)
        if month >= 11 and s.y is not None and s.y[0] == "doc" and c.ref is not None:
            last = lunar.lunar_day(year - 1, month, d)  # 今年腊月二十八, told in the days after it
            day = nearest([x for x in (last, day) if x], c.ref)
        return When(day, None, "", basis, stated) if day else None
    both = lunar.lunar_month(year, month)
    if (
        both and named_year[0] is None and c.ref is not None and c.ref.d and c.ref < both[0]
    ):  # 腊月里, told in the first month
        before = lunar.lunar_month(year - 1, month)
        if before and nearest([before[1], both[0]], c.ref) == before[1]:
            both = before
    return When(both[0], both[1], "", basis, stated) if both else None
