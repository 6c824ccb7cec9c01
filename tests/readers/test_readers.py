"""Every reader with a real file of its kind, made here; every broken one with its code."""

from __future__ import annotations

import io
import os
import zipfile
from pathlib import Path

import docx
import orjson
import pytest

from pipeline.config import Settings
from pipeline.errors import InputError, RunError
from pipeline.readers import discover, read, read_bytes
from pipeline.source import SourceText

S = Settings()
BODY = (
    "8月12日上午，县委书记岑远帆主持召开县委常委会会议，传达学习有关会议精神，研究我县贯彻意见。会议指出，"
    "要坚持以人民为中心的发展思想，扎实推进乡村振兴，把各项任务落到实处。"
)
PAGE = """<!DOCTYPE html><html><head><meta http-equiv="Content-Type" content="text/html; charset=gb2312">
<title>青溪县召开县委常委会会议_青溪县人民政府</title>{meta}</head><body>
<div class="nav"><ul><li><a href="/">首页</a></li><li><a href="/zwgk">政务公开</a></li></ul></div>
<div class="article"><h1>青溪县召开县委常委会会议</h1>
<div class="info">发布时间：2023-08-13 来源：青溪日报 <span>浏览次数：12</span></div>
<div id="zoom"><p>　　{body}</p><p>　　会议强调，<b>各部门</b>要压实责任，{body}</p></div></div>
<div class="footer">版权所有：青溪县人民政府 Copyright © 2015-2024</div></body></html>"""


def docs(path: Path, root: Path | None = None, settings: Settings = S) -> list[SourceText]:
    found = [f for f in discover(root or path, settings) if f.path == path]
    out = list(read(found[0], settings))
    assert all(isinstance(d, SourceText) for d in out), out
    return out  # type: ignore[return-value]


def code(path: Path, settings: Settings = S) -> str:
    (found,) = discover(path, settings)
    with pytest.raises(InputError) as e:
        list(read(found, settings))
    assert path.name in str(e.value)
    return e.value.code


def put(path: Path, data: bytes | str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return path


def make_pdf(lines: list[str], text: bool = True) -> bytes:
    """A one-page PDF with a text layer (ASCII), or with none."""
    content = (
        ("BT /F1 12 Tf 72 720 Td " + " ".join(f"({x}) Tj 0 -16 Td" for x in lines) + " ET") if text else "0 0 9 9 re f"
    )
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
        "/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
    ]
    out, offsets = b"%PDF-1.4\n", []
    for n, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{n} 0 obj\n{body}\nendobj\n".encode()
    xref = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{o:010} 00000 n \n".encode() for o in offsets)
    return out + f"trailer << /Size {len(objects) + 1} /Root 1 0 R >>\nstartxref\n{xref}\n%%EOF".encode()


def test_text_is_not_touched(tmp_path: Path) -> None:
    text = "标题\r\n\r\n　　正文，“引号”ＡＢ１\u00a0\u200b尾\n\n"
    (d,) = docs(put(tmp_path / "子" / "文 件.txt", b"\xef\xbb\xbf" + text.encode()), tmp_path)
    assert d.text == text
    assert (d.id, d.source, d.media_type) == ("子/文 件", "子/文 件.txt", "text/plain")
    assert d.mtime is not None
    assert len(d.sha256) == 64


def test_markdown(tmp_path: Path) -> None:
    (d,) = docs(put(tmp_path / "a.md", "# 标题\n\n正文在此。"))
    assert (d.media_type, d.text) == ("text/markdown", "# 标题\n\n正文在此。")


def test_web_page_gb2312(tmp_path: Path) -> None:
    (d,) = docs(put(tmp_path / "a.html", PAGE.format(meta="", body=BODY).encode("gb18030")))
    assert d.text.startswith("青溪县召开县委常委会会议\n")
    assert BODY in d.text
    assert "版权所有" not in d.text
    assert (d.title, d.publisher, d.published) == ("青溪县召开县委常委会会议", "青溪日报", "2023-08-13")
    assert (d.encoding, d.media_type) == ("gb18030", "text/html")


def test_web_page_metadata_comes_first(tmp_path: Path) -> None:
    meta = '<meta name="PubDate" content="2023-08-14 09:30"><meta name="ContentSource" content="青溪县融媒体中心">'
    (d,) = docs(put(tmp_path / "a.htm", PAGE.format(meta=meta, body=BODY).encode("gb18030")))
    assert (d.publisher, d.published) == ("青溪县融媒体中心", "2023-08-14")


def test_web_page_without_a_stated_date_has_none(tmp_path: Path) -> None:
    page = PAGE.format(meta="", body=BODY).replace("发布时间：2023-08-13", "")
    (d,) = docs(put(tmp_path / "a.html", page.encode("gb18030")))
    assert d.published is None  # the footer's 2015-2024 dates nothing


