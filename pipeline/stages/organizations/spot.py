"""Places and named bodies of the lexicon as they stand in the text: one pass, leftmost and longest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.lexicon import words as usage
from pipeline.lexicon.bodies import body_index
from pipeline.lexicon.loader import Matcher
from pipeline.lexicon.people import people
from pipeline.lexicon.places import Place, gazetteer, place_by_names, place_words
from pipeline.stages.organizations import longer, namesakes, period, waters
from pipeline.stages.organizations.cut import inside_words, torn
from pipeline.stages.organizations.doubtful import settle
from pipeline.stages.organizations.organs import TITLE
from pipeline.stages.organizations.standing import BEFORE
from pipeline.stages.organizations.words import DIVISION, DIVISION_CITY

#: how far behind a foreign place 该州 is that one
_NEAR = 200
_OPEN = frozenset("，。、；：（“ \n\u3000")
_ZONE = re.compile(r"(?:经济技术|高新技术产业|高新|综合|综合实验|经)?(?:开发区|实验区|新区|保税区)")
#: what makes the last character of a body's short form begin another word (财政部|门, 教育部|属), and what does not (财政部|下达)
_BODY_END = re.compile(
    r"门|长(?:级|会(?![见员同])|特别会议|非正式|磋商)|队|署(?!名)|分(?!管|别|批|期|类|[两三四五六七八九十])|级|"
    r"下(?!达|发|拨|令|文|放|调|一步|半年|周|月|称|设|决心|大力)|属|里|校(?!长|党|友)"
)
#: what a text of the poles speaks of
_POLES = re.compile(r"南极|北极|极地|科考|雪龙")
#: a stem that the corpora have so often is rather the word than the county
_COMMON = 60
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
    #: known only by how it stands (在遂昌召开)
    framed: bool = False
    #: the year that its sentence speaks of
    year: int | None = None


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
        if len(f) >= 2 and f not in kinds and (f not in place_words("unsafe") or f in place_words("titled")):
            kinds[f] = "titled" if f in place_words("titled") else "body"
    for f in place_words("other"):
        kinds[f] = "other"
    return Matcher(kinds), kinds


#: 东北|部分地区, 西北|部队: no 东北部
_PART = frozenset("分队署门")


def _standing(text: str) -> Iterable[tuple[int, int, int]]:
    """The forms in a text, without the places made of parts of other words; what such a one covered is read instead."""
    matcher, kinds = _matcher()
    strings = matcher.strings

    last, last_end = "", -1

    def stands(a: int, b: int, k: int) -> bool:
        kind = kinds[strings[k]]
        if kind in ("body", "other"):
            return kind == "body"
        if kind == "titled":  # 总政|主任, but 总|政策
            return TITLE.match(text, b) is not None
        return not torn(text, a, b) or (a == last_end and _within(strings[k], last))

    for s, e, i in matcher.find(text):
        if stands(s, e, i):
            last, last_end = strings[i], e
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


@lru_cache(maxsize=4096)
def _within(form: str, around: str) -> bool:
    """Whether a place may bear a name in the province whose name stands right before: 山|西晋|中, but 山西|晋中."""
    g = gazetteer()
    codes = {p.code[:2] for p in g.named(around) if p.level == "province"}
    return any(p.code[:2] in codes for p in g.named(form) if p.domestic)


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
    alike: list[tuple[Spot, int | None]] = []
    named: set[str] = set()
    for s, e, i in _standing(text):
        if s < taken:
            continue
        while b < nb and blocked[b][1] <= s:
            b += 1
        form = strings[i]
        if form[-1] == "地" and text.startswith("区", e):
            continue  # 加勒比海|地区
        kind = kinds[form] if kinds[form] != "titled" else "body"
        if kind == "place" and form[-1] in _BEHIND and form[:-1] in kinds and text[e : e + 1] in _BEHIND[form[-1]]:
            form, e = form[:-1], e - 1  # 以色列|国家安全总局
        if kind == "place" and text.startswith("国务卿", e - 1):
            continue  # 美|国务卿
        if form in place_words("polar") and _POLES.search(text) is None:
            form, e, kind = form[:-1], e - 1, kinds.get(form[:-1], "other")  # 中山|站 of a railway
            if kind == "other":
                continue
        if kind == "place" and text[e - 1 : e + 1] == "区县" and form[:-1] in kinds:
            form, e = form[:-1], e - 1  # 河北|区县
        if kind == "place" and text[e - 1 : e + 1] == "省份" and form[:-1] in kinds:
            form, e, kind = form[:-1], e - 1, kinds[form[:-1]]  # 四川|省份
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
        home = place is not None and place.domestic
        then = told(s) if home and told is not None and not period.native(text, s, e) else None
        if then is not None and (past := g.resolve(form, then, near)) is not None and past.valid(then):
            place = past
        else:
            then = year
        if then and home and place is not None and form.endswith("地区") and kind == "place" and not place.valid(then):
            now = g.resolve(form[:-2], then, near)  # 武威|地区 of today is what lies around the city
            if now is not None and now.domestic and now.valid(then):
                place, form, e, kind = now, form[:-2], e - 2, "bare"
        seat = False
        if home and place is not None:
            first, place = place, period.town_or_prefecture(form, place, text, s, e, then)
            seat = place is not first
        if place is not None and (old := _seat_of_old(form, text, e, then, year)) is not None:
            out.places.append(Spot(s, e, old, bare=True))
            last, last_end, taken = old, e, e
            continue
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
        under = False
        if s == last_end and last is not None:
            under = not place.domestic or (
                last.code != "" and last.domestic and place.code.startswith(last.code.rstrip("0"))
            )
        if (not under or form in place_words("thing")) and _no_place(form, text, s, e, out.places):
            continue
        if not under and last is not None and s == last_end and _elsewhere(form, place, last):
            continue  # 六安|固镇: no county of another prefecture
        if last is not None and form == place.name and place.level == "county" and _abroad(last, text, s, last_end):
            out.places.append(Spot(s, e, Place("", form, "city", source="text")))
            continue  # 首尔市|龙山区
        if (river := waters.of_water(form, text, e, place)) is not None:
            out.places.append(Spot(s, e, river))
            continue
        own = hint is not None and hint.code == place.code
        if s != last_end and place.level == "county" and not own and _verbal(form, place.code, text, s):
            spot = Spot(s, e, place, sure=False)
            out.places.append(spot)
            doubtful.append(spot)
            continue
        bare = place.domestic and form != place.name and form not in place.aliases
        if bare and s and text[s - 1 : e] in people():
            continue  # 杨|靖宇烈士陵园
        if bare and not place.valid(then) and not (seat and under and text.startswith(_PREFECTURAL, e)):
            continue  # but 吉林省|通化|地委 is of its 地区 whenever it is told of
        if longer.inside(text, s, e, place, last_end, bare=bare):
            continue  # 长江路, 长江证券
        spot = Spot(s, e, place, bare, year=then)
        rivals = namesakes.namesakes(place.name, then) if place.level == "county" and not bare else ()
        if rivals and namesakes.nearest(rivals, (near or "",)) is None:
            alike.append((spot, then))
        if bare and (place.level == "county" or form in place_words("common")):
            joined = last is not None and 0 <= s - last_end <= 1 and place.code[:2] == last.code[:2]
            organ = text[e : e + 1] == place.name[-1] or _ZONE.match(text, e) is not None
            word = form in place_words("word") and not (s == last_end and _of_province(form, text, e, last))
            if not ((joined and not word) or organ or form in place_words("known") or seat):
                spot.sure = False
                doubtful.append(spot)
        elif place.domestic and not bare:
            named.add(place.code)
        if seat:
            named.add(place.code)  # the town, which is meant where its stem stands again
        out.places.append(spot)
        if spot.sure:
            last, last_end = place, e
    if any(text[s.start : s.end] in place_words("states") for s in out.places):
        _not_states(out, text)
    made = waters.beside(text, out.places)
    doubtful = [s for s in doubtful if s.start not in made]
    if doubtful:
        if hint is not None:
            named.add(hint.code)
        settle(out, doubtful, named, text, year)
    if alike:
        namesakes.settle(out.places, alike, hint)
    return out


def _of_province(form: str, text: str, e: int, before: Place | None) -> bool:
    """Whether an everyday word right behind a province is a county of it: 吉林|大安, but no 江西|新建铁路, 福建|平安机场."""
    if before is None or before.level != "province" or before.municipality or usage.count(form) >= _COMMON:
        return False
    return not text.startswith(("国际", "机场", "站"), e)


def _abroad(before: Place, text: str, s: int, end: int) -> bool:
    """Whether a district stands right behind a foreign city, or in what a text calls so: 莫斯科州 … 该州|红山区."""
    if before.level != "city" or before.name in place_words("home"):
        return False
    return s == end or text[end:s] == "市" or (s - end < _NEAR and text[s - 2 : s] in ("该州", "该省", "该市"))


def _elsewhere(form: str, place: Place, before: Place) -> bool:
    """Whether a county's stem stands right behind a prefecture in which no county of that name has lain."""
    if before.level != "prefecture" or place.level != "county" or form == place.name or not before.code:
        return False
    return all(p.code[:4] != before.code[:4] for p in gazetteer().named(form))


