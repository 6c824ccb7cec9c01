"""Offices: who holds which post in which body, how the text says so, and when."""

from __future__ import annotations

from pipeline.reading import Reading
from pipeline.stages.base import Stage, stage
from pipeline.stages.offices.bodies import Bodies
from pipeline.stages.offices.cards import cards
from pipeline.stages.offices.finish import finish
from pipeline.stages.offices.layout import fields, labels, notes, page_entries, page_subject, periods
from pipeline.stages.offices.resolve import Resolver
from pipeline.stages.offices.structure import Grammar
from pipeline.stages.offices.tokens import Tokens
from pipeline.stages.offices.unheld import unheld
from schemas.layers import OfficesLayer


@stage
class Offices(Stage):
    """Who holds which post: titles before and after names, chains, lists, notices, résumés, author's lines."""

    name = "offices"
    version = "13"
    layer = OfficesLayer
    needs = ("clean", "articles", "dates", "names", "organizations")
    lexicons = (
        "titles.tsv",
        "body_heads.tsv",
        "office_words.tsv",
        "leaders.tsv",
        "divisions.tsv",
        "places.tsv",
        "townships.tsv",
        "words.tsv",
        "not_names.tsv",
        "name_cues.tsv",
        "surnames.tsv",
        "translit_chars.tsv",
    )

    def process(self, reading: Reading) -> OfficesLayer:
        if not reading.names.mentions:
            return OfficesLayer()
        bodies = Bodies(reading)
        tokens = Tokens(reading, bodies)
        text = reading.text
        subject = page_subject(text, tokens)
        lines = periods(text)
        bodies.seat = next(((p.start, p.end) for p in reversed(lines) if p.open), bodies.seat)
        grammar = Grammar(
            tokens,
            notes(reading, tokens),
            lines,
            subject,
            tuple(labels(text)),
            fields(text, tokens),
            page_entries(text, tokens) if lines else (),
            cards(text, tokens),
        )
        grammar.credited = frozenset(reading.span(c)[0] for a in reading.articles.articles for c in a.authors)
        claims = grammar.run()
        found = finish(reading, claims, Resolver(text, bodies, tokens.breaks, _day(reading)))
        held = {id(c.post) for c in claims}
        vacant = unheld(reading, bodies, (p for p in tokens.posts if id(p) not in held))
        return found.model_copy(update={"items": (*found.items, *vacant)}) if vacant else found


def _day(reading: Reading) -> str | None:
    published = reading.articles.published
    return published.edtf if published else None
