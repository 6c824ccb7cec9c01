"""Places that no list holds: new, renamed or invented counties that the text itself shows to be one (X县人民政府, X日报)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from pipeline.lexicon import words
from pipeline.lexicon.places import Place, gazetteer, place_words
from pipeline.stages.organizations.organs import grammar
from pipeline.stages.organizations.read import Cover
from pipeline.stages.organizations.spot import Spot
from pipeline.stages.organizations.words import acts
from schemas.layers import PlaceLevel

_UNIT = re.compile(
    r"自治[县旗州]|[县市区州旗盟](?![场民级域]|政[工基设道公管])|省(?=委(?!托)|政府|人大|政协|人民|高院|长|[\u4e00-\u9fff]{2,8}[厅局])"
)
_RUN = re.compile(
    r"[^\W\d_A-Za-z的了在与及或对向从将把被是为就到由给让使着也都又还很这那其等并而且但因所如若则即说称赴听看走召参访见迎送请任和兼原至于以各每某全本我该此某]{1,4}\Z"
)
_CUT = re.compile(
    r"按照|根据|依照|遵照|围绕|紧扣|结合|坚持|认真|积极|切实|全面|深入|第?[一二三四五六七八九十]{1,3}届|先后|[上中下]旬|[当同次翌是本][年月日]|[年月][初底末]|[历曾时调改升转接出兼就]任|住所地|所在地|户籍地|出生地|关于|批转|转发|下达|下发|抄送|抄报|呈报|主送|主办|承办|调整|充实|健全|完善|重组|更名|印发|任免|选举|聘任|[抓当做办建管用搞开]好|时值|正值|适逢|恰逢|欣逢|喜迎|召集|落实|贯彻|传达|审议|决定|终止|同意|批准|准予|命名|表彰|作者系?|系|中共|共青团|政协|民[革盟建进]|农工党|致公党|九三学社|台盟|人大|代表|受|他|她|我|你|担任|现任|时任|走进|来到|深入|前往|抵达|返回|考察|调研|视察|组织|支持|推动|帮助|慰问|援助|对口|帮扶|结对|巡察|督导|检查|通报|管辖|涉及|位于|毗邻|途经|包括|选派|其中|分别|同时|首先|尤其|报|经|据|当选|专访|采访|对话|成立|组建|建立|设立|撤销|改为|恢复|并入|划归|隶属"
)
#: what makes 级县, 强县, 城市 no name
LAST = frozenset(
    "届地线带流帮级强困范点弟辖列邻边沿明产口命境牧国省大中小城都郊市县区农社校园片新老特战军山灾疫山牧两几多数神九副改设还位名任届"
)
#: 五星红|旗, 南北花|市: words that end like the name of a division
_NO_UNIT = {"旗": "红国锦党团军升", "市": "花夜菜早超闹楼股"}
#: 欧盟, 同盟, 民盟: unions of states, of people, parties, and no league of Inner Mongolia
_UNIONS = frozenset(w[0] for w in place_words("union"))
_LEVEL: dict[str, PlaceLevel] = {
    "省": "province",
    "县": "county",
    "旗": "county",
    "区": "county",
    "市": "prefecture",
    "州": "prefecture",
    "盟": "prefecture",
}
_PRESS = re.compile(
    r"(?:中共)?([一-鿿]{2,3}?)(?P<unit>[县市区州旗盟])?(?:日报|晚报|时报|周报|新报|商报|早报|晨报|导报|快报|报社?|新闻网?|融媒(?:体中心)?|发布|政府网|广播电视台|电视台)"
)
_SEAT = re.compile(r"(?P<name>[一-鿿]{2,3}(?P<unit>[县市区州旗盟]))(?:人民政府|政府|委(?!员会))")
#: how often the corpora may hold a name's stem before it is an everyday word (有关|县委)
_RARE = 30
_LINE_START = re.compile(r"(?:\A|\n)[ \u3000]*[一-鿿]{2,5}\Z")
_BARE = re.compile(
    r"(?:^|[，。；：“”\n、])([一-鿿]{2})(?=地处|位于|大地|儿女|籍|人民(?!政府|代表|群众|法院|检察院|团体|日报))|"
    r"(?:美丽|幸福|平安|现代化|富美|魅力|活力|和美)新?([一-鿿]{2})(?=建设|新篇章|篇章|新图景|[，。；！])"
)
_STRONG = re.compile(
    r"人民|政府|委(?!托|派|以|任|屈|婉)|人大|政协|纪委|监委|融媒体|公安|法院|检察院|日报|革委会|革命委员会|议会|"
    r"[一-鿿]{2,3}(?:[镇乡](?!镇|村)|街道)"
)
#: a township right behind its county
_TOWN_NEXT = re.compile(r"(?!直属|所属|下属|各)[^\W\d_的各乡镇村]{2,3}(?:[镇乡](?!镇|村|级|长)|街道)")
#: 滦岭县|城西北二十八公里: how a text says where something lies
_TOWN_OF = re.compile(r"城(?!乡|市|镇|管|建|投|区|关)")
_LIES = re.compile(r"(?:位于|地处|[在到赴距离至抵由从]|[，。；：、（“\n \u3000])\Z")
#: a river or a sea that bears the name of a place
_WATER = re.compile(
    r"流域|[上中下]游|干流|支流|两岸|沿岸|沿江|水系|航道|黄金|经济带|大堤|大桥|之滨|水质|[河湖江水源畔岸]"
)


#: 县委|县政府 without a mark between them
_ORGANS = re.compile(r"[省市县区州旗盟镇乡](?:委|府|政府|人大|政协|纪委|监委|里|直)\Z")
#: how far the head of a text reaches
_HEAD = 120
#: how many different names of one text are looked after; a list of hundreds is no text
MOST = 48


def cover(ranges: Sequence[tuple[int, int]]) -> Cover:
    cover = Cover()
    for a, b in ranges:
        cover.add(a, b)
    return cover


def count(text: str, name: str, counts: dict[str, int]) -> int:
    """How often a name stands in the text; for one character, how often the text uses it as its own unit (县委, 全县)."""
    if name not in counts:
        if len(counts) > 4 * MOST:
            return 0
        counts[name] = text.count(name) if len(name) > 1 else len(_elliptic(name).findall(text))
    return counts[name]


def find(
    text: str, spots: list[Spot], blocked: Sequence[tuple[int, int]], publisher: str | None
) -> tuple[list[Spot], Place | None]:
    """The places with those no list holds, and the publisher's own if it is one of them.

    A name counts when a body of it stands in the text and it recurs, opens a line, or names the publisher; 青岚县 is not
    the listed 岚县 with something before it.
    """
    g = gazetteer()
    ends = {s.end: s for s in spots}
    organ = grammar().organ
    names: dict[str, str] = {}
    counts: dict[str, int] = {}
    stops = sorted(ends)
    people = cover(blocked)
    for m in _UNIT.finditer(text):
        end = m.end()
        at = ends.get(end)
        if at is not None and (at.end - at.start > 2 or (at.bare and text[at.end - 1] != m[0])):
            continue  # 沙市 in 江沙市 is no place
        if at is not None and at.place.level in ("country", "city"):
            continue  # 美|加州
        if at is not None and ((at.bare and at.place.level in ("province", "prefecture")) or at.start in ends):
            continue  # 韵味|杭州, 湖南|澧县|城头山
        lies = m[0] == "县" and _TOWN_OF.match(text, end) is not None
        if (
            at is None
            and not lies
            and not _STRONG.match(text, end)
            and not _LINE_START.search(text, max(0, end - 6), end)
        ):
            continue
        base = at.start if at is not None else m.start()
        low = begin(text, base)
        if low is None:
            continue
        k = bisect_right(stops, base) - 1
        if k >= 0 and stops[k] > low:
            river = ends[stops[k]]
            mine = stops[k] == base and _other_kind(river, m[0])
            # 澎湖|口市: one character is no name of its own
            mine = mine or (
                stops[k] == base - 1
                and river.place.name != text[river.start : river.end]
                and text.count(text[river.start : end]) > 1
            )
            low = max(low, river.start) if mine else stops[k]
        if low >= end or people.hit(low, end):
            continue
        name = text[low:end]
        stem = name[: -len(m[0])]
        if (m[0] == "盟" and stem[-1] in _UNIONS) or (m[0] == "区" and words.count(name) >= _RARE):
            continue  # 无人区
        if (
            stem in ("自治", "行政", "市辖", "省份")
            or (m[0] == "省" and words.count(stem))  # 委托|省委组织部: every province is listed
            or _ORGANS.search(stem)
            or not 2 <= len(stem) <= 3
            or stem[-1] in LAST
            or stem[-1] in _NO_UNIT.get(m[0], "")
            or acts(stem)
            or name in names
            or g.named(name)
            or any(p.level == "city" for p in g.named(name[1:], bare=False))  # 美|加州
        ):
            continue
        strong = organ.match(text, end) is not None or _TOWN_NEXT.match(text, end) is not None
        opens = low == 0 or text[low - 1] == "\n"
        # ，青溪县委书记…: a body's whole name between a mark and the organ, and no word that a text may put there (，有关县委)
        alone = (
            strong
            and low > 0
            and (text[low - 1] in "，。；：、（“任到赴" or text.endswith("中共", 0, low))
            and (words.count(stem) < (_RARE if len(stem) == 2 else 1) or bool(g.named(stem)))
        )
        recurs = count(text, name, counts)
        known = bool(publisher and publisher.removeprefix("中共").startswith(stem))
        if m[0] == "区" and recurs < 2:
            continue
        spoken = strong or recurs >= 2 or at is not None or count(text, m[0], counts) >= 2
        shown = (strong and (recurs >= 2 or opens or known)) or (known and recurs) or (at is not None and recurs >= 2)
        placed = (
            lies and (recurs >= 2 or not words.count(stem)) and _LIES.search(text, max(0, low - 2), low) is not None
        )
        if any(p.domestic for p in g.named(stem)) and not shown:
            continue  # 云冈|县政府: of another kind than the listed one
        if shown or alone or placed or (opens and spoken and end < len(text) and text[end] != "\n"):
            names[name] = m[0]
    home = _publisher(text, publisher, names, spots)
    if home is None and not names and not any(s.place.domestic and s.place.level != "province" for s in spots):
        home = _spoken_of(text)
    if home is not None:
        names.setdefault(home.name, home.unit if home.unit in ("县", "市", "区", "州", "旗", "盟") else home.name[-1])
    for name, unit in list(names.items())[:MOST]:
        spots = _place(text, spots, blocked, name, Place("", name, _LEVEL[unit[-1]], source="text"), name[: -len(unit)])
    return spots, home


def begin(text: str, end: int) -> int | None:
    """Where the name of a place that ends at an offset may begin, verbs before it cut off; None where no name can stand."""
    run = _RUN.search(text, max(0, end - 4), end)
    if run is None:
        return None
    low = run.start()
    for c in _CUT.finditer(text, max(0, low - 2), end):
        low = max(low, c.end())  # 共青团|白石
    return low


def _other_kind(spot: Spot, unit: str) -> bool:
    """Whether a place read by a river's name or a stem is another than the one whose unit follows (西江|市, 云冈|县)."""
    if not spot.place.domestic:
        return spot.place.level == "region"
    return spot.bare and not spot.place.name.endswith(unit[-1])


