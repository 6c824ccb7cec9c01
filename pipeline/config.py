"""One frozen settings model: defaults, then shilu.toml, then SHILU_* environment variables, then options."""

from __future__ import annotations

import os
import tomllib
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, ValidationError

from pipeline.errors import RunError
from schemas.base import Model


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
    try:
        return Settings.model_validate(values)
    except ValidationError as e:
        first = e.errors()[0]
        raise RunError("E403", f"{'.'.join(map(str, first['loc']))}: {first['msg']}") from e
