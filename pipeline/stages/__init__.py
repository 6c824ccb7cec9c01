"""The processors, in reading order. They are spaCy components, too: see pipeline/components.py."""

from __future__ import annotations

import sys

from pipeline.stages import articles, clean, dates, events, link, names, offices, organizations, phrases, record
from pipeline.stages.base import ORDER, STAGES, Stage, reading_of, stage

__all__ = [
    "ORDER",
    "STAGES",
    "Stage",
    "articles",
    "clean",
    "dates",
    "events",
    "link",
    "names",
    "offices",
    "organizations",
    "phrases",
    "reading_of",
    "record",
    "stage",
]

if "spacy" in sys.modules:  # spaCy is in use: so that add_pipe("shilu_clean") finds them
    import pipeline.components  # noqa: F401
