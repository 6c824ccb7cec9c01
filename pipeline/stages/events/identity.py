"""Whether two places of a text tell the same event: by name, act, people, day, session and what the sentence joins."""

from __future__ import annotations

import re

from pipeline.lexicon.events import Cue
from pipeline.stages.events.acts import PAIRED, for_both, one_act, rite
from pipeline.stages.events.compared import object_of, olden, places, thing
from pipeline.stages.events.context import Context
from pipeline.stages.events.decided import expelled, one_list
from pipeline.stages.events.model import Trigger
from pipeline.stages.events.samedate import dates_differ
from pipeline.stages.events.samename import JUBILEE, ORDINALS, SESSIONS, group, key, level, one_session
from pipeline.stages.events.where import organizers_of

#: 乙地也|发生枪击事件: another one
_TOO = re.compile("[也又](?:再次|接连)?(?:发生|爆发|遭遇)了?[一两三四五六七八九十0-9]{0,2}起?$")
_CALLED = re.compile("“[^”]{1,8}”$")
_RITE = re.compile("[开闭]幕[会式]")
#: what bears the name of its place
_CALLED_AFTER = re.compile("[一-鿿]{2}(?:暴动|起义|兵变|事变|战役|战斗|之战|大捷|惨案)$")


def same(ctx: Context, a: Trigger, b: Trigger) -> bool:
    if a.kind == "named":
        if a.section == b.section and a.created and a.head.endswith("仪式") and rite(a, b):
            return True
        if b.kind == "verb" and b.head in ("开幕", "闭幕") and b.start - a.end < 24 and a.end <= b.start:
            return ctx.clause(a.start) == ctx.clause(b.start)
        if b.kind == "noun" and b.word is not None and b.word.group in ("match", "exhibition") and len(b.name) > 2:
            names = (a.name, *(a.row.aliases if a.row is not None else ()))
            return any(key(n).endswith(key(b.name)) for n in names)  # 冬奥会 for 米兰冬奥会
        return b.kind == "noun" and (key(a.name) == key(b.name) or _short_for(a.name, b.name))
    near = a.section == b.section
    if a.kind == "noun" and b.kind == "noun":
        ka, kb = key(a.name), key(b.name)
        pa, pb = {n for n, _, _ in a.people}, {n for n, _, _ in b.people}
        if pa and pb and not pa & pb:
            return False
        if ctx.chronicle and b.created and b.name == b.head and ctx.line(a.start) != ctx.line(b.start):
            return False  # 3日…首发仪式。⏎8日　市委举行仪式: of another entry
        bare = a.name == a.head and b.name == b.head
        if near and ka == kb and _RITE.fullmatch(ka):
            return not dates_differ(a, b)  # 甲出席开幕会。…乙、丙出席开幕会: an occasion opens once
        if a.name == a.head and a.created and b.type == "congress" and not (b.created or b.heading):
            return False  # 县委召开会议，要求开好县政协十届三次会议
        if near and "暨" in a.name and ctx.text[a.end : b.start] == "、":
            return True  # 开学典礼暨甲培训班、乙培训班开班式
        if near and _of_others(ctx, a, b):
            return False
        if (
            near
            and "暨" in a.name + b.name
            and _part_of(a.name, b.name)
            and not (a.created and b.created and a.date and b.date and a.date != b.date)
        ):
            return not dates_differ(a, b)  # 开学典礼暨音乐会, 开学典礼
        shorter = a.head != b.head and (a.head.endswith(b.head) or b.head.endswith(a.head))  # 仪式, 纪念仪式
        if (
            bare
            and not shorter
            and a.created
            and b.created
            and not a.heading
            and not b.heading
            and (a.head != b.head or len(a.head) < 4)
            and not (near and a.head == b.head and ctx.text.endswith(("出席", "参加"), 0, max(a.start, b.start)))
        ):  # 举行阅兵式。出席|阅兵式的甲: the one just told
            return ctx.sentence(a.start) == ctx.sentence(b.start)
        if near and a.type == b.type == "disaster" and _LEADS_TO.fullmatch(ctx.text, a.end, b.start):
            return True  # 连续强降雨引发山洪灾害
        if near and a.type == b.type == "disaster" and group(a.head) == group(b.head):
            return not dates_differ(a, b) and not _one_more(ctx, a, b)
        la, lb = level(ctx, a), level(ctx, b)
        if la and lb and la != lb and a.type == b.type == "meeting":
            return False  # the region's work conference and the prefecture's
        if ka == kb and len(ka) > 3:
            # 1月县委召开三级干部会议; 7月11日县委召开三级干部会议: each entry of a chronicle tells of its own
            own = ctx.chronicle and a.created and b.created and ctx.line(a.start) != ctx.line(b.start)
            return not (own and dates_differ(a, b))
        if near and ka.endswith("式") and kb.endswith("式") and ka.endswith("仪式") != kb.endswith("仪式"):
            one, two = sorted((ka.replace("仪式", "式"), kb.replace("仪式", "式")), key=len)
            if len(one) > 2 and two.endswith(one):
                return not dates_differ(a, b)  # 首发式, 首发仪式
        short, long = (ka, kb) if len(ka) <= len(kb) else (kb, ka)
        if {a.rule, b.rule} <= SESSIONS and (long.endswith(short) or one_session(ctx, a, b)):
            return True
        if not near:
            return False
        if a.type == b.type == "ceremony" and long[-2:] == short[-2:] and len(short) >= 4 and _within(short, long):
            return not dates_differ(a, b)  # 晋升上将军衔仪式, 晋衔仪式
        if long.endswith(short) or (len(short) >= 4 and short in long and a.head == b.head):
            return not dates_differ(a, b)
        oa, ob = ORDINALS.findall(ka), ORDINALS.findall(kb)
        if oa and ob and (oa[-1] != ob[-1] or (len(oa) == len(ob) and oa != ob)):
            return False
        if a.heading != b.heading and {a.type, b.type} in ({"meeting", "study"}, {"study"}):
            return ctx.line(b.start if a.heading else a.start) in ctx.leads
        if a.heading != b.heading and a.head == b.head and len(a.head) > 2 and a.head not in ("分论坛", "全体会议"):
            return ctx.line(b.start if a.heading else a.start) in ctx.leads
        share = len(set(ka) & set(kb)) / len(set(short))
        if a.heading != b.heading and _told_in_lead(ctx, a, b) and (share >= 0.34 or len(short) <= 4):
            return not dates_differ(a, b)
        if a.type == b.type == "military" and _CALLED_AFTER.search(ka) and _CALLED_AFTER.search(kb) and share < 1:
            return False  # 麻岭暴动, 茅家岭暴动
        return a.heading != b.heading and (a.head == b.head or a.type == b.type == "military") and share >= 0.6
    if not near:
        return False
    if a.kind == b.kind == "verb" and a.type in PAIRED and ctx.chronicle and _of_entries(ctx, a, b):
        return False
    if a.kind == b.kind == "verb" and a.head in LEAVES and b.head in LEAVES and b.start - a.end < 120:
        return not b.date or not dates_differ(a, b)  # 决定：甲任书记；乙不再担任书记；丙不再担任…
    if one_act(ctx, a, b) or rite(a, b) or one_list(ctx, a, b):
        return True
    if a.kind == b.kind == "verb" and a.type == b.type == "signing" and _said_of_another(ctx, a, b):
        return False
    if b.rule == "events.shooting" and a.type == "disaster" and "枪" in a.head:
        s, e = ctx.sentence(b.start)  # 警方称，嫌疑人向警察开枪: of the one told
        return next((x for x, _, _ in ctx.places_from(s)), e) >= e and not dates_differ(a, b)
    if group(a.head) == group(b.head) == "对接":
        return not dates_differ(a, b)  # 飞船与组合体完成交会对接 in the lead, 12时10分成功对接 below
    if a.kind == b.kind == "verb" and a.type == "signing" and for_both(ctx, b) and not dates_differ(a, b):
        return True
    if a.kind == "verb" and b.kind == "verb":
        if a.head == b.head == "建交" and not places(ctx, b):
            return True  # 两国建交40周年。…建交40年来
        both = a.word is not None and a.word.mutual  # 交战: either may be named first
        if a.type == "military" and not both and _actor(ctx, a) != _actor(ctx, b) and _actor(ctx, a) and _actor(ctx, b):
            return False
        if expelled(ctx, a) & expelled(ctx, b) and {n for n, _, _ in a.people} & {n for n, _, _ in b.people}:
            return not dates_differ(a, b)  # 受到开除党籍处分 over 决定给予甲开除党籍处分
        if {a.head, b.head} == {"进驻", "入驻"} and all(
            "航天员" in ctx.text[slice(*ctx.sentence(t.start))] for t in (a, b)
        ):
            return True  # 航天员进驻空间站; 航天员入驻“天宫”
        if a.type == b.type == "publication" and a.heading != b.heading and _one_title(ctx, a, b):
            return not dates_differ(a, b)  # 《规范》发布 over …印发《规范（2026版）》
        if group(a.head) != group(b.head):
            return False
        if a.type == "publication" and _repealed(ctx, a) != _repealed(ctx, b):
            return False
        return _agree(ctx, a, b)
    return group(a.head) == group(b.head) and _agree(ctx, a, b)


