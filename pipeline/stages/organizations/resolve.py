"""From a body as it stands to the body that is meant: 市委 → 中共昆山市委员会, 党组 → the one of the body before."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property

from pipeline.bodies import LocalBody, local_body
from pipeline.lexicon.bodies import body_of
from pipeline.lexicon.body_words import words as listed
from pipeline.lexicon.places import gazetteer
from pipeline.stages.organizations import implied, regions, words
from pipeline.stages.organizations.context import Resolved
from pipeline.stages.organizations.lands import SHARED, Lands, Owner, land_of
from pipeline.stages.organizations.meant import Elliptic
from pipeline.stages.organizations.naming import (
    BY_CITY,
    committee,
    free_type,
    of_its_city,
    part,
    plus,
    school_city,
    school_seat,
)
from pipeline.stages.organizations.own import sent
from pipeline.stages.organizations.read import Raw
from schemas.layers import OrgType

#: offices whose parts a text calls 局党委, 院党组, and how near another's name has to be
_GROUPS = frozenset(("纪检监察组", "纪检组"))
_OFFICES = ("局", "厅", "委员会", "法院", "检察院", "署", "海关")
_JUST = 200
#: what a bank has at the place whose text it is, where it names no other
_AT_HOME = ("支行", "分理处", "储蓄所", "营业部", "营业室")
#: what a foreign army or ministry right before makes that country's
_OF_OURS = frozenset(("government", "military"))
#: what no other word says is an office of the state
_GOVERNS: dict[OrgType, OrgType] = {"other": "government"}
#: bodies that serve one place: named without it, in a text of a place, they are there
_SMALL = listed("serving")
_PARTS = ("委", "党委", "工委", "党工委", "政府", "人民政府")


#: offices in another place than their sender's, and the sender where the text leaves out its place
_POSTED_OFFICES = ("办事处", "联络处")
_ITS_GOVERNMENT = re.compile(r"([省市县区州旗])(?:人民)?政府\Z")
#: groups that a place may have by the nation's name for them
_LEADING = ("领导小组", "领导小组办公室")


class Resolver(Elliptic):
    """Resolves the raw bodies of a text in order; keeps what was named last."""

    def run(self, raws: list[Raw]) -> list[Resolved]:
        """Those that could be resolved, in text order."""
        self.raws = raws
        for raw in raws:
            found = self._one(raw)
            if found is not None:
                self._posted(found)
                self.last = found
                self.done.append(found)
                self.named.setdefault(found.base.name, found)
                if found.base.type == "company" and len(self.firms) < 200:
                    self.firms.setdefault(found.base.name, found)
        for done in self.done:
            self._of_commune(done)
            self._of_school(done)
        return self.done

    def _of_commune(self, found: Resolved) -> None:
        """A commune is a body itself: its committee is the county's, whose text it is."""
        if not found.body.place.endswith("公社"):
            return
        home = self.locator.home(found.raw.start)
        if home is not None and home.place is not None and home.place.level == "county":
            found.body = replace(found.body, place=home.place.name)

    def _posted(self, found: Resolved) -> None:
        """驻|市商务局纪检监察组: the discipline commission's group in a body, named with 驻."""
        raw = found.raw
        before = self.text[max(0, raw.start - 2) : raw.start]
        if raw.cell not in _GROUPS or raw.sub or not before.endswith("驻") or raw.kind not in ("organ", "unit", "bare"):
            return
        if before[:1] and "一" <= before[0] <= "鿿" and before[0] not in "派由和与及任":
            return
        said = self.text[raw.start - 1 : raw.end]
        group = sent(found.base, raw.cell)
        raw.start -= 1
        found.body = replace(group, aliases=(*group.aliases, said))

    def _of_school(self, found: Resolved) -> None:
        """A school and what is its own lie in its city, whatever province or line of work it is called by."""
        if "学" not in found.base.name or found.base.type not in ("school", "institution"):
            return
        if found.raw.kind == "body" and found.raw.place is not None:
            return  # 北京大学|深圳医院
        seat = school_seat(found.base.name, self.year)
        if seat:
            found.body, found.root, found.base = (replace(b, place=seat) for b in (found.body, found.root, found.base))

    def _one(self, raw: Raw) -> Resolved | None:
        if raw.core in ("委", "党委", "政府", "人民政府") and raw.sub and not raw.prefix:
            raw.core, raw.sub = raw.core + raw.sub, ""
        if raw.core.startswith(_POSTED_OFFICES) and self.text[raw.start - 1 : raw.start] == "驻":
            return self._sent_out(raw)
        if raw.kind == "organ":
            return self._organ(raw)
        if raw.kind == "zone-organ":
            return self._zone(raw, self._full_zone(raw.lead, raw.start), "explicit", 0.9)
        if raw.kind == "free":
            return self._free(raw)
        if raw.kind == "body":
            return self._known(raw)
        if raw.kind == "unit":
            return self._unit(raw)
        if raw.kind == "zone":
            name = self._zone_for(raw.unit, raw.start)
            return self._zone(raw, name, "elliptic", 0.85) if name else None
        if raw.kind == "that":
            return self._that(raw)
        if raw.kind in ("central", "committee", "state"):
            return self._implied(raw)
        if raw.kind == "part":
            owner = self._house(raw.start) if raw.prefix == "house" else self._owner(raw)
            if raw.prefix == "house" and owner is not None and owner.name.endswith(_OFFICES):
                owner = self._office_named(raw, owner)
            if raw.prefix == "command":
                owner = next((r.base for r in reversed(self.done[-12:]) if r.base.type == "military"), None)
            return Resolved(raw, part(owner, raw.core), "elliptic", 0.75, "part", owner, owner) if owner else None
        if raw.kind == "called":
            meant = self._called(raw)
            return self._done(raw, meant, "elliptic", 0.8, "called") if meant is not None else None
        return self._bare(raw)

    def _office_named(self, raw: Raw, house: LocalBody) -> LocalBody:
        """Whose 局党委 is in a bureau's text: of another bureau that the paragraph has just named, else its own."""
        word = self.text[raw.start]
        for r in reversed(self.done[-8:]):
            if raw.start - r.raw.end > _JUST or "\n" in self.text[r.raw.end : raw.start]:
                break
            if r.base.name.endswith(word):
                return r.base
        return house

    def _implied(self, raw: Raw) -> Resolved | None:
        """外汇管理局 beside 人民银行, 财政经济委员会 under an assembly, 澳参议院, 众议院 in a text of Japan."""
        if raw.kind == "state":
            bare = raw.start == raw.organ_start
            owner = self._lands.owner(raw.start, raw.core) if bare else self._lands.by_character(raw.organ_start)
            owner = owner or (self._lands.guests(raw.start) if bare else None)
            if bare and owner is not None:
                owner = self._lands.with_organ(owner, raw.core)
            raw.core = implied.whole(raw.core)
            return self._abroad(raw, owner) if owner is not None else None
        if raw.kind == "central":
            base = implied.central(raw.core, self.locator.home(raw.start), self.year)
        else:
            above = implied.assembly(r.base for r in reversed(self.done[-60:]))
            base = implied.committee(raw.core, above, self.year) if above is not None else None
        return self._done(raw, base, "elliptic", 0.8, raw.kind) if base is not None else None

    @cached_property
    def _lands(self) -> Lands:
        return Lands(self.text, self.locator.places, self.raws, self.year, self.ours)

    # explicit

    def _organ(self, raw: Raw) -> Resolved:
        assert raw.place is not None
        place = raw.place
        name = place.name
        kind = free_type(raw)
        if raw.core in BY_CITY:
            named = LocalBody(raw.lead + raw.core, None, (name + raw.core,), _GOVERNS.get(kind, kind), name)
            return self._done(raw, named, "explicit", 0.9, "name")
        if (
            kind in ("company", "school", "media", "institution")
            and raw.core != "党校"
            and place.level != "village"
            and not raw.core.startswith(_PARTS)
        ):
            wordings = dict.fromkeys((name + raw.core, *(x + raw.core for x in raw.leads)))
            full = LocalBody(
                raw.lead + raw.core, None, tuple(w for w in wordings if w != raw.lead + raw.core), kind, name
            )
            return self._done(raw, full, "explicit", 0.9, "name")
        if raw.prefix and raw.prefix not in ("中共", "中国共产党") and raw.core in ("委", "委员会"):
            low, raw.sub = raw.sub, ""
            return self._done(raw, committee(raw.prefix, name, low), "explicit", 0.9, "prefix")
        base = local_body(name, raw.core)
        extra = [x + raw.core for x in (raw.lead, *raw.leads)]
        if place.level == "township" and (county := gazetteer().get(place.code[:6], self.year)) is not None:
            extra.append(county.name + (base.short or base.name))
        elif place.level == "township" and not place.code:
            home = self.locator.home(raw.start)
            if home is not None and home.place is not None and home.place.level == "county":
                extra.append(home.place.name + (base.short or base.name))
        extra += of_its_city(place, raw.core, self.year)
        base = replace(base, place=place.name, aliases=plus(base, extra))
        if place.code.startswith(words.DIVISION_CITY) and raw.lead.startswith("第"):  # 第六师五家渠市党委
            said, short = base.short or base.name, raw.lead + raw.core
            base = replace(base, short=short, aliases=(said, *(a for a in base.aliases if a != short)))
        return self._done(raw, base, "explicit", 0.93, "place")

    def _free(self, raw: Raw) -> Resolved:
        name = raw.lead + raw.core
        kind = free_type(raw)
        if raw.lead == "中国" and (own := body_of(raw.core, self.year)) is not None and own.type in _OF_OURS:
            whole = LocalBody(own.name, own.short, (*own.aliases, name), own.type, "", own.parent)
            return self._done(raw, whole, "explicit", 0.93, "name")  # 中国|外交部 in news of the world
        if raw.sure:  # the recogniser alone says so
            home = raw.place.name if raw.place is not None else land_of(name)
            base = LocalBody(name, None, (raw.core,) if raw.lead else (), kind, home)
            return self._done(raw, base, "elliptic" if raw.lead else "explicit", round(0.9 * raw.sure, 3), "marked")
        if kind == "company" and len(name) <= 8 and (known := self._longer(name)) is not None:
            return self._done(raw, replace(known, aliases=plus(known, [name])), "explicit", 0.8, "short")
        place = raw.place.name if raw.place is not None and raw.place.name != "中国" else ""
        if not raw.lead and name.endswith("委员会") and (above := self._assembly(raw.start)) is not None:
            return self._done(raw, part(above, name), "elliptic", 0.8, "committee")
        if not place and not raw.lead:
            at_home = self.locator.home(raw.start)
            mine = at_home is not None and at_home.body == name
            place = self._seat_of(name) if mine else school_city(name, self.year) if kind == "school" else ""
        if not place and not raw.lead and name.endswith(_SMALL) and not name.startswith(("某", "中国", "全国")):
            place = self._within(name, raw.start)
        aliases = [x + raw.core for x in raw.leads[1:]]
        school = self._house(raw.start) if not raw.lead and name[0] == "校" else None
        if school is not None and school.type == "school":
            whole = part(school, name[1:])  # 校|教育基金会
            return self._done(raw, replace(whole, type=kind), "elliptic", 0.8, "house")
        if not raw.lead and kind in ("school", "institution") and (house := self._house(raw.start)) is not None:
            aliases += [n + name for n in house.names if n not in name]  # 附属医院 of the school whose text it is
        at = raw.place.name if raw.place is not None and raw.place.domestic else ""
        if raw.lead and raw.lead != at and at.startswith(raw.lead):
            aliases.append(at + raw.core)
        for word in ("集团有限责任公司", "集团有限公司", "集团股份有限公司"):
            if name.endswith(word):
                aliases.append(name[: -len(word)] + "集团")
        base = LocalBody(name, None, tuple(aliases), kind, place, None)
        return self._done(raw, base, "explicit", 0.85, "name")

    def _known(self, raw: Raw) -> Resolved | None:
        if raw.core == "两办" and (both := implied.both_offices(r.body for r in reversed(self.done[-4:]))) is not None:
            return self._done(raw, both, "elliptic", 0.8, "bare")
        b = self._at_its_time(raw)
        if b is not None and raw.core == "中央委员会":
            b = implied.other_party((r.base for r in reversed(self.done[-8:])), self.year) or b
        if b is None:
            return None
        if b.name.endswith(_LEADING) and (local := self._group_of_place(raw)) is not None:
            return local
        above = self.done[-1] if self.done and self.done[-1].raw.end == raw.start else None
        if above is not None and above.base.type == "foreign" and above.base.place and b.type in _OF_OURS:
            if b.name.startswith("中国人民解放军") and above.base.name.endswith(("武装部队", "武装力量", "国防军")):
                staff = LocalBody(
                    above.base.name + raw.core, None, (raw.core,), "foreign", above.base.place, above.base.name
                )
                return self._done(raw, staff, "elliptic", 0.8, "abroad")  # 俄武装部队|总政治部
            return self._abroad(raw, Owner(above.base.place, raw.start))
        firm = self.done[-1] if b.type == "government" and self.done else None
        if firm is not None and firm.raw.end == raw.start and firm.base.type == "company":
            return self._done(raw, part(firm.base, raw.core), "elliptic", 0.8, "part")  # 中国石化|科技部
        if raw.core not in SHARED and raw.core.startswith(words.OF_A_STATE):
            if (state := self._lands.behind(raw.start)) is not None:
                return self._abroad(raw, state)  # 菲律宾|国家减灾委
        elif raw.core in SHARED and (abroad := self._lands.owner(raw.start, raw.core)) is not None:
            if self.text.startswith("基地", raw.end) and self._lands.anybody(raw.start):
                return None
            return self._abroad(raw, abroad)
        land = regions.home(b.name, self.text) or (land_of(b.name, raw.core) if b.type == "foreign" else "")
        base = LocalBody(b.name, b.short, b.aliases, b.type, land, b.parent)
        found = self._done(raw, base, "explicit", 0.97, "lexicon")
        if raw.place is not None:  # 国家税务总局|无锡市税务局
            found.body = replace(found.body, place=raw.place.name)
        elif raw.sub.endswith(_AT_HOME) and (at := self._here(raw.start)):  # 农行|滨北支行 in a text of 东营
            found.body = replace(found.body, place=at)
        return found

    def _sent_out(self, raw: Raw) -> Resolved | None:
        """市政府|驻北京办事处: the sender's office, no office of the place where it is; nothing where nobody sends it."""
        at = raw.start - 1
        last = self.done[-1] if self.done and self.done[-1].raw.end == at else None
        house = last.base if last is not None else None
        if house is None and (m := _ITS_GOVERNMENT.search(self.text, max(0, at - 6), at)) is not None:
            place = self.locator.place(m[1], m.start(), ahead=self._free_left(m.start()))
            house = local_body(place.name, "政府") if place is not None else None
            at = m.start()
        if house is None:
            return None
        said = self.text[raw.start - 1 : raw.end]
        raw.start = at if last is None else raw.start - 1
        names = [n + said for n in (house.name, *((house.short,) if house.short else ()))]
        office = LocalBody(names[0], None, tuple(names[1:]), house.type, house.place, house.name)
        return self._done(raw, office, "elliptic", 0.8, "part")

    def _group_of_place(self, raw: Raw) -> Resolved | None:
        """市|推进“一带一路”建设工作领导小组: the city's, though the nation has one of that name."""
        unit = self.text[raw.start - 1 : raw.start]
        if unit not in ("省", "市", "县", "区", "州", "旗") or (self.done and self.done[-1].raw.end > raw.start - 1):
            return None
        place = self.locator.place(unit, raw.start - 1, ahead=self._free_left(raw.start - 1))
        if place is None:
            return None
        raw.start -= 1
        base = LocalBody(place.name + raw.core, None, (unit + raw.core, raw.core), "government", place.name)
        return self._done(raw, base, "elliptic", 0.85, "elliptic")

    def _abroad(self, raw: Raw, owner: Owner) -> Resolved | None:
        """俄罗斯国防部 for 俄国防部; a body of no state that is said counts only where somebody holds a post in it."""
        if not owner.land and (not raw.titled or self.text[raw.start - 1 : raw.start] == "国"):
            return None  # 四国|农业部长: of none of them
        if not self.done or self.done[-1].raw.end <= owner.start:
            raw.start = owner.start
        base = LocalBody(
            owner.land + implied.whole(raw.core), None, (raw.core,) if owner.land else (), "foreign", owner.land
        )
        if owner.land and (b := body_of(base.name, self.year)) is not None:
            base = LocalBody(b.name, b.short, (*b.aliases, raw.core), b.type, owner.land, b.parent)  # 美|众院
        return self._done(raw, base, "elliptic", 0.75, "abroad")

    def _full_zone(self, name: str, at: int) -> str:
        return name
