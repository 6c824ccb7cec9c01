"""Rolls of those who held one post after another: 历任书记名录 over lines of names, …主任先后为： and a name on each line."""

from __future__ import annotations

import re
from bisect import bisect_left

from pipeline.stages.offices.bodies import of_mention
from pipeline.stages.offices.chains import Claim
from pipeline.stages.offices.post import Post, Who
from pipeline.stages.offices.tokens import Tokens

_HEADING = re.compile(
    r"^[^\n。；]{0,60}?(?:历任|历届)[^\n，。；：]{2,24}[：:]?[ \u3000]*$|(?:先后|依次|相继)[为是][：:][ \u3000]*$",
    re.MULTILINE,
)
#: what may stand between the post and the end of such a line
_REST = re.compile(
    r"(?:（[^（）\n]{1,12}）)?(?:名录|名单|一览表?|更迭表?|任职表|简表|年表|表)?(?:(?:先后|依次|相继)[为是])?[：:]?[ \u3000]*$",
    re.MULTILINE,
)
_EVER = re.compile(r"历[任届]的?$")
_NUMBER = re.compile(
    r"[ \u3000·]*(?:\d{1,2}[.．、]|（[一二三四五六七八九十\d]{1,3}）|[一二三四五六七八九十]{1,2}、)?[ \u3000]*"
)
#: the columns' heads, which are no entry
_COLUMNS = re.compile(r"[ \u3000]*(?:序号|姓[ \u3000]*名)")
#: what follows a name that stands in a roll
_AFTER_NAME = re.compile(r"(?:（[^（）\n]{0,30}）)?[ \u3000]*(?:$|[（]?(?:1[89]|20)\d\d|[ \u3000])", re.MULTILINE)
#: a post alone on its line over those who held it, each with his years
_POST_ALONE = re.compile(
    r"^[ \u3000]*(?:[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)、.．])?[ \u3000]*"
    r"(?P<post>[\u4e00-\u9fff](?:[ \u3000]{0,4}[\u4e00-\u9fff]){1,5})[：:]?[ \u3000]*$",
    re.MULTILINE,
)
_YEARS = re.compile(r"(?:（[^（）\n]{0,12}）)?[ \u3000]*[（(]?(?:1[89]|20)\d\d")
_YEARS_NOTED = re.compile(r"（[^（）\n]{0,8}(?:1[89]|20)\d\d[.．年]?[^（）\n]{1,24}）")
_BLANKS = re.compile(r"[ \u3000]{1,8}")
_UNREAD = re.compile(r"[ \u3000]*[\u4e00-\u9fff]{2,4}[ \u3000]*（?(?:1[89]|20)\d\d")
_OPEN = re.compile(
    r"(?:19|20)\d\d(?:[.年]\d{1,2}月?)?[ \u3000]*(?:—|－|-|至|~|～)+[ \u3000]*(?:今|现在|[ \u3000（(]|$)", re.MULTILINE
)


def rolls(tokens: Tokens) -> list[Claim]:
    """Everyone whom a roll lists held its post; two lines at least make one."""
    text, out = tokens.text, []
    starts = [p.hit.start for p in tokens.posts]
    for m in (*_HEADING.finditer(text), *_POST_ALONE.finditer(text)):
        line = tokens.breaks.line(m.end())
        posts = tokens.posts[bisect_left(starts, line) : bisect_left(starts, m.end())]
        post = posts[-1] if posts else None
        if post is None or post.silent or _REST.match(text, post.end) is None:
            continue
        alone = m.re is _POST_ALONE
        if alone and text[m.start("post") : m.end("post")] != text[post.hit.start : post.end]:
            continue
        found = _entries(tokens, m.end() + 1, dated=alone)
        if len(found) < (1 if alone else 2):
            continue
        _give_body(tokens, post, line)
        for n, who in enumerate(found):
            end = text.find("\n", who.end)
            now = _OPEN.search(text, who.end, end if end >= 0 else len(text)) is not None and who is found[-1]
            out.append(Claim(who, post, "roll", 0.88, n, "current" if now else "former", who.start, who.end))
    out += _listed(tokens, starts, {id(c.post) for c in out})
    held = {id(c.post) for c in out}
    for post in tokens.posts:  # 书　记　甲（1939.7—1940.11）, and the lines below that have a name and years only
        if (
            post.silent
            or id(post) in held
            or text[tokens.breaks.line(post.hit.start) : post.hit.start].strip(" \u3000")
        ):
            continue
        gap = _BLANKS.match(text, post.end)
        first = tokens.person_at(gap.end()) if gap is not None else None
        if first is None or not _YEARS_NOTED.match(text, first.end):
            continue
        end = text.find("\n", first.end)
        more = _entries(tokens, end + 1, dated=True, noted=True) if end >= 0 else []
        if more:
            out += [Claim(w, post, "roll", 0.88, n, "former", w.start, w.end) for n, w in enumerate((first, *more))]
    return out


