"""Events: not yet written."""

from __future__ import annotations

from pipeline.reading import Reading
from pipeline.stages.base import Stage, stage
from schemas.layers import EventsLayer


@stage
class Events(Stage):
    """Not yet written."""

    name = "events"
    version = "0"
    layer = EventsLayer
    needs = ("clean", "articles", "dates", "names", "organizations", "offices")

    def process(self, reading: Reading) -> EventsLayer:
        return EventsLayer()
