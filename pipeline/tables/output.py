"""How a table leaves: for the eye, as CSV, or as JSON; the last two always UTF-8, whatever the console speaks."""

from __future__ import annotations

import csv
import io
import re
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import orjson

from pipeline.errors import RunError

if TYPE_CHECKING:
    from rich.console import Console


_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r]")
_DATE = re.compile(r"-?\d[\d\-/.:TX?~%]*")


def cell(value: object) -> object:
    """A value for a spreadsheet: text that it would take for a formula gets an apostrophe, dates before Christ do not."""
    if isinstance(value, str) and _FORMULA.match(value) and not _DATE.fullmatch(value):
        return f"'{value}"
    return value


def csv_bytes(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """CSV (RFC 4180) in UTF-8 without a byte order mark."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([cell(v) for v in row] for row in rows)
    return out.getvalue().encode()


def json_bytes(rows: Iterable[dict[str, Any]]) -> bytes:
    """A JSON array with one object for each row."""
    return orjson.dumps(list(rows), option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def write(data: bytes) -> None:
    """Bytes to standard output, as they are."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def console() -> Console:
    """Where tables go; into a file or a pipe they are as wide as they need."""
    from rich.console import Console

    found = Console()
    return found if found.is_terminal else Console(width=1000)


def say(*lines: str) -> None:
    """Notes, to standard error."""
    for line in filter(None, lines):
        print(line, file=sys.stderr)


def choice(option: str, asked: Iterable[str], known: Iterable[str]) -> frozenset[str]:
    """The values of an option that takes several. Raises RunError E403 on one that there is not."""
    found, possible = frozenset(asked), tuple(known)
    if wrong := sorted(found.difference(possible)):
        raise RunError("E403", f"{option} {wrong[0]!r} is none of {', '.join(possible)}")
    return found


def few(items: Sequence[str], most: int) -> str:
    """The first of them, and how many more there are: 甲, 乙 +3."""
    more = f" +{len(items) - most}" if len(items) > most else ""
    return ", ".join(items[:most]) + more
