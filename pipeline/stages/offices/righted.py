"""What is set right in the body found for a post: whose committee, which of two names, whose the bare one is."""

from __future__ import annotations

import re

from pipeline.lexicon import offices
from pipeline.stages.offices import bodies as b
from pipeline.stages.offices.bodies import Body
from pipeline.stages.offices.kinds import (
    BARE_HOUSE,
    COUNCIL,
    MINISTERS,
    NUMBERED,
    NUMERALS,
    one_of_two,
    seat_of_republic,
)
from pipeline.stages.offices.placed import Placed
from pipeline.stages.offices.post import Post
from pipeline.stages.offices.unlikely import of_no_state, whole_conference

#: organs that each county and city has, and one named by its unit alone
_ORGANS_OF_PLACE = frozenset(
    ("政协", "政府", "人大", "人大常委会", "纪委", "监委", "法院", "检察院", "武装部", "人武部")
)
UNIT_ORGAN = re.compile("([省市县区州旗])(?:委|人大|政府|人民政府|政协|纪委|人武部)")
#: 市委常委、|纪委|书记 of a city that is not told: the commission is no part of the committee
_OF_COMMITTEE = re.compile("(?P<unit>[省市县区州旗])委(?P<organ>纪委|监委)")
_GOVERNMENT = re.compile(r"(?P<place>[\u4e00-\u9fff]{1,12})人民政府$")
#: titles that a committee of the Party alone has
OF_PARTY = frozenset(offices.words("party_post"))


def _standing(body: Body) -> Body:
    """市人大主任: a congress has no 主任, its standing committee has."""
    if not body.place or body.name != f"{body.place}人民代表大会" or body.place[-1] in "镇乡道":
        return body
    return b.local(body.place, "人大常委会", body.derivation)


class Righted(Placed):
    """Sets a body right by its title and by what stands beside it."""

    def _righted(self, post: Post, before: Body | None) -> Body | None:
        """The body of a post as its title lets it be; None where no such post can be."""
        if post.body is None and post.bare and post.hit.title.head == "总参谋长" and self._of_ours(post):
            post.body = Body("中国人民解放军总参谋部", "总参谋部", ("总参",), "military", None, "elliptic")
        if post.body is not None and (of := _OF_COMMITTEE.fullmatch(post.body.name)) is not None:
            post.body = Body(of["unit"] + of["organ"], None, (), "discipline", None, "elliptic")
        if post.body is not None and post.body.name == "政治局":
            post.body = Body("中国共产党中央政治局", "中央政治局", ("中共中央政治局",), "party", None, "elliptic")
        if post.body is not None and post.bare and post.hit.title.head in OF_PARTY:
            post.body = self._committee_beside(post.body, post) or post.body
        if post.body is not None and post.body.name in BARE_HOUSE:
            post.body = self._own_house(post) or post.body
        short = post.body.name if post.body is not None and post.body.type == "people" else ""
        about = self._about_named(post.start) if short else None
        if about is not None and about != short and about.endswith(short):
            post.body = Body(about, None, (short,), "people", None, "inherited")  # 全美|晋江同乡联谊会
        if post.body is not None and post.body.name in _ORGANS_OF_PLACE and post.body.place is None:
            post.body = self._of_same_unit(post.body, before)
        if post.body is not None and self.republican and post.body.type == "government":
            post.body = seat_of_republic(post.body)
        if post.body is not None and post.body.type == "cppcc" and post.hit.title.head == "主席":
            post.body = whole_conference(post.body)
        if post.body is not None and post.body.type == "congress" and post.hit.title.head in ("主任", "副主任"):
            post.body = _standing(post.body)
        if post.body is not None and post.body.type == "discipline":
            post.body = one_of_two(post.body, post.hit.title.head)
        if post.body is not None and post.body.place is None and (m := self.bodies.whole_of(post.body.name)):
            post.body = b.of_mention(m)  # 市文学艺术界联合会 of a city that the text names elsewhere
        if post.body is not None and post.hit.title.head in NUMBERED and post.body.name[-1] in NUMERALS:
            post.body = post.body.sub(post.hit.title.head[0])  # 二野53|师长
        if post.body is not None and post.hit.title.head.endswith("委员长") and post.body.name == "全国人民代表大会":
            post.body = b.fixed("全国人大常委会")  # 全国人大|副委员长
        if post.body is not None and post.hit.title.head in MINISTERS:
            self._ministry(post, post.body)
        if post.body is not None and of_no_state(post, post.body):
            post.body = None
        return post.body

    def _ministry(self, post: Post, body: Body) -> None:
        """中国外长, 国务委员兼|外长: the post in our own ministry is that of its 部长."""
        head = post.hit.title.head
        ours = body.name == "中华人民共和国" or (body.type == "government" and body.shown.endswith("部"))
        if ours and not body.name.endswith(MINISTERS[head]):
            post.body = body = self._named(MINISTERS[head])
        if body.type != "foreign" and body.name.endswith(MINISTERS[head]):
            post.title = post.title.replace(head, "部长")

    def _of_same_unit(self, body: Body, before: Body | None) -> Body:
        """县委副书记、|政府|县长甲，|政协|主席乙, of a county that is not told: the county's, as the organ named before is."""
        beside = before or self.last
        unit = UNIT_ORGAN.match(beside.shown) if beside is not None else None
        return Body(unit[1] + body.name, None, (body.name,), body.type, None, "inherited") if unit is not None else body

    def _of_ours(self, post: Post) -> bool:
        """副总参谋长甲 of a text of before 2016 that names no other country in its sentence."""
        if self.day is None or self.day >= "2016":
            return False
        place = self.bodies.place_in(self.breaks.sentence(post.start), post.start)
        return place is None or place[3] not in ("country", "city")

    def _committee_beside(self, body: Body, post: Post) -> Body | None:
        """县长甲、|副书记|乙: no government has a secretary, the committee of its place does."""
        seat = _GOVERNMENT.match(body.name) if body.type == "government" else None
        if seat is None:
            return None
        organ = "党委" if seat["place"].endswith(("镇", "乡", "街道")) else "委"
        if body.place:
            return b.local(body.place, organ, "inherited") if seat["place"] == body.place else None
        return self.named(seat["place"] + organ, post)

    def named(self, word: str, post: Post) -> Body | None:
        """The body of a membership list, as its heading names it."""
        at = self.text.rfind(word, 0, post.start)
        found = self.bodies.last_in(at, at + len(word)) if at >= 0 else None
        if found is not None and found[:2] == (at, at + len(word)) and found[2].type in ("cppcc", "congress", "party"):
            return b.of_mention(found[2])  # 青石县政协第一届委员会⏎主席：甲
        if (council := COUNCIL.fullmatch(word)) is not None:
            return b.local(council[1], "政协", "elliptic")
        return b.fixed(word) or self._ellipsis(word, post)
