"""Atoms → expressions: which pieces stand together (今年 + 10月 + 下旬), and what kind of expression they make."""

from __future__ import annotations

import re

from pipeline.stages.dates.grammar import DAYS, MONTHS, PLANS, SEASONS, WEEKS, YEARS, Atom
from pipeline.stages.dates.spec import Spec
from pipeline.stages.dates.values import number

_GAP = re.compile(r"(?:的| (?! ))?")
_GLOSS = re.compile(
    r" ?（(?:(?:星期|周|礼拜)[一二三四五六日天]|公元[\d前]{3,6}年?|\d{3,4}年?|(?:农历|阴历)[^（）\n]{2,8})）"
)
_WEEKDAYS = {c: i for i, c in enumerate("一二三四五六日", 1)} | {"天": 7, "末": 8}
_NOT_CLOCK = re.compile(
    r"(?:[的以]?(?:意见|建议|要求|希望|体会|思考|看法|问题|主张|启示|经验|想法|认识|共识|感受|措施|举措|内容|指示|任务|工作|原因|做法|承诺|期望|倡议|声明|"
    r"具体|重要|五|零|\d|多[个种次项]|钱|水|力|赞|评|火|亮|名|滴|头|子|击|开|燃|缀|一线|一面|成|对|希|倡|具|建|要|意|认|体|主|启|思|共|内))"
)
_DAY_NO = re.compile(r"(?=[，。、；（）)(\s上下晚早凌中前后起至到—~\-夜当的]|$)")
_LINE = re.compile(r"[\n　 ]*$")

DURATION_UNITS = {
    "年": "年", "年度": "年", "月": "月", "周": "周", "星期": "周", "礼拜": "周", "天": "天", "日": "天", "小时": "时", "钟头": "时",
    "分钟": "分", "秒": "秒", "秒钟": "秒", "季度": "季", "世纪": "世纪", "夜": "天", "晚": "天", "学年": "年",
}  # fmt: skip


