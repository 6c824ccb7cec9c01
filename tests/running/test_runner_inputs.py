"""The run and its inputs: names, rows, vanished files, layers edited by hand, and what run.json says of it all."""

from __future__ import annotations

import os
from pathlib import Path

import orjson
import pytest

from pipeline.config import Settings
from pipeline.errors import RunError
from pipeline.runner import Summary, run
from pipeline.running.spec import NAMES
from pipeline.source import Located
from pipeline.stages import ORDER, STAGES
from schemas.layers import DateMention, DatesLayer
from tests.running.helpers import TEXT, edit, folder, load, records, tree


def go(root: Path, out: Path, **options: object) -> Summary:
    return run(root, out, processes=False, **options)  # type: ignore[arg-type]


def fate(summary: Summary) -> tuple[int, int, int]:
    return summary.done, summary.kept, summary.failed


def ran(summary: Summary) -> list[str]:
    """The stages that ran on any document."""
    return [n for n, t in summary.stages.items() if t.ran]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return folder(tmp_path / "in", {"a.txt": TEXT, "sub/b.md": TEXT * 2})


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "out"


# names


def test_two_files_of_one_name(tmp_path: Path, out: Path) -> None:
    root = folder(tmp_path / "in", {"a.txt": TEXT, "a.md": TEXT, "a.text": TEXT, "b.TXT": TEXT})
    go(root, out)
    assert records(out) == ["a", "a.text", "a.txt", "b"]
    assert load(out / "records/a.json")["document"]["source"] == "a.md"
    assert load(out / "records/a.txt.json")["document"]["id"] == "a.txt"


def test_names_follow_the_files_beside_them(tmp_path: Path, out: Path) -> None:
    root = folder(tmp_path / "in", {"a.txt": TEXT})
    go(root, out)
    folder(root, {"a.md": "县长出席。"})
    go(root, out)
    assert records(out) == ["a", "a.txt"]
    assert load(out / "records/a.json")["document"]["source"] == "a.md"
    (root / "a.md").unlink()
    assert go(root, out).vanished == ("a.txt",)
    assert load(out / "records/a.json")["document"]["source"] == "a.txt"
    folder(root, {"r.jsonl": '{"text": "县长出席。"}'})
    go(root, out)
    folder(root, {"r/1.txt": TEXT})
    go(root, out, prune=True)
    assert records(out) == ["a", "r.jsonl/1", "r/1"]
    assert load(out / "records/r/1.json")["document"]["source"] == "r/1.txt"


def test_rows_have_records_and_texts_of_their_own(tmp_path: Path, out: Path) -> None:
    rows = '{"id": "x", "text": "市委书记周明远讲话。"}\n{"text": "县长出席。"}\nno json\n{"id": "x", "text": "第二个同名的。"}\n'
    root = folder(tmp_path / "in", {"rows.jsonl": rows, "rows/2.txt": TEXT})
    summary = go(root, out)
    assert fate(summary) == (4, 0, 1)
    assert [(f.code, f.id) for f in summary.failures] == [("E110", "rows.jsonl/?3")]
    assert records(out) == ["rows.jsonl/2", "rows.jsonl/x", "rows.jsonl/x~2", "rows/2"]
    assert (out / "texts/rows.jsonl/x~2.txt").read_text("utf-8") == "第二个同名的。"
    assert not (out / "texts/rows").exists()
    for path in (out / "records").rglob("*.json"):
        assert load(path)["document"]["id"] == path.relative_to(out / "records").as_posix()[:-5]