#: what shows a prefecture of old: 临汾|地委
_PREFECTURE = re.compile(r"地区(?!性)|地委(?!托|派|员)|[行专]署(?!名)|专员公署|行政公署")


def prefectures(text: str, spots: list[Spot], blocked: Sequence[tuple[int, int]]) -> list[Spot]:
    """Prefectures (地区) that no list holds: the text gives them a 地委, a 行署 or a 专署, twice or between marks."""
    if not any(w in text for w in ("地区", "地委", "署")):
        return spots
    g = gazetteer()
    known = {s.end for s in spots}
    people = cover(blocked)
    found: dict[str, int] = {}
    units: dict[str, str] = {}
    for m in _PREFECTURE.finditer(text):
        at = m.start()
        low = None if at in known else begin(text, at)
        if low is None or not 2 <= at - low <= 3 or people.hit(low, at):
            continue
        stem = text[low:at]
        # until 1970 or so they were called 专区
        unit = "专区" if m[0].startswith("专") and g.named(stem + "专区", bare=False) else "地区"
        listed = g.named(stem + unit, bare=False)
        if listed and not any(p.level == "prefecture" for p in listed):
            continue  # 东部地区
        if not listed and (stem[-1] in LAST or stem[-1] in "省市县区部重" or acts(stem) or words.count(stem)):
            continue
        alone = low == 0 or not "一" <= text[low - 1] <= "鿿" or text[low - 2 : low] == "中共"
        found[stem] = found.get(stem, 0) + 1 + (bool(listed) or (alone and m[0] != "地区"))
        units[stem] = unit if unit == "专区" else units.get(stem, unit)
    for stem, n in list(found.items())[:MOST]:
        if n >= 2:
            name = stem + units[stem]
            old = next((p for p in g.named(name, bare=False) if p.level == "prefecture"), None)
            place = old or Place("", name, "prefecture", source="text")
            spots = _place(text, spots, blocked, place.name, place, stem)
    return spots


