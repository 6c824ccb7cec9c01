"""Phrases: the policy phrases (提法) of a document, where they stand, and who says them."""

from __future__ import annotations

from pipeline.lexicon import phrases as lexicon
from pipeline.reading import Reading
from pipeline.stages.base import Stage, stage
from pipeline.stages.phrases.matching import Match, is_quoted, match
from schemas.layers import PhraseMention, PhrasesLayer

_NO_TEXT = ("chrome", "contact", "copyright", "share")


@stage
class Phrases(Stage):
    """Known wordings from the lexicon, new ones by their form and by what introduces them."""

    name = "phrases"
    version = "1"
    layer = PhrasesLayer
    needs = ("clean", "articles", "dates", "names", "organizations", "offices", "events")
    lexicons = (lexicon.FILE,)

    def process(self, reading: Reading) -> PhrasesLayer:
        text = reading.text
        known = match(text, lexicon.matcher())
        mentions = [self._known(reading, m) for m in known]
        return PhrasesLayer(mentions=tuple(mentions))

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
