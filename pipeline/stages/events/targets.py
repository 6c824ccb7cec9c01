"""Which event a word that says somebody's part belongs to, and whether what he is quoted as saying was said there."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.lexicon.events import Cue
from pipeline.stages.events import roles
from pipeline.stages.events.context import Context
from pipeline.stages.events.model import Event, Person, Trigger
from pipeline.stages.events.rolls import GATHERINGS, JOURNEYS, gathers
from pipeline.stages.events.samedate import dates_differ
from schemas.layers import ParticipantRole

Place = tuple[int, int, Event, Trigger]

_MET = re.compile(r"会见|接见|欢迎|宴请|[同与](?=[^，。]{2,12}(?:总统|总理|主席|国王|首相))")
_SIGNED_AT = ("signing", "ceremony", "other")


@dataclass(slots=True)
class Scene:
    """What a sentence stands under: the event of the passage, the last journey and signing, the one gathering of the text;
    `aside`: what is quoted there is not said at the event.
    """

    focus: Event | None
    journey: Event | None = None
    signing: Event | None = None
    main: Event | None = None
    aside: bool = False
    #: what the headline tells, which the last line (甲、乙陪同考察) takes up
    headline: Event | None = None


def speaks_at(e: Event, p: Person, ctx: Context, s: int, only: bool) -> bool:
    """Whether 甲强调 is said at the occasion; 总书记强调 in a county's meeting is a quotation."""
    if not (gathers(e) or e.lead.type == "speech") or e.lead.kind != "noun" or ctx.in_speech(s):
        return False
    if p.name not in e.people and all(_GOES_TO.search(ctx.text, max(0, t.start - 16), t.start) for t in e.triggers):
        return False  # 外长甲飞抵某地，参加部长级会议。乙表示
    if ctx.in_speech(p.start):
        return False
    told = roles.TELLS.match(ctx.text, p.end) is not None and not only
    if p.name not in e.people and told and not _named_near(ctx, e, s):
        return False  # 村民甲说 further on: not at the meeting
    at = None if p.name in e.people else _ELSEWHERE_SAID.match(ctx.text, p.end)
    if at is not None and not any(p.end <= t.start and t.end <= at.end() for t in (*e.triggers, *e.back)):
        return False  # 乙在接受采访时说
    return p.name in e.people or (p.start - s <= 40 and not ctx.text.startswith("总书记", p.end))


def _named_near(ctx: Context, e: Event, s: int) -> bool:
    """Whether the line that a sentence stands in names an event, or the one before."""
    line = ctx.line(s)
    return any(0 <= line - ctx.line(t.start) <= 1 for t in (*e.triggers[-20:], *e.back[-20:]))


_ELSEWHERE_SAID = re.compile(
    r"[^，。；]{0,12}?在(?:接受|出席|会见|参加|回答|社交|[^，。；]{1,20}?(?:采访|访谈|社交媒体|社交网站|例行记者会))[^，。；]{0,24}?(?:时|中|上|后)?(?=[说称表指强回])"
)
_GOES_TO = re.compile(r"(?:参加|出席|赴)(?:了)?[^，。；]{0,12}$")


#: 陪同|考察。, 参加|上述活动。
_CLOSES = re.compile(
    r"(?:陪同|参加|一同|一道|一起)了?(?:上述|有关|相关|此次|以上)?(?:(?:考察|调研|视察|检查|慰问|走访)(?:调研|活动)?|(?P<activity>活动))[。；\n]"
)


def target(
    ctx: Context,
    start: int,
    end: int,
    here: list[Place],
    role: ParticipantRole,
    scene: Scene,
) -> Event | None:
    """The event a role verb speaks of: its object in the clause, else the one the passage is about."""
    focus = scene.focus
    if role == "visitor":
        return scene.journey  # 督查组组长甲带队
    first = scene.headline
    closes = _CLOSES.match(ctx.text, start) if first is not None and role in ("attendee", "companion") else None
    if first is not None and closes is not None and (closes["activity"] or first.lead.type in JOURNEYS):
        return first
    c0, c1 = ctx.clause(start)
    objects = (
        [x for x in here if end - 1 <= x[0] <= c1] if role in ("host", "attendee", "companion", "signatory") else []
    )
    objects.sort(key=lambda x: (x[0] - end > 8, x[2].lead.kind == "named" and not x[2].reported, x[0], -x[1]))
    for a, _, e, t in objects:
        if a - end > 8 and (not e.reported or e.lead.type not in GATHERINGS):
            continue
        if not e.reported and _MET.search(ctx.text, c0, start):
            for p in ctx.people_in(t.end, c1):  # 会见来华出席…峰会的塔吉克斯坦总统拉赫蒙
                e.add_person(p.name, role, p.start)
            return None
        return e
    if role == "companion" and ctx.text.startswith("下", end):
        ahead = next((e for a, _, e, _ in here if a >= end and e.lead.type in JOURNEYS), None)
        if ahead is not None:
            return ahead  # 在甲陪同下，先后到乙、丙等地进行调研
    if role == "companion":
        for a, _, e, _ in reversed(here):
            if a < start and e.lead.type in JOURNEYS:
                return e
        journey = scene.journey
        if journey is not None and (focus is None or focus.lead.type not in JOURNEYS):
            return journey  # after the meeting that ended it: 甲、乙一同调研
    if ctx.text.find("在会上", c0, start) >= 0:
        for a, _, e, t in reversed(here):
            if a < start and t.kind != "back" and e.lead.type in ("meeting", "congress"):
                return e  # 赞赏部长级会议，总理甲在会上宣布的举措
    word = ctx.text[start:end].removesuffix("了")
    for a, _, e, t in here if word == "宣布" else ():
        before = any(x is e and b <= start for _, b, x, _ in here)
        if end <= a < c1 and t.kind == "verb" and e.lead.type == "ceremony" and before:
            return e  # 项目开工，甲宣布开工
    for a, _, e, t in here:
        told = t.kind == "verb" and e.lead.type in ("ceremony", "establishment") and t.head.endswith(word)
        if told and (t.head == word or a < start):
            return e  # 铜像揭幕，甲、乙共同揭幕
    signed = scene.signing
    if role == "signatory" and signed is not None and (focus is None or focus.lead.type not in _SIGNED_AT):
        return signed  # 会后签署协议。甲、乙分别代表双方签字
    for a, _, e, t in reversed(here):
        if c0 <= a < start and (e.reported or t.kind == "back") and e.lead.type in (*GATHERINGS, *JOURNEYS):
            return e
    if role == "speaker" and focus is not None and focus.lead.type == "signing" and focus.lead.kind == "verb":
        return None  # 甲签署行政令。…乙宣布
    if focus is not None and here and here[0][0] <= min(t.start for t in focus.triggers) and focus.lead.start > start:
        held = [x[2] for x in here if x[1] <= start and x[2].reported and x[3].kind == "noun" and gathers(x[2])]
        return held[-1] if held else focus  # 代表大会召开，甲到会讲话，…在随后召开的全会上，…
    return focus


