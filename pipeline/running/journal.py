"""The journal: what was started, done, failed and refused, in SQLite beside the artefacts.

It spares an unchanged run the reading of its files, and it answers `explain`. It is never needed for a right result: what
it has not noted (a killed run) or has lost is found out again from the artefacts.
"""

from __future__ import annotations

import contextlib
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import orjson

from pipeline.running.document import Outcome

_SCHEMA = """
create table if not exists meta (key text primary key, value text) without rowid;
create table if not exists runs (
  run integer primary key, root text, started text, ended text, state text, settings text, fingerprint text, command text);
create table if not exists inputs (
  root text, source text, size integer, mtime integer, fingerprint text, state text, run integer, base text,
  documents integer,
  primary key (root, source)) without rowid;
create table if not exists documents (
  id text primary key, root text, source text, run integer, state text, code text, message text, stage text,
  sha256 text, length integer, counts text, base_sha256 text, base_counts text, stamp text, edited text, behind integer
) without rowid;
create index if not exists documents_source on documents (root, source);
create table if not exists steps (
  id text, stage text, run integer, action text, reason text, seconds real, primary key (id, stage)) without rowid;
create table if not exists failures (run integer, source text, id text, stage text, code text, message text);
create table if not exists queue (
  seq integer primary key, path blob, source text, suffix text, size integer, mtime integer, base text unique, todo integer);
"""
#: with WAL, `normal` outlives a power cut whole; nothing short of that needs it
SYNCHRONOUS = "normal"
_VERSION = 2  # of this layout; a journal of another one is started anew


