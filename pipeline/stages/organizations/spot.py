"""Places and named bodies of the lexicon as they stand in the text: one pass, leftmost and longest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.lexicon.bodies import body_index
from pipeline.lexicon.loader import Matcher
from pipeline.lexicon.places import Place, gazetteer, place_by_names, place_words, townships
from pipeline.stages.organizations import longer
from pipeline.stages.organizations.cut import inside_words, torn
from pipeline.stages.organizations.doubtful import BEFORE, settle
from schemas.layers import PlaceLevel

_OPEN = frozenset("，。、；：（“ \n\u3000")
_ZONE = re.compile(r"(?:经济技术|高新技术产业|高新|综合|综合实验|经)?(?:开发区|实验区|新区|保税区)")
#: what makes the last character of a body's short form begin another word (财政部|门, 教育部|属), and what does not (财政部|下达)
_BODY_END = re.compile(
    r"门|长(?:级|会议|非正式|会晤|磋商)|队|署(?!名)|分(?!管|别|批|期|类|[两三四五六七八九十])|级|"
    r"下(?!达|发|拨|令|文|放|调|一步|半年|周|月|称|设|决心|大力)|属|里|校(?!长|党|友)"
)
#: what begins behind a country's short name: 以色列|国家安全总局, 科威特|国际机场, 日本|国土, 日本|海上
_BEHIND = {"国": frozenset("家防民会务际土内产"), "海": frozenset("上军关洋员")}


@dataclass(slots=True)
class Spot:
    """A place in the text (view offsets): `bare` by its stem, `nested` inside a free name, `byname` by a form like 沪."""

    start: int
    end: int
    place: Place
    bare: bool = False
    sure: bool = True
    nested: bool = False
    passing: bool = False
    byname: bool = False


@dataclass(slots=True)
class Hit:
    """A form of the body lexicon in the text."""

    start: int
    end: int
    form: str


@dataclass(slots=True)
class Spots:
    """All places and lexicon bodies, in text order."""

    places: list[Spot] = field(default_factory=list)
    bodies: list[Hit] = field(default_factory=list)


@lru_cache(maxsize=1)
def _matcher() -> tuple[Matcher, dict[str, str]]:
    g = gazetteer()
    kinds: dict[str, str] = {}
    for f in g.bare_forms():
        if len(f) >= 2:
            kinds[f] = "bare"
    for f in g.forms():
        if len(f) >= 2:
            kinds[f] = "place"
    for f in body_index():
        if f not in place_words("unsafe") and len(f) >= 2 and f not in kinds:
            kinds[f] = "body"
    for f in place_words("other"):
        kinds[f] = "other"
    return Matcher(kinds), kinds


#: 东北|部分地区, 西北|部队: no 东北部
_PART = frozenset("分队署门")


def _standing(text: str) -> Iterable[tuple[int, int, int]]:
    """The forms in a text, without the places made of parts of other words; what such a one covered is read instead."""
    matcher, kinds = _matcher()
    strings = matcher.strings

    def stands(a: int, b: int, k: int) -> bool:
        kind = kinds[strings[k]]
        return kind == "body" or (kind != "other" and not torn(text, a, b))

    for s, e, i in matcher.find(text):
        if stands(s, e, i):
            yield s, e, i
            continue
        first = s + 1
        if kinds[strings[i]] == "other":
            if text[e - 1] != "部" or text[e : e + 1] not in _PART:
                continue
            first = s
        for a, b, k in matcher.find(text[first : e - 1 if first == s else e + 12]):  # 事|关中|国: 中国
            if first + a >= e:
                break
            if stands(first + a, first + b, k):
                yield first + a, first + b, k
                break


def find(
    text: str,
    year: int | None,
    blocked: Sequence[tuple[int, int]] = (),
    hint: Place | None = None,
    told: Callable[[int], int | None] | None = None,
) -> Spots:
    """Places and lexicon bodies; what overlaps a person's name (`blocked`, sorted) is left out.

    `hint`: where the text probably speaks from; it tells places of one name apart until the text names others.
    `told`: the year that a sentence speaks of at an offset, where it is not the document's (1985年，他从昆山调到…).
    """
    matcher, kinds = _matcher()
    g = gazetteer()
    out = Spots()
    strings = matcher.strings
    b, nb = 0, len(blocked)
    last: Place | None = None
    last_end, taken = -100, 0
    doubtful: list[Spot] = []
    named: set[str] = set()
    for s, e, i in _standing(text):
        if s < taken:
            continue
        while b < nb and blocked[b][1] <= s:
            b += 1
        form = strings[i]
        if form[-1] == "地" and text.startswith("区", e):
            continue  # 加勒比海|地区
        kind = kinds[form]
        if kind == "place" and form[-1] in _BEHIND and form[:-1] in kinds and text[e : e + 1] in _BEHIND[form[-1]]:
            form, e = form[:-1], e - 1  # 以色列|国家安全总局
        if kind == "place" and text[e - 1 : e + 1] == "区县" and form[:-1] in kinds:
            form, e = form[:-1], e - 1  # 河北|区县
        if (kind == "body" or form == "台海") and inside_words(form, kind, text, s, e):
            if form == "联合国" and (rest := matcher.find(text[e - 1 : e + 24])) and rest[0][0] == 0:
                _, n, i = rest[0]  # 联合|国家消防救援局
                if kinds[strings[i]] == "body":
                    out.bodies.append(Hit(e - 1, e - 1 + n, strings[i]))
                    taken = e - 1 + n
            if form[:2] != "中国" or body_index()[form][0].type != "company":
                continue
            form, e, kind = "中国", s + 2, kinds["中国"]  # 中国|建筑技术
        if b < nb and blocked[b][0] < e and _in_name(kind, form, s, e, blocked[b]):
            continue
        near = last.code if last is not None and s - last_end < 400 else hint.code if hint is not None else None
        place = g.resolve(form, year, near) if kind != "body" else None
        then = told(s) if told is not None and place is not None and place.domestic else None
        if then is not None and (past := g.resolve(form, then, near)) is not None and past.valid(then):
            place = past
        else:
            then = year
        if kind == "place" and place is not None and place.domestic and place.code not in named:
            place = _outright(form, place, hint, year)
        if kind == "bare" and (place is None or place.level == "county") and (other := _inner(text, s, e)) is not None:
            s, e, form = other  # 抵|达日|内瓦: the city, not the county
            kind = kinds[form]
            place, then = (g.resolve(form, year, near) if kind != "body" else None), year
        taken = e
        if kind == "body":
            if not (form[-1] in "部局署委办院" and _BODY_END.match(text, e)):
                out.bodies.append(Hit(s, e, form))
            continue
        if place is None:
            continue
        if s == last_end and form in place_words("side") and last is not None and last.name != "中国":
            continue  # 利比亚|东部地区
        # right after its own city only: 涿州|城区 is no district of another city
        under = s == last_end and last is not None and last.domestic and place.code.startswith(last.code.rstrip("0"))
        if not under and _no_place(form, text, s, e):
            continue
        own = hint is not None and hint.code == place.code
        if s != last_end and place.level == "county" and not own and _verbal(form, text, s):
            spot = Spot(s, e, place, sure=False)
            out.places.append(spot)
            doubtful.append(spot)
            continue
        bare = place.domestic and form != place.name and form not in place.aliases
        if bare and not place.valid(then):
            continue
        if longer.inside(text, s, e, place, last_end, bare=bare):
            continue  # 长江路, 长江证券
        spot = Spot(s, e, place, bare)
        if bare and (place.level == "county" or form in place_words("common")):
            joined = last is not None and 0 <= s - last_end <= 1 and place.code[:2] == last.code[:2]
            organ = text[e : e + 1] == place.name[-1] or _ZONE.match(text, e) is not None
            if not ((joined and form not in place_words("word")) or organ or form in place_words("known")):
                spot.sure = False
                doubtful.append(spot)
        elif place.domestic and not bare:
            named.add(place.code)
        out.places.append(spot)
        if spot.sure:
            last, last_end = place, e
    if any(text[s.start : s.end] in place_words("states") for s in out.places):
        _not_states(out, text)
    if doubtful:
        if hint is not None:
            named.add(hint.code)
        settle(out, doubtful, named, text, year)
    return out


def _not_states(out: Spots, text: str) -> None:
    """No city is meant by 巴中, no region by 苏中, where a country of that character is named and nothing else of the
    province is.
    """
    lands = {s.place.name[0] for s in out.places if s.place.level == "country" and s.place.name != "中国"}
    pairs = [
        s
        for s in out.places
        if (s.bare or s.place.level == "region")
        and text[s.start : s.end] in place_words("states")
        and text[s.start] in lands
    ]
    home = {s.place.code[:2] for s in out.places if s.place.domestic and s not in pairs}
    out.places = [s for s in out.places if s not in pairs or _province(s) in home]


def _province(s: Spot) -> str:
    """Of a city by its code, of a region (苏中) by the character that its name begins with."""
    code = s.place.code or next((b.codes[0] for b in place_by_names() if b.form == s.place.name[0]), "")
    return code[:2]


def _outright(form: str, place: Place, hint: Place | None, year: int | None) -> Place:
    """The lake or the sea that bears the name itself, not the county or district whose stem it is (太湖, 南海, 金门)."""
    if (
        form == place.name
        or form in place.aliases
        or place.level != "county"
        or (hint is not None and hint.code == place.code)
    ):
        return place
    return next((p for p in gazetteer().named(form, year, bare=False) if not p.domestic), place)


def _in_name(kind: str, form: str, s: int, e: int, name: tuple[int, int]) -> bool:
    """Whether a form is part of a person's name; 昌宁县 wins over a name cut as 任昌宁, 龙陵县 over 龙陵."""
    ps, pe = name
    if kind == "bare" or len(form) < 3 or (s < ps and pe > e):
        return True
    return ps <= s and e <= pe and not (kind == "place" and (s, e) == (ps, pe) and form[-1] in "省市县区州盟旗")


