"""From one post to the next: 由团省委书记转任…, 接替甲任…, 县委副书记甲、县长乙分别任…; and whom a sentence is about."""

from __future__ import annotations

import re
from bisect import bisect_left

from pipeline.stages.offices.bodies import Body, of_mention
from pipeline.stages.offices.chains import AND, NOTE, Chain, Group, plural
from pipeline.stages.offices.phrasing import BY_VOTES, LINKING
from pipeline.stages.offices.post import Post, Who
from pipeline.stages.offices.sheets import Sheets
from pipeline.stages.offices.verbs import LEAD, status_of

_CONGRATULATED = re.compile(r"致[电函信贺].{1,16}祝贺")
#: 从县委政研室主任|任上调来
_RISEN = re.compile(r"(?:的)?(?:任上|岗位(?=[离退]|上)|位置上|职位上|任内)")
#: 由共青团省委书记|转任…
_ON_TO = re.compile(r"(?:一职)?(?:直接|平级)?(?:[转调升改提晋]任|擢升|(?:晋升|提升|提拔|升|提|转|改|晋)为)")
#: 甲|由某大学副校长|出任…: of him who is named right before
_ON_TO_TOO = re.compile(r"(?:一职)?(?:直接|首次)?(?:出任|就任|履新|调往|调至|调到|赴任|到任|跨省任|任职|改任|空降)")
#: 接替|甲任…: the one named leaves
_RELIEVES = re.compile(r"(?:接替|接任|代替|替换|顶替|取代|替代|接)了?(?:原任)?$")
#: 下设|综合组、督查组、宣传组|三个工作组，分别由
_ROW_OF_GROUPS = re.compile(
    r"(?:设立|下设|成立|设|[：；，])(?P<row>[\u4e00-\u9fff]{2,12}组(?:、[\u4e00-\u9fff]{2,12}组)+)"
    r"(?:等?[两三四五六七八九\d]个(?:工作|专项)?小?组)?，(?:组长)?分别由$"
)
_LINE_ENDS = re.compile(rf"(?:{NOTE})?[ \u3000]*(?:\n|$)")


#: a commander's troops behind his name, and what opens the telling of a life
_TROOPS = re.compile("(?:所|匪)?部(?![长门委])|军(?=[进攻占撤])")
_LIFE = re.compile("(?:同志)?[^。；\\n]{0,24}(?:生于|出生|[年月日]生)")


#: with whom, by whom: what stands before a name that is not whom the sentence is about
_WITH = re.compile(r"(?:经|与|同|向|受|跟随|随|跟|被|拜|结识|认识|遇见|根据|通过|由|在)$")
_BY_WHOM = re.compile(
    r"(?:同志|先生|等人?)?的?(?:介绍|推荐|委派|指派|领导|帮助|启发|影响|教育|引导|支持|带领|指引|提议|举荐|邀请|资助|动员)"
)


