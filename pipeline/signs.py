"""Signs under which public bodies number their documents (苏政发〔2018〕8号): neither a person's name nor a body's.

>>> [text[s:e] for text in ["根据苏政办发〔2020〕1号文件"] for s, e in signs(text)]
['苏政办发〔2020〕1号']
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.lexicon.named_after import any_of, words

_NUMBER = r"[〔\[（【](?:19|20)\d\d年?[〕\]）】](?:[\u4e00-\u9fff]{0,2}第?\d{1,4}号)"
_LOOK = re.compile(_NUMBER)
#: who issued it, in one to three characters for the place and some for the body and the sort of document
_SIGN = re.compile(rf"[\u4e00-\u9fff]{{1,2}}(?:{any_of('issued')})[发办字函规任]?$")
#: the same, alone in its line, of governments and committees: 王建发 alone in a line is a person
_ALONE = re.compile(
    rf"^[\u4e00-\u9fff](?:{'|'.join(w for w in words('issued') if w[0] in '政府委党办')})[发办字函]?$", re.MULTILINE
)
#: a number right behind a string that may be the beginning of a sign
_BEHIND = re.compile(r"[\u4e00-\u9fff]{0,3}" + _NUMBER)
#: characters before a number in which its sign is looked for
_REACH = 6


def signs(text: str) -> Iterator[tuple[int, int]]:
    """Where such signs stand, with their numbers; and the signs that are alone in a line."""
    for m in _LOOK.finditer(text):
        if sign := _SIGN.search(text, max(0, m.start() - _REACH), m.start()):
            yield sign.start(), m.end()
    for m in _ALONE.finditer(text):
        yield m.span()


def begins_sign(text: str, start: int, end: int) -> bool:
    """Whether a string is part of a number (汪政发〔2018〕8号) or, alone in a line, of a sign (高政发)."""
    if _BEHIND.match(text, end):
        return True
    return (start == 0 or text[start - 1] == "\n") and _ALONE.match(text, start) is not None
