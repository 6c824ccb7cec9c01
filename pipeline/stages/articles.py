"""Articles: not yet written."""

from __future__ import annotations

from pipeline.reading import Reading
from pipeline.stages.base import Stage, stage
from schemas.layers import ArticlesLayer


@stage
class Articles(Stage):
    """Not yet written."""

    name = "articles"
    version = "0"
    layer = ArticlesLayer
    needs = ("clean",)

    def process(self, reading: Reading) -> ArticlesLayer:
        return ArticlesLayer()
