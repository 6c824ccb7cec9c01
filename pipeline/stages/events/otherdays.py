"""Date mentions that stand beside an event and belong to something else: to what it recalls, to the words about it, to a plan."""

from __future__ import annotations

import re

from pipeline.lexicon.events import Cue
from pipeline.stages.events.context import Context
from pipeline.stages.events.model import Date, Trigger

_EVE = re.compile(r"前夕|来临|临近|将至|即将到来|期间")
_WHERE_HELD = re.compile("(?:在[^，。；]{1,16})?(?:召开|举行|举办)")  # 2010年上半年在某地召开
_FRAME = re.compile(r"半年|季度|[0-9一二三四五六七八九十]个月|年来|年间|期间|前.{1,3}月")
#: 在“五一”国际劳动节来临之际: the feast is yet to come
_COMING = re.compile(r"[”’]?(?:国际)?(?:[一-鿿]{2,3}[节日])?(?:前夕|(?:即将)?(?:来临|到来)|临近|将至)")
_COUNTED_FROM = re.compile(r"起?(?:计算|算起|起算|执行|实施|施行|生效)|（?(?:出)?生[）于，]|入党|参加工作|入伍")
_NAMED_DAY = re.compile("(?:设立|确立|确定|命名|指定|定|设)为")
_OF_ITS = re.compile("[^，。；]{0,20}的")
_SET_UP = re.compile(
    r"[^，。；的]{0,10}?(?:成立|设立|组建|印发|出台|建成|竣工|制定|修订|颁布|施行|创办|创建|启程|出发|始发|起航)的(?=[^，。；])"
)
_SPOKEN_OF = re.compile("是|作为|(?:已|早已)?成为|申遗|习俗|民俗|档")
#: 展览将持续至明年11月14日: when it ends
_LASTS = re.compile("(?:持续|延续|展出|开放|进行)[至到]\\Z")
_REPORT_ON = re.compile("度?[^，。；《》]{0,24}?(?:报告|预算|决算|计划|草案|总结|状况|情况)")
_HEARD = re.compile("(?:审议|审查|听取|批准|通过|讨论|研究|关于)[^，。；]{0,36}$")
_OVER = re.compile(r"(?:假期|长假|小长假)?(?:刚刚?过|过后|刚结束)|(?:假期|长假|小长假)(?:结束|之后|后)")
#: a feast in the name of an occasion that is held about that time
_IN_NAME = re.compile(
    r"[”]?(?:国际)?(?:劳动)?(?:妇女节|劳动节|青年节)?(?:[0-9一二三四五六七八九十百]+周年|(?:暨|庆祝|纪念|表彰|表扬)[^，。；\n]{0,24}(?:大会|会议|仪式|典礼|座谈会|活动))"
)
#: on what day a paper was issued that is repealed now
_NO_LONGER = re.compile(r"[^。；\n]{0,16}?(?:印发|发布|公布|颁布|施行|实施|制定|出台)的?[^。；\n]{0,90}废止")
#: 春节招待会 is given for the feast, not on it
_PARTY = re.compile(
    r"(?:联欢|文艺|电影|慰问|电视)?(?:招待会|团拜会|茶话会|音乐会|联欢会|联欢活动|联谊活动|联谊会|演出)"
)
#: 与前来参加峰会的某某会见: the day is the meeting's, not the summit's
_ATTENDED = re.compile(r"(?:参加|出席)[^，。；、]{0,30}$")
_GUEST = re.compile(r"(?:[与同和]|会见|会晤|接见|欢迎|前来|来华|来访|应邀|赴[一-鿿]{1,4})[^，。；]{0,12}?(?:参加|出席)")
#: 发言人说，此次选举…: the day is that of the words
_THIS = re.compile(r"(?:此次|这次|本次|该|这场|本届)$")
#: 目前，我国已同180多个国家建交: how things stand
_BY_NOW = Cue("by_now", "(?:%s|近?[一二三四五六七八九十]+几?年来)，[^。；！？“”]{0,40}已")
_STORM = re.compile("第[0-9一二三四五六七八九十]{1,3}号")
#: how far into a sentence what frames all of it may begin
_HEAD = 6
_WISHES = re.compile("祝贺|恭贺|(?<![一-鿿])贺(?!电|信)")
_WIRED = re.compile("致(?:贺)?[电函信]|贺电|贺函|贺信|表示祝贺")