def _part_of(one: str, two: str) -> bool:
    """Whether one name is one of the two that 暨 joins in the other."""
    long, short = (one, two) if len(one) >= len(two) else (two, one)
    return len(short) > 3 and any(part == short or part.endswith(short) for part in long.split("暨"))


_LEADS_TO = re.compile("(?:并|又|还)?(?:引发|诱发|造成|导致)了?")


def _said_of_another(ctx: Context, a: Trigger, b: Trigger) -> bool:
    """甲说，去年5月双方签署了备忘录。…会见后，签署协议: one is spoken of, with a day of its own; the other is told."""
    if not ctx.in_speech(a.start) or ctx.in_speech(b.start) or a.date is None:
        return False
    return object_of(ctx, a)[:4] != object_of(ctx, b)[:4]


_TITLE = re.compile("《([^《》（\n]{4,60})[^《》\n]{0,30}》")


def _of_others(ctx: Context, a: Trigger, b: Trigger) -> bool:
    """政治局召开会议, 政治局常委会会议: a bare meeting is held by one body, and the name of the other begins with another."""
    plain, long = (a, b) if a.name == a.head else (b, a)
    if plain.name != plain.head or long.name == long.head or not plain.created:
        return False
    whose = next((name for s, e, name in ctx.bodies_from(long.start) if s == long.start and e < long.end), None)
    holders = organizers_of(ctx, plain) if whose is not None else ()
    return bool(holders) and whose not in holders


