"""What a document has said so far about bodies: what posts that name none fall back on."""

from __future__ import annotations

import re
from functools import cached_property

from pipeline import hosts
from pipeline.bodies import title_unit
from pipeline.lexicon.places import gazetteer
from pipeline.stages.offices import bodies as b
from pipeline.stages.offices.bodies import Bodies, Body
from pipeline.stages.offices.breaks import Breaks
from pipeline.stages.offices.headings import Headings
from pipeline.stages.offices.kinds import (
    ABOUT,
    AREAS,
    ASSOCIATION_ENDS,
    ASSOCIATION_HEADS,
    BEFORE_CALL,
    CLAUSE,
    GONE,
    GONE_TO,
    LARGE,
    MEN,
    REGIME,
    ROOM_WORD,
    SEATED,
    SENT_TO,
    SERVED,
    TOWN_ORGANS,
    TROOP_HEADS,
    UNITS,
    UNLISTED,
    WHERE_VERB,
    armed,
)
from pipeline.stages.offices.layout import brought_forth
from pipeline.stages.offices.nearby import house_in, works_in
from pipeline.stages.offices.post import Post
from pipeline.stages.offices.troops import Troops
from schemas.layers import Derivation

#: the words of a village before 1949
_WARTIME = re.compile(
    r"抗日|民国|[农妇青工]救会|土改|游击|解放区|边区|苏维埃|保长|19[1-4]\d年|一九[一二三四][〇○零一-九]年"
)
#: within how many characters a report names the association that it is about
_OPENING = 80
#: the units that these officers serve in
_LED_IN = {"指导员": "连", "教导员": "营"}
_LED_BY = {"指导员": ("中队", "站", "连"), "教导员": ("大队", "舰队", "营")}


#: who leads a sitting, by the kind of body that sits
SITTING_HEADS = dict.fromkeys(("主任", "副主任", "委员", "秘书长"), "congress") | dict.fromkeys(
    ("主席", "副主席"), "cppcc"
)
#: a unit's name, a colon, and its officers in one line
LINE_OWNER = re.compile(
    r"[ \u3000]*(?P<name>[\u4e00-\u9fff]{2,14}?(?P<unit>总队|支队|大队|中队|团|营|连|队))(?:[：:]|[ \u3000]+(?=(?P=unit)长))"
)
#: a room's name, blanks, and the label of who heads it
ROOM_LINE = re.compile(
    r"[ \u3000]*(?:\d{1,2}[.．、])?(?P<name>(?![省市县区州])[\u4e00-\u9fff]{2,14}[庭科室处股局部系院所队])"
    r"[ \u3000]+(?=[\u4e00-\u9fff]{2,6}[：:])"
)
_STANDING = re.compile(r"[^，。；\n]{0,30}?(?:常务委员会|常委)")
SITTING = re.compile(r"(?:第?[一二三四五六七八九十百\d]{1,4}次)?(?:全体|主任|主席|常务)?会议")


class Context:
    """The text with its bodies, and the last ones resolved, since lists carry them on."""

    def __init__(self, text: str, bodies: Bodies, breaks: Breaks, day: str | None = None) -> None:
        self.text = text
        self.breaks = breaks
        self.day = day
        self.bodies = bodies
        self.works: dict[str, Body] = {}  # the last body that a chief of its kind was named for (厂长 → 甲厂)
        self._about_end = 0
        self._about: str | None = None  # the association whose meeting the text reports
        self.last: Body | None = None  # the last body resolved in this paragraph
        self.last_at = 0  # and where
        self.house: str | None = None  # the school, firm or court named last in the document
        self.last_title = ""
        self.served: Body | None = None  # where the one spoken of serves, whose rooms the chain names
        self.told: dict[str, Body] = {}  # the bodies of this paragraph's posts by how each was called
        self.last_past = False  # was it named as one that somebody was in before?

    @cached_property
    def republican(self) -> bool:
        """Does the text speak of the offices of the Republic (乡公所, 民国), and of none of the People's?"""
        text = self.text
        return "民国" in text and ("公所" in text or "民代表会" in text) and "人民政府" not in text

    def _wartime(self, pos: int) -> bool:
        """Does the paragraph tell of the years before the People's Republic (抗日, 农救会)?"""
        return _WARTIME.search(self.text, self.breaks.line(pos), pos + 80) is not None

    def _works(self, unit: str, pos: int) -> Body:
        """厂党总支, 社党支部: the works of that kind named last."""
        home = self.bodies.home(pos)[1]
        if home and home.endswith(unit):
            return self._house(home, "elliptic")
        known = self.works.get(f"{unit}长") or self._works_named(unit, pos)
        if known is None:
            known = self.works[f"{unit}长"] = Body(unit)
        return known.as_("elliptic")

    def _works_named(self, unit: str, pos: int) -> Body | None:
        """The factory, mine, farm … that the text named last before a position."""
        known = self.bodies.ending((unit,), pos, max(0, pos - 1500))
        if known is not None:
            return known.as_("inherited")
        last = works_in(self.text, max(0, pos - 1500), pos, unit)
        return Body(last, derivation="inherited") if last is not None else None

    def _line_owner(self, post: Post) -> Body | None:
        """东风公社民工团：团长甲，教导员乙: whom the line that begins with a unit's name lists."""
        head = post.hit.title.head
        owner = LINE_OWNER.match(self.text, self.breaks.line(post.start), post.start)
        if owner is None or not (head == owner["unit"] + "长" or head in TROOP_HEADS):
            return self._room_of_line(post)
        return Body(owner["name"], None, (), "military", None, "inherited")

    def _room_of_line(self, post: Post) -> Body | None:
        """立案庭　庭长：甲　副庭长：乙 in the list of a court: the room of the house that opens the line."""
        line = self.breaks.line(post.start)
        room = ROOM_LINE.match(self.text, line, post.start + 8)
        house = self.bodies.home(post.start)[1] if room is not None else None
        if room is None or house is None or room.end("name") > post.start:
            return None
        named = self.bodies.last_in(line, room.end("name"))
        if named is not None and named[:2] == room.span("name"):
            return b.of_mention(named[2]).as_("inherited")
        return self._house(house, "elliptic").sub(room["name"])

    def _sitting(self, post: Post) -> Body | None:
        """会议由主任甲主持，副主任乙出席: of the standing committee or the conference whose sitting is told of."""
        if post.hit.title.head == "常委":
            return self._standing(post)
        kind = SITTING_HEADS.get(post.hit.title.head)
        if kind is None or "会议" not in self.text[self.breaks.line(post.start) : post.start]:
            return None
        found = None
        for s, e, m in self.bodies.mentions:
            if e > post.start:
                break
            if m.type == kind and post.start - s < 2000 and SITTING.match(self.text, e):
                found = m
        return b.of_mention(found).as_("elliptic") if found is not None else None

    def _standing(self, post: Post) -> Body | None:
        """甲常委建议: a member of the standing committee whose sitting the text tells of."""
        for s, m in self.bodies.assemblies(post.start, 2000):
            if _STANDING.match(self.text, s):
                return b.of_mention(m).as_("elliptic")
        return None

    @cached_property
    def troops(self) -> Troops:
        """The units of the army that the text names; few texts ask for them."""
        return Troops(self.text)

    @cached_property
    def headings(self) -> Headings:
        """The lines that say whose the posts below them are."""
        return Headings(self.text, self.bodies)

    def paragraph(self) -> None:  # it carries nothing on
        self.last, self.last_title, self.last_past = None, "", False
        self.told = {}

    def _house(self, name: str, derivation: Derivation) -> Body:
        """The body that the text speaks for, with every name that the text gives it."""
        found = self.bodies.called(name)
        return (found or Body(name, None, (), "institution")).as_(derivation)

    def _where(self, post: Post) -> Body | None:
        """到县医院任院长, 在市科技局挂职，任副局长, 赈务委员会聘其为委员: the body stands before the verb."""
        floor = self.breaks.sentence(post.start)
        served = SERVED.search(self.text, max(floor, post.start - 40), post.start)
        if served is not None:
            return Body(served["body"], derivation="inherited")
        verb = WHERE_VERB.search(self.text, max(floor, post.start - 16), post.start)
        if verb is None:
            return None
        at = verb.start()
        m = self.bodies.last_in(floor, at)
        if m is not None and m[1] == at and (verb["him"] or GONE.search(self.text, max(floor, m[0] - 4), m[0])):
            return b.of_mention(m[2])
        if verb["him"] and (named := BEFORE_CALL.search(self.text, max(floor, at - 20), at)) is not None:
            word = named["body"]
            where = self.bodies.place_of(word[0], post.start) if word[0] in "省县市" else None
            return Body(f"{where}{word[1:]}", word) if where is not None else Body(word)  # 省赈务委员会|聘其为委员
        gone = GONE_TO.search(self.text, max(floor, at - 26), at)
        return Body(gone["body"]) if gone is not None and not verb["him"] else None

    def _room_served(self, post: Post, before: Body | None) -> Body | None:
        """在甲部历任|乙司|副处长、…、|丙司|司长, 赴丁部任职，历任|戊局|局长: a room of where somebody serves."""
        word = self.text[post.start : post.body_end]
        if (
            post.organ
            or ROOM_WORD.fullmatch(word) is None
            or self.bodies.place_in(post.start, post.body_end) is not None
        ):
            return None
        if before is not None:
            house = self.served
            same = house is not None and any(n.startswith(house.name) for n in before.names)
            return house.sub(word).as_("inherited") if house is not None and same and word[-1] in "司厅局" else None
        self.served = None
        floor = self.breaks.sentence(post.start)
        verb = WHERE_VERB.search(self.text, max(floor, post.start - 16), post.start)
        m = self.bodies.last_in(floor, verb.start()) if verb is not None and not verb["him"] else None
        if (
            verb is None
            or m is None
            or m[1] != verb.start()
            or not m[2].name.endswith(("部", "委员会", "总局", "署", "院"))
        ):
            return None
        if "挂职" not in verb[0] and GONE.search(self.text, max(floor, m[0] - 4), m[0]) is None:
            return None
        self.served = b.of_mention(m[2])
        return self.served.sub(word).as_("inherited")

    def _village(self, post: Post) -> Body | None:
        """驻村第一书记 is the village's, 老支书 its branch's."""
        form = post.hit.title.title
        sent = SENT_TO.search(self.text, max(self.breaks.sentence(post.start), post.start - 12), post.start)
        if sent is not None and post.title == "第一书记":
            return Body(sent["name"], None, (f"{sent['name']}党支部",), "institution", sent["name"])
        if post.title == "第一书记" and (own := self.headings.village(post.start)) is not None:
            return Body(own, None, (f"{own}党支部", f"{own}党总支"), "institution", own, "elliptic")
        if not (form.startswith("驻村") or form in ("支书", "党支书")):
            return None
        place = self.bodies.place_of("村", post.start) or self.headings.village(post.start)
        if place is None:
            return None
        if form.startswith("驻村"):
            return Body(place, None, (), "institution", place, "elliptic")
        return b.local(place, "党支部", "elliptic")

    def _village_told(self, pos: int) -> str | None:
        """The village whose history or paper a text is, where no body but a place's organ was named last."""
        if self.last is not None and not self.last.place:
            return None
        return None if self.bodies.home(pos)[1] else self.bodies.village

    def _named_before(self, post: Post) -> Body | None:
        """在武警某支队，支队长甲: the body of the title's own kind, named in the sentence after the last one resolved."""
        head = post.hit.title.head
        if len(head) < 2 or head[-1] != "长" or title_unit(head):
            return None
        seated = SEATED.search(self.text, max(self.breaks.sentence(post.start), post.start - 20), post.start)
        house = self.bodies.home(post.start)[1] if seated is not None and seated["b"].endswith(head[:-1]) else None
        if house is not None and seated is not None:
            return self._house(house, "elliptic").sub(seated["b"])  # 办公室设在资产处，处长甲
        floor = max(self.breaks.sentence(post.start), post.start - 40, self.last_at + 1 if self.last else 0)
        near = self.bodies.before(post.start, floor)
        if near is not None and near.shown.endswith(head[:-1]):
            return near.as_("inherited")
        told = UNLISTED.search(self.text, floor, post.start)  # 在武警某支队，
        return Body(told[1], derivation="inherited") if told and told[1].endswith(head[:-1]) else None

    def _troop_told(self, head: str, pos: int) -> Body | None:
        """支队长, 政治委员: of the unit that the text has named in full before (武警某支队)."""
        word = next((w for w in UNITS if head == w + "长"), None)
        if word is not None:
            told = self.troops.last((word,), pos)
            above = word in ("团", "营", "旅", "师") and self.troops.last(("连",), pos) is not None
            # 历任排长、|连长 is a step of a life
            opens = self.text[pos - 1 : pos] in "，。；：\n" and word in ("营", "连")
            if told is None and (above or opens):  # 团长 in the report of a company
                return Body(word, None, (f"某{word}",), "military", None, "elliptic")
            return told
        if head not in TROOP_HEADS:
            return None
        led = self.troops.last(_LED_BY.get(head) or (*LARGE, *AREAS), pos)
        if led is None and (unit := _LED_IN.get(head)) is not None and f"{unit}长" in self.text:
            return Body(unit, None, (f"某{unit}",), "military", None, "elliptic")  # 营长甲牺牲，教导员乙…
        return led

    def _town(self, word: str, post: Post, before: Body | None) -> Body | None:
        """甲镇政府科员、党政办公室主任; 转业至乙街道，先后任人大工委主任: the organ is the township's."""
        near = before or (self.last if self.last_at >= self.breaks.sentence(post.start) else None)
        if near is not None and near.place and near.place.endswith(("镇", "乡", "街道")):
            organ = near.shown.removeprefix(near.place)
            if organ in TOWN_ORGANS or organ in ("人大", "人大主席团", "政府"):
                return b.local(near.place, word, "inherited")  # 镇人大主席甲、党委副书记乙
        if word in ("党委", "纪委"):
            return None
        if before is not None:
            beside = word != "党工委" or before.shown.endswith(tuple(TOWN_ORGANS))
            return b.local(before.place, word, "inherited") if before.place and beside else None
        verb = WHERE_VERB.search(self.text, max(self.breaks.sentence(post.start), post.start - 16), post.start)
        if verb is None:
            return None
        p = self.bodies.place_in(max(0, verb.start() - 24), verb.start())
        if p is None or p[1] != verb.start() or p[3] != "township":
            return None
        return b.local(p[2], word, "inherited")

    def _among_troops(self, pos: int) -> bool:
        """Did this sentence name a unit already (舰长甲，政委乙)?"""
        return self.last is not None and armed(self.last) and self.last_at >= self.breaks.sentence(pos)

    def _seat_once(self, word: str, s: int, e: int, head: str) -> Body | None:
        """屏东县长, 民雄乡长: the unit is written once for the place and its head."""
        unit = title_unit(head)
        if unit is None or len(unit) > 1 or self.text[e : e + 1] != unit:
            return None
        p = self.bodies.place_in(s, e + 1)
        over = self.bodies.place_in(s, p[0]) if p is not None and p[0] > s else None
        if p is not None and p[1] == e + 1 and (p[0] == s or (over is not None and over[:2] == (s, p[0]))):
            listed = gazetteer().named(p[2])
            ours = any(x.domestic for x in listed) or not (listed or self.bodies.foreign_country(s))
            return b.local(p[2], "政府") if ours else b.abroad(p[2])  # 浙江|杭州|市长; 明尼苏达|州长
        if self.bodies.hant and 2 <= len(word) <= 3 and not word.endswith(("省", "县", "市", "乡", "镇", "区")):
            return b.local(word + unit, "政府")
        return None

    def _serving(self, troop: Body) -> bool:
        """Was the body named last such a unit itself (another 支队, or a part of it)?"""
        return self.last is not None and any(self.last.shown.endswith(w) for w in MEN if troop.name.endswith(w))

    def _seat_in_line(self, pos: int) -> str | None:
        """The township or county that the line names before a post without a body of its own."""
        line = self.breaks.line(pos)
        p = self.bodies.place_in(max(line, pos - 30), pos)
        if p is None or p[3] not in ("township", "county", "prefecture") or CLAUSE.search(self.text, p[1], pos):
            return None
        return p[2]

    def _own_house(self, post: Post) -> Body | None:
        """学校, 医院 without a name: the one that the text comes from, or the last of its kind."""
        word = post.body.name if post.body is not None else ""
        home = self.bodies.home(post.start)[1]
        if home is not None and (university := hosts.university_of(home)) is not None and word == "学校":
            return self._house(university, "elliptic") if university else None
        if home is not None and home[-1] in "学院校中" + word[-1]:
            return self._house(home, "elliptic")
        owner = self._owner("学校" if word in ("学校", "学院") else "公司" if word == "公司" else "", post.start)
        return owner.as_("elliptic") if owner is not None else None

    def _owner(self, unit: str, pos: int) -> Body | None:
        """校, 公司, 集团: the school or firm of that kind named last."""
        found = self._named_owner(unit, pos)
        home = self.bodies.home(pos)[1] if found is None and unit == "校" else None
        if home is not None and (university := hosts.university_of(home)) is not None:
            return self._house(university, "elliptic") if university else Body("学校")
        if home is not None and home[-1] in "学院校":
            return self._house(home, "elliptic")
        if (found is not None and found.shown in self.away) or (found is None and unit == "校"):
            return Body("学校" if unit == "校" else unit)  # the text's own house, without its name
        return found

    @cached_property
    def away(self) -> frozenset[str]:
        """The houses that the text's own receives or goes to."""
        return hosts.away(self.text)

    @cached_property
    def nameless(self) -> Body | None:
        """学校 or 公司, where the text is of one that it never names."""
        unit = hosts.own_unit(self.text)
        return (
            Body(unit)
            if unit is not None and self.bodies.of_type(("school", "company"), len(self.text)) is None
            else None
        )

    def _named_owner(self, unit: str, pos: int) -> Body | None:
        if unit in ("集团", "集团公司"):
            return self.bodies.named_with("集团", pos) or self.bodies.named_with("集团公司", pos)
        if unit in ("院", "医院") and (house := house_in(self.text, max(0, pos - 600), pos, "院")) is not None:
            return Body(house, None, (), "institution")  # 皖江医学院第三附属医院…院党委书记甲
        kinds = {"校": ("school",), "学校": ("school",), "学院": ("school",), "公司": ("company",)}.get(unit)
        return self.bodies.of_type(kinds, pos) if kinds else None

    def _association(self, post: Post) -> Body | None:
        """大会选举…，甲当选主席: of the association that the text told of before."""
        listed = not self.text[self.breaks.line(post.start) : post.start].strip(" \u3000")
        if post.hit.title.head not in ASSOCIATION_HEADS:
            return None
        new = self.text[post.start : post.body_end].startswith(("新", "本届", "上届", "前任"))
        if not listed and not new and self.text[post.start - 1 : post.start] not in "选任为举":
            return None
        if (about := self._about_named(post.start)) is not None:
            return self.bodies.called(about) or Body(about, None, (), "people", None, "inherited")
        found = self.bodies.ending(ASSOCIATION_ENDS, post.start, post.start - 1500)
        return found.as_("inherited") if found is not None else None

    def _about_named(self, pos: int) -> str | None:
        """The association whose meeting the first lines report, once they have named it."""
        if self._about is None:
            about = ABOUT.search(self.text, 0, _OPENING)
            named = b.VERB_INSIDE.split(about[1])[-1] if about is not None else ""  # 甲致信祝贺|乙同学会
            self._about, self._about_end = named, about.end() if about is not None else 0
        return self._about if self._about and pos > self._about_end else None

    def _headed(self, post: Post, organ: str) -> Body | None:
        """当选为理事长: of the 理事会 that the sentence names."""
        floor = self.breaks.sentence(post.start)
        i = self.text.rfind(organ, max(floor, post.start - 80), post.start)
        m = self.bodies.last_in(floor, i + len(organ)) if i >= 0 else None
        if m is not None and m[1] == i + len(organ):
            return b.of_mention(m[2]).as_("inherited")
        named = brought_forth(self.text, floor, post.start, organ)
        return Body(named, derivation="inherited") if named else None

    def _territory(self, unit: str, pos: int) -> Body | None:
        told = self.bodies.last_in(self.breaks.sentence(pos), pos)
        if told is not None and REGIME.fullmatch(told[2].name) and told[2].name.endswith(f"{unit}政府"):
            return b.of_mention(told[2]).as_("inherited")  # 国民党某县政府…，县长甲
        where = self.bodies.place_of(unit, pos)
        if where and gazetteer().named(where) and all(p.level == "city" for p in gazetteer().named(where)):
            return Body(f"{where}政府", None, (where,), "government", where, "elliptic")  # 屏東縣政府: no 人民政府
        if where:
            return b.local(where, "政府", "elliptic")
        if len(unit) > 1 or unit in "州盟":
            return None
        return Body(
            f"{unit}人民政府", f"{unit}政府", (), "government", None, "elliptic"
        )  # which one, nobody says: W203
