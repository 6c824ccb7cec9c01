"""Who did what the events' own words leave open: who led or fell in a battle, who moved a school, who headed those sent,
and whose life a line tells that names nobody.
"""

from __future__ import annotations

import re
from bisect import bisect_right

from pipeline.lexicon.events import Cue
from pipeline.stages.events.context import Context
from pipeline.stages.events.model import Event, Person, Trigger
from pipeline.stages.events.participants import acting, first_group, last_group
from pipeline.stages.events.rolls import gathers

_BY_SOMEBODY = Cue("done_by", r"^(?:%s)$")
_WAGES = Cue("wages", r"^(?:同志|等[^，。；]{0,8})?(?:率部|率军)?[^，。；、的]{0,12}?(?:%s)[^，。；、]{0,20}$")
_WAGES_ALSO = Cue("wages", r"^[^，。；、]{0,4}?(?:%s)[^，。；、]{0,12}$")
_FIGHTS = Cue(
    "fights", r"(?:同志|烈士)?(?:等[^，。；]{0,6})?(?:[^，。；、在到向对给与同和被的]{0,6}|因[^，。；]{1,10})(?:%s)"
)
_ENDS = Cue("fights", r"(?:战役|战斗)?(?:中|时)?[^，。；、]{0,8}?(?:%s|失败|失利|告捷)")
_LEADS = re.compile(r"(?:同志)?(?:等[^，。；]{0,6})?(?:亲自)?(?:率|带(?!动|头)|指挥)")
#: between a doer and his verb: nothing that makes another the doer or him the object
_TO_VERB = re.compile(r"(?:同志|等[^，。；]{0,8})?[^，。；、被由向对给把将的说称]{0,30}")
_NO_DOER = re.compile(r"(?:[被由向对给与同和为令]|命令|根据|按照|来自|要求|学习|任命)[^，。；]{0,24}$")
_BATTLE = re.compile(r"(?:战|战役|战斗|起义|暴动|兵变|事变|阻击|伏击|战争|会战|大捷|围剿|突围|之役)(?:战|战斗)?[”」]?$")
_REMEMBERED = re.compile(
    r"[”」]?(?:胜利|爆发|发生)?(?:[0-9〇零一二三四五六七八九十百]{1,4}(?:周年|余?年)|纪念|烈士|精神|老|英雄)"
)
_DEATHS = frozenset(("牺牲", "阵亡", "就义", "被俘", "殉国", "战死"))
_HEADED = re.compile(
    r"[\s　]*(?:领队|队长|带队(?:领导)?|组长|团长|总?指挥|负责人)(?:为|是|由|：)(?P<title>[^，。；]{0,30})$"
)
#: 支队长甲现场指挥, 组长乙
_TITLE = re.compile(r"[\s　]*[^，。；、]{0,12}(?:[组队团]长|领队|指挥长?|书记|政委|主任)$")
_AT_HEAD = re.compile(r"(?:同志)?(?:(?:现场|一线|亲自|坐镇)指挥|带队|率队)?$")
_IS_HEAD = re.compile(r"(?:同志)?(?:担任)?$")
#: 甲，男，… 甲（1874—1938），… 甲同志1926年出生
_BORN = re.compile(
    r"(?:同志)?(?:（[^（）]{1,24}）)?(?:[，,]\s?(?:[男女]|[^，。；]{1,4}族)[，,]|（[男女][，、]|[，,]?(?:生于|[1-2][0-9]{3}年[0-9]{0,2}月?[0-9]{0,2}日?(?:出?生|生于))"
    r"|[，,](?:字|号|又名|原名|[^，。；]{2,12}人[，。]))"
)
_LIFE_OF = re.compile(r"(?:同志)?(?:的)?(?:个人)?(?:简历|生平|简介|传略|小传|事略)$")
_DATED = re.compile(
    r"[\s　·]*(?:[1-2][0-9]{3}[.年—\-]|[一二][〇零一二三四五六七八九]{3}年|同年|次年|翌年|民国|曾|历任|先后|其间)"
)
_LONGEST_LIFE = 40
_CLAUSES = 3  # how far on the head of those who came is named
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)、.]")
_AFTER = re.compile(r"[”」]?(?:爆发|发生)?(?:以?后|之后)")


