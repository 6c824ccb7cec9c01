"""The run as a whole: what is worked on, what is kept, what is left out, and what a hand may do in between."""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest

from pipeline.errors import RunError
from pipeline.reading import Reading
from pipeline.runner import Summary, run
from pipeline.running.spec import NAMES
from pipeline.stages import ORDER, STAGES
from schemas.layers import DatesLayer
from tests.running.helpers import TEXT, folder, load, records, tree


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


def test_stage_names_are_those_of_the_pipeline() -> None:
    assert ("read", *ORDER) == NAMES


# what is kept


def test_second_run_keeps_everything_and_reads_nothing(root: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = go(root, out)
    assert fate(first) == (2, 0, 0)
    assert first.exit_status == 0
    before = tree(out)
    monkeypatch.setattr("pipeline.readers.read", None)
    second = go(root, out)
    assert fate(second) == (0, 2, 0)
    assert second.counts == first.counts
    assert tree(out) == before
    assert load(out / "run.json")["documents"]["kept"] == 2


def test_touched_file_is_read_but_nothing_runs(root: Path, out: Path) -> None:
    go(root, out)
    os.utime(root / "a.txt", (1, 1))
    assert fate(summary := go(root, out)) == (0, 2, 0)
    assert ran(summary) == []


def test_lost_journal_costs_only_reading(root: Path, out: Path) -> None:
    first = go(root, out)
    for name in os.listdir(out):
        if name.startswith("journal"):
            (out / name).unlink()
    assert ran(second := go(root, out)) == []
    assert second.counts == first.counts


def test_damaged_journal_is_started_anew(root: Path, out: Path) -> None:
    go(root, out)
    (out / "journal.sqlite").write_bytes(b"no database" * 1000)
    assert fate(go(root, out)) == (0, 2, 0)


def test_changed_file_runs_alone(root: Path, out: Path) -> None:
    go(root, out)
    (root / "a.txt").write_text(TEXT + "会议结束。", "utf-8")
    assert fate(go(root, out)) == (1, 1, 0)


def test_missing_artefact_is_made_again_and_nothing_after_it_runs(root: Path, out: Path) -> None:
    go(root, out)
    before = tree(out)
    (out / "stages/dates/a.json").unlink()
    assert ran(go(root, out)) == ["dates"]
    assert tree(out) == before


def test_missing_record_is_made_again(root: Path, out: Path) -> None:
    go(root, out)
    before = tree(out)
    (out / "records/a.json").unlink()
    assert ran(go(root, out)) == ["record"]
    assert tree(out) == before


@pytest.mark.parametrize("cut", [0, 1, 40])
def test_artefact_that_a_crash_left_short_is_made_again(root: Path, out: Path, cut: int) -> None:
    go(root, out)
    before = tree(out)
    path = out / "stages/clean/a.json"
    path.write_bytes(path.read_bytes()[:cut])
    assert ran(go(root, out)) == ["clean"]
    assert tree(out) == before


def test_new_version_runs_the_stage_and_record_but_not_what_comes_out_the_same(
    root: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go(root, out)
    monkeypatch.setattr(STAGES["dates"], "version", "next")
    monkeypatch.setattr("pipeline.runner.code_stamp", lambda: "changed")
    summary = go(root, out)
    assert ran(summary) == ["dates", "record"]  # the record names the versions
    assert load(out / "records/a.json")["provenance"]["stages"]["dates"] == "next"


def test_only_the_settings_that_a_stage_uses_make_it_run(root: Path, out: Path) -> None:
    go(root, out)
    assert ran(go(root, out, max_seconds=99)) == []
    users = {n for n in ORDER if "engine" in STAGES[n].uses}
    assert set(ran(go(root, out, engine="lexicon+lexicon"))) >= users > set()


# which stages, which documents


def test_from_runs_the_stage_and_all_after_it(root: Path, out: Path) -> None:
    go(root, out)
    before = tree(out)
    assert ran(go(root, out, start="events")) == ["events", "phrases", "link", "record"]
    assert ran(go(root, out, force=True)) == list(NAMES)
    assert tree(out) == before


def test_to_stops_and_a_later_run_goes_on(root: Path, out: Path) -> None:
    summary = go(root, out, to="dates")
    assert ran(summary) == ["read", "clean", "articles", "dates"]
    assert records(out) == []
    assert go(root, out, to="dates").kept == 2
    assert ran(go(root, out)) == list(NAMES[4:])


def test_to_says_when_records_fall_behind(root: Path, out: Path) -> None:
    go(root, out)
    (root / "a.txt").write_text(TEXT + "会议结束。", "utf-8")
    assert go(root, out, to="names").behind == 1
    assert go(root, out).behind == 0


def test_only_takes_a_glob_over_ids_and_loses_nothing(root: Path, out: Path) -> None:
    assert fate(go(root, out, only="sub/*")) == (1, 0, 0)
    assert records(out) == ["sub/b"]
    assert go(root, out).done == 1
    (root / "a.txt").write_text(TEXT * 3, "utf-8")
    summary = go(root, out, only="sub/*")
    assert fate(summary) == (0, 1, 0)
    assert summary.vanished == ()


@pytest.mark.parametrize(
    ("options", "word"), [({"start": "date"}, "date"), ({"start": "link", "to": "dates"}, "after")]
)
def test_stages_that_are_none(root: Path, out: Path, options: dict[str, str], word: str) -> None:
    with pytest.raises(RunError, match=f"E403.*{word}"):
        go(root, out, **options)


# what cannot become a record


def test_bad_files_do_not_end_the_run(tmp_path: Path, out: Path) -> None:
    root = folder(tmp_path / "in", {"a.txt": TEXT, "empty.txt": "", "x.xyz": "?", "bad.docx": "no zip"})
    summary = go(root, out)
    assert fate(summary) == (1, 0, 3)
    assert summary.exit_status == 1
    assert [(f.source, f.code) for f in summary.failures] == [
        ("bad.docx", "E109"), ("empty.txt", "E101"), ("x.xyz", "E102")
    ]  # fmt: skip
    assert records(out) == ["a"]
    assert fate(go(root, out)) == (0, 1, 3)  # and they are tried again, and said again


def test_failed_document_leaves_no_stale_record(root: Path, out: Path) -> None:
    go(root, out)
    (root / "a.txt").write_bytes(b"")
    assert fate(go(root, out)) == (0, 1, 1)
    assert records(out) == ["sub/b"]
    (root / "a.txt").write_text(TEXT, "utf-8")
    assert ran(go(root, out)) == ["record"]  # its artefacts stand


def test_stage_that_raises_fails_its_document_with_the_place(
    root: Path, out: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def process(self: object, reading: object) -> None:
        raise KeyError("昆山")

    monkeypatch.setattr(STAGES["dates"], "process", process)
    summary = go(root, out)
    assert fate(summary) == (0, 0, 2)
    assert summary.failures[0].code == "E201"
    assert summary.failures[0].stage == "dates"
    assert "KeyError: '昆山'" in summary.failures[0].message
    assert "(base.py:" in summary.failures[0].message


def test_stage_that_takes_too_long_fails_its_document(root: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def process(self: object, reading: Reading) -> DatesLayer:
        try:
            if reading.source.id:  # not the sample that has the lexicons loaded
                time.sleep(30)
        except Exception:
            pytest.fail("the limit must not be an Exception that stages swallow")
        return DatesLayer()

    monkeypatch.setattr(STAGES["dates"], "process", process)
    summary = go(root, out, max_seconds=0.05)
    assert [f.code for f in summary.failures] == ["E204", "E204"]
    assert summary.seconds < 10


def test_fail_fast_stops(tmp_path: Path, out: Path) -> None:
    root = folder(tmp_path / "in", {"0.txt": "", "1.txt": TEXT})
    summary = go(root, out, fail_fast=True)
    assert (summary.stopped, summary.done, summary.exit_status) == ("failed", 0, 1)


def test_nothing_to_read(tmp_path: Path, out: Path) -> None:
    with pytest.raises(RunError, match="E402"):
        go(tmp_path / "none", out)
    (tmp_path / "empty").mkdir()
    assert fate(go(tmp_path / "empty", out)) == (0, 0, 0)


def test_output_that_cannot_be_written(root: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(RunError, match="E405"):
        go(root, tmp_path / "file" / "out")


def test_full_disk_ends_the_run_with_its_code(root: Path, out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def write(*_: object) -> None:
        raise OSError(28, "No space left on device", "x")

    monkeypatch.setattr("pipeline.store.FolderStore._write", write)
    with pytest.raises(RunError, match=r"E405.*No space left"):
        go(root, out)
    monkeypatch.undo()
    assert fate(go(root, out)) == (2, 0, 0)
