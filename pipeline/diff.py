"""What differs between two outputs: records added, lost and changed, item by item, and how many artefacts of each stage.

Items are compared by what they say, not by their identifiers: one person more at the top of a text moves p7 to p8, and
that is no change.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import orjson

from pipeline.errors import RunError
from pipeline.running.spec import NAMES
from pipeline.store import Artefact, FolderStore

LAYERS = ("articles", "people", "organizations", "places", "offices", "dates", "events", "phrases", "warnings")


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: `sign` + added, - lost, ~ changed."""

    document: str
    layer: str
    sign: str
    what: str


@dataclass(slots=True)
class Difference:
    """All differences: records added, lost and changed, the changes in them, and by stage how many artefacts."""

    added: list[str] = field(default_factory=list)
    lost: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    stages: dict[str, Counter[str]] = field(default_factory=dict)
    same: int = 0

    @property
    def any(self) -> bool:
        """Whether there is any."""
        return bool(self.added or self.lost or self.changed)


def diff(a: Path, b: Path, *, provenance: bool = True) -> Difference:
    """Compare two output folders (or folders of records). `provenance=False`: records that differ only in it are equal."""
    left, right = _records(a), _records(b)
    found = Difference()
    for doc in sorted(left.keys() | right.keys()):
        if doc not in right:
            found.lost.append(doc)
        elif doc not in left:
            found.added.append(doc)
        else:
            old, new = left[doc].read_bytes(), right[doc].read_bytes()
            changes = [] if old == new else list(_changes(doc, orjson.loads(old), orjson.loads(new), provenance))
            if changes:
                found.changed.append(doc)
                found.changes += changes
            else:
                found.same += 1
    if (a / "stages").is_dir() and (b / "stages").is_dir():
        found.stages = _stages(a, b)
    return found


def _records(path: Path) -> dict[str, Path]:
    top = path / "records" if (path / "records").is_dir() else path
    found = {p.relative_to(top).as_posix()[:-5]: p for p in top.rglob("*.json")}
    if not found and not (path / "records").is_dir():
        raise RunError("E408", path=str(path))
    return found


def _stages(a: Path, b: Path) -> dict[str, Counter[str]]:
    left, right = FolderStore(a), FolderStore(b)
    found = {}
    for stage in NAMES[:-1]:
        tops = (a / "stages" / stage, b / "stages" / stage)
        docs = {p.relative_to(top).as_posix()[:-5] for top in tops for p in top.rglob("*.json")}
        counts: Counter[str] = Counter()
        for doc in docs:
            old, new = left.load(stage, doc), right.load(stage, doc)
            if not isinstance(old, Artefact) or not isinstance(new, Artefact):
                counts["lost" if isinstance(old, Artefact) else "added"] += 1
            else:
                counts["same" if old.hash == new.hash else "changed"] += 1
        found[stage] = counts
    return found


def _changes(doc: str, old: dict[str, Any], new: dict[str, Any], provenance: bool) -> Iterator[Change]:
    heads = [("document", old["document"], new["document"])]
    if provenance:
        heads.append(("provenance", old["provenance"], new["provenance"]))
    for layer, a, b in heads:
        for key in dict.fromkeys((*a, *b)):
            if a.get(key) != b.get(key):
                yield Change(doc, layer, "~", f"{key}: {_short(a.get(key))} → {_short(b.get(key))}")
    names_a, names_b = _names(old), _names(new)
    for layer in LAYERS:
        a = _by_label(layer, _resolved(old.get(layer, ()), names_a))
        b = _by_label(layer, _resolved(new.get(layer, ()), names_b))
        for label in dict.fromkeys((*a, *b)):
            if label not in b:
                yield Change(doc, layer, "-", label)
            elif label not in a:
                yield Change(doc, layer, "+", label)
            elif a[label] != b[label]:
                x, y = a[label], b[label]
                keys = [k for k in dict.fromkeys((*x, *y)) if x.get(k) != y.get(k)]
                what = ", ".join(f"{k}: {_short(x.get(k))} → {_short(y.get(k))}" for k in keys)
                yield Change(doc, layer, "~", f"{label}: {what}")


def _names(record: dict[str, Any]) -> dict[str, str]:
    """Identifier → what it stands for."""
    names = {x["id"]: x["name"] for k in ("people", "organizations", "places") for x in record.get(k, ())}
    return names | {d["id"]: f"{d['text']}@{d['start']}" for d in record.get("dates", ())}


def _resolved(value: Any, names: dict[str, str]) -> Any:
    if isinstance(value, dict):
        return {
            k: names.get(v, v) if k in _REFERENCES and isinstance(v, str) else _resolved(v, names)
            for k, v in value.items()
            if k != "id"
        }
    if isinstance(value, list):
        return [names.get(v, v) if isinstance(v, str) else _resolved(v, names) for v in value]
    return value


_REFERENCES = frozenset(("person", "organization", "place", "parent", "date", "speaker", "speaker_organization"))


def _by_label(layer: str, items: Iterable[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    """Items by what people would call them; several of one name are numbered."""
    found: dict[str, dict[str, Any]] = {}
    for item in items:
        label = base = _label(layer, item)
        n = 1
        while label in found:
            n += 1
            label = f"{base} ({n})"
        found[label] = item
    return found


def _label(layer: str, x: dict[str, Any]) -> str:
    if layer == "offices":
        return f"{x['person']} / {x['organization'] or '–'} / {x['title']}"
    if layer == "dates":
        return f"{x['text']} @{x['start']}"
    if layer == "events":
        return f"{x['type']} {x['name']}"
    if layer == "phrases":
        return str(x["canonical"])
    if layer == "articles":
        return f"@{x['start']} {x['title'] or ''}".strip()
    if layer == "warnings":
        return f"{x['code']} @{x['start']}"
    return str(x["name"])


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else orjson.dumps(value).decode()
    return text if len(text) <= 60 else text[:57] + "…"
