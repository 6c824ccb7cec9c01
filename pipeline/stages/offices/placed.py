"""Bodies of the place that a title's stretch names: its government, its organs, a ministry of a country."""

from __future__ import annotations

import re

from pipeline.bodies import title_unit
from pipeline.stages.offices import bodies as b
from pipeline.stages.offices.bodies import Body
from pipeline.stages.offices.kinds import ANY_COUNTRY, LOCAL_ORGAN, SECTION_HEADS, STATE_HEADS, TERM, shared
from pipeline.stages.offices.post import Post
from pipeline.stages.offices.unnamed import Unnamed
from schemas.layers import PlaceLevel

#: which holder is meant, between the country or body and the title: 伊朗|新一届|总统, 不丹|第五世|国王, 纳米比亚|开国|总统
HOLDER = re.compile(
    r"(?:(?:新一届|新一任|新任|新届|现任|前任|本届|首[届任]|下一?任|第[一二三四五六七八九十]{1,3}[届任世])(?:政府)?|开国|摄政)$"
)
#: 英国|反对党|工党: what a party is, before its name
_OPPOSED = re.compile(r"(?:最大)?(?:反对|执政|在野)党(?=[\u4e00-\u9fff]{1,8}党)")


class Placed(Unnamed):
    """Finds the body of a post whose stretch begins or ends with a place."""

    def _of_place(self, p: tuple[int, int, str, PlaceLevel], e: int, word: str, post: Post, holder: str) -> Body:
        _, pe, name, level = p
        rest, head = self.text[pe:e], post.hit.title.head
        if level == "country" and rest in ("国家", "共和国", "联邦"):
            return b.country(name, surface=word)
        if rest and level == "country" and (of := title_unit(head)):
            rest = rest if rest.endswith((of, "郡")) else rest + of
            return b.abroad(rest, name + rest)  # 乌克兰|基辅市|市长, 美国|夏洛特|市长
        foreign = level == "country"
        if not foreign:
            rest = TERM.sub("", rest)  # 澜川市|首届人大常委会
            if not rest and post.organ:
                return b.local(name, "政府") if post.organ == "政府" else Body(name, None, (), "other", name)
        if not rest:
            unit = b.by_unit(head, name)
            if unit is not None:
                return b.abroad(name) if self._abroad_seat(p, holder, post) else unit
            if level == "country":
                return b.country(name, surface=word)
            if (unit_word := title_unit(head)) and not name.endswith((unit_word, "专区")):  # 基辅|市长
                return Body(f"{name}{unit_word}政府", None, (name, name + unit_word, f"{name}政府"), "government", name)
            if unit_word:
                return b.abroad(name) if self._abroad_seat(p, holder, post) else b.local(name, "政府")
            return Body(name, None, (), "other", name)
        if level == "country":
            return self._of_country(name, rest, self.text[p[0] : pe], word, post)
        if rest.startswith(("地委", "行署", "专署", "地区")):
            if rest.startswith("地委"):
                return Body(word, None, (), "party", name)
            return Body(word, None, (word.replace("地区", ""),), "government", name)
        if rest[-1] in "镇乡" and title_unit(head) == rest[-1]:
            return b.local(rest, "政府")  # 册亨县|冗渡镇|镇长
        if rest in ("委", "党委", "政府", "人民政府", "人大", "政协") or (len(rest) <= 14 and LOCAL_ORGAN.search(rest)):
            return b.local(name, rest)
        if level == "city" and rest and rest == title_unit(head):
            return b.abroad(name + rest)  # 首尔|市|市长
        if not post.organ and head in SECTION_HEADS and (section := shared(rest, head)) != rest:
            return Body(word[: -len(rest)] + section, None, (name + section,), "institution", name)
        return Body(word, None, (name + rest,), "institution", name)

    def _of_country(self, name: str, rest: str, surface: str, word: str, post: Post) -> Body:
        """日本|新一届|首相, 英国反对党|工党, 厄瓜多尔|前|经济财政部: what stands between a country and the title."""
        if not post.organ and (which := HOLDER.match(rest)) is not None:
            rest = rest[which.end() :]
            if not rest:
                return b.country(name, surface=surface)
        rest = _OPPOSED.sub("", rest)
        if len(rest) > 2 and rest[0] in "前原":
            rest, post.status = rest[1:], post.status or "former"  # 厄瓜多尔|前|经济财政部部长
        if rest in ANY_COUNTRY and STATE_HEADS.search(post.hit.title.head):
            return b.country(name, surface=word)  # 新西兰政府总理
        whole = rest if post.organ else shared(rest, post.hit.title.head)
        return Body(name + whole, None, (whole,), "foreign")