class Parser:
    """Reads points of time off a list of atoms."""

    def __init__(self, text: str, atoms: list[Atom]) -> None:
        self.text, self.atoms = text, atoms
        self.era = False  # whether the text counts years of a reign or the Republic

    # ------------------------------------------------------------ points

    def point(self, i: int, rank: int = 0) -> tuple[Spec, int] | None:
        """The point that starts at atom i, and the index after it; `rank` is what the parts must be smaller than."""
        spec = Spec(self.atoms[i].start, self.atoms[i].start, rank)
        j = i
        while j < len(self.atoms):
            atom = self.atoms[j]
            if atom.start < spec.end:
                j += 1
                continue
            if j > i and not self._joins(spec, atom):
                break
            if not self._take(spec, atom, j):
                break
            if atom.start == spec.start and spec.end == spec.start:  # taken
                pass
            spec.end = atom.end
            j += 1
            if atom.kind == "rh":
                break
        if spec.end == spec.start:
            return None
        if not spec.dated and spec.clock is None:
            return None
        while j < len(self.atoms) and self.atoms[j].start < spec.end:
            j += 1
        return spec, j

    def _joins(self, spec: Spec, atom: Atom) -> bool:
        m = _GAP.match(self.text, spec.end)
        if m and m.end() == atom.start:
            return m[0] != "的" or atom.kind in ("part", "fest", "annual", "week", "yearpart", "num", "term", "clk")
        if atom.start - spec.end < 18 and (g := _GLOSS.match(self.text, spec.end)):
            return g.end() == atom.start or bool((p := _GAP.match(self.text, g.end())) and p.end() == atom.start)
        return False

    def _take(self, spec: Spec, atom: Atom, j: int) -> bool:
        """Add the atom's meaning to the spec, if it is a smaller part than all before it."""
        k = atom.kind
        if k == "num":
            return self._take_number(spec, atom, j)
        if k == "rh":
            return self._take_range_head(spec, atom, j)
        taker = getattr(self, f"_take_{k}", None)
        return bool(taker and taker(spec, atom, j))

    def _year(self, spec: Spec, value: tuple[str, int]) -> bool:
        if spec.rank >= 1:
            return False
        spec.y, spec.rank = value, 1
        return True

    def _take_iso(self, spec: Spec, atom: Atom, j: int) -> bool:
        if spec.rank:
            return False
        y, m, d = (int(x) for x in re.split(r"[-/.]", atom.g[0]))
        spec.y, spec.m, spec.d, spec.rank, spec.rule = ("abs", y), ("abs", m), ("abs", d), 5, "iso"
        return True

    def _take_num8(self, spec: Spec, atom: Atom, j: int) -> bool:
        if spec.rank:
            return False
        s = atom.g[0]
        spec.y, spec.m, spec.d, spec.rank, spec.rule = (
            ("abs", int(s[:4])),
            ("abs", int(s[4:6])),
            ("abs", int(s[6:])),
            5,
            "iso",
        )
        return True

    def _take_ym(self, spec: Spec, atom: Atom, j: int) -> bool:
        if spec.rank:
            return False
        s, before, after = atom.g[0], self.text[max(0, atom.start - 2) : atom.start], self.text[atom.end : atom.end + 2]
        ranged = bool(re.match(r"\s?[—\-~至到起]", after)) or bool(re.search(r"[—\-~至到]\s?$", before))
        fenced = before[-1:] in "（(\n" and after[:1] in "）)\n　 "
        if not (ranged or fenced) and s[4] == ".":
            return False
        spec.y, spec.m, spec.rank, spec.rule = ("abs", int(s[:4])), ("abs", int(s[5:])), 3, "year_month"
        return True

    def _take_md(self, spec: Spec, atom: Atom, j: int) -> bool:
        if spec.rank:
            return False
        spec.m, spec.d, spec.rank, spec.rule = ("abs", int(atom.g[0][:2])), ("abs", int(atom.g[0][3:])), 5, "month_day"
        return True

    def _take_clk(self, spec: Spec, atom: Atom, j: int) -> bool:
        if spec.rank >= 8:
            return False
        if (
            not spec.dated
            and not spec.part
            and re.match(r"[战不击大险惨逆领胜负]", self.text[atom.end : atom.end + 1] or "x")
        ):
            return False
        h, mi, *s = (int(x) for x in re.split("[:：]", atom.g[0]))
        spec.clock, spec.rank = (h, mi, s[0] if s else 0), 10
        return True

    def _take_era(self, spec: Spec, atom: Atom, j: int) -> bool:
        from pipeline.stages.dates.lunar import eras

        name = atom.g[0][: -len(atom.g[1]) - 1]
        n = 1 if atom.g[1] == "元" else number(atom.g[1])
        if not n or spec.rank or name not in eras():
            return False
        spec.y, spec.rank, spec.era, spec.rule = ("abs", eras()[name] + n - 1), 1, True, f"era:{name}"
        return True

    def _take_lunar(self, spec: Spec, atom: Atom, j: int) -> bool:
        if spec.rank >= 2:
            return False
        month = _lunar_number(atom.g[1] or atom.g[2])
        day = _lunar_day_number(atom.g[3]) if atom.g[3] else 0
        if month is None or day is None:
            return False
        spec.lunar, spec.rank, spec.rule = (month, day), 5, "lunar"
        return True

    def _take_lunday(self, spec: Spec, atom: Atom, j: int) -> bool:
        if spec.rank >= 2:
            return False
        day = _lunar_day_number(atom.g[0].removeprefix("大年"))
        if day is None or not (spec.y or atom.g[0].startswith("大年")):
            return False
        spec.lunar, spec.rank, spec.rule = (1, day), 5, "lunar"
        return True

    def _take_yrel(self, spec: Spec, atom: Atom, j: int) -> bool:
        w = atom.g[0]
        if w == "后年" and self.text[max(0, atom.start - 1) : atom.start] in ("之", "以", "最", "战", "年", "月"):
            return False
        spec.rule = spec.rule or "relative_year"
        return self._year(spec, YEARS[w])

    def _take_wholeyear(self, spec: Spec, atom: Atom, j: int) -> bool:
        if spec.y is None and spec.rank == 0:
            spec.y, spec.rank, spec.rule = ("whole", 0), 4, "whole_year"
            return True
        return False

    def _take_bare(self, spec: Spec, atom: Atom, j: int) -> bool:
        spec.rule = "bare_year"
        return self._year(spec, ("abs", int(atom.g[0])))

    def _take_yseason(self, spec: Spec, atom: Atom, j: int) -> bool:
        spec.rule = "season"
        return self._year(spec, YEARS[atom.g[0]])

    def _take_mrel(self, spec: Spec, atom: Atom, j: int) -> bool:
        if spec.rank >= 3 or spec.ypart:
            return False
        spec.m, spec.rank, spec.rule = MONTHS[atom.g[0]], 3, spec.rule or "relative_month"
        return True

    def _take_drel(self, spec: Spec, atom: Atom, j: int) -> bool:
        if spec.rank >= 1:
            return False
        w = atom.g[0]
        after = self.text[atom.end : atom.end + 1]
        if w == "前日" and self.text[max(0, atom.start - 1) : atom.start] in ("日", "目"):
            return False
        if w in ("今日", "明日") and after in ("之", "头"):
            return False
        spec.d, spec.rank, spec.rule = DAYS[w], 5, "relative_day"
        if w[-1] in "晚夜晨早":
            spec.part, spec.rank = w[-1], 7
        return True

    def _take_week(self, spec: Spec, atom: Atom, j: int) -> bool:
        rel, day, plain = atom.g[1], atom.g[2], atom.g[3]
        if rel is not None:
            if spec.rank:
                return False
            offset = WEEKS.get(rel)
            if offset is None:
                return False
            spec.week, spec.rank, spec.rule = (offset, _WEEKDAYS[day] if day else 0), 6, "week"
            return True
        if spec.rank >= 6 or plain is None:
            return False
        if spec.d is not None or spec.rule == "iso":  # 10月13日星期四: the day is known
            spec.rank = 6
            return True
        if spec.m is not None:
            return False
        spec.week, spec.rank, spec.rule = (None, _WEEKDAYS[plain]), 6, "weekday"
        return True

    def _take_weekend(self, spec: Spec, atom: Atom, j: int) -> bool:
        return False

    def _take_quarter(self, spec: Spec, atom: Atom, j: int) -> bool:
        q, half, fortnight = atom.g[1], atom.g[2], atom.g[3]
        if fortnight:
            if spec.rank not in (0, 3):
                return False
            spec.m = spec.m or ("here", 0)
            spec.mpart, spec.rank, spec.rule = f"{fortnight}半月", 4, "month_part"
            return True
        if spec.rank >= 2:
            return False
        if half:
            spec.ypart, spec.rank = ("H1" if half == "上" else "H2"), 4
            spec.y = spec.y or ("doc", 0)
        elif q == "首":
            spec.ypart, spec.rank = "Q1", 4
            spec.y = spec.y or ("doc", 0)
        else:
            if spec.rank:
                return False
            spec.ypart, spec.rank = f"q{WEEKS.get(q.rstrip('个'), WEEKS.get(q, 0))}", 4
            spec.y = ("doc", 0)
        spec.rule = "half" if half else "quarter"
        return True

    def _take_nmonth(self, spec: Spec, atom: Atom, j: int) -> bool:
        n = number(atom.g[1])
        if not n or spec.rank >= 2:
            return False
        months = n if atom.g[2] == "个月" else 3 * n
        if months > 12:
            return False
        spec.y = spec.y or ("doc", 0)
        spec.ypart, spec.rank, spec.rule = f"N{months}", 4, "first_months"
        return True

    def _take_yearpart(self, spec: Spec, atom: Atom, j: int) -> bool:
        w = atom.g[0]
        if w[0] in SEASONS:
            if spec.rank != 1:
                return False
            spec.ypart, spec.rank, spec.rule = f"S{SEASONS[w[0]]}", 4, "season"
            return True
        if w.endswith("旬") or w[0] == "月":
            if spec.rank not in (0, 3) or (spec.rank == 3 and w[0] == "月"):
                return False
            if (
                spec.m is None
                and w[0] == "月"
                and w[1] == "中"
                and self.text[atom.end : atom.end + 1] not in "，。、；前后"
            ):
                return False
            spec.m = spec.m or ("here", 0)
            spec.mpart, spec.rank, spec.rule = (w if w.endswith("旬") else w[1]), 4, "month_part"
            return True
        if spec.rank > 1 or w in ("年前", "年内"):
            if w == "年内" and spec.rank == 0:
                spec.y, spec.rank, spec.rule = ("doc", 0), 4, "within_year"
                spec.suffix = "内"
                return True
            return False
        spec.y = spec.y or ("here", 0)
        spec.ypart, spec.rank, spec.rule = {"末": "底", "终": "底"}.get(w[-1], w[-1]), 4, "year_part"
        return True

    def _take_part(self, spec: Spec, atom: Atom, j: int) -> bool:
        if spec.rank >= 7:
            return False
        spec.part, spec.rank = atom.g[0], 7
        return True

    def _take_fest(self, spec: Spec, atom: Atom, j: int) -> bool:
        if spec.rank >= 2:
            return False
        spec.fest, spec.rank, spec.rule = (atom.kind, atom.g[0]), 5, "festival"
        return True

    _take_annual = _take_fest

    def _take_term(self, spec: Spec, atom: Atom, j: int) -> bool:
        if spec.rank >= 2:
            return False
        if not (
            spec.y
            or self.text.startswith(("节气", "当天", "时节", "前后", "以后", "过后"), atom.end)
            or atom.g[0] in ("冬至", "夏至", "清明")
        ):
            return False
        return self._take_fest(spec, atom, j)

    # ------------------------------------------------------------ numbers with a unit

    def _take_number(self, spec: Spec, atom: Atom, j: int) -> bool:
        _, prefix, di, digits, cn, ap, ge, half, more, unit, half2, more2 = atom.g
        s = digits or cn
        n = number(s) if s not in ("半", "几", "数") else None
        plain = not (ap or ge or half or more or half2 or more2)
        if unit == "世纪":
            return self._take_century(spec, atom, n, j)
        if unit == "年代":
            return self._take_decade(spec, atom, n)
        if n is None or not plain:
            return False
        if unit == "季度" or (unit == "季" and di):
            if spec.rank < 2 and 1 <= n <= 4 and (di or spec.y or digits is None):
                spec.y = spec.y or ("doc", 0)
                spec.ypart, spec.rank, spec.rule = f"Q{n}", 4, "quarter"
                return True
            return False
        if di:
            return False
        if unit in ("年", "年度") and not spec.rank:
            return self._take_year(spec, atom, n, s, prefix, j)
        if prefix:
            return False
        if unit in ("月", "月份") and spec.rank < 3 and 1 <= n <= 12:
            spec.m, spec.rank, spec.rule = ("abs", n), 3, "month"
            return True
        if unit in ("日", "号") and spec.rank < 5 and 1 <= n <= 31:
            return self._take_day(spec, atom, n, digits, unit)
        if unit in ("时", "点", "点钟") and spec.rank < 8 and 0 <= n <= 24:
            return self._take_hour(spec, atom, n, digits, unit, j)
        if unit == "分" and spec.rank == 8 and spec.clock and n < 60:
            spec.clock, spec.rank = (spec.clock[0], n, 0), 9
            return True
        if unit == "秒" and spec.rank == 9 and spec.clock and n < 60:
            spec.clock, spec.rank = (*spec.clock[:2], n), 10
            return True
        return False

    def _take_year(self, spec: Spec, atom: Atom, n: int, s: str, prefix: str | None, j: int) -> bool:
        nxt = self.atoms[j + 1] if j + 1 < len(self.atoms) else None
        if prefix and prefix.startswith("公元前") or (prefix == "前" and n >= 100):
            spec.bce, spec.rule = True, "year"
            return self._year(spec, ("abs", 1 - n))
        if prefix and prefix.startswith("距今"):
            return False
        if prefix == "公元" or (len(s) == 4 and 1000 <= n <= 2200 and not re.search("[十百千]", s)):
            spec.rule = "year"
            return self._year(spec, ("abs", n))
        monthly = (
            nxt is not None
            and nxt.start == atom.end
            and nxt.kind == "num"
            and nxt.g[9] in ("月", "月份")
            and not nxt.g[5]
        )
        if monthly and not nxt.g[6] and (self.era and n <= 60 or (s.isascii() and len(s) == 2)):  # type: ignore[union-attr]
            spec.rule, spec.era = "short_year", self.era
            return self._year(spec, ("short", n))
        return False

    def _take_day(self, spec: Spec, atom: Atom, n: int, digits: str | None, unit: str) -> bool:
        if (
            spec.m is None
            and unit == "号"
            and not (
                n <= 31
                and _DAY_NO.match(self.text, atom.end)
                and self.text[max(0, atom.start - 1) : atom.start]
                not in ("第", "〕", "〉", "]", "：", "-", "、", "（", "(")
            )
        ):
            return False
        if spec.m is None and spec.rank:
            return False
        after = self.text[atom.end : atom.end + 2]
        if (
            spec.m is None
            and after.startswith(("内", "之内", "以内", "游", "均", "元", "本", "新", "关", "语", "方", "圆"))
            and unit == "日"
        ):
            return False
        if spec.m is None and digits is None and (n < 11 or not _DAY_NO.match(self.text, atom.end)):
            return False
        spec.d, spec.rank, spec.rule = ("abs", n), 5, spec.rule or "day"
        return True

    def _take_hour(self, spec: Spec, atom: Atom, n: int, digits: str | None, unit: str, j: int) -> bool:
        known = bool(spec.part) or spec.rank >= 5
        tail = self.text[atom.end : atom.end + 2]
        extra = re.match(
            r"(?:钟|整|半|[一三]刻|许|左右|[零〇]?[一二三四五六七八九十]{1,3}分|\d{1,2}分)",
            self.text[atom.end : atom.end + 5],
        )
        if not known:
            if unit == "点" and (
                _NOT_CLOCK.match(self.text, atom.end)
                or (digits is None and not extra and n < 25 and tail[:1] not in "前后到至")
            ):
                return False
            if (
                unit == "点"
                and digits is not None
                and not extra
                and not re.match(r"[，。、；前后到至开出准起]|$", tail)
            ):
                return False
            if unit == "时" and (
                digits is None and (n == 1 or not extra) or tail.startswith(("间", "代", "期", "速", "候", "光", "装"))
            ):
                return False
            if self.text[max(0, atom.start - 1) : atom.start] in ("第", "有", "提", "这", "几"):
                return False
        spec.clock, spec.rank, spec.rule = (n, 0, 0), 8, spec.rule or "clock"
        return True

    def _take_decade(self, spec: Spec, atom: Atom, n: int | None) -> bool:
        if n is None or n % 10 or not (0 <= n < 100 or 1000 <= n <= 2090) or spec.rank > 1:
            return False
        if spec.decade is not None:  # after a century: 20世纪90年代
            spec.decade = spec.decade + n
        elif n >= 1000:
            spec.decade = n
        else:
            spec.decade = (1900 if n >= 30 else 2000) + n if spec.y is None else None
        spec.y, spec.ypart, spec.rank, spec.rule = None, "decade", 4, "decade"
        return spec.decade is not None

    def _take_century(self, spec: Spec, atom: Atom, n: int | None, j: int) -> bool:
        if n is None or not 1 <= n <= 30 or spec.rank or any(atom.g[k] for k in (5, 6, 7, 8, 10, 11)):
            return False
        spec.decade, spec.ypart, spec.rank, spec.rule = (n - 1) * 100, "century", 1, "century"
        return True

    def _take_cent(self, spec: Spec, atom: Atom, j: int) -> bool:
        if spec.rank:
            return False
        back = {"上": 1, "上个": 1, "前": 1}.get(atom.g[1], 0)
        spec.decade, spec.ypart, spec.rank, spec.rule = 2000 - 100 * back, "century", 1, "century"
        return True

    # ------------------------------------------------------------ ranges whose first unit stands at the second (15—17日)

    def _take_range_head(self, spec: Spec, atom: Atom, j: int) -> bool:
        nxt = self.atoms[j + 1] if j + 1 < len(self.atoms) else None
        if nxt is None or nxt.kind != "num" or nxt.start != atom.end:
            return False
        s = re.match(r"\d+|[^\s—\-~至到]+", atom.g[0])
        if s is None:
            return False
        digits, cn = (s[0], None) if s[0].isascii() else (None, s[0])
        fake = Atom(
            "num",
            atom.start,
            atom.end,
            (atom.g[0], None, None, digits, cn, None, None, None, None, nxt.g[9], None, None),
        )
        return self._take_number(spec, fake, j + 1 if False else j)


def _lunar_number(s: str) -> int | None:
    leap = s.startswith("闰")
    s = s.removeprefix("闰").removesuffix("月")
    n = {"正": 1, "腊": 12, "冬": 11}.get(s) or number(s)
    if not n or n > 12:
        return None
    return -n if leap else n


def _lunar_day_number(s: str) -> int | None:
    s = s.removeprefix("初")
    if s.startswith("廿"):
        return 20 + (number(s[1:]) or 0)
    n = number(s)
    return n if n and 1 <= n <= 30 else None


__all__ = ["DURATION_UNITS", "PLANS", "Parser"]
