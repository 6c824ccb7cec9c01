"""Wordings that official language builds again and again: 全面从严治X, 新型X化, 打赢X攻坚战, 以X为中心, X化、X化、X化的营商环境.

None of them is an entry of the lexicon; each is a mould in which the Party casts what it coins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.lexicon import phrase_cues as cues
from pipeline.stages.phrases.quoted import Find
from schemas.layers import PhraseCategory

_H = r"[\u4e00-\u9fff]"
_c = cues.one_of
#: what follows a wording that is whole: no further character of a longer word
_ENDS = rf"(?={_c('wording-goes-on')}|[^\u4e00-\u9fff]|$)"
#: (rule's category, confidence, pattern); the first group, where there is one, is the wording
_MOULDS: tuple[tuple[PhraseCategory, float, str], ...] = (
    ("doctrine", 0.75, rf"中国式{_c('chinese-way')}"),
    ("doctrine", 0.75, rf"中国特色社会主义(?<![有国]中国特色社会主义)(?!{_H}{{0,4}}(?:学院|建设者|研究))"),
    ("doctrine", 0.7, rf"中国特色{_H}{{2,4}}{_c('chinese-mark')}"),
    ("doctrine", 0.7, rf"社会主义(?<!中国特色社会主义){_H}{{0,4}}{_c('socialist')}"),
    ("requirement", 0.75, rf"从严治{_H}(?:永远在路上)?"),
    ("strategy", 0.75, rf"全面(?:{_c('all-round')}|建[设成]{_H}{{0,8}}?{_c('all-round-aim')})"),
    ("requirement", 0.75, rf"党的{_c('of-the-party')}"),
    ("requirement", 0.75, rf"中央{_H}项规定"),
    ("strategy", 0.7, rf"新质{_H}{{2}}力(?![量度])|新型{_H}{{2}}化"),
    ("strategy", 0.65, rf"高水平{_H}{{2,8}}?{_c('high-level')}"),
    ("requirement", 0.65, rf"(?:坚持|践行|始终)(以{_H}{{1,4}}为(?:中心|本|先|纲|要|主线))(?![导位求])"),
    ("doctrine", 0.7, rf"{_H}{{2}}自信(?:[、和]{_H}{{2}}自信)+(?![心力])"),
    ("doctrine", 0.7, rf"大{_H}{{2}}观(?:、大{_H}{{2}}观)+"),
    ("campaign", 0.75, rf"{_c('battle-verb')}(?:好|赢|了)?((?![这那]场){_H}{{2,10}}?{_c('battle')})"),
    ("campaign", 0.65, rf"学习教育(?<=[党四]{_H}学习教育)(?<!党规党纪学习教育)(?={_c('study-goes-on')}|[，。、；])"),
    ("campaign", 0.65, rf"{_c('study-verb')}(主题教育)(?!实践)"),
    ("strategy", 0.65, rf"依法治[省市县区镇村校企](?<!全面依法治.)(?!{_H}{{0,4}}(?:办|中心|小组))"),
    ("strategy", 0.7, rf"对口{_c('paired')}"),
    ("strategy", 0.65, rf"{_c('revival-verb')}({_H}{{2,3}}(?:全面)?振兴){_ENDS}"),
    ("slogan", 0.7, rf"共[商建谋担创育治享](?:共{_H}){{2,4}}"),
    ("slogan", 0.65, rf"{_c('heritage-verb')}{_H}{{2}}{_c('heritage')}"),
    ("strategy", 0.65, rf"(?:建设|打造|推进|深化)({_c('brand-of-place')}{_c('branded')}){_ENDS}"),
    ("requirement", 0.65, rf"(?:坚持|树立|树牢|强化|增强|运用)(?:好)?({_H}{{2}}思维(?:、{_H}{{2}}思维){{0,3}}){_ENDS}"),
    ("requirement", 0.65, rf"防范化解(?![各多]){_H}{{2,4}}风险"),
    ("slogan", 0.65, rf"争做(新时代{_H}{{2,3}}){_ENDS}"),
)
_ANY = tuple((kind, sure, re.compile(pattern)) for kind, sure, pattern in _MOULDS)
_NONE = re.compile(_c("wording-not-first"))
#: 全面深化改革 in 市委全面深化改革委员会 only names a body
_BODY = re.compile(rf"{_H}{{0,2}}?{_c('body-after', 'not-before-body')}")
#: 市场化、法治化、国际化一流营商环境
_ENVIRONMENT = re.compile(rf"{_H}{{2}}化(?:、{_H}{{2}}化){{1,3}}(?:一流|的)?营商环境")
#: what a wording takes in before it: 全面从严治党, 进一步全面深化改革, 党史学习教育
_BEFORE = (("从严治", "全面"), ("全面", "进一步"))
#: “十四五”水安全保障规划, 十四五规划: the plan of a period
_PERIOD_PLAN = tuple(
    re.compile(
        rf"{period}(?!期间|时期|系列)(?:(?![的了在把年时]){_H}){{0,14}}?(?:规划|计划)(?:纲要)?(?!{_c('plan-office')}|期间|时期)"
    )
    for period in ("“[一二三四五六七八九十]{1,2}五”", rf"十[一二三四五六]五(?<!{_H}十.五)")
)


def _start(text: str, start: int) -> int:
    """Where a wording begins, with what it takes in before it."""
    if text.startswith("学习教育", start):
        return start - 2
    for words, before in _BEFORE:
        if text.startswith(words, start) and text.endswith(before, 0, start):
            start -= len(before)
    return start


def discover(text: str) -> Iterator[Find]:
    """What a text casts in one of the moulds, overlaps not yet resolved."""
    for kind, sure, pattern in _ANY:
        for m in pattern.finditer(text):
            k = m.lastindex or 0
            start = _start(text, m.start(k))
            if not _NONE.match(text, start) and not _BODY.match(text, m.end(k)):
                yield Find(start, m.end(k), kind, sure, "mould")
    if "营商环境" in text:
        for m in _ENVIRONMENT.finditer(text):
            yield Find(m.start(), m.end(), "requirement", 0.65, "mould")
    for plan in _PERIOD_PLAN:
        for m in plan.finditer(text):
            if m[0].count("“") == m[0].count("”"):
                yield Find(m.start(), m.end(), "plan", 0.7, "period_plan")
