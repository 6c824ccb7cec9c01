"""Pages of leaders set as cards: a name alone on its line, the posts alone on the line below it or above it."""

from __future__ import annotations

import re
from bisect import bisect_left

from pipeline.stages.offices.chains import NOTE
from pipeline.stages.offices.post import Post, Who
from pipeline.stages.offices.tokens import Tokens

_ALONE = re.compile(r"[ \u3000]*(?:同志|先生|女士)?(?:（[男女]）|（[\u4e00-\u9fff，]{1,8}）)?[ \u3000]*")
_EDGE = re.compile(rf"(?:{NOTE})?[ \u3000]*[。；，、]?[ \u3000]*")
_GAP = re.compile(rf"(?:{NOTE})?[、，；/|／ \u3000]*(?:兼|及)?")
_LEAD = re.compile(r"[ \u3000·•◆●\-]*(?:现任|职务[：:])?")


def cards(text: str, tokens: Tokens) -> dict[int, list[Who]]:
    """Whose the posts of a line are, by where the line starts.

    A page keeps one order: the line of the posts stands below each name, or above each.
    """
    lines = _Lines(text, tokens)
    alone = [w for w in tokens.people if lines.name_alone(w)]
    if not alone:
        return {}
    below: dict[int, Who] = {}
    above: dict[int, Who] = {}
    for who in alone:
        before, after = lines.neighbours(who.start)
        if after is not None and lines.posts_alone(after):
            below[after] = who
        if before is not None and lines.posts_alone(before):
            above[before] = who
    if len(below) == len(above) and below:  # alternating: what the page begins with comes first
        first = min(alone[0].start, min(above))
        chosen = above if first in above else below
    else:
        chosen = below if len(below) > len(above) else above
    return {start: [who] for start, who in chosen.items()}


class _Lines:
    """The lines of a text that are not blank, with the posts in each."""

    def __init__(self, text: str, tokens: Tokens) -> None:
        self.text = text
        self.tokens = tokens
        self._posts = tokens.posts
        self._starts = [p.hit.start for p in tokens.posts]

    def _end(self, start: int) -> int:
        end = self.text.find("\n", start)
        return len(self.text) if end < 0 else end

    def name_alone(self, who: Who) -> bool:
        line = self.tokens.breaks.line(who.start)
        return (
            who.full
            and not self.text[line : who.start].strip(" \u3000·•◆●")
            and _ALONE.fullmatch(self.text, who.end, self._end(who.end)) is not None
        )

    def neighbours(self, pos: int) -> tuple[int | None, int | None]:
        """Where the lines before and after the one of an offset start; blank ones are passed over."""
        line, end = self.tokens.breaks.line(pos), self._end(pos)
        before = after = None
        stop = len(self.text[:line].rstrip("\n \u3000")) if line > 0 else 0
        if stop:
            before = self.tokens.breaks.line(stop - 1)
        rest = re.compile(r"[\n \u3000]*").match(self.text, end)
        if rest is not None and rest.end() < len(self.text):
            after = self.tokens.breaks.line(rest.end())
        return before, after

    def posts_alone(self, start: int) -> bool:
        """Does the line hold posts and nothing else?"""
        end = self._end(start)
        i, j = bisect_left(self._starts, start), bisect_left(self._starts, end)
        posts: list[Post] = self._posts[i:j]
        if not posts or all(p.silent for p in posts) or end - start > 80:
            return False
        at = start
        for n, post in enumerate(posts):
            if not (_LEAD if n == 0 else _GAP).fullmatch(self.text, at, post.start):
                return False
            at = post.end
        return _EDGE.fullmatch(self.text, at, end) is not None
