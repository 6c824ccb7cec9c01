"""Role nouns that are none where they stand: parts of the words around them."""

from __future__ import annotations

import re

from pipeline.lexicon import titles
from pipeline.lexicon.titles import TitleHit
from pipeline.stages.offices.bodies import Bodies
from pipeline.stages.offices.stops import BODY_AFTER, NOT_AFTER, OFFICE, STATE_AFTER, UNITS, WORK

#: 苏丹|武装部队, 苏丹|问题: the country, not its ruler
_COUNTRY_AFTER = re.compile(r"[副前]|问题|驻|政府|军|武装|快速|过渡|主权|外交|人道|局势|冲突|各方|境内")
#: the country may be named so far before its sultan
_REACH = 12


def torn(text: str, hit: TitleHit) -> bool:
    """Is the role noun made of parts of other words, or of a longer one, where no name follows it?"""
    title = hit.title.title
    return bool(
        NOT_AFTER.match(text, hit.end)
        or (title.endswith(("主席", "理事", "成员", "委员")) and STATE_AFTER.match(text, hit.end))
        or (title.endswith("工") and text[hit.end : hit.end + 1] in WORK)
        or (title == "代表" and text.startswith(("工委", "工作委", "资格审"), hit.end))
        or (title == "秘书" and text[hit.end : hit.end + 1] in OFFICE)
        or (hit.title.domain == "history" and text[hit.end : hit.end + 1] in UNITS)  # 太保|市
        or (title.endswith(("司令", "领事")) and text.startswith("部", hit.end))
        or (title[-1] in "委员议事" and BODY_AFTER.match(text, hit.end))
        or (title.endswith("议") and text.startswith("院", hit.end))  # 参议|院
    )


def in_place(hit: TitleHit, bodies: Bodies) -> bool:
    """吉林省|长春市, 福州市|长乐区: does the last character of the role noun begin the name of a place?"""
    return hit.title.title[-1] == "长" and bodies.place_from(hit.end - 1) > hit.end


def country(text: str, hit: TitleHit, bodies: Bodies, line: int, named: bool) -> bool:
    """Does 苏丹 name the country: without another country before it, or with a post of its own and no name behind it?"""
    if hit.title.title != "苏丹":
        return False
    if bodies.place_in(max(line, hit.core - _REACH), hit.core) is None or _COUNTRY_AFTER.match(text, hit.end):
        return True
    if named:
        return False
    after = next(titles.find(text[hit.end : hit.end + 10]), None)
    return after is not None and after.start == 0
