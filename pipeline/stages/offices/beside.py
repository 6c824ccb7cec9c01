"""Whose a bare title is by what stands beside it: a board, a council, a court, a host, an embassy, a university."""

from __future__ import annotations

import re

from pipeline import hosts
from pipeline.lexicon import offices
from pipeline.stages.offices import bodies as b
from pipeline.stages.offices.bodies import Body
from pipeline.stages.offices.elided import Elided
from pipeline.stages.offices.kinds import (
    OWN_ENDS,
    SESSION_COMMITTEE,
)
from pipeline.stages.offices.post import Post

#: what names a committee of a board that the clause gives a head: 审计委员会：, 提名委员会由
_OF_BOARD = re.compile(rf"({offices.either('board_committee')})(?=[：由])")
#: the posts of a unit of troops
_COMMANDS = frozenset(
    ("司令员", "司令", "政委", "政治委员", "军长", "师长", "旅长", "参谋长", "总指挥", "总司令", "指挥")
)
_UNIT_END = r"(?:军|纵队|支队|总队|大队|兵团|师|旅|独立团|军区|军分区|游击队|司令部)"
_LEAD_IN = r"(?:成立|组建|组成|扩编为|改编为|整编为|编成|改称|下辖|辖|[、，；和]|^)了?"
_PLAIN = r"(?:(?!成立|组建|扩编|改编|整编|改称|下辖|[年月日])[\u4e00-\u9fff])"
_TROOPS_NOTED = re.compile(rf"{_LEAD_IN}(?P<b>(?:第\d{{1,5}})?{_PLAIN}{{2,16}}?{_UNIT_END})（[^（）\n]{{0,40}}$")
_TROOPS_RAISED = re.compile(
    rf"(?:组建|成立|组成|扩编为|改编为|整编为|编成|改称)了?(?P<b>[\u4e00-\u9fff\d]{{2,20}}?{_UNIT_END})，[^。；\n]{{0,36}}$"
)
#: 主任|由县委委员甲兼任，
_BY_ANOTHER = re.compile(r"由[^，。；\n]{4,40}(?:兼任|担任|兼)，(?:其他成员为)?$")
#: an embassy of ours, whose head is the state's ambassador
_EMBASSY = re.compile(r"(?:中国|中华人民共和国)驻([\u4e00-\u9fff]{2,12}?)大?使馆")


