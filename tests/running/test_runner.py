"""The run as a whole: what is worked on, what is kept, what a bad document does."""

from __future__ import annotations

from pathlib import Path

import orjson
import pytest

from pipeline.errors import RunError
from pipeline.runner import run

TEXT = "1月21日下午，青岚县委书记周明远出席全县教育工作座谈会。"


def folder(tmp: Path, **files: str) -> Path:
    """A folder of input files; `__` in a name stands for the dot."""
    root = tmp / "in"
    for name, text in files.items():
        path = root / name.replace("__", ".")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return root


def tree(output: Path) -> dict[str, bytes]:
    """All that a run writes and that must not depend on how it went: records, artefacts, texts."""
    return {
        str(p.relative_to(output)): p.read_bytes()
        for top in ("records", "stages", "texts")
        for p in sorted((output / top).rglob("*"))
        if p.is_file()
    }


def test_second_run_keeps_everything(tmp_path: Path) -> None:
    root, out = folder(tmp_path, a__txt=TEXT, b__md=TEXT * 2), tmp_path / "out"
    first = run(root, out, processes=False)
    assert (first.done, first.kept, first.failed, first.exit_status) == (2, 0, 0, 0)
    before = tree(out)
    second = run(root, out, processes=False)
    assert (second.done, second.kept, second.failed) == (0, 2, 0)
    assert second.counts == first.counts
    assert tree(out) == before
    assert orjson.loads((out / "run.json").read_bytes())["documents"]["kept"] == 2


def test_bad_files_do_not_end_the_run(tmp_path: Path) -> None:
    root, out = folder(tmp_path, a__txt=TEXT, empty__txt="", x__xyz="?"), tmp_path / "out"
    summary = run(root, out, processes=False)
    assert (summary.done, summary.failed, summary.exit_status) == (1, 2, 1)
    assert [(f.source, f.code) for f in summary.failures] == [("empty.txt", "E101"), ("x.xyz", "E102")]
    assert [p.name for p in (out / "records").iterdir()] == ["a.json"]


def test_missing_input(tmp_path: Path) -> None:
    with pytest.raises(RunError, match="E402"):
        run(tmp_path / "none", tmp_path / "out", processes=False)
