"""Titles that stand alone: whose they are, from the chain, the list, the title itself, or where the text comes from."""

from __future__ import annotations

import re

from pipeline import hosts
from pipeline.bodies import title_unit
from pipeline.lexicon import leaders, offices
from pipeline.lexicon.places import gazetteer
from pipeline.stages.offices import bodies as b
from pipeline.stages.offices.beside import Beside
from pipeline.stages.offices.bodies import Body
from pipeline.stages.offices.columns import heading_body
from pipeline.stages.offices.ellipsis import of_region
from pipeline.stages.offices.kinds import (
    ASSOCIATION_HEADS,
    BRANCH_MEMBER,
    BRANCH_RAISED,
    CHIEFS_OF_WORKS,
    COMMISSIONER,
    COMMISSIONS,
    DIVISION,
    FIRM,
    GROUP,
    HEADED,
    HOUSE_HEADS,
    MINISTERS,
    MISSION_HEADS,
    MISSIONS,
    NATIONAL,
    NO_SECRETARY,
    OF_GROUP,
    OF_STAFF,
    OLD_UNITS,
    PARTY_TITLE,
    REGION_OFFICES,
    STATE_HEADS,
    STATIONED,
    TROOP_HEADS,
    UNIT,
    armed,
    cut,
    fits,
    suits,
)
from pipeline.stages.offices.layout import (
    COMMANDERS,
    HEADQUARTERS,
    following_group,
    founded,
    group_body,
    led_group,
    raised_body,
)
from pipeline.stages.offices.nearby import firm_in, house_in, team_in, works_in
from pipeline.stages.offices.post import Post

_ROOM_OF_BOARD = re.compile(rf"董事会(?:{offices.either('board_committee')})$")
#: bodies that have no 主席 and 秘书长 as unions and federations do
_NO_COUNCIL = frozenset(("company", "institution", "school", "court"))
#: the posts of a whole firm that its departments have not
#: whom those serve whose titles begin so: 总统国家安全事务助理, 首相特使
_SERVED = ("总统", "首相", "国王", "女王", "天皇")
_OF_WHOLE = frozenset(("总工程师", "总会计师", "总经济师", "总法律顾问", "总经理助理", "总工", "总监"))
#: the posts that a group made for one task has besides its heads
_IN_GROUP = frozenset(("主任", "成员", "委员", "秘书长", "联络员", "召集人", "组员", "队长", "队员", "秘书", "专员"))


#: the committees of the Party's first years
_LOCAL_PARTY = re.compile(
    r"(?:中共|中国共产党)[\u4e00-\u9fff]{2,10}?(?:地方执行委员会|执行委员会|地方委员会|特别委员会|区委员会|特别支部|支部|特委|地委|县委)"
)


def _of_no_division(body: Body) -> bool:
    """Whether a school or hospital sits in a city that is no division of ours: 台北市立医院, whose town has no 副市长 here."""
    listed = gazetteer().named(body.place) if body.place and body.type in ("school", "institution", "company") else ()
    return bool(listed) and all(p.level == "city" for p in listed)


