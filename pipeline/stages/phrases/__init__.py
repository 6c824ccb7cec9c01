"""Phrases: the policy phrases (提法) of a document, where they stand, and who says them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate, compress

from pipeline.lexicon import phrase_cues as cues
from pipeline.lexicon import phrases as lexicon
from pipeline.lexicon.loader import Matcher
from pipeline.reading import Reading
from pipeline.stages.base import Stage, stage
from pipeline.stages.phrases import forms, parallel, quoted, wordings
from pipeline.stages.phrases.attribution import Attribution
from pipeline.stages.phrases.components import listed, size
from pipeline.stages.phrases.contexts import abroad, short_names
from pipeline.stages.phrases.matching import Match, is_quoted, judged, titles
from pipeline.stages.phrases.quoted import Find, Refused, said
from schemas.layers import PhraseMention, PhrasesLayer, RefusedPhrase

#: parts of a page that are no text of its author's
_NO_TEXT = ("chrome", "contact", "copyright", "share")


#: rules whose finds may hold a shorter phrase of the lexicon (“…”品牌建设三年行动计划)
_LONGER = ("campaign", "quoted_plan", "community", "doctrine", "principles")
#: quoted words longer than this are told, not coined
_LONG = 40


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
    version = "9"
    layer = PhrasesLayer
    needs = ("clean", "articles", "dates", "names", "organizations", "offices", "events")
    lexicons = (lexicon.FILE, lexicon.IDIOMS, cues.FILE, "words.tsv", "not_names.tsv", "name_cues.tsv", "titles.tsv")

    def process(self, reading: Reading) -> PhrasesLayer:
        text = reading.text
        found = judged(text, lexicon.matcher())
        known = [m for m in found if m.refused is None]
        refused = [Refused(m.start, m.end, m.refused) for m in found if m.refused is not None]
        new = [*forms.discover(text), *wordings.discover(text)]
        for q in quoted.discover(text, lexicon.quotations()):
            if isinstance(q, Find):
                new.append(q)
            else:
                refused.append(q)
        bodies = [reading.span(m) for m in reading.organizations.mentions]
        new = _clear(new, [*map(reading.span, reading.names.mentions), *bodies])
        known, inside = _outside(known, bodies)
        refused += (Refused(m.start, m.end, "body") for m in inside)
        places = [reading.span(m) for m in reading.organizations.places]
        new += _of_place(text, places)
        ends = {e for _, e in places}
        known = [m for m in known if not (m.phrase.canonical.endswith("公社") and _of_one(text, m.start, ends))]
        new += coordinated(text)
        new += short_names(text, known)
        new += _beside(text, known)
        told = _Ranges(_explained(text, [*((m.start, m.end) for m in known), *((f.start, f.end) for f in new)]))
        new = [f for f in new if f.rule not in ("parallel", "pair", "recurs") or not told.hold(f.start)]
        whole = _Ranges((r.start, r.end) for r in refused if r.reason in ("title", "body"))
        own = [not abroad(text, f) for f in new]
        refused += (Refused(f.start, f.end, "context") for f, ours in zip(new, own, strict=True) if not ours)
        new = [*compress(new, own)]
        new = [f for f in new if not whole.hold(f.start)]  # “三农” in 《…关于“三农”工作的重要论述摘编》
        known, new, titled = _settle(text, known, [*new, *_again(text, new)])
        refused += titled
        zones = (reading.view.into(z.start, z.end) for z in reading.clean.zones if z.kind in _NO_TEXT)
        apart = _Ranges(_without_headlines(text, zones))
        known = [m for m in known if not apart.hold(m.start)]
        new = [f for f in new if not apart.hold(f.start)]
        if not known and not new and not refused:
            return PhrasesLayer()
        who = Attribution(reading)
        mentions = [(m.start, self._known(reading, m, who)) for m in known]
        mentions += [(f.start, self._new(reading, f, who)) for f in new]
        mentions.sort(key=lambda pair: pair[0])
        taken = [(m.start, m.end) for m in known] + [(f.start, f.end) for f in new]
        return PhrasesLayer(
            mentions=tuple(m for _, m in mentions),
            refused=tuple(
                RefusedPhrase(**reading.view.at(r.start, r.end), reason=r.reason)
                for r in _apart(refused, taken)
                if not apart.hold(r.start)
            ),
        )

    def _known(self, reading: Reading, m: Match, who: Attribution) -> PhraseMention:
        p = m.phrase
        return PhraseMention(
            **reading.view.at(m.start, m.end),
            canonical=m.canonical,
            category=p.category,
            components=p.components or listed(reading.text, m.start, m.end),
            known=True,
            english=p.english,
            first_attested=p.first_attested,
            family=m.family,
            quoted=is_quoted(reading.text, m.start, m.end),
            **who.of(m.start, m.end),
            confidence=0.95,
            source="phrases.lexicon",
        )

    def _new(self, reading: Reading, f: Find, who: Attribution) -> PhraseMention:
        canonical = f.canonical or _canonical(reading.text[f.start : f.end], f.rule)
        entry = lexicon.named(canonical) if f.canonical else None
        if entry is not None:  # 习近平经济思想、法治思想: the second under its full name
            return self._known(reading, Match(f.start, f.end, entry), who)
        return PhraseMention(
            **reading.view.at(f.start, f.end),
            canonical=canonical,
            category=f.category,
            components=listed(reading.text, f.start, f.end),
            known=False,
            quoted=is_quoted(reading.text, f.start, f.end),
            **who.of(f.start, f.end),
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


def _settle(text: str, known: list[Match], new: Iterable[Find]) -> tuple[list[Match], list[Find], list[Refused]]:
    """Each stretch of the text to one phrase: the lexicon's first, unless it knows only some limbs of a quoted series."""
    named = titles(text)
    opens = [s for s, _ in named]
    kept: list[Find] = []
    titled: list[Refused] = []
    taken = bytearray(len(text))  # by the finds kept
    dropped: set[int] = set()
    spans = [(m.start, m.end) for m in known]
    starts = [s for s, _ in spans]
    reach = list(accumulate((e for _, e in spans), max))
    for f in sorted(new, key=lambda f: (-f.confidence, f.start, -f.end)):
        k = bisect_right(opens, f.start) - 1
        if k >= 0 and f.end <= named[k][1] and not (f.rule != "period_plan" and is_quoted(text, f.start, f.end)):
            titled.append(Refused(f.start, f.end, "title"))
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
            words = text[f.start : f.end]
            part = "+" in words or len(quoted.limbs(words)) > 1
            whole = part and covered < 0.75 * size and not (len(inside) > 1 and f.rule == "parallel")
            whole = whole and not said(words)
            formula = f.rule.startswith(("quoted", "numeric"))
            whole = whole or (formula and len(inside) > 1 and parallel.one_formula(quoted.limbs(words)))
            most = 0.6 if f.rule == "quoted_head" else 0.5
            named_so = f.rule in ("quoted", "quoted_head") and covered <= most * size and size >= 8 and not said(words)
            longer = named_so or (f.rule in _LONGER and covered < size - 3)
            longer = longer or (f.rule == "numeric" and covered < size)  # “一核两翼三带”, whoever else has 一核两翼
            if across or not (whole or longer):
                continue
            dropped.update(inside)
        taken[f.start : f.end] = b"\x01" * (f.end - f.start)
        kept.append(f)
    return [m for i, m in enumerate(known) if i not in dropped], kept, titled


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


