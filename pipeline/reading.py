"""A document on its way through the stages: source, view, and one layer for each stage done."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property
from typing import TypeVar

from pipeline.config import Settings
from pipeline.errors import StageError
from pipeline.source import SourceText, View, fold
from schemas.base import Model, TextSpan
from schemas.layers import (
    Article,
    ArticlesLayer,
    CleanLayer,
    DateMention,
    DatesLayer,
    EventsLayer,
    LinkLayer,
    NamesLayer,
    OfficesLayer,
    OrganizationsLayer,
    PhrasesLayer,
    Zone,
)
from schemas.record import Record

L = TypeVar("L", bound=Model)

_SENTENCE_END = re.compile(r"[。！？!?；;\n]+[”’）」』]*")


class Reading:
    """What the stages pass on. `text` is the folded view: all rules match on it, and `view` leads back to the source.

    Stages work in offsets of the view and write offsets of the source: `view.at(start, end)` goes out,
    `view.into(item.start, item.end)` comes in.
    """

    def __init__(self, source: SourceText, settings: Settings | None = None) -> None:
        self.source = source
        self.settings = settings or Settings()
        self.layers: dict[str, Model] = {}

    def add(self, stage: str, layer: Model) -> None:
        """Add (or replace) a stage's layer; a new `clean` layer makes a new view."""
        self.layers[stage] = layer
        if stage == "clean":
            for name in ("view", "text", "sentences", "_zones", "_zone_starts"):
                self.__dict__.pop(name, None)

    # the view

    @cached_property
    def view(self) -> View:
        return View(self.source.text, [(r.start, r.end) for r in self.clean.removed])

    @cached_property
    def text(self) -> str:
        """The view's text, folded; as long as the view's."""
        return fold(self.view.text, self.clean.script)

    @cached_property
    def sentences(self) -> tuple[tuple[int, int], ...]:
        """Sentences as ranges of the view: up to 。！？； or a line's end, closing quotes included; blanks stripped."""
        return tuple(_sentences(self.text))

    @cached_property
    def _zones(self) -> tuple[tuple[int, int, Zone], ...]:
        return tuple((*self.view.into(z.start, z.end), z) for z in self.clean.zones)

    @cached_property
    def _zone_starts(self) -> list[int]:
        return [s for s, _, _ in self._zones]

    def zone(self, start: int, end: int) -> Zone | None:
        """The zone (chrome, caption, …) that a range of the view lies in, if any."""
        i = bisect_right(self._zone_starts, start) - 1
        if i >= 0 and end <= self._zones[i][1]:
            return self._zones[i][2]
        return None

    def article(self, start: int) -> Article | None:
        """The article that an offset of the source lies in, if any."""
        articles = self.articles.articles
        i = bisect_right(articles, start, key=lambda a: a.start) - 1
        return articles[i] if i >= 0 and start < articles[i].end else None

    def span(self, item: TextSpan) -> tuple[int, int]:
        """A mention's range in the view."""
        return self.view.into(item.start, item.end)

    # layers, each with its type

    def _get(self, stage: str, kind: type[L]) -> L:
        layer = self.layers.get(stage)
        if layer is None:
            raise StageError("E202", stage, self.source.source or self.source.id)
        assert isinstance(layer, kind)
        return layer

    @property
    def clean(self) -> CleanLayer:
        return self._get("clean", CleanLayer)

    @property
    def articles(self) -> ArticlesLayer:
        return self._get("articles", ArticlesLayer)

    @property
    def dates(self) -> DatesLayer:
        return self._get("dates", DatesLayer)

    @cached_property
    def dated(self) -> tuple[DateMention, ...]:
        """The dates that share nothing with a person's naming: no National Day in 邓国庆, no last spring in 免去春明.

        A date in figures is one whoever is named beside it. Needs the names layer.
        """
        people = sorted((m.start, m.end) for m in self.names.mentions)
        starts = [s for s, _ in people]

        def named(d: DateMention) -> bool:
            i = bisect_right(starts, d.start)
            if i and people[i - 1][1] >= d.end:
                return True
            shares = (i and people[i - 1][1] > d.start) or (i < len(people) and starts[i] < d.end < people[i][1])
            return bool(shares) and not any(c.isdigit() for c in d.text)

        return tuple(d for d in self.dates.mentions if not named(d))

    @property
    def names(self) -> NamesLayer:
        return self._get("names", NamesLayer)

    @property
    def organizations(self) -> OrganizationsLayer:
        return self._get("organizations", OrganizationsLayer)

    @property
    def offices(self) -> OfficesLayer:
        return self._get("offices", OfficesLayer)

    @property
    def events(self) -> EventsLayer:
        return self._get("events", EventsLayer)

    @property
    def phrases(self) -> PhrasesLayer:
        return self._get("phrases", PhrasesLayer)

    @property
    def link(self) -> LinkLayer:
        return self._get("link", LinkLayer)

    @property
    def record(self) -> Record:
        return self._get("record", Record)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    pos = 0
    for m in _SENTENCE_END.finditer(text):
        yield from _trim(text, pos, m.end())
        pos = m.end()
    yield from _trim(text, pos, len(text))


def _trim(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end
