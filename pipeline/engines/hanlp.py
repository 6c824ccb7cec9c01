"""Any HanLP recogniser, by directory or by published name, through the same protocol."""

from __future__ import annotations

import importlib.util
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from pipeline.engines import Hit, Label, Recognizer
from pipeline.engines.features import pieces
from pipeline.errors import RunError

_LABELS: dict[str, Label] = {
    "PER": "PER",
    "PERSON": "PER",
    "NR": "PER",
    "NAME": "PER",
    "ORG": "ORG",
    "ORGANIZATION": "ORG",
    "NT": "ORG",
    "LOC": "LOC",
    "LOCATION": "LOC",
    "GPE": "LOC",
    "NS": "LOC",
    "TITLE": "TITLE",
}
#: outputs of published multi-task models that hold names, best first
_TASKS = ("ner/msra", "ner/ontonotes", "ner/pku", "ner")


class HanlpRecognizer:
    """A loaded HanLP component."""

    def __init__(self, component: Callable[..., Any], name: str) -> None:
        self._component = component
        self.name = f"hanlp:{name}"

    def recognize(self, sentences: Sequence[str]) -> list[list[Hit]]:
        """The hits of each sentence; HanLP's memory grows with long ones, so they go in pieces."""
        parts = [part for i, s in enumerate(sentences) for part in pieces(i, s)]
        out: list[list[Hit]] = [[] for _ in sentences]
        if not parts:
            return out
        answer = self._component([list(p[2]) for p in parts])
        if isinstance(answer, Mapping):
            task = next((t for t in _TASKS if t in answer), None)
            if task is None:
                raise RunError("E404", f"{self.name} marks no names: it has {', '.join(answer)}")
            answer = answer[task]
        for (i, k, _), entities in zip(parts, answer, strict=True):
            out[i].extend(_hits(entities, k))
        return [sorted(hits) for hits in out]


def _hits(entities: Sequence[Sequence[Any]], offset: int) -> Iterator[Hit]:
    for _, tag, start, end, *_rest in entities:
        label = _LABELS.get(str(tag).upper())
        if label is not None:
            yield Hit(offset + int(start), offset + int(end), label)


def load(argument: str = "") -> Recognizer:
    """A directory with config.json, or a name that HanLP publishes; refused at once when neither is there."""
    if not argument:
        raise RunError("E404", "say which model: hanlp:<directory> or hanlp:<published name>")
    if importlib.util.find_spec("hanlp") is None:
        raise RunError("E404", "HanLP is not installed: pip install 'shilu[hanlp]'")
    path = Path(argument)
    if not (path / "config.json").is_file():
        if path.exists() or "/" in argument or "\\" in argument:
            raise RunError("E404", "the folder holds no HanLP model (config.json)", argument)
        _published(argument)
    import hanlp

    try:
        component = hanlp.load(str(path) if path.exists() else argument, devices=-1)
    except Exception as e:
        raise RunError("E404", f"HanLP could not load it: {e}", argument) from e
    return HanlpRecognizer(component, path.name)


def _published(name: str) -> None:
    """Refuse a name that HanLP does not publish, or whose model is not on this machine and cannot be fetched now."""
    import socket
    from urllib.parse import urlparse

    from hanlp.pretrained import ALL

    url = ALL.get(name, name if name in ALL.values() else None)
    if url is None:
        raise RunError("E404", "neither a folder nor a name that HanLP publishes", name)
    from hanlp.utils.io_util import path_from_url

    if Path(path_from_url(url)).exists():
        return
    host = urlparse(url).hostname or ""
    try:
        socket.create_connection((host, 443), timeout=2).close()
    except OSError as e:
        raise RunError("E404", f"the model is not on this machine and {host} cannot be reached", name) from e
