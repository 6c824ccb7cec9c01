"""The dates stage: the table of expressions, EDTF validity, anchors, zones, linearity."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import edtf
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.reading import Reading
from pipeline.source import SourceText
from pipeline.stages.dates import Dates, parse
from pipeline.stages.dates.values import Day, add_days, add_months, duration, valid
from schemas.layers import Article, ArticlesLayer, CleanLayer, DatesLayer, Published, Zone
from tests.linear import assert_linear

CASES = Path(__file__).parent.parent / "cases" / "dates.tsv"


def _cases() -> list[tuple[str, str, str]]:
    rows = []
    for line in CASES.read_text("utf-8").splitlines():
        if line.startswith("#") or line.startswith("text\t") or not line:
            continue
        text, reference, expected = line.split("\t")
        rows.append((text.replace("⏎", "\n"), reference, expected))
    return rows


def _said(text: str, reference: str) -> str:
    found = []
    for m in parse(text, reference or None):
        assert text[m.start : m.end] == m.text
        value = "?" if m.basis == "unresolved" else m.edtf or m.duration or ""
        found.append(f"{m.text}={'set:' if m.kind == 'set' else ''}{value}")
    return " ; ".join(found) or "-"


@pytest.mark.parametrize(("text", "reference", "expected"), _cases(), ids=lambda v: v[:24])
def test_table(text: str, reference: str, expected: str) -> None:
    assert _said(text, reference) == expected


def test_table_is_large() -> None:
    said = [e for _, _, expected in _cases() for e in expected.split(" ; ") if e != "-"]
    assert len(said) >= 1000
    assert len([text for text, _, expected in _cases() if expected == "-"]) >= 200


def test_every_value_is_edtf_by_the_library() -> None:
    """Our own check is cheap; the library is the judge."""
    for text, reference, _ in _cases():
        for m in parse(text, reference or None):
            if m.edtf:
                edtf.parse_edtf(m.edtf)  # raises on what is none


@pytest.mark.parametrize(
    "value",
    ["2021", "2021-07", "2021-07-01", "2021-07-01T10:30:00", "199X", "19XX", "2025-23", "2012-11/..", "../2024-03-31",
     "1993~/2023", "-0220", "2021/2025", "XXXX-07-01", "2022-24/2023-21", "Y-10000"],
)  # fmt: skip
def test_valid(value: str) -> None:
    assert valid(value)
    edtf.parse_edtf(value)


@pytest.mark.parametrize(
    "value", ["2021-13", "2021-02-30", "2021-7-1", "21-07-01", "../..", "2021-07-01T10:30", "昨天", "2023-02-29", ""]
)
def test_not_valid(value: str) -> None:
    assert not valid(value)


def test_reference_as_date_and_datetime() -> None:
    assert parse("今天", date(2021, 7, 8))[0].edtf == "2021-07-08"
    assert parse("今天", datetime(2021, 7, 8, 12))[0].edtf == "2021-07-08"
    assert parse("今年4月", "2021")[0].edtf == "2021-04"
    assert parse("昨天", "2021-07")[0].edtf is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("半小时后出发。", "2021-07-08T12:30:00"),
        ("两个半小时前，信号中断。", "2021-07-08T09:30:00"),
        ("再过二十分钟", "2021-07-08T12:20:00"),
        ("13个小时后", "2021-07-09T01:00:00"),
        ("三天前", "2021-07-05"),
    ],
)
def test_hours_are_counted_from_a_datetime(text: str, value: str) -> None:
    assert parse(text, datetime(2021, 7, 8, 12))[0].edtf == value


def test_never_todays_date() -> None:
    """Without an anchor nothing that counts from one has a value."""
    for word in ("今天", "去年", "7月6日", "三天前", "近三年", "上周五", "春节", "本月", "明后两天", "6日"):
        for m in parse(f"{word}，会议召开。"):
            assert m.edtf is None, word
            assert m.basis == "unresolved"


# ---------------------------------------------------------------- the stage


def _layer(text: str, published: str | None = None, basis: str = "stated", **layers: object) -> DatesLayer:
    reading = Reading(SourceText(id="t", text=text))
    reading.add("clean", layers.get("clean") or CleanLayer())  # type: ignore[arg-type]
    when = Published(edtf=published, basis=basis) if published else None  # type: ignore[arg-type]
    reading.add("articles", ArticlesLayer(published=when, articles=layers.get("articles") or ()))  # type: ignore[arg-type]
    return Dates().process(reading)


def test_document_date_is_the_anchor() -> None:
    m = _layer("7月6日，市委召开会议。", "2021-07-08").mentions[0]
    assert (m.text, m.edtf, m.basis, m.kind) == ("7月6日", "2021-07-06", "document", "date")


def test_no_ground_is_a_warning() -> None:
    layer = _layer("7月6日，市委召开会议。")
    assert [(w.code, w.start, w.end) for w in layer.warnings] == [("W201", 0, 4)]
    assert layer.mentions[0].edtf is None


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("2024年5月10日，会议召开。", "2024年5月10日"),  # told as past, a year after it was written
        ("会议将于2024年5月10日召开。", None),
        ("2023年5月20日，会议召开。", None),
        ("报名至2024年5月10日截止，会议已经召开。", None),
        ("2023年5月16日（星期三），会议召开。", "2023年5月16日"),  # a Tuesday
        ("2023年5月16日（星期二），会议召开。", None),
    ],
)
def test_contradiction_is_a_warning(text: str, wrong: str | None) -> None:
    warnings = [w for w in _layer(text, "2023-05-20").warnings if w.code == "W202"]
    assert [text[w.start : w.end] for w in warnings] == ([wrong] if wrong else [])


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("上午9时至11时30分，举行宣讲会。", "PT2H30M"),
        ("下午2点到4点半，接待来访。", "PT2H30M"),
        ("14:00—17:30，开放参观。", "PT3H30M"),
        ("上午10时至下午3时，现场咨询。", "PT5H"),
    ],
)
def test_clock_range_has_its_length(text: str, length: str) -> None:
    mention = parse(text, "2021-07-08")[0]
    assert (mention.kind, mention.duration) == ("time", length)


def test_chrome_is_no_text() -> None:
    text = "Copyright 2015-2024\n2022年10月，会议召开。"
    zone = Zone(start=0, end=19, kind="copyright", rule="test")
    assert [m.text for m in _layer(text, clean=CleanLayer(zones=(zone,))).mentions] == ["2022年10月"]


def test_each_article_starts_anew() -> None:
    """The date last spoken of does not reach into the next article."""
    first, second = "2019年8月，他任书记。", "同年10月，会议召开。"
    articles = tuple(
        Article(id=f"a{i}", start=s, end=e)
        for i, (s, e) in enumerate([(0, len(first)), (len(first), len(first + second))], 1)
    )
    layer = _layer(first + second, "2023-05-20", articles=articles)
    assert [m.edtf for m in layer.mentions] == ["2019-08", "2023-10"]


def test_date_line_anchors_its_article() -> None:
    text = "新华社北京3月5日电 大会今天开幕，将于11日闭幕。"
    article = Article(
        id="a1", start=0, end=len(text),
        dateline={"start": 0, "end": 10, "text": text[:10], "date": {"start": 5, "end": 9, "text": "3月5日"}},  # type: ignore[arg-type]
    )  # fmt: skip
    layer = _layer(text, "2022-03-06", articles=(article,))
    assert [(m.text, m.edtf) for m in layer.mentions] == [
        ("3月5日", "2022-03-05"), ("今天", "2022-03-05"), ("11日", "2022-03-11"),
    ]  # fmt: skip


def test_inferred_date_is_the_last_event() -> None:
    """昨日 in a report whose date was concluded from its last event means the day of that event."""
    text = "会议于2024年4月26日通过。昨日，常委会举行会议。"
    assert [m.edtf for m in _layer(text, "2024-04-26", "inferred").mentions] == ["2024-04-26", "2024-04-26"]


def test_mention_across_a_layout_cut() -> None:
    text = "10月\n23日，新一届常委见面。"
    clean = CleanLayer(removed=({"start": 3, "end": 4, "reason": "layout-cut"},))  # type: ignore[arg-type]
    m = _layer(text, "2022-11-23", clean=clean).mentions[0]
    assert (m.text, m.edtf) == ("10月\n23日", "2022-10-23")


# ---------------------------------------------------------------- robustness


_UNITS = "1|12|年|月|日|一|十|（|“|2021年|7月|1—|至|今年|三天|1年前|每|6日|第|前|后|、6日|春|“十|1:|2021-|同年|。当天"
_UNITS += (
    "|甲子年|农历|再过三天|3天—|2019、|每周一、|每月1日、|上午，|立秋|三年前的|1.5|05-16 |差五分|和3月|Q1|入冬以来"
)
_UNITS += (
    "|[|{|（1|【2021年|一、2022年工作\n|　　一、|任内|过了两天，|逢五逢十|2021年7月1日（周五）|《2021年|（3月1日）9时"
)


@pytest.mark.parametrize("unit", _UNITS.split("|"))
def test_linear(unit: str) -> None:
    assert_linear(lambda n: parse(unit * (n // len(unit)), "2021-07-08"), 4_000)


_WORDS = (
    "2021 年 7 月 1 日 一 十 至 — （ ） “ ” 今年 去 前 后 内 来 个 半 多 上 下 周 五 点 时 分 农历 初 正月 公元 民国 第 季度"
    " 世纪 代 末 底 春节 每 。 \n ， 、"
)
_PIECES = st.sampled_from(_WORDS.split(" "))


@settings(max_examples=400, deadline=None)
@given(
    st.lists(_PIECES, max_size=14), st.sampled_from([None, "2021", "2021-07", "2021-07-08", "0001-01-01", "9999-12-31"])
)
def test_never_crashes(pieces: list[str], reference: str | None) -> None:
    """Whatever the pieces: no exception, true offsets, no overlap, valid values."""
    text = "".join(pieces)
    end = 0
    for m in parse(text, reference):
        assert text[m.start : m.end] == m.text
        assert m.start >= end
        end = m.end
        assert m.edtf is None or valid(m.edtf)
        assert m.text == m.text.strip()


# ---------------------------------------------------------------- arithmetic


def test_arithmetic() -> None:
    assert add_months(Day(2024, 1, 31), 1) == Day(2024, 2, 29)
    assert add_months(Day(2021, 12), 1) == Day(2022, 1)
    assert add_days(Day(2020, 2, 28), 1) == Day(2020, 2, 29)
    assert Day(2023, 2).last() == Day(2023, 2, 28)
    assert Day(-220).edtf == "-0220"


def test_duration() -> None:
    assert [duration(1.5, "时"), duration(3, "季"), duration(2.5, "年"), duration(0.5, "月")] == [
        "PT1H30M",
        "P9M",
        "P2Y6M",
        "P15D",
    ]
