"""Validation of records: the schema, every reference, every offset, and every mention against the text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import orjson
from pydantic import ValidationError, model_validator

from pipeline.errors import RunError
from pipeline.outputs import Outputs
from schemas.record import Record


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with a record: the file, the JSON path within it, the code, and what it is."""

    file: Path
    path: str
    code: str
    message: str

    def __str__(self) -> str:
        return f"{self.file}: {self.path or '$'}: {self.code} {self.message}"


class _Unproved(Record):
    """A record whose fields fit, before its references and ranges are looked at: so that all of them can be named."""

    @model_validator(mode="after")
    def _consistent(self) -> _Unproved:
        return self


def validate_record(file: Path) -> tuple[list[Finding], Record | None]:
    """What is wrong with one record file by itself; the record too, if it fits its model."""
    try:
        value = orjson.loads(file.read_bytes())
    except OSError as e:
        return [Finding(file, "", "E108", e.strerror or str(e))], None
    except orjson.JSONDecodeError as e:
        return [Finding(file, "", "E303", f"no JSON: {e}")], None
    try:
        record = _Unproved.model_validate(value)
    except ValidationError as e:
        return [Finding(file, _path(x["loc"]), "E303", x["msg"]) for x in e.errors()], None
    found = [_split(file, "E302", w) for w in record._reference_errors()]
    found += [_split(file, "E301", w) for w in record._range_errors()]
    return found, record


def _path(loc: tuple[int | str, ...]) -> str:
    path = ""
    for part in loc:
        path += f"[{part}]" if isinstance(part, int) else f".{part}" if path else part
    return path


def _split(file: Path, code: str, wrong: str) -> Finding:
    path, _, message = wrong.partition(": ")
    return Finding(file, path, code, message)


@dataclass(slots=True)
class Checked:
    """How many records were looked at, and how many without their text."""

    records: int = 0
    without_text: int = 0
    findings: int = 0


def validate(path: Path, checked: Checked) -> Iterator[Finding]:
    """What is wrong with the records at `path`: one file, a folder of records, or an output folder.

    Raises RunError E402, E408 when there is nothing to look at.
    """
    if not path.exists():
        raise RunError("E402", path=str(path))
    outputs = _outputs(path)
    if path.is_file():
        files = [path]
    else:
        top = path / "records" if (path / "records").is_dir() else path
        files = sorted(p for p in top.rglob("*.json") if p.is_file())
        if not files:
            raise RunError("E408", path=str(path))
    for file in files:
        text = None
        found, record = validate_record(file)
        if outputs is not None and record is not None:
            records = outputs.root.resolve() / "records"
            doc = file.resolve().relative_to(records).as_posix().removesuffix(".json")
            if record.document.id != doc:
                found.append(
                    Finding(file, "document.id", "E302", f"{record.document.id!r} is not the file's name {doc!r}")
                )
            text = outputs.text(doc, record.document.sha256)
            if text is not None:
                found += [_split(file, "E301", w) for w in record.check_text(text)]
        checked.records += 1
        checked.without_text += text is None
        checked.findings += len(found)
        yield from found


def _outputs(path: Path) -> Outputs | None:
    """The output folder that a path is, or lies in."""
    here = path.resolve()
    for folder in (here, *here.parents):
        if folder.name == "records" and folder.is_dir():
            return Outputs(folder.parent)
        if folder == here and (folder / "records").is_dir():
            return Outputs(folder)
    return None