def held_apart(ctx: Context, a: Trigger, b: Trigger) -> bool:
    """驻美国大使馆举行新春招待会。…驻智利大使馆举办新春招待会: each house holds its own."""
    if not (a.kind == b.kind == "noun" and a.created and b.created) or a.heading or b.heading:
        return False
    one, two = set(organizers_of(ctx, a)), set(organizers_of(ctx, b))
    return bool(one and two) and not one & two


def _one_more(ctx: Context, a: Trigger, b: Trigger) -> bool:
    """乙地也发生枪击事件 tells another one; so does 一起枪击案 under a headline of 多起."""
    later = max(a, b, key=lambda t: t.start)
    if _TOO.search(ctx.text, ctx.clause(later.start)[0], later.start):
        return True
    if "枪" in a.head and not (a.heading or b.heading):
        one, two = (places(ctx, t) or places(ctx, t, ctx.sentence(t.start)) for t in (a, b))
        if one and two and not one & two:
            return True  # 新奥尔良26日发生枪击事件。堪萨斯城近日发生枪击事件
    storms = [m[0] for t in (a, b) if (m := _CALLED.search(t.name))]
    if len(storms) == 2 and storms[0] != storms[1]:
        return True  # 台风“贝碧嘉”, 台风“普拉桑”
    return {"多" if "多起" in t.name[:4] else t.name[0] for t in (a, b) if "起" in t.name[:4]} == {"多", "一"}


def _one_title(ctx: Context, a: Trigger, b: Trigger) -> bool:
    """Whether the clauses of two tellings name the same document."""
    one, two = ({m[1] for m in _TITLE.finditer(ctx.text, *ctx.clause(t.start))} for t in (a, b))
    return bool(one & two)


def _told_in_lead(ctx: Context, a: Trigger, b: Trigger) -> bool:
    """The headline's occasion and the first that the lead tells, of one sort: 校庆大会, 建校100周年庆祝大会."""
    head, lead = (a, b) if a.heading else (b, a)
    line = ctx.line(lead.start)
    if line not in ctx.leads or lead.start - ctx.lines[line][0] > 160 or not lead.created:
        return False
    if head.type != lead.type and {head.type, lead.type} != {"meeting", "ceremony"}:
        return False
    if head.type not in ("meeting", "ceremony", "study", "signing", "congress"):
        return False
    ends = {part.removesuffix("议")[-1] for part in head.name.split("暨")} & {
        part.removesuffix("议")[-1] for part in lead.name.split("暨")
    }
    return bool(ends)


LEAVES = frozenset(("不再担任", "不再兼任"))


_ACTOR = re.compile(
    r"(?<![对向将])(?:也门(?=胡塞))?([俄乌以美伊黎叙印巴朝韩日也胡])(?:[一-鿿]{0,4}?(?:军|武装|空军|防空|方|部队|塞)"
    r"|(?:国|色列|朗|罗斯|克兰|巴嫩|利亚)?(?:和[一-鿿]{1,4}?)?(?:称，?|继续|再次|又|多次|此前)*(?:对|使用|打击|袭击|空袭|发动|$))"
)