def congratulated(ctx: Context, t: Trigger, found: Date | None) -> bool:
    """5日致电甲，祝贺他当选总统; 5日向当选总统甲致贺电: the day is that of the telegram."""
    c0, c1 = ctx.clause(t.start)
    wish = _WISHES.search(ctx.text, c0, t.start)
    if wish is not None:
        return found is None or found.end <= wish.start()
    return _WIRED.search(ctx.text, t.end, c1) is not None and ctx.text[t.start - 1 : t.start] in "向给"


def of_title(ctx: Context, d: Date) -> bool:
    """Whether a date stands in the title of a work."""
    low = max(ctx.lines[ctx.line(d.start)][0], d.start - 60)
    return ctx.text.rfind("《", low, d.start) > ctx.text.rfind("》", low, d.start)


def of_another(ctx: Context, t: Trigger, d: Date) -> bool:
    """对2021年7月成立的小组作调整 tells when the group was set up; of “清网·2026”行动 the year is the name's."""
    if t.kind != "verb":
        return False
    if len(d.edtf) == 4 and ctx.masked[d.start] == "□" and ctx.quoted[d.start] == "□":
        return True
    if of_title(ctx, d) and ctx.text.find("》", d.end, t.start) > 0:
        return True  # 《某碑（1409年2月15日）》|列入名录
    if ctx.text[d.start - 1 : d.start] in ("把", "将") and _NAMED_DAY.match(ctx.text, d.end):
        return True  # 将6月10日|设立为文明对话国际日
    if ctx.text[d.start - 1 : d.start] in ("对", "把", "将") and _OF_ITS.match(ctx.text, d.end, t.start):
        return True  # 对1959年受处分的干部进行甄别，甲恢复名誉
    before = _SET_UP.match(ctx.text, d.end, t.start) if d.end < t.start else None
    return before is not None and before.end() < t.start


#: on what day something is made known that is still to come: 4月16日宣布，甲|将|访问…
_MADE_KNOWN = re.compile(
    "，?[^，。；\\n]{0,12}?(?:宣布|公布|透露|证实|通报|称|表示|说|发布[^，。；]{0,6}(?:消息|公告|通知)称?)[，：]?"
)
_TO_COME = re.compile("(?<![主名小上中少大决])(?<!决定)将(?![军士领帅原])[^，。；]{0,16}$")


def made_known(ctx: Context, t: Trigger, d: Date) -> bool:
    """外交部4月16日宣布，甲将访问某国: the day of the announcement is not that of the visit."""
    m = _MADE_KNOWN.match(ctx.text, d.end, t.start) if d.end < t.start else None
    return m is not None and t.kind == "verb" and _TO_COME.search(ctx.text, m.end(), t.start) is not None


def of_words(ctx: Context, t: Trigger, d: Date) -> bool:
    """发言人今天说，此次选举…: the day is that of the words, not of what they are about."""
    if t.kind == "noun" or not ctx.in_speech(t.start) or ctx.in_speech(d.start):
        return False
    return _THIS.search(ctx.text, ctx.clause(t.start)[0], t.start) is not None


def of_guests(ctx: Context, t: Trigger, c0: int) -> bool:
    """与前来参加峰会的总统马丁会见: an occasion by which a guest is described has not the day of the clause."""
    if ctx.in_speech(t.start) and ctx.text.endswith(("来华出席", "来华参加"), 0, t.start):
        return True  # 甲指出，总书记乙来华出席…活动: thanked for it elsewhere
    if ctx.text[t.end : t.end + 1] != "的" or not (m := _ATTENDED.search(ctx.text, c0, t.start)):
        return False
    return bool(_GUEST.search(ctx.text, max(c0, m.start() - 14), t.start))


