"""Who does what an event verb tells: the subject and object of 会见, 致电, 任命, 调研, and who is only spoken about."""

from __future__ import annotations

import re
from bisect import bisect_right

from pipeline.lexicon.events import Cue, Word
from pipeline.stages.events import frames, pronouns, rows
from pipeline.stages.events.context import Context
from pipeline.stages.events.model import Person, Trigger
from schemas.layers import ParticipantRole

_TOPIC_AFTER = re.compile(
    r"(?:总书记|主席|总理|同志|先生)*(?:[0-9]{4}年)?(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?"
    r"(?:近期|最近|历次|[^，。；\n]{2,40}?时(?=的)|在[^，。；\n]{2,40}?|来[^，。；\n]{1,8}?|(?:考察|视察)[^，。；\n]{1,12}?|就[^，。；\n]{2,40}?|关于[^，。；\n]{2,60}?|对[^，。；\n]{2,30}?)?"
    r"(?:的|发表的?|作出的?|系列|一系列|最新|近期|最近|有关|一系列)*(?:重要讲话|讲话精神|重要论述|重要指示|重要批示|思想|嘱托|回信精神|贺信精神|为核心|著作|文选|语录|诗词|教导|题词|最新指示|最高指示|革命路线|“[^“”\n]{2,40}”的?[^，。；、]{0,6}(?:方针|指示|题词|号召|教导|路线|精神))"
)
_ACT = re.compile(r"(?:发表|作出|作)(?:重要讲话|重要指示|重要批示)")
_BYLINE = re.compile(
    r"（[^（）\n]*(?:记者|通讯员|摄影|供图|/文|／文|/摄)[^（）\n]*）|(?:本报|全媒体)?记者[:：\s][^\n，。]{2,30}|责任编辑[^\n]*|编辑[:：][^\n]*"
    r"|记者[^\n，。：:（）]{2,24}报[道导][：:]"
    r"|(?:中新社|新华社|本报|人民图片|视觉中国)(?:发|供图|记者)?[ 　]*[^\n，。（）：]{2,16}摄(?![影像制])"
)
_TOWARDS = re.compile(r"(?:向|给|对|为|祝贺)[^，。；、]{0,24}$")
_RELATIVE = re.compile(r"会见|接见|同|与|和|欢迎|宴请")
_ABOUT = Cue("spoken_of")
INVITES = re.compile(r"(?:总理|总统|主席|首相|国王|总书记|同志)?(?:的)?(?:邀请|委托)")
_AT_REQUEST = re.compile(r"(?:^|[，。：\n　 ]|(?<=[一-鿿]))[应受](?=[^对该当理贿到])")
_REQUEST = re.compile(r"邀请|委托|嘱托|指派")
_WELCOMED = re.compile(r"欢迎|陪同|迎接|邀请")
#: 会见来清|考察的客人, 欢迎甲来澳|考察: the guest does it
_COMES = re.compile(r"(?:会见|接见|欢迎|宴请|迎接)[^，。；\n]{0,24}?[来到莅][^，。；、\n]{0,8}$")
#: 对他率团前来我国进行|访问|表示欢迎: the guest comes, not who welcomes him
_TO_GUEST = re.compile(r"对[^，。；\n]{1,24}?(?:前来|来华|来我国|率[^，。；\n]{2,14}?来)[^，。；、\n]{0,10}$")
_KIN = re.compile(
    r"(?:同志|先生)?[的之]?(?:亲属|家属|遗孀|遗属|子女|后人|曾孙|孙女|孙子|长子|次子|三子|[之的][子孙女弟兄侄]|侄子|女儿|儿子|妻子|外甥)"
)
_MONUMENT = re.compile(
    r"(?:同志|先生|烈士|将军|元帅|总统|主席|总理|国王)?(?:的)?(?:塑像|铜像|雕像|遗像|像前|陵|墓|故居|旧居|纪念碑|纪念馆|纪念堂)"
)
_SPOUSE = re.compile(r"(?:总统|主席|总理|国王|首相)?夫人(?=[一-鿿])")
#: what several do together, each with his posts in a clause of his own
_ROUNDS = frozenset(("inspection", "visit", "reception", "ceremony", "signing"))
_DEATHS = frozenset(("逝世", "去世", "病逝", "辞世", "殉职", "殉难", "遇难", "遇害", "牺牲", "就义", "被俘", "失踪"))


