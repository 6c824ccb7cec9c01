"""Clean: the view over the source text and its zones."""

from __future__ import annotations

from spacy.tokens import Doc

from pipeline.reading import Reading
from pipeline.source import script_of
from pipeline.stages.base import Stage, reading_of, stage
from schemas.layers import CleanLayer


@stage
class Clean(Stage):
    """Not yet written."""

    name = "clean"
    version = "0"
    layer = CleanLayer

    def process(self, reading: Reading) -> CleanLayer:
        return CleanLayer(script=script_of(reading.source.text))

    def __call__(self, doc: Doc) -> Doc:
        """As any stage, but what goes on is a Doc over the cleaned view, one token a character."""
        reading = reading_of(doc, self.settings)
        self.run(reading)
        text = reading.view.text
        clean = Doc(doc.vocab, words=list(text), spaces=[False] * len(text))
        clean.user_data["shilu"] = reading
        return clean
