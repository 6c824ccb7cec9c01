"""The records of a run, one at a time: no more than one is in memory."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import orjson

from pipeline.errors import RunError

T = TypeVar("T")
Json = dict[str, Any]


class Records:
    """The records of an output folder (or a folder of records), in order of their ids.

    `read` counts them, `damaged` names files that are no record, `newest` is the latest time stamp of a file.
    """

    def __init__(self, path: Path) -> None:
        """Raises RunError E408 when there is no such folder."""
        self.path = path
        self.top = path / "records" if (path / "records").is_dir() else path
        if not self.top.is_dir():
            raise RunError("E408", path=str(path))
        self.read, self.newest = 0, 0.0
        self.damaged: list[str] = []

    def each(self, extract: Callable[[Json], T]) -> Iterator[T]:
        """What `extract` makes of each record. Raises RunError E408 after the last one if none was a record."""
        for file in self._files():
            try:
                with open(file, "rb") as f:
                    data = f.read()
                    stamp = os.fstat(f.fileno()).st_mtime
                found = extract(orjson.loads(data))
            except (OSError, orjson.JSONDecodeError, KeyError, TypeError, AttributeError, IndexError):
                self.damaged.append(file)
                continue
            self.read += 1
            self.newest = max(self.newest, stamp)
            yield found
        if not self.read:
            raise RunError("E408", path=str(self.path))

    def _files(self) -> Iterator[str]:
        for folder, subfolders, names in os.walk(self.top):
            subfolders.sort()
            for name in sorted(names):
                if name.endswith(".json"):
                    yield f"{folder}/{name}"

    def note(self) -> str:
        """What to say of files that were left out; empty when there were none."""
        if not self.damaged:
            return ""
        return (
            f"{len(self.damaged):,} files are no records and were left out: shilu validate says why ({self.damaged[0]})"
        )


def names(record: Json, layer: str) -> dict[str, str]:
    """Identifier → name of the people, organizations or places of a record."""
    return {x["id"]: x["name"] for x in record[layer]}
