"""What is read as the name of a place that no list holds, and is words: 依托|乡镇, 推行|农村, 云南|镇雄县."""

from __future__ import annotations

import re

from pipeline.lexicon.body_words import longest_first, words
from pipeline.lexicon.places import gazetteer
from pipeline.stages.organizations.spot import Spot

_SMALL = frozenset(("village", "township", "county", "other"))
#: what the name of a village, a park or a reservoir holds nowhere
_INSIDE = re.compile(longest_first(words("no_place")))
_COUNTED = re.compile(r"[一两三四五六七八九十几\d]+[处座个轮](?![山塔桥子泉])")
#: the country in general, and a kind of structure
_GENERAL = re.compile(
    r"(?:[\u4e00-\u9fff]{1,3}(?:农村|乡村)|[这那某该]?(?:拉索桥|斜拉桥|滞洪水库|蓄滞洪区|调蓄水库))\Z"
)
#: what is no whole name of a village either (but 建设村): 一名|街道党工委书记, 基本实现|街道…全覆盖
_NO_STEM = re.compile(rf"(?:{longest_first(words('no_stem'))})\Z|[\da-zA-Z]|[和与及以并起]\Z")
_UNIT = re.compile(r"(?:街道|社区|[村镇乡]+)\Z")
#: the kind of a place that goes on as another word: 依托乡|镇
_GOES_ON = {"乡": "镇村", "镇": "村"}


def no_stem(stem: str) -> bool:
    """Whether what stands before 村 or 街道 is no name of one: 设置学校和|村委会, 下辖21家|社区, 还全力保障|村卫生室."""
    m = _INSIDE.search(stem)
    return _NO_STEM.search(stem) is not None or (m is not None and len(stem) > len(m[0]))


def names_none(text: str, spot: Spot) -> bool:
    """Whether a spot that no list holds is no name of a place."""
    p = spot.place
    if (p.code and p.level != "village") or p.level not in _SMALL or p.source == "record":
        return False
    name = text[spot.start : spot.end]
    m = _INSIDE.search(name)
    if (
        (m is not None and len(name) - len(m[0]) > (1 if name[-1] in "村乡镇县" else 2))
        or (
            p.level in ("village", "township")
            and _NO_STEM.search(name.removesuffix("街道").removesuffix("社区").rstrip("村镇乡"))
        )
        or _GENERAL.fullmatch(name)
        or _COUNTED.search(name)
    ):
        return True  # but 建设村, 新建社区
    end, last = spot.end, name[-1]
    if last in _GOES_ON and text[end : end + 1] in _GOES_ON[last] and text[end : end + 1]:
        return not gazetteer().named(name, bare=False)
    return last in "镇乡县" and any(gazetteer().named(text[end - 1 : end + n], bare=False) for n in (2, 3))
