"""What the names of a document are told by: full names and short forms."""

from __future__ import annotations

from dataclasses import dataclass

from schemas.layers import PersonForm


@dataclass(slots=True)
class Full:
    """A full name of the document: where it first stands, and the posts that stand beside it."""

    name: str
    folded: str
    start: int
    beside: str = ""
    end: int = 0


@dataclass(slots=True)
class Alias:
    """A short form: its place, form, and the full name it means (None: nobody of the document fits)."""

    start: int
    end: int
    form: PersonForm
    name: str | None
    several: bool = False
