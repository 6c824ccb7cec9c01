"""Schools that a text names without their place: a university alone, a school of which it goes on to tell."""

from __future__ import annotations

import re

from pipeline.lexicon.body_words import words

_UNIVERSITY = re.compile(r"(?:^|[、，。；：（“\n \u3000])[\u4e00-\u9fff]{2,6}\Z")
_NO_UNIVERSITY = re.compile(
    r"(?:[读考念进上]|老年|名牌|重点|综合|开放|广播电视|一流|知名|著名|社区|空中|干部|研究型|各|所)\Z"
)


def university(text: str, start: int, end: int) -> bool:
    """吉首大学— or 吉首大学、: a university's name that stands alone, though no title follows."""
    return (
        text[start:end] == "大学"
        and (end == len(text) or text[end] in "—、，。；（\n与和")
        and _UNIVERSITY.search(text, max(0, start - 7), start) is not None
        and _NO_UNIVERSITY.search(text, max(0, start - 4), start) is None
    )


#: a school where something takes place, and what shows that it is a certain one
_AT_SCHOOL = re.compile(r"[在到][\u4e00-\u9fff]{2,6}\Z")
_SCHOOL_HEADS = frozenset(("小学", "中学", "学校", "幼儿园", "高中", "职校"))
_THIS_SCHOOL = re.compile(r"[，。][^\n]{0,60}?该[校园]")
_ANY_SCHOOL = words("any_school")


def school_told(text: str, start: int, end: int) -> bool:
    """在城关小学，…该校…: a school without its place that the text goes on to tell of."""
    return (
        text[start:end] in _SCHOOL_HEADS
        and _THIS_SCHOOL.match(text, end) is not None
        and (m := _AT_SCHOOL.search(text, max(0, start - 7), start)) is not None
        and not text[m.start() : start].endswith(_ANY_SCHOOL)
    )
