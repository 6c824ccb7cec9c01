"""A readable name for what a verb tells: 会见 in 国家主席习近平5日在北京会见来访的法国总统马克龙 is 习近平会见法国总统马克龙.

The mention stays the verb; the name says who did it and to whom or what, in the words of the text, without day and place.
"""

from __future__ import annotations

import re

from pipeline.lexicon.events import Cue
from pipeline.stages.events import rows
from pipeline.stages.events.context import Context
from pipeline.stages.events.model import Event, Person, Trigger
from pipeline.stages.events.participants import COMING
from pipeline.stages.events.trimmed import clean, even, flat, opened

_LONGEST, _SIDE = 48, 30
_WHERE_ALONE = re.compile(r"在[^，。；的]{1,29}")
#: 今年是中巴建交75周年, 在…之际: what frames a jubilee
_FRAME = re.compile(
    r"^.*?(?:今年是|明年是|今年|明年|将?迎来|祝贺|庆祝|适逢|恰逢|正值|值|在|以(?:今年|明年)?(?![色军]))"
)
_TITLED = re.compile(r"(?:总书记|主席|总理)")
_TOWARDS = re.compile(
    r"(?:共同见证|见证|到|赴|来|在|向|给|对|同|与|和|为|深入|前往|走进|走访|奔赴|赶赴|赶往|抵达|就|致|应邀|率|带|专程|被|代表)"
)
_DOCUMENT = re.compile(r"[^《》，。；\n]{0,14}《[^《》\n]{2,40}》(?:等)?")
#: 统计局发布|的最新数据显示
_FIGURES = re.compile(
    "的(?P<what>(?:最新|统计|初步|官方|调查|年度|季度|经济|初步统计)*"
    "(?:数据|数字|报告|消息|公报|民调|预测|调查结果|统计结果|结果|名单|清单|声明|通报))(?!集|库|中心|网|会)"
)
_STOP = re.compile(
    r"[，。；：！？\n　]|（(?![金布]）)|(?<!临)时(?=[，。的指强表说])"
    r"|(?:时|后)?(?:指出|强调|重申|表示|显示|点赞|一致认为|[称说讲]$)"
    r"|以来|(?<![太皇王天母])后$|后的|时$|重要讲话|重要指示|讲话精神|指示精神|如下|[讲谈说算]起$"
)
_RELATIVE = re.compile(r"^[^、]{2,40}?的(?=[^的]{2,24}$)")
_HAPPENS = re.compile(r"发生|举行|召开|举办|发起|爆发|遭遇|遭受")
_LEARN = re.compile(rf"{_HAPPENS.pattern}|进行|开展")
_UNNAMED = re.compile(r"[将要他她其该]|此次|这次")
_STRIKES = re.compile(r"发生|发起|爆发|遭|展开|发动|实施|进行|开展")
#: 以军称, 乌媒报道, 甲指责: who says it, before what is said
_CLAIMS = Cue("claims", r"^[^，。；]{0,24}?(?:%s)")
_HEARSAY = re.compile(r"媒体?|通讯社|电视台|发言人|外交部|国防部|外长|部门$|^有|^消息")
#: 俄称在多地击落…, 该组织向…发动袭击: he who says it did it
_DOES = re.compile(
    r"(?:已|再次|多次|继续|成功|当天|同时)*(?:在|对|向|用|使用|从|以(?![军色方媒防])|于|发动|实施|展开)|$"
)
_COUNTRIES = "俄乌以美伊黎叙印巴朝韩日也胡英法德"
_WHILE = re.compile(
    "[至到](?=[0-9])|[0-9一二三四五六七八九十百]{1,4}余?多?年[来间，。]"
    "|(?:[以之]?[后前](?![勤续方备任卫台门锋])|以来|之际|期间|时(?![代期事间]))"
)
_ALSO = re.compile("并|持续|继续|同时|还")
_STRUCK = re.compile("(?P<who>[^，。；称说对向在]{1,8}(?:军|武装|部队|卫队|方面))(?:对|在|向|继续|打击|袭击)")
#: 对军工企业|、军用机场、…等|进行了5次[打击]
_LISTED = re.compile("、[^，。]{0,80}等")
_REASON = re.compile("(?:为|针对|作为)[^，。；]{2,}$")
_ARMED_WITH = re.compile("(?P<who>[^，。；称说使]{1,8}(?:军|武装|部队|卫队|武装人员))(?:使用|动用|出动|用)")
_ITSELF = re.compile(r"^(?:其|该[一-鿿]{1,4}?(?=使用|用|对|向|在|于|再次|已|从|$))(?:武装人员|成员)?")
_FIGHTERS = re.compile(r"(?:军方?|武装|部队|组织|运动|真主党|卫队|方面|联军|司令部|哈马斯|旅)$")
#: 空袭致5人死亡, 空袭期间: what came of it, no one whom it struck
_AFTERMATH = re.compile(
    r"(?:已|共|仍|还|也|均|没有|未|不)*在?(?:致|造成|发生|导致|引发|持续|中|以来|后|时|期间|行动|区|警报|举行|开始|[和与及、的])"
)
#: 保守党|被|立案审查调查: of him who is named before the verb it is done to him
_DONE_TO = re.compile("立案|开除|移送|提起公诉|留置|撤职|停职|双开")
_SPOKEN = re.compile("(?<=演说|讲话|致辞|发言|报告|仪式)[中上里时]$|的(?:请求|申请)?$")
#: 赶赴灾区|的专机上: where he is while he goes
_ON_WAY = re.compile("的(?:专机|飞机|航班|直升机|专列|列车|火车|汽车|轮船|途中|路)[上中]?$")
#: 审议通过|甲代表市纪委常委会所作的工作报告: what was made, not who made it
_MADE_BY = re.compile(
    "了?[^，。；《》\n]{2,60}?(?:所|向大会|受[^，。；]{2,20}?委托)?[作做]的(?P<what>(?:《[^》\n]{2,60}》)?[^，。；《》\n]{0,12}报告)"
)
#: 通过关于免去甲某职务|的决定
_DECISION = re.compile("的(?:决定|议案)$")
_CLOSES = ("中", "里", "上", "时", "并", "和", "后", "仍")
_STUDIED = re.compile("研究|讨论|筹备|筹办|申请")
_NO_SUBJECT = re.compile(
    r"记者从|现将|兹将|业经|经$|[将要把使让该其并他她]|我(?![国省市县区校院村镇])|截至|此次|这次|上述"
)
#: 接受16位驻华大使|递交国书
_TAKEN_FROM = re.compile("接受[^，。；]{2,16}(?:大使|使节|代表)(?:们)?$")
_WORK = re.compile(r"《[^》\n]{2,80}》")
_JOURNAL = re.compile(r"《[^》\n]{1,16}》(?:杂志|周刊)?")


