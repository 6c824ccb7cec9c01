"""Places that are parts of the names of other things: of a doctrine, an award, the title of a document, a culture."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

from pipeline.stages.organizations.spot import Spot

#: 中国|特色社会主义, 中国|式现代化
_DOCTRINE = re.compile(r"特色|式(?=现代化)")
#: “云南|青年五四奖章”
_AWARD = re.compile(r"[^”’」』\n]{1,16}(?:奖章|勋章|奖状|奖杯|称号|[奖杯])[”’」』]")
_TITLE = re.compile(r"《[^《》\n]{1,80}》")


def free(text: str, spots: Iterable[Spot]) -> list[Spot]:
    """The places that stand for themselves; in the title of a document only divisions and states named in full do."""
    titles = [m.span() for m in _TITLE.finditer(text)]
    starts = [a for a, _ in titles]

    def part(s: Spot) -> bool:
        if s.place.name == "中国" and (_DOCTRINE.match(text, s.end) or _one(text, s) or _law(text, s)):
            return True
        if text[s.start - 1 : s.start] in ("“", "‘", "「", "『") and s.bare and _AWARD.match(text, s.end):
            return True
        if not (s.byname or s.place.level == "region"):
            return False
        k = bisect_right(starts, s.start) - 1
        return k >= 0 and s.end < titles[k][1]

    return [s for s in spots if not part(s)]


def _one(text: str, s: Spot) -> bool:
    """一个|中国|原则 is a doctrine too."""
    return text[s.start - 2 : s.start] == "一个" and text.startswith(("原则", "政策", "立场"), s.end)


def _law(text: str, s: Spot) -> bool:
    """《|中华人民共和国|监察法》: the state's name is part of the law's."""
    return text[s.start - 1 : s.start] in ("《", "〈") and text.startswith("中华人民共和国", s.start)
