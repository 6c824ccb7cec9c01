"""People whom an occasion of a kind brings with it: who won a final, who is buried, who is elected at a congress, whose
proposal a decision follows, the delegation that is received.
"""

from __future__ import annotations

import re

from pipeline.lexicon.events import Cue
from pipeline.stages.events.context import Context
from pipeline.stages.events.model import Event
from pipeline.stages.events.participants import acting

_WON = Cue("won")
_FUNERAL = Cue("funeral")
_PROPOSED = re.compile(r"根据[^，。；]{0,20}提名")
_FAREWELL = re.compile("军旗|退役|离队")
_DELEGATION = re.compile(r"(?:了|来访的)?[^，。；]{0,12}(?:考察团|代表团|访问团|参访团|交流团|一行)")


def fill(ctx: Context, events: list[Event]) -> None:
    """Add to each event those whom its kind brings with it."""
    if not ctx.people:
        return
    for n, e in enumerate(events):
        if e.lead.kind == "named":
            continue
        word = e.lead.word
        if word is not None and word.group == "match" and e.reported:
            _winners(ctx, e, events)
        elif _FUNERAL.search(e.lead.name) and not _FAREWELL.search(ctx.text, max(0, e.lead.start - 4), e.lead.end):
            _mourned(ctx, e, events)
        elif e.lead.type in ("personnel", "election"):
            _proposer(ctx, e)
            _succession(ctx, e)
        elif e.lead.type == "establishment":
            _heads(ctx, e)
        elif word is not None and word.act == "公示":
            _posted(ctx, e)
        elif e.lead.type == "ceremony":
            _honoured(ctx, e)
        elif e.lead.type == "reception":
            _received(ctx, e, events[max(0, n - 6) : n])


def _winners(ctx: Context, e: Event, events: list[Event]) -> None:
    for t in e.triggers:
        if t.heading:
            continue
        end = ctx.sentence(t.start)[1]
        others = [
            x.start
            for o in events
            if o is not e
            for x in o.triggers
            if x.start > t.end and x.word is not None and x.word.group == "match"
        ]
        end = min([end, *others])
        for p in acting(ctx, t.end, end):
            if _WON.search(ctx.text, p.end, min(ctx.clause(p.end)[1], end)) or _WON.match(ctx.text, p.end + 1, end):
                e.add_person(p.name, "other", p.start)


def _mourned(ctx: Context, e: Event, events: list[Event]) -> None:
    for t in e.triggers:
        for p in ctx.people_in(t.start, t.end) or ctx.people_in(max(0, t.start - 12), t.start)[-1:]:
            e.add_person(p.name, "other", p.start)
            return
    dead = [o for o in events if o.lead.head in ("逝世", "去世", "病逝", "辞世") and len(o.people) == 1]
    if dead and not e.people:
        ((name, (_, at)),) = dead[0].people.items()
        e.add_person(name, "other", at)


def _proposer(ctx: Context, e: Event) -> None:
    for t in e.triggers:
        s, _ = ctx.sentence(t.start)
        m = _PROPOSED.search(ctx.text, s, t.start)
        for p in ctx.people_in(m.start(), m.end()) if m else ():
            e.add_person(p.name, "other", p.start)


_TAKES = re.compile(r"(?:同志)?任(?![命期务免])")


def _succession(ctx: Context, e: Event) -> None:
    """决定：甲同志任书记，乙同志不再担任书记；…: all whom the decision names."""
    leaving = [
        t
        for t in e.triggers
        if t.head in ("不再担任", "不再兼任")
        or (t.head == "免去" and "决定：" in ctx.text[ctx.lines[ctx.line(t.start)][0] : t.start])
    ]
    if not leaving:
        return
    start, end = ctx.lines[ctx.line(leaving[0].start)][0], ctx.lines[ctx.line(leaving[-1].start)][1]
    i = ctx.line(leaving[-1].start)
    while i + 1 < len(ctx.lines) and ctx.text[end - 1 : end] in "；;":
        i, end = i + 1, ctx.lines[i + 1][1]
    for p in ctx.people_in(max(start, leaving[0].start - 200), min(end, leaving[-1].end + 200)):
        if _TAKES.match(ctx.text, p.end):
            e.add_person(p.name, "appointee", p.start)


