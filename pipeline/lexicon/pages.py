"""Words that belong to the page and not to its text: navigation, tools, and what stands in a by-line without being a name."""

from __future__ import annotations

from functools import lru_cache

from pipeline.lexicon.loader import rows


@lru_cache(maxsize=8)
def page_words(kind: str) -> frozenset[str]:
    """The words of one kind (nav, credit, source) of `data/page_words.tsv`."""
    return frozenset(row["word"] for row in rows("page_words.tsv") if row["kind"] == kind)
