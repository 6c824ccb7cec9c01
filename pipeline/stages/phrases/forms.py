"""Phrases without quotation marks that their form gives away: doctrines, campaigns, plans, communities, strategies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.lexicon import phrase_cues as cues
from pipeline.stages.phrases import parallel
from pipeline.stages.phrases.quoted import Find, own_kind
from schemas.layers import PhraseCategory

_H = r"[\u4e00-\u9fff]"
_NO_BODY = rf"(?!{cues.one_of('not-before-body')})"
_MODIFIER = cues.one_of("community-modifier")

_DOCTRINE = re.compile(
    rf"习近平(?:总书记|主席|同志)?关于[^，。；！？“”\n]{{2,26}}?的?(?:一系列)?重要思想"
    rf"|习近平(?!总书记|主席|同志|近日|对)(?:新时代)?[^\W\da-zA-Z的对在和]{{1,12}}?思想"
    rf"|伟大(?!复兴){_H}{{2,4}}精神"
    rf"|中国特色(?:(?!的){_H}){{2,12}}?{cues.one_of('doctrine-system')}(?!自信)"
    rf"|(?:(?<!{_H})|(?<=[立贯构在的]))新{_H}{{2}}{cues.one_of('new-coinage')}"
    rf"|党的(?!各项|全面){_H}{{2}}建设(?=[，。、；摆在作])"
    rf"|新时代{_H}{{2,10}}?{cues.one_of('doctrine-of-era')}"
    rf"|正确的?{_H}{{2}}观(?![点念察看众测光赏])"
    rf"|党的{_H}{{4}}永远在路上"
    rf"|党(?:中央)?对{_H}{{2,8}}工作的{cues.one_of('leads-work')}"
    rf"|全球(?!合作|重大|系列|相关){_H}{{2}}倡议|[三四五]大全球倡议"
)
#: 弘扬塞罕坝精神: a spirit that is named after a place, a time or a trade
_SPIRIT = re.compile(
    rf"{cues.one_of('spirit-verb')}(?:好|了)?{cues.one_of('spirit-verb')}?“?({_H}{{2,6}}?精神)(?=[，。、；！”和及]|{_H}{{2}})"
)
_SPIRIT_NOT = re.compile(rf"^{cues.one_of('spirit-not')}$|[的和与及]|{cues.one_of('spirit-word')}")
_COMMUNITY = re.compile(
    rf"{_MODIFIER}*(?:中国[—-]{_H}{{2,5}}|中(?!构建|打造|深化){_H}{{1,2}}|{_H}中|{cues.one_of('community-partner')})命运共同体"
)
_CAMPAIGN = re.compile(
    rf"{cues.one_of('campaign-verb')}(?:好|了|全国|全省|全市|全县|全区)?"
    rf"({_H}{{2,20}}?{cues.one_of('campaign-head')})(?![方者员自力上中纲轨]|计划)"
    rf"|(?:实施|深入实施|开展|启动)(?:了|好)?({_H}{{4,14}}?行动)(?![方者员自力上中纲轨]|计划)"
    rf"|(?:实施|推进|启动)(?:了|好)?((?:(?![和及与]){_H}){{2,12}}?{cues.one_of('programme-head')}工程)(?![师项建质进学院])"
)
#: words before the name of a campaign that its verb takes in: 法院部署开展治理欠薪专项行动
_LEAD = re.compile(rf".*(?:{cues.one_of('campaign-takes')}(?:了|好)?|{cues.one_of('campaign-lead')})(?={_H}{{4}})")
#: what parts the names of two programmes
_TWO_NAMES = re.compile(rf"(?<=.{{4}}(?:工程|行动|计划))[和与及](?={_H}{{4}})")
#: what names no campaign by itself
_WORK_ONLY = re.compile(r"(?:建设|工作|发展|管理|服务|教育|宣传|生活)(?:提升|攻坚|专项)?(?:行动|工程|计划)")
_STUDY = re.compile(
    rf"(?<![\u4e00-\u9fff])({_H}{{2}}学习教育)|(?<=开展|推进|深化|抓好|部署|启动|组织|参加)({_H}{{2}}学习教育)(?=为契机|动员|工作|活动|的|成效|，|。|领导)"
)
_NUMBERED = re.compile(rf"第[一二三四]个{_H}{{2,6}}?目标|两个{_H}{{2,3}}战略|两个一百年")
_STRONG_COUNTRY = re.compile(
    r"(?:建设|打造|建成|成为|迈向|创建)(?:成为|成|社会主义)?((?:现代化|[\u4e00-\u9fff]{2})强[国省市县区])(?![\u4e00-\u9fff]?[级委])"
    rf"|(社会主义现代化强[国省市县区])|({cues.one_of('country')}强[国省市县])(?=建设|战略|目标)"
)
_DEVELOPMENT = re.compile(
    rf"(?:{cues.one_of('development-verb')}|[、，。“])"
    rf"({_H}{{2,5}}(?:一体化|协同|同城化)(?:高质量)?发展){_NO_BODY}"
    rf"|((?:高质量|绿色|可持续)发展){_NO_BODY}"
)
#: 实施强省会战略, 深入实施扩大内需战略: the name before its head
_STRATEGY = re.compile(
    rf"{cues.one_of('strategy-verb')}(?:好|了|国家)?({_H}{{2,10}}?)战略(?![性支合规部目意布机资地高导储物举任思资必新协伙定引沟互自对保能])"
)
_STRATEGY_NOT = re.compile(rf"^.{{2,3}}$|^发展|全面$|^各|[的和与了]|{cues.one_of('strategy-not')}")
#: 实施科教兴省、外向带动、可持续发展三大战略: as many members as are counted, each the name of one
_LISTED = re.compile(
    rf"{cues.one_of('strategy-verb')}(?:好|了)?(?P<members>{_H}{{2,8}}(?:[、和]{_H}{{2,8}}){{1,5}})等?(?P<count>[两二三四五六])大战略(?!性)"
)
_GOAL = re.compile(
    rf"{cues.one_of('goal-verb')}(?:成为|成|为|起|出|了|一批|一个|一道|一座|一条|全国|国家级)*+"
    rf"({_H}{{4,18}}?{cues.one_of('goal-head')})(?![\u4e00-\u9fff]{{0,4}}(?:管委会|管理局|集团|公司))"
)
_CAMPAIGN_NOT = re.compile(
    rf"(?:{cues.one_of('study-not')}).*(?:学习|主题)教育$|教育[和与、]{_H}|^[两二三四五六七八九十数]+[大项轮次场]|^{cues.one_of('campaign-head')}$|树立|等|^[全我本各][省市县区镇乡村校院国军]|{cues.one_of('campaign-not')}|^{cues.one_of('campaign-not-first')}"
)
_DEVELOPMENT_NOT = re.compile(rf"{_CAMPAIGN_NOT.pattern}|^{cues.one_of('development-not-first')}")
_PRINCIPLES = re.compile(
    rf"{cues.one_of('principle-verb')}({_H}{{4}}(?:、{_H}{{4}}){{2,5}}|{_H}{{5}}(?:、{_H}{{5}}){{2,5}})(?=[，。；的“”]|{cues.one_of('principle-head')})"
)
_SHARED_FUTURE = re.compile(rf"构建((?!{_H}*命运){_H}{{2,8}}共同体)(?![意内])")


def _simple(
    text: str,
    pattern: re.Pattern[str],
    kind: PhraseCategory,
    confidence: float,
    rule: str,
    unlike: re.Pattern[str] | None = None,
    needs: str = "",
) -> Iterator[Find]:
    if needs not in text:  # most texts lack the head, which is quick to see
        return
    for m in pattern.finditer(text):
        k = m.lastindex or 0
        if k and unlike is not None and unlike.search(m[k]):
            continue
        start = m.start(k)
        if rule == "campaign":
            lead = _LEAD.match(m[k])
            if lead and _WORK_ONLY.fullmatch(m[k], lead.end()):
                lead = None  # 实施|组织建设行动: the last word of the lead is the name's first
            start += lead.end() if lead else 0
            bare = lead and unlike is not None and unlike.search(text[start : m.end(k)])
            if bare and not m[k].endswith("教育"):
                continue  # 部署开展|专项整治: nothing but the head
        both = _TWO_NAMES.search(text, start, m.end(k)) if rule == "campaign" else None
        if both is not None:  # 实施甲提升工程|和|乙提升行动: two names under one verb
            first = text[start : both.start()]
            yield Find(start, both.start(), own_kind(first) or kind, confidence, rule)
            start = both.end()
        words = text[start : m.end(k)]
        yield Find(start, m.end(k), (rule == "campaign" and own_kind(words)) or kind, confidence, rule)


def _listed(text: str) -> Iterator[Find]:
    """The members of a list of strategies, where there are as many as it says."""
    if "大战略" not in text:
        return
    for m in _LISTED.finditer(text):
        members = list(re.finditer(rf"{_H}+", m["members"].replace("和", "、")))
        if len(members) == "零一二三四五六".find(m["count"].replace("两", "二")):
            for member in members:
                start, end = (m.start("members") + i for i in member.span())
                if not _STRATEGY_NOT.search(text[start:end]):
                    yield Find(start, end, "strategy", 0.6, "strategy")


def discover(text: str) -> Iterator[Find]:
    """Unquoted phrases by their form, overlaps not yet resolved."""
    yield from _simple(text, _DOCTRINE, "doctrine", 0.8, "doctrine")
    yield from _simple(text, _SPIRIT, "doctrine", 0.65, "spirit", _SPIRIT_NOT, "精神")
    yield from _simple(text, _COMMUNITY, "doctrine", 0.75, "community", None, "命运共同体")
    yield from _simple(text, _CAMPAIGN, "campaign", 0.65, "campaign", _CAMPAIGN_NOT)
    yield from _simple(text, _GOAL, "strategy", 0.6, "goal", _CAMPAIGN_NOT)
    yield from _simple(text, _STUDY, "campaign", 0.65, "campaign", _CAMPAIGN_NOT, "学习教育")
    yield from _simple(text, _NUMBERED, "numeric", 0.6, "numbered", _CAMPAIGN_NOT)
    yield from _simple(text, _STRONG_COUNTRY, "strategy", 0.55, "goal", _CAMPAIGN_NOT, "强")
    yield from _simple(text, _DEVELOPMENT, "strategy", 0.6, "development", _DEVELOPMENT_NOT, "发展")
    yield from _simple(text, _STRATEGY, "strategy", 0.6, "strategy", _STRATEGY_NOT, "战略")
    yield from _listed(text)
    yield from _simple(text, _PRINCIPLES, "requirement", 0.65, "principles", parallel.PLACE_OR_BODY)
    yield from _simple(text, _SHARED_FUTURE, "strategy", 0.6, "community", _CAMPAIGN_NOT, "共同体")
    yield from parallel.discover(text)
