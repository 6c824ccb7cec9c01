"""Whether the days, months or years of two tellings exclude each other, and days that are told as a stretch."""

from __future__ import annotations

import re

from pipeline.stages.events.context import Context
from pipeline.stages.events.model import Date, Trigger


def dates_differ(a: Trigger, b: Trigger) -> bool:
    """Whether the days, months or years of two tellings exclude each other, as far as both are told."""
    if a.date is None or b.date is None:
        return False
    if (a.heading or b.heading) and min(len(t.date.edtf) for t in (a, b) if t.date) < 10:
        return False
    return not _overlap(a.date.edtf, b.date.edtf)


_SEASON = re.compile(r"(?<![0-9-])([0-9]{4})-[2-4][0-9](?![0-9-])")  # 2024-21, not the 21st of 2024-06-21


def _overlap(x: str, y: str) -> bool:
    """Whether two EDTF values share a day, as far as they are sharp: 2024-04 and 2024-04-08/2024-04-12 do."""
    (a, b), (c, d) = _reach(x), _reach(y)
    return a <= d and c <= b


def _reach(edtf: str) -> tuple[str, str]:
    """The first and last day of an EDTF value, as strings that compare like days; of a season its year."""
    first, _, last = _SEASON.sub(r"\1", edtf).rstrip("~?%").partition("/")
    last = last or first
    low = "" if first in ("", "..") else first[:10].replace("X", "0")
    return low, "9999" if last == ".." else last.rstrip("~?%")[:10].replace("X", "9") + "\uffff"


def span(ctx: Context, dates: list[Date]) -> Date:
    """The last of some dates, with the one it is joined to: 20日凌晨至21日."""
    last = dates[-1]
    if len(dates) > 1 and len(last.edtf) >= 10 and len(dates[-2].edtf) >= 10 and "/" not in last.edtf + dates[-2].edtf:
        first = dates[-2]
        if re.fullmatch(r"[至到—－~～-]{1,2}", ctx.text[first.end : last.start]) and first.edtf[:10] <= last.edtf[:10]:
            return Date(first.start, last.end, f"{first.edtf[:10]}/{last.edtf[:10]}", "period", first.at)
    return last
