"""An output folder as its reader sees it: which documents it holds, and the text that their offsets mean."""

from __future__ import annotations

import difflib
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

import orjson

from pipeline.config import Settings
from pipeline.errors import RunError, ShiluError
from pipeline.readers.found import Found, discover
from pipeline.running.journal import Journal
from pipeline.running.worker import Task, documents
from pipeline.source import SourceText
from pipeline.store import FolderStore


@dataclass(frozen=True, slots=True)
class Entry:
    """A document of an output folder, as the journal knows it."""

    id: str
    root: str
    source: str
    base: str
    run: int
    state: str
    code: str | None
    message: str | None


class Outputs:
    """An output folder, read only."""

    def __init__(self, root: Path) -> None:
        """Raises RunError E408 when there are no records in it."""
        if not (root / "records").is_dir():
            raise RunError("E408", path=str(root))
        self.root, self.store = root, FolderStore(root)
        self.journal: Journal | None = None
        if (root / "journal.sqlite").is_file():
            try:
                self.journal = Journal(root / "journal.sqlite", readonly=True)
                self.journal.db.execute("select count(*) from documents limit 1")
            except sqlite3.Error:  # damaged, or of another layout
                self.journal = None

    def ids(self) -> Iterator[str]:
        """All documents, in order, those without a record too."""
        if self.journal is None:
            yield from self.store.documents()
            return
        known = {r[0] for r in self.journal.db.execute("select id from documents")}
        yield from sorted(known.union(self.store.documents()))

    def find(self, name: str) -> str:
        """The id of a document by its id, its record's or source's path, a glob or a part that only it has. E406 else."""
        stem = name.removesuffix(".json")
        for prefix in (str(self.root / "records"), "records"):
            stem = stem.removeprefix(f"{prefix}/")
        ids = list(self.ids())
        if stem in ids:
            return stem
        if name in ids:
            return name
        if self.journal is not None:
            rows = self.journal.db.execute("select id from documents where source = ? limit 2", (name,)).fetchall()
            if len(rows) == 1:
                return str(rows[0][0])
        found = [i for i in ids if fnmatchcase(i, name)] or [i for i in ids if name in i]
        if len(found) == 1:
            return found[0]
        near = found[:5] or difflib.get_close_matches(name, ids, 5, 0.3)
        hint = f"{name}: " + ("several fit: " if found else "nearest: ") + ", ".join(near) if near else name
        raise RunError("E406", hint)

    def entry(self, doc: str) -> Entry | None:
        """What the journal knows of a document."""
        if self.journal is None:
            return None
        row = self.journal.db.execute(
            "select d.id, d.root, d.source, coalesce(i.base, d.id), d.run, d.state, d.code, d.message from documents d"
            " left join inputs i on i.root = d.root and i.source = d.source where d.id = ?",
            (doc,),
        ).fetchone()
        return Entry(*row) if row else None

    def settings(self) -> Settings:
        """The settings of the last run."""
        if self.journal is not None:
            row = self.journal.db.execute("select settings from runs order by run desc limit 1").fetchone()
            if row:
                return Settings.model_validate(
                    {k: v for k, v in orjson.loads(row[0]).items() if k in Settings.model_fields}
                )
        return Settings()

    def source(self, doc: str) -> SourceText | None:
        """The document read again from its file; None where that is gone, changed beyond reading, or was standard input."""
        entry = self.entry(doc)
        if entry is None or entry.root == "-":
            return None
        settings = self.settings()
        root = Path(entry.root)
        try:
            found = _file(root, entry.source, settings)
            if found is None:
                return None
            task = Task(0, found, entry.base)
            return next((s for s in documents(task, settings) if isinstance(s, SourceText) and s.id == doc), None)
        except ShiluError:
            return None

    def text(self, doc: str, sha256: str) -> str | None:
        """The text that a document's offsets mean: the extracted one, or that of its file while it is the same file."""
        text = self.store.text(doc)
        if text is None and (source := self.source(doc)) is not None and source.sha256 == sha256:
            text = source.text
        return text


def _file(root: Path, source: str, settings: Settings) -> Found | None:
    path = root / source
    if not root.is_dir():
        return next(discover(root, settings), None)
    if path.is_file():
        info = path.stat()
        return Found(path, source, path.suffix.lower(), info.st_size, info.st_mtime_ns)
    return next((f for f in discover(root, settings) if f.relative == source), None)  # a name that is no UTF-8
