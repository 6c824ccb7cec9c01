"""The role nouns of a text as they stand in it: those spread over a column, those read across the end of a body's name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pipeline.lexicon import titles
from pipeline.lexicon.titles import TitleHit
from pipeline.stages.offices.bodies import Bodies
from pipeline.stages.offices.columns import spaced


def role_nouns(text: str, bodies: Bodies) -> Iterator[TitleHit]:
    """Role nouns, those spread over a column among them."""
    wide = sorted(spaced(text), key=lambda h: h.start)
    k = cut = 0
    for hit in titles.find(text):
        while k < len(wide) and wide[k].start < hit.end:
            if wide[k].end <= hit.start:
                yield wide[k]
            k += 1
        if hit.core < cut:
            continue
        named = (
            bodies.last_in(max(0, hit.core - 30), hit.end)
            if hit.title.domain == "history" or hit.title.title == "会首"
            else None
        )
        if named is not None and named[0] < hit.core < named[1] < hit.end:
            hit, cut = _after_body(text, named[1], hit)  # 回民中学|政教主任: no 学政
        yield hit
    yield from wide[k:]


def _after_body(text: str, at: int, hit: TitleHit) -> tuple[TitleHit, int]:
    """The title that begins where a body's name ends, for one read across that end."""
    rest = next(titles.find(text[at : at + 8]), None)
    if rest is None or rest.start:
        return hit, hit.end
    moved = replace(rest, start=at, core=at + rest.core, head=at + rest.head, end=at + rest.end)
    return moved, moved.end
