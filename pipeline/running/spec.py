"""What a stage's result depends on: its spec, and the key of one artefact.

The key is the digest of its parts, and the parts are kept with the artefact, so that `shilu explain` can name the one
that changed.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, TypedDict

from pipeline.config import Settings
from pipeline.engines.files import digests
from pipeline.store import digest
from pipeline.version import VERSION
from schemas.record import SCHEMA_VERSION

#: all that a document passes, reading included; the same as ("read", *pipeline.stages.ORDER), without importing the stages
NAMES = (
    "read", "clean", "articles", "dates", "names", "organizations", "offices", "events", "phrases", "link", "record"
)  # fmt: skip


class Spec(TypedDict):
    """What a stage declares; `lexicons` with the digests of the files."""

    name: str
    version: str
    needs: tuple[str, ...]
    uses: tuple[str, ...]
    lexicons: dict[str, str]


def specs() -> list[Spec]:
    """The specs of all stages, in order. Imports them."""
    from pipeline.lexicon import loader
    from pipeline.stages import ORDER, STAGES

    found: list[Spec] = []
    for name in ORDER:
        s = STAGES[name]
        lexicons = {f: loader.digest(f) for f in sorted(s.lexicons)}
        found.append(Spec(name=name, version=s.version, needs=s.needs, uses=s.uses, lexicons=lexicons))
    return found


def parts(
    spec: Spec,
    settings: Settings,
    whole: str,
    models: dict[str, str],
    text: str,
    hashes: dict[str, str],
    mtime: float | None,
) -> dict[str, Any]:
    """The parts of a stage's key for one document: `text` is the text's digest, `hashes` those of the layers so far.

    `whole` is the digest of all specs, which only the record depends on: its provenance names every version; `models`
    those of the recognisers' files, as they were when the run began.
    """
    # every stage reads the view, which the clean layer makes
    layers = ("read", *(n for n in NAMES if n in spec["needs"] or (n == "clean" and spec["name"] != "clean")))
    found: dict[str, Any] = {
        "version": spec["version"],
        "schema": SCHEMA_VERSION,
        "settings": settings.subset(tuple(spec["uses"])),
        "lexicons": spec["lexicons"],
        "text": text,
        "layers": {n: hashes[n] for n in layers},
    }
    if "engine" in spec["uses"] and models:
        found["models"] = models
    if "date_from_mtime" in spec["uses"] and settings.date_from_mtime:
        found["mtime"] = mtime
    if spec["name"] == "record":
        found["provenance"] = whole
    return found


def whole(all_specs: Sequence[Spec]) -> str:
    """The digest of everything that provenance names."""
    return digest([VERSION, [[s["name"], s["version"], s["lexicons"]] for s in all_specs]])


def changes(old: dict[str, Any], new: dict[str, Any]) -> str:
    """Which parts of a key changed, for people: `version 3 → 4`, `lexicon calendar.tsv`, `layer clean`."""
    found: list[str] = []
    for part in dict.fromkeys((*old, *new)):
        a, b = old.get(part), new.get(part)
        if a == b:
            continue
        if part in ("layers", "lexicons", "models", "settings") and isinstance(a, dict) and isinstance(b, dict):
            names = [k for k in dict.fromkeys((*a, *b)) if a.get(k) != b.get(k)]
            if part == "settings":
                found += [f"setting {k} {a.get(k)!r} → {b.get(k)!r}" for k in names]
            else:
                found += [f"{part[:-1]} {k}" for k in names]
        elif part in ("version", "schema", "mtime"):
            found.append(f"{part} {a} → {b}")
        else:
            found.append(part)
    return ", ".join(found)


def fingerprint(all_specs: Sequence[Spec], settings: Settings, to: str) -> str:
    """The digest of all that a document's result depends on except its input: same fingerprint, same file → kept unread."""
    reach = NAMES.index(to)
    used = [s for s in all_specs if NAMES.index(s["name"]) <= reach]
    names = {"max_bytes", "max_chars", *(u for s in used for u in s["uses"])}
    return digest(
        {
            "to": to,
            "specs": used,
            "whole": whole(all_specs) if to == "record" else "",
            "schema": SCHEMA_VERSION,
            "settings": settings.subset(tuple(names)),
            "models": digests(settings.engine) if "engine" in names else {},
            "readers": _readers(),
        }
    )


_PACKAGE = Path(__file__).resolve().parent.parent


def _readers() -> str:
    """The readers declare no version: their code stands for it. A change makes every file read again, and no more."""
    sha = hashlib.sha256()
    for path in sorted((_PACKAGE / "readers").glob("*.py")):
        sha.update(path.read_bytes())
    return sha.hexdigest()


def code_stamp() -> str:
    """A token that changes when any file of the packages does: while it stands, the specs of the last run hold.

    It spares an unchanged run the import of all stages.
    """
    sha = hashlib.sha256(VERSION.encode())
    for top in (_PACKAGE, _PACKAGE.parent / "schemas"):
        for folder, names, files in os.walk(top):
            names[:] = sorted(n for n in names if n != "__pycache__")
            for path in _sorted_files(folder, files):
                info = os.stat(path)
                sha.update(f"{path}\0{info.st_size}\0{info.st_mtime_ns}\n".encode("utf-8", "surrogateescape"))
    return sha.hexdigest()


def _sorted_files(folder: str, files: Iterable[str]) -> list[str]:
    return [f"{folder}/{f}" for f in sorted(files) if not f.endswith((".pyc", ".tmp"))]
