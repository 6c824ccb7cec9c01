"""The chronicle as JSON-LD in the words of schema.org, with the PLOVER category where there is one."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import orjson

from pipeline.tables.dates import Day, stretch

_PLOVER = "https://github.com/openeventdata/PLOVER#"


def document(rows: Iterable[dict[str, Any]]) -> bytes:
    """A schema.org document of the rows of `EventRow.as_json`; an event without a day it can name has none."""
    graph = {"@context": "https://schema.org", "@graph": [_event(r) for r in rows]}
    return orjson.dumps(graph, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _event(row: dict[str, Any]) -> dict[str, Any]:
    out: dict[str, Any] = {"@type": row["schema_org"], "name": row["name"], "keywords": row["type"]}
    if row["plover"]:
        out["additionalType"] = _PLOVER + row["plover"]
    days = stretch(row["date"])
    if days is not None and days.begins and "X" not in row["date"]:
        out["startDate"] = _day(days.first)
        if days.ends:
            out["endDate"] = _day(days.last)
    if row["place"]:
        out["location"] = {"@type": "Place", "name": row["place"]}
    if row["organizers"]:
        out["organizer"] = [{"@type": "Organization", "name": n} for n in row["organizers"]]
    if row["people"]:
        out["attendee"] = [
            {"@type": "Role", "roleName": p["roles"][0], "attendee": {"@type": "Person", "name": p["name"]}}
            for p in row["people"]
        ]
    if row["issued"]:
        out["result"] = [{"@type": "CreativeWork", "name": n} for n in row["issued"]]
    out["subjectOf"] = [
        {"@type": "CreativeWork", "identifier": s["document"], **({"name": s["title"]} if s["title"] else {})}
        for s in row["sources"]
    ]
    return out


def _day(day: Day) -> str:
    year, month, date = day
    return f"{'-' if year < 0 else ''}{abs(year):04d}-{month:02d}-{date:02d}"
