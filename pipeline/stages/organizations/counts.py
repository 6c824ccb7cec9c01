"""Numbers of bodies, which name none: 100多家医院, 怀柔|三个国家实验室, 下辖21家社区|卫生服务中心, 我国|县医院."""

from __future__ import annotations

import re

from pipeline.lexicon.bodies import body_index
from pipeline.stages.organizations.words import NOT_START

NUMBERS = re.compile(
    r"\d+[百千万]?(?:多|余)?[家个所名座间]|唯一|首[家座所](?!岭)|这[家座所些]|另[一外两]|"
    r"(?:[一两二三四五六七八九十]|数|多|几)(?:十|百)?(?:多|余)?[家座所间](?![子店渠庄村屯营堡沟河坊泉寨山])"
)
#: a number of bodies inside what was taken for a name: 组织37个|指导组, 附近三座|医院
_COUNTED = re.compile(
    r"\d[百千万]?(?:多|余)?[家个所名座间省号]|(?:[两三四五六七八九十几数多]|多)[座家所](?:[民国][营办有])?(?:医院|学校|企业|公司|银行|大学|工厂|煤矿)"
)
_SHORTEST = 5
#: how many bodies of a kind are told, inside a name that is none: 怀柔|三个国家实验室, 长沙|21家社区医院; but 三家子村, 九三学社
_MANY_INSIDE = re.compile(
    r"(?:[两三四五六七八九十几数]|\d[百千万]?|[百千万])(?:多|余)?(?:[个座]|家(?![派子镇乡村屯营湾庄铺店坡河沟山岭坪])|所(?=[高中小大医学])|名(?=[大中小学街]))|大部分|半数|多[个处家所](?!子)"
)
_FIGURES = re.compile(r"\d[百千万]?(?:多|余)?[家个所名座]")
_UNITS, _NUMERALS = frozenset("省市县区州"), frozenset("两三四五六七八九十几数多各")
#: what makes 国 before a kind of body a country of no name: 我国|县医院
_ANY_STATE = frozenset("我全各外中两多")


def of_many(text: str, start: int, end: int, free: bool) -> bool:
    """Whether what begins like a name tells of bodies of a kind and names none; `free`: of a name of no place's organ."""
    if text[start] in _UNITS and text[start - 1 : start] in _NUMERALS:
        return True  # 江苏、浙江五|省博物馆
    if not free:
        return _FIGURES.search(text, start, end) is not None  # 下辖21家社区|卫生服务中心
    if text[start] == "国" and text[start - 1 : start] in _ANY_STATE:
        return True
    return _MANY_INSIDE.search(text, start, end) is not None


def counted(core: str) -> bool:
    """Whether a number of bodies is told, and no name of one."""
    return NUMBERS.match(core) is not None or _COUNTED.search(core) is not None


def of_its_own(core: str) -> bool:
    """Whether it is one body: no number of them (100多家医院), none of the lexicon behind other words (智库|伊弗经济研究所)."""
    return not (
        NOT_START.match(core)
        or NUMBERS.match(core)
        or any(core[i:] in body_index() for i in range(1, len(core) - _SHORTEST + 1))
    )
