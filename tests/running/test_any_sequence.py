"""Whatever is done to input and output between runs, and wherever a run is killed: in the end it is as a fresh run."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pipeline.runner import run
from pipeline.running.journal import Journal
from pipeline.running.spec import NAMES
from pipeline.store import FolderStore
from tests.running.helpers import TEXT, tree

FILES = ("a.txt", "a.md", "b/a.txt", "r.jsonl")
ROWS = ('{"id": "x", "text": "县长出席。"}\n', '{"text": "书记讲话。"}\n')
CONTENTS = (TEXT, "县长出席会议。", "".join(ROWS), ROWS[1], "")


class Killed(BaseException):
    pass


@contextmanager
def killed_after(writes: int) -> Iterator[None]:
    """The process dies at its n-th write, and the journal loses what it had not committed."""
    left = [writes]
    write, close = FolderStore._write, Journal.close

    def dying(self: FolderStore, path: str, data: bytes) -> None:
        left[0] -= 1
        if left[0] < 0:
            Path(f"{self._tmp}/half").write_bytes(data[: len(data) // 2])
            raise Killed
        write(self, path, data)

    def lost(self: Journal) -> None:
        self.db.rollback()
        self.db.close()

    FolderStore._write, Journal.close = dying, lost  # type: ignore[method-assign]
    try:
        yield
    except Killed:
        pass
    finally:
        FolderStore._write, Journal.close = write, close  # type: ignore[method-assign]


steps = st.one_of(
    st.tuples(st.just("write"), st.sampled_from(FILES), st.sampled_from(CONTENTS)),
    st.tuples(st.just("delete"), st.sampled_from(FILES)),
    st.tuples(st.just("run"), st.sampled_from([None, *NAMES]), st.sampled_from(["record", "dates", "read"])),
    st.tuples(st.sampled_from(["hide", "show"]), st.sampled_from(FILES)),
    st.tuples(st.just("prune")),
    st.tuples(st.just("only"), st.sampled_from(["a*", "r/*", "b/a"])),
    st.tuples(st.just("kill"), st.integers(0, 60)),
    st.tuples(st.just("lose"), st.sampled_from(["clean", "dates", "record"]), st.booleans()),
    st.tuples(st.just("journal")),
)


def go(root: Path, out: Path, **options: Any) -> None:
    run(root, out, processes=False, **options)


def do(step: tuple[Any, ...], root: Path, out: Path) -> None:
    kind, *arguments = step
    if kind == "write":
        path = root / arguments[0]
        path.parent.mkdir(exist_ok=True)
        path.write_text(arguments[1], "utf-8")
    elif kind == "delete":
        (root / arguments[0]).unlink(missing_ok=True)
    elif kind == "run":
        start, to = arguments
        if start is None or NAMES.index(start) <= NAMES.index(to):
            go(root, out, start=start, to=to)
    elif kind in ("hide", "show"):  # the same file, time stamp and all
        places = root / arguments[0], root.parent / arguments[0].replace("/", "_")
        here, there = places if kind == "hide" else places[::-1]
        if here.exists():
            there.parent.mkdir(exist_ok=True)
            here.replace(there)
    elif kind == "prune":
        go(root, out, prune=True)
    elif kind == "only":
        go(root, out, only=arguments[0])
    elif kind == "kill":
        with killed_after(arguments[0]):
            go(root, out)
    elif kind == "lose":
        stage, half = arguments
        for path in sorted((out / "stages" / stage).rglob("*.json"))[:1]:
            data = path.read_bytes()
            path.unlink()
            if half:
                path.write_bytes(data[: len(data) // 2])
    elif kind == "journal":
        for path in out.glob("journal.sqlite*"):
            path.unlink()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(steps, min_size=1, max_size=8))
@example([("prune",), ("write", "a.md", TEXT), ("kill", 11), ("delete", "a.md")])
@example([("prune",), ("write", "a.md", TEXT), ("kill", 23), ("delete", "a.md")])
def test_any_sequence_ends_as_a_fresh_run(sequence: list[tuple[Any, ...]]) -> None:
    top = Path(tempfile.mkdtemp())
    try:
        root = top / "in"
        root.mkdir()
        do(("write", "a.txt", TEXT), root, top / "out")
        do(("write", "r.jsonl", CONTENTS[2]), root, top / "out")
        for step in sequence:
            do(step, root, top / "out")
        go(root, top / "out", prune=True)
        go(root, top / "fresh")
        found, fresh = tree(top / "out"), tree(top / "fresh")
        # a document that fails keeps its earlier artefacts: they stand when it is mended
        records = {k: v for k, v in found.items() if k.startswith("records/")}
        assert records == {k: v for k, v in fresh.items() if k.startswith("records/")}
        assert {k: found.get(k) for k in fresh} == fresh
    finally:
        shutil.rmtree(top)
