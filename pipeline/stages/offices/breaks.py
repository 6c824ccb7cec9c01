"""Where lines and sentences of a text start, looked up without searching the text again."""

from __future__ import annotations

import re
from bisect import bisect_right


class Breaks:
    """Starts of lines and of sentences (after 。 or a line's end)."""

    __slots__ = ("_lines", "_sentences")

    def __init__(self, text: str) -> None:
        self._lines = [0, *(m.end() for m in re.finditer(r"\n", text))]
        self._sentences = [0, *(m.end() for m in re.finditer(r"[。\n]", text))]

    def line(self, pos: int) -> int:
        """The start of the line that holds an offset."""
        return self._lines[bisect_right(self._lines, pos) - 1]

    def sentence(self, pos: int) -> int:
        """The start of the sentence that holds an offset."""
        return self._sentences[bisect_right(self._sentences, pos) - 1]
