"""The processors, in reading order. Importing this package registers them with spaCy."""

from __future__ import annotations

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
