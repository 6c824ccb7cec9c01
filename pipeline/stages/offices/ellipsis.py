"""Ellipses: 市委, 区政府, 县法院 named by their unit alone, and whose they are."""

from __future__ import annotations

import re

from pipeline.lexicon import offices
from pipeline.lexicon.places import gazetteer
from pipeline.stages.offices import bodies as b
from pipeline.stages.offices.abroad import Abroad
from pipeline.stages.offices.bodies import Body
from pipeline.stages.offices.kinds import (
    AREAS,
    BRANCHES,
    COMMUNE,
    COURT_OF,
    INSIDE,
    LOCAL_ORGAN,
    MEN,
    PARTY_DEPARTMENT,
    STAFF,
    TROOP_PART,
    UNIT,
    UNITS,
    YOUTH,
    central,
)
from pipeline.stages.offices.layout import group_body
from pipeline.stages.offices.nearby import bureau_in, zone_in
from pipeline.stages.offices.post import Post
from schemas.layers import OrgType

#: a body that begins with its own place (中共甲地委办公室, 乙县委): never the organ of the one before
FULL_NAME = re.compile(
    r"中共|中国共产党|[\u4e00-\u9fff]{2,4}(?:地委|行署|[县市区](?:委|政府|人民政府))|"
    r"武警|(?:长江|黄河|珠江|淮河|海河|太湖|松辽)[\u4e00-\u9fff]{2,6}[局委会]"  # 长江航运公安局
)
OWN_PLACE = re.compile(
    r"(?:中共)?(?P<place>[\u4e00-\u9fff]{2,3}(?:自治)?[县市区旗州])"
    r"(?P<organ>(?:委|人民政府|政府)(?:[\u4e00-\u9fff]{0,8}(?:部|办|办公室|委|局|党校))?|人大常委会|政协|纪委|监委|纪委监委|人民法院|人民检察院|法院|检察院)"
)
#: 澜川市首届|人大常委会
OF_TERM = re.compile(r"(?P<place>[\u4e00-\u9fff]{2,6}[省市县区州旗盟])(?:首|第?[一二三四五六七八九十]{1,3}|本|新一)届")
#: no division of the country is led by a branch
_DIVISION = tuple("省市县区州盟旗")
#: the organs that a zone has in a county's stead
_ZONE_WORDS = ("开发区", "经开区", "高新区", "园区", "新区", "党工委", "管委会")
#: a committee of a zone by the zone's name; what ends a place's own
_COMMITTEE_OF_ZONE = re.compile(r"(?:中共)?(?P<zone>[\u4e00-\u9fff]{2,24}[区园城港])(?:党工委|工委|管委会|管理委员会)")
_NO_ZONE = ("自治区", "地区", "社区", "小区")
_OF_ZONE = frozenset(("党工委", "管委会", "工委", "管理委员会"))
_NO_PLACES = frozenset(("党支部", "党总支", "支部", "总支", "工会", "团支部"))
_VILLAGE_BODIES = frozenset(("委会", "监委会", "务监督委员会", "民委员会", "民小组"))
#: departments that the Party has and no government
PARTY_ONLY = frozenset(offices.words("party_only_department"))
_TOWNS = ("镇", "乡", "街道")
#: units with which names of counties begin (镇原县, 镇远县, 乡宁县)
_TOWNLIKE = frozenset("镇乡旗州村")


def _names_place(word: str) -> bool:
    """Whether a word that begins with a unit begins with a division's whole name (镇原县三岔区委)."""
    return any(gazetteer().named(word[:n], bare=False) for n in (3, 4) if len(word) > n)


def _seat_of_departments(last: Body, word: str) -> str | None:
    """The place whose Party committee has a department, by the body named last: the committee, another of its departments
    (甲任组织部长，乙任|宣传部长), or, for what no government has, its government (甲（县长）、乙（|组织部长）)."""
    beside = last.type == "government" and last.shown.endswith("政府") and word in PARTY_ONLY
    party = last.type == "party" and PARTY_DEPARTMENT.search(last.shown) is not None
    return last.place if last.place and (last.committee or party or beside) else None


