"""Divisions of foreign countries: the word for their kind belongs to the name (布什尔|省), and those no list holds are read
where the text shows them abroad (韩国|庆州市, 俄罗斯西部的|坦波夫州, 哈马省和|楠普拉省)."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import replace

from pipeline.lexicon import words as usage
from pipeline.lexicon.places import Place, place_words
from pipeline.lexicon.surnames import transliteration
from pipeline.stages.organizations.cover import Cover
from pipeline.stages.organizations.cut import made_of_words
from pipeline.stages.organizations.spot import Spot

#: words for divisions of foreign countries, with what makes each another word (省长, 市场, 县城)
_UNIT = re.compile(
    r"省(?![长内会级份])|州(?![长府立界际议内])|(?:边疆|自治)区|大区(?!域)|市(?![场民长郊内值容级面集况景]|中心|区|政(?!府))|"
    r"县(?![长城域级内])|郡(?![主王长])|邦(?![交国联])|岛(?![国内民屿上链])"
)
#: a name in a list, after a side of the country, or after what a text calls it
_LEADS = re.compile(
    r"(?:(?:[东西南北中]|东北|西北|东南|西南|中西|中南|中北)部(?:沿海|边境|沿岸|山区|地区|城市|港口城市|港城|重镇)?(?:的)?|首都|首府|(?:最大|第[一二三四]大|重要|主要|海滨|沿海|边境|港口)?城市|"
    r"[、和与及]|以及|位于|靠近|邻近|接壤的|[对向在从至到袭占])\Z"
)
#: 塔费加格特|是一个…小村庄; …附近的村镇——|艾米兹米兹
_SETTLED = r"(?:村庄|村落|山村|村镇|小村|小镇|城镇|集镇|镇子|小城|古城|城市|港口|海港|定居点)"
_IS_ONE = re.compile(
    rf"(?:是|为)(?:[一这该]?[个座]|[^，。；\n]{{0,8}}的一[个座])[^，。；\n]{{0,16}}?{_SETTLED}(?=[，。；])"
)
_CALLED = re.compile(rf"{_SETTLED}(?:——|—|“)(?=[一-鿿])|{_SETTLED}(?:名叫|叫做|叫)")
#: how far back the foreign place may stand that shows where the text is
_REACH = 60
_SENTENCE = re.compile(r"[。！？\n]")
#: names of places in countries that write them in Chinese characters are no strings of sounds
_CHARACTERS = frozenset(("日本", "韩国", "朝鲜", "越南"))
_HAN = re.compile(r"[一-鿿]{2,5}\Z")
_COMMON = 20
_SOUNDS = re.compile(rf"[{''.join(sorted(transliteration()))}]{{3,8}}(?=[，。；、”的]|$)")


def extend(text: str, spots: list[Spot]) -> None:
    """Take the word for its kind into a foreign place's name: 布什尔|省 is another place than the town, 约翰内斯堡|市 the same.

    So does 脉 belong to a mountain range.
    """
    starts = {s.start for s in spots}
    ends = {s.end for s in spots}
    for s in spots:
        if text[s.end - 1] == "山" and text[s.end : s.end + 1] == "脉":
            s.end += 1
        if _anew(text, s, ends):
            s.start -= 1
            s.place = Place("", text[s.start : s.end], "city", source="text")  # 俄罗斯|新利佩茨克
        if s.place.level != "city" or (m := _UNIT.match(text, s.end)) is None:
            continue
        if text[s.end - 1] in "省州市县郡邦岛" and not (m[0] == "市" and s.end - s.start < 4):
            continue  # 加利福尼亚州|州…, but 庆州|市, 福岛|市
        if any(a in starts for a in range(s.end, m.end())):
            continue
        s.end = m.end()
        if m[0] not in ("市", "岛"):
            s.place = replace(s.place, name=text[s.start : s.end], aliases=())


def _anew(text: str, s: Spot, ends: set[int]) -> bool:
    """Whether a town is called after another: 新 stands between a place, a side or a mark and a name by sounds."""
    if s.place.level != "city" or s.end - s.start < 3 or text[s.start - 1 : s.start] != "新" or s.start < 2:
        return False
    if not all(c in transliteration() for c in text[s.start : s.end]):
        return False
    at = s.start - 1
    return at in ends or _LEADS.search(text, max(0, at - 7), at) is not None


def unlisted(text: str, spots: list[Spot], blocked: Sequence[tuple[int, int]]) -> list[Spot]:
    """Foreign divisions that no list holds: a name and a unit word where the place before is foreign."""
    if not any(_foreign(s.place) for s in spots):
        return []
    order = sorted(spots, key=lambda s: s.start)
    starts = [s.start for s in order]
    taken = Cover.of([*((s.start, s.end) for s in order), *blocked])
    ends: dict[int, Spot] = {s.end: s for s in order}
    out: list[Spot] = []
    for m in _UNIT.finditer(text):
        if taken.hit(m.start(), m.end()):
            continue
        before = order[k].place if (k := bisect_right(starts, m.start()) - 1) >= 0 else None
        if before is None or not _foreign(before) or m.start() - order[k].end > _REACH:
            continue
        if _SENTENCE.search(text, order[k].end, m.start()):
            continue
        low = _sounds(text, m.start(), order[k].end)
        if low is None and _land(order, k) in _CHARACTERS and m[0] not in ("省", "州", "岛", "邦"):
            low = _characters(text, m.start(), order[k].end, ends)
        if low is None or taken.hit(low, m.end()):
            continue
        spot = Spot(low, m.end(), Place("", text[low : m.end()], "city", source="text"))
        out.append(spot)
        ends[spot.end] = spot
        at = bisect_left(starts, low)
        order.insert(at, spot)
        starts.insert(at, low)
    return out


def told(text: str, spots: Sequence[Spot], blocked: Sequence[tuple[int, int]]) -> list[Spot]:
    """Foreign villages and towns by what a text that speaks of a country calls them, with every further naming."""
    if not any(s.place.level == "country" and s.place.name != "中国" for s in spots):
        return []
    taken = Cover.of([*((s.start, s.end) for s in spots), *blocked])
    names: dict[str, None] = {}
    for m in _IS_ONE.finditer(text) if "一" in text else ():
        low = _sounds(text, m.start(), max(0, m.start() - 8))
        if low is not None and m.start() - low > 2:
            names[text[low : m.start()]] = None
    for m in _CALLED.finditer(text):
        run = _SOUNDS.match(text, m.end())
        if run is not None and not made_of_words(run[0], _COMMON) and not usage.count(run[0]):
            names[run[0]] = None
    out: list[Spot] = []
    for name in names:
        place = Place("", name, "city", source="text")
        out += [Spot(m.start(), m.end(), place) for m in re.finditer(name, text) if not taken.hit(m.start(), m.end())]
    return out


def _foreign(place: Place) -> bool:
    return place.level in ("country", "city") and place.name != "中国" and place.name not in place_words("home")


def _land(order: list[Spot], k: int) -> str:
    """The country named last before."""
    for s in reversed(order[max(0, k - 8) : k + 1]):
        if s.place.level == "country":
            return s.place.name
    return ""


def _sounds(text: str, end: int, floor: int) -> int | None:
    """Where a name written by sounds begins that ends at an offset, not before `floor`; None where none does."""
    chars = transliteration()
    low = end
    while low > floor and end - low < 9 and (text[low - 1] in chars or text[low - 1] in "·-"):
        low -= 1
    if end - low == 9 or not 2 <= end - low <= 8:
        return None
    while end - low > 2 and low > floor and _LEADS.search(text, max(floor, low - 7), low + 1):
        low += 1  # 对|图阿普谢市
    name = text[low:end]
    free = low == floor or _LEADS.search(text, max(floor, low - 7), low) or not "一" <= text[low - 1] <= "鿿"
    if not free and usage.count(text[low - 2 : low]) < _COMMON:
        return None
    if len(name) < 2 or usage.count(name) >= _COMMON or made_of_words(name, _COMMON):
        return None
    return low


def _characters(text: str, end: int, floor: int, ends: dict[int, Spot]) -> int | None:
    """The same for a Japanese, Korean or Vietnamese name: right behind a place, a side of it, or in a list of them."""
    for low in range(max(floor, end - 4), end - 1):
        if low in ends or (_LEADS.search(text, max(floor, low - 7), low) is not None):
            name = text[low:end]
            if (
                _HAN.match(name)
                and not usage.count(name)
                and not made_of_words(name, _COMMON)
                and not set(name) & _NO_NAME
            ):
                return low
    return None


#: what no name of a place is written with: 多个县, 该市, 各郡
_NO_NAME = frozenset("的了在与及或对向从将把被是为就到由给让使着也都又还很这那其等各每某全多个该两数几首本座所约超部")
