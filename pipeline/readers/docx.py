"""Word documents: paragraphs and tables in reading order."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from pipeline.config import Settings
from pipeline.errors import InputError
from pipeline.readers import sha256
from pipeline.readers.found import Found
from pipeline.source import SourceText

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def read_docx(data: bytes, found: Found, settings: Settings) -> SourceText:
    """A .docx file as a document: a line for each paragraph, a line for each table row with its cells apart by tabs."""
    if data.startswith(_OLE):  # an encrypted .docx is an OLE container, and so is an old .doc with a new suffix
        raise InputError("E112", "encrypted, or an old .doc: save it as .docx without a password", found.relative)
    _refuse_bombs(data, found, settings)
    import docx
    from docx.opc.exceptions import OpcError

    try:
        document = docx.Document(io.BytesIO(data))
        lines = list(_lines(document.iter_inner_content()))
    except (OpcError, KeyError, ValueError, AttributeError, SyntaxError, zipfile.BadZipFile) as e:
        raise InputError("E109", f"{type(e).__name__}: {e}", found.relative) from e
    title = (document.core_properties.title or "").strip()
    text = "\n".join(lines)
    return SourceText(
        id=found.stem,
        text=text,
        source=found.relative,
        media_type=MEDIA_TYPE,
        encoding="utf-8",
        sha256=sha256(data),
        # programs fill the property with the template's name: believed only where the text says it too
        title=title if title and title in text else None,
        mtime=found.mtime_ns / 1e9 if found.mtime_ns else None,
    )


def _refuse_bombs(data: bytes, found: Found, settings: Settings) -> None:
    """A small archive may unpack to anything: look at the sizes it declares before unpacking (zipfile enforces them)."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as z:
            size = sum(i.file_size for i in z.infolist() if i.filename.endswith((".xml", ".rels")))
            names = {i.filename for i in z.infolist()}
    except (zipfile.BadZipFile, OSError, EOFError, NotImplementedError) as e:
        raise InputError("E109", str(e), found.relative) from e
    if size > min(settings.max_bytes, 100 * settings.max_chars):
        raise InputError("E106", f"it unpacks to {size:,} bytes", found.relative)
    if "word/document.xml" not in names:
        raise InputError("E109", "no Word document inside", found.relative)


def _lines(blocks: Iterator[Any]) -> Iterator[str]:
    for block in blocks:
        if hasattr(block, "rows"):
            for row in block.rows:
                cells: list[Any] = []
                for cell in row.cells:  # a merged cell comes once for each column it spans
                    if not cells or cell._tc is not cells[-1]._tc:
                        cells.append(cell)
                yield "\t".join(" ".join(c.text.split("\n")) for c in cells)
        else:
            yield block.text
