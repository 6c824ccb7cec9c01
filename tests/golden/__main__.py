"""Write the samples' records as the approved ones: `python -m tests.golden`."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import orjson

from pipeline.config import Settings
from pipeline.readers import discover, read
from pipeline.reading import Reading
from pipeline.source import SourceText
from pipeline.stages import ORDER, STAGES

GOLDEN = Path(__file__).parent
CORPUS = GOLDEN.parent.parent / "corpus"


@lru_cache(maxsize=1)
def sources() -> dict[str, SourceText]:
    """The samples by id."""
    settings = Settings()
    found = (d for f in discover(CORPUS, settings) for d in read(f, settings))
    return {d.id: d for d in found if isinstance(d, SourceText)}


def record_json(name: str) -> str:
    """A sample's record as kept here: without provenance, which every release changes."""
    reading = Reading(sources()[name], Settings())
    for stage in ORDER:
        STAGES[stage]().run(reading)
    data = reading.record.model_dump(mode="json", exclude={"provenance"})
    return orjson.dumps(data, option=orjson.OPT_INDENT_2).decode() + "\n"


IDS = sorted(sources())


def main() -> None:
    for old in GOLDEN.rglob("*.json"):
        old.unlink()
    for name in IDS:
        path = GOLDEN / f"{name}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(record_json(name), "utf-8")
    print(f"{len(IDS)} records written to {GOLDEN}")


if __name__ == "__main__":
    main()
