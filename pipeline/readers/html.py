"""Web pages: the main text by trafilatura, and what the page's own metadata says of title, publisher and date."""

from __future__ import annotations

import re
from typing import Any

from pipeline.config import Settings
from pipeline.errors import InputError
from pipeline.readers import sha256
from pipeline.readers.decode import decode
from pipeline.readers.found import Found
from pipeline.readers.rows import edtf_date
from pipeline.source import SourceText

_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w-]{3,20})""", re.IGNORECASE)
_XML_CHARSET = re.compile(rb"""^\s*<\?xml[^>]{0,100}?encoding\s*=\s*["']([\w-]{3,20})""")
_MAX_ELEMENTS = 200_000  # the extractor compares elements with one another
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_SITE_TAIL = re.compile(r"\s*[-_|—–]+\s*[^-_|—–]{2,20}$")
#: metadata in order of trust; the first five are those that Chinese government sites must carry (国办函〔2017〕1号)
_DATE_META = (
    "pubdate", "publishdate", "publish_time", "article:published_time", "datepublished", "og:published_time",
    "releasedate", "weibo:article:create_at", "dc.date", "date",
)  # fmt: skip
_SOURCE_META = ("contentsource", "source", "mediaid", "article:author", "og:site_name", "sitename")
_TITLE_META = ("articletitle", "og:title", "title")
_AUTHOR_META = ("author",)
_STATED = re.compile(r"(?:发布|发表|更新|成文|發布)?(?:时间|日期|時間)\s*[：:]\s*(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2})")
_SOURCE_LINE = re.compile(r"(?:信息|稿件|文章|内容)?(?:来源|來源)\s*[：:]\s*([^\s|：:<>]{2,30})")


def read_html(data: bytes, found: Found, settings: Settings) -> SourceText:
    """An .html file as a document: a line for the title, then a line for each paragraph of the main text.

    Raises InputError: E104 encoding, E106 too large for a page, E111 no main text.
    """
    limit = 32 * settings.max_chars
    if len(data) > limit:
        raise InputError("E106", f"{len(data):,} bytes, the limit for a page is {limit:,}", found.relative)
    head = data[:4096]
    declared = _XML_CHARSET.search(head) or _CHARSET.search(head)
    decoded = decode(data, found.relative, declared[1].decode("ascii") if declared else None)
    import lxml.html
    import trafilatura
    from lxml.etree import LxmlError

    try:
        tree = lxml.html.document_fromstring(_DECLARATION.sub("", decoded.text))
    except (LxmlError, ValueError) as e:
        raise InputError("E111", str(e), found.relative) from e
    if sum(1 for _ in tree.iter()) > _MAX_ELEMENTS:
        raise InputError("E106", f"more than {_MAX_ELEMENTS:,} elements", found.relative)
    meta, page = _meta(tree), _page_text(tree)
    main = trafilatura.bare_extraction(
        tree,
        favor_recall=True,  # pages of <span>…<br> lose their text without it
        include_comments=False,
        include_tables=True,
        with_metadata=False,
    )
    body = (main.text if main is not None and not isinstance(main, dict) else None) or ""
    if not body.strip():
        raise InputError("E111", path=found.relative)
    title = _title(tree, meta)
    text = body if not title or _holds(body, title) else f"{title}\n{body}"
    return SourceText(
        id=found.stem,
        text=text,
        source=found.relative,
        media_type="text/html",
        encoding=decoded.encoding,
        sha256=sha256(data),
        title=title,
        publisher=_first(meta, _SOURCE_META[:3]) or _match(_SOURCE_LINE, page) or _first(meta, _SOURCE_META[3:]),
        published=_date(meta, page),
        author=_first(meta, _AUTHOR_META),
        mtime=found.mtime_ns / 1e9 if found.mtime_ns else None,
        flags=("encoding-guessed",) if decoded.guessed else (),
    )


def _meta(tree: Any) -> dict[str, str]:
    """The page's <meta> elements, names in lower case, the first of each name."""
    out: dict[str, str] = {}
    for m in tree.iter("meta"):
        name = (m.get("name") or m.get("property") or m.get("itemprop") or "").strip().lower()
        content = (m.get("content") or "").strip()
        if name and content and len(content) < 500:
            out.setdefault(name, content)
    return out


def _page_text(tree: Any) -> str:
    """The page's visible text up to 20,000 characters, for the line of date and source above the main text."""
    parts, length = [], 0
    for element in tree.iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style"):
            text = element.tail
        else:
            text = (element.text or "") + "\n" + (element.tail or "")
        if text and (text := text.strip()):
            parts.append(text)
            length += len(text)
            if length > 20_000:
                break
    return "\n".join(parts)


def _first(meta: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((meta[n] for n in names if meta.get(n)), None)


def _match(pattern: re.Pattern[str], text: str) -> str | None:
    m = pattern.search(text)
    return m[1] if m else None


def _date(meta: dict[str, str], page: str) -> str | None:
    """The date the page states, in its metadata or beside the words 发布时间; never one from the footer."""
    for name in _DATE_META:
        if name in meta and (date := edtf_date(meta[name])):
            return date
    stated = _match(_STATED, page)
    return edtf_date(stated) if stated else None


def _title(tree: Any, meta: dict[str, str]) -> str | None:
    if title := meta.get("articletitle"):
        return title
    headings = [t for h in tree.iter("h1") if (t := " ".join(h.text_content().split()))]
    if len(headings) == 1 and len(headings[0]) <= 120:
        return headings[0]
    title = _first(meta, _TITLE_META) or " ".join((tree.findtext(".//title") or "").split())
    # 某县召开会议_某县人民政府: the site's name behind the title
    return _SITE_TAIL.sub("", title) or title or None


def _holds(body: str, title: str) -> bool:
    squash = "".join(title.split())
    return squash in "".join(body[: len(title) + 2000].split())