_BRAND = re.compile(rf"{cues.one_of('brand-of-place')}$")
_MADE = re.compile(r"(?:建设|打造|推进|深化|创建|共建|[、，“])$")


def _of_place(text: str, places: Iterable[tuple[int, int]]) -> Iterator[Find]:
    """A national aim under a place's name: 建设健康河口, 打造“平安青禾”."""
    for start, end in places:
        brand = _BRAND.search(text, max(0, start - 2), start)
        made = brand and (_MADE.search(text, max(0, brand.start() - 2), brand.start()) or text.startswith("建设", end))
        if brand and made and end - start <= 3:
            yield Find(brand.start(), end, "strategy", 0.6, "of_place")


#: 实行人民公社, 成立人民公社, 的人民公社: not one of them
_BEFORE_ANY = re.compile(r"(?:[办建搞的是在了为成行入立度化到从和与及大]|[^\u4e00-\u9fff]|^)$")


def _of_one(text: str, start: int, places: set[int]) -> bool:
    """Whether what stands before a word for a body names one: 河口人民公社."""
    return start in places or _BEFORE_ANY.search(text, max(0, start - 1), start) is None


def _outside(known: list[Match], bodies: list[tuple[int, int]]) -> tuple[list[Match], list[Match]]:
    """Apart from what only names a body: 乡村振兴 in 县乡村振兴服务中心, 统一战线 in 中央统一战线工作部."""
    inside = _Ranges(bodies)
    named = [m for m in known if inside.hold(m.start) and inside.hold(m.end - 1)]
    return [m for m in known if m not in named], named


