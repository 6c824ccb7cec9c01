"""Phrases: the policy phrases (提法) of a document, where they stand, and who says them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate

from pipeline.lexicon import phrases as lexicon
from pipeline.lexicon.loader import Matcher
from pipeline.reading import Reading
from pipeline.stages.base import Stage, stage
from pipeline.stages.phrases import forms, quoted
from pipeline.stages.phrases.attribution import Attribution
from pipeline.stages.phrases.components import listed
from pipeline.stages.phrases.matching import Match, is_quoted, match, titles
from pipeline.stages.phrases.quoted import Find
from schemas.layers import PhraseMention, PhrasesLayer

#: parts of a page that are no text of its author's
_NO_TEXT = ("chrome", "contact", "copyright", "share")


#: rules whose finds may hold a shorter phrase of the lexicon (“…”品牌建设三年行动计划)
_LONGER = ("campaign", "quoted_plan", "community", "doctrine", "principles")


_NEXT = re.compile(r"(?:上|下|前|后)一(?:篇|条|则|版)[：:][^\n]*")


class _Ranges:
    """Ranges that do not overlap, asked for the one that holds an offset."""

    def __init__(self, ranges: Iterable[tuple[int, int]]) -> None:
        self._ranges = sorted(ranges)
        self._starts = [s for s, _ in self._ranges]

    def hold(self, i: int) -> bool:
        """Whether one of the ranges holds the offset."""
        k = bisect_right(self._starts, i) - 1
        return k >= 0 and i < self._ranges[k][1]


@stage
class Phrases(Stage):
    """Known wordings from the lexicon, new ones by their form and by what introduces them."""

    name = "phrases"
    version = "1"
    layer = PhrasesLayer
    needs = ("clean", "articles", "dates", "names", "organizations", "offices", "events")
    lexicons = (lexicon.FILE, lexicon.IDIOMS)

    def process(self, reading: Reading) -> PhrasesLayer:
        text = reading.text
        known = match(text, lexicon.matcher())
        new = [*quoted.discover(text, lexicon.idioms()), *forms.discover(text)]
        taken = [reading.span(m) for m in (*reading.names.mentions, *reading.organizations.mentions)]
        new = _clear(new, taken)
        known = _outside(known, [reading.span(m) for m in reading.organizations.mentions])
        known, new = _settle(text, known, [*new, *_again(text, new)])
        zones = (reading.view.into(z.start, z.end) for z in reading.clean.zones if z.kind in _NO_TEXT)
        apart = _Ranges(_without_headlines(text, zones))
        known = [m for m in known if not apart.hold(m.start)]
        new = [f for f in new if not apart.hold(f.start)]
        if not known and not new:
            return PhrasesLayer()
        who = Attribution(reading)
        mentions = [(m.start, self._known(reading, m, who)) for m in known]
        mentions += [(f.start, self._new(reading, f, who)) for f in new]
        mentions.sort(key=lambda pair: pair[0])
        return PhrasesLayer(mentions=tuple(m for _, m in mentions))

    def _known(self, reading: Reading, m: Match, who: Attribution) -> PhraseMention:
        p = m.phrase
        return PhraseMention(
            **reading.view.at(m.start, m.end),
            canonical=p.canonical,
            category=p.category,
            components=p.components or listed(reading.text, m.start, m.end),
            known=True,
            english=p.english,
            first_attested=p.first_attested,
            quoted=is_quoted(reading.text, m.start, m.end),
            speaker=who.speaker(m.start, m.end),
            confidence=0.95,
            source="phrases.lexicon",
        )

    def _new(self, reading: Reading, f: Find, who: Attribution) -> PhraseMention:
        return PhraseMention(
            **reading.view.at(f.start, f.end),
            canonical=_canonical(reading.text[f.start : f.end], f.rule),
            category=f.category,
            components=listed(reading.text, f.start, f.end),
            known=False,
            quoted=is_quoted(reading.text, f.start, f.end),
            speaker=who.speaker(f.start, f.end),
            confidence=round(min(f.confidence, 0.95), 2),
            source=f"phrases.{f.rule}",
        )


def _without_headlines(text: str, zones: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The zones less their lines that lead to the next article: 下一篇：… is the headline of a text, no button."""
    for start, end in zones:
        pos = start
        for m in _NEXT.finditer(text, start, end):
            yield pos, m.start()
            pos = m.end()
        yield pos, end


