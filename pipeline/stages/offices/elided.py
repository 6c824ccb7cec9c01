"""Bodies whose place or owner the text leaves out: 市教育局, 党委, 管委会, 刑庭, 办公室."""

from __future__ import annotations

import re

from pipeline.bodies import title_unit
from pipeline.lexicon import offices
from pipeline.stages.offices import bodies as b
from pipeline.stages.offices.bodies import Body
from pipeline.stages.offices.ellipsis import PARTY_ONLY, Ellipsis
from pipeline.stages.offices.kinds import (
    FIRM,
    FIRM_ROOM,
    INSIDE,
    MET,
    OF_UNIT,
    PARTY_CONGRESS,
    PARTY_DEPARTMENT,
    REGIME,
    ROOM,
    SESSION_COMMITTEE,
    SET_UP,
    TASK_GROUP,
    UNIT,
    central,
    fits,
    suits,
)
from pipeline.stages.offices.layout import group_body
from pipeline.stages.offices.post import Post
from pipeline.stages.offices.unlikely import committee_of

#: what says that a body was chosen or founded
_BROUGHT = re.compile(r"(?:产生|成立|组成|组建|建立|选出)了?(?:第?[一二三四五六七八九十]{1,3}届|新一届)?$")
#: 中共甲县委员会建立，乙任|书记
_FORMED = re.compile(r"(?:正式|宣告|相继)?(?:成立|建立|组建|恢复|设立)，$")


#: the posts that such rows give, and no 联系人 of a notice
_CHIEFS = ("主任", "书记", "主席", "司令员", "政委", "政治委员", "委员", "长")
#: a row that gives a post and its holders, and the mark behind the post
ROW = re.compile(r"[ \u3000]*[\u4e00-\u9fff、（） \u3000]{2,16}：")
COLON = re.compile(r"[ \u3000]{0,2}：")
#: posts of the office of a group, where no body stands with them
_OF_OFFICE = frozenset(("主任", "副主任", "常务副主任"))


def _group_ends(name: str) -> tuple[str, ...]:
    """What the full name of a group ends with that is called so (领导小组): a member's own 委员会 between is none."""
    return next(((w,) for w in offices.words("task_group") if name.endswith(w)), ("",))


