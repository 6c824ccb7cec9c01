"""The record refuses what does not hold together."""

from __future__ import annotations

from typing import Any

import pytest
from pydantic import ValidationError

from schemas.record import Record

TEXT = "县委书记岑远帆主持会议。"


def record(**changes: Any) -> dict[str, Any]:
    span = {"start": 4, "end": 7, "text": "岑远帆"}
    base: dict[str, Any] = {
        "document": {
            "id": "a", "source": "a.txt", "sha256": "0" * 64, "media_type": "text/plain", "encoding": "utf-8",
            "script": "Hans", "length": len(TEXT),
        },
        "people": [
            {"id": "p1", "name": "岑远帆", "kind": "contemporary", "mentions": [span], "confidence": 0.9, "source": "names.title"}
        ],
        "organizations": [
            {"id": "g1", "name": "县委", "type": "party", "confidence": 0.9, "source": "organizations.elliptic"}
        ],
        "offices": [
            {
                "id": "o1", "person": "p1", "organization": "g1", "title": "书记", "name": "县委书记", "status": "current",
                "derivation": "elliptic", "mentions": [{"start": 0, "end": 7, "text": TEXT[:7]}], "confidence": 0.9,
                "source": "offices.title_before_name",
            }
        ],
        "provenance": {"pipeline": "0", "engine": "lexicon", "stages": {}, "lexicon": ""},
    }  # fmt: skip
    return base | changes


def test_a_good_record() -> None:
    r = Record.model_validate(record())
    assert r.check_text(TEXT) == []
    assert Record.model_validate_json(r.model_dump_json()) == r


def test_a_mention_that_is_not_its_slice_is_told() -> None:
    r = Record.model_validate(record())
    assert r.check_text("X" + TEXT[1:]) == ["offices[0].mentions[0]: '县委书记岑远帆' is not the text at 0..7"]
    assert "document.length" in r.check_text(TEXT + "。")[0]


def change(path: str, value: Any) -> dict[str, Any]:
    data = record()
    *parts, last = path.split(".")
    target: Any = data
    for p in parts:
        target = target[int(p)] if p.isdigit() else target[p]
    target[int(last) if last.isdigit() else last] = value
    return data


@pytest.mark.parametrize(
    ("path", "value", "word"),
    [
        ("offices.0.person", "p2", "no people item 'p2'"),
        ("offices.0.organization", "g7", "no organizations item 'g7'"),
        ("organizations.0.place", "l1", "no places item"),
        ("organizations.0.parent", "g2", "no organizations item"),
        ("people.0.id", "x1", "is not p and a number"),
        ("people.0.mentions.0.end", 8, "does not fit"),
        ("people.0.mentions", [], "at least 1"),
        ("people.0.confidence", 1.2, "less than or equal"),
        ("document.length", 5, "ends at 7"),
        ("document.sha256", "abc", "pattern"),
        ("people.0.nickname", "帆", "Extra inputs"),
        ("events", [{"id": "e1", "type": "meeting", "name": "会议", "reported": True, "date": "d1", "confidence": 1,
                     "mentions": [{"start": 9, "end": 11, "text": "会议"}], "source": "x"}], "no dates item"),
        ("articles", [{"id": "a1", "start": 0, "end": 99}], "leaves the text"),
        ("warnings", [{"code": "W201", "message": "", "start": 5, "end": 500}], "leaves the text"),
    ],
)  # fmt: skip
def test_what_does_not_hold_is_refused(path: str, value: Any, word: str) -> None:
    with pytest.raises(ValidationError, match=word):
        Record.model_validate(change(path, value))


def test_two_items_with_one_id() -> None:
    data = record()
    data["people"] *= 2
    with pytest.raises(ValidationError, match="stands twice"):
        Record.model_validate(data)


def test_models_are_frozen() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        Record.model_validate(record()).people[0].name = "甲"  # type: ignore[misc]
