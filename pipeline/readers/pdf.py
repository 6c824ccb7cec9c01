"""PDF files with a text layer."""

from __future__ import annotations

from pipeline.config import Settings
from pipeline.errors import InputError
from pipeline.readers import sha256
from pipeline.readers.found import Found
from pipeline.source import SourceText

_FORMAT_FEED_LIKE = str.maketrans({"\r": None, "\ufffe": None, "\x02": None})  # pdfium's line ends and soft hyphens


def read_pdf(data: bytes, found: Found, settings: Settings) -> SourceText:
    """A .pdf file as a document: the text layer page by page, pages apart by an empty line.

    Raises InputError: E105 a scan, E107 too long, E109 damaged, E112 protected.
    """
    import pypdfium2

    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as e:
        code = "E112" if "password" in str(e).lower() or "security" in str(e).lower() else "E109"
        raise InputError(code, str(e), found.relative) from e
    pages: list[str] = []
    length = 0
    try:
        for page in pdf:
            text_page = page.get_textpage()
            text = text_page.get_text_bounded().translate(_FORMAT_FEED_LIKE)
            text_page.close()
            page.close()
            length += len(text)
            if length > settings.max_chars:
                raise InputError("E107", f"more than {settings.max_chars:,} characters", found.relative)
            pages.append(text)
        meta_title = (pdf.get_metadata_value("Title") or "").strip()
    except pypdfium2.PdfiumError as e:
        raise InputError("E109", str(e), found.relative) from e
    finally:
        pdf.close()
    text = "\n\n".join(pages)
    # page numbers and a stamp are no text layer
    if sum(c.isalpha() for c in text) < 5 * max(1, min(len(pages), 20)):
        raise InputError("E105", f"{len(pages)} pages, {len(text.strip())} characters", found.relative)
    return SourceText(
        id=found.stem,
        text=text,
        source=found.relative,
        media_type="application/pdf",
        encoding="utf-8",
        sha256=sha256(data),
        title=meta_title if meta_title and meta_title in text else None,
        mtime=found.mtime_ns / 1e9 if found.mtime_ns else None,
    )