def of(ctx: Context, event: Event) -> str:
    """The event's name: that of its noun, or one made of who acts, the verb and what it is done to."""
    lead = event.lead
    if lead.kind == "named":
        return lead.name
    if lead.word is not None and lead.word.group == "article" and (name := _article(ctx, lead)):
        return name
    if lead.kind == "noun":
        return _of_nouns(ctx, [t for t in event.triggers if t.kind == "noun"])
    told = [t for t in event.triggers if t.kind == "verb"]
    best = max(
        told,
        key=lambda t: (
            not (t.type == "military" and _AFTERMATH.match(ctx.text, t.end)),  # 在打击中试验了导弹
            not t.heading,
            not ctx.text.endswith("见证", 0, t.start),  # who signs names it, not who looks on
            bool(t.people),
            len(t.people) > 1,
            -t.start,
        ),
    )
    name = even(_told(ctx, best, event))
    if len(name) > len(best.name) and not (_wants_object(best) and name.endswith(best.name)):
        return name
    others = [t for t in told if t is not best]
    found = [(n, t) for t in others if len(n := even(_told(ctx, t, event))) > len(t.name)]
    whole = next((n for n, t in found if not n.endswith(t.name)), None) if _wants_object(best) else None
    if whole is not None or len(name) > len(best.name):
        return whole or name
    return found[0][0] if found else lead.name


def _article(ctx: Context, t: Trigger) -> str:
    """《求是》杂志发表习近平的重要文章《…》: where, by whom and under what title."""
    title = _WORK.match(ctx.text, t.end)
    where = list(_JOURNAL.finditer(ctx.text, ctx.clause(t.start)[0], t.start))
    who = t.people[0][0] if t.people else ""
    return f"{where[-1][0] if where else ''}发表{who}文章{title[0]}" if title and who else ""


def _wants_object(t: Trigger) -> bool:
    """甲会见 says less than 甲会见乙."""
    return t.type in ("reception", "signing")


