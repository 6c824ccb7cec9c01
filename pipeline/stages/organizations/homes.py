"""Where an article speaks from: the place its 市委 and 我市 belong to."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline import hosts
from pipeline.lexicon import publishers
from pipeline.lexicon.places import Place, by_names, gazetteer, place_words
from pipeline.scope import across, fits
from pipeline.stages.organizations import rivals
from pipeline.stages.organizations.organs import grammar
from pipeline.stages.organizations.passing import gone_through, kept, native
from pipeline.stages.organizations.read import Chain, Raw, Zone
from pipeline.stages.organizations.speaking import sends, speaking

_LONGER = re.compile(r"[一-鿿]{1,2}[县市旗州](?=人民政府|政府|委|人大|政协|[一-鿿]{0,4}(?:日报|中心|网|发布))")
_OWN = re.compile(r"[我全本](自治区|自治州|自治县|[省市县区州盟旗镇乡](?![场井级民长]))")
_PRESS = re.compile(
    r"(?:日报|晚报|晨报|时报|周报|新报|商报|早报|导报|新闻网|融媒(?:体中心)?|广播电视台|电视台|发布|政府网|人民政府|党建网|先锋网|网$)"
)
#: a county's paper: 平江报, 涟水快报
_LOCAL_PAPER = re.compile("(?P<stem>[一-鿿]{2,3})快?报")
_NEW_AREA = re.compile("([一-鿿]{2})(?=日报|晚报|时报|报|新闻|发布|融媒|广播|电视)")
#: what stands before a place that is only visited or compared with
#: where somebody came from (山西洪洞县移民), where the text's subject lies (石门沟村位于滦岭县城西北)
_ORIGIN = re.compile(r"移民|[籍迁]")
#: whoever comes to us is no one of us: 榆石市|政协副主席甲一行来我县考察
_VISITS_US = re.compile(
    r"[^，。！？；\n]{0,30}(?:一行|考察团|代表团|[\u4e00-\u9fff]组)?[来到赴抵临][我本](?:省|市|县|区|旗|州|镇|乡|校|院|集团|公司)"
)
_SITED = re.compile(r"(?:位于|地处|坐落[在于]|隶属于?)[\u4e00-\u9fff]{0,4}\Z")
_UNIT_DEPTH = {
    "省": 1,
    "自治区": 1,
    "市": 2,
    "州": 2,
    "自治州": 2,
    "盟": 2,
    "地区": 2,
    "县": 3,
    "区": 3,
    "旗": 3,
    "自治县": 3,
    "镇": 4,
    "乡": 4,
}
_DEPTH = {"province": 1, "prefecture": 2, "county": 3, "township": 4}


@dataclass(slots=True)
class Found:
    """The home of a stretch (view offsets) with its ground."""

    start: int
    end: int
    place: Place | None
    body: str | None
    basis: str
    confidence: float
    units: dict[str, int]


def _new_area(stem: str, year: int | None) -> Place | None:
    """浦东新区 for 浦东, which is no other place's name; 江北 is several."""
    g = gazetteer()
    return g.resolve(f"{stem}新区", year, bare=False) if {p.name for p in g.named(stem)} <= {f"{stem}新区"} else None


def place_in(name: str | None, year: int | None) -> Place | None:
    """The place in a publisher's name: 昆山日报 → 昆山市, 马边彝族自治县融媒体中心 → that county."""
    if not name:
        return None
    g = gazetteer()
    name = re.sub(r"^(?:中共|中国共产党)", "", name)
    best: Place | None = None
    paper = _LOCAL_PAPER.fullmatch(name)
    press = _PRESS.search(name) is not None or (
        paper is not None
        and paper["stem"] not in (*place_words("word"), *place_words("common"), *place_words("unsafe"))
    )
    if press and (m := _NEW_AREA.match(name)) is not None and (area := _new_area(m[1], year)) is not None:
        return area
    i = last = 0
    while i < len(name) - 1 and i < 24:
        for n in range(min(12, len(name) - i), 1, -1):
            p = g.resolve(name[i : i + n], year, best.code if best else None)
            if p is not None and p.domestic and (n > 2 or press or len(name) == n):
                if i > last and n < 3:
                    break  # 岚县 in 青岚县
                longer = _LONGER.match(name, i + n) if p.level == "county" and name[i : i + n] != p.name else None
                if longer is not None and g.resolve(longer[0], year) is None:
                    break  # 石泉 in 石泉岭县
                last = i + n
                if best is None or p.code.startswith(best.code.rstrip("0")):
                    best = p
                i += n - 1
                break
        i += 1
    if best is not None and fits(best, "区") and best.name not in name and name.endswith("日报"):
        return None  # 江北日报: districts have no daily, so it is another 江北
    if best is None and (known := publishers.place_of(name)) is not None:
        return g.resolve(known, year)  # 赣南日报, 闽西日报: papers called by a region
    return best


