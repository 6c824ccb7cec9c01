"""Readers: bytes → SourceText, one module a format; and the walk over the input folder.

A file becomes one document, a .jsonl or .json one for each row. What cannot become a document ends in a coded InputError
that says which file (or row) and what to do; nothing here stops the run.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path

from pipeline.config import Settings
from pipeline.errors import InputError, ShiluError
from pipeline.readers.found import SUFFIXES, Found, discover
from pipeline.source import SourceText

Reader = Callable[[bytes, Found, Settings], SourceText]


def read(found: Found, settings: Settings) -> Iterator[SourceText | ShiluError]:
    """The documents of one file, in order. A row that is no document is yielded as its error; a file that is none raises.

    Raises InputError: E101 empty, E102 unknown kind, E103–E105, E109, E111, E112 (content), E106–E107 (size), E108 (access).
    """
    kind = _kind(found)
    if found.size == 0:
        raise InputError("E101", path=found.relative)
    if found.size > settings.max_bytes:
        raise InputError("E106", f"{found.size:,} bytes, the limit is {settings.max_bytes:,}", found.relative)
    if kind == "rows" and found.suffix != ".json":
        from pipeline.readers import rows

        yield from rows.read_lines(found, settings)
        return
    if kind == "text" and found.size > 4 * settings.max_chars + 4:  # no encoding here takes more than 4 bytes for one
        raise InputError(
            "E107", f"{found.size:,} bytes, the limit is {settings.max_chars:,} characters", found.relative
        )
    try:
        data = found.path.read_bytes()
    except OSError as e:
        raise InputError("E108", e.strerror or str(e), found.relative) from e
    yield from _documents(data, found, kind, settings)


def read_bytes(data: bytes, name: str, settings: Settings) -> Iterator[SourceText | ShiluError]:
    """The documents of some bytes (standard input) under a name, whose suffix says the format; none means plain text."""
    suffix = Path(name).suffix.lower()
    found = Found(Path(name), name, suffix if suffix in SUFFIXES else ".txt", len(data), 0)
    if not data:
        raise InputError("E101", path=name)
    if len(data) > settings.max_bytes:
        raise InputError("E106", f"{len(data):,} bytes, the limit is {settings.max_bytes:,}", name)
    yield from _documents(data, found, _kind(found), settings)


def _kind(found: Found) -> str:
    if not found.supported:
        raise InputError("E102", found.suffix or "no suffix", found.relative)
    return SUFFIXES[found.suffix]


def _documents(data: bytes, found: Found, kind: str, settings: Settings) -> Iterator[SourceText | ShiluError]:
    if kind == "rows":
        from pipeline.readers import rows

        yield from (rows.read_json if found.suffix == ".json" else rows.read_line_bytes)(data, found, settings)
        return
    yield checked(_reader(kind)(data, found, settings), settings)


def _reader(kind: str) -> Reader:
    # imported one by one: a folder of .txt should not wait for the PDF and web page libraries
    if kind == "text":
        from pipeline.readers.text import read_text

        return read_text
    if kind == "html":
        from pipeline.readers.html import read_html

        return read_html
    if kind == "docx":
        from pipeline.readers.docx import read_docx

        return read_docx
    from pipeline.readers.pdf import read_pdf

    return read_pdf


def checked(source: SourceText, settings: Settings) -> SourceText:
    """The document itself, if it holds text (E101) and not more than the limit (E107)."""
    if not source.text.strip():
        raise InputError("E101", path=source.source)
    if len(source.text) > settings.max_chars:
        raise InputError("E107", f"{len(source.text):,} characters, the limit is {settings.max_chars:,}", source.source)
    return source


def sha256(data: bytes) -> str:
    """SHA-256 of some bytes, in hexadecimal."""
    return hashlib.sha256(data).hexdigest()


__all__ = ["SUFFIXES", "Found", "checked", "discover", "read", "read_bytes", "sha256"]
