"""Places that a text's elliptic words never mean: gone to, learnt from, or where somebody comes from."""

from __future__ import annotations

import re

_PASSING = re.compile(r"(?:到|赴|去|前往|避居|避难|迁居?|移居|逃往|流亡|途经|路过|来自|学习|借鉴|对标|例如|比如|像)\Z")
_NATIVE = re.compile(r"(?:系|原籍|祖籍|籍贯[：:]?|出生[于在]|生于)\Z")
#: 甲（1923—1945），江苏|邳县郭庄人: where a life opens, the place stands in a clause of its own
_CLAUSE = re.compile(r"[，）)]\Z")
_OF_IT = re.compile(r"[\u4e00-\u9fff]{0,8}人[，。；]")
_LEARN = re.compile(r"[一-鿿]{0,4}(?:学习|取经|考察学习|参观|招商|培训|借鉴|经验|做法)")
#: what is called after the place where it was, and studied everywhere: 延安整风, 西柏坡精神
_KEPT = re.compile("整风|精神(?!文明|卫生|病|障碍|科)|起义|事变|暴动|惨案")


def kept(text: str, end: int) -> bool:
    """Whether a place that ends at an offset gives its name to what is remembered of it."""
    return _KEPT.match(text, end) is not None


def gone_through(text: str, start: int) -> bool:
    """Whether somebody goes to the place that stands at an offset, or comes from it (赴安吉, 途经昆山)."""
    return _PASSING.search(text, max(0, start - 3), start) is not None


def passing(text: str, start: int, end: int) -> bool:
    """Whether a place is only gone to, learnt from or remembered (到安吉学习): the text's elliptic words never mean it."""
    gone = gone_through(text, start) and _LEARN.match(text, end) is not None
    return gone or native(text, start, end) or kept(text, end)


def native(text: str, start: int, end: int) -> bool:
    """系山西省沁源县人, 甲，江苏丰县人: where one comes from, not where one serves."""
    said = _NATIVE.search(text, max(0, start - 5), start) or _CLAUSE.search(text, max(0, start - 1), start)
    return said is not None and _OF_IT.match(text, end) is not None
