"""Whether the words around a name say that it was held: the verb before it, the predicate behind it, its hour in a programme."""

from __future__ import annotations

import re

from pipeline.lexicon.events import Cue
from pipeline.stages.events.context import Context

MAKES = Cue("creates", r"(?:%s)了?[“‘]?$")
#: what may stand between a name and the verb that says it was held, besides dates
_BEFORE_DAY = re.compile(r"(?:的?(?:比赛|活动))?(?:，(?=[已业]?于))?(?:[也还都已将定拟于自从]|预计)*")
_DAY_TAIL = re.compile(r"(?:（[^）\n]{1,14}）)|[至到—-]|[上下]午|晚上?|凌晨|起")
_RIGHT_CREATED = Cue(
    "is_held",
    r"(?:昨[日晚]|当[日天晚]|今[天日晚]|昨天|日前|近日|继续|正式|隆重|如期|顺利|同步|正在|正如火如荼|如火如荼)?(?:\d{1,2}日)?(?:[上下]午|晚上?|凌晨)?"
    r"(?:在[^，。；\n]{1,24}?)?(?:正式|隆重|圆满|如期|成功|联合|共同)?(?:%s|由[^，。；\n]{1,30}(?:主持|主办))",
)
#: …大会由教育部主办，当日在京开幕: who gives it may stand between a name and its predicate
_GIVEN_BY = re.compile(
    r"(?:由[^，。；：\n]{1,40}(?:[主承协举]办|组织|发起)|的?主题(?:为|是)“[^”\n]{1,40}”|以“[^”\n]{1,40}”为主题)，"
)
_ENTRY = re.compile(r"[：:][\s　]*(?=[0-9])")


#: 决定召开四中全会: it is yet to be
_TO_BE = re.compile("(?:决定|拟|将|定于|建议|提议|筹备|即将|提请)(?:于[^，。；]{2,12}|在[^，。；]{2,8})?(?:召开|举行)$")


def to_come(ctx: Context, start: int) -> bool:
    """Whether the verb before a name says that it will be held."""
    return _TO_BE.search(ctx.text, max(0, start - 24), start) is not None


def created(ctx: Context, s: int, e: int) -> bool:
    """Whether the words around a name say that it was held: 召开…, …在京举行."""
    return MAKES.search(ctx.text, max(0, s - 8), s) is not None or held(ctx, e)


#: 亚冬会举办权, 举办地; 某战爆发88周年
_TO_HOLD = ("权", "地", "城市", "国", "方")
_NOT_HELD = re.compile(r"[0-9一二三四五六七八九十百]{1,4}周年")


def held(ctx: Context, end: int) -> bool:
    """Whether a predicate follows a name that says it took place: …于10月2日至4日在隆里举办, …昨天启动."""
    past = given_by(ctx, end)
    return (past > end and _held(ctx, past)) or _held(ctx, end)


def given_by(ctx: Context, end: int) -> int:
    """Where the words end that say behind a name who gives it, else where the name does."""
    m = _GIVEN_BY.match(ctx.text, end)
    return m.end() if m else end


def _held(ctx: Context, end: int) -> bool:
    text, at = ctx.text, _BEFORE_DAY.match(ctx.text, end).end()  # type: ignore[union-attr]
    stop = min(len(text), end + 60)
    for d in ctx.dates_in(at, stop):
        if d.start != at or text[at : at + 3] == "第":
            break
        at = d.end
        if m := _DAY_TAIL.match(text, at, stop):
            at = m.end()
    m = _RIGHT_CREATED.match(text, at, stop)
    return m is not None and not text.startswith(_TO_HOLD, m.end()) and not _NOT_HELD.match(text, m.end())


def scheduled(ctx: Context, start: int, end: int, line: int) -> bool:
    """Whether a programme gives the name's hour: 开幕式：10月2日上午9时, 9:00—9:40　开班式."""
    low, high = ctx.lines[line]
    if (m := _ENTRY.match(ctx.text, end)) and any(d.start == m.end() for d in ctx.dates_in(m.end(), high)):
        return start - low <= 8
    before = ctx.dates_in(low, start)
    apart = ctx.text[before[-1].end : start] if before else ""
    return apart != "" and not apart.strip(" 　\t") and before[0].start == low and start - low <= 24
