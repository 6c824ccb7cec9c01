"""What stands before a title and is no body's name: a common word (现场|指挥员, 紧急救援|协调员)."""

from __future__ import annotations

import re

from pipeline.lexicon import offices, words
from pipeline.lexicon.places import gazetteer
from pipeline.stages.offices.bodies import Body, local
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


_CHIEFS = frozenset(
    ("主任", "局长", "书记", "院长", "校长", "厅长", "处长", "科长", "所长", "馆长", "台长", "董事长", "总经理")
)
_NOT_CHINESE = ("总统", "首相", "国王", "女王", "天皇", "埃米尔", "总理")


def of_no_state(post: Post, body: Body) -> bool:
    """Is this no post: one that the country it was given to has not (a 首相 of China), or a part in one congress?"""
    if body.name == "中华人民共和国" and post.title.endswith(_NOT_CHINESE):
        return True
    if body.shown.endswith("主席团常务委员会"):
        return True  # 大会|主席团常务委员会|委员: a part in one congress
    return body.type == "country" and post.bare and post.hit.title.head in _CHIEFS


def of_same_place(word: str, named: Body, before: Body | None) -> Body | None:
    """The organ of the place that the post before is of, where the text leaves the place out: …省长、|省委|书记."""
    if before is None or not before.place or named.place in (None, before.place):
        return None
    unit = word[:1]
    if unit not in "省市县区州旗" or not (before.place.endswith(unit) and named.place.endswith(unit)):
        return None
    return local(before.place, word[1:], "inherited")


def is_country(word: str) -> bool:
    """Is this the name of a country?"""
    found = gazetteer().named(word, bare=False) if word else []
    return bool(found) and found[0].level == "country"


def standing_committee(short: str, whole: str, word: str, full: str) -> Body:
    """全国人大常委会|法工委, by all its names."""
    whole = re.sub("人大$", "人民代表大会", whole.removesuffix("常委会").removesuffix("常务委员会"))
    name, shown = f"{whole}常务委员会{full}", f"{short}常委会{word}"
    return Body(name, shown, (f"{short}常委会{full}",), "congress", None, "elliptic")


def whole_conference(body: Body) -> Body:
    """甲代表县政协常委会作工作报告，副主席乙…: chairmen are the conference's, not its standing committee's."""
    if not body.name.endswith("常务委员会"):
        return body
    names = tuple(n.removesuffix("常务委员会").removesuffix("常委会") for n in body.names)
    return Body(names[0], None, names[1:], body.type, body.place, body.derivation)


def committee_of(house: Body, word: str) -> Body | None:
    """环资委 of the congress or conference named before, or of whose committee was."""
    short = SESSION_COMMITTEE.split(house.shown.removesuffix("常委会"))[0]
    whole = SESSION_COMMITTEE.split(house.name)[0]
    if not short:
        return None
    full = offices.values("session_committee").get(word) or word
    if full.endswith("工作委员会") and house.type == "congress":  # of its standing committee: 法工委
        return standing_committee(short, whole, word.removeprefix("常委会"), full)
    return Body(short + full, None, (short + word, whole + full, whole + word), house.type, house.place, "elliptic")
