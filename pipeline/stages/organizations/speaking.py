"""The body that speaks of itself in a text (我校, 我院), and those that it sets beside itself."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline import hosts
from pipeline.lexicon.places import gazetteer
from pipeline.stages.organizations.read import Raw

#: a report of somebody who comes back or was asked to come; whose professor he is now
_BACK = re.compile("校友|应邀|应母校|特邀")


_OF_GUEST = re.compile("[\u4e00-\u9fff]{0,6}?(?:教授|院士|研究员|博士生导师|特聘专家)")


def sends(text: str, r: Raw, start: int) -> bool:
    """Whether a school is the one that a guest of the text's own comes from (校友、|华东理工大学|教授甲重返…)."""
    if not r.core.endswith(("大学", "学院")) or _BACK.search(text, start, min(len(text), start + 300)) is None:
        return False
    return _OF_GUEST.match(text, r.end) is not None


#: how a text calls the body that it comes from
_SELF = re.compile(
    r"[我本](?P<unit>校(?!正|对|准|园)|院(?!士)|公司|集团|行(?=[行党副纪长])|厂)|(?<![一-鿿])校(?:党委|纪委|领导|工会|团委)"
)


_SHORT_SCHOOL = 5  # 经管学院, 信息工学院


#: a university named in the head of its own report, no post behind it
_UNIVERSITY = re.compile(r"(?:(?<![一-鿿])|(?<=日))(?P<name>[一-鿿]{2,10}?大学)(?![生城]|[一-鿿]{0,8}学院)")


_SELF_ENDS = {
    "校": ("大学", "学院", "学校", "中学", "小学", "校", "一中", "二中"),
    "院": ("法院", "检察院", "医院", "研究院", "科学院", "设计院", "学院"),
    "公司": ("公司", "集团"),
    "集团": ("集团", "集团有限公司", "集团公司"),
    "行": ("银行", "分行", "支行"),
    "厂": ("厂",),
}


#: what stands between a text's own body and another that it visits, helps or signs with
_WITH = re.compile(r"(?:与|和|同|赴|到|走进|对口支援|帮扶|[组派]织?[\u4e00-\u9fff]{2,8}赴)")


_NAME_OF = re.compile(r"[^\W\d_的、与和及由赴到]{2,18}")


_COMES = re.compile(r"(?P<name>[^\W\d_的、与和及由赴到]{2,18})(?:一行)?[\u4e00-\u9fff]{0,6}?(?:来|到|走访|到访|赴)\Z")


#: how many mentions of 我院 are looked at
_LOOKED_AT = 12


def beside(text: str, word: str, ends: tuple[str, ...], low: int, high: int) -> frozenset[str]:
    """The bodies that a text sets beside its own, which are not it: 我院与|沅水县中医医院|签约, 我校赴|X大学|学习."""
    found: set[str] = set()
    own = re.finditer(f"[我本]{word}", text[low:high])
    for _, m in zip(range(_LOOKED_AT), own, strict=False):
        s, e = low + m.start(), low + m.end()
        runs = []
        if (w := _WITH.match(text, e)) is not None and (n := _NAME_OF.match(text, w.end())) is not None:
            runs.append(n[0])
        if (c := _COMES.search(text, max(low, s - 24), s)) is not None:
            runs.append(c["name"])
        for run in runs:
            cut = max((run.rfind(x) + len(x) for x in ends if x in run), default=0)
            if cut:
                found.add(run[:cut])
    return frozenset(found)


def _inner(name: str) -> bool:
    """Whether a school is a part of one: 马克思主义学院, 经管学院; 宿州学院 is called after its place."""
    short = name.removesuffix("学院") if len(name) <= _SHORT_SCHOOL and name.endswith("学院") else ""
    return hosts.university_of(name) == "" or (len(short) > 1 and not gazetteer().named(short))


def speaking(text: str, raws: Iterable[Raw], start: int, end: int) -> str | None:
    """The body that speaks of itself as 我校 or 我院: the first of its kind that the text names."""
    own = _SELF.search(text, start, end)
    if own is None:
        return None
    ends = _SELF_ENDS[own["unit"] or "校"]
    guests = beside(text, own["unit"] or "校", ends, start, end)
    high = _UNIVERSITY.search(text, start, min(end, start + 200)) if (own["unit"] or "校") == "校" else None
    away = set(hosts.away(text[start:end]))
    high = high if high is not None and high["name"] not in away else None
    for r in raws:
        if r.lead + r.core in away or sends(text, r, start):
            away.add(r.lead + r.core)
            continue
        if guests and (r.lead + r.core in guests or text[r.start : r.organ_start + len(r.core)] in guests):
            continue
        if _inner(r.lead + r.core) or (r.place is not None and r.place.level in ("country", "city")):
            continue  # 马克思主义学院 is part of it, 荷兰代尔夫特理工大学 a guest
        if r.kind in ("free", "organ", "body") and start <= r.start < end and r.core.endswith(ends):
            if r.core.endswith(("党校", "小学校", "科学院")[: 3 if ends is _SELF_ENDS["校"] else 2]) or r.core in (
                "学校",
                "学院",
                "医院",
                "公司",
                "集团",
            ):
                continue
            if high is not None and high.end() < r.start and not r.core.endswith("大学"):
                return high["name"]  # 江海师范大学2022年…大会, its 教师教育学院 later
            return text[r.start : r.organ_start + len(r.core)] if r.kind == "organ" else r.lead + r.core
    return None
