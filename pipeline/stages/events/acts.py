"""Whether two tellings are of one act: a rite and its parts, what is signed for both sides, who does what on a day."""

from __future__ import annotations

import re

from pipeline.lexicon.events import Cue
from pipeline.stages.events import predicates
from pipeline.stages.events.context import Context
from pipeline.stages.events.model import Trigger
from pipeline.stages.events.samedate import dates_differ
from pipeline.stages.events.samename import group

PAIRED = frozenset(("visit", "inspection", "reception"))


def rite(a: Trigger, b: Trigger) -> bool:
    """揭牌仪式 and who 揭牌, 签约仪式 and what was 签订: the rite and the act performed there."""
    noun, verb = (b, a) if a.kind == "verb" else (a, b)
    if verb.kind != "verb" or not (noun.kind == "noun" or noun.created) or dates_differ(a, b):
        return False
    if verb.head == "受到表彰" and "表彰" in noun.name:
        return True
    if noun.type == "ceremony" and verb.head == "揭牌" and 0 < verb.start - noun.end < 120:
        return True  # 举行建校庆典，甲、乙揭牌
    shown = noun.word is not None and noun.word.group == "exhibition"
    if (noun.type == "ceremony" or shown) and 0 < verb.start - noun.end < 400 and _PERFORMED.search(verb.head):
        return True  # 启动仪式举行，甲、乙共同揭幕
    if noun.type == "signing":
        return verb.type == "signing" and noun.head.endswith("仪式")
    if not noun.head.endswith(("仪式", "典礼")):
        return False
    act = noun.head.removesuffix("仪式").removesuffix("典礼")
    return verb.head.removeprefix("共同") in noun.name or (
        len(act) > 1 and verb.head.endswith(act)
    )  # 宪法宣誓, 宣誓仪式


_LOOKS = re.compile("[察查]看$")


_MATTERS = re.compile("：|(?:事项|名单|议?案|决定)?，")


_TALKS = ("会谈", "座谈", "交谈", "洽谈", "座谈交流", "交流座谈")


_BOTH_TALK = re.compile("(?:并|宾主)?双方")


_ALONE = re.compile("(?:专题|实地|深入|重点|现场|集中)*")


#: between a session and its close
_RUNS_TO = re.compile(
    "，?(?:在[^，。；]{2,12}|历时[^，。；]{1,8}|已?经?)?(?:圆满|顺利|胜利|依法)*(?:完成|履行)了?[^，。；]{0,10}(?:议程|任务|使命)(?:后|之后)?，"
    "(?:于|在)?[^，。；]{0,20}?(?:胜利|圆满|顺利)?"
)


_PERFORMED = Cue("performed", r"^(?:%s)$")


_MARCHES = Cue("marches", "(?:%s)$")


_AND_SO = frozenset(("决定", "出任", "担任", "就任", "连任"))


_FOR_BOTH = re.compile(r"双方|分别代表|代表[^，。]{2,20}$|见证")


def for_both(ctx: Context, t: Trigger) -> bool:
    """签署协议。甲见证签约。乙、丙代表双方签约: the signing that was told before."""
    return t.type == "signing" and bool(_FOR_BOTH.search(ctx.text, ctx.clause(t.start)[0], t.start))


_STARTS = Cue("starts")


_REPELS = Cue("repels")


_PLAYED = Cue("played", r"^(?:%s)$")


