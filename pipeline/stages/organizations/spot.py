"""Places and named bodies of the lexicon as they stand in the text: one pass, leftmost and longest."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.lexicon.bodies import body_index
from pipeline.lexicon.loader import Matcher
from pipeline.lexicon.places import Place, gazetteer, townships
from schemas.layers import PlaceLevel

#: stems that are common words; they count only where the full name stands in the text too
COMMON = frozenset(
    "安康 来宾 白银 大同 中山 黄山 北海 山南 海东 海西 海北 三明 东方 和平 朝阳 海南 吉林 通化".split()
) - {"海南", "吉林"}
#: forms of the lexicon that are words of their own unless the context says otherwise
_UNSAFE = frozenset(
    "国家 中国 民国 总参 总政 总后 总台 兵团 北大 联大 社科院 人大常委会 法工委 特区政府 外汇局 海警局 港澳办 团 军委 东盟 欧盟".split()
) - {"军委", "东盟", "欧盟"}
#: county stems known well enough to stand alone anywhere
_KNOWN = frozenset(
    "昆山 太仓 常熟 张家港 江阴 宜兴 义乌 敦煌 曲阜 涿州 正定 瑞金 遵化 井冈山 延庆 怀柔 香格里拉 霍尔果斯 满洲里 二连浩特 "
    "武夷山 都江堰 汶川 北川 韶山 晋江 石狮 慈溪 余姚 海宁 桐乡 诸暨 永嘉 乐清 安吉 德清 长兴 兰考 林州 巩义 阜平 西柏坡 腾冲 "
    "瑞丽 大理市 凯里 仁怀 茅台 福清 南安 惠安 龙港 雄安 浦东 滨海新区 两江 崇明 嘉定 青浦 松江 奉贤 闵行 浦东新区 海淀 丰台 "
    "石景山 门头沟 房山 大兴区 密云 平谷 顺义 昌平 迁安 霸州 三河市 武清 静海 蓟州 寿光 邹城 滕州 龙口 荣成 胶州 平度 莱西".split()
)
#: names of districts that are common words; they count only right after the city they lie in
_GENERIC = frozenset(
    "新区 城区 郊区 矿区 市区 东区 西区 南区 北区 城中区 城东区 城西区 城北区 市中区 老城区 新城区".split()
)
#: two-character counties whose first character is a word of its own (任县委书记, 代县长)
_SHORT_COUNTIES = frozenset(
    "任县 和县 代县 成县 文县 应县 开县 兴县 通县 全县 会县 原县 定县 单县 随县 陵县 易县 景县 沛县 忠县 丰县".split()
)
_OPEN = frozenset("，。、；：（“ \n\u3000")
_ZONE = re.compile(r"(?:经济技术|高新技术产业|高新|综合|综合实验|经)?(?:开发区|实验区|新区|保税区)")
_BODY_END = re.compile(r"门|队|署(?!名)|分(?!管|别)|级|下|属|里")
_CLAUSE = re.compile(r"[，。；：！？\n]")


@dataclass(slots=True)
class Spot:
    """A place in the text (view offsets); `surface` words may be bare; `nested` when it belongs to a free name."""

    start: int
    end: int
    place: Place
    bare: bool = False
    sure: bool = True
    nested: bool = False


@dataclass(slots=True)
class Hit:
    """A form of the body lexicon in the text."""

    start: int
    end: int
    form: str


@dataclass(slots=True)
class Spots:
    """All places and lexicon bodies, in text order."""

    places: list[Spot] = field(default_factory=list)
    bodies: list[Hit] = field(default_factory=list)


@lru_cache(maxsize=1)
def _matcher() -> tuple[Matcher, dict[str, str]]:
    g = gazetteer()
    kinds: dict[str, str] = {}
    for f in g.bare_forms():
        if len(f) >= 2:
            kinds[f] = "bare"
    for f in g.forms():
        if len(f) >= 2:
            kinds[f] = "place"
    for f in body_index():
        if f not in _UNSAFE and len(f) >= 2 and f not in kinds:
            kinds[f] = "body"
    return Matcher(kinds), kinds


def find(text: str, year: int | None, blocked: Sequence[tuple[int, int]] = ()) -> Spots:
    """Places and lexicon bodies; what overlaps a person's name (`blocked`, sorted) is left out."""
    matcher, kinds = _matcher()
    g = gazetteer()
    out = Spots()
    strings = matcher.strings
    b, nb = 0, len(blocked)
    last: Place | None = None
    last_end = -100
    doubtful: list[Spot] = []
    named: set[str] = set()
    for s, e, i in matcher.find(text):
        while b < nb and blocked[b][1] <= s:
            b += 1
        form = strings[i]
        kind = kinds[form]
        if b < nb and blocked[b][0] < e:
            ps, pe = blocked[b]
            inside = (
                ps <= s and e <= pe and not (kind == "place" and (s, e) == (ps, pe) and form[-1] in "省市县区州盟旗")
            )
            if kind == "bare" or inside or len(form) < 3 or (s < ps and pe > e):
                continue  # the name of a person; 昌宁县 wins over 任昌宁, 龙陵县 over 龙陵
        if kind == "body":
            if form[-1] in "部局署委办" and _BODY_END.match(text, e):
                continue
            out.bodies.append(Hit(s, e, form))
            continue
        near = last.code if last is not None and s - last_end < 400 else None
        if form == "重庆" and (text[s - 1 : s] == "隆" or text[e : e + 1] == "祝"):
            continue
        if form in _GENERIC and s != last_end:
            continue
        if (
            form in _SHORT_COUNTIES
            and s != last_end
            and s > 0
            and (text[s - 1] not in _OPEN or text[e : e + 1] in "长委")
        ):
            continue
        place = g.resolve(form, year, near)
        if place is None:
            continue
        bare = place.domestic and form != place.name and form not in place.aliases
        if bare and not place.valid(year):
            continue
        spot = Spot(s, e, place, bare)
        if bare and (place.level == "county" or form in COMMON):
            joined = last is not None and 0 <= s - last_end <= 1 and place.code[:2] == last.code[:2]
            organ = text[e : e + 1] in ("县", "市", "区", "州", "旗") or _ZONE.match(text, e) is not None
            if not ((joined and form not in _WORDS) or organ or form in _KNOWN):
                spot.sure = False
                doubtful.append(spot)
        elif place.domestic and not bare:
            named.add(place.code)
        out.places.append(spot)
        if spot.sure:
            last, last_end = place, e
    if doubtful:
        _settle(out, doubtful, named, text, year)
    return out


