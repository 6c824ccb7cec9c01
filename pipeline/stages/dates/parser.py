"""Atoms → points of time: which pieces stand together (今年 + 10月 + 下旬), and what they say."""

from __future__ import annotations

import re

from pipeline.stages.dates import numbers
from pipeline.stages.dates.grammar import Atom
from pipeline.stages.dates.parts import TAKERS
from pipeline.stages.dates.spec import Spec
from pipeline.stages.dates.values import number
from pipeline.stages.dates.words import SEASONS, WEEKDAYS

_GAP = re.compile(r"(?:的| (?! ))?")
_GLOSS = re.compile(
    r" ?（(?:(?:星期|周|礼拜)[一二三四五六日天]|公元[\d前]{3,6}年?|\d{3,4}年?|(?:农历|阴历)[^（）\n]{2,8}"
    r"|(?:[正腊冬]|[一二三四五六七八九十]{1,2})月[初十廿二三][^（）\n]{0,3})）的?"
)
_NTH = re.compile(r"的?(?:(最后)一个|第([一二三四五\d])个)(?:星期|周|礼拜)([一二三四五六日天])")
_DAYS_OF = re.compile(r"的?(前|最后)([一二两三四五六七八九十\d]{1,3})天|(\d{1,2})(?=[）)，。至到]|$)")
_SHIFT = re.compile(
    r"(后)的?第([一二两三四五六七八九十\d]{1,2})天|(前|后)([一二两三四五六七八九十\d]{1,2})(天|周|个?(?:星期|礼拜))(?![内期])"
)
_SEASON = re.compile("(?:开|入|初|早|仲|暮|盛|深|金|隆|寒|严)([春夏秋冬])(?!季?节)")
_NTH_OF = re.compile(
    r"的?第([一二三四五六七八九十\d]{1,3})(?:(周|个?(?:星期|礼拜))(?![期一二三四五六日天])|(个月)|(天))|的?(首|最后一)(周)(?!期)"
)
_EDGE = re.compile(r"的?(前|头|最后) ?([一二两三四五六七八九十\d]{1,3}) ?(天|周|个?(?:星期|礼拜)|个月)(?![半多])")
#: 新世纪头二十年, 21世纪前20年
_OF_CENTURY = re.compile(r"的?(?:头|前|最初)的?(?:一(?=二十))?([一二三四五六七八九十\d]{1,3})个?年(?![代级])")
_TODAY = re.compile("的?(?:今天|今日|同一天|这一天)(?!头条)")
_PART = re.compile(
    r"(?:年|月)?(底|末(?![期叶])|尾|初(?![步心级中期衷叶])|(?<=月)中(?=[，。、前至到]|$))|(年代)?(中叶|初叶|末叶|末期|后期|初期|前期|中期|中后期)"
)