def prepare(ctx: Context) -> None:
    """Drop from the context the names of by-lines: who wrote it did not take part."""
    authors = {c.start for a in ctx.reading.articles.articles for c in a.authors}
    starts = {ctx.reading.view.into(s, s + 1)[0] for s in authors}
    credits = [m.span() for m in _BYLINE.finditer(ctx.text)] if ctx.people else []
    opens = [a for a, _ in credits]

    def wrote(p: Person) -> bool:
        k = bisect_right(opens, p.start) - 1
        return p.start in starts or (k >= 0 and p.end <= credits[k][1])

    ctx.drop_people(wrote)
    pronouns.fill(ctx)


def invites(ctx: Context, p: Person) -> bool:
    """应论坛主席甲和两国政府邀请, 受主任乙委托: who invites or commissions does not come."""
    if INVITES.match(ctx.text, p.end):
        return True
    c0, c1 = ctx.clause(p.start)
    return bool(_AT_REQUEST.search(ctx.text, max(0, c0 - 1), p.start) and _REQUEST.search(ctx.text, p.end, c1))


def topical(ctx: Context, p: Person, before: int = 1 << 60) -> bool:
    """A name that is spoken about, not acting: 学习习近平总书记在…上的重要讲话精神, 《习近平谈治国理政》.

    `before`: the verb whose subject is sought; 习近平 in 学习习近平来川视察重要指示 is the subject of 视察.
    """
    if (
        ctx.masked[p.start] == "□"
        or _SPOUSE.match(ctx.text, p.end)
        or _KIN.match(ctx.text, p.end)
        or _MONUMENT.match(ctx.text, p.end)
    ):
        return True
    m = _TOPIC_AFTER.match(ctx.text, p.end)
    if m is None or m.end() > before:
        return False
    acts = _ACT.search(ctx.text, p.end, m.end())
    return acts is None or ctx.text[m.end() : m.end() + 2] == "精神" or ctx.text[m.end() : m.end() + 1] == "的"


_ASKED = re.compile("应[^，。；]{1,60}?邀请?，")


def acting(ctx: Context, start: int, end: int) -> list[Person]:
    return [p for p in ctx.people_in(start, end) if not topical(ctx, p)]


