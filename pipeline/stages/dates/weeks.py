"""Weeks and their days: 本周五, 下周, 3月的最后一个星期六, 2024年第12周, 5月第一周."""

from __future__ import annotations

import re
from datetime import date

from pipeline.stages.dates import lunar
from pipeline.stages.dates.anchors import Context, month_base, weekday
from pipeline.stages.dates.named import Year
from pipeline.stages.dates.spec import Spec
from pipeline.stages.dates.values import Day, add_days, add_months
from pipeline.stages.dates.when import When

#: 美国周末|发生多起枪击事件: the one that is over
_HAPPENED = re.compile("(?:再次|再度|接连|连续)?(?:发生|遭遇|遭到|爆发)")


def week(s: Spec, c: Context, near: When | None, named: Year) -> When | None:
    """本周五, 下周, 周三, 3月的最后一个星期六."""
    assert s.week is not None
    offset, day = s.week
    if s.nth and s.m is not None:
        year, basis, _ = named
        m = s.m[1] if s.m[0] == "abs" else ((base := month_base(s.m[0], c)) and base.m) or 0
        if year is None and m:
            year, basis = c.year_of(m, None, s.start)
        found = lunar.nth_weekday(year, m, s.nth, day) if year is not None and m else None
        return When(found, None, "", basis) if found else None
    ref = near.a if near is not None and offset is None else c.ref
    if ref is None or ref.d is None:
        return None
    if day == 0:
        return When(weekday(ref, offset or 0, 1), weekday(ref, offset or 0, 7), "", "document")
    if day == 8:
        over = offset is None and weekday(ref, 0, 6) > ref and _HAPPENED.match(c.text, s.end) is not None
        offset = -1 if over else offset or 0
        return When(weekday(ref, offset, 6), weekday(ref, offset, 7), "", "document")
    here = weekday(ref, offset or 0, day)
    if offset is None and near is not None and here < ref:
        here = add_days(here, 7)
    elif offset is None and here > ref and c.past(s.start):
        here = add_days(here, -7)
    return When(here, None, "", "document")


def week_of(s: Spec, c: Context, named: Year) -> When | None:
    """The nth week of a year (as ISO 8601 counts them), or of a month (the weeks that open in it)."""
    year, basis, stated = named
    if s.m is None:
        weeks = date(year, 12, 28).isocalendar().week if year and 1 <= year <= 9999 else 0
        n = weeks if s.nth < 0 else s.nth
        if not year or not 1 <= n <= weeks:
            return None
        monday = date.fromisocalendar(year, n, 1)
        first: Day | None = Day(monday.year, monday.month, monday.day)
    else:
        base = month_base(s.m[0], c) if s.m[0] != "abs" else None
        if base is not None and base.m:
            moved = add_months(Day(base.y, base.m), s.m[1])
            year, m, basis = moved.y, moved.m or 1, "document"
        else:
            m = s.m[1]
            if year is None and s.m[0] == "abs":
                year, basis = c.year_of(m, None, s.start)
        first = lunar.nth_weekday(year, m, s.nth, 1) if year is not None and 1 <= m <= 12 else None
    return When(first, add_days(first, 6), "", basis, stated) if first else None
