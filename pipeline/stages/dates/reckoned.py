"""What is reckoned by a reign or by the moon: 宣统三年, 农历八月十五, 腊月廿三, 大年初一."""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.stages.dates.grammar import Atom
from pipeline.stages.dates.lunar import eras
from pipeline.stages.dates.spec import Spec
from pipeline.stages.dates.values import lunar_day, lunar_month, number

_DYNASTY = re.compile(r"(?:[南北]宋|[东西]汉|[东西]晋|[南北]?[明清宋唐元隋汉晋金辽])朝?$")


def _era(text: str, spec: Spec, atom: Atom) -> int:
    if spec.rank:
        return 0
    n_text = atom.g[1]
    name = atom.g[0][:-2] if n_text is None else atom.g[0][: -len(n_text) - 1]
    era = eras().get(name)
    if era is None:
        return 0
    if n_text is None:
        if era.last is None:
            return 0
        first, last, w = era.first, era.last, atom.g[0][-2]
        spec.span = (last - 3, last) if w == "末" else (first, first + 3) if w == "初" else (first, last)
        spec.rank, spec.rule = 4, "era"
        _dynasty(text, spec)
        return atom.end
    n = 1 if n_text == "元" else number(n_text)
    if not n or (era.last is not None and era.first + n - 1 > (2100 if era.first == 1912 else era.last + 40)):
        return 0
    spec.y, spec.rank, spec.era, spec.rule = ("abs", era.first + n - 1), 1, name, "era"
    _dynasty(text, spec)
    return atom.end


def _dynasty(text: str, spec: Spec) -> None:
    """明洪武三年, 北宋元丰七年: the dynasty before a reign belongs to the expression."""
    if m := _DYNASTY.search(text, max(0, spec.start - 3), spec.start):
        spec.start = m.start()


def _lunar(text: str, spec: Spec, atom: Atom) -> int:
    if spec.rank >= 2:
        return 0
    month = lunar_month(atom.g[1] or atom.g[3] or atom.g[5] or atom.g[7])
    day_text = atom.g[2] or atom.g[4] or atom.g[6] or atom.g[8]
    day = lunar_day(day_text) if day_text else 0
    if month is None or day is None:
        return 0
    end = atom.end + (text.startswith("日", atom.end) and day_text is not None and day_text[0] == "廿")
    if end > atom.end and spec.y is not None and spec.y[0] == "abs" and not (spec.era or spec.moon) and month > 0:
        spec.m, spec.d, spec.rank, spec.rule = ("abs", month), ("abs", day), 5, "day"  # 二〇二三年九月廿八日: no moon
        return end
    spec.lunar, spec.rank, spec.rule = (month, day), 5, "lunar"
    return end


def _new_year_day(text: str, spec: Spec, atom: Atom) -> int:
    day = lunar_day(atom.g[0].removeprefix("大年"))
    if spec.rank >= 2 or day is None or not (spec.y or atom.g[0].startswith("大年")):
        return 0
    spec.lunar, spec.rank, spec.rule = (1, day), 5, "lunar"
    return atom.end


TAKERS: dict[str, Callable[[str, Spec, Atom], int]] = {"era": _era, "lunar": _lunar, "lunday": _new_year_day}
