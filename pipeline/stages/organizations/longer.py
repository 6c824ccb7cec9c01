"""Names of places inside longer names that mean another thing: 长江路, 青秀|山, 山东|舰, “喀山”号, 俄罗斯|族."""

from __future__ import annotations

import re

from pipeline.lexicon import words as usage
from pipeline.lexicon.body_words import longest_first
from pipeline.lexicon.places import Place, gazetteer, place_words, towns_of
from pipeline.lexicon.surnames import transliteration

#: what makes a place's name that of a road, a bridge, a house
_STREET = re.compile(
    r"[东西南北中]?(?:[一二三四五六七八九十]{1,2})?(?:路(?![演线过上途况人基网段面易透德])|街(?![头上区舞坊]))|大道|大街(?!小巷)|[一二三四五六七八九]桥|"
    r"大桥|巷|胡同|大厦|大?酒店|大?饭店|大?宾馆|大剧院"
)
#: what makes a river's or a region's name that of a firm or a school
_BRAND = re.compile(longest_first(place_words("brand")))
#: what makes a region's or a foreign city's name that of a paper, a channel or an airline
_PAPER = re.compile(rf"{longest_first(place_words('paper'))}|航空(?!港|业|展|博览|运输|枢纽|基地)")
#: warships are called after provinces and cities
_SHIP = re.compile(r"舰(?![队艇载])")
#: “喀山”号, “巴勒斯坦2”型: in quotation marks, what bears a place's name
_QUOTED = re.compile(r"\d*[”’](?:[号级型]|导弹|战机)|号[”’]")
#: a village called by a place's name: 马鞍山|村, 老|黑山|村
_VILLAGE = re.compile(r"村(?![民镇级庄里落干支医超委集内外子办寨社两党部务史口头上下田山井本松边])")
#: the airport of a foreign city, which has a name by sounds too: 伦敦|希思罗机场
_AIRPORT = re.compile(r"[\u4e00-\u9fff]{2,6}机场")
#: stations of polar research bear the names of mountains and rivers
_STATION = re.compile(r"站(?![在着起稳立点上出])")
#: a mountain, a pass or a lake called by a town's name and one more character
_MOUNT = frozenset("山关岭峰岛湖")
#: a town or an island that bears a country's name: 东巴勒斯坦镇, 莫桑比克岛
_LESSER = re.compile(r"镇(?![压静定痛])|岛(?![国内民屿上链群礁])")
#: a people or a tongue called by a country's name: 朝鲜|族, 越南|语, 老挝|文版
_OF_NATION = re.compile(
    r"族(?![群裔谱])|语(?![言境文种音系法料录])|裔(?!孙)|文(?=[、，。；“”（）《》和与及版译等]|字幕)"
)
#: a word met so often takes the character behind a place: 桂林|山水
_WORD = 20
#: what may stand between two places that are no one name
_BETWEEN = frozenset("在到赴至从由向对往经是和与及或以兼驻同跟距离去会省市县区州旗、，。；：（）“”—-·/ \n\u3000")


def inside(text: str, s: int, e: int, place: Place, last_end: int, *, bare: bool) -> bool:
    """Whether the name is a part of the name of a road, a firm, a ship or a mountain; `last_end` ends the place before."""
    if (bare or not place.domestic or text[s:e] != place.name) and (_STREET.match(text, e) or _VILLAGE.match(text, e)):
        return True
    if place.level == "region" and (_BRAND.match(text, e) or _STATION.match(text, e)):
        return True
    if place.level == "region" and _SHIP.match(text, e):
        return True  # 综合补给舰|骆马湖舰
    if place.level == "region" and text[e - 1] in "海江河湖" and _LESSER.match(text, e):
        return True  # 湛江的|东海岛
    if place.level in ("region", "city") and _PAPER.match(text, e):
        return True
    if place.level == "city" and e - s == 2 and _sounds_on(text, e):
        return True
    if text[s - 1 : s] in ("“", "‘") and _QUOTED.match(text, e):
        return True
    if place.level == "country":
        return _LESSER.match(text, e) is not None or _OF_NATION.match(text, e) is not None
    return bare and (_SHIP.match(text, e) is not None or (_mount(text, s, e, last_end) and not _town(text, e, place)))


def _mount(text: str, s: int, e: int, last_end: int) -> bool:
    """Whether a town's name and a character beside it are a mountain's: 南宁|青秀|山, 重庆|歌|乐山."""
    after = text[e : e + 1]
    if after in _MOUNT and not any(usage.count(text[e : e + n]) >= _WORD for n in (2, 3)):
        return not gazetteer().named(text[e : e + 2])  # 福州|关中村
    return text[e - 1] in _MOUNT and s - 1 == last_end and text[s - 1] not in _BETWEEN


def _town(text: str, e: int, county: Place) -> bool:
    """Whether a township of a county stands right behind its stem: 平阳|山门."""
    return any(text.startswith((t.name, t.bare), e) for t in towns_of(county.code))


def _sounds_on(text: str, e: int) -> bool:
    """Whether a name written by sounds goes on behind two characters that are a city's: 迈|吉达|尔沙姆斯."""
    if _AIRPORT.match(text, e):
        return False
    chars = transliteration()
    following = text[e : e + 3]
    return (
        len(following) == 3
        and all(c in chars for c in following)
        and not any(usage.count(text[a:b]) for a in (e, e + 1) for b in (a + 2, a + 3))
    )
