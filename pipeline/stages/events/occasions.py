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
_NOBODY = re.compile(r"(?:了)?(?:并宴请)?[，。；]|了?他|了?她")
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
        elif (e.lead.type == "establishment" and not _RENAMED.search(e.lead.head)) or e.lead.head == "接管":
            _heads(ctx, e)
        elif word is not None and word.act == "公示":
            _posted(ctx, e)
        elif e.lead.type == "ceremony":
            _honoured(ctx, e)
        elif e.lead.type == "reception":
            _received(ctx, e, events[max(0, n - 6) : n])
    _not_the_dead(events)


_DEATHS = ("逝世", "去世", "病逝", "辞世")
#: what is done for somebody ill or dead
_CALLS_ON = re.compile("吊唁|看望|慰问|送别|告别|悼念")


def _not_the_dead(events: list[Event]) -> None:
    """甲同志逝世后，乙到家中吊唁, 在甲病重期间，乙看望: whoever died pays no such visit."""
    dead = {name for o in events if o.lead.head in _DEATHS and len(o.people) == 1 for name in o.people}
    for e in events if dead else ():
        if not _CALLS_ON.search(e.lead.head):
            continue
        for name in dead & e.people.keys():
            if e.people[name][0] in ("visitor", "attendee"):
                del e.people[name]
        for t in e.triggers:
            t.people = [x for x in t.people if x[0] not in dead]


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
            e.people.pop(p.name, None)  # whoever else the sentence makes an attendee, he is not
            e.add_person(p.name, "other", p.start)
            return
    dead = [o for o in events if o.lead.head in _DEATHS and len(o.people) == 1]
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


_HOLDS = re.compile(r"(?:同志|主席|总理)?[^，。；、对向为]{0,30}举行(?:了|隆重|盛大|正式|欢迎)*$")
_FEAST = re.compile(r"(?:国宴|宴会|[晚午]宴|招待会|酒会)$")
_WELCOMES = re.compile("，(?:热烈)?欢迎")
_GIVES = re.compile(r"^[^，。；]{0,40}为[^，。；]{2,40}举行$")


def _honoured(ctx: Context, e: Event) -> None:
    """甲和夫人乙为丙举行欢迎宴会: those who give it and whom it is for."""
    for t in e.triggers:
        c0 = ctx.clause(t.start)[0]
        people = ctx.people_in(c0, t.start)
        welcome = _WELCOMES.match(ctx.text, ctx.clause(t.start)[1])
        if len(people) == 1 and (welcome or _FEAST.search(t.head)) and _HOLDS.match(ctx.text[people[0].end : t.start]):
            e.add_person(people[0].name, "host", people[0].start)  # 甲举行仪式，欢迎乙访华; 甲举行招待会
            if welcome is None:
                continue
            for p in ctx.people_in(welcome.end(), ctx.clause(welcome.end())[1])[:1]:
                e.add_person(p.name, "visitor", p.start)
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
_TAKES_POST = re.compile(
    "(?:同志|（[^）]*）)?(?:任(?![命期务免])|担任|兼任|当选|为(?=[^，。；]{0,10}(?:委员|书记|主任|部长|[队社会院校团]长)))"
)
#: what stands before the name of who takes a post: his title, or 政委由
_BEFORE_NAME = re.compile(r"[^，。；、被把将对向]{0,28}")
_RENAMED = re.compile("名|[改并撤划]")
#: what a body is made of, told between its founding and who heads it
_CONSISTS = re.compile(r"(?:下[辖设]|内设|[辖设驻有]|隶属|编制|时有|共有?|全[县区乡村社校厂]|首批)[^，。；：]{1,24}$")
_MEMBERS = re.compile(r"(?:[支党]?[部委]?委员|成员)(?:有|为|是|：)")
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
        end = ctx.sentence(t.start)[1]
        while c1 < end - 1:
            n0, n1 = ctx.clause(c1 + 1)
            here = ctx.people_in(n0, n1) if n0 - c1 <= 1 and n1 > c1 else []
            if not here and n1 > c1 and _CONSISTS.match(ctx.text, n0, n1):
                c1 = n1  # 人民公社成立，下辖11个大队，甲任社长
                continue
            if not here or not _BEFORE_NAME.fullmatch(ctx.text, n0, here[0].start):
                break
            if not _TAKES_POST.match(ctx.text, here[-1].end) and not _MEMBERS.match(ctx.text, n0):
                break
            for p in here:  # 革命委员会成立，武装部政委甲任主任，乙、丙为委员
                e.add_person(p.name, "appointee", p.start)
            c1 = n1


def _received(ctx: Context, e: Event, before: list[Event]) -> None:
    """会见了考察团一行, 分别予以会见: the guest, whose visit was told before."""
    for t in e.triggers:
        guests = any(role in ("visitor", "attendee") for role, _ in e.people.values())
        whom = _DELEGATION.match(ctx.text, t.end) or (not guests and _NOBODY.match(ctx.text, t.end))
        if t.kind != "verb" or (guests and len(e.people) > 1) or not whom:
            continue
        for o in reversed(before):
            if ctx.chronicle and ctx.line(o.lead.start) != ctx.line(t.start):
                break  # of another entry
            if o.lead.type in ("visit", "inspection") and o.lead.section == t.section:
                for name, (role, at) in o.people.items():
                    if role == "visitor" and name not in e.people:
                        e.add_person(name, "visitor", at)
                        break
                break
