"""Phrases: not yet written."""

from __future__ import annotations

from pipeline.reading import Reading
from pipeline.stages.base import Stage, stage
from schemas.layers import PhrasesLayer


@stage
class Phrases(Stage):
    """Not yet written."""

    name = "phrases"
    version = "0"
    layer = PhrasesLayer
    needs = ("clean", "articles", "dates", "names", "organizations", "offices", "events")

    def process(self, reading: Reading) -> PhrasesLayer:
        return PhrasesLayer()
