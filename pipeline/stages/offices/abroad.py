"""Posts abroad: whose a head of state, a minister, a governor without a body of their own is."""

from __future__ import annotations

import re

from pipeline.lexicon import leaders, surnames
from pipeline.lexicon.bodies import body_of
from pipeline.lexicon.places import gazetteer
from pipeline.stages.offices import bodies as b
from pipeline.stages.offices.bodies import Body
from pipeline.stages.offices.context import Context
from pipeline.stages.offices.kinds import ABBREVIATED, ANY_COUNTRY, MINISTRIES
from pipeline.stages.offices.post import Post
from pipeline.stages.offices.unlikely import ends_as_body, may_be_land
from schemas.layers import PlaceLevel

#: what 国 begins a word with: 以色列|国防部, 乌克兰|国家安全局
_AFTER_STATE = ("防", "家", "会", "务", "库", "土")
#: levels of places that no list of our divisions holds
_UNLISTED = ("region", "city", "other")


#: 随同甲总统来访的有：…, 代表团成员中有…: a list of those who came with a guest
_CAME_WITH = re.compile(
    r"随同(?P<guest>[^，。；\n]{2,24}?)(?P<comes>来访|来华|来京|来我国|前来|访问|到访|抵达)[^，。；：\n]{0,10}?的(?:还)?(?:主要)?(?:有|是)"
    r"|(?P<party>[^，。；\n]{2,16}?(?:代表团|访华团))的?(?:主要)?(?:成员|团员)(?:中)?(?:还)?(?:有|是|包括)"
)
_HEAD_OF_STATE = re.compile(r"总统|国王|亲王|女王|首相|埃米尔|苏丹")
#: organs that many states have under one name
_ORGAN_OF_ANY = re.compile(
    r"(?:国务|革命|国防)委员会|部长会议|(?:国民|人民|联邦|大国民)议会|[参众下上]议院|最高苏维埃|国家情报局|(?:总统|首相|总理)(?:府|办公室)|中央书记处|常设主席团"
)
_OUR_OWN = ("中国", "中华", "中共", "全国")


