"""Bytes → text, exactly: nothing but a byte order mark is dropped, and a guess is flagged as one."""

from __future__ import annotations

import codecs
import re
from typing import NamedTuple

from pipeline.errors import InputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark is its beginning
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MAGIC = {
    b"%PDF-": "a PDF", b"PK\x03\x04": "a ZIP or Office file", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": "an old Office file",
    b"\x89PNG\r\n": "a PNG picture", b"\xff\xd8\xff": "a JPEG picture", b"GIF8": "a GIF picture",
    b"\x7fELF": "a program", b"MZ\x90": "a program", b"\x1f\x8b\x08": "a gzip archive", b"Rar!": "a RAR archive",
    b"7z\xbc\xaf": "a 7-Zip archive", b"SQLite format 3": "a database",
}  # fmt: skip
#: what a page or file calls itself → what it holds: gb2312 and gbk pages hold characters of gb18030
_DECLARED = {
    "gb2312": "gb18030", "gbk": "gb18030", "gb18030": "gb18030", "x-gbk": "gb18030", "cp936": "gb18030",
    "gb_2312-80": "gb18030", "big5": "big5", "big5-hkscs": "big5hkscs", "x-x-big5": "big5", "cp950": "big5",
    "utf-8": "utf-8", "utf8": "utf-8", "unicode": "utf-16", "utf-16": "utf-16", "utf-16le": "utf-16-le",
    "utf-16be": "utf-16-be",
}  # fmt: skip
# The commonest characters of modern prose in both scripts: wrongly decoded text hardly holds any of them.
_COMMON = frozenset(
    "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经"
    "十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形"
    "相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党"
    "這個們來對會說時發學為於產種過還國動實體當點業應開與關樣間數質氣條沒結問無軍題黨機經進線區縣鄉鎮書記員議導領強調總習統"
)
_CJK = re.compile(r"[\u4e00-\u9fff]")
_HAN = re.compile(r"[\u2e80-\uffff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


class Decoded(NamedTuple):
    """Text with the encoding it was in; `guessed` where nothing but its looks spoke for that encoding, and not loudly."""

    text: str
    encoding: str
    guessed: bool = False


def decode(data: bytes, path: str, declared: str | None = None) -> Decoded:
    """Decode a text file. `declared`: what a page says of itself, believed if it holds.

    Raises InputError: E103 binary data, E104 no encoding of Chinese fits.
    """
    for magic, what in _MAGIC.items():
        if data.startswith(magic):
            raise InputError("E103", f"it looks like {what}", path)
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            text = _try(data[len(bom) :], encoding)
            if text is None:
                raise InputError("E104", f"it claims to be {encoding} and is not", path)
            return Decoded(text, encoding.removesuffix("-le").removesuffix("-be"))
    text = _try(data, "utf-8")
    if text is not None and "\0" not in text:
        if len(_CONTROL.findall(text[:10_000])) > len(text[:10_000]) // 50:
            raise InputError("E103", "control characters", path)
        # a few characters of GBK can happen to be UTF-8 (联通): Greek or Arabic where Chinese is expected
        if len(text) > 200 or text.isascii() or _HAN.search(text):
            return Decoded(text, "utf-8")
        other = _try_family(data, "gb18030")
        if other is None or _plausible(other[0]) < 0.25:
            return Decoded(text, "utf-8")
        return Decoded(*other, guessed=True)
    if b"\0" in data:
        return _utf16(data, path)
    name = _DECLARED.get((declared or "").strip().strip("\"'").lower())
    if name and (believed := _try_family(data, name)) and _plausible(believed[0]) > 0.05:
        return Decoded(*believed)
    return _guess(data, path)


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return None


def _try_family(data: bytes, encoding: str) -> tuple[str, str] | None:
    """Big5 in its three sizes: plain, Microsoft's, Hong Kong's."""
    names = ("big5", "cp950", "big5hkscs") if encoding in ("big5", "big5hkscs") else (encoding,)
    for name in names:
        if (text := _try(data, name)) is not None:
            return text, "big5" if name == "cp950" else name
    return None


def _utf16(data: bytes, path: str) -> Decoded:
    """Text with zero bytes is UTF-16 without its mark, or no text."""
    best = max(
        ((_plausible(t), e, t) for e in ("utf-16-le", "utf-16-be") if (t := _try(data, e)) is not None),
        default=None,
    )
    if best is None or best[0] < 0.2 or "\0" in best[2]:
        raise InputError("E103", "zero bytes", path)
    return Decoded(best[2], "utf-16", guessed=best[0] < 0.3)


def _plausible(text: str) -> float:
    """How much of the Chinese in a text is everyday characters: 0.4–0.6 for prose rightly decoded, under 0.1 otherwise."""
    cjk = _CJK.findall(text[:20_000])
    return sum(c in _COMMON for c in cjk) / len(cjk) if cjk else 0.0


def _guess(data: bytes, path: str) -> Decoded:
    """No mark, not UTF-8: charset-normalizer names the candidate, and how common its characters are decides and warns."""
    from charset_normalizer import from_bytes

    # a sample cut inside a character would not decode: cut at a line's end
    sample = data if len(data) <= 50_000 else data[: data.rfind(b"\n", 0, 50_000) + 1] or data[:50_000]
    named = [m.encoding for m in from_bytes(sample, cp_isolation=["gb18030", "big5", "big5hkscs", "utf_16"])]
    found: dict[str, tuple[float, str]] = {}
    for name in dict.fromkeys((*named, "gb18030", "big5")):
        if decoded := _try_family(data, name.replace("utf_16", "utf-16")):
            found.setdefault(decoded[1], (_plausible(decoded[0]), decoded[0]))
    if not found:
        raise InputError("E104" if _looks_like_text(data) else "E103", path=path)
    encoding, (score, text) = max(found.items(), key=lambda kv: kv[1][0])
    if score < 0.05 or len(_CONTROL.findall(text[:10_000])) > len(text[:10_000]) // 50:
        raise InputError("E104" if _looks_like_text(data) else "E103", path=path)
    second = max((s for e, (s, _) in found.items() if e != encoding), default=0.0)
    sure = score > 0.25 and score > 2 * second and len(text) >= 20
    return Decoded(text, encoding, guessed=not sure)


def _looks_like_text(data: bytes) -> bool:
    head = data[:4000]
    return sum(b < 9 or 13 < b < 32 for b in head) * 50 < len(head)