def _of_nouns(ctx: Context, nouns: list[Trigger]) -> str:
    """The first of an event's nouns that says more than its head."""
    lead = nouns[0]
    name = _of_noun(ctx, lead)
    if lead.type == "military" and len(name) < 12:
        return max((n for t in nouns if len(n := _of_noun(ctx, t)) <= _SIDE), key=len, default=name)
    if name != lead.head:
        return name
    return next((n for t in nouns[1:] if len(n := _of_noun(ctx, t)) > len(t.head) and n.endswith(lead.head)), name)


def _of_noun(ctx: Context, t: Trigger) -> str:
    """中共中央政治局召开会议 for a bare 会议, 某厂发生火灾 for a bare 火灾; a leader's speech with his name before the title."""
    if t.people and _TITLED.match(t.name):
        return f"{t.people[0][0]}{t.name}"
    dealt = t.type == "military" and t.created and len(t.name) <= 7 and t.name[0] not in "“‘"  # 发动|两次空袭
    if t.people and t.type == "study" and t.name == t.head and t.name.endswith("报告"):
        return f"{t.people[0][0]}{t.name}"  # 甲的宣讲报告: there are several of one day
    if _NTH_SITTING.fullmatch(t.name) and (
        holder := _HOLDER.search(opened(clean(ctx, ctx.clause(t.start)[0], t.start)))
    ):
        return f"{holder['who'].rpartition('的')[2]}{t.name}"  # 县人大常委会召开|第20次主任会议
    if t.name != t.head and (len(t.name) > 4 or t.type == "military") and not dealt:
        return t.name
    c0, c1 = ctx.clause(t.start)
    left = opened(clean(ctx, c0, t.start))
    if t.type in ("inspection", "visit") and t.people and t.name == t.head and not ctx.people_in(c0, t.start):
        who = "、".join(list(dict.fromkeys(n for n, _, _ in t.people))[:2])
        return f"{who}{left if _ROUND.match(left) and len(left) <= _SIDE else ''}{t.name}"
    if t.type == "military" and t.head != "停火":
        return _blow(ctx, t, left, c1)
    if t.type == "disaster":
        left = _befell(ctx, t, _who_does(ctx, t, left))
    if t.head in ("座谈", "座谈交流", "交流座谈") and t.people:
        first, *others = dict.fromkeys(n for n, _, _ in t.people)
        side = re.search("[同与和]", left)
        if side is not None and not any(n in left[: side.start()] for n in (first, *others)) and first in left:
            return f"{left.removesuffix('进行了').removesuffix('进行')}{t.name}" if len(left) <= _SIDE else t.name
        if side is not None and others:
            return f"{first}与{others[0]}{'等' if len(others) > 1 else ''}{t.name}"
    if t.head == "座谈" and re.search("[同与和]", left) and len(left) <= _SIDE:
        who = t.people[0][0] if t.people and left[0] in "同与和" else ""
        return who + re.sub("在(?=[与同和])", "", left) + t.name
    if t.head == "全体会议" and (session := _SESSION.fullmatch(left)):
        return session[1]  # a sitting of the session that the clause names
    people, least = ctx.people_in(c0, t.start), 4
    if len(people) == 1 and (at := left.find(ctx.text[people[0].start : people[0].end])) > 0:
        least = 4 - (_POSTS.match(left[:at]) is not None)
        left = _POSTS.sub("", left[:at]) + left[at:]  # 县委常委、副县长|甲主持召开会议
    if (
        least < len(left) <= _SIDE
        and (_STRIKES if t.head.endswith("袭击") else _LEARN if t.type == "study" else _HAPPENS).search(left[-8:])
        and not (_STUDIED.search(left) or _UNNAMED.match(left))
    ):
        return even(left + t.name)
    return t.name


