"""shilu phrases."""

from __future__ import annotations

import csv
import io
import json
from collections import Counter

import pytest

from pipeline.tables.phrases import Sparkline, home
from pipeline.tables.recurrence import REFUSED, confidence
from tests.tables.made import Run, event, phrase, span
from tests.test_cli import shilu


@pytest.fixture
def filled(run: Run) -> Run:
    run.add(
        "b",
        published="2021-03-05",
        publisher="青岚日报",
        phrases=(
            phrase(
                "四个意识", span(0, speaker="周明远"), span(5), category="numeric", components=("政治意识", "大局意识")
            ),
            phrase("三上三下", span(9, speaker="周明远"), known=False, category="numeric"),
        ),
        events=(event("会议", place="青岚县"),),
    )
    run.add(
        "a/c",
        published="2020-12",
        publisher="昆山日报",
        phrases=(
            phrase(
                "四个意识", span(0, speaker="周明远"), span(200, speaker="李岚"), category="numeric", english="Four"
            ),
            phrase("三上三下", span(300), known=False, category="numeric"),
            phrase("=一心一意", known=False),
        ),
        events=(event("会议", at=250, place="柏青县"), event("会议", at=1, place="青岚县", reported=False)),
        articles=((0, 100), (150, 260), (280, 400)),
    )
    run.add(
        "d", publisher="某网", phrases=(phrase("四个意识", category="numeric"), phrase("四个自信", category="numeric"))
    )
    return run


def rows(run: Run, capsys: pytest.CaptureFixture[str], *options: object) -> list[dict[str, object]]:
    assert shilu("phrases", "-o", run.root, "--format", "json", *options) == 0
    found = json.loads(capsys.readouterr().out)
    assert isinstance(found, list)
    return found


def test_new_ones_first_then_by_count(filled: Run, capsys: pytest.CaptureFixture[str]) -> None:
    found = rows(filled, capsys)
    assert [(r["phrase"], r["known"], r["count"], r["documents"]) for r in found] == [
        ("三上三下", False, 2, 2),
        ("=一心一意", False, 1, 1),
        ("四个意识", True, 5, 3),
        ("四个自信", True, 1, 1),
    ]
    four = found[2]
    assert (four["first"], four["last"]) == ("2020-12", "2021-03-05")
    assert four["speakers"] == {"周明远": 2, "李岚": 1}
    assert four["months"] == {"2020-12": 2, "2021-03": 2}
    assert (four["components"], four["english"]) == (["政治意识", "大局意识"], "Four")


def test_place_is_that_of_the_article(filled: Run, capsys: pytest.CaptureFixture[str]) -> None:
    found = {r["phrase"]: r for r in rows(filled, capsys)}
    # in a/c the second article reports from 柏青县; the others tell no place, so the document's counts
    assert found["四个意识"]["places"] == {"柏青县": 1, "青岚县": 1}
    assert found["三上三下"]["places"] == {"柏青县": 1, "青岚县": 1}
    assert (found["四个自信"]["place"], found["四个自信"]["places"]) == ("某网", {})