def fill(ctx: Context, events: list[Event]) -> None:
    """Add to each event its doers."""
    if not ctx.people:
        return
    fights: list[tuple[int, Event, Trigger]] = []
    lives = _lives(ctx)
    for e in events:
        battle = e.lead.type in ("military", "history") and _BATTLE.search(e.lead.name) is not None
        for t in e.triggers:
            if not e.people and not t.heading and t.kind == "noun" and t.created and t.type in _DONE:
                for p in _undertook(ctx, t):
                    e.add_person(p.name, "other", p.start)
            name = lives.get(ctx.line(t.start))
            if name and t.kind == "verb" and _DIES.fullmatch(t.head) and not ctx.people_in(*ctx.clause(t.start)):
                e.people = {name: ("other", t.start)}
            if not t.heading and name and _had_part(ctx, t, name):
                e.add_person(name, "other", t.start)
            if not t.heading and t.kind == "noun" and t.created and gathers(e):
                for p in _convened(ctx, t) if all(role != "host" for role, _ in e.people.values()) else ():
                    e.add_person(p.name, "host", p.start)
            if t.heading or (t.kind != "verb" and not battle):
                continue
            if t.kind == "verb" and t.word is not None and t.word.subject is None and _BY_SOMEBODY.search(t.head):
                for p in _doers(ctx, t):
                    e.add_person(p.name, "other", p.start)
            if t.kind == "verb" and t.type != "publication":
                _headed(ctx, e, t)
            if t.kind == "verb" and _TRIES.search(t.head):
                for p in acting(ctx, t.end, ctx.sentence(t.start)[1]):
                    if _IN_COURT.match(ctx.text, p.end):
                        e.add_person(p.name, "attendee", p.start)
            if t.kind == "verb" and not e.people and (name := lives.get(ctx.line(t.start))):
                _lived(ctx, e, t, name)
            if battle and t.kind != "verb":
                _waged(ctx, e, t)
            if (battle or e.lead.type == "military") and t.head not in _DEATHS and not _remembered(ctx, t):
                fights.append((t.start, e, t))
    _fought(ctx, sorted(fights, key=lambda x: x[0]))


def _remembered(ctx: Context, t: Trigger) -> bool:
    """抗战胜利70周年, 事变后: what is kept in memory, or past when something else came."""
    return bool(_REMEMBERED.match(ctx.text, t.end) or _AFTER.match(ctx.text, t.end))


def _doers(ctx: Context, t: Trigger) -> list[Person]:
    """校长甲率师生迁校, 派军事代表乙接管学校; 甲率部东进，攻占县城."""
    s, _ = ctx.sentence(t.start)
    c0, _ = ctx.clause(t.start)
    left = last_group(ctx, acting(ctx, c0, t.start))
    if left:
        free = _TO_VERB.fullmatch(ctx.text, left[-1].end, t.start) and not _NO_DOER.search(ctx.text, c0, left[0].start)
        return left if free else []
    if t.start - c0 > 8 or c0 <= s:
        return []
    b0, b1 = ctx.clause(c0 - 1)
    before = last_group(ctx, acting(ctx, b0, b1))
    return before if before and _LEADS.match(ctx.text, before[-1].end) else []


def _undertook(ctx: Context, t: Trigger) -> list[Person]:
    """甲带领专家在门诊大厅开展义诊活动: who does what is undertaken under a name."""
    c0, _ = ctx.clause(t.start)
    left = last_group(ctx, acting(ctx, c0, t.start))
    if not left or _NO_DOER.search(ctx.text, c0, left[0].start):
        return []
    return left if _UNDERTAKES.fullmatch(ctx.text, left[-1].end, t.start) else []


_TRIES = re.compile("开庭|审理|宣判")
#: 检察长甲出庭支持公诉, 院长乙担任审判长
_IN_COURT = re.compile(
    r"(?:同志)?(?:到庭|出庭|依法出庭|担任审判长|任审判长|支持公诉|旁听|参加旁听|担任公诉人|担任主审)"
)
_DONE = ("other", "ceremony")
_UNDERTAKES = re.compile(
    r"(?:同志|等[^，。；]{0,8}|一行)?(?:[带率]领|率|带|组织|带头|深入|来到|到|在|前往|赴|[与和同])[^，。；、被由的说称]{0,36}"
    r"(?:开展|举行|举办|进行|组织|参加)了?[“]?"
)


