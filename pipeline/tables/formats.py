"""The forms in which a table can be had."""

from __future__ import annotations

from enum import StrEnum


class Format(StrEnum):
    """For the eye, or for programs."""

    table = "table"
    csv = "csv"
    json = "json"


class EventFormat(StrEnum):
    """The same, or as a calendar, or in the words of schema.org."""

    table = "table"
    csv = "csv"
    json = "json"
    ics = "ics"
    jsonld = "jsonld"
