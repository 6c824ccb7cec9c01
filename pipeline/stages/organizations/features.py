"""Airports and railway stations are one place with the towns in their names: 成都双流国际机场, 广州南站."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from pipeline.lexicon.places import Place
from pipeline.stages.organizations.spot import Spot

#: an airport behind a name of its own: 成都双流|国际机场; a station by its side of the town: 广州|南站
_AIRPORT = re.compile(
    r"(?P<name>(?:(?!国际|的|某|附近|军用|民用|支线|各|等|两|老|新(?![郑桥])|主要|[在和与及至到、])[一-鿿]){0,4})(?:国际)?机场"
    r"(?!群|集团|公司|建设|管理|海关|公安|分局|股份|高速)"
)
_STATION = re.compile(r"[东南西北]站(?![在着点位立岗稳起住台]|前|长)")
#: levels of what a station lies in; a country or province stands before it as a place of its own
_TOWNS = ("prefecture", "county", "city")


def merged(text: str, spots: Sequence[Spot]) -> list[Spot]:
    """The places of a text, in order, with those inside the name of an airport or a station as one."""
    order = sorted(spots, key=lambda s: (s.start, -s.end))
    if "机场" not in text and "站" not in text:
        return order
    found: list[Spot] = []
    low = 0
    for k, s in enumerate(order):
        if s.start < low or not _town(s.place):
            continue
        m = _AIRPORT.match(text, s.end) or _STATION.match(text, s.end)
        if m is None or (m.re is _AIRPORT and not m["name"] and text[s.end : s.end + 2] != "国际"):
            continue  # 成都机场, whichever it is
        first = order[k - 1] if k and order[k - 1].end == s.start and _town(order[k - 1].place) else s
        place = Place(first.place.code, text[first.start : m.end()], "other", source="text")
        found.append(Spot(first.start, m.end(), place))
        low = m.end()
    if not found:
        return order
    starts = [f.start for f in found]

    def inside(s: Spot) -> bool:
        k = bisect_right(starts, s.start) - 1
        return (k >= 0 and s.start < found[k].end) or s.end > starts[
            min(bisect_left(starts, s.start), len(starts) - 1)
        ] > s.start

    return sorted([*(s for s in order if not inside(s)), *found], key=lambda s: s.start)


def _town(place: Place) -> bool:
    return place.level in _TOWNS or place.municipality
