"""The Party and state calendar: congresses, plenums, sessions, plans, named days, wars, movements, terms, with their days.

Values are EDTF; `start`..`end` are the opening and closing day (one day where both are equal, `..` where it still goes
on, `XXXX-07-01` for a day of every year).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.lexicon import loader

#: every row checked against two sources
FILE = "calendar.tsv"
#: what has one source only, and is held for less certain
SINGLE = "calendar_single.tsv"
FILES = (FILE, SINGLE)
#: kinds whose entries follow each other, and all kinds in their order
_SERIES = ("plenum", "ccdi", "npc", "cppcc", "plan", "cewc", "crwc")
_KINDS = (
    "congress",
    *_SERIES,
    "speech",
    "meeting",
    "war",
    "movement",
    "founding",
    "event",
    "term",
    "day",
    "anniversary",
)
_DIGITS = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One dated thing of the calendar: 中国共产党第二十次全国代表大会, kind `congress`, 2022-10-16 to 2022-10-22.

    `term` and `session` are the 届 and 次 where the kind has them (十九届五中全会: 19, 5; a work conference: its year).
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    start: str
    end: str
    body: str
    term: int | None
    session: int | None
    source: str
    checked: str

    @property
    def edtf(self) -> str:
        """The day, or opening/closing."""
        return self.start if self.start == self.end else f"{self.start}/{self.end}"

    @property
    def certain(self) -> bool:
        """Whether two sources give these days."""
        return bool(self.checked.strip()) and self.checked != self.source

    @property
    def annual(self) -> bool:
        """True for a day of every year (“七一”)."""
        return self.start.startswith("XXXX")


@lru_cache(maxsize=1)
def load() -> tuple[CalendarEntry, ...]:
    """All rows of the calendar by kind: meetings that follow each other in time, else what two sources give first."""
    entries = [
        CalendarEntry(
            id=r["id"],
            name=r["name"],
            aliases=tuple(loader.cells(r["aliases"])),
            kind=r["kind"],
            start=r["start"],
            end=r["end"],
            body=r["body"],
            term=int(r["term"]) if r["term"] else None,
            session=int(r["session"]) if r["session"] else None,
            source=r["source"],
            checked=r["checked"],
        )
        for file in FILES
        for r in loader.rows(file)
    ]
    return tuple(sorted(entries, key=lambda e: (_KINDS.index(e.kind), e.start if e.kind in _SERIES else "")))


@lru_cache(maxsize=1)
def aliases() -> dict[str, tuple[CalendarEntry, ...]]:
    """Every name and alias → the entries that bear it, in the order of the file."""
    index: dict[str, list[CalendarEntry]] = {}
    for e in load():
        for name in dict.fromkeys((e.name, *e.aliases)):
            index.setdefault(name, []).append(e)
    return {k: tuple(v) for k, v in index.items()}


@lru_cache(maxsize=1)
def _numbered() -> dict[tuple[str, int, int], CalendarEntry]:
    return {(e.kind, e.term or 0, e.session or 0): e for e in load() if e.term or e.session}


def find(name: str) -> CalendarEntry | None:
    """The entry of a name or alias (the first, where several bear it)."""
    found = aliases().get(name)
    return found[0] if found else None


def of_kind(kind: str) -> Iterator[CalendarEntry]:
    """All entries of a kind, in the order of the file."""
    return (e for e in load() if e.kind == kind)


def congress(term: int) -> CalendarEntry | None:
    """The Party's national congress by number (20 → 党的二十大)."""
    return _numbered().get(("congress", term, 0))


def plenum(term: int, session: int) -> CalendarEntry | None:
    """A plenum of the Central Committee (19, 5 → 十九届五中全会)."""
    return _numbered().get(("plenum", term, session))


def ccdi(term: int, session: int) -> CalendarEntry | None:
    """A plenum of the Central Commission for Discipline Inspection (二十届中央纪委二次全会)."""
    return _numbered().get(("ccdi", term, session))


def npc(term: int, session: int) -> CalendarEntry | None:
    """A session of the National People's Congress (十四届全国人大一次会议)."""
    return _numbered().get(("npc", term, session))


def cppcc(term: int, session: int) -> CalendarEntry | None:
    """A session of the national CPPCC (全国政协十四届一次会议)."""
    return _numbered().get(("cppcc", term, session))


def plan(number: int) -> CalendarEntry | None:
    """A five-year plan by number (14 → “十四五”: 2021/2025)."""
    return _numbered().get(("plan", number, 0))


def work_conference(year: int) -> CalendarEntry | None:
    """The Central Economic Work Conference held in a year."""
    return _numbered().get(("cewc", 0, year))


def two_sessions(year: int) -> tuple[str, str] | None:
    """Opening and closing day of a year's 全国两会 (the earlier opening of NPC and CPPCC, the later closing)."""
    both = [e for e in load() if e.kind in ("npc", "cppcc") and e.start.startswith(str(year))]
    if not both:
        return None
    return min(e.start for e in both), max(e.end for e in both)