#: what stands between the head of a clause and the meeting that its sentence's subject holds
_CONVENES = re.compile(
    r"(?:随后|随即|之后|接着|并|还|又|同时|当[天日晚]|[上下]午|晚上|先后)*(?:[在于][^，。；、]{1,20}?)?(?:主持)?(?:召开|举行|召集)了?"
)
_SUBJECT_AFTER = re.compile(r"(?:同志|等[^，。；、]{0,8}|一行|（[^）]{1,12}）)?(?![、，：:的说称])")
_NO_SUBJECT = re.compile(r"[对向由被把将与同和给为]|根据|按照|学习|贯彻|要求|经|任命|选举")


#: between who calls a meeting and its name
_CALLS = re.compile(
    r"(?:同志|总统|总理|主席)?(?:亲自|随后|随即|紧急|连夜|又|还|再次|专门|及时|立即|第一时间)*"
    r"(?:[在于][^，。；、的]{1,20}?)?(?:亲自|紧急|连夜|专门)*(?:组织)?(?:召开|召集)了?“?"
)
#: 受县长甲委托，|根据书记甲要求
_AT_BIDDING = re.compile(r"[受据照遵]|(?<![一-鿿])[经应]|任命|选举|要求")


def _convened(ctx: Context, t: Trigger) -> list[Person]:
    """局长甲组织召开工作会议; 甲到两镇调研，随后在大塘乡召开座谈会: who calls a meeting, in its clause or as the
    subject of the sentence.
    """
    s, _ = ctx.sentence(t.start)
    c0, _ = ctx.clause(t.start)
    here = last_group(ctx, acting(ctx, c0, t.start))
    if here and not ctx.in_speech(t.start) and _CALLS.fullmatch(ctx.text, here[-1].end, t.start):
        return [] if _AT_BIDDING.search(ctx.text, c0, here[0].start) or ctx.text.startswith("的", t.end) else here
    if c0 <= s or ctx.in_speech(t.start) or not _CONVENES.fullmatch(ctx.text, c0, t.start):
        return []
    before = acting(ctx, s, c0)
    subject = first_group(ctx, before)
    if not subject or subject[0].start - s > 40 or not _SUBJECT_AFTER.match(ctx.text, subject[-1].end):
        return []
    if _NO_SUBJECT.search(ctx.text, ctx.clause(subject[0].start)[0], subject[0].start) or len(subject) > 3:
        return []
    later = [p for p in before if p.start > subject[-1].end and ctx.clause(p.start)[0] == p.start]
    return [] if later else subject


def _headed(ctx: Context, e: Event, t: Trigger) -> None:
    """医疗队驰援武汉，队长为甲; 巡察组进驻，组长由乙担任: who heads those who came."""
    _, end = ctx.sentence(t.start)
    c1 = ctx.clause(t.start)[1]
    for _ in range(_CLAUSES):
        n0, n1 = ctx.clause(min(c1 + 1, end - 1))
        if n0 <= t.end or n1 <= c1:
            return
        people = ctx.people_in(n0, n1)
        if people:
            p = people[0]
            head = _HEADED.match(ctx.text, n0, p.start) and _IS_HEAD.match(ctx.text, p.end, n1)
            leads = _TITLE.match(ctx.text, n0, p.start) and _AT_HEAD.match(ctx.text, p.end, n1)
            if len(people) == 1 and (head or leads):
                e.add_person(p.name, "other", p.start)
            return
        c1 = n1