def committee_told(last: Body | None, word: str) -> Body | None:
    """某自治区党委组织部部长甲不再兼任|党委|秘书长: the committee that has just been told, and no committee of its department."""
    if last is None or word != "党委" or not last.place or "党委" not in last.shown:
        return None
    return b.local(last.place, "党委" if last.place.endswith(_TOWNS) else "委", "inherited")


def of_region(region: str, word: str) -> Body:
    """政务司, 中联办 of a special region: known by their own names, which nobody says with the region's."""
    whole = f"中央人民政府驻{region}联络办公室" if word == "中联办" else f"{region}政府{word}"
    kind = next((k for end, k in _APART.items() if word.endswith(end)), None)
    if kind is not None:
        whole = region + word
    return Body(whole, word, (region + word,), kind or "government", region, "inherited")


#: what a special region has beside its government
_APART: dict[str, OrgType] = {
    "法院": "court",
    "检察院": "procuratorate",
    "立法会": "congress",
    "廉政公署": "discipline",
    "审计署": "government",
    "海关": "government",
}


def _short_commune(name: str) -> tuple[str, ...]:
    return (name.replace("人民公社", "公社"),) if "人民公社" in name else (name.replace("公社", "人民公社"),)


def court_kind(word: str) -> str:
    """法院 or 检察院 for what only such a house has (刑庭, 审委会); empty for all else."""
    return COURT_OF.get(word, "法院" if word.endswith("庭") else "")


