"""Features that bear a name: airports and stations with the towns in theirs (成都双流国际机场, 广州南站), parks and reserves
(天门山国家森林公园), what lies right behind a county (石台县|仙寓山), a town within its walls (临沂城)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from pipeline.lexicon import words as usage
from pipeline.lexicon.places import Place, gazetteer
from pipeline.stages.organizations.cover import Cover
from pipeline.stages.organizations.cut import made_of_words
from pipeline.stages.organizations.spot import Spot
from pipeline.stages.organizations.standing import free_right, gone_to, han, said_of_place

#: an airport behind a name of its own: 成都双流|国际机场; a station by its side of the town: 广州|南站
_AIRPORT = re.compile(
    r"(?P<name>(?:(?!国际|的|某|附近|军用|民用|支线|各|等|两|老|新(?![郑桥])|主要|所有|影响|一(?=机场|个|座)|[两三四五]大|[在和与及至到、赴离])[一-鿿]){0,4})(?:国际)?机场"
    r"(?!群|集团|公司|建设|管理|海关|公安|分局|股份|高速)"
)
_STATION = re.compile(r"[东南西北]站(?![在着点位立岗稳起住台]|前|长)")
#: a park, with the words of its rank
_PARK = re.compile(
    r"(?:国家级?|世界|省级|城市|革命){0,3}(?:湿地公园|森林公园|地质公园|自然保护区|风景名胜区|风景区|旅游景区|烈士陵园|大堤|圩堤|险工险段|水电站|水库(?!群)|灌区|自然村|水利枢纽|湿地(?=[，。；、的一二三生保修恢]))"
    r"(?!管理|管委|条例|办法|法|网络|名录|名单|体系|建设|总面积)"
)
#: what no name is written with
_NO_NAME = frozenset("的了在与和及或对向从将把被是为就到由给让使着也都又还等各每某全多个该两数几首本座所约超内外")
_WORKS = ("水电站", "水库", "灌区", "自然村", "圩堤", "水利枢纽")
_PARK_WORDS = (*_WORKS, "公园", "保护区", "名胜区", "景区", "陵园", "湿地", "大堤", "险段")
_BUILT = frozenset(("修建", "兴建", "修筑", "建成", "完成", "改建", "扩建", "新建"))
#: what says of what sort works are, and names none
_SORT = re.compile(
    r"抽水|蓄能|加强|^并|流域|以上|以下|[大中小]型|病险|骨干|梯级|重点|农村|山塘|上游|下游|[上下]水库|行政村|附近|沿[江河]"
)
#: what stands before the name of works or a park and is none of it: 支流|红岭水利枢纽, 发挥以|三峡水库, 减小|三峡水库
_LED = re.compile(
    r"(?:支流|干流|灌区|流域|[东南西北中]部(?![一-鿿]?湖)|发挥|减小|增大|提升|调度|利用|依托|通过|而?[这那]些?|表明|失联|重大|最大|公里处?|里处?|以|第[一二三四五]大|\d+)*"
)
_RUN = re.compile(rf"[^\W\d_A-Za-z{''.join(_NO_NAME)}]{{1,6}}\Z")
#: a mountain or a lake right behind what it lies in
_NATURE = re.compile(
    r"[一-鿿]{1,3}?(?:山(?![区村头东西路庄镇乡县市脚]|地)|湖(?![区面镇乡县市北南])|峡谷|瀑布|水库|古镇|古村|海岛|溶洞)"
)
#: 石家庄|子, but 石家庄|子公司
_HAMLET = re.compile(r"子(?=[^一-鿿]|[村屯的和与是在])")
_PLAIN = frozenset("东西南北前后左右大小上下高深荒矿火雪冰新老旧远近")
#: 在|朱芦|一带, 在|住溪口|阻击
_AROUND = re.compile(
    r"(?<=[在于至])(?P<name>[一-鿿]{2,4}?)(?:一带(?!一路)|(?=阻击|伏击|设伏|遭伏击|中伏|中了埋伏|被捕|被俘|遇害|就义|牺牲|集结|会师|激战|突围|歼敌))"
)
#: 石圳白茶庄园|获评国家AAAA级旅游景区
_RATED = re.compile(
    r"(?<![一-鿿])(?P<name>[一-鿿]{3,10}?)(?:获评|获批|晋升|升格|成功创建|被评|入选|跻身)为?国家(?:[1-5]A|A{1,5})级(?:旅游)?(?:景区|景点|度假区)"
)
#: a river by its water: 定江|猛涨
_FLOOD = re.compile(r"(?<![一-鿿])(?P<name>[一-鿿]{1,2}[江河])(?=[猛暴陡]涨|泛滥|决[口堤]|漫堤|断流|改道)")
#: 临沂|城: the town, but 定日县|城, 南昌|城东
_WALLS = re.compile(r"城(?=[，。；、的内外里头下])")
#: levels of what a station lies in; a country or province stands before it as a place of its own
_TOWNS = ("prefecture", "county", "city")
#: a word met so often is no name
_COMMON = 20


def merged(text: str, spots: Sequence[Spot], bodies: Cover) -> list[Spot]:
    """The places of a text, in order, with features, and those inside the name of one as one with it.

    What the name of a body holds (`bodies`) is no feature.
    """
    order = sorted(spots, key=lambda s: (s.start, -s.end))
    features = (_ports, _parks, _nature, _longer)
    found = sorted((s for rule in features for s in rule(text, order)), key=lambda s: (s.start, -s.end))
    kept: list[Spot] = []
    for f in found:
        if (not kept or f.start >= kept[-1].end) and not bodies.hit(f.start, f.end):
            kept.append(f)
    if not kept:
        return order
    starts = [f.start for f in kept]

    def inside(s: Spot) -> bool:
        k = bisect_right(starts, s.start) - 1
        return (k >= 0 and s.start < kept[k].end) or s.end > starts[
            min(bisect_left(starts, s.start), len(starts) - 1)
        ] > s.start

    return sorted([*(s for s in order if not inside(s)), *kept], key=lambda s: s.start)


def _ports(text: str, order: Sequence[Spot]) -> Iterator[Spot]:
    """Airports and stations with the towns before them."""
    if "机场" not in text and "站" not in text:
        return
    low = 0
    for k, s in enumerate(order):
        if s.start < low or not _town(s.place):
            continue
        m = _AIRPORT.match(text, s.end) or _STATION.match(text, s.end)
        if m is None or (m.re is _AIRPORT and not m["name"] and text[s.end : s.end + 2] != "国际"):
            continue  # 成都机场, whichever it is
        first = order[k - 1] if k and order[k - 1].end == s.start and _town(order[k - 1].place) else s
        yield Spot(first.start, m.end(), Place(first.place.code, text[first.start : m.end()], "other", source="text"))
        low = m.end()


def _parks(text: str, order: Sequence[Spot]) -> Iterator[Spot]:
    """Parks, reserves and cemeteries by their own name; one called by a common word is called by its town too."""
    if not any(w in text for w in _PARK_WORDS):
        return
    ends = {s.end: s for s in order}
    listed = {s.start: s.end for s in order}
    for m in _PARK.finditer(text):
        run = _RUN.search(text, max(0, m.start() - 6), m.start())
        floor = run.start() if run is not None else m.start()
        low = next((k for k in range(m.start(), floor - 1, -1) if k in ends), -1)
        before = ends.get(low)
        if before is None:
            works = m[0] in _WORKS
            begins = [k for k in range(floor, m.start() - 1) if _begins(text, k) or (works and _done(text, k))]
            low = m.start() if not begins else begins[-1] if works else begins[0]
        if (led := _LED.match(text, low, m.start())) is not None and led.end() > low:
            low, before = led.end(), None
            if low == m.start() or listed.get(low) == m.end():
                continue  # 这表明|水电站, 第三大|灌区; 调度|三峡水库 is read as it stands
        name = text[low : m.start()]
        if m[0] in _WORKS and _SORT.search(name):
            continue
        own = len(name) > 1 and _own(name)
        if before is not None and not own and len(name) != 1:
            if before.place.level in ("province", "country") and not before.place.municipality:
                continue
            if m[0][-2:] != "大堤" and (not name or m[0] != "湿地"):
                yield Spot(before.start, m.end(), _other(text[before.start : m.end()]))
        elif own and m[0] != "湿地":
            yield Spot(low, m.end(), _other(text[low : m.end()]))
            if len(name) > 2 and name[-1] in "山湖江岛岭":  # 白马山 of 白马山烈士陵园, named again by itself
                again = (text.find(name, at) for at in (0, m.end()))
                yield from (Spot(k, k + len(name), _other(name)) for k in dict.fromkeys(again) if k >= 0 and k != low)


def _longer(text: str, order: Sequence[Spot]) -> Iterator[Spot]:
    """小|滦河 and 石家庄|子 are another river and another village than those they are called like."""
    for s in order:
        if text[s.end - 1] in "庄堡屯营沟甸" and _HAMLET.match(text, s.end) is not None and s.bare:
            yield Spot(s.start, s.end + 1, Place("", text[s.start : s.end + 1], "village", source="text"))
        elif (
            s.place.level == "region"
            and text[s.end - 1] in "河江溪"
            and text[s.start - 1 : s.start] == "小"
            and usage.count(text[s.start - 2 : s.start]) < _COMMON
        ):
            yield Spot(s.start - 1, s.end, _other(text[s.start - 1 : s.end]))


def _own(name: str) -> bool:
    """Whether a string is a name and no word, nor made of words (but 黄山 is a place's)."""
    if gazetteer().named(name):
        return True
    return usage.count(name) < _COMMON and not made_of_words(name, _COMMON)


def _done(text: str, k: int) -> bool:
    """Whether what one does with works ends at an offset: 修建|响水水库, 完成|二滩水电站."""
    return text[k - 2 : k] in _BUILT


def _begins(text: str, k: int) -> bool:
    """Whether a name may begin at an offset: behind a mark, a particle, a verb of motion."""
    before = text[k - 1 : k]
    return not han(before) or before in "的和与及" or gone_to(text, k)


def _nature(text: str, order: Sequence[Spot]) -> Iterator[Spot]:
    """What a text puts right behind the county it lies in, or into 在…一带; towns within their walls."""
    starts = {s.start for s in order}
    for s in order:
        if s.bare and not s.byname and s.place.level in ("prefecture", "county") and (m := _WALLS.match(text, s.end)):
            yield Spot(s.start, m.end(), s.place, bare=True)
        if s.place.level not in ("prefecture", "county") and not s.place.municipality:
            continue
        m = _NATURE.match(text, s.end)
        if m is None or any(a in starts for a in range(s.end, m.end())) or set(m[0]) & _NO_NAME:
            continue
        if len(m[0]) == 2 and m[0][0] in _PLAIN:
            continue
        right = free_right(text, m.end()) or text[m.end()] in "上下麓脚" or said_of_place(text, s.end, m.end())
        if _common(m[0]) or not right:
            continue
        yield Spot(m.start(), m.end(), _other(m[0]))
    for m in _AROUND.finditer(text) if any(w in text for w in _AROUND_WORDS) else ():
        a, b = m.span("name")
        if (
            a not in starts
            and not set(m["name"]) & _NO_NAME
            and m["name"][-1] not in _WITHIN
            and not _common(m["name"])
        ):
            yield Spot(a, b, _other(m["name"]))
    for rule in (_RATED, _FLOOD):
        for m in rule.finditer(text) if "级" in text or "江" in text or "河" in text else ():
            if m.start() not in starts and (rule is _RATED or not _common(m["name"])):
                yield Spot(*m.span("name"), _other(m["name"]))


_AROUND_WORDS = ("一带", "伏", "阻击", "被", "害", "义", "牺牲", "集结", "会师", "激战", "突围", "歼敌")
#: 在战斗|中|牺牲
_WITHIN = frozenset("中内里外上下前后间时处边旁侧门")


def _common(name: str) -> bool:
    """Whether a string is a word, ends in one, or divides into words."""
    return usage.count(name) >= _COMMON or usage.count(name[-2:]) >= _COMMON or made_of_words(name, 1)


def _other(name: str) -> Place:
    return Place("", name, "other", source="text")


def _town(place: Place) -> bool:
    return place.level in _TOWNS or place.municipality or place.name.endswith("特别行政区")
