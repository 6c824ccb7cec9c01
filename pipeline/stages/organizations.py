"""Organizations: not yet written."""

from __future__ import annotations

from pipeline.reading import Reading
from pipeline.stages.base import Stage, stage
from schemas.layers import OrganizationsLayer


@stage
class Organizations(Stage):
    """Not yet written."""

    name = "organizations"
    version = "0"
    layer = OrganizationsLayer
    needs = ("clean", "articles", "dates", "names")

    def process(self, reading: Reading) -> OrganizationsLayer:
        return OrganizationsLayer()
