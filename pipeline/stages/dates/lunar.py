"""The Chinese calendar: lunar days, solar terms, festivals, reign years; computed, in the proleptic Gregorian calendar."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from pipeline.lexicon import loader
from pipeline.stages.dates.values import Day, add_days, day_of, month_end

_TERMS = "小寒大寒立春雨水惊蛰春分清明谷雨立夏小满芒种夏至小暑大暑立秋处暑白露秋分寒露霜降立冬小雪大雪冬至"
TERMS = tuple(_TERMS[i : i + 2] for i in range(0, 48, 2))


@dataclass(frozen=True, slots=True)
class Festival:
    """A festival with the rule for its day.

    `lunar:8-15`, `term:清明`, `weekday:5-2-7` (second Sunday of May), `date:10-16`, `none` (not computed).
    """

    name: str
    aliases: tuple[str, ...]
    rule: str
    holiday: str

    def day(self, year: int) -> Day | None:
        """Its day in a (Gregorian) year; 除夕 and 小年 fall in the year that they open."""
        kind, _, value = self.rule.partition(":")
        if kind == "lunar":
            month, day = (int(x) for x in value.split("-"))
            if (month, day) == (12, 30):  # the eve, whatever the number of its day
                first = lunar_day(year, 1, 1)
                return first and add_days(first, -1)
            return lunar_day(year - 1 if month == 12 else year, month, day)
        if kind == "term":
            return term_day(year, value)
        if kind == "date":
            month, day = (int(x) for x in value.split("-"))
            return Day(year, month, day)
        if kind == "weekday":
            month, nth, weekday = (int(x) for x in value.split("-"))
            return nth_weekday(year, month, nth, weekday)
        return None


@lru_cache(maxsize=1)
def festivals() -> dict[str, Festival]:
    """Name or alias → festival."""
    index: dict[str, Festival] = {}
    for r in loader.rows("festivals.tsv"):
        f = Festival(r["name"], tuple(loader.cells(r["aliases"])), r["rule"], r["holiday"].strip())
        for n in (f.name, *f.aliases):
            index[n] = f
    return index


class Era(NamedTuple):
    """A reign: astronomical first and last year (光绪: 1875, 1908), and whether its months are lunar."""

    first: int
    last: int | None
    dynasty: str

    @property
    def lunar(self) -> bool:
        return self.dynasty not in ("中华民国", "日本", "伪满")


@lru_cache(maxsize=1)
def eras() -> dict[str, Era]:
    """Reign title → reign; the first of the file where several bear it (the best known)."""
    index: dict[str, Era] = {}
    for r in loader.rows("eras.tsv"):
        last = int(r["last_year"]) if r["last_year"] else None
        index.setdefault(r["name"], Era(int(r["first_year"]), last, r["dynasty"]))
    return index


def nth_weekday(year: int, month: int, nth: int, weekday: int) -> Day | None:
    """The nth weekday (1 = Monday) of a month; nth -1 is the last."""
    if not 1 <= year <= 9999:
        return None
    if nth < 0:
        end = month_end(year, month)
        return Day(year, month, end - (date(year, month, end).isoweekday() - weekday) % 7)
    d = 1 + (weekday - date(year, month, 1).isoweekday()) % 7 + 7 * (nth - 1)
    return Day(year, month, d) if d <= month_end(year, month) else None


def _lib() -> Any:
    import lunar_python  # lazily: most documents name no lunar day

    return lunar_python


@lru_cache(maxsize=4096)
def lunar_day(year: int, month: int, day: int) -> Day | None:
    """A lunar day as a Gregorian one; month -4 is the leap fourth; day 30 of a short month is its last. None before 1 AD."""
    if not 1 <= year <= 9998:
        return None
    lib = _lib()
    for d in (day, day - 1) if day == 30 else (day,):
        try:
            solar = lib.Lunar.fromYmd(year, month, d).getSolar()
        except Exception:  # the library raises bare Exception for a day that does not exist
            continue
        return Day(solar.getYear(), solar.getMonth(), solar.getDay())
    return None


def lunar_month(year: int, month: int) -> tuple[Day, Day] | None:
    """First and last day of a lunar month."""
    a, b = lunar_day(year, month, 1), lunar_day(year, month, 30)
    return (a, b) if a and b else None


@lru_cache(maxsize=1024)
def term_day(year: int, term: str) -> Day | None:
    """The day of a solar term in a year."""
    if not 1 <= year <= 9998 or term not in TERMS:
        return None
    table = _lib().Solar.fromYmd(year, 6, 1).getLunar().getJieQiTable()
    solar = table["DONG_ZHI" if term == "冬至" else term]
    if solar.getYear() != year:  # the table runs from the winter before
        return None
    return Day(solar.getYear(), solar.getMonth(), solar.getDay())


def spell(name: str, year: int) -> tuple[Day, Day] | None:
    """The days of heat and cold: 三伏天, 初伏 (from 入伏), 中伏, 末伏 of a year; 三九天 of the winter that ends in it.

    The first ten days open on the third 庚 day from the summer solstice on, the last on the first from 立秋 on.
    """
    if name == "三九天":
        solstice = term_day(year - 1, "冬至")
        return (add_days(solstice, 18), add_days(solstice, 26)) if solstice else None
    summer, autumn = term_day(year, "夏至"), term_day(year, "立秋")
    if summer is None or autumn is None:
        return None
    first, last = add_days(_geng(summer), 20), _geng(autumn)
    spans = {"初": (first, add_days(first, 9)), "入": (first, first), "中": (add_days(first, 10), add_days(last, -1))}
    spans |= {"末": (last, add_days(last, 9)), "三": (first, add_days(last, 9)), "出": (add_days(last, 10),) * 2}
    return spans.get(name[0])


def _geng(day: Day) -> Day:
    """The first 庚 day from a day on (the stems of the days run in tens; 2024-07-15 is one)."""
    on = day_of(day)
    return add_days(day, (date(2024, 7, 15) - on).days % 10) if on else day


@lru_cache(maxsize=1)
def _days_off() -> dict[tuple[str, int], tuple[Day, Day]]:
    table = {}
    for r in loader.rows("holidays.tsv"):
        a, b = (Day(*map(int, r[k].split("-"))) for k in ("start", "end"))
        table[r["festival"], int(r["year"])] = (a, b)
    return table


def holiday(name: str, year: int) -> tuple[Day, Day] | None:
    """The days off of a festival (春节, 国庆, 五一, 清明节 …) as the State Council set them; None where no notice is known."""
    return _days_off().get((name, year))
