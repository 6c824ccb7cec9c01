"""Offices: not yet written."""

from __future__ import annotations

from pipeline.reading import Reading
from pipeline.stages.base import Stage, stage
from schemas.layers import OfficesLayer


@stage
class Offices(Stage):
    """Not yet written."""

    name = "offices"
    version = "0"
    layer = OfficesLayer
    needs = ("clean", "articles", "dates", "names", "organizations")

    def process(self, reading: Reading) -> OfficesLayer:
        return OfficesLayer()
