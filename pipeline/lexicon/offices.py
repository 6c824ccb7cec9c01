"""Words by which the offices stage reads bodies and times around a post: organs that every body has, ministries, verbs.

>>> values("abbreviated")["俄"]
'俄罗斯'
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.lexicon.loader import rows

FILE = "office_words.tsv"


@lru_cache(maxsize=1)
def _groups() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for r in rows(FILE):
        found.setdefault(r["group"], {})[r["word"]] = r["value"]
    return found


def values(group: str) -> dict[str, str]:
    """The words of a group with what each stands for."""
    return _groups()[group]


@lru_cache(maxsize=64)
def words(*groups: str) -> tuple[str, ...]:
    """The words of groups, in the order of the file."""
    return tuple(dict.fromkeys(w for g in groups for w in _groups()[g]))


@lru_cache(maxsize=64)
def either(*groups: str) -> str:
    """The words of groups as the alternatives of a regular expression, the longest first."""
    return "|".join(re.escape(w) for w in sorted(words(*groups), key=lambda w: (-len(w), w)))
