"""Houses, firms, works and zones that a text names and no list holds: what a title after them falls back on."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.lexicon import offices

#: what ends where such a name starts: 亓书记一行赶到|鲁村镇敬老院
_BEFORE = re.compile(
    rf"[在到赴访往至由向与和着并将把对从为任入进于的]|前来|下放|分配|参加|改[称名]|更名|定名|{offices.either('body_verb_inside')}"
)
#: words that say of a house which it is without naming it
_NO_NAME = frozenset("各全某该本原新老办我两几每")
_HAN = "[\u4e00-\u9fff]"
_NOT_NEXT = "(?![长党子房家商址区里内业务]|第[一二三四五六七八九十]|附属|直属)"


@lru_cache(maxsize=64)
def _pattern(ends: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!{_HAN}){_HAN}{{1,30}}?(?:{ends}){_NOT_NEXT}")


def _last(text: str, start: int, end: int, ends: str, least: int) -> str | None:
    """The last name in start..end with one of some ends, without the words that lead to it."""
    found = None
    for m in _pattern(ends).finditer(text, start, end):
        cut = max((b.end() for b in _BEFORE.finditer(m[0], 0, len(m[0]) - least)), default=0)
        name = m[0][cut:]
        if least <= len(name) <= 16 and name[0] not in _NO_NAME:
            found = name
    return found


def house_in(text: str, start: int, end: int, unit: str) -> str | None:
    """The house of a kind that a stretch of the text names last (赶到鲁村镇敬老院。…院长甲)."""
    return _last(text, start, end, unit, 3) if unit in "院校园馆所站社台店" else None


def zone_in(text: str, start: int, end: int) -> str | None:
    """The zone that a stretch names last, whose 管委会 and 党工委 it then names alone."""
    return _last(text, start, end, offices.either("zone"), 4)


def firm_in(text: str, start: int, end: int) -> str | None:
    """The firm that a stretch names last (到绿能公司察看…，与董事长甲)."""
    return _last(text, start, end, "公司|集团", 4)


_BUREAU = re.compile(
    rf"(?:(?<!{_HAN})|(?<=[在到对向由从]))(?P<name>(?:[省市县区州]|自治区){_HAN}{{2,14}}?(?P<unit>[局厅]))"
)


def bureau_in(text: str, start: int, end: int, unit: str) -> str | None:
    """The bureau of a place that a stretch names last without the place's name (省粮食和物资储备局)."""
    found = [m["name"] for m in _BUREAU.finditer(text, start, end) if m["unit"] == unit]
    return found[-1] if found else None


def team_in(text: str, start: int, end: int) -> str | None:
    """The team that a stretch names last (县医院首批医疗队7人出发，队长为甲)."""
    return _last(text, start, end, offices.either("team"), 4)


def works_in(text: str, start: int, end: int, unit: str) -> str | None:
    """The factory, mine or farm that a stretch names last (洪湖机床厂1969年…厂长甲)."""
    return _last(text, start, end, unit, 3) if unit in "厂矿场" else None
