"""How bodies are named: parts of a body, committees of other parties, short names of firms."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.bodies import LocalBody, local_body, organ_type
from pipeline.lexicon.body_words import full_names, words
from pipeline.stages.organizations.organs import grammar
from pipeline.stages.organizations.read import Raw
from schemas.layers import OrgType

#: bodies called by the bare name of a city: 南京海关, not 南京市海关
BY_CITY = frozenset(words("by_city"))
#: societies of every kind
ASSOCIATION = words("association")
_PRESS = words("press")
#: units of an army
_UNIT = re.compile(r"(?:部队|第?[一二三四五六七八九十百\d]+(?:纵队|军|师|旅|团|营|连)|纵队|野战军|军团)\Z")
#: commands of armies
_COMMAND = re.compile(r"军.*(?:指挥部|司令部|总部)\Z")
_ORGANS = frozenset(words("foreign_prefixed"))
NATIONAL = {
    "政协": "全国政协",
    "人大": "全国人大",
    "人大常委会": "全国人大常委会",
    "纪委": "中央纪委",
    "监委": "国家监委",
}
ZONE_KIND = {"经开区": "经济技术开发区", "高新区": "高新技术产业开发区"}


def zone_kind(name: str) -> str:
    for short, full in ZONE_KIND.items():
        if name.endswith((short, full)):
            return full
    return ""


PREFIX_NAMES = full_names("prefix")


def committee(prefix: str, place: str) -> LocalBody:
    """A committee of another body than the Party: 民革北京市委会, 政协昆山市委员会, 共青团南通市委."""
    if prefix in ("政协", "中国人民政治协商会议", "人民政协"):
        return local_body(place, "政协")
    short = {v: k for k, v in PREFIX_NAMES.items()}.get(prefix, prefix)
    full = PREFIX_NAMES.get(short, short)
    aliases = [f"{short}{place}委员会", f"{short}{place}委会"]
    if short == "共青团":
        aliases.append(f"团{place}委")
    kind: OrgType = "people" if short == "共青团" else "democratic-party"
    return LocalBody(f"{full}{place}委员会", f"{short}{place}委", tuple(aliases), kind, place)


def abbreviates(short: str, full: str) -> bool:
    stem = short.removesuffix("公司").removesuffix("集团")
    if len(stem) < 2 or (short.endswith("集团") and "集团" not in full):
        return False
    i = -1
    for c in stem:
        i = full.find(c, i + 1)
        if i < 0:
            return False
    return True


def plus(b: LocalBody, extra: list[str]) -> tuple[str, ...]:
    return tuple(a for a in dict.fromkeys((*b.aliases, *extra)) if a and a not in (b.name, b.short))


def part(b: LocalBody, part: str) -> LocalBody:
    """A part of a body under all the body's names: 党组 of 南通市外事办公室."""
    kinds = grammar().types
    if part.startswith("中央") and b.name.endswith("党中央委员会"):  # 该党|中央书记处
        b = replace(b, name=b.name.removesuffix("中央委员会"))
    if part == "机关":
        kind: OrgType = b.type
    elif part.endswith(("部", "厅", "室")) and b.type not in ("party", "government"):
        kind = b.type
    else:
        known = kinds.get(part) or next((kinds[e] for e in ("医院", "中学", "小学", "公司") if part.endswith(e)), None)
        kind = known or (organ_type(part) if part.endswith(("委", "党组")) else b.type)  # type: ignore[assignment]
    if kind == "other":
        kind = b.type
    return LocalBody(
        f"{b.name}{part}",
        f"{b.short}{part}" if b.short else None,
        tuple(f"{a}{part}" for a in b.aliases),
        kind,
        b.place,
        b.name,
    )


def house_type(name: str) -> OrgType:
    """The type of a body that a text speaks for, by its name."""
    if name.endswith("法院"):
        return "court"
    if name.endswith("检察院"):
        return "procuratorate"
    if name.endswith("议会"):
        return "congress"
    if name.endswith("指挥部"):
        return "government"
    return "school" if name.endswith(("学院", "大学", "学", "校", "师范")) else "company"


def free_type(raw: Raw) -> OrgType:
    types = grammar().types
    core = raw.core
    if raw.lead + core in ("", raw.lead) or (raw.lead + core).startswith(("中国驻", "我驻")):
        return "government"
    if core.endswith(ASSOCIATION) and raw.kind == "free":
        return "people"
    if core.startswith("武警"):
        return "military"
    if raw.place is not None and raw.place.level == "country" and raw.place.name != "中国":
        return "foreign"
    if raw.kind == "free" and core.endswith(_PRESS):
        return "media"
    for n in range(min(8, len(core)), 0, -1):
        kind = types.get(core[-n:])
        if kind is not None:
            return "military" if kind == "government" and _COMMAND.search(core) else kind  # type: ignore[return-value]
    if core[1:] in _ORGANS or (raw.place is not None and raw.place.level == "city"):
        return "foreign"  # 俄总统府, 华沙警方
    return "military" if _UNIT.search(core) else "other"