class Abroad(Context):
    """What a document says of the states and places of other countries."""

    def _abroad_here(self, post: Post, name: str) -> str | None:
        """以色列内阁批准了国防部长卡茨的建议: the foreign country of the sentence, where the name is not Chinese."""
        if leaders.body_of(name, post.title, self.day) or _chinese(name):
            return None
        floor = self.breaks.sentence(post.start)
        return self.bodies.foreign_in(floor, post.start)

    def _land_of_last(self) -> str | None:
        """The foreign country of the body named last (美国财政部 → 美国)."""
        return None if self.last is None else self._land_of(self.last)

    def _land_before(self, body: Body | None) -> str | None:
        """The country that the post before is of, or of one of its parties (克罗地亚社会民主者党主席、|议会副议长)."""
        if body is None or body.type == "country":
            return None if body is None else body.shown
        partisan = body.shown.endswith(b.PARTY_ENDS) or "党中央" in body.shown
        return self._land_of(body) if partisan or body.type == "foreign" else None

    def _land_of(self, body: Body) -> str | None:
        """The foreign country that a body belongs to."""
        if body.type == "country":
            return None if body.name == "中华人民共和国" else body.name
        for n in range(6, 1, -1):
            if body.shown[n - 1 : n] == "国" and body.shown[n : n + 1] in _AFTER_STATE:
                continue  # 以色列|国防部
            found = gazetteer().named(body.shown[:n], bare=False)
            if found and found[0].level == "country" and found[0].name not in ("中国", "中华人民共和国"):
                return body.shown[:n]
        return None

    def _abroad(self, word: str, post: Post, name: str) -> Body | None:
        """A head of state or minister whose country stands in no gazetteer form: 俄总统, 政府总理, 哥总统."""
        if word[-1] in ABBREVIATED and (len(word) == 1 or word[:-1] in ("", "新任")):
            return b.country(ABBREVIATED[word[-1]])
        if word[0] in "省市县乡镇":
            return None  # 市议会议长
        if len(word) > 1 and not word.endswith(ANY_COUNTRY) and len(word) <= 8 and may_be_land(word):
            return b.country(word)
        if len(word) > 2 and ends_as_body(word) and not word.endswith(ANY_COUNTRY):
            told = self.bodies.foreign_country(post.start)  # 国民议会|副议长
            return Body(told + word, None, (word,), "foreign") if told else Body(word, None, (), "foreign")
        land = leaders.body_of(name, post.title, self.day) or self.bodies.foreign_country(post.start)
        if land is not None:
            return self._named(land)
        generic = next((g for g in ANY_COUNTRY if len(g) > 2 and word.endswith(g)), None)
        return Body(generic, None, (), "foreign", None, "elliptic") if generic else None

    def _of_guests(self, post: Post, before: Body | None) -> Body | None:
        """The body of a post in the state of the guests whom a list names (随同卡翁达总统来访的有：外交部长甲、国防部长乙)."""
        body = post.body
        if body is None or body.place or body.type in ("country", "foreign", "company", "school", "media"):
            return body
        told = _ORGAN_OF_ANY.fullmatch(body.shown)
        if told and before is not None and before.type == "country" and (land := self._land_of(before)) is not None:
            return Body(land + body.shown, None, (body.shown,), "foreign", None, "inherited")
        if not (told or MINISTRIES.fullmatch(body.shown) or body.type == "other" or body.shown.endswith("部")):
            return body
        floor = self.breaks.sentence(post.start)
        lead = _CAME_WITH.search(self.text, max(floor, post.start - 400), post.start)
        if lead is None or any(w in self.text[lead.end() : post.start] for w in ("我国", "中国", "陪同")):
            return body
        if lead["party"] is not None:
            land = self.bodies.foreign_in(lead.start(), lead.end())
        elif lead["comes"] in ("来华", "来京", "来我国", "来访") or _HEAD_OF_STATE.search(lead["guest"]):
            land = self.bodies.foreign_in(lead.start(), lead.end()) or self.bodies.foreign_country(lead.start())
        else:
            return body
        if land is None or body.shown.startswith((land, *_OUR_OWN)):
            return body
        return Body(land + body.shown, None, (body.shown,), "foreign", None, "inherited")

    def _abroad_seat(self, place: tuple[int, int, str, PlaceLevel], holder: str, post: Post) -> bool:
        """Does the place of a local chief lie abroad: 美国|加利福尼亚州|州长, 沙特|利雅得省|省长?"""
        start, _, name, level = place
        if level not in _UNLISTED:
            return False
        found = gazetteer().named(name)
        if found and found[0].level == "city" and not found[0].code:
            return True
        land = self.bodies.place_in(max(0, start - 8), start)
        return (land is not None and land[1] == start and land[3] == "country") or self._stranger(holder, post)

    def _land_told(self) -> str | None:
        """The foreign country of one of the posts that the paragraph has told of, the last first."""
        return next((land for body in reversed(self.told.values()) if (land := self._land_of(body)) is not None), None)

    def _stranger(self, holder: str, post: Post) -> bool:
        """Whether the holder of a local post is none of ours: 肯塔基州州长安迪·贝希尔, 俄别尔哥罗德州州长格拉德科夫."""
        if "·" in holder:
            return holder.split("·")[0] not in surnames.native() and self.bodies.foreign_country(post.start) is not None
        return not _chinese(holder) and len(holder) > 3 and self.bodies.foreign_country(post.start) is not None

    def _no_division(self, word: str, post: Post) -> bool:
        """南澳州, 麦加省: a state or province that no list of ours holds, in a text that names a foreign country."""
        if word[-1] not in "州省" or any(p.domestic for p in gazetteer().named(word)):
            return False
        return self.bodies.foreign_country(post.start) is not None

    def _named(self, word: str) -> Body:
        known = b.fixed(word)
        if known is not None:
            return known.as_("elliptic")
        listed = body_of(word)
        if listed is not None and listed.type not in ("country", "foreign"):
            return Body(listed.name, listed.short, listed.aliases, listed.type, None, "elliptic")  # 外交部
        return b.country(word, "elliptic")


def _chinese(name: str) -> bool:
    """Does the name open with a usual Chinese surname and have the length of one?"""
    return len(name) <= 3 and surnames.surnames().get(name[:1], -99.0) > -9.0
