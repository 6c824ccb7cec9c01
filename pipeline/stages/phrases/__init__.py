"""Phrases: the policy phrases (提法) of a document, where they stand, and who says them."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.lexicon import phrases as lexicon
from pipeline.reading import Reading
from pipeline.stages.base import Stage, stage
from pipeline.stages.phrases import forms, quoted
from pipeline.stages.phrases.attribution import Attribution
from pipeline.stages.phrases.matching import Match, is_quoted, match, titles
from pipeline.stages.phrases.quoted import Find
from schemas.layers import PhraseMention, PhrasesLayer

#: parts of a page that are no text of its author's
_NO_TEXT = ("chrome", "contact", "copyright", "share")


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
        known, new = _settle(text, known, [*new, *_again(text, new)])
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
            components=p.components,
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
            canonical=reading.text[f.start : f.end],
            category=f.category,
            known=False,
            quoted=is_quoted(reading.text, f.start, f.end),
            speaker=who.speaker(f.start, f.end),
            confidence=round(min(f.confidence, 0.95), 2),
            source=f"phrases.{f.rule}",
        )


def _settle(text: str, known: list[Match], new: Iterable[Find]) -> tuple[list[Match], list[Find]]:
    """Each stretch of the text to one phrase: the lexicon's first, unless it knows only some limbs of a quoted series."""
    named = titles(text)
    kept: list[Find] = []
    dropped: set[int] = set()
    spans = [(m.start, m.end) for m in known]
    for f in sorted(new, key=lambda f: (-f.confidence, f.start, -f.end)):
        if any(s <= f.start and f.end <= e for s, e in named):
            continue
        if any(f.start < k.end and k.start < f.end for k in kept):
            continue
        inside = [i for i, (s, e) in enumerate(spans) if f.start < e and s < f.end and i not in dropped]
        if inside:
            covered = sum(spans[i][1] - spans[i][0] for i in inside)
            across = any(spans[i][0] < f.start or spans[i][1] > f.end for i in inside)
            size = f.end - f.start
            part = "+" in text[f.start : f.end] or len(quoted.limbs(text[f.start : f.end])) > 1
            whole = part and covered < 0.75 * size and not (len(inside) > 1 and f.rule == "parallel")
            named_so = f.rule in ("quoted", "quoted_head") and covered <= 0.5 * size and size >= 8
            longer = named_so or (f.rule in ("campaign", "quoted_plan", "community", "doctrine") and covered < size)
            if across or not (whole or longer):
                continue
            dropped.update(inside)
        kept.append(f)
    return [m for i, m in enumerate(known) if i not in dropped], kept


def _again(text: str, found: list[Find]) -> list[Find]:
    """Other places of the document where a formula found in quotation marks stands, with marks or without."""
    more = []
    seen = {(f.start, f.end) for f in found}
    for q in {text[f.start : f.end]: f for f in found if f.rule.startswith(("quoted", "numeric"))}.values():
        words = text[q.start : q.end]
        if len(words) < 4:
            continue
        at = text.find(words)
        while at >= 0:
            if (at, at + len(words)) not in seen:
                more.append(Find(at, at + len(words), q.category, round(q.confidence - 0.05, 2), q.rule))
            at = text.find(words, at + len(words))
    return more
