"""Periods written with both their ends, or with none: 2021—2025年, 明后两天, 去冬今春, 距今4000年."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from pipeline.stages.dates.found import Found
from pipeline.stages.dates.values import Day, add_days, interval, number

if TYPE_CHECKING:
    from pipeline.stages.dates.expressions import Reader


def before_present(r: Reader, i: int) -> tuple[Found, int] | None:
    """距今4000年左右"""
    atom, ref = r.atoms[i], r.context.ref
    n = number(atom.g[1])
    if n is None or ref is None:
        return None
    y = ref.y - n * (10_000 if atom.g[3] else 1)
    edtf = Day(y).edtf + "~" if y >= -9999 else f"Y{y}"
    return Found(atom.start, atom.end, "date", edtf, None, "document", 0.8, "before_present"), i + 1


def pair(r: Reader, i: int) -> tuple[Found, int] | None:
    """明后两天, 今明两年, 去冬今春"""
    atom, ref = r.atoms[i], r.context.ref
    if ref is None:
        return None
    w = atom.g[0]
    if w.endswith("初"):
        y = ref.y if (ref.m or 12) >= 7 else ref.y - 1
        return Found(atom.start, atom.end, "period", f"{y}-12/{y + 1}-01", None, "document", 0.9, "pair"), i + 1
    if w.endswith("春"):
        y = ref.y - 1 if w[0] == "去" else ref.y
        return Found(atom.start, atom.end, "period", f"{y}-24/{y + 1}-21", None, "document", 0.9, "pair"), i + 1
    a, b = {"今明": (0, 1), "明后": (1, 2), "昨今": (-1, 0)}.get(atom.g[1], (None, None))
    if a is None or b is None:
        return None
    if atom.g[2] == "年":
        value = interval(Day(ref.y + a), Day(ref.y + b))
    elif ref.d is None:
        return None
    else:
        value = interval(add_days(ref, a), add_days(ref, b))
    return Found(atom.start, atom.end, "period", value, None, "document", 0.9, "pair"), i + 1


def years(r: Reader, i: int) -> tuple[Found, int] | None:
    """2021—2025年, 1949－1978, 2021—2022年冰雪季"""
    atom, t = r.atoms[i], r.text
    a, b = int(atom.g[1]), int(atom.g[2])
    end = atom.end
    if b < a or (not atom.g[0].endswith("年") and re.compile(r"\s?[万亿元%个名人号米吨℃毫公美]|[\d.]").match(t, end)):
        return None
    if m := re.compile("冰雪季|雪季|赛季|榨季|供暖季|采暖季|学年度?|年度").match(t, end):
        end = m.end()
    if t.startswith("学年", end - 2) or t.startswith("学年", end):
        r.context.school = (a, end)
    r.context.speak(Day(b), end, stated=True)
    return Found(atom.start, end, "period", interval(Day(a), Day(b)), None, "explicit", 0.97, "years"), i + 1


def two_months(r: Reader, i: int) -> tuple[Found, int] | None:
    """6—7两月, 1958年七、八两个月: the two months, of the year named with them or of the entry's"""
    atom = r.atoms[i]
    _, year, *said = atom.g
    a, b = (number(x) or 0 for x in said if x)
    if not (1 <= a <= 12 and 1 <= b <= 12 and b == a % 12 + 1):
        return None
    y, basis = (int(year), "explicit") if year else r.context.year_of(a, None, atom.start)
    if y is None:
        return None
    last = Day(y + (b < a), b)
    r.context.speak(last, atom.end, stated=bool(year))
    return Found(atom.start, atom.end, "period", interval(Day(y, a), last), None, basis, 0.9, "two_months"), i + 1


READERS: dict[str, Callable[[Reader, int], tuple[Found, int] | None]] = {
    "yrange": years, "bp": before_present, "pair": pair, "mtwo": two_months,
}  # fmt: skip
