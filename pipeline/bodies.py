"""Local bodies: what the organ of a place is called, and which body a title belongs to.

Shared by the organizations stage (which resolves 市委) and the offices stage (which needs the body that 市长 implies).

>>> local_body("昆山市", "委").short, local_body("昆山市", "委").name
('昆山市委', '中共昆山市委员会')
>>> local_body("昆山市", "公安局").name
'昆山市公安局'
>>> title_body("副市长", "昆山市").name
'昆山市人民政府'
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from pipeline.lexicon.body_words import full_names, words
from pipeline.lexicon.loader import rows
from pipeline.lexicon.places import gazetteer, other_names
from schemas.layers import OrgType, PlaceLevel

_TOWNSHIP = ("镇", "乡", "街道", "苏木", "公社")
_REGION = "自治区"
#: the corps of Xinjiang and its divisions have a 党委 too
_CORPS = "生产建设兵团"
_DIVISION = re.compile(f"{_CORPS}第[一二三四五六七八九十]+师$")
#: what a prefecture that is no city is called, until 1970 or so and since
_OF_OLD = ("专区", "地区")


@dataclass(frozen=True, slots=True)
class LocalBody:
    """A body of a place: full name, usual short form, other accepted wordings, type, the place and the body above it."""

    name: str
    short: str | None
    aliases: tuple[str, ...]
    type: OrgType
    place: str
    parent: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """All wordings, the full one first."""
        return tuple(dict.fromkeys(n for n in (self.name, self.short, *self.aliases) if n))


#: of a university that is called by its city, and no department of it
_ALUMNI = re.compile(r"(?:大学|学院)[\u4e00-\u9fff]{0,6}校友[总联]?(?:合)?会$")
#: what the people of a village elect, in full and for short
_VILLAGE_COMMITTEES = {w: pair for pair in (("村民委员会", "村委会"), ("居民委员会", "居委会")) for w in pair}
_PARTY_DEPTS = re.compile(r"党工委|党委|工委|委(?!员会?$)")


#: zones, which are no divisions: their committee is a 党工委
_ZONE = re.compile(
    r"(?:开发|新|园|高新|经开|示范|度假|保税|试验|实验|风景|名胜|旅游|管理|功能|集聚|合作|产业|工业|景|港|投资|科技|创新|物流|经济|"
    r"生态|农场|垦|特|[东西南北中])区$"
)


def place_names(place: str) -> tuple[str, ...]:
    """The place's name and its shorter forms that stand before an organ (马边彝族自治县, 马边县)."""
    if place.endswith("人民公社"):
        return (place, place.removesuffix("人民公社") + "公社")
    return (place, *(n for n in other_names(place) if n[-1] in "州县旗区"))


def organ_type(organ: str) -> OrgType:
    """The type of a body by the name of its organ (市委组织部 → party, 公安局 → government)."""
    if organ.endswith(("纪委", "监委", "纪工委", "纪委监委")) or organ.startswith(("纪委", "监委", "纪检")):
        return "discipline"
    if organ in ("民代表会", "议会"):
        return "congress"
    if organ.startswith("人大") or organ.startswith("人民代表大会"):
        return "congress"
    if organ.startswith("政协"):
        return "cppcc"
    if "法院" in organ or organ.endswith("中院"):
        return "court"
    if "检察院" in organ:
        return "procuratorate"
    if organ.startswith(
        (
            "妇联",
            "少工委",
            "总工会",
            "工商联",
            "团",
            "文联",
            "科协",
            "残联",
            "红十字",
            "共青团",
            "侨联",
            "记协",
            "社科联",
            "关工委",
        )
    ):
        return "people"
    if organ.startswith(("军区", "军分区", "警备区", "人武部", "武装部", "人民武装部", "武警")):
        return "military"
    if (
        organ.endswith(("党组", "党委", "党工委", "工委", "党支部", "党总支", "党校"))
        or organ in ("委", "党委")
        or organ.endswith(words("party_of_old"))
        or _PARTY_DEPTS.match(organ)
    ):
        return "party"
    kinds = _head_types()
    longest = (kinds[organ[-n:]] for n in range(min(12, len(organ)), 1, -1) if organ[-n:] in kinds)
    return next(longest, "government")


