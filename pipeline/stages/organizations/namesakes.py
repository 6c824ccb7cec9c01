"""Counties and districts of one name (鼓楼区, 城关区): which is meant, by what else the text names; without a ground, none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.lexicon.places import Place, gazetteer, shared

if TYPE_CHECKING:
    from pipeline.stages.organizations.spot import Spot


@lru_cache(maxsize=4096)
def namesakes(name: str, year: int | None) -> tuple[Place, ...]:
    """The counties that bear a name in a year (of no year's those of any), each by one code; empty where it is one only."""
    found = [p for p in gazetteer().named(name, bare=False) if p.level == "county" and p.code]
    out: list[Place] = []
    for p in [p for p in found if p.valid(year)] or found:
        if not any(p.code == q.code or _recoded(p, q) for q in out):
            out.append(p)
    return tuple(out) if len(out) > 1 else ()


def _recoded(a: Place, b: Place) -> bool:
    """Whether two rows are one county that came to another prefecture (昆山县 in 1983); only districts share names in one."""
    if a.code[:2] != b.code[:2]:
        return False
    return a.name[-1] != "区" or (a.end is not None and a.end == b.start) or (b.end is not None and b.end == a.start)


def nearest(options: Sequence[Place], grounds: Iterable[str]) -> Place | None:
    """The one that lies nearest to some places; None where no place says so, or two lie alike."""
    codes = list(grounds)
    near = [max((shared(p.code, c) for c in codes), default=0) for p in options]
    best = max(near)
    return options[near.index(best)] if best and near.count(best) == 1 else None


def settle(spots: Sequence[Spot], open_: Iterable[tuple[Spot, int | None]], home: Place | None) -> None:
    """Give the namesakes that nothing right before them tells apart the place that the whole text shows, else no code."""
    waiting = {id(s): year for s, year in open_}
    known = {s.place.code for s in spots if s.place.domestic and len(s.place.code) >= 6 and id(s) not in waiting}
    if home is not None and len(home.code) >= 6:
        known.add(home.code)
    for s in spots:
        if id(s) in waiting:
            place = nearest(namesakes(s.place.name, waiting[id(s)]), known)
            s.place = place or Place("", s.place.name, "county", source="text")
