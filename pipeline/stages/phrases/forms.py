"""Phrases without quotation marks that their form gives away: doctrines, campaigns, plans, communities, even triples."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.stages.phrases.quoted import Find
from schemas.layers import PhraseCategory

_H = r"[\u4e00-\u9fff]"

_DOCTRINE = re.compile(
    rf"习近平(?:总书记|主席|同志)?关于[^，。；！？“”\n]{{2,26}}?的?(?:一系列)?(?:重要论述|重要思想)"
    rf"|习近平(?:新时代)?{_H}{{1,12}}?思想"
    rf"|伟大(?!复兴){_H}{{2,4}}精神"
    rf"|中国特色{_H}{{2,12}}?(?:发展道路|道路|之路|理论体系)(?!自信)"
    rf"|(?<!{_H})新{_H}{{2}}(?:理念|格局)|(?<=[、，立贯构在的])(?:新{_H}{{2}}(?:理念|格局|阶段))"
    rf"|党的{_H}{{2}}建设(?=[，。、；摆在作])"
    rf"|新时代{_H}{{2,10}}?(?:总要求|总方略|组织路线|方略|战略方针)"
)
_COMMUNITY = re.compile(
    rf"(?:具有战略意义的|更加紧密的|高水平|全天候|新时代|面向未来的)*(?:中国[—-]{_H}{{2,5}}|中{_H}{{1,2}}|{_H}中|两国|双边|亚太|亚洲|周边|南亚|地区|人类|海洋|网络空间)命运共同体"
)
_CAMPAIGN = re.compile(
    rf"(?:实施|开展|推进|启动|组织|部署|抓好|参加|参与|深化|进行|关于|为期|投身|掀起|在|以)(?:好|了|全国|全省|全市|全县|全区)?"
    rf"({_H}{{2,20}}?(?:专项整治行动|专项行动|集中整治行动|专项整治|集中整治|提升行动|攻坚行动|三年行动计划|三年行动|行动计划|"
    rf"学习教育|主题教育))(?![方者员自力上中纲轨])"
    rf"|(?:实施|深入实施|开展|启动)(?:了|好)?({_H}{{4,14}}?行动)(?![方者员自力上中纲轨])"
)
_LEAD = re.compile(r"(?:部署|组织)?(?:开展|实施|推进|启动|抓)(?:了|好)?(?=[\u4e00-\u9fff]{4})")
_STUDY = re.compile(
    rf"(?<![\u4e00-\u9fff])({_H}{{2}}学习教育)|({_H}{{2}}学习教育)(?=为契机|动员|工作|活动|的|成效|，|。|领导)"
)
_NUMBERED = re.compile(rf"第[一二三四]个{_H}{{2,6}}?目标|两个{_H}{{2,3}}战略")
_STRONG_COUNTRY = re.compile(
    r"(?:建设|打造|建成|成为|迈向|创建)(?:成为|成|社会主义)?((?:现代化|[\u4e00-\u9fff]{2})强[国省市县区])(?![\u4e00-\u9fff]?[级委])"
    r"|(社会主义现代化强[国省市县区])"
)
_DEVELOPMENT = re.compile(
    rf"(?:推进|推动|促进|落实|实施|加快|服务|融入|深化|适应|同|[、，。“])({_H}{{2,5}}(?:一体化|协同|同城化)(?:高质量)?发展)(?!示范|委员会|局|集团)"
    rf"|((?:高质量|绿色|可持续)发展)(?!委员会|局|集团|基金|公司|研究|中国家)"
)
_PAIR = re.compile(
    rf"(?<![\u4e00-\u9fff、”])({_H}{{4}}、{_H}{{4}})(?![\u4e00-\u9fff“、])|(?:坚持|做到|牢记|践行|秉持|坚守)({_H}{{4}}、{_H}{{4}})(?![\u4e00-\u9fff“、])"
)
_GOAL = re.compile(
    rf"(?:打造|建设|建成|建好|构筑|争创|创建)(?:成为|成|为|一批|一个|全国|国家级)?"
    rf"({_H}{{4,18}}?(?:新高地|高地|支点城市|战略支点|综合枢纽|先行区|创新型城市|策源地|示范市|示范城市|之都|桥头堡))"
    rf"(?![\u4e00-\u9fff]{{0,4}}(?:管委会|管理局|集团|公司))"
)
_STOP = re.compile(
    r"终身|^(?:推动|确保|深化|推进|做好|抓好|搞好|加强|抓实|第.批|这次|把|将)|[的了]|以及|同时|通过|我们|他们|正在|进行|这次|此次|本次|该|各项|在|军|对|全国|中央|区主题|省主题|市主题|一系列|有关|相关|联合|具体|实际|统一|军事|救援|空袭|空降|轰炸|袭击|报复|斩首|撤离|疏散|搜救|营救|抓捕|突袭"
)
_TRIPLE = re.compile(rf"{_H}{{3,12}}(?:[、，]{_H}{{3,12}}){{1,5}}")
_PLACE_OR_BODY = re.compile(
    r"[省市县区乡镇村州旗盟局厅部委办院校会司处科室组队站所社厂店矿港城山江河湖海路街道桥站机船车人员长士家生师工兵民"
    r"亚尼斯牙业率量品费金税法条例书器械材药病症酸素粉油肉奶蛋菜果茶花草木树]$"
)


_LOOSE = re.compile(r"[的之从到最更有是了着过其这那您他她我你]")
_THINGS = re.compile(
    r"(?:安全|工作|建设|问题|教育|服务|企业|项目|园区|产业|领域|方面|机制|制度|体系|能力|水平|作用|情况|资源|技术|经济|文化|地区|关系)$"
)
_ENDING = re.compile(r"(?:在前|到位|到底|过硬|为先|至上|有我|当先|先行|见效)$")
_GOES_ON = ("、", "和", "等", "及", "与")
_MADE = re.compile(r"(?:打造|建设|建成|做|当|争做|争当|构建)$")
_NOUNS = re.compile(
    r"一个|一项|一批|每个|各个|重点|重大|主要|基本|国家|中国|全国|社会|公共|传统|农村|城市|人民|科技|经济"
)


def _shared(parts: list[str]) -> tuple[int, int]:
    """How many characters all limbs have in common at the front, and at the end."""
    front = back = 0
    short = min(map(len, parts))
    while front < short and len({p[front] for p in parts}) == 1:
        front += 1
    while back < short and len({p[-1 - back] for p in parts}) == 1:
        back += 1
    return front, back


def _column(parts: list[str]) -> bool:
    """True when limbs of one length share a character in a column: 往深里走、往实里走; 察民情、听民声."""
    return any(len({p[i] for p in parts}) == 1 for i in range(len(parts[0])))


def _triples(text: str) -> Iterator[Find]:
    """Three limbs or more of one length with a character in common: 察民情、听民声、汇民智."""
    for m in _TRIPLE.finditer(text):
        run = m[0]
        cuts = [0, *(k + 1 for k, c in enumerate(run) if c in "、，"), len(run) + 1]
        parts = [run[x : y - 1] for x, y in pairwise(cuts)]
        i = 0
        while i < len(parts) - 2:
            n = len(parts[i + 1])
            group = [parts[i][-n:]]  # the first limb often has words before it: its last characters count
            j = i + 1
            while j < len(parts) and len(parts[j]) == n:
                group.append(parts[j])
                j += 1
            end = m.start() + cuts[j] - 1
            if (
                j < len(parts)
                and len(parts[j]) > n
                and parts[j][n] == "的"
                and _MADE.search(run[: cuts[i]] + parts[i][:-n])
            ):  # …、廉洁政府的要求
                group.append(parts[j][:n])
                end = m.start() + cuts[j] + n
                j += 1
            start = m.start() + cuts[i] + len(parts[i]) - n
            before = run[: cuts[i]] + parts[i][:-n] or text[max(0, m.start() - 4) : m.start()]
            goes_on = text[end : end + 1] in _GOES_ON
            whole = len(group) >= 3 and len(group[0]) == n and not goes_on and ("，" not in text[start:end] or n < 6)
            if whole and _tied(group, start == m.start() + cuts[i]) and _good(group, before):
                yield Find(start, end, "slogan", 0.6, "parallel")
                i = j
                continue
            i += 1


def _tied(group: list[str], whole: bool) -> bool:
    """Long limbs cut out of a clause must at least open alike, else the first one's beginning is a guess."""
    front, back = _shared(group)
    return len(group[0]) < 6 or (front >= 1 if not whole else front >= 1 or back >= 2)