class Elided(Ellipsis):
    """Completes such a body from what the text has said, or from where it speaks from."""

    def _task_office(self, post: Post) -> Body | None:
        """甲任领导小组副组长，乙任办公室主任: the office is the group's."""
        floor = self.breaks.line(post.start)
        if self.text[post.start - 1 : post.start] not in "任由为兼" or post.start < 1:
            return None
        named = TASK_GROUP.findall(self.text, max(floor, post.start - 120), post.start)
        if not named:
            return None
        group = group_body(self.text, post.start, ends=_group_ends(named[-1]))
        whole = (self._ellipsis(group, post) if UNIT.match(group) else Body(group)) if group else Body(named[-1])
        return whole.sub("办公室").as_("inherited") if whole is not None else None

    def _regime(self, word: str, head: str, pos: int) -> Body | None:
        """国民党永康县|县长, 伪|县长: of the government that the Party fought, never of the 人民政府 there."""
        m = REGIME.fullmatch(word)
        if m is None:
            return None
        unit = title_unit(head) or ""
        place = m["place"] or self.bodies.place_of(unit, pos)
        names = (f"{place}政府",) if place else ()
        return Body(f"{m['whose']}{place or unit}政府", None, names, "government", place)

    def _department(self, organ: str, carried: Body) -> Body:
        if carried.place and (
            carried.committee or (carried.type == "party" and PARTY_DEPARTMENT.search(carried.shown))
        ):
            return b.local(carried.place, f"委{organ}", "inherited")
        beside = PARTY_DEPARTMENT.search(carried.shown)
        if not carried.committee and beside is not None and organ in PARTY_ONLY:  # 市委组织部部长、|统战部部长
            return Body(carried.shown[: beside.start()] + f"委{organ}", None, (), "party", None, "inherited")
        return carried.base().sub(organ).as_("inherited")

    def _inside(self, word: str, before: Body | None) -> bool:
        """Is this a department of the body before it (民事审判庭 of a court)?"""
        return (
            before is not None
            and not before.committee
            and not central(before)
            and not (word.endswith(("系", "学院")) and before.shown.endswith(("室", "科", "股", "所")))
            and (
                INSIDE.fullmatch(word) is not None
                or (FIRM_ROOM.fullmatch(word) is not None and FIRM.search(before.shown) is not None)
            )
        )

    def _autonomous(self, post: Post, before: Body | None) -> Body | None:
        """甲自治区党委副书记、|自治区主席: of the region that the chain or the text has named."""
        carried = before.place if before is not None and before.place else ""
        where = carried if carried.endswith("自治区") else self.bodies.place_of("自治区", post.start)
        return b.local(where, "政府", "inherited") if where else None

    def _that_unit(self, word: str, pos: int) -> Body | None:
        """该连连长, 该旅作训科科长: the unit of that kind that the text has named before."""
        m = OF_UNIT.fullmatch(word)
        troop = self.troops.last((m["unit"],), pos) if m is not None else None
        if troop is None or m is None:
            return None
        return troop.sub(m["rest"]) if m["rest"] else troop

    def _labelled(self, post: Post) -> Body | None:
        """金属材料系（主任：甲）: the body stands before the bracket that gives its head."""
        text, at = self.text, post.start - 1
        if text[at : at + 1] != "（" or text[post.end : post.end + 1] not in ("：", " ", "\u3000"):
            return None
        named = self.bodies.last_in(self.breaks.line(at), at)
        if named is not None and named[1] == at:
            return b.of_mention(named[2])
        room = ROOM.search(text, max(self.breaks.line(at), at - 18), at)
        return self._ellipsis(room["name"], post) if room is not None else None

    def _in_bracket(self, post: Post) -> Body | None:
        """建筑系（系主任甲）: the unit of the title stands before the bracket."""
        text, at = self.text, post.start - 1
        if text[at : at + 1] != "（" or post.start < post.body_end or not text.endswith(post.organ, 0, at):
            return None
        room = ROOM.search(text, max(self.breaks.line(at), at - 18), at)
        return self._ellipsis(room["name"], post) if room is not None else None

    def _met(self, post: Post) -> Body | None:
        """The committee whose meeting the sentence says chose the holder."""
        if self.text[post.start - 1 : post.start] != "为":
            return None
        m = MET.search(self.text, max(self.breaks.sentence(post.start), post.start - 60), post.start)
        if m is None:
            return None
        met = self.bodies.last_in(m.start(), m.end("name"))
        if met is not None and met[1] == m.end("name"):
            return b.of_mention(met[2]).as_("inherited")  # 政协第十三届徐州市委员会第二次会议选举…为主席
        party = PARTY_CONGRESS.search(self.text, 0, post.start) if m["name"] == "委员会" else None
        if party is not None:
            name = party["name"]
            return Body(f"{name}委员会", f"{name}委", (f"{name}委会",), "democratic-party", None, "inherited")
        return None if m["name"] == "委员会" else self._ellipsis(m["name"], post)

    def _brought(self, post: Post) -> Body | None:
        """选举产生中共甲县第六届委员会。乙任|书记: the body that was chosen or founded right before."""
        line = max(self.breaks.line(post.start), post.start - 60)
        m = self.bodies.last_in(line, post.start)
        if m is None or self.last_at >= m[0] or self.text[post.start - 1] not in "任为":
            return None
        found = b.of_mention(m[2])
        brought = _BROUGHT.search(self.text, max(line, m[0] - 9), m[0])
        mark = self.text.find("，", m[1], min(post.start, m[1] + 8)) + 1
        formed = mark > 0 and "，" not in self.text[mark : post.start] and _FORMED.fullmatch(self.text, m[1], mark)
        if not (brought or formed) or not (fits(found, post) and suits(found, post)):
            return None
        return found.as_("inherited")

    def _session(self, post: Post) -> Body | None:
        """环资委提出报告，副主任委员甲作了说明: of the committee that the sentence names."""
        floor = max(self.breaks.sentence(post.start), post.start - 60)
        words = SESSION_COMMITTEE.findall(self.text, floor, post.start)
        house = self.bodies.of_type(("congress", "cppcc"), post.start) if words else None
        if house is None:
            return None
        return committee_of(house, words[-1])

    def _set_up(self, word: str, post: Post) -> Body | None:
        """指挥部办公室设在县水利局，办公室主任由…兼任: the office is the headquarters', not the bureau's."""
        low = max(self.breaks.line(post.start), post.start - 80)
        if not word and post.title in _OF_OFFICE and self._takes(post):
            low = max(
                low, self.text.rfind("。", low, post.start)
            )  # …下设办公室，由甲任主任: of the office, in its sentence
        elif word != "办公室":
            return None
        found = SET_UP.findall(self.text, low, post.start)
        if not found:
            return None
        name = re.sub(r"下设$|设$", "", found[-1].removesuffix("办公室"))
        group = group_body(self.text, post.start, ends=_group_ends(name))
        whole = group if group is not None and group.endswith(name) else name
        if not whole:
            return None
        body = self._ellipsis(whole, post) if UNIT.match(whole) else Body(whole)
        return body.sub("办公室").as_("inherited") if body is not None else None

    def _takes(self, post: Post) -> bool:
        """Whether a post is what somebody takes over: 任主任, 主任由甲担任."""
        return self.text[post.start - 1 : post.start] in "任为" or self.text.startswith("由", post.end)

    def _listed(self, post: Post) -> Body | None:
        """书记：甲 under the line that names a village or a subsidiary; a village's 主任 is its committee's."""
        if self.last is not None:
            return None
        head = post.hit.title.head
        if self.text[self.breaks.line(post.start) : post.start].strip(" \u3000"):
            return None
        if (village := self.headings.village(post.start)) is not None:
            organ = {"书记": "党支部", "主任": "村委会"}.get(head)
            return b.local(village, organ, "elliptic") if organ else None
        return self.headings.body(post.start) or self._told_above(post)

    def _told_above(self, post: Post) -> Body | None:
        """主任：甲 below the sentence that tells of the founding or the change of a body (第二次成立甲县革命委员会。)."""
        line, text = self.breaks.line(post.start), self.text
        if not COLON.match(text, post.end) or not post.title.endswith(_CHIEFS):
            return None
        above = line
        while above > 0 and (above == line or ROW.match(text, above)):
            line, above = above, self.breaks.line(above - 1)
        if above == line or not text[above:line].rstrip().endswith("。"):
            return None
        m = self.bodies.last_in(above, line)
        found = b.of_mention(m[2]) if m is not None else None
        if found is None or not (fits(found, post) and suits(found, post)):
            return None
        if post.hit.title.head.endswith("主任") and found.type == "party":
            return None
        return found.as_("inherited")
