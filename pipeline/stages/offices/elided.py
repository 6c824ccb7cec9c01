"""Bodies whose place or owner the text leaves out: 市教育局, 党委, 管委会, 刑庭, 办公室."""

from __future__ import annotations

import re

from pipeline.stages.offices import bodies as b
from pipeline.stages.offices.bodies import Body
from pipeline.stages.offices.context import Context
from pipeline.stages.offices.kinds import (
    ARMS,
    COMMUNE,
    COURT_OF,
    FIRM,
    FIRM_ROOM,
    INSIDE,
    LOCAL_ORGAN,
    MEN,
    PARTY_DEPARTMENT,
    STAFF,
    TASK_GROUP,
    TROOP_PART,
    UNIT,
    YOUTH,
    central,
)
from pipeline.stages.offices.layout import group_body
from pipeline.stages.offices.tokens import Post

_VILLAGE_BODIES = frozenset(("委会", "监委会", "务监督委员会", "民委员会", "民小组"))


class Elided(Context):
    """Completes such a body from what the text has said, or from where it speaks from."""

    def _task_office(self, post: Post) -> Body | None:
        """甲任领导小组副组长，乙任办公室主任: the office is the group's."""
        floor = self.breaks.line(post.start)
        if self.text[post.start - 1 : post.start] not in "任由为兼" or post.start < 1:
            return None
        named = TASK_GROUP.findall(self.text, max(floor, post.start - 120), post.start)
        if not named:
            return None
        group = group_body(self.text, post.start)
        whole = (self._ellipsis(group, post) if UNIT.match(group) else Body(group)) if group else Body(named[-1])
        return whole.sub("办公室").as_("inherited") if whole is not None else None

    def _department(self, organ: str, carried: Body) -> Body:
        if carried.place and (
            carried.committee or (carried.type == "party" and PARTY_DEPARTMENT.search(carried.shown))
        ):
            return b.local(carried.place, f"委{organ}", "inherited")
        return carried.base().sub(organ).as_("inherited")

    def _inside(self, word: str, before: Body | None) -> bool:
        """Is this a department of the body before it (民事审判庭 of a court)?"""
        return (
            before is not None
            and not before.committee
            and not central(before)
            and (
                INSIDE.fullmatch(word) is not None
                or (FIRM_ROOM.fullmatch(word) is not None and FIRM.search(before.shown) is not None)
            )
        )

    def _troop(self, word: str, pos: int) -> Body | None:
        """支队参谋长: the 支队 that the text has named in full before."""
        found = re.search(rf"(?:{'|'.join(ARMS)})[\u4e00-\u9fff]{{1,8}}?{word}", self.text[max(0, pos - 3000) : pos])
        named = found[0] if found else None
        return Body(named, None, (), "military", None, "inherited") if named else None

    def _court(self, kind: str, home: str | None, pos: int) -> Body | None:
        """The court or procuratorate that a room or committee of its kind stands in."""
        if self.last is not None and kind in self.last.shown and self.last_at >= self.breaks.line(pos):
            return self.last.base()
        if home and home.endswith(kind):
            return self._house(home, "elliptic")
        return self.bodies.house_of(kind, pos, self.bodies.home(pos)[0])

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
                rest = word[unit.end() :]
                if unit[1] in ("村", "社区") and rest in _VILLAGE_BODIES:
                    rest = unit[1] + rest
                return b.local(where, rest, "elliptic")
            return Body(word, None, (), "other", None, "elliptic")
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
        if word in MEN and (troop := self._troop(word, pos)) is not None:
            return troop
        if (part := TROOP_PART.fullmatch(word)) is not None:
            troop = self._troop(part["unit"], pos) if part["unit"] in MEN else self._troop_told("政治委员", pos)
            if troop is not None:
                return troop.sub(part["part"] or part["part2"]).as_("inherited")  # 支队|政治处, 三中队
        if word in STAFF:
            troop = self.last if self.last is not None and self.last.type == "military" else None
            troop = troop or self._troop_told("政治委员", pos)
            if troop is not None:
                return troop.sub(word).as_("inherited")
        if word in ("军分区", "警备区") and (troop := self._troop_told("司令员", pos)) is not None:
            return troop
        if b.inner(word) and self.last is not None and self.last_at >= self.breaks.line(pos):
            then = self.bodies.renamed(pos, self.last_at)
            if then is not None:
                return self._house(then, "elliptic").sub(word)  # 改名为甲学院，乙任党委书记
        if b.inner(word) and self.last is None and not body:
            told = self.bodies.ending((word,), pos, self.breaks.line(pos))
            if told is not None and told.shown != word:
                return told.as_("inherited")  # 新一届村党委…，甲当选为党委书记
        if b.inner(word) and self.last is None and (seat := self._seat_in_line(pos)) is not None:
            return b.local(seat, word, "elliptic")  # 白水洋镇农技员、团委|书记
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
            if place and kind:
                return b.local(place, kind, "elliptic").sub(word)
            if place:
                return b.local(place, word, "elliptic")
        if INSIDE.fullmatch(word) and (house := body or self.house):
            return Body(house, None, (), "institution", None, "elliptic").sub(word)
        if word == "公社" and (commune := COMMUNE.findall(self.text, max(0, pos - 300), pos)):
            return Body(commune[-1], None, (), "government", None, "elliptic")
        if self.last is not None and self.last.place and LOCAL_ORGAN.search(word) and len(word) <= 14:
            return b.local(self.last.place, word, "inherited")
        return Body(word, None, (), "other", None, "explicit")


def court_kind(word: str) -> str:
    """法院 or 检察院 for what only such a house has (刑庭, 审委会); empty for all else."""
    return COURT_OF.get(word, "法院" if word.endswith("庭") else "")
