"""The store: artefacts, records and extracted texts of a run.

An artefact is one stage's layer of one document in an envelope that says what it was made from:
`{"stage", "key", "hash", "inputs", "layer"}`. `hash` is that of the layer alone, whatever its layout in the file, so

- a file that is no whole envelope was cut short: it is made again;
- a whole envelope whose layer has another hash was *edited by hand*: it is used as it stands, until its stage is asked
  for by name, or the text under it changes (the record, which is no input to anything: or any of its inputs). Then it
  is set aside as `<id>.json.edited`, never overwritten.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import orjson

RECORD = "record"  # the stage whose layer is the record itself


def canonical(value: Any) -> bytes:
    """JSON in one form only: keys sorted, no white space."""
    return orjson.dumps(value, option=orjson.OPT_SORT_KEYS)


def digest(value: Any) -> str:
    """SHA-256 of a JSON value, the same however it was laid out or ordered."""
    return hashlib.sha256(canonical(value)).hexdigest()


@dataclass(frozen=True, slots=True)
class Artefact:
    """A stage's layer as stored: what it was made from (`inputs`, whose digest is `key`) and whether a hand was at it."""

    key: str
    hash: str
    inputs: dict[str, Any]
    layer: dict[str, Any]
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Damaged:
    """An artefact that cannot be read, and why."""

    reason: str


class Store(Protocol):
    """Where a run keeps what it makes. Every write is whole or not at all, also when the process is killed."""

    def load(self, stage: str, doc: str) -> Artefact | Damaged | None:
        """The artefact of a stage, None if there is none."""
        ...

    def save(self, stage: str, doc: str, key: str, inputs: dict[str, Any], layer: dict[str, Any]) -> str:
        """Store a layer and return its hash; the record's layer becomes the record itself."""
        ...

    def set_aside(self, stage: str, doc: str) -> None:
        """Move an artefact out of the way, so that what a hand did to it is not lost."""
        ...

    def drop_record(self, doc: str) -> bool:
        """Take away the record of a document that failed, so that nobody takes it for a current one."""
        ...

    def text(self, doc: str) -> str | None:
        """The extracted text of a document whose file is no plain text, None if there is none."""
        ...

    def save_text(self, doc: str, text: str) -> None:
        """Keep the text that a reader extracted: what all offsets of the record mean."""
        ...

    def stamp(self, doc: str, stages: Sequence[str]) -> str | None:
        """A token that changes when any artefact of a document is touched; None when one is missing."""
        ...

    def documents(self) -> Iterator[str]:
        """The ids of all records, in order."""
        ...

    def remove(self, doc: str) -> None:
        """Remove all that is kept of a document."""
        ...


