"""shilu events: the chronicle."""

from __future__ import annotations

import csv
import io
import json
import os
import re

import pytest

from pipeline.tables.dates import stretch
from pipeline.tables.ics import Entry, calendar, escaped
from schemas.record import Record
from tests.tables.made import Run, event
from tests.test_cli import shilu

NAME = "全县教育工作座谈会议"


def chronicle(run: Run, capsys: pytest.CaptureFixture[str], *options: object) -> list[dict[str, object]]:
    assert shilu("events", "-o", run.root, "--format", "json", *options) == 0
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, list)
    return found


@pytest.fixture
def filled(run: Run) -> Run:
    run.add(
        "a",
        publisher="青岚日报",
        aliases={"周明远": ("老周",)},
        events=(
            event("无日期的会", at=1),
            event(NAME, "2020-01-21", 5, place="青岚县", people={"周明远": "host", "李岚": "speaker"}),
            event("中国共产党第二十次全国代表大会", "2022-10-16/2022-10-22", 9, type="congress", reported=False),
            event("五年规划实施", "2016/2020", 12, type="other", organizers=("青岚县人民政府",)),
        ),
    )
    run.add(
        "b",
        publisher="某网",
        events=(
            event(NAME, "2020-01-21", 7, people={"李岚": "presenter", "周明远": "host"}),
            event("中国共产党第二十次全国代表大会", "2022-10-16/2022-10-22", 9, type="congress", reported=False),
            event("会见", "2020-01-21", 20, type="reception", people={"周明远": "host"}),
        ),
    )
    run.add("c", events=(event("会见", "2020-01-21", 3, type="reception", people={"周明远": "host"}),))
    return run


