"""Places: the divisions of China with the codes and years that they have had since 1980, those that were gone by then
(松江省, 淮阴专区), and the rest of the world as official texts name it.

`gazetteer()` answers three questions: which places bear a name (`named`), which one is meant near another place and
in a given year (`resolve`), and what a place lies in (`parents`, `above`).

>>> g = gazetteer()
>>> g.resolve("昆山", 2020).name, [p.name for p in g.parents(g.resolve("昆山", 2020))]
('昆山市', ['苏州市', '江苏省'])
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from pipeline.lexicon.loader import cells, path, rows
from schemas.layers import PlaceLevel

FILES = ("divisions.tsv", "places.tsv", "place_bynames.tsv", "townships.tsv")

_ETHNIC = (
    "汉族|满族|回族|壮族|苗族|彝族|藏族|侗族|瑶族|白族|傣族|黎族|畲族|羌族|水族|土族|怒族|京族|各族|蒙古族?|维吾尔|哈萨克族?|"
    "柯尔克孜族?|塔吉克族?|锡伯族?|朝鲜族|土家族|布依族|哈尼族|傈僳族|拉祜族|佤族|布朗族|纳西族|景颇族|阿昌族|普米族|独龙族|"
    "仡佬族|仫佬族|毛南族|撒拉族|保安族|裕固族|东乡族|达斡尔族|鄂温克族|鄂伦春族|门巴族|珞巴族|德昂族|基诺族"
)
_AUTONOMOUS = re.compile(rf"(.+?)(?:{_ETHNIC})*自治([州县旗区])")
_OWN_STEM = {"东乡族自治县": "东乡", "鄂温克族自治旗": "鄂温克", "鄂伦春自治旗": "鄂伦春"}
#: shorter names in general use that the rule does not give
_USUAL = {
    "克孜勒苏柯尔克孜自治州": ("克州",),
    "巴音郭楞蒙古自治州": ("巴州",),
    "博尔塔拉蒙古自治州": ("博州",),
    "西双版纳傣族自治州": ("版纳",),
    "湘西土家族苗族自治州": ("湘西",),
    "前郭尔罗斯蒙古族自治县": ("前郭县", "前郭"),
    "杜尔伯特蒙古族自治县": ("杜蒙县", "杜尔伯特县"),
    "莫力达瓦达斡尔族自治旗": ("莫旗", "莫力达瓦旗"),
    "喀喇沁左翼蒙古族自治县": ("喀左县",),
    "阜新蒙古族自治县": ("阜蒙县",),
    "积石山保安族东乡族撒拉族自治县": ("积石山县",),
    "双江拉祜族佤族布朗族傣族自治县": ("双江县",),
    "察布查尔锡伯自治县": ("察县", "察布查尔县"),
    "塔什库尔干塔吉克自治县": ("塔县", "塔什库尔干县"),
    "科尔沁左翼中旗": ("科左中旗",),
    "科尔沁左翼后旗": ("科左后旗",),
    "科尔沁右翼前旗": ("科右前旗",),
    "科尔沁右翼中旗": ("科右中旗",),
    "大兴安岭地区": ("大兴安岭",),
    "内蒙古自治区": ("内蒙古",),
    "广西壮族自治区": ("广西",),
    "宁夏回族自治区": ("宁夏",),
    "新疆维吾尔自治区": ("新疆",),
    "西藏自治区": ("西藏",),
    "香港特别行政区": ("香港", "香港特区"),
    "澳门特别行政区": ("澳门", "澳门特区"),
    "神农架林区": ("神农架",),
}
_MUNICIPALITIES = frozenset(("110000", "120000", "310000", "500000"))
_RANK: dict[PlaceLevel, int] = {"province": 0, "prefecture": 1, "county": 2, "township": 3, "village": 4}


@dataclass(frozen=True, slots=True)
class Place:
    """A place in the years in which it bore this name and code; `start` and `end` are years, `None` is open.

    `code` is GB/T 2260 for divisions (nine digits for townships), the ISO 3166 code of foreign countries (four letters, of
    ISO 3166-3, for those that are no more), else empty.
    """

    code: str
    name: str
    level: PlaceLevel
    start: int | None = None
    end: int | None = None
    successor: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    source: str = "areacodes"

    def valid(self, year: int | None) -> bool:
        """Whether it bore this name in that year (the year of a change counts for both sides); None: today."""
        if year is None:
            return self.end is None
        return (self.start is None or self.start <= year) and (self.end is None or year <= self.end)

    def gone(self, year: int | None) -> bool:
        """Whether it was gone before divisions had codes, and the year is later: a text of 2022 does not speak for 热河省."""
        return not self.code and self.end is not None and year is not None and self.end < year

    @property
    def unit(self) -> str:
        """The word its own texts call it by: 市, 县, 区, 省, 州, 盟, 旗, 自治区, 镇, 乡, 街道, 地区."""
        for word in ("自治区", "行署区", "地区", "专区", "林区", "新区", "特区", "街道", "苏木"):
            if self.name.endswith(word):
                return word
        return self.name[-1]

    @property
    def bare(self) -> str:
        """The name without the word for its kind: 昆山市 → 昆山, 马边彝族自治县 → 马边; a one-character stem keeps it (郊区)."""
        return _stem(self.name)

    @property
    def domestic(self) -> bool:
        return self.level in _RANK

    @property
    def municipality(self) -> bool:
        """北京, 天津, 上海, 重庆: a province whose own word is 市."""
        return self.code in _MUNICIPALITIES


@lru_cache(maxsize=16384)
def _stem(name: str) -> str:
    if own := _OWN_STEM.get(name):
        return own
    if name.endswith(("自治区", "特别行政区")):
        return _USUAL[name][0] if name in _USUAL else name
    if m := _AUTONOMOUS.fullmatch(name):
        return m[1]
    for word in ("行署区", "地区", "专区", "林区", "矿区", "街道", "苏木"):
        if name.endswith(word) and len(name) - len(word) >= 2:
            return name[: -len(word)]
    if len(name) >= 3 and name[-1] in "省市县区州盟旗镇乡":
        return name[:-1]
    return name


@lru_cache(maxsize=16384)
def other_names(name: str) -> tuple[str, ...]:
    """Shorter names of a division that official texts use: 马边彝族自治县 → 马边县 (not the bare stem)."""
    out = list(_USUAL.get(name, ()))
    if own := _OWN_STEM.get(name):
        out.append(own + name[-1])
    elif m := _AUTONOMOUS.fullmatch(name):
        if m[2] != "区":
            out.append(m[1] + m[2])
        if m[2] == "州" and len(m[1]) >= 3:
            out.append(m[1])
    return tuple(dict.fromkeys(o for o in out if o != name))


class Gazetteer:
    """All places by name and by code."""

    def __init__(self, places: Iterable[Place]) -> None:
        self.places: tuple[Place, ...] = tuple(places)
        self._by_code: dict[str, list[Place]] = {}
        self._by_name: dict[str, list[Place]] = {}
        self._by_bare: dict[str, list[Place]] = {}
        self._above: dict[tuple[str, int | None], tuple[Place, ...]] = {}
        for p in self.places:
            if p.code and p.level != "village":  # a village has the code of the county that it lies in
                self._by_code.setdefault(p.code, []).append(p)
            for n in (p.name, *p.aliases):
                self._by_name.setdefault(n, []).append(p)
            # without a code: gone before 1980; its bare name means the town or the region of today
            if p.domestic and p.code and (b := _stem(p.name)) != p.name:
                self._by_bare.setdefault(b, []).append(p)

    def forms(self) -> Iterable[str]:
        """Every full name and alias (not the bare stems)."""
        return self._by_name.keys()

    def bare_forms(self) -> Iterable[str]:
        """Every stem of two characters or more (昆山, 马边)."""
        return self._by_bare.keys()

    def get(self, code: str, year: int | None = None) -> Place | None:
        """The place of a code, under its name of that year (None: the latest)."""
        found = self._by_code.get(code, ())
        return next((p for p in found if p.valid(year)), found[0] if found else None)

    def named(self, form: str, year: int | None = None, *, bare: bool = True) -> list[Place]:
        """The places that bear this name, alias or (with `bare`) stem; those valid in the year first, then the rest."""
        found = [*self._by_name.get(form, ()), *(self._by_bare.get(form, ()) if bare else ())]
        found = list(dict.fromkeys(found))
        return sorted(found, key=lambda p: (not p.valid(year), p.end is not None, _RANK.get(p.level, 9)))

    def resolve(
        self, form: str, year: int | None = None, near: str | None = None, *, bare: bool = True
    ) -> Place | None:
        """The place a form means: valid in the year, then nearest to the place with code `near`, then the higher one.

        朝阳区 near 110000 is the one in Beijing; without `near` an ambiguous county name still gives one place.
        """
        found = self.named(form, year, bare=bare)
        if not found:
            return None
        best = found[0]
        if best.level == "province" and best.valid(year):
            return best  # 河北 beside 天津 is the province, not the district
        if len(found) > 1:
            best = min(
                found,
                key=lambda p: (
                    not p.valid(year),
                    -shared(p.code, near),
                    # 梅县 is the county rather than the prefecture 梅县地区
                    not (p.domestic and (form == p.name or form in p.aliases)),
                    _RANK.get(p.level, 9),
                    p.end is not None,
                ),
            )
        return best

    def ambiguous(self, form: str, year: int | None = None, *, bare: bool = True) -> bool:
        """Whether several valid places of different codes bear the name (朝阳区, 鼓楼区)."""
        return len({p.code for p in self.named(form, year, bare=bare) if p.valid(year)}) > 1

    def parents(self, place: Place, year: int | None = None) -> tuple[Place, ...]:
        """What it lies in, nearest first: 昆山市 → (苏州市, 江苏省)."""
        key = (place.code, year)
        found = self._above.get(key)
        if found is None:
            above = (self.get(code, year) for code in _codes_above(place.code))
            found = tuple(p for p in above if p is not None and p.code != place.code)
            if len(self._above) > 20_000:
                self._above.clear()
            self._above[key] = found
        return found

    def above(self, place: Place, level: PlaceLevel, year: int | None = None) -> Place | None:
        """The place itself or the one around it that has this level."""
        return next((p for p in (place, *self.parents(place, year)) if p.level == level), None)

    def township(self, name: str, near: str | None = None) -> Place | None:
        """A township by its full name (焕古镇), the one nearest to the place with code `near`; None when unknown."""
        codes = townships().get(name)
        if codes is None:
            return None
        best = max(codes.split("|"), key=lambda c: shared(c, near))
        return Place(best, name, "township", source="modood")

    def unique_township(self, name: str) -> bool:
        codes = townships().get(name)
        return codes is not None and "|" not in codes


def _codes_above(code: str) -> tuple[str, ...]:
    if len(code) == 9:
        return code[:6], code[:4] + "00", code[:2] + "0000"
    if len(code) != 6 or not code.isdigit() or code.endswith("0000"):
        return ()
    if code.endswith("00"):
        return (code[:2] + "0000",)
    return code[:4] + "00", code[:2] + "0000"


def shared(code: str, near: str | None) -> int:
    """How near two divisions lie by their codes: 3 the same county, 2 one prefecture, 1 one province, 0 neither."""
    if not near or len(code) < 6 or len(near) < 6:
        return 0
    if code[:6] == near[:6]:
        return 3
    if code[:4] == near[:4] and code[2:4] != "90":
        return 2
    return 1 if code[:2] == near[:2] else 0


def _year(cell: str) -> int | None:
    return int(cell) if cell else None


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The gazetteer; loads once (divisions and world; townships only when one is asked for)."""
    return Gazetteer([*_divisions(), *_others()])