def number(s: str) -> int | None:
    """A Chinese or Arabic numeral below a hundred million (二十 → 20, 一百零五 → 105, 二〇二一 → 2021); None where it is none."""
    if s.isascii():
        return int(s) if s.isdigit() else None
    if re.fullmatch("[零〇一二三四五六七八九]{2,4}", s):
        return int("".join(str(_DIGITS[c]) for c in s))
    if s in ("零", "〇"):
        return 0
    if not (m := _PLACES.fullmatch(s)) or not s:
        return None
    total = 0
    for digit, unit in zip(m.groups(), (10_000_000, 1_000_000, 100_000, 10_000, 1000, 100, 10, 1), strict=True):
        if digit:
            d = digit.strip("零〇万千百十")
            total += (_DIGITS[d] if d else 1) * unit
    return total


_D = "[一二两三四五六七八九]"
_BELOW = f"({_D}千)?([零〇]?{_D}?百)?([零〇]?{_D}?十)?([零〇]?{_D})?"
_PLACES = re.compile(f"(?:{_BELOW}万)?{_BELOW}")
_N = "([一二三四五六七八九十\\d]{1,3})"
_SESSIONS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("plenum", re.compile(f"(?:党的|中共|中国共产党)?第?{_N}届(?:中央委员会第)?{_N}(?:中全会|次全体会议)")),
    (
        "ccdi",
        re.compile(f"(?:党的|中国共产党)?第?{_N}届(?:中央纪委|中纪委|中央纪律检查委员会第?){_N}次全(?:会|体会议)"),
    ),
    ("npc", re.compile(f"第?{_N}届(?:全国人大|全国人民代表大会)第?{_N}次会议")),
    (
        "cppcc",
        re.compile(
            f"第?{_N}届全国政协{_N}次会议|(?:全国政协|人民政协|中国人民政治协商会议|政协)第?{_N}届(?:全国委员会第)?{_N}次会议"
        ),
    ),
    ("congress", re.compile(f"(?:党的|中共|中国共产党)?第?{_N}(?:大|次全国代表大会)")),
)


def resolve(name: str) -> CalendarEntry | None:
    """The national meeting that a name stands for, by alias or by rule (党的第十九届中央委员会第五次全体会议)."""
    if e := find(name):
        return e
    for kind, pattern in _SESSIONS:
        if m := pattern.fullmatch(name):
            numbers = [n for g in m.groups() if g and (n := number(g)) is not None]
            key = (kind, numbers[0], numbers[1] if len(numbers) > 1 else 0) if numbers else None
            if key and (e := _numbered().get(key)):
                return e
    return None


# ---------------------------------------------------------------- meetings below the national level


@dataclass(frozen=True, slots=True)
class LocalMeeting:
    """A congress, plenum or session of a province, city or county by its number: the day is not in the calendar and stays open.

    省委十三届九次全会 → 省委, plenum, 13, 9; 市政协十三届四次会议 → 市政协, cppcc, 13, 4; 省第十四次党代会 → 省, congress, 14.
    """

    body: str
    kind: str
    term: int
    session: int | None = None


_NUMBER = "([一二三四五六七八九十百\\d]{1,5})"
_PLACE = "((?:[\\u4e00-\\u9fff]{1,12}?)?(?:省|市|县|区|州|盟|旗|镇|乡|自治区|自治州|自治县|开发区|新区|兵团|地区))"
_LOCAL: tuple[tuple[str, re.Pattern[str]], ...] = (
    (
        "plenum",
        re.compile(f"(?:中共)?{_PLACE}(?:党?委|委员会)(?:第)?{_NUMBER}届(?:委员会)?第?{_NUMBER}次全(?:会|体会议)"),
    ),
    ("plenum", re.compile(f"(?:中共|中国共产党)?{_PLACE}第?{_NUMBER}届委员会第?{_NUMBER}次全体会议")),
    ("ccdi", re.compile(f"(?:中共)?{_PLACE}纪委第?{_NUMBER}届第?{_NUMBER}次全(?:会|体会议)")),
    ("npc", re.compile(f"{_PLACE}(?:人大|人民代表大会)?第?{_NUMBER}届(?:人大|人民代表大会)?第?{_NUMBER}次会议")),
    ("cppcc", re.compile(f"{_PLACE}政协第?{_NUMBER}届(?:委员会)?第?{_NUMBER}次会议")),
    ("cppcc", re.compile(f"政协{_PLACE}第?{_NUMBER}届委员会第?{_NUMBER}次会议")),
    (
        "congress",
        re.compile(f"(?:中共|中国共产党)?{_PLACE}第?{_NUMBER}次(?:党代会|党员代表大会|代表大会|党的代表大会)"),
    ),
)
_BODY = {"plenum": "委", "ccdi": "纪委", "npc": "人大", "cppcc": "政协", "congress": ""}


def local_meeting(name: str) -> LocalMeeting | None:
    """The local meeting that a name stands for by rule (省委十三届九次全会), body and session resolved."""
    for kind, pattern in _LOCAL:
        if m := pattern.fullmatch(name):
            term, session = number(m[2]), number(m[3]) if pattern.groups > 2 else None
            if term:
                return LocalMeeting(m[1] + _BODY[kind], kind, term, session)
    return None
