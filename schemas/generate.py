"""JSON Schema (2020-12) of the record and of each layer, generated from the models into schemas/json/."""

from __future__ import annotations

import json
from pathlib import Path

from schemas import layers
from schemas.base import Model
from schemas.record import SCHEMA_VERSION, Record

FOLDER = Path(__file__).parent / "json"

#: stage → what it writes
MODELS: dict[str, type[Model]] = {
    "read": layers.ReadLayer,
    "clean": layers.CleanLayer,
    "articles": layers.ArticlesLayer,
    "dates": layers.DatesLayer,
    "names": layers.NamesLayer,
    "organizations": layers.OrganizationsLayer,
    "offices": layers.OfficesLayer,
    "events": layers.EventsLayer,
    "phrases": layers.PhrasesLayer,
    "link": layers.LinkLayer,
    "record": Record,
}


def schema(stage: str) -> str:
    """The JSON Schema of a stage's layer (or of the record), as text."""
    model = MODELS[stage]
    head = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:shilu:schema:{SCHEMA_VERSION}:{stage}",
    }
    return json.dumps(head | model.model_json_schema(mode="serialization"), ensure_ascii=False, indent=2) + "\n"


def stale() -> list[Path]:
    """Schema files that do not say what the models say: missing, different, or of no model."""
    wanted = {FOLDER / f"{n}.schema.json": schema(n) for n in MODELS}
    found = {p for p, text in wanted.items() if not p.is_file() or p.read_text("utf-8") != text}
    return sorted(found | (set(FOLDER.glob("*.schema.json")) - wanted.keys()))


def generate() -> list[Path]:
    """Bring the schema files up to date; returns those that changed."""
    changed = stale()
    FOLDER.mkdir(exist_ok=True)
    for path in changed:
        name = path.name.removesuffix(".schema.json")
        if name in MODELS:
            path.write_text(schema(name), "utf-8")
        else:
            path.unlink()
    return changed
