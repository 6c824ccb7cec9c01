"""The clean stage: what leaves the view, what is a zone, and that every offset finds its way back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reading import Reading
from pipeline.source import SourceText
from pipeline.stages import STAGES
from tests.linear import assert_linear

CASES = Path(__file__).parent.parent / "cases"


def table(name: str) -> list[list[str]]:
    """The rows of a case table; ⏎ is a line break, backslash escapes are what Python means by them."""
    lines = [x for x in (CASES / name).read_text("utf-8").split("\n") if x and not x.startswith("#")][1:]
    width = max(x.count("\t") for x in lines) + 1
    rows = [(x.split("\t") + [""] * width)[:width] for x in lines]
    return [[decode(c) for c in row] for row in rows]


def decode(cell: str) -> str:
    for mark, char in (("⏎", "\n"), ("\\ufeff", "\ufeff"), ("\\u200b", "\u200b"), ("\\u200d", "\u200d"), ("\\r", "\r")):
        cell = cell.replace(mark, char)
    return cell


def read(text: str) -> Reading:
    reading = Reading(SourceText(id="t", text=text))
    STAGES["clean"]().run(reading)
    return reading


@pytest.mark.parametrize(("case", "source", "view"), table("clean_view.tsv"), ids=lambda x: x[:24])
def test_view(case: str, source: str, view: str) -> None:
    assert read(source).view.text == view


@pytest.mark.parametrize(("case", "source", "zones"), table("clean_zones.tsv"), ids=lambda x: x[:24])
def test_zones(case: str, source: str, zones: str) -> None:
    layer = read(source).clean
    found = "|".join(f"{z.kind}={source[z.start : z.end]}" for z in layer.zones)
    assert found == zones


def test_the_repeated_character_is_part_of_the_removed_break() -> None:
    head = "我们要充分发挥资源丰富、区位独特的优势，干在实处。要着力放大后发优"
    source = head + "\n\n优，推动全县发展再上新台阶。要压实责任，抓好落实。"
    cut = next(r for r in read(source).clean.removed if r.reason == "repeat")
    assert source[cut.start : cut.end] == "\n\n优"


_PAGE = st.lists(
    st.sampled_from(
        [
            "会议指出，",
            "要抓好落实。",
            "\n",
            "\n\n",
            "　　",
            "    ",
            "势",
            "优势",
            "□李明",
            "10月",
            "23日",
            "“",
            "”",
            "（",
            "）",
            "Copyright ©",
            "来源：",
            "2021-03-05",
            "\r",
            "\t",
            "|",
            "555.jpg",
            "一、",
            "\ufeff",
            "a",
            "1",
        ]
    ),
    max_size=60,
).map("".join)


@given(st.one_of(_PAGE, st.text(max_size=200)))
def test_any_text_has_a_view_with_a_way_back(text: str) -> None:
    reading = read(text)
    layer = reading.clean
    last = 0
    for r in layer.removed:
        assert last <= r.start < r.end <= len(text)
        last = r.end
    last = 0
    for z in layer.zones:
        assert last <= z.start < z.end <= len(text)
        last = z.end
    view = reading.view
    for i in range(len(view.text)):
        start, end = view.out(i, i + 1)
        assert text[start:end] == view.text[i]
        assert view.into(start, end) == (i, i + 1)


@pytest.mark.parametrize("view", sorted({row[2] for row in table("clean_view.tsv")}), ids=lambda x: x[:24])
def test_a_cleaned_text_stays_as_it_is(view: str) -> None:
    assert read(view).view.text == view


@given(_PAGE)
def test_nothing_but_breaks_blanks_and_doubled_characters_is_removed(text: str) -> None:
    layer = read(text).clean
    for r in layer.removed:
        gone = text[r.start : r.end]
        if r.reason == "indent":
            assert not gone.strip(" \t\u3000\xa0\ufeff\u200b\r")
        elif r.reason == "repeat":
            assert text[r.start - 1] == gone[-1]


@pytest.mark.parametrize(
    "unit", ["\n", " ", "　", "国", "年1", "（", "【", "a.", "国\n", "|", "：", "\r", "来源：", "10月\n"]
)
def test_much_of_one_thing_takes_linear_time(unit: str) -> None:
    clean = STAGES["clean"]()
    assert_linear(lambda n: clean.process(Reading(SourceText(id="t", text=unit * (n // len(unit))))), 20_000)
