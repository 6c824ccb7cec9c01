"""Rows: .jsonl (one JSON object a line, streamed) and .json (one object, or an array of them).

A row is {id?, text, title?, date?, source?}: `date` dates the document (stated), `source` is its publisher.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

import orjson

from pipeline.config import Settings
from pipeline.errors import InputError, ShiluError
from pipeline.readers import checked, sha256
from pipeline.readers.decode import decode
from pipeline.readers.found import Found
from pipeline.source import SourceText

_DATE = re.compile(r"(\d{4})(?:[-/.年]?(\d{1,2})(?:[-/.月]?(\d{1,2}))?)?")
_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\:*?\"<>|]+")


def read_lines(found: Found, settings: Settings) -> Iterator[SourceText | ShiluError]:
    """The rows of a .jsonl file, streamed: memory does not grow with the file."""
    try:
        with found.path.open("rb") as f:
            yield from _lines(f, found, settings)
    except OSError as e:
        raise InputError("E108", e.strerror or str(e), found.relative) from e


def read_line_bytes(data: bytes, found: Found, settings: Settings) -> Iterator[SourceText | ShiluError]:
    """The rows of .jsonl data that is already in memory."""
    yield from _lines(io.BytesIO(data), found, settings)


def read_json(data: bytes, found: Found, settings: Settings) -> Iterator[SourceText | ShiluError]:
    """The row or rows of a .json file."""
    try:
        value = orjson.loads(_utf8(data, found))
    except orjson.JSONDecodeError as e:
        raise InputError("E109", str(e), found.relative) from e
    if isinstance(value, dict) and "text" not in value:
        lists = [v for v in value.values() if isinstance(v, list)]
        value = lists[0] if len(lists) == 1 else value  # {"documents": […]}
    for n, row in enumerate(value if isinstance(value, list) else [value], 1):
        single = not isinstance(value, list)
        yield _row(row, orjson.dumps(row), n, found, settings, single)


def _lines(f: BinaryIO, found: Found, settings: Settings) -> Iterator[SourceText | ShiluError]:
    limit = 8 * settings.max_chars + 65_536  # a row of max_chars characters, escaped
    n = 0
    while line := f.readline(limit):
        n += 1
        if len(line) >= limit and not line.endswith(b"\n"):
            while (rest := f.readline(limit)) and not rest.endswith(b"\n"):
                pass
            yield InputError("E107", f"row {n}", found.relative)
            continue
        if n == 1:
            line = line.removeprefix(b"\xef\xbb\xbf")
        if not line.strip():
            continue
        try:
            row = orjson.loads(line)
        except orjson.JSONDecodeError as e:
            try:
                row = orjson.loads(_utf8(line, found))  # rows in GB18030 or Big5
            except (orjson.JSONDecodeError, InputError):
                yield InputError("E110", f"row {n}: {e}", found.relative)
                continue
        yield _row(row, line, n, found, settings, False)


def _utf8(data: bytes, found: Found) -> bytes:
    return decode(data, found.relative).text.encode("utf-8")


def _row(row: Any, raw: bytes, n: int, found: Found, settings: Settings, single: bool) -> SourceText | ShiluError:
    if not isinstance(row, dict) or not isinstance(row.get("text"), str):
        return InputError("E110", f"row {n}", found.relative)
    text: str = row["text"]
    name = row.get("id")
    key = _UNSAFE.sub("_", str(name)).strip(". ") if isinstance(name, str | int) else ""
    flags: tuple[str, ...] = ()
    published = None
    if row.get("date") not in (None, ""):
        published = edtf_date(str(row["date"]))
        if published is None:
            flags = ("row-date-not-read",)
    try:
        return checked(
            SourceText(
                id=found.stem if single else f"{found.stem}/{key or n}",
                text=text,
                source=found.relative,
                media_type="application/json",
                encoding="utf-8",
                sha256=sha256(raw.strip()),
                title=_string(row.get("title")),
                publisher=_string(row.get("source")),
                published=published,
                mtime=found.mtime_ns / 1e9 if found.mtime_ns else None,
                flags=flags,
            ),
            settings,
        )
    except InputError as e:
        return InputError(e.code, f"row {n}" + (f", {e.detail}" if e.detail else ""), found.relative)


def _string(value: Any) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def edtf_date(value: str) -> str | None:
    """A date field in any usual writing (20220924, 2022/9/24, 2022-09-24T10:00:00Z, 2022年9月) → EDTF; None if it is none."""
    import datetime

    m = _DATE.match(value.strip())
    if not m:
        return None
    year, month, day = m.groups()
    try:
        datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return year + (f"-{int(month):02}" if month else "") + (f"-{int(day):02}" if day else "")
