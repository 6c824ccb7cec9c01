"""Every stretch of a text that may be a name, with what its form is worth in log probability."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.engines.borrowed import AFTER_WA, HAN, ISHAN, PRIOR, Edge
from pipeline.engines.forms import D1, D2, FUNCTION, NEVER, NO, given_scores, surname_scores, weak
from pipeline.engines.misread import PREDICATE, alone, misread
from pipeline.engines.sides import BEFORE_MEMBER, BEHIND_MEMBER, STYLE, Sides
from pipeline.engines.whole import Whole
from pipeline.lexicon import people, surnames, words
from pipeline.lexicon.cues import ADDRESS, NOUN, POST, follow
from pipeline.lexicon.loader import Matcher

#: surnames common enough for a name of four characters, and what ends one
_COMMON, _LEAST_FOUR, _LAST_OF_FOUR = -7.0, -33.0, -8.5
_FOUR_END = frozenset("、，。；（\n等")
#: bonus of what fills the place between a post and a mark or verb
SLOT = 4.0
#: bonus of what follows a post when nothing behind it says that it ends there, and when the post is of one body
OPEN_SLOT, BOUND_SLOT = 2.0, 4.5
#: a post of one body or a deputy's (镇镇长, 副县长): who is meant is said next
_BOUND = re.compile(
    r"(?:副[\u4e00-\u9fff]{1,4}|[市县区州镇乡局委部厅院校办处科室司会所站队团村组厂社府](?:镇长|乡长|局长|部长|厅长|院长|校长|主任|处长|科长|司长|会长|所长|站长|队长|团长|组长|厂长|社长|书记|主席|经理))$"
)
#: what opens the clause that ends in 时: 在会见…时，
_WHEN = re.compile("(?:在|当|于|看望|会见|会晤|接见|慰问|走访|采访|视察|考察|听取)[^，。；\n]{0,38}$")
_COMMA = ("，", ",")
#: what a word costs that often follows a post and is no name
FOLLOWING = 8.0
#: bonus of a name that opens a clause before its post
OPENS = 2.0
_CLAUSE = frozenset("，。；：！？、\n \u3000")
#: score of 和平 as a given name, whose first character otherwise joins two names
_PEACE = -10.5
_WEAK_SURNAME = -4.0
#: forms worth less than this are not looked at: two characters, three
_LEAST_TWO, _LEAST_THREE = -22.0, -27.0
#: the same where the place alone speaks for a name
_PLACED_TWO, _PLACED_THREE = -27.0, -33.0
#: what stands behind a name that ends in 和 and is no conjunction
_NO_SECOND = frozenset(("，", "。", "；", "：", "、", "（", "）", "\n", " ", "\u3000", "的", "等", ""))
#: prepositions that are surnames too
_WITH = frozenset("同和")
#: adverbs that may stand between a name and its verb
_ADVERBS = frozenset(
    (
        "一同", "一道", "一起", "一行", "亲自", "连夜", "先后", "分别", "曾经", "专程", "当场", "当即", "共同", "全程", "随后",
        "随即", "常说", "并肩",
    )
)  # fmt: skip
#: words that stand behind a name and that no 和 joins to one (郑春和|连夜赶来)
_AFTER_NAME = (
    "一案", "同志", "连夜", "亲自", "当即", "立即", "随即", "专程", "当场", "一行",
    "说", "表示", "指出", "强调", "告诉", "介绍说",
)  # fmt: skip
#: last characters that are rather the word after a shorter name
_LINKS = frozenset("同替向与跟对把给")
_VERB_LAST = frozenset("任为说称作当系兼代副原向从到与对")
#: units that open the name of a body behind 任
_SEATS = frozenset("省市县区州镇乡厅局")
#: when somebody was appointed
_YEARS = frozenset(("翌年", "翌日", "翌春", "翌秋"))
#: what says under whom: 在石敢当|指挥下
_UNDER = ("指挥下", "带领下", "领导下", "率领下", "主持下", "陪同下", "指导下")
#: those of them that govern a noun: before a verb they are part of the name (王好为|到会)
_BEFORE_NOUNS = frozenset("任为")


@lru_cache(maxsize=1)
def _han_pattern() -> re.Pattern[str]:
    first = "".join(sorted({s[0] for s in surnames.surnames()}))
    return re.compile(rf"(?=([{first}])([{HAN}])([{HAN}])?([{HAN}])?)")


@lru_cache(maxsize=1 << 15)
def _plain(name: str) -> float:
    """What a name's form must be worth to beat its characters as words, before what stands beside it counts."""
    return words.load().least(name) - PRIOR["han"] - (4.0 if name in people.people() else 0.0)