#: what a paper's report says of where it was sent from
_DATELINE = re.compile(r"本报(?P<place>[一-鿿]{2,6})(?:专?讯|电)")


def find(
    text: str,
    start: int,
    end: int,
    links: Iterable[Chain],
    raws: Iterable[Raw],
    zones: Iterable[Zone],
    year: int | None,
    publisher: Place | None,
    notes: Iterable[tuple[int, int]] = (),
    voted: Place | None = None,
    names: Mapping[int, str] | None = None,
) -> Found:
    """The home of text[start:end]: places weighed by where and how often they stand and by the elliptic words they explain.

    `voted`: the county that the townships named lie in together; `names`: the people, by where they are named.
    """
    g = gazetteer()
    weight: dict[str, float] = defaultdict(float)
    seen: dict[str, Place] = {}
    head = start + 160
    sent = _DATELINE.search(text, start, head)
    note_ranges = list(notes)
    for c in links:
        p = c.place
        if p.level == "region" and p.name[1:] in ("东", "西", "南", "北", "中") and (code := by_names().get(p.name[0])):
            if (province := g.get(code, year)) is not None:  # 皖北 speaks for 安徽
                seen.setdefault(code, province)
                weight[code] += 1.0
            continue
        if not p.domestic or p.level == "village" or p.gone(year):
            continue
        key = p.code or p.name
        seen.setdefault(key, p)
        w = 1.0 + (1.0 if c.start < head else 0.0)
        if any(a <= c.start < b for a, b in note_ranges):
            w += 3.0
        if sent is not None and c.start == sent.start("place") and publisher is not None and publisher.code:
            w += 14.0 if p.code.startswith(publisher.code.rstrip("0")) else 0.0  # 本报昆山讯 in 苏州日报
        if p.level == "township":
            w *= 0.8
        if gone_through(text, c.start) or _ORIGIN.match(text, c.end):
            w *= 0.3
        elif native(text, c.start, c.end) or kept(text, c.end) or _VISITS_US.match(text, c.end):
            w = 0.0
        elif _SITED.search(text, max(0, c.start - 8), c.start):
            w += 2.0
        if c.spots[-1].framed:
            w *= 0.5
        weight[key] += w
        # 望江县|雷池乡, which no list has: the county is told all the same
        told = [s.place for s in c.spots[:-1] if s.place.domestic and s.place.code] if not p.code else []
        for q in told:
            seen.setdefault(q.code, q)
            weight[q.code] += w
        for q in g.parents(p, year):
            seen.setdefault(q.code, q)
            weight[q.code] += 0.25 * w
    units: dict[str, int] = defaultdict(int)
    bodies: dict[str, int] = defaultdict(int)
    for r in raws:
        if r.kind == "unit":
            units[r.unit] += 1
        elif (
            r.kind == "organ"
            and r.place is not None
            and (r.place.code or r.place.name in seen)
            and r.core not in ("公安局",)
        ):
            weight[r.place.code or r.place.name] += 0.8 if r.place.level != "township" else 0.3
            if r.start < head:
                weight[r.place.code or r.place.name] += 1.0
        elif r.kind == "zone-organ":
            bodies[r.lead] += 2
    seat = _serving(text, start, end)
    for c in links:
        if seat is not None and seat[0] <= c.start < seat[1] and c.place.code:
            weight[c.place.code] += 8.0  # whoever the page is about serves there
    for p, n in _of_zones(text, units, start, end):
        seen.setdefault(p.code, p)
        weight[p.code] += 1.0 + 0.5 * n
    own: dict[str, int] = defaultdict(int)
    for m in _OWN.finditer(text, start, end):
        own[m[1]] += 1
    if publisher is not None:
        seen.setdefault(publisher.code or publisher.name, publisher)
        # a province's paper prints what its prefectures and counties do: their own words weigh more
        weight[publisher.code or publisher.name] += 10.0 if publisher.level != "province" else 3.0
    if voted is not None:
        seen.setdefault(voted.code, voted)
        weight[voted.code] += 4.0
    tail = _signature(text, start, end, year)
    if tail is not None:
        seen.setdefault(tail.code, tail)
        weight[tail.code] += 4.0
    best: Place | None = None
    scores: list[tuple[float, Place]] = []
    local = sum(units.values()) + sum(own.values())
    others = rivals.found(text, start, end, links, names or {})
    for key, p in seen.items():
        if across(p, year) and p not in (publisher, voted, tail):
            continue
        if any(p.code.startswith(r) for r in others) and p not in (publisher, voted, tail):
            continue  # 嘉兴市委书记甲会见市委书记乙: not whose city speaks, nor a county of it
        score = weight[key]
        firm = score >= 0.9  # a place named once in passing explains nothing
        line = (p, *g.parents(p, year))
        for unit, n in units.items():
            n = min(n, 4)
            if fits(p, unit):
                score += 1.0 * n + 0.5 if firm else 0.0
            elif any(fits(q, unit) for q in line):
                score += 0.5 * n
            elif _UNIT_DEPTH.get(unit, 0) <= _DEPTH.get(p.level, 0):
                score -= 0.3 * n  # a text of this place would not say it; a wider one may speak of the places in it
        for unit, n in own.items():
            n = min(n, 4)
            if fits(p, unit):
                score += 1.3 * n + 0.5 if firm else 0.0
            elif any(fits(q, unit) for q in line):
                score += 0.4 * n
        if p.level == "township":
            lone = own.get("镇", 0) + own.get("乡", 0) + units.get("镇", 0) + units.get("乡", 0)
            if lone < 2 and publisher is None:
                score -= 3.0
        scores.append((score, p))
    scores.sort(key=lambda x: (-x[0], -_DEPTH.get(x[1].level, 0), x[1].code))
    raws = list(raws)
    zone_home = _body(text, zones, bodies, start, end)
    district = best if (best := scores[0][1] if scores else None) is not None and fits(best, "区") else None
    if zone_home is not None and district is not None:  # the page is the district's own
        own_paper = publisher == district and zone_home not in text[start : start + 80]
        zone_home = None if own_paper or _headed(text, start, district, zone_home) else zone_home
    if zone_home is not None and zone_home in hosts.away(text[start:end]):
        zone_home = None  # 学校校长甲一行赴乙开发区: whom the text's own house visits
    body = zone_home or _house(text, raws, start, end) or speaking(text, raws, start, end)
    if not scores or scores[0][0] < 2.0:
        zone = next((z.place for z in zones if z.name == body and z.place is not None and start <= z.start < end), None)
        if zone is not None and zone.domestic:
            return Found(start, end, zone, body, "zone", 0.6, units)
        return Found(start, end, g.resolve("中国"), body, "national", 0.5, units)
    top, best = scores[0]
    if publisher is None and voted is None and tail is None and not own and seat is None and _of_many(raws, best):
        return Found(start, end, g.resolve("中国"), body, "national", 0.6, units)
    if not local and publisher is None and tail is None and (top < 6.0 or best.level == "province"):
        return Found(start, end, g.resolve("中国"), body, "national", 0.6, units)
    second = next((s for s, p in scores[1:] if p not in {best, *g.parents(best, year)}), 0.0)
    basis = (
        "publisher"
        if publisher is not None and publisher.code == best.code
        else "signature"
        if tail == best
        else "text"
    )
    sure = round(min(0.98, 0.55 + 0.4 * (top - second) / max(top, 1.0)), 2)
    return Found(start, end, best, body, basis, sure, units)


