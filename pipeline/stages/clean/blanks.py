"""Pages read by a machine, or set wide throughout, in which a blank stands behind every character (中 共 临 江 县 委)."""

from __future__ import annotations

import re

from schemas.layers import Removal, Zone

_WIDE = r"[\u3400-\u9fff，。、：；！？（）《》“”〔〕]"
_APART = re.compile(rf"(?<={_WIDE}) (?={_WIDE})")
_BESIDE = re.compile(r"(?<=[\u3400-\u9fff])(?=[\u3400-\u9fff])")
_ONE_BLANK = re.compile(r"(?<=[^\s]) (?=[^\s])")
_LATIN = re.compile(r"[A-Za-z0-9] [A-Za-z]|[A-Za-z] [0-9]|\d\d \d|\d \d\d")
#: least number of such blanks, and how many more of them than of characters that stand together
_LEAST, _TIMES = 24, 3


def blanks(source: str) -> list[int]:
    """Where the blanks stand that a page set so holds between its characters; two and more in a row part words."""
    apart = len(_APART.findall(source))
    if apart < _LEAST or apart < _TIMES * len(_BESIDE.findall(source)):
        return []
    return [at for m in _ONE_BLANK.finditer(source) if not _LATIN.search(source, max(0, (at := m.start()) - 2), at + 3)]


class Condensed:
    """A text without such blanks, and the way back to where its characters stand."""

    def __init__(self, source: str, out: list[int]) -> None:
        self._out = out
        gone = set(out)
        self._at = [i for i in range(len(source)) if i not in gone]
        self.text = "".join(source[i] for i in self._at)

    def removed(self, found: tuple[Removal, ...]) -> tuple[Removal, ...]:
        """What is left out of the condensed text and the blanks, in offsets of the source."""
        spans = [Removal(start=s, end=e, reason=r.reason) for r in found for s, e in (self._back(r.start, r.end),)]
        k = 0
        for at in self._out:
            while k < len(found) and spans[k].end <= at:
                k += 1
            if k == len(found) or not spans[k].start <= at:
                spans.append(Removal(start=at, end=at + 1, reason="blank"))
        return tuple(sorted(spans, key=lambda r: r.start))

    def zones(self, found: tuple[Zone, ...]) -> tuple[Zone, ...]:
        """The zones in offsets of the source."""
        spans = [(z, *self._back(z.start, z.end)) for z in found]
        return tuple(z.model_copy(update={"start": s, "end": e}) for z, s, e in spans)

    def _back(self, start: int, end: int) -> tuple[int, int]:
        return self._at[start], self._at[end - 1] + 1
