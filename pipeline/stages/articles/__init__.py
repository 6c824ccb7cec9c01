"""Articles: title, publisher and date of the document, and the articles of the file with their by-lines."""

from __future__ import annotations

from pipeline.reading import Reading
from pipeline.stages.articles.blocks import blocks_of
from pipeline.stages.articles.dating import published
from pipeline.stages.articles.publisher import publisher, reliability
from pipeline.stages.articles.segment import articles
from pipeline.stages.base import Stage, stage
from schemas.layers import ArticlesLayer, Notice


@stage
class Articles(Stage):
    """Finds where each article starts and ends, who signed it, who published the text, and of which day it is."""

    name = "articles"
    version = "3"
    layer = ArticlesLayer
    needs = ("clean",)
    uses = ("date", "date_from_mtime")
    lexicons = (
        "publishers.tsv",
        "dating.tsv",
        "anniversaries.tsv",
        "page_words.tsv",
        "credit_roles.tsv",
        "surnames.tsv",
        "words.tsv",
    )

    def process(self, reading: Reading) -> ArticlesLayer:
        blocks = blocks_of(reading)
        found = articles(reading, blocks)
        title = reading.source.title or next((a.title for a in found if a.title), None)
        date = published(reading, blocks, found, self.settings)
        name = publisher(reading, blocks, found)
        flags, notices = reliability(reading, blocks, name)
        warnings = list(notices)
        if date is None:
            warnings.append(Notice(code="W102", message="no document date: dates without a year stay unresolved"))
        return ArticlesLayer(
            title=title,
            publisher=name,
            published=date,
            reliability=tuple(dict.fromkeys((*reading.source.flags, *flags))),
            articles=found,
            warnings=tuple(warnings),
        )
