"""The view and its way back; folding that never moves an offset."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.source import View, fold, script_of


@st.composite
def cut_texts(draw: st.DrawFn) -> tuple[str, list[tuple[int, int]]]:
    text = draw(st.text(alphabet="市委书记王　猛\n，ab1", min_size=1, max_size=60))
    bounds = sorted(draw(st.sets(st.integers(0, len(text)), max_size=10)))
    pairs = list(zip(bounds[::2], bounds[1::2], strict=False))
    return text, pairs


@given(cut_texts())
def test_the_view_is_the_source_without_what_was_removed(case: tuple[str, list[tuple[int, int]]]) -> None:
    text, removed = case
    view = View(text, removed)
    gone = {i for s, e in removed for i in range(s, e)}
    assert view.text == "".join(c for i, c in enumerate(text) if i not in gone)


@given(cut_texts(), st.data())
def test_every_range_of_the_view_leads_out_and_back(
    case: tuple[str, list[tuple[int, int]]], data: st.DataObject
) -> None:
    text, removed = case
    view = View(text, removed)
    if not view.text:
        return
    start = data.draw(st.integers(0, len(view.text) - 1))
    end = data.draw(st.integers(start + 1, len(view.text)))
    s, e = view.out(start, end)
    assert text[s] == view.text[start]
    assert text[e - 1] == view.text[end - 1]
    assert view.into(s, e) == (start, end)
    kept = "".join(c for i, c in enumerate(text[s:e], s) if not any(a <= i < b for a, b in removed))
    assert kept == view.text[start:end]
    assert view.span(start, end).text == text[s:e]


@pytest.mark.parametrize("removed", [[(2, 1)], [(1, 1)], [(0, 2), (1, 3)], [(0, 99)]])
def test_ranges_that_make_no_sense_are_refused(removed: list[tuple[int, int]]) -> None:
    with pytest.raises(ValueError, match="removed range"):
        View("abc", removed)


def test_a_bound_inside_a_removed_stretch_moves_to_where_it_was() -> None:
    view = View("起跑\n\n线，", [(2, 4)])
    assert view.text == "起跑线，"
    assert view.out(0, 3) == (0, 5)
    assert view.out(0, 2) == (0, 2)
    assert view.into(3, 5) == (2, 3)


@given(st.text(max_size=80), st.sampled_from(["Hans", "Hant", "mixed"]))
def test_folding_keeps_the_length(text: str, script: str) -> None:
    assert len(fold(text, script)) == len(text)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("指出,“以史为鉴”;(作者系)", "指出，“以史为鉴”；（作者系）"),
        ("上午10:30,共3,000人", "上午10:30，共3,000人"),
        ("２０２１年ＡＢ－", "2021年AB-"),
        ("马建刚•伊布拉・甲", "马建刚·伊布拉·甲"),
        ("「三個務必」", "“三个务必”"),
        ("王　猛", "王　猛"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text, script_of(text)) == folded


@pytest.mark.parametrize(
    ("text", "script"),
    [("县委书记主持会议", "Hans"), ("縣委書記主持會議", "Hant"), ("縣委書記 县长主持会议", "mixed"), ("hello", "Hans")],
)
def test_script(text: str, script: str) -> None:
    assert script_of(text) == script
