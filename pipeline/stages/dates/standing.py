"""What names a time by itself: years of the cycle of sixty, 三伏天, 入冬以来, 开局之年, a season alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.lexicon import calendar
from pipeline.stages.dates import lunar
from pipeline.stages.dates.found import Found
from pipeline.stages.dates.grammar import Atom
from pipeline.stages.dates.spec import Spec
from pipeline.stages.dates.values import Day, interval
from pipeline.stages.dates.words import BRANCHES, PLANS, SEASONS, STEMS

if TYPE_CHECKING:
    from pipeline.stages.dates.expressions import Reader

_GLOSS = re.compile(r"（(?:公元)?(\d{3,4})年?）")
_PLAN = re.compile(r"(?:^|[\n。；，　 ])“?([一二三四五六七八九十]{1,3}五)”?(?:规划|计划|时期)?的?$")
#: the first year of the cycle that every later one is counted from: 甲子 fell in 1984
_CYCLE = 1984


def cycle_of(text: str) -> int | None:
    """甲子 → 0 … 癸亥 → 59; None for a pair that the cycle does not have."""
    a, b = STEMS.find(text[0]), BRANCHES.find(text[1])
    return next((n for n in range(a, 60, 10) if n % 12 == b), None) if a >= 0 and b >= 0 else None


def _cycle(text: str, spec: Spec, atom: Atom) -> int:
    """甲子年: the last year of that name; within a reign where one stands before it (乾隆甲子年), or as the gloss says."""
    reign, pair = atom.g[1], atom.g[2]
    n = cycle_of(pair)
    if spec.rank or n is None:
        return 0
    if reign:
        era = lunar.eras()[reign]
        years = [y for y in range(era.first, (era.last or era.first) + 1) if (y - _CYCLE) % 60 == n]
        if not years:
            return 0
        spec.y, spec.era = ("abs", years[0]), reign
    elif m := _GLOSS.match(text, atom.end):
        spec.y = ("abs", int(m[1]))
    else:
        spec.y = ("cycle", n)
    spec.rank, spec.rule = 1, "cycle"
    return atom.end


def in_cycle(n: int, latest: int) -> int:
    """The last year with the nth name of the cycle, up to a given one."""
    return latest - (latest - _CYCLE - n) % 60


def _lunar_mark(text: str, spec: Spec, atom: Atom) -> int:
    """农历 before a year: its months are lunar (农历2015年十月初一)."""
    if spec.rank:
        return 0
    spec.moon = True
    return atom.end


def _vacation(text: str, spec: Spec, atom: Atom) -> int:
    if spec.rank != 1:
        return 0
    spec.ypart, spec.rank, spec.rule = "M7-8" if atom.g[0][0] == "暑" else "M1-2", 4, "vacation"
    return atom.end


def _spell(text: str, spec: Spec, atom: Atom) -> int:
    if spec.rank >= 2:
        return 0
    spec.fest, spec.rank, spec.rule = ("spell", atom.g[0]), 5, "spell"
    return atom.end


def _alone(text: str, spec: Spec, atom: Atom) -> int:
    """春天 at the head of a clause, 春 at that of a chronicle's entry; four figures that are the whole text."""
    if spec.rank:
        return 0
    w = atom.g[0]
    if w in SEASONS:
        spec.y, spec.ypart, spec.rank, spec.rule = ("heading", 0), f"S{SEASONS[w]}", 4, "season_alone"
    elif w[0] in SEASONS:
        spec.y, spec.ypart, spec.rank, spec.rule = ("doc", 0), f"S{SEASONS[w[0]]}", 4, "season_alone"
    else:
        spec.y, spec.rank, spec.rule = ("abs", int(w)), 1, "bare_year"
    return atom.end


TAKERS: dict[str, Callable[[str, Spec, Atom], int]] = {
    "cycle": _cycle, "lunmark": _lunar_mark, "vacation": _vacation, "spell": _spell, "alone": _alone,
}  # fmt: skip


def season_year(season: int, ref: Day) -> int:
    """The year in which the season began that is meant on a day: in January the winter is that of the year before."""
    return ref.y - 1 if season == 24 and ref.m is not None and ref.m <= 5 else ref.y


def enter(r: Reader, i: int) -> tuple[Found, int] | None:
    """入冬以来 → 2023-24/..; 入汛以来, whose day is not the same everywhere, since some day of the year."""
    atom, ref = r.atoms[i], r.context.ref
    if ref is None or (r.found and r.found[-1].end == atom.start):
        return None  # 6月7日入梅以来: the day has said it
    w, tail = atom.g[0][1], atom.g[0][2:]
    season = SEASONS.get(w)
    f = r.context.focus
    if (
        season
        and f is not None
        and f.y < ref.y - 1
        and r.context.focus_year
        and r.context.same_paragraph(atom.start, 200)
    ):
        value = f"../{f.y}-{season}" if tail == "前" else f"{f.y}-{season}/.."  # 1949年春南下。入夏后，…
        return Found(atom.start, atom.end, "period", value, None, "context", 0.75, "entered"), i + 1
    if w == "年":  # 开年以来
        return Found(atom.start, atom.end, "period", f"{ref.y}-01/..", None, "document", 0.85, "entered"), i + 1
    if tail in ("前", "后"):
        if not season:
            return None
        since = f"{season_year(season, ref)}-{season}"
        value = f"../{since}" if tail == "前" else f"{since}/.."
        return Found(atom.start, atom.end, "date", value, None, "document", 0.7, "entered"), i + 1
    since = f"{season_year(season, ref)}-{season}" if season else str(ref.y)
    return Found(
        atom.start, atom.end, "period", f"{since}/..", None, "document", 0.85 if season else 0.7, "entered"
    ), i + 1


def plan_year(r: Reader, i: int) -> tuple[Found, int] | None:
    """“十五五”开局之年，… → 2026: the first or the last year of the plan named before it, where it says when."""
    atom = r.atoms[i]
    m = _PLAN.search(r.text, max(0, atom.start - 12), atom.start)
    if not r.text.startswith(("，", "、"), atom.end) and atom.end < len(r.text):
        return None  # 今年是“十五五”开局之年: said of a year that is named
    n = PLANS.get(m[1]) if m else None
    entry = calendar.plan(n) if n else None
    if entry is None:
        return None
    year = entry.start if atom.g[0][0] == "开" else entry.end
    return Found(atom.start, atom.end, "date", year, None, "calendar", 0.9, "plan_year"), i + 1


def years_listed(r: Reader, i: int) -> tuple[Found, int] | None:
    """2019、2020两年 → 2019/2020, where they are on end."""
    atom = r.atoms[i]
    years = [int(y) for y in re.findall(r"\d{4}", atom.g[0])]
    if any(b != a + 1 for a, b in pairwise(years)):
        return None
    value = interval(Day(years[0]), Day(years[-1]))
    r.context.speak(Day(years[-1]), atom.end, stated=True)
    return Found(atom.start, atom.end, "period", value, None, "explicit", 0.95, "years_listed"), i + 1


READERS: dict[str, Callable[[Reader, int], tuple[Found, int] | None]] = {
    "enter": enter, "planyear": plan_year, "ylist": years_listed,
}  # fmt: skip