class Ellipsis(Abroad):
    """Resolves a body that is named by its unit or its zone alone."""

    def _troop(self, word: str, pos: int) -> Body | None:
        """支队参谋长, 集团军副军长: the unit of that kind that the text has named in full before."""
        found = self.troops.last(("军" if word == "集团军" else word,), pos)
        if found is not None or word not in ("支队", "总队", "大队"):
            return found
        home = self.bodies.home(pos)[1]
        if home and home.endswith(word):
            return self._house(home, "elliptic")  # 支队党委 in the report of a fire brigade
        return self.bodies.ending((word,), pos, 0)

    def _commune(self, pos: int) -> Body | None:
        """公社, or a 党委 in the history of one: the commune that the text named last."""
        found = COMMUNE.findall(self.text, max(0, pos - 600), pos)
        return Body(found[-1], None, _short_commune(found[-1]), "government", None, "elliptic") if found else None

    def _party_group(self, place: str, word: str, pos: int) -> Body:
        """党组成员 on the page of a government: no place has a 党组, its organs have."""
        last = self.bodies.of_type(("government", "congress", "cppcc"), pos)
        organ = {"congress": "人大常委会", "cppcc": "政协"}.get(last.type if last is not None else "", "政府")
        return b.local(place, organ, "elliptic").sub(word)

    def _court(self, kind: str, home: str | None, pos: int) -> Body | None:
        """The court or procuratorate that a room or committee of its kind stands in."""
        if self.last is not None and kind in self.last.shown and self.last_at >= self.breaks.line(pos):
            return self.last.base().whole()
        if home and home.endswith(kind):
            return self._house(home, "elliptic")
        return self.bodies.house_of(kind, pos, self.bodies.home(pos)[0])

    def _bureau(self, unit: str, post: Post) -> Body | None:
        """局党组书记 in a report on one bureau: the one that the text named last."""
        home = self.bodies.home(post.start)[1]
        if home and home.endswith(unit):
            return self._house(home, "elliptic")
        known = self.bodies.ending((unit,), post.start, max(0, post.start - 1500))
        if known is not None:
            return known.as_("elliptic")
        named = bureau_in(self.text, max(0, post.start - 1500), post.start, unit)
        return self._ellipsis(named, post) if named is not None else None

    def _of_zone(self, zone: str, organ: str, pos: int) -> Body:
        """在县经济开发区，…党工委书记、管委会主任甲: the organ is the zone's."""
        unit = UNIT.match(zone)
        where = self.bodies.place_of(unit[1], pos) if unit is not None else None
        full = f"{where}{zone[unit.end() :]}{organ}" if where is not None and unit is not None else zone + organ
        kind: OrgType = "party" if organ.endswith("工委") else "government"
        return Body(full, None, (zone + organ, organ), kind, None, "inherited")

    def _ellipsis(self, word: str, post: Post) -> Body | None:
        """市教育局, 党委, 管委会: a body whose place or owner the text leaves out."""
        pos = post.start
        if post.organ and (termed := OF_TERM.fullmatch(word)) is not None:
            return Body(termed["place"], None, (), "other", termed["place"])
        place, body = self.bodies.home(pos)
        if (word.endswith("领导小组") and len(word) <= 6) or (
            word == "办公室" and "小组" in self.text[max(0, pos - 120) : pos]
        ):
            group = group_body(self.text, pos)
            if group is not None and group != word:
                whole = self._ellipsis(group, post) if UNIT.match(group) else Body(group)
                return whole.sub(word) if whole is not None and word == "办公室" else whole
        unit = UNIT.match(word)
        if unit is not None and not (unit[1] in _TOWNLIKE and _names_place(word)):
            where = self.bodies.place_of(unit[1], pos)
            if self.last is not None and self.last.place and self.last.place.endswith(unit[1]):
                where = self.last.place
            if where is not None:
                rest = word[unit.end() :]
                if rest.startswith("府"):
                    rest = "政" + rest  # 市府, as Taiwan says
                if unit[1] in ("村", "社区") and rest in _VILLAGE_BODIES:
                    rest = unit[1] + rest
                return b.local(where, rest, "elliptic")
            full = self.bodies.whole_of(word)
            return b.of_mention(full) if full is not None else Body(word, None, (), "other", None, "elliptic")
        youth = YOUTH.fullmatch(word)
        if youth is not None and (where := self.bodies.place_of(youth[1], pos)) is not None:
            return Body(
                f"共青团{where}委员会",
                f"团{where}委",
                (f"{where}团委", f"共青团{where}委"),
                "people",
                where,
                "elliptic",
            )
        if (kind := court_kind(word)) and (court := self._court(kind, body, pos)):
            return court.sub(word).as_("elliptic")
        if (word in MEN or word in UNITS or word == "集团军") and (troop := self._troop(word, pos)) is not None:
            return troop
        if (part := TROOP_PART.fullmatch(word)) is not None:
            troop = self._troop(part["unit"], pos) if part["unit"] in MEN else self.troops.last(AREAS, pos)
            if troop is not None:
                return troop.sub(part["part"] or part["part2"]).as_("inherited")  # 支队|政治处, 三中队
        if word in STAFF:
            troop = self.last if self.last is not None and self.last.type == "military" else None
            troop = troop or self._troop_told("政治委员", pos)
            if troop is not None:
                return troop.sub(word).as_("inherited")
        if word in AREAS and (troop := self.troops.last(AREAS, pos)) is not None:
            return troop
        if word in BRANCHES and (village := self._village_told(pos)) is not None:
            return b.local(village, word if "党" in word else "党" + word, "elliptic")  # 本村第一个党支部，甲任支部书记
        if b.inner(word) and self.last is not None and self.last_at >= self.breaks.line(pos):
            then = self.bodies.renamed(pos, self.last_at)
            if then:
                return self._house(then, "elliptic").sub(word)  # 改名为甲学院，乙任党委书记
        if b.inner(word) and self.last is None and not body:
            told = self.bodies.ending((word,), pos, self.breaks.line(pos))
            if told is not None and told.shown != word:
                return told.as_("inherited")  # 新一届村党委…，甲当选为党委书记
        if b.inner(word) and self.last is None and (seat := self._seat_in_line(pos)) is not None:
            return b.local(seat, word, "elliptic")  # 白水洋镇农技员、团委|书记
        in_zone = self.last is not None and any(w in self.last.shown for w in _ZONE_WORDS)
        if word in _OF_ZONE and not in_zone and (zone := zone_in(self.text, self.breaks.line(pos), pos)) is not None:
            return self._of_zone(zone, word, pos)
        zoned = _COMMITTEE_OF_ZONE.fullmatch(self.last.name) if word in _OF_ZONE and self.last is not None else None
        if zoned is not None and not zoned["zone"].endswith(_NO_ZONE) and self.last_at >= self.breaks.sentence(pos):
            return b.local(zoned["zone"], word, "inherited")  # 市经济技术开发区党工委副书记、|管委会|副主任
        if word == "工委" and not in_zone and (told := self.bodies.ending(("工委", "工作委员会"), pos, pos - 400)):
            return told.as_("inherited")  # 市直机关工委组织…。工委书记甲带头
        if word in ("管委会", "管理委员会") and not in_zone and (seat := self.bodies.place_of("公社", pos)) is not None:
            return Body(f"{seat}管理委员会", f"{seat}管委会", (seat,), "government", seat, "elliptic")
        if b.inner(word) or b.department(word):
            if self.last is not None and self.last.shown.endswith(word):
                return self.last.as_("inherited")
            near = self.last is not None and self.last_at >= self.breaks.sentence(pos)
            if near and (committee := committee_told(self.last, word)) is not None:
                return committee
            said = self.bodies.last_in(pos, pos + len(word)) if body and near else None
            if said is not None and said[:2] == (pos, pos + len(word)) and said[2].name == f"{body}{word}":
                return b.of_mention(said[2]).as_("elliptic")  # …副政委甲出席，党委副书记乙主持: the house's
            if word in BRANCHES and self.last is not None and self.last.committee and not near:
                return None  # 1946年任四川省委秘书长。…先后任党支部书记: of no committee
            if self.last is not None and not central(self.last) and (near or not body):
                if b.department(word) and (seat := _seat_of_departments(self.last, word)):
                    return b.local(seat, f"委{word}", "elliptic")
                return self.last.base().sub(word).as_("elliptic")
            if b.department(word) and place and place != "中国":
                return b.local(place, f"委{word}", "elliptic")
            if body:
                return self._house(body, "elliptic").sub(word)
            if (commune := self._commune(pos)) is not None:
                return commune.sub(word)
            if place == "中国":
                return self.nameless.sub(word).as_("elliptic") if self.nameless is not None and b.inner(word) else None
            if place and kind:
                return b.local(place, kind, "elliptic").sub(word)
            if place and word in _NO_PLACES and self.works:
                return next(reversed(self.works.values())).sub(word)  # a factory's branch, no county's
            if place and word.endswith("党组") and place != "中国":
                return self._party_group(place, word, pos)
            if place and not (word in BRANCHES and place.endswith(_DIVISION)):
                return b.local(place, word, "elliptic")
        if INSIDE.fullmatch(word) and (house := body or self.house):
            return Body(house, None, (), "institution", None, "elliptic").sub(word)
        if word == "公社" and (place := self.bodies.place_of("公社", pos)):
            return b.local(place, "政府", "elliptic")
        if word.startswith("公社") and (commune := self._commune(pos)) is not None:
            return commune.sub(word[2:]) if word != "公社" else commune
        if (
            self.last is not None
            and self.last.place
            and LOCAL_ORGAN.search(word)
            and len(word) <= 14
            and not FULL_NAME.match(word)
            and not (word.startswith("地委") and self.last.place.endswith(_DIVISION))
        ):
            if self.last.place.endswith("特别行政区"):  # 政务司, 中联办: known without the place
                return of_region(self.last.place, word)
            return b.local(self.last.place, word, "inherited")
        if (own := OWN_PLACE.fullmatch(word)) is not None:
            return b.local(own["place"], own["organ"])  # a county that no list holds
        return Body(word, None, (), "other", None, "explicit")