class Beside(Elided):
    """Finds the body of a title that stands alone by its neighbours."""

    def _board(self, post: Post) -> Body | None:
        """审计委员会：独立董事甲（主任委员）, 提名委员会由乙任主任委员: the board's committee that the clause names."""
        floor = max(self.breaks.sentence(post.start), post.start - 60)
        named = [
            m for m in _OF_BOARD.finditer(self.text, floor, post.start) if "；" not in self.text[m.end() : post.start]
        ]
        house = self.bodies.home(post.start)[1] or (self.last.base().name if self.last is not None else None)
        if not named or house is None:
            return None
        whole = self._house(house, "elliptic")
        return whole.sub("董事会").sub(named[-1][1]) if whole.type != "school" else whole.sub(named[-1][1])

    def _town_committee(self, post: Post) -> Body | None:
        """办公室主任由组织委员甲兼任: of the township's committee, where the last body is none."""
        last = self.last
        if last is not None and last.type == "party":
            return None
        where = last.place if last is not None else None
        where = where or self.bodies.home(post.start)[0]
        if where is None or not where.endswith(("镇", "乡", "街道")):
            return None
        return b.local(where, "党工委" if where.endswith("街道") else "党委", "elliptic")

    def _of_council(self, post: Post) -> Body | None:
        """经济委员会副主任甲。副主席乙: of the conference that the committee is one of."""
        last = self.last
        if last is None or last.type != "cppcc" or post.hit.title.head not in ("主席", "副主席", "秘书长", "常委"):
            return None
        whole = SESSION_COMMITTEE.split(last.shown)[0]
        return b.local(last.place, "政协", "elliptic") if last.place and whole != last.shown else None

    def _of_court(self, post: Post) -> Body | None:
        """审判长由副院长甲担任: in a trial these are of the court, not of the office of the accused."""
        court = post.hit.title.domain == "court" and "法院" not in (self.last.name if self.last is not None else "")
        tries = post.hit.title.head == "院长" and self.text.endswith("审判长由", 0, post.start)
        found = self.bodies.ending(("法院",), post.start, 0) if court or tries else None
        return found.as_("inherited") if found is not None else None

    def _of_troops(self, post: Post) -> Body | None:
        """成立东满护路军（甲任|司令员）, 组建铁道纵队，乙任|司令员: the troops told right before, whatever they are called."""
        if post.title.lstrip("副代理") not in _COMMANDS:
            return None
        floor = max(self.breaks.sentence(post.start), post.start - 70)
        m = _TROOPS_NOTED.search(self.text, floor, post.start) or _TROOPS_RAISED.search(self.text, floor, post.start)
        if m is None:
            return None
        named = self.bodies.last_in(floor, m.end("b"))
        if named is not None and named[1] == m.end("b"):
            return b.of_mention(named[2]).as_("inherited")
        return Body(m["b"], None, (), "military", None, "inherited")

    def _region(self, post: Post) -> str | None:
        """The special region whose officials are told of."""
        place = self.last.place if self.last is not None and self.last.place else self.bodies.home(post.start)[0]
        return place if place is not None and place.endswith("特别行政区") else None

    def _host(self, post: Post) -> Body | None:
        """校党委书记甲会见乙大学丙。副校长丁陪同: of the house that receives, which has no name here."""
        if self.last is None or self.last.base().shown not in self.away:
            return None
        sentence = self.breaks.sentence(post.start)
        if self.last_at >= sentence or self.text[sentence : post.start].strip(" \u3000"):
            return None
        told = next((x for x in self.told.values() if x.base().shown in OWN_ENDS), None)
        return told.base().as_("elliptic") if told is not None else None

    def _only_guests(self, post: Post) -> bool:
        """校长甲会见来访我校的乙大学代表团: whether the only schools named are guests of the one that tells of itself."""
        if not self.away or self.bodies.home(post.start)[1] is not None:
            return False
        if self.last is not None and self.last_at >= self.breaks.sentence(post.start):
            return False
        named = self.bodies.of_type(("school",), post.start)
        return hosts.speaks(self.text) and (named is None or named.base().shown in self.away)

    def _beside_chief(self, post: Post) -> Body | None:
        """办事处主任由县委委员甲兼任，|副主任乙: of the body whose chief has just been told, not of his."""
        if not post.title.startswith("副"):
            return None
        head = post.title.removeprefix("副")
        floor = self.breaks.sentence(post.start)
        by = _BY_ANOTHER.search(self.text, floor, post.start)
        if by is None or not self.text.endswith(head, floor, by.start()):
            return None
        return next((of.as_("inherited") for said, of in reversed(self.told.items()) if said.endswith(head)), None)

    def _of_embassy(self, post: Post, line: int) -> Body | None:
        """中国驻法国使馆举行招待会，甲|大使|致辞: the state's ambassador to the country of the embassy."""
        embassy = self.bodies.ending(("使馆",), post.start, max(line, post.start - 200))
        host = _EMBASSY.fullmatch(embassy.name) if embassy is not None else None
        if host is None:
            return None
        post.title = post.title.replace("大使", f"驻{host[1]}大使")
        return b.country("中国", "elliptic")

    def _university(self, before: Body | None, pos: int) -> Body | None:
        """The university that has the school which a post there would be given: 商学院召开党代会，|常务副校长甲到会."""
        near = before or self.last
        home = self.bodies.home(pos)[1] or (near.shown if near is not None else "")
        name = hosts.university_of(home)
        if name is None or (
            not name
            and any(b.SCHOOL.search(x.shown) and hosts.university_of(x.shown) is None for x in self.told.values())
        ):
            return None
        return self._house(name, "elliptic") if name else Body("学校")

    def _vice(self, post: Post) -> bool:
        """中共中央主席甲，|副主席|乙: of the body whose chief the sentence has just named, be it one that has few posts."""
        vice = post.title.startswith("副") and post.title.removeprefix("副") == self.last_title
        return vice and self.last_at >= self.breaks.sentence(post.start)
