"""From a body as it stands to the body that is meant: 市委 → 中共昆山市委员会, 党组 → the one of the body before."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property

from pipeline.bodies import LocalBody, local_body, organ_type
from pipeline.lexicon.bodies import body_of
from pipeline.lexicon.places import Place, gazetteer
from pipeline.stages.organizations import implied, regions, words
from pipeline.stages.organizations.context import Context, Resolved
from pipeline.stages.organizations.lands import SHARED, Lands, Owner, land_of
from pipeline.stages.organizations.naming import (
    BY_CITY,
    NATIONAL,
    ZONE_KIND,
    committee,
    free_type,
    part,
    plus,
    school_city,
)
from pipeline.stages.organizations.read import Raw
from schemas.layers import Derivation

_PARTS = ("委", "党委", "工委", "党工委", "政府", "人民政府")


class Resolver(Context):
    """Resolves the raw bodies of a text in order; keeps what was named last."""

    def run(self, raws: list[Raw]) -> list[Resolved]:
        """Those that could be resolved, in text order."""
        self.raws = raws
        for raw in raws:
            found = self._one(raw)
            if found is not None:
                self.last = found
                self.done.append(found)
                self.named.setdefault(found.base.name, found)
                if found.base.type == "company" and len(self.firms) < 200:
                    self.firms.setdefault(found.base.name, found)
        return self.done

    def _one(self, raw: Raw) -> Resolved | None:
        if raw.core in ("委", "党委", "政府", "人民政府") and raw.sub and not raw.prefix:
            raw.core, raw.sub = raw.core + raw.sub, ""
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
            owner = self._owner(raw)
            return Resolved(raw, part(owner, raw.core), "elliptic", 0.75, "part", owner, owner) if owner else None
        if raw.kind == "called":
            meant = self._called(raw)
            return self._done(raw, meant, "elliptic", 0.8, "called") if meant is not None else None
        return self._bare(raw)

    def _implied(self, raw: Raw) -> Resolved | None:
        """外汇管理局 beside 人民银行, 财政经济委员会 under an assembly, 澳参议院, 众议院 in a text of Japan."""
        if raw.kind == "state":
            bare = raw.start == raw.organ_start
            owner = self._lands.owner(raw.start, raw.core) if bare else self._lands.by_character(raw.organ_start)
            owner = owner or (self._lands.guests(raw.start) if bare else None)
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

    def _done(self, raw: Raw, base: LocalBody, derivation: Derivation, confidence: float, rule: str) -> Resolved:
        root = part(base, raw.sub) if raw.sub else base
        body = part(root, raw.cell) if raw.cell else root
        return Resolved(raw, body, derivation, confidence, rule, root, base)

    def _organ(self, raw: Raw) -> Resolved:
        assert raw.place is not None
        place = raw.place
        name = place.name
        kind = free_type(raw)
        if raw.core in BY_CITY:
            named = LocalBody(raw.lead + raw.core, None, (name + raw.core,), kind or "government", name)
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
        base = replace(base, place=place.name, aliases=plus(base, extra))
        if place.code.startswith(words.DIVISION_CITY) and raw.lead.startswith("第"):  # 第六师五家渠市党委
            said, short = base.short or base.name, raw.lead + raw.core
            base = replace(base, short=short, aliases=(said, *(a for a in base.aliases if a != short)))
        return self._done(raw, base, "explicit", 0.93, "place")

    def _free(self, raw: Raw) -> Resolved:
        name = raw.lead + raw.core
        kind = free_type(raw)
        if raw.sure:  # the recogniser alone says so
            home = raw.place.name if raw.place is not None else land_of(name)
            base = LocalBody(name, None, (raw.core,) if raw.lead else (), kind, home)
            return self._done(raw, base, "elliptic" if raw.lead else "explicit", round(0.9 * raw.sure, 3), "marked")
        if kind == "company" and len(name) <= 8 and (known := self._longer(name)) is not None:
            return self._done(raw, replace(known, aliases=plus(known, [name])), "explicit", 0.8, "short")
        place = raw.place.name if raw.place is not None and raw.place.name != "中国" else ""
        if not raw.lead and name.endswith("委员会") and (above := self._assembly(raw.start)) is not None:
            return self._done(raw, part(above, name), "elliptic", 0.8, "committee")
        if kind == "school" and not place and not raw.lead:
            place = school_city(name, self.year)
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
        return found

    def _abroad(self, raw: Raw, owner: Owner) -> Resolved | None:
        """俄罗斯国防部 for 俄国防部; a body of no state that is said counts only where somebody holds a post in it."""
        if not owner.land and not raw.titled:
            return None
        if not self.done or self.done[-1].raw.end <= owner.start:
            raw.start = owner.start
        base = LocalBody(owner.land + raw.core, None, (raw.core,) if owner.land else (), "foreign", owner.land)
        if owner.land and (b := body_of(base.name, self.year)) is not None:
            base = LocalBody(b.name, b.short, (*b.aliases, raw.core), b.type, owner.land, b.parent)  # 美|众院
        return self._done(raw, base, "elliptic", 0.75, "abroad")

    def _zone(self, raw: Raw, zone: str, derivation: Derivation, confidence: float) -> Resolved:
        base = local_body(zone, raw.core)
        if raw.core in ("党工委", "工委", "党委", "工作委员会"):
            base = LocalBody(f"{zone}党工委", None, (f"{zone}工委", f"中共{zone}工作委员会"), "party", zone)
        extra = [raw.lead + raw.core] if raw.lead else []
        full = zone
        for a, b in (*ZONE_KIND.items(), *((v, k) for k, v in ZONE_KIND.items())):
            if full.endswith(a):
                extra += [n.replace(full, full[: -len(a)] + b) for n in base.names]
                break
        base = replace(base, aliases=plus(base, extra))
        return self._done(raw, base, derivation, confidence, "zone")

    def _full_zone(self, name: str, at: int) -> str:
        return name

    # elliptic

    def _unit(self, raw: Raw) -> Resolved | None:
        place: Place | str | None = None
        prev = self._same_sentence(raw.start)
        if prev is not None and raw.core == prev.raw.core:
            prev = None  # 无锡市委与市委: the same organ is not named twice over
        joined = prev is not None and raw.start - prev.raw.end <= 1 and not self._across(prev, raw)
        if joined and prev is not None and prev.body.place and prev.body.place.endswith(raw.unit):
            place = prev.body.place
        elif (
            prev is not None
            and prev.derivation == "explicit"
            and raw.start - prev.raw.end <= 14
            and prev.body.place.endswith(raw.unit)
            and not self._across(prev, raw)
        ):
            home = self.locator.home(raw.start)
            weak = home is None or home.place is None or not home.place.domestic or home.confidence < 0.7
            if weak or (
                home is not None
                and home.place is not None
                and prev.body.place in {p.name for p in self.locator.line(home.place)}
            ):
                place = prev.body.place  # 四川省政府副省长、省公安厅厅长
        if place is None and raw.unit == "区":
            found = self.locator.place("区", raw.start)
            zone = self._zone_for("区", raw.start)
            if (
                zone is not None
                and not words.no_division(zone, raw.core)
                and (
                    found is None
                    or raw.core.startswith(("党工委", "工委", "管委", "管理委"))
                    or self._home_zone(raw.start) == zone
                )
            ):
                raw.lead = ""
                return self._zone(raw, zone, "elliptic", 0.88)
            place = found
        elif place is None:
            place = self.locator.place(raw.unit, raw.start, ahead=self._free_left(raw.start))
            if place is None and raw.unit == "地区":
                place = self._prefecture(raw.start)
        if place is None:
            if (party := body_of(raw.prefix, self.year)) is None or raw.prefix in words.ASSEMBLY:
                return self._unplaced(raw)
            raw.end, raw.sub, raw.cell = raw.start + len(raw.prefix), "", ""  # 民盟|省委 of nobody knows which province
            whole = LocalBody(party.name, party.short, party.aliases, party.type, "", party.parent)
            return self._done(raw, whole, "explicit", 0.9, "lexicon")
        name = place if isinstance(place, str) else place.name
        if raw.prefix and raw.prefix not in ("中共", "中国共产党") and raw.core in ("委", "委员会"):
            return self._done(raw, committee(raw.prefix, name), "elliptic", 0.85, "prefix")
        base = local_body(name, raw.core)
        extra = [raw.unit + raw.core]
        if (
            not isinstance(place, str)
            and place.level == "township"
            and (county := gazetteer().get(place.code[:6], self.year))
        ):
            extra.append(county.name + (base.short or base.name))
        base = replace(base, aliases=plus(base, extra))
        home = self.locator.home(raw.start)
        sure = home is not None and home.place is not None and home.place.domestic
        return self._done(raw, base, "elliptic", 0.88 if sure else 0.7, "elliptic")

    def _unplaced(self, raw: Raw) -> Resolved | None:
        """The organ of a province that the text does not let know (省教育厅党组|书记), where somebody serves in it."""
        if not raw.titled or raw.prefix or raw.unit not in ("省", "自治区"):
            return None
        kind = "party" if raw.core.startswith("委") else organ_type(raw.core)
        return self._done(raw, LocalBody(raw.unit + raw.core, None, (), kind, ""), "elliptic", 0.5, "unplaced")

    def _bare(self, raw: Raw) -> Resolved | None:
        word, prev = raw.core, self._same_sentence(raw.start)
        if word == "公社":
            commune = self.locator.place("公社", raw.start)
            return self._done(raw, local_body(commune.name, "政府"), "elliptic", 0.8, "commune") if commune else None
        if words.PREFECTURAL.match(word):
            seat = self._prefecture(raw.start)
            if prev is not None and prev.derivation == "explicit" and prev.base.name.endswith(word) and prev.base.place:
                return self._done(raw, prev.base, "elliptic", 0.8, "prefecture")  # 湘西军分区司令员甲，|军分区|政委
            if seat is not None and word in BY_CITY and seat.bare != seat.name:
                named = LocalBody(seat.bare + word, None, (seat.name + word,), "military", seat.name)
                return self._done(raw, named, "elliptic", 0.8, "prefecture")  # 湘西军分区
            if seat is not None:
                return self._done(raw, local_body(seat.name, word), "elliptic", 0.8, "prefecture")
            if not word.startswith("军"):
                return None
        if word in ("管委会", "党工委", "管理委员会", "工委"):
            beside = prev is not None and prev.rule == "zone" and raw.start - prev.raw.end <= 12
            zone = prev.base.place if prev is not None and beside else self._zone_for(self._zone_said(raw), raw.start)
            return self._zone(raw, zone, "elliptic", 0.85) if zone else None
        house = self._house(raw.start)
        near = prev is not None and raw.start - prev.raw.end <= 40 and prev.raw.kind not in ("body", "called", "part")
        if house is not None and house.name.endswith(word):  # 学院|党委 after another body may be another 学院's
            return None if prev is not None else self._done(raw, house, "elliptic", 0.8, "house")
        if house is not None and not near and not words.PLACE_ONLY.fullmatch(word):
            return Resolved(raw, part(house, word), "elliptic", 0.8, "house", house, house)
        if words.CELLS.fullmatch(word) or word in ("办公室", "研究室", "秘书处", "机关"):
            if prev is None or raw.start - prev.raw.end > 60:
                prev = self._subject(raw.start)
            if prev is None:
                return None
            if word == "办公室" and (seated := self._seated(prev)) is not None:
                return Resolved(raw, seated.body, "elliptic", 0.8, "seated", seated.body, seated.base)
            root = prev.root
            if word == "主席团":
                kinds = ("congress", "cppcc", "people")
                held = next((r for r in reversed(self.done[-24:]) if r.base.type in kinds), None)
                root = held.base if held is not None else root
            if word == "办公室" and not root.name.endswith("领导小组"):
                group = next(
                    (
                        r
                        for r in reversed(self.done[-60:])
                        if r.base.name.endswith("领导小组") and raw.start - r.raw.end < 600
                    ),
                    None,
                )
                root = group.base if group is not None else root
            if words.CHAMBER.match(word):
                kind = "procuratorate" if "检" in word else "court"
                courts = [r for r in reversed(self.done[-16:]) if r.base.type == kind]
                home = self.locator.home(raw.start)
                own = home.place.name if home is not None and home.place is not None else ""
                court = next((r for r in courts if r.base.place == own), courts[0] if courts else None)
                root = court.base if court is not None else prev.base
            if (
                word in ("纪委", "工会", "团委")
                and root.type in ("party", "government", "congress", "cppcc", "discipline")
                and root.place
                and not raw.cell
            ):
                base = local_body(root.place, {"工会": "总工会"}.get(word, word))
                return self._done(raw, base, "elliptic", 0.8, "bare")
            if word == "党委" and root.name.endswith(word):
                return self._done(raw, root, "elliptic", 0.8, "bare")  # 村党委全体会议…，甲当选为党委书记
            if (
                (root.type in ("congress", "cppcc") and word == "党组")
                or word != "党委"
                or not root.name.startswith("中共")
            ):
                return Resolved(raw, part(root, word), "elliptic", 0.8, "cell", root, prev.base)
            return None
        place: str | None = None
        if prev is not None and raw.start - prev.raw.end <= 40:
            if prev.root.type in ("school", "company", "institution", "media") and not prev.root.place.endswith(
                tuple("省市县区州旗盟镇乡")
            ):
                return Resolved(raw, part(prev.root, word), "elliptic", 0.75, "part", prev.root, prev.base)
            place = prev.body.place or None
            if (
                place is None
                and prev.raw.kind == "body"
                and word not in ("党校",)
                and not words.PLACE_ONLY.fullmatch(word)
            ):
                return Resolved(raw, part(prev.root, word), "elliptic", 0.7, "part", prev.root, prev.base)
        if place is None:
            home = self.locator.home(raw.start)
            around = home.place if home is not None else None
            if around is None or not around.domestic:
                around = self.locator.nearest(raw.start, 120)
            place = around.name if around is not None else None
        if word in words.GRASSROOTS and not (place or "").endswith(("村", "社区")):
            village = self.locator.place("村", raw.start) or self.locator.place("社区", raw.start)
            place = village.name if village is not None else place
        if word in words.GRASSROOTS and not (place or "").endswith(("村", "社区", "镇", "乡", "街道", "苏木")):
            return None
        if place is None or place == "中国":
            national = body_of(NATIONAL.get(word, ""), self.year)
            if national is None:
                return None
            known = LocalBody(national.name, national.short, national.aliases, national.type, "", national.parent)
            return self._done(raw, known, "elliptic", 0.6, "national")
        if words.PARTY.match(word):
            p = gazetteer().resolve(place)
            if p is None and place.endswith("区"):
                base = LocalBody(f"{place}党工委{word}", f"{place}{word}", (), "party", place, f"{place}党工委")
            else:
                base = local_body(place, "委" + word)
        else:
            base = local_body(place, word)
        return self._done(raw, base, "elliptic", 0.75, "bare")

    def _that(self, raw: Raw) -> Resolved | None:
        word = raw.core
        house = self._house(raw.start)
        if house is not None and ((word in ("校", "学校") and house.type == "school") or word in house.name[-8:]):
            return self._done(raw, house, "elliptic", 0.85, "house")
        for r in reversed(self.done):
            if word == "校" and r.base.type == "school":
                return self._done(raw, r.base, "elliptic", 0.75, "that")
            if raw.start - r.raw.end > 600:
                return None
            n = r.root
            if word == "院" and words.CHAMBER.search(raw.cell) and ("检" in raw.cell) != (n.type == "procuratorate"):
                continue
            if word == "组织" and n.type in ("foreign", "international") and not n.name.endswith(("部", "政府", "军")):
                return self._done(raw, r.base, "elliptic", 0.8, "that")
            if word == "领导小组" and r.base.name.endswith(word):
                return self._done(raw, r.base, "elliptic", 0.8, "that")
            if word in ("集团", "公司") and n.type == "company" and word in n.name:
                return self._done(raw, n, "elliptic", 0.8, "that")
            called = (n.name, n.short or "", *(n.aliases if word == "党" else ()))
            if any(x.endswith(word) for x in called) or (word == "委" and n.name.endswith("委员会")):
                return self._done(raw, n, "elliptic", 0.8, "that")
        return None
