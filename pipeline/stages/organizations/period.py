"""Which of the divisions that bore one name is meant: by the year that is told of, and by what the text says of it."""

from __future__ import annotations

import re

from pipeline.lexicon.places import Place, gazetteer

#: somebody is of a place: 湖南祁阳|人，, 籍贯…
_OF = re.compile(r"[省市县区州盟旗]?(?:人(?![一-鿿])|籍)")
_BORN = re.compile(r"(?:籍贯|祖籍|原籍|出生地)[一-鿿]{0,8}[：:]?[一-鿿]{0,8}\Z|(?<!先)生[于在][一-鿿]{0,8}\Z")
#: organs that only a prefecture of old had
_ORGAN = ("地委", "行署", "专署", "行政公署", "专员公署")
#: what is said of a town: 新华社|承德|十七日电, 在|承德|举行, 占领|临沂|城
_DATELINE = re.compile(r"(?:[一二三四五六七八九十廿卅]{1,3}|\d{1,2})日(?:专?电|讯)")
_HELD = re.compile(r"(?:隆重|联合)?(?:举行|召开|开幕|闭幕|成立|逝世|病逝|解放)|城")


def native(text: str, s: int, e: int) -> bool:
    """Whether a place is named as where somebody is from: the division of the document's day, not of the year of birth."""
    return _OF.match(text, e) is not None or _BORN.search(text, max(0, s - 20), s) is not None


def seat_of(region: Place, organ: str) -> Place:
    """The prefecture of old that a region's organ is of: 晋南|地委 is 晋南专区's."""
    if region.level != "region" or not organ.startswith(("地委", "专署", "专员公署")):
        return region
    g = gazetteer()
    found = (p for end in ("专区", "地区") for p in g.named(region.name + end, bare=False))
    return next((p for p in found if p.level == "prefecture"), region)


def town_or_prefecture(form: str, place: Place, text: str, s: int, e: int, year: int | None) -> Place:
    """Of a stem that a prefecture shares with a county or a town, the one of which the text speaks.

    梅县|地委 is the prefecture's; 新华社|承德|十七日电 and 在|承德|举行 are said of the town, where both were.
    """
    g = gazetteer()
    if text.startswith(_ORGAN, e):
        return next((p for p in g.named(form + "地区", year, bare=False) if p.level == "prefecture"), place)
    if not place.name.endswith("地区") or place.end is None or form == place.name:
        return place
    said = _DATELINE.match(text, e) or (_HELD.match(text, e) and text[s - 1 : s] in ("在", "于", "到", "着", "领"))
    town = next((p for p in g.named(form + "市", year, bare=False) if p.valid(year)), None)
    return town if said and town is not None else place
