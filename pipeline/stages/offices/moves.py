"""From one post to the next: 由团省委书记转任…, 接替甲任…, 县委副书记甲、县长乙分别任…; and whom a sentence is about."""

from __future__ import annotations

import re

from pipeline.stages.offices.chains import AND, NOTE, Chain, Group, plural
from pipeline.stages.offices.post import Who
from pipeline.stages.offices.sheets import Sheets

_CONGRATULATED = re.compile(r"致[电函信贺].{1,16}祝贺")
#: 从县委政研室主任|任上调来
_RISEN = re.compile(r"(?:的)?(?:任上|岗位(?=[离退]|上)|位置上|职位上|任内)")
#: 由共青团省委书记|转任…
_ON_TO = re.compile(r"(?:一职)?(?:直接|平级)?(?:[转调升改提晋]任|擢升|(?:晋升|提升|提拔|升|提|转|改|晋)为)")
#: 接替|甲任…: the one named leaves
_RELIEVES = re.compile(r"(?:接替|接任|代替|替换|顶替|取代|替代|接)了?(?:原任)?$")


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
                last = last or item.people[0]
                if near:
                    between = self.text[last.end : chain.start]
                    return None if _CONGRATULATED.search(between) else last
                if item.start >= sentence:
                    return item.people[0]
        first = self.tokens.people_in(line, chain.start)
        if first and not self.text[line : first[0].start].strip("\u3000 ·"):
            return first[0]
        return self.subject or last or topic

    def _left(self, chain: Chain, items: list[Chain | Group], k: int, topic: Who | None) -> bool:
        """从县委政研室主任任上调来, 由团省委书记转任…: the post that the subject leaves."""
        text = self.text
        from_ = text.endswith("从", 0, chain.start)
        if not (from_ and _RISEN.match(text, chain.end)) and not (
            (from_ or text.endswith("由", 0, chain.start)) and _ON_TO.match(text, chain.end)
        ):
            return False
        who = self._subject(chain, items, k, topic, False)
        if who is not None:
            self._assign(chain, [who], "subject", 0.8, status="former")
        return True

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