def _settle(text: str, known: list[Match], new: Iterable[Find]) -> tuple[list[Match], list[Find]]:
    """Each stretch of the text to one phrase: the lexicon's first, unless it knows only some limbs of a quoted series."""
    named = titles(text)
    opens = [s for s, _ in named]
    kept: list[Find] = []
    taken = bytearray(len(text))  # by the finds kept
    dropped: set[int] = set()
    spans = [(m.start, m.end) for m in known]
    starts = [s for s, _ in spans]
    reach = list(accumulate((e for _, e in spans), max))
    for f in sorted(new, key=lambda f: (-f.confidence, f.start, -f.end)):
        k = bisect_right(opens, f.start) - 1
        if k >= 0 and f.end <= named[k][1]:
            continue
        if taken.find(1, f.start, f.end) >= 0:
            continue
        low = high = bisect_left(starts, f.end)
        while low and reach[low - 1] > f.start:
            low -= 1
        inside = [i for i in range(low, high) if f.start < spans[i][1] and i not in dropped]
        if inside:
            covered = sum(spans[i][1] - spans[i][0] for i in inside)
            across = any(spans[i][0] < f.start or spans[i][1] > f.end for i in inside)
            size = f.end - f.start
            part = "+" in text[f.start : f.end] or len(quoted.limbs(text[f.start : f.end])) > 1
            whole = part and covered < 0.75 * size and not (len(inside) > 1 and f.rule == "parallel")
            named_so = f.rule in ("quoted", "quoted_head") and covered <= 0.5 * size and size >= 8
            longer = named_so or (f.rule in _LONGER and covered < size - 3)
            if across or not (whole or longer):
                continue
            dropped.update(inside)
        taken[f.start : f.end] = b"\x01" * (f.end - f.start)
        kept.append(f)
    return [m for i, m in enumerate(known) if i not in dropped], kept


def _clear(found: Iterable[Find], taken: list[tuple[int, int]]) -> list[Find]:
    """Without the unquoted finds that hold or cut a person's or a body's name (a list of who was there is no formula)."""
    taken = sorted(taken)
    starts = [s for s, _ in taken]
    kept = []
    for f in found:
        if not f.rule.startswith(("quoted", "numeric", "doctrine", "community")):
            k = bisect_left(starts, f.end)
            if any(e > f.start for _, e in taken[max(0, k - 4) : k]):
                continue
        kept.append(f)
    return kept


def _outside(known: list[Match], bodies: list[tuple[int, int]]) -> list[Match]:
    """Without what only names a body: 乡村振兴 in 县乡村振兴服务中心, 统一战线 in 中央统一战线工作部."""
    inside = _Ranges(bodies)
    return [m for m in known if not (inside.hold(m.start) and inside.hold(m.end - 1))]


def _again(text: str, found: list[Find]) -> list[Find]:
    """Other places of the document where a formula found in quotation marks stands, with marks or without."""
    formulas = {
        text[f.start : f.end]: f for f in found if f.rule.startswith(("quoted", "numeric")) and f.end - f.start >= 4
    }
    if not formulas:
        return []
    more = []
    seen = {(f.start, f.end) for f in found}
    matcher = Matcher(formulas, overlapping=True)  # one pass: a text may coin thousands
    last = [0] * len(matcher.strings)
    for s, e, i in sorted(matcher.find_all(text)):
        if s < last[i]:
            continue
        last[i] = e
        if (s, e) not in seen:
            q = formulas[matcher.strings[i]]
            more.append(Find(s, e, q.category, round(q.confidence - 0.05, 2), q.rule))
    return more


_CHINA_SECOND = re.compile(r"([\u4e00-\u9fff])中命运共同体")
_MODIFIERS = re.compile(r"(?:具有战略意义的|更加紧密的|高水平|全天候|新时代|面向未来的)+(?=中)")


def _canonical(words: str, rule: str) -> str:
    """The dictionary form of a phrase nobody has listed: 越中命运共同体 → 中越命运共同体; separators as 、."""
    if rule == "community":
        return _MODIFIERS.sub("", _CHINA_SECOND.sub(r"中\1命运共同体", words))
    return words