class Unnamed(Beside):
    """Finds the body of a title that names none."""

    def _unnamed(self, post: Post, before: Body | None, name: str) -> Body | None:
        """A title that stands alone: carried on from the chain or the list, implied by the title, or the home's."""
        head = post.hit.title.head
        if before is None and (chief := self._beside_chief(post) or self._of_troops(post)) is not None:
            return chief
        also = before is not None and before.type != "military" and self.text[post.start - 1 : post.start] == "兼"
        if also and (troops := self._of_troops(post)) is not None:
            return troops  # 扩编为铁道兵团，铁道部部长甲兼|司令员
        if before is None and (labelled := self._labelled(post) or self._line_owner(post)) is not None:
            return labelled
        if before is None and head == "议长" and (assembly := self.bodies.ending(("议会",), post.start, 0)) is not None:
            return assembly.as_("inherited")
        if before is None and (court := self._of_court(post)) is not None:
            return court
        if head in ("主任委员", "召集人") and (before is None or self.text[post.start - 1 : post.start] == "（"):
            committee = self._session(post) or self._board(post)
            if committee is not None:
                return committee
        if before is None and (council := self._of_council(post)) is not None:
            return council
        apart = before is None or before.shown.endswith(("办公室", "组"))
        if apart and BRANCH_MEMBER.search(head) and (town := self._town_committee(post)) is not None:
            return town
        beside = before or self.last
        if head == "委员" and beside is not None and beside.shown.endswith("纪委"):
            chosen = next(
                (x for x in reversed(self.told.values()) if x.committee or x.shown.endswith(("党委", "党工委"))), None
            )
            if chosen is not None and "当选" in self.text[post.hit.start - 2 : post.hit.end]:
                return chosen.as_("inherited")  # 甲当选书记，乙当选纪委书记，丙当选委员
        if head in REGION_OFFICES and (region := self._region(post)) is not None:
            return of_region(region, REGION_OFFICES[head])
        if head == "国务委员":
            return b.fixed("国务院")
        if head == "总参谋长" and before is not None and before.shown == "中央军委":
            return Body("中国人民解放军总参谋部", "总参谋部", ("中国人民解放军",), "military", None, "inherited")
        if head in MINISTERS and before is not None and before.shown == "国务院":
            organ = MINISTERS[head]
            return Body(f"中华人民共和国{organ}", organ, (), "government", None, "inherited")
        old = OLD_UNITS.get(head)
        if old is not None:
            where = self.bodies.place_of(old, post.start)
            return Body(where, None, (), "government", where, "elliptic") if where else None
        if (village := self._village(post)) is not None:
            return village
        if before is None and (own := self._named_before(post)) is not None:
            return own
        team = (
            team_in(self.text, self.breaks.sentence(post.start), post.start)
            if head == "队长" and before is None
            else None
        )
        if team is not None:
            return Body(team, None, (), "institution", None, "inherited")
        if before is not None and (head.endswith("校长") or head == "会长") and not suits(before, post):
            before = None  # 某公司董事长甲当选会长; 县委副书记甲兼任校长: of the school that is told of
        carried = before or self.last
        if head in OF_GROUP and (carried is None or not GROUP.search(carried.shown)):
            line, sentence = self.breaks.line(post.start), self.breaks.sentence(post.start)
            group = following_group(self.text, post.end) or group_body(self.text, post.start, line)
            if head in COMMANDERS and "指挥部" in self.text and not (group or "").endswith(HEADQUARTERS):
                group = group_body(self.text, post.start, ends=HEADQUARTERS)  # 市委书记、总指挥甲: of no working group
            group = group or led_group(self.text, sentence, post.start)
            if group or before is None or self.text[post.start - 1] in "任为":
                return self._ellipsis(group, post) if group else None
        if carried is None and not self.text[self.breaks.line(post.start) : post.start].strip(" \u3000"):
            listed = heading_body(self.text, post.start, self.bodies)
            if listed is not None and (fits(listed, post) or not PARTY_TITLE.search(head)):
                return listed
        leads_it = self.text[post.start - 1 : post.start] in "为任" or self.text.startswith("为首的", post.end)
        if leads_it and (led := following_group(self.text, post.end)) is not None:
            return self._ellipsis(led, post)  # 以市长甲为团长的经贸代表团, 以甲团长为首的代表团
        fresh = carried is None or not carried.shown.endswith(head[:1])
        line = self.breaks.line(post.start)
        if (raised := raised_body(self.text, line, post.start, head)) and (
            fresh or self.text.rfind(raised, line, post.start) > self.last_at
        ):
            works = self.bodies.home(post.start)[1] if raised in ("革命委员会", "革委会") else None
            if works is not None:
                return self._house(works, "elliptic").sub(raised)
            at = self.text.rfind(raised, line, post.start)
            named = self.bodies.last_in(at, at + len(raised))
            if named is not None and named[1] == at + len(raised):
                return b.of_mention(named[2]).as_("inherited")  # 8月5日中共甲县委成立，…副书记乙: as it is read there
            return self._ellipsis(raised, post) if UNIT.match(raised) else Body(raised)
        if (
            head == "书记"
            and before is None
            and self.last is not None
            and self.last.shown.endswith(("村委会", "居委会"))
            and (said := next((x for k, x in reversed(self.told.items()) if k.endswith("书记")), None)) is not None
        ):
            return said.as_("inherited")  # 村党总支书记、村委会主任甲；副书记乙
        if head == "书记" and self.text[post.start - 1 : post.start] == "任":
            branch = BRANCH_RAISED.findall(self.text, self.breaks.sentence(post.start), post.start)
            if branch:
                self.last = None
                return self._ellipsis(branch[-1], post)
            if before is None and self.last is not None and self.last.type == "government":
                said = next((x for k, x in reversed(self.told.items()) if k.endswith("书记")), None)
                if said is not None:
                    return said.as_("inherited")
        if before is None and self.text.endswith(("新任", "原任", "遗缺", "继任"), 0, post.start):
            said = next((x for k, x in reversed(self.told.items()) if k.endswith(head)), None)
            if said is not None:
                return said.as_("inherited")  # 国安会秘书长甲接掌国防部，新任|秘书长由乙接任
        if before is None and (chosen := self._brought(post)) is not None:
            return chosen
        if before is None and (met := self._met(post)) is not None:
            return met
        chosen = self._headed(post, HEADED[head]) if head in HEADED else None
        if chosen is not None and (before is None or self.text[post.start - 1] in "为任选"):
            return chosen
        unit = title_unit(head)
        if head == "专员" and (office := self.bodies.ending(COMMISSIONS, post.start, post.start - 120)) is not None:
            return office.as_("inherited")
        if head == "专员" and (seats := COMMISSIONER.findall(self.text, max(0, post.start - 120), post.start)):
            return Body(seats[-1], None, (), "government")
        if before is not None:
            if unit is not None:
                if f"{unit}公所" in before.shown or "公社" in before.shown:
                    return before.as_("inherited")
                seat = re.sub(r"(?<=区)区委$|委$", "", before.shown) if before.committee else None
                found = b.by_unit(head, before.place) or b.by_unit(head, seat if seat and len(seat) > 1 else None)
                found = found or self._territory(unit, post.start)
                return found.as_("inherited") if found is not None else None
            if head.startswith(_SERVED) and (land := self._land_of(before)) is not None:
                return b.country(land, "inherited")  # 美国商务部长甲、|总统国家安全事务助理
            if STATE_HEADS.search(head) and before.type != "country":
                land = b.party_country(before.shown) or leaders.body_of(name, post.title, self.day)
                land = land or self.bodies.foreign_country(post.start)
                if land is not None:
                    return self._named(land).as_("inherited")
            if head in ("书记", "秘书长") and (
                room := NO_SECRETARY.search(before.shown)
            ):  # 县委宣传部部长、副书记; 绥德地委组织部…
                whole = before.shown[: room.start() + 1]
                return (
                    b.local(before.place, "委", "inherited")
                    if before.place
                    else Body(whole, None, (), "party", None, "inherited")
                )
            if head in ("政委", "政治委员") and armed(before) and not DIVISION.match(before.shown):
                return before.base().as_("inherited")  # 支队党委书记、|政治委员
            if PARTY_TITLE.search(head):
                return before.as_("inherited")
            if BRANCH_MEMBER.search(head) and before.type == "government" and before.place:
                return b.local(before.place, "委", "inherited")  # 副镇长、宣传统战委员
            if head in _OF_WHOLE and FIRM.search(before.base().whole().shown):
                return before.base().whole().as_("inherited")  # 某公司生产技术部部长、|副总工程师
            if head == "董事会秘书":
                return before.base().whole().as_("inherited")
            if head in TROOP_HEADS and (staff := OF_STAFF.fullmatch(before.shown)) is not None:
                return Body(staff[1], None, (), "military", None, "inherited")  # 团政治处副主任、副政委
            if head in ("政委", "政治委员", "师长") and (division := DIVISION.match(before.shown)):
                return Body(division[0], None, (f"新疆生产建设兵团{division[1]}", division[1]), "military")
            return cut(before.base(), head).as_("inherited")
        if head == "校长" and (university := self._university(before, post.start)) is not None:
            return university
        school = founded(self.text, line, post.start) if head in ("校长", "院长", "堂长") else None
        if school is not None:
            return Body(school, None, (), "school", None, "inherited")
        if head == "大使" and (ours := self._of_embassy(post, line)) is not None:
            return ours
        leads = leaders.body_of(name, post.title, self.day)
        if leads is not None:
            return self._named(leads)
        troop = None if self._among_troops(post.start) else self._troop_told(head, post.start)
        if troop is not None and not self._serving(troop):
            return troop
        if head.startswith("驻华"):
            land = self.bodies.foreign_in(self.breaks.sentence(post.start), post.start)
            return b.country(land, "elliptic") if land is not None else None  # 美国客人有：|驻华大使
        if STATE_HEADS.search(head) or head.startswith(_SERVED):
            beside = self.bodies.before(post.start, self.breaks.sentence(post.start))
            land = self._land_of_last() or (self._land_of(beside) if beside is not None else None)
            land = land or self.bodies.foreign_country(post.start)  # 韩国宪法法院宣判，被停职|国务总理
            if land:
                return b.country(land, "elliptic")
            if head not in ("总理", "外长", "财长", "防长"):
                return None
        if unit is not None:
            guest = self.last is not None and self.last.type == "foreign" and not self._stranger(name, post)
            guest = guest or (self.last is not None and _of_no_division(self.last))
            if self.last is not None and not guest and (town := b.by_unit(head, self.last.place)) is not None:
                return town.as_("inherited")  # a guest's town is none of ours
            return self._territory(unit, post.start)
        if head in NATIONAL:
            ruling = self.bodies.ending(b.PARTY_ENDS, post.start, self.breaks.sentence(post.start))
            if head == "总书记" and ruling is not None and self._land_of(ruling) is not None:
                return ruling.as_("inherited")  # 朝鲜劳动党九大推举甲为|总书记
            local = (
                _LOCAL_PARTY.findall(self.text, self.breaks.line(post.start), post.start) if head == "总书记" else []
            )
            if local and leaders.body_of(name, head, self.day) is None:
                return Body(local[-1], derivation="inherited")  # 成立中共某县地方执行委员会，甲任总书记
            return b.fixed(NATIONAL[head])
        if head.endswith(MISSION_HEADS):
            mission = self.bodies.ending(MISSIONS, post.start, max(line, post.start - 200))
            if mission is not None:
                return mission.as_("inherited")
            sent = STATIONED.findall(self.text, line, post.start)
            if sent:  # 中国驻阿根廷大使甲、公使衔参赞乙
                return Body(f"中国驻{sent[-1][0]}{sent[-1][1]}馆", None, (), "foreign", None, "inherited")
        house = self.bodies.home(post.start)[1] if self.last_past and post.start > self.last_at else None
        if (
            before is None
            and head in ("校长", "院长")
            and self.last is not None
            and self.last_at < self.breaks.sentence(post.start)
            and self.text[post.start - 1 : post.start] == "任"
            and self.last.type == "school"
        ):
            house = self.bodies.home(post.start)[
                1
            ]  # 校友、甲大学副校长到会。…乙任|校长: of the school that tells of itself
        if house is not None and suits(Body(house), post):
            return self._house(house, "elliptic")  # 此前任甲大学副校长；原校长乙: not of where he was before
        renamed_since = self.last_at if self.last is not None and suits(self.last, post) else 0
        if head.endswith(("校长", "院长")) and (
            then := self.bodies.renamed(post.start, renamed_since, self.bodies.own(post.start))
        ):
            return self._house(then, "elliptic")
        about = self._about_named(post.start) if before is None and head in ASSOCIATION_HEADS else None
        if about is not None and (self.last is None or self.last.shown.endswith(("部", "组", "处"))):
            return Body(about, None, (), "people", None, "inherited")  # 妇女部主任甲，名誉顾问乙
        if before is None and self.last is None and (sitting := self._sitting(post)) is not None:
            return sitting
        if head in HOUSE_HEADS and (self.last is None or not FIRM.search(self.last.shown)):
            firm = firm_in(self.text, self.breaks.sentence(post.start), post.start)
            if firm is not None:
                return Body(firm, None, (), "company", None, "inherited")  # 到绿能公司察看…，与董事长甲
        if (
            head in ("部长", "厅长", "署长")
            and self.last is not None
            and self.last.shown.endswith(("院", "所", "校", "中心"))
        ):
            chief = self.bodies.ending((head[0],), post.start, 0)
            if chief is not None:
                return chief.as_("inherited")  # …研究院院长甲；乙部长
        if (
            head in ("独立董事", "董事", "监事", "董事长")
            and self.last is not None
            and _ROOM_OF_BOARD.search(self.last.name)
            and (house := self.bodies.home(post.start)[1]) is not None
        ):
            return self._house(house, "elliptic")  # 审计委员会：独立董事甲
        if (
            before is None
            and self.last is not None
            and self.last.shown.endswith(("领导小组", "专班", "指挥部"))
            and head not in OF_GROUP
            and head not in _IN_GROUP
            and head not in COMMANDERS
            and (house := self.bodies.home(post.start)[1]) is not None
        ):
            return self._house(house, "elliptic")  # 副校长甲任组长，总会计师乙任副组长
        if head in ("主席", "秘书长") and self.last is not None and self.last.type in _NO_COUNCIL:
            said = next(
                (x for k, x in reversed(self.told.items()) if k.endswith("主席") and x.type not in _NO_COUNCIL), None
            )
            if said is not None:
                return said.as_("inherited")  # 省妇联副主席甲，兼职副主席、某集团董事长乙，秘书长丙
        if before is None and (host := self._host(post)) is not None:
            return host
        if before is None and head == "院长" and self.nameless is not None and hosts.speaks(self.text):
            return self.nameless  # 我校举行典礼。党委书记甲，院长乙出席
        if before is None and head.endswith("校长") and self._only_guests(post):
            return Body("学校", derivation="elliptic")
        if self.last is not None and (suits(self.last, post) or self._vice(post)):
            same = head == self.last_title
            inherited = self.last if same or PARTY_TITLE.search(head) else self.last.base()
            return cut(inherited, head).as_("inherited")
        sentence = self.breaks.sentence(post.start)
        near = self.bodies.before(post.start, max(sentence, post.start - 60))
        if near is not None and b.SCHOOL.search(near.shown) and (then := self.bodies.renamed(post.start, sentence)):
            return self._house(then, "elliptic")  # 甲中学的前身是…创办的乙中学，首任董事长丙
        if near is not None and near.type != "country" and fits(near, post) and suits(near, post):
            return near.as_("inherited")
        place, body = self.bodies.home(post.start)
        if place and head in ("检察长", "检察员", "检察官"):
            return b.local(place, "检察院", "elliptic")
        if head == "校长" and not (body and suits(Body(body), post)):
            return self.bodies.of_type(("school",), post.start) or self.nameless
        if before is None and (under := self._listed(post)) is not None:
            return under
        if (union := self._association(post)) is not None:
            return union
        if place and head in ("主席", "秘书长") and "政协" in self.text[self.breaks.line(post.start) : post.start]:
            return b.local(place, "政协", "elliptic")
        if head in CHIEFS_OF_WORKS and body and not body.endswith(head[0]):
            works = works_in(self.text, sentence, post.start, head[0])
            if works is not None:
                return Body(works, derivation="inherited")  # 赴白云西矿检查，矿长甲: not of the group that tells of it
        if body and not unit:
            return self._house(body, "elliptic")
        if head in CHIEFS_OF_WORKS and (told := self.works.get(head) or self._works_named(head[0], post.start)):
            return told
        house = house_in(self.text, line, post.start, head[0]) if len(head) == 2 and head[1] == "长" else None
        return Body(house, None, (), "institution", None, "inherited") if house is not None else None