#: the organs of a prefecture, called by its bare name
_PREFECTURAL = ("专署", "专员公署", "地委", "行署", "行政公署")
#: the last year in which prefectures were called 专区
_LAST_YEAR = 1970


def _seat_of_old(form: str, text: str, e: int, year: int | None, written: int | None) -> Place | None:
    """The prefecture of old whose organ stands behind its bare name: 苏州|专署, in 1958 苏州|地委 are of 苏州专区.

    A text `written` later, or nobody knows when, calls the 地委 of every year by the one name, where it became a 地区.
    """
    if not text.startswith(_PREFECTURAL, e) or (text[e] != "专" and (year is None or year > _LAST_YEAR)):
        return None
    if text[e] != "专" and (written is None or written > _LAST_YEAR):
        since = next((p for p in gazetteer().named(form + "地区", bare=False) if p.code), None)
        if since is not None:
            return since
    return next(iter(gazetteer().named(form + "专区", bare=False)), None)


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


#: what one does to a town and to no fruit
_MOVED = frozenset("赴抵飞驻访往")
#: what stands before a place only: 到|易县
_TO = ("在", "到", "赴", "抵")


def _verbal(form: str, code: str, text: str, s: int) -> bool:
    """Whether a county's name may be a verb or an everyday word and 县 (会同|县纪委): the text must know it otherwise."""
    if text[s + len(form) : s + len(form) + 1] == form[-1] == "县":
        return False  # 和县|县委
    if text.endswith("中共", 0, s):
        return False  # 中共|东山县委
    if code.startswith(DIVISION_CITY) and DIVISION.search(text, max(0, s - 5), s):
        return False  # 第六师|五家渠市
    if form in place_words("verb"):
        return True
    if form[-1] not in "县市区":
        return False
    if len(form) == 2:
        return (form in place_words("boundary") and text[s - 1 : s] not in _TO) or (
            s > 0 and "一" <= text[s - 1] <= "鿿" and text[s - 1] not in BEFORE
        )
    return form[:-1] in place_words("word") and s > 0 and text[s - 1] not in _OPEN


def _no_place(form: str, text: str, s: int, e: int, others: Sequence[Spot]) -> bool:
    """Common words in the shape of a place, where no wider place stands before: 隆重庆祝, 新区, 任县委书记."""
    if form in place_words("noun"):  # 海生|万象
        before = text[s - 1 : s]
        free = not "一" <= before <= "鿿" or before in BEFORE or before in "都国市府"
        return not (free or text[e : e + 1] in ("站", "市") or any(p.place.level == "country" for p in others[-50:]))
    if form in place_words("thing"):  # 苍溪|雪梨
        beside = others and text[others[-1].end : s] in ("", "、", "和", "与", "及")
        foreign = beside and not others[-1].place.domestic and others[-1].place.level != "region"
        return not (text[s - 1 : s] in _MOVED or foreign or text.startswith(("歌剧院", "大学", "港", "市长"), e))
    if form == "重庆":
        return text[s - 1 : s] == "隆" or text[e : e + 1] == "祝"
    if form in place_words("boundary") and not text.endswith("中共", 0, s):
        return (s > 0 and text[s - 1] not in _OPEN and text[s - 1] not in BEFORE) or text[e : e + 1] in ("长", "委")
    return form in place_words("generic")
