"""The stages as spaCy components: importing this registers each as the factory `shilu_<name>` and its layer as `doc._.<name>`.

An installed Shilu is found by spaCy itself (entry point `spacy_factories`). The stages themselves do not need spaCy, and
importing it takes longer than all of them: so a run, or `extract`, goes without.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.config import Settings
from pipeline.reading import Reading
from pipeline.stages.base import ORDER, STAGES, Stage


def _register(cls: type[Stage]) -> Callable[..., Any]:
    def make(nlp: Language, name: str, settings: dict[str, Any]) -> Stage:
        return cls(Settings.model_validate(settings))

    register: Callable[..., Any] = Language.factory(
        f"shilu_{cls.name}",
        default_config={"settings": {}},
        requires=[f"doc._.{n}" for n in cls.needs],
        assigns=[f"doc._.{cls.name}"],
    )
    factory: Callable[..., Any] = register(make)
    if not Doc.has_extension(cls.name):
        Doc.set_extension(cls.name, getter=_getter(cls.name))
    return factory


def _getter(name: str) -> Callable[[Doc], Any]:
    def get(doc: Doc) -> Any:
        reading = doc.user_data.get("shilu")
        if not isinstance(reading, Reading):
            return None
        return reading.layers.get(name)

    return get


def __getattr__(name: str) -> Callable[..., Any]:
    """The factory of a stage, by the stage's name: what spaCy's entry points name."""
    if name in FACTORIES:
        return FACTORIES[name]
    raise AttributeError(name)


import_module("pipeline.stages")  # fills STAGES; it may be what imports us
FACTORIES = {name: _register(STAGES[name]) for name in ORDER}