def _divisions() -> Iterable[Place]:
    # read by hand: this file has 6,800 rows and is wanted by every run
    for line in path("divisions.tsv").read_text("utf-8").splitlines()[2:]:
        code, name, level, start, end, successor, source = line.split("\t")
        yield Place(
            code,
            name,
            level,  # type: ignore[arg-type]
            _year(start),
            _year(end),
            tuple(successor.split("|")) if successor else (),
            other_names(name),
            source,
        )


def _others() -> Iterable[Place]:
    for r in rows("places.tsv"):
        yield Place(
            r["code"],
            r["name"],
            r["level"],  # type: ignore[arg-type]
            _year(r["from"]),
            _year(r["to"]),
            aliases=tuple(cells(r["aliases"])),
            source=r["source"],
        )


Use = Literal["free", "run", "pair", "city", "own", "home", "state"]


@dataclass(frozen=True, slots=True)
class ByName:
    """A by-name (沪, 蓉城, 川渝, 中美) with the places it stands for, in order, and where it may be read as them.

    free: after 在, 赴, 来 and in rows of one-character forms; run: in rows only; pair: such a row; city: several characters
    that mean one place; own: the same where the text knows the place otherwise; home: in the texts of the place itself;
    state: countries side by side.
    """

    form: str
    codes: tuple[str, ...]
    use: Use


