"""python -m tests.running.declared OUTPUT: what each stage really reads, as JSON: layers, settings, files of the package.

Each stage runs alone in a process of its own, on the artefacts of a run: so no other stage has loaded its lexicons.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

import pipeline
from pipeline.config import Settings
from pipeline.outputs import Outputs
from pipeline.reading import Reading
from pipeline.source import SourceText
from pipeline.stages import ORDER, STAGES
from pipeline.store import Artefact

PACKAGE = Path(pipeline.__file__).parent
READ: dict[str, set[str]] = {"layers": set(), "settings": set(), "files": set()}


class SpySettings(Settings):
    def __getattribute__(self, name: str) -> Any:
        if name in Settings.model_fields:
            READ["settings"].add(name)
        return super().__getattribute__(name)


class SpyReading(Reading):
    def _get(self, stage: str, kind: Any) -> Any:
        READ["layers"].add(stage)
        return super()._get(stage, kind)


def opened(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open" and isinstance(arguments[0], str) and arguments[0].startswith(str(PACKAGE)):
        path = Path(arguments[0])
        if path.suffix not in (".py", ".pyc", ".so") and arguments[1] in ("r", "rb", None):
            READ["files"].add(path.name)


def measure(outputs: Outputs, sources: list[SourceText], name: str) -> dict[str, list[str]]:
    sys.addaudithook(opened)
    stage = STAGES[name](SpySettings())
    for source in sources:
        reading = SpyReading(source, SpySettings())
        for before in ORDER[: ORDER.index(name)]:
            found = outputs.store.load(before, source.id)
            assert isinstance(found, Artefact)
            reading.add(before, STAGES[before].layer.model_validate(found.layer))
        stage.process(reading)
    return {k: sorted(v) for k, v in READ.items()}


def main() -> None:
    outputs = Outputs(Path(sys.argv[1]))
    sources = [s for s in map(outputs.source, outputs.ids()) if s is not None]
    found = {}
    for name in ORDER:
        r, w = os.pipe()
        pid = os.fork()
        if pid == 0:
            os.write(w, json.dumps(measure(outputs, sources, name)).encode())
            os._exit(0)
        os.close(w)
        with os.fdopen(r, "rb") as f:
            found[name] = json.loads(f.read() or b"null")
        os.waitpid(pid, 0)
    json.dump(found, sys.stdout)


if __name__ == "__main__":
    main()