@lru_cache(maxsize=1)
def _head_types() -> dict[str, OrgType]:
    """The types of the bodies that a place has besides its organs (融媒体中心 → media)."""
    return {r["head"]: r["type"] for r in rows("body_heads.tsv") if r["kind"] == "local"}  # type: ignore[misc]


def local_body(place: str, organ: str, derivation_short: str | None = None) -> LocalBody:
    """The organ of a place under all its names.

    `place` is a full name (昆山市, 马边彝族自治县, 焕古镇, 南通开发区), `organ` what stands after it in any wording:
    委, 党委, 政府, 人民政府, 人大常委会, 政协, 纪委, 监委, 法院, 检察院, 公安局, 委组织部, 人民政府外事办公室, 管委会, 党工委 …
    """
    if _ALUMNI.search(organ):  # 南京|工业大学校友会
        name = f"{_BARE_UNIT.sub('', place)}{organ}"
        return LocalBody(name, None, _rest(name, None, [f"{place}{organ}"]), "people", place)
    if organ.startswith("务监督") and place.endswith("村"):
        organ = f"村{organ}"  # 寨头村|村务监督委员会
    key = full_names("same_organ").get(organ, organ)
    places = place_names(place)
    township = place.endswith(_TOWNSHIP)
    region = place.endswith((_REGION, _CORPS)) or _DIVISION.search(place) is not None
    kind = organ_type(key)
    if key.startswith("委") and key not in ("委", "委员会") and place.endswith(("地区", "专区")):
        return _of_prefecture(place, "地委", key[1:])  # 商洛地委农村工作部
    if key == "委" and place.endswith("地区"):
        return _of_prefecture(place, "地委", "")  # no 黄冈地区委
    if key == "委" and place.endswith(("村", "社区")):
        return LocalBody(f"{place}党委", None, (f"中共{place}委员会",), "party", place)
    if key in _VILLAGE_COMMITTEES and place.endswith(("村", "社区", "居")):
        elected, brief = (f"{place}{c}" for c in _VILLAGE_COMMITTEES[key])
        stem = place.removesuffix("村")
        said = f"{stem}{_VILLAGE_COMMITTEES[key][1]}" if stem != place else brief
        return LocalBody(elected, said, (brief, *((f"{stem}村民委员会",) if stem != place else ())), kind, place)
    if key == "委":
        word = "党委" if township or region else ("党工委" if _ZONE.search(place) and not _division(place) else "委")
        if word == "党工委":
            return LocalBody(f"{place}党工委", None, _all(places, "工委", "工作委员会"), "party", place)
        short = f"{place}{word}"
        aliases = (
            *_all(places, word),
            *_all(places, "委"),
            *(f"{p}{p[-1]}委" for p in places if p[-1] in "市县区州旗盟"),
            *(f"中共{p}委" for p in places),
            *(f"中共{p}委员会" for p in places),
        )
        return LocalBody(f"中共{place}委员会", short, _rest(f"中共{place}委员会", short, aliases), "party", place)
    if key == "书记处":
        return local_body(place, "委书记处")
    if key == "两办":
        name = f"中共{place}委员会办公室、{place}人民政府办公室"
        return LocalBody(name, f"{place}两办", (f"{place}委办公室", f"{place}政府办公室"), "party", place)
    if key in ("政府", "公所") and place.endswith("公社"):  # which was both
        return LocalBody(place, None, place_names(place)[1:], "government", place)
    if key == "政府" and place.endswith(("专区", "行署区")):
        return _of_prefecture(place, "专署" if place.endswith("专区") else "行署", "")
    if key == "政府":
        return LocalBody(
            f"{place}人民政府", f"{place}政府", _rest("", "", _all(places[1:], "人民政府", "政府")), "government", place
        )
    if key == "人大常委会":
        name = f"{place}人民代表大会常务委员会"
        return LocalBody(name, f"{place}人大常委会", _all(places[1:], "人大常委会"), kind, place)
    if key == "人大":
        return LocalBody(f"{place}人民代表大会", f"{place}人大", _all(places[1:], "人大"), kind, place)
    if key == "政协":
        name = f"中国人民政治协商会议{place}委员会"
        aliases = (f"政协{place}委员会", *_all(places[1:], "政协"), *(f"政协{p}委员会" for p in places[1:]))
        return LocalBody(name, f"{place}政协", aliases, kind, place)
    if key == "纪委":
        name = f"中共{place}纪律检查委员会"
        return LocalBody(
            name, f"{place}纪委", (f"中共{place}纪委", *_all(places[1:], "纪委")), kind, place, f"中共{place}委员会"
        )
    if key in ("纪委常委会", "纪委常务委员会"):
        whole = local_body(place, "纪委")
        names = [n + c for n in whole.names for c in ("常务委员会", "常委会")]
        return LocalBody(
            names[0], f"{whole.short}常委会", _rest(names[0], f"{whole.short}常委会", names), kind, place, whole.name
        )
    if key == "纪委监委":
        aliases = (
            *_all(places[1:], "纪委监委"),
            *_all(places, "纪委", "监委", "监察委员会"),
            f"中共{place}纪律检查委员会",
        )
        return LocalBody(f"{place}纪委监委", None, aliases, kind, place, f"中共{place}委员会")
    if key == "监委":
        return LocalBody(f"{place}监察委员会", f"{place}监委", _all(places[1:], "监委", "监察委员会"), kind, place)
    if key == "法院":
        court = _COURTS.get(_level(place), "人民法院") if organ == "法院" else "人民法院"
        others = _rest(f"{place}{court}", f"{place}法院", _all(places, court, "法院", "人民法院"))
        return LocalBody(f"{place}{court}", f"{place}法院", others, kind, place)
    if key == "检察院":
        return LocalBody(f"{place}人民检察院", f"{place}检察院", _all(places[1:], "人民检察院", "检察院"), kind, place)
    if (m := _PARTY_DEPTS.match(organ)) and len(organ) > m.end():
        said = organ[m.end() :]
        rest = full_names("full_organ").get(said, said)  # 县委深改委
        party = local_body(place, "委")
        names = [f"{s}{r}" for r in dict.fromkeys((rest, said)) for s in party.names if not s.endswith("委员会")]
        if rest == "统战部":
            names.append(f"{party.short or party.name}统一战线工作部")
        if rest == "政法委":
            names += [f"{n}员会" for n in list(names)]
        if rest == "党校":
            names.append(f"{place}党校")
        short, name = (f"{party.short or party.name}{said}", f"中共{party.short or party.name}{rest}")
        return LocalBody(name, short, _rest(name, short, names), kind, place, party.name)
    if organ in words("party_of_old"):
        older = tuple(f"中共{p}{organ}" for p in places)
        return LocalBody(older[0], f"{place}{organ}", (*older[1:], *_all(places[1:], organ)), "party", place)
    if (m := _PREFECTURE.match(organ)) is not None:
        return _of_prefecture(place, m[0], organ[m.end() :])
    if organ in ("军分区", "警备区") and (place[-1] in "市州盟" or place.endswith(_OF_OLD)):
        places = (*places, place[:-2] if place.endswith(_OF_OLD) else place[:-1])  # 芜湖军分区
    full = full_names("department").get(key) or full_names("full_organ").get(key)
    wordings = [key, organ, *([full] if full else [])]
    if kind == "government" and key not in words("own_organ"):
        wordings += [f"人民政府{w}" for w in wordings if not w.startswith(("人民政府", "府", "人民委员会"))]
    if organ.startswith(("政府", "人民政府")):
        base = re.sub(r"^(?:人民)?政府", "", organ)
        wordings = [f"人民政府{base}", f"政府{base}", *([base] if base not in ("办", "办公室") else [])]
    wordings = list(dict.fromkeys(wordings))
    shown = organ
    name = f"{place}{full or key}"  # 市中院 → 市中级人民法院
    if organ.startswith("政府") and full is None:
        name = f"{place}人民{organ}"
    above = _government(place, name) if kind == "government" else None
    others = _rest(name, f"{place}{shown}", _all(places, *wordings))
    return LocalBody(name, f"{place}{shown}", others, kind, place, above)


