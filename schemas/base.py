"""What every model shares: frozen, no unknown field, spans of the source text."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, model_validator

Confidence = Annotated[float, Field(ge=0.0, le=1.0, description="how often items with this figure are right")]


class Model(BaseModel):
    """A frozen model that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class TextSpan(Model):
    """A stretch of the source text, in Unicode code points; `text` is exactly `source[start:end]`."""

    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(gt=0)]
    text: str

    @model_validator(mode="after")
    def _ordered(self) -> TextSpan:
        if self.end <= self.start or self.end - self.start != len(self.text):
            raise ValueError(f"span {self.start}..{self.end} does not fit its text of {len(self.text)} characters")
        return self
