"""The year of what the text counts from or to, and of sessions that are held once a year."""

from __future__ import annotations

import re

from pipeline.lexicon import calendar
from pipeline.lexicon.events import Cue
from pipeline.stages.events.context import Context
from pipeline.stages.events.model import Date, Event, Trigger

_YEARS = re.compile(r"(?:实施|运行|运营)?([0-9一二三四五六七八九十百]{1,4})(?:周年|年来|年以来)")
_GONE = re.compile(r"逝世|诞辰|去世")
#: 视察江西四周年; but 访问某国并出席胜利80周年庆典, 参观派遣60周年纪念展
VISITED = re.compile(
    r"(?:(?!并|出席|纪念|庆祝)[^，。；、0-9]){1,16}?([0-9一二三四五六七八九十]{1,3})周年(?![^，。；的]{0,8}(?:展|会|活动|仪式|庆典))"
)
#: 十四届全国人大五次会议: the first year of the fourteenth term was 2023
_NATIONAL = re.compile(
    "(?:第?([一二三四五六七八九十]{1,3})届全国(?:人大|人民代表大会|政协|委员会)第?([一二三四五六])次会议)$"
)
_IS_ITS_DAY = re.compile("）?，?(?:是|迎来)")
#: 终止其某省第八次党代会|代表资格: of a congress held once in five years
_DELEGATE = re.compile("的?代表(?!大会)")
#: held once in five years, too: of 省工会十三大 the year of the text says nothing
_FIVE_YEARLY = re.compile("(?:[团少妇工文科侨学残]代会|[联会协团][一二三四五六七八九十]{1,3}大)$")
_PREPARED = Cue("prepares", "(?:%s)$")
PREPARATION = re.compile("的?(?:各项)?(?:筹备|准备|保障)")


_LOCAL_REPORT = re.compile(
    r"代表[\u4e00-\u9fff]{0,6}?[省市县区州旗镇乡]人民政府|全[省市县区州旗镇乡](?:各族)?人民|[省市县区镇乡]第[一二三四五六七八九十]+届人民代表大会"
)
_PREMIER = re.compile("国务院|全国人大|全国两会|总理|代表委员")


def work_report(ctx: Context) -> str | None:
    """The Premier reports on the day on which the year's session of the People's Congress opens."""
    if ctx.published is None or (_LOCAL_REPORT.search(ctx.text) and not _PREMIER.search(ctx.text)):
        return None  # a county's government reports on a day of its own
    opened = [e.start for e in calendar.of_kind("npc") if e.start.startswith(ctx.published[:4])]
    return opened[0] if opened else None


def session_year(ctx: Context, t: Trigger) -> str | None:
    """Plenums are held in summer and at the turn of the year: in January 2024 the last one was 2023's; in spring it may
    be of either year, and no date is better than a wrong one.
    """
    if ctx.published is None:
        return None
    year, month = int(ctx.published[:4]), ctx.published[5:7]
    if (m := _NATIONAL.search(t.name)) is not None:
        term, n = calendar.number(m[1]), calendar.number(m[2])
        return str(1953 + 5 * term + n - 1) if term and n and term > 8 else None
    if ctx.text.startswith("以来", t.end) or _DELEGATE.match(ctx.text, t.end) or _FIVE_YEARLY.search(t.name):
        return None
    if _PREPARED.search(ctx.text, max(0, t.start - 6), t.start) or PREPARATION.match(ctx.text, t.end):
        return str(year) if month < "11" else None  # 开好省委十二届六次全会: it is yet to be
    if t.head == "全会" and month in ("01", "02"):
        return str(year - 1)
    return None if t.head == "全会" and month in ("03", "04", "05", "06") else str(year)


#: 接管1978年以来的工作: a year, and no number of years
_NO_JUBILEE = 1000


def anniversary(ctx: Context, event: Event) -> str | None:
    """今年是中塔建交30周年: the year the event happened in; of 孙中山先生逝世98周年 the calendar knows the day."""
    for t in event.triggers if event.lead.kind == "verb" else ():
        if t.kind != "verb":
            continue
        if _GONE.match(t.head) and t.people:
            entry = calendar.find(f"{t.people[0][0]}{t.head}") or calendar.find(f"{t.people[0][0]}逝世")
            if entry is not None:
                return entry.edtf
        m = _YEARS.match(ctx.text, t.end) or (t.type in ("inspection", "visit") and VISITED.match(ctx.text, t.end))
        if m and ctx.published and (n := calendar.number(m[1])) and n < _NO_JUBILEE:
            ahead = "明年" in ctx.text[ctx.sentence(t.start)[0] : t.start]
            s = ctx.sentence(t.start)[0]
            said = [
                d.edtf for d in ctx.dates_in(s, t.start) if len(d.edtf) == 4 and ctx.text[d.end : d.end + 1] == "是"
            ]
            year = str(int(said[-1] if said else ctx.published[:4]) + (ahead if not said else 0) - n)
            kept = [
                d.edtf for d in ctx.dates_in(s, t.start) if len(d.edtf) == 10 and _IS_ITS_DAY.match(ctx.text, d.end)
            ]
            if kept and kept[-1].startswith(ctx.published[:4]):
                return year + kept[-1][4:]  # 今天（4月18日）是某园设立一周年
            # the text may tell the day elsewhere (该报创刊于1956年1月1日), and the jubilee be kept on the eve of its year
            near = tuple(y for y in (year, str(int(year) + 1)) if y == year or y != ctx.published[:4])
            days = [x.date.edtf for x in event.triggers if x.date is not None and x.date.edtf.startswith(near)]
            return max(days, key=len, default=year)
    return None


def kept(ctx: Context, event: Event) -> bool:
    """Whether a text keeps the jubilee of what a verb tells (今年是中塔建交30周年) and so only refers to it."""
    return anniversary(ctx, event) is not None


def numbered_day(ctx: Context, lead: Trigger, m: re.Match[str], best: Date | None) -> str:
    """7月，…应对“7·13”暴雨: the day of the year that is told of, of the month just named if it is that one; never one to come."""
    month, published = f"-{int(m[1]):02}", ctx.published or ""
    told = [d.edtf for d in ctx.dates_in(ctx.sentence(lead.start)[0], lead.start) if d.edtf[4:7] == month]
    year = told[-1][:4] if told else best.edtf[:4] if best and best.edtf[:4].isdigit() else published[:4]
    day = f"{year}{month}-{int(m[2]):02}"
    over = best is None and not told and len(published) == 10 and day > published
    return f"{int(year) - 1}{day[4:]}" if over else day


def opens_entry(ctx: Context, d: Date) -> bool:
    """Whether a date at the head of a line is one by which a chronicle goes: a month or a day told in figures."""
    return len(d.edtf) >= 7 and ".." not in d.edtf and ctx.text[d.start].isdigit()


#: how many lines an entry of a chronicle may run to
_ENTRY = 8


def entry_day(ctx: Context, t: Trigger) -> str | None:
    """The day that opens the entry of a chronicle in which a line stands; of △, beside the entry above, its month."""
    line = ctx.line(t.start)
    for n in range(line, max(-1, line - _ENTRY), -1):
        start, end = ctx.lines[n]
        if ctx.sections[n] != ctx.sections[line]:
            return None
        day = next(iter(ctx.dates_in(start, min(end, start + 24))), None)
        if day is not None and day.start - start <= 3 and opens_entry(ctx, day):
            beside = ctx.text[ctx.lines[line][0]] in "△▲"
            return None if n == line else day.edtf[:7] if beside else day.edtf
    return None
