"""The Party and state calendar, festivals and reign titles: every row loads and says something true of dates."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import edtf
import pytest

from pipeline.lexicon import calendar, loader
from pipeline.stages.dates import lunar
from pipeline.stages.dates.values import Day

_VALUE = re.compile(r"(?:\d{4}|XXXX)(?:-\d\d(?:-\d\d)?)?|\.\.")
_PLAIN = re.compile(r"\d{4}(?:-\d\d){0,2}")


def test_size_and_sources() -> None:
    rows = calendar.load()
    assert len(rows) >= 800
    assert all(r.source for r in rows)
    assert len({r.id for r in rows}) == len(rows)


@pytest.mark.parametrize("row", calendar.load(), ids=lambda r: r.id)
def test_row(row: calendar.CalendarEntry) -> None:
    assert row.name
    assert row.name not in row.aliases
    assert _VALUE.fullmatch(row.start)
    assert row.start != ".."
    assert _VALUE.fullmatch(row.end)
    if _PLAIN.fullmatch(row.end) and _PLAIN.fullmatch(row.start):
        k = min(len(row.start), len(row.end))
        assert row.start[:k] <= row.end[:k], row.id
    edtf.parse_edtf(row.start)
    if row.end != "..":
        edtf.parse_edtf(row.end)
    if not row.annual:
        edtf.parse_edtf(row.edtf)


def test_checked_against_two_sources() -> None:
    """Every row of the calendar has two sources; what has one stands in a file of its own and is less certain."""
    twice = list(loader.rows(calendar.FILE))
    assert len(twice) >= 400
    for r in twice:
        assert r["checked"].strip(), r["id"]
        assert r["checked"] != r["source"], r["id"]
    assert not any(r["checked"].strip() for r in loader.rows(calendar.SINGLE))
    assert {r.id for r in calendar.load() if r.certain} == {r["id"] for r in twice}


def test_meetings_follow_each_other() -> None:
    """Within a kind the next of the same body opens after the one before has closed."""
    for kind in ("congress", "plenum", "npc", "cppcc", "cewc"):
        rows = sorted(calendar.of_kind(kind), key=lambda r: (r.term or 0, r.session or 0))
        for a, b in pairwise(rows):
            assert a.end < b.start, (a.id, b.id)


def test_every_congress_and_its_plenums() -> None:
    for term in range(1, 21):
        assert calendar.congress(term)
    for term in range(6, 20):
        congress, first = calendar.congress(term), calendar.plenum(term, 1)
        assert congress
        assert first
        assert congress.end <= first.start <= (congress.end[:4] + "-12-31")
    assert calendar.plenum(20, 3)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("党的二十大", "2022-10-16/2022-10-22"),
        ("党的十九届五中全会", "2020-10-26/2020-10-29"),
        ("党的第十九届中央委员会第五次全体会议", "2020-10-26/2020-10-29"),
        ("十一届三中全会", "1978-12-18/1978-12-22"),
        ("十四届全国人大二次会议", "2024-03-05/2024-03-11"),
        ("全国政协十四届一次会议", "2023-03-04/2023-03-11"),
        ("二十届中央纪委三次全会", "2024-01-08/2024-01-10"),
        ("遵义会议", "1935-01-15/1935-01-17"),
        ("“七一”", "XXXX-07-01"),
        ("省委十三届九次全会", None),
        ("二十一大", None),
    ],
)
def test_resolve(name: str, value: str | None) -> None:
    entry = calendar.resolve(name)
    assert (entry.edtf if entry else None) == value


def test_lookups() -> None:
    assert calendar.two_sessions(2024) == ("2024-03-04", "2024-03-11")
    assert calendar.two_sessions(1900) is None
    plan = calendar.plan(14)
    assert plan
    assert plan.edtf == "2021/2025"
    conference = calendar.work_conference(2023)
    assert conference
    assert conference.start == "2023-12-11"


@pytest.mark.parametrize(
    ("text", "value"),
    [("二十", 20), ("一百零五", 105), ("二〇二一", 2021), ("百", 100), ("两千零八", 2008), ("三万", 30_000), ("零", 0),
     ("17", 17),      ("十几", None), ("一九五四两", None), ("", None), ("半", None)],
)  # fmt: skip
def test_number(text: str, value: int | None) -> None:
    assert calendar.number(text) == value


# ---------------------------------------------------------------- the Chinese calendar


@pytest.mark.parametrize(
    ("name", "year", "day"),
    [
        ("春节", 2021, (2, 12)),
        ("春节", 2025, (1, 29)),
        ("除夕", 2023, (1, 21)),
        ("中秋", 2024, (9, 17)),
        ("端午节", 2023, (6, 22)),
        ("清明", 2024, (4, 4)),
        ("重阳节", 2023, (10, 23)),
        ("小年", 2023, (1, 14)),
        ("母亲节", 2023, (5, 14)),
        ("中国农民丰收节", 2023, (9, 23)),
    ],
)
def test_festival(name: str, year: int, day: tuple[int, int]) -> None:
    assert lunar.festivals()[name].day(year) == Day(year, *day)


def test_festival_rows() -> None:
    for festival in lunar.festivals().values():
        assert re.fullmatch(r"lunar:\d+-\d+|term:..|weekday:\d+-\d-\d|date:\d\d-\d\d|none", festival.rule), (
            festival.name
        )
        if festival.rule != "none":
            assert festival.day(2024)


@pytest.mark.parametrize("term", lunar.TERMS)
def test_solar_terms_stand_in_order(term: str) -> None:
    day = lunar.term_day(2023, term)
    assert day is not None
    i = lunar.TERMS.index(term)
    assert day.m == i // 2 + 1


def test_reign_titles() -> None:
    rows = list(loader.rows("eras.tsv"))
    assert len(rows) >= 200
    for r in rows:
        first = int(r["first_year"])
        assert -200 < first < 2100
        assert not r["last_year"] or first <= int(r["last_year"]) <= first + 63
        assert r["source"]
    assert (lunar.eras()["光绪"].first, lunar.eras()["光绪"].last) == (1875, 1908)


def test_holiday_rows() -> None:
    rows = list(loader.rows("holidays.tsv"))
    assert len({(r["festival"], r["year"]) for r in rows}) == len(rows) >= 140
    for r in rows:
        assert r["source"]
        assert r["checked"]
        first, last = (date.fromisoformat(r[k]) for k in ("start", "end"))
        assert 0 <= (last - first).days <= 9
        named = r["festival"]
        if r["festival"] in lunar.festivals():
            day = lunar.festivals()[named].day(int(r["year"]))
            assert day
            assert -3 <= (date(*day) - first).days <= 9, r  # type: ignore[arg-type]


def test_national_holidays() -> None:
    assert lunar.holiday("春节", 2025) == (Day(2025, 1, 28), Day(2025, 2, 4))
    assert lunar.holiday("五一", 2023) == (Day(2023, 4, 29), Day(2023, 5, 3))
    assert lunar.holiday("国庆", 2024) == (Day(2024, 10, 1), Day(2024, 10, 7))
    assert lunar.holiday("中秋节", 2024) == (Day(2024, 9, 15), Day(2024, 9, 17))
    assert lunar.holiday("春节", 1990) is None


@pytest.mark.parametrize(
    ("name", "meeting"),
    [
        ("省委十三届九次全会", ("省委", "plenum", 13, 9)),
        ("中共江苏省委十三届九次全会", ("江苏省委", "plenum", 13, 9)),
        ("中共苏州市第十三届委员会第四次全体会议", ("苏州市委", "plenum", 13, 4)),
        ("市委七届七次全会", ("市委", "plenum", 7, 7)),
        ("县十五届人大四次会议", ("县人大", "npc", 15, 4)),
        ("市政协十三届四次会议", ("市政协", "cppcc", 13, 4)),
        ("政协第九届委员会第四次会议", None),
        ("省第十四次党代会", ("省", "congress", 14, None)),
        ("县纪委十三届三次全会", ("县纪委", "ccdi", 13, 3)),
        ("十九届五中全会", None),
    ],
)
def test_local_meeting(name: str, meeting: tuple[str, str, int, int | None] | None) -> None:
    found = calendar.local_meeting(name)
    assert (found and (found.body, found.kind, found.term, found.session)) == meeting
