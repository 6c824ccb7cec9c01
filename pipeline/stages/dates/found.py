"""An expression as found, before it becomes a mention of the layer."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(slots=True)
class Found:
    """An expression in the text (view offsets) with its value: EDTF, ISO 8601 duration, or both."""

    start: int
    end: int
    kind: str
    edtf: str | None = None
    duration: str | None = None
    basis: str = "explicit"
    confidence: float = 0.9
    rule: str = ""
