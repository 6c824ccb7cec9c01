"""What comes again and again: 每年, 每周一三五, 每月1日、15日, 每逢春节, 逢五逢十."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from pipeline.stages.dates.found import Found
from pipeline.stages.dates.spec import Spec
from pipeline.stages.dates.values import duration, number

if TYPE_CHECKING:
    from pipeline.stages.dates.expressions import Reader

_UNITS = {
    "季度": "季",
    "日": "天",
    "星期": "周",
    "礼拜": "周",
    "小时": "时",
    "晚": "天",
    "夜": "天",
    "分钟": "分",
    "钟头": "时",
    "秒": "秒",
    "工作日": "天",
    "交易日": "天",
}
_MARKET = re.compile("(?:的?日子)?(?:赶[集场街圩墟]|开[集市]|[是为]?集[日市]?|有集)")
_NTH = re.compile(
    r"的?(?:最后一个|第[一二三四五\d]个|首个)(?:(?:星期|周|礼拜)[一二三四五六日天]|周末|工作日)(?:[上下]午)?"
    r"|的?第[一二三四五\d]周的?(?:(?:星期|周|礼拜)[一二三四五六日天])?(?:[上下]午)?"
)
_PART_OF = re.compile(r"的?[初末底](?![期级次])|的?[上中下]旬|的?(?:前|最后)[一二三四五\d]天")
_AND = re.compile(r"[、和及](?=[\d初十廿一二三])")
_DAY = re.compile(r"(?:\d{1,2}|[初廿]?[一二三四五六七八九十]{1,2})[日号]?(?![月\d年个名])")
_PER = re.compile("[米里克升吨次帧转字瓦]")
_UNTIL = re.compile(r"之?前(?![往进列沿线后])|以前")


def every(r: Reader, i: int) -> tuple[Found, int] | None:
    """每年 → P1Y, 每两个月 → P2M, 每周五, 每天晚上8点, 每逢春节"""
    atom, t = r.atoms[i], r.text
    n, unit, end, j = atom.g[1], atom.g[2], atom.end, i + 1
    if atom.g[4]:
        return figures(r, i)
    nxt = r.atoms[j] if j < len(r.atoms) and r.atoms[j].start == end else None
    if unit is None:  # 每逢
        return _each(r, i)
    if unit == "日" and t.startswith(("新", "坊"), end):
        return None
    if unit in ("小时", "分钟", "秒") and re.compile(r"[约近达可]?\d").match(t, end):
        return None  # 每小时80公里, 每秒15立方米: a speed
    if unit in ("小时", "分钟", "秒") and _PER.search(t, max(0, atom.start - 1), atom.start):
        return None  # 900立方米每秒
    u = _UNITS.get(unit, unit)
    k = 1.0 if n is None else 0.5 if n.startswith("半") else float(number(n.rstrip("个")) or 1)
    length_of_one = "P10D" if u == "旬" else duration(k, u)
    if nxt is None and t.startswith("的", end) and j < len(r.atoms) and r.atoms[j].start == end + 1:
        nxt = r.atoms[j] if r.atoms[j].kind in ("part", "clk") else None
    if k == 1 and u in "月季年" and (m := _NTH.match(t, end) or (_PART_OF.match(t, end) if u != "年" else None)):
        end, j = m.end(), r.parser.after(m.end(), j)
    elif (
        nxt is not None
        and k == 1
        and (got := r.parser.point(j, known=True))
        and got[0].y is None
        and _fits(unit, got[0])
    ):
        end, j = got[0].end, got[1]
        if nxt.kind == "rh":  # 每年5到7月, 每天9—12时
            if more := r.parser.point(j, known=True) if j < len(r.atoms) and r.atoms[j].start == end else None:
                end, j = more[0].end, more[1]
        elif (
            (m := re.compile("——|[至到—~-]").match(t, end))
            and j < len(r.atoms)
            and r.atoms[j].start == m.end()
            and (more := r.parser.point(j, known=True))
        ):
            end, j = more[0].end, more[1]
        elif got[0].d and not got[0].m:
            end = _more_days(t, end)
        j = r.parser.after(end, j)
    elif nxt is not None and unit == "年" and nxt.kind in ("season", "yearpart"):
        end, j = nxt.end, j + 1
    return Found(atom.start, end, "set", None, length_of_one, "explicit", 0.9, "set"), j


def _each(r: Reader, i: int) -> tuple[Found, int] | None:
    """每逢春节, 每逢周末, 每逢农历初一、十五: the period of the point that follows."""
    j = i + 1
    atom = r.atoms[i]
    if m := re.compile(r"(?:农历|阴历)?(?:初[一二三四五六七八九十]|十五)(?![日年月个])").match(r.text, atom.end):
        end = _more_days(r.text, m.end())
        return Found(atom.start, end, "set", None, "P1M", "explicit", 0.9, "set"), r.parser.after(end, j)
    nxt = r.atoms[j] if j < len(r.atoms) and r.atoms[j].start == atom.end else None
    if nxt is None or (got := r.parser.point(j)) is None or got[0].y is not None:
        return None
    point = got[0]
    iso = "P1W" if point.week else "P1Y" if point.fest or point.lunar or point.m else "P1M"
    return Found(atom.start, point.end, "set", None, iso, "explicit", 0.9, "set"), got[1]


def _more_days(t: str, end: int) -> int:
    """每月1日、15日; 每月10日前."""
    while (m := _AND.match(t, end)) and (d := _DAY.match(t, m.end())):
        end = d.end()
    m = _UNTIL.match(t, end)
    return m.end() if m else end


def _fits(unit: str, s: Spec) -> bool:
    if unit == "年":
        return bool(s.m or s.fest or s.lunar)
    if unit == "月":
        return bool((s.d and not s.m) or s.mpart)
    return bool((s.part or s.clock) and not s.dated)


def figures(r: Reader, i: int) -> tuple[Found, int] | None:
    """每逢五逢十周年: the years, 逢三逢八赶集: the days whose last figure is one of two that stand five apart."""
    atom = r.atoms[i]
    a, b = number(atom.g[4]), number(atom.g[5])
    if a is None or b is None or (b - a) % 5:
        return None
    unit = "D" if _MARKET.match(r.text, atom.end) else "Y"
    return Found(atom.start, atom.end, "set", None, f"P5{unit}", "explicit", 0.85, "figures"), i + 1


READERS: dict[str, Callable[[Reader, int], tuple[Found, int] | None]] = {"every": every}
