"""Input folders and what a run made of them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson

TEXT = "1月21日下午，青岚县委书记周明远出席全县教育工作座谈会。"


def folder(root: Path, files: dict[str, str | bytes]) -> Path:
    """Write input files."""
    for name, content in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return root


def tree(output: Path) -> dict[str, bytes]:
    """All that must not depend on how a run went: records, artefacts, texts; not what was set aside."""
    return {
        p.relative_to(output).as_posix(): p.read_bytes()
        for top in ("records", "stages", "texts")
        for p in sorted((output / top).rglob("*"))
        if p.is_file() and ".edited" not in p.name
    }


def records(output: Path) -> list[str]:
    """The ids of all records."""
    top = output / "records"
    return sorted(p.relative_to(top).as_posix()[:-5] for p in top.rglob("*.json"))


def load(path: Path) -> Any:
    """A JSON file."""
    return orjson.loads(path.read_bytes())


def edit(output: Path, stage: str, doc: str, **changes: Any) -> None:
    """Change a layer the way a hand would, leaving the envelope alone."""
    path = output / "stages" / stage / f"{doc}.json"
    value = load(path)
    value["layer"] |= changes
    path.write_bytes(orjson.dumps(value, option=orjson.OPT_INDENT_2))