def test_rows_that_stand_are_kept_unread(tmp_path: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = folder(tmp_path / "in", {"r.jsonl": '{"text": "市委书记讲话。"}\n{"text": "县长出席。"}\n'})
    assert fate(go(root, out)) == (2, 0, 0)
    monkeypatch.setattr("pipeline.readers.read", None)
    assert fate(go(root, out)) == (0, 2, 0)


def test_row_that_went_is_vanished(tmp_path: Path, out: Path) -> None:
    root = folder(
        tmp_path / "in", {"r.jsonl": '{"id":"x","text": "市委书记讲话。"}\n{"id":"y","text": "县长出席。"}\n'}
    )
    go(root, out)
    folder(root, {"r.jsonl": '{"id":"y","text": "县长出席。"}\n'})
    summary = go(root, out)
    assert fate(summary) == (0, 1, 0)
    assert summary.vanished == ("r/x",)
    assert go(root, out).vanished == ("r/x",)  # also when the file is kept unread
    assert fate(summary := go(root, out, prune=True)) == (0, 1, 0)
    assert summary.pruned == ("r/x",)


def test_file_of_rows_that_cannot_be_read_leaves_no_stale_records(tmp_path: Path, out: Path) -> None:
    root = folder(tmp_path / "in", {"r.json": '[{"text": "市委书记讲话。"}]', "s.txt": TEXT})
    go(root, out)
    folder(root, {"r.json": "[{"})
    assert fate(summary := go(root, out)) == (0, 1, 1)
    assert summary.vanished == ()
    assert records(out) == ["s"]


def test_odd_names(tmp_path: Path, out: Path) -> None:
    long = "青" * 80
    names = [
        "有 空格 “引号”.txt",
        "a..b.txt",
        "x.json/1.txt",
        "x.txt",
        f"{long}.txt",
        "-o.txt",
        "a#b?.txt",
        "新\n行.txt",
    ]
    root = folder(tmp_path / "in", dict.fromkeys(names, TEXT))
    with open(os.fsencode(root) + b"/\xff\xfe.txt", "wb") as f:
        f.write(TEXT.encode())
    summary = go(root, out)
    assert fate(summary) == (len(names) + 1, 0, 0), summary.failures
    assert len(records(out)) == len(names) + 1
    assert fate(go(root, out)) == (0, len(names) + 1, 0)


def test_output_inside_the_input_is_no_input(tmp_path: Path) -> None:
    root = folder(tmp_path / "in", {"a.txt": TEXT})
    assert fate(go(root, root / "output")) == (1, 0, 0)
    assert fate(go(root, root / "output")) == (0, 1, 0)


def test_single_file_and_bytes(root: Path, out: Path) -> None:
    assert fate(go(root / "a.txt", out)) == (1, 0, 0)
    summary = run(Path("stdin.txt"), out, data=TEXT.encode("gb18030"), processes=False)
    assert fate(summary) == (1, 0, 0)
    assert records(out) == ["a", "stdin"]
    assert (out / "texts/stdin.txt").read_text("utf-8") == TEXT
    assert summary.vanished == ()


# inputs that went


def test_vanished_inputs_are_listed_and_removed_only_with_prune(root: Path, out: Path, tmp_path: Path) -> None:
    go(root, out)
    (root / "sub/b.md").unlink()
    summary = go(root, out)
    assert (fate(summary), summary.vanished) == ((0, 1, 0), ("sub/b",))
    assert summary.counts["documents"] == 1
    assert records(out) == ["a", "sub/b"]
    summary = go(root, out, prune=True)
    assert (summary.vanished, summary.pruned) == ((), ("sub/b",))
    go(root, tmp_path / "fresh")
    assert tree(out) == tree(tmp_path / "fresh")
    assert not (out / "records/sub").exists()
    assert go(root, out).vanished == ()


def test_file_that_comes_back_after_prune(root: Path, out: Path, tmp_path: Path) -> None:
    go(root, out)
    before = tree(out)
    (root / "a.txt").rename(tmp_path / "a.txt")
    assert go(root, out, prune=True).pruned == ("a",)
    (tmp_path / "a.txt").rename(root / "a.txt")
    assert fate(go(root, out)) == (1, 1, 0)
    assert tree(out) == before


def test_vanished_even_when_the_journal_is_lost(root: Path, out: Path) -> None:
    go(root, out)
    for path in out.glob("journal*"):
        path.unlink()
    (root / "a.txt").unlink()
    assert go(root, out).vanished == ("a",)


def test_another_input_into_the_same_output_is_not_vanished(root: Path, out: Path, tmp_path: Path) -> None:
    go(root, out)
    other = folder(tmp_path / "other", {"c.txt": TEXT})
    assert go(other, out, prune=True).pruned == ()
    assert records(out) == ["a", "c", "sub/b"]
    assert fate(go(root, out)) == (0, 2, 0)


def test_two_inputs_of_one_name_in_turn(root: Path, out: Path, tmp_path: Path) -> None:
    rows = {"r.jsonl": '{"text": "县长出席。"}\n{"text": "书记讲话。"}'}
    folder(root, rows)  # type: ignore[arg-type]
    other = folder(tmp_path / "other", {"a.txt": "别的文字。", "r.jsonl": '{"text": "别的一行。"}'})
    go(root, out)
    before = tree(out)
    go(other, out)
    assert tree(out) != before
    assert fate(go(root, out)) == (2, 2, 0)
    assert tree(out) == before


# what a hand may do

NOTE = {"warnings": [{"code": "W201", "message": "by hand", "start": 0, "end": 2}]}


def warnings(out: Path) -> list[str]:
    return [w["message"] for w in load(out / "records/a.json")["warnings"]]


def test_edited_layer_is_used_and_flagged_until_its_stage_is_asked_for(root: Path, out: Path) -> None:
    go(root, out)
    before = tree(out)
    edit(out, "dates", "a", **NOTE)
    by_hand = (out / "stages/dates/a.json").read_bytes()
    summary = go(root, out)
    assert summary.edited == ("a (dates)",)
    assert summary.stages["dates"].edited == 1
    assert "dates" not in ran(summary)
    assert "by hand" in warnings(out)
    assert (out / "stages/dates/a.json").read_bytes() == by_hand
    assert go(root, out).edited == ("a (dates)",)  # also when it is kept unread
    assert go(root, out, start="names").edited == ("a (dates)",)
    assert "by hand" in warnings(out)
    assert go(root, out, start="dates").edited == ()
    assert tree(out) == before
    assert (out / "stages/dates/a.json.edited").read_bytes() == by_hand


def test_layout_is_no_edit(root: Path, out: Path) -> None:
    go(root, out)
    edit(out, "dates", "a")
    assert go(root, out).edited == ()


def test_edited_layer_outlives_a_new_version_but_not_a_new_text(
    root: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go(root, out)
    edit(out, "dates", "a", **NOTE)
    monkeypatch.setattr(STAGES["dates"], "version", "next")
    monkeypatch.setattr("pipeline.runner.code_stamp", lambda: "changed")
    assert go(root, out).edited == ("a (dates)",)
    (root / "a.txt").write_text("新的文字。", "utf-8")
    assert go(root, out).edited == ()
    assert (out / "stages/dates/a.json.edited").is_file()


@pytest.mark.parametrize("changes", [{"mentions": [{"start": 1}]}, {"unknown": 1}])
def test_edited_layer_that_does_not_fit_fails_its_document(root: Path, out: Path, changes: dict[str, object]) -> None:
    go(root, out)
    edit(out, "dates", "a", **changes)
    summary = go(root, out)
    assert [(f.id, f.code, f.stage) for f in summary.failures] == [("a", "E203", "dates")]
    assert next(iter(changes)) in summary.failures[0].message
    assert records(out) == ["sub/b"]


def test_edited_mention_that_is_not_the_text_fails_its_document(root: Path, out: Path) -> None:
    go(root, out)
    mention = {
        "start": 0,
        "end": 2,
        "text": "错的",
        "kind": "date",
        "basis": "explicit",
        "confidence": 1,
        "source": "x",
    }
    edit(out, "dates", "a", mentions=[mention])
    assert [(f.code, f.stage) for f in go(root, out).failures] == [("E301", "record")]


def test_edited_head_of_a_file_is_used(tmp_path: Path, out: Path) -> None:
    root = folder(tmp_path / "in", {"r.jsonl": '{"text": "县长出席。", "source": "错报"}'})
    go(root, out)
    edit(out, "read", "r/1", publisher="青岚日报", published="2023-05-01")
    summary = go(root, out)
    assert summary.edited == ("r/1 (read)",)
    document = load(out / "records/r/1.json")["document"]
    assert (document["publisher"], document["published"]["edtf"]) == ("青岚日报", "2023-05-01")
    edit(out, "read", "r/1", id="other")
    assert [f.code for f in go(root, out).failures] == ["E203"]


def test_edited_record_stands_while_its_key_does(root: Path, out: Path) -> None:
    go(root, out)
    path = out / "records/a.json"
    before, value = path.read_bytes(), load(path)
    value["document"]["title"] = "手改的题目"
    path.write_bytes(orjson.dumps(value))
    assert go(root, out).edited == ("a (record)",)
    assert load(path)["document"]["title"] == "手改的题目"
    assert go(root, out, start="record").edited == ()
    assert path.read_bytes() == before
    assert load(out / "records/a.json.edited")["document"]["title"] == "手改的题目"


def test_edited_record_that_is_none_is_made_again(root: Path, out: Path) -> None:
    go(root, out)
    path = out / "records/a.json"
    before, value = path.read_bytes(), load(path)
    value["document"]["length"] = 1
    path.write_bytes(orjson.dumps(value))
    go(root, out)
    assert path.read_bytes() == before
    assert (out / "records/a.json.edited").is_file()


# figures


def test_counts_are_of_all_records(root: Path, out: Path) -> None:
    go(root, out)
    (root / "a.txt").write_text(TEXT * 2, "utf-8")
    counts = go(root, out).counts
    found = [load(out / f"records/{d}.json") for d in ("a", "sub/b")]
    assert counts["documents"] == 2
    assert counts["characters"] == sum(r["document"]["length"] for r in found)
    for kind in ("people", "dates", "offices"):
        assert counts[kind] == sum(len(r[kind]) for r in found)


def test_a_fall_in_counts_is_said_once_against_the_last_whole_run(
    root: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def dates(n: int) -> None:
        found = tuple(
            DateMention(**reading_at(i), kind="date", basis="unresolved", confidence=0.5, source="x") for i in range(n)
        )
        monkeypatch.setattr(STAGES["dates"], "process", lambda *_: DatesLayer(mentions=found))

    def reading_at(i: int) -> Located:
        return {"start": i, "end": i + 1, "text": TEXT[i]}

    dates(5)
    assert go(root, out, force=True).warnings == ()
    dates(4)
    assert go(root, out, start="dates").warnings == ()
    dates(3)
    summary = go(root, out, start="dates")
    assert [w.split(":")[0] for w in summary.warnings] == ["dates fell from 8 to 6 (-25%) in the same 2 documents"]
    assert load(out / "run.json")["warnings"] == list(summary.warnings)
    assert go(root, out).warnings == ()
    dates(1)
    (root / "a.txt").write_text(TEXT * 3, "utf-8")
    assert go(root, out).warnings == ()  # another text is no fall


def test_run_json_says_what_was_run(root: Path, out: Path) -> None:
    go(root, out, date="2020-01-23")
    value = load(out / "run.json")
    assert value["settings"]["date"] == "2020-01-23"
    assert value["versions"]["stages"] == {n: STAGES[n].version for n in ORDER}
    assert set(value["stages"]) == set(NAMES)
    assert value["input"] == str(root.resolve())


def test_settings_by_name_and_config(root: Path, out: Path) -> None:
    go(root, out, config=Settings(date="2020-01-23"), max_seconds=7)
    settings = load(out / "run.json")["settings"]
    assert (settings["date"], settings["max_seconds"]) == ("2020-01-23", 7.0)
    with pytest.raises(RunError, match="E403"):
        go(root, out, jobs=0)
