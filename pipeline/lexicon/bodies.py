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
HOLDERS = "body_holders.tsv"


@dataclass(frozen=True, slots=True)
class Body:
    """A body under one name; `periods`: the years in which it had it, `None` is open; `parent` is the name of the body above."""

    name: str
    short: str | None
    aliases: tuple[str, ...]
    english: str
    type: OrgType
    parent: str | None
    periods: tuple[tuple[int | None, int | None], ...]
    source: str

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(n for n in (self.name, self.short, *self.aliases) if n)

    @property
    def start(self) -> int | None:
        return self.periods[0][0]

    @property
    def end(self) -> int | None:
        return self.periods[-1][1]

    def valid(self, year: int | None) -> bool:
        """Whether it existed under this name in that year (None: today)."""
        if year is None:
            return self.end is None
        return any((a is None or a <= year) and (b is None or year <= b) for a, b in self.periods)

    def _began(self, year: int) -> int:
        """The first year of the period that a year falls into."""
        return max((a for a, b in self.periods if a is not None and a <= year and (b is None or year <= b)), default=0)

    def _fits(self, year: int | None) -> tuple[bool, int, int]:
        """How well a form which several bodies bear means this one in a year.

        Of two in the year of a reform the new one. Where none is left, the last, unless one before it lived much longer:
        国家计委 is that of 1952–1998, not that of 1998–2003. Where none is there yet, the first.
        """
        if self.valid(year):
            return True, self._began(year) if year is not None else 0, 0
        if year is not None and (self.start or 0) > year:
            return False, -(self.start or 0), 0
        return False, 0, 2 * (self.end or 0) + sum(b - a for a, b in self.periods if a and b)


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


#: who is called by the state's name too
_MINISTRIES = ("中华人民共和国国务院", "中央人民政府政务院")


def _of_state(row: dict[str, str], taken: set[str]) -> Iterator[str]:
    """A ministry's or commission's name behind the state's (中华人民共和国文化部), and as until 1954 (中央人民政府文化部)."""
    name = row["name"]
    if row["parent"] not in _MINISTRIES or not (
        name.endswith("部") or (name.startswith("国家") and name.endswith("委员会"))
    ):
        return
    first, last = row["from"].split("|")[0], row["to"].split("|")[-1]
    found = [f"中华人民共和国{name}"] if not last or int(last) > _COUNCIL else []
    if first and int(first) < _COUNCIL:
        found.append(f"中央人民政府{name}")
    yield from (n for n in found if n not in taken)


#: the State Council took the place of the 政务院
_COUNCIL = 1954
#: firms' names that stand without more
_WHOLE = ("集团", "控股", "研究院")
#: the shortest name that stands for a firm without its form at law
_STEM = 4


def _periods(start: str, end: str) -> tuple[tuple[int | None, int | None], ...]:
    """The years of cells that hold one or several (1998|2018, 2003|)."""
    pairs = zip(start.split("|"), end.split("|"), strict=True)
    return tuple((int(a) if a else None, int(b) if b else None) for a, b in pairs)


@lru_cache(maxsize=1)
def bodies() -> tuple[Body, ...]:
    """All bodies of the lexicon."""
    taken = {n for r in rows(FILE) for n in (r["name"], r["short"], *cells(r["aliases"])) if n}
    return tuple(
        Body(
            r["name"],
            r["short"] or None,
            (
                *cells(r["aliases"]),
                *(_without_law(r["name"], taken) if r["type"] == "company" else _of_state(r, taken)),
            ),
            r["english"],
            r["type"],  # type: ignore[arg-type]
            r["parent"] or None,
            _periods(r["from"], r["to"]),
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


@lru_cache(maxsize=1)
def _holders() -> dict[str, frozenset[str]]:
    """Who has held a post in a body whose usual form means another one too."""
    out: dict[str, set[str]] = {}
    for r in rows(HOLDERS):
        out.setdefault(r["holder"], set()).add(r["body"])
    return {k: frozenset(v) for k, v in out.items()}


def body_of(form: str, year: int | None = None, holder: str | None = None) -> Body | None:
    """The body a form means in a year, or that in which `holder` is known to have held a post."""
    found = bodies_named(form)
    if len(found) < 2:
        return found[0] if found else None
    served = _holders().get(holder, frozenset()) if holder else frozenset()
    return max(found, key=lambda b: (b.name in served, b._fits(year)))


def holds(name: str) -> bool:
    """Whether a post of this person tells bodies apart."""
    return name in _holders()


def several(form: str) -> bool:
    """Whether a form has meant more than one body."""
    return len(bodies_named(form)) > 1
