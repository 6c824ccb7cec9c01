"""Signed articles: whose own word an article is, as against a report that its writer only signs."""

from __future__ import annotations

import re
from bisect import bisect_right

from pipeline.reading import Reading
from pipeline.stages.phrases import speech as w


def signed(reading: Reading, text: str, people: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Articles signed by one author of their own, as ranges with the author's name."""
    found = []
    starts = [s for s, _, _ in people]
    for a in reading.articles.articles:
        authors = [c for c in a.authors if c.role == "author"]
        if len(authors) != 1 or a.dateline is not None:
            continue
        s, e = reading.span(authors[0])
        start, stop = reading.view.into(a.start, a.end)
        own = w.ESSAY_MARK.search(text, max(start, s - 3), s)
        own = own or w.SPEECH_TEXT.search(text, start, min(stop, start + 400)) or _own_word(text, start, stop)
        if own is None and w.NEWS.search(text, start, min(stop, start + 240)):
            continue  # a report tells what others say
        k = max(0, bisect_right(starts, s) - 1)
        name = next((n for x, y, n in people[k : k + 2] if x < e and s < y), None)
        if name is not None:
            found.append((start, stop, name))
    return sorted(found)


def _own_word(text: str, start: int, stop: int) -> re.Match[str] | None:
    """Where the writer of an article tells of himself, outside quotations: 我们, 笔者, （作者系…）."""
    for m in w.OWN_WORD.finditer(text, start, stop):
        line = max(text.rfind("\n", start, m.start()) + 1, m.start() - 1000)
        if text.count("“", line, m.start()) <= text.count("”", line, m.start()):
            return m
    return None
