"""The day that an article's opening names, for what it tells after it without one."""

from __future__ import annotations

import re

from pipeline.stages.events.context import Context
from pipeline.stages.events.model import Date, Event
from pipeline.stages.events.otherdays import (
    background,
    counted_to,
    of_title,
)

_LABEL = re.compile(
    r"(?:[（(]?[一二三四五六七八九十0-9]{1,3}[）)、.．]\s*)?(?:会议|活动|培训|开班|举办|召开)?"
    r"(?:时[　 ]{0,4}间(?:[、和及与]?地[　 ]{0,4}点)?|日[　 ]{0,4}期)(?:[：:]|[\s　]*\n|(?<=[　 ]间)[　 ]{1,4})[\s　]*"
)


_DECIDED = re.compile("(?:研究|审议)?(?:决定|同意)：$")


#: how far before 决定： the day stands on which it was decided
_NEAR = 40


#: 另据某县消息, 又讯: news of another day beside that of the text
_BESIDES = re.compile(r"[\s　]*(?:【?又讯|另据|另讯|据另|相关链接)")


#: where `opening` keeps what a label says (时间：3月5日) of a section: LABELLED - section
LABELLED = -1


_RESOLVED = re.compile(r"决定(?:于|在)?\Z")


def opening(ctx: Context, events: list[Event]) -> dict[int, str]:
    """Section → the day of what it reports first; events of the section without a date of their own share it.

    What a label says of a meeting's section stands under `LABELLED` minus the section: it holds wherever the meeting is named.
    """
    days: dict[int, str] = {}
    reporting = (t for e in events if e.lead.kind != "named" and e.reported for t in e.triggers)
    for t in sorted(reporting, key=lambda t: t.start):
        if t.date is None or len(t.date.edtf) < 7 or t.section in days or ctx.in_speech(t.start):
            continue
        if _BESIDES.match(ctx.text, ctx.lines[ctx.line(t.start)][0]):
            continue
        if ctx.dated_news and len(t.date.edtf) == 7 and t.date.edtf < (ctx.published or "")[:7]:
            continue  # 高度评价今年5月举行的论坛: a month gone by is not that of the news
        if _RESOLVED.search(ctx.text, max(0, t.date.start - 6), t.date.start):
            continue  # 决定|一九八五年第四季度|召开代表会议: when it will be, and not the day of the news
        if not long_ago(ctx, t.date) and not counted_to(ctx, t.date):
            days[t.section] = t.date.edtf
    for line in sorted(ctx.leads):
        section = ctx.sections[line]
        first = [
            d
            for d in ctx.dates_in(*ctx.lines[line])
            if len(d.edtf.partition("/")[0]) >= 10
            and not (d.feast or of_title(ctx, d) or background(ctx, d) or counted_to(ctx, d))
        ]
        if first and (section not in days or len(days[section]) < 10):
            days[section] = first[0].edtf
    for line, (s, end) in enumerate(ctx.lines):
        alone = end - s <= 16 and ctx.text[s] == "（" and ctx.text[end - 1] == "）"
        label = _LABEL.match(ctx.text, s)
        if label is not None and label.end() > end and line + 1 < len(ctx.lines):
            end = ctx.lines[line + 1][1]  # 一、会议时间 as a heading over the day
        if _DECIDED.search(ctx.text, max(s, end - _NEAR), end):  # 经3月5日市委常委会会议研究决定：
            s = max(s, end - _NEAR)
        elif not (alone or label):
            continue
        if labelled := [d for d in ctx.dates_in(s, end) if len(d.edtf) >= 10]:
            days[ctx.sections[line]] = labelled[0].edtf
            if label:
                days.setdefault(LABELLED - ctx.sections[line], labelled[0].edtf)
    return days


def long_ago(ctx: Context, d: Date) -> bool:
    """科技日报创刊于1986年1月1日 says nothing of when the letter of 2026 was sent."""
    year = d.edtf[:4]
    return bool(ctx.dated_news and ctx.published and year.isdigit() and int(year) < int(ctx.published[:4]) - 1)
