"""Expressions that stand on who or what has just been told of: 任内, 过了两天, and sets by the last figure, 逢五逢十."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from pipeline.lexicon import leaders
from pipeline.stages.dates.found import Found
from pipeline.stages.dates.lengths import read_lengths
from pipeline.stages.dates.values import Day, add_days, add_months, interval, month_end, number

if TYPE_CHECKING:
    from pipeline.stages.dates.expressions import Reader

_HIS = re.compile(r"[其他她](?:的|在)?(?:整个)?$")
_TITLE = re.compile(r"(总书记|国家主席|主席|总理|总统|首相)?(?:在|的|同志)?$")
_PASSED = re.compile(r"(?<![经通超不])(?:又|再)?过了?$|[越逾阅居]$")
_AFTERWARDS = re.compile("[\u4e00-\u9fff]{2,4}[。，；]")
_STORY = re.compile("[，、]|[他她我]|才|就|又")
#: how far back the day from which 过了两天 counts may stand
_REACH = 600


def tenure(r: Reader, i: int) -> tuple[Found, int] | None:
    """温家宝总理任内 → 2003-03/2013-03, where one term alone is meant; else open (任期内 of nobody named is none)."""
    atom = r.atoms[i]
    found = Found(atom.start, atom.end, "period", None, None, "unresolved", 0.3, "tenure")
    before = r.text[max(0, atom.start - 16) : atom.start]
    m = _TITLE.search(before)
    title = ((m and m[1]) or "").removeprefix("国家")
    rest = before[: m.start()] if m else before
    terms = next((t for k in (8, 7, 6, 5, 4, 3, 2) if (t := leaders.tenures().get(rest[-k:]))), ())
    if title:
        terms = tuple(t for t in terms if t.title == title)
    if len(terms) == 1:
        one = terms[0]
        found.edtf = interval(one.start[:7], one.end[:7] or None)
        found.basis, found.confidence = "calendar", 0.8
    elif atom.g[0] != "任内" and not _HIS.search(before):
        return None
    return found, i + 1


def passed(r: Reader, i: int) -> tuple[Found, int] | None:
    """过了两天 in what is told in order: the days after the one last spoken of."""
    c, atom = r.context, r.atoms[i]
    m = _PASSED.search(r.text, max(0, atom.start - 3), atom.start)
    got = read_lengths(r.atoms, r.text, i) if m and c.focus is not None else None
    if m is None or got is None or c.focus is None:
        return None
    size, end, j = got
    n, base = int(size.n), c.focus
    if (
        n != size.n
        or size.approx
        or size.calendar_year
        or not (_STORY.match(r.text, end) or (m[0] in "越逾阅居" and _AFTERWARDS.match(r.text, end)))
    ):
        return None
    if size.unit in "天周" and c.focus_day is not None and atom.start - c.focus_day_at < _REACH:
        day = add_days(c.focus_day, n * (7 if size.unit == "周" else 1))
    elif size.unit == "月" and base.m is not None and atom.start - c.focus_at < _REACH:
        day = add_months(Day(base.y, base.m), n)
    elif size.unit == "年" and atom.start - c.focus_at < _REACH and (c.ref is None or base.y + n < c.ref.y - 2):
        day = Day(base.y + n)
    else:
        return None
    c.speak(day, end, stated=c.focus_year)
    return Found(m.start(), end, "date", day.edtf, None, "context", 0.75, "passed"), j


def age(r: Reader, i: int) -> tuple[Found, int] | None:
    """16岁那年: counted from the birth told of before it, else unresolved."""
    c, atom = r.context, r.atoms[i]
    n = number(atom.g[1])
    if not n:
        return None
    found = Found(atom.start, atom.end, "date", None, None, "unresolved", 0.3, "age")
    if c.born is not None:
        year = Day(c.born + n)
        found.edtf, found.basis, found.confidence = year.edtf, "context", 0.6
        c.speak(year, atom.end, stated=True)
    return found, i + 1


def entry(r: Reader, i: int) -> tuple[Found, int] | None:
    """5.16 中共中央…, 6.1—2 县委…: the day that opens an entry of a chronicle, in the year of its heading."""
    c, atom = r.context, r.atoms[i]
    if not c.chronicle or not c.year:
        return None
    month, day, month2, day2 = (int(x) if x else 0 for x in atom.g[1:5])
    first, last = Day(c.year, month, day), Day(c.year, month2 or month, day2) if day2 else None
    if any(x is not None and (x.d or 0) > month_end(x.y, x.m or 1) for x in (first, last)) or (
        last is not None and last <= first
    ):
        return None
    c.month = month
    c.speak(first, atom.end, stated=True, start=atom.start)
    c.focus_last = last or first
    value = interval(first, last) if last is not None else first.edtf
    return Found(atom.start, atom.end, "period" if last else "date", value, None, "context", 0.85, "month_day"), i + 1


READERS: dict[str, Callable[[Reader, int], tuple[Found, int] | None]] = {"tenure": tenure, "age": age, "mdot": entry}
