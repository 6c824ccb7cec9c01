"""Posts that are past by what the text or the calendar says: of the dead, of a term that is over."""

from __future__ import annotations

import re
from bisect import bisect_left

from pipeline.reading import Reading
from pipeline.stages.offices.post import Post
from schemas.layers import OfficeItem

_DEATH = re.compile(r"逝世|病逝|辞世|与世长辞|不幸去世|因病去世|遇难身亡")
#: 查良民（1911～1996）
_LIFE = re.compile(
    r"（(?:约|公元)?(1[6-9]\d\d|20\d\d)(?:年|[.．]\d{1,2}){0,2}[月日\d]{0,6}[ ]?[—–~～－-]{1,2}[ ]?"
    r"(1[6-9]\d\d|20\d\d)[^（）\n]{0,8}）"
)
_TERM = re.compile(
    r"第?(?P<n>[一二三四五六七八九十]{1,3})届"
    r"(?:(?P<state>全国(?:人大|人民代表大会|政协))|(?P<party>中央(?:委员会|纪委|候补)))"
)
_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")}
#: the first numbered term whose years follow one another by five, and the year it began
_STATE, _PARTY = (5, 1978), (12, 1982)
_YEARS = 5
#: fewer years in a bracket behind a name are those of a post
_A_LIFE = 25


def term_over(text: str, post: Post, day: str | None) -> bool:
    """Was the term that the post names (第十三届全国政协|常委) over on that day?"""
    m = _TERM.search(text, max(0, post.start - 2), post.body_end + len(post.organ))
    if m is None or not day:
        return False
    if (
        m["party"]
        and text[m.start() - 1 : m.start()] in ("党", "会", "盟", "社", "协")
        and not text.endswith("共产党", 0, m.start())
    ):
        return False  # 农工党第十七届中央委员会
    number = _number(m["n"])
    first, year = _STATE if m["state"] else _PARTY
    if number < first:
        return True
    end = year + (number - first + 1) * _YEARS
    return day[:7] > (f"{end}-03" if m["state"] else f"{end}-10")


def _number(chars: str) -> int:
    """十三 → 13, 二十 → 20."""
    tens, ten, ones = chars.partition("十")
    if not ten:
        return _DIGITS.get(chars, 0)
    return 10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0)


def of_the_dead(reading: Reading, items: list[OfficeItem]) -> list[OfficeItem]:
    """The posts of those whose death the text reports are past."""
    text, dead = reading.text, set()
    people = sorted((*reading.span(m), m.name) for m in reading.names.mentions)
    starts = [p[0] for p in people]
    for m in _DEATH.finditer(text):
        i = bisect_left(starts, m.start()) - 1
        if i >= 0 and "。" not in text[people[i][1] : m.start()] and m.start() - people[i][1] <= 90:
            dead.add(people[i][2])
    dead |= {
        name for _, end, name in people if (life := _LIFE.match(text, end)) and int(life[1]) + _A_LIFE < int(life[2])
    }
    if not dead:
        return items
    return [
        o.model_copy(update={"status": "former"})
        if o.person in dead and o.status in ("current", "appointed", "elected")
        else o
        for o in items
    ]