def _good(group: list[str], before: str) -> bool:
    """Limbs of one length that share a character in a column, and are no list of places, bodies or things."""
    n = len(group[0])
    if n < 3 or len(set(group)) < len(group):
        return False
    front, back = _shared(group)
    if front + back >= n or (front < 3 and _LOOSE.search("、".join(group))):
        return False
    if n == 3 and back == 1 and group[0][-1] in "力化":
        return True
    if back >= 2 and n <= 5 and not _ENDING.search(group[0]) and not _MADE.search(before):
        return False
    if back and (_PLACE_OR_BODY.search(group[0]) or _THINGS.search(group[0])):
        return False
    if n == 3 and front == 1 and group[0][0] in "新大高多好老小":
        return False
    if n == 3:
        return (back == 0 and _column(group)) or bool(_ENDING.search(group[0]))
    if front and not back and _NOUNS.match(group[0]):
        return False
    return _column(group)


def _simple(text: str, pattern: re.Pattern[str], kind: PhraseCategory, confidence: float, rule: str) -> Iterator[Find]:
    for m in pattern.finditer(text):
        k = m.lastindex or 0
        if rule == "principles" and _PLACE_OR_BODY.search(m[k]):
            continue
        if k and rule != "principles" and _STOP.search(m[k]):
            continue
        start = m.start(k)
        if rule == "campaign":
            lead = _LEAD.match(m[k])
            start += lead.end() if lead else 0
        yield Find(start, m.end(k), kind, confidence, rule)


