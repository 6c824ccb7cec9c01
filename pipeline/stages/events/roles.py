"""Who did what, sentence by sentence: each list of names with the words that say its part (甲主持, 乙、丙出席并讲话)."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, field

from pipeline.lexicon import events as lexicon
from pipeline.lexicon.events import Cue
from pipeline.stages.events.context import Context
from pipeline.stages.events.model import Person
from pipeline.stages.events.participants import invites
from schemas.layers import ParticipantRole


@dataclass(slots=True)
class Part:
    """Some names of a sentence, the role words that hold for them (start, end, role), and whether words of theirs follow."""

    people: list[Person]
    roles: list[tuple[int, int, ParticipantRole]] = field(default_factory=list)
    says: bool = False


_SAYS = re.compile(
    r"(?:总书记|主席|总理|书记|市长|县长|同志)?(?:在[^，。；]{0,30}(?:上|中|时))?(?:反复|进一步|还|最后|就此)?(?:指出|强调|要求|表示|说|称|认为|讲|坦言|承诺)"
)
#: the words of talk, with which people are quoted anywhere
TELLS = re.compile(r"[^，。；]{0,12}?(?:说|讲|坦言|承诺|称)[，：:“]")
#: what stands between two names of one list: a sign or 和, and the next one's titles
_LISTED = Cue(
    "address",
    r"(?:%s)?(?:等[^，。、；：]{0,8})?(?:（[^）]*）)?(?:[、，；和与及\s　]|以及|还有)[^。：]{0,60}",
)
#: how a predicate begins whose verb is yet to come: 甲围绕工业，乙围绕农业，分别发言
_ADVERBIAL = re.compile(
    r"(?:同志|等[^，。]{0,8}|一行)?[，、]?(?:围绕|结合|就|以|从|在|代表|根据|按照|对照|受|应|分别|先后|依次|逐一|共同|一同|一道|还|也|作为"
    r"|立足|聚焦|紧扣|针对|对|向|为|与|同|和|用|通过|到|来到|前往|深入|赴|等|带领|率)"
)
_ABSENT = Cue("absent", r"(?:同志)?(?:%s)")
_HEARD = re.compile(r"(?:听取|听)了?(?:并审议)?[^，。；]{1,40}$")
_NOT = re.compile(r"(?:没有|没|未|未能|不|拒绝)$")
_LABEL = re.compile(
    r"(?:^|[\n　 。；（])(?:会议)?(主持|出\s?席|参\s?加|列\s?席|与会|参会|陪同|点评|发言|汇报|授课|主讲)"
    r"(?:会议|调研|考察|检查|活动)?(?:人员|人|领导|嘉宾|单位|同志)?[：:]\s*[^：:。]{0,40}$"
)
_AMONG = re.compile(
    r"(出席|参加|列席|陪同|应邀出席|见证|就座|就坐|在座|送花圈|欢送|欢迎|迎接|送行)[^，。；：]{0,16}的[^，。；：]{0,20}?，?(?:还|主要)?"
    r"(?:有|包括|是|：|:)(?:了|：|:|，)?[^，。；：]{0,40}$"
)
#: 欢迎甲总统的还有|乙、丙: those who come behind are others than those named before
_THOSE = re.compile("的(?:还|主要)?有")
#: 大会执行主席是甲、乙: those who sit in the chair together
_CHAIRS = re.compile(r"(执行主席)(?:分别)?[是为有由：]$")
_WHO_CAME = re.compile(
    "(?:总书记|主席|总理|委员长|同志)?(?:出访|到访|访问|考察|调研|视察|出席[^，。；：]{2,30}|前往)的(?:还)?(?:主要)?(?:有|是)："
)
_HOST = re.compile(r"(?:^|[\n　 ])主持人（[^（）]{0,40}$")
_AS: dict[str, ParticipantRole] = {
    "主持": "host",
    "陪同": "companion",
    "点评": "commentator",
    "发言": "presenter",
    "汇报": "presenter",
    "授课": "speaker",
    "主讲": "speaker",
}


def parts(ctx: Context, s: int, end: int, people: list[Person], gone: Collection[int] = ()) -> list[Part]:
    """The lists of names of a sentence in their order, each with its roles; `gone`: where those stand to whom it is done."""
    text = ctx.text
    opens = people[0].start - s <= 40 and not _SAYS.match(text, people[0].end)
    words = _role_words(ctx, min(s, people[0].start), end, s + 120 if opens else s)
    came: tuple[int, int, ParticipantRole] | None = None  # 陪同甲出访的有：乙、丙
    if len(people) > 1 and text.endswith("陪同", s, people[0].start) and _WHO_CAME.match(text, people[0].end):
        came, people = (people[0].start - 2, people[0].start, "companion"), people[1:]
    groups = _lists(ctx, people, words)
    out: list[Part] = []
    waiting: list[Person] = []
    label = came or _label(ctx, s, groups[0][0])
    for i, group in enumerate(groups):
        last = group[-1].end
        if i and label is None and _THOSE.search(text, groups[i - 1][-1].end, group[0].start):
            label = _label(ctx, s, group[0])  # 到机场迎接甲总统的有乙、丙: of the second list
        stop = groups[i + 1][0].start if i + 1 < len(groups) else end
        mine = [(a, b, r) for a, b, r in words if last <= a < stop]
        says = bool(_SAYS.match(text, last)) and not ctx.in_speech(last)
        here = [p for p in group if not _ABSENT.match(text, p.end)]
        here = [p for p in here if text[p.start - 1 : p.start] not in ("向", "为", "以") and not invites(ctx, p)]
        here = [p for p in here if not stood_in_for(ctx, p)]
        if label is not None and not mine:
            out.append(Part(here, [label]))
        elif mine or says:
            with_them = mine and text[mine[0][1] : mine[0][1] + 1] == "下"  # 甲在乙、丙陪同下考察: not 甲
            out.append(Part(here if with_them else [*waiting, *here], mine, says))
            waiting = waiting if with_them else []
        elif _ADVERBIAL.match(text, last, stop) or not text[last:stop].strip("，、；。等 　\n"):
            waiting += [p for p in here if p.start not in gone]
        else:
            waiting = []
        if mine:
            label = None
    return [p for p in out if p.people]


_STANDS_FOR = re.compile("(?:同志|先生|教授|主任|院长)?代表")


def stood_in_for(ctx: Context, p: Person) -> bool:
    """主任乙代表|甲院士|出席: who is not there himself."""
    before = ctx.people_in(ctx.clause(p.start)[0], p.start)[-1:]
    return bool(before) and _STANDS_FOR.fullmatch(ctx.text, before[0].end, p.start) is not None


def _nobody_with(ctx: Context, at: int) -> bool:
    """Whether it is no named person in whose company (在…陪同下) somebody does something."""
    start = ctx.text.rfind("在", ctx.clause(at)[0], at)
    return start >= 0 and not ctx.people_in(start, at)


def _role_words(ctx: Context, start: int, end: int, clear: int) -> list[tuple[int, int, ParticipantRole]]:
    """The role words of a range; from `clear` on only up to where somebody's words begin."""
    pattern, by_group = lexicon.roles()
    out = []
    for m in pattern.finditer(ctx.text, start, end):
        if ctx.text[m.end() : m.end() + 1] == "过" or _NOT.search(ctx.text, max(start, m.start() - 4), m.start()):
            continue  # 参加过, 没有出席
        if _heard(ctx, m.start()) and by_group[int((m.lastgroup or "r0")[1:])] == "presenter":
            continue  # 甲听取区政府工作汇报: who reports is another
        if ctx.text.startswith("下", m.end()) and _nobody_with(ctx, m.start()):
            continue  # 甲在卫队的陪同下
        if m[0] == "随行" and ctx.text.startswith("的", m.end()):
            continue  # 甲召集随行的有关部门负责人开会: who travels with him is not he
        if (m.start() >= clear and ctx.in_speech(m.start())) or ctx.speaks_between(start, m.start()):
            break
        assert m.lastgroup is not None
        out.append((m.start(), m.end(), by_group[int(m.lastgroup[1:])]))
    return out


