"""Rolls and programmes: 出席：甲、乙 line by line, 参加人员 in a notice, 任命： over the names of those appointed."""

from __future__ import annotations

import re
from bisect import bisect_right

from pipeline.stages.events.context import Context
from pipeline.stages.events.model import Event, Person
from schemas.layers import ParticipantRole

GATHERINGS = ("meeting", "study", "ceremony", "signing", "congress")
JOURNEYS = ("inspection", "visit", "reception")
_SHOWS = ("exhibition", "match")
_ROLLED = re.compile(
    r"(?:会议)?(?P<role>主\s*持|出\s*席|列\s*席|参\s*加|与会|参会)(?:会议)?(?:人员|人|领导|嘉宾|同志)?[：:]"
)

#: the label of a list, and not the subject of a sentence (与会人员实地观摩了…)
_ATTEND = re.compile(
    r"(?:[一二三四五六七八九十]{1,3}、)?\s*(?:参加|出席|参会|与会|列席)(?:会议)?(?:人员|范围|领导|对象)"
    r"(?:[：:]|(?=[\s　]|\Z|[为有])|(?:名单)?如下[：:]?)"
)


_OTHER_ROLL = re.compile(r"[\s　]*(?:记\s*录|请\s*假|缺\s*席|主\s*持|议\s*题|时\s*间|地\s*点|联系)(?:人员|人)?[：:]")
#: 四、议程（县委副书记甲主持）
_CHAIRED = re.compile(r"[（(][^（）()\n，。；]{2,40}主持[）)]")


def programmed(ctx: Context, line: int) -> bool:
    """Whether a line of a programme opens with its day or hour: 6月28日　14:30　大会交流。"""
    start, end = ctx.lines[line]
    return any(d.start == start for d in ctx.dates_in(start, min(end, start + 24)))


def rolled(ctx: Context, s: int, end: int, people: list[Person], about: Event | None) -> None:
    """The lines of a roll under its first (出席：甲 / 乙 / 丙), each a title and a name."""
    line = ctx.line(s)
    start, stop = ctx.lines[line]
    alone = s == start and stop - start <= 40 and stop - people[-1].end <= 1 and len(people) == 1
    if about is None or not alone or re.search("[，。；：:]", ctx.text[start:stop]):
        return
    for n in range(line - 1, max(line - 12, -1), -1):
        a, b = ctx.lines[n]
        if m := _ROLLED.match(ctx.text, a, b):
            role: ParticipantRole = "host" if m["role"].startswith("主") else "attendee"
            about.add_person(people[0].name, role, people[0].start)
            return
        if b - a > 40 or re.search("[，。；：:]", ctx.text[a:b]) or not ctx.people_in(a, b):
            return


def attendance(ctx: Context, events: list[Event]) -> None:
    """参加人员: the list in a notice, up to its next heading."""
    meeting = next((e for e in events if e.reported and e.lead.type in GATHERINGS), None)
    if meeting is None:
        return
    for i, (s, _) in enumerate(ctx.lines):
        m = _ATTEND.match(ctx.text, s)
        if m is None:
            continue
        for j in range(i, min(i + 24, len(ctx.lines))):
            a, b = ctx.lines[j]
            if j > i and (
                re.match(r"[一二三四五六七八九十]{1,3}、", ctx.text[a : a + 4]) or _OTHER_ROLL.match(ctx.text, a)
            ):
                break
            stop = min(
                (x for x in (ctx.text.find(mark, max(a, m.end()), b) for mark in ("会议由", "主持")) if x >= 0),
                default=b,
            )
            for p in ctx.people_in(max(a, m.end() if j == i else a), stop):
                meeting.add_person(p.name, "attendee", p.start)


_ELECTS = re.compile("当选|选举|选为|推选|补选|增选")


def elected(ctx: Context, events: list[Event]) -> None:
    """会议选举甲为主任; 第一次会议上，甲当选: who is elected at a session is of it."""
    held = [e for e in events if e.lead.type in ("meeting", "congress")]
    starts = sorted((t.start, n) for n, e in enumerate(held) for t in (*e.triggers, *e.back) if not t.heading)
    for e in events:
        if e.lead.type not in ("election", "personnel") or not e.people:
            continue
        for t in e.triggers:
            k = bisect_right(starts, (t.start, len(held))) - 1
            if k < 0 or t.kind != "verb" or not _ELECTS.search(t.head) or ctx.in_speech(t.start):
                continue
            s, end = ctx.sentence(t.start)
            at, n = starts[k]
            if at < s:
                continue
            for p in ctx.people_in(s, end):
                if p.name in e.people:
                    held[n].add_person(p.name, "other", p.start)


#: what a paper is called that gives a meeting's programme
_NOTICE = re.compile(r"(?:通知|议程|日程|安排|方案|邀请函?|预告)(?:（[^（）]{1,12}）)?$")


