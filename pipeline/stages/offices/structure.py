"""The grammar of posts and holders: what joins a chain of titles to a group of names."""

from __future__ import annotations

import re
from bisect import bisect_left

from pipeline.lexicon import leaders
from pipeline.lexicon.places import gazetteer
from pipeline.stages.offices.chains import LIFE, NOTE, Chain, Claim, Group, elements, plural, seats
from pipeline.stages.offices.headed import headed
from pipeline.stages.offices.layout import following_group
from pipeline.stages.offices.lives import LIFE_BRACKET
from pipeline.stages.offices.moves import Moves
from pipeline.stages.offices.phrasing import (
    ADDRESS,
    ADDRESSEE,
    ANY,
    AS_WHICH,
    BEFORE_NAME,
    BETWEEN,
    BORN_HERE,
    BY,
    BY_ONE,
    CLASS_BODY,
    CONGRATULATES,
    COUNTED_AS,
    DESCRIBED,
    GOES_ON,
    HELD_FOR,
    IF,
    LABEL_END,
    LEFT,
    LINKING,
    LIST_GAP,
    MIXED,
    NAMED_ONLY,
    NTH_TERM,
    OF_CLASS,
    OPEN,
    OTHERS,
    OUTSIDE,
    OWN_SUBJECT,
    PLURAL_NOTE,
    SAYS_I,
    TAKEN,
    TAKES,
    TAKES_UP,
    TERM_BEFORE,
)
from pipeline.stages.offices.post import Post, Who
from pipeline.stages.offices.rolls import rolls
from pipeline.stages.offices.succession import successors
from pipeline.stages.offices.verbs import CALLED, DECLINED, ENDED, LEAD, produced, status_of

#: the label of those who came to a meeting
_PRESENT = re.compile(r"(?:列[ \u3000]*席|出[ \u3000]*席|参[ \u3000]*加|与会|请[ \u3000]*假|参会)[^：\n]{0,8}：")
#: 省法院第二任（1954年9月—1959年4月）|甲（1886—1975）: a label of whose turn it is, before the name a life begins with
_WHICH = re.compile(
    r"[\u4e00-\u9fff]{0,20}(?:第[一二三四五六七八九十\d]{1,3}[任位届]|[首历前]任)[\u4e00-\u9fff]{0,12}"
    r"(?:（[^（）\n]{1,40}）)?[：:]?"
)
#: what says right behind a name that its holder goes on to another post; what he is beside any post goes with him
_MOVES_ON = re.compile("(?:同志)?(?:已经?|日前|近日|随后)?(?:被?[升调转改提][任为]|擢升|晋升为|被?提拔为)(?!期)")
_KEPT = re.compile("(?:常委|委员|代表|教授|院士|研究员)$")
#: 任|甲县首任|县委书记: whose place and turn stand before the post
_FIRST = re.compile("(?<=[任是为])[\u4e00-\u9fff]{2,8}[省市县区州旗镇乡](?:首任|第一任)$")
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


