"""The county that a text's townships lie in together, where it speaks of 县委 and 我县 and never says which county it is."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from math import prod

from pipeline.lexicon.places import Place, gazetteer
from pipeline.lexicon.places import townships as listed
from pipeline.stages.organizations.spot import Spot

_TOWN = re.compile(r"镇(?!长期|痛|压|静|定)|乡(?!村|亲|愁|土|情|贤|音|下)|街道|苏木")
_HAN = re.compile(r"[一-鿿]{1,6}\Z")
_WORDS = frozenset(("城镇", "集镇", "小镇", "乡镇", "市镇", "村镇"))
#: how it speaks of the county or district that it does not name
_OURS = re.compile(
    r"(?:(?<![一-鿿])|(?<=[，。、和与及在对向我全]))[我全]?[县区旗](?:委(?!员)|政府|人大|政协|长|领导|直|级|纪委|内|境)"
    r"|[我全][县区旗]"
)
#: two townships of these many counties each lie in one by chance so seldom
_CHANCE = 60
#: a name this long that one county alone has needs no second
_OWN = 4
#: more names tell nothing more
_MOST = 60


def county(text: str, spots: Iterable[Spot], year: int | None) -> Place | None:
    """The one county or district that most of the townships named lie in; None where one is named or chance would do as well."""
    if _OURS.search(text) is None:
        return None
    places = {s.end: s.place for s in spots if s.place.domestic}
    named = {p.code for p in places.values() if p.level == "county"}
    found = _named(text, places)
    votes: dict[str, list[int]] = defaultdict(list)
    for codes in found.values():
        for c in codes:
            votes[c].append(len(codes))
    if not votes or named & votes.keys():
        return None
    best = max(votes, key=lambda c: len(votes[c]))
    rival = max((len(v) for c, v in votes.items() if c != best), default=0)
    mine = sorted(votes[best])
    if len(mine) == 1:
        own = {next(iter(codes)) for name, codes in found.items() if len(codes) == 1 and len(name) >= _OWN}
        return gazetteer().get(own.pop(), year) if len(own) == 1 else None
    if len(mine) == rival or (len(mine) == 2 and prod(mine) > _CHANCE):
        return None
    return gazetteer().get(best, year)


def _named(text: str, places: dict[int, Place]) -> dict[str, frozenset[str]]:
    """The listed townships that a text names without a place before them, each with the counties that have one so called."""
    found: dict[str, frozenset[str]] = {}
    for m in _TOWN.finditer(text):
        window = _HAN.search(text, max(0, m.start() - 6), m.start())
        if window is None or m.end() in places:
            continue
        for s in range(window.start(), m.start()):
            name = text[s : m.end()]
            codes = listed().get(name) if name not in _WORDS else None
            if codes is not None and len(name) > 2:
                if s not in places:
                    found[name] = frozenset(c[:6] for c in codes.split("|"))
                break
        if len(found) >= _MOST:
            break
    return found
