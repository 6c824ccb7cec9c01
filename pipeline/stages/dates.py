"""Dates: not yet written."""

from __future__ import annotations

from pipeline.reading import Reading
from pipeline.stages.base import Stage, stage
from schemas.layers import DatesLayer


@stage
class Dates(Stage):
    """Not yet written."""

    name = "dates"
    version = "0"
    layer = DatesLayer
    needs = ("clean", "articles")

    def process(self, reading: Reading) -> DatesLayer:
        return DatesLayer()
