"""Clean: the view over the source text, and the zones that are no running text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.reading import Reading
from pipeline.source import fold, script_of
from pipeline.stages.base import Stage, reading_of, stage
from pipeline.stages.clean.blanks import Condensed, blanks
from pipeline.stages.clean.layout import removals
from pipeline.stages.clean.lines import lines_of
from pipeline.stages.clean.zones import zones
from schemas.layers import CleanLayer

if TYPE_CHECKING:
    from spacy.tokens import Doc


@stage
class Clean(Stage):
    """Takes out what the page layout put in (起跑⏎⏎线 → 起跑线), and marks chrome, captions, contact and credit lines."""

    name = "clean"
    version = "10"
    layer = CleanLayer
    lexicons = ("page_words.tsv", "credit_roles.tsv")

    def process(self, reading: Reading) -> CleanLayer:
        source = reading.source.text
        script = script_of(source)
        if out := blanks(source):
            whole = Condensed(source, out)
            lines = lines_of(whole.text, fold(whole.text, script))
            found = zones(lines)
            removed = whole.removed(removals(whole.text, lines, found))
            return CleanLayer(script=script, removed=removed, zones=whole.zones(found))
        lines = lines_of(source, fold(source, script))
        found = zones(lines)
        return CleanLayer(script=script, removed=removals(source, lines, found), zones=found)

    def __call__(self, doc: Doc) -> Doc:
        """As any stage, but what goes on is a Doc over the cleaned view, one token a character."""
        from spacy.tokens import Doc

        reading = reading_of(doc, self.settings)
        self.run(reading)
        text = reading.view.text
        clean = Doc(doc.vocab, words=list(text), spaces=[False] * len(text))
        clean.user_data["shilu"] = reading
        return clean
