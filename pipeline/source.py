"""The text, its cleaned view, and the way back.

`SourceText` is what the reader decoded and never changes. A `View` leaves out what the page layout put in (the line
break in 起跑⏎⏎线) and maps every offset back. `fold` makes the same-length text that rules and lexicons match on.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal, TypedDict

from schemas.base import TextSpan


@dataclass(frozen=True, slots=True)
class SourceText:
    """A document as read: `text` is what all offsets mean; the rest is what file and markup say about it.

    `published` is EDTF as stated by the format's own metadata; `flags` go to the record's reliability.
    """

    id: str
    text: str
    source: str = ""
    media_type: str = "text/plain"
    encoding: str = "utf-8"
    sha256: str = ""
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    author: str | None = None
    mtime: float | None = None
    flags: tuple[str, ...] = field(default=())


class View:
    """The source text without the removed stretches, and the map between both."""

    __slots__ = ("_before", "_cuts", "_removed", "_starts", "source", "text")

    def __init__(self, source: str, removed: Sequence[tuple[int, int]] = ()) -> None:
        """`removed`: source ranges in order, not overlapping, each of at least one character."""
        parts: list[str] = []
        self._removed = tuple(removed)
        self._starts: list[int] = []  # source offset where each removed range starts
        self._before: list[int] = [0]  # characters removed before each range, and in all
        self._cuts: list[int] = []  # view offset at which each removed range stood
        pos = gone = 0
        for start, end in self._removed:
            if start < pos or end <= start or end > len(source):
                raise ValueError(f"removed range {start}..{end} overlaps another, is empty or leaves the text")
            parts.append(source[pos:start])
            self._starts.append(start)
            self._cuts.append(start - gone)
            gone += end - start
            self._before.append(gone)
            pos = end
        parts.append(source[pos:])
        self.source = source
        self.text = "".join(parts)

    def _out(self, i: int) -> int:
        return i + self._before[bisect_right(self._cuts, i)]

    def out(self, start: int, end: int) -> tuple[int, int]:
        """View range → source range: it runs across what was removed inside it, never over what was removed beside it."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"range {start}..{end} is empty or leaves the view")
        return self._out(start), self._out(end - 1) + 1

    def _into(self, i: int) -> int:
        k = bisect_right(self._starts, i)
        if k == 0:
            return i
        start, end = self._removed[k - 1]
        return (i - (end - start) if i >= end else start) - self._before[k - 1]

    def into(self, start: int, end: int) -> tuple[int, int]:
        """Source range → view range; a bound inside a removed stretch moves to where that stretch was."""
        return self._into(start), self._into(end)

    def span(self, start: int, end: int) -> TextSpan:
        """View range → span of the source with its text."""
        s, e = self.out(start, end)
        return TextSpan(start=s, end=e, text=self.source[s:e])

    def at(self, start: int, end: int) -> Located:
        """View range → the `start`, `end`, `text` arguments of a mention model: `PersonMention(**view.at(3, 6), …)`."""
        s, e = self.out(start, end)
        return {"start": s, "end": e, "text": self.source[s:e]}


class Located(TypedDict):
    """Where a mention stands in the source."""

    start: int
    end: int
    text: str


# ---------------------------------------------------------------- folding: same length, so offsets stay

_FULL: dict[int, int | str] = {0xFF01 + i: 0x21 + i for i in range(94)}  # ！ … ～ → ASCII
for _keep in "，；：？！（）":
    del _FULL[ord(_keep)]
_FULL |= {
    ord(a): b
    for a, b in {
        "•": "·",
        "・": "·",
        "‧": "·",
        "∙": "·",
        "⋅": "·",
        "●": "●",
        "〔": "〔",
        "﹑": "、",
        "﹔": "；",
        "﹕": "：",
        "–": "-",
        "−": "-",
        "‐": "-",
        "‑": "-",
        "―": "—",
        "─": "—",
        "｡": "。",
        "､": "、",
        "\xa0": " ",
        "\u2002": " ",
        "\u2003": " ",
        "\u2009": " ",
        "\t": " ",
        "\r": "\n",  # every line break is one to the rules; a text with \r\n loses its \r in the view
        "\x0b": "\n",
        "\x0c": "\n",
        "\x85": "\n",
        "\u2028": "\n",
        "\u2029": "\n",
        "〇": "〇",
        "○": "〇",
        "◯": "〇",
        "「": "“",
        "」": "”",
        "『": "‘",
        "』": "’",
    }.items()
}
_ASCII_PUNCT = str.maketrans(",;:?!()", "，；：？！（）")
_CJK = "\u3400-\u9fff\u3000-\u303f\uff00-\uffef“”‘’…—"
_PUNCT_BY_CJK = re.compile(rf"(?<=[{_CJK}])[,;:?!()]+|[,;:?!()]+(?=[{_CJK}])")
_HANT_ONLY = frozenset(
    "們個來對會說時國產過還這發學關開問題長門車東馬黨軍萬與為義黃區縣鄉鎮廳處書記員議討論實際經濟環進導領強調總習統華聯議務業標準體質"
)
_HANS_ONLY = frozenset(
    "们个来对会说时国产过还这发学关开问题长门车东马党军万与为义黄区县乡镇厅处书记员议讨论实际经济环进导领强调总习统华联务业标准体质"
)


def script_of(text: str) -> Literal["Hans", "Hant", "mixed"]:
    """Hans, Hant or mixed, from characters that only one of the scripts has (first 20,000 characters)."""
    head = text[:20_000]
    hant = sum(map(head.count, _HANT_ONLY - _HANS_ONLY))
    hans = sum(map(head.count, _HANS_ONLY - _HANT_ONLY))
    if hant == 0 or hant * 20 < hans:
        return "Hans"
    return "Hant" if hans * 10 < hant else "mixed"


@lru_cache(maxsize=1)
def _t2s() -> Callable[[str], str]:
    import opencc  # only Traditional documents pay for it

    convert: Callable[[str], str] = opencc.OpenCC("t2s").convert
    return convert


_USUAL = str.maketrans("祕衆羣峯啓牀竈", "秘眾群峰啟床灶")


@lru_cache(maxsize=1)
def _s2t() -> Callable[[str], str]:
    import opencc

    convert: Callable[[str], str] = opencc.OpenCC("s2t").convert
    return convert


def simplified(text: str) -> str:
    """A name in Simplified characters."""
    return _t2s()(text)


def traditional(text: str) -> str:
    """A name in Traditional characters, as Chinese offices write them (秘書處 and 眾議院, not 祕書處 and 衆議院)."""
    return _s2t()(text).translate(_USUAL)


def fold(text: str, script: Literal["Hans", "Hant", "mixed"] = "Hans") -> str:
    """The text that rules and lexicons match on; same length, so every offset stays.

    Full-width letters and digits become ASCII, ASCII punctuation beside Chinese becomes full-width, the middle dots and
    dashes one each, 「」 become “”, tab and no-break space a space (ideographic space stays); Traditional becomes Simplified.
    """
    folded = text.translate(_FULL)
    folded = _PUNCT_BY_CJK.sub(lambda m: m[0].translate(_ASCII_PUNCT), folded)
    if script != "Hans":
        simple = _t2s()(folded)
        if len(simple) != len(folded):  # a phrase conversion changed the length: go character by character
            simple = "".join(c if len(c) == 1 else o for o, c in ((o, _t2s()(o)) for o in folded))
        folded = simple
    return folded
