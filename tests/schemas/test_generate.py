"""The JSON Schema files in the repository are those of the models."""

from __future__ import annotations

import json

import pytest

from pipeline.stages import ORDER, STAGES
from schemas.generate import FOLDER, MODELS, schema, stale


def test_not_stale() -> None:
    assert stale() == [], "run python -m schemas"


def test_a_schema_for_every_stage() -> None:
    assert tuple(MODELS) == ("read", *ORDER)
    assert {n: MODELS[n] for n in ORDER} == {n: STAGES[n].layer for n in ORDER}


@pytest.mark.parametrize("name", MODELS)
def test_is_of_draft_2020_12_and_closed(name: str) -> None:
    value = json.loads((FOLDER / f"{name}.schema.json").read_text("utf-8"))
    assert value["$schema"].endswith("2020-12/schema")
    objects = [value, *value.get("$defs", {}).values()]
    assert all(o["additionalProperties"] is False for o in objects if o.get("type") == "object")
    assert schema(name) == schema(name)
