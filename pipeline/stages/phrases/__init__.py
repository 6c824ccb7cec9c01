"""Phrases: the policy phrases (提法) of a document, where they stand, and who says them."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.lexicon import phrases as lexicon
from pipeline.reading import Reading
from pipeline.stages.base import Stage, stage
from pipeline.stages.phrases import forms, quoted
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
        known, new = _settle(text, known, new)
        mentions = [(m.start, self._known(reading, m)) for m in known]
        mentions += [(f.start, self._new(reading, f)) for f in new]
        mentions.sort(key=lambda pair: pair[0])
        return PhrasesLayer(mentions=tuple(m for _, m in mentions))

    def _known(self, reading: Reading, m: Match) -> PhraseMention:
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
            confidence=0.95,
            source="phrases.lexicon",
        )

    def _new(self, reading: Reading, f: Find) -> PhraseMention:
        return PhraseMention(
            **reading.view.at(f.start, f.end),
            canonical=reading.text[f.start : f.end],
            category=f.category,
            known=False,
            quoted=is_quoted(reading.text, f.start, f.end),
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
            whole = len(quoted.limbs(text[f.start : f.end])) > 1 and covered < 0.75 * size
            if across or not (
                whole or f.rule in ("campaign", "quoted_plan", "community", "doctrine") and covered < size
            ):
                continue
            dropped.update(inside)
        kept.append(f)
    return [m for i, m in enumerate(known) if i not in dropped], kept
