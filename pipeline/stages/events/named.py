"""Named events: those of the lexicon, and by pattern the sessions that no list holds (省委十三届九次全会, 市第十三次党代会)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.lexicon import calendar
from pipeline.lexicon import events as lexicon
from pipeline.lexicon.events import NamedEvent
from pipeline.stages.events.context import Context
from pipeline.stages.events.model import Trigger
from schemas.layers import EventType

_N = r"[〇零一二三四五六七八九十百0-9]{1,4}"
_SESSION = re.compile(
    rf"第?{_N}届(?![^，。；\n]{{0,3}}?全体)[一-鿿（）]{{0,24}}?第?{_N}次[一-鿿（）□]{{0,8}}?"
    r"(?:全体会议|全会|会议|座谈会|集体学习|党代会)"
    rf"|第?{_N}次(?:党代会|党代表大会|党员代表大会|代表大会)(?!以来的)"
)
_SESSION_PREFIX = re.compile(
    r"(?:中国共产党|中共|政协)?[一-鿿]{0,12}?(?:[省市区县州盟旗乡镇校院局]委?|政协|人大|委员会|工会|团|妇联|公司|集团|大学|学院|协会)$"
)
_PREFIX_CUT = re.compile(
    r".*(?:[，。；：！？、\n 　“”《》（）]|贯彻|落实|学习|和|及|在|于|由|召开|举行|参加|出席|列席|传达|迎接|对|将|以来|为|了|经|按照|根据|审议|通过|会同)",
    re.S,
)
#: what makes an ordinary word a name only in one reading
_NOT_AFTER = {
    "长征": re.compile(r"火箭|[系号]|[一二三四五六七八九十\d]|路|精神|永远"),
    "革命": re.compile(r"."),
    "疫情": re.compile(r"^$"),
}
_NOT_BEFORE = {"长征": re.compile(r"(?:新的?|新时代|我们这一代人的)$")}
_YEAR = re.compile(r"(\d{4})年?(?:度|的|全国)?$")


def find(ctx: Context) -> list[Trigger]:
    """All named events of the document, one trigger for each naming."""
    found = [*_from_lexicon(ctx), *_sessions(ctx)]
    found.sort(key=lambda t: (t.start, -t.end))
    out: list[Trigger] = []
    for t in found:
        if out and t.start < out[-1].end and t.end <= out[-1].end:
            continue
        out.append(t)
    return out


def _trigger(
    ctx: Context, start: int, end: int, name: str, kind: EventType, edtf: str | None, rule: str, score: float
) -> Trigger:
    line = ctx.line(start)
    return Trigger(
        start=start,
        end=end,
        kind="named",
        type=kind,
        name=name,
        head=name,
        score=score,
        section=ctx.sections[line] if ctx.sections else 0,
        heading=bool(ctx.headings) and ctx.headings[line],
        rule=rule,
        edtf=edtf,
        reported=False,
    )


def _from_lexicon(ctx: Context) -> Iterator[Trigger]:
    matcher, rows = lexicon.named_index()
    text = ctx.text
    for s, e, i in matcher.find(text):
        surface = matcher.strings[i]
        after, before = _NOT_AFTER.get(surface), _NOT_BEFORE.get(surface)
        if after and after.match(text, e):
            continue
        if before and before.search(text[max(0, s - 10) : s]):
            continue
        if "《" in ctx.masked[max(0, s - 90) : s] and ctx.masked[s] == "□" and _in_title(ctx, s):
            continue
        row = choose(rows[i], ctx, s)
        t = _trigger(ctx, s, e, row.name, row.type, row.edtf, "events.named", 0.9)
        t.row = row
        yield t


def _in_title(ctx: Context, at: int) -> bool:
    line_start = ctx.line_starts[ctx.line(at)] if ctx.line_starts else 0
    return ctx.text.rfind("《", line_start, at) > ctx.text.rfind("》", line_start, at)


def choose(rows: tuple[NamedEvent, ...], ctx: Context, at: int) -> NamedEvent:
    """Of several events with one name (中央经济工作会议) the one of the year named before it, else the last one before
    the document's date, or the coming one where the text looks ahead to it.
    """
    if len(rows) == 1:
        return rows[0]
    year = _YEAR.search(ctx.text[max(0, at - 10) : at])
    if year is None:
        near = [d for d in ctx.dates_in(max(0, at - 12), at) if d.edtf[:4].isdigit() and at - d.end <= 3]
        wanted = near[-1].edtf[:4] if near else None
    else:
        wanted = year[1]
    if wanted:
        for r in rows:
            if r.start.startswith(wanted):
                return r
    if ctx.published is None:
        return rows[-1]
    now = ctx.published
    past = [r for r in rows if r.start[: len(now)] <= now]
    coming = [r for r in rows if r.start[: len(now)] > now]
    ahead = re.search(r"将|即将|迎接|筹备|召开在即|开幕在即|倒计时|今年", ctx.text[max(0, at - 14) : at + 14])
    if coming and (not past or (ahead and _days(coming[0].start) - _days(now) < 200)):
        return coming[0]
    return past[-1]


def _days(edtf: str) -> int:
    """A rough day count of an EDTF date, to compare distances."""
    parts = [int(p) for p in re.findall(r"\d+", edtf[:10])]
    return sum(p * k for p, k in zip(parts, (365, 30, 1), strict=False))


def _sessions(ctx: Context) -> Iterator[Trigger]:
    text = ctx.text
    for m in _SESSION.finditer(text):
        s, e = m.span()
        window = text[max(0, s - 22) : s]
        cut = _PREFIX_CUT.match(window)
        prefix = window[cut.end() :] if cut else window
        p = _SESSION_PREFIX.search(prefix)
        if p:
            s -= len(prefix) - p.start()
        core = m[0]
        if "届" not in core and not p:
            continue
        name = text[s:e]
        if "座谈会" in name or "常" in name or "审判委员会" in name or "主席会议" in name:
            kind: EventType = "meeting"
        elif name.endswith("学习"):
            kind = "study"
        else:
            kind = "congress"
        t = _trigger(ctx, s, e, name, kind, None, "events.session", 0.85)
        yield t
