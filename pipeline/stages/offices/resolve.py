"""From the stretch before a title to the body: named, inner organ, place, what came before, or the home of the text."""

from __future__ import annotations

import re

from pipeline.bodies import title_unit
from pipeline.lexicon import leaders, offices
from pipeline.lexicon.places import gazetteer
from pipeline.stages.offices import bodies as b
from pipeline.stages.offices.bodies import Body
from pipeline.stages.offices.ellipsis import committee_told, court_kind, of_region
from pipeline.stages.offices.headings import ORGANS
from pipeline.stages.offices.joint import joined
from pipeline.stages.offices.kinds import (
    ABBREVIATED,
    ANY_COUNTRY,
    AUTONOMOUS,
    BRANCH_MEMBER,
    CHIEFS_OF_WORKS,
    CHILD,
    COMMITTEE,
    DIVISION_BEFORE,
    FIRM,
    GENERIC_STATE,
    HOUSE,
    MINISTRIES,
    NATIONAL_TERM,
    OF_PLACE,
    OWN,
    OWN_ENDS,
    PREFECTURE,
    PREFECTURE_PARTY,
    PREFECTURE_SEAT,
    SECTION_HEADS,
    SESSION_COMMITTEE,
    SHARED,
    STATE_HEADS,
    STUDENTS,
    TOWN_ORGANS,
    TROOP_HEADS,
    UNIT,
    of_state,
    shared,
)
from pipeline.stages.offices.layout import group_body, named_group
from pipeline.stages.offices.placed import HOLDER
from pipeline.stages.offices.post import Post
from pipeline.stages.offices.righted import UNIT_ORGAN, Righted
from pipeline.stages.offices.stops import OF_ANY_PLACE, OR_OTHERS
from pipeline.stages.offices.unlikely import (
    committee_of,
    is_country,
    of_house,
    of_same_place,
    organ_of_state,
    unlike_a_body,
)

_REVOLUTIONARY = ("革委会", "革命委员会")
_WORKS = re.compile(r"(?:厂|矿|公司|学校|中学|学院|大学|医院|社|局|处|站)$")
#: what the Government Administration Council had under it until 1954
_OF_STATE_COUNCIL = frozenset(offices.words("council_committee"))
#: the armed forces department is a county's own, not its committee's
ARMED = frozenset(("人武部", "武装部", "人民武装部"))
#: the committee of all who work in a house, whichever part of it was named before
_OF_HOUSE = frozenset(offices.words("organ_of_house"))
_TERM_ONLY = re.compile(r"第[一二三四五六七八九十]{1,3}届")
_COMMITTEES = frozenset(("省委", "市委", "县委", "区委", "地委", "州委", "工委", "特委"))
#: the houses that sit by terms
_HOUSES = {"congress": ("人大常委会", "人大"), "cppcc": ("政协",)}
_WHICH = frozenset(("新", "新任", "新一任", "首任", "现", "新一届", "新届", "本届", "上届", "上一届", "历届", "前任"))
_TOWN_UNITS = frozenset(("镇", "乡", "街道"))
#: organs of a state: 克罗地亚社会民主者党主席、|议会|副议长
_OF_STATE = re.compile(r"(?:部|厅|署|局|院|委员会|办公室|议会|国会)$")
#: a school's branch of the Party, whose secretary heads the school too
_BRANCH = frozenset(("党支部", "党总支", "党委", "支部", "总支"))
_AND_HEAD = re.compile("[兼、，]副?校长")
_NEW_TERM = re.compile(r"^(?:新一届|新届|本届|上届|上一届)(?=.)|(?<=.)(?:新一届|新届|本届|上届|上一届|首届|各)$")


def _over(body: Body, organ: str) -> Body:
    """The body that an organ belongs to, behind the post in `body`: 政治部主任、|机关党委|书记 is the whole house's."""
    return body.base().whole() if organ in _OF_HOUSE else body.base()