def _inner(text: str, s: int, e: int) -> tuple[int, int, str] | None:
    """A longer form that begins inside a county's stem."""
    matcher, kinds = _matcher()
    for a, b, i in matcher.find(text[s + 1 : s + 11]):
        if s + 1 + a >= e:
            return None
        form = matcher.strings[i]
        if kinds[form] != "bare" and b - a > e - s:
            return s + 1 + a, s + 1 + b, form
    return None


def _verbal(form: str, text: str, s: int) -> bool:
    """Whether a county's name may be a verb or an everyday word and 县 (会同|县纪委): the text must know it otherwise."""
    if form in place_words("verb"):
        return True
    if form[-1] not in "县市区":
        return False
    if len(form) == 2:
        return form in place_words("boundary") or (s > 0 and "一" <= text[s - 1] <= "鿿" and text[s - 1] not in BEFORE)
    return form[:-1] in place_words("word") and s > 0 and text[s - 1] not in _OPEN


def _no_place(form: str, text: str, s: int, e: int) -> bool:
    """Common words in the shape of a place, where no wider place stands before: 隆重庆祝, 新区, 任县委书记."""
    if form == "重庆":
        return text[s - 1 : s] == "隆" or text[e : e + 1] == "祝"
    if form in place_words("boundary"):
        return (s > 0 and text[s - 1] not in _OPEN) or text[e : e + 1] in ("长", "委")
    return form in place_words("generic")


