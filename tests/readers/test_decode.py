"""Encodings: what a file is in is what its record says, and its text comes back exactly."""

from __future__ import annotations

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InputError
from pipeline.readers.decode import decode

HANS = (
    "8月12日上午，青溪县委书记主持召开县委常委会会议，传达学习全国有关会议精神，研究我县贯彻意见。"
    "会议指出，要坚持以人民为中心的发展思想，扎实推进乡村振兴，“十四五”规划的各项任务要落到实处。\r\n"
)
HANT = (
    "八月十二日上午，青溪縣委書記主持召開縣委常委會會議，傳達學習全國有關會議精神，研究我縣貫徹意見。"
    "會議指出，要堅持以人民為中心的發展思想，扎實推進鄉村振興，各項任務要落到實處。\r\n"
)


@pytest.mark.parametrize(
    ("text", "data", "encoding"),
    [
        pytest.param(HANS, HANS.encode(), "utf-8", id="utf-8"),
        pytest.param(HANS, codecs.BOM_UTF8 + HANS.encode(), "utf-8", id="utf-8 with mark"),
        pytest.param(HANS, HANS.encode("utf-16"), "utf-16", id="utf-16 with mark"),
        pytest.param(HANS, codecs.BOM_UTF16_BE + HANS.encode("utf-16-be"), "utf-16", id="utf-16-be with mark"),
        pytest.param(HANS, HANS.encode("utf-16-le"), "utf-16", id="utf-16-le without mark"),
        pytest.param(HANS, HANS.encode("utf-16-be"), "utf-16", id="utf-16-be without mark"),
        pytest.param(HANS, HANS.encode("gb18030"), "gb18030", id="gb18030"),
        pytest.param(HANS, HANS.encode("gbk"), "gb18030", id="gbk"),
        pytest.param(HANS + "㐂䶮𠮷", (HANS + "㐂䶮𠮷").encode("gb18030"), "gb18030", id="gb18030 four bytes"),
        pytest.param(HANT, HANT.encode("big5"), "big5", id="big5"),
        pytest.param(HANT + "啲嘢冚唪唥", (HANT + "啲嘢冚唪唥").encode("big5hkscs"), "big5hkscs", id="big5-hkscs"),
        pytest.param(HANT, HANT.encode("gb18030"), "gb18030", id="Traditional in gb18030"),
    ],
)
def test_decodes_exactly(text: str, data: bytes, encoding: str) -> None:
    found = decode(data, "a.txt")
    assert (found.text, found.encoding) == (text, encoding)
    assert not found.guessed


@pytest.mark.parametrize("size", [30, 60, 200])
def test_short_texts_keep_their_encoding(size: int) -> None:
    for start in range(0, 60, 7):
        hans, hant = (HANS * 4)[start : start + size], (HANT * 4)[start : start + size]
        assert decode(hans.encode("gb18030"), "a").text == hans
        assert decode(hant.encode("big5"), "a").text == hant


def test_a_guess_without_evidence_is_flagged() -> None:
    assert decode("召开会议".encode("gb18030"), "a") == ("召开会议", "gb18030", True)
    assert decode("通知".encode("gb18030"), "a") == ("通知", "gb18030", True)  # these four bytes are UTF-8 too
    assert decode("naïve café".encode(), "a") == ("naïve café", "utf-8", False)


@pytest.mark.parametrize(("declared", "data"), [("gb2312", HANS.encode("gb18030")), ("GBK", HANS.encode("gb18030"))])
def test_what_calls_itself_gb2312_holds_gb18030(declared: str, data: bytes) -> None:
    assert decode(data, "a", declared) == (HANS, "gb18030", False)


def test_a_wrong_declaration_is_not_believed() -> None:
    assert decode(HANT.encode("big5"), "a", "gb2312").text == HANT
    assert decode(HANS.encode(), "a", "gb2312").encoding == "utf-8"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4, "E103"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "E103"),
        (b"PK\x03\x04" + bytes(100), "E103"),
        (bytes(range(256)) * 20, "E103"),
        (b"\0" * 5000, "E103"),
        (b"\xff\xfe" + b"\x00\xd8" * 50, "E104"),
        (bytes([0xFF, 0x20, 0xFE, 0x41]) * 400, "E104"),
    ],
)
def test_what_is_no_text_ends_in_a_coded_error(data: bytes, code: str) -> None:
    with pytest.raises(InputError) as e:
        decode(data, "a.txt")
    assert e.value.code == code
    assert "a.txt" in str(e.value)


@given(st.binary(min_size=1, max_size=400))
def test_any_bytes_end_in_text_or_a_coded_error(data: bytes) -> None:
    try:
        found = decode(data, "a.txt")
    except InputError as e:
        assert e.code in ("E103", "E104")
    else:
        found.text.encode("utf-8")  # no lone surrogate gets in
