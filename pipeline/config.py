"""One frozen settings model: defaults, then shilu.toml, then SHILU_* environment variables, then options."""

from __future__ import annotations

import os
import re
import tomllib
from datetime import date, datetime
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError, field_validator

from pipeline.errors import RunError
from schemas.base import Model

#: a year, or a year and a month
_EDTF = re.compile(r"\d{4}(?:-\d{2})?")


class Settings(Model):
    """What a run may be told; each stage declares which of these it uses, so that only those make it run again."""

    engine: str = Field(
        "tagger", description="name recogniser: tagger, lexicon, hanlp:<directory or name>; several with +"
    )
    date: str | None = Field(None, description="document date (EDTF) for documents that state none")
    date_from_mtime: bool = Field(False, description="take the file's time stamp where nothing else dates it")
    jobs: Annotated[int, Field(ge=1, le=1024)] = 1
    max_bytes: Annotated[int, Field(ge=1)] = 200 * 1024 * 1024
    max_chars: Annotated[int, Field(ge=1)] = 1_000_000
    max_seconds: Annotated[float, Field(gt=0)] = 120.0
    follow_symlinks: bool = True
    fail_fast: bool = False

    @field_validator("date", mode="before")
    @classmethod
    def _day(cls, value: Any) -> Any:
        """A day that the calendar has, also as TOML writes one without quotation marks."""
        if isinstance(value, date) and not isinstance(value, datetime):
            return value.isoformat()
        if isinstance(value, str):
            try:
                date.fromisoformat(f"{value}-01-01"[:10] if _EDTF.fullmatch(value) else value)
            except ValueError:
                raise ValueError(f"{value!r} is no date: write 2021, 2021-07 or 2021-07-01") from None
        return value

    def subset(self, names: tuple[str, ...]) -> dict[str, Any]:
        """The named settings as plain values, for a stage's key."""
        return {n: getattr(self, n) for n in sorted(names)}


def load_settings(file: Path | None = None, **options: Any) -> Settings:
    """Settings from shilu.toml (if any), SHILU_* variables and options, later ones winning; E403 when one is wrong."""
    values: dict[str, Any] = {}
    path = file or Path("shilu.toml")
    if path.is_file():
        try:
            values |= tomllib.loads(path.read_text("utf-8"))
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as e:
            raise RunError("E403", str(e), str(path)) from e
    elif file is not None:
        raise RunError("E402", path=str(file))
    for name in Settings.model_fields:
        if (v := os.environ.get(f"SHILU_{name.upper()}")) is not None:
            values[name] = v
    values |= {k: v for k, v in options.items() if v is not None}
    return settings_of(values)


def settings_of(values: dict[str, Any]) -> Settings:
    """Settings of these values; E403 with the one that is wrong, or unknown."""
    try:
        return Settings.model_validate(values)
    except ValidationError as e:
        first = e.errors()[0]
        name, message = ".".join(map(str, first["loc"])), first["msg"].removeprefix("Value error, ")
        if first["type"] == "extra_forbidden":
            message = f"there is no such setting; there are {', '.join(Settings.model_fields)}"
        raise RunError("E403", f"{name}: {message}") from e
