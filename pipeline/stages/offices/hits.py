"""The role nouns of a text as they stand in it: those spread over a column, those read across the end of a body's name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.lexicon import titles
from pipeline.lexicon.places import gazetteer
from pipeline.lexicon.titles import Title, TitleHit
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
        yield _abroad(text, hit, bodies)
    yield from wide[k:]


#: parties of other countries whose leader is their 代表
_PARTY = re.compile(r"(?:公明|民主|自民|社民|维新|国民|保守|自由|共产|社会)$")


def _abroad(text: str, hit: TitleHit, bodies: Bodies) -> TitleHit:
    """公明党|代表, 冲绳县|知事, 俄罗斯联邦|总理: the name before the title takes the first characters of its form."""
    at, form = hit.core, hit.title.title
    if form == "党代表":
        named = bodies.last_in(max(0, at - 14), at + 1)
        if (named is not None and named[1] == at + 1) or _PARTY.search(text, max(0, at - 4), at):
            return _shorter(hit, 1, replace(hit.title, title="代表", head="代表"))
    if form == "县知事" and "日本" in text and not any(p.domestic for p in gazetteer().named(text[at - 2 : at + 1])):
        return _shorter(hit, 1, titles.titles()["知事"])
    if form == "联邦总理":
        land = bodies.place_in(max(0, at - 8), at + 2)
        if land is not None and land[1] == at + 2:
            return _shorter(hit, 2, titles.titles()["总理"])
    return hit


def _shorter(hit: TitleHit, by: int, title: Title) -> TitleHit:
    at = hit.core + by
    return replace(hit, start=at, core=at, head=at, level="", title=title)


def _after_body(text: str, at: int, hit: TitleHit) -> tuple[TitleHit, int]:
    """The title that begins where a body's name ends, for one read across that end."""
    rest = next(titles.find(text[at : at + 8]), None)
    if rest is None or rest.start:
        return hit, hit.end
    moved = replace(rest, start=at, core=at + rest.core, head=at + rest.head, end=at + rest.end)
    return moved, moved.end
