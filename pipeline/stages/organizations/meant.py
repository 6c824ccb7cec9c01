"""Elliptic bodies: 市委, 党组, 管委会, 该局 and the like, from what the text has named and where it speaks from."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property

from pipeline import hosts
from pipeline.bodies import LocalBody, local_body, organ_type
from pipeline.lexicon.bodies import body_of
from pipeline.lexicon.places import Place, gazetteer
from pipeline.scope import fits
from pipeline.stages.organizations import words
from pipeline.stages.organizations.context import Context, Resolved
from pipeline.stages.organizations.naming import (
    BY_CITY,
    NATIONAL,
    OWN_FIRM,
    ZONE_KIND,
    committee,
    firm,
    of_its_city,
    part,
    plus,
)
from pipeline.stages.organizations.read import Raw
from schemas.layers import Derivation

#: until when a place's government was a 人民委员会
_LAST_COUNCIL = 1969
#: between who does something and the other to whom it is done
_TO = frozenset(("为", "向", "给", "对", "与", "和", "同", "对口支援"))
#: what a bank of the text has at a place
_BRANCHES = ("分行", "支行", "中心支行")
#: organs that a township has side by side
_OF_TOWN = frozenset(("党委", "纪委", "党工委"))
_BESIDE_TOWN = frozenset(("人大", "政府", "人民政府", "纪委", "武装部", "人武部", "妇联", "人大主席团"))
#: 书记甲，: from a committee's name to the next member's in a list
_NEXT = re.compile(r"(?:副?书记|常委)[\u4e00-\u9fff·]{0,14}(?:、[\u4e00-\u9fff·]{2,14}){0,3}[，、；]")
#: where a delegation is a place's
_DELEGATES = re.compile(r"代表大会|党代会|人大会议|全国两会|二十大|运动会|全运会|[省市县]代表团|自治区代表团")
#: what a place does before a body of its own
_CALLS = re.compile(r"(?:召开|举行|组建|成立|设立|建立)了?\Z")
_LOWER = re.compile(r"副书记|常委")
#: whose parts bear its name, wherever it is
_WHOLES = ("school", "company", "institution", "media", "foreign", "international")


#: …副政委甲出席，|党委副书记乙主持: the guest's body is not whose committee is meant
_ATTENDED = re.compile("(?:出席|参加|列席|陪同|到会|讲话|致辞|主持)[^，。；]{0,12}[，；]")


def _of_kind(place: str, unit: str) -> bool:
    """Whether a place may be called by a unit word: no 社区 by 区."""
    return place.endswith(unit) and not (unit == "区" and place.endswith("社区"))


_CHAIRMAN = re.compile(r"副?委员长")
#: whose turn, or of what rank the place is, between a place and its body
_PARTED = re.compile(r"(?:首任|历任|第[一二三四五六七八九十\d]{1,3}任|（(?:县|地|副省|副厅|正?厅|处)级市?）)\Z")
#: the heads that a university has and no congress
_OF_SCHOOL = re.compile("(?:现任|原任?|前任?|时任)?(?:常务)?副?(?:校长|教务长|教授|校友)")
#: the post in the Politburo before one in the Secretariat
_POLITBURO = re.compile(r"政治局(?:常委|常务委员会委员|候补委员|委员)[、，兼]{1,2}\Z")


class Elliptic(Context):
    """Resolves the bodies that stand without their place or their whole."""

    def _done(self, raw: Raw, base: LocalBody, derivation: Derivation, confidence: float, rule: str) -> Resolved:
        root = part(base, raw.sub) if raw.sub else base
        if raw.sub and raw.kind == "body" and base.type == "company" and OWN_FIRM.search(raw.sub):
            root = firm(base, raw.core + raw.sub)
        body = part(root, raw.cell) if raw.cell else root
        return Resolved(raw, body, derivation, confidence, rule, root, base)

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

    def _unit(self, raw: Raw) -> Resolved | None:
        place: Place | str | None = None
        prev = self._same_sentence(raw.start)
        if prev is not None and raw.core == prev.raw.core:
            prev = None  # 无锡市委与市委: the same organ is not named twice over
        if (beside := self._next_of_list(raw)) is not None:
            return beside
        joined = prev is not None and raw.start - prev.raw.end <= 1 and not self._across(prev, raw)
        if joined and prev is not None and prev.body.place and _of_kind(prev.body.place, raw.unit):
            place = prev.body.place
        elif (
            prev is not None
            and prev.derivation == "explicit"
            and raw.start - prev.raw.end <= 14
            and _of_kind(prev.body.place, raw.unit)
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
        place = place or self._called_in(raw)
        parted = self._right_before(raw)
        if parted is not None and fits(parted, raw.unit):
            place = parted
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
        if raw.core in _BRANCHES:
            return self._branch(raw, name)
        base = local_body(name, raw.core)
        extra = [raw.unit + raw.core]
        if (
            not isinstance(place, str)
            and place.level == "township"
            and (county := gazetteer().get(place.code[:6], self.year))
        ):
            extra.append(county.name + (base.short or base.name))
        if not isinstance(place, str):
            extra += of_its_city(place, raw.core, self.year)
        base = replace(base, aliases=plus(base, extra))
        home = self.locator.home(raw.start)
        sure = home is not None and home.place is not None and home.place.domestic
        return self._done(raw, base, "elliptic", 0.88 if sure else 0.7, "elliptic")

    def _called_in(self, raw: Raw) -> Place | None:
        """The place that calls a meeting of its own or founds a body: 福建召开|省委…会议, 河南组建|省委宣讲团."""
        m = _CALLS.search(self.text, max(0, raw.start - 3), raw.start)
        before = next(iter(self.locator.before(raw.start, 16)), None) if m is not None else None
        if m is None or before is None or not before[1].domestic:
            return None
        start, p = before
        named = self.text[start : m.start()] in (p.name, p.bare)
        return next((q for q in self.locator.line(p) if fits(q, raw.unit)), None) if named else None

    def _right_before(self, raw: Raw) -> Place | None:
        """泗洪县首任|县委, 浏阳市（县级）|粮食局: the place that only a turn or a rank parts from its body."""
        m = _PARTED.search(self.text, max(0, raw.start - 8), raw.start)
        before = next(iter(self.locator.before(raw.start, 24)), None) if m is not None else None
        if m is None or before is None or not before[1].domestic:
            return None
        start, p = before
        return (
            p if self.text[start : m.start()].endswith((p.name, p.bare)) else None
        )  # the chain of places begins there

    def _branch(self, raw: Raw, place: str) -> Resolved | None:
        """省分行 in a text of one bank: that bank's branch in the province."""
        home = self.locator.home(raw.start)
        low = home.start if home is not None else 0
        bank = next((r.base for r in reversed(self.done[-60:]) if r.raw.start >= low and "银行" in r.base.name), None)
        if bank is None:
            return None
        whole = bank.name[: bank.name.index("银行") + 2]
        short = (bank.short or whole).split(place)[0]
        aliases = tuple(dict.fromkeys((f"{short}{place}{raw.core}", *(f"{a}{place}{raw.core}" for a in bank.aliases))))
        base = LocalBody(f"{whole}{place}{raw.core}", None, aliases, "company", place)
        return self._done(raw, base, "elliptic", 0.8, "branch")

    def _next_of_list(self, raw: Raw) -> Resolved | None:
        """宜都市委书记甲，|市委|副书记乙: the committee just named, whose next member the list gives."""
        last = self.last
        if (
            last is None
            or not raw.core.startswith("委")
            or raw.prefix
            or (last.derivation != "explicit" and last.rule != "next")
            or last.raw.core != "委"
            or last.raw.sub
            or not last.body.place.endswith(raw.unit)
            or _NEXT.fullmatch(self.text, last.raw.end, raw.start) is None
            or not (
                self.text.endswith("常委、", 0, raw.start) or (raw.core == "委" and _LOWER.match(self.text, raw.end))
            )
        ):
            return None
        before = self.done[-2] if len(self.done) > 1 and self.done[-1] is last else None
        wider = before is not None and before.raw.unit and before.body.place != last.body.place
        if wider and before is not None and words.SENTENCE.search(self.text, before.raw.end, raw.start) is None:
            return None  # 市委常委、宜都市委书记甲，市委秘书长乙: both of the city
        return self._done(raw, local_body(last.body.place, raw.core), "elliptic", 0.85, "next")

    def _unplaced(self, raw: Raw) -> Resolved | None:
        """The organ of a province that the text does not let know (省教育厅党组|书记), where somebody serves in it."""
        if not raw.titled or raw.prefix or raw.unit not in ("省", "自治区"):
            return None
        kind = "party" if raw.core.startswith("委") else organ_type(raw.core)
        return self._done(raw, LocalBody(raw.unit + raw.core, None, (), kind, ""), "elliptic", 0.5, "unplaced")

    def _bare(self, raw: Raw) -> Resolved | None:
        word, prev = raw.core, self._same_sentence(raw.start)
        if word == "代表团" and _DELEGATES.search(self.text) is None:
            return None  # of whatever guests
        if word == "书记处" and _POLITBURO.search(self.text, max(0, raw.start - 14), raw.start):
            central = body_of("中央书记处", self.year)  # 中央政治局委员、|书记处|书记: the Secretariat stands beside it
            if central is not None:
                whole = LocalBody(central.name, central.short, central.aliases, central.type, "", central.parent)
                return self._done(raw, whole, "elliptic", 0.9, "secretariat")
        if word == "人大" and _OF_SCHOOL.match(self.text, raw.end):
            renmin = body_of("中国人民大学", self.year)  # 人大|校长: no congress has one
            if renmin is not None:
                whole = LocalBody(renmin.name, renmin.short, renmin.aliases, renmin.type, "", renmin.parent)
                return self._done(raw, whole, "explicit", 0.9, "school")
        if word == "人大常委会" and _CHAIRMAN.match(self.text, raw.end):
            nation = body_of("全国人大常委会", self.year)  # 人大常委会|副委员长: no place has one
            if nation is not None:
                whole = LocalBody(nation.name, nation.short, nation.aliases, nation.type, "", nation.parent)
                return self._done(raw, whole, "elliptic", 0.9, "nation")
        then = (self.told(raw.start) if self.told is not None else None) or self.year
        if word in ("人民委员会", "人委") and then is not None and then > _LAST_COUNCIL:
            return None  # another country's
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
        if prev is not None and word in _OF_TOWN and prev.raw.core in _BESIDE_TOWN and not prev.raw.sub:
            town = prev.base.place
            if town and town.endswith(("镇", "乡", "街道")):
                return self._done(
                    raw, local_body(town, word), "elliptic", 0.85, "elliptic"
                )  # 镇人大主席甲、党委副书记乙
        house = self._house(raw.start)
        near = prev is not None and raw.start - prev.raw.end <= 40 and prev.raw.kind not in ("body", "called", "part")
        if near and prev is not None and house is not None and house.name not in prev.base.name:
            near = _ATTENDED.search(self.text, prev.raw.end, raw.start) is None
        if house is not None and house.name.endswith(word):  # 学院|党委 after another body may be another 学院's
            return None if prev is not None else self._done(raw, house, "elliptic", 0.8, "house")
        if house is not None and not near and not words.PLACE_ONLY.fullmatch(word):
            return Resolved(raw, part(house, word), "elliptic", 0.8, "house", house, house)
        if words.CELLS.fullmatch(word) or word in ("办公室", "研究室", "秘书处", "机关"):
            if prev is None or raw.start - prev.raw.end > 60:
                prev = self._subject(raw.start)
            if prev is None or self._other_world(prev, raw):
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
                kind = "procuratorate" if any(w in word for w in ("检", "反贪", "反渎")) else "court"
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
        parted = self._right_before(raw)
        place: str | None = parted.name if parted is not None else None
        if parted is None and prev is not None and raw.start - prev.raw.end <= 40:
            whose = house is not None and prev.root.name == house.name
            if (
                prev.root.type == "foreign"
                and word.endswith("部")
                and prev.root.name.endswith("部")
                and prev.root.place
            ):
                base = LocalBody(prev.root.place + word, None, (word,), "foreign", prev.root.place)
                return self._done(raw, base, "elliptic", 0.75, "abroad")  # 外交部部长、|工业部|部长
            school = prev.root.type == "school" and word.endswith("局")  # 在二中任教，教育局|局长: no part of it
            if (
                prev.root.type in _WHOLES
                and not school
                and (whose or not prev.root.place.endswith(tuple("省市县区州旗盟镇乡")))
            ):
                return Resolved(raw, part(prev.root, word), "elliptic", 0.75, "part", prev.root, prev.base)
            place = prev.body.place or None
            if (
                place is None
                and prev.raw.kind == "body"
                and word not in ("党校",)
                and not school
                and not words.PLACE_ONLY.fullmatch(word)
            ):
                return Resolved(raw, part(prev.root, word), "elliptic", 0.7, "part", prev.root, prev.base)
        if place is None:
            home = self.locator.home(raw.start)
            around = home.place if home is not None else None
            if around is None or not around.domestic:
                around = self.locator.nearest(raw.start, 120)
            place = around.name if around is not None else None
        if word.endswith("局") and (place or "").endswith(("镇", "乡", "街道", "苏木")):
            home = self.locator.home(raw.start)
            county = home.place if home is not None and home.place is not None else None
            if county is not None and county.level == "township":
                county = gazetteer().get(county.code[:6], self.year)
            if county is not None and county.level in ("county", "prefecture"):
                place = county.name  # no township has a bureau
        if word in words.GRASSROOTS and not (place or "").endswith(("村", "社区")):
            village = self.locator.place("村", raw.start) or self.locator.place("社区", raw.start)
            place = village.name if village is not None else place
        if word in words.GRASSROOTS and not (place or "").endswith(("村", "社区", "镇", "乡", "街道", "苏木")):
            return None
        if place is None or place == "中国":
            national = body_of(NATIONAL.get(word, ""), self.year)
            if national is None or (national.type in ("congress", "cppcc") and self._of_some_place(raw)):
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

    @cached_property
    def _guests(self) -> frozenset[str]:
        """The houses that the text's own receives or goes to."""
        return hosts.away(self.text)

    def _that(self, raw: Raw) -> Resolved | None:
        word = raw.core
        house = self._house(raw.start)
        # a text that says 我院 of its own means another by 该院
        ours = self.text[raw.start] == "该" and self._says_ours(word, raw.start)
        other = house if house is not None and ours else None
        if (
            house is not None
            and other is None
            and ((word in ("校", "学校") and house.type == "school") or word in house.name[-8:])
        ):
            return self._done(raw, house, "elliptic", 0.85, "house")
        for r in reversed(self.done):
            if word == "校" and r.base.type == "school" and r.base.name not in self._guests:
                return self._done(raw, r.base, "elliptic", 0.75, "that")
            if raw.start - r.raw.end > 600:
                return None
            if self.text[r.raw.end : raw.start] in _TO or (other is not None and r.root.name.startswith(other.name)):
                continue  # 人民银行东营市中心支行为|该支行|送来锦旗
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
