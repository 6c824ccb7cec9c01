"""Who came after: 李维民任专员，后由张德胜接任; 继任者何振邦."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from pipeline.stages.offices.chains import Claim
from pipeline.stages.offices.tokens import Tokens

_SUCCESSOR = re.compile(r"由(?=[\u4e00-\u9fff]{2,4}(?:同志)?(?:接任|继任))|(?:继任者|接任者)(?:是|为|系)?")
_TAKES_OVER = re.compile(r"(?:同志)?(?:接任|继任)(?=[。，；、\n]|$)")


def successors(tokens: Tokens, starts: Sequence[int], claims: Sequence[Claim]) -> list[Claim]:
    """The successor holds the post named last in the line; `starts` are where the posts' title words stand."""
    text, out = tokens.text, []
    held = {id(c.post): c for c in claims}
    for m in _SUCCESSOR.finditer(text):
        who = tokens.person_at(m.end())
        if who is None or (m[0] == "由" and not _TAKES_OVER.match(text, who.end)):
            continue
        k = bisect_left(starts, who.start)
        post = tokens.posts[k - 1] if k else None
        if post is None or post.hit.start < tokens.breaks.line(who.start) or post.silent:
            continue
        first = held.get(id(post))
        if first is not None and first.who is not None and first.who.name != who.name:
            out.append(Claim(who, post, "successor", 0.8, first.order + 1, first.status, post.start, post.end))
    return out
