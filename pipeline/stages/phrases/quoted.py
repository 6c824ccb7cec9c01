"""Coined formulas in quotation marks: told from an author's own rhetoric by their form and by what stands around them.

“四主一最一中心” and “三项机制” are phrases by form; 实施“苏州制造”… 行动, 按照“…”要求 by what introduces or follows them. Idioms,
lines of the classics, whole quoted sentences, names of ships, prizes and exhibitions are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain

from schemas.layers import PhraseCategory

_QUOTE = re.compile(r"“([^“”\n]{2,72})”")
_INNER = re.compile(r"‘([^‘’“”\n]{2,40})’")
_SERIES = re.compile(r"[、，和与及以]{0,2}")
_LIMBS = re.compile(r"[、，；·\s]+")

_N = "一二两三四五六七八九十百千万双"
_MULTI = re.compile(
    rf"(?:[{_N}][^{_N}，。、\s]{{1,6}}){{2,5}}|[{_N}][^{_N}，。\s]{{1,5}}(?:[、，][{_N}][^{_N}，。\s]{{1,6}})+"
)
_SINGLE = re.compile(
    r"[二两三四五六七八九十双][^一二两三四五六七八九十百千万年月日时分秒级号届期天岁周成米元块斤吨辆人名岛国·、，]"
    r"[^0-9A-Za-z年、，。]{0,8}"
)
_DIGITS = re.compile(r"\d{1,3}(?:\+[\dNnXx]{1,3})+")
_ONLY_NUMERALS = re.compile(r"[〇零一二两三四五六七八九十百千万\d·.+]+")
_PLUS = re.compile(r"[\u4e00-\u9fff]{2,10}(?:\+[\u4e00-\u9fff]{2,10})+")
_PLAN_AFTER = re.compile(
    r"[\u4e00-\u9fff]{2,10}?(?:[三五]年行动计划|[三五]年行动方案|行动计划|行动方案|(?:百日)?攻坚行动|提升行动)"
)
_OCCASION = re.compile(r"纪念|招聘|庆祝|演出|展览|展示|展演|巡演|比赛|竞赛|文艺|系列")
_THEME_BEFORE = re.compile(r"(?:以|围绕|主题[是为]|题为|为题)$")
_THEME_AFTER = re.compile(r"为?(?:这一)?(?:永久)?(?:主题|题|关键词|主线的晚会)|[。，]")
_OWN_HEAD = re.compile(r"(?:三年行动|专项行动|行动|工程|计划|战略|主题教育|[建促提攻发落][\u4e00-\u9fff]年|活动)$")
_OWN_VERB = re.compile(
    r"(?:构建|打造|建设|争创|争当|争做|立足|推进|推动|加快|服务|融入|实施|守护|擦亮|决战|决胜|勇当|奋战|建成)"
)
_EVENTS = frozenset({"两会", "全国两会", "一大", "二大", "三大战役", "两报一刊", "一二·九", "一·二八"})
_PERIOD = re.compile(r"[一二三四五六七八九十]{1,2}五")

#: what the policy that a quoted name stands for is called after it
_HEAD = (
    "主题教育|学习教育|专题教育|实践活动|教育活动|专项行动|专项整治|专项治理|三年行动|行动计划|攻坚行动|提升行动|"
    "战略|工程|行动|计划|活动|要求|目标|理念|格局|机制|作风|方针|原则|政策|精神|号召|定位|布局|改革|倡议|责任|思路|思想|"
    "任务|路径|发展主线|主线|发展路子|路子|发展之路|硬措施|议案|规划|部署|制度|蓝图|总要求|战役|攻坚战|建设|方略|方略|路线|导向|根本要求|方法论|重大要求|殷切期望|嘱托|体系"
)
_AFTER = re.compile(rf"(?:的)?([\u4e00-\u9fff]{{0,6}}?)({_HEAD})")
_NAMED_AFTER = re.compile(
    r"(?:等?[\u4e00-\u9fff]{0,4}?)(?:号|奖|勋章|杯|赛|展|论坛|峰会|航母|导弹|台风|飓风|热带风暴|组织|集团|公司|卫星|飞船|节|剧|片|书|"
    r"报|网|平台|品牌|栏目|热线|超市|基地|小镇|牌|先锋|模范|称号|荣誉|标兵|小组|服务队|工作室|联队|战机|坦克|重要讲话|讲话|"
    r"会议|事变|事件|惨案|惨剧|运动会|黄金周|假期|小长假|期间|前后|经济带|字样|一词|二字|之称|美誉|字)"
)
#: the same with 的 between: honours and sayings only (“…”的样板城市 names nothing)
_NAMED_OF = re.compile(r"的(?:[\u4e00-\u9fff]{0,4}?)(?:奖|勋章|称号|荣誉|标兵|美誉|之称|讲话|字样|演讲|名号|说法|故事)")
#: what a town paints with its formula: 共绘“…、…”新画卷, 打造“…、…”的样板
_WORK_AFTER = re.compile(
    r"的?[\u4e00-\u9fff]{0,8}?(?:画卷|图景|篇章|新篇|答卷|样板|典范|标杆|局面|名片|形象|品牌|品格|风貌|气象)"
)
_WORK_BEFORE = re.compile(r"(?:绘|绘就|描绘|书写|谱写|续写|绘好|展现|呈现|擦亮|打响|创造|塑造|打造|树立|建成|建设)$")
_BY_NAME = re.compile(
    r"(?:人称|外号|绰号|诨号|诨名|号称|尊称|自称|戏称|昵称|小名|笔名|艺名|名叫|叫做|誉为|称他|称她|[为称]其)[为是叫作]?$"
)
_BEFORE = re.compile(
    r"(?:提出|坚持|贯彻|落实|践行|弘扬|实施|推进|推动|按照|围绕|打造|建设|开展|构建|聚焦|做到|树立|牢记|把握|响应|"
    r"实现|深化|完善|立足|谋划|争创|强化|统筹|紧扣|抓好|抓牢|抢抓|做好|确保|遵循|秉持|牢固树立|发扬|健全|建立|形成|"
    r"投身|瞄准|锚定|奋力|接受|启动|达到|创建|完成|履行|秉承|恪守|聚力|全力|推行|推广|执行|加快|加强|落实好|把牢|"
    r"扛起|助力|致力于|服务|融入|部署|布局|擦亮|唱响|叫响|喊响|争当|当好|领会|围绕|创新|探索|首创|采取|运用|奉行|倡导|"
    r"概括为|归纳为|称为|为了|通过|以|把|将|对|在|和|与|的|是|了|成)[\u4e00-\u9fff]{0,3}$"
)
_STRONG = re.compile(
    r"(?:提出|坚持|贯彻|落实|践行|弘扬|实施|推进|推动|按照|打造|构建|聚焦|做到|树立|牢记|响应|投身|深化|立足|紧扣|抢抓|抓牢|"
    r"秉持|锚定|推行|统筹|建设|开展|接受|扛起|围绕|牢牢把握|遵循|奉行|倡导|把牢|争创|实现)(?:了|好|起|着|以|用|的)?$"
    r"|(?:[做办走打抓用讲守唱建管答写念]好|做实|做强|做优|走实|抓实)$"
)
_SPEECH = re.compile(
    r"(?:说|道|指出|强调|表示|写道|提出|要求|告诫|表白|认为|问|答|称|坦言|感慨|写着|讲道|寄语|勉励)[，：]?$"
)
_SENTENCE = re.compile(
    r"[。！？…：]|(?:我们|你们|他们|她们|大家|咱|吗|呢|吧|啊|嘛|这|那|就像|因为|所以|如果|但是|不过|而是|不是)"
)
_PROPER = re.compile(r"[A-Za-z]{2,}|[A-Za-z]\d|\d[A-Za-z]|\d{5,}|^\d{4}$|[·—].*[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Find:
    """A phrase found by its form: where, of which category, how sure, by which rule."""

    start: int
    end: int
    category: PhraseCategory
    confidence: float
    rule: str


def limbs(q: str) -> list[str]:
    """The limbs of a formula: 察民情、听民声、汇民智 → three."""
    return [x for x in _LIMBS.split(q) if x]


def parallel(parts: list[str]) -> bool:
    """True for two or more limbs of the same length (within one character for long ones)."""
    if len(parts) < 2:
        return False
    sizes = [len(p) for p in parts]
    return max(sizes) - min(sizes) <= (0 if max(sizes) < 5 else 2) and min(sizes) >= 2


def is_numeric(q: str) -> bool:
    """True for formulas of numeral and head: 三个全方位, 两在两同, 四主一最一中心, 1+3+3; not for dates (九一八, 十四五)."""
    if _ONLY_NUMERALS.fullmatch(q) and not _DIGITS.fullmatch(q):
        return False
    if _PERIOD.match(q):
        return False
    if q.endswith(("式", "选一", "分之一", "号")):
        return False
    return bool(_MULTI.fullmatch(q) or _SINGLE.fullmatch(q) or _DIGITS.fullmatch(q))


def category(q: str, head: str) -> PhraseCategory:
    """The kind of policy from the form of the words and the noun that follows them."""
    if is_numeric(q) and len(limbs(q)) == 1:
        return "numeric"
    if re.search(r"计划|规划|工程|蓝图|三年行动", head):
        return "plan"
    if re.search(r"行动|活动|教育|整治|治理|攻坚|战役", head):
        return "campaign"
    if re.search(r"战略|格局|改革|布局|定位|方略", head):
        return "strategy"
    if re.search(r"要求|原则|方针|制度|机制|责任|任务|作风", head):
        return "requirement"
    return "slogan"


def series(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int, str, str]]:
    """Quotations as (start, end, what stands before, what after); members of a series share both (“甲”“乙”“丙”)."""
    found = list(pattern.finditer(text))
    i = 0
    while i < len(found):
        j = i
        while j + 1 < len(found) and _SERIES.fullmatch(text, found[j].end(), found[j + 1].start()):
            j += 1
        first, last = found[i], found[j]
        before = text[max(0, first.start() - 10) : first.start()]
        after = text[last.end() : last.end() + 16]
        for m in found[i : j + 1]:
            yield m.start() + 1, m.end() - 1, before, after
        i = j + 1


def discover(text: str, idioms: frozenset[str]) -> Iterator[Find]:
    """The quoted formulas of a text that look like policy, each with a confidence."""
    for start, end, before, after in chain(series(text, _QUOTE), series(text, _INNER)):
        q = text[start:end]
        if (
            q in idioms
            or _PROPER.search(q)
            or (_ONLY_NUMERALS.fullmatch(q) and not _DIGITS.fullmatch(q))
            or q in _EVENTS
        ):
            continue
        plan = _PLAN_AFTER.match(after)
        if plan:  # “苏州制造”品牌建设三年行动计划: the quoted word only names what the plan is for
            yield Find(start - 1, end + 1 + plan.end(), "plan", 0.7, "quoted_plan")
            continue
        follows = _AFTER.match(after)
        if _BY_NAME.search(before):
            continue  # 人称“双枪李大姐”
        if _THEME_BEFORE.search(before) and _THEME_AFTER.match(after):
            continue  # 以“…”为主题: what an event is about
        if follows and _OCCASION.search(follows[1]):
            continue  # “灾难日”纪念活动, “金融行业”专场招聘活动: an event's theme
        head = follows[2] if follows else ""
        parts = limbs(q)
        score = _score(q, parts, before, after, bool(follows))
        if score >= 0.5:
            rule = "numeric" if is_numeric(q) else "quoted_head" if follows else "quoted"
            yield Find(start, end, category(q, head), score, rule)


def _score(q: str, parts: list[str], before: str, after: str, head: bool) -> float:
    numeric, even = is_numeric(q), parallel(parts)
    said = bool(_SPEECH.search(before))
    named = _NAMED_OF.match(after) if after[:1] == "的" else _NAMED_AFTER.match(after)
    if re.search(r"\d", q) and _DIGITS.fullmatch(q) is None and len(q) > 12 and not head:
        return 0.3
    if numeric:
        return 0.4 if named and not head else 0.9
    if _DIGITS.search(q):
        return 0.4
    long = len(q) > 40
    if (said or _SENTENCE.search(q)) and not head:
        return 0.3
    if named and not head:
        return 0.3
    score = 0.0
    if head:
        score = 0.75 if len(q) >= 3 else 0.6
    elif even and _WORK_BEFORE.search(before) and _WORK_AFTER.match(after):
        score = 0.6
    elif (_OWN_HEAD.search(q) and len(q) >= (4 if q.endswith("行动") else 5) and not said) or (
        _OWN_VERB.match(q) and len(q) >= 5 and not said
    ):
        score = 0.65
    elif _STRONG.search(before):
        score = 0.7 if len(q) >= 4 else 0.45
    elif _BEFORE.search(before) and len(q) >= 4:
        score = 0.5 if len(parts) > 1 or _PLUS.fullmatch(q) else 0.4
    if head and q[0] == "要" and len(q) > 10 and "要求" not in after[:6]:
        return 0.3
    even = even and min(map(len, parts)) >= 3
    if even and len(parts) >= 3 and len(q) >= 8:
        score = max(score, 0.6) + 0.1
    elif even and len(q) >= 8 and score >= 0.4:
        score += 0.15
    elif _PLUS.fullmatch(q):
        score = max(score, 0.6)
    return score - (0.3 if long and not head else 0.0)
