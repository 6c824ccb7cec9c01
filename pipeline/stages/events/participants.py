"""Who did what in an event, from the grammar of the genre: 主持, 出席并讲话, 陪同, 作报告, 会见, 致电, long lists with titles."""

from __future__ import annotations

import re

from pipeline.lexicon.events import Word
from pipeline.stages.events.context import Context
from pipeline.stages.events.model import Event, Person, Trigger
from schemas.layers import ParticipantRole

_ROLES: tuple[tuple[str, ParticipantRole], ...] = (
    ("主持召开|主持", "host"),
    ("监誓", "host"),
    ("陪同", "companion"),
    ("随同", "companion"),
    (
        "作(?:了)?(?:主旨|主题|动员|总结|重要|开幕|工作|表态)?(?:讲话|报告|致辞|演讲)|讲话|致辞|致欢迎辞|致词|领学|授课|作辅导|宣讲|作动员|宣布|发表(?:了)?(?:主旨|重要)?(?:讲话|演讲)|以[^，。]{1,30}为题",
        "speaker",
    ),
    (
        "发言|汇报|作(?:了)?(?:情况|工作)?(?:汇报|说明|通报|推介|介绍|交流|表态)|通报|推介|的(?:情况)?说明|介绍(?:了)?|建议",
        "presenter",
    ),
    ("点评", "commentator"),
    ("签字|签约|签署", "signatory"),
    ("出席|参加|列席|与会|应邀|到会|到场|参会|见证|参与|前来|赶大集", "attendee"),
)
_ROLE = re.compile("|".join(f"(?P<r{i}>{p})" for i, (p, _) in enumerate(_ROLES)))
_SAYS = re.compile(r"(?:在[^，。；]{0,20}(?:上|中|时))?(?:指出|强调|要求|表示|说|认为|提出|希望|坦言|承诺|讲话|通报)")
_TOPIC_BEFORE = re.compile(
    r"(?:学习|贯彻|传达|落实|深入领会|按照|根据|遵循|响应|围绕|关于|认真领会|牢记|在|以|向|给|为|对|感谢|祝贺)$"
)
_TOPIC_AFTER = re.compile(
    r"(?:总书记|主席|总理|同志|先生)*(?:同志)?(?:\d{1,2}月)?(?:在[^，。；]{2,40}?|来[^，。；]{1,8}?|就[^，。；]{2,40}?|关于[^，。；]{2,60}?|对[^，。；]{2,30}?|为核心)?"
    r"(?:的|发表的?|作出的?|系列|一系列)*(?:重要)?(?:讲话|论述|指示|批示|思想|嘱托|回信精神|贺信精神|指引|关怀|为核心|著作|文选)"
)
_TITLE_ONLY = re.compile(r"(?:思想|著作|文选|主义|同志为核心)")


def topical(ctx: Context, p: Person) -> bool:
    """A name that is spoken about, not acting: 学习习近平总书记在…上的重要讲话精神."""
    text = ctx.text
    if _TOPIC_AFTER.match(text, p.end):
        return True
    return (
        text[p.end : p.end + 2] in ("新时", "外交", "经济", "法治", "生态", "强军", "文化")
        and text[p.start : p.end] == "习近平"
    )


def _acting(ctx: Context, start: int, end: int) -> list[Person]:
    return [p for p in ctx.people_in(start, end) if not topical(ctx, p)]


_TOWARDS = re.compile(r"(?:向|给|对|为|祝贺)(?:[^，。；、]{0,24})$")


def of_verb(ctx: Context, t: Trigger) -> None:
    """Subject and object of a verb that tells an event."""
    word = t.word
    if word is None:
        return
    s, e = ctx.sentence(t.start)
    c0, c1 = ctx.clause(t.start)
    found: list[tuple[str, ParticipantRole]] = []
    left = _acting(ctx, c0, t.start)
    right = _acting(ctx, t.end, _object_end(ctx, t.end, c1))
    if word.mutual:
        if not left:
            left = _acting(ctx, s, t.start)[-2:]
        for p in [*left, *right]:
            found.append((p.name, word.subject or "attendee"))
    else:
        if word.subject:
            if not left:
                earlier = _acting(ctx, s, c0)
                left = earlier[-1:] if _nearest(word) else _group(ctx, earlier)
            elif _nearest(word):
                left = _last_group(ctx, left)
            else:
                left = _group(ctx, left)
            towards = [p for p in left if not _TOWARDS.search(ctx.text[c0 : p.start])]
            if _nearest(word):
                towards = left
                if word.type == "election" and right and right[0].start - t.end <= 14 and ctx.text[t.end] not in "为了":
                    towards = right[:1]
            for p in towards or left[:1]:
                found.append((p.name, word.subject))
            if not left and ctx.text[max(0, t.start - 1) : t.start] == "在":
                after = _acting(ctx, c1, e)
                if after:
                    found.append((after[0].name, word.subject))
        if word.object:
            for p in right:
                found.append((p.name, word.object))
    t.people = list(dict.fromkeys(found))