def _waged(ctx: Context, e: Event, t: Trigger) -> None:
    """甲、乙率部发动起义; 甲带余部进山，坚持了游击战争; 甲在起义中牺牲."""
    if _remembered(ctx, t):
        return
    s, _ = ctx.sentence(t.start)
    c0, c1 = ctx.clause(t.start)
    left = last_group(ctx, acting(ctx, c0, t.start))
    if not left and c0 > s and _ENDS.match(ctx.text, t.end, c1):
        before = acting(ctx, s, c0)  # 甲编入某军，1930年在…战斗中阵亡
        if len({p.name for p in before}) == 1:
            e.add_person(before[0].name, "other", before[0].start)
            return
    if left:
        gap = ctx.text[left[-1].end : t.start]
        dies = re.fullmatch(r"(?:同志|烈士)?(?:[^，。；、]{0,10}[于在])[^，。；、]{0,8}", gap)
        if _WAGES.match(gap) or (dies and _ENDS.match(ctx.text, t.end, c1)):
            for p in left:
                e.add_person(p.name, "other", p.start)
        return
    if c0 > s and _WAGES_ALSO.match(ctx.text[c0 : t.start]):
        before = last_group(ctx, acting(ctx, *ctx.clause(c0 - 1)))
        for p in before if before and _LEADS.match(ctx.text, before[-1].end) else ():
            e.add_person(p.name, "other", p.start)


def _fought(ctx: Context, fights: list[tuple[int, Event, Trigger]]) -> None:
    """在…战斗中，团长甲率部坚守，政委乙牺牲: those of whom the rest of the sentence tells it."""
    for n, (_, e, t) in enumerate(fights):
        _, end = ctx.sentence(t.start)
        later = [at for at, other, _ in fights[n + 1 : n + 4] if other is not e]
        for p in acting(ctx, ctx.clause(t.start)[1], min([end, *later])):
            free = not _NO_DOER.search(ctx.text, ctx.clause(p.start)[0], p.start)
            if free and _FIGHTS.match(ctx.text, p.end):
                e.add_person(p.name, "other", p.start)


def _lives(ctx: Context) -> dict[int, str]:
    """Lines that tell one person's life, by who it is: 甲，男，…, and the dated lines under his name."""
    out: dict[int, str] = {}
    name: str | None = None
    left = 0
    starts = [s for s, _ in ctx.lines]
    for p in [*ctx.people, *ctx.signed]:
        n = max(0, bisect_right(starts, p.start) - 1)
        start, end = ctx.lines[n]
        if p.start - start <= 1 and (_BORN.match(ctx.text, p.end, end) or _LIFE_OF.match(ctx.text, p.end, end)):
            out.setdefault(n, p.name)
    for n, (start, end) in enumerate(ctx.lines):
        if n in out:
            name, left = out[n], _LONGEST_LIFE
        elif name is not None and left > 0 and (_DATED.match(ctx.text, start, end) or _goes_on(ctx, n, name)):
            out[n], left = name, left - 1
        else:
            name = None
    return out


def _goes_on(ctx: Context, line: int, name: str) -> bool:
    """Whether a line under a life names nobody else and opens nothing new."""
    start, end = ctx.lines[line]
    return (
        all(p.name == name for p in ctx.people_in(start, end))
        and not ctx.headings[line]
        and not _NUMBERED.match(ctx.text, start, end)
    )


#: what a life says of an event that the person was part of
_PART = re.compile(
    "参加|参与|率|随部|随军|随[^，。；]{1,8}[军师团队]|指挥|投身|出席|经历|应邀|奉命|赴|任[^，。；]{1,14}[长员]，"
)
_DIES = Cue("dies")
_OF_LIFE = frozenset(("military", "history", "meeting", "congress", "ceremony", "study"))


def _had_part(ctx: Context, t: Trigger, name: str) -> bool:
    """1931年编入某师，先后参加黄安、苏家埠等战役 in a life: told of no one else."""
    s, end = ctx.sentence(t.start)
    if t.type not in _OF_LIFE or any(p.name != name for p in ctx.people_in(s, end)):
        return False
    return _PART.search(ctx.text, s, t.end) is not None or ctx.text.startswith(("到达", "途中"), t.end)


def _lived(ctx: Context, e: Event, t: Trigger, name: str) -> None:
    """1955年被授予勋章 under a name: what is told of one's life."""
    word = t.word
    if word is None or e.lead.type not in ("award", "personnel", "election") or not (word.subject or word.object):
        return
    if ctx.people_in(ctx.sentence(t.start)[0], ctx.clause(t.start)[1]):
        return
    e.add_person(name, "other" if e.lead.type == "award" else "appointee", t.start)
