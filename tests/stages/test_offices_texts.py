"""Whole texts of local genres through all stages up to offices: notices, résumés, lists, tables, obituaries, chronicles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from pipeline.reading import Reading
from pipeline.source import SourceText
from pipeline.stages import ORDER, STAGES
from schemas.layers import OfficeItem

_CASES = Path(__file__).parent.parent / "cases"
_FILES = tuple(_CASES / f"offices_{n}.txt" for n in ("texts", "pages", "moves", "abroad", "lives"))
_SAME = (
    (re.compile(r"^中共|中国共产党"), ""),
    ("人民代表大会常务委员会", "人大常委会"),
    ("人民政府", "政府"),
    (re.compile(r"(?<=[省市县区州旗])委员会$"), "委"),
)


@dataclass(frozen=True)
class Text:
    """One text with the posts it states."""

    genre: str
    date: str
    publisher: str
    title: str
    text: str
    wanted: tuple[str, ...]


def texts() -> list[Text]:
    """The blocks of the files."""
    out = []
    for block in re.split(r"^=== ", "\n".join(f.read_text("utf-8") for f in _FILES), flags=re.MULTILINE)[1:]:
        head, rest = block.split("\n", 1)
        body, wanted = rest.split("\n---\n")
        genre, date, publisher, title = (x.strip() for x in head.split("|"))
        rows = tuple(w for w in wanted.strip().split("\n") if w and w[0] != "#")
        out.append(Text(genre, date, publisher, title, body, rows))
    return out


_TEXTS = texts()
_WHOLE = {
    g
    for n in ("abroad", "lives")
    for g in re.findall(r"^=== (.*?) \|", (_CASES / f"offices_{n}.txt").read_text("utf-8"), flags=re.MULTILINE)
}


def short(name: str) -> str:
    """A body's name in the form that the comparison is made in."""
    for old, new in _SAME:
        name = old.sub(new, name) if isinstance(old, re.Pattern) else name.replace(old, new)
    return name


def items(text: Text) -> list[OfficeItem]:
    """What the stages find, each person × body × title once."""
    source = SourceText(
        id="t",
        text=text.text,
        title=text.title or None,
        publisher=text.publisher or None,
        published=text.date or None,
    )
    reading = Reading(source)
    for name in ORDER[: ORDER.index("offices") + 1]:
        STAGES[name]().run(reading)
    seen = {(o.person, o.organization, o.title): o for o in reading.offices.items if o.person}
    return list(seen.values())


@cache
def compared(number: int) -> tuple[int, list[str], list[str], list[str]]:
    """How many are right, what is missing, what is too much, whose status is wrong."""
    left = items(_TEXTS[number])
    right, missing, wrong = 0, [], []
    for row in _TEXTS[number].wanted:
        person, bodies, titles, *status = row.lstrip("?").split("/")
        hits = [
            o
            for o in left
            if o.person == person
            and (titles == "*" or o.title in titles.split("|"))
            and (
                bodies == "*"
                or {short(b) for b in bodies.split("|")}
                & {short(n) for n in (o.organization, o.organization_short, *o.organization_aliases) if n}
            )
        ]
        if row.startswith("?"):
            left = [o for o in left if o not in hits]
        elif not hits:
            missing.append(row)
        else:
            right += 1
            left.remove(hits[0])
            if status and status[0] and hits[0].status not in status[0].split("|"):
                wrong.append(f"{row}: {hits[0].status}")
    return right, missing, [f"{o.person}/{o.organization}/{o.title}" for o in left], wrong


@pytest.mark.parametrize("number", range(len(_TEXTS)), ids=[t.genre for t in _TEXTS])
def test_most_of_each_text_is_read(number: int) -> None:
    right, missing, extra, _ = compared(number)
    assert len(missing) <= max(5, right // 2), missing
    assert len(extra) <= max(1, right // 6), extra


@pytest.mark.parametrize("number", [n for n, t in enumerate(_TEXTS) if t.genre in _WHOLE], ids=str)
def test_all_of_a_text_is_read(number: int) -> None:
    _, missing, extra, wrong = compared(number)
    assert not missing + extra + wrong


def test_all_together() -> None:
    found = [compared(n) for n in range(len(_TEXTS))]
    right = sum(f[0] for f in found)
    missing, extra, wrong = ([x for f in found for x in f[n]] for n in (1, 2, 3))
    assert right / (right + len(extra)) >= 0.95, extra
    assert right / (right + len(missing)) >= 0.92, missing
    assert len(wrong) <= 0.02 * right, wrong


@pytest.mark.parametrize(
    ("genre", "person", "title", "held", "status"),
    [
        ("table of office holders", "李庆丰", "书记", "1951-08/1955-03", "former"),
        ("disciplinary notice", "詹必胜", "局长", "1999-03/2011-07", "former"),
        ("leader's page", "叶知秋", "部长", "2017-01/2020-12", "former"),
    ],
)
def test_tenure(genre: str, person: str, title: str, held: str, status: str) -> None:
    text = next(t for t in _TEXTS if t.genre == genre)
    assert (held, status) in {(o.held, o.status) for o in items(text) if o.person == person and o.title == title}


def test_enough_texts() -> None:
    assert len(_TEXTS) >= 25
    assert sum(not w.startswith("?") for t in _TEXTS for w in t.wanted) >= 250