def test_home_of_the_paper_where_no_event_tells(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run.add("a", publisher="昆山日报", phrases=(phrase("四个意识"),), events=(event("会议", place="中国"),))
    assert rows(run, capsys)[0]["place"] == "昆山市"
    assert home("人民日报") is home(None) is None


@pytest.mark.parametrize(
    ("options", "found"),
    [
        (["--new"], ["三上三下", "=一心一意"]),
        (["--category", "slogan"], ["=一心一意"]),
        (["--category", "slogan", "--category", "numeric", "--min-count", 2], ["三上三下", "四个意识"]),
        (["--top", 1], ["三上三下"]),
        (["--speaker", "李岚"], ["四个意识"]),
        (["--place", "柏青"], ["三上三下", "=一心一意", "四个意识"]),
        (["--place", "某网"], ["四个意识", "四个自信"]),
    ],
)
def test_choice(filled: Run, options: list[object], found: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert [r["phrase"] for r in rows(filled, capsys, *options)] == found


def test_csv_is_no_formula(filled: Run, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert shilu("phrases", "-o", filled.root, "--format", "csv") == 0
    data = capfdbinary.readouterr().out.decode("utf-8")
    assert data.count("\r\n") == data.count("\n") == 5
    found = list(csv.DictReader(io.StringIO(data, newline="")))
    assert [r["phrase"] for r in found][:3] == ["三上三下", "'=一心一意", "四个意识"]
    assert found[2]["speakers"] == "周明远 (2); 李岚 (1)"
    assert (found[0]["known"], found[3]["first"]) == ("false", "")


def test_table(filled: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert shilu("phrases", "-o", filled.root, "--top", 3) == 0
    out, err = capsys.readouterr()
    lines = out.splitlines()
    assert [line.split()[:2] for line in lines[1:]] == [
        ["new", "三上三下"],
        ["new", "=一心一意"],
        ["四个意识", "0.90"],
    ]
    assert lines[3].rstrip().endswith("█  █")
    assert "3 of 4 phrases, 2 of them new, in 3 records\nbars: 2020-12 to 2021-03, a month each" in err


def test_sparkline() -> None:
    spark = Sparkline([(2020, 1), (2020, 4)])
    assert spark.draw(Counter({(2020, 1): 1, (2020, 2): 16, (2020, 4): 8})) == "▁█ ▄"
    assert spark.draw(Counter()) == "    "
    long = Sparkline([(2000, 1), (2009, 12)])
    assert (long.width, len(long.draw(Counter({(2009, 12): 1})))) == (5, 24)
    assert Sparkline([]).caption == Sparkline([]).draw(Counter()) == ""


def test_errors(run: Run, filled: Run, capsys: pytest.CaptureFixture[str]) -> None:
    assert shilu("phrases", "-o", run.root / "nowhere") == 2
    assert capsys.readouterr().err.startswith("E408")
    (run.root / "empty/records").mkdir(parents=True)
    assert shilu("phrases", "-o", run.root / "empty") == 2
    assert capsys.readouterr().err.startswith("E408")
    assert shilu("phrases", "-o", run.root, "--category", "proverb") == 2
    assert capsys.readouterr().err.startswith("E403")


def test_damaged_records_are_left_out_and_named(filled: Run, capsys: pytest.CaptureFixture[str]) -> None:
    (filled.root / "records/a.json").write_text("{")
    (filled.root / "records/z.json").write_text('{"phrases": [{}], "people": []}')
    assert shilu("phrases", "-o", filled.root, "--format", "json") == 0
    out, err = capsys.readouterr()
    assert len(json.loads(out)) == 4
    assert err.startswith("2 files are no records")


def test_the_more_it_recurs_the_surer(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    for n, paper in enumerate(("青岚日报", "柏青日报", "某网")):
        coined = phrase("三上三下", span(0, speaker="周明远"), known=False, confidence=0.6, category="numeric")
        once = (phrase("一桥两岸", known=False, confidence=0.6),) if n == 0 else ()
        run.add(f"d{n}", publisher=paper, phrases=(coined, *once))
    found = {r["phrase"]: r for r in rows(run, capsys)}
    assert found["一桥两岸"]["confidence"] == 0.6
    assert found["三上三下"]["confidence"] == confidence(0.6, 3, 4, 1) > 0.85
    assert {r["basis"] for r in found.values()} == {"form"}


def test_quoted_words_that_recur_in_several_papers(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    texts = (["青禾红", "闯劲", "青竹号"], ["青禾红", "青竹号"], ["青禾红", "闯劲", "青竹号"])
    for n, words in enumerate(texts):
        run.add(f"d{n}", published=f"2021-0{n + 1}-01", publisher=("青岚日报", "柏青日报", "青岚日报")[n])
        layer = {
            "refused": [
                {"start": 0, "end": 3, "text": w, "reason": "name" if w[-1] == "号" else "rhetoric"} for w in words
            ]
        }
        path = run.root / "stages" / "phrases" / f"d{n}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps({"layer": layer}), "utf-8")
    (row,) = rows(run, capsys)
    assert (row["phrase"], row["basis"], row["documents"], row["first"], row["last"]) == (
        "青禾红",
        "recurrence",
        3,
        "2021-01-01",
        "2021-03-01",
    )
    assert row["known"] is False
    assert row["confidence"] == confidence(REFUSED, 3, 2, 1) < 0.7


def test_variation_costs_confidence() -> None:
    assert confidence(0.5, 4, 3, 4) < confidence(0.5, 4, 3, 1)
    assert confidence(0.5, 10_000, 10_000, 1) < 1


def test_bodies_and_families(run: Run, capsys: pytest.CaptureFixture[str]) -> None:
    run.add("d", phrases=(phrase("更加紧密的中巴命运共同体", span(0, body="青岚县委"), family="中巴命运共同体"),))
    (row,) = rows(run, capsys)
    assert row["bodies"] == {"青岚县委": 1}
    assert row["family"] == "中巴命运共同体"
    assert row["wordings"] == {"青": 1}
