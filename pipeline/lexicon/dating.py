"""What a text's own words say of the time it was written: events it looks back on or forward to, anniversaries it keeps.

`data/dating.tsv`: `phrase` (several with |), `not_before` and `not_after` (EDTF: a text with this phrase was written no
earlier, no later), `source`. `data/anniversaries.tsv`: `event`, `year` of the event, `source`.
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


@lru_cache(maxsize=1)
def _anniversaries() -> tuple[re.Pattern[str], dict[str, int]]:
    years = {row["event"]: int(row["year"]) for row in rows("anniversaries.tsv")}
    events = "|".join(sorted(map(re.escape, years), key=len, reverse=True))
    pattern = (
        r"今年(?:是|正值|恰逢|适逢|迎来|也是|既是)(?:我们|我国|伟大的?)?"
        rf"(?P<event>{events})(?P<n>\d{{1,3}}|[一二三四五六七八九十百]{{1,5}})(?:周年|华诞|年)"
    )
    return re.compile(pattern), years


_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")}


def anniversaries(text: str) -> Iterator[tuple[int, int, int]]:
    """(start, end, year of writing) where a text says which anniversary this year is: 今年是中国共产党成立100周年 → 2021."""
    if "今年" not in text or "年" not in text:
        return
    pattern, years = _anniversaries()
    for m in pattern.finditer(text):
        if n := number(m["n"]):
            yield m.start(), m.end(), years[m["event"]] + n


def number(text: str) -> int:
    """A number below a thousand in digits or Chinese numerals: 一百零五 → 105; 0 where it is none."""
    if text.isdigit():
        return int(text)
    total = digit = 0
    for c in text:
        if c in _DIGITS:
            digit = _DIGITS[c]
        else:
            total += (digit or 1) * (100 if c == "百" else 10)
            digit = 0
    return total + digit
