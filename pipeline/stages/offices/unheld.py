"""Posts named with their body but without a holder (市教育局局长列席): kept in the layer, never in a record."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.reading import Reading
from pipeline.stages.offices.bodies import Bodies, of_mention
from pipeline.stages.offices.finish import office_name, trimmed
from pipeline.stages.offices.post import Post
from schemas.layers import OfficeItem

#: a class of posts, not one (各县委书记)
_CLASS = re.compile(r"[各每某多]$|历任$|有关$|相关$")


def unheld(reading: Reading, bodies: Bodies, posts: Iterable[Post]) -> list[OfficeItem]:
    """An item without a person for each post that no statement used, where its body is named right before the title."""
    text, out = reading.text, []
    for post in posts:
        if post.silent or post.start >= post.body_end or _CLASS.search(text, max(0, post.start - 2), post.start):
            continue
        named = bodies.last_in(post.start, post.body_end)
        if named is None or named[1] != post.body_end or named[2].derivation != "explicit":
            continue
        body = of_mention(named[2])
        body = body.sub(post.organ) if post.organ else body
        out.append(
            OfficeItem(
                **reading.view.at(*trimmed(text, post.start, post.end)),
                person=None,
                person_start=None,
                organization=body.name,
                organization_short=body.short,
                organization_aliases=body.aliases,
                organization_type=body.type,
                title=post.title,
                name=office_name(body, post.title),
                status="former" if post.status == "former" else "current",
                derivation=body.derivation,
                confidence=0.6,
                source="offices.unheld",
            )
        )
    return out
