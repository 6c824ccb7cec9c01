"""Where the name of an occasion begins if 与, 和 or 、 stand in it: 美国与伊朗谅解备忘录签署仪式, 2024全国创新合作与发展论坛."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import takewhile

from pipeline.lexicon.events import Cue
from pipeline.stages.events.context import Context

#: where the name of an occasion begins, at the latest: behind a verb, a preposition, a particle
SOFT = Cue(
    "cut_before|prepares",
    r".*(?:[、 　/|]|%s|(?<=[0-9今昨当本次同])[日月](?!会|代|度|历|展|货|夜|级|报))",
    re.S,
)
_JOINED = "与和同及、"
_JOINED_NAME = re.compile(
    r"(?:20[0-9]{2}年?|第[〇零一二三四五六七八九十百0-9]{1,4}[届次]|首届)(?P<first>[一-鿿·—]{2,24})[与和及]$"
)
#: what an occasion's own name ends in: 第三届湖区论坛和…
_OCCASIONS = ("会", "坛", "展", "节", "赛", "典", "式", "活动", "周", "月")


#: what two bodies do with each other, or have done to both
_OF_BOTH = re.compile("合作|协议|签约|战略|共建|结对|联席|对口|友好|揭牌|联合|共同")


def from_first(ctx: Context, start: int, low: int, s: int) -> int:
    """美国与伊朗谅解备忘录签署仪式, 甲县政府与乙大学合作协议签约仪式: where the first of those joined begins."""
    ends = {b: a for a, b, _ in within(ctx.places_from(low), s)}
    both = _OF_BOTH.search(ctx.text, start, s + 4) is not None
    if both:
        ends |= {b: a for a, b, _ in within(ctx.bodies_from(low), s)}
    starts = set(ends.values())
    while (both or start in starts) and start - 1 in ends and ctx.text[start - 1] in _JOINED:
        start = ends[start - 1]
    return start


def announced_at(left: str) -> int | None:
    """2024全国创新合作与[发展论坛]: a year or a number announces the name, which 与 and 和 do not part; where it begins."""
    m = _JOINED_NAME.search(left)
    if m is None or SOFT.match(m["first"]) or m["first"].endswith(_OCCASIONS):
        return None
    return m.start()


def within(found: Iterator[tuple[int, int, str]], end: int) -> Iterator[tuple[int, int, str]]:
    return takewhile(lambda x: x[0] < end, found)
