"""Periods that have a name: “十四五”, 党的十八大以来, 抗战时期, 新中国成立初期, 新时代以来的十年."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from pipeline.lexicon import calendar
from pipeline.stages.dates.found import Found
from pipeline.stages.dates.values import Day, add_days, interval, number
from pipeline.stages.dates.words import PLANS

if TYPE_CHECKING:
    from pipeline.stages.dates.expressions import Reader

_PLAN_TAIL = re.compile(r"(期末|末期|末|初期|初|后期|前期|中期|头两年|以来|最?后([一两三二])年|前([一两三二四])年)")
_SINCE = re.compile(
    r"”?(胜利)?(以来|以后|之后|后(?![期来备勤续代方])|之前|以前|前(?![往来进列沿线身夕期后方所])|期间|时期|初期|之初|初(?=[，、，的就便]|$)|前夕)"
)
#: a word right before it that is the name of another republic
_FOREIGN = re.compile("[\u4e00-\u9fff](?<![自从在是和与的于到比对为民])$")
#: whose congress it is, where it is not the Party's: 省工会|十四大以来, 团|十九大以来
_OTHERS = re.compile(
    r"(?:工会|共青团|[^集社兵]团|妇联|文联|科协|侨联|残联|工商联|民[革盟建进]|农工党|致公党|学社|台盟|越共)\Z"
)
_MEETINGS = ("congress", "plenum", "meeting", "npc")


def plan(r: Reader, i: int) -> tuple[Found, int] | None:
    """“十四五” → 2021/2025; “十四五”末 → 2025; “十四五”最后两年 → 2024/2025"""
    atom, t = r.atoms[i], r.text
    quoted = atom.g[1] is not None
    n = number(atom.g[3]) if atom.g[3] else PLANS.get(atom.g[1] or atom.g[2])
    entry = calendar.plan(n) if n else None
    if entry is None or n is None or t.startswith("普法", atom.end):
        return None
    if (
        n <= 10
        and not atom.g[3]
        and not re.match(
            "时期|期间|规划|计划|末|初|以来|前[一二两三四]|奋斗|发展|经济|建设|目标", t[atom.end : atom.end + 2]
        )
    ):
        return None
    a, b = int(entry.start), int(entry.end)
    start, end = (atom.start + 1, atom.end - 1) if quoted else (atom.start, atom.end)
    kind = "period"
    value = interval(Day(a), Day(b))
    if m := _PLAN_TAIL.match(t, atom.end):
        start, end, w = atom.start, m.end(), m[1]
        if w == "以来":
            value = interval(Day(a), None)
        elif m[2]:
            value = interval(Day(b - (number(m[2]) or 1) + 1), Day(b))
        elif m[3] or w == "头两年":
            value = interval(Day(a), Day(a + (number(m[3] or "两") or 1) - 1))
        elif "末" in w or w[0] == "后":
            value, kind = str(b), "date"
        elif w == "中期":
            value, kind = str(a + 2), "date"
        else:
            value, kind = str(a), "date"
    return Found(start, end, kind, value, None, "calendar", 0.97 if entry.certain else 0.9, "plan"), i + 1


def since(r: Reader, i: int) -> tuple[Found, int] | None:
    """党的十八大以来, 新中国成立后, 抗战时期, “文化大革命”期间"""
    atom, t = r.atoms[i], r.text
    name = atom.g[0]
    start, end = atom.start, atom.end
    whole = name.endswith(("时期", "期间", "初期"))
    m = _SINCE.match(t, end)
    if m is None and not whole:
        return None
    if m is not None and m[0][0] == "”":
        if t[start - 1 : start] != "“":
            return None
        start -= 1
    w = m[2] if m is not None else "时期"
    if m is not None:
        end = m.end()
    if name in ("新时代", "民国时期"):
        if (name == "新时代" and w != "以来") or (name == "民国时期" and m is not None):
            return None
        value = "2012-11/.." if name == "新时代" else "1912/1949"
        return Found(start, end, "period", value, None, "calendar", 0.9, "named_period"), i + 1
    if name == "解放":
        if (
            m is None
            or w not in ("前", "以前", "之前", "后", "以后", "之后", "以来", "初期", "初", "之初")
            or t[start - 1 : start] in tuple("想族女大得被的")
        ):
            return None
        name = "新中国成立"
    if name == "共和国成立" and _FOREIGN.search(t, max(0, start - 12), start):
        return None  # 秘鲁|共和国成立以来
    entry = calendar.find(name)
    if entry is not None and entry.kind == "congress" and _OTHERS.search(t, max(0, start - 4), start):
        return None
    if w == "前夕" and entry is not None and entry.kind in _MEETINGS and len(entry.start) == 10:
        eve = add_days(Day(*map(int, entry.start.split("-"))), -1)
        return Found(start, end, "date", eve.edtf + "~", None, "calendar", 0.85, "named_eve"), i + 1
    got = _since_value(entry, w, won=bool(m and m[1])) if entry is not None else None
    if got is None:
        return None
    return Found(
        start,
        end,
        "period",
        got,
        None,
        "calendar",
        0.93 if entry is not None and entry.certain else 0.8,
        "named_period",
    ), i + 1


def _since_value(entry: calendar.CalendarEntry, w: str, *, won: bool) -> str | None:
    """The period that a dated thing opens (以来), closes (前) or is (期间)."""
    a, b = entry.start, entry.end
    if w in ("以来", "以后", "之后", "后"):
        if entry.kind in ("war", "movement") and (w != "以来" or won) and entry.id != "movement-reform":
            return None if b == ".." else f"{b[:7]}/.."
        if entry.kind in ("event", "meeting", "npc") and w != "以来":
            return None
        return f"{a[:7]}/.."
    if w in ("之前", "以前", "前"):
        return f"../{a}"
    if w in ("初期", "之初", "初"):
        return _opening(entry)
    if b == ".." or (entry.kind in (*_MEETINGS, "founding") and w == "时期"):
        return None
    return entry.edtf if "/" in entry.edtf else None


def _opening(entry: calendar.CalendarEntry) -> str | None:
    """The first years of a war or a movement: a third of it, five of what has no end (建国初期, 改革开放之初)."""
    if entry.kind not in ("founding", "movement", "war"):
        return None
    first, last = int(entry.start[:4]), entry.end[:4]
    years = min(5, max(1, (int(last) - first + 1) // 3)) if entry.kind != "founding" and last.isdigit() else 5
    return f"{first}/{first + years}"


def new_era(r: Reader, i: int) -> tuple[Found, int] | None:
    """新时代以来的十年"""
    atom = r.atoms[i]
    return Found(atom.start, atom.end + 2, "period", "2012/2022", "P10Y", "calendar", 0.9, "new_era_decade"), i + 1


READERS: dict[str, Callable[[Reader, int], tuple[Found, int] | None]] = {
    "plan": plan, "since": since, "newera": new_era,
}  # fmt: skip
