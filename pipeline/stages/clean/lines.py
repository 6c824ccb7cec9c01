"""The lines of a source text, as layout and zones look at them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

#: what no reader sees: byte order marks inside a text, zero-width and direction marks, soft hyphens, control characters
CONTROL = re.compile("[\ufeff\u200b-\u200f\u2060\u00ad\u202a-\u202e\u2066-\u2069\x00-\x08\x0e-\x1f\x7f]+|\r(?=\n)")
_CONTENT = re.compile("[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_UNSEEN = "\ufeff\u200b\u200c\u200d\u200e\u200f\u2060\u00ad"


@dataclass(slots=True)
class Line:
    """A line that is not blank: `start`..`end` without its indentation and trailing blanks, `text` folded.

    `indent` counts the columns of white space before it, `gap` the line breaks between it and the line before,
    `width` its columns with a Chinese character as one.
    """

    begin: int
    start: int
    end: int
    text: str
    indent: float
    gap: int
    width: float
    tabs: int
    zone: str | None = field(default=None)

    @property
    def edge(self) -> float:
        """The column at which the line ends."""
        return self.indent + self.width


def columns(text: str) -> float:
    """The width of a text, a Chinese character as one column and an ASCII one as half."""
    return len(text) - len(text.encode("ascii", "ignore")) / 2


def lines_of(source: str, folded: str) -> list[Line]:
    """The lines of a text that are not blank; `folded` is as long as `source`."""
    out: list[Line] = []
    last = 0
    for m in _CONTENT.finditer(source):
        raw = m[0]
        inner = raw.strip().strip(_UNSEEN).strip()
        if not inner:
            continue
        begin = m.start()
        start = begin + raw.index(inner)
        end = start + len(inner)
        between = source[last:begin]
        gap = between.count("\n") or (1 if between else 0)
        lead = source[begin:start]
        wide = lead.count("\u3000")
        out.append(
            Line(
                begin=begin,
                start=start,
                end=end,
                text=folded[start:end],
                indent=wide + (len(lead) - wide) / 2,
                gap=gap if out else 0,
                width=columns(inner),
                tabs=inner.count("\t"),
            )
        )
        last = m.end()
    return out
