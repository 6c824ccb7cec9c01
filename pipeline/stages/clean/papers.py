"""The head of a newspaper page, in whatever order: 河西日报　2023年12月8日　星期五　第三版　要闻."""

from __future__ import annotations

import re

from pipeline.lexicon.pages import page_words

DATE = r"(?:1[89]|20)\d\d\s?[-年./]\s?\d{1,2}\s?[-月./]\s?\d{1,2}\s?[日号]?"
_HAN_DATE = r"[一二三四五六七八九〇零]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
_GAP = r"\s|｜丨·•:：（）()《》【】\[\]/／—-"
_DATE = re.compile(rf"(?<![\d.\-/])(?:{DATE}|{_HAN_DATE})(?![\d.\-/])")
_MARK = re.compile(
    r"[（(]?(?:星期|周)[一二三四五六日天][）)]?"  # weekday
    r"|(?:第\s?)?(?:[A-D]?\d{1,2}|[一二三四五六七八九十]{1,3})\s?版(?:面)?"  # page
    r"|(?:今日|本期|共)\s?(?:\d{1,2}|[一二三四五六七八九十]{1,2})\s?版"
    r"|(?:新\s?)?(?:总?\s?第|总)\s?\d{1,6}\s?期|第\s?\d{1,5}\s?号\s?总?第?\s?\d{0,6}\s?期?"  # issue
    r"|(?:农历|夏历)?\s?(?:[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年?)?\s?闰?[正一二三四五六七八九十冬腊]{1,2}月(?:初|十|廿|二十|三十)[一二三四五六七八九十]?"
)
_CLOCK = re.compile(r"\s\d{1,2}[：:]\d\d(?:[：:]\d\d)?(?:$|\s+(?P<word>\S+))")
_STAFF = re.compile(
    r"(?:本版|本期|值班|责任)?(?:责编|编辑|版式|校对|美编|视觉|组版|主编)\s?[：:/／]?\s?"
    r"(?:[\u3400-\u9fff]{2,3}|[\u3400-\u9fff]\s{1,2}[\u3400-\u9fff])(?=\s|$)"
)
_WORDS = re.compile(rf"[^{_GAP}]+")
_CLAUSE = re.compile(r"[，。；、！？…“”]")


def is_paper_head(text: str, top: bool) -> bool:
    """Whether a line holds nothing but one date, what stands beside it in the head of a page, and a few short words.

    Below the top of the file, where prose stands, two such marks are asked for.
    """
    if len(text) > 90 or _CLAUSE.search(text):
        return False
    rest, dates = _DATE.subn(" ", text)
    if dates != 1:
        return False
    rest = _STAFF.sub(" ", rest)
    marks = 0
    if (clock := _CLOCK.search(rest)) is not None and not (
        clock["word"] and clock["word"] not in page_words("province")
    ):
        marks += 1  # 河西融媒 2024-03-31 20:11 甘肃, as against 2024年3月31日 9:00 开幕式
        rest = rest[: clock.start()]
    for m in _MARK.finditer(rest):
        before, after = rest[m.start() - 1 : m.start()], rest[m.end() : m.end() + 1]
        if all(not c or c in _EDGES for c in (before, after)):
            marks += 1
    if marks < (1 if top else 2):
        return False
    words = _WORDS.findall(_MARK.sub(" ", rest))
    return len(words) <= 4 and all(len(w) <= 12 for w in words) and sum(map(len, words)) <= 24


_EDGES = frozenset(" \t\u3000|｜丨·•:：（）()《》【】[]/／—-")
