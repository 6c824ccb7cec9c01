"""Shilu: Chinese Party and government texts → validated records of people, offices, events, dates and policy phrases.

>>> import pipeline
>>> record = pipeline.extract("6月12日上午，青岚县委书记岑远帆出席座谈会。", date="2023-06-13")
>>> record.people[0].name
'岑远帆'
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.version import VERSION as __version__

if TYPE_CHECKING:
    from spacy.language import Language

    from pipeline.config import Settings
    from pipeline.runner import Summary
    from schemas.record import Record

__all__ = ["__version__", "extract", "load", "run"]


def load(config: Settings | None = None) -> Language:
    """The pipeline as a spaCy Language: `load()("…")._.record`; every layer is an extension (`doc._.dates`).

    The Doc that comes out stands over the cleaned view, one token a character.
    """
    import spacy

    import pipeline.components  # noqa: F401  (registers the stages)
    from pipeline.config import Settings
    from pipeline.stages import ORDER

    settings = config or Settings()
    nlp = spacy.blank("zh")
    nlp.max_length = settings.max_chars
    for name in ORDER:
        nlp.add_pipe(f"shilu_{name}", config={"settings": settings.model_dump()})
    return nlp


def extract(text: str, *, date: str | None = None, source: str | None = None, config: Settings | None = None) -> Record:
    """The record of one text. `date`: the document date (EDTF) if the text states none; `source`: its publisher or file name.

    Raises pipeline.errors.InputError (E101 empty, E107 too long), RunError (E403 a date that is none) or ValidationFailed.
    """
    from pipeline.config import Settings, settings_of
    from pipeline.errors import InputError
    from pipeline.reading import Reading
    from pipeline.source import SourceText

    settings = config or Settings()
    if date is not None:
        settings = settings_of(settings.model_dump() | {"date": date})
    if not text.strip():
        raise InputError("E101", path=source)
    if len(text) > settings.max_chars:
        raise InputError("E107", f"{len(text)} characters", source)
    reading = Reading(SourceText(id="text", text=text, source=source or ""), settings)
    for stage in _stages(settings):
        stage.run(reading)
    return reading.record


@lru_cache(maxsize=8)
def _stages(settings: Settings) -> tuple[Any, ...]:
    from pipeline.stages import ORDER, STAGES

    return tuple(STAGES[name](settings) for name in ORDER)


def run(
    folder: str | Path,
    output: str | Path = "output",
    *,
    config: Settings | None = None,
    start: str | None = None,
    to: str = "record",
    only: str | None = None,
    force: bool = False,
    prune: bool = False,
    processes: bool = True,
    imports: tuple[str, ...] = (),
    **options: Any,
) -> Summary:
    """Bring the records of a folder (or file) up to date, as `shilu run` does; what is up to date already is kept.

    `start`: make this stage and all after it anew; `to`: stop after this stage; `only`: a glob over document ids; `force`:
    make everything anew; `prune`: remove what is kept of vanished inputs; `processes=False`: work in this process;
    `imports`: modules that register stages of your own; `options`: settings by name (`jobs=4`, `engine="tagger"`).
    Raises pipeline.errors.RunError when nothing can start. A document that fails is in `failures` of the summary.
    """
    from pipeline.runner import run as run_folder

    return run_folder(
        folder,
        output,
        config=config,
        start=start,
        to=to,
        only=only,
        force=force,
        prune=prune,
        processes=processes,
        imports=imports,
        **options,
    )
