"""Ministries named after several fields: 德国|环境、自然保护、核安全与消费者保护|部长, 矿产和能源|部长."""

from __future__ import annotations

import re

from pipeline.lexicon.titles import TitleHit
from pipeline.stages.offices.bodies import Bodies
from pipeline.stages.offices.stops import FIELDS, FIELDS_OF, OWN_FIELDS

_HAN = r"[\u4e00-\u9fff]"
#: a field: no organ, which would be a body of its own (外交部和|卫生部长, 世卫组织和|卫生部长)
_FIELD = (
    rf"(?![与和及的])(?:{_HAN}(?![与和及、])){{1,8}}{_HAN}(?<![部委局署厅院府军党团方国等织日人])(?<!(?<!社)会)"
    r"(?<!代表|总统|总理|主席|首相|委员|成员|大使)(?<![外部财防省市州县局]长)"
)
_FIELDS = re.compile(
    rf"(?P<more>(?:{_FIELD}、)*){_FIELD}[与和及](?![与和及])(?P<last>{_HAN}{{2,8}}?)(?:、(?P<rest>{_FIELD}))?部?\Z"
)
#: what stands before a ministry's name
_OPENS = "、，。；：兼\n （"
_REACH = 30


def fields(text: str, floor: int, hit: TitleHit, bodies: Bodies) -> tuple[int, int] | None:
    """Where the name of such a ministry begins and ends before the title of its head, its country with it."""
    end = hit.head if hit.title.organ else hit.start
    minister = hit.title.head == "部长" and hit.title.title not in ("国务部长", "首席部长", "助理部长")
    if not minister and not (hit.title.head == "大臣" and text[end - 1 : end] == "部"):
        return None
    floor = max(floor, end - _REACH)
    if not any(c in text[floor:end] for c in "与和及"):
        return None
    named = bodies.last_in(floor, end)
    if named is not None and named[1] == end and any(c in text[named[0] : end] for c in "与和及"):
        return None  # 文化和旅游部
    place = bodies.place_in(floor, end)
    at = place[1] if place is not None else floor
    if place is not None and place[3] == "country" and (m := _FIELDS.match(text, at, end)) is not None:
        return place[0], end
    for start in (at, *(k + 1 for k in range(at, end) if text[k] in _OPENS)):
        while start < end and text[start] in _OPENS:
            start += 1
        m = _FIELDS.match(text, start, end)
        if m is None or m["rest"] or text[start - 1 : start] not in _OPENS:
            continue
        inside = bodies.last_in(start, m.start("last") - 1)
        return None if inside is not None else (start, end)
    return None


def joined(word: str) -> bool:
    """Is this the name of one?"""
    return _FIELDS.fullmatch(word) is not None


def minister(text: str, bodies: Bodies, floor: int, start: int, outer: int, title: str) -> tuple[int, int, str, bool]:
    """日本|总务|大臣, 英国|科学、创新与技术|大臣: start and end of the country, the title with all its fields, and
    whether the post is past (日本|前|经济安全保障担当|大臣)."""
    land = bodies.place_in(max(floor, outer - FIELDS), outer)
    if land is not None and (with_ := bodies.place_in(floor, land[0])) is not None and with_[1] == land[0]:
        land = with_  # 沙特|中国事务|大臣
    elif land is not None and text.startswith("事务", land[1]):
        return land[0], land[0], text[land[0] : outer] + title, False  # 外交大臣甲、|中国事务|大臣
    at = land[1] if land is not None and land[3] == "country" else outer
    if at < outer and (m := FIELDS_OF.fullmatch(text, at, outer)) is not None:
        return land[0] if land is not None else at, at, m["of"] + title, m["past"] is not None
    if at == outer and (m := OWN_FIELDS.search(text, max(floor, outer - FIELDS), outer)) is not None:
        return m.end("house"), m.end("house"), m["of"] + title, False  # 政府|水利与|装备大臣
    if title == "大臣" and 0 < outer - start <= 8 and text[outer - 1] not in "部署局厅":
        return start, start, text[start:outer] + title, False
    return start, outer, title, False