_GIVES = re.compile(r"^[^，。；]{0,40}为[^，。；]{2,40}举行$")


def _honoured(ctx: Context, e: Event) -> None:
    """甲和夫人乙为丙举行欢迎宴会: those who give it and whom it is for."""
    for t in e.triggers:
        c0 = ctx.clause(t.start)[0]
        people = ctx.people_in(c0, t.start)
        if len(people) < 2 or not _GIVES.match(ctx.text[people[0].end : t.start].removesuffix("了")):
            continue
        for p in people:
            for_him = "为" in ctx.text[people[0].end : p.start]
            e.add_person(p.name, "visitor" if for_him else "host", p.start)


_HEADED = re.compile(r"[由以][^，。；]{0,24}$")
_AS_HEAD = re.compile(r"(?:同志)?(?:任|担任|为|兼任|牵头|当选)")


_FOUNDS = re.compile(
    r"(?:同志|先生)?(?:等[^，。；的]{0,8})?(?:发起|牵头|筹资|捐资|集资|倡议|率先|共同|联合|回乡|带头|组织)*"
)
_TAKES_POST = re.compile("(?:同志|（[^）]*）)?(?:任(?![命期务免])|担任|兼任|当选)")
_BEFORE_POST = re.compile("拟任|拟提名|提名为|拟推荐|拟进一步|进一步使用|现任")


def _posted(ctx: Context, e: Event) -> None:
    """任前公示: those whose names open the lines of the notice that say what post each is to have."""
    at = min(t.start for t in e.triggers)
    for i in range(ctx.line(at) + 1, len(ctx.lines)):
        start, end = ctx.lines[i]
        for p in ctx.people_in(start, end)[:1]:
            if p.start - start <= 4 and _BEFORE_POST.search(ctx.text, p.end, end):
                e.add_person(p.name, "appointee", p.start)


def _heads(ctx: Context, e: Event) -> None:
    """成立由市长甲任指挥长的指挥部: who heads what is founded."""
    for t in e.triggers:
        c0, c1 = ctx.clause(t.start)
        founder = ctx.people_in(c0, t.start)[-1:]
        if founder and t.kind == "verb" and _FOUNDS.fullmatch(ctx.text, founder[0].end, t.start):
            e.add_person(founder[0].name, "author", founder[0].start)
        for p in ctx.people_in(t.end, c1):
            if _AS_HEAD.match(ctx.text, p.end) and _HEADED.search(ctx.text, t.end, p.start):
                e.add_person(p.name, "appointee", p.start)
        n0, n1 = ctx.clause(min(c1 + 1, len(ctx.text) - 1))
        first = ctx.people_in(n0, n1)[:1]  # 讲习所成立，甲任所长
        end = ctx.sentence(t.start)[1]
        while first and first[0].start - n0 <= 1 and 0 <= n0 - c1 <= 1 and c1 < n1 <= end:
            here = ctx.people_in(n0, n1)
            if not _TAKES_POST.match(ctx.text, here[-1].end):
                break
            for p in here:  # 革命委员会成立，甲任主任，乙、丙任副主任
                e.add_person(p.name, "appointee", p.start)
            c1 = n1
            n0, n1 = ctx.clause(min(c1 + 1, len(ctx.text) - 1))
            first = ctx.people_in(n0, n1)[:1]


def _received(ctx: Context, e: Event, before: list[Event]) -> None:
    """会见了考察团一行: its head, whose visit was told before."""
    for t in e.triggers:
        if t.kind != "verb" or len(e.people) > 1 or not _DELEGATION.match(ctx.text, t.end):
            continue
        for o in reversed(before):
            if o.lead.type in ("visit", "inspection") and o.lead.section == t.section:
                for name, (role, at) in o.people.items():
                    if role == "visitor" and name not in e.people:
                        e.add_person(name, "visitor", at)
                        break
                break
