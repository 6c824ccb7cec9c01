"""Names written by sound or made otherwise than the Chinese ones: foreign, dotted, Tibetan, Mongol, Yi, Uygur, Japanese."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.engines.forms import NEVER, part_score
from pipeline.engines.misread import hosts
from pipeline.engines.sides import Sides
from pipeline.lexicon import surnames, words
from pipeline.lexicon.cues import LEAD, NOUN, POST, follow
from pipeline.lexicon.cues import table as cues
from pipeline.lexicon.loader import Matcher

HAN = "\u4e00-\u9fff\u3400-\u4dbf"
_NAME = rf"(?:(?![和与及、在对向是的时当说]|之[子女孙妻母父]|(?<=之)[子女孙妻母父])[{HAN}])"
_DOTTED = re.compile(
    rf"(?:{_NAME}{{1,10}}-)?{_NAME}{{1,10}}(?:·(?:{_NAME}|[A-Z]){{1,12}}(?:-{_NAME}{{1,10}})*)+|{_NAME}{{2,6}}-{_NAME}{{2,6}}"
)
#: the marks in such a name, and how far its first and last part go from them
_MARK = re.compile("[·-]")
_HEAD, _TAIL = 10, 12
ISHAN = re.compile(rf"[{HAN}]")
HANS = re.compile(rf"[{HAN}]+")
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
NEVER_OPEN = NEVER | frozenset("兼会上中前后说处部长员或互并")
#: characters that do not write foreign names, though one old name or another has them
_NEVER_FOREIGN = NEVER | frozenset(
    "于对为以其并将从向到个有无不就而或但若则使某该给很最更且即一二三四五六七八九十百千年月日时为之向如各大小文新可会国中上下当地道公力同高"
)
#: least score of a character in a part of a dotted name
_PART = -8.8
_VERB_LAST, _WHY = frozenset("任称"), re.compile("因[得未病故此其在不涉无为遭被与对]")
#: what ends the name of a place abroad
_LAND = frozenset("州省市区县镇村岛湾河湖山港国")
#: what a dotted name loses that stops where more foreign characters follow, and one that ends with another character
_GOES_ON, _ODD_LAST = 6.0, -9.0
#: what a known foreign name loses where more such characters follow it
GOES_ON = 18.0
#: what fills all from a post to a mark or a verb (指挥官|哈吉。)
FILLS = 4.0
#: such a word as is met less often may still be a name there
FILLS_COMMON = 100
#: a word met so often is no first name in the middle of other words
COMMON_HEAD = 50
#: and what is met less often than this is rather the holder (议长|冈萨雷斯)
RARE = 12
#: a division of another country, under which a city stands
IN_STATE = re.compile(r"[州省]$")
#: what makes the known name before it part of a place, a firm, an armed band or a weapon
OF_OTHERS = re.compile(
    r"(?:武装|组织|运动|国际|阵线|政权|导弹|火箭弹|无人机|型|级|百货|航空|银行|公司|集团|酒店|社区|街区|难民营|半岛|海峡|海沟|群岛|山脉|高地|谷地|盆地|走廊)"
)
_PLACE_BEFORE = re.compile(
    r"(?:在|于|到|赴|抵|往|离|首都|城市|首府|州|省|市|县|镇|机场|港口|地区|小镇|[东西南中北]部|[东西南北]|国|半岛|海岸|郊区|附近)$"
)


#: what a Japanese given name that begins with 和 goes on with
AFTER_WA = frozenset("男夫子彦也之美人久博义幸")
#: units of land in Japan: 志贺町 is no person
_JAPANESE_PLACE = frozenset("镇乡町郡")
#: the surnames of women of Vietnam with 氏 and a given name
_VIETNAMESE = re.compile(rf"[阮陈黎范武邓裴杜胡吴杨李潘黄张丁何郑冯段梁陶]氏([{HAN}]{{1,2}})")


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
    return re.compile(f"[{''.join(sorted(foreign_core()))}]{{2,}}")


@lru_cache(maxsize=1)
def foreign_core() -> frozenset[str]:
    return frozenset(c for c in surnames.transliteration() if c not in _NEVER_FOREIGN)


@lru_cache(maxsize=1)
def _rest() -> re.Pattern[str]:
    """What shows that a name goes on: a dot, a hyphen further on (阿卜杜|勒-穆拉), a unit of land (雅罗斯拉夫|尔州), the other
    half of a station (米克洛什|-陶什站).
    """
    core = "".join(sorted(foreign_core()))
    return re.compile(
        rf"[{core}]{{0,3}}·|[{core}]{{1,3}}-[{core}]{{2}}|[{core}]{{1,3}}[州市省区县镇岛]|-[{core}]{{1,8}}[站线段港州市省区县镇岛]"
        rf"|[{core}]{{1,3}}(?:{OF_OTHERS.pattern})"
    )


@lru_cache(maxsize=1)
def _native_matcher() -> Matcher:
    return Matcher([*surnames.native(), *(c for c in surnames.clans() if c not in surnames.native())], overlapping=True)


@lru_cache(maxsize=1)
def _japanese_matcher() -> Matcher:
    return Matcher(surnames.japanese())


def _opens_native(part: str) -> bool:
    """Whether a part begins with one of the names of the other peoples (巴特尔, 泽仁)."""
    native = surnames.native()
    return any(part[:n] in native for n in (2, 3, 4))


class Borrowed:
    """The candidates of one text that are not made of a Chinese surname and given characters."""

    def __init__(self, text: str, sides: Sides) -> None:
        self.text, self.sides = text, sides
        self._core = foreign_core()
        self._core_or_dot = self._core | {"·", "-"}

    def _dotted(self) -> Iterator[Edge]:
        """穆罕默德·本·萨勒曼; with a post before it 迪亚斯-卡内尔: each part must sound like one; 全民·爱·阅读 does not."""
        if "·" not in self.text and "-" not in self.text:
            return
        joined: set[str] = set()  # 迪亚斯-卡内尔, once behind a post
        later: list[tuple[int, int, float]] = []
        for m in self._marked():
            run = m[0]
            first, last = run.index("·" if "·" in run else "-"), max(run.rfind("·"), run.rfind("-"))
            inner = [(p, part_score(p)) for p in _SEP.split(run[first + 1 : last]) if p]
            if any(score < _PART * len(p) for p, score in inner):
                continue
            middle = sum(score for _, score in inner)
            until = next((k for k in range(last + 3, len(run)) if self._led(m.start() + k)), len(run))
            tails = [
                (e, part_score(run[last + 1 : e]))
                for e in range(last + 2, until + 1)
                if e - last < 4 or run[e - 2 : e] not in follow()
                # 丹尼斯·穆内内|热烈欢迎
            ]
            core = self._core
            for a in range(first):
                if run[a] == "-":
                    continue
                head, plain = part_score(run[a:first]), a > 0 and words.count(run[a:first]) >= COMMON_HEAD
                torn = a > 0 and words.count(run[a - 1 : a + 1]) >= COMMON_HEAD
                hyphen = "·" not in run
                placed = self.sides.left(m.start() + a)[0] >= 4
                unsure = hyphen and not placed
                if first - a == 1 and head < _PART and (placed or a == 0) and _opens_native(run[last + 1 :]):
                    head = _PART  # 牧民|廷·巴特尔: the first letter of a father's name
                if head < _PART * (first - a) or self._called(m.start() + a, m.start() + first):
                    continue
                for e, tail in tails:
                    form = head + middle + tail
                    if (run[e - 1] in _VERB_LAST and e - last > 2) or _WHY.match(self.text, m.start() + e - 1):
                        form -= _GOES_ON  # 布鲁诺·勒塔约|任内政部长, 汤姆·埃默|因得不到支持
                    if run[e : e + 2] and core.issuperset(run[e : e + 2]) and len(run) > e + 1:
                        form -= _GOES_ON  # 迈赫迪·马|沙特
                    if tail >= _PART * (e - last - 1) and form > (-7.9 if placed else -7.2) * (e - a - 1):
                        right, reason = self.sides.right(m.start() + e)
                        if ((plain and e < len(run) and right <= 0) or torn) and self.sides.left(m.start() + a)[0] <= 0:
                            continue  # 山水|阳光·多|彩民俗; 政|治·法治篇
                        titled = reason in ("title", "address")
                        if unsure and (not titled or run[e - 1] in _LAND):
                            later.append((m.start() + a, m.start() + e, form + 9.0))
                            continue
                        if hyphen:
                            joined.add(run[a:e])
                        yield self._edge(m.start() + a, m.start() + e, form + 9.0, "dotted")
        for start, end, form in later if joined else ():
            if self.text[start:end] in joined:
                yield self._edge(start, end, form, "dotted")

    def _called(self, start: int, end: int) -> bool:
        """Whether what somebody is opens the first part of a dotted name (牧民|廷·巴特尔)."""
        for k in range(start + 2, end):
            flags, n = self.sides.ends.get(k, (0, 0))
            if flags & (POST | NOUN) and n > 1:
                return True
        return False

    def _led(self, at: int) -> bool:
        """Whether a word begins here that governs the name of another (穆罕默德·米夫塔|接替拉哈维)."""
        return cues().get(self.text[at : at + 2], 0) & LEAD != 0

    def _marked(self) -> Iterator[re.Match[str]]:
        """What is written as such a name, looked for only around its marks."""
        first = last = None
        for mark in _MARK.finditer(self.text):
            at = mark.start()
            if first is None or last is None:
                first = at
            elif at - last > _HEAD + _TAIL + 1:
                yield from _DOTTED.finditer(self.text, max(0, first - _HEAD), last + _TAIL + 1)
                first = at
            last = at
        if first is not None and last is not None:
            yield from _DOTTED.finditer(self.text, max(0, first - _HEAD), last + _TAIL + 1)

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
                    if self._half(s, e):
                        continue
                    fills = left >= 5 and b + 1 == n and (right >= 2.2 or not ISHAN.match(text, e))
                    if words.count(run[a : b + 1]) >= (FILLS_COMMON if fills else 20):
                        continue
                    if b - a > 1 and text[e - 1 : e + 1] in follow():
                        continue  # 副秘书长迪卡洛|代为宣读
                    if b - a == 1 and run[a] in hosts() and run[b] in hosts() and left < 4:
                        continue  # 加墨称
                    if run[a] == "因" and words.count(run[a + 1 : b + 1]) >= 4:
                        continue  # 议长因|纳粹老兵事件
                    if b + 1 == n and left >= 4 and n - a > 1 and (odd := self._odd(e)) is not None:
                        score = PRIOR["foreign"] + form + _ODD_LAST + left + odd
                        yield Edge(s, e + 1, score, "foreign", left, odd, lr)
                    item = a == 0 and b + 1 == n and n > 2 and self._member(s, e)
                    if left >= 4 or (right >= 2.2 and left > -1) or (right >= 3 and left > -4 and rr == "verb"):
                        reason = lr if left >= right else rr
                        score = PRIOR["foreign"] + tight + left + right + (FILLS if fills else 0.0)
                        if fills and 0 < words.count(run[a : b + 1]) < RARE:  # a town that hardly any text names
                            score = (
                                max(score, words.load().least(run[a : b + 1]), words.load().by_word[run[a : b + 1]])
                                + 3.0
                            )
                        yield Edge(s, e, score, "foreign", left, right, reason)
                    elif item:
                        yield Edge(s, e, PRIOR["foreign"] + tight + left + right, "member", left, right, "list")

    def _half(self, s: int, e: int) -> bool:
        """Whether a hyphen joins it to more of a foreign name."""
        text, core = self.text, self._core
        after = text[e : e + 1] == "-" and text[e + 1 : e + 2] in core
        return after or (s > 1 and text[s - 1] == "-" and text[s - 2] in core)

    def _odd(self, e: int) -> float | None:
        """What speaks for a foreign name that takes in one more character than such names have (维什瑙|4日表示)."""
        text = self.text
        if not ISHAN.match(text, e) or text[e] in NEVER_OPEN or text[e] in _LAND or e in self.sides.starts:
            return None
        if words.count(text[e - 1 : e + 1]):
            return None  # 王后卡米拉|加冕。
        right, _ = self.sides.right(e + 1)
        return right if right >= 2.2 or text[e + 1 : e + 2] in ("、", "，", "。", "（") else None

    def _member(self, s: int, e: int) -> bool:
        """Whether it is all there is between two marks of a list."""
        return (
            s > 0
            and self.text[s - 1] in "、及"
            and self.text[e : e + 1] in ("、", "，", "。", "；", "等", "（", "\n", "")
        )

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
                    if len(chars) == n and HANS.fullmatch(chars) and not set(chars) & NEVER and chars[-1] not in _LAND:
                        yield self._edge(s, e + n, -8.0 - (5.0 if native.get(chars) == "Yi" else 6.0 * n), "native")
            if part in native:
                parts.setdefault(s, []).append(e)
        sure: set[str] = set()
        doubtful: list[tuple[int, int]] = []
        for s in parts:
            before = table.get(text[s - 1]) if s else None
            if s and text[s - 1] in foreign_core() and s not in self.sides.ends and before is None:
                continue
            for e, count in self._chains(parts, s):
                if (count == 1 and self._goes_on(e)) or self._unended(e) or self._half(s, e):
                    continue  # 阿卜杜|拉赫曼; 阿卜杜|勒·马利克; 阿卜杜勒|-穆拉
                if count > 1 or e - s > 2:
                    yield self._edge(s, e, -5.0 * max(count, (e - s) // 2) - 3.0, "native")
                elif self.sides.left(s)[0] >= 4 or (self.sides.right(e)[0] >= 3 and self.sides.left(s)[0] >= 0.3):
                    sure.add(text[s:e])
                    yield self._edge(s, e, -9.0, "native")
                elif self._member(s, e):
                    yield self._edge(s, e, -9.0, "member")
                elif not words.count(text[s:e]):
                    doubtful.append((s, e))
                if before is not None and self.sides.left(s - 1)[0] >= 1:
                    yield self._edge(s - 1, e, before - 5.0 * max(count, (e - s) // 2), "native")
        for s, e in doubtful if sure else ():
            if text[s:e] in sure:  # 岩罕|的儿媳妇: once in a sure place
                yield self._edge(s, e, -9.0, "native")

    @staticmethod
    def _chains(parts: dict[int, list[int]], s: int) -> Iterator[tuple[int, int]]:
        """Ends of what one, two or three parts make that follow each other, with how many they are."""
        for e in parts[s]:
            yield e, 1
            for e2 in parts.get(e, ()):
                yield e2, 2
                for e3 in parts.get(e2, ()):
                    yield e3, 3

    def _japanese(self) -> Iterator[Edge]:
        t = surnames.given()
        for s, k, _ in _japanese_matcher().find(self.text):
            for n in (1, 2, 3):
                chars = self.text[k : k + n]
                if len(chars) < n or not HANS.fullmatch(chars) or chars[-1] in _JAPANESE_PLACE:
                    break
                rest = chars[2:] if chars[0] == "和" and chars[1:2] in AFTER_WA else chars
                if set(rest.replace("和", "", 1) if n > 1 else rest) & NEVER:  # 智和, 和也, 和之
                    break
                if n > 1 and words.count(chars) >= 20:
                    continue  # 高市|政权
                if chars == "和" and self.text[k + 1 : k + 2] in AFTER_WA:
                    continue  # 植田和|男
                form = sum(max(t.first.get(c, -9.0), t.last.get(c, -9.0), -8.5) for c in chars)
                edge = self._edge(s, k + n, -7.0 + form, "native")
                if edge.left >= 4 or edge.right >= 2.2:
                    yield edge

    def _vietnamese(self) -> Iterator[Edge]:
        """阮氏秋荷: after a post or before a verb or mark; 阮氏宗祠 is a clan's."""
        if "氏" not in self.text:
            return
        for m in _VIETNAMESE.finditer(self.text):
            for e in (m.end(1), m.end(1) - 1):
                given_name = self.text[m.start(1) : e]
                if not given_name or set(given_name) & NEVER or words.count(given_name):
                    continue
                edge = self._edge(m.start(), e, -14.0, "native")
                if edge.left >= 4 or edge.right >= 2.2:
                    yield edge

    def _goes_on(self, e: int) -> bool:
        """Whether two more characters of foreign names follow that are no word (阿卜杜拉|赫曼)."""
        more = self.text[e : e + 2]
        return (
            len(more) == 2 and self._core.issuperset(more) and e + 1 not in self.sides.starts and not words.count(more)
        )

    def whole(self, s: int, e: int) -> bool:
        """Whether a foreign name here is not the piece of a longer one, nor what a place or a body is called by."""
        text, core = self.text, self._core
        before, behind = text[s - 1 : s], text[e : e + 1]
        if before in ("·", "-") or self._half(s, e) or self._unended(e) or self._goes_on(e) or OF_OTHERS.match(text, e):
            return False
        if e - s > 3 or not core.issuperset(text[s:e]):
            return True
        starts = before not in core or s in self.sides.ends or words.count(text[max(0, s - 2) : s]) >= 20
        return starts and (behind not in core or e in self.sides.starts or words.count(text[e : e + 2]) >= 20)

    def _unended(self, e: int) -> bool:
        """Whether what stands here is the rest of a dotted name or of a place's name."""
        text = self.text
        if text[e + 1 : e + 2] in ("市", "州") and ISHAN.match(text, e) and not words.count(text[e : e + 2]):
            return True  # 图阿普|谢市
        return text[e : e + 1] in self._core_or_dot and _rest().match(text, e) is not None

    def _in_foreign(self, s: int, e: int) -> bool:
        """Whether a string of foreign characters goes on beside it (巴赫|穆特)."""
        text, core = self.text, foreign_core()
        before = s > 0 and text[s - 1] in core and s not in self.sides.ends
        if before or (e < len(text) and text[e] in core and e not in self.sides.starts):
            return core.issuperset(text[s:e])
        return False

    def _edge(self, start: int, end: int, form: float, kind: str) -> Edge:
        left, lr = self.sides.left(start)
        right, rr = self.sides.right(end)
        return Edge(start, end, PRIOR[kind] + form + left + right, kind, left, right, lr if left >= right else rr)
