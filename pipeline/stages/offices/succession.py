"""Who came after: 李维民任专员，后由张德胜接任; 继任者何振邦."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from pipeline.stages.offices.chains import Claim
from pipeline.stages.offices.tokens import Tokens

_SUCCESSOR = re.compile(r"由(?=[\u4e00-\u9fff]{2,4}(?:同志)?(?:接任|继任))|(?:继任者|接任者)(?:是|为|系)?")
#: 汪启瑞调省另有任用，遗缺由第一科科长冯绍周升任
_VACANCY = re.compile(r"(?:所遗?|遗|其|员)缺，?(?:即)?(?:[由以派着令委调遴]|由委)")
_FILLS = re.compile(
    r"(?:同志)?(?:升任|接任|继任|兼任|调任|担任|充任|升充|调充|接充|兼充|升补|调补|递补|(?P<acting>暂代|兼代|代理|署理|暂行代理|暂兼|兼理|护理))"
)
_TAKES_OVER = re.compile(r"(?:同志)?(?:接任|继任)(?=[。，；、\n]|$)")
_CUT = re.compile(r"[。；\n]")


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
    for m in _VACANCY.finditer(text):
        i, k = bisect_left(starts, tokens.breaks.line(m.start())), bisect_left(starts, m.start())
        left = [p for p in tokens.posts[i:k] if id(p) in held]
        # 处长甲调任参议，遗缺由…: not the post that he goes to
        post = next((p for p in reversed(left) if not held[id(p)].rule.startswith(("verb", "subject"))), None)
        post = post or next(reversed(left), None)
        if post is None:
            continue
        for who in tokens.people_in(m.end(), m.end() + 30):
            if (fills := _FILLS.match(text, who.end)) and not _CUT.search(text, m.end(), who.start):
                status = "acting" if fills["acting"] else "appointed"
                order = held[id(post)].order + 1
                out.append(Claim(who, post, "successor", 0.8, order, status, post.start, post.end))
    return out