def one_act(ctx: Context, a: Trigger, b: Trigger) -> bool:
    """A verb and the noun it belongs to, in one clause (专项行动启动, 击退…无人机攻击, 决赛中夺得), are one event, and so
    are two blows told in one breath (打击…并摧毁…).
    """
    if a.type == b.type == "disaster" and b.head == "遇难" != a.head and ctx.line(a.start) == ctx.line(b.start):
        return 0 <= b.start - a.end <= 12  # 一小飞机坠海 12人遇难
    chosen = a.head == b.head and a.type in ("personnel", "election") and a.kind == b.kind == "verb"
    if (
        b.start - a.end > (160 if chosen else 60)
        or ctx.sentence(a.start) != ctx.sentence(b.start)
        or {a.kind, b.kind} > {"named"}
    ):
        return False
    verb, noun = (a, b) if a.kind == "verb" else (b, a)
    clause = ctx.clause(a.start) == ctx.clause(b.start)
    if a.type == b.type == "military" and ctx.text[a.end : b.start] in ("和", "与", "及", "或"):
        return True  # 空袭和炮击, 拦截或击落
    if a.type == "military" and b.type == "disaster" and ctx.text[a.end : b.start] in ("", "后", "并"):
        return True  # 遭无人机袭击起火
    if a.type == b.type == "inspection" and "进驻" in (a.head, b.head):
        return True  # 巡察组进驻集团，开展常规巡察
    if a.type == "reception" and b.head in _TALKS and a.kind == b.kind == "verb" and not clause:
        return _BOTH_TALK.match(ctx.text, ctx.clause(b.start)[0], b.start) is not None  # 甲会见乙，双方就某事进行会谈
    if a.type == "visit" and b.type == "inspection" and a.head.startswith("走访") and a.kind == b.kind == "verb":
        c0 = ctx.clause(b.start)[0]  # 甲到某厂等企业，调研技术改造
        alone = not clause and _ALONE.fullmatch(ctx.text, c0, b.start) is not None
        mine, theirs = {n for n, _, _ in a.people}, {n for n, _, _ in b.people}
        return alone and ctx.clause(max(0, c0 - 2)) == ctx.clause(a.start) and mine == theirs
    if a.type == b.type == "inspection" and b.kind == "verb" and _LOOKS.search(b.head) and not clause:
        mine, theirs = {n for n, _, _ in a.people}, {n for n, _, _ in b.people}
        return not _LOOKS.search(a.head) and bool(mine) and mine == theirs  # 到甲镇调研防汛，实地查看了泵站
    if a.type == b.type == "election" and {a.head, b.head} == {"选出", "当选"}:
        return True  # 选出委员十九人，甲当选书记
    if a.type == b.type == "election" and (a.head, b.head) in (("选举", "当选"), ("选举", "投票")) and clause:
        return True  # 选举顺利举行和甲高票当选
    if verb.kind == "verb" and noun.kind == "noun":
        if verb.head == "讲授" and noun.type == "study" and clause and verb.end <= noun.start:
            return True  # 为青年职工讲授|专题党课
        if verb.head == "进行表决" and noun.type == "meeting" and noun.end <= verb.start:
            return True  # 举行公开会，就决议草案进行表决
        if noun.start <= verb.start and verb.end <= noun.end:
            return True
        if verb.head == "宣讲" and noun.head.endswith(("宣讲报告", "报告会", "宣讲会")):
            return True  # 宣讲团来镇宣讲，甲作宣讲报告
        if noun.type == verb.type == "election" and verb.head == "当选" and clause and noun.end <= verb.start:
            return True  # 选举顺利举行和甲高票当选
        if _STARTS.search(verb.head) and clause and noun.type in ("other", "ceremony", "meeting", "election"):
            return True
        if verb.head in ("开幕", "闭幕") and _RUNS_TO.fullmatch(ctx.text, noun.end, verb.start):
            return True  # 某次会议完成议程，胜利闭幕
        if verb.head in ("开幕", "闭幕") and noun.end <= verb.start:
            past = predicates.given_by(ctx, noun.end)
            if clause or (past > noun.end and ctx.clause(past) == ctx.clause(verb.start)):
                return True
        if (
            noun.word is not None
            and noun.word.group == "match"
            and _PLAYED.search(verb.head)
            and (noun.end <= verb.start or verb.head[-2:] != "晋级")
        ):
            return True  # 决赛中夺得金牌, 马拉松鸣枪开跑
        if noun.type == verb.type == "disaster" and clause and noun.end <= verb.start:
            return True  # 台风“海螺”在沿海登陆
        return bool(_REPELS.search(verb.head)) and clause and noun.type == "military"
    if a.type == b.type == "military" and clause and a.end <= b.start and _REPELS.search(a.head):
        return True  # 击退乌军多次突围行动
    if a.kind == b.kind == "verb" and _STARTS.search(b.head) and b.start - a.end <= 2 and a.type == "inspection":
        return True  # 考核巡查启动
    if a.kind == b.kind == "verb" and "events.resignation" in (a.rule, b.rule) and a.type == b.type:
        return True  # 接受甲辞去…职务的请求
    if a.head == "任免" and b.kind == "verb" and b.type == "personnel" and _MATTERS.match(ctx.text, a.end):
        return True  # 研究了干部任免：甲任…；聘任乙为…; 表决通过人事任免事项，任命甲为…
    if a.head == "决定" and b.kind == "verb" and b.type == "personnel":
        return True  # 决定：甲任书记，免去乙书记职务
    if a.kind == b.kind == "verb" and a.head == b.head and a.type in ("personnel", "election"):
        return True  # 选举甲为…，选举乙为…
    if a.kind == b.kind == "verb" and a.end == b.start and {a.type, b.type} <= {"ceremony", "establishment"}:
        return True  # 竣工|投产, 落成|启用
    if a.kind == b.kind == "verb" and a.end == b.start and _MARCHES.search(a.head) and _MARCHES.search(b.head):
        return True  # 举行示威|游行
    if a.kind == b.kind == "verb" and a.type == b.type and b.start - a.end <= 1 and a.type in PAIRED:
        return True  # 参观访问, 考察、调研, 会见并宴请
    if a.kind == b.kind == "verb" and a.type in ("ceremony", "establishment") and _PERFORMED.search(b.head):
        return True  # 纪念馆落成，老红军甲剪彩
    if a.kind == b.kind == "verb" and {a.type, b.type} <= {"election", "personnel"} and {a.head, b.head} & _AND_SO:
        mine, theirs = {n for n, _, _ in a.people}, {n for n, _, _ in b.people}
        return bool(theirs) and (theirs <= mine or theirs == mine)  # 选举甲为主席，决定甲为军委主席
    if (
        a.kind == b.kind == "verb"
        and "events.penalty" in (a.rule, b.rule)
        and a.type == b.type
        and b.start - a.end < 12
    ):
        return True  # 受到警告处分并被免去职务
    if a.kind == b.kind == "verb" and all(x.rule == "events.penalty" or group(x.head) == "开除" for x in (a, b)):
        return True  # one case: 甲受到严重警告处分，乙受到记过处分; 开除党籍，由监委给予开除公职处分
    if a.kind == b.kind == "verb" and a.type == b.type == "military":
        if "events.capture" in (a.rule, b.rule) and a.end <= b.start:
            return False  # 控制了2个定居点，打击了乌军防空雷达
        return bool(re.fullmatch(r"[^。；在]{0,50}[并，]", ctx.text[a.end : b.start]))
    return False