class Candidates(Whole):
    """The candidates of one text."""

    def __init__(self, text: str, sides: Sides) -> None:
        super().__init__(text, sides)
        self._known, self._weak, self._follow = people.people(), weak(), follow()
        #: by string: places, form and length of surname of names worth less than the words there and with nothing beside
        #: them, nearly all there are: only what the rest of the document says of the string can make them names (`wake`)
        self.asleep: dict[str, list[tuple[int, float, int]]] = {}

    def __iter__(self) -> Iterator[Edge]:
        return iter(self.all())

    def all(self) -> list[Edge]:
        """The candidates, in no order."""
        edges = self._han()
        for more in self._kinds():
            edges += more
        return edges

    def _kinds(self) -> Iterator[Iterator[Edge]]:
        yield self._spaced()
        yield self._dotted()
        yield self._foreign()
        yield self._lexical()
        yield self._native()
        yield self._japanese()
        yield self._vietnamese()
        yield self._open()
        yield self._slotted()

    def _han(self) -> list[Edge]:
        """A surname with one and with two given characters."""
        text, table, known = self.text, surname_scores(), people.people()
        single, first, last = given_scores()
        edges: list[Edge] = []
        rare: dict[str, float] = {}
        named = self._named

        def add(s: int, e: int, form: float, n: int) -> None:
            if not self._sleeps(s, e, form, n):
                edges.append(named(s, e, form, n))

        for m in _han_pattern().finditer(text):
            surname, one, two, three = m.groups()
            s = m.start()
            sp = table.get(surname)
            if sp is not None:
                form = sp + single.get(one, D1)
                if (
                    form > _LEAST_TWO or surname + one in known or (form > _PLACED_TWO and self._placed(s, s + 2))
                ) and (one != "和" or self._peaceful(s + 2)):
                    add(s, s + 2, form, 1)
                if two:
                    form = sp + (_PEACE if one + two == "和平" else first.get(one, D2) + last.get(two, D2))
                    if (
                        form > _LEAST_THREE
                        or surname + one + two in known
                        or (form > _PLACED_THREE and self._placed(s, s + 3))
                    ) and (two != "和" or self._peaceful(s + 3)):
                        if form <= _LEAST_THREE or two == "和":
                            rare[text[s : s + 3]] = form
                        add(s, s + 3, form, 1)
            if three and sp is not None and sp > _COMMON and self.sides.left(s)[0] >= 4:
                edges.extend(self._four(s, sp))
            if two and (sp := table.get(surname + one)) is not None:
                form = sp + single.get(two, D1)
                if form > _LEAST_TWO and not (two == "和" and three in AFTER_WA):
                    add(s, s + 3, form, 2)
                if three:
                    wa = two == "和" and three in AFTER_WA  # 植田和男
                    form = sp + (_PEACE if wa else first.get(two, D2) + last.get(three, D2))
                    if form > _LEAST_THREE:
                        add(s, s + 4, form, 2)
        if rare:  # wherever else such a name stands, the document may speak for it
            there = {(e.start, e.end) for e in edges}
            there |= {(s, s + len(name)) for name in rare for s, *_ in self.asleep.get(name, ())}
            matcher = Matcher(rare)
            for s, e, i in matcher.find(text):
                if (s, e) not in there:
                    edges.append(named(s, e, rare[matcher.strings[i]], 1))
        return edges

    def _sleeps(self, s: int, e: int, form: float, n: int) -> bool:
        """Put a name to sleep that is worth less than its words; what else `_named` looks at only lessens it."""
        text, sides = self.text, self.sides
        if (s and text[s - 1] in BEFORE_MEMBER) or text[e : e + 1] in BEHIND_MEMBER:
            return False
        name = text[s:e]
        gap = _plain(name) - form
        if gap < -2.0:  # nothing beside it takes more away
            return False
        left, right = sides.left(s)[0], sides.right(e)[0]
        if left >= 4 or right >= 2.2 or left + right > gap:
            return False
        self.asleep.setdefault(name, []).append((s, form, n))
        return True

    def wake(self, name: str) -> list[Edge]:
        """The candidates of a string that sleep, once."""
        size = len(name)
        return [self._named(s, s + size, form, n) for s, form, n in self.asleep.pop(name, ())]

    def _placed(self, s: int, e: int) -> bool:
        """Whether the place alone speaks for a name of any characters: all from a post to a mark, or what an appointment says."""
        right = self.sides.right(e)[0]
        if right >= 2.2 and self.text[s] in FUNCTION and s and self.text[s - 1] == "的":
            return True  # 委派的向郁阶兼任: no preposition stands there
        left = self.sides.left(s)[0] if right >= 0.5 else 0.0
        return right >= 5 or left >= 5 or (left >= 4 and right >= 3 and self.text[s] not in FUNCTION)

    def _peaceful(self, e: int) -> bool:
        """Whether 和 before an offset ends a name: no second one can follow (丘和，; 易中和的局长职务)."""
        c = self.text[e : e + 1]
        if c in _NO_SECOND or c.isdigit() or self.text.startswith(_AFTER_NAME, e):
            return True
        return alone(self.text, e)  # 县长李建和|主持会议

    def _four(self, s: int, sp: float) -> Iterator[Edge]:
        """A single surname and three given characters, where the name fills all from a post to a mark (张子墨涵、)."""
        text, e = self.text, s + 4
        married = text[s + 1] in surname_scores() and self.sides.right(e)[0] >= 2.2  # 陈黎惠莲出席: both surnames
        if (e < len(text) and text[e] not in _FOUR_END and not married) or text[s + 1] in NEVER:
            return
        if self.sides.right(e - 1)[0] or (text[e - 1] in "时前后" and text[e : e + 1] in _COMMA):
            return  # 在会见企业家陈明远|时，
        single, first, last = given_scores()
        a, b, c = text[s + 1], text[s + 2], text[s + 3]
        if c in "来去":
            return  # 由崔相穆来|代行
        pairs = max(first.get(a, D2) + last.get(b, D2), first.get(b, D2) + last.get(c, D2))
        rest = max(last.get(c, D2), single.get(c, D1)) if pairs > NO / 2 else NO
        if (
            last.get(c, D2) > _LAST_OF_FOUR
            and pairs + rest > _LEAST_FOUR
            and words.count(text[s : s + 2]) < 60
            and not words.count(text[s + 2 : e])
            and not (words.count(text[s - 1 : s + 1]) > 500 and words.count(text[s + 1 : s + 3]))  # 工|程体量|大
        ):
            yield self._edge(s, e, sp + pairs + SLOT + 3.0, "han")

    def _named(self, s: int, e: int, form: float, n: int) -> Edge:
        """The edge of a name whose surname has n characters."""
        text, sides = self.text, self.sides
        name = text[s:e]
        after = sides.starts.get(s + n)
        if after and after[1] > 1 and after[0] & (POST | ADDRESS | NOUN):
            whole = s + n + after[1] == e and not after[0] & NOUN  # but 王亚军
            form -= 14.0 if whole else 6.0  # 李书记, 党主席: a form of address, not a given name
        if name in self._known:
            form += 4.0 if e - s > 2 else 2.0
        last = name[-1]
        if name[0] in _WITH and n == 1 and e - s == 3 and surname_scores().get(name[1], -99.0) > _COMMON:
            form -= 12.0 if self.sides.left(s)[0] >= 4 else 0.0  # 国家主席同|苏林总书记
        if name[n] == "公" and last != "公" and self.sides.left(s)[0] >= 4:
            form -= 5.0  # 邑令范公|亲来勘灾
        if last in _LINKS and e - s == n + 2 and sides.right(e)[1] != "address":
            form -= 4.0  # 田芳|同驻村工作队队长
        if last == "和" and alone(text, e):
            form += PREDICATE
        if last == "为" and e - s == n + 2 and text.startswith("任", e) and text[e + 1 : e + 2] not in "命务职期":
            form += PREDICATE  # 李大为|任县农业局局长
        if (
            last == "为"
            and e - s == n + 2
            and text.startswith(("烈士", "革命烈士", "“", "优秀", "先进", "全国", "省级"), e)
        ):
            form -= 12.0  # 追认李大|为烈士
        if last == "时" and e - s == n + 2 and text[e : e + 1] in _COMMA and _WHEN.search(text, max(0, s - 40), s):
            form -= 12.0  # 在看望劳动模范李大钧|时，
        if name[n] == "族":
            form -= 8.0  # 邵族祖灵祭
        if text[e - 1 : e + 1] in _ADVERBS and e - s > n:
            form -= 12.0  # 储良|一同调研
        if name[0] == "多" and s and (text[s - 1].isdigit() or text[s - 1] in "十百千万亿余"):
            form -= 30.0  # 80多公里长
        if name[0] == "任" and ((s and text[s - 1] in "年月日") or name[1] in _SEATS):
            form -= 10.0 if name[1] not in _SEATS else 30.0  # 2015年3月任…; 甲同志任|市财政局局长
        if last in "科股处室" and e - s == n + 2 and words.count(name[:2]) > 4:
            form -= 8.0  # 秘书科
        if (
            name[0] == "和"
            and e - s == 2
            and sides.right(e)[1] in ("title", "address")
            and s
            and ISHAN.match(text, s - 1)
        ):
            form -= 12.0  # 蒙泰罗外长和|鲁副部长
        core = self._core
        if name[0] in core and name[-1] in core and self._in_foreign(s, e):
            form -= 3.0
        left, lr = sides.left(s)
        right, rr = sides.right(e)
        score, reason = form + left + right + PRIOR["han"], lr if left >= right else rr
        if right < 3 and name[:n] in self._weak and (left < 4 or (left < 5 and right <= 0)):
            score += _WEAK_SURNAME  # 村民端出刚晒好的秋货
        if right >= 2.2 and name[:n] in FUNCTION and not words.count(name[n:]):
            score += 8.0 if s and text[s - 1] == "的" else 4.0  # 的向郁阶兼任: what follows the preposition is no word
        kept = (
            text.startswith(_UNDER, e)
            or (rr == "verb" and name[-1] in _BEFORE_NOUNS)
            or (rr == "address" and left >= 4)
        )  # 学者隆中对先生
        if right > 0 and name[-1] in _VERB_LAST:
            if not kept:
                score -= right + 1.0  # 虞浩任局长: the post follows the verb
                right = 0.0
            elif rr == "address":
                score += 3.0
        if left >= 4 and right >= 0.5:
            score += SLOT
        elif left >= 5 and not (e - s == n + 1 and sides.right(e + 1)[0] >= 2):
            score += BOUND_SLOT if _BOUND.search(text, max(0, s - 6), s) else OPEN_SLOT
        score -= misread(text, s, e, n, left, right, rr)
        if rr == "title" and e - s == n + 2 and (s == 0 or text[s - 1] in _CLAUSE):
            score += OPENS  # ，曹卫星常委代表…
        if left >= 4 and right < 5 and text[s : s + 2] in self._follow:
            score -= FOLLOWING if e - s == 2 else FOLLOWING / 2 if right < 2.2 else 0.0  # 副检察长权力行|出庭
        if (rr == "mark" and name[0] in "字号") or (name[0] == "名" and text[s - 2 : s - 1] == "姓"):
            score += STYLE  # 字伯涛，号…; 姓沈名学诗
        if rr == "appointed" and name[-1] not in "老某" and name not in _YEARS and (s == 0 or text[s - 1] in _CLAUSE):
            score += SLOT
        return Edge(s, e, score, "han", left, right, reason)