def test_titles_and_numbers_of_what_is_issued(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    title, number = {"start": 0, "end": 1, "text": "青"}, {"start": 2, "end": 3, "text": "岚"}
    run.add(
        "a",
        events=(
            event(
                "印发", "2024-03-05", type="publication", issued=({"title": title, "number": number}, {"title": title})
            ),
            event("会议", "2024-03-06"),
        ),
    )
    found = chronicle(run, capsys)
    assert [e["issued"] for e in found] == [["青（岚）", "青"], []]
    assert shilu("events", "-o", run.root, "--format", "csv") == 0
    rows = list(csv.DictReader(io.StringIO(capsys.readouterr().out.lstrip("\ufeff"))))
    assert [r["issued"] for r in rows] == ["青（岚）; 青", ""]


def test_a_record_without_the_field_is_read(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run.add("a", events=(event("会议", "2024-03-06"),))
    (path,) = run.root.rglob("a.json")
    record = json.loads(path.read_text("utf-8"))
    for e in record["events"]:
        e.pop("issued", None)
    Record.model_validate(record)
    path.write_text(json.dumps(record), "utf-8")
    assert [e["issued"] for e in chronicle(run, capsys)] == [[]]


def test_by_date_undated_last_and_one_event_of_two_documents_once(
    filled: Run, capsys: pytest.CaptureFixture[str]
) -> None:
    found = chronicle(filled, capsys)
    assert [(e["date"], e["name"], [s["document"] for s in e["sources"]]) for e in found] == [  # type: ignore[attr-defined]
        ("2016/2020", "五年规划实施", ["a"]),
        ("2020-01-21", NAME, ["a", "b"]),
        ("2020-01-21", "会见", ["b"]),  # too little to know whether it is one meeting or two
        ("2020-01-21", "会见", ["c"]),
        (None, "无日期的会", ["a"]),
    ]
    assert found[1]["people"] == [
        {"name": "周明远", "roles": ["host"]},
        {"name": "李岚", "roles": ["speaker", "presenter"]},
    ]
    assert found[1]["place"] == "青岚县"
    assert found[0]["organizers"] == ["青岚县人民政府"]


def test_two_events_of_one_document_stay_two(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    who = {"周明远": "host", "李岚": "speaker"}
    run.add("a", events=(event(NAME, "2020-01-21", 1, people=who), event(NAME, "2020-01-21", 9, people=who)))
    assert len(chronicle(run, capsys)) == 2


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--type", "other"], ["五年规划实施"]),
        (["--type", "other", "--type", "reception"], ["五年规划实施", "会见", "会见"]),
        (["--person", "李岚"], [NAME]),
        (["--person", "老周"], [NAME]),
        (["--person", "李"], []),
        (["--from", "2020-02", "--to", "2020"], ["五年规划实施"]),
        (["--from", "2021"], []),
        (["--from", "2021", "--named"], ["中国共产党第二十次全国代表大会"]),
        (["--to", "2019-12-31"], ["五年规划实施"]),
    ],
)
def test_choice(filled: Run, options: list[str], found: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert [e["name"] for e in chronicle(filled, capsys, *options)] == found


def test_what_one_reports_and_others_refer_to_is_one(filled: Run, capsys: pytest.CaptureFixture[str]) -> None:
    referred = chronicle(filled, capsys, "--named", "--type", "congress")
    assert [(e["reported"], len(e["sources"])) for e in referred] == [(False, 2)]  # type: ignore[arg-type]
    filled.add("d", events=(event("中国共产党第二十次全国代表大会", "2022-10-16/2022-10-22", type="congress"),))
    (one,) = chronicle(filled, capsys, "--named", "--type", "congress")
    assert (one["reported"], [s["document"] for s in one["sources"]]) == (True, ["d", "a", "b"])  # type: ignore[attr-defined]


def test_table_and_csv(filled: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert shilu("events", "-o", filled.root) == 0
    out, err = capsys.readouterr()
    assert out.splitlines()[2].split() == [
        *("2020-01-21", "meeting", NAME, "青岚县", "周明远", "(host),", "李岚", "(speaker,", "presenter)"),
        *("a", "+1", "青岚日报", "+1"),
    ]
    assert err == "5 events, 1 of them without a date, in 3 records\n"
    assert shilu("events", "-o", filled.root, "--format", "csv") == 0
    row = list(csv.DictReader(io.StringIO(capsys.readouterr().out)))[1]
    assert (row["people"], row["document"]) == ("周明远 (host); 李岚 (speaker, presenter)", "a; b")
    assert (row["publisher"], row["documents"]) == ("青岚日报; 某网", "2")


def test_formulas_and_dates_before_christ_in_csv(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run.add("a", events=(event("@会议", "-0220-03"), event("－会议", "2020")))
    assert shilu("events", "-o", run.root, "--format", "csv") == 0
    found = [(r["date"], r["name"]) for r in csv.DictReader(io.StringIO(capsys.readouterr().out))]
    assert found == [("-0220-03", "'@会议"), ("2020", "'－会议")]


@pytest.mark.parametrize(
    ("options", "code"), [(["--type", "feast"], "E403"), (["--from", "2020-13"], "E403"), (["-o", "nowhere"], "E408")]
)
def test_errors(filled: Run, options: list[str], code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert shilu("events", "-o", filled.root, *options) == 2
    assert capsys.readouterr().err.startswith(code)


# iCalendar


def properties(data: bytes) -> list[list[tuple[str, str]]]:
    """The events of a calendar as name and value, unfolded and unescaped by the rules of RFC 5545."""
    lines = re.sub(rb"\r\n[ \t]", b"", data).decode().split("\r\n")
    assert lines.pop() == ""
    assert (lines[0], lines[1], lines[-1]) == ("BEGIN:VCALENDAR", "VERSION:2.0", "END:VCALENDAR")
    found: list[list[tuple[str, str]]] = []
    for line in lines:
        name, _, value = line.partition(":")
        if line == "BEGIN:VEVENT":
            found.append([])
        elif found and name not in ("END", "BEGIN"):
            value = re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], value)
            found[-1].append((name, value))
    return found


def test_calendar(filled: Run, capsys: pytest.CaptureFixture[str]) -> None:
    for file in (filled.root / "records").glob("*.json"):
        os.utime(file, (1_600_000_000, 1_600_000_000))
    assert shilu("events", "-o", filled.root, "--format", "ics", "--named") == 0
    out, err = capsys.readouterr()
    assert err == "1 of 6 events have no date that a calendar can show\n"
    found = [dict(e) for e in properties(out.encode())]
    assert [(e["DTSTART;VALUE=DATE"], e["DTEND;VALUE=DATE"], e["SUMMARY"]) for e in found] == [
        ("20160101", "20210101", "五年规划实施（2016/2020）"),
        ("20200121", "20200122", NAME),
        ("20200121", "20200122", "会见"),
        ("20200121", "20200122", "会见"),
        ("20221016", "20221023", "中国共产党第二十次全国代表大会（2022-10-16/2022-10-22）"),
    ]
    assert len({e["UID"] for e in found}) == 5
    assert {e["DTSTAMP"] for e in found} == {"20200913T122640Z"}
    assert found[1]["LOCATION"] == "青岚县"
    assert found[1]["DESCRIPTION"] == "周明远 (host); 李岚 (speaker, presenter)\na（青岚日报）; b（某网）"
    assert shilu("events", "-o", filled.root, "--format", "ics", "--named") == 0
    assert capsys.readouterr().out == out


def test_calendar_lines_are_folded_between_characters() -> None:
    days = stretch("2021-07-01")
    assert days is not None
    nasty = "一，二; 三, 四\\五\n六\x07七\r\n八" + "会😀议" * 60
    data = calendar([Entry("u@shilu", days, nasty, "meeting", description="x" * 300)], 0)
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert sum(len(line) > 70 for line in lines) > 10
    for line in lines:
        line.decode()
        assert b"\n" not in line
    ((*_, summary, description, _, _),) = properties(data)
    assert summary == ("SUMMARY", nasty.replace("\x07", " ").replace("\r\n", "\n"))
    assert description == ("DESCRIPTION", "x" * 300)
    assert escaped("a;b,c\\d\ne") == r"a\;b\,c\\d\ne"


@pytest.mark.parametrize(
    ("edtf", "shown"),
    [
        ("2012-11/..", ("20121101", "20121102")),
        ("2021-02", ("20210201", "20210301")),
        ("2021", ("20210101", "20220101")),
        ("0618-05-20", ("06180520", "06180521")),
        ("202X", None),
        ("../2020", None),
        ("-0220", None),
        ("9999", None),
        ("XXXX-07-01", None),
        ("2001/2010", ("20010101", "20110101")),
    ],
)
def test_dates_in_a_calendar(
    run: Run, edtf: str, shown: tuple[str, str] | None, capsys: pytest.CaptureFixture[str]
) -> None:
    run.add("a", events=(event("会议", edtf),))
    assert shilu("events", "-o", run.root, "--format", "ics") == 0
    found = [dict(e) for e in properties(capsys.readouterr().out.encode())]
    assert [(e["DTSTART;VALUE=DATE"], e["DTEND;VALUE=DATE"]) for e in found] == ([shown] if shown else [])


def test_a_calendar_can_be_read_by_a_library_for_them(filled: Run, capsys: pytest.CaptureFixture[str]) -> None:
    icalendar = pytest.importorskip("icalendar")
    assert shilu("events", "-o", filled.root, "--format", "ics", "--named") == 0
    found = icalendar.Calendar.from_ical(capsys.readouterr().out)
    events = found.walk("VEVENT")
    assert not found.errors
    assert [e.errors for e in events] == [[]] * 5
    assert [(e.decoded("DTSTART").isoformat(), str(e["SUMMARY"])) for e in events][:2] == [
        ("2016-01-01", "五年规划实施（2016/2020）"),
        ("2020-01-21", NAME),
    ]
    assert (events[1].decoded("DTEND") - events[1].decoded("DTSTART")).days == 1
    assert events[1].categories == ["meeting"]


def test_schema_org(filled: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert shilu("events", "-o", filled.root, "--format", "jsonld", "--named") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["@context"] == "https://schema.org"
    plan, meeting, reception, *_ = found["@graph"]
    assert (plan["startDate"], plan["endDate"]) == ("2016-01-01", "2020-12-31")
    assert plan["organizer"] == [{"@type": "Organization", "name": "青岚县人民政府"}]
    assert meeting["attendee"][0] == {
        "@type": "Role",
        "roleName": "host",
        "attendee": {"@type": "Person", "name": "周明远"},
    }
    assert [s["identifier"] for s in meeting["subjectOf"]] == ["a", "b"]
    assert (reception["@type"], reception["additionalType"].rpartition("#")[2]) == ("SocialEvent", "CONSULT")
    undated = found["@graph"][-1]
    assert "startDate" not in undated
    assert "location" not in undated