class Resolver(Righted):
    """Finds the body of each post."""

    def resolve(self, post: Post, before: Body | None, name: str = "", *, past: bool = False) -> Body | None:
        """The body of a post; `before` is that of the post before it in the same chain, `name` the holder's.

        `past`: the words say that the post is held no more.
        """
        if not post.resolved:
            post.resolved = True
            post.body = self._leader(post, before, name) or self._find(post, before, name)
            post.body = self._righted(post, before)
            post.body = self._of_guests(post, before)
            if post.body is not None:
                if post.body.derivation == "explicit" and (house := HOUSE.match(post.body.base().name)):
                    self.house = house[0]
                if post.hit.title.head in CHIEFS_OF_WORKS and post.body.shown.endswith(post.hit.title.head[0]):
                    self.works[post.hit.title.head] = post.body
                self.told[self.text[post.start : post.body_end] + post.organ + post.hit.title.head] = post.body
                if post.hit.title.head not in STUDENTS and not (
                    post.silent and len(post.body.name) < 4
                ):  # 聘甲师范毕业生乙为教务主任: not of where he studied
                    self.last, self.last_title, self.last_at = post.body, post.hit.title.head, post.start
                    self.last_past = past
        return post.body

    def _leader(self, post: Post, before: Body | None, name: str) -> Body | None:
        """群众是习近平|总书记的牵挂: the office of a leader known, right behind his name, whatever stands before it."""
        if (
            not post.bare
            or post.within is not None
            or before is not None
            or not self.text.endswith(name, 0, post.start)
        ):
            return None
        led = leaders.body_of(name, post.title, self.day) if name else None
        return self._named(led) if led is not None else None

    def _find(self, post: Post, before: Body | None, name: str) -> Body | None:
        if post.within is not None:
            return self._find(post.within, before, post.whose or name)
        if STATE_HEADS.search(post.hit.title.head) and self.text.endswith(GENERIC_STATE, post.start, post.body_end):
            return None  # 成员和嘉宾国|外长、联合国秘书长甲
        if OF_ANY_PLACE.search(self.text, max(0, post.start - 10), post.start) or OR_OTHERS.match(
            self.text, post.body_end
        ):
            return None  # 拟任县（市、区）|党委副书记: of a county that is not told
        whole = self.text[post.start : post.body_end] + post.organ
        if (seat := PREFECTURE_SEAT.fullmatch(whole)) is not None:
            organ = "专员公署" if seat["organ"].startswith("专") else "行政公署"
            return Body(seat["place"] + organ, seat["place"] + seat["organ"], (whole,), "government", seat["place"])
        if self.text.endswith(("接任", "继任"), 0, post.start) and (same := self.told.get(whole + post.hit.title.head)):
            return same.as_("inherited")  # 乙接任党委书记: the post that 甲 held
        if post.organ and (room := self._in_bracket(post)) is not None:
            return room
        if post.organ and post.hit.title.title.startswith("村") and post.start >= post.body_end:
            own = self.headings.village(post.start) or self.bodies.place_of("村", post.start)
            if own is not None:
                if post.hit.title.head != "村长":
                    return b.local(own, post.organ, "elliptic")  # 原村支书甲
                return b.village(own, old=self.bodies.hant or self.republican or self._wartime(post.start))
        if (
            listed := (self.headings.organ(whole, post.start) if whole in ORGANS else None) or self._set_up(whole, post)
        ) is not None:
            return listed
        if (whole in TOWN_ORGANS or whole in ("党委", "纪委")) and (
            town := self._town(whole, post, before)
        ) is not None:
            return town
        if whole in PREFECTURE and before is not None and (seat := PREFECTURE_PARTY.match(before.shown)) is not None:
            return Body(f"{seat[1]}地区{whole}", None, (f"{seat[1]}{whole}",), "government", None, "inherited")
        if whole == "书记处" and before is not None and before.name in ("中国共产党中央政治局", "政治局"):
            # 中央政治局委员、|书记处|书记
            return Body("中国共产党中央书记处", "中央书记处", ("中共中央书记处",), "party", None, "inherited")
        if whole in ("政府", "人民政府") and (unit := title_unit(post.hit.title.head)) is not None:
            # 青岭市政协副主席甲来我县，|政府|副县长乙: a county's, whatever was named last
            its = b.by_unit(post.hit.title.head, before.place if before is not None else None)
            return its.as_("inherited") if its is not None else self._territory(unit, post.start)
        if post.organ in AUTONOMOUS and (self_ruled := self.bodies.whole_place(post.start, post.body_end, post.organ)):
            if not any(x.domestic for x in gazetteer().named(self_ruled)) and self.bodies.foreign_country(post.start):
                return b.abroad(self_ruled)  # 加泰罗尼亚|自治区主席
            return b.local(self_ruled, "政府", "explicit")  # 大理白族|自治州州长
        if (room := self._room_served(post, before)) is not None:
            return room
        if self.text[post.start : post.body_end] == "中共" and post.organ in _COMMITTEES:
            return self._ellipsis(post.organ, post)  # 政治委员兼|中共地委|书记: of a place that is not told
        if (term := self._next_term(whole, post, before)) is not None:
            return term
        outer = self._outer(post, before, name)
        if outer is None and before is None and post.organ in _BRANCH and _AND_HEAD.match(self.text, post.end):
            school = self._owner("校", post.start)
            if school is not None:
                return school.sub(post.organ).as_("elliptic")  # 党支部书记兼校长
        if outer is None and organ_of_state(post) and (land := self._land_told()) is not None:
            return b.country(land, "inherited")  # 甲国国务委员会副委员长、|内阁|总理
        if not post.organ:
            if outer is None and before is None and post.title.startswith("驻") and not post.title.startswith("驻华"):
                return b.country("中国", "elliptic")
            return outer
        organ = post.organ
        if outer is None and organ == "领导小组" and (group := group_body(self.text, post.start)) is not None:
            return self.named(group, post)  # 市委副书记、领导小组组长甲: of the one whose meeting is told of
        if outer is None and post.start >= post.body_end:
            outer = self._where(post)
        abroad = self.bodies.last_in(post.body_end, post.end) if outer is None else None
        if abroad is not None and (MINISTRIES.fullmatch(organ) or (organ[-1] == "部" and abroad[2].type == "foreign")):
            return b.of_mention(abroad[2])  # 美国国务卿甲、财政部长乙
        if outer is None and MINISTRIES.fullmatch(organ) and (before is None or of_state(before)):
            if before is None and (land := self._abroad_here(post, name)) is not None:
                return Body(land + organ, None, (organ,), "foreign", None, "inherited")
            return Body(f"中华人民共和国{organ}", organ, (), "government")
        if outer is None and self.text[post.start - 1 : post.start] == "该":
            return None
        if organ == "国家":
            land = b.party_country(before.shown) or self._land_before(before) if before is not None else None
            land = land or (outer.shown if outer is not None and outer.type == "country" else None)
            return self._named(land or leaders.body_of(name, post.title, self.day) or "国家").as_("explicit")
        if outer is None and organ == "自治区":
            return self._autonomous(post, before)
        if outer is None and SESSION_COMMITTEE.fullmatch(organ):
            sitting = self.bodies.of_type(("congress",), post.start)
            if sitting is not None and (found := committee_of(sitting, organ)) is not None:
                return found  # 法工委|主任
        if (
            outer is None
            and organ == "人大常委会"
            and self.text[post.start : post.body_end] in ("省", "市", "县", "区", "旗", "州")
        ):
            return self._ellipsis(
                self.text[post.start : post.body_end] + organ, post
            )  # 县人大主任 of a county not told
        if outer is None and COMMITTEE.fullmatch(organ):
            return self._ellipsis(organ, post)
        if outer is None and organ == "办公室" and (office := self._task_office(post)) is not None:
            return office
        if outer is None:
            if (
                before is not None
                and (post.hit.title.domain == "foreign" or (before.type == "foreign" and organ.endswith("部")))
                and (land := self._land_of(before)) is not None
            ):
                land = before.shown if before.shown.endswith("党") and organ.startswith("中央") else land
                return Body(land + organ, None, (organ,), "foreign", None, "inherited")
            if (committee := committee_told(before, organ)) is not None:
                return committee
            carried = self._carried(post, before)
            if carried is not None and post.start >= post.body_end and carried.shown.endswith(organ) and organ == "系":
                return carried  # 化学系教授，系主任
            if carried is not None and post.start >= post.body_end:
                if carried.shown.endswith("特别行政区"):
                    return of_region(carried.shown, organ)
                if organ.endswith("处") and carried.shown.endswith(("部", "处")):
                    return carried.whole().sub(organ)  # 组织部部长兼人事处处长
                whose = UNIT_ORGAN.match(carried.shown) if organ in ARMED and not carried.place else None
                if whose is not None:
                    return Body(
                        whose[1] + organ, None, (organ,), "military", None, "inherited"
                    )  # 县委常委、|人武部|部长
                return _over(carried, organ).sub(organ) if not b.department(organ) else self._department(organ, carried)
            return self._ellipsis(organ, post)
        if organ in OF_PLACE and outer.place and outer.shown == outer.place:
            return b.local(outer.place, organ, outer.derivation)
        if outer.shown.endswith(organ) and len(organ) > 1:
            return outer
        return outer.sub(organ)

    def _next_term(self, whole: str, post: Post, before: Body | None) -> Body | None:
        """省第三届人大副主任、|第四届人大|主任: a later term of the house that has just been told."""
        told = before or (self.last if self.last_at >= self.breaks.sentence(post.start) else None)
        kind = next((k for k, words in _HOUSES.items() if post.organ in words), None)
        if kind is None or told is None or told.type not in (kind, "party") or not told.place:
            return None
        if _TERM_ONLY.fullmatch(whole.removesuffix(post.organ)) is None or told.place == "中国":
            return None
        if told.type == "party" and not told.shown.startswith(tuple(told.place + w for w in _HOUSES[kind])):
            return None
        return b.local(told.place, "人大常委会" if kind == "congress" else "政协", "inherited")

    def _carried(self, post: Post, before: Body | None) -> Body | None:
        if before is not None:
            return before.as_("inherited") if before.derivation == "explicit" else before
        return None

    def _outer(self, post: Post, before: Body | None, name: str) -> Body | None:
        """The body that the stretch before title and organ names."""
        text, s, e, holder = self.text, post.start, post.body_end, name
        head = post.hit.title.head
        if s >= e:
            return None if post.organ else self._where(post) or self._unnamed(post, before, name)
        if (child := CHILD.match(text, s, e)) is not None:
            s = child.end()
        word = text[s:e].replace("“", "").replace("”", "").replace("》", "")
        if "》" in text[s:e]:
            return Body(word, None, (), "institution")  # 《甲公约》秘书处
        if post.organ:
            word = _NEW_TERM.sub("", word)  # 政台村新一届|党总支
        if head == "特委书记" and post.title == head:
            post.title = "书记"
            return Body(f"中共{word}特委", f"{word}特委", (), "party")
        if title_unit(head) and (regime := self._regime(word, head, s)) is not None:
            return regime
        if word in ABBREVIATED:
            return b.country(ABBREVIATED[word])
        if text[s - 1 : s] == "该":
            return self.bodies.same(word, s, self.last) or self._that_unit(word, s)
        once = self.bodies.last_in(s, e + 1) if head in SHARED and post.hit.head == e and not post.organ else None
        if once is not None and once[:2] == (s, e + 1):
            return b.of_mention(once[2])  # 交通局长: the 局 is the bureau's too
        if not post.organ and (seat := self._seat_once(word, s, e, head)) is not None:
            return seat
        exact = self.bodies.last_in(s, e)
        if head == "委员" and word.endswith("界"):
            return None  # 科技界委员: a sector of the conference, no body
        doubled = f"{self.bodies.home(s)[1]}{word}"  # 医院原院长: read as 甲医院医院
        if (own := OWN.fullmatch(word)) is not None and (
            exact is None or exact[:2] != (s, e) or exact[2].name in (word, doubled) or word[0] in "本我"
        ):
            _, body = self.bodies.home(s)
            within = self.bodies.named_with("学院", s) if own["unit"] == "学院" else None
            if within is not None and within.shown != body:
                return within.sub(own["part"]) if own["part"] else within.as_("elliptic")  # of a university's text
            if body and body.endswith(OWN_ENDS[own["unit"]]):
                return self._house(body, "elliptic").sub(own["part"]) if own["part"] else self._house(body, "elliptic")
            owner = self._owner(own["unit"], s)
            if owner is not None:
                return owner.sub(own["part"]) if own["part"] else owner.as_("elliptic")
        if word in ("大会", "会议", "论坛", "峰会", "本次会议", "本届大会"):
            return None  # a role in one event
        if (not post.organ and _TERM_ONLY.fullmatch(word)) or word in _WHICH:
            if (
                not post.organ
                and before is None
                and self.last is None
                and (union := self._association(post)) is not None
            ):
                return union
            return None if post.organ else self._unnamed(post, before, name)
        if post.organ == "委" and len(word) > 2 and word[-1] in "省市县区州旗" and self.bodies.place_in(s, e) is None:
            return Body(word, None, (), "other", word)  # 淮滨区|委书记: a district that no list holds
        if word in ("团", "营", "师", "旅") and (head in TROOP_HEADS or post.hit.title.domain == "military"):
            return self.troops.last((word,), s) or Body(word, None, (f"某{word}",), "military", None, "elliptic")
        if post.organ and f"{word}长" in CHIEFS_OF_WORKS:
            return self._works(word, s)
        if post.organ and word in ("局", "厅"):
            return self._bureau(word, post)
        if word in _TOWN_UNITS and not post.organ and BRANCH_MEMBER.search(head):
            town = self.bodies.place_of(word, s)
            return b.local(town, "党委", "elliptic") if town is not None else None  # 镇|组织委员
        if word == "共和国" or (len(word) == 1 and word not in ABBREVIATED):
            return None
        sits = self.last is not None and self.last.type == "cppcc" and self.last_at >= self.breaks.sentence(s)
        meant = exact is not None and (exact[2].derivation == "explicit" or "政协" in exact[2].name)
        if word == "常委会" and (exact is None or exact[2].derivation != "explicit"):
            sitting = self.bodies.named_with("常务委员会", s)
            if sitting is not None:
                return sitting.as_("elliptic")
        if (
            word in _OF_STATE_COUNCIL
            and self.day
            and self.day < "1954-09-27"
            and (exact is None or "协商会议" in exact[2].name)
        ):
            return Body(f"中央人民政府政务院{word}", f"政务院{word}", (word,), "government", None, "elliptic")
        unread = exact is None or (
            exact[2].derivation != "explicit" and word.endswith(("工委", "工作委员会")) and word in exact[2].name
        )
        committee = (unread or (sits and not meant)) and SESSION_COMMITTEE.fullmatch(word)
        house = self.bodies.of_type(("cppcc", "congress"), s) if committee else None
        if house is not None and (found := committee_of(house, word)) is not None:
            return found
        state = self._land_before(before)
        if state is not None and head in ("部长", "大臣") and word[-1] not in "部厅署" and not is_country(word):
            return Body(f"{state}{word}部", None, (state + word, word), "foreign", None, "inherited")
        if head in ("部长", "大臣") and joined(word) and self.bodies.place_in(s, e) is None:
            abode = state or self._abroad_here(post, name) or self._land_of_last()
            if abode is not None:  # 巴西农业部长甲、|矿产和能源|部长乙
                whole = word if word.endswith("部") else word + "部"
                return Body(abode + whole, None, (whole,), "foreign", None, "inherited")
        if before is not None and word.startswith("中央") and (ally := b.party_country(before.shown)) is not None:
            party = before.shown[: before.shown.index("中央")] if "中央" in before.shown else ally
            return Body(party + word, None, (word,), "foreign", None, "inherited")  # 越共中央…、中央书记处书记
        if word == "国家" and state is not None:
            return b.country(state, "inherited")  # 伊朗国家监察组织主席、|国家|总检察长
        known = b.fixed("全国政协" if NATIONAL_TERM.fullmatch(word) else word)
        if known is not None:
            return known
        m = exact
        if m is not None:
            ms, me, mention = m
            named = b.of_mention(mention)
            bare = text[ms:me]
            then = self.bodies.home(s)[1]
            if (
                named.derivation != "explicit"
                and before is None
                and b.inner(bare)
                and then
                and then != self.bodies.own(s)
                and named.name == f"{self.bodies.own(s)}{bare}"
            ):
                return self._house(then, "elliptic").sub(bare)  # by the name that the school had then
            if (
                named.derivation != "explicit"
                and b.inner(bare)
                and self.last is not None
                and self.last.derivation == "inherited"
                and self.last_at >= self.breaks.sentence(s)
                and self.last_title in CHIEFS_OF_WORKS
            ):
                return self.last.base().sub(bare)  # 矿长甲、党委书记乙
            if (
                named.derivation != "explicit"
                and ms == s
                and text[s - 1 : s] in ("、", "，")
                and (theirs := of_same_place(bare, named, before)) is not None
            ):
                return theirs  # 历任河南省委副书记、省长，|省委|书记
            if named.derivation != "explicit" and (group := named_group(text, bare, ms)) is not None:
                return Body(group, None, (bare, *named.names), named.type, named.place, "elliptic")
            if (kind := court_kind(bare)) and named.derivation != "explicit" and kind not in named.name:
                return self._ellipsis(bare, post)
            if s < ms and me == e and text[s] == "旅":
                return Body(text[s:me], None, (bare,), "people")  # 旅菲|南安同乡总会
            land = self.bodies.place_in(s, ms) if s < ms and me == e else None
            if land is not None and land[:2] == (s, ms) and land[3] == "country" and b.abroad_too(text, ms, me):
                return Body(text[s:me], None, (), "people")  # 阿根廷|中国和平统一促进会
            if before is not None and ms == s and bare in _REVOLUTIONARY and _WORKS.search(before.base().shown):
                return before.base().sub(bare).as_("inherited")  # 冶炼厂党委书记、革委会主任
            if before is not None and ms == s and (b.inner(bare) or b.department(bare)):
                return self._department(bare, before) if b.department(bare) else _over(before, bare).sub(bare)
            if (
                before is not None
                and ms == s
                and named.place is None
                and named.name == bare
                and not bare.endswith(("学院", "医院"))
                and self._inside(bare, before)
            ):
                return before.base().whole().sub(bare).as_("inherited")
            home = self.bodies.home(s)[1]
            if (
                s < ms
                and me == e
                and named.place in (None, "中国")
                and home
                and FIRM.search(home)
                and named.type == "government"
            ):
                return self._ellipsis(word, post)  # 安全|环保部 of a firm is no ministry
            if s < ms and (outside := self.bodies.last_in(s, ms)) is not None and outside[:2] == (s, ms):
                return Body(text[s:me], None, (text[ms:me], named.name), named.type, named.place).sub(text[me:e])
            if s < ms and named.place is None and me < e:  # 皖南|红军|独立团
                return Body(word, None, tuple(n + text[me:e] for n in named.names), named.type)
            rest = text[me:e]
            if rest == "原" or (not post.organ and HOLDER.fullmatch(rest)):
                rest = ""  # 欧洲理事会|新一届|主席
            land = self.bodies.place_in(me, e) if "国" in rest else None
            if land is not None and land[1] == e and land[3] == "country" and text[land[0] - 1] == "国":
                return b.country(land[2], surface=text[land[0] : e])  # 上合组织轮值主席国|哈萨克斯坦|总统
            if not rest:
                joint = DIVISION_BEFORE.search(text, max(0, ms - 14), ms) if named.type == "party" else None
                if joint is not None:  # 第六师|五家渠市党委
                    names = tuple(joint[0] + n for n in named.names)
                    return Body(joint[0] + text[ms:me], None, names, "party", named.place)
                return named
            return named.sub(rest if post.organ else shared(rest, head))
        p = self.bodies.place_in(s, e)
        if p is not None and (p[0] == s or p[1] == e):
            return self._of_place(p, e, word, post, holder)
        if state is not None and word in ANY_COUNTRY:
            return b.country(state, "inherited")
        if state is not None and _OF_STATE.search(word):
            return Body(state + word, None, (word,), "foreign", None, "inherited")
        if STATE_HEADS.search(head) and (abroad := self._abroad(word, post, name)) is not None:
            return abroad
        if title_unit(head) and word.endswith(tuple("省市县区州盟旗镇乡")):
            far = self._stranger(holder, post) or self._no_division(word, post)
            return b.abroad(word) if far else b.local(word, "政府")
        if self._inside(word, before) and before is not None:
            return before.base().whole().sub(word).as_("inherited")
        if before is not None and b.department(word):
            return self._department(word, before)
        if before is not None and (theirs := of_house(before, word)):
            return theirs
        if before is not None and before.type in ("cppcc", "congress") and word.endswith(("委员会", "委")):
            return before.base().sub(word).as_("inherited")
        if before is not None and b.inner(word):
            return _over(before, word).sub(word).as_("inherited")
        if not post.organ and (
            head in SECTION_HEADS
            or head == "会长"
            or (head == "局长" and word[-1] not in "局会办委处府院")
            or (head == "部长" and UNIT.match(word))
        ):
            word = shared(word, head)  # 县委民运|部长
        if not post.organ and unlike_a_body(word):
            if before is not None:
                post.title = word + post.title  # 副秘书长、紧急救援|协调员
            return before
        return self._ellipsis(word, post)
