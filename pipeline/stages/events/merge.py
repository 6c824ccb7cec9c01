"""From triggers to events: the places that name or tell the same event become one (headline and lead, 会议, 会上)."""

from __future__ import annotations

import re
from collections.abc import Collection

from pipeline.lexicon import events as lexicon
from pipeline.stages.events.acts import for_both, one_act, rite
from pipeline.stages.events.compared import places
from pipeline.stages.events.context import Context
from pipeline.stages.events.decided import one_list
from pipeline.stages.events.identity import LEAVES, held_apart, same
from pipeline.stages.events.model import Event, Trigger
from pipeline.stages.events.samedate import dates_differ
from pipeline.stages.events.samename import JUBILEE, group, key, numbered_apart


def merge(ctx: Context, triggers: list[Trigger]) -> list[Event]:
    """Events in the order of their first naming; `triggers` in text order."""
    events: list[Event] = []
    triggers = _outermost(triggers)
    named: dict[tuple[str, str | None], Event] = {}
    names: dict[str, Event] = {}
    for t in triggers:
        if t.kind == "named":
            e = named.get((t.name, t.edtf))
            if e is None:
                e = named[(t.name, t.edtf)] = Event([t])
                _take_up(e, events)
                _same_death(e, events)
                events.append(e)
            else:
                e.add(t)
            continue
        known = names.get(key(t.name)) if t.kind == "noun" else None
        if known is not None and same(ctx, known.triggers[0], t):
            home: Event | None = known
        else:
            home = _home(ctx, t, events[-_REACH:])
        if home is not None and any(held_apart(ctx, x, t) for x in _sample(home)):
            home = None
        if home is None and t.kind == "verb" and t.head in ("开幕", "闭幕"):
            home = _taken_up_in(ctx, t, events[-_REACH:])
        if (told := _called(ctx, t, events)) is not None and told is not home:
            home = told if home is None else _join(home, told, events)
        if t.kind == "back":
            if home is not None:
                home.back.append(t)
            elif (
                t.word is not None
                and not t.word.noun
                and (t.date or t.type == "visit")
                and t.type != "military"
                and t.score >= (0.4 if t.type == "visit" else 0.8)
            ):
                t.kind = "verb"
                events.append(Event([t]))
            elif t.type == "disaster" and t.date is not None and ".." not in t.date.edtf and t.score >= _ALONE:
                t.kind = "noun"  # 1971年冬，校舍毁于火灾
                events.append(Event([t]))
            elif (
                t.type == "study"
                and t.date is not None
                and ctx.text.endswith(("进行", "开展"), 0, t.start)
                and not ctx.in_speech(t.start)
            ):
                if (told := _sits(t, events[-_REACH:])) is not None:
                    told.back.append(t)
                else:  # 县委中心组围绕安全生产进行专题学习
                    t.kind, t.reported = "noun", True
                    events.append(Event([t]))
            continue
        if home is None:
            events.append(Event([t]))
            if t.kind == "noun" and len(t.name) > 3:
                names.setdefault(key(t.name), events[-1])
        else:
            home.add(t)
    for e in events:
        if e.lead.kind != "named":
            e.triggers.sort(key=lambda t: (t.heading and len(t.name) < 6, -len(t.name) if t.kind == "noun" else 0))
    return events


_ALSO = re.compile("(?:军|方|部队|武装)还$")

_CALLED = re.compile("(?:这就是|史称|称为|人称|名为)[^，。；]{0,12}$|，即(?:著名的|震惊[^，。；]{2,6}的)?[“]?$")


def _called(ctx: Context, t: Trigger, events: list[Event]) -> Event | None:
    """三路攻打团防局，…这就是著名的麻岭暴动: the act of war that the sentence has told before it gives its name."""
    if t.kind != "noun" or t.type not in _STRUCK or not events:
        return None
    s = ctx.sentence(t.start)[0]
    if _CALLED.search(ctx.text, max(s, t.start - 24), t.start) is None:
        return None
    return next((e for e in events[-6:] if e.lead.type == "military" and s <= e.lead.start < t.start), None)