def test_web_page_of_spans_and_breaks(tmp_path: Path) -> None:
    page = f"<html><body><div><span>{BODY}<br>{BODY[::-1]}<br></span></div></body></html>"
    (d,) = docs(put(tmp_path / "a.html", page))
    assert BODY in d.text
    assert BODY[::-1] in d.text


@pytest.mark.parametrize(
    "page", ["<html><body></body></html>", "<html><script>var a=1</script></html>", "<!-- nothing -->", "   "]
)
def test_web_page_without_text(tmp_path: Path, page: str) -> None:
    assert code(put(tmp_path / "a.html", page)) == "E111"


def test_deeply_nested_page_ends(tmp_path: Path) -> None:
    path = put(tmp_path / "a.html", "<div>" * 50_000 + BODY)
    (found,) = discover(path, S)
    try:
        (d,) = read(found, S)
        assert isinstance(d, SourceText)
    except InputError as e:
        assert e.code == "E111"


def test_word(tmp_path: Path) -> None:
    w = docx.Document()
    w.add_heading("关于召开会议的通知", 0)
    w.add_paragraph("各镇（街道）：")
    table = w.add_table(2, 3)
    table.cell(0, 0).text, table.cell(0, 1).text = "姓名", "职务"
    table.cell(1, 0).merge(table.cell(1, 1)).text = "岑远帆"
    w.add_paragraph("特此通知。")
    w.save(str(tmp_path / "a.docx"))
    (d,) = docs(tmp_path / "a.docx")
    assert d.text == "关于召开会议的通知\n各镇（街道）：\n姓名\t职务\t\n岑远帆\t\n特此通知。"