def _place(
    text: str, spots: list[Spot], blocked: Sequence[tuple[int, int]], name: str, place: Place, stem: str
) -> list[Spot]:
    """The spots with every naming of one place, in full or by its stem, in the stead of what it was misread as."""
    people = cover(blocked)
    old = cover(sorted((s.start, s.end) for s in spots if not _stem_of(text, s, stem)))
    found = {m.start(): (m.end(), False) for m in re.finditer(name, text)}
    for m in re.finditer(stem, text):
        if m.start() not in found and not people.hit(m.start(), m.end()) and not old.hit(m.start(), m.end()):
            found[m.start()] = (m.end(), True)
    mine = cover(sorted((a, b) for a, (b, _) in found.items()))
    rest = [s for s in spots if not mine.hit(s.start, s.end)]
    return [*rest, *(Spot(a, b, place, bare) for a, (b, bare) in sorted(found.items()))]


def _stem_of(text: str, spot: Spot, stem: str) -> bool:
    """Whether a place was read by the bare stem of another (西江 in 西江一中 the river's, in 西江流域 by right)."""
    if text[spot.start : spot.end] != stem or not (spot.bare or spot.place.level == "region"):
        return False
    return spot.place.domestic or _WATER.match(text, spot.end) is None


def _elliptic(unit: str) -> re.Pattern[str]:
    u = unit[-1]
    return re.compile(rf"(?<![一-鿿]){u}(?:委|政府|长|人大|政协|里)|[我全]{u}(?!级)")


