"""What the text itself says: the bodies that follow a place or a unit word, before any is resolved."""

from __future__ import annotations

import re

from pipeline.lexicon.bodies import body_index
from pipeline.lexicon.places import Place
from pipeline.stages.organizations import below, counts, halves, period, tails, words
from pipeline.stages.organizations.chain import Chain as Chain
from pipeline.stages.organizations.chain import Kind as Kind
from pipeline.stages.organizations.chain import Raw as Raw
from pipeline.stages.organizations.chain import Zone as Zone
from pipeline.stages.organizations.chain import chains as chains
from pipeline.stages.organizations.cover import Cover as Cover
from pipeline.stages.organizations.organs import TITLE, VERB_INSIDE, grammar
from pipeline.stages.organizations.spot import Hit, Spots

#: whose units stand behind the place where they were: 湖北大悟县|新四军第五师
_ARMIES = tuple(words.ARMIES)
_TROOPS = ("军", "师", "旅", "团", "纵队", "支队", "部队", "总队")


#: what has institutes, schools or hospitals behind its name
_WITH_HOUSES = ("大学", "学院", "科学院", "医院", "中科院", "农科院", "社科院")


class Named:
    """The bodies that stand with their place or under their own name; `Reader` adds the elliptic ones."""

    def __init__(self, text: str, spots: Spots, links: list[Chain]) -> None:
        self.text = text
        self.raws: list[Raw] = []
        self.zones: list[Zone] = []
        self.places: list[tuple[int, int, Place]] = []
        self.cover = Cover()
        self.g = grammar()
        self._ends = {c.end: c for c in links}
        self._starts = {c.start: c for c in links}
        self._in_place = Cover()
        for c in links:
            self._in_place.add(c.start, c.end)
        self._named(spots, links)

    def _titled(self, pos: int) -> bool:
        return TITLE.match(self.text, pos) is not None

    def _put(self, raw: Raw) -> bool:
        if self.cover.hit(raw.start, raw.end) or counts.of_many(self.text, raw.start, raw.end, raw.kind == "free"):
            return False
        if halves.work(self.text, raw) or "省份" in raw.core:
            return False  # 甘肃等|四省份省委: of each of them
        halves.lead(self.text, raw, self._ends, self.cover)
        raw.titled = self._titled(raw.end)
        if raw.lead and raw.kind == "free" and self.text[raw.start - 2 : raw.start] in words.FOUNDERS:
            raw.lead, raw.start = self.text[raw.start - 2 : raw.start] + raw.lead, raw.start - 2
        self.cover.add(raw.start, raw.end)
        self.raws.append(raw)
        return True

    def _from(
        self, m: re.Match[str], start: int, kind: Kind, place: Place | None, lead: str = "", unit: str = ""
    ) -> Raw:
        groups = m.groupdict()
        raw = Raw(
            start, m.end(), kind, groups["core"], groups.get("sub") or "", groups["cell"] or "", place, lead, unit
        )
        raw.organ_start = m.start()
        if raw.core[-4:] in words.TWICE:
            raw.core, raw.end = raw.core[:-2], raw.end - 2  # 城管监察大队|大队长
        p = words.PREFIX.search(self.text, max(0, start - 16), start) if kind in ("organ", "unit") else None
        if p is not None:
            raw.start, raw.prefix = p.start(), p[1]
        elif (
            place is not None
            and place.code.startswith(words.DIVISION_CITY)
            and (d := words.DIVISION.search(self.text, max(0, start - 5), start)) is not None
            and not self.cover.hit(d.start(), start)
        ):
            raw.start, raw.lead = d.start(), d[0] + lead
        return raw

    # bodies with their place or their own name

    def _named(self, spots: Spots, links: list[Chain]) -> None:
        text, g = self.text, self.g
        taken = 0
        items: list[tuple[int, int, Chain | Hit]] = [(c.start, c.end, c) for c in links]
        sessions = [Hit(m.start(), m.end(), words.session_of(m)) for m in words.SESSION.finditer(text)]
        in_session = Cover()
        for h in sessions:
            in_session.add(h.start, h.end)
        hits = [h for h in spots.bodies if not in_session.hit(h.start, h.end)]
        items += [(h.start, h.end, h) for h in (*hits, *sessions)]
        items.sort(key=lambda x: (x[0], -x[1]))
        starts = {c.start for c in links}
        for start, end, item in items:
            if start < taken:
                continue
            if not isinstance(item, Chain):
                if words.RANK.match(text, end):
                    continue  # 陆军大校
                if (m := words.MILITARY.match(text, start)) is not None and m.end() > end:
                    continue  # 陆军|第71集团军
                if words.PREFIX.fullmatch(text[start:end]) and (
                    end in starts
                    or ((nth := words.NTH.match(text, end)) is not None and nth.end() in starts)
                    or words.of_unit(text, end)
                ):
                    continue  # 中共|昆山市委, 政协第十四届|昆山市委员会, 民革|市委会: the chain or the unit takes it
                taken = self._body(start, end, item.form)
                continue
            place = item.place
            if (armed := self._contingent(start, end, place)) is not None and self._put(armed):
                self._nest(end, armed.end)
                taken = armed.end
                continue
            if place.domestic or place.level == "region":
                m = g.zone.match(text, end)
                if m is not None and "委和" not in m[0] and not (m.end() - end > 8 and "公司" in m[0]):
                    zone = Zone(start if item.start == start else end, m.end(), text[start : m.end()], place)
                    self.zones.append(zone)
                    organ = g.organ.match(text, m.end())
                    if organ is not None and organ["core"] not in ("团",):
                        raw = self._from(organ, start, "zone-organ", place, text[start : m.end()])
                        self._put(raw)
                        taken = raw.end
                        continue
                    f = g.free.match(text, end)
                    if f is None or f.end() <= m.end():
                        taken = m.end()
                        continue
            if (firm := below.of_network(text, start, end, place)) is not None and self._put(firm):
                self._nest(start, firm.end)
                taken = firm.end
                continue
            if place.level in ("country", "city"):
                taken = self._foreign(item)
                continue
            if place.domestic and (w := self._committee(start, end)) is not None:
                w.place, w.lead = place, text[start:end]
                if self._put(w):
                    taken = w.end
                    continue
            organ = g.organ.match(text, end)
            if place.level == "region" and organ is not None and not organ["core"].startswith(tuple(words.OF_REGIONS)):
                organ = None
            if organ is None and place.domestic and text[end : end + 1] == place.name[-1] and not item.spots[-1].bare:
                organ = g.organ.match(text, end + 1)  # 和县县委, 天河区区委
            if organ is None and place.domestic and text[end : end + 1] == "原":
                organ = g.organ.match(text, end + 1)  # 点头镇原党委书记
                if organ is not None and not self._titled(organ.end()):
                    organ = None
            bare = item.spots[-1].bare
            if (
                organ is None
                and place.domestic
                and text[end : end + 1] in ("原", "前")
                and text[end + 1 : end + 2] == place.name[-1]
            ):
                organ = g.organ.match(text, end + 2)  # 东莞|前|市委书记
                if organ is not None and not self._titled(organ.end()):
                    organ = None
                bare = bare and organ is None
            if organ is not None and organ["core"] in words.ARMIES:
                organ = None  # 会宁县|红军会师
            if organ is not None and not self._bad_organ(organ, bare):
                f = g.free.match(text, end) if organ["core"].endswith(words.LONGER) else None
                if f is not None and f.end() > organ.end() and "和" not in f["core"]:
                    inside = VERB_INSIDE.search(f["core"], organ.end("core") - organ.start("core"))
                    organ = f if inside is None else organ  # 北京|交通大学|副校长出任长安大学
                lead = text[start:end]
                raw = self._from(organ, start, "organ", period.seat_of(place, organ["core"]), lead)
                self._branch(raw)
                self._stationed(raw)
                tails.unit(raw, text)
                if self._put(raw):
                    taken = raw.end
                    continue
            d = g.dept.match(text, end) if place.domestic else None
            f = g.free.match(text, end) if d is not None else None
            whole = f is not None and f["cell"] and d is not None and f.end() >= d.end() and self._good_free(f)
            if d is not None and not whole and not VERB_INSIDE.search(d["core"]):
                raw = self._from(d, start, "organ", place, text[start:end])
                if self._put(raw):
                    taken = raw.end
                    continue
            if text[end - 2 : end] == "公社" and self._titled(end):
                last = item.spots[-1]
                if self._put(Raw(last.start, end, "free", text[last.start : end], organ_start=last.start)):
                    last.nested = True
                    taken = end
                    continue
            f = g.free.match(text, end)
            if f is not None and not words.starts_known(f["core"]) and self._good_free(f):
                raw = self._from(f, start, "free", place, text[start:end])
                if self._put(raw):
                    taken = raw.end
                    for s in item.spots:
                        s.nested = True
                    continue
            taken = end

    def _branch(self, raw: Raw) -> None:
        """淮安市生态环境局|洪泽分局: a branch called by the place it serves belongs to the name."""
        m = (
            words.BRANCH.match(self.text, raw.end)
            if raw.core.endswith(("局", "院", "银行", "信用社", "农商行")) and not raw.cell
            else None
        )
        if m is not None:
            raw.sub += self.text[raw.end : m.end()]
            raw.end = m.end()
            if (c := self.g.cell.match(self.text, raw.end)) is not None:
                raw.cell, raw.end = c[0], c.end()

    def _stationed(self, raw: Raw) -> None:
        """中央纪委国家监委|驻国家铁路局纪检监察组: a group sent into another body belongs to the name."""
        organ = raw.core + raw.sub
        if not raw.cell and organ.endswith(("纪委", "监委")) and (m := words.STATIONED.match(self.text, raw.end)):
            raw.sub += m[0]
            raw.end = m.end()

    def _committee(self, start: int, end: int) -> Raw | None:
        """民革|合肥市|委会, 政协|昆山市|委员会: the committee of another body at a place."""
        text = self.text
        p = words.PREFIX.search(text, max(0, start - 16), start)
        if p is None or p[1] in ("中共", "中国共产党"):
            return None
        w = words.COMMITTEE.match(text, end)
        if w is None:
            return None
        c = words.STANDING.match(text, w.end()) if p[1] in words.ASSEMBLY else None
        stop = c.end() if c is not None else w.end()
        return Raw(p.start(), stop, "organ", "委", w["low"] or "", c[0] if c else "", organ_start=end, prefix=p[1])

    def _bad_organ(self, m: re.Match[str], bare: bool) -> bool:
        if m["core"] == "工委" and self.text[max(0, m.start() - 8) : m.start()].find("中共") >= 0:
            return False  # 中共青岛|工委
        return bare and m["core"] in ("委", "委员会", "办", "工委")

    def _good_free(self, m: re.Match[str]) -> bool:
        """A free name after a place: no verb inside; weak heads (中心, 委员会) only with a title or a proper modifier."""
        core = m["core"]
        if (
            counts.counted(core)
            or VERB_INSIDE.search(core)
            or core.endswith("市中心")
            or (core.startswith(_ARMIES) and core.endswith(_TROOPS))
            or (core[0] in "读念上考进" and core[1:] in words.ALONE)
        ):
            return False  # 到中国|读大学
        if "和" in core and not core.endswith(
            ("委员会", "公司", "中心", "研究院", "研究所", "协会", "学会", "基金会", "联合会")
        ):
            return False
        if self._titled(m.end()) or core.endswith(words.STRONG):
            return True
        if core.endswith("集团"):
            marked = len(core) >= 4 and self.text[m.end() : m.end() + 1] in words.MARKS
            return marked or core in words.CITY_GROUPS
        return len(core) >= 4 and not core.endswith(("中心", "联盟", "委员会", "车间", "基地", "俱乐部", "银行"))

    def _body(self, start: int, end: int, form: str) -> int:
        text = self.text
        local = (
            form in words.LOCAL_TOO
            or (form in words.national_firms() and form[:2] not in ("中国", "国家"))
            or form in words.ministries_short()
        )
        if local and start and text[start - 1] in "省市县区州盟旗" and start not in self._ends:
            return start  # 市|国投集团, 市|外经委
        if form[0] == "党" and text[start - 1 : start] == "该":
            return start  # 该党|中央: of the party that was named
        if words.BUREAU.fullmatch(form) and not words.OF_BUREAU.match(text, end):
            return end
        if (raw := self._extended(start, end, form)) is not None:
            if not raw.cell and (d := words.department(text, raw.end)) is not None:
                raw.cell, raw.end = d[0], d.end()
            self._put(raw)
            return raw.end
        if text.startswith("公司", end) and form in words.national_firms() and form[-2:] not in ("公司", "集团"):
            found = self.g.cell.match(text, end + 2)  # 海南航空|公司
            close = found.end() if found and self._titled(found.end()) else end + 2
            self._put(Raw(start, close, "body", form, "", text[end + 2 : close], organ_start=start))
            return close
        u = words.UNITS.match(text, end)
        f = None if u else self.g.free.match(text, end)
        firm = f is not None and f["core"].endswith(("公司", "油田"))
        if f is not None and words.LEGAL.fullmatch(f["core"]):
            self._put(Raw(start, f.end(), "free", form + f["core"], "", f["cell"], organ_start=start))
            return f.end()  # 中国中车|股份有限公司
        if f is not None and not (
            (firm or self._titled(f.end()))
            and len(f["core"]) <= 12
            and not VERB_INSIDE.search(f["core"])
            and not words.NOT_PART.match(f["core"])
        ):
            f = None
        if u is not None or f is not None:
            part = u[0] if u is not None else f["core"] if f is not None else ""
            if part[-4:] in words.TWICE:
                part = part[:-2]  # …调查总队|总队长
            after = end + len(part)
            c = self.g.cell.match(text, after)
            self._put(Raw(start, c.end() if c else after, "body", form, part, c[0] if c else "", organ_start=start))
            return c.end() if c else after
        m = self.g.cell.match(text, end)
        sub = ""
        stop = end
        if m is None and (d := words.department(text, end)) is not None:
            sub, stop = d[0], d.end()
            m = self.g.cell.match(text, stop)
        cell = ""
        if m is not None and (m[0] not in ("办公室", "机关", "工会") or self._titled(m.end())):
            cell, stop = m[0], m.end()
        self._put(Raw(start, stop, "body", form, sub, cell, organ_start=start))
        return stop

    def _extended(self, start: int, end: int, form: str) -> Raw | None:
        """A body of the lexicon with what makes it another: a group sent elsewhere, a school's hospital, a branch at a place."""
        text = self.text
        if form.endswith(("纪委", "监委", "纪律检查委员会")) and (m := words.STATIONED.match(text, end)) is not None:
            return Raw(start, m.end(), "body", form, m[0], organ_start=start)
        if (
            form.endswith(("大学", "学院", "科学院", "医院", "中科院", "农科院", "社科院"))
            and (m := words.ATTACHED.match(text, end)) is not None
        ):
            if VERB_INSIDE.search(m[0]):
                return None  # 清华大学|成立人工智能学院
            c = self._starts.get(end)
            at = c.place if c is not None and c.place.domestic and c.end < m.end() else None
            self._nest(end, m.end())
            return Raw(start, m.end(), "body", form, m[0], "", at, organ_start=start)  # 中国科学院|青海|盐湖研究所
        if form in words.state_groups() and (m := words.INSTITUTE.match(text, end)) is not None:
            kind = {"院": "研究院", "所": "研究所"}.get(m["kind"], m["kind"])
            return Raw(start, m.end(), "body", form, f"第{m['nth']}{kind}", organ_start=start)
        if (m := words.PARTY_ORGAN.match(text, end)) is not None and words.foreign_party(form):
            return Raw(start, m.end(), "body", form, m[0], organ_start=start)
        if form in words.ARMIES and (m := words.ARMY.match(text, end)) is not None:
            return Raw(start, m.end(), "body", form, m[0], organ_start=start)
        if form.endswith(words.GREAT) and (m := words.DEPARTMENT.match(text, end)) is not None:
            return Raw(start, m.end(), "body", form, m[0], organ_start=start)
        if form.endswith("部") and (m := words.OF_MINISTRY.match(text, end)) is not None and form in words.of_state():
            if VERB_INSIDE.search(m[0]) or words.acts(m[0][:2]):
                return None  # 水利部|组织设计院
            c = self._starts.get(end)
            seat = c.place if c is not None and c.place.domestic and c.end < m.end() else None
            return Raw(start, m.end(), "body", form, m[0], "", seat, organ_start=start)
        if form.endswith(("区党委", "分局")) and (m := words.OF_COMMITTEE.match(text, end)) is not None:
            return Raw(start, m.end(), "body", form, m[0], organ_start=start)
        if form.endswith("机制") and text.startswith(words.TEAMS, end):
            return Raw(start, end + 3, "body", form, text[end : end + 3], organ_start=start)
        army = words.STAFF if form.endswith("军") else words.SERVICE if form.endswith("军区") else words.NUMBERED
        if form.endswith(("军", "军区", "部队", "总医院")) and (m := army.match(text, end)) is not None:
            return Raw(start, m.end(), "body", form, m[0], organ_start=start)
        if form == tails.CORPS and (organ := tails.of_corps(text, start)) is not None:
            return organ
        if (m := tails.sent(text, end, form)) is not None:
            return Raw(start, m.end(), "body", form, m[0], organ_start=start)
        after = end + 1 if text.startswith("驻", end) else m.end() if (m := words.LEGAL.match(text, end)) else end
        c = self._starts.get(after)
        if c is None:
            return below.of_bank(text, start, end, form, self._starts)
        m = words.OUTPOST.match(text, c.end) or (
            words.FIRM_AT.match(text, c.end) if form in words.national_firms() else None
        )
        if m is None:
            return below.of_bank(text, start, end, form, self._starts)
        if (low := below.OF_OUTPOST.match(text, m.end())) is not None:
            m = low
        cell = self.g.cell.match(text, m.end())
        stop = cell.end() if cell else m.end()
        return Raw(start, stop, "body", form, text[end : m.end()], cell[0] if cell else "", c.place, organ_start=start)

    def _contingent(self, start: int, end: int, place: Place) -> Raw | None:
        """武警|江苏省|总队南京支队."""
        if self.text[max(0, start - 2) : start] != "武警" or (m := words.CONTINGENT.match(self.text, end)) is None:
            return None
        return Raw(start - 2, m.end(), "free", self.text[start - 2 : m.end()], place=place, organ_start=start - 2)

    def _nest(self, start: int, end: int) -> None:
        """Places inside a name are none of their own (泰国|潮州会馆)."""
        for at in range(start, end):
            if at in self._starts:
                for s in self._starts[at].spots:
                    s.nested = True

    def _foreign(self, item: Chain) -> int:
        text = self.text
        if item.place.level == "city" and item.end in self._starts:
            return item.end  # 阿斯塔纳|哈萨克斯坦国家博物馆
        m = words.FOREIGN.match(text, item.end)
        m = None if m is not None and words.MEETS.search(m[0]) else m  # 新加坡|陪同部长…
        if m is None and item.end + 1 not in self._starts:
            m = words.MISSION.match(text, item.end)
        if m is None and item.place.level == "country" and item.place.name != "中国":
            m = words.UNION.match(text, item.end)
            m = m if m is not None and not VERB_INSIDE.search(m[0]) and not words.another(m[0], item.place) else None
        if m is not None and words.MANY.search(m[0]):
            return item.end  # 中国驻多国大使馆
        if m is None:
            f = self.g.free.match(text, item.end)
            own = item.place.level == "city" or item.place.name == "中国"
            if (
                f is not None
                and not own
                and not (
                    f["core"].endswith(words.ASSOCIATION)
                    or (f["core"].endswith(words.ABROAD) and f["core"] not in body_index())
                    or words.firm_abroad(f["core"])
                )
            ):
                f = None
            if f is not None and counts.of_its_own(f["core"]) and f.end() - f.start() <= 14 and self._good_free(f):
                self._put(self._from(f, item.start, "free", item.place, text[item.start : item.end]))
                self._nest(item.end, f.end())
                return f.end()
            return item.end
        if m[0][-1] == "部" and VERB_INSIDE.search(m[0]) and text[m.end() : m.end() + 1] == "长":
            return item.end  # 马六甲州|首席部长
        start = item.start
        if text[start - 1 : start] == "驻" and m[0].endswith("馆") and text[start - 2 : start - 1] == "我":
            start -= 2  # 我|驻美国使馆
        elif (
            text[start - 1 : start] == "驻" and m[0].endswith("馆") and (owner := self._ends.get(start - 1)) is not None
        ):
            start = owner.start  # 美国驻伊拉克大使馆
        self._put(
            Raw(
                start,
                m.end(),
                "free",
                m[0],
                "",
                "",
                item.place,
                text[start : item.end],
                organ_start=m.start(),
            )
        )
        return m.end()
