"""Worker processes: the same result as without them, and what becomes of a document that kills its process."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from pipeline.errors import RunError
from pipeline.runner import run
from pipeline.running import lock
from tests.running.helpers import TEXT, folder, load, records, tree

FAKES = ("tests.running.fakes",)


def texts(n: int, word: str = "") -> dict[str, str | bytes]:
    return {f"{i % 3}/{i:03}.txt": f"{TEXT}{word}第{i}号。" for i in range(n)}


def test_any_number_of_jobs_writes_the_same_bytes(tmp_path: Path) -> None:
    rows = "".join(f'{{"text": "{TEXT}{i}"}}\n' for i in range(30))
    root = folder(tmp_path / "in", {**texts(12), "r.jsonl": rows + "broken\n", "bad.pdf": "x"})
    one = run(root, tmp_path / "one", processes=False)
    many = run(root, tmp_path / "many", jobs=3)
    assert (many.done, many.failed) == (one.done, one.failed) == (42, 2)
    assert many.counts == one.counts
    assert tree(tmp_path / "many") == tree(tmp_path / "one")


def test_large_file_of_rows_is_shared_among_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.runner._SHARE", 100)
    rows = "".join(f'{{"id": "{i % 20}", "text": "{TEXT}{i}"}}\n' for i in range(30))
    root = folder(tmp_path / "in", {"r.jsonl": rows + "broken\n"})
    many = run(root, tmp_path / "many", jobs=2)
    one = run(root, tmp_path / "one", processes=False)
    assert (many.done, many.failed) == (one.done, one.failed) == (30, 1)
    assert [f.id for f in many.failures] == [f.id for f in one.failures]
    assert tree(tmp_path / "many") == tree(tmp_path / "one")


def test_documents_that_kill_hang_or_fail_cost_only_themselves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pipeline.running.pool.GRACE", -6.0)  # 11 stages of 1 s: ended after 5 s
    rows = f'{{"text": "{TEXT}"}}\n{{"text": "CRASH"}}\n{{"text": "{TEXT}"}}\n'
    files: dict[str, str | bytes] = {
        **texts(6),
        "crash.txt": "CRASH",
        "hang.txt": "HANG",
        "slow.txt": "SLOW",
        "fail.txt": "FAIL",
        "rows.jsonl": rows,
    }
    root, out = folder(tmp_path / "in", files), tmp_path / "out"
    summary = run(root, out, jobs=2, imports=FAKES, max_seconds=1)
    assert {f.id: f.code for f in summary.failures} == {
        "crash": "E205", "hang": "E204", "slow": "E204", "fail": "E201", "rows/2": "E205"
    }  # fmt: skip
    assert "signal 9" in next(f.message for f in summary.failures if f.id == "crash")
    assert (summary.done, summary.failed) == (8, 5)
    assert len(records(out)) == 8
    assert load(out / "run.json")["documents"]["failed"] == 5


def test_script_without_a_guard_can_call_it(tmp_path: Path) -> None:
    root = folder(tmp_path / "in", texts(2))
    script = tmp_path / "script.py"
    script.write_text(f"import pipeline\nprint(pipeline.run({str(root)!r}, {str(tmp_path / 'out')!r}, jobs=2).done)\n")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, env=env(), check=True)
    assert done.stdout == "2\n"


def test_stages_that_cannot_be_imported(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    root = folder(tmp_path / "in", texts(1))
    with pytest.raises(RunError, match="E407"):
        run(root, tmp_path / "out", imports=("no.such.module",))
    assert "No module named" in capfd.readouterr().err


# killed, stopped, and two at once

SCRIPT = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell that starts us in the background has it ignored
from pipeline.runner import run
print("go", flush=True)
summary = run(sys.argv[1], sys.argv[2], jobs=2, imports=("tests.running.fakes",))
print(summary.stopped, summary.done, summary.kept, flush=True)
sys.exit(summary.exit_status)
"""


def env() -> dict[str, str]:
    return os.environ | {"PYTHONPATH": os.pathsep.join(p for p in sys.path if p)}


def start(root: Path, out: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", SCRIPT, str(root), str(out)], stdout=subprocess.PIPE, text=True, env=env()
    )


def wait_for(out: Path, n: int) -> None:
    end = time.monotonic() + 30
    while time.monotonic() < end:
        if len(list((out / "records").rglob("*.json"))) >= n:
            return
        time.sleep(0.005)
    raise AssertionError(f"no {n} records")


def test_killed_run_goes_on_as_if_it_had_not_been(tmp_path: Path) -> None:
    root, out = folder(tmp_path / "in", texts(40, "DRAG")), tmp_path / "out"
    dice = random.Random(1)
    for at in (1, 13, 27):
        process = start(root, out)
        wait_for(out, at)
        time.sleep(dice.random() * 0.03)
        process.kill()
        process.wait()
    before = len(records(out))
    assert 27 <= before < 40
    process = start(root, out)
    word, done, kept = (process.communicate()[0].splitlines()[1]).split()
    assert (process.returncode, word) == (0, "None")
    assert int(done) + int(kept) == 40
    assert int(kept) >= before - 4  # at most what was in hand is done twice
    assert int(done) >= 40 - before - 2  # each of the two workers may end what it has in hand after its parent is gone
    run(root, tmp_path / "fresh", jobs=2, imports=FAKES)
    assert tree(out) == tree(tmp_path / "fresh")
    assert list((out / "tmp").iterdir()) == []


def test_ctrl_c_stops_cleanly(tmp_path: Path) -> None:
    root, out = folder(tmp_path / "in", texts(40, "DRAG")), tmp_path / "out"
    process = start(root, out)
    wait_for(out, 5)
    process.send_signal(signal.SIGINT)
    text = process.communicate(timeout=20)[0]
    assert process.returncode == 130
    assert text.splitlines()[1].startswith("interrupted")
    assert load(out / "run.json")["state"] == "interrupted"
    lock.Lock(out).release()
    assert run(root, out, jobs=2, imports=FAKES).exit_status == 0


def test_second_run_into_the_same_output_refuses(tmp_path: Path) -> None:
    root, out = folder(tmp_path / "in", texts(60, "DRAG")), tmp_path / "out"
    process = start(root, out)
    wait_for(out, 2)
    with pytest.raises(RunError, match="E401"):
        lock.Lock(out, wait=0.1)
    process.kill()
    process.wait()
    lock.Lock(out).release()  # the workers follow within a moment


def test_worker_ends_with_its_parent(tmp_path: Path) -> None:
    root, out = folder(tmp_path / "in", {"slow.txt": "SLOW"}), tmp_path / "out"
    process = start(root, out)
    end = time.monotonic() + 20
    while not (out / "stages/articles/slow.json").is_file() and time.monotonic() < end:
        time.sleep(0.01)
    process.kill()
    process.wait()
    lock.Lock(out, wait=2).release()  # the lock is held by the worker, too