class Parser:
    """Reads points of time off a list of atoms."""

    def __init__(self, text: str, atoms: list[Atom]) -> None:
        self.text, self.atoms = text, atoms
        self.era = False  # whether the text counts years of a reign or the Republic
        self.known = False  # whether a clock time is expected (下午三点到五点)

    def point(self, i: int, *, known: bool = False) -> tuple[Spec, int] | None:
        """The point that starts at atom i, and the index of the atom after it."""
        self.known = known
        spec = Spec(self.atoms[i].start, self.atoms[i].start, awaited=known)
        j: int | None = i
        last = i
        while j is not None and (end := self._take(spec, self.atoms[j], j)):
            spec.end, last = end, j
            if self.atoms[j].kind == "rh":
                break
            self._tail(spec)
            j = self._next(spec, j)
        if spec.end == spec.start or not (spec.dated or spec.clock or spec.part):
            return None
        return spec, self.after(spec.end, last)

    def after(self, end: int, i: int) -> int:
        """The first atom at or behind an offset."""
        while i < len(self.atoms) and self.atoms[i].start < end:
            i += 1
        return i

    def _next(self, spec: Spec, j: int) -> int | None:
        """The next atom if it stands close enough to be a part of the same expression."""
        k = self.after(spec.end, j + 1)
        if k >= len(self.atoms):
            return None
        atom = self.atoms[k]
        if self._close(spec.end, atom):
            return k
        if atom.start - spec.end < 12 and spec.rank in (1, 5) and (g := _GLOSS.match(self.text, spec.end)):
            k = self.after(g.end(), k)
            if k < len(self.atoms) and self.atoms[k].start == g.end() and self.atoms[k].kind != "drel":
                return k
        return None

    def _close(self, end: int, atom: Atom) -> bool:
        if atom.kind == "clk" and atom.start == end + 1 and self.text[end] == "T":
            return True  # 2023-05-17T14:05:09
        m = _GAP.match(self.text, end)
        if m is None or m.end() != atom.start:
            return False
        if m[0] == " " and atom.kind == "week":
            return False
        return (
            m[0] != "的"
            or atom.kind in ("part", "fest", "annual", "week", "yearpart", "term", "clk")
            or (atom.kind == "num" and atom.g[9] in ("月", "月份", "点", "时", "日", "号"))
        )

    def _take(self, spec: Spec, atom: Atom, j: int) -> int:
        """Add the atom's meaning to the spec, if it is a smaller part than all before it; where what it took ends."""
        nxt = self.atoms[j + 1] if j + 1 < len(self.atoms) else None
        if atom.kind == "num":
            return numbers.take(spec, atom, self.text, nxt, era=self.era, known=self.known)
        if atom.kind == "rh":
            return self._range_head(spec, atom, j)
        taker = TAKERS.get(atom.kind)
        return taker(self.text, spec, atom) if taker else 0

    def _range_head(self, spec: Spec, atom: Atom, j: int) -> int:
        """15—17日: the first number takes the second's unit."""
        nxt = self.atoms[j + 1] if j + 1 < len(self.atoms) else None
        s = re.match(r"\d+|[^\s—\-~至到、]+", atom.g[0])
        if nxt is None or nxt.kind != "num" or nxt.start != atom.end or s is None:
            return 0
        if atom.g[0].endswith("、") and (number(s[0]) or 0) + 1 != number(nxt.g[3] or nxt.g[4]):
            return 0  # 7、8月 are two months on end; 3、5月 are not
        digits, cn = (s[0], None) if s[0].isascii() else (None, s[0])
        fake = Atom(
            "num",
            atom.start,
            atom.end,
            (atom.g[0], None, None, digits, cn, None, None, None, None, nxt.g[9], None, None),
        )
        return numbers.take(spec, fake, self.text, None, era=self.era, known=self.known)

    def _tail(self, spec: Spec) -> None:
        """What follows at once and changes what is meant: 底, 初, 的最后一个星期六, 后第二天."""
        t = self.text
        if spec.rank == 3 and spec.m is not None and (m := _NTH.match(t, spec.end)):
            spec.nth = -1 if m[1] else number(m[2]) or 1
            spec.week = (0, WEEKDAYS.get(m[3], 7))
            spec.end, spec.rank, spec.rule = m.end(), 6, "nth_weekday"
        elif spec.fest is not None and spec.rank == 5 and (m := _SHIFT.match(t, spec.end)):
            n = number(m[2] or m[4]) or 0
            spec.shift = n if m[1] or m[3] == "后" else -n
            if m[5] and m[5] != "天":
                spec.shift, spec.rule = 7 * spec.shift, "weeks_around"
            spec.end = m.end()
        elif spec.rank == 3 and spec.m is not None and (m := _DAYS_OF.match(t, spec.end)):
            if m[3]:
                if int(m[3]) > 31:
                    return
                spec.d, spec.rank, spec.end = ("abs", int(m[3])), 5, m.end()
            elif days := number(m[2]):
                spec.mpart, spec.rank, spec.end = f"{m[1]}{days}", 4, m.end()
        elif spec.rank in (1, 3) and (spec.y or spec.m) and spec.decade is None and (m := _NTH_OF.match(t, spec.end)):
            self._nth_of(spec, m)
        elif spec.ypart == "century" and not spec.mpart and (m := _OF_CENTURY.match(t, spec.end)):
            if 2 <= (n := number(m[1]) or 0) <= 50:
                first = spec.decade or 0
                spec.span, spec.decade, spec.rank, spec.end = (first + 1, first + n), None, 4, m.end()
        elif spec.rank == 1 and spec.y and spec.decade is None and (m := _EDGE.match(t, spec.end)):
            self._edge(spec, m)
        elif spec.rank in (1, 3) and (spec.y or spec.m) and (m := _TODAY.match(t, spec.end)):
            spec.today, spec.rank, spec.end, spec.rule = True, 5, m.end(), "same_day"
        elif spec.ypart[:1] in ("Q", "q") and spec.rank == 4 and (m := re.compile("[末底初](?!级)").match(t, spec.end)):
            if spec.ypart[0] == "q":
                spec.ypart += "b" if m[0] == "初" else "e"
            else:
                spec.m, spec.ypart = ("abs", 3 * int(spec.ypart[1]) - (2 if m[0] == "初" else 0)), ""
            spec.rank, spec.end = 4, m.end()
        elif spec.rank == 1 and spec.decade is None and (m := _SEASON.match(t, spec.end)):
            spec.ypart, spec.rank, spec.end, spec.rule = f"S{SEASONS[m[1]]}", 4, m.end(), "season"
        elif (spec.rank in (1, 3) or spec.ypart == "decade") and (m := _PART.match(t, spec.end)):
            whole, w = m[0], m[1] or m[3]
            if (whole[0] == "年" and spec.rank != 1) or (whole[0] == "月" and spec.rank != 3):
                return
            if (m[3] and spec.decade is None) or (m[1] and spec.rank == 3 and spec.mpart):
                return
            if spec.decade is not None:
                spec.mpart = w
            elif spec.rank == 1:
                spec.ypart = {"末": "底", "尾": "底"}.get(w, w)
            else:
                spec.mpart = {"末": "底", "尾": "底"}.get(w, w)
            spec.end, spec.rank = m.end(), 4
            spec.rule = spec.rule or "part"

    def _nth_of(self, spec: Spec, m: re.Match[str]) -> None:
        """2024年第12周, 5月第一周, 2021年的第三个月, 2025年第一天."""
        n = (number(m[1]) or 0) if m[1] else 1 if m[5] == "首" else -1
        if m[2] or m[6]:
            spec.nth, spec.week, spec.rule = n, (0, 0), "nth_week"
        elif spec.rank == 1 and m[3] and 1 <= n <= 12:
            spec.m, spec.rule = ("abs", n), "month"
        elif m[4] and n:
            spec.shift, spec.rule = n, "nth_day"
        else:
            return
        spec.rank, spec.end = (3 if m[3] else 6 if m[2] or m[6] else 5), m.end()

    def _edge(self, spec: Spec, m: re.Match[str]) -> None:
        """去年的前10天, 今年最后三周, 2021年的最后4个月."""
        n = number(m[2]) or 0
        days = n * {"天": 1, "个月": 31}.get(m[3], 7)
        if not n or days > 366 or (m[3] == "个月" and m[1] != "最后"):
            return
        spec.ypart = f"M{13 - n}-12" if m[3] == "个月" else f"D{-days if m[1] == '最后' else days}"
        spec.rank, spec.end, spec.rule = 4, m.end(), "edge_of_year"