_DEATHS = frozenset("逝世 去世 病逝 辞世 殉职 殉难 遇难 遇害 牺牲 就义 被俘 失踪".split())


def _nearest(word: Word) -> bool:
    """Verbs whose subject stands right before them (祝贺李在明当选)."""
    return word.type in ("election", "personnel") or word.text in _DEATHS


def _last_group(ctx: Context, people: list[Person]) -> list[Person]:
    out = [people[-1]]
    for p in reversed(people[:-1]):
        if not re.fullmatch(r"[、和]|、[^，。；]{0,20}", ctx.text[p.end : out[0].start]):
            break
        out.insert(0, p)
    return out


def _object_end(ctx: Context, start: int, clause_end: int) -> int:
    m = re.search(r"时(?=[，。])|期间|，", ctx.text[start:clause_end])
    return start + m.start() if m else clause_end


def _group(ctx: Context, people: list[Person]) -> list[Person]:
    """The first list among some namings: those joined by 、 和 同 and titles, up to a gap that holds a verb."""
    out: list[Person] = []
    for p in people:
        if out:
            gap = ctx.text[out[-1].end : p.start]
            if (
                len(gap) > 40
                or not re.match(r"[、，和与同及]|（[^）]*）", gap)
                or re.search(r"向|给|对|祝贺|会见|，.*，", gap)
            ):
                break
        out.append(p)
    return out


def fill(ctx: Context, events: list[Event]) -> None:
    """Participants of all events: those of the verbs, then the lists of the meeting each sentence speaks of."""
    for e in events:
        for t in e.triggers:
            for name, role in t.people:
                e.add_person(name, role)
    places = sorted(
        ((t.start, t.end, e, t) for e in events for t in (*e.triggers, *e.back)), key=lambda x: (x[0], x[1])
    )
    if not places or not ctx.people:
        return
    focus: dict[int, Event] = {}
    k = 0
    for s, end in ctx.reading.sentences:
        here = []
        while k < len(places) and places[k][0] < end:
            if places[k][0] >= s:
                here.append(places[k])
            k += 1
        line = ctx.line(s)
        section = ctx.sections[line]
        for _, _, e, _t in here:
            if _hosts_people(e) and (section not in focus or e.lead.reported):
                if section not in focus or not ctx.in_speech(_t.start):
                    focus[section] = e
        people = _acting(ctx, s, end)
        if people:
            _sentence(ctx, s, end, people, here, focus.get(section))


def _hosts_people(e: Event) -> bool:
    lead = e.lead
    if lead.kind == "named":
        return lead.rule == "events.session"
    return lead.type in ("meeting", "study", "ceremony", "signing", "inspection", "visit", "congress", "reception") or (
        lead.kind == "noun" and lead.type in ("other", "award")
    )


def _sentence(
    ctx: Context,
    s: int,
    end: int,
    people: list[Person],
    here: list[tuple[int, int, Event, Trigger]],
    focus: Event | None,
) -> None:
    """Roles of the people of one sentence: each role verb takes those named since the one before it."""
    text, pos = ctx.text, s
    last: list[Person] = []
    speech = ctx.in_speech(s)
    first = people[0]
    if focus is not None and first.start - s <= 40 and _SAYS.match(text, first.end) and not speech:
        if focus.lead.type not in ("reception",) and first.name not in focus.people:
            focus.add_person(first.name, "speaker")
    for m in _ROLE.finditer(text, s, end):
        if ctx.in_speech(m.start()):
            break
        role = next(r for i, (_, r) in enumerate(_ROLES) if m[f"r{i}"] is not None)
        group = [p for p in people if pos <= p.start and p.end <= m.start()]
        target = _target(ctx, m.start(), m.end(), here, focus)
        if not group and last and text[m.start() - 1] in "并和、先了":
            group = last
        if target is not None:
            for p in group:
                target.add_person(p.name, role)
        if group:
            last = group
        pos = m.end()


def _target(
    ctx: Context, start: int, end: int, here: list[tuple[int, int, Event, Trigger]], focus: Event | None
) -> Event | None:
    """The event a role verb speaks of: its object in the clause, else the one the passage is about."""
    c0, c1 = ctx.clause(start)
    after = [x for x in here if end - 1 <= x[0] <= c1 and _takes_people(x[2])]
    if after:
        return after[0][2]
    before = [x for x in here if c0 <= x[0] < start and _takes_people(x[2])]
    if before:
        return before[-1][2]
    return focus


def _takes_people(e: Event) -> bool:
    return e.lead.kind != "named" or e.lead.type in ("meeting", "congress", "other", "ceremony", "study")
