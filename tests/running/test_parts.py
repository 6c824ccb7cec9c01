"""The decision of a stage, the names of documents, the store and the journal, each by itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.config import Settings
from pipeline.engines.files import digests
from pipeline.running.document import decide
from pipeline.running.journal import Journal
from pipeline.running.spec import NAMES, changes, code_stamp, fingerprint, parts, specs
from pipeline.running.worker import named, safe
from pipeline.store import Artefact, Damaged, FolderStore, canonical, digest

OLD: dict[str, Any] = {
    "version": "3",
    "settings": {"engine": "lexicon"},
    "lexicons": {"calendar.tsv": "aa"},
    "text": "t1",
    "layers": {"read": "r", "clean": "c"},
}


def artefact(edited: bool = False) -> Artefact:
    return Artefact(digest(OLD), "h", OLD, {}, edited)


def with_(**changed: Any) -> dict[str, Any]:
    return OLD | changed


@pytest.mark.parametrize(
    ("old", "inputs", "asked", "last", "decision", "reason"),
    [
        (None, OLD, False, False, "run", "no artefact yet"),
        (Damaged("cut"), OLD, False, False, "run", "the artefact is damaged (cut)"),
        (artefact(), OLD, False, False, "keep", "nothing changed"),
        (artefact(), OLD, True, False, "run", "asked for"),
        (artefact(), with_(version="4"), False, False, "run", "changed: version 3 → 4"),
        (artefact(), with_(layers={"read": "r", "clean": "d"}), False, False, "run", "changed: layer clean"),
        (artefact(), with_(lexicons={"calendar.tsv": "bb"}), False, False, "run", "changed: lexicon calendar.tsv"),
        (artefact(), with_(settings={"engine": "x"}), False, False, "run", "changed: setting engine 'lexicon' → 'x'"),
        (artefact(), with_(text="t2"), False, False, "run", "changed: text"),
        (artefact(True), OLD, False, False, "use-edited", "edited by hand"),
        (artefact(True), OLD, True, False, "run", "asked for, edited by hand: set aside"),
        (
            artefact(True), with_(version="4"), False, False,
            "use-edited", "edited by hand; changed since it was made: version 3 → 4",
        ),
        (
            artefact(True), with_(text="t2"), False, False,
            "run", "edited by hand, but the text has changed since: set aside",
        ),
        (artefact(True), OLD, False, True, "use-edited", "edited by hand"),
        (
            artefact(True), with_(version="4"), False, True,
            "run", "edited by hand, but changed since: version 3 → 4: set aside",
        ),
    ],
)  # fmt: skip
def test_decide(old: Any, inputs: dict[str, Any], asked: bool, last: bool, decision: str, reason: str) -> None:
    assert decide(old, digest(inputs), inputs, asked=asked, last=last) == (decision, reason)


def test_changes_names_every_part() -> None:
    new = with_(version="4", schema="1.1", mtime=2.0, layers={"read": "r"}, provenance="p")
    assert changes(OLD, new) == "version 3 → 4, layer clean, schema None → 1.1, mtime None → 2.0, provenance"
    assert changes(OLD, dict(OLD)) == ""


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("a/b", "a/b"),
        ("../../etc/passwd", "__/__/etc/passwd"),
        ("/abs", "abs"),
        ("a//b/./c", "a/b/_/c"),
        ("...", "..."),
        ("", "_"),
        ("a\x00b\n\\c", "a_b__c"),
        ("x.json/1", "x_json/1"),
        ("x.TXT/1.json", "x_TXT/1.json"),
        ("\ud800", "_"),
    ],
)
def test_safe(name: str, path: str) -> None:
    assert safe(name) == path


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from("./\\\0")), max_size=200))
def test_safe_names_stay_below_their_folder(name: str) -> None:
    path = safe(name)
    assert not path.startswith("/")
    for part in path.split("/"):
        assert part not in ("", ".", "..")
        assert len(f"{part}.json.edited2".encode()) <= 255
    assert safe(path) == path


def test_long_names_stay_apart() -> None:
    assert safe("长" * 100) != safe("长" * 101)


@pytest.mark.parametrize(
    ("doc", "stem", "base", "name"),
    [
        ("a", "a", "a.txt", "a.txt"),
        ("rows/7", "rows", "rows", "rows/7"),
        ("rows/7", "rows", "rows.jsonl", "rows.jsonl/7"),
        ("in/rows/..", "in/rows", "in/rows", "in/rows/__"),
        ("7", "rows", "rows", "rows/7"),
    ],
)
def test_named(doc: str, stem: str, base: str, name: str) -> None:
    assert named(doc, stem, base) == name


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
numbers = st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
json_values = st.recursive(
    st.none() | st.booleans() | numbers | words,
    lambda v: st.lists(v, max_size=3) | st.dictionaries(words, v, max_size=3),
    max_leaves=10,
)


@given(st.dictionaries(words, json_values, max_size=4))
def test_digest_does_not_depend_on_order(value: dict[str, Any]) -> None:
    turned = dict(reversed(value.items()))
    assert digest(turned) == digest(value)
    assert canonical(turned) == canonical(value)


@pytest.fixture
def store(tmp_path: Path) -> FolderStore:
    found = FolderStore(tmp_path)
    found.prepare()
    return found


@pytest.mark.parametrize("stage", ["dates", "record"])
def test_store_gives_back_what_it_was_given(store: FolderStore, stage: str) -> None:
    assert store.load(stage, "a/b") is None
    layer = {"items": [{"text": "昆山", "x": 1.0}]}
    stored = store.save(stage, "a/b", "k", {"version": "1"}, layer)
    assert store.load(stage, "a/b") == Artefact("k", stored, {"version": "1"}, layer)
    assert stored == digest(layer)
    assert list((store.root / "tmp").iterdir()) == []


@pytest.mark.parametrize(
    "data", [b"", b"{", b"[]", b'{"key": 1}', b"null", b"\xff", b'{"key":"k","hash":"h","inputs":{}}']
)
def test_store_tells_damage(store: FolderStore, data: bytes) -> None:
    store.save("dates", "a", "k", {}, {})
    (store.root / "stages/dates/a.json").write_bytes(data)
    assert isinstance(store.load("dates", "a"), Damaged)


def test_store_never_overwrites_what_it_set_aside(store: FolderStore) -> None:
    for _ in range(3):
        store.save("dates", "a", "k", {}, {})
        store.set_aside("dates", "a")
    names = sorted(p.name for p in (store.root / "stages/dates").iterdir())
    assert names == ["a.json.edited", "a.json.edited2", "a.json.edited3"]


def test_store_removes_all_and_only_that(store: FolderStore) -> None:
    for doc in ("x/y/a", "x/b"):
        store.save("dates", doc, "k", {}, {})
        store.save("record", doc, "k", {}, {})
        store.save_text(doc, "文字\r\n")
    assert list(store.documents()) == ["x/b", "x/y/a"]
    store.remove("x/y/a")
    assert list(store.documents()) == ["x/b"]
    assert not (store.root / "stages/dates/x/y").exists()
    assert store.text("x/b") == "文字\r\n"
    assert store.text("x/y/a") is None


def test_store_does_not_drop_a_record_that_a_hand_was_at(store: FolderStore) -> None:
    store.save("record", "a", "k", {}, {"x": 1})
    (store.root / "records/a.json").write_text('{"x": 2}')
    store.drop_record("a")
    assert (store.root / "records/a.json.edited").read_text() == '{"x": 2}'
    assert store.load("record", "a") is None
    assert store.drop_record("a") is False


def test_journal_of_another_layout_is_started_anew(tmp_path: Path) -> None:
    path = tmp_path / "journal.sqlite"
    journal = Journal(path)
    journal.set_meta("x", "y")
    journal.db.execute("pragma user_version=999")
    journal.close()
    journal = Journal(path)
    assert journal.meta("x") is None
    journal.close()


def test_another_model_makes_only_the_stages_anew_that_ask_it(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"one")
    settings = Settings(engine=f"tagger:{tmp_path}")
    hashes = dict.fromkeys(NAMES, "h")

    def keys() -> tuple[dict[str, dict[str, Any]], str]:
        found = {s["name"]: parts(s, settings, "w", digests(settings.engine), "t", hashes, None) for s in specs()}
        return found, fingerprint(specs(), settings, "record")

    before, print_before = keys()
    (tmp_path / "model.onnx").write_bytes(b"another")
    after, print_after = keys()
    users = {s["name"] for s in specs() if "engine" in s["uses"]}
    assert {n for n in before if before[n] != after[n]} == users > set()
    assert changes(before["names"], after["names"]) == f"model tagger:{tmp_path}"
    assert print_before != print_after


def test_code_stamp_stands_while_the_code_does() -> None:
    assert code_stamp() == code_stamp()
