"""From the stretch before a title to the body: named, inner organ, place, what came before, or the home of the text."""

from __future__ import annotations

import re

from pipeline.bodies import title_unit
from pipeline.lexicon import leaders
from pipeline.lexicon.places import gazetteer
from pipeline.stages.offices import bodies as b
from pipeline.stages.offices.bodies import Bodies, Body
from pipeline.stages.offices.breaks import Breaks
from pipeline.stages.offices.kinds import (
    ABBREVIATED,
    ANY_COUNTRY,
    COMMISSIONER,
    COMMITTEE,
    COMMUNE,
    DIVISION,
    DIVISION_BEFORE,
    GROUP,
    HEADED,
    HOUSE,
    INSIDE,
    LOCAL_ORGAN,
    MINISTERS,
    MINISTRIES,
    NATIONAL,
    OF_GROUP,
    OLD_UNITS,
    OWN,
    OWN_ENDS,
    PARTY_DEPARTMENT,
    PARTY_TITLE,
    SESSION_COMMITTEE,
    STATE_HEADS,
    UNIT,
    central,
    cut,
    fits,
    of_state,
    shared,
    suits,
)
from pipeline.stages.offices.layout import brought_forth, following_group, group_body, led_group, raised_body
from pipeline.stages.offices.tokens import Post
from schemas.layers import Derivation

_NOT_CHINESE = ("总统", "首相", "国王", "女王", "天皇", "埃米尔", "总理")


class Resolver:
    """Finds the body of each post; remembers the last ones, since lists carry them on."""

    def __init__(self, text: str, bodies: Bodies, breaks: Breaks, day: str | None = None) -> None:
        self.text = text
        self.breaks = breaks
        self.day = day
        self.bodies = bodies
        self.last: Body | None = None  # the last body resolved in this paragraph
        self.last_at = 0  # and where
        self.house: str | None = None  # the school, firm or court named last in the document
        self.last_title = ""

    def paragraph(self) -> None:  # it carries nothing on
        self.last, self.last_title = None, ""

    def resolve(self, post: Post, before: Body | None, name: str = "") -> Body | None:
        """The body of a post; `before` is that of the post before it in the same chain, `name` the holder's."""
        if not post.resolved:
            post.resolved = True
            post.body = self._find(post, before, name)
            if post.body is not None and post.body.name == "中华人民共和国" and post.title.endswith(_NOT_CHINESE):
                post.body = None
            if post.body is not None:
                if post.body.derivation == "explicit" and (house := HOUSE.match(post.body.base().name)):
                    self.house = house[0]
                self.last, self.last_title, self.last_at = post.body, post.hit.title.head, post.start
        return post.body

    def _house(self, name: str, derivation: Derivation) -> Body:
        """The body that the text speaks for, with every name that the text gives it."""
        found = self.bodies.called(name)
        return (found or Body(name, None, (), "institution")).as_(derivation)

    def named(self, word: str, post: Post) -> Body | None:
        """The body of a membership list, as its heading names it."""
        return b.fixed(word) or self._ellipsis(word, post)

    def _find(self, post: Post, before: Body | None, name: str) -> Body | None:
        outer = self._outer(post, before, name)
        if not post.organ:
            if outer is None and before is None and post.title.startswith("驻") and not post.title.startswith("驻华"):
                return b.country("中国", "elliptic")
            return outer
        organ = post.organ
        if outer is None and MINISTRIES.fullmatch(organ) and (abroad := self.bodies.last_in(post.body_end, post.end)):
            return b.of_mention(abroad[2])  # 美国国务卿甲、财政部长乙
        if outer is None and MINISTRIES.fullmatch(organ) and (before is None or of_state(before)):
            return Body(f"中华人民共和国{organ}", organ, (), "government")
        if outer is None and self.text[post.start - 1 : post.start] == "该":
            return None
        if organ == "国家":
            land = b.party_country(before.shown) if before is not None else None
            land = land or (outer.shown if outer is not None and outer.type == "country" else None)
            return self._named(land or leaders.body_of(name, post.title, self.day) or "国家").as_("explicit")
        if outer is None and COMMITTEE.fullmatch(organ):
            return self._ellipsis(organ, post)
        if outer is None:
            carried = self._carried(post, before)
            if carried is not None and post.start >= post.body_end:
                return carried.base().sub(organ) if not b.department(organ) else self._department(organ, carried)
            return self._ellipsis(organ, post)
        if organ in ("委", "党委", "工委", "党工委") and outer.place and outer.shown == outer.place:
            return b.local(outer.place, organ, outer.derivation)
        if outer.shown.endswith(organ) and len(organ) > 1:
            return outer
        return outer.sub(organ)

    def _department(self, organ: str, carried: Body) -> Body:
        if carried.place and (
            carried.committee or (carried.type == "party" and PARTY_DEPARTMENT.search(carried.shown))
        ):
            return b.local(carried.place, f"委{organ}", "inherited")
        return carried.base().sub(organ).as_("inherited")

    def _carried(self, post: Post, before: Body | None) -> Body | None:
        if before is not None:
            return before.as_("inherited") if before.derivation == "explicit" else before
        return None

    def _outer(self, post: Post, before: Body | None, name: str) -> Body | None:
        """The body that the stretch before title and organ names."""
        text, s, e = self.text, post.start, post.body_end
        head = post.hit.title.head
        if s >= e:
            return None if post.organ else self._unnamed(post, before, name)
        word = text[s:e].replace("“", "").replace("”", "")
        if word in ABBREVIATED:
            return b.country(ABBREVIATED[word])
        if text[s - 1 : s] == "该":
            return self.bodies.same(word, s, self.last)
        if (own := OWN.fullmatch(word)) is not None:
            _, body = self.bodies.home(s)
            if body and body.endswith(OWN_ENDS[own["unit"]]):
                return self._house(body, "elliptic").sub(own["part"]) if own["part"] else self._house(body, "elliptic")
            if own["unit"] == "校" and not own["part"]:
                return self.bodies.of_type(("school",), s)
        if word in ("大会", "会议", "论坛", "峰会", "本次会议", "本届大会"):
            return None  # a role in one event
        if word in ("新", "新任", "新一任", "首任", "现", "新一届"):
            return None if post.organ else self._unnamed(post, before, name)
        if len(word) == 1 and word not in ABBREVIATED:
            return None
        if SESSION_COMMITTEE.fullmatch(word) and (house := self.bodies.of_type(("cppcc", "congress"), s)):
            short = house.shown.removesuffix("常委会")
            if not SESSION_COMMITTEE.search(short):
                return Body(short + word, None, (f"{house.name}{word}",), house.type, house.place, "elliptic")
        if before is not None and before.type == "country" and head in ("部长", "大臣") and word[-1] not in "部厅署":
            return Body(f"{before.shown}{word}部", None, (before.shown + word, word), "foreign", None, "inherited")
        known = b.fixed(word)
        if known is not None:
            return known
        m = self.bodies.last_in(s, e)
        if m is not None:
            ms, me, mention = m
            named = b.of_mention(mention)
            bare = text[ms:me]
            if before is not None and ms == s and (b.inner(bare) or b.department(bare)):
                return self._department(bare, before) if b.department(bare) else before.base().sub(bare)
            rest = text[me:e]
            if rest == "原":
                rest = ""
            if not rest:
                joint = DIVISION_BEFORE.search(text, max(0, ms - 14), ms) if named.type == "party" else None
                if joint is not None:  # 第六师|五家渠市党委
                    names = tuple(joint[0] + n for n in named.names)
                    return Body(joint[0] + text[ms:me], None, names, "party", named.place)
                return named
            return named.sub(shared(rest, head))
        p = self.bodies.place_in(s, e)
        if p is not None and (p[0] == s or p[1] == e):
            _, pe, name, level = p
            rest = text[pe:e]
            if level == "country" and rest in ("国家", "共和国", "联邦"):
                return b.country(name, surface=word)
            if rest and level == "country" and title_unit(head):
                return b.local(rest, "政府")  # 乌克兰|基辅市|市长
            if not rest:
                unit = b.by_unit(head, name)
                if unit is not None:
                    return unit
                if level == "country":
                    return b.country(name, surface=word)
                if title_unit(head):
                    return b.local(name, "政府")
                return Body(name, None, (), "other", name)
            if level == "country":
                return Body(name + rest, None, (), "foreign")
            if rest.startswith(("地委", "行署", "专署", "地区")):
                return Body(word, None, (), "party" if rest.startswith("地委") else "government", name)
            if rest in ("委", "党委", "政府", "人民政府", "人大", "政协") or (
                len(rest) <= 14 and LOCAL_ORGAN.search(rest)
            ):
                return b.local(name, rest)
            return Body(word, None, (name + rest,), "institution", name)
        if STATE_HEADS.search(head) and (abroad := self._abroad(word, post, name)) is not None:
            return abroad
        if title_unit(head) and word.endswith(tuple("省市县区州盟旗镇乡")):
            return b.local(word, "政府")
        if before is not None and before.type == "country" and re.search(r"(?:部|厅|署|局|院|委员会|办公室)$", word):
            return Body(before.shown + word, None, (word,), "foreign", None, "inherited")
        if before is not None and not before.committee and not central(before) and INSIDE.fullmatch(word):
            return before.base().sub(word).as_("inherited")
        if before is not None and b.department(word):
            return self._department(word, before)
        if before is not None and before.type in ("cppcc", "congress") and word.endswith(("委员会", "委")):
            return before.base().sub(word).as_("inherited")
        if before is not None and b.inner(word):
            return before.base().sub(word).as_("inherited")
        if head in ("科长", "处长") or (head == "部长" and UNIT.match(word)):
            word = shared(word, head)  # 县委民运|部长
        return self._ellipsis(word, post)

    def _land_of_last(self) -> str | None:
        """The foreign country of the body named last (美国财政部 → 美国)."""
        if self.last is None:
            return None
        if self.last.type == "country":
            return None if self.last.name == "中华人民共和国" else self.last.name
        for n in range(6, 1, -1):
            found = gazetteer().named(self.last.shown[:n], bare=False)
            if found and found[0].level == "country" and found[0].name not in ("中国", "中华人民共和国"):
                return self.last.shown[:n]
        return None

    def _headed(self, post: Post, organ: str) -> Body | None:
        """当选为理事长: of the 理事会 that the sentence names."""
        floor = self.breaks.sentence(post.start)
        i = self.text.rfind(organ, max(floor, post.start - 80), post.start)
        m = self.bodies.last_in(floor, i + len(organ)) if i >= 0 else None
        if m is not None and m[1] == i + len(organ):
            return b.of_mention(m[2]).as_("inherited")
        named = brought_forth(self.text, floor, post.start, organ)
        return Body(named, derivation="inherited") if named else None

    def _abroad(self, word: str, post: Post, name: str) -> Body | None:
        """A head of state or minister whose country stands in no gazetteer form: 俄总统, 政府总理, 哥总统."""
        if word[-1] in ABBREVIATED and (len(word) == 1 or word[:-1] in ("", "新任")):
            return b.country(ABBREVIATED[word[-1]])
        if len(word) > 1 and not word.endswith(ANY_COUNTRY) and len(word) <= 8:
            return b.country(word)
        land = leaders.body_of(name, post.title, self.day) or self.bodies.foreign_country(post.start)
        if land is not None:
            return self._named(land)
        generic = next((g for g in ANY_COUNTRY if len(g) > 2 and word.endswith(g)), None)
        return Body(generic, None, (), "foreign", None, "elliptic") if generic else None

    def _ellipsis(self, word: str, post: Post) -> Body | None:
        """市教育局, 党委, 管委会: a body whose place or owner the text leaves out."""
        pos = post.start
        place, body = self.bodies.home(pos)
        if (word.endswith("领导小组") and len(word) <= 6) or (
            word == "办公室" and "小组" in self.text[max(0, pos - 120) : pos]
        ):
            group = group_body(self.text, pos)
            if group is not None and group != word:
                whole = self._ellipsis(group, post) if UNIT.match(group) else Body(group)
                return whole.sub(word) if whole is not None and word == "办公室" else whole
        unit = UNIT.match(word)
        if unit is not None:
            where = self.bodies.place_of(unit[1], pos)
            if self.last is not None and self.last.place and self.last.place.endswith(unit[1]):
                where = self.last.place
            if where is not None:
                return b.local(where, word[unit.end() :], "elliptic")
            return Body(word, None, (), "other", None, "elliptic")
        if b.inner(word) or b.department(word):
            if self.last is not None and self.last.shown.endswith(word):
                return self.last.as_("inherited")
            near = self.last is not None and self.last_at >= self.breaks.sentence(pos)
            if self.last is not None and not central(self.last) and (near or not body):
                if b.department(word) and self.last.committee and self.last.place:
                    return b.local(self.last.place, f"委{word}", "elliptic")
                return self.last.base().sub(word).as_("elliptic")
            if b.department(word) and place:
                return b.local(place, f"委{word}", "elliptic")
            if body:
                return self._house(body, "elliptic").sub(word)
            if place == "中国":
                return None
            if place and word in ("审委会", "审判委员会"):
                return b.local(place, "法院", "elliptic").sub(word)
            if place and word in ("检委会", "检察委员会"):
                return b.local(place, "检察院", "elliptic").sub(word)
            if place:
                return b.local(place, word, "elliptic")
        if INSIDE.fullmatch(word) and (house := body or self.house):
            return Body(house, None, (), "institution", None, "elliptic").sub(word)
        if word == "公社" and (commune := COMMUNE.findall(self.text, max(0, pos - 300), pos)):
            return Body(commune[-1], None, (), "government", None, "elliptic")
        if self.last is not None and self.last.place and LOCAL_ORGAN.search(word) and len(word) <= 14:
            return b.local(self.last.place, word, "inherited")
        return Body(word, None, (), "other", None, "explicit")

    def _unnamed(self, post: Post, before: Body | None, name: str) -> Body | None:
        """A title that stands alone: carried on from the chain or the list, implied by the title, or the home's."""
        head = post.hit.title.head
        if head == "国务委员":
            return b.fixed("国务院")
        if head in MINISTERS and before is not None and before.shown == "国务院":
            organ = MINISTERS[head]
            return Body(f"中华人民共和国{organ}", organ, (), "government", None, "inherited")
        old = OLD_UNITS.get(head)
        if old is not None:
            where = self.bodies.place_of(old, post.start)
            return Body(where, None, (), "government", where, "elliptic") if where else None
        carried = before or self.last
        if head in OF_GROUP and (carried is None or not GROUP.search(carried.shown)):
            line, sentence = self.breaks.line(post.start), self.breaks.sentence(post.start)
            group = following_group(self.text, post.end) or group_body(self.text, post.start, line)
            group = group or led_group(self.text, sentence, post.start)
            if group or before is None or self.text[post.start - 1] in "任为":
                return self._ellipsis(group, post) if group else None
        fresh = carried is None or not carried.shown.endswith(head[:1])
        if fresh and (raised := raised_body(self.text, self.breaks.line(post.start), post.start, head)):
            return Body(raised)
        chosen = self._headed(post, HEADED[head]) if head in HEADED else None
        if chosen is not None and (before is None or self.text[post.start - 1] in "为任选"):
            return chosen
        unit = title_unit(head)
        if head == "专员" and (seats := COMMISSIONER.findall(self.text, max(0, post.start - 120), post.start)):
            return Body(seats[-1], None, (), "government")
        if before is not None:
            if unit is not None:
                if f"{unit}公所" in before.shown or "公社" in before.shown:
                    return before.as_("inherited")
                seat = re.sub(r"委$", "", before.shown) if before.committee else None
                found = b.by_unit(head, before.place) or b.by_unit(head, seat if seat and len(seat) > 1 else None)
                found = found or self._territory(unit, post.start)
                return found.as_("inherited") if found is not None else None
            if STATE_HEADS.search(head) and before.type != "country":
                land = b.party_country(before.shown) or leaders.body_of(name, post.title, self.day)
                land = land or self.bodies.foreign_country(post.start)
                if land is not None:
                    return self._named(land).as_("inherited")
            if PARTY_TITLE.search(head):
                return before.as_("inherited")
            if head in ("政委", "政治委员", "师长") and (division := DIVISION.match(before.shown)):
                return Body(division[0], None, (f"新疆生产建设兵团{division[1]}", division[1]), "military")
            return cut(before.base(), head).as_("inherited")
        leads = leaders.body_of(name, post.title, self.day)
        if leads is not None:
            return self._named(leads)
        if STATE_HEADS.search(head):
            land = self._land_of_last() or self.bodies.foreign_country(post.start)
            if land:
                return b.country(land, "elliptic")
            if head not in ("总理", "外长", "财长", "防长"):
                return None
        if unit is not None:
            if self.last is not None and (same_place := b.by_unit(head, self.last.place)) is not None:
                return same_place.as_("inherited")
            return self._territory(unit, post.start)
        if head in NATIONAL:
            return b.fixed(NATIONAL[head])
        if self.last is not None and suits(self.last, post):
            same = head == self.last_title
            inherited = self.last if same or PARTY_TITLE.search(head) else self.last.base()
            return inherited.as_("inherited")
        sentence = self.breaks.sentence(post.start)
        near = self.bodies.before(post.start, max(sentence, post.start - 60))
        if near is not None and near.type != "country" and fits(near, post) and suits(near, post):
            return near.as_("inherited")
        place, body = self.bodies.home(post.start)
        if place and head in ("检察长", "检察员", "检察官"):
            return b.local(place, "检察院", "elliptic")
        if head == "校长" and not (body and suits(Body(body), post)):
            return self.bodies.of_type(("school",), post.start)
        if place and head in ("主席", "秘书长") and "政协" in self.text[self.breaks.line(post.start) : post.start]:
            return b.local(place, "政协", "elliptic")
        if body and not unit:
            return self._house(body, "elliptic")
        return None

    def _named(self, word: str) -> Body:
        known = b.fixed(word)
        if known is not None:
            return known.as_("elliptic")
        return b.country(word, "elliptic")

    def _territory(self, unit: str, pos: int) -> Body | None:
        where = self.bodies.place_of(unit, pos)
        if where:
            return b.local(where, "政府", "elliptic")
        if len(unit) > 1 or unit in "州盟":
            return None
        return Body(
            f"{unit}人民政府", f"{unit}政府", (), "government", None, "elliptic"
        )  # which one, nobody says: W203