class FolderStore:
    """The store as a folder: records/<id>.json, stages/<stage>/<id>.json, texts/<id>.txt."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._records, self._texts = str(root / "records"), str(root / "texts")
        self._stages, self._tmp = str(root / "stages"), str(root / "tmp")
        self._n = 0

    def prepare(self) -> None:
        """Make the folders and clear away what a killed run left half-written; only for the holder of the lock."""
        for folder in (self._records, self._stages, self._tmp):
            os.makedirs(folder, exist_ok=True)
        for name in os.listdir(self._tmp):
            with contextlib.suppress(OSError):
                os.unlink(f"{self._tmp}/{name}")

    def record_path(self, doc: str) -> Path:
        """Where the record of a document is, or would be."""
        return Path(f"{self._records}/{doc}.json")

    def _artefact(self, stage: str, doc: str) -> str:
        return f"{self._stages}/{stage}/{doc}.json"

    def _write(self, path: str, data: bytes) -> None:
        self._n += 1
        tmp = f"{self._tmp}/{os.getpid()}-{self._n}"
        fd = os.open(tmp, _NEW, 0o666)  # without a buffer: a document is a dozen small files
        try:
            rest = memoryview(data)
            while rest:
                rest = rest[os.write(fd, rest) :]
        finally:
            os.close(fd)
        try:
            os.replace(tmp, path)
        except FileNotFoundError:
            os.makedirs(os.path.dirname(path), exist_ok=True)
            os.replace(tmp, path)

    def load(self, stage: str, doc: str) -> Artefact | Damaged | None:
        try:
            with open(self._artefact(stage, doc), "rb") as f:
                data = f.read()
            if stage == RECORD:
                with open(self.record_path(doc), "rb") as f:
                    record = f.read()
        except (FileNotFoundError, NotADirectoryError):
            return None
        try:
            value = orjson.loads(data)
            layer = orjson.loads(record) if stage == RECORD else value["layer"]
            key, found, inputs = value["key"], value["hash"], value["inputs"]
        except (orjson.JSONDecodeError, KeyError, TypeError) as e:
            return Damaged(f"{type(e).__name__}: {e}")
        if not (isinstance(layer, dict) and isinstance(inputs, dict) and isinstance(key, str)):
            return Damaged("not an artefact")
        now = digest(layer)
        return Artefact(key, now, inputs, layer, edited=now != found)

    def save(self, stage: str, doc: str, key: str, inputs: dict[str, Any], layer: dict[str, Any]) -> str:
        found = digest(layer)
        envelope: dict[str, Any] = {"stage": stage, "key": key, "hash": found, "inputs": inputs}
        if stage == RECORD:
            # the record first: an envelope that names its hash must never stand beside an older record
            self._write(str(self.record_path(doc)), orjson.dumps(layer, option=_LAYOUT))
        else:
            envelope["layer"] = layer
        self._write(self._artefact(stage, doc), orjson.dumps(envelope, option=_LAYOUT))
        return found

    def set_aside(self, stage: str, doc: str) -> None:
        path = str(self.record_path(doc)) if stage == RECORD else self._artefact(stage, doc)
        aside, n = f"{path}.edited", 1
        while os.path.exists(aside):
            n += 1
            aside = f"{path}.edited{n}"
        with contextlib.suppress(FileNotFoundError):
            os.replace(path, aside)

    def drop_record(self, doc: str) -> bool:
        old = self.load(RECORD, doc)
        if isinstance(old, Damaged) or (old is not None and old.edited):
            self.set_aside(RECORD, doc)
        with contextlib.suppress(FileNotFoundError, NotADirectoryError):
            os.unlink(self._artefact(RECORD, doc))
        try:
            os.unlink(self.record_path(doc))
        except (FileNotFoundError, NotADirectoryError):
            return False
        return True

    def text(self, doc: str) -> str | None:
        try:
            with open(f"{self._texts}/{doc}.txt", "rb") as f:
                return f.read().decode("utf-8")
        except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
            return None

    def save_text(self, doc: str, text: str) -> None:
        if self.text(doc) != text:
            self._write(f"{self._texts}/{doc}.txt", text.encode("utf-8"))

    def stamp(self, doc: str, stages: Sequence[str]) -> str | None:
        paths = [self._artefact(s, doc) for s in stages]
        if RECORD in stages:
            paths.append(f"{self._records}/{doc}.json")
        try:
            infos = [os.stat(p) for p in paths]
        except (FileNotFoundError, NotADirectoryError):
            return None
        return " ".join(f"{i.st_size}:{i.st_mtime_ns:x}" for i in infos)

    def documents(self) -> Iterator[str]:
        skip = len(self._records) + 1
        for folder, subfolders, names in os.walk(self._records):
            subfolders.sort()
            for name in sorted(names):
                if name.endswith(".json"):
                    yield f"{folder}/{name}"[skip:-5].replace(os.sep, "/")

    def remove(self, doc: str) -> None:
        stages = os.listdir(self._stages) if os.path.isdir(self._stages) else []
        paths = [(self._artefact(s, doc), f"{self._stages}/{s}") for s in stages]
        paths += [(str(self.record_path(doc)), self._records), (f"{self._texts}/{doc}.txt", self._texts)]
        for path, top in paths:
            with contextlib.suppress(FileNotFoundError, NotADirectoryError):
                os.unlink(path)
            folder = os.path.dirname(path)
            while folder != top:  # folders that are empty now
                try:
                    os.rmdir(folder)
                except OSError:
                    break
                folder = os.path.dirname(folder)


_NEW = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_LAYOUT = orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE
