"""Plain text and Markdown: decoded exactly, no newline and no width touched, so that offsets mean the file as it stands."""

from __future__ import annotations

from pipeline.config import Settings
from pipeline.readers import sha256
from pipeline.readers.decode import decode
from pipeline.readers.found import Found
from pipeline.source import SourceText


def read_text(data: bytes, found: Found, settings: Settings) -> SourceText:
    """A .txt or .md file as a document."""
    decoded = decode(data, found.relative)
    return SourceText(
        id=found.stem,
        text=decoded.text,
        source=found.relative,
        media_type="text/markdown" if found.suffix in (".md", ".markdown") else "text/plain",
        encoding=decoded.encoding,
        sha256=sha256(data),
        mtime=found.mtime_ns / 1e9 if found.mtime_ns else None,
        flags=("encoding-guessed",) if decoded.guessed else (),
    )
