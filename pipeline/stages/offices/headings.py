"""Lines that say whose the posts below them are: a village, a subsidiary, a department alone on its line over its list."""

from __future__ import annotations

import re
from bisect import bisect_right

from pipeline.lexicon import offices
from pipeline.stages.offices.bodies import Bodies, Body, local, of_mention

_LINE = re.compile(
    r"^[ \u3000]*(?:[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)、.．]?|[●◆■▲·])?[ \u3000]*"
    rf"(?P<name>[\u4e00-\u9fff（）“”·]{{2,24}}?)(?:{offices.either('heading_end')})?[：:]?[ \u3000]*$",
    re.MULTILINE,
)
_VILLAGE = re.compile(r"[\u4e00-\u9fff]{1,6}(?:村|社区)")
_PAGE = re.compile(
    r"^[ \u3000]*(?P<name>[\u4e00-\u9fff]{2,5}(?:村|社区))(?:位于|地处|坐落|座落|隶属|距|村史|简史|志)", re.MULTILINE
)
_NO_VILLAGE = re.compile(r"^(?:各|全|本|我|该|新|美丽|示范|试点|优秀|先进|驻)")
#: the organs that a village has
ORGANS = frozenset(offices.words("village_organ"))
#: how many lines a heading speaks for
_REACH = 1200


class Headings:
    """The headings of one document by where the lines below them start."""

    def __init__(self, text: str, bodies: Bodies) -> None:
        self._found: list[tuple[int, str | None, Body | None]] = []
        for m in _LINE.finditer(text):
            start, end = m.span("name")
            if _VILLAGE.fullmatch(m["name"]) and not _NO_VILLAGE.match(m["name"]):
                self._found.append((m.end(), m["name"], None))
                continue
            named = bodies.last_in(start, end)
            if named is not None and named[:2] == (start, end) and named[2].derivation == "explicit":
                self._found.append((m.end(), None, of_mention(named[2])))
        self._ends = [f[0] for f in self._found]
        about = _PAGE.search(text, 0, 300)
        self._page = about["name"] if about is not None else None  # the village whose story the text is

    def _over(self, pos: int) -> tuple[int, str | None, Body | None] | None:
        i = bisect_right(self._ends, pos) - 1
        return self._found[i] if i >= 0 and pos - self._ends[i] < _REACH else None

    def village(self, pos: int) -> str | None:
        """The village whose list a line stands in."""
        over = self._over(pos)
        return over[1] if over is not None else self._page

    def organ(self, word: str, pos: int) -> Body | None:
        """村委会, 党支部 of the village whose list a line stands in."""
        village = self.village(pos)
        if village is None or word not in ORGANS:
            return None
        if word.startswith("村") and word[1:] in ORGANS:
            word = word[1:]
        return local(village, word, "elliptic")

    def body(self, pos: int) -> Body | None:
        """The body whose list a line stands in."""
        over = self._over(pos)
        return over[2].as_("inherited") if over is not None and over[2] is not None else None