def _units(text: str) -> dict[str, int]:
    """How often a text speaks of its own place by each unit word (县委, 市长, 全区)."""
    return {u: len(_elliptic(u).findall(text)) for u in "县区旗市州"}


def _unit_of(text: str) -> str | None:
    """The unit word by which a text speaks of its own place."""
    counts = _units(text)
    unit = max(counts, key=lambda u: counts[u])
    return unit if counts[unit] else None


def _spoken_of(text: str) -> Place | None:
    """A place spoken of by its bare name alone (X地处沅水上游, X大地), where the text's 县委 or 全县 says what it is."""
    for m in _BARE.finditer(text):
        stem = m[1] or m[2]
        if (
            text.count(stem) >= 2
            and words.count(stem) < _RARE
            and not gazetteer().named(stem)
            and (unit := _unit_of(text)) is not None
        ):
            return Place("", stem + unit, _LEVEL[unit], source="text")
    return None


def _publisher(text: str, publisher: str | None, names: dict[str, str], spots: Sequence[Spot]) -> Place | None:
    """The publisher's place when no list holds it: 青岚日报 with 县委 in its text is 青岚县."""
    if not publisher:
        return None
    own = publisher.removeprefix("中共")
    for name, unit in names.items():
        if own.startswith(name[: -len(unit)]):
            return Place("", name, _LEVEL[unit[-1]], source="text")
    seat = _SEAT.match(own)
    if seat is not None and not any(p.domestic for p in gazetteer().named(seat["name"])) and seat["name"] not in names:
        return Place("", seat["name"], _LEVEL[seat["unit"]], source="text")  # 嘉义县政府新闻处
    m = _PRESS.match(own)
    g = gazetteer()
    if (
        m is None
        or (m["unit"] and g.named(m[1]))
        or any(g.named(m[1][k:]) for k in range(1, len(m[1]) - 1))  # 新湖南报
        or g.named(m[1] + "新区", bare=False)  # 浦东时报
        or m[1][:2] in ("中国", "人民", "新华", "光明", "经济", "法治", "环球", "中新", "央视")
    ):
        return None
    counts = _units(text)
    if m["unit"]:
        return Place("", m[1] + m["unit"], _LEVEL[m["unit"]], source="text")  # 云屏县融媒体中心
    unit = max(counts, key=lambda u: counts[u])
    listed = g.named(m[1])
    if listed and not (unit == "市" and counts["市"] > 1 and not counts["区"] and _only_districts(listed)):
        return None
    if not counts[unit] or (text.count(m[1]) <= text.count(own) and _headed(text, spots, unit)):
        return None
    return Place("", m[1] + unit, _LEVEL[unit], source="text")


def _headed(text: str, spots: Sequence[Spot], unit: str) -> bool:
    """Whether the head of a text names a listed place of a kind in full: its 市委 is that one's, whatever its paper is called."""
    return any(
        s.start < _HEAD and s.place.code and s.place.domestic and text[s.end - 1] == unit and not s.bare for s in spots
    )


def _only_districts(places: Sequence[Place]) -> bool:
    """滨江晚报 of a text that speaks of 市委 and 市长: no district of that name is meant."""
    return all(p.level == "county" and p.name.endswith("区") for p in places)
