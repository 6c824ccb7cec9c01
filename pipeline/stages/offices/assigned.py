"""Which of the names around a chain of posts hold them: the one behind it, the one before it, a row that shares them."""

from __future__ import annotations

import re
from bisect import bisect_left

from pipeline.lexicon import leaders
from pipeline.stages.offices.chains import Chain, Group, plural, seats
from pipeline.stages.offices.moves import Moves
from pipeline.stages.offices.phrasing import (
    ADDRESS,
    DESCRIBED,
    LABEL_END,
    LIST_GAP,
    MIXED,
    TAKEN,
    TERM_BEFORE,
)
from pipeline.stages.offices.post import Post, Who
from pipeline.stages.offices.verbs import LEAD, produced, status_of

#: what says right behind a name that its holder goes on to another post; what he is beside any post goes with him
_MOVES_ON = re.compile("(?:同志)?(?:已经?|日前|近日|随后)?(?:被?[升调转改提][任为]|擢升|晋升为|被?提拔为)(?!期)")
_KEPT = re.compile("(?:常委|委员|代表|教授|院士|研究员)$")
#: 任|甲县首任|县委书记: whose place and turn stand before the post
FIRST = re.compile("(?<=[任是为])[\u4e00-\u9fff]{2,8}[省市县区州旗镇乡](?:首任|第一任)$")
#: the verbs that open a list of posts
_OPENS = r"(?:[历曾]任|先后(?:担任过?|任)|担任过|曾(?:先后)?担任过?|任过)"
_LISTS = re.compile(f"{_OPENS}$")
#: 历任|某训练班学员，某厂技术员，: what is no post of a body and stands first in the list
_UNREAD = re.compile(
    rf"{_OPENS}(?P<row>(?:[\u4e00-\u9fff“”（）]{{1,20}}(?:[学教议职店雇]?员|教师|技师|工人|学徒|战士|秘书|干部|司机|医生|助教|讲师|教授)"
    r"[、，]){1,3}(?:中共)?)$"
)
#: 某省某市（县级）|农业局: the rank of a place, between it and its bureau
_RANK = re.compile("（(?:县|地|副省|副厅|正?厅|处)级市?）$")