def test_word_broken(tmp_path: Path) -> None:
    assert code(put(tmp_path / "a.docx", b"PK\x03\x04 not really a zip")) == "E109"
    assert code(put(tmp_path / "b.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))) == "E112"
    with zipfile.ZipFile(tmp_path / "c.docx", "w") as z:
        z.writestr("hello.txt", "no document")
    assert code(tmp_path / "c.docx") == "E109"


def test_word_bomb(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.docx", "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr("word/document.xml", b"0" * 30_000_000)
    assert code(tmp_path / "a.docx", Settings(max_chars=100_000)) == "E106"


def test_pdf(tmp_path: Path) -> None:
    (d,) = docs(put(tmp_path / "a.pdf", make_pdf(["Beijing, 5 March 2024", "the second line of the page"])))
    assert d.text.split("\n")[:2] == ["Beijing, 5 March 2024", "the second line of the page"]
    assert d.media_type == "application/pdf"


def test_pdf_scanned_or_broken(tmp_path: Path) -> None:
    assert code(put(tmp_path / "a.pdf", make_pdf([], text=False))) == "E105"
    assert code(put(tmp_path / "b.pdf", b"%PDF-1.4 and nothing more")) == "E109"
    assert code(put(tmp_path / "c.pdf", make_pdf(["x" * 90] * 3)), Settings(max_chars=100)) == "E107"


def test_rows(tmp_path: Path) -> None:
    lines = [
        orjson.dumps({"id": "n/1", "text": "甲县消息。", "title": "标题", "date": "20220924", "source": "甲县日报"}),
        b"",
        orjson.dumps({"text": "乙县消息。", "date": "去年"}),
        b"{broken",
        orjson.dumps({"title": "no text"}),
        orjson.dumps({"id": 7, "text": "丙县消息。"}),
    ]
    path = put(tmp_path / "r.jsonl", b"\n".join(lines))
    (found,) = discover(path, S)
    out = list(read(found, S))
    good = [d for d in out if isinstance(d, SourceText)]
    assert [d.id for d in good] == ["r/n_1", "r/3", "r/7"]
    assert (good[0].title, good[0].published, good[0].publisher) == ("标题", "2022-09-24", "甲县日报")
    assert good[1].flags == ("row-date-not-read",)
    bad = [e for e in out if isinstance(e, InputError)]
    assert [(e.code, e.detail.split(":")[0]) for e in bad] == [("E110", "row 4"), ("E110", "row 5")]


def test_rows_in_gb18030(tmp_path: Path) -> None:
    row = '{"text": "县委书记主持召开会议，研究部署当前的工作和下一步的任务。"}'
    (d,) = docs(put(tmp_path / "r.jsonl", row.encode("gb18030")))
    assert d.text.startswith("县委书记")


def test_one_object_or_an_array(tmp_path: Path) -> None:
    (one,) = docs(put(tmp_path / "a.json", '{"text": "一条消息。"}'))
    assert one.id == "a"
    two = docs(put(tmp_path / "b.json", '[{"text": "一条消息。"}, {"text": "又一条。"}]'))
    assert [d.id for d in two] == ["b/1", "b/2"]
    wrapped = docs(put(tmp_path / "c.json", '{"total": 1, "documents": [{"id": "x", "text": "一条消息。"}]}'))
    assert [d.id for d in wrapped] == ["c/x"]
    assert code(put(tmp_path / "d.json", "[1, 2")) == "E109"


def test_a_row_too_long_is_passed_over(tmp_path: Path) -> None:
    small = Settings(max_chars=1000)
    path = put(tmp_path / "r.jsonl", b'{"text": "' + b"a" * 200_000 + b'"}\n{"text": "good one"}\n')
    (found,) = discover(path, small)
    first, second = read(found, small)
    assert isinstance(first, InputError)
    assert first.code == "E107"
    assert isinstance(second, SourceText)


def test_sizes(tmp_path: Path) -> None:
    assert code(put(tmp_path / "a.txt", "")) == "E101"
    assert code(put(tmp_path / "b.txt", " \n\u3000\n")) == "E101"
    assert code(put(tmp_path / "c.txt", "字" * 101), Settings(max_chars=100)) == "E107"
    assert code(put(tmp_path / "d.txt", "字" * 101), Settings(max_bytes=100)) == "E106"
    with (tmp_path / "e.txt").open("wb") as f:
        f.truncate(100 * 1024 * 1024)
    assert code(tmp_path / "e.txt") == "E107"  # told from its size: not read


def test_other_kinds(tmp_path: Path) -> None:
    assert code(put(tmp_path / "a.doc", b"\xd0\xcf")) == "E102"
    assert code(put(tmp_path / "noname", "x")) == "E102"
    assert code(put(tmp_path / "pic.txt", b"\x89PNG\r\n\x1a\n" + bytes(range(256)))) == "E103"


def test_standard_input() -> None:
    (d,) = read_bytes("一条消息。".encode(), "-", S)
    assert isinstance(d, SourceText)
    assert d.text == "一条消息。"
    two = list(read_bytes(b'{"text": "a"}\n{"text": "b"}', "stdin.jsonl", S))
    assert len(two) == 2


def test_walk(tmp_path: Path) -> None:
    root = tmp_path / "in"
    for name in ("b.txt", "a/z.txt", "a/.hidden.txt", ".git/x.txt", "~$lock.docx", "c/怪 名\n字.txt", "d.doc"):
        put(root / name, "x")
    (root / "a" / "loop").symlink_to(root)
    (root / "gone.txt").symlink_to(root / "nowhere")
    (root / "out").mkdir()
    put(root / "out" / "r.json", "{}")
    os.mkfifo(root / "pipe.txt")
    put(root / os.fsdecode(b"\xb1\xb1.txt"), "x")
    found = list(discover(root, S, exclude=[root / "out"]))
    assert [f.relative for f in found] == ["a/z.txt", "b.txt", "c/怪 名\n字.txt", "d.doc", "gone.txt", "\\xb1\\xb1.txt"]
    assert [f.supported for f in found] == [True, True, True, False, True, True]
    gone = next(f for f in found if f.relative == "gone.txt")
    with pytest.raises(InputError, match="E108"):
        list(read(gone, S))
    (odd,) = read(found[-1], S)
    assert isinstance(odd, SourceText)
    assert not any(f.relative == "gone.txt" for f in discover(root, Settings(follow_symlinks=False)))


def test_no_such_input(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="E402"):
        list(discover(tmp_path / "none", S))


def test_a_single_file_is_an_input(tmp_path: Path) -> None:
    (found,) = discover(put(tmp_path / "a.txt", "x"), S)
    assert found.relative == "a.txt"


def test_protected_pdf_has_its_code(tmp_path: Path) -> None:
    data = make_pdf(["hello there, a line"])
    encrypt = b"/Encrypt << /Filter /Standard /V 1 /R 2 /O (" + b"o" * 32 + b") /U (" + b"u" * 32 + b") /P -4 >> /Root"
    path = put(tmp_path / "a.pdf", data.replace(b"/Root", encrypt))
    assert code(path) == "E112"


def test_html_too_large_for_a_page() -> None:
    with pytest.raises(InputError, match="E106"):
        list(read_bytes(b"<p>" + b"a" * 5000, "a.html", Settings(max_chars=100)))


def test_word_from_bytes() -> None:
    w = docx.Document()
    w.add_paragraph("正文")
    buffer = io.BytesIO()
    w.save(buffer)
    (d,) = read_bytes(buffer.getvalue(), "a.docx", S)
    assert isinstance(d, SourceText)
    assert d.text == "正文"