@lru_cache(maxsize=1)
def place_by_names() -> tuple[ByName, ...]:
    """All by-names of places; one form may stand for several (宁: 宁夏, in Nanjing's own texts 南京)."""
    return tuple(
        ByName(r["form"], tuple(cells(r["code"])), r["use"])  # type: ignore[arg-type]
        for r in rows("place_bynames.tsv")
    )


@lru_cache(maxsize=1)
def _place_words() -> dict[str, frozenset[str]]:
    kinds: dict[str, set[str]] = {}
    for r in rows("place_words.tsv"):
        kinds.setdefault(r["kind"], set()).add(r["form"])
    return {k: frozenset(v) for k, v in kinds.items()}


def place_words(kind: str) -> frozenset[str]:
    """The forms of place_words.tsv that need one kind of care when read as a place."""
    return _place_words()[kind]


@lru_cache(maxsize=1)
def by_names() -> dict[str, str]:
    """One-character forms of provinces and cities → code (沪 → 310000, 蓉 → 510100)."""
    return {b.form: b.codes[0] for b in place_by_names() if b.use in ("free", "run")}


@lru_cache(maxsize=1)
def countries() -> frozenset[str]:
    """The countries by their usual names."""
    return frozenset(r["name"] for r in rows("places.tsv") if r["level"] == "country")


@lru_cache(maxsize=1)
def country_names() -> frozenset[str]:
    """The countries by their usual names and by the shorter ones (沙特阿拉伯, 沙特)."""
    aliases = (cells(r["aliases"]) for r in rows("places.tsv") if r["level"] == "country")
    return countries().union(*aliases)


@lru_cache(maxsize=1)
def townships() -> dict[str, str]:
    """Township name → its codes joined by |; loaded when first asked for."""
    lines = path("townships.tsv").read_text("utf-8").splitlines()[2:]
    return {a: b for a, b, _ in (line.split("\t") for line in lines)}


@lru_cache(maxsize=1)
def _towns() -> dict[str, tuple[Place, ...]]:
    found: dict[str, list[Place]] = {}
    for name, codes in townships().items():
        for code in codes.split("|"):
            found.setdefault(code[:6], []).append(Place(code, name, "township", source="modood"))
    return {k: tuple(v) for k, v in found.items()}


def towns_of(county: str) -> tuple[Place, ...]:
    """The townships of a county, by its code."""
    return _towns().get(county, ())
