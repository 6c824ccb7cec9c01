"""The grammar of posts and holders: what joins a chain of titles to a group of names."""

from __future__ import annotations

import re
from bisect import bisect_left

from pipeline.lexicon.places import gazetteer
from pipeline.stages.offices.assigned import FIRST, Assigned
from pipeline.stages.offices.chains import LIFE, NOTE, Chain, Claim, Group, elements
from pipeline.stages.offices.headed import headed
from pipeline.stages.offices.layout import following_group
from pipeline.stages.offices.lives import LIFE_BRACKET
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
    GOES_ON,
    HELD_FOR,
    IF,
    LEFT,
    LINKING,
    NAMED_ONLY,
    NTH_TERM,
    OF_CLASS,
    OPEN,
    OTHERS,
    OUTSIDE,
    OWN_SUBJECT,
    PLURAL_NOTE,
    SAYS_I,
    TAKES,
    TAKES_UP,
)
from pipeline.stages.offices.post import Who
from pipeline.stages.offices.rolls import rolls
from pipeline.stages.offices.succession import successors
from pipeline.stages.offices.verbs import CALLED, DECLINED, ENDED, status_of

#: the label of those who came to a meeting
_PRESENT = re.compile(r"(?:列[ \u3000]*席|出[ \u3000]*席|参[ \u3000]*加|与会|请[ \u3000]*假|参会)[^：\n]{0,8}：")
#: 省法院第二任（1954年9月—1959年4月）|甲（1886—1975）: a label of whose turn it is, before the name a life begins with
_WHICH = re.compile(
    r"[\u4e00-\u9fff]{0,20}(?:第[一二三四五六七八九十\d]{1,3}[任位届]|[首历前]任)[\u4e00-\u9fff]{0,12}"
    r"(?:（[^（）\n]{1,40}）)?[：:]?"
)


class Grammar(Assigned):
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
        first = FIRST.search(text, max(0, chain.start - 14), chain.start)
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