class Moves(Sheets):
    """Reads who leaves a post, and who takes it up with whom."""

    def _subject(self, chain: Chain, items: list[Chain | Group], k: int, topic: Who | None, near: bool) -> Who | None:
        """Whom a sentence without a name is about: the last name of the sentence, or the paragraph's first."""
        line = self.tokens.breaks.line(chain.start)
        sentence = self.tokens.breaks.sentence(chain.start)
        last = None
        for item in reversed(items[max(0, k - 60) : k]):
            if item.start < line:
                break
            if isinstance(item, Group):
                if item.start in self.credited or _TROOPS.match(self.text, item.people[0].end):
                    continue  # 胡宗南|部进犯延安，他任…
                last = last or item.people[0]
                if near and self._entry is not None:
                    return self._entry
                if near:
                    opening = self.tokens.people_in(line, chain.start)[:1]
                    if opening and _LIFE.match(self.text, opening[0].end):
                        return opening[0]  # 甲同志1918年生于…乙…，他任…: whose life is told
                    between = self.text[last.end : chain.start]
                    return None if _CONGRATULATED.search(between) else last
                if item.start >= sentence and not self._oblique(items, item):
                    return item.people[0]
        first = self.tokens.people_in(line, chain.start)
        if first and not self.text[line : first[0].start].strip("\u3000 ·"):
            return first[0]
        if self._entry is not None:
            return self._entry
        if (above := self._of_line_above(line)) is not None:
            return above
        if self._headed is not None and self.subject is not None and self._headed.start > self.subject.start:
            return self._headed
        if self.subject is None and last is None and self._born is not None and topic is not None:
            return self._born if self._born.start > topic.start else topic
        return self.subject or last or topic

    def _of_line_above(self, line: int) -> Who | None:
        """她1992年入党，…: the only one whom the paragraph above names."""
        if self.text[line : line + 4].lstrip(" \u3000")[:1] not in ("他", "她") or line == 0:
            return None
        people = self.tokens.people_in(self.tokens.breaks.line(line - 1), line)
        return people[0] if len({w.name for w in people}) == 1 else None

    def _oblique(self, items: list[Chain | Group], group: Group) -> bool:
        """经县委书记甲介绍，…任: a name that something is done by or with; the sentence is about another."""
        i = bisect_left(self._post_starts, group.start) - 1
        start = group.start
        while i >= 0 and self.tokens.posts[i].end == start:
            start = self.tokens.posts[i].start
            i -= 1
        return _WITH.search(self.text, max(0, start - 6), start) is not None and (
            not self.text.endswith(("由", "在"), 0, start) or _BY_WHOM.match(self.text, group.end) is not None
        )

    def _left(self, chain: Chain, items: list[Chain | Group], k: int, topic: Who | None) -> bool:
        """从县委政研室主任任上调来, 由团省委书记转任…: the post that the subject leaves."""
        text = self.text
        from_ = text.endswith("从", 0, chain.start)
        own = self.tokens.person_ending(chain.start - 1)
        if own is not None and text[chain.start - 1] in "由从" and _ON_TO_TOO.match(text, chain.end):
            self._assign(chain, [own], "subject", 0.85, status="former")
            return True
        if not (from_ and _RISEN.match(text, chain.end)) and not (
            (from_ or text.endswith("由", 0, chain.start)) and _ON_TO.match(text, chain.end)
        ):
            return False
        who = self._of_whom(items, k) or self._subject(chain, items, k, topic, False)
        if who is not None:
            self._assign(chain, [who], "subject", 0.8, status="former")
        return True

    def _of_whom(self, items: list[Chain | Group], k: int) -> Who | None:
        """从审计长|调任省委书记的|甲: whom the clause that tells of the move stands before."""
        new, group = (*items[k + 1 : k + 3], None, None)[:2]
        if not isinstance(new, Chain) or not isinstance(group, Group):
            return None
        return group.people[0] if self.text[new.end : group.start] in ("的", "的是") else None

    def _relieved(
        self, before: Group, items: list[Chain | Group], k: int, topic: Who | None, chain: Chain
    ) -> Who | None:
        """接替甲任区苏维埃主席: who comes in the place of the one named; None where the words do not say so."""
        floor = self.tokens.breaks.line(before.start)
        if not _RELIEVES.search(self.text, max(floor, before.start - 6), before.start):
            return None
        at = next((j for j in range(k - 1, -1, -1) if items[j] is before), k)
        return self._subject(chain, items, at, topic, False)

    def _beside(self, before: Group, items: list[Chain | Group], k: int, chain: Chain, each: bool) -> list[Who]:
        """县委副书记甲、县长乙分别任A、B; …任副总指挥: all whom the verb speaks of, each named after his post."""
        people, text = list(before.people), self.text
        if not each and not all(plural(p) for p in chain.posts):
            return people
        j = next((i for i in range(k - 1, -1, -1) if items[i] is before), -1)
        while j >= 2:
            title, group = items[j - 1], items[j - 2]
            if not isinstance(title, Chain) or not isinstance(group, Group) or title.end != items[j].start:
                break
            if not AND.fullmatch(text, group.end, title.start) or text[group.end : title.start] == "，":
                break
            people[:0] = group.people
            j -= 2
        return people

    def _by_label(self, items: list[Chain | Group], k: int) -> bool:
        """党组成员、副书记：甲 at the head of a line: what follows is about him."""
        group, title = items[k], items[k - 1] if k else None
        if not isinstance(title, Chain) or self.text[self.tokens.breaks.line(group.start) : title.start].strip():
            return False
        return re.fullmatch(rf"(?:{NOTE})?[：: \u3000]{{0,3}}", self.text[title.end : group.start]) is not None

    def _each_of_groups(self, chain: Chain, before: Group) -> bool:
        """下设综合组、督查组，分别由甲、乙任组长: each leads the group that stands in his place of the row."""
        n = len(before.people)
        post = chain.posts[0]
        if n < 2 or len(chain.posts) > 1 or not post.bare or not self.text.endswith("分别由", 0, before.start):
            return False
        row = _ROW_OF_GROUPS.search(
            self.text, max(self.tokens.breaks.sentence(before.start), before.start - 90), before.start
        )
        names = row["row"].split("、") if row is not None else []
        if len(names) != n:
            return False
        for name, who in zip(names, before.people, strict=True):
            body = Body(name, None, (), "other", None, "inherited")
            each = Post(post.start, post.end, "", post.title, post.end, post.hit, body=body, resolved=True)
            self._claim(who, each, "respectively", 0.85)
        return True

    def _heads_entry(self, items: list[Chain | Group], k: int) -> bool:
        """副院长　甲（援疆） alone on its line: the entry below it is about him, as a page of several leaders has it."""
        if not self._by_label(items, k):
            return False
        return _LINE_ENDS.match(self.text, items[k].end) is not None

    def _one_post_of_many(
        self, chain: Chain, before: Group | None, items: list[Chain | Group], k: int, topic: Who | None
    ) -> bool:
        """担任甲公司、乙公司的独立董事: one title, several bodies before it."""
        text, bodies, first = self.text, self.tokens.bodies, chain.posts[0]
        if not first.bare or not text.endswith("的", 0, chain.start):
            return False
        found, at = [], chain.start - 1
        floor = self.tokens.breaks.sentence(chain.start)
        while (m := bodies.last_in(floor, at)) is not None and m[1] == at:
            found.append(m)
            at = m[0] - 1
            if text[at : at + 1] not in ("、", "和", "及"):
                break
        if not found:
            return False
        lead = LEAD.search(text, max(floor, found[-1][0] - 12), found[-1][0])
        if lead is None or not lead["verb"] or lead["verb"] in LINKING | {"的"}:
            return False
        who = before.people[-1] if before is not None and before.start >= floor else None
        who = who or self._subject(chain, items, k, topic, False)
        if who is None:
            return False
        for start, end, mention in reversed(found):
            post = Post(start, end, "", first.title, first.end, first.hit, body=of_mention(mention), resolved=True)
            self._claim(who, post, "verb_hold", 0.85, status=status_of(lead, text, chain))
        return True

    def _by_votes(self, chain: Chain, before: Group) -> bool:
        """甲以867票当选|村委会主任: 当选 is the verb, though it may stand in a title (当选总统)."""
        if chain.posts[0].status != "elected" or not BY_VOTES.fullmatch(self.text, before.end, chain.start):
            return False
        self._state(chain, before.people, "verb_hold", 0.9, "elected")
        return True

    def _told_of(self, items: list[Chain | Group], k: int) -> Group | None:
        """The names before a chain, with only what makes no office between (在职研究生，中共党员，)."""
        for item in reversed(items[max(0, k - 4) : k]):
            if isinstance(item, Group):
                return item
            if not all(p.silent for p in item.posts):
                return None
        return None

    def _state(
        self,
        chain: Chain,
        people: list[Who],
        rule: str,
        confidence: float,
        status: str | None,
        lead: int | None = None,
    ) -> None:
        """A statement with a verb; 现任 or 曾任 inside the chain turns the rest of it."""
        running = status
        lead = chain.start if lead is None else lead
        for post in chain.posts:
            if (
                post.status == "acting" and post is not chain.posts[0]
            ):  # 历任副书记、代省长、省长: he acted in one of them
                for n, who in enumerate(people):
                    self._claim(who, post, rule, confidence, order=n, status="former" if running == "former" else None)
                    self.claims[-1].lead = lead
                continue
            if post.status is not None and post.status != running and post is not chain.posts[0]:
                running, lead = post.status, post.start
            for n, who in enumerate(people):
                self._claim(who, post, rule, confidence, order=n, status=running)
                self.claims[-1].lead = lead
        self._stated = (chain, people, rule, running, lead)
