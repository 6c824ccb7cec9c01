"""The files that an engine reads, and what is in them: part of the key of every stage that asks a recogniser."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

#: the model that the package carries
MODELS = Path(__file__).resolve().parent.parent / "models"
#: the files of a model of the `tagger` engine
TAGGER = ("model.onnx", "chars.txt", "pairs.txt", "words.tsv", "tags.json")


def digests(spec: str) -> dict[str, str]:
    """Each engine of a setting that reads files → SHA-256 over them: the tagger's model, a folder of HanLP's.

    A model that HanLP publishes is known by its name; what is not there is left to the engine to refuse.
    """
    found = {}
    for part in spec.split("+"):
        engine, _, argument = part.strip().partition(":")
        folder = Path(argument) if argument else MODELS if engine == "tagger" else None
        if engine in ("tagger", "hanlp") and folder is not None and folder.is_dir():
            names = TAGGER if engine == "tagger" else tuple(sorted(p.name for p in folder.iterdir() if p.is_file()))
            found[part.strip()] = _whole(tuple(_state(folder / n) for n in names))
    return found


def _state(path: Path) -> tuple[str, int, int]:
    try:
        info = path.stat()
    except OSError:
        return str(path), -1, -1
    return str(path), info.st_size, info.st_mtime_ns


@lru_cache(maxsize=16)
def _whole(states: tuple[tuple[str, int, int], ...]) -> str:
    """Read once in a process, and again only when size or time stamp of a file has changed."""
    whole = hashlib.sha256()
    for path, size, _ in states:
        whole.update(f"{Path(path).name}\n{size}\n".encode("utf-8", "surrogateescape"))
        if size >= 0:
            with open(path, "rb") as f:
                whole.update(hashlib.file_digest(f, "sha256").digest())
    return whole.hexdigest()