def counted_to(ctx: Context, d: Date) -> bool:
    """截至8日15时，已造成10人死亡: the hour of a count, on which nothing else need have happened."""
    return ctx.text.endswith(("截至", "截止", "截止到", "截至到"), max(0, d.start - 3), d.start)


def counted_day(ctx: Context, d: Date) -> Date:
    """The day of a count, for what goes on beside it: 截至8日15时，已造成10人死亡。总书记作出指示."""
    point = "/" not in d.edtf and counted_to(ctx, d)
    return Date(d.start, d.end, d.edtf[:10], d.kind, d.at) if point else d


def framed(ctx: Context, t: Trigger) -> bool:
    """“十四五”时期，国家启动…行动; 党的十八大以来，…: told of some years, and not of the day of the text."""
    s, _ = ctx.sentence(t.start)
    return _BY_NOW.match(ctx.text, s, t.start) is not None or any(
        d.end < t.start
        and ctx.text[d.end : d.end + 1] in "，来"
        and (len(d.edtf) == 9 or (d.edtf.endswith("/..") and d.edtf[:4] < (ctx.published or "")[:4]))
        for d in ctx.dates_in(s, t.start)
        if d.start - s <= _HEAD
    )


#: what opens a list of cases: 现将3起典型案例通报如下：
_CASES = re.compile(r"(?:典型(?:问题|案例|案件)|案例|通报|曝光)[^\n]{0,40}[：:][ \u3000]*\Z")
_CASES_REACH = 15


def of_cases(ctx: Context, t: Trigger) -> bool:
    """现将典型案例通报如下：⏎某局局长受到警告处分: one of the cases of a notice, none of which is of the notice's own day."""
    line = ctx.line(t.start)
    above = (ctx.lines[n] for n in range(line - 1, max(-1, line - _CASES_REACH), -1))
    return any(_CASES.search(ctx.text, s, e) for s, e in above)


def background(ctx: Context, d: Date) -> bool:
    """Dates that frame a thought rather than place an event: plan periods, dynasties, 十八大以来, 45周年, 自…起施行."""
    if d.edtf.startswith("-") or d.edtf[:1] == "0":
        return True
    if d.feast and (ctx.masked[d.start] == "□" or "讲话" in ctx.text[d.end : d.end + 6]):
        return True
    if d.feast and ctx.published and d.edtf[:7] == ctx.published[:7] and _EVE.match(ctx.text, d.end):
        return True
    to_come = d.feast and ctx.published and d.edtf > ctx.published
    if to_come and (_COMING.match(ctx.text, d.end) or ctx.text.endswith("前夕", d.start, d.end)):
        return True
    if d.feast and _IN_NAME.match(ctx.text, d.end):
        return True  # 纪念“三八”国际劳动妇女节|98周年大会
    if _NO_LONGER.match(ctx.text, d.end):
        return True  # 2016年5月8日|印发的《…》同时废止
    if _SPOKEN_OF.match(ctx.text, d.end) and not re.search("[0-9今昨日天]", ctx.text[d.start : d.end]):
        return True  # 春节是我国的传统节日
    if (
        len(d.edtf) == 4
        and _REPORT_ON.match(ctx.text, d.end)
        and _HEARD.search(ctx.text, max(0, d.start - 40), d.start)
    ):
        return True  # 审议县政府关于|2023年|度环境状况的报告
    if _LASTS.search(ctx.text, max(0, d.start - 6), d.start) or _OVER.match(ctx.text, d.end):
        return True  # 展览将持续至|明年11月; 春节假期刚过
    if _PARTY.match(ctx.text, d.end) and not re.search(r"[0-9]", ctx.text[d.start : d.end]):
        return True
    frames = d.kind == "period" and _FRAME.search(ctx.text[d.start : d.end]) is not None
    if frames and not _WHERE_HELD.match(ctx.text, d.end):
        return True
    if ".." in d.edtf or (d.kind == "period" and len(d.edtf) == 9):
        return True
    if ctx.masked[d.start] == "□" and not ctx.text[d.start].isdigit():
        return True  # “九·一八”历史博物馆
    if ctx.text.startswith(("发布", "刊"), d.end):
        return ctx.line(d.start) not in ctx.leads and ctx.lines[ctx.line(d.start)][1] - d.end < 12
    if _COUNTED_FROM.match(ctx.text, d.end):
        return True
    if ctx.text.startswith(("到期", "届满", "期满"), d.end):
        return True  # 原定11月底|到期的减产措施
    if len(d.edtf) == 4 and _STORM.match(ctx.text, d.end):
        return True  # 今年|第14号台风: its number
    return bool(re.match(r"周年|以来|之?前(?![往来去夕后])|起施行|规划", ctx.text[d.end : d.end + 4]))


