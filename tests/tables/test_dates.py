"""The order of a chronicle."""

from __future__ import annotations

import random

import pytest

from pipeline.errors import RunError
from pipeline.tables.dates import Window, before, month, stretch

#: as a chronicle has them
ORDER = [
    "Y-12000", "-0220", "-0220-03", "0618", "19XX", "192X", "1921", "1921-07", "1921-07-23", "1921-07-23~",
    "../1949-10-01", "1949-10-01", "2011-24", "2012-02", "2012-11/..", "2012-11", "2020/2022", "2020", "2020-21",
    "2021-07-01/2021-07-05", "2021-07-01", "2021-07-01T09:00:00", "2021-07-01T15:30:00", "2021-07-02",
    "XXXX-07-01", "nonsense", None,
]  # fmt: skip


def test_chronicle_order() -> None:
    mixed = ORDER[:]
    random.Random(7).shuffle(mixed)
    assert [before(x) for x in sorted(mixed, key=before)] == [before(x) for x in ORDER]
    keys = [before(x) for x in ORDER]
    assert keys == sorted(keys)
    same = [(a, b) for a, b, x, y in zip(ORDER, ORDER[1:], keys, keys[1:], strict=False) if x == y]
    assert same == [("1921-07-23", "1921-07-23~"), ("../1949-10-01", "1949-10-01")]


@pytest.mark.parametrize(
    ("edtf", "first", "last"),
    [
        ("2021", (2021, 1, 1), (2021, 12, 31)),
        ("2021-02?", (2021, 2, 1), (2021, 2, 28)),
        ("2020-02-29", (2020, 2, 29), (2020, 2, 29)),
        ("2020-02-XX", (2020, 2, 1), (2020, 2, 29)),
        ("2020-XX-XX", (2020, 1, 1), (2020, 12, 31)),
        ("2020-24", (2020, 12, 1), (2021, 2, 28)),
        ("202X", (2020, 1, 1), (2029, 12, 31)),
        ("-0220-02", (-220, 2, 1), (-220, 2, 29)),
        ("2020-03/2021", (2020, 3, 1), (2021, 12, 31)),
    ],
)
def test_days_that_a_value_may_mean(edtf: str, first: tuple[int, ...], last: tuple[int, ...]) -> None:
    s = stretch(edtf)
    assert s is not None
    assert (s.first, s.last) == (first, last)


@pytest.mark.parametrize(
    "edtf", [None, "", "2021-02-29", "2021-13", "2021-25-01", "2021/2020", "../..", "XXXX-XX", "2021-7"]
)
def test_no_place_on_the_line(edtf: str | None) -> None:
    assert stretch(edtf) is None


def test_month() -> None:
    assert month("2021-07-03") == month("2021-07") == month("2021-07-01/2021-07-05") == (2021, 7)
    assert month("2021") is month("2021-07/2021-08") is month(None) is None


def test_window() -> None:
    window = Window("2021-07", "2021")
    inside = ("2021-07-01", "2021-12-31", "2021", "2012-11/..", "2020/2022")
    assert [window.holds(x) for x in inside] == [True] * 5
    assert not any(window.holds(x) for x in ("2021-06-30", "2022", "../2020", None, "XXXX-07-01"))
    assert Window(None, None).holds(None)
    for wrong in (("2021-7", None), (None, "soon"), ("2022", "2021")):
        with pytest.raises(RunError, match="E403"):
            Window(*wrong)