@lru_cache(maxsize=65536)
def _codes(name: str) -> str | None:
    return townships().get(name)


_STOP = re.compile(r"[省市县区的了在与及和对向从将把被是为就到由给让使着等各多某]|推进|建设|乡镇")
_TOWN = re.compile(r"(?<![城集小乡市])镇(?!长期|痛|压|静|定)|乡(?!村|亲|愁|土|情|贤|音|下)|街道|苏木")
_HAN = re.compile(r"[一-鿿]{2,8}\Z")


def towns(text: str, spots: list[Spot], hint: Place | None = None) -> list[Spot]:
    """Townships named in full (焕古镇, 王寨街道): known ones anywhere, others right after a place they lie in."""
    g = gazetteer()
    ends = {s.end: s for s in spots if s.place.domestic}
    last: Spot | None = None
    order = sorted(spots, key=lambda s: s.start)
    k = 0
    out: list[Spot] = []
    codes_named = {s.place.code for s in spots if s.place.level in ("county", "prefecture") and len(s.place.code) == 6}
    if hint is not None and hint.code:
        codes_named.add(hint.code)
    lines = codes_named | {c[:4] for c in codes_named if not c.endswith("0000")}
    for m in _TOWN.finditer(text):
        e = m.end()
        while k < len(order) and order[k].end <= m.start():
            if order[k].place.domestic:
                last = order[k]
            k += 1
        window = _HAN.search(text, max(0, m.start() - 8), m.start())
        if window is None or (m.end() in ends and ends[m.end()].place.level == "prefecture"):
            continue  # 景德镇
        low = window.start()
        near = last.place.code if last is not None else hint.code if hint is not None else None
        found: Spot | None = None
        for s in range(max(low, m.start() - 6), m.start()):
            name = text[s:e]
            codes = _codes(name)
            if codes is None or len(name) <= 2:
                continue
            parent = ends[s].place if s in ends else None
            town = g.township(name, parent.code if parent is not None else near)
            if town is None:
                continue
            if parent is not None:
                if town.code[:2] == parent.code[:2] and (parent.level != "county" or town.code[:6] == parent.code):
                    found = Spot(s, e, town)
                    break
                continue
            around = next((c for c in codes.split("|") if c[:6] in lines), None) or next(
                (c for c in codes.split("|") if c[:4] in lines), None
            )
            if around is not None:
                town = Place(around, name, "township", source="modood")
            elif "|" in codes and (near is None or town.code[:2] != near[:2]):
                continue
            elif len(name) == 3 and m[0] in "乡镇":
                continue  # too short to be known by its name alone, and not where the text is
            found = found or Spot(s, e, town)
        if found is None:  # right after the place it lies in, an unlisted one counts too
            for s in range(max(low, m.start() - 3), m.start() - 1):
                if s in ends and ends[s].place.level in ("county", "prefecture") and not _STOP.search(text, s, e):
                    found = Spot(s, e, Place("", text[s:e], "township", source="text"))
                    break
        if found is not None:
            out.append(found)
    return out


_VILLAGE = re.compile(
    r"(?!农业|政府|的|在|各|所有|全|区|市|县|少数民族|传统|美丽|示范|试点)[^\W\d_的了在与及和对向从把是为到由使着等有个至]{1,5}?(?:社区|村)(?!民|庄|落|里|级|委(?!会)|子|集体|规|居|干部|口|上|医|头|局|厅|部|工作|振兴|经济|信用|商业|牧|业)"
)


def villages(text: str, ends: Iterable[Spot]) -> list[Spot]:
    """Villages and communities right after a township or county (老县镇|蒋家坪村)."""
    out = []
    for s in ends:
        if (
            s.place.level in ("township", "county")
            and (m := _VILLAGE.match(text, s.end))
            and not (s.place.level == "county" and _TOWN.search(m[0]))
        ):
            level: PlaceLevel = "village"
            out.append(Spot(s.end, m.end(), Place(s.place.code, m[0], level, source="text")))
    return out