_SAID = Cue("claims", r"[^，。；]{0,24}?(?:%s)(?![在对向用]|使用|再次)(?=[^，。；])")


def _actor(ctx: Context, t: Trigger) -> str:
    """Who strikes: the first character of the force named last before the verb (乌空军 → 乌)."""
    s = ctx.sentence(t.start)[0]
    c = ctx.clause(t.start)[0]
    said = _SAID.match(ctx.text, c, t.start)  # 美军称更多船只遭胡塞武装[袭击]
    found = (
        _ACTOR.findall(ctx.text[said.end() if said else c : t.start])
        or _ACTOR.findall(ctx.text[c : t.start])
        or _ACTOR.findall(ctx.text[s : t.start])
    )
    return found[0] if found else ""


def _of_entries(ctx: Context, a: Trigger, b: Trigger) -> bool:
    """Whether two tellings stand in entries of a chronicle that each open with a day of their own."""
    days = [
        next(iter(ctx.dates_in(s, min(e, s + 16))), None) for s, e in (ctx.lines[ctx.line(t.start)] for t in (a, b))
    ]
    one, two = days
    return one is not None and two is not None and one.start != two.start and one.edtf != two.edtf


def _short_for(long: str, short: str) -> bool:
    """纪念大会 for 纪念…胜利80周年大会: its characters in order, first and last word alike."""
    return len(short) >= 4 and long[:2] == short[:2] and long[-2:] == short[-2:] and _within(short, long)


def _within(short: str, long: str) -> bool:
    rest = iter(long)
    return all(c in rest for c in short)


_EACH = re.compile("分别|各自|分头")


#: 2016年|印发|的《…暂行办法》同时废止: the paper that ends
_REPEALED = re.compile(r"的《[^》\n]{2,60}》[^。；\n]{0,60}废止")


def _repealed(ctx: Context, t: Trigger) -> bool:
    return _REPEALED.match(ctx.text, t.end) is not None


def _agree(ctx: Context, a: Trigger, b: Trigger) -> bool:
    """Same people or, where only one side names any, nothing against it."""
    if dates_differ(a, b):
        return False
    pa, pb = {n for n, _, _ in a.people}, {n for n, _, _ in b.people}
    if b.date is not None and pb and pb < pa and a.start < b.start and _EACH.search(ctx.text, *ctx.clause(a.start)):
        return False  # 甲、乙、丙分别率队检查。9月27日，甲检查…: each his own
    if pa and pb and not pa & pb:
        return False
    if len(pa) > 1 and len(pb) > 1 and pa != pb:
        return len(pa & pb) >= min(len(pa), len(pb))
    if a.heading or b.heading:
        return True
    jubilee = any(JUBILEE.match(ctx.text, t.end) for t in (a, b))
    if a.type in ("establishment", "ceremony") and not jubilee and olden(ctx, a) != olden(ctx, b):
        return False
    before = [ctx.text[max(0, t.start - 3) : t.start] for t in (a, b)]
    if a.head == b.head and a.type == "establishment" and before[0] == before[1]:
        return True  # 报社创刊40周年, 报社创刊于1986年
    sa, sb = ctx.sentence(a.start), ctx.sentence(b.start)
    if not pa and not pb and sa != sb:
        if a.head == b.head and a.name != a.head:
            return a.name[-4:] == b.name[-4:]  # a frame holds its object
        if _told_again(ctx, a, b):
            return True
        ta, tb = object_of(ctx, a), object_of(ctx, b)
        return bool(ta and tb and ta[:4] == tb[:4])
    return True


def _told_again(ctx: Context, a: Trigger, b: Trigger) -> bool:
    """…大桥通车。随着…大桥通车, by the thing; 以军完成对…城的包围, 以军已经包围了…城, by the day and the place."""
    if a.type == b.type and a.type in ("establishment", "ceremony"):
        one, two = thing(ctx, a), thing(ctx, b)
        return min(len(one), len(two)) >= 4 and (one.endswith(two) or two.endswith(one))
    if a.head != b.head or a.type != "military" or a.date is None or b.date is None or a.word is None:
        return False
    who = {x for t in (a, b) if (x := _actor(ctx, t))}
    if a.word.act not in ("", a.head) or len(who) > 1 or a.date.edtf != b.date.edtf:
        return False
    return bool(places(ctx, a) & places(ctx, b))
