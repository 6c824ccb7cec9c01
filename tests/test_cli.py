"""The command as people use it: what it prints, where, and its exit status."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from pipeline import cli
from pipeline.runner import run
from tests.running.helpers import TEXT, edit, folder, load


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return folder(tmp_path / "in", {"a.txt": TEXT, "b.txt": f"青岚县召开会议。\n{TEXT}"})


@pytest.fixture
def out(root: Path, tmp_path: Path) -> Path:
    run(root, tmp_path / "out", processes=False)
    return tmp_path / "out"


def shilu(*arguments: object) -> int:
    """Run the command in this process; returns its exit status."""
    before = sys.argv
    sys.argv = ["shilu", *map(str, arguments)]
    try:
        cli.main()
    except SystemExit as e:
        return int(e.code or 0)
    finally:
        sys.argv = before
    return 0


def python(*arguments: object, **options: object) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join(p for p in sys.path if p)
    command = [sys.executable, "-m", "pipeline", *map(str, arguments)]
    return subprocess.run(
        command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": path},
        **options,  # type: ignore[call-overload]
    )


def test_python_m_runs_from_bytes_to_table(root: Path, tmp_path: Path) -> None:
    folder(root, {"empty.txt": ""})
    done = python("run", root, "-o", tmp_path / "o")
    assert done.returncode == 1
    assert "E101 empty.txt" in done.stderr
    assert "3 files to read" in done.stderr
    lines = done.stdout.splitlines()
    assert lines[0].split()[:2] == ["documents", "3"]
    assert any(line.split()[:1] == ["people"] for line in lines)
    assert lines[-1] == f"records: {tmp_path / 'o' / 'records'}"
    assert "1 failed (1 × E101)" in done.stdout


def test_unchanged_run_loads_no_stage(root: Path, out: Path) -> None:
    code = "import sys; from pipeline.cli import main\ntry: main()\nexcept SystemExit: print('pipeline.stages' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code, "run", str(root), "-o", str(out), "-q"], capture_output=True, text=True, check=True
    )
    assert done.stdout == "False\n"


def test_log_json_and_standard_input(tmp_path: Path) -> None:
    done = python("run", "-", "-o", tmp_path / "o", "--log-json", "--name", "page.md", input=TEXT)
    assert (done.returncode, done.stdout) == (0, "")
    events = [json.loads(line) for line in done.stderr.splitlines()]
    assert [e["event"] for e in events] == ["note", "begin", "document", "summary"]
    assert (events[2]["id"], events[2]["state"]) == ("page", "done")
    assert events[-1]["records"] == str(tmp_path / "o/records")
    assert (tmp_path / "o/texts/page.txt").read_text("utf-8") == TEXT


def test_standard_input_in_this_process(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"")))
    assert shilu("run", "-", "-o", tmp_path / "o") == 1
    assert "E101 stdin.txt" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["run", "nowhere"], "E402"),
        (["run", ".", "--from", "nothing"], "E403"),
        (["run", ".", "--config", "no.toml"], "E402"),
        (["validate", "nowhere"], "E402"),
        (["show", "x", "-o", "nowhere"], "E408"),
        (["diff", "nowhere", "nowhere"], "E408"),
    ],
)
def test_what_cannot_start_is_one_line_with_a_code(
    arguments: list[str], code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert shilu(*arguments) == 2
    err = capsys.readouterr().err
    assert err.startswith(code)
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("option", "said"),
    [
        (("--date", "2023-13-45"), "E403"),
        (("--date", "2023年5月"), "2021-07"),
        (("--only", "nowhere/*"), "E409"),
    ],
)
def test_what_fits_nothing_is_said(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], option: tuple[str, str], said: str
) -> None:
    assert shilu("run", root, "-o", tmp_path / "out", "--quiet", *option) == 2
    assert said in capsys.readouterr().err


def test_usage_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert shilu("run") == 2
    assert "missing argument" in capsys.readouterr().err.lower()


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert shilu("--version") == 0
    assert capsys.readouterr().out.startswith("shilu ")


def test_settings_file(root: Path, tmp_path: Path) -> None:
    (tmp_path / "s.toml").write_text('date = "2020-01-23"\n')
    assert shilu("run", root, "-o", tmp_path / "o", "--config", tmp_path / "s.toml", "-q") == 0
    assert load(tmp_path / "o/run.json")["settings"]["date"] == "2020-01-23"
    published = load(tmp_path / "o/records/a.json")["document"]["published"]
    assert (published["edtf"], published["basis"]) == ("2020-01-23", "option")


# validate


def break_(out: Path, **changes: object) -> None:
    path = out / "records/a.json"
    value = load(path)
    for dotted, new in changes.items():
        target = value
        *parents, last = dotted.split("__")
        for p in parents:
            target = target[int(p) if p.isdigit() else p]
        target[last] = new
    path.write_bytes(orjson.dumps(value))


PERSON: dict[str, object] = {"id": "p1", "name": "周明远", "kind": "contemporary", "confidence": 1, "source": "x"}
OFFICE = PERSON | {
    "id": "o1",
    "person": "p9",
    "organization": "g9",
    "title": "书记",
    "name": "书记",
    "status": "current",
}
OFFICE |= {"derivation": "explicit", "mentions": [{"start": 0, "end": 1, "text": "1"}]}
del OFFICE["kind"]


@pytest.mark.parametrize(
    ("changes", "lines"),
    [
        ({"people": [PERSON]}, ["people[0].mentions: E303 Field required"]),
        ({"extra": 1}, ["extra: E303 Extra inputs are not permitted"]),
        ({"document__sha256": "x"}, ["document.sha256: E303 String should match pattern '^[0-9a-f]{64}$'"]),
        (
            {"people": [PERSON | {"mentions": [{"start": 1, "end": 3, "text": "错的"}]}], "offices": [], "events": []},
            ["people[0].mentions[0]: E301 '错的' is not the text at 1..3"],
        ),
        (
            {"people": [], "events": [], "offices": [OFFICE]},
            ["offices[0].person: E302 no people item 'p9'", "offices[0].organization: E302 no organizations item 'g9'"],
        ),
        ({"document__id": "z"}, ["document.id: E302 'z' is not the file's name 'a'"]),
    ],
)
def test_validate_says_where(
    out: Path, changes: dict[str, object], lines: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert shilu("validate", out) == 0
    capsys.readouterr()
    if "people" in changes:
        changes = {"articles": [], "phrases": [], **changes}
    break_(out, **changes)
    for path in (out, out / "records", out / "records/a.json"):
        assert shilu("validate", path) == 1
        found = capsys.readouterr()
        assert [line.split("a.json: ", 1)[1] for line in found.out.splitlines()] == lines
        assert f"{len(lines)} errors" in found.err


def test_validate_without_the_source_says_so(root: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "a.txt").unlink()
    folder(root, {"b.txt": "改过的文字"})
    assert shilu("validate", out) == 0
    assert "2 records, 0 errors, 2 without their text" in capsys.readouterr().err


def test_validate_a_record_by_itself(out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    alone = tmp_path / "alone.json"
    alone.write_bytes((out / "records/a.json").read_bytes())
    assert shilu("validate", alone) == 0
    alone.write_text("{")
    assert shilu("validate", alone) == 1
    assert "alone.json: $: E303 no JSON" in capsys.readouterr().out


# show


def test_show_prints_text_and_findings(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert shilu("show", "a", "-o", out) == 0
    assert TEXT in capsys.readouterr().out
    assert shilu("show", "a.txt", "clean", "-o", out) == 0
    assert json.loads(capsys.readouterr().out)["script"] == "Hans"


def test_show_needs_one_document(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert shilu("show", "*", "-o", out) == 2
    assert "several fit: a, b" in capsys.readouterr().err
    assert shilu("show", "a", "nothing", "-o", out) == 2
    assert "E403" in capsys.readouterr().err


def test_colours_stand_where_the_mentions_are() -> None:
    from pipeline.show import coloured

    text = "\x07周明远\r\n讲话"
    shown = coloured(text, {"people": [{"mentions": [{"start": 1, "end": 4}]}], "dates": [{"start": 6, "end": 8}]})
    assert [(shown.plain[s.start : s.end], s.style) for s in shown.spans] == [
        ("讲话", "magenta"),
        ("周明远", "bold cyan"),
    ]


# explain


def test_explain_says_why(root: Path, out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert shilu("explain", "a", "dates", "-o", out) == 0
    text = capsys.readouterr().out
    assert "a (a.txt): done" in text
    assert "ran in run 1" in text
    assert "no artefact yet" in text
    assert "now would be kept: nothing changed" in text
    assert shilu("explain", "a", "-o", out) == 0
    text = capsys.readouterr().out
    assert text.count("\n") == 2
    assert "nothing changed, all stages would be kept; read … record ran in run 1" in text
    edit(out, "clean", "a", zones=[{"start": 0, "end": 2, "kind": "chrome", "rule": "hand"}])
    assert shilu("explain", "a", "-o", out) == 0
    text = capsys.readouterr().out
    assert "now would be used as it stands: edited by hand" in text
    assert "now would run: changed: layer clean" in text
    (out / "stages/dates/b.json").write_bytes(b"{")
    assert shilu("explain", "b", "-o", out) == 0
    text = capsys.readouterr().out
    assert "now would run: the artefact is damaged" in text
    assert "now would run: if dates comes out different, else kept" in text
    run(root, out, processes=False)
    assert shilu("explain", "a", "clean", "-o", out) == 0
    assert "used as edited in run 2" in capsys.readouterr().out
    (root / "a.txt").unlink()
    assert shilu("explain", "a", "clean", "-o", out) == 0
    assert "now unknown: the source is gone" in capsys.readouterr().out


# diff


def test_diff_of_equal_outputs(root: Path, out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(root, tmp_path / "other", processes=False)
    assert shilu("diff", out, tmp_path / "other") == 0
    assert capsys.readouterr().out == "records: 0 added, 0 lost, 0 changed, 2 equal\n"


def test_diff_names_items_and_stages(root: Path, out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "b.txt").unlink()
    folder(root, {"c.txt": TEXT})
    other = tmp_path / "other"
    run(root, other, processes=False)
    warning = {"code": "W201", "message": "by hand", "start": 3, "end": 4}
    edit(other, "phrases", "a", warnings=[warning])
    run(root, other, processes=False)
    assert shilu("diff", out, other) == 1
    lines = capsys.readouterr().out.splitlines()
    assert lines[:2] == ["- record b", "+ record c"]
    assert "+ a warnings W201 @3" in lines
    assert "records: 1 added, 1 lost, 1 changed, 0 equal" in lines
    assert "phrases: 1 added, 1 lost, 1 changed, 0 equal" in lines
    assert "clean: 1 added, 1 lost, 0 changed, 1 equal" in lines


def test_diff_does_not_mind_identifiers(tmp_path: Path) -> None:
    from pipeline.diff import diff

    def record(people: list[str]) -> dict[str, object]:
        ids = {n: f"p{i}" for i, n in enumerate(people, 1)}
        return {
            "document": {"id": "a"},
            "people": [{"id": ids[n], "name": n, "mentions": []} for n in people],
            "offices": [{"id": "o1", "person": ids["周明远"], "organization": None, "title": "书记"}],
            "provenance": {"pipeline": str(len(people))},
        }

    for name, people in (("a", ["周明远"]), ("b", ["裴秋实", "周明远"])):
        folder(tmp_path / name, {"a.json": orjson.dumps(record(people))})
    found = diff(tmp_path / "a", tmp_path / "b", provenance=False)
    assert [(c.layer, c.sign, c.what) for c in found.changes] == [("people", "+", "裴秋实")]
    assert diff(tmp_path / "a", tmp_path / "b").changes[0].layer == "provenance"