def _government(place: str, name: str) -> str | None:
    """The government that a department of a place is one of; None of what is led from above, and of a 地区, which had none."""
    own = f"{place}人民政府"
    led = name == own or place.endswith("地区") or not _division(place)
    return None if led or any(w in name for w in words("vertical")) else own


#: the organs of a prefecture of old (地区), called by its bare name: 临汾地委, 宿县专署
_PREFECTURE = re.compile(r"地委|行政公署|行署|专员公署|专署")
_BARE_UNIT = re.compile(r"(?<=[\u4e00-\u9fff]{2})(?:地区|专区|行署区|[市县])$")


def _of_prefecture(place: str, organ: str, rest: str) -> LocalBody:
    """地委 and 行署 with their parts: 中共临汾地区委员会, 临汾地委组织部, 临汾地区行政公署, 宿县专署粮食局."""
    stem = _BARE_UNIT.sub("", place) if not place.endswith("县") else place  # 宿县|专署
    if organ == "地委":
        short = f"{stem}地委{rest}"
        wordings = [f"中共{stem}地委{rest}", f"{stem}地区地委{rest}", f"{stem}地区{rest}"] if rest else []
        wordings += [] if rest else [f"中共{stem}地委", f"{stem}地区委员会", f"{stem}地区地委"]
        name = f"中共{stem}地委{rest}" if rest else f"中共{stem}地区委员会"
        parent = f"中共{stem}地区委员会" if rest else None
        return LocalBody(name, short, _rest(name, short, wordings), "party", place, parent)
    full = "专员公署" if organ.startswith("专") else "行政公署"
    # 苏南行政公署: of a part of a province, which was no 地区
    seat = f"{stem}地区" if full == "行政公署" and not gazetteer().named(f"{stem}行署区", bare=False) else stem
    name, short = f"{seat}{full}{rest}", f"{stem}{full[0]}署{rest}"
    both = (full, f"{full[0]}署", organ)
    wordings = [f"{x}{o}{rest}" for x in (stem, f"{stem}地区", f"{stem}专区") for o in both]
    return LocalBody(name, short, _rest(name, short, wordings), organ_type(rest) if rest else "government", place)