def turns_to(ctx: Context, d: Date, c0: int) -> bool:
    """同年4月编入…，1930年在…战斗中阵亡: a year at the head of a clause, told on from there."""
    return d.start - c0 <= 1 and len(d.edtf) == 4 and ctx.text[d.end : d.end + 1] in tuple("在被于任当获随率参入因")


#: what a year at the head of a clause is only a part of (2023年度报告, 2024年的工作)
_PART_OF_NAME = re.compile("度|[的级届款版]|工作|前|以")
_TOLD_BY_YEAR = frozenset(("establishment", "ceremony", "personnel", "military", "award", "other", "publication"))


def own_year(ctx: Context, t: Trigger, d: Date, before: list[Date], c0: int) -> bool:
    """1938年3月，学校内迁，1942年更名…: a later year at the head of the verb's own clause is that of what it tells."""
    if t.kind != "verb" or t.type not in _TOLD_BY_YEAR or len(d.edtf) != 4 or d.start - c0 > 1:
        return False
    if _PART_OF_NAME.match(ctx.text, d.end):
        return False
    return all(x.edtf[:4] < d.edtf for x in before if x is not d)


#: 会见后，双方签署协议: on the day of what the lines before told
_AFTER_IT = re.compile("(?:会见|会谈|座谈会?|仪式|考察|调研|会)(?:结束)?后，")
_BACK = 2


def of_its_meeting(ctx: Context, s: int) -> bool:
    """Whether a sentence tells what followed a meeting: 会见后，…"""
    return _AFTER_IT.match(ctx.text, s) is not None


def day_above(ctx: Context, s: int) -> Date | None:
    """The day with which one of the lines just above, of the same section, opens."""
    line = ctx.line(s)
    first = max(0, line - _BACK)
    if ctx.sections[first] != ctx.sections[line]:
        return None
    days = [d for d in ctx.dates_in(ctx.lines[first][0], s) if len(d.edtf) == 10 and not background(ctx, d)]
    return next((d for d in reversed(days) if d.start - ctx.lines[ctx.line(d.start)][0] <= 1), None)


#: how long a day is written in EDTF
_A_DAY = 10
_HOME = re.compile(r"(?:晚|上午|下午|凌晨)?(?:回国|返回|返抵|归国|归来|回到|返程|结束访问)")


def until_home(ctx: Context, left: Date) -> str:
    """5月10日…赴日本访问，27日回国: from the day on which they left to that on which they are home."""
    if len(left.edtf) != _A_DAY:
        return left.edtf
    for d in ctx.dates_in(left.end, ctx.sentence(left.start)[1]):
        if len(d.edtf) == _A_DAY and d.edtf > left.edtf and _HOME.match(ctx.text, d.end):
            return f"{left.edtf}/{d.edtf}"
    return left.edtf
