"""The sentences on which other tools for official Chinese fail, each with what a reader would sign."""

from __future__ import annotations

import pytest

from pipeline.reading import Reading
from pipeline.source import SourceText
from pipeline.stages import ORDER, STAGES
from schemas.record import Record


def record(text: str) -> Record:
    reading = Reading(SourceText(id="t", text=text))
    for name in ORDER:
        STAGES[name]().run(reading)
    return reading.record


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("认真落实李克强总理、韩正副总理重要批示指示精神", {("李克强", "总理"), ("韩正", "副总理")}),
        ("山东省交通运输厅党组书记江成与大家进行交流", {("江成", "山东省交通运输厅党组", "书记")}),
        ("三亚市教育局吴萍局长", {("吴萍", "三亚市教育局", "局长")}),
        ("国防部长王毅向记者介绍此访情况", {("王毅", "国防部", "部长")}),
    ],
)
def test_posts(sentence: str, expected: set[tuple[str, ...]]) -> None:
    r = record(sentence)
    people = {p.id: p.name for p in r.people}
    bodies = {g.id: {g.name, g.short, *g.aliases} for g in r.organizations}
    got = [(people[o.person], bodies.get(o.organization or "", set()), o.title) for o in r.offices]
    assert len(got) == len(expected)
    for row in expected:
        assert any(g[0] == row[0] and g[2] == row[-1] and (len(row) == 2 or row[1] in g[1]) for g in got), (row, got)


@pytest.mark.parametrize(
    ("sentence", "people"),
    [
        ("王中军代表蓝队发言", ["王中军"]),
        ("龚学平等表示会保证金云鹏的安全", ["龚学平", "金云鹏"]),
        ("党员来到村民焦玉莲家中", ["焦玉莲"]),
        ("习近平关心的这个少数民族", ["习近平"]),
        ("市政协十三届四次会议执行主席张祯锦、柳建聪、黄井南", ["张祯锦", "柳建聪", "黄井南"]),
    ],
)
def test_people(sentence: str, people: list[str]) -> None:
    r = record(sentence)
    assert [p.name for p in r.people] == people
    if "执行主席" not in sentence:
        assert not r.offices


def test_somebody_known_by_surname_only() -> None:
    (person,) = record("县里的赵科长说，材料已经备齐。").people
    assert [m.text for m in person.mentions] == ["赵科长"]


def test_bodies_do_not_swallow_their_neighbours() -> None:
    names = {g.name for g in record("为广大运维者所喜爱；南京的东南大学以前叫南京工学院").organizations}
    mentions = {
        m.text for g in record("为广大运维者所喜爱；南京的东南大学以前叫南京工学院").organizations for m in g.mentions
    }
    assert "东南大学" in mentions
    assert "南京工学院" in mentions
    assert not any("运维者" in n for n in names)


def test_the_session_of_a_congress() -> None:
    r = record("市政协十三届四次会议执行主席张祯锦、柳建聪、黄井南")
    (event,) = r.events
    assert event.name == "市政协十三届四次会议"
    people = {p.id: p.name for p in r.people}
    held = [(people[p.person or ""], p.role) for p in event.participants]
    assert held == [(name, "host") for name in ("张祯锦", "柳建聪", "黄井南")]


@pytest.mark.parametrize("text", ["一分部署，九分落实", "三点建议", "1800多名党员", "移动4/5G"])
def test_numbers_that_are_no_time(text: str) -> None:
    assert not record(text).dates


@pytest.mark.parametrize(("text", "duration"), [("28年300多万", "P28Y"), ("一个半小时", "PT1H30M")])
def test_lengths(text: str, duration: str) -> None:
    (date,) = record(text).dates
    assert date.duration == duration
