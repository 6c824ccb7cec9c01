"""The place of the site that a page stands on, where the source it names has no place in its name (来源：县林业局)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.lexicon.bodies import body_of
from pipeline.lexicon.places import Place, gazetteer
from pipeline.lexicon.publishers import is_publisher
from pipeline.reading import Reading
from pipeline.scope import fits
from pipeline.stages.organizations.homes import place_in

#: a source that says whose it is by the unit alone: 县林业局, 区融媒体中心, 市委宣传部
_ELLIPTIC = re.compile(r"(?:中共)?(?P<unit>自治[区州县旗]|[省市县区州盟旗])(?=[\u4e00-\u9fff])(?![长内外区域])")
#: a department or a town that does not say where: 林业局, 办公室, 党政办
_DEPARTMENT = re.compile(r"[\u4e00-\u9fff]{2,10}(?:局|办|委|部|室|站|队|院|镇|乡|街道|科|股|处|中心)")
_NAME = r"(?P<name>[\u4e00-\u9fff（）]{4,30}?)(?=[\s　|｜·,，;；:：（(【]|版权|主办|承办|地址|\Z)"
_FOOT = (
    re.compile(rf"主[ \u3000]?办(?:单位|方)?[ \u3000]?[：:][ \u3000]?{_NAME}"),
    re.compile(rf"(?:版权所有|©|Copyright)[ \u3000]?[：:]?[ \u3000]?{_NAME}", re.IGNORECASE),
    re.compile(r"(?:^|[ \u3000|])(?P<name>[\u4e00-\u9fff（）]{4,24}?)(?:网站?)?[ \u3000]?版权所有"),
    re.compile(rf"(?:承|协)[ \u3000]?办(?:单位|方)?[ \u3000]?[：:][ \u3000]?{_NAME}"),
)
_CRUMBS = re.compile(r"位置[ \u3000]?[：:]?[ \u3000]?(?P<name>[\u4e00-\u9fff]{4,20}?)[ \u3000]?(?:>|»|›|→|/|-)")


def place_of_site(reading: Reading, publisher: str | None, year: int | None) -> Place | None:
    """The place that the site's head, bread crumbs or foot names and the elliptic source belongs to."""
    unit = _ELLIPTIC.match(publisher) if publisher else None
    if publisher and unit is None and not _undetermined(publisher):
        return None
    for name in _names(reading):
        place = place_in(name, year)
        if place is None or not place.domestic:
            continue
        if unit is None:
            return place
        return next((p for p in (place, *gazetteer().parents(place, year)) if fits(p, unit["unit"])), None)
    return None


def full_name(publisher: str, place: Place) -> str | None:
    """县林业局 on 霍山县's site → 霍山县林业局; None where the name is not elliptic."""
    unit = _ELLIPTIC.match(publisher)
    return place.name + publisher[unit.end() :] if unit is not None and fits(place, unit["unit"]) else None


def _undetermined(publisher: str) -> bool:
    return _DEPARTMENT.fullmatch(publisher) is not None and not is_publisher(publisher) and body_of(publisher) is None


def _names(reading: Reading) -> Iterator[str]:
    """What the page says of its site: the line above the navigation, the foot, the bread crumbs."""
    parts: dict[str, list[str]] = {"zones.masthead": [], "foot": [], "zones.crumbs": []}
    for z in reading.clean.zones:
        if z.kind == "copyright" or z.rule in parts:
            start, end = reading.view.into(z.start, z.end)
            parts["foot" if z.kind == "copyright" else z.rule].append(reading.text[start:end].strip())
    yield from parts["zones.masthead"]
    for pattern in _FOOT:
        for line in parts["foot"]:
            if (m := pattern.search(line)) is not None:
                yield m["name"]
    for line in parts["zones.crumbs"]:
        if (m := _CRUMBS.search(line)) is not None:
            yield m["name"]


__all__ = ["full_name", "place_of_site"]