#: so many provinces' own organs show that a text speaks from none of them
_PROVINCES = 3


def _of_many(raws: Iterable[Raw], best: Place) -> bool:
    """Whether the committees and governments named are those of several provinces, most not of the one that leads."""
    found = [r.place.code[:2] for r in raws if r.kind == "organ" and r.place is not None and r.place.code]
    mine = found.count(best.code[:2])
    return len(set(found)) >= _PROVINCES and mine * 2 <= len(found)


_ZONE_STEM = re.compile(r"(?P<stem>[一-鿿]{2,3})(?:经济(?:技术)?开发区|高新(?:技术产业)?(?:开发)?区|工业园区|经开区)")


def _of_zones(text: str, units: dict[str, int], start: int, end: int) -> list[tuple[Place, int]]:
    """The county whose own 县委 a text speaks of, where a zone bears the county's name (沙洋经济开发区), and how often."""
    found: dict[str, tuple[Place, int]] = {}
    for m in _ZONE_STEM.finditer(text, start, end):
        for unit in ("县", "市", "区", "旗"):
            stems = (m["stem"], m["stem"][-2:]) if units.get(unit) else ()
            listed = next((x for s in stems if (x := gazetteer().named(s + unit, bare=False))), ())
            if len(listed) == 1 and listed[0].domestic and listed[0].code:
                p, n = found.get(listed[0].code, (listed[0], 0))
                found[p.code] = (p, min(n + 1, 4))
    return list(found.values())


