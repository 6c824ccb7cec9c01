"""Whether what a text says of its days holds together: with the day on which it was written, and with its weekdays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.stages.dates.anchors import FUTURE
from pipeline.stages.dates.found import Found
from pipeline.stages.dates.values import Day, add_days, day_of
from pipeline.stages.dates.words import WEEKDAYS

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:T.*)?")
_WEEKDAY = re.compile(r"[ 　]{0,2}[（(]?(?:星期|周|礼拜)([一二三四五六日天])(?![一二三四五六日天至到—-])")
_WRITTEN = re.compile(r"(?:星期|周|礼拜)([一二三四五六日天])")
#: what is said to have happened, and what shows that it is still to come
_HAPPENED = re.compile("召开了?|举行了?|闭幕|开幕|通过了?|印发了?|逝世|来到|视察|考察")
_TO_COME = re.compile("将|拟|定于|计划|预计|届时|报名|截止|有效|起施行|起执行|请于|力争|前完成")


def contradictions(found: Sequence[Found], text: str, written: Day | None) -> Iterator[tuple[Found, str]]:
    """The expressions that contradict the document date or their own weekday, with what is wrong (W202)."""
    last = add_days(written, 1) if written is not None and written.d is not None else None
    for f in found:
        if f.basis == "unresolved" or not f.edtf or not (m := _DAY.fullmatch(f.edtf)):
            continue
        day = Day(int(m[1]), int(m[2]), int(m[3]))
        week = _WRITTEN.search(text, f.start, f.end) or _WEEKDAY.match(text, f.end)
        when = day_of(day)
        if week and when is not None and f.rule not in ("week", "weekday") and when.isoweekday() != WEEKDAYS[week[1]]:
            yield f, f"{day.edtf} is no {week[0].strip(' 　（(')}"
        elif last is not None and day > last and f.basis == "explicit" and f.rule != "festival" and _past(text, f):
            yield f, f"{day.edtf} is told as past, but the text was written on {written.edtf if written else ''}"


def _past(text: str, f: Found) -> bool:
    """Whether the sentence reports the day as over."""
    stop = next((i for i in range(f.end, min(len(text), f.end + 60)) if text[i] in "。；\n"), f.end + 60)
    sentence = text[f.end : stop]
    if FUTURE.search(text, max(0, f.start - 16), f.start) or _TO_COME.search(text, max(0, f.start - 12), stop):
        return False
    return bool(_HAPPENED.search(sentence))
