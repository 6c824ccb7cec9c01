"""The lists of the genre: who hosted, spoke, reported, came along or attended, sentence by sentence, for the event that the
passage speaks of.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from pipeline.lexicon.events import Cue
from pipeline.stages.events import doers, occasions, roles, rolls, rows, targets, turns
from pipeline.stages.events.context import Context
from pipeline.stages.events.modality import ahead
from pipeline.stages.events.model import Event, Person, Trigger
from pipeline.stages.events.participants import acting
from pipeline.stages.events.samedate import dates_differ
from pipeline.stages.events.targets import Place, Scene

_THEY_ARE = re.compile("[她他]们(?:是|分别是)[：，]?")
_BOTH = re.compile(r"双方|两国(?:总理|元首|领导人|外长)|两人|他们")
_SIR = re.compile(r"(?:总统|总理|主席|首相|国王|议长)先生")
_PAGE = 3000
_FAR_BACK = 3000
_LONGEST = 40  # names of one list whose sentences part at ；, so that a page of them takes time in step with its length


_AFTERWARDS = re.compile(r"[\s　]*(?:会后|会前|会议(?:结束后|开始前|之前|之后)|座谈会后|随后)，")


_ELSEWHERE = re.compile("来到|前往|参观|考察|走进|调研|陪同|察看|查看|赴")


#: what opens another piece of news
_ANOTHER = re.compile(r"[\s　]*(?:又讯|另讯|另据|另悉|又电|又据|【[^】]{1,8}讯】)")
_TITLED = re.compile(r"[一-鿿]：[^，。；：]*$")
#: a sentence that goes to another time: 当天下午，…; 大会前一天，…
_OTHER_TIME = re.compile(
    r"[\s　]*(?:(?P<far>[^，。；]{0,6}(?:前一天|前夕|次日|翌日|第二天)|日前|此前)|当[天日晚]|当[天日]?[上下]午|同日|同一天)"
)
_BULLET = re.compile(r"[\s　]*[·•●▪■◆○\-]")


def _listed(ctx: Context, line: int) -> bool:
    """Whether a line is one of a list of news: ·甲会见乙　05-20."""
    start, end = ctx.lines[line]
    return bool(_BULLET.match(ctx.text, start, end)) and ctx.dated_title(start)


def fill(ctx: Context, events: list[Event]) -> None:
    """Participants of all events: those of the verbs, then the lists of the meeting each sentence speaks of."""
    for e in events:
        for t in e.triggers:
            for name, role, at in t.people:
                e.add_person(name, role, at)
    if not ctx.people and not ctx.signed:
        return
    _bearers(ctx, events)
    wrote = {
        (e.lead.section, n)
        for e in events
        for n, (r, _) in e.people.items()
        if r == "author" and e.lead.type == "other"
    }
    places: list[Place] = sorted(
        ((t.start, t.end, e, t) for e in events for t in (*e.triggers, *e.back)), key=lambda x: (x[0], x[1])
    )
    focus: dict[int, Event] = {}
    journeys: dict[int, Event] = {}
    signings: dict[int, Event] = {}
    headlines = _headlines(ctx, events)
    main = _main(events)
    told = sorted(t.start for t in main.triggers) if main is not None else []
    talk = turns.find(ctx, events)
    turns.fill(talk)
    passing: tuple[int, Event] | None = None  # an event in passing holds to the end of its line
    carried: list[Person] = []
    recent: list[Event] = []
    k = 0
    for s, end in ctx.reading.sentences:
        here: list[Place] = []
        while k < len(places) and places[k][0] < end:
            if places[k][0] >= s:
                here.append(places[k])
            k += 1
        line = ctx.line(s)
        section = ctx.sections[line]
        if ctx.chronicle and s == ctx.lines[line][0] and any(d.start == s for d in ctx.dates_in(s, end)):
            focus.pop(section, None)  # the next entry of a chronicle
        elif _ANOTHER.match(ctx.text, s) or (s == ctx.lines[line][0] and (_listed(ctx, line) or ctx.text[s] == "【")):
            focus.pop(section, None)  # 又讯, and each line of a list of news
            passing = None
        for x in here if line not in talk.lines else ():
            e, t = x[2], x[3]
            if not _in_name(ctx, x, here) and _is_focus(ctx, e, t, focus.get(section)):
                beside = t.date is None or len(t.date.edtf) < 10 or ahead(ctx, t)
                if section in focus and focus[section] is not e and beside:
                    passing = (line, e)
                else:
                    focus[section], passing = e, None
        if end - s > _PAGE:
            continue  # no sentence but a list without stops
        people = acting(ctx, s, end) if line not in talk.asked else []  # 问：甲同乙会谈，请介绍情况
        about = passing[1] if passing and passing[0] == line else focus.get(section)
        about = talk.event if line in talk.lines else about
        aside = False
        apart = _AFTERWARDS.match(ctx.text, s)
        if (
            apart
            and ("随后" not in apart[0] or _ELSEWHERE.search(ctx.text, s, end))
            and not any(x[2].lead.type in rolls.GATHERINGS for x in here)
        ):
            about = None  # 会后，甲陪同乙来到…: no longer the meeting
        own = [x[2] for x in here if x[2].reported and x[3].kind == "verb"]
        other = _OTHER_TIME.match(ctx.text, s) if about is not None else None
        if other and all(x[0] < other.end() or _apart(x[2], about) for x in here) and (own or other["far"]):
            about, aside, apart = own[0] if own else None, True, other  # 大会前一天，还聘任了甲，乙宣读了决定
        if ctx.is_roll(s):
            carried = []  # 请假：甲 ends before 列席：乙
        for x in here:
            if x[2].reported and x[3].kind != "back" and not ctx.in_speech(x[0]):
                if x[2].lead.type in rolls.JOURNEYS:
                    journeys[section] = x[2]
                elif x[2].lead.type == "signing":
                    signings[section] = x[2]
        begun = main if main is not None and min(t.start for t in main.triggers) < s else None
        listing = begun is not None and (ctx.is_roll(s) or rolls.programmed(ctx, line))
        if about is None and apart is None and listing and not ctx.chronicle:
            about, aside = main, True  # a notice and its programme speak of one meeting
        elif about is None and apart is None and not any(x[2].reported for x in here):
            about, aside = main if _of_article(ctx, told, s) else None, True  # under a list that parts the report of it
        if people:
            by_letter = about is not None and about.lead.type != "speech" and (section, people[0].name) in wrote
            aside = aside or by_letter  # 甲致信祝贺大会召开。甲指出: in the letter, not at the meeting
            alone = s == ctx.lines[line][0] and (end >= ctx.lines[line][1] - 1 or ctx.text[end - 1] == "；")
            first = headlines.get(section) if alone else None
            scene = Scene(about, journeys.get(section), signings.get(section), main, aside, first)
            listed = _sentence(ctx, s, end, [*carried, *people], here, scene)
            for p in people if about is not None and _THEY_ARE.match(ctx.text, s) else ():
                about.add_person(p.name, "attendee", p.start)  # type: ignore[union-attr]
            targets.at_meeting(ctx, s, end, people, here, about)
            rolls.rolled(ctx, s, end, people, about or begun)
            rows.leaders(ctx, about, people)
            _beside(ctx, s, end, people, here)
            _row(ctx, people, here)
            labelled = _TITLED.search(ctx.text, s, people[-1].start) is not None  # 顾问：甲、乙 says its own
            going_on = (ctx.text[end - 1] == "；" or ctx.goes_on(end)) and not labelled
            visiting = any(x.lead.type in rolls.JOURNEYS for x in own)  # 甲率队到某地调研；乙率队到…
            carried = [*carried, *people][-_LONGEST:] if not listed and going_on and not visiting else []
        elif not ctx.goes_on(end):
            carried = []
        _at_event(ctx, s, end, here)
        _chairs(ctx, end, here)
        recent = [e for e in recent[-20:] if all(e is not x[2] for x in here)] + [x[2] for x in here]
        _both(ctx, s, here, recent)
    occasions.fill(ctx, events)
    doers.fill(ctx, events)
    rolls.decisions(ctx, events)
    rolls.elected(ctx, events)
    rolls.greeted(ctx, main)
    _speaker(ctx, events)
    rolls.attendance(ctx, events)
    rolls.programme(ctx, events, main)
    _sittings(events)


_SITTING = re.compile(r"第[一二三四五六七八九十]{1,2}次全体会议")


def _sittings(events: list[Event]) -> None:
    """Who was at a sitting (第二次全体会议) was at the session that it belongs to."""
    for n, e in enumerate(events):
        if not _SITTING.fullmatch(e.lead.name):
            continue
        for session in reversed(events[max(0, n - 12) : n]):
            of_it = any(t.section == e.lead.section for t in session.triggers)
            if session.lead.rule == "events.session" and of_it:
                for name, (role, at) in e.people.items():
                    session.add_person(name, role, at)
                break


def _speaker(ctx: Context, events: list[Event]) -> None:
    """在…会议上的讲话 as a title, and under it the name of who spoke."""
    for e in events:
        for t in e.triggers:
            if not t.heading or not re.match(
                r"上的(?:讲话|报告|致辞|发言|总结)|上\s*(?:\n|$)", ctx.text[t.end : t.end + 4]
            ):
                continue
            line = ctx.line(t.start)
            by = re.match(r"上的(?:讲话|发言|致辞)[（(]", ctx.text[t.end : t.end + 6])
            if by and (people := ctx.people_in(t.end, t.end + by.end() + 8)):
                e.add_person(people[0].name, "speaker", people[0].start)  # 在…大会上的讲话（甲）
                continue
            for s, end in ctx.lines[line + 1 : line + 5]:
                signed = [p for p in ctx.signed if s <= p.start and p.end <= end]
                if end - s <= 24 and (people := ctx.people_in(s, end) or signed):
                    e.add_person(people[0].name, "speaker", people[0].start)
                    return


_SET_FOR = re.compile("(?:决定|定于|拟于)[^，。；]{0,30}(?:召开|举行|举办)[^，。；]{0,20}$")
_GIVES_IT = re.compile(r"[作讲](?:了)?[^，。；]{0,60}$")


def _lecture(ctx: Context, t: Trigger) -> bool:
    """Whether a lecture or report is what somebody gives: 作题为…的辅导报告."""
    c0 = ctx.clause(t.start)[0]
    return t.kind == "noun" and t.type == "study" and _GIVES_IT.search(ctx.text, c0, t.start) is not None


def _in_name(ctx: Context, x: Place, here: list[Place]) -> bool:
    """学习|第五次代表大会|精神座谈会, 《|第五次代表大会|的决议》: named by what is told of, and not told of itself."""
    s, e, event, _ = x
    if any(a <= s and e <= b and (a, b) != (s, e) and other is not event for a, b, other, _ in here):
        return True
    opened = ctx.text.rfind("《", max(0, s - 60), s)
    return opened >= 0 and "》" not in ctx.text[opened:s] and "》" in ctx.text[e : e + 60]


def _is_focus(ctx: Context, e: Event, t: Trigger, now: Event | None) -> bool:
    """Whether a passage turns to an event: one it reports, not one it refers to."""
    if not e.reported or (ctx.in_speech(t.start) and now is not None):
        return False
    if now is not None and _SET_FOR.search(ctx.text, ctx.clause(t.start)[0], t.start):
        return False  # 会议决定8月22日至24日在北京召开常委会第三次会议
    if now is not None and now is not e and _lecture(ctx, t) and rolls.gathers(now):
        return False  # 会上，乙作辅导报告: within the meeting
    if rolls.gathers(e):
        return t.kind == "noun" or t.created or now is None or targets.opens_anew(ctx, t, now)
    if rolls.acts(e):
        busy = now is not None and now.lead.type in (*rolls.GATHERINGS, *rolls.JOURNEYS)
        return t.kind == "noun" and (not busy or dates_differ(t, now.lead))  # type: ignore[union-attr]
    if re.search(r"学习|贯彻|传达|落实", ctx.text[ctx.sentence(t.start)[0] : t.start]):
        return False
    if e.lead.type in rolls.JOURNEYS:
        return now is None or now.lead.type in rolls.JOURNEYS or t.score > 0.9
    return False


_SPEAKS_THEN = re.compile("时[作发致]")
_GUESTS = re.compile("来宾|客人|外宾|嘉宾")
_THERE = re.compile("上|时(?=的|发表)")


def _at_event(ctx: Context, s: int, end: int, here: list[Place]) -> None:
    """习近平总书记在…座谈会上的讲话: he spoke there."""
    for a, b, e, t in here:
        if t.kind == "back" and e.lead.type == "reception" and _SPEAKS_THEN.match(ctx.text, b):
            c0 = ctx.clause(a)[0]
            guests = _GUESTS.search(ctx.text, c0, a) is not None
            for p in ctx.people_in(c0, a):  # 来宾代表甲、乙会见时作了讲话
                if e.people.get(p.name, ("speaker", 0))[0] == "speaker":
                    e.people[p.name] = ("visitor" if guests else "attendee", p.start)
        if t.kind == "back" or not _THERE.match(ctx.text, b):
            continue
        before = [p for p in ctx.people_in(s, a) if a - p.end <= 24]
        if before and re.fullmatch(
            r"(?:总书记|主席|总理|书记|同志|[^，。]{0,12})?(?:[0-9]{1,2}日|今天|昨天)?(?:在|作的?|主持召开)[^，。、]{0,16}",
            ctx.text[before[-1].end : a],
        ):
            e.add_person(before[-1].name, "speaker", before[-1].start)


_CHAIR = re.compile(r"(?:会议|大会|全会)?(?:的)?(?:大会)?执行主席[：:（(]?[\s　]*")
_NEXT_NAME = re.compile(r"(?:同志)?(?:[、，和及\s　]|以及){1,3}")


def _chairs(ctx: Context, end: int, here: list[Place]) -> None:
    """市政协十三届四次会议执行主席甲、乙、丙: they sit in the chair of that session."""
    for _, b, e, _ in here:
        m = _CHAIR.match(ctx.text, b)
        at = m.end() if m else -1
        for p in ctx.people_in(b, end) if m else ():
            if p.start != at:
                break
            e.add_person(p.name, "host", p.start)
            gap = _NEXT_NAME.match(ctx.text, p.end)
            at = gap.end() if gap else -1


def _both(ctx: Context, s: int, here: list[Place], recent: list[Event]) -> None:
    """两国总理共同见证…签署, 同总统先生举行会谈: who is meant is who met."""
    for a, _, e, t in here:
        if t.kind == "back" or e.lead.kind == "named":
            continue
        left = ctx.text[max(s, a - 30) : a]
        sir, both = _SIR.search(left), _BOTH.search(left)
        if both and ctx.in_speech(a) and re.search("元首|领导人", both[0]):
            continue
        if both and re.search("回顾|以来|元首|领导人", left[both.end() :] + ctx.text[t.end : t.end + 2]):
            continue  # 韩正表示，两国元首互致贺电; 双方围绕落实中美元首通话共识: not those who speak
        if not sir and not both:
            continue
        for other in sorted(recent, key=lambda x: x.lead.start):
            if both and both[0] in ("他们", "两人") and len(other.people) != 2:
                continue
            if other is e or len(other.people) < 2 or other.lead.type not in ("reception", "meeting"):
                continue
            if other.lead.section != t.section or other.lead.start > a:
                continue
            if ctx.chronicle and ctx.line(other.lead.start) != ctx.line(a):
                continue
            near = {p.name for p in ctx.people_in(ctx.lines[ctx.line(a)][0], a)} if sir else set[str]()
            guests = [x for x in other.people.items() if x[0] in near and x[1][0] == "visitor"]
            for name, (role, at) in guests[-1:] or list(other.people.items())[:2]:
                if both:
                    e.add_person(name, "attendee", at)
                elif role == "visitor" or (name not in e.people and role == "attendee"):
                    e.add_person(name, "visitor", at)
            break


def _bearers(ctx: Context, events: list[Event]) -> None:
    """孙中山逝世: whose death or birth a named event is."""
    for e in events:
        if e.lead.kind == "named" and e.lead.name.endswith(("逝世", "诞辰", "去世", "诞生")):
            for p in ctx.people_in(e.lead.start, e.lead.end)[:1]:
                e.add_person(p.name, "other", p.start)


def _apart(e: Event, about: Event | None) -> bool:
    return e is not about and not rolls.gathers(e)


def _of_article(ctx: Context, told: list[int], at: int) -> bool:
    """Whether the same article has told before, not far back, of the one gathering of a document (named at `told`)."""
    k = bisect_right(told, at) - 1
    if k < 0 or at - told[k] > _FAR_BACK or ctx.chronicle or ctx.in_speech(at):
        return False
    a, b = (ctx.reading.view.at(n, n + 1)["start"] for n in (told[k], at))
    whole = next((x for x in ctx.reading.articles.articles if x.start <= a < x.end), None)
    return whole is None or b < whole.end


def _headlines(ctx: Context, events: list[Event]) -> dict[int, Event]:
    """Section → the journey, reception or gathering that its headline tells first, else what stands under it."""
    found: dict[int, Event] = {}
    near = {n + k for n in {0, *ctx.leads} for k in range(4)}
    told = [(not t.heading, t.start, n) for n, e in enumerate(events) if e.reported for t in (*e.triggers, *e.back)]
    for lower, at, k in sorted(told):
        of_text = events[k].lead.type in (*rolls.JOURNEYS, *rolls.GATHERINGS, "reception")
        if of_text and (not lower or ctx.line(at) in near):
            found.setdefault(events[k].lead.section, events[k])
    return found


def _main(events: list[Event]) -> Event | None:
    """The one gathering of a document that reports no other."""
    found = [e for e in events if e.reported and rolls.gathers(e)]
    headed = [e for e in found if any(t.heading for t in e.triggers)] if len(found) > 1 else found
    return headed[0] if len(headed) == 1 else None


def _sentence(
    ctx: Context,
    s: int,
    end: int,
    people: list[Person],
    here: list[Place],
    scene: Scene,
) -> bool:
    """Give the people of one sentence the roles that its words say. False: it says none."""
    found, focus = False, scene.focus
    told = [(a, b) for a, b, _, t in here if t.kind == "verb" and _tells_itself(t, focus)]
    gone = {at for _, _, _, t in here if t.kind == "verb" for _, _, at in t.people if at > t.end}
    for part in roles.parts(ctx, s, end, people, gone):
        found = found or part.says or bool(part.roles)
        often = bool(part.people) and _OFTEN.match(ctx.text, part.people[-1].end) is not None
        heard = focus if part.says and not scene.aside and not often else None
        if heard is not None and targets.speaks_at(heard, part.people[0], ctx, s, heard is scene.main):
            heard.add_person(part.people[0].name, "speaker", part.people[0].start)
        for a, b, role in part.roles:
            if any(x < b and a < y for x, y in told) or (often and role == "speaker"):
                continue  # told by the verb itself; 总书记多次就…发表重要讲话: not here
            event = targets.target(ctx, a, b, here, role, scene)
            guests = role == "attendee" and _OF_GUESTS.search(ctx.text, ctx.clause(a)[0], b) is not None
            if guests and event is not None:  # 甲与前来参加峰会的乙会晤: who came to the summit is 乙
                for p in ctx.people_in(b, ctx.clause(a)[1])[:1]:
                    event.add_person(p.name, role, p.start)
                continue
            c1 = ctx.clause(a)[1]
            for at, _, e, t in here if role == "speaker" else ():
                if e is not event and a <= at < c1 and _lecture(ctx, t) and not ctx.people_in(a, at):
                    for p in part.people:
                        e.add_person(p.name, role, p.start)
            for p in part.people if event is not None else ():
                event.add_person(p.name, role, p.start)  # type: ignore[union-attr]
                if role == "attendee" and targets.ends_tour(ctx, b, event, scene):
                    scene.journey.add_person(p.name, "companion", p.start)  # type: ignore[union-attr]
    return found


def _tells_itself(t: Trigger, focus: Event | None) -> bool:
    """Whether a verb says of whom it tells: so does 8日敬献花圈, which is no part in the parade of the 9th."""
    if t.type == "ceremony":
        return focus is not None and dates_differ(t, focus.lead)
    return t.type in ("signing", "personnel", "election")


_OFTEN = Cue("often", "(?:总书记|主席|总理|书记|同志)?(?:先后)?(?:%s)")
_OF_GUESTS = re.compile(
    r"(?:[与同和]|会见|接见|宴请)[^，。；、]{0,14}?(?:前来|来华|来京|应邀|来访)(?:[^，。；、]{0,4}?(?:参加|出席))?$"
)
_GOES_TO = re.compile("(?:出席|参加|列席)了?[^，。；、]{0,24}$")
_JOINS = re.compile("[”》]?(?:、|和|及|以及|并|，)(?:出席|参加)?[“《]?")


def _row(ctx: Context, people: list[Person], here: list[Place]) -> None:
    """甲出席了A座谈会、B会议和C推介会: one verb before a row of occasions says of whom it tells for each of them."""
    row: list[Place] = []
    for x in sorted(
        (x for x in here if x[3].kind == "noun" and rolls.gathers(x[2]) and x[2].reported), key=lambda x: x[0]
    ):
        joined = bool(row) and row[-1][1] < x[0] and _JOINS.fullmatch(ctx.text, row[-1][1], x[0]) is not None
        row = [*row, x] if joined else [x]
        first = row[0]
        if len(row) < 2 or _GOES_TO.search(ctx.text, ctx.clause(first[0])[0], first[0]) is None:
            continue
        for p in people:
            part = first[2].people.get(p.name)
            if part is not None and part[1] == p.start < first[0] and part[0] in ("attendee", "speaker"):
                x[2].add_person(p.name, "attendee", p.start)


_WITH = re.compile(r"(?:并|一道|还)?[同与和](?=[^，。；]{0,24}$)")


def _beside(ctx: Context, s: int, end: int, people: list[Person], here: list[Place]) -> None:
    """李强出席…会议，同韩国总统…、日本首相…: those named after 同 in the clauses that follow took part as well."""
    text = ctx.text
    for a, b, e, t in here:
        if e.lead.type not in ("meeting", "congress") or t.kind == "back" or not e.reported:
            continue
        c0, c1 = ctx.clause(a)
        came = re.search("出席|参加", text[max(s, c0) : a])
        if came is None or not any(p.name in e.people for p in people if p.end <= a):
            continue
        n0, n1 = ctx.clause(min(c1 + 1, end - 1))
        some = [p for p in people if n0 <= p.start and p.end <= n1]
        other = any(n0 <= x[0] < n1 and x[2].lead.type in ("meeting", "reception", "other") for x in here)
        if n0 > b and n0 <= end and some and not other and _WITH.match(text, n0, some[0].start):
            for p in some:
                e.add_person(p.name, "attendee", p.start)
