"""Names: not yet written."""

from __future__ import annotations

from pipeline.reading import Reading
from pipeline.stages.base import Stage, stage
from schemas.layers import NamesLayer


@stage
class Names(Stage):
    """Not yet written."""

    name = "names"
    version = "0"
    layer = NamesLayer
    needs = ("clean", "articles")

    def process(self, reading: Reading) -> NamesLayer:
        return NamesLayer()