#: 甲率检查组来我区，|就某条例进行|执法检查
_ROUND = re.compile("就|对|到|赴|围绕|深入|前往|开展|进行")
#: a sitting called by its number alone, and who holds it
_NTH_SITTING = re.compile(
    "(?:20[0-9]{2}年)?(?:[一二三四五六七八九十]{1,3}届)?第?[一二三四五六七八九十百0-9]{1,4}次(?:全体|主任|主席|常务|执行主席)?(?:会议?|例会)"
)
_HOLDER = re.compile(
    "^(?P<who>[一-鿿（）]{1,24}(?:主席团|委员会|常委会|党组|小组|政府|理事会|董事会|党工委|党委|安委会|政协))(?:举行|召开)了?$"
)
#: 政协第十三届全国委员会常务委员会第二十四次会议举行|全体会议
_SESSION = re.compile(
    "(.{4,}第[一二三四五六七八九十]{1,3}次(?:全体)?会议)(?:继续)?(?:举行|召开)(?:第[一二三四五六七八九十]{1,2}次)?"
)
#: the posts before whoever holds a meeting
_POSTS = re.compile(
    r"^[^，。；]*(?:[书主]记|主[席任]|[部省市县区镇乡局院校州旗会队厅司]长|常委|委员|总?经理|总理|秘书长)$"
)
#: 甲对某桥垮塌|作出重要指示, 甲就某国地震|向总统致慰问电
_ANSWERED = re.compile("[^，。；\n]{0,8}(?:作出|向[^，。；\n]{2,16}(?:致|表示))")
_ANSWERS = re.compile("^[^，。；]{2,10}?[对就](?=[^，。；]{2})")


def _befell(ctx: Context, t: Trigger, left: str) -> str:
    """What happened where, without who answered it."""
    return _ANSWERS.sub("", left) if _ANSWERED.match(ctx.text, t.end) else left


def _blow(ctx: Context, t: Trigger, left: str, c1: int) -> str:
    """以军空袭某城, 甲军对乙城实施空袭, 一建筑遭空袭: a bare word of war with who strikes and whom."""
    left = _who_does(ctx, t, left)
    if _NO_SUBJECT.match(left) or _STRIKES.match(left) or re.search("没有|未|无法|阻止|在$", left):
        return t.name  # 此次空袭, 并展开军事行动, 在袭击中受伤: nobody named who did it
    right = "" if _AFTERMATH.match(ctx.text, t.end) else re.sub("(?:已|共)?(?:致|造成|导致).*", "", _object(ctx, t, c1))
    if len(left) > _SIDE:
        left = _LISTED.sub("等", left)
    name = (left if len(left) <= _SIDE else "") + t.name + right
    return even(name) if len(name) <= _LONGEST else t.name


def _who_does(ctx: Context, t: Trigger, own: str) -> str:
    """What stands before a word of war without who reports it: 巴称以军[空袭] is 以军, 俄称在多地[击落] 俄在多地."""
    if (m := _CLAIMS.match(own)) is not None:
        rest, says = own[m.end() :], re.sub(r"(?:发表声明)?(?:宣|声)?.$", "", m[0])
        adverb = len(rest) == 1 and rest not in _COUNTRIES
        own = f"{says}{rest}" if (adverb or _DOES.match(rest)) and not _HEARSAY.search(says) else rest
    itself = _ITSELF.match(own)
    if itself is None and not (own and _DOES.match(own)) and own:
        return own
    rest = own[itself.end() :] if itself else own
    return _speaker(ctx, ctx.clause(t.start)[0]) + rest


def _speaker(ctx: Context, c0: int) -> str:
    """Who says what a clause tells, where he fights himself: 甲武装今天称，|对某城发动袭击."""
    if ctx.text[c0 - 1 : c0] != "，" or ctx.line(c0 - 1) != ctx.line(c0):
        return ""
    start, end = ctx.clause(c0 - 1)
    said = clean(ctx, start, end)
    if (not said or _REASON.match(said)) and ctx.text[start - 1 : start] == "，":
        # 甲称，当天，|在某地…; 甲称，为回应…，|袭击了…
        start, end = ctx.clause(start - 1)
        said = clean(ctx, start, end)
    if (armed := _ARMED_WITH.match(said)) is not None:
        return armed["who"]  # 俄军使用无人机等，|对…实施打击
    joined = _STRUCK.match(said) if _ALSO.match(ctx.text, c0) else None
    if joined is not None:
        return joined["who"]  # 俄军对…进行打击，|并在某地控制了…
    m = _CLAIMS.fullmatch(said)
    who = re.sub(r"还?(?:发表声明)?(?:宣|声)?.$", "", said) if m is not None else ""
    return who if _FIGHTERS.search(who) and len(who) <= 16 else ""