def _join(home: Event, other: Event, events: list[Event]) -> Event:
    """Two events that turn out to be one."""
    for t in other.triggers:
        home.add(t)
    home.back += other.back
    events.remove(other)
    return home


def _sits(t: Trigger, events: list[Event]) -> Event | None:
    """The session or meeting of the same report at which 围绕…进行专题学习 tells what was done."""
    told = [e for e in events if e.reported and e.lead.section == t.section and e.lead.type in ("study", "meeting")]
    return next((e for e in reversed(told) if not dates_differ(e.lead, t)), None)


_STRUCK = ("military", "disaster")
_DIES = lexicon.Cue("dies")
_ALONE = 0.58  # what a bare noun must reach to be an event of its own


def _taken_up_in(ctx: Context, t: Trigger, events: list[Event]) -> Event | None:
    """大会在国歌声中开幕: the occasion that the clause takes up."""
    c0, _ = ctx.clause(t.start)
    return next((e for e in reversed(events) if any(c0 <= b.start and b.end <= t.start for b in e.back[-3:])), None)


def _take_up(e: Event, events: list[Event]) -> None:
    """参加大运会的代表团 before 成都第31届世界大学生夏季运动会 is named in full: the same games."""
    for x in events[-_REACH:]:
        t = x.lead
        games = t.kind == "noun" and t.word is not None and t.word.group == "match"
        alone = t.name == t.head and len(x.triggers) == 1 and not (x.reported and t.date)
        if games and alone and e.lead.name.endswith(t.head):
            e.triggers.append(t)
            events.remove(x)


def _same_death(e: Event, events: list[Event]) -> None:
    """甲同志的逝世 before 甲同志逝世, which the calendar knows."""
    for x in events[-_REACH:]:
        t = x.lead
        if t.kind == "verb" and e.lead.name.endswith(t.head) and any(e.lead.name.startswith(n) for n, _, _ in t.people):
            e.triggers += x.triggers
            events.remove(x)


_OPENS = (
    "开幕式",
    "闭幕式",
    "开幕会",
    "闭幕会",
    "讲话",
    "致辞",
    "演讲",
    "报告",
    "专题论坛",
    "分论坛",
    "讨论",
    "审议",
    "晚会",
)


#: how far back an event can be taken up, and how many of its namings are compared: a text of a million characters stays linear
_REACH, _NAMINGS, _NESTED = 60, 8, 6


def _elsewhere(ctx: Context, a: Trigger, b: Trigger) -> bool:
    """Whether two blows are told at places that have none in common."""
    one, two = places(ctx, a), places(ctx, b)
    return bool(one and two) and not one & two


def _sample(e: Event) -> list[Trigger]:
    return e.triggers if len(e.triggers) <= _NAMINGS else [*e.triggers[:3], *e.triggers[-5:]]


def _outermost(triggers: list[Trigger]) -> list[Trigger]:
    """Of nouns one inside the other (…世界杯, …世界杯北京站的比赛) the longer name, unless its head is an occasion within."""
    out: list[Trigger] = []
    nouns = [t for t in triggers if t.kind == "noun"]
    k = 0
    for t in triggers:
        while k < len(nouns) and nouns[k].end < t.end:
            k += 1
        within = t.kind == "named" and t.type == "history" and k < len(nouns) and nouns[k].start < t.start
        inner = t.kind == "named" and t.type == "military" and k < len(nouns) and nouns[k].start <= t.start
        if inner and nouns[k].type == "military":
            continue  # 夜袭阳明堡机场战斗
        if within and JUBILEE.match(nouns[k].name, t.end - nouns[k].start):
            continue  # 庆祝中国共产党成立100周年大会: part of a name
        if t.kind == "verb" and any(
            x.kind == "noun" and (x.type == "study" or t.type == "inspection") and t.end <= x.end for x in out[-2:]
        ):
            continue  # 学习…在甲省|考察|时的讲话精神研讨班: whose words are learnt; 专题|调研|座谈会
        last = [x for x in out[-_NESTED:] if x.kind == t.kind == "noun"]
        inside = [x for x in last if t.start <= x.start and x.end <= t.end]
        if inside and not t.name.endswith(_OPENS):
            out[-_NESTED:] = [x for x in out[-_NESTED:] if x not in inside]
        if any(x.start <= t.start and t.end <= x.end and not x.name.endswith(_OPENS) for x in last if x not in inside):
            continue
        out.append(t)
    return out