#: what 省法院 and 市法院 are: the court of a province, of a prefecture; a county's is plain
_COURTS: dict[PlaceLevel | None, str] = {"province": "高级人民法院", "prefecture": "中级人民法院"}


def _level(place: str) -> PlaceLevel | None:
    """The level of a listed division."""
    return next((p.level for p in gazetteer().named(place, bare=False) if p.name == place), None)


def _division(place: str) -> bool:
    return bool(gazetteer().named(place, bare=False))


def _all(places: tuple[str, ...], *organs: str) -> tuple[str, ...]:
    return tuple(p + o for o in organs for p in places)


def _rest(name: str, short: str | None, wordings: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    return tuple(w for w in dict.fromkeys(wordings) if w not in (name, short))


# ---------------------------------------------------------------- titles that carry their body

_HEADS = re.compile(
    r"(?:代理?|副|常务副|原|前)*(自治区主席|省长|市长|区长|县长|州长|盟长|旗长|镇长|乡长|街道办事处主任|行署专员|专员)(?:助理)?$"
)
#: the word for the unit in a title of government → the levels it can mean
TITLE_LEVELS: dict[str, tuple[PlaceLevel, ...]] = {
    "省长": ("province",),
    "自治区主席": ("province",),
    "市长": ("prefecture", "county", "province"),
    "区长": ("county",),
    "县长": ("county",),
    "州长": ("prefecture",),
    "盟长": ("prefecture",),
    "旗长": ("county",),
    "专员": ("prefecture",),
    "镇长": ("township",),
    "乡长": ("township",),
}


def country_names(name: str) -> tuple[str, ...]:
    """Every name in use of a country, the one given first: 沙特 → 沙特, 沙特阿拉伯, 沙特阿拉伯王国."""
    place = gazetteer().resolve(name)
    if place is None or place.level != "country":
        return (name,)
    return tuple(dict.fromkeys((name, place.name, *place.aliases)))


def title_unit(title: str) -> str | None:
    """The unit whose government a title belongs to: 副县长 → 县, 代市长 → 市, 书记 → None."""
    m = _HEADS.match(title)
    if m is None:
        return None
    return {"自治区主席": "自治区", "专员": "地区", "行署专员": "地区", "街道办事处主任": "街道"}.get(m[1], m[1][0])


def title_body(title: str, place: str) -> LocalBody | None:
    """The body that a title implies at a place: (副市长, 昆山市) → 昆山市人民政府; None for titles that imply none."""
    return local_body(place, "政府") if title_unit(title) else None