class Assigned(Moves):
    """Gives a chain of posts to the names beside it."""

    def _lead(self, chain: Chain) -> re.Match[str] | None:
        """The verb that the chain is the object of (任命…为|, 现任|)."""
        text = self.text
        s = self._verb_end(chain)
        window = text[max(0, s - 12) : s]
        m = LEAD.search(window)
        if m is None or not m[0]:
            m = self._lead_of_list(chain)
        if (m is None or not m[0]) and window.endswith("任") and self.tokens.person_before(s - 1):
            m = LEAD.search("任")  # 谷维新|任…: no 新任
        if window.endswith("成为") and self.tokens.person_before(s - 1):
            m = LEAD.search("为")  # 阮天成|为…: no 成为
        return m if m is not None and m[0] else None

    def _lead_of_list(self, chain: Chain) -> re.Match[str] | None:
        """历任|某校学员，县委办公室主任; 曾任|第二野战军|特种兵纵队参谋长: the verb of a list stands before what is no post, or
        before a wider body's name or place, which the first post leaves outside."""
        at = self._outside(chain)
        return None if at == chain.start else LEAD.search(self.text[max(0, at - 12) : at])

    def _outside(self, chain: Chain) -> int:
        """Where the list that a chain stands in begins behind its verb; the chain's own start where no such verb is there."""
        text, s = self.text, chain.start
        floor = self.tokens.breaks.sentence(s)
        if (list_ := _UNREAD.search(text, max(floor, s - 64), s)) is not None:
            return list_.start("row")
        s = self._edge(s, floor)
        return s if _LISTS.search(text, max(floor, s - 6), s) is not None else chain.start

    def _edge(self, s: int, floor: int) -> int:
        """Where the places and wider bodies begin that stand right before an offset (某省某市（县级）|, 某野战军|)."""
        note = _RANK.search(self.text, max(floor, s - 8), s)
        s = note.start() if note is not None else s
        while s > floor:
            body, place = self.tokens.bodies.last_in(floor, s), self.tokens.bodies.place_in(floor, s)
            ends = [m[0] for m in (body, place) if m is not None and m[1] == s]
            if not ends:
                break
            s = min(ends)
        return s

    def _verb_end(self, chain: Chain) -> int:
        """Where a verb before a chain ends: 任|该局…, 当选|新一届…."""
        start = self._outside(chain)
        if start != chain.start:
            return start
        if (first := FIRST.search(self.text, max(0, start - 14), start)) is not None:
            return first.start()
        term = TERM_BEFORE.search(self.text, max(0, start - 5), start)
        return term.start() if term is not None else start - (self.text[start - 1 : start] in ("该", "本"))

    def _before_name(self, chain: Chain, group: Group, gap: str, *, past: bool = False) -> None:
        people = self._before_more(group)
        if len(people) == len(group.people) > 1 and self._titled_behind(people[-1]):
            people = people[:-1]  # 县委副书记甲、乙|副县长: the last has his own
        if len(people) > 1 and self._with_comrade(people, chain.posts[-1]):
            people = people[:-1]
        last = chain.posts[-1]
        sentence = self.tokens.breaks.sentence(chain.start)
        elected = "elected" if gap and produced(self.text, sentence, chain.start) else None
        if len(people) == 1:
            if past:
                self._assign(chain, people, "title_before_name", 0.94, status="former")
                return
            left = elected is None and _MOVES_ON.match(self.text, group.end) is not None
            kept = Chain([p for p in chain.posts if left and _KEPT.search(p.title)] or chain.posts)
            gone = Chain([p for p in chain.posts if left and not _KEPT.search(p.title)] or chain.posts)
            if not left or kept.posts != chain.posts:
                self._assign(kept, people, "title_before_name", 0.96, status=elected)
            if left:  # 甲大学校长乙|升任丙大学校长: what he leaves
                self._assign(gone, people, "title_before_name", 0.94, status="former")
            return
        after = self.text[group.end : group.end + 4]
        if len(chain.posts) == len(people) and all(not plural(p) for p in chain.posts) and ("分别" in after):
            for post, who in zip(chain.posts, people, strict=True):
                self._claim(who, post, "respectively", 0.8)
            return
        if len(people) == len(chain.posts) == 2 and seats(chain.posts):  # 县委书记、县长甲、乙
            for post, who in zip(chain.posts, people, strict=True):
                self._claim(who, post, "respectively", 0.8, status=elected)
            return
        held = self.text.startswith("历任", chain.start) or self.text.endswith("历任", 0, chain.start)
        secretariat = self.text.endswith("书记处", 0, last.body_end)  # 省委|书记处|书记甲、乙
        if plural(last) or secretariat or "为" in gap or "：" in gap or after.startswith(("先后", "被")) or held:
            self._assign(chain, people, "distributed", 0.92, all_=True, status=elected)
        else:
            self._assign(chain, people[:1], "title_before_name", 0.94)

    def _noted_too(self, chain: Chain, items: list[Chain | Group], k: int) -> None:
        """县委常委甲（县长）、乙（副县长）: the first post is that of all, whose others stand in brackets."""
        text = self.text
        if not plural(chain.posts[-1]):
            return
        while k + 2 < len(items):
            group, note, then = items[k : k + 3]
            if not isinstance(note, Chain) or not isinstance(then, Group):
                return
            bracket = text[group.end : note.start] == "（" and text[note.end : then.start] in ("）、", "）和", "）及")
            if not bracket:
                return
            self._assign(chain, then.people, "distributed", 0.88, all_=True)
            k += 2

    def _before_more(self, group: Group) -> list[Who]:
        """The names up to ，以及, which brings in others than the holders of the title (副总理甲，以及乙、丙陪同)."""
        n = next(
            (
                k
                for k, (a, b) in enumerate(zip(group.people, group.people[1:], strict=False), 1)
                if self.text[a.end : b.start].startswith("，以及")
            ),
            len(group.people),
        )
        return group.people[:n]

    def _with_comrade(self, people: list[Who], post: Post) -> bool:
        """副总理甲和乙同志: does the last come with somebody known to hold the post, and is called 同志 alone?"""
        first, last = people[-2:]
        return (
            self.text[first.end : last.start] == "和"
            and self.text.startswith("同志", last.end)
            and leaders.body_of(first.name, post.title) is not None
            and leaders.body_of(last.name, post.title) is None
        )

    def _titled_behind(self, who: Who) -> bool:
        """Does a bare title by which people are addressed stand right behind a name (甲副县长)?"""
        i = bisect_left(self._post_starts, who.end)
        post = self.tokens.posts[i] if i < len(self._post_starts) else None
        return post is not None and post.start == who.end and post.bare and ADDRESS.search(post.title) is not None

    def _row_before(self, chain: Chain, group: Group) -> list[Who]:
        """甲、乙、丙|副总理: the names of a row before the last, where the title may be that of all."""
        others, post = group.people[:-1], chain.posts[-1]
        if not others or len(chain.posts) > 1 or not plural(post) or not post.title.startswith("副"):
            return []
        row = self.text[group.start : group.end]
        if "，" in row or "　" in row or " " in row or MIXED.search(self.text, max(0, group.start - 12), group.start):
            return []
        return others

    def _share(self, chain: Chain, others: list[Who], told: set[str]) -> None:
        """Gives a title behind a row of names to those before the last, who are known to hold it or are nothing else here.

        `told`: of whom the text says some post.
        """
        post = chain.posts[-1]
        known = [w for w in others if leaders.body_of(w.name, post.title) is not None]
        if not known and not any(w.name in told for w in others):
            known = others
        for n, who in enumerate(known, 1):
            self._claim(who, post, "distributed", 0.8, order=n)

    def _after_name(self, chain: Chain, group: Group) -> None:
        who, first = group.people[-1], chain.posts[0]
        named = self.tokens.bodies.last_in(max(0, who.start - 40), who.start)
        if named is not None and named[1] == who.start:  # 市委王晖书记
            first.start, first.body_end = named[0], named[1]
        self._assign(chain, group.people[-1:], "title_after_name", 0.9)
        if others := self._row_before(chain, group):
            self._rows.append((chain, others))

    def _name_first(self, chain: Chain, before: Group | None) -> bool:
        """A list line that gives the name first: 翁谨言  区党工委副书记."""
        if before is None:
            return False
        gap = self.text[before.end : chain.start]
        if not LIST_GAP.fullmatch(gap):
            return False
        line = self.tokens.breaks.line(before.start)
        lead = self.text[line : before.start]
        if not lead.strip(" \u3000·0123456789.、") or LABEL_END.search(lead):
            return True
        return not any(line <= p.hit.start < before.start for p in self._posts_near(chain, line))

    def _posts_near(self, chain: Chain, line: int) -> list[Post]:
        """The posts of a line before a chain."""
        posts = self.tokens.posts
        k = bisect_left(self._post_starts, chain.posts[0].hit.start)
        j = bisect_left(self._post_starts, line)
        return posts[j:k]

    def _relative(self, chain: Chain, items: list[Chain | Group], k: int, lead: re.Match[str]) -> bool:
        """此前担任刑庭庭长、上月改任立案庭庭长的薛莲: the holder follows 的."""
        end, described = chain.end, False
        for item in items[k + 1 : k + 4]:
            gap = self.text[end : item.start]
            if isinstance(item, Group):
                if not DESCRIBED.fullmatch(gap) and not (described and not gap):
                    return False
                self._assign(chain, item.people[:1], "relative", 0.88, status=status_of(lead, self.text, chain))
                return True
            if len(gap) > 8 or re.search(r"[。；\n]", gap):
                return False
            described = gap == "的" and item.posts[0].silent  # 曾任大队长的|老红军|甲
            end = item.end
        return False

    def _removal(self, chain: Chain, before: Group) -> bool:
        """免去姚远市财政局局长职务: without 的."""
        text = self.text
        if text[before.end : chain.start] not in ("", "同志") or not text.startswith("职务", chain.end):
            return False
        if not TAKEN.search(text, max(0, before.start - 30), before.start):
            return False
        self._assign(chain, before.people, "removal", 0.93, all_=True, status="removed")
        return True

    def _row_of_posts(self, chain: Chain, items: list[Chain | Group], k: int) -> list[Post]:
        """甲和乙分别任丙大学校长|和丁大学校长: the posts that a verb shares out, also past 和."""
        posts = list(chain.posts)
        for item in items[k + 1 : k + 6]:
            if not isinstance(item, Chain) or self.text[posts[-1].end : item.start] not in (
                "和",
                "及",
                "与",
                "、",
                "，",
            ):
                break
            posts += item.posts
        return posts