#: what stands between the names of such a line, and behind one of them
_BETWEEN_NAMES = re.compile(r"(?:（[^（）\n]{1,16}）|[ \u3000、，])*")
#: the notes below them: （1949年10月19日第三次会议通过任命）
_NOTED = re.compile(r"[ \u3000]*（[^（）\n]{4,60}）[ \u3000]*$", re.MULTILINE)


def _listed(tokens: Tokens, starts: list[int], held: set[int]) -> list[Claim]:
    """副总理⏎甲　乙　丙⏎（…通过任命）⏎秘书长⏎丁: posts alone on their lines, each over those who hold it; two make a list."""
    text, lists = tokens.text, 0
    out: list[Claim] = []
    for m in _POST_ALONE.finditer(text):
        line = tokens.breaks.line(m.end())
        posts = tokens.posts[bisect_left(starts, line) : bisect_left(starts, m.end())]
        post = posts[-1] if posts else None
        if post is None or post.silent or id(post) in held:
            continue
        if text[m.start("post") : m.end("post")] != text[post.start : post.end]:
            continue
        pos = m.end() + 1
        found: list[Who] = []
        while names := _names_of(tokens, pos):
            found += names
            pos = text.find("\n", names[-1].end) + 1 or len(text)
        if found:
            lists += 1
            out += [Claim(w, post, "roll", 0.88, n, None, w.start, w.end) for n, w in enumerate(found)]
    return out if lists > 1 else []


def _names_of(tokens: Tokens, pos: int) -> list[Who]:
    """Those of a line that holds nothing but names."""
    text, end = tokens.text, tokens.text.find("\n", pos)
    end = len(text) if end < 0 else end
    people = list(tokens.people_in(pos, end)) if pos < end else []
    at = pos
    for who in people:
        gap = _BETWEEN_NAMES.match(text, at, who.start)
        if gap is None or gap.end() != who.start:
            return []
        at = who.end
    tail = _BETWEEN_NAMES.match(text, at, end)
    return people if people and tail is not None and tail.end() == end else []


def _entries(tokens: Tokens, pos: int, *, dated: bool = False, noted: bool = False) -> list[Who]:
    """Who opens the lines from an offset on, up to the first line that no name opens, with the years if `dated`."""
    text, out = tokens.text, []
    ends = _YEARS_NOTED if noted else _YEARS if dated else _AFTER_NAME
    while pos < len(text):
        end = text.find("\n", pos)
        end = len(text) if end < 0 else end
        lead = _NUMBER.match(text, pos)
        who = tokens.person_at(lead.end()) if lead is not None else None
        if who is not None and who.end <= end and ends.match(text, who.end):
            out.append(who)
        elif out and _UNREAD.match(text, pos):
            pass  # a name that nobody reads as one
        elif out or not _COLUMNS.match(text, pos):
            break
        pos = end + 1
    return out


def _give_body(tokens: Tokens, post: Post, line: int) -> None:
    """连城县委历任|书记: the body stands before the word for all of them."""
    ever = _EVER.search(tokens.text, line, post.start)
    if ever is None or post.start < post.body_end or post.organ:
        return
    named = tokens.bodies.last_in(line, ever.start())
    if named is not None and named[1] == ever.start():
        post.body, post.resolved = of_mention(named[2]), True
