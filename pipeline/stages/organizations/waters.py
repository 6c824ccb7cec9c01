"""Rivers and mountains after which divisions are called: which of the two a text means (黑龙江|干流, 怒江、澜沧江)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from pipeline.lexicon.places import Place, gazetteer, place_words

if TYPE_CHECKING:
    from pipeline.stages.organizations.spot import Spot

#: what is said of a river and of no province or town
_WATER = re.compile(
    r"干流|支流|流域|[上中下]游|两岸|沿岸|水位|水系|江[面段水心畔岸]|河[段道面]|主?航道|大?峡谷|开江|封江|封冻|界江|"
    r"等[\d一二三四五六七八九十多数]{1,4}条[一-鿿]{0,4}[江河]|(?:已经?|即将|将|陆续|相继|全线)?进入(?:开江|封江|封冻)"
)
#: what is said of a mountain
_PEAK = re.compile(
    r"[东西南北]麓|主峰|山[脉麓]|之巅|脚下|林海|(?:原始)?林区|腹地|深处|等[\d一二三四五六七八九十多数]{0,4}座?名?山(?!区)"
)
#: what stands between the names of one list
_JOINED = ("、", "和", "与", "及", "以及")
#: what ends the names of waters and of mountains
_WATERS = frozenset("江河水溪川湖海淀")
_PEAKS = frozenset("山岭脉峰岳")


def of_water(form: str, text: str, e: int, place: Place) -> Place | None:
    """The river or the mountain after which a division is called, where the text speaks of it: 黑龙江|干流, 大兴安岭|林区."""
    if form not in place_words("river") or not place.domestic:
        return None
    said = _PEAK if form[-1] in _PEAKS else _WATER
    return itself(form) if said.match(text, e) else None


def itself(form: str) -> Place:
    """The river or the mountain of a name."""
    found = gazetteer().named(form, bare=False)
    return next((p for p in found if not p.domestic), Place("", form, "region", source="text"))


def beside(text: str, spots: Sequence[Spot]) -> set[int]:
    """Make divisions that stand in a list of rivers or of mountains the river or the mountain; the starts of those made.

    怒江、澜沧江 are two rivers, 怒江、大理 two prefectures; two mountains of which both may be towns are mountains too.
    """
    words = place_words("river")
    made: set[int] = set()
    row: list[Spot] = []
    for s in [*spots, None]:
        if row and (s is None or text[row[-1].end : s.start] not in _JOINED):
            _settle(text, row, words, made)
            row = []
        if s is not None:
            row.append(s)
    return made


def _settle(text: str, row: list[Spot], words: frozenset[str], made: set[int]) -> None:
    open_ = [s for s in row if s.place.domestic and text[s.start : s.end] in words]
    if not open_ or len(row) < 2:
        return
    for kind in (_WATERS, _PEAKS):
        mine = [s for s in open_ if text[s.end - 1] in kind]
        sure = [s for s in row if s.place.level == "region" and text[s.end - 1] in kind]
        others = len(row) - len(mine) - len(sure)
        if mine and not others and (sure or (kind is _PEAKS and len(mine) > 1)):
            for s in mine:
                s.place, s.bare, s.sure = itself(text[s.start : s.end]), False, True
                made.add(s.start)