def opens_anew(ctx: Context, t: Trigger, now: Event) -> bool:
    """12月5日，“暖冬”行动启动，甲授旗: a sentence that opens with a day of its own leaves what was told before."""
    s = ctx.sentence(t.start)[0]
    first = next(iter(ctx.dates_in(s, t.start)), None)
    if first is None or first.start - s > 1 or len(first.edtf) < 10 or t.date is None:
        return False
    return t.type == "ceremony" and dates_differ(t, now.lead)


def ends_tour(ctx: Context, end: int, e: Event | None, scene: Scene) -> bool:
    """甲到两镇调研，随后召开座谈会。乙参加。: who is said to have come to both, at the end of a passage that told both."""
    journey = scene.journey
    if e is None or journey is None or e is journey or ctx.text[end : end + 1] != "。":
        return False
    if not gathers(e) or e.lead.start < journey.lead.start:
        return False
    return any(ctx.sentence(x.start) == ctx.sentence(y.start) for x in e.triggers for y in journey.triggers)


_AT = re.compile(r"(?:(?<!委员)会|会议|大会|仪式|论坛)上|(?:召开|举行|举办|开幕|闭幕)(?:了)?[^，。；后前]{0,40}，")
#: who is told of beside it, but was not there
_FROM_AFAR = re.compile(
    r"[^。；]{0,12}?(?:致[信电]|贺[信电]|发来|发去|批示|委托|因[病公事]|请假|缺席|未能|没有|来信|来电|去世|逝世|退休|离休|辞去)"
)
#: words after which a name is no subject: 向甲, 表彰了甲, 关于甲
_OBJECT = Cue("takes_name", r"%s")
#: a title, or what somebody is
_TITLED = re.compile(r"[长员席任记师士家手民表人委理监]$")
_PREDICATE = re.compile(
    r"(?:同志|先生|女士|教授|院士|等[^，。；、]{0,12})?(?!任|担任|不再|兼任|为|拟|当选)(?:[在就以从围还也都先分共首随]|[^，。；、：）的\n等和与及同]{2})"
)


#: most characters before 会上 where no meeting is named there: 会上, 在随后的座谈会上
_BARE = 8


def _takes_part(ctx: Context, p: Person) -> bool:
    if _FROM_AFAR.match(ctx.text, p.end) or roles.stood_in_for(ctx, p):
        return False
    return bool(_PREDICATE.match(ctx.text, p.end))


def at_meeting(ctx: Context, s: int, end: int, people: list[Person], here: list[Place], about: Event | None) -> None:
    """会上，甲作了检讨，乙…: who does whatever at a meeting takes part; 会上 is of the meeting named just before."""
    m = _AT.search(ctx.text, s, end)
    if m is None or ctx.in_speech(m.start()):
        return
    held = ctx.text[m.end() - 1] == "，"
    elsewhere = m.start() - ctx.clause(m.start())[0] > _BARE  # 在参议院预算委员会全体会议上: a meeting of its own
    e = next(
        (x[2] for x in reversed(here) if x[0] < m.end() <= x[1] + 1 and x[2].reported),
        None if held or elsewhere else about,
    )
    if held:  # 全县教师节大会举行，县长甲到会祝贺
        e = next((x[2] for x in here if x[0] < m.end() and x[3].kind == "noun" and x[2].reported), None)
    if e is None or not gathers(e):
        return
    named = {at for x in here for _, _, at in x[3].people}
    for p in people:
        c0, c1 = ctx.clause(p.start)
        if c0 > m.end() and ctx.in_speech(p.start):
            break
        if any(p.name in x[2].people for x in here) or p.start in named:
            continue  # told by a word of its own
        if p.name in e.people or (held and p.start < m.end()) or c1 < m.start() or ctx.masked[p.start] == "□":
            continue
        before = ctx.text[max(c0, m.end() if p.start > m.end() else c0) : p.start]
        titled = not before.strip("，、：　 ") or _TITLED.search(before)
        if len(before) <= 30 and titled and not _OBJECT.search(before) and _takes_part(ctx, p):
            e.add_person(p.name, "presenter", p.start)