def of_verb(ctx: Context, t: Trigger) -> None:
    """Subject and object of a verb that tells an event."""
    word = t.word
    if word is None or not (word.subject or word.object):
        return
    s, e = ctx.sentence(t.start)
    c0, c1 = ctx.clause(t.start)
    left = [p for p in ctx.people_in(c0, t.start) if not topical(ctx, p, t.start)]
    left = _without_company(ctx, left, c0, t.start)
    if not left and (leader := _general_secretary(ctx, c0, t.start)) is not None:
        left = [leader]
    right = [p for p in acting(ctx, t.end, _object_end(ctx, t.end, c1)) if not _KIN.match(ctx.text, p.end)]
    found: list[tuple[str, ParticipantRole, int]] = []
    if word.mutual:
        left = [p for p in left if not _CLAIMS_THAT.match(ctx.text, p.end, t.start)]
        others = [] if ctx.in_speech(t.start) and not ctx.in_speech(s) else acting(ctx, s, t.start)[-2:]
        others = [p for p in others if p.start < c0 or not _CLAIMS_THAT.match(ctx.text, p.end, t.start)]
        everyone = [*(left or others), *right]  # 甲表示，两国外长通电话: not who says it
        if left and re.match("[同与]", ctx.text[c0 : c0 + 1]) and c0 > s:
            asked = _ASKED.search(ctx.text, s, c0)
            first = [p for p in acting(ctx, s, c0) if asked is None or not asked.start() <= p.start < asked.end()]
            everyone = [*first[:1], *everyone]  # 李强…期间，同甲、乙举行会晤
        if len({p.name for p in everyone}) == 1 and re.search("[他她]", ctx.text[c0 : t.start]):
            everyone = [*acting(ctx, s, c0)[:1], *everyone]  # 泽连斯基说，他当天与特朗普通话
        found += [(p.name, word.subject or "attendee", p.start) for p in everyone]
    elif word.act == "会见" and not right and _TOGETHER.search(ctx.text, c0, t.start):
        found += [(p.name, "attendee" if n else "host", p.start) for n, p in enumerate(left)]
    elif word.text.endswith("专访"):
        found += [(p.name, "speaker", p.start) for p in [*left, *right]]
    else:
        if word.subject:
            found += [(p.name, word.subject, p.start) for p in _subject(ctx, t, word, left, right, (s, e, c0, c1))]
        if word.text in ("不再担任", "不再兼任"):
            stop = ctx.lines[ctx.line(t.start)][1]
            some = [*acting(ctx, s, t.start), *acting(ctx, t.end, min(stop, t.end + 120))]
            takes = [p for p in some if _TAKES.match(ctx.text, p.end)]
            found += [(p.name, "appointee", p.start) for p in takes]
        if word.object:
            if (word.type == "award" or word.subject == "author") and not right:
                right = [p for p in left if _TOWARDS.search(ctx.text[c0 : p.start])]
            if word.text == "授予" and not right and "被" in ctx.text[c0 : t.start]:
                right = left[-1:]
            if (
                not right
                and word.type in ("other", "personnel")
                and (against := _AGAINST.search(ctx.text, c0, t.start))
            ):
                right = ctx.people_in(against.start(), t.start)[:1]  # 对原副主席甲的问题进行了立案审查调查
            if not right and word.act == "宣判":
                right = [p for p in acting(ctx, s, e) if _ACCUSED.search(ctx.text, max(s, p.start - 12), p.start)]
            if not right and (word.type == "personnel" or word.object == "other"):
                right = _his(ctx, t, s) or _accused(ctx, t, s, c0)
            if word.group == "merit" and not right and (to := ctx.text.find("给", max(s, t.start - 200), t.start)) >= 0:
                right = ctx.people_in(to, t.start)  # 给教授甲，主任乙分别记三等功
            if word.group in frames.NAMES and not right:
                right = ctx.people_in(t.start, t.end)  # 撤销|甲|政协委员资格
            if word.object == "appointee":
                right = [*right, *_further(ctx, c1, e)]
            found += [(p.name, word.object, p.start) for p in right]
    if word.type == "signing" and "见证" in ctx.text[max(c0, t.start - 8) : t.start]:
        found = [(name, "attendee", at) for name, _, at in found]
    t.people = list(dict.fromkeys(found))


