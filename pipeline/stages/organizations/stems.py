"""Townships by their stem (在大塅被捕, 熊山、星溪等乡镇, 大店的区长): those of the counties that a text speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from pipeline.lexicon import words as usage
from pipeline.lexicon.places import Place, gazetteer, towns_of
from pipeline.stages.organizations.cover import Cover
from pipeline.stages.organizations.spot import Spot
from pipeline.stages.organizations.standing import free_left, free_right, gone_to, joined, said_of_place

#: 熊山、星溪|等乡镇（街道）: a list that says what stands in it
_COUNTED = re.compile(
    r"(?:[、和][一-鿿]{2,4}){0,9}等?[\d一二三四五六七八九十多数]{0,3}个?(?:乡镇|镇街|街镇|镇乡|镇|乡|街道)(?:[，。；、（的受及不]|$)"
)
_LIST = re.compile(
    r"(?<![一-鿿])(?P<row>[一-鿿]{2,4}(?:[、和][一-鿿]{2,4}){1,9}?)等[\d一二三四五六七八九十多数]{0,3}个?(?:乡镇|镇街|街镇|镇乡|乡|镇|街道)(?=[，。；、（的受及不])"
)
#: what names of mountains and waters end in
_NATURE = frozenset("山湖江河岛岭峰峡洞泉海")
#: what a heading does with a place: 忆|大店的两任区长
_HEADING = re.compile(r"(?:^|\n)[忆游访记咏]\Z")
#: how many counties of a text are looked into, and how often one stem
_COUNTIES, _TIMES = 12, 40
#: a stem met so often is a word
_WORD = 20


def towns(text: str, spots: Sequence[Spot], hint: Place | None, blocked: Iterable[tuple[int, int]]) -> list[Spot]:
    """Stems of townships right behind their county, in a list of townships, or where only a place stands."""
    counties = dict.fromkeys(s.place.code for s in spots if s.place.level == "county" and s.place.code)
    if hint is not None and hint.level == "county" and hint.code:
        counties = {hint.code: None, **counties}
    taken = Cover.of([*((s.start, s.end) for s in spots), *blocked])
    ends = {s.end: s.place.code for s in spots if s.place.level == "county"}
    out: list[Spot] = []
    for town in _asked(text, list(counties)[:_COUNTIES], spots):
        stem = town.bare
        full = town.name in text
        rare = usage.count(stem) < _WORD and not gazetteer().named(stem)
        if not (rare or full):
            continue
        for m, _ in zip(re.finditer(stem, text), range(_TIMES), strict=False):
            s, e = m.span()
            if taken.hit(s, e) or (joined(text, s, e) and not said_of_place(text, s, e)):
                continue
            behind = bool(town.code) and ends.get(s) == town.code[:6]
            if _stands(text, s, e, behind=behind and rare, full=full and rare):
                place = town if full or stem[-1] not in _NATURE or _COUNTED.match(text, e) else _feature(stem)
                out.append(Spot(s, e, place, bare=True))
                taken.add(s, e)
    out += _listed(text, out, taken)
    return out


def _feature(name: str) -> Place:
    """The mountain or lake after which a township is called: 易县|狼牙山."""
    return Place("", name, "other", source="text")


def _listed(text: str, found: Sequence[Spot], taken: Cover) -> list[Spot]:
    """What stands beside a township in a list of them that says so (云麓、|石门|等乡镇)."""
    ends = {s.end for s in found}
    starts = {s.start for s in found}
    more: list[Spot] = []
    for m in _LIST.finditer(text) if ends and "等" in text else ():
        parts, at = [], m.start()
        for name in re.split("[、和]", m["row"]):
            parts.append((at, at + len(name)))
            at += len(name) + 1
        if any(a in starts and b in ends for a, b in parts):
            more += [
                Spot(a, b, Place("", text[a:b], "township", source="text"), bare=True)
                for a, b in parts
                if b - a < 4 and not taken.hit(a, b)
            ]
    return more


def _asked(text: str, counties: Iterable[str], spots: Iterable[Spot]) -> Iterator[Place]:
    """The townships that may be meant: those of the counties, and those that the text itself names in full."""
    seen: set[str] = set()
    for county in counties:
        for town in towns_of(county):
            stem = town.bare
            if 2 <= len(stem) < len(town.name) and stem in text:
                seen.add(town.name)
                yield town
    for s in spots:
        p = s.place
        if p.level == "township" and p.name not in seen and 2 <= len(p.bare) < len(p.name):
            seen.add(p.name)
            yield p


def _stands(text: str, s: int, e: int, *, behind: bool, full: bool) -> bool:
    """`behind`: its county stands right before; `full`: the text names it in full elsewhere."""
    if _COUNTED.match(text, e) and (behind or free_left(text, s) or gone_to(text, s)):
        return True
    right = free_right(text, e) or said_of_place(text, s, e)
    if behind:
        return right
    gone = gone_to(text, s)
    if full:
        return gone or (right and (free_left(text, s) or _HEADING.search(text, max(0, s - 2), s) is not None))
    return (gone and right) or (free_left(text, s) and said_of_place(text, s, e))