def _told(ctx: Context, t: Trigger, event: Event) -> str:
    c0, c1 = ctx.clause(t.start)
    if t.head == "诞辰" and (born := ctx.people_in(c0, t.start)[-1:]):
        return born[0].name + t.name  # 为纪念甲同志|诞辰120周年
    right = "" if t.type == "military" and _AFTERMATH.match(ctx.text, t.end) else _object(ctx, t, c1)
    names = list(event.people)
    if t.word is not None and t.word.mutual and len(names) > 1:
        return _mutual(ctx, t, event, names, c0)
    left = _subject(ctx, t, event, c0)
    if t.head == "免去" and right.startswith("其") and t.people:
        right = t.people[0][0] + right[1:]
    if not left and not right and t.type in ("personnel", "election", "award") and names:
        several = names[0] + ("等" if len(names) > 1 else "")
        does = t.word is not None and t.word.subject == "other" and t.word.object is None
        left, right = (several, "") if does else ("", several)  # 甲接受审查调查, 免去甲
    done = t.name
    if taken := _TAKEN_FROM.search(ctx.text, c0, t.start):
        return f"{left if left in event.people else ''}{taken[0]}{done}"
    if left and left in event.people and left in right:
        left = ""  # 法院以受贿罪判处被告人甲: he is whom it is done to
    if left and left in event.people and "其" in done:
        left, done = "", done.replace("其", left)  # 省监委给予其开除公职处分
    elif left and left in event.people and _DONE_TO.match(done):
        done = "被" + done.removesuffix("处分")
    if t.type == "disaster":
        left = _befell(ctx, t, left)
    name = left + done + right
    if len(name) > _LONGEST:
        name = left + done if len(left) > 1 else done + right
    return name if len(name) <= _LONGEST else t.name


def _mutual(ctx: Context, t: Trigger, event: Event, names: list[str], c0: int) -> str:
    """李强同法国总理博尔内举行会谈: both sides, with the other's title where the clause has it."""
    people = [p for p in ctx.people_in(c0, t.start) if p.name in event.people]
    if len({p.name for p in people}) > 1 and names[0] in {p.name for p in people}:
        text = re.sub("在(?=[与同和])", "", _HE_TOO.sub("", clean(ctx, people[0].start, t.start)))
        if text.startswith("我"):
            text = names[0] + text[1:]  # 我同某总统通电话, in the speaker's words
        if len(text) <= _SIDE:
            return text + t.name
    return f"{names[0]}同{names[1]}{'等' if len(names) > 2 and event.lead.type != 'reception' else ''}{t.name}"


#: 考察|并发表讲话: the second act has a name of its own
_AND_THEN = re.compile("(?<![合兼吞归一])并(?![购网轨非行列存州肩]).*$")
_OF_HIM = re.compile("(?:同志|先生)?的(?:遗体|墓|遗像|塑像|铜像|灵柩)")  # 缓步来到甲同志的遗体前默哀
_HE_TOO = Cue("claims", "还?(?:%s)，?[他她](?:已经?)?")


