"""What a text's own words say of the time it was written: events it looks back on or forward to, anniversaries it keeps.

`data/dating.tsv`: `phrase` (several with |), `not_before` and `not_after` (EDTF: a text with this phrase was written no
earlier, no later), `source`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.lexicon.loader import Matcher, cells, rows


@lru_cache(maxsize=1)
def _table() -> tuple[Matcher, list[tuple[str, str]]]:
    phrases: list[str] = []
    values: list[tuple[str, str]] = []
    for row in rows("dating.tsv"):
        for phrase in cells(row["phrase"]):
            phrases.append(phrase)
            values.append((row["not_before"], row["not_after"]))
    return Matcher(phrases), values


def bounds(text: str) -> Iterator[tuple[int, int, str, str]]:
    """(start, end, not before, not after) of each dating phrase in folded text; an empty bound is open."""
    matcher, values = _table()
    for start, end, i in matcher.find(text):
        yield start, end, *values[i]


class _Anniversary:
    """今年是中国共产党成立100周年 → 2021."""

    _EVENTS = {
        "中国共产党成立": 1921,
        "建党": 1921,
        "党的": 1921,
        "新中国成立": 1949,
        "中华人民共和国成立": 1949,
        "建国": 1949,
        "国庆": 1949,
        "改革开放": 1978,
        "人民解放军建军": 1927,
        "建军": 1927,
        "长征胜利": 1936,
        "抗日战争胜利": 1945,
        "抗战胜利": 1945,
        "辛亥革命": 1911,
        "五四运动": 1919,
        "香港回归祖国": 1997,
        "香港回归": 1997,
        "澳门回归祖国": 1999,
        "澳门回归": 1999,
        "抗美援朝出国作战": 1950,
        "毛泽东同志诞辰": 1893,
        "周恩来同志诞辰": 1898,
        "邓小平同志诞辰": 1904,
        "人民政协成立": 1949,
        "全国人民代表大会成立": 1954,
        "人民代表大会制度建立": 1954,
        "西藏和平解放": 1951,
        "共青团成立": 1922,
        "中国共产主义青年团成立": 1922,
    }
    _PATTERN = re.compile(
        rf"今年(?:是|正值|恰逢|适逢|迎来|也是|既是)(?:我们|我国|伟大的?)?(?P<event>{'|'.join(sorted(_EVENTS, key=len, reverse=True))})(?P<n>\d{{1,3}}|[一二三四五六七八九十百]{{1,5}})(?:周年|华诞|年)"
    )
    _DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")}

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return self._PATTERN.finditer(text)

    def year(self, m: re.Match[str]) -> int | None:
        n = self._number(m["n"])
        return self._EVENTS[m["event"]] + n if n else None

    def _number(self, text: str) -> int:
        if text.isdigit():
            return int(text)
        total = digit = 0
        for c in text:
            if c in self._DIGITS:
                digit = self._DIGITS[c]
            else:
                total += (digit or 1) * (100 if c == "百" else 10)
                digit = 0
        return total + digit


ANNIVERSARY = _Anniversary()
