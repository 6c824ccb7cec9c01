"""The steps of a life that a text tells in prose: what a later step ends is past; whose life a line begins to tell."""

from __future__ import annotations

import re

from pipeline.stages.offices.chains import Claim
from pipeline.stages.offices.times import Times
from schemas.layers import OfficeItem

#: 甲（1903—1945年）: the years of a life behind a name
LIFE_BRACKET = re.compile(
    r"[ \u3000]?[（(](?:约|公元)?(?P<born>1[6-9]\d\d|20\d\d)(?:年|[.．]\d{1,2}){0,2}[月日\d]{0,6}[ ]?[—–~～－-]{1,2}[ ]?"
    r"(?P<died>1[6-9]\d\d|20\d\d)[^（）()\n]{0,8}[）)]"
)
#: fewer years in a bracket behind a name are those of a post, unless the text says how the life ended
_A_LIFE, _A_SHORT_LIFE = 25, 14
_FELL = re.compile("牺牲|就义|殉国|殉难|殉职|遇害|遇难|阵亡|被害|被杀|病故|病逝|逝世|去世|终年|享年|年仅|烈士")
#: what is told of a man who has fallen stands in the lines under his name
_TOLD = 1500

#: rules by which a sentence says that somebody took a post up
_TAKEN_UP = frozenset(("subject", "verb_hold", "verb_appoint"))
#: 兼任…, and what one is beside a post
_BESIDE = re.compile("兼(?:任|职|$)$|兼$")
_HONOURS = re.compile(
    "(?:代表|会长|理事长|理事|顾问|教授|研究员|导师|会员|院士|董事|监事|组长|副组长|指挥|总指挥|成员)$"
)
#: 任主席一职|至今
_STILL = re.compile("[^。；\n]{0,10}(?:至今|迄今|到现在|到今天)")
#: months between two steps of which the later ends the earlier
_APART = 6
#: a time told by its name (解放战争时期) that ended before this month is over for whoever tells of it
_BYGONE = 1980 * 12
#: nobody is taken to hold a post for more years than these
_LONG = 12


def is_life(text: str, end: int, stop: int) -> bool:
    """Are the years behind a name those of a life, by their number or by what the text up to `stop` tells?"""
    m = LIFE_BRACKET.match(text, end)
    if m is None:
        return False
    years = int(m["died"]) - int(m["born"])
    if years > _A_LIFE:
        return True
    return years >= _A_SHORT_LIFE and _FELL.search(text, m.end(), min(stop, m.end() + _TOLD)) is not None


def ended(
    text: str, items: list[tuple[Claim, OfficeItem]], times: Times, published: str | None
) -> list[tuple[Claim, OfficeItem]]:
    """2002年7月任甲厅处长。2009年3月任乙市副市长: the first is past, where the text says no more of it."""
    lives: dict[str | None, list[int]] = {}
    for n, (c, o) in enumerate(items):
        if c.rule in _TAKEN_UP and o.person is not None:
            lives.setdefault(o.person, []).append(n)
    out = list(items)
    for steps in lives.values():
        since = _months(items, steps, times)
        now = {
            (items[n][1].organization, items[n][1].title)
            for n in steps
            if items[n][0].status == "current" or items[n][0].post.status == "current"
        }
        last: int | None = None  # the month of the latest step told further down
        kept: set[tuple[str | None, str]] = set(now)
        for n in reversed(steps):
            c, o = items[n]
            month, own = since[n]
            key = (o.organization, o.title)
            plain = c.status is None and c.post.status is None and o.status == "current"
            plain = plain and _STILL.match(text, c.post.end) is None
            if plain and month is not None and key not in kept:
                over = last is not None and last - month >= _APART
                long = own and published is not None and int(published[:4]) * 12 - month > 12 * _LONG
                long = long or (own and month < _BYGONE and times.in_bygone(c))
                if over or long:
                    out[n] = (c, o.model_copy(update={"status": "former"}))
                    continue
            kept.add(key)
            lead = c.post.start if c.lead is None else c.lead
            if (
                own
                and month is not None
                and c.status in (None, "appointed", "current", "former")
                and not _BESIDE.search(text, max(0, lead - 4), lead)
                and not _HONOURS.search(o.title)
            ):
                last = month if last is None else max(last, month)
    return out


def _months(
    items: list[tuple[Claim, OfficeItem]], steps: list[int], times: Times
) -> dict[int, tuple[int | None, bool]]:
    """The month that each step began in, and whether it is its own: 之后任… goes on from the step before."""
    out: dict[int, tuple[int | None, bool]] = {}
    before: int | None = None
    for n in steps:
        told = times.since(items[n][0])
        own = told is not None
        if told is not None:
            before = int(told[:4]) * 12 + (int(told[5:7]) if len(told) > 4 else 0)
        out[n] = (before, own)
    return out