_SINCE = re.compile("召开?以来|以来|之后|以后|至今")


def _since(ctx: Context, e: Event) -> bool:
    """党的十九大以来: a congress that the text names only to count from it is not what 大会 takes up."""
    return all(_SINCE.match(ctx.text, t.end) for t in _sample(e))


def _congress(ctx: Context, t: Trigger, events: list[Event]) -> Event | None:
    """大会 after 党的二十大: the congress named last, where the text reports no assembly of its own."""
    if any(e.reported and e.lead.type in ("congress", "ceremony") and e.lead.section == t.section for e in events):
        return None
    named = [e for e in events if e.lead.kind == "named" and e.lead.name.endswith(t.head) and not _since(ctx, e)]
    return max(named, key=lambda e: e.triggers[-1].start, default=None)


_RITES = ("开幕大会", "闭幕大会", "开幕会", "闭幕会")
_THIS = re.compile("(?:本次|此次|这次|本届|上述)的?$")


def _called_here(ctx: Context, t: Trigger, events: list[Event], kinds: Collection[str]) -> Event | None:
    """…第四次全会于28日召开，书记向|大会|报告: the one that the sentence itself says was held, whatever came between."""
    s = ctx.sentence(t.start)[0]
    held = [
        (x.start, n)
        for n, e in enumerate(events)
        for x in e.triggers[-3:]
        if x.created and x.kind == "noun" and not x.heading and s <= x.start and x.end <= t.start
        if x.type in kinds or x.name.endswith(t.head)
    ]
    return events[max(held)[1]] if held else None


_BEFORE_IT = re.compile(r"[\s　]*(?:本次|此次|这次)(?:会议|大会)(?:召开|举行)?之?前")


def _before_it(ctx: Context, x: Trigger) -> bool:
    """本次会议前召开了主任会议。甲、乙出席会议: they are at the one told first."""
    return _BEFORE_IT.match(ctx.text, ctx.sentence(x.start)[0]) is not None


