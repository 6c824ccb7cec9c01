"""Matching: the wordings of the lexicon in the text, with or without quotation marks and whatever stands between limbs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from pipeline.lexicon import phrase_cues as cues
from pipeline.lexicon.phrases import LIMB, QUOTES, Phrase, PhraseMatcher, Surface
from schemas.layers import PhraseReason

_DROPPED = re.compile(rf"[{LIMB}{QUOTES}]+")
_TITLE = re.compile(r"《[^《》\n]{1,120}》")
#: a movement of the past that dates what is told (“三反”“五反”期间) is an event there
_TIME_AFTER = re.compile(
    rf"[”’]?(?:[、和及]?“[^“”\n]{{2,4}}”){{0,3}}(?:运动)?(?:{cues.one_of('movement-time')}|以?前夕?[，的]|以?后[，的])"
)
_NUMERALS = re.compile(r"[\d一二三四五六七八九十]+")
#: so many of something, not said of what: the head behind the marks belongs to it (“三大”攻坚战)
_SO_MANY = re.compile(r"[一二两三四五六七八九十]+[大个项条种]")
#: 1951年土地改革
_YEAR_BEFORE = re.compile(r"[\d〇○零一二三四五六七八九]年(?:[\d一二三四五六七八九十]{1,3}月)?(?:开始|实行|进行|的)?$")
#: 1970年农业学大寨工作总结: the year is that of the report
_WORK_AFTER = re.compile(r"(?:运动|活动)?(?:工作|总结|经验|先进|会议)")
_SINCE = re.compile(r"[”’]?(?:以来|之初|初期|前夕|[前后][，的]|[\d一二三四五六七八九十]+(?:周年|多?年))")
#: a field of cooperation (人工智能、数字经济、绿色能源等领域) is no policy
_FIELD_AFTER = re.compile(rf"[”’]?(?:[、和及与][^，。；：\n]{{2,24}}?)?等{cues.one_of('field')}?领域")
#: 扫黑除恶专项斗争领导小组, 一带一路研究院: the phrase only names a body
_BODY_AFTER = re.compile(rf"[”’]?[\u4e00-\u9fff]{{0,4}}?{cues.one_of('body-after')}")
#: two quotations side by side: “两重”“两新”
_TWO = re.compile(r"[”’][、和与及]?[“‘]")
#: a year that a campaign's name ends in, and no date
_OF_YEAR = re.compile(r"20\d\d(?=[”’]|专项|行动|系列|集中)")
OPENING, CLOSING = "“‘", "”’"
_OPENING, _CLOSING = ("“", "‘"), ("”", "’")  # as tuples: an empty slice is in neither


@dataclass(frozen=True, slots=True)
class Match:
    """A wording of the lexicon at a range of the text; `refused` says why it is no phrase there."""

    start: int
    end: int
    phrase: Phrase
    refused: PhraseReason | None = None
    core: str | None = None

    @property
    def canonical(self) -> str:
        """The dictionary form: that of the entry, or what the marks hold of it (“四清”运动 → 四清)."""
        return self.core or self.phrase.canonical

    @property
    def family(self) -> str | None:
        """The entry it belongs to: that of its own entry, or the entry itself where only the core stands."""
        return self.phrase.canonical if self.core else self.phrase.family


class Bare:
    """A text without separators and quotation marks, and the way back; no match runs over a line's end."""

    __slots__ = ("_cuts", "_gone", "_runs", "source", "text")

    def __init__(self, source: str) -> None:
        self.source = source
        self.text = _DROPPED.sub("", source)
        self._cuts: list[int] = []
        self._gone: list[int] = [0]
        self._runs: list[str] = []
        gone = 0
        for m in _DROPPED.finditer(source):
            start, end = m.span()
            self._cuts.append(start - gone)
            gone += end - start
            self._gone.append(gone)
            self._runs.append(m[0])

    def out(self, start: int, end: int) -> tuple[int, int]:
        """Range of the bare text → range of the text."""
        return (
            start + self._gone[bisect_right(self._cuts, start)],
            end + self._gone[bisect_right(self._cuts, end - 1)],
        )

    def fits(self, start: int, end: int, limbs: frozenset[int]) -> bool:
        """True when separators stand only where the wording has a limb; quotation marks may stand anywhere."""
        i, j = bisect_right(self._cuts, start), bisect_left(self._cuts, end)
        return all(
            self._cuts[k] - start in limbs or not self._runs[k].strip(QUOTES) or self._runs[k] == " "
            for k in range(i, j)
        )


def titles(text: str) -> list[tuple[int, int]]:
    """The document titles in 《》: what stands in one names the document."""
    return [m.span() for m in _TITLE.finditer(text)]


def is_quoted(text: str, start: int, end: int) -> bool:
    """Whether a range stands directly in quotation marks, or holds its own (“十四五”规划)."""
    if text[start] in OPENING:
        return True
    return text[start - 1 : start] in _OPENING and text[end : end + 1] in _CLOSING


