"""The walk over the input: every file once, in an order that does not depend on the file system."""

from __future__ import annotations

import os
import stat
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.config import Settings
from pipeline.errors import RunError

#: suffix → which reader
SUFFIXES = {
    ".txt": "text", ".text": "text", ".md": "text", ".markdown": "text",
    ".html": "html", ".htm": "html", ".xhtml": "html", ".shtml": "html",
    ".docx": "docx", ".pdf": "pdf", ".jsonl": "rows", ".ndjson": "rows", ".json": "rows",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the input. `relative` is its path below the input root with '/', safe to print and to store."""

    path: Path
    relative: str
    suffix: str
    size: int
    mtime_ns: int

    @property
    def supported(self) -> bool:
        """Whether there is a reader for it; the others are reported (E102), not dropped."""
        return self.suffix in SUFFIXES

    @property
    def stem(self) -> str:
        """`relative` without its suffix: what the document is called."""
        return self.relative[: len(self.relative) - len(self.suffix)] if self.suffix else self.relative


def _printable(name: str) -> str:
    """A file name whose bytes are no UTF-8 keeps them as \\xNN, so that it can stand in JSON."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")


def _found(path: str, relative: str, info: os.stat_result) -> Found:
    return Found(Path(path), _printable(relative), os.path.splitext(path)[1].lower(), info.st_size, info.st_mtime_ns)


def discover(root: Path, settings: Settings, exclude: Collection[Path] = ()) -> Iterator[Found]:
    """Every regular file below `root` (or `root` itself), sorted by name within each folder, symlink loops cut.

    Left out: hidden files and folders, Word's ~$ lock files, pipes and devices, and the folders in `exclude` (the output).
    A link that leads nowhere is given as an empty file of its name, so that reading it says so. Raises RunError E402.
    """
    try:
        info = root.stat()
    except OSError as e:
        raise RunError("E402", e.strerror or str(e), str(root)) from e
    if not stat.S_ISDIR(info.st_mode):
        yield _found(str(root), root.name, info)
        return
    skip = {os.path.realpath(p) for p in exclude}
    # a stack of iterators, each with the identities of the folders above it: a link to one of those is a loop
    stack = [(_entries(str(root)), "", frozenset({(info.st_dev, info.st_ino)}))]
    while stack:
        entries, prefix, above = stack[-1]
        entry = next(entries, None)
        if entry is None:
            stack.pop()
            continue
        if entry.name.startswith((".", "~$")):
            continue
        relative = prefix + entry.name
        try:
            linked = entry.is_symlink()
            if linked and not settings.follow_symlinks:
                continue
            here = entry.stat()
        except OSError:
            yield Found(Path(entry.path), _printable(relative), os.path.splitext(entry.name)[1].lower(), -1, 0)
            continue
        if stat.S_ISDIR(here.st_mode):
            identity = (here.st_dev, here.st_ino)
            if identity not in above and not (skip and os.path.realpath(entry.path) in skip):
                stack.append((_entries(entry.path), relative + "/", above | {identity}))
        elif stat.S_ISREG(here.st_mode):
            yield _found(entry.path, relative, here)


def _entries(folder: str) -> Iterator[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as it:
            return iter(sorted(it, key=lambda e: e.name))
    except OSError:  # a folder that may not be listed holds nothing for us
        return iter(())