def _settle(out: Spots, doubtful: Iterable[Spot], named: set[str], text: str, year: int | None) -> None:
    """A doubtful county stem stands when its full name does, or in a list of other places of its prefecture."""
    g = gazetteer()
    prefectures = {s.place.code[:4] for s in out.places if s.sure and s.place.level == "prefecture" and s.place.code}
    drop = set()
    for s in doubtful:
        form = text[s.start : s.end]
        options = [p for p in g.named(form) if p.valid(year)]
        full = next((p for p in options if p.code in named), None)
        near = next((p for p in options if p.level == "county" and p.code[:4] in prefectures), None)
        chosen = full or (near if form not in COMMON and form not in _WORDS else None)
        if chosen is None:
            drop.add(id(s))
        else:
            s.place, s.sure = chosen, True
    out.places = [s for s in out.places if id(s) not in drop]


#: county stems that are everyday words
_WORDS = frozenset(
    "合作 和平 资源 友好 复兴 振兴 通道 动力 友谊 公园 新兴 南部 前进 解放 港口 和政 和安 安新 大关 延长 公安 富裕 同心 青山 宏伟 江南 新建 会同 "
    "共和 光明 平和 红旗 大兴 新华 金山 新和 民和 平安 运河 古城 大新 东方 新平 同德 大城 市中 大通 立新 清河 长安 云龙 新安 卫东 东明 兴国 "
    "盐湖 天全 滨海 方正 天山 互助 牡丹 富民 安居 大方 华龙 上城 建平 南关 平原 安宁 东风 大安 江山 同安 乐业 上高 万年 白云 中原 老城 金水 "
    "莲花 城中 九龙 定安 露天 沿河 政和 马关 天等 大田 东湖 双城 东安 龙泉 桥头 康保 小店 路桥 龙门 芙蓉 泰山 朝天 台前 紫金 清水 永丰 新民 "
    "新城 威信 四方 北道 东至 宝塔 河口 江海 民丰 凤凰 三原 长白 赤水 民权 建华 小河 大港 兴业 爱民 永新 振东 燕山 白玉 白沙 安定 定海 新市 "
    "黑水 铁山 灯塔 清江 沙河 永红 松山 新河 太平 天长 天河 向阳 南华 北站 化德 三门 城关 郊区 城区 城东 城西 城北 矿区 新区 开发 文化 建设 "
    "胜利 团结 永安 永定 东城 西城 东山 西山 南山 北山 东区 西区 中区 道里 路南 路北 桥西 桥东 长乐 长寿 平定 高明 明光 正阳 正安 向前 西乡 宁远 "
    "高新 经开 自流井 五家渠 可克达拉 明山 文山 中心 工农 南岸 江北 湖滨 海城 凌云 巨野 集美 思明 同江 内黄 通海 丹阳 龙江 华容 嘉禾 美兰 秀英".split()
)


