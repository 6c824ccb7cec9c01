"""What every stage is: a spaCy component that reads the layers before it and adds one of its own."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar

from pipeline.config import Settings
from pipeline.reading import Reading
from pipeline.source import SourceText
from schemas.base import Model

if TYPE_CHECKING:
    from spacy.tokens import Doc

#: the stages in reading order; a document passes each once and never goes back
ORDER = ("clean", "articles", "dates", "names", "organizations", "offices", "events", "phrases", "link", "record")


class Stage(ABC):
    """One processor. A subclass names its layer, what it needs, and all that its result depends on.

    `version` is declared: raise it whenever the stage's results change, and the runner runs it again.
    `uses` are the settings it reads, `lexicons` the files of pipeline/lexicon/data (and models) it reads.
    """

    name: ClassVar[str]
    version: ClassVar[str]
    layer: ClassVar[type[Model]]
    needs: ClassVar[tuple[str, ...]] = ()
    uses: ClassVar[tuple[str, ...]] = ()
    lexicons: ClassVar[tuple[str, ...]] = ()

    def __init__(self, settings: Settings | None = None) -> None:
        self.settings = settings or Settings()

    @abstractmethod
    def process(self, reading: Reading) -> Model:
        """The stage's layer for one document; no I/O, no knowledge of paths, no other stage."""

    def run(self, reading: Reading) -> Model:
        """Process and add the layer to the reading."""
        layer = self.process(reading)
        reading.add(type(self).name, layer)  # spaCy renames the instance
        return layer

    def __call__(self, doc: Doc) -> Doc:
        self.run(reading_of(doc, self.settings))
        return doc


STAGES: dict[str, type[Stage]] = {}


def stage(cls: type[Stage]) -> type[Stage]:
    """Register a stage in `STAGES`; pipeline/components.py makes it the spaCy factory `shilu_<name>`."""
    STAGES[cls.name] = cls
    return cls


def reading_of(doc: Doc, settings: Settings | None = None) -> Reading:
    """The Reading behind a Doc; a Doc that has none becomes a document of its own text."""
    reading = doc.user_data.get("shilu")
    if reading is None:
        reading = Reading(SourceText(id="text", text=doc.text), settings)
        doc.user_data["shilu"] = reading
    assert isinstance(reading, Reading)
    return reading


__all__ = ["ORDER", "STAGES", "Stage", "reading_of", "stage"]