def _home(ctx: Context, t: Trigger, events: list[Event]) -> Event | None:
    """The event that a trigger names again, looking backwards."""
    if t.kind == "back":
        kinds = lexicon.taken_up().get(t.head, ())
        if t.word is not None and not t.word.noun:
            quoted = ctx.in_speech(t.start)
            newest = events[::-1]
            for e in sorted(newest, key=lambda e: ctx.in_speech(e.triggers[0].start) and not quoted):
                x = e.triggers[0]
                like = (
                    not kinds and x.type == t.type and t.type not in ("military", "other")
                )  # 这起袭击 takes up no 击落
                told = group(x.head) == group(t.head) or (t.type == "military" and x.head.endswith(t.head))
                told = told or any(y.type == t.type == "inspection" for y in e.triggers[1:3])  # 走访企业，调研某事
                if x.section == t.section and (told or like):
                    return e
            return None

        def apart(x: Trigger) -> bool:
            """3月24日，甲出席会议: not the one of April; 次日调查事故: that of the day before."""
            return t.type not in _STRUCK and dates_differ(x, t)

        if (called := _called_here(ctx, t, events, kinds)) is not None:
            return called
        reported = any(
            e.reported and e.triggers[0].section == t.section and e.triggers[0].type in kinds for e in events
        )
        for e in reversed(events):
            x = e.triggers[0]
            if apart(x) or _before_it(ctx, x):
                continue
            if x.section == t.section and (e.reported or not reported) and x.name.endswith(t.head) and x.kind == "noun":
                return e
        if t.head == "大会" and (congress := _congress(ctx, t, events)) is not None:
            return congress
        for e in reversed(events):
            x = e.triggers[0]
            if t.head in ("全会",):
                if x.name.endswith("全会") or "中全会" in x.name or "全体会议" in x.name:
                    return e
                continue
            if (x.section != t.section and x.kind != "named") or (reported and not e.reported) or apart(x):
                continue
            if x.kind == "named" and ((t.head not in x.name and x.type != "speech") or _since(ctx, e)):
                continue
            if x.name.endswith(t.head) or x.type in kinds:
                return e
        return None
    if t.type == "signing" and "见证" in ctx.text[max(0, t.start - 6) : t.start]:
        for e in reversed(events):  # who witnessed it was there when it was signed
            if e.lead.type == "signing" and e.lead.section == t.section and not dates_differ(e.lead, t):
                return e
    if t.kind == "noun" and _THIS.search(ctx.text, max(0, t.start - 3), t.start):
        for e in reversed(events):  # 某论坛2025年年会, and then 本次论坛年会
            alike = e.lead.section == t.section and e.lead.type == t.type
            if alike and t.type == "inspection" and t.name == t.head:
                t.kind = "back"  # 甲到法院开展专题调研。乙参加了此次调研活动
                return e
            if alike and (e.lead.name.endswith(t.name) or (len(t.name) > 4 and t.name in e.lead.name)):
                return e
    if t.kind == "noun" and t.name == t.head in _RITES and not t.created:
        for e in reversed(events):  # 人大四次会议闭幕。甲在闭幕大会上讲话
            session = e.reported and e.lead.section == t.section and e.lead.rule == "events.session"
            if session and not dates_differ(e.lead, t):
                t.kind = "back"
                return e
    mine = {n for n, _, _ in t.people}
    if t.kind == "verb" and _DIES.fullmatch(t.head) and len(mine) == 1:
        for e in reversed(events):  # 甲10日逝世。…1964年晋升少将，逝世时九十九岁: a man dies once
            if (
                e.lead.kind == "verb"
                and _DIES.fullmatch(e.lead.head)
                and mine == {n for x in e.triggers for n, _, _ in x.people}
            ):
                return e
    if t.type == "personnel" and events and len(events[-1].triggers) == 1:
        x = events[-1].lead
        if x.heading and x.head == "任免" and not x.people and x.section == t.section:
            return events[-1]  # …职务任免的通知: the first decision under it
    for e in reversed(events):
        if any(numbered_apart(x, t) for x in _sample(e)):
            continue
        days = [x for x in _sample(e) if not x.heading]
        if days and not t.heading and t.type in _STRUCK and all(dates_differ(x, t) for x in days):
            continue  # the headline has no day and is like every blow
        if (
            days
            and t.type == "military"
            and t.kind == "verb"
            and _ALSO.search(ctx.text, ctx.clause(t.start)[0], t.start)
        ):
            continue  # 此外，俄军还|打击了…
        if days and not t.heading and t.type == "military" and all(_elsewhere(ctx, x, t) for x in days):
            continue  # the headline told both: 以军空袭加沙地带多地及黎南部
        if any(same(ctx, x, t) for x in _sample(e)):
            if t.type != "signing" and any(rite(x, t) for x in _sample(e)):
                return e
            theirs = {n for x in _sample(e) for n, _, _ in x.people}
            others = (
                mine
                and not any(one_list(ctx, x, t) for x in _sample(e))
                and theirs
                and not mine & theirs
                and t.kind == "verb"
                and not for_both(ctx, t)
                and t.head not in LEAVES
            )
            if others and not any(one_act(ctx, x, t) for x in _sample(e)):
                continue
            both = t.word is not None and t.word.mutual and len(mine) > 1 and len(theirs) > 1
            if both and not (mine <= theirs or theirs <= mine):
                continue
            return e
    return None