def balance(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in the partner of a quotation mark inside the range: 十四五”规划 → “十四五”规划."""
    depth = lowest = 0
    for c in text[start:end]:
        depth += (c in OPENING) - (c in CLOSING)
        lowest = min(lowest, depth)
    if lowest < 0 and text[start - 1 : start] in _OPENING:
        start -= 1
        depth += 1
    if depth > 0 and text[end : end + 1] in _CLOSING:
        end += 1
    return start, end


def _halved(text: str, start: int, end: int) -> bool:
    """Whether a range holds a quotation mark whose partner lies outside it: 五”新 in “十五五”新征程."""
    depth = 0
    for c in text[start:end]:
        depth += (c in OPENING) - (c in CLOSING)
        if depth < 0:
            return True
    return depth > 0


def core(text: str, start: int, end: int, surface: Surface, matcher: PhraseMatcher) -> tuple[int, int]:
    """What the quotation marks hold of a wording, where the rest is no part of its usual name.

    A head after it is none (“清朗”系列专项行动 → 清朗), nor are words before it (长江“十年禁渔” → 十年禁渔) unless the whole
    is the usual name (中央“八项规定”).
    """
    if surface.phrase.canonical[0] in OPENING:
        return start, end
    opened = text.find("“", start, end)
    close = text.find("”", start, end)
    if opened < 0 or close < opened or "“" in text[opened + 1 : end]:
        return start, end
    head, lead = close < end - 1, opened > start
    count = _NUMERALS.fullmatch(text, opened + 1, close) or _SO_MANY.fullmatch(text, opened + 1, close)
    if head == lead or count:
        return start, end  # “1269”行动计划, “一五”计划: a number alone is no name
    if lead:
        own = matcher.wording(text[opened + 1 : close])
        if own is None or own.phrase.canonical != surface.phrase.family:
            return start, end
    return opened + 1, close


def _excluded(text: str, start: int, end: int, surface: Surface) -> bool:
    return any(text.startswith(a, end) for a in surface.after) or any(
        text.startswith(b, start - len(b)) for b in surface.before if len(b) <= start
    )


def match(text: str, matcher: PhraseMatcher) -> list[Match]:
    """The wordings found that are phrases where they stand: longest first at each place, not overlapping, in text order."""
    return [m for m in judged(text, matcher) if m.refused is None]


def judged(text: str, matcher: PhraseMatcher) -> list[Match]:
    """The wordings found, those too that are no phrase where they stand, with the reason."""
    bare = Bare(text)
    found = matcher.find(bare.text)
    found.sort(key=lambda f: (f[0] - f[1], f[0]))  # longest first
    taken = bytearray(len(bare.text))
    named = titles(text)
    opens = [s for s, _ in named]
    matches: list[Match] = []
    refused: list[Match] = []
    for s, e, surface in found:
        if taken[s] or taken[e - 1] or not bare.fits(s, e, surface.limbs):
            continue
        start, end = bare.out(s, e)
        if _TWO.search(text, start, end):
            parts = [matcher.wording(part) for part in _TWO.split(text[start:end])]
            halves = len(parts) == 2 and all(
                p is not None and p.phrase.family == surface.phrase.canonical for p in parts
            )
            if all(p is not None for p in parts) and not halves:
                continue  # each has an entry of its own, and is no half of this one (“碳达峰”“碳中和”)
        if surface.phrase.quoted and not _set_off(text, start, end):
            continue
        if _halved(text, *balance(text, start, end)):
            continue
        reason: PhraseReason | None = None
        k = bisect_right(opens, start) - 1
        if _excluded(text, start, end, surface):
            reason = "context"
        elif k >= 0 and end <= named[k][1] and not is_quoted(text, start, end):
            reason = "title"
        elif _BODY_AFTER.match(text, end):
            reason = "body"
        elif (
            surface.phrase.past
            and (
                _TIME_AFTER.match(text, end)
                or (_YEAR_BEFORE.search(text, max(0, start - 12), start) and not _WORK_AFTER.match(text, end))
            )
        ) or (surface.bare == "改革开放" and _SINCE.match(text, end)):
            reason = "event"
        elif surface.bare.endswith("经济") and _FIELD_AFTER.match(text, end):
            reason = "field"
        if reason is not None:
            refused.append(Match(start, end, surface.phrase, reason))
            if reason != "context":  # nor is a shorter wording inside it a phrase
                taken[s:e] = b"\x01" * (e - s)
            continue
        taken[s:e] = b"\x01" * (e - s)
        start, end = balance(text, start, end)
        if surface.phrase.category == "campaign" and (year := _OF_YEAR.match(text, end)):
            words = text[start : year.end()]  # “剑网2025”专项行动
            matches.append(Match(start, year.end(), surface.phrase, core=words))
            continue
        inner = core(text, start, end, surface, matcher)
        words = text[slice(*inner)]
        own: Surface | None = surface
        spirit = surface.phrase.canonical.endswith("精神")  # “钉钉子”精神 is named so
        if inner != (start, end) and not spirit:
            own = matcher.wording(words)
        matches.append(Match(*inner, own.phrase if own else surface.phrase, core=None if own else words))
    spans = [(m.start, m.end) for m in matches]
    spans.sort()
    last = -1
    for m in sorted(refused, key=lambda m: (m.start, -m.end)):
        k = bisect_left(spans, (m.end, 0)) - 1
        if m.start >= last and not (k >= 0 and spans[k][1] > m.start):
            matches.append(m)
            last = m.end
    matches.sort(key=lambda m: m.start)
    return matches


def _set_off(text: str, start: int, end: int) -> bool:
    """A general word counts as a phrase only where quotation marks set it off."""
    return text[start - 1 : start] in _OPENING and text[end : end + 1] in _CLOSING