def _pairs(text: str) -> Iterator[Find]:
    """Four-plus-four rhythms: those that recur word for word, share a word in both limbs, or are introduced as a rule."""
    found: dict[str, list[tuple[int, int, bool]]] = {}
    for m in _PAIR.finditer(text):
        k = m.lastindex or 1
        words = m[k]
        found.setdefault(words, []).append((m.start(k), m.end(k), k == 2))
    for words, places in found.items():
        a, b = words.split("、")
        if a == b or _LOOSE.search(words):
            continue
        recurs = len(places) > 1
        for start, end, ruled in places:
            score = 0.65 if recurs else 0.5 if ruled else 0.0
            if score:
                yield Find(start, end, "slogan", score, "recurs" if recurs else "pair")


_PRINCIPLES = re.compile(
    rf"(?:坚持|按照|遵循|本着|秉持|坚定不移走)({_H}{{4}}(?:、{_H}{{4}}){{2,5}}|{_H}{{5}}(?:、{_H}{{5}}){{2,5}})(?=[，。；的“”])"
)
_REFRAIN = re.compile(rf"{_H}{{1,8}}?({_H}{{3,5}})(?:、{_H}{{2,8}}?\1){{2,5}}(?=[，。；！—”])")
_SHARED_FUTURE = re.compile(rf"构建((?!{_H}*命运){_H}{{2,8}}共同体)(?![意内])")


def discover(text: str) -> Iterator[Find]:
    """Unquoted phrases by their form, overlaps not yet resolved."""
    yield from _simple(text, _DOCTRINE, "doctrine", 0.8, "doctrine")
    yield from _simple(text, _COMMUNITY, "doctrine", 0.75, "community")
    yield from _simple(text, _CAMPAIGN, "campaign", 0.65, "campaign")
    yield from _simple(text, _GOAL, "strategy", 0.6, "goal")
    yield from _simple(text, _STUDY, "campaign", 0.65, "campaign")
    yield from _simple(text, _NUMBERED, "numeric", 0.6, "numbered")
    yield from _simple(text, _STRONG_COUNTRY, "strategy", 0.55, "goal")
    yield from _simple(text, _DEVELOPMENT, "strategy", 0.6, "development")
    yield from _pairs(text)
    yield from _simple(text, _PRINCIPLES, "requirement", 0.65, "principles")
    yield from _simple(text, _SHARED_FUTURE, "strategy", 0.6, "community")
    for m in _REFRAIN.finditer(text):
        if not _THINGS.search(m[1]) and not _PLACE_OR_BODY.search(m[1]) and not _LOOSE.search(m[0]):
            yield Find(m.start(), m.end(), "slogan", 0.6, "parallel")
    yield from _triples(text)
