"""Words that belong to the page and not to its text: navigation, tools, and what stands in a by-line without being a name."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.lexicon.loader import rows
from schemas.layers import AuthorRole


@lru_cache(maxsize=16)
def page_words(kind: str) -> frozenset[str]:
    """The words of one kind (nav, credit, source, label, …) of `data/page_words.tsv`."""
    return frozenset(row["word"] for row in rows("page_words.tsv") if row["kind"] == kind)


@lru_cache(maxsize=16)
def page_pattern(kind: str) -> str:
    """The words of one kind as alternatives of a pattern, the longest first; where a word has a blank there may be blanks."""
    words = sorted(page_words(kind), key=lambda w: (-len(w), w))
    return "|".join(r"\s*".join(map(re.escape, w.split())) for w in words)


@lru_cache(maxsize=1)
def credit_roles() -> dict[str, AuthorRole]:
    """The words that stand before a name in a by-line or credit line, with the role they give."""
    return {row["word"]: _ROLES[row["role"]] for row in rows("credit_roles.tsv") if row["place"] != "after"}


@lru_cache(maxsize=1)
def credit_roles_after() -> dict[str, AuthorRole]:
    """The words that stand behind a name and a stroke: 李明/文."""
    return {row["word"]: _ROLES[row["role"]] for row in rows("credit_roles.tsv") if row["place"] == "after"}


@lru_cache(maxsize=1)
def credit_line_words() -> tuple[str, ...]:
    """The role words that make a line a credit line when a colon follows, the longest first."""
    words = (row["word"] for row in rows("credit_roles.tsv") if row["place"] == "line")
    return tuple(sorted(words, key=lambda w: (-len(w), w)))


_ROLES: dict[str, AuthorRole] = {
    "author": "author",
    "reporter": "reporter",
    "photographer": "photographer",
    "editor": "editor",
    "source": "source",
}
