"""Every stretch of a text that may be a name, with what its form is worth in log probability."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.engines.forms import D1, D2, NEVER, NO, given, given_scores, part_score, surname_scores, weak
from pipeline.engines.sides import Sides
from pipeline.engines.slots import slots
from pipeline.lexicon import people, surnames, words
from pipeline.lexicon.cues import ADDRESS, NOUN, POST, VERB, follow
from pipeline.lexicon.loader import Matcher

HAN = "\u4e00-\u9fff\u3400-\u4dbf"
_SPACED = re.compile(rf"(?=([{HAN}])[ \u3000]{{1,4}}([{HAN}])(?:[ \u3000]{{1,4}}([{HAN}]))?)")
_NAME = rf"(?:(?![和与及、在对向是的时当说])[{HAN}])"
_DOTTED = re.compile(
    rf"(?:{_NAME}{{1,4}}-)?{_NAME}{{1,10}}(?:·(?:{_NAME}|[A-Z]){{1,12}}(?:-{_NAME}{{1,10}})*)+|{_NAME}{{2,6}}-{_NAME}{{2,6}}"
)
_ISHAN = re.compile(rf"[{HAN}]")
_OPEN = re.compile(rf"([{HAN}]{{2,3}})(?=[、，。；（\n])")
_HANS = re.compile(rf"[{HAN}]+")
_SEP = re.compile(r"[·-]")
#: log prior of a name at any point of the text, by kind
PRIOR = {
    "han": -6.0,
    "spaced": -4.5,
    "foreign": -10.0,
    "dotted": -7.0,
    "known": -5.5,
    "native": -6.0,
    "press": -0.5,
    "open": -20.0,
    "member": -6.0,
}
#: a foreign word that need not be a person
FOREIGN_WORD = -9.0
#: the same after a post where anything else may be a name (委员长会议上，)
_NEVER_OPEN = NEVER | frozenset("兼会上中前后说处部长员")
#: characters that do not write foreign names, though one old name or another has them
_NEVER_FOREIGN = NEVER | frozenset(
    "于对为以其并将从向到个有无不就而或但若则使某该给很最更且即一二三四五六七八九十百千年月日时为之向如各大小文新可会国中上下当地道公力同高"
)
#: least score of a character in a part of a dotted name
_PART = -8.8
#: what a dotted name loses that stops where more foreign characters follow, and one that ends with another character
_GOES_ON, _ODD_LAST = 6.0, -9.0
#: bonus of what fills the place between a post and a mark or verb
SLOT = 4.0
#: bonus of what follows a post when nothing behind it says that it ends there
#: surnames common enough for a name of four characters, and what ends one
_COMMON, _LEAST_FOUR, _LAST_OF_FOUR = -7.0, -33.0, -8.5
_FOUR_END = frozenset("、，。；（\n等")
OPEN_SLOT, BOUND_SLOT = 2.0, 4.5
#: a post of one body or a deputy's (镇镇长, 副县长): who is meant is said next
_BOUND = re.compile(
    r"(?:副[\u4e00-\u9fff]{1,4}|[市县区州镇乡局委部厅院校办处科室司会所站队团村组厂社府](?:镇长|乡长|局长|部长|厅长|院长|校长|主任|处长|科长|司长|会长|所长|站长|队长|团长|组长|厂长|社长|书记|主席|经理))$"
)
#: what a word costs that often follows a post and is no name
FOLLOWING = 8.0
_CLAUSE = frozenset("，。；：！？、\n \u3000")
#: score of a name whose place alone makes it one
SLOTTED = 2.0
#: score of 和平 as a given name, whose first character otherwise joins two names
_PEACE = -10.5
_WEAK_SURNAME = -4.0
#: forms worth less than this are not looked at: two characters, three
_LEAST_TWO, _LEAST_THREE = -22.0, -27.0
#: the same where the place alone speaks for a name
_PLACED_TWO, _PLACED_THREE = -27.0, -33.0
#: what stands behind a name that ends in 和 and is no conjunction
_NO_SECOND = frozenset(("，", "。", "；", "：", "、", "（", "）", "\n", " ", "\u3000", "的", "等", ""))
_PLACE_BEFORE = re.compile(
    r"(?:在|于|到|赴|抵|往|离|首都|城市|首府|州|省|市|县|镇|机场|港口|地区|小镇|[东西南中北]部|[东西南北]|国|半岛|海岸|郊区|附近)$"
)
_VERB_LAST = frozenset("任为说称作当系兼代副原向从到与对")


@dataclass(slots=True)
class Edge:
    """One possible name: its place, its score with both sides counted, and what spoke for it most."""

    start: int
    end: int
    score: float
    kind: str
    left: float = 0.0
    right: float = 0.0
    reason: str = "form"


@lru_cache(maxsize=1)
def _foreign_pattern() -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(_foreign_core()))}]{{2,}}")


@lru_cache(maxsize=1)
def _foreign_core() -> frozenset[str]:
    return frozenset(c for c in surnames.transliteration() if c not in _NEVER_FOREIGN)


@lru_cache(maxsize=1)
def _known_matcher() -> Matcher:
    return Matcher(n for n in people.people() if len(n) >= 3 or (len(n) == 2 and words.count(n) == 0))


@lru_cache(maxsize=1)
def _press_matcher() -> Matcher:
    return Matcher(people.foreign())


@lru_cache(maxsize=1)
def _native_matcher() -> Matcher:
    return Matcher([*surnames.native(), *(c for c in surnames.clans() if c not in surnames.native())], overlapping=True)


@lru_cache(maxsize=1)
def _han_pattern() -> re.Pattern[str]:
    first = "".join(sorted({s[0] for s in surnames.surnames()}))
    return re.compile(rf"(?=([{first}])([{HAN}])([{HAN}])?([{HAN}])?)")


@lru_cache(maxsize=1)
def _japanese_matcher() -> Matcher:
    return Matcher(surnames.japanese())


class Candidates:
    """The candidates of one text."""

    def __init__(self, text: str, sides: Sides) -> None:
        self.text, self.sides = text, sides
        self._known, self._core, self._weak, self._follow = people.people(), _foreign_core(), weak(), follow()

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
        yield self._open()
        yield self._slotted()

    def _edge(self, start: int, end: int, form: float, kind: str) -> Edge:
        left, lr = self.sides.left(start)
        right, rr = self.sides.right(end)
        return Edge(start, end, PRIOR[kind] + form + left + right, kind, left, right, lr if left >= right else rr)

    def _slotted(self) -> Iterator[Edge]:
        """What stands where only a name can."""
        for s, e in slots(self.text, self.sides):
            right, _ = self.sides.right(e)
            yield Edge(s, e, SLOTTED, "slot", 5.0, right, "slot")

    def _han(self) -> list[Edge]:
        """A surname with one and with two given characters."""
        text, table, known = self.text, surname_scores(), people.people()
        single, first, last = given_scores()
        edges: list[Edge] = []
        rare: dict[str, float] = {}
        add, named = edges.append, self._named
        for m in _han_pattern().finditer(text):
            surname, one, two, three = m.groups()
            s = m.start()
            sp = table.get(surname)
            if sp is not None:
                form = sp + single.get(one, D1)
                if (
                    form > _LEAST_TWO or surname + one in known or (form > _PLACED_TWO and self._placed(s, s + 2))
                ) and (one != "和" or self._peaceful(s + 2)):
                    add(named(s, s + 2, form, 1))
                if two:
                    form = sp + (_PEACE if one + two == "和平" else first.get(one, D2) + last.get(two, D2))
                    if (
                        form > _LEAST_THREE
                        or surname + one + two in known
                        or (form > _PLACED_THREE and self._placed(s, s + 3))
                    ) and (two != "和" or self._peaceful(s + 3)):
                        if form <= _LEAST_THREE or two == "和":
                            rare[text[s : s + 3]] = form
                        add(named(s, s + 3, form, 1))
            if three and sp is not None and sp > _COMMON and self.sides.left(s)[0] >= 4:
                edges.extend(self._four(s, sp))
            if two and (sp := table.get(surname + one)) is not None:
                form = sp + single.get(two, D1)
                if form > _LEAST_TWO:
                    add(named(s, s + 3, form, 2))
                if three:
                    form = sp + first.get(two, D2) + last.get(three, D2)
                    if form > _LEAST_THREE:
                        add(named(s, s + 4, form, 2))
        if rare:  # wherever else such a name stands, the document may speak for it
            there = {(e.start, e.end) for e in edges}
            matcher = Matcher(rare)
            for s, e, i in matcher.find(text):
                if (s, e) not in there:
                    add(named(s, e, rare[matcher.strings[i]], 1))
        return edges

    def _placed(self, s: int, e: int) -> bool:
        """Whether the place alone speaks for a name of any characters: all from a post to a mark, or what an appointment says."""
        right = self.sides.right(e)[0]
        return right >= 5 or (right >= 0.5 and self.sides.left(s)[0] >= 5)

    def _peaceful(self, e: int) -> bool:
        """Whether 和 before an offset ends a name: no second one can follow (丘和，; 易中和的局长职务)."""
        c = self.text[e : e + 1]
        return c in _NO_SECOND or c.isdigit() or self.text.startswith(("一案", "同志"), e)

    def _four(self, s: int, sp: float) -> Iterator[Edge]:
        """A single surname and three given characters, where the name fills all from a post to a mark (张子墨涵、)."""
        text, e = self.text, s + 4
        if (e < len(text) and text[e] not in _FOUR_END) or text[s + 1] in NEVER or self.sides.right(e - 1)[0]:
            return
        single, first, last = given_scores()
        a, b, c = text[s + 1], text[s + 2], text[s + 3]
        pairs = max(first.get(a, D2) + last.get(b, D2), first.get(b, D2) + last.get(c, D2))
        rest = max(last.get(c, D2), single.get(c, D1)) if pairs > NO / 2 else NO
        if (
            last.get(c, D2) > _LAST_OF_FOUR
            and pairs + rest > _LEAST_FOUR
            and words.count(text[s : s + 2]) < 60
            and not words.count(text[s + 2 : e])
        ):
            yield self._edge(s, e, sp + pairs + SLOT + 3.0, "han")

    def _named(self, s: int, e: int, form: float, n: int) -> Edge:
        """The edge of a name whose surname has n characters."""
        text, sides = self.text, self.sides
        name = text[s:e]
        after = sides.starts.get(s + n)
        if after and after[1] > 1 and after[0] & (POST | ADDRESS | NOUN):
            form -= 6.0  # 李书记, 王老师: a form of address, not a given name
        if name in self._known:
            form += 4.0 if e - s > 2 else 2.0
        if name[-1] in "科股处室" and e - s == n + 2 and words.count(name[:2]) > 4:
            form -= 8.0  # 秘书科
        core = self._core
        if name[0] in core and name[-1] in core and self._in_foreign(s, e):
            form -= 3.0
        left, lr = sides.left(s)
        right, rr = sides.right(e)
        score, reason = form + left + right + PRIOR["han"], lr if left >= right else rr
        if right < 3 and name[:n] in self._weak and (left < 4 or (left < 5 and right <= 0)):
            score += _WEAK_SURNAME  # 村民端出刚晒好的秋货
        if right > 0 and name[-1] in _VERB_LAST:
            score -= right + 1.0  # 虞浩任局长: the post follows the verb
            right = 0.0
        if left >= 4 and right >= 0.5:
            score += SLOT
        elif left >= 5 and not (e - s == n + 1 and sides.right(e + 1)[0] >= 2):
            score += BOUND_SLOT if _BOUND.search(text, max(0, s - 6), s) else OPEN_SLOT
        if left >= 5 and right < 5 and text[s : s + 2] in self._follow:
            score -= FOLLOWING if e - s == 2 else FOLLOWING / 2
        if rr == "appointed" and name[-1] not in "老某" and (s == 0 or text[s - 1] in _CLAUSE):
            score += SLOT
        return Edge(s, e, score, "han", left, right, reason)

    def _in_foreign(self, s: int, e: int) -> bool:
        """Whether a string of foreign characters goes on beside it (巴赫|穆特)."""
        text, core = self.text, _foreign_core()
        before = s > 0 and text[s - 1] in core and s not in self.sides.ends
        if before or (e < len(text) and text[e] in core and e not in self.sides.starts):
            return core.issuperset(text[s:e])
        return False

    def _spaced(self) -> Iterator[Edge]:
        """王　猛, 萨 如 拉: alone between marks, or after a post or before a verb."""
        table, text = surname_scores(), self.text
        for m in _SPACED.finditer(text):
            s = m.start()
            compound = table.get(text[s - 1 : s + 1]) if s else None
            sp = table.get(m[1])
            if compound is not None:
                yield from self._spread(s - 1, m.end(2), compound, given(m[2]))
            elif sp is not None:
                yield from self._spread(s, m.end(2), sp, given(m[2]))
            if m[3] and self.sides.right(m.end(2))[1] not in ("title", "address"):
                native = m[1] + m[2] + m[3] in surnames.native()
                yield from self._spread(s, m.end(3), -10.0 if native else sp, 0.0 if native else given(m[2] + m[3]))

    def _spread(self, s: int, e: int, sp: float | None, gp: float | None) -> Iterator[Edge]:
        text = self.text
        if sp is None or gp is None:
            return
        left, _ = self.sides.left(s)
        right, _ = self.sides.right(e)
        if left < 4 and right < 5 and words.count("".join(text[s:e].split())):
            return  # 传  真：
        if s and left < 4 and _ISHAN.match(text, s - 1):
            return
        inside = right < 0.7 and e < len(text) and _ISHAN.match(text, e) is not None
        if not inside or (left >= 4 and not words.count(text[e - 1 : e + 1])):
            yield self._edge(s, e, sp + gp, "spaced")

    def _dotted(self) -> Iterator[Edge]:
        """穆罕默德·本·萨勒曼; with a post before it 迪亚斯-卡内尔: each part must sound like one; 全民·爱·阅读 does not."""
        if "·" not in self.text and "-" not in self.text:
            return
        for m in _DOTTED.finditer(self.text):
            run = m[0]
            first, last = run.index("·" if "·" in run else "-"), max(run.rfind("·"), run.rfind("-"))
            inner = [(p, part_score(p)) for p in _SEP.split(run[first + 1 : last]) if p]
            if any(score < _PART * len(p) for p, score in inner):
                continue
            middle = sum(score for _, score in inner)
            tails = [(e, part_score(run[last + 1 : e])) for e in range(last + 2, len(run) + 1)]
            core = self._core
            for a in range(first):
                head = part_score(run[a:first])
                if head < _PART * (first - a) or ("·" not in run and self.sides.left(m.start() + a)[0] < 4):
                    continue
                for e, tail in tails:
                    form = head + middle + tail
                    if run[e : e + 2] and core.issuperset(run[e : e + 2]) and len(run) > e + 1:
                        form -= _GOES_ON  # 迈赫迪·马|沙特
                    if tail >= _PART * (e - last - 1) and form > -7.2 * (e - a - 1):
                        yield self._edge(m.start() + a, m.start() + e, form + 9.0, "dotted")

    def _foreign(self) -> Iterator[Edge]:
        t, text, sides = surnames.transliteration(), self.text, self.sides
        for m in _foreign_pattern().finditer(text):
            run, base = m[0], m.start()
            n = len(run)
            for a in range(min(n - 1, 12)):
                left, lr = sides.left(base + a)
                if left < 4 and _PLACE_BEFORE.search(text, max(0, base + a - 3), base + a):
                    left = -3.0
                form = t[run[a]] - (1.5 if a else 0.0)
                for b in range(a + 1, min(a + 10, n)):
                    form += t[run[b]]
                    tight = form - (1.5 if b + 1 < n else 0.0)
                    s, e = base + a, base + b + 1
                    right, rr = sides.right(e)
                    yield Edge(s, e, FOREIGN_WORD + tight, "word", left, right)
                    if words.count(run[a : b + 1]) >= 20:
                        continue
                    if b + 1 == n and left >= 4 and n - a > 1 and (odd := self._odd(e)) is not None:
                        score = PRIOR["foreign"] + form + _ODD_LAST + left + odd
                        yield Edge(s, e + 1, score, "foreign", left, odd, lr)
                    item = a == 0 and b + 1 == n and n > 2 and self._member(s, e)
                    if left >= 4 or (right >= 2.2 and left > -1) or (right >= 3 and left > -4 and rr == "verb"):
                        reason = lr if left >= right else rr
                        yield Edge(s, e, PRIOR["foreign"] + tight + left + right, "foreign", left, right, reason)
                    elif item:
                        yield Edge(s, e, PRIOR["foreign"] + tight + left + right, "member", left, right, "list")

    def _odd(self, e: int) -> float | None:
        """What speaks for a foreign name that takes in one more character than such names have (维什瑙|4日表示)."""
        text = self.text
        if not _ISHAN.match(text, e) or text[e] in _NEVER_OPEN or e in self.sides.starts:
            return None
        right, _ = self.sides.right(e + 1)
        return right if right >= 2.2 or text[e + 1 : e + 2] in ("、", "，", "。", "（") else None

    def _member(self, s: int, e: int) -> bool:
        """Whether it is all there is between two marks of a list."""
        return (
            s > 0
            and self.text[s - 1] in "、及"
            and self.text[e : e + 1] in ("、", "，", "。", "；", "等", "（", "\n", "")
        )

    def _lexical(self) -> Iterator[Edge]:
        for s, e, _ in _known_matcher().find(self.text):
            yield self._edge(s, e, -8.0 if e - s > 2 else -11.0, "known")
        press, names = people.foreign(), _press_matcher()
        for s, e, i in names.find(self.text):
            weight, share = press[names.strings[i]]
            if self._in_foreign(s, e):
                weight -= 4.0
            edge = self._edge(s, e, weight - (0.0 if share >= 0.4 else 3.0), "press")
            yield edge

    def _native(self) -> Iterator[Edge]:
        """Clan and given name (沙马木乃), two parts or more (郎加泽仁, 娜仁托娅), one part in a sure place."""
        text, table, native, clans = self.text, surnames.surnames(), surnames.native(), surnames.clans()
        matcher = _native_matcher()
        parts: dict[int, list[int]] = {}
        for s, e, i in matcher.find_all(text):
            part = matcher.strings[i]
            if part in clans:
                for n in (2, 3):
                    chars = text[e : e + n]
                    if len(chars) == n and _HANS.fullmatch(chars) and not set(chars) & NEVER:
                        yield self._edge(s, e + n, -8.0 - (5.0 if native.get(chars) == "Yi" else 6.0 * n), "native")
            if part in native:
                parts.setdefault(s, []).append(e)
        for s in parts:
            before = table.get(text[s - 1]) if s else None
            if s and text[s - 1] in _foreign_core() and s not in self.sides.ends and before is None:
                continue
            for e, count in self._chains(parts, s):
                if count > 1 or e - s > 2:
                    yield self._edge(s, e, -5.0 * max(count, (e - s) // 2) - 3.0, "native")
                elif self.sides.left(s)[0] >= 4 or (self.sides.right(e)[0] >= 3 and self.sides.left(s)[0] >= 0.3):
                    yield self._edge(s, e, -9.0, "native")
                elif self._member(s, e):
                    yield self._edge(s, e, -9.0, "member")
                if before is not None and self.sides.left(s - 1)[0] >= 1:
                    yield self._edge(s - 1, e, before - 5.0 * max(count, (e - s) // 2), "native")

    @staticmethod
    def _chains(parts: dict[int, list[int]], s: int) -> Iterator[tuple[int, int]]:
        """Ends of what one, two or three parts make that follow each other, with how many they are."""
        for e in parts[s]:
            yield e, 1
            for e2 in parts.get(e, ()):
                yield e2, 2
                for e3 in parts.get(e2, ()):
                    yield e3, 3

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
            if m and not set(m[1]) & _NEVER_OPEN and words.count(m[1]) < 1000:
                yield self._edge(s, m.end(1), 2.0 - m.end(1) + s, "open")

    def _japanese(self) -> Iterator[Edge]:
        t = surnames.given()
        for s, k, _ in _japanese_matcher().find(self.text):
            for n in (1, 2, 3):
                chars = self.text[k : k + n]
                if len(chars) < n or not _HANS.fullmatch(chars) or set(chars) & NEVER:
                    break
                form = sum(max(t.first.get(c, -9.0), t.last.get(c, -9.0), -8.5) for c in chars)
                edge = self._edge(s, k + n, -7.0 + form, "native")
                if edge.left >= 4 or edge.right >= 2.2:
                    yield edge