def programme(ctx: Context, events: list[Event], main: Event | None) -> None:
    """Who takes part in a sitting of a notice's programme (14:30　大会交流，甲主持) takes part in the meeting it calls."""
    heads = [t for t in main.triggers if t.heading] if main is not None else []
    if main is None or not any(_NOTICE.search(ctx.text[slice(*ctx.lines[ctx.line(t.start)])].rstrip()) for t in heads):
        return
    for start, end in ctx.lines:
        m = _CHAIRED.search(ctx.text, start, min(end, start + 80))
        for p in ctx.people_in(m.start(), m.end()) if m else ():
            main.add_person(p.name, "host", p.start)
    for e in events:
        if e is main or e.lead.type not in GATHERINGS or e.lead.kind == "named":
            continue
        if any(programmed(ctx, ctx.line(t.start)) for t in e.triggers):
            for name, (role, at) in list(e.people.items()):
                main.add_person(name, role, at)


_AS_FOLLOWS = re.compile(r"(?:公布|公告|通知|名单)?如下[：:]?[\r ]*(?:\n|$)")
#: what follows a list of names in a paper: who is to be asked, who gets it
_CLOSES = re.compile(r"(?:联系人|联络人|聯絡人|承办|抄送|附件?：|特此|备注|说明：)")
#: the next decision of the list, which has its people in its own line
_NEXT = re.compile(r"[\s　]*(?:会议)?(?:同意|决定)?(?:接受|批准|免去|撤销)[^\n]{2,30}(?:辞去|辞职|职务)")
_ENTRY = 60  # the longest entry of such a list; what is longer tells on


def decisions(ctx: Context, events: list[Event]) -> None:
    """任命： followed by lines that name those appointed, up to the next such heading."""
    heads = (
        sorted(
            (t.start, e, t)
            for e in events
            for t in e.triggers
            if t.kind == "verb"
            and t.type in ("personnel", "award")
            and t.head != "决定"
            and (ctx.text[t.end : t.end + 1] in ("：", "\n", "\r", " ") or _AS_FOLLOWS.match(ctx.text, t.end))
            and (t.type == "personnel" or not t.people)
        )
        if any(t.type in ("personnel", "award") for e in events for t in e.triggers)
        else []
    )
    for n, (at, e, t) in enumerate(heads):
        line = ctx.line(at)
        stop = heads[n + 1][0] if n + 1 < len(heads) else ctx.lines[min(line + 25, len(ctx.lines) - 1)][1]
        for p in ctx.people_in(t.end, min(stop, ctx.lines[line][1])):
            e.add_person(p.name, (t.word and (t.word.object or t.word.subject)) or "appointee", p.start)
        i = line + 1
        while i < len(ctx.lines) and ctx.lines[i][0] < stop:
            s, end = ctx.lines[i]
            if (
                ctx.is_roll(s)
                or (ctx.headings[i] and not ctx.people_in(s, end))
                or re.match(r"[一二三四五六七八九十]{1,3}、", ctx.text[s : s + 4])
                or _CLOSES.match(ctx.text, s)
                or _NEXT.match(ctx.text, s)
                or (end - s > _ENTRY and "。" in ctx.text[s : end - 1])
            ):
                break
            for p in ctx.people_in(s, end):
                e.add_person(p.name, (t.word and (t.word.object or t.word.subject)) or "appointee", p.start)
            i += 1


def gathers(e: Event) -> bool:
    """Whether people come together at an event: a meeting, a rite, a fair, a match."""
    word = e.lead.word
    if e.lead.type == "establishment":
        return word is not None and word.subject == "attendee"  # 揭牌
    return e.lead.type in GATHERINGS or (word is not None and word.group in _SHOWS)


def acts(e: Event) -> bool:
    """Whether an event is something that people do together under a name: 集中宣传活动, 义诊活动."""
    word = e.lead.word
    return (
        e.lead.kind == "noun" and e.lead.type == "other" and word is not None and word.text.endswith(("活动", "演练"))
    )


_SALUTES = re.compile(r"[\s　]*(?:尊敬|敬爱|亲爱)的")
_WELCOMES = re.compile(r"向[^。；]{0,160}?表示(?:最|更)?(?:热烈|诚挚|衷心|由衷)?的?(?:欢迎|感谢|敬意)")
_LONGEST_SALUTE = 120


def greeted(ctx: Context, main: Event | None) -> None:
    """尊敬的甲主席、乙会长： at the head of a speech, 向专程前来的丙先生表示欢迎 in it: guests of the occasion."""
    spoken = False
    for start, end in ctx.lines if main is not None else ():
        if end - start <= _LONGEST_SALUTE and _SALUTES.match(ctx.text, start, end) and ctx.text[end - 1] in "：:，,！!":
            spoken = True
            for p in ctx.people_in(start, end):
                main.add_person(p.name, "attendee", p.start)  # type: ignore[union-attr]
        for m in _WELCOMES.finditer(ctx.text, start, end) if spoken else ():
            for p in ctx.people_in(m.start(), m.end()):
                main.add_person(p.name, "attendee", p.start)  # type: ignore[union-attr]
