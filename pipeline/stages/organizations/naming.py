"""How bodies are named: parts of a body, committees of other parties, short names of firms."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.bodies import LocalBody, local_body, organ_type
from pipeline.lexicon.body_words import full_names, words
from pipeline.lexicon.places import Place, gazetteer, place_words
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


def of_its_city(place: Place, organ: str, year: int | None) -> list[str]:
    """What the organ of a district is called with its city, where the name alone is several cities' (铜陵市|郊区人民政府)."""
    if place.level != "county" or not place.code.isdigit() or not place.name.endswith("区"):
        return []
    g = gazetteer()
    city = next((p for p in g.parents(place, year) if p.name.endswith("市")), None)
    if city is None or not g.ambiguous(place.name, year):
        return []
    names = list(local_body(city.name + place.name, organ).names)
    if organ.endswith("公安分局"):
        names.append(f"{city.name}公安局{place.name}分局")
    return names


#: what is below a committee: 总支, 支部
_LOW = {"总支": "总支部", "总支委员会": "总支部委员会"}


def committee(prefix: str, place: str, low: str = "") -> LocalBody:
    """A committee of another body than the Party: 民革北京市委会, 政协昆山市委员会, 共青团南通市委; `low`: its 总支 or 支部."""
    if prefix in ("政协", "中国人民政治协商会议", "人民政协"):
        return local_body(place, "政协")
    short = {v: k for k, v in PREFIX_NAMES.items()}.get(prefix, prefix)
    full = PREFIX_NAMES.get(short, short)
    if low:
        whole = _LOW.get(low, low)
        wordings = (f"{full}{place}{low}", f"{short}{place}{whole}")
        said = f"{short}{place}{low}"
        return LocalBody(
            f"{full}{place}{whole}", said, tuple(w for w in wordings if w != said), "democratic-party", place
        )
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
    if part.startswith("书记处") and b.name.endswith("党中央政治局"):  # 中央政治局委员、|书记处|书记: the committee's
        names = [n.removesuffix("政治局") for n in (b.name, b.short or "", *b.aliases)]
        b = replace(b, name=names[0], short=names[1] or None, aliases=tuple(n for n in names[2:] if n))
    if part in ("机关", "办公室", "办公厅") or (
        part == "书记处" and b.type == "people"
    ):  # 安全生产委员会办公室: no 县委办公室
        kind: OrgType = b.type
    elif part.endswith(("部", "厅", "室")) and b.type != "government":
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


#: what makes the name behind a group's that of a firm itself, and no branch
OWN_FIRM = re.compile(r"(?<![分支子])公司(?:党委)?\Z|集团\Z|(?<=[\u4e00-\u9fff])电力\Z")


def firm(group: LocalBody, name: str) -> LocalBody:
    """A firm called after its group: 中国铁建重工集团股份有限公司, no 中国铁道建筑集团有限公司重工集团…; or the group itself."""
    if group.name.endswith(name):
        return group  # 大疆创新|科技有限公司
    form = next(n for n in (*sorted(group.names, key=len, reverse=True), "") if name.startswith(n))
    rest = name[len(form) :]
    aliases = tuple(n + rest for n in group.names if n != form)
    return LocalBody(name, None, aliases, "company", group.place, group.name)


#: a school called by the bare name of its city: 吉首|大学, 昌吉|学院
_OF_CITY = re.compile(r"(?P<city>[\u4e00-\u9fff]{2})(?:师范|职业技术|职业)?(?:大学|学院|师专)")


#: a school's hospital in another city: 滨州医学院|烟台|附属医院
_ELSEWHERE = re.compile(r"(?:大学|学院)(?:[^\W\d_]{0,4}?)(?P<city>[\u4e00-\u9fff]{2})(?:附属|医院|校区|分校|研究院)")


_INSTITUTE = re.compile(
    r"(?:大学|学院)(?P<at>[\u4e00-\u9fff]{2})[\u4e00-\u9fff]{0,8}(?:研究院|研究中心|工作站|附属医院|分校)"
)


def school_seat(name: str, year: int | None) -> str:
    """The city where a listed school lies, or the one that its hospital or campus is called by."""
    seats = full_names("school_seat")
    n = next((n for n in range(min(len(name), 14), 3, -1) if name[:n] in seats), 0)
    if not n and "学" not in name:
        return ""
    m = _ELSEWHERE.search(name)
    if m is None and (c := _INSTITUTE.search(name)) is not None and c["at"] not in place_words("common"):
        g = gazetteer()
        at = g.resolve(c["at"] + "市", year) or g.resolve(c["at"] + "县", year)
        if at is not None and at.domestic and c["at"] not in place_words("word"):
            return at.name  # 西南大学|白水|茶叶研究院
    if m is not None and m["city"] not in place_words("common") and m["city"] not in place_words("word"):
        place = gazetteer().resolve(m["city"] + "市", year)
        if place is not None and place.domestic and place.level == "prefecture":
            return place.name
    return seats[name[:n]] if n else ""


def school_city(name: str, year: int | None) -> str:
    """The city that a school is called by: 吉首大学 → 吉首市; none where the name is an everyday word (东方大学, 中山大学)."""
    m = _OF_CITY.fullmatch(name)
    if m is None or m["city"] in place_words("common") or m["city"] in place_words("word"):
        return ""
    place = gazetteer().resolve(m["city"] + "市", year)
    return place.name if place is not None and place.domestic else ""


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
    return "school" if name.endswith(("学院", "大学", "学", "校", "师范", "职院", "专")) else "company"


#: heads of committees of the Party at a place, which any other commission may have too
_VAGUE = frozenset(("委", "委员会", "工作委员会", "办"))
#: what a committee is the government by
_GOVERNS = re.compile(r"(?:行政|人民|军政|管理|改革|建设|计划|经济|科学技术|监督|管制|事务)委员会\Z")


def _vague(core: str) -> OrgType:
    """The type of a commission that no list knows: 国防科委, 晋察冀边区行政委员会 govern, 评审委员会 does not."""
    if core.startswith(("中共", "党", "中国共产党")) or core in _VAGUE or core.endswith(("党委", "工委")):
        return "party"
    return "government" if not core.endswith("委员会") or _GOVERNS.search(core) or core.startswith("国家") else "other"


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
            if kind == "party" and core[-n:] in _VAGUE:
                return _vague(core)
            return "military" if kind == "government" and _COMMAND.search(core) else kind  # type: ignore[return-value]
    if core[1:] in _ORGANS or (raw.place is not None and raw.place.level == "city"):
        home = raw.place is not None and raw.place.name in place_words("home")
        return "government" if home else "foreign"  # 台北市警方; 俄总统府, 华沙警方
    return "military" if _UNIT.search(core) else "other"