class Journal:
    """One run's view of the journal; changes are committed in batches."""

    def __init__(self, path: Path, *, readonly: bool = False) -> None:
        self.path = path
        self.run = 0
        self._since, self._changes = time.monotonic(), 0
        if readonly:
            self.db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)
            return
        try:
            self.db = self._open()
        except sqlite3.OperationalError:  # locked, or no room
            raise
        except sqlite3.DatabaseError:  # damaged: nothing in it is needed
            for suffix in ("", "-wal", "-shm"):
                with contextlib.suppress(FileNotFoundError):
                    os.unlink(f"{path}{suffix}")
            self.db = self._open()

    def _open(self) -> sqlite3.Connection:
        db = sqlite3.connect(self.path)
        if db.execute("pragma user_version").fetchone()[0] not in (0, _VERSION):
            db.close()
            raise sqlite3.DatabaseError("another layout")
        db.execute(f"pragma synchronous={SYNCHRONOUS}")
        db.execute("pragma journal_mode=wal")
        db.executescript(_SCHEMA)
        db.execute(f"pragma user_version={_VERSION}")
        db.execute("select count(*) from (select id from documents limit 1)").fetchone()
        return db

    def meta(self, key: str) -> str | None:
        """A remembered value."""
        row = self.db.execute("select value from meta where key = ?", (key,)).fetchone()
        return row[0] if row else None

    def set_meta(self, key: str, value: str) -> None:
        """Remember a value."""
        self.db.execute("insert or replace into meta values (?, ?)", (key, value))

    def commit(self) -> None:
        """Write what has gathered."""
        self.db.commit()
        self._since, self._changes = time.monotonic(), 0

    def _changed(self) -> None:
        self._changes += 1
        if self._changes >= 500 or time.monotonic() - self._since > 1.0:
            self.commit()

    def close(self) -> None:
        """Commit and close."""
        with contextlib.suppress(sqlite3.Error):
            self.db.commit()
        self.db.close()

    # a run

    def begin(self, root: str, settings: dict[str, Any], command: dict[str, Any]) -> int:
        """Open a run and empty the queue; returns the run's number."""
        now = time.strftime("%Y-%m-%dT%H:%M:%S%z")
        self.db.execute("delete from queue")
        cursor = self.db.execute(
            "insert into runs (root, started, state, settings, command) values (?, ?, 'running', ?, ?)",
            (root, now, orjson.dumps(settings).decode(), orjson.dumps(command).decode()),
        )
        assert cursor.lastrowid is not None
        self.run = cursor.lastrowid
        self.db.execute("delete from failures where run < ?", (self.run - 10,))
        self.commit()
        return self.run

    def end(self, state: str, fingerprint: str) -> None:
        """Close the run; after a whole one its counts are what the next is compared with."""
        if state == "done":
            self.db.execute(
                "update documents set base_sha256 = sha256, base_counts = counts where run = ? and counts is not null",
                (self.run,),
            )
        self.db.execute("delete from queue")
        self.db.execute(
            "update runs set ended = ?, state = ?, fingerprint = ? where run = ?",
            (time.strftime("%Y-%m-%dT%H:%M:%S%z"), state, fingerprint, self.run),
        )
        self.commit()

    # inputs

    def taken(self, base: str) -> bool:
        """Whether a file in the queue has this name already."""
        return self.db.execute("select 1 from queue where base = ?", (base,)).fetchone() is not None

    def enqueue(self, path: bytes, source: str, suffix: str, size: int, mtime: int, base: str, todo: bool) -> None:
        """Put an input file in the queue under the name of its document."""
        self.db.execute(
            "insert into queue (path, source, suffix, size, mtime, base, todo) values (?, ?, ?, ?, ?, ?, ?)",
            (path, source, suffix, size, mtime, base, todo),
        )

    def dequeue(self) -> Iterator[tuple[int, bytes, str, str, int, int, str]]:
        """The input files that have to be read: seq, path, source, suffix, size, mtime, base."""
        last = 0
        while rows := self.db.execute(
            "select seq, path, source, suffix, size, mtime, base from queue where todo and seq > ? order by seq limit 256",
            (last,),
        ).fetchall():
            yield from rows
            last = rows[-1][0]

    def todo(self) -> tuple[int, int]:
        """How many input files have to be read, and their bytes."""
        n, size = self.db.execute("select count(*), coalesce(sum(max(size, 0)), 0) from queue where todo").fetchone()
        return n, size

    def unchanged(self, root: str, source: str, size: int, mtime: int, fingerprint: str, base: str) -> int | None:
        """How many documents this very file had, if all were done, under this name, with this very pipeline."""
        row = self.db.execute(
            "select documents from inputs where root = ? and source = ? and size = ? and mtime = ? and fingerprint = ?"
            " and base = ? and state = 'done'",
            (root, source, size, mtime, fingerprint, base),
        ).fetchone()
        return row[0] if row else None

    def documents_of(self, root: str, source: str) -> list[tuple[str, str, str | None]]:
        """The documents of an input file when it was last read, not those that went before: id, state, stamp."""
        return self.db.execute(
            "select d.id, d.state, d.stamp from documents d join inputs i on i.root = d.root and i.source = d.source"
            " where d.root = ? and d.source = ? and d.run >= i.run",
            (root, source),
        ).fetchall()

    def keep(self, root: str, source: str, docs: Iterable[str]) -> None:
        """Note that these documents of an input file stand; `inputs.run` stays that of its last reading."""
        self.db.executemany("update documents set run = ? where id = ?", [(self.run, d) for d in docs])
        self._changed()

    def all_done(self, root: str, source: str) -> bool:
        """Whether all documents that this run met in an input file are done."""
        row = self.db.execute(
            "select 1 from documents where root = ? and source = ? and run = ? and state != 'done'",
            (root, source, self.run),
        ).fetchone()
        return row is None

    def fail_with(self, doc: str) -> None:
        """Note that a document failed together with its file."""
        self.db.execute(
            "update documents set run = ?, state = 'failed', counts = null, stamp = null where id = ?", (self.run, doc)
        )
        self._changed()

    def input(self, root: str, source: str, size: int, mtime: int, fingerprint: str, state: str, base: str) -> None:
        """Note what became of an input file, and what its document is called."""
        self.db.execute(
            "insert or replace into inputs values (?, ?, ?, ?, ?, ?, ?, ?,"
            " (select count(*) from documents where root = ? and source = ? and run = ?))",
            (root, source, size, mtime, fingerprint, state, self.run, base, root, source, self.run),
        )
        self._changed()

    # documents

    def started(self, root: str, doc: str, source: str) -> None:
        """Note that a document is being worked on."""
        self.db.execute(
            "insert into documents (id, root, source, run, state) values (?, ?, ?, ?, 'started') on conflict (id) do update"
            " set root = excluded.root, source = excluded.source, run = excluded.run, state = 'started'",
            (doc, root, source, self.run),
        )
        self._changed()

    def outcome(self, root: str, out: Outcome) -> None:
        """Note what became of a document, stage by stage."""
        if out.state == "done":
            self.db.execute(
                "insert into documents (id, root, source, run, state, sha256, length, counts, stamp, edited, behind)"
                " values (?, ?, ?, ?, 'done', ?, ?, ?, ?, ?, ?) on conflict (id) do update set root = excluded.root,"
                " source = excluded.source, run = excluded.run, state = 'done', code = null, message = null, stage = null,"
                " sha256 = excluded.sha256, length = excluded.length, counts = coalesce(excluded.counts, counts),"
                " stamp = excluded.stamp, edited = excluded.edited, behind = excluded.behind",
                (
                    out.id,
                    root,
                    out.source,
                    self.run,
                    out.sha256,
                    out.length,
                    orjson.dumps(out.counts).decode() if out.counts is not None else None,
                    out.stamp,
                    " ".join(out.edited) or None,
                    out.behind,
                ),
            )
        else:
            self.failure(out)
            if out.named:
                self.db.execute(
                    "insert into documents (id, root, source, run, state, code, message, stage)"
                    " values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do update set root = excluded.root,"
                    " source = excluded.source, run = excluded.run, state = excluded.state, code = excluded.code,"
                    " message = excluded.message, stage = excluded.stage, counts = null, stamp = null",
                    (out.id, root, out.source, self.run, out.state, out.code, out.message, out.stage),
                )
        steps = [(out.id, s.stage, self.run, s.action, s.reason, s.seconds) for s in out.steps if s.action != "kept"]
        self.db.executemany("insert or replace into steps values (?, ?, ?, ?, ?, ?)", steps)
        self._changed()

    def failure(self, out: Outcome) -> None:
        """Note an error of this run."""
        self.db.execute(
            "insert into failures values (?, ?, ?, ?, ?, ?)",
            (self.run, out.source, out.id, out.stage, out.code, out.message),
        )

    def failures(self, most: int = -1) -> list[tuple[str, str, str | None, str, str]]:
        """The errors of this run in order of the input: source, id, stage, code, message."""
        return self.db.execute(
            "select source, id, stage, code, message from failures where run = ? order by source, id limit ?",
            (self.run, most),
        ).fetchall()

    def unseen(self, root: str, source: str | None = None) -> list[str]:
        """Documents of this input (or of one file in it) that this run has not met, in order."""
        where, more = ("and source = ?", (source,)) if source is not None else ("", ())
        rows = self.db.execute(
            f"select id from documents where root = ? and run < ? {where} order by id", (root, self.run, *more)
        )
        return [r[0] for r in rows]

    def known(self, doc: str) -> bool:
        """Whether the journal has heard of a document."""
        return self.db.execute("select 1 from documents where id = ?", (doc,)).fetchone() is not None

    def forget(self, docs: Iterable[str]) -> None:
        """Drop documents, and what is known of their files: they are read again should they come back."""
        ids = [(d,) for d in docs]
        self.db.executemany(
            "delete from inputs where (root, source) in (select root, source from documents where id = ?)", ids
        )
        self.db.executemany("delete from documents where id = ?", ids)
        self.db.executemany("delete from steps where id = ?", ids)
        self._changed()
