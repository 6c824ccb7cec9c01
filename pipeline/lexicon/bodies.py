"""Bodies known by name: organs of Party, state and army, people's organisations, central firms, media, schools, foreign and
international bodies, each with its usual short forms and the years in which it bore the name.

>>> [b.name for b in bodies_named("中纪委国监委")]
['中央纪委国家监委']
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.lexicon.loader import cells, rows
from schemas.layers import OrgType

FILE = "bodies.tsv"


@dataclass(frozen=True, slots=True)
class Body:
    """A body under one name; `start` and `end` are years, `None` is open; `parent` is the name of the body above."""

    name: str
    short: str | None
    aliases: tuple[str, ...]
    english: str
    type: OrgType
    parent: str | None
    start: int | None
    end: int | None
    source: str

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(n for n in (self.name, self.short, *self.aliases) if n)

    def valid(self, year: int | None) -> bool:
        """Whether it existed under this name in that year (None: today)."""
        if year is None:
            return self.end is None
        return (self.start is None or self.start <= year) and (self.end is None or year <= self.end)


#: what a firm is called at law behind its name
_LEGAL = ("股份有限公司", "有限责任公司", "有限公司")


def _without_law(name: str, taken: set[str]) -> Iterator[str]:
    """A firm's name without its form at law, as texts use it (中国机械工业集团公司), and a bank's with it."""
    if name.endswith("银行"):
        yield from (n for n in (f"{name}股份有限公司",) if n not in taken)
    law = next((w for w in _LEGAL if name.endswith(w)), None)
    if law is None:
        return
    plain = name.removesuffix(law).replace("（集团）", "集团")
    found = [plain] if plain.endswith(_WHOLE) else []
    if plain.endswith(("集团", "汽车")) or plain.startswith(("中国", "国家", "中央")):
        found.append(f"{plain}公司")
    yield from (n for n in found if len(n) >= _STEM and n not in taken)


#: firms' names that stand without more
_WHOLE = ("集团", "控股", "研究院")
#: the shortest name that stands for a firm without its form at law
_STEM = 4


@lru_cache(maxsize=1)
def bodies() -> tuple[Body, ...]:
    """All bodies of the lexicon."""
    taken = {n for r in rows(FILE) for n in (r["name"], r["short"], *cells(r["aliases"])) if n}
    return tuple(
        Body(
            r["name"],
            r["short"] or None,
            (*cells(r["aliases"]), *(_without_law(r["name"], taken) if r["type"] == "company" else ())),
            r["english"],
            r["type"],  # type: ignore[arg-type]
            r["parent"] or None,
            int(r["from"]) if r["from"] else None,
            int(r["to"]) if r["to"] else None,
            r["source"],
        )
        for r in rows(FILE)
    )


@lru_cache(maxsize=1)
def body_index() -> dict[str, tuple[Body, ...]]:
    """Every name, short form and alias → the bodies that bear it."""
    index: dict[str, list[Body]] = {}
    for b in bodies():
        for n in b.names:
            index.setdefault(n, []).append(b)
    return {n: tuple(bs) for n, bs in index.items()}


def bodies_named(form: str) -> tuple[Body, ...]:
    """The bodies with this name, short form or alias."""
    return body_index().get(form, ())


def body_of(form: str, year: int | None = None) -> Body | None:
    """The body a form means in a year; where none is valid then, the first of the lexicon."""
    found = bodies_named(form)
    return next((b for b in found if b.valid(year)), found[0] if found else None)