def _subject(
    ctx: Context, t: Trigger, word: Word, left: list[Person], right: list[Person], around: tuple[int, int, int, int]
) -> list[Person]:
    s, e, c0, c1 = around
    text = ctx.text
    if _nearest(word) or word.group in frames.NAMES:
        if re.search("[您你]", text[c0 : t.start]):
            return []
        if word.type == "election" and right and right[0].start - t.end <= 14 and text[t.end : t.end + 1] not in "为了":
            return right[:1]  # 当选总统李在明
        if left:
            return last_group(ctx, left)
        if right and _WHO.fullmatch(text, t.end, right[0].start):
            return right[:1]  # 此番卸任副秘书长的|甲
        if whose := _his(ctx, t, s):
            return whose
        earlier = acting(ctx, s, c0)
        if not earlier and s > (start := ctx.lines[ctx.line(s)][0]):
            earlier = acting(ctx, start, s)
        return earlier[-1:]
    comes = word.type == "inspection" and _COMES.search(text, c0, t.start) is not None
    if (
        (word.type == "visit" or comes)
        and right
        and _RELATIVE.search(text, c0, t.start)
        and "的" in text[t.end : right[0].start]
    ):
        return right  # 会见来华访问的莫桑比克总统查波
    comer = right[:1] if word.type == "visit" and word.act == "抵达" and not left else []
    if comer and COMING.fullmatch(text, t.end, comer[0].start):
        return comer  # 到访甲市的乙市市长丙与丁会面
    if (word.type == "visit" or comes) and (host := _WELCOMED.search(text, c0, t.start)):
        return [p for p in left if p.start >= host.end()][-1:]
    if word.type == "visit" and (came := _TO_GUEST.search(text, c0, t.start)) and "欢迎" in text[t.end : t.end + 16]:
        told = ctx.people_in(ctx.sentence(t.start)[0], t.start)
        guests = [p for p in told if p.start >= came.start() or text[p.start - 1] in "同与和向"]
        return guests[-1:]
    if left and _ABOUT.search(text, left[-1].end, t.start):
        return []  # 古特雷斯欢迎各派别签署…
    if left:
        group = (
            [*rows.before(ctx, s, left[0]), *first_group(ctx, left)] if word.type in _ROUNDS else first_group(ctx, left)
        )
        group = [
            p for p in group if not re.match(r"(?:总理|总统|主席|首相|国王|同志)?(?:的)?邀请", text[p.end : p.end + 8])
        ]
        return [p for p in group if not _TOWARDS.search(text[c0 : p.start])] or (
            [] if word.type == "other" else group[:1]
        )
    if text[max(0, t.start - 1) : t.start] in ("在", "与", "同"):  # 在会见…时，李希表示
        return acting(ctx, c1, e)[:1]
    if re.search("[他她它我你]们", text[c0 : t.start]):
        return []  # 向甲致信，介绍今年4月他们访华的经历
    if word.type == "signing" and _BOTH_SIDES.search(text, c0, t.start):
        return []  # 甲率团赴某市考察，|双方签订合作协议
    before = [p for p in acting(ctx, s, c0) if not invites(ctx, p)]
    earlier = [p for p in before if not _BESIDE.match(text, p.end)]
    if before and not earlier:  # 14日，在甲、乙陪同下，到丙地调研: who is told of before
        return acting(ctx, ctx.lines[ctx.line(s)][0], s)[-1:]
    return first_group(ctx, earlier)


#: 到访|甲市的乙市市长: where the guest comes to, and his posts
COMING = re.compile("(?P<to>[^，。；、的看望]{1,12}[省市县区州旗盟国镇乡村京沪校])的[^，。；的]{0,20}")
_BOTH_SIDES = re.compile("双方|[两三](?:地|校|家|市|县|区|院)")

#: 甲、乙|在处长丙的陪同下|到某校调研
_COMPANY = re.compile("在[^，。；]{1,80}?陪同下")


def _without_company(ctx: Context, people: list[Person], start: int, end: int) -> list[Person]:
    """Those of a clause who act themselves, without those in whose company they do."""
    m = _COMPANY.search(ctx.text, start, end)
    if m is None or not (rest := [p for p in people if not m.start() <= p.start < m.end()]):
        return people
    return rest


#: 在书记甲和主席乙|陪同下
_BESIDE = re.compile("(?!在)[^，。；]{0,30}陪同下")


#: 甲称|两国总统将会晤: who says it is none of them
_CLAIMS_THAT = re.compile("(?:[称说]|表示|透露)(?![他她我]|[与同和])")
_TOGETHER = re.compile(r"[同与和][^，。；]{2,80}举行(?:双边|集体|正式|友好)?$")
_AGAINST = re.compile(r"(?<![针面相反应])对(?![外口接策照手])")
_ACCUSED = re.compile(r"(?:对|被告人|被告)[^，。；、]{0,10}$")
#: 习近平|主席|同科斯塔主席
_TITLE = re.compile("^(?:总书记|主席|总统|总理|首相|国王)(?=[、，和与同及])")
_TAKES = re.compile(r"(?:同志)?任(?![命期务免])")
_POST = re.compile(r"(?:（[^）]*）)?(?:同志)?[为任]")


