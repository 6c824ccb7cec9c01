"""What the recogniser marked as a body or a place and nothing else has read: one more piece of evidence, never against another.

It is heard only where no list, no pattern and no person stands; a body that it marks once is one wherever the string stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from pipeline.engines import Hit
from pipeline.lexicon import words as usage
from pipeline.lexicon.body_words import words as body_words
from pipeline.lexicon.loader import Matcher
from pipeline.lexicon.places import Place
from pipeline.stages.organizations.cover import Cover
from pipeline.stages.organizations.organs import grammar
from pipeline.stages.organizations.read import Raw
from pipeline.stages.organizations.spot import Spot
from schemas.layers import PlaceLevel

#: how sure it must be, read off 260 items of the raw corpora
SURE = 0.5
#: a word met so often is rather a common noun (人民大会堂, 阿拉伯)
_COMMON = 20
_ORGANS = frozenset(body_words("foreign_prefixed"))
_NO_BODY = re.compile(
    r"[各本该我全某两每这那有是和]|.*(?:[人员们届次号奖杯]|会议|大会|活动|工程|论坛|讲话|精神)\Z|.*[，。、；：\d\n]"
)
#: 完整社区, 奥运村: no community's name
_COMMUNAL = tuple(w + end for w in body_words("village") if len(w) > 1 for end in ("社区", "村"))
#: 辖21家社区
_NO_PLACE = re.compile(r"\d|^地?(?:部分|大部|局部)|(?:部分|大部)地区$")
#: 新增|社区医院: what communities have, and no community
_SERVICE = re.compile(r"医院|卫生|养老|服务|食堂")
#: schools change their name as a text goes on; one name marked and the next not would take the posts of both
_SCHOOL = ("大学", "学院", "学校", "中学", "小学", "一中", "二中")
#: where a sentence or a country's clause ends
_STOP = re.compile(r"[。！？；\n]")
_LEVELS: tuple[tuple[str, PlaceLevel], ...] = (
    ("村", "village"),
    ("社区", "village"),
    ("镇", "township"),
    ("乡", "township"),
    ("街道", "township"),
)
#: how far back the country of an organ named without it is looked for
_REACH = 60


def places(text: str, hits: Iterable[Hit], taken: Cover) -> list[Spot]:
    """The places marked that no list has: three characters or more, and no common word (索列达尔, 肖红坪村)."""
    found = []
    for h in hits:
        name = text[h.start : h.end]
        if h.label != "LOC" or h.score < SURE or len(name) < 3 or usage.count(name) >= _COMMON:
            continue
        if (
            name.endswith(_COMMUNAL)
            or _NO_PLACE.search(name)
            or (name.endswith("社区") and _SERVICE.match(text, h.end))
            or text.startswith("族", h.end)
        ):
            continue
        if not taken.hit(h.start, h.end):
            level: PlaceLevel = next((kind for end, kind in _LEVELS if name.endswith(end)), "other")
            found.append(Spot(h.start, h.end, Place("", name, level, source="text")))
    return found


def bodies(text: str, hits: Iterable[Hit], taken: Cover, countries: Sequence[tuple[int, Place]]) -> list[Raw]:
    """The bodies marked, everywhere they stand; an organ that every state has belongs to the country named before it."""
    scores: dict[str, float] = {}
    out: list[Raw] = []
    kinds = grammar().types
    for h in hits:
        name = text[h.start : h.end]
        if h.label != "ORG" or h.score < SURE or taken.hit(h.start, h.end) or _NO_BODY.match(name) or name in kinds:
            continue  # 福利院, 幼儿园: a kind of bodies
        if name in _ORGANS:
            land = _land(text, h.start, countries)
            if land is not None:
                out.append(_raw(h.start, h.end, name, h.score, land))
        elif len(name) > 2 and usage.count(name) < _COMMON and not name.endswith(_SCHOOL):
            scores[name] = max(h.score, scores.get(name, 0.0))
    if scores:
        matcher = Matcher(scores)
        for s, e, i in matcher.find(text):
            if not taken.hit(s, e):
                name = matcher.strings[i]
                out.append(_raw(s, e, name, scores[name], None))
    return out


def _raw(start: int, end: int, name: str, score: float, land: Place | None) -> Raw:
    raw = Raw(start, end, "free", name, organ_start=start, place=land, lead=land.name if land is not None else "")
    raw.sure = score
    return raw


def _land(text: str, at: int, countries: Sequence[tuple[int, Place]]) -> Place | None:
    """The foreign country named last before an offset in its sentence."""
    i = bisect_left(countries, at, key=lambda c: c[0]) - 1
    if i < 0 or at - countries[i][0] > _REACH or _STOP.search(text, countries[i][0], at):
        return None
    return countries[i][1]
