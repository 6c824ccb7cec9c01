"""Candidates whose place or whole string speaks for a name: known ones, spaced ones, what fills the place behind a post."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.engines.borrowed import GOES_ON, HAN, IN_STATE, ISHAN, NEVER_OPEN, OF_OTHERS, Borrowed, Edge
from pipeline.engines.forms import given, surname_scores
from pipeline.engines.misread import CROSSED
from pipeline.engines.slots import slots
from pipeline.lexicon import people, surnames, words
from pipeline.lexicon.cues import POST, VERB
from pipeline.lexicon.cues import table as cues
from pipeline.lexicon.loader import Matcher

#: a post in a bracket behind a name
_POST_BEHIND = re.compile(
    r"（[^（）\n]{0,16}?(?:书记|[省市县区州旗镇乡局院校处科队厂组部会]长|主任|主席|常委|总经理)[、，；）]"
)
_SPACED = re.compile(rf"(?=([{HAN}])[ \u3000]{{1,4}}([{HAN}])(?:[ \u3000]{{1,4}}([{HAN}]))?)")
#: four or more single characters, each between blanks
_SPREAD = re.compile(rf"(?<![{HAN}])[{HAN}](?:[ \u3000]{{1,4}}[{HAN}](?![{HAN}])){{3,}}")
_OPEN = re.compile(rf"([{HAN}]{{2,3}})(?=[、，。；（\n])")
#: the rest of a firm's name
_FIRM = re.compile("[\u4e00-\u9fff]{2,12}?(?:有限责任公司|股份有限公司|有限公司)")
#: score of a name whose place alone makes it one
SLOTTED = 2.0


def _words_spread(run: str) -> bool:
    """Whether single characters between blanks are words set wide (目　录　序　言), not names of two characters in a row."""
    chars = "".join(run.split())
    pairs = [chars[k : k + 2] for k in range(0, len(chars) - 1, 2)]
    return 2 * sum(1 for pair in pairs if words.count(pair) and pair not in people.people()) > len(pairs)


@lru_cache(maxsize=1)
def _known_matcher() -> Matcher:
    return Matcher(n for n in people.people() if len(n) >= 3 or (len(n) == 2 and words.count(n) == 0))


@lru_cache(maxsize=1)
def _press_matcher() -> Matcher:
    return Matcher(people.foreign())


class Whole(Borrowed):
    """The candidates of one text that are strings known or set apart."""

    def _slotted(self) -> Iterator[Edge]:
        """What stands where only a name can."""
        for s, e in slots(self.text, self.sides):
            right, _ = self.sides.right(e)
            if e - s > 2 and words.none(self.text[s:e]):
                continue  # 领袖|党主席、政府总理
            yield Edge(s, e, SLOTTED, "slot", 5.0, right, "slot")

    def _spaced(self) -> Iterator[Edge]:
        """王　猛, 萨 如 拉: alone between marks, or after a post or before a verb."""
        table, text = surname_scores(), self.text
        spread = [r.span() for r in _SPREAD.finditer(text) if _words_spread(r[0])]
        for m in _SPACED.finditer(text):
            s = m.start()
            if spread and any(a <= s < b for a, b in spread):
                continue  # 目　录　前　言
            compound = table.get(text[s - 1 : s + 1]) if s else None
            sp = table.get(m[1])
            if compound is not None:
                yield from self._spread(s - 1, m.end(2), compound, given(m[2]))
            elif sp is not None:
                yield from self._spread(s, m.end(2), sp, given(m[2]))
            if m[3] and self.sides.right(m.end(2))[1] not in ("title", "address", "credit"):
                native = m[1] + m[2] + m[3] in surnames.native()
                yield from self._spread(s, m.end(3), -10.0 if native else sp, 0.0 if native else given(m[2] + m[3]))

    def _spread(self, s: int, e: int, sp: float | None, gp: float | None) -> Iterator[Edge]:
        text = self.text
        if sp is None or gp is None:
            return
        left, _ = self.sides.left(s)
        right, _ = self.sides.right(e)
        if left < 4 and right < 5 and words.count("".join(text[s:e].split())) and not _POST_BEHIND.match(text, e):
            return  # 传  真：, but 甘　霖（副县长）
        if s and left < 4 and ISHAN.match(text, s - 1):
            return
        inside = right < 0.7 and e < len(text) and ISHAN.match(text, e) is not None
        if not inside or (left >= 4 and not words.count(text[e - 1 : e + 1])):
            yield self._edge(s, e, sp + gp, "spaced")

    def _lexical(self) -> Iterator[Edge]:
        for s, e, _ in _known_matcher().find(self.text):
            edge = self._edge(s, e, -8.0 if e - s > 2 else -11.0, "known")
            if edge.left < 4 and edge.reason != "verb" and self.sides.right(e)[1] == "place":
                edge.score -= CROSSED  # 恩格斯|市
            if edge.left <= 0 and edge.right <= 0 and _FIRM.match(self.text, e):
                edge.score -= 2 * CROSSED  # 大|唐彬|长发电有限责任公司
            yield edge
        press, names = people.foreign(), _press_matcher()
        for s, e, i in names.find(self.text):
            weight, share = press[names.strings[i]]
            if self._unended(e) or self._half(s, e) or (OF_OTHERS.match(self.text, e) and self.sides.left(s)[0] < 4):
                weight -= GOES_ON  # 雅罗斯拉夫|尔州; 梅西|百货
            elif self._in_foreign(s, e):
                weight -= 4.0 if not self._goes_on(e) else GOES_ON
            elif IN_STATE.search(self.text, max(0, s - 3), s) and self.sides.left(s)[0] < 4:
                weight -= 14.0  # 得克萨斯州|奥斯汀
            edge = self._edge(s, e, weight - (0.0 if share >= 0.4 else 3.0), "press")
            if edge.left < 4 and edge.reason != "verb" and self.sides.right(e)[1] == "place":
                edge.score -= CROSSED  # 曼德拉|湾
            yield edge

    def _open(self) -> Iterator[Edge]:
        """Whatever fills the place between a post and a mark (市长国成，): weak, but a list of such places makes it sure."""
        text = self.text
        for s, (flags, n) in self.sides.ends.items():
            if not flags & POST or n < 2:
                continue
            m = _OPEN.match(text, s)
            after = self.sides.starts.get(s)
            if m and after and after[0] & VERB and after[1] >= len(m[1]):
                continue  # 请陈县长致词，
            inner = self.sides.starts.get(s + 1)
            if m and inner and inner[0] & POST and inner[1] == len(m[1]) - 1:
                continue  # 领袖党主席，
            if m and (m[1] == "职务" or cues().get(m[1], 0) & POST):
                continue  # 国家主席|特使、外交部长…; 免去甲市长|职务、乙副市长职务
            if m and not set(m[1]) & NEVER_OPEN and words.count(m[1]) < 1000:
                yield self._edge(s, m.end(1), 2.0 - m.end(1) + s, "open")
