"""Who came after: 李维民任专员，后由张德胜接任; 继任者何振邦."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from pipeline.stages.offices.chains import Claim
from pipeline.stages.offices.post import Who
from pipeline.stages.offices.tokens import Tokens

_SUCCESSOR = re.compile(r"由(?=[\u4e00-\u9fff]{2,4}(?:同志)?(?:接任|继任))|(?:继任者|接任者)(?:是|为|系)?")
#: 汪启瑞调省另有任用，遗缺由第一科科长冯绍周升任
_VACANCY = re.compile(r"(?:所遗?|遗|其|员)缺，?(?:即)?(?:[由以派着令委调遴]|由委)")
_FILLS = re.compile(
    r"(?:同志)?(?:升任|接任|继任|兼任|调任|担任|充任|升充|调充|接充|兼充|升补|调补|递补|(?P<acting>暂代|兼代|代理|署理|暂行代理|暂兼|兼理|护理))"
)
_TAKES_OVER = re.compile(r"(?:同志)?(?:接任|继任)(?=[。，；、\n]|$)")
_CUT = re.compile(r"[。；\n]")


#: 县长甲调离，|乙|继任
_LEFT = re.compile(
    r"(?:调离|调走|调任|调往|离任|卸任|离职|辞职|免职|退休|离休|病逝|病故|去世|逝世|牺牲|升任|改任|转任|升迁|另有任用)"
    r"[^。；，\n]{0,24}(?:后)?，(?:由)?$"
)


def successors(tokens: Tokens, starts: Sequence[int], claims: Sequence[Claim]) -> list[Claim]:
    """The successor holds the post named last in the line; `starts` are where the posts' title words stand."""
    text, out = tokens.text, []
    held = {id(c.post): c for c in claims}
    for who, gone, end in _heirs(tokens, starts):
        line = tokens.breaks.line(who.start)
        posts = [p for p in tokens.posts[bisect_left(starts, line) : bisect_left(starts, end)] if not p.silent]
        # 县长甲调任局长，由乙接任: not the post that he goes to
        kept = [p for p in posts if id(p) in held and not held[id(p)].rule.startswith(("verb", "subject"))]
        post = kept[-1] if gone and kept else posts[-1] if posts else None
        first = held.get(id(post)) if post is not None else None
        if post is None or first is None or first.who is None or first.who.name == who.name:
            continue
        status = "appointed" if gone else first.status
        if gone and first.status is None and post in kept and post.status is None:
            first.status = "former"
        out.append(Claim(who, post, "successor", 0.8, first.order + 1, status, post.start, post.end))
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


def _heirs(tokens: Tokens, starts: Sequence[int]) -> Iterator[tuple[Who, bool, int]]:
    """Who takes over, whether the clause before says that the other one leaves, and where what is said of him begins."""
    text = tokens.text
    for m in _SUCCESSOR.finditer(text):
        who = tokens.person_at(m.end())
        if who is not None and (m[0] != "由" or _TAKES_OVER.match(text, who.end)):
            yield who, _LEFT.search(text, max(0, m.end() - 40), m.end()) is not None, who.start
    for m in _TAKES_OVER.finditer(text):
        who = tokens.person_ending(m.start())
        if who is not None and _LEFT.search(text, max(0, who.start - 40), who.start) and text[who.start - 1] == "，":
            yield who, True, who.start
        elif (
            who is not None
            and (at := _titled(tokens, starts, who)) is not None
            and _LEFT.search(text, max(0, at - 40), at)
        ):
            yield who, True, at  # 站长甲退休，农技员|乙|接任
        elif who is not None and (at := _risen(tokens, starts, who)) is not None:
            yield who, True, at


def _titled(tokens: Tokens, starts: Sequence[int], who: Who) -> int | None:
    """Where the post right before a name begins."""
    i = bisect_left(starts, who.start) - 1
    return tokens.posts[i].start if i >= 0 and tokens.posts[i].end == who.start else None


def _risen(tokens: Tokens, starts: Sequence[int], who: Who) -> int | None:
    """1986年由|副局长甲|接任: where the post begins that he comes from, right behind 由."""
    at = _titled(tokens, starts, who)
    return at if at is not None and tokens.text.endswith(("由", "由原"), 0, at) else None
