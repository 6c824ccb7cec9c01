"""三天前, 两个月后: what is counted, and from where: the document date, the date told last, the clock told last."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from pipeline.lexicon.date_cues import one_of
from pipeline.stages.dates.anchors import Context
from pipeline.stages.dates.guards import ends
from pipeline.stages.dates.spec import Spec
from pipeline.stages.dates.values import Day, add_days, add_months
from pipeline.stages.dates.when import When

#: 约, 仅仅 between what is counted from and the number
_ABOUT = re.compile(r"(?:大?约|仅仅?|短短|将?近|超过|不到|不足|整整|过了?)+\Z")
#: 在强震|6天后获救: counted from the thing named in the frame
_FRAME = re.compile(r"[在自从即][^，。；：\n]{1,30}\Z")
#: 这场座谈会召开|两个月后: the thing just told of
_THIS = re.compile(r"(?:[这该此]|上述)[^，。；\n]{0,16}\Z")
_AHEAD = re.compile(rf"，?[^。，；\n]{{0,14}}?{one_of('ahead-after')}(?![军士领])")
_PAST = re.compile(rf"[^。；\n]{{0,40}}?{one_of('past')}(?![解将])")
_SECONDS = {"时": 3600, "分": 60, "秒": 1}


_FROM_NOW = re.compile(r"，?[^，。；\n]{0,4}(?:将|就要|就是|就会|我们|即将|便是)")


def counted(s: Spec, c: Context) -> When | None:
    """The point that a number of units before or after the anchor gives."""
    assert s.ago is not None
    base = (c.ref, "document") if s.ago[2] < 0 else _later_from(s, c)
    if base is None or base[0] is None:
        return None
    if isinstance(base[0], datetime):
        return _at(base[0], s, base[1])
    return _moved(s, c, base[0], base[1])


def _later_from(s: Spec, c: Context) -> tuple[Day | datetime | None, str] | None:
    """What N…后 is counted from: the date or the clock told last, else the document date; None where nobody can know.

    What is told as past never comes to lie after the document; 被困22小时后获救 is counted from what is told nowhere.
    """
    assert s.ago is not None
    n, unit, _, _ = s.ago
    if c.ref is not None and c.text.startswith("再过", s.start) and _FROM_NOW.match(c.text, s.end):
        return c.ref, "document"  # 2021年起…。再过二十六年，我们将迎来…
    hangs = _hangs(c.text, s.start)
    if unit in _SECONDS and (clock := c.clock_told(s.start)) is not None and (unit == "分" or not hangs):
        return clock, "context"
    if hangs and unit in _SECONDS:
        return None
    ahead, past = _is_ahead(s, c), _PAST.match(c.text, s.end) is not None
    told = _told(s, c, unit, n)
    if told is not None and not ahead and c.ref is not None and told.first() <= c.ref.last() and _beyond(s, c, told):
        if hangs or past:
            return None
        told = told if unit in "天周" else None
    if told is not None and past and not ahead and c.ref is not None and told.first() > c.ref.last():
        return None
    if hangs:
        return (told, "context") if told is not None and _named_with(s, c) else None
    if told is not None:
        return told, "context"
    lost = (past and not ahead) or (unit == "年" and n >= 30 and not ahead)
    return None if lost else (c.ref, "document")


def _is_ahead(s: Spec, c: Context) -> bool:
    """Whether the clause says that it is still to come: 将于7天后生效, 三天后将举行."""
    return c.future(s.start) or c.text.startswith("再过", s.start) or _AHEAD.match(c.text, s.end) is not None


def _hangs(text: str, at: int) -> bool:
    """Whether what is counted from stands right before: 召开|两个月后, 在强震|6天后, 被困|超过150个小时后."""
    if m := _ABOUT.search(text, max(0, at - 8), at):
        at = m.start()
    return ends(text, at, "counted-from") or _FRAME.search(text, max(0, at - 32), at) is not None


def _named_with(s: Spec, c: Context) -> bool:
    """Whether the date told last is that of what N…后 is counted from: this one (这场会议召开两个月后), or in the clause
    (2020年5月1日开工两年后), or before what the sentence goes on to tell (10月1日，他当选首相，上任8天后…).
    """
    if _THIS.search(c.text, max(0, s.start - 20), s.start):
        return True
    between = c.text[c.focus_at : s.start]
    if len(between) > 80 or re.search("[。；\n]", between):
        return False
    commas = between.count("，")
    return not commas or (commas > 1 and not _FRAME.search(c.text, max(0, s.start - 32), s.start))


def _beyond(s: Spec, c: Context, told: Day) -> bool:
    later = _moved(s, c, told, "context")
    return later is None or c.ref is None or later.a.first() > c.ref.last()


def _told(s: Spec, c: Context, unit: str, n: float) -> Day | None:
    """The date told last from which so many units may be counted, in this paragraph or in the one right before."""
    if unit in ("天", "周", *_SECONDS):
        day = c.focus_day
        near = day is not None and (c.same_paragraph(s.start) or _continues(s, c, stated=False))
        return day if near else None
    f = c.focus
    if (
        f is None
        or n != int(n)
        or (c.ref is not None and f.first() > c.ref.last())
        or not (c.same_paragraph(s.start, 200) or _continues(s, c, stated=unit == "年"))
    ):
        return None
    if unit in ("月", "季"):
        return f if f.m is not None else None
    return f if c.focus_year and (c.ref is None or f.y < c.ref.y) else None


def _continues(s: Spec, c: Context, *, stated: bool) -> bool:
    """Whether the paragraph opens here after the one that named the date last, or goes back to this thing told of before."""
    this = _THIS.search(c.text, max(0, s.start - 20), s.start) is not None
    return c.goes_on(s.start, stated=stated) or (this and not stated and 0 <= s.start - c.focus_at < 400)


def _at(base: datetime, s: Spec, basis: str) -> When:
    """23时08分点火。10分钟后 → 23:18."""
    assert s.ago is not None
    n, unit, sign, approx = s.ago
    at = base + sign * timedelta(seconds=n * _SECONDS[unit])
    return When(
        Day(at.year, at.month, at.day), None, at.replace(microsecond=0, tzinfo=None).isoformat(), basis, approx=approx
    )


def _moved(s: Spec, c: Context, ref: Day, basis: str) -> When | None:
    """So many units before or after a day, a month or a year."""
    assert s.ago is not None
    n, unit, sign, approx = s.ago
    whole = int(n)
    if unit == "年":
        if s.months:
            if ref.m is None:
                return None
            return When(add_months(Day(ref.y, ref.m), sign * (12 * whole + s.months)), None, "", basis, approx=approx)
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
        return When(add_months(Day(ref.y, ref.m), sign * int(months)), None, "", basis, approx=approx)
    if ref.d is None:
        return None
    if unit not in ("天", "周"):
        if c.now is not None and basis == "document":
            return _at(c.now, s, basis)
        return When(add_days(ref, sign * int(n * _SECONDS.get(unit, 1) / 86_400)), None, "", basis, approx=True)
    return When(add_days(ref, sign * round((7 if unit == "周" else 1) * n)), None, "", basis, approx=approx)
