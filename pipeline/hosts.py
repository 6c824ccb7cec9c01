"""Whom a text's own house receives or goes to: in 公司董事长甲会见|乙集团|总经理 the group named is the guest, not 公司.

A firm or a school that reports of itself need not say its own name: what it names then is the other side's.

>>> sorted(away("3月5日，公司党委书记、董事长甲会见来访的乙江集团总经理丙。"))
['乙江集团']
>>> sorted(away("3月5日，乙江集团公司董事长甲会见丙。"))
[]
"""

from __future__ import annotations

import re

#: the house alone before who leads it, no name in front
_HOST = re.compile(
    r"(?<![\u4e00-\u9fff])(?:[^\W\d_]{0,2}日)?(?:[上下]午|晚|近日|日前)?(?:[我本])?"
    r"(?P<unit>集团公司|集团|公司|学校|校|医院|总行)(?:新任)?"
    r"(?=党委|党总支|董事|总经理|总裁|(?:执行|常务|名誉)?[校院行]长|副[校院行总]|纪委|工会主席)"
)
#: what stands between the host and the name of the other side
_MEETS = re.compile(
    r"(?:会见|接见|接待|会晤|迎接|拜访|走访|回访|到访|访问|来到|(?:[率带]队|一行)(?:到访|到|赴|前往)|赴|前往|(?:分别)?[与同])"
    r"(?:了)?(?:前来[\u4e00-\u9fff]{2,4}的|来访的|到访的)?"
    r"(?P<name>[^\W\d_的、与和及由赴到]{2,22})"
)
#: how the names of houses end
_ENDS = re.compile(
    r"有限责任公司|股份有限公司|有限公司|集团公司|集团|公司|大学|学院|学校|中学|小学|医院|银行|分行|支行|研究院|研究所|股份|控股|开发区|高新区|经开区|新区|园区"
)
_OURS = re.compile("[我本]校(?![区园])")
#: how long the name of a university is at least without that of its country
_SHORT = 5
#: how far behind its own house the sentence names the other
_REACH = 120
#: how a school or a firm that never says its name speaks of its own committee
_OWN_CELL = re.compile(
    r"(?:(?<![\u4e00-\u9fff])校(?=党委|领导)|(?:学校|集团公司|集团|公司)(?=党委|纪委|领导班子|党政))"
)
#: a school within a university, by its name
_INNER_SCHOOL = re.compile(
    r"(?P<of>[\u4e00-\u9fff]{2,10}大学)?(?:马克思主义|商|文|法|理|工|医|农|外国语|外语|计算机|软件|经济|管理|继续教育|国际教育|[\u4e00-\u9fff]{2,4}与[\u4e00-\u9fff]{2,6})学院"
)
#: 乙大学访问团|对我校进行了访问: who comes to the house that the text calls its own
_COMES_TO_US = re.compile(
    r"(?P<name>[^\W\d_的、与和及由赴到对]{2,22})(?:来|到|赴|对|访问|参观|考察|莅临|走访|到访)了?我(?:[校院]|公司|集团)(?![区园])"
)
_STOP = re.compile(r"[。；！？\n]")


def university_of(name: str) -> str | None:
    """The university of a school that by its name is one within it: 东河大学|商学院; empty where the name does not say
    (马克思主义学院, 材料科学与工程学院), None where it is a house of its own.
    """
    m = _INNER_SCHOOL.fullmatch(name)
    return None if m is None else m["of"] or ""


def away(text: str) -> frozenset[str]:
    """The names of the houses that the text's own, which it leaves without a name, meets."""
    found: set[str] = set()
    for host in _HOST.finditer(text):
        stop = _STOP.search(text, host.end(), host.end() + _REACH)
        for met in _MEETS.finditer(text, host.end(), stop.start() if stop else host.end() + _REACH):
            found.update(_house(met["name"]))
    for guest in _COMES_TO_US.finditer(text):
        found.update(_house(guest["name"]))
    return frozenset(found)


def _house(said: str) -> tuple[str, ...]:
    """The name of a house at the head of what was said, if any; 甲国乙大学 is 乙大学 further on."""
    cut = max((e.end() for e in _ENDS.finditer(said)), default=0)
    name = said[:cut]
    short = [name[n:] for n in (2, 3) if name.endswith("大学") and len(name) > n + _SHORT]
    return (name, *short) if cut else ()


def speaks(text: str) -> bool:
    """Whether a school tells of itself: 我校, 本校."""
    return _OURS.search(text) is not None


def own_unit(text: str) -> str | None:
    """What a text that names no school or firm of its own calls it: 学校, 公司, 集团."""
    said = _OWN_CELL.search(text)
    if said is None:
        return "学校" if speaks(text) else None
    return "学校" if said[0] == "校" else said[0]