def _headed(text: str, start: int, place: Place, zone: str) -> bool:
    """Whether the head of a page names the committee or the government of a place (甲区人民政府领导) before any zone in it."""
    stop = start + 200
    low = text.find(zone, start, stop)
    stop = low if low >= 0 else stop
    at = text.find(place.name, start, stop)
    while at >= 0:
        if _SEAT.match(text, at + len(place.name)) is not None:
            return True
        at = text.find(place.name, at + 1, stop)
    return False


_SEAT = re.compile(r"(?:人民政府|政府|区?委(?!员)|人大|政协)")


_LINE_OF_LIFE = re.compile(
    r"^[ \u3000]*(?:19|20)\d\d(?:[.．年/-]\d{1,2}月?)?[ \u3000]*"
    r"(?:[-—–~－至]{1,3}(?P<gap>[ \u3000]*)(?P<now>至?今|现在)?|起)(?P<rest>[^\n]*)$",
    re.MULTILINE,
)


def _serving(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The line of a résumé that goes on to today, where two such lines at least stand together."""
    found = list(_LINE_OF_LIFE.finditer(text, start, end))
    now = [m for m in found if m["now"] or (m["gap"] and not m["rest"][:1].isdigit())]
    return now[-1].span("rest") if len(found) > 1 and now else None


_SIGN = re.compile(
    r"\n[ 　]*(?:中共)?([一-鿿]{2,14}?(?:委员会|委|人民政府|政府|组织部|办公室|常务委员会|公安局|法院|检察院))[ 　]*\n"
)


def _signature(text: str, start: int, end: int, year: int | None) -> Place | None:
    """The place of the body that signs at the end or issues at the top (中共保山市委组织部)."""
    for a, b in ((max(start, end - 160), end), (start, min(end, start + 60))):
        signs = _SIGN.findall("\n" + text[a:b] + "\n")
        if signs and (p := place_in(signs[-1], year)) is not None:
            return p
    return None


def _house(text: str, raws: Iterable[Raw], start: int, end: int) -> str | None:
    """The school, hospital or firm whose own text this is: named in the head and again."""
    types = grammar().types
    away = set(hosts.away(text[start:end]))
    for r in raws:
        if r.start > start + 150:
            return None
        if r.lead + r.core in away or sends(text, r, start):
            away.add(r.lead + r.core)
            continue
        if r.kind not in ("free", "organ", "body") or r.start < start:
            continue
        head = next((r.core[-n:] for n in range(min(8, len(r.core)), 0, -1) if r.core[-n:] in types), "")
        if types.get(head) in ("school", "company") and not head.endswith(("党校", "银行")):
            name = r.lead + r.core
            stem = name.removesuffix("有限责任公司").removesuffix("股份有限公司").removesuffix("有限公司")
            if text.count(stem, start, end) >= 2 or (
                r.start <= start + 30 and r.kind == "free" and not text[start : r.start].strip(" \n\u3000")
            ):
                return name
    return None


def _body(text: str, zones: Iterable[Zone], counts: dict[str, int], start: int, end: int) -> str | None:
    for z in zones:
        if start <= z.start < end:
            counts[z.name] += 2 if z.start < start + 200 else 1
    if not counts:
        return None
    name, n = max(counts.items(), key=lambda kv: (kv[1], -len(kv[0])))
    once = text.count(name, start, end) < 2 and text.find(name, start, start + 60) < 0
    return name if n >= 3 and not once else None  # a zone's officer in the row of a county's is no home
