"""Articles: title, publisher and date of the document, and the articles of the file with their by-lines."""

from __future__ import annotations

import re

from pipeline.reading import Reading
from pipeline.stages.articles.blocks import Block, blocks_of
from pipeline.stages.articles.dating import published
from pipeline.stages.articles.publisher import publisher, reliability
from pipeline.stages.articles.segment import articles
from pipeline.stages.base import Stage, stage
from schemas.layers import ArticlesLayer, Notice


def _headed(reading: Reading, blocks: list[Block]) -> str | None:
    """Where no line is a title: what a part of a book opens with (青石县志　卷五), else where the page stands in its site."""
    if len(blocks) > 1 and blocks[1].role == "heading" and len(blocks[0].text) <= 40 and "。" not in blocks[0].text:
        return reading.view.text[blocks[0].start : blocks[0].end]
    crumbs = next((reading.view.text[b.start : b.end] for b in blocks[:8] if b.rule == "zones.crumbs"), "")
    return _STEP.split(crumbs)[-1].strip() or None


_STEP = re.compile(r"[>»›→/|：:]")


@stage
class Articles(Stage):
    """Finds where each article starts and ends, who signed it, who published the text, and of which day it is."""

    name = "articles"
    version = "10"
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
        title = reading.source.title or next((a.title for a in found if a.title), None) or _headed(reading, blocks)
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