def _apart(refused: list[Refused], taken: list[tuple[int, int]]) -> Iterator[Refused]:
    """What was refused and overlaps no phrase, in text order; of two readings of the same words the longer."""
    taken = sorted(taken)
    last = 0
    for r in sorted(refused, key=lambda r: (r.start, -r.end)):
        k = bisect_left(taken, (r.end, 0)) - 1
        if r.start >= last and not (k >= 0 and taken[k][1] > r.start) and r.end - r.start <= _LONG:
            yield r
            last = r.end


_PARENTHESIS = re.compile(r"[”’]?[\u4e00-\u9fff]{0,8}[（(]([^（）()\n]{4,120})[）)]")


def _explained(text: str, spans: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The parentheses that tell the members of a numeric phrase: “三亮三比”活动（亮身份、亮承诺、亮业绩，比学习、…）."""
    for start, end in spans:
        if size(text[start:end]) and (m := _PARENTHESIS.match(text, end)):
            yield m.span(1)


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


_LIMB_AFTER = re.compile(r"、([\u4e00-\u9fff]{2,3}[\u4e00-\u9fff]{2})(?=[、，。；和与的”])")


def _beside(text: str, known: list[Match]) -> Iterator[Find]:
    """What stands in a list with two phrases of one head and bears it too: 法治政府、|效能政府|、廉洁政府."""
    limbs = [m for m in known if 4 <= m.end - m.start <= 6 and not is_quoted(text, m.start, m.end)]
    ends = {m.end: m for m in limbs}
    starts = {m.start for m in known}
    for m in limbs:
        head = text[m.end - 2 : m.end]
        after = _LIMB_AFTER.match(text, m.end)
        if after is None or after.start(1) in starts or not after[1].endswith(head) or _ANY.match(after[1]):
            continue
        beside = any(
            o is not m and text[o.end - 2 : o.end] == head and abs(o.start - m.start) <= 24 for o in ends.values()
        )
        if beside and "，" not in text[m.end : after.end()]:
            yield Find(*after.span(1), m.phrase.category, 0.6, "beside")


#: what is said of any: 各级政府, 本级政府
_ANY = re.compile("[各本全我该两]|地方|人民|中央")

_SERIES = re.compile(r"习近平(?:新时代)?[\u4e00-\u9fff]{1,12}?思想((?:[、和与及][\u4e00-\u9fff]{2,6}?思想)+)")
_MEMBER = re.compile(r"[\u4e00-\u9fff]{2,6}?思想")


def coordinated(text: str) -> Iterator[Find]:
    """The later members of a series under one name: 习近平经济思想、法治思想 → 习近平法治思想."""
    for m in _SERIES.finditer(text):
        for n in _MEMBER.finditer(text, m.start(1), m.end(1)):
            start = n.start() + (text[n.start()] in "和与及")
            yield Find(start, n.end(), "doctrine", 0.9, "doctrine", "习近平" + text[start : n.end()])


_CHINA_SECOND = re.compile(r"([\u4e00-\u9fff])中命运共同体")
_MODIFIERS = re.compile(r"(?:具有战略意义的|更加紧密的|高水平|全天候|新时代|面向未来的)+(?=中)")


def _canonical(words: str, rule: str) -> str:
    """The dictionary form of a phrase nobody has listed: 越中命运共同体 → 中越命运共同体; separators as 、."""
    if rule == "community":
        return _MODIFIERS.sub("", _CHINA_SECOND.sub(r"中\1命运共同体", words))
    return words
