"""Coined formulas in quotation marks: told from an author's own rhetoric by their form and by what stands around them.

“四主一最一中心” and “三项机制” are phrases by form; 实施“苏州制造”… 行动, 按照“…”要求 by what introduces or follows them. Idioms,
lines of the classics, whole quoted sentences, names of ships, prizes and exhibitions are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import chain

from pipeline.lexicon import phrase_cues as cues
from pipeline.lexicon.phrases import Quotation
from schemas.layers import PhraseCategory, PhraseReason

_QUOTE = re.compile(r"“([^“”\n]{2,72})”")
_INNER = re.compile(r"‘([^‘’“”\n]{2,40})’")
_SERIES = re.compile(r"[、和与及以]{0,2}")
_LIMBS = re.compile(r"[、，,；·\s]+")

_N = "一二两三四五六七八九十百千万双"
_UNITS = cues.chars("measure-char")
_MULTI = re.compile(
    rf"(?:[{_N}][^{_N}，。、\s]{{1,6}}){{2,5}}|[{_N}][^{_N}，。、\s]{{1,4}}多[^{_N}，。、\s]{{2,4}}|[{_N}][^{_N}，。\s]{{1,5}}(?:[、，][{_N}][^{_N}，。\s]{{1,6}})+"
)
_SINGLE = re.compile(
    rf"[二两三四五六七八九十双][^一二两三四五六七八九十百千万{_UNITS}][^0-9A-Za-z年、，。]{{0,8}}|[两三]个一[百千]年"
)
_DIGITS = re.compile(r"\d{1,3}(?:\+[\dNnXx]{1,3})+")
_ONLY_NUMERALS = re.compile(r"[〇零一二两三四五六七八九十百千万\d·.+]+")
_PLUS = re.compile(r"[\u4e00-\u9fff]{2,10}(?:\+[\u4e00-\u9fff]{2,10})+")
_PLAN_AFTER = re.compile(rf"[\u4e00-\u9fff]{{2,10}}?{cues.one_of('plan-tail')}")
#: “留白增绿”三年行动方案: nothing but the head, so the quoted words are the name
_PLAN_ONLY = re.compile(cues.one_of("plan-tail"))
_OCCASION = re.compile(cues.one_of("occasion"))
_FESTIVE = re.compile(cues.one_of("festive"))
_THEME_BEFORE = re.compile(rf"{cues.one_of('theme-before')}$")
_THEME_AFTER = re.compile(rf"为?(?:这一)?(?:永久)?{cues.one_of('theme-after')}|[。，]")
_MEETING_AFTER = re.compile(rf"[\u4e00-\u9fff]{{0,6}}?{cues.one_of('meeting-named')}")
#: 听取关于“…”“…”等调研情况的报告: titles and clauses told one by one
_TOPIC_AFTER = re.compile(rf"等?[\u4e00-\u9fff]{{0,4}}?{cues.one_of('topic-named')}")
#: “诚信”“共享”“绿色”等主题: what parts of a show are called
_PART_AFTER = re.compile(rf"等[\u4e00-\u9fff]{{0,2}}?{cues.one_of('part-of-show')}(?!教育|实践|活动|党日)")
#: the “2+2” talks: so many ministers at a table
_TALKS_AFTER = re.compile(rf"[\u4e00-\u9fff]{{0,6}}?{cues.one_of('talks')}")
#: “十九连丰”, “双下降”: what the figures did
_FIGURES = re.compile(rf"[{_N}]+个?{cues.one_of('figures-did')}|一箭[{_N}]+星")
#: “指尖上的团课”, “家门口的学堂”: where something is, for what it is
_IMAGE = re.compile(r"[\u4e00-\u9fff]{1,4}(?:[上里间中]|门口|身边)的[\u4e00-\u9fff]{2,5}")
_GLOSS = re.compile(rf"{cues.one_of('gloss')}[，：]?$")
#: a head that names a policy also with 的 between (“…”的要求); others (“土豆院士”的目标) need to be introduced
_HEAD_OF = re.compile(rf"的[\u4e00-\u9fff]{{0,6}}?{cues.one_of('head-of')}")
_PLUS_FIRST = re.compile(rf"{cues.one_of('plus-first')}\+")
_COUNTED = re.compile(rf"[{_N}]{cues.one_of('counted')}")
_OWN_HEAD = re.compile(rf"{cues.one_of('own-head')}$")
_OWN_VERB = re.compile(cues.one_of("own-verb"))
#: 实现全省“县县通高速”: where a policy holds, between its verb and its name
_WHOLE = re.compile(rf"{cues.one_of('whole')}$")
_PERIOD = re.compile(r"[一二三四五六七八九十]{1,2}五")

#: what the policy that a quoted name stands for is called after it (no head: 在“…”中汲取思想养分)
_NO_HEAD = "(?![力者家员队费款]|人士|人员)"
_NO_LEAD = "(?!中(?![长期小国央华])|[里上])"
#: what stands between a name and its head; no verb, as in “出海”开展商务活动, “南水”已由原来规划的…
_GAP = rf"((?:(?!的|{cues.one_of('not-before-head')})[\u4e00-\u9fff]){{0,6}}?)"
_AFTER = re.compile(rf"(?:的)?{_NO_LEAD}{_GAP}({cues.one_of('head')}){_NO_HEAD}")
_DIGITS_AND_X = re.compile(r"\d{2,4}[XN]")
_HEAD_NEXT = re.compile(cues.one_of("head"))
_AFTER_WEAK = re.compile(rf"(?:的)?{_NO_LEAD}{_GAP}({cues.one_of('head', 'head-weak')}){_NO_HEAD}")
_THING_AFTER = re.compile(rf"[\u4e00-\u9fff]{{0,2}}{cues.one_of('thing-named')}")
_NAMED_BEFORE = re.compile(rf"{cues.one_of('named-before')}$")
_OWN_NAME = re.compile(rf"{cues.one_of('own-name')}$")
_NAMED_AFTER = re.compile(rf"(?:等?[\u4e00-\u9fff]{{0,4}}?){cues.one_of('named', 'brand')}")
#: the same with 的 between: honours and sayings only (“…”的样板城市 names nothing)
_NAMED_OF = re.compile(rf"的(?:[\u4e00-\u9fff]{{0,4}}?){cues.one_of('honour')}")
_BRAND = re.compile(rf"[\u4e00-\u9fff]{{0,4}}?{cues.one_of('brand')}")
#: what a town paints with its formula: 共绘“…、…”新画卷, 打造“…、…”的样板
_WORK_AFTER = re.compile(rf"的?[\u4e00-\u9fff]{{0,8}}?{cues.one_of('work')}")
#: “先生产、后生活”是当时的口号
_IS = re.compile(rf"[，]?(?:就是|正是|成为|是)[\u4e00-\u9fff]{{0,6}}?{cues.one_of('head')}(?=[，。；、”])")
#: quoted words that say something, and do not name it
_CLAUSE = re.compile(cues.one_of("clause"))
_PREDICATE = re.compile(cues.one_of("predicate"))
#: the nouns that tell the kind of what is quoted before them
_KINDS: tuple[tuple[PhraseCategory, frozenset[str]], ...] = (
    ("plan", cues.words("category-plan")),
    ("campaign", cues.words("category-campaign")),
    ("strategy", cues.words("category-strategy")),
    ("requirement", cues.words("category-requirement")),
)
#: the nouns that end a name and tell its kind
_OWN_KINDS: tuple[tuple[PhraseCategory, tuple[str, ...]], ...] = (
    ("plan", tuple(cues.words("ends-plan"))),
    ("campaign", tuple(cues.words("ends-campaign"))),
)
_WORK_BEFORE = re.compile(rf"{cues.one_of('work-verb')}$")
_GOAL_IMAGE = re.compile(rf"{cues.one_of('goal-image')}$")
#: 恢复“三性”，即…、…、…: its members are told at once
_TOLD_NEXT = re.compile("，?(?:即|就是|包括)|（[^（）、]{1,12}、")
#: what limbs of one character name: “庸、懒、散”等问题
_VICES = re.compile(r"等?[\u4e00-\u9fff]{0,5}?(?:问题|现象|作风|顽疾|行为)")
#: 打造现代化“最美窗口”; a noun is 作风建设 before “金色名片”
_GOAL_BEFORE = re.compile(
    rf"(?:(?!建设){cues.one_of('goal-verb')}[\u4e00-\u9fff]{{0,8}}|建设(?:(?!的)[\u4e00-\u9fff]){{1,8}})(?<!的)$"
)
_BY_NAME = re.compile(rf"{cues.one_of('by-name')}[为是叫作]?$")
_BEFORE = re.compile(rf"{cues.one_of('introduces')}[\u4e00-\u9fff]{{0,3}}$")
_STRONG = re.compile(rf"{cues.one_of('introduces-strongly')}(?:了|好|起|着|以|用)?$|{cues.one_of('done-well')}$")
_SPEECH = re.compile(rf"{cues.one_of('speech')}[，：]?$")
_SENTENCE = re.compile(rf"[。！？…：]|{cues.one_of('sentence')}")
_PROPER = re.compile(r"[A-Za-z]{2,}|[A-Za-z]\d|\d[A-Za-z]|\d{5,}|^\d{4}$|[·—].*[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Find:
    """A phrase found by its form: where, of which category, how sure, by which rule."""

    start: int
    end: int
    category: PhraseCategory
    confidence: float
    rule: str
    canonical: str | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """Words that look like a phrase and are none, with the reason."""

    start: int
    end: int
    reason: PhraseReason


def limbs(q: str) -> list[str]:
    """The limbs of a formula: 察民情、听民声、汇民智 → three."""
    return [x for x in _LIMBS.split(q) if x]


def parallel(parts: list[str]) -> bool:
    """True for two or more limbs of the same length (within one character for long ones)."""
    if len(parts) < 2:
        return False
    sizes = [len(p) for p in parts]
    return max(sizes) - min(sizes) <= (0 if max(sizes) < 5 else 2) and min(sizes) >= 2


def said(q: str) -> bool:
    """Whether quoted words say something of what they name: “…理念已经成为…的共识”."""
    return bool(_PREDICATE.search(q))


def is_numeric(q: str) -> bool:
    """True for formulas of numeral and head: 三个全方位, 两在两同, 四主一最一中心, 1+3+3; not for dates (九一八, 十四五)."""
    if _ONLY_NUMERALS.fullmatch(q) and not _DIGITS.fullmatch(q):
        return False
    if _PERIOD.match(q):
        return False
    if "—" in q or q.endswith(("式", "选一", "分之一", "号")):
        return False
    return bool(_MULTI.fullmatch(q) or _SINGLE.fullmatch(q) or _DIGITS.fullmatch(q))


def category(q: str, head: str) -> PhraseCategory:
    """The kind of policy from the form of the words and the noun that follows them."""
    if is_numeric(q) and len(limbs(q)) == 1:
        return "numeric"
    if (own := own_kind(head) or own_kind(q)) is not None:
        return own
    return next((kind for kind, words in _KINDS if any(w in head for w in words)), "slogan")


def own_kind(words: str) -> PhraseCategory | None:
    """What the noun that ends a name says of its kind: 扬帆计划 is a plan, 扬帆行动 and 扬帆服务年 are campaigns."""
    return next((kind for kind, heads in _OWN_KINDS if words.endswith(heads)), None)


def series(text: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int, str, str, bool]]:
    """Quotations as (start, end, what stands before, what after, whether in a series).

    Members of a series share what stands around it (“甲”“乙”“丙”).
    """
    found = list(pattern.finditer(text))
    i = 0
    while i < len(found):
        j = i
        while j + 1 < len(found) and _SERIES.fullmatch(text, found[j].end(), found[j + 1].start()):
            j += 1
        first, last = found[i], found[j]
        before = _WHOLE.sub("", text[max(0, first.start() - 10) : first.start()])
        after = text[last.end() : last.end() + 16]
        for m in found[i : j + 1]:
            yield m.start() + 1, m.end() - 1, before, after, j > i
        i = j + 1


def discover(text: str, quotations: Mapping[str, Quotation]) -> Iterator[Find | Refused]:
    """The quoted formulas of a text that look like policy, each with a confidence; the other quotations with a reason."""
    for start, end, before, after, several in chain(series(text, _QUOTE), series(text, _INNER)):
        q = text[start:end]
        if (reason := _no_phrase(q, before, after, quotations)) is not None:
            yield Refused(start, end, reason)
            continue
        plan = _PLAN_AFTER.match(after)
        if plan and not _PLAN_ONLY.match(
            after
        ):  # “苏州制造”品牌建设三年行动计划: the quoted word only names what the plan is for
            yield Find(start - 1, end + 1 + plan.end(), own_kind(plan[0]) or "plan", 0.7, "quoted_plan")
            continue
        known = (
            _STRONG.search(before)
            or is_numeric(q)
            or _DIGITS_AND_X.fullmatch(q)
            or len(limbs(q)) > 1
            or _PLUS.fullmatch(q)
            or _ONLY_NUMERALS.fullmatch(q)
            or several
        )
        follows = (_AFTER_WEAK if known else _AFTER).match(after)
        if follows and (_OCCASION.search(follows[1]) or (follows[2] == "活动" and _FESTIVE.search(q))):
            yield Refused(start, end, "event")  # “灾难日”纪念活动, “金融行业”专场招聘活动: an event's theme
            continue
        head = follows[2] if follows else ""
        score, reason = _score(q, limbs(q), before, after, bool(follows), several)
        if score >= 0.5:
            rule = "numeric" if is_numeric(q) else "quoted_head" if follows else "quoted"
            yield Find(start, end, category(q, head), score, rule)
        else:
            yield Refused(start, end, reason)


def _no_phrase(q: str, before: str, after: str, quotations: Mapping[str, Quotation]) -> PhraseReason | None:
    """Why quoted words are no phrase whatever introduces them."""
    if q in quotations:
        return quotations[q]
    if q in cues.words("event-name"):
        return "event"
    if q in cues.words("body-name"):
        return "body"
    if _PERIOD.fullmatch(q) or q in cues.words("farm-season"):
        return "period"
    if _DIGITS.fullmatch(q) and _TALKS_AFTER.match(after):
        return "event"
    heads = _AFTER if q[0].isdecimal() else _AFTER_WEAK  # “十百千”企业梯队
    if (_ONLY_NUMERALS.fullmatch(q) and len(q) >= 3 and "·" not in q and heads.match(after)) or (
        _DIGITS_AND_X.fullmatch(q) and _AFTER_WEAK.match(after)
    ):
        return None  # “一四五十”战略, “246X”先进制造业集群
    if _PROPER.search(q) or (_ONLY_NUMERALS.fullmatch(q) and not _DIGITS.fullmatch(q)):
        return "name"
    if (
        _BY_NAME.search(before)
        or _NAMED_BEFORE.search(before)
        or (_OWN_NAME.search(q) and not is_numeric(q))
        or _THING_AFTER.match(after)
        or (after[:1] == "号" and after[1:2] != "召")
    ):
        return "name"  # 人称“双枪李大姐”, 台风“韦帕”, “过年”主题展
    if _MEETING_AFTER.match(after) or _PART_AFTER.match(after):
        return "theme"  # 举行“推动高质量发展”系列主题新闻发布会
    if len(q) >= 10 and _TOPIC_AFTER.match(after):
        return "theme"
    if _FIGURES.fullmatch(q) and not _AFTER.match(after):
        return "rhetoric"
    if _IMAGE.fullmatch(q) and not _HEAD_NEXT.match(after):
        return "rhetoric"
    if "所谓" in q or before.endswith("所谓"):
        return "rhetoric"  # 所谓“救援行动”: the author takes his distance
    if _GLOSS.search(before):
        return "saying"  # 意思是说“…”: what an old line means
    if _THEME_BEFORE.search(before) and _THEME_AFTER.match(after) and not _coined(q, after):
        return "theme"  # 以“…”为主题: what an event is about
    return None


def _coined(q: str, after: str) -> bool:
    """A formula that something turns on (围绕“链主+雁阵”，…), where no theme is named as such."""
    return after[:1] in "，。" and (is_numeric(q) or bool(_PLUS.fullmatch(q)) or len(q) <= 8)


def _score(q: str, parts: list[str], before: str, after: str, head: bool, several: bool) -> tuple[float, PhraseReason]:
    """How sure, and the reason to give where that is not enough."""
    numeric, even = is_numeric(q), parallel(parts)
    said = bool(_SPEECH.search(before)) and not (
        even or _PLUS.fullmatch(q) or (before.endswith("提出") and len(q) <= 12)
    )
    named = _NAMED_OF.match(after) if after[:1] == "的" else _NAMED_AFTER.match(after)
    name: PhraseReason = "brand" if _BRAND.match(after) else "name"
    if re.search(r"\d", q) and _DIGITS.fullmatch(q) is None and len(q) > 12 and not head:
        return 0.3, "saying"
    if numeric:
        if named and not head:
            return 0.4, name
        # “五节粽”, “八口入海”: no measure, and nothing introduces it
        bare = not _MULTI.fullmatch(q) and _SINGLE.fullmatch(q) and not _COUNTED.match(q)
        if bare and not (head or _STRONG.search(before) or _BEFORE.search(before) or _TOLD_NEXT.match(after)):
            return 0.45, "rhetoric"
        short = (
            len(q) <= 3 and q[0] in "双二" and not (head or _STRONG.search(before))
        )  # “双优”, “二线”: labels as well
        return (0.45 if short else 0.9), "rhetoric"
    if _DIGITS_AND_X.fullmatch(q):
        return 0.7, "name"
    if _DIGITS.search(q):
        return 0.4, "name"
    long = len(q) > 40
    if (said or _SENTENCE.search(q)) and not head:
        return 0.3, "saying"
    if named and not head:
        return 0.3, name
    score = _introduced(q, parts, before, after, head or bool(_IS.match(after)), said, even)
    if several and not head and score == 0.45:
        score = 0.55  # 聚焦“扩中”“提低”
    if head and q[0] == "要" and len(q) > 10 and "要求" not in after[:6]:
        return 0.3, "saying"
    even = even and min(map(len, parts)) >= 3
    if even and len(parts) >= 3 and len(q) >= 8:
        score = max(score, 0.6) + 0.1
    elif even and len(q) >= 8 and score >= 0.4:
        score += 0.15
    elif even and len(parts) == 2 and min(map(len, parts)) >= 4 and _alike(*parts) >= 2:
        score = max(score, 0.55)  # “小事不出村、大事不出乡”
    elif _PLUS.fullmatch(q):
        score = max(score, 0.6 if score else 0.45)
    return score - (0.3 if long and not head else 0.0), "saying" if long else "rhetoric"


def _alike(a: str, b: str) -> int:
    """How many places two limbs have the same character in."""
    return sum(x == y for x, y in zip(a, b, strict=False))


def _introduced(q: str, parts: list[str], before: str, after: str, head: bool, said: bool, even: bool) -> float:
    """What the words around a quotation, and its own head or verb, say for a policy."""
    if head and after[:1] == "的" and not _HEAD_OF.match(after):
        head = len(parts) > 1 or bool(_BEFORE.search(before) or _STRONG.search(before))
    if head:
        return 0.75 if len(q) >= 3 else 0.6
    if _PLUS.fullmatch(q) and _PLUS_FIRST.match(q):
        return 0.6  # “互联网+护理服务”
    if even and _WORK_BEFORE.search(before) and _WORK_AFTER.match(after):
        return 0.6
    if not said and (
        (_OWN_HEAD.search(q) and len(q) >= (4 if q.endswith("行动") else 5) and not _CLAUSE.search(q))
        or (_OWN_VERB.match(q) and len(q) >= 5)
    ):
        return 0.65
    if len(q) >= 4 and _GOAL_IMAGE.search(q) and _GOAL_BEFORE.search(before):
        return 0.6  # 打造社会主义现代化“最美窗口”
    if len(parts) >= 3 and max(map(len, parts)) == 1 and _VICES.match(after):
        return 0.6  # 着力解决“怕、慢、假、庸、散”五类突出问题
    if _STRONG.search(before):
        return 0.7 if len(q) >= 4 else 0.45
    if _BEFORE.search(before) and len(q) >= 4:
        single = len(parts) > 1 and max(map(len, parts)) == 1 and before[-1:] in tuple("了的是成在和与及")
        return 0.5 if (len(parts) > 1 and not single) or _PLUS.fullmatch(q) else 0.4
    return 0.0
