"""Lists and columns of names: how many neighbours of a place are sure to be names."""

from __future__ import annotations

import re

_HAN = re.compile(r"[\u4e00-\u9fff]")
_BLANKS, _BLANKS_BEFORE = re.compile(r"[ \u3000]+"), re.compile(r"[ \u3000]+$")
#: a line up to the name that heads it as a column
_ROW_HEAD = re.compile(r"(?:^|\n)(?P<line>)[ \u3000]*(?:[\u4e00-\u9fff \u3000]{1,8}：)?[ \u3000]*$")
_ROW_POST = re.compile(
    r"(?:[ \u3000]{1,8}|（)[\u4e00-\u9fff“”、（）]{0,30}?"
    r"(?:书记|主任|主席|委员|常委|经理|[省市县区州旗镇乡村局院校处科股队所站厂组部会]长)[ \u3000]*(?:[、，；（）\n]|$)"
)
_LONGEST_ROW = 200
#: what stands between the members of a list
_NOTE, _NOTE_BEFORE = re.compile(r"（[^（）\n]{1,10}）"), re.compile(r"（[^（）\n]{1,10}）$")


def beside(text: str, s: int, e: int, starts: set[int], ends: set[int]) -> int:
    """How many neighbours of a list are sure names (0, 1, 2); 、, 和, 及 or blanks stand between them."""
    alone = (s == 0 or not _HAN.match(text, s - 1)) and (e == len(text) or not _HAN.match(text, e))
    return (_step(text, s, -1, alone) in ends) + (_step(text, e, 1, alone) in starts)


def row_of(text: str, s: int, e: int) -> int | None:
    """Where the line begins that a name heads and a post ends, a blank or a bracket between; None where it heads none."""
    if text[e : e + 1] not in ("\u3000", " ", "（") or _ROW_POST.match(text, e) is None:
        return None
    m = _ROW_HEAD.search(text, max(0, s - 30), s)
    return m.start("line") if m is not None else None


def mates(text: str, start: int, end: int, rows: set[int]) -> int:
    """Of a name that heads a line as a column: how many of the lines right above and below are headed so."""
    row = row_of(text, start, end)
    if row is None:
        return 0
    above = text.rfind("\n", max(0, row - _LONGEST_ROW), max(0, row - 1)) + 1 if row else -1
    below = text.find("\n", end, end + _LONGEST_ROW) + 1
    return (above in rows and above < row) + (below > 0 and below in rows)


def _step(text: str, at: int, way: int, alone: bool) -> int:
    """Where the neighbour in a list would end (or start): past one mark, or past some blanks from a name alone; -1: none."""
    k = at if way > 0 else at - 1
    if way > 0 and (note := _NOTE.match(text, at)):
        k = note.end()  # 杜鹃（女）、富察明
    if not 0 <= k < len(text):
        return -1
    if text[k] in "、和及/":
        if way < 0 and (note := _NOTE_BEFORE.search(text, max(0, k - 12), k)):
            return note.start()
        return k + 1 if way > 0 else k
    if text[k] not in " \u3000" or not alone:
        return -1
    m = (_BLANKS if way > 0 else _BLANKS_BEFORE).search(text, *((at, at + 4) if way > 0 else (max(0, at - 4), at)))
    return -1 if m is None else m.end() if way > 0 else m.start()