def _further(ctx: Context, at: int, end: int) -> list[Person]:
    """选举甲为县长，乙为主任: those named clause by clause after the first."""
    out: list[Person] = []
    some: list[Person] = []
    for p in ctx.people_in(at, end):
        if p.start - at > 2:
            break
        some.append(p)
        if _POST.match(ctx.text, p.end):
            out, some = [*out, *some], []
            at = ctx.clause(p.end)[1]
        elif ctx.text[p.end : p.end + 1] in "、和":
            at = p.end
        else:
            break
    return out


_WHO = re.compile(r"[^，。；：]{2,40}的")
#: 对其决定逮捕
_TO_HIM = re.compile(r"[对将把给][其他她][^，。；]{0,8}$")
_SECRETARY = re.compile(r"(?<![一-鿿]共)总书记(?=在|来|到|曾|亲自)")


def _general_secretary(ctx: Context, start: int, end: int) -> Person | None:
    """总书记在查干湖考察: the General Secretary whom the document names elsewhere with that title."""
    m = _SECRETARY.search(ctx.text, start, end)
    if m is None:
        return None
    for p in ctx.people:
        if ctx.text.startswith("总书记", p.end):
            return Person(m.start(), m.end(), p.name)
    return None


def _object_end(ctx: Context, start: int, clause_end: int) -> int:
    m = re.search(r"时(?=[，。])|期间|，", ctx.text[start:clause_end])
    return start + m.start() if m else clause_end


def _nearest(word: Word) -> bool:
    """Verbs whose subject stands right before them (祝贺李在明当选)."""
    return word.type in ("election", "personnel") or word.text in _DEATHS or word.text.endswith("牺牲")


def _his(ctx: Context, t: Trigger, s: int) -> list[Person]:
    """决定：甲任副厅长，免去其书记职务; 终止其代表资格: whose it is."""
    if (ctx.text[t.end : t.end + 1] in "其他她" and t.end < len(ctx.text)) or "其" in ctx.text[t.start : t.end]:
        return ctx.people_in(s, t.start)[-1:]
    if _TO_HIM.search(ctx.text, ctx.clause(t.start)[0], t.start):
        return acting(ctx, s, t.start)[-1:] or acting(ctx, ctx.lines[ctx.line(s)][0], s)[-1:]
    return []


_CASE = Cue("case_step", r"(?:%s)")


def _accused(ctx: Context, t: Trigger, s: int, c0: int) -> list[Person]:
    """甲被开除党籍，随后由检察院决定逮捕: of a step in a case whoever the sentence before it is about."""
    if not _CASE.match(t.head):
        return []
    return acting(ctx, s, c0)[-1:] or acting(ctx, ctx.lines[ctx.line(t.start)][0], s)[-1:]


def last_group(ctx: Context, people: list[Person]) -> list[Person]:
    """The last list among some namings, each joined to the next by a mark and perhaps a title."""
    out = people[-1:]
    for p in reversed(people[:-1]):
        if not re.fullmatch(r"[、和与]|、[^，。；]{0,20}", ctx.text[p.end : out[0].start]):
            break
        out.insert(0, p)
    return out


def first_group(ctx: Context, people: list[Person]) -> list[Person]:
    """The first list among some namings: those joined by 、 和 同 and titles, up to a gap that holds a verb."""
    out: list[Person] = []
    for p in people:
        if out and p.start == out[-1].start:
            out.append(p)  # 他们
            continue
        if out:
            gap = _TITLE.sub("", ctx.text[out[-1].end : p.start])
            if gap == "/":
                out.append(p)  # 混双组合甲/乙
                continue
            if re.fullmatch(r"(?:在[^，。；]{2,12})?(?:应邀|一道)?[同与和][^，。；、]{0,24}", gap):
                out.append(p)  # 彭丽媛在贝尔格莱德应邀同…塔玛拉
                continue
            if (
                len(gap) > 40
                or not re.match(r"[、，和与同及]|（[^）]*）", gap)
                or re.search(r"向|给|对|祝贺|会见|，.*，", gap)
            ):
                break
        out.append(p)
    return out
