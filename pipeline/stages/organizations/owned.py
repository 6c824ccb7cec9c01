"""Zones of the place whose text it is, by its unit word: 县经济开发区 in a text of 沂源县."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.lexicon.places import Place
from pipeline.scope import Locator
from pipeline.stages.organizations.cover import Cover
from pipeline.stages.organizations.spot import Spot
from pipeline.stages.organizations.standing import gone_to, han

_ZONE = re.compile(
    r"(?P<unit>[市县区州旗])(?P<zone>(?:经济(?:技术)?|高新(?:技术)?(?:产业)?|循环经济|现代农业|经)(?:开发区|示范区|产业园区?)|高新区|经开区|工业园区|产业园区|物流园区?|科技园区?)"
    r"(?![党工管委公分的内]|建设|企业|投资|集团|发展|规划|条例|经济|项目|招商|办)"
)


def zones(text: str, taken: Cover, locator: Locator) -> Iterator[Spot]:
    """The zones named by a unit word in a row of places or after a verb of motion, which no body's name holds."""
    if "区" not in text and "园" not in text:
        return
    for m in _ZONE.finditer(text):
        s, e = m.span()
        if taken.hit(s, e) or not (gone_to(text, s) or not han(text[s - 1 : s]) or text[s - 1] in "和与及"):
            continue
        place = locator.place(m["unit"], s)
        if place is not None and place.domestic:
            yield Spot(s, e, Place("", place.name + m["zone"], "other", source="text"))