def _heard(ctx: Context, at: int) -> bool:
    """Whether the word at an offset is what somebody hears, and nobody named whom he hears."""
    m = _HEARD.search(ctx.text, ctx.clause(at)[0], at)
    return m is not None and not ctx.people_in(m.start(), at)


def _lists(ctx: Context, people: list[Person], words: list[tuple[int, int, ParticipantRole]]) -> list[list[Person]]:
    """The names of a sentence, those of one list together."""
    out = [[people[0]]]
    for p in people[1:]:
        last = out[-1][-1].end
        between = any(last <= a < p.start for a, _, _ in words)
        between = between or _THOSE.search(ctx.text, last, p.start) is not None
        if between or p.start < last or not _LISTED.fullmatch(ctx.text, last, p.start):
            out.append([p])
        else:
            out[-1].append(p)
    return out


def _label(ctx: Context, s: int, first: Person) -> tuple[int, int, ParticipantRole] | None:
    """出席：甲、乙; 陪同调研的还有甲、乙: the role stands before the names."""
    low = max(s - 1, first.start - 80, 0)
    if m := _HOST.search(ctx.text, low, first.start):
        return m.start(), m.start() + 4, "host"
    m = (
        _LABEL.search(ctx.text, low, first.start)
        or _AMONG.search(ctx.text, low, first.start)
        or _CHAIRS.search(ctx.text, low, first.start)
    )
    if m is None:
        return None
    return m.start(1), m.end(1), _AS.get("".join(m[1].split()), "attendee")
