"""The members of a numeric phrase, where the text itself lists them: “三个先行”：规划先行、产业先行、人才先行."""

from __future__ import annotations

import re

_COUNT = re.compile(r"“?([两二双三四五六七八九十])[\u4e00-\u9fff]")
_VALUE = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"两": 2, "双": 2}
_LIST = re.compile(
    r"[”’]?[\u4e00-\u9fff]{0,6}?(?:——|：|（即?|，即|，就是|，包括|，分别是)[“‘]?"
    r"([\u4e00-\u9fff]{2,16}(?:[”’]?[、和][“‘]?[\u4e00-\u9fff]{2,16}){1,9})"
)
_BETWEEN = re.compile(r"[”’]?[、和][“‘]?")

_ITEM = re.compile(r"(?<![\u4e00-\u9fff])([一二三四五六七八九十])是([\u4e00-\u9fff]{2,16})(?=[，；。、：])")
_LEADS_ON = re.compile(r"[^。；\n]{0,24}[：。—]+\s*$")


def _numbered(text: str, end: int, size: int) -> tuple[str, ...]:
    """Members told one by one: “三个到位”要求：一是思想到位，…；二是…；三是…; none unless just as many as counted."""
    items = list(_ITEM.finditer(text, end, end + 600))
    if len(items) != size or not _LEADS_ON.fullmatch(text, end, items[0].start()):
        return ()
    if any(_VALUE[m[1]] != i for i, m in enumerate(items, 1)):
        return ()
    return tuple(m[2] for m in items)


def listed(text: str, start: int, end: int) -> tuple[str, ...]:
    """The members that stand after a numeric phrase, when there are as many as its numeral says; else none."""
    count = _COUNT.match(text, start, end)
    if count is None:
        return ()
    m = _LIST.match(text, end, end + 200)
    if m is None:
        return _numbered(text, end, _VALUE[count[1]])
    members = tuple(x for x in _BETWEEN.split(m[1]) if x)
    return members if len(members) == _VALUE[count[1]] else ()