class Grammar(Moves):
    """Reads the claims of one document out of its chains and groups."""

    def run(self) -> list[Claim]:
        items = list(elements(self.tokens))
        self._membership()
        self.claims += rolls(self.tokens)
        self.claims += headed(self.tokens)
        listed = {id(c.post) for c in self.claims if c.rule == "roll"}
        topic: Who | None = None
        line_of_topic = -1
        for k, item in enumerate(items):
            if isinstance(item, Group):
                line = self.tokens.breaks.line(item.start)
                if BORN_HERE.match(self.text, item.end):
                    self._born = item.people[-1]
                if line != line_of_topic and item.start not in self.credited:
                    line_of_topic = line
                    self._opens(item)
                    if (
                        not self.text[line : item.start].strip("\u3000 ·□0123456789.、（）()一二三四五六七八九十")
                        or topic is None
                        or self._by_label(items, k)
                    ):
                        topic = item.people[0]
                        if self._heads_entry(items, k):
                            self._headed = topic
                continue
            if listed and id(item.posts[-1]) in listed:
                continue
            before = items[k - 1] if k else None
            if isinstance(before, Chain) and k > 1 and before.start == items[k - 2].end and before.posts[-1].silent:
                before = items[k - 2]  # 冯景行教授|为院长
            after = items[k + 1] if k + 1 < len(items) else None
            self._chain(item, before if isinstance(before, Group) else None, after, items, k, topic)
        told = {c.who.name for c in self.claims if c.who is not None} if self._rows else set()
        for chain, others in self._rows:
            self._share(chain, others, told)
        self.claims += successors(self.tokens, self._post_starts, self.claims)
        return self.claims

    def _opens(self, group: Group) -> None:
        """甲（1903—1945）…: the paragraphs below tell the life of the one whose name opens the line, up to the next."""
        who = group.people[0]
        ahead = self.text[self.tokens.breaks.line(who.start) : who.start].strip("\u3000 ·□0123456789.、")
        if ahead and not (_WHICH.fullmatch(ahead) and LIFE_BRACKET.match(self.text, who.end)):
            return
        if LIFE_BRACKET.match(self.text, who.end):
            self._entry = who
        elif self._entry is not None and self._entry.name != who.name:
            self._entry = None

    def _chain(
        self,
        chain: Chain,
        before: Group | None,
        after: Chain | Group | None,
        items: list[Chain | Group],
        k: int,
        topic: Who | None,
    ) -> None:
        text = self.text
        if self._laid_out(chain, before, after) or self._in_label(chain.posts[0].hit.start):
            return
        if (m := OTHERS.match(text, chain.end)) and not (isinstance(after, Group) and after.start == m.end()):
            return
        if text.endswith("以", 0, chain.start) and AS_WHICH.match(text, chain.end):
            who = self._subject(chain, items, k, topic, False)
            if who is not None:  # 甲首次以省委常委身份亮相
                self._assign(
                    chain,
                    [who],
                    "subject",
                    0.85,
                    status="former" if "曾以" in text[chain.start - 2 : chain.start] else None,
                )
            return
        lead = self._lead(chain)
        if isinstance(after, Group):
            gap = text[chain.end : after.start]
            if gap.startswith("）") and text[(at := chain.posts[-1].start - 1)] == "（":
                gap = (
                    gap[1:] if before is None or not isinstance(before, Group) or before.end != at else "）"
                )  # 甲（书记）　乙
            if COUNTED_AS.fullmatch(gap):
                self._assign(chain, after.people, "distributed", 0.9, all_=True)
                return
            of_another = gap == "为" and before is not None and before.end == chain.start  # 甲总统|为|乙主席举行
            if not gap and lead and before is not None and (two := self._parted(chain, before, lead)) is not None:
                own, chain = two  # 甲原任乙部司长、丙大学校长|丁
                self._chain(own, before, None, items, k, topic)
                lead = None
            joined = None if of_another or self._told_already(gap, lead, before, chain) else BEFORE_NAME.fullmatch(gap)
            tight = not gap
            if joined and (tight or "：" in gap or not self._name_first(chain, before)):
                self._before_name(chain, after, gap, past=self._of_a_past_row(chain, items, k))
                self._noted_too(chain, items, k + 1)
                return
            if (BY.fullmatch(gap) or BY_ONE.fullmatch(gap)) and TAKES.match(text, after.end):
                if text.endswith("其", 0, chain.start) and (who := self._subject(chain, items, k, topic, True)):
                    self._assign(chain, [who], "subject", 0.85, status="removed")  # 其团省委书记职务由乙接任
                self._assign(chain, after.people, "by", 0.9, all_=True)
                return
        if (
            isinstance(after, Chain)
            and text[chain.end : after.start] in ("为", "是", "为前", "为原", "是原")
            and (all(p.silent for p in after.posts) or chain.posts[0].bare)
            and not (isinstance(before, Group) and before.end == chain.start)
        ):
            then = items[k + 2] if k + 2 < len(items) else None
            if isinstance(then, Group) and then.start == after.end:
                self._assign(chain, then.people[:1], "title_before_name", 0.85)
                return
        if isinstance(after, Chain) and BY.fullmatch(text, chain.end, after.start):  # 办公室主任由市文明办主任甲兼任
            then = items[k + 2] if k + 2 < len(items) else None
            if isinstance(then, Group) and then.start == after.end and TAKES.match(text, then.end):
                self._assign(chain, then.people, "by", 0.9, all_=True)
                return
        if lead and lead["verb"] and self._relative(chain, items, k, lead):
            return
        if before is not None and before.end <= chain.start:
            gap = text[before.end : chain.start]
            if not gap and chain.posts[0].bare and ADDRESS.search(chain.posts[0].title):
                self._after_name(chain, before)
                return
            if chain.posts[0].hit.level.startswith(("代理", "代行")) and re.fullmatch(rf"(?:{NOTE})?", gap):
                self._assign(chain, before.people[-1:], "acting", 0.85, status="acting")
                return
            if PLURAL_NOTE.match(gap) and chain.posts[0].bare:
                self._assign(chain, before.people, "counted", 0.9, all_=True)
                return
            if "\n" not in gap and OPEN.match(gap):
                close = text.find("）", chain.end, chain.end + 12)
                if close >= 0 and "（" not in text[chain.end : close]:
                    self._state(chain, before.people[-1:], "parenthesis", 0.93, None)
                    return
        if before is not None and self._removal(chain, before):
            return
        if self._left(chain, items, k, topic):
            return
        if ENDED.match(text, chain.end) and text.startswith(("其", "他", "她"), chain.start - 1):
            who = self._subject(chain, items, k, topic, True)
            if who is not None:
                self._assign(chain, [who], "subject", 0.85, status="removed")
            return
        if self._one_post_of_many(chain, before, items, k, topic):
            return
        if lead and self._statement(chain, before, lead, items, k, topic):
            return
        if self._carried(chain, items, k):
            return
        if lead is None and before is not None and self._by_votes(chain, before):
            return
        told = before or self._told_of(items, k)
        if told is not None and self._apposition(chain, told):
            return
        if before is not None and self._name_first(chain, before):
            left = LEFT.match(text, chain.end)
            self._state(chain, before.people[-1:], "list", 0.85, "former" if left is not None else None)
            return

    def _another(self, start: int) -> bool:
        """Does the clause of a verb say who serves without a name: 干部, 你, a country (支持泰国|担任共同主席)?"""
        floor = self.tokens.breaks.sentence(start)
        if OWN_SUBJECT.search(self.text, max(floor, start - 24), start) is not None:
            return True
        land = self.tokens.bodies.place_in(floor, start)
        return (
            land is not None
            and land[1] == start
            and land[3] == "country"
            and self.text[land[0] - 1 : land[0]] not in tuple("在到赴驻于由从")
        )

    def _first_person(self, who: Who, start: int) -> bool:
        """Does the teller speak of himself (我1950年来到甲县，先后担任…), and is he not the one taken for the holder?

        What stands in quotation marks is somebody's own words, and the one named last is he; the author of a signed text is 我.
        """
        floor = self.tokens.breaks.sentence(start)
        said = SAYS_I.search(self.text, max(0, floor - 1), start)
        if said is None or who.start > said.start() or who.name in self.tokens.authors:
            return False
        line = self.tokens.breaks.line(start)
        return self.text.count("“", line, start) == self.text.count("”", line, start)

    def _parted(self, chain: Chain, before: Group, lead: re.Match[str]) -> tuple[Chain, Chain] | None:
        """甲原任乙部司长、|丙大学校长丁: the post right behind the verb is his who stands before it, the next that names its body
        is his whose name follows."""
        if not lead["verb"] or lead["pron"] or lead["verb"] in LINKING or lead["verb"] == "的":
            return None
        if before.end != self._verb_end(chain) - len(lead[0]):
            return None
        last = max((n for n, p in enumerate(chain.posts) if not p.bare), default=0)
        return (Chain(chain.posts[:last]), Chain(chain.posts[last:])) if last else None

    def _told_already(self, gap: str, lead: re.Match[str] | None, before: Group | None, chain: Chain) -> bool:
        """习近平致电祝贺甲当选某国总统　李强…: a blank parts two headlines, the post is that of the name before the verb."""
        if not gap or gap.strip(" \u3000") or lead is None or lead["verb"] not in TAKES_UP or before is None:
            return False
        return BETWEEN.match(self.text[before.end : self._verb_end(chain) - len(lead[0])]) is not None

    def _carried(self, chain: Chain, items: list[Chain | Group], k: int) -> bool:
        """曾任甲公司经理，乙公司董事: the verb before the last chain holds for this one too."""
        last = items[k - 1] if k else None
        if self._stated is None or last is not self._stated[0]:
            return False
        first = next((p for p in chain.posts if not p.silent), None)  # 市政协委员、|民盟市委副主委
        start = chain.start
        seat = OUTSIDE.search(self.text, last.end, start) if not chain.posts[0].bare else None
        if seat is not None and (seat["army"] or gazetteer().named(seat["place"])):
            start = seat.start("name")  # 历任甲办事处副官长，湘乡|八路军办事处负责人
        if first is not None and first.bare:
            return False
        if not GOES_ON.fullmatch(self.text, last.end, start):
            start = self._edge(start, last.end)
            if start <= last.end or not GOES_ON.fullmatch(self.text, last.end, start):
                return False
        if chain.posts[-1].status == "designate" and self._stated[2] in ("list", "parenthesis"):
            return False  # 副区长，区公安分局局长人选: not his yet
        _, people, rule, status, at = self._stated
        self._state(chain, people, rule, 0.8, status, at)
        return True

    def _apposition(self, chain: Chain, before: Group) -> bool:
        """李政先生，公司副董事长、副总裁。"""
        text = self.text
        i = bisect_left(self._post_starts, before.start) - 1
        if (
            i >= 0
            and self.tokens.posts[i].end == before.start
            and _PRESENT.search(text, self.tokens.breaks.line(before.start), before.start)
        ):
            return False  # 列席：人事处处长甲，图书馆馆长: whose name is left out
        if ANY.search(text, before.end, chain.posts[0].body_end) or chain.posts[0].title.endswith("负责人"):
            return False  # 检察长甲，各县区人大常委会主要负责人
        if chain.posts[0].bare or not LIFE.fullmatch(text, before.end, chain.start - (text[chain.start - 1] in "原前")):
            return False
        if not re.match(rf"(?:{NOTE})?[。；，\n）]|$", text[chain.end : chain.end + 28]):
            return False
        self._state(chain, before.people[-1:], "apposition", 0.8, None)
        return True

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
        if (first := _FIRST.search(self.text, max(0, start - 14), start)) is not None:
            return first.start()
        term = TERM_BEFORE.search(self.text, max(0, start - 5), start)
        return term.start() if term is not None else start - (self.text[start - 1 : start] in ("该", "本"))

    # the rules

    def _of_a_past_row(self, chain: Chain, items: list[Chain | Group], k: int) -> bool:
        """曾任甲区区长乙、|丙县县长|丁: a row of which 曾任 says that all of it is over."""
        head = chain
        while k >= 2 and self.text[items[k - 1].end : head.start] == "、":
            group, title = items[k - 1], items[k - 2]
            if not isinstance(group, Group) or not isinstance(title, Chain) or title.end != group.start:
                return False
            head, k = title, k - 2
        return head is not chain and self.text[max(0, head.start - 2) : head.start + 2].find("曾任") >= 0

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

    def _statement(
        self,
        chain: Chain,
        before: Group | None,
        lead: re.Match[str],
        items: list[Chain | Group],
        k: int,
        topic: Who | None,
    ) -> bool:
        text, verb = self.text, lead["verb"]
        start = self._verb_end(chain) - len(lead[0])
        status = status_of(lead, text, chain)
        trail = text[chain.end : chain.end + 8]
        if verb == "的":
            if before is None or not re.match(rf"(?:{NOTE})?(?:[一]?职务|一职|职位)", trail):
                return False
            gap = text[before.end : start]
            if re.fullmatch(rf"(?:{NOTE})?(?:同志)?(?:兼任|担任|所任|所担任)?", gap):
                self._assign(chain, before.people, "removal", 0.95, all_=True, status="removed")
                return True
            return False
        first = _FIRST.search(text, max(0, chain.start - 14), chain.start)
        if (verb is None and not lead["neg"]) or (
            first is None and NTH_TERM.search(text, max(0, chain.start - 6), chain.start)
        ):
            return False  # 第五任|基本法委员会新任委员
        if CLASS_BODY.fullmatch(text, chain.start, chain.posts[0].body_end):
            return True  # 拟任|乡镇党委书记: a class of posts
        if DECLINED.match(text, chain.end) or IF.search(text, max(0, start - 24), start):
            return False
        if OF_CLASS.match(trail) and following_group(text, chain.end) is None:
            return False  # 曾任全国政协副主席的老同志: a class
        if before is not None and "\n" not in text[before.end : chain.start] and not lead["pron"]:
            gap = text[before.end : start]
            if CONGRATULATES.search(gap) or (verb == "为" and HELD_FOR.match(text, chain.end)):
                return False
            if (
                verb in LINKING
                and not NAMED_ONLY.fullmatch(gap)
                and not ((lead["old"] or first) and LIFE.fullmatch(text, before.end, start))
            ):
                return False
            if (lead["old"] or first) and verb in LINKING and LIFE.fullmatch(text, before.end, start):
                self._state(chain, before.people[-1:], "verb_hold", 0.9, status)  # 甲，女，1970年生，原系…
                return True
            if self._each_of_groups(chain, before):
                return True
            if BETWEEN.match(gap) and start >= before.end:
                strong = verb not in ("是",)
                each = bool(lead["each"]) or "分别" in gap
                people = self._beside(before, items, k, chain, each)
                posts = self._row_of_posts(chain, items, k) if each else chain.posts
                if each and len(posts) == len(people):
                    for post, person in zip(posts, people, strict=True):
                        self._claim(person, post, "respectively", 0.9, status=status)
                    return True
                if (who := self._relieved(before, items, k, topic, chain)) is not None:
                    for person in before.people:
                        self._claim(person, chain.posts[0], "relieved", 0.8, status="former")
                    people = [who]
                self._state(
                    chain,
                    people,
                    "verb_appoint" if status == "appointed" else "verb_hold",
                    0.92 if strong else 0.8,
                    status,
                )
                return True
        opens = verb == "系" and not text[self.tokens.breaks.sentence(start) : start].strip(" \u3000")
        if (verb in LINKING or verb in ("的", None)) and not (lead["pron"] or lead["neg"] or opens):
            return False  # but of a life: 系市政协常委。
        if ADDRESSEE.search(text, max(0, start - 8), start):
            return False  # 祝贺您再次当选…: the one spoken to
        if not lead["pron"] and not lead["neg"] and self._another(start):
            return False
        if lead["pron"] and CALLED.search(text, max(0, start - 4), start):
            who = self.subject or topic  # 都督甲委其为民政长: 其 is the one told of
            if who is not None and before is not None and who.name == before.people[-1].name:
                return False
        else:
            who = self._subject(chain, items, k, topic, bool(lead["pron"]))
        if who is None:
            return False
        if lead["neg"] and who is not self.subject and who.start < self.tokens.breaks.sentence(chain.start):
            return False  # 接受…辞去…: whose name is not read
        if not lead["pron"] and self._first_person(who, start):
            return False
        self._state(chain, [who], "subject", 0.85, status)
        return True
