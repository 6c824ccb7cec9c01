"""What stands before a title and is no body's name: a common word (现场|指挥员, 紧急救援|协调员)."""

from __future__ import annotations

import re

from pipeline.lexicon import offices, words
from pipeline.lexicon.places import gazetteer
from pipeline.stages.offices.bodies import Body
from pipeline.stages.offices.kinds import SESSION_COMMITTEE
from pipeline.stages.offices.post import Post

#: how often a word is met that is rather that word than a body's name
_COMMON = 20
_ENDS = frozenset("".join(offices.words("body_end_char")))
#: words that end as bodies do and name none
_NONE = frozenset(offices.words("no_body"))
_HOUSE_OF = re.compile(r"[\u4e00-\u9fff]{2,12}?(?:人民代表大会|人大)(?!常)")
_LAND_ENDS = frozenset("国邦岛")


def unlike_a_body(word: str) -> bool:
    """Is the stretch one or two common words that end as no body does?"""
    if word in _NONE:
        return True
    if word[-1] in _ENDS or not 2 <= len(word) <= 4 or gazetteer().named(word):
        return False
    if words.count(word) >= _COMMON:
        return True
    return len(word) == 4 and words.count(word[:2]) >= _COMMON and words.count(word[2:]) >= _COMMON


def ends_as_body(word: str) -> bool:
    """Does it end as the names of bodies do?"""
    return word[-1] in _ENDS


def may_be_land(word: str) -> bool:
    """May this be the name of a country that no list holds?"""
    return bool(gazetteer().named(word, bare=False)) or word[-1] in _LAND_ENDS


def of_house(before: Body, word: str) -> Body | None:
    """全国人大财经委副主任委员、|常委会预算工委|主任: the committee is the house's that the first one is of."""
    house = next((m[0] for n in before.names if (m := _HOUSE_OF.match(n)) is not None), None)
    if house is None or not word.startswith("常委会"):
        return None
    short = house.replace("人民代表大会", "人大")
    whole = house.replace("人大", "人民代表大会") if "人民" not in house else house
    full = word.replace("常委会", "常务委员会")
    full = full[:-2] + "工作委员会" if full.endswith("工委") else full
    return Body(whole + full, short + word, (house + word, short + word.replace("工委", "工作委员会")), "congress")


def organ_of_state(post: Post) -> bool:
    """内阁总理: the head of the cabinet is the state's."""
    return post.organ == "内阁" and post.hit.title.head == "总理"


def is_country(word: str) -> bool:
    """Is this the name of a country?"""
    found = gazetteer().named(word, bare=False) if word else []
    return bool(found) and found[0].level == "country"


def committee_of(house: Body, word: str) -> Body | None:
    """环资委 of the congress or conference named before, or of whose committee was."""
    short = SESSION_COMMITTEE.split(house.shown.removesuffix("常委会"))[0]
    whole = SESSION_COMMITTEE.split(house.name)[0]
    if not short:
        return None
    full = offices.values("session_committee").get(word) or word
    return Body(short + full, None, (short + word, whole + full, whole + word), house.type, house.place, "elliptic")