@lru_cache(maxsize=65536)
def _codes(name: str) -> str | None:
    return townships().get(name)


_STOP = re.compile(r"[省市县区的了在与及和对向从将把被是为就到由给让使着等各多某]|推进|建设|乡镇")
_TOWN = re.compile(r"(?<![城集小乡市])镇(?!长期|痛|压|静|定)|乡(?!村|亲|愁|土|情|贤|音|下)|街道|苏木")
_HAN = re.compile(r"[一-鿿]{2,8}\Z")


def towns(text: str, spots: list[Spot]) -> list[Spot]:
    """Townships named in full (焕古镇, 王寨街道): known ones anywhere, others right after a place they lie in."""
    g = gazetteer()
    ends = {s.end: s for s in spots if s.place.domestic}
    last: Spot | None = None
    order = sorted(spots, key=lambda s: s.start)
    k = 0
    out: list[Spot] = []
    for m in _TOWN.finditer(text):
        e = m.end()
        while k < len(order) and order[k].end <= m.start():
            if order[k].place.domestic:
                last = order[k]
            k += 1
        window = _HAN.search(text, max(0, m.start() - 8), m.start())
        if window is None:
            continue
        low = window.start()
        near = last.place.code if last is not None else None
        found: Spot | None = None
        for s in range(max(low, m.start() - 6), m.start()):
            name = text[s:e]
            codes = _codes(name)
            if codes is None or len(name) <= 2:
                continue
            parent = ends[s].place if s in ends else None
            town = g.township(name, parent.code if parent is not None else near)
            if town is None:
                continue
            if parent is not None:
                if town.code[:2] == parent.code[:2] and (parent.level != "county" or town.code[:6] == parent.code):
                    found = Spot(s, e, town)
                    break
                continue
            if "|" in codes and (near is None or town.code[:2] != near[:2]):
                continue
            if len(name) == 3 and m[0] in "乡镇" and (near is None or town.code[:4] != near[:4]):
                continue
            found = found or Spot(s, e, town)
        if found is None:  # right after the place it lies in, an unlisted one counts too
            for s in range(max(low, m.start() - 3), m.start() - 1):
                if s in ends and ends[s].place.level in ("county", "prefecture") and not _STOP.search(text, s, e):
                    found = Spot(s, e, Place("", text[s:e], "township", source="text"))
                    break
        if found is not None:
            out.append(found)
    return out


_VILLAGE = re.compile(
    r"(?!农业|的|在|各|所有|全|区|市|县|少数民族|传统|美丽|示范|试点)[^\W\d_的了在与及和对向从把是为到由使着等]{1,5}?(?:社区|村)(?!民|庄|落|里|级|委(?!会)|子|集体|规|居|干部|口|上|医|头|局|厅|部|工作|振兴|经济|信用|商业|牧|业)"
)


def villages(text: str, ends: Iterable[Spot]) -> list[Spot]:
    """Villages and communities right after a township or county (老县镇|蒋家坪村)."""
    out = []
    for s in ends:
        if (
            s.place.level in ("township", "county")
            and (m := _VILLAGE.match(text, s.end))
            and not (s.place.level == "county" and _TOWN.search(m[0]))
        ):
            level: PlaceLevel = "village"
            out.append(Spot(s.end, m.end(), Place(s.place.code, m[0], level, source="text")))
    return out