def _subject(ctx: Context, t: Trigger, event: Event, c0: int) -> str:
    acting = {n for n, _, at in t.people if at < t.start}
    if t.word is not None and t.word.subject and t.word.subject != t.word.object:
        doing = {n for n, r, at in t.people if at < t.start and r == t.word.subject}
        acting = doing or {n for n, r, at in t.people if at < t.start and r != t.word.object}
    own = opened(clean(ctx, c0, t.start))
    if len(own) > _SIDE and (to := own.rfind("向")) > 0:
        own = own[to:]  # …访华团师生|向习近平主席[致信]
    people = [p for p in ctx.people_in(c0, t.start) if p.name in acting and not _OF_HIM.match(ctx.text, p.end)]
    jubilee = t.type == "ceremony" and re.match(r"[0-9一二三四五六七八九十百]{1,4}周年", ctx.text[t.end : t.end + 6])
    if jubilee and re.search("祝贺|庆祝|纪念", own):
        return _FRAME.sub("", own)  # 甲致信祝贺某走廊|启动十周年
    if people and t.type == "publication" and "《" in ctx.text[people[-1].end : t.start]:
        titles = list(_WORK.finditer(ctx.text, people[-1].end, t.start))
        if titles and ctx.text[titles[0].start() - 1] not in "在于":  # 甲在《某报》|发表文章
            return clean(ctx, titles[0].start(), t.start)
    if people:
        between = opened(clean(ctx, people[-1].end, t.start))
        if t.type in ("inspection", "visit", "reception"):
            people = [*(p for p in rows.before(ctx, ctx.sentence(t.start)[0], people[0]) if p.name in acting), *people]
        if t.type == "reception" and _WHERE_ALONE.fullmatch(between):
            between = ""  # 甲在某城会见: without the place
        longest = _SIDE + 4 if t.head.startswith("作出") else 16  # 甲对某县一桥梁垮塌|作出重要指示
        return _names(people) + (between if _TOWARDS.match(between) and 1 < len(between) <= longest else "")
    if t.type == "military":
        own = _who_does(ctx, t, own)
        if len(own) > _SIDE:
            own = _LISTED.sub("等", own)
    elif t.type == "publication":
        own = own.removeprefix("从")  # 从国务院印发意见，到各地出台细则
    role = t.word.subject if t.word is not None else None
    others = [n for n, (r, _) in event.people.items() if r == role and (n in acting or t.kind == "verb")]
    judged = t.word is not None and t.word.act == "宣判" and role == t.word.object  # whom the court names, not who acts
    both = t.word is not None and t.word.mutual and own != "" and not ctx.people_in(c0, t.start)  # 韩美首脑会谈
    later = all(event.people[n][1] > t.end for n in others)
    body = later and 3 < len(own) <= _SIDE and not _NO_SUBJECT.match(own) and not _WHERE_ALONE.fullmatch(own)
    if body and t.type == "inspection" and not _TOWARDS.match(own):
        return own  # 督查室对重点项目进行了督查。组长甲带队: its own subject
    if role is not None and others and not judged and not both:
        towards = own if _TOWARDS.match(own) and 1 < len(own) <= 16 and "会见" not in own else ""
        towards = "" if t.type == "reception" and _WHERE_ALONE.fullmatch(own) else towards
        return "、".join(others) + towards if len(others) <= 2 else f"{others[0]}等{towards}"
    if t.type in ("establishment", "signing") and re.match(
        r"[0-9一二三四五六七八九十百]{1,4}周年", ctx.text[t.end : t.end + 6]
    ):
        own = re.sub("(?:将|即将)?迎来$", "", _FRAME.sub("", own.rpartition("周年、")[2]))
    if _WHERE_ALONE.fullmatch(own) and not re.search("[对向用]", own):
        return ""  # 在河口、清河等方向击退…, and nobody named who did
    return own if len(own) <= _SIDE and not _NO_SUBJECT.match(own) else ""


def _names(people: list[Person]) -> str:
    names = list(dict.fromkeys(p.name for p in people))
    return "、".join(names) if len(names) <= 2 else f"{names[0]}等"


def _object(ctx: Context, t: Trigger, c1: int) -> str:
    text = ctx.text
    if (t.word is not None and t.word.act == "逝世") or _WHILE.match(text, t.end):
        return ""  # 就甲逝世|向乙致唁电, 建交|后举行的首次峰会
    if t.type == "publication" and (figures := _FIGURES.match(text, t.end)):
        return figures["what"]
    if text[t.end : t.end + 1] in "、的" or re.match(r"[0-9一二三四五六七八九十百]{1,4}周年", text[t.end : t.end + 6]):
        return ""
    if m := _DOCUMENT.match(text, t.end, min(max(c1, t.end), t.end + 60)):
        return flat(m[0])
    if work := _MADE_BY.match(text, t.end, max(c1, t.end)):
        return flat(work["what"])
    stops = (m.start() for m in _STOP.finditer(text, t.end, max(c1, t.end)))
    end = next((i for i in stops if not ctx.in_person(i, i + 1)), c1)  # 任命左　岚
    people = [p for p in ctx.people_in(t.end, end) if text[p.start - 1] not in "“《"]
    formed = re.match("了?由", text[t.end : end]) is not None  # 成立了由市长甲任指挥长的应急指挥部
    if people and t.type not in ("personnel", "election") and not formed:
        end = people[-1].end if len(people) <= 2 else people[0].end
    if t.type == "visit" and people and [at for _, _, at in t.people] == [people[0].start]:
        guest = COMING.fullmatch(text, t.end, people[0].start)
        end = guest.end("to") if guest else end  # 到访|甲市|的乙市市长丙
    right = clean(ctx, t.end, end)
    if len(right) > 12 and people and people[0].start > t.end:  # 免去|甲的某院副院长、审判员职务: whose post it was
        right = _RELATIVE.sub("", right)
    if t.type in ("personnel", "award"):
        right = _DECISION.sub("", right)
    if t.type != "military":
        right = _AND_THEN.sub("", right)
    right = "" if right in _CLOSES else _ON_WAY.sub("", _SPOKEN.sub("", right))
    return right if len(right) <= _SIDE else ""
