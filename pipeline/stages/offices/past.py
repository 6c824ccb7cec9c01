"""Posts that are past by what the text or the calendar says: of the dead, of a term that is over."""

from __future__ import annotations

import re
from bisect import bisect_left

from pipeline.reading import Reading
from pipeline.stages.offices.lives import LIFE_BRACKET, is_life
from pipeline.stages.offices.post import Post
from schemas.layers import OfficeItem

_DEATH = re.compile(r"逝世|病逝|辞世|与世长辞|去世|病故|病亡|离世|殉职|(?:壮烈|英勇|光荣|不幸|因公)牺牲|遇难身亡")
#: 甲的父亲病逝: whose death it is
_KIN = re.compile(r"(?:父|母|妻|丈夫|夫人|儿|女儿|兄|弟|姐|妹|爷|奶|祖|老伴|爱人|岳|亲人|家人|前辈|战友)")
#: 甲说，这32人…壮烈牺牲: of whom he speaks
_OF_OTHERS = re.compile(
    r"(?:说|表示|称|指出|强调)[，：]|(?:[对向]|转达)[^，。；]{0,24}?(?:遇难|牺牲|受伤|受灾|不幸)|[0-9一二三四五六七八九十百两]+余?(?:名|人|位)"
)
#: 殉职的消防员, 去世的干部: who else died
_WHO_DIED = re.compile(r"的?(?:[一-鿿]{0,3}[员兵警]|干部|同胞|群众|战士|烈士|人员|老人|者)")
#: 悼念甲同志, 甲同志的遗体: who is mourned
_MOURNED_BEFORE = re.compile(r"(?:悼念|追悼|缅怀|怀念|吊唁)(?:我[党军国们]的?)?$")
_MOURNED = re.compile(
    r"(?:同志|先生|女士|将军|教授|院士|烈士|老人)?的?(?:遗体|遗像|遗嘱|骨灰|灵柩|灵堂|追悼会|追悼大会|悼词|逝世|病逝|去世|治丧|葬礼|牺牲)"
)
_TERM = re.compile(
    r"第?(?P<n>[一二三四五六七八九十]{1,3})届"
    r"(?:(?P<state>全国(?:人大|人民代表大会|政协))|(?P<party>中央(?:委员会|纪委|候补)))"
)
_DIGITS = {c: n for n, c in enumerate("〇一二三四五六七八九")}
#: the first numbered term whose years follow one another by five, and the year it began
_STATE, _PARTY = (5, 1978), (12, 1982)
_YEARS = 5


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
            if (
                _WHO_DIED.match(text, m.end())
                or _KIN.search(text, people[i][1], m.start())
                or _OF_OTHERS.search(text, people[i][1], m.start())
            ):
                continue
            dead.add(people[i][2])
    for k, (start, end, name) in enumerate(people):
        following = next((s for s, e, _ in people[k + 1 : k + 40] if LIFE_BRACKET.match(text, e)), len(text))
        if (
            is_life(text, end, following)
            or _MOURNED.match(text, end)
            or _MOURNED_BEFORE.search(text, max(0, start - 8), start)
        ):
            dead.add(name)
    if not dead:
        return items
    return [
        o.model_copy(update={"status": "former"})
        if o.person in dead and o.status in ("current", "appointed", "elected", "acting")
        else o
        for o in items
    ]
