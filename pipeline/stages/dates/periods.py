"""Expressions that are no points: 三天前, 四天后, 五年来, 未来五年, 28年."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.lexicon import calendar
from pipeline.stages.dates.found import Found
from pipeline.stages.dates.lengths import Length, measure, read_lengths, read_range
from pipeline.stages.dates.numbers import LASTED
from pipeline.stages.dates.resolve import resolve
from pipeline.stages.dates.spec import Spec
from pipeline.stages.dates.values import Day, add_days, add_months, interval
from pipeline.stages.dates.when import When
from pipeline.stages.dates.words import SEASONS

if TYPE_CHECKING:
    from pipeline.stages.dates.expressions import Reader

_PRE = re.compile(
    r"(再过|最近的?|(?<!已经)(?<!已)过去的?|近|前|这|那|未来的?|今后的?|接下来的?|头|后|此后|往后|之后的?|上一个?|上个|下一个?|下个|历经|历时)(?:一个)?$"
)
_POST = re.compile(
    r"(?P<ago>以前|之前|前(?![往进列沿线身期夕后锋茅]))|(?P<later>以后|之后|后(?![期来备勤续代方半继]))|(?P<back>以来|来(?![到自源访电信华京宾函料年临回去之于]))"
    r"|(?P<span>间(?![接隔断谍歇]))|(?P<within>之内|以内|内(?![地容外部阁蒙涵]))"
)
_AFTERWARDS = re.compile("^$|[，。；、：的（）”\n　 往今]$")
#: before 前两天 where it means the days up to now
_UP_TO_NOW = re.compile(
    "^$|[，。；、：的（）“”\n　 在比较与和了是从对将把到自于此之连跟同这那当用除经按由即月年季旬就也早均度日天]$"
)
_IN_REVIEW = re.compile("累计|的(?:实践|发展|工作|奋斗|努力|历程|成绩|成就)|间|里")
_LASTING = re.compile("(?:时隔|历时|历经|经过|经)(?:近|约|大约|长达|了)?$")
_TAKES = re.compile("用$")
_ON_END = re.compile("(?:一连|连续)$")
_ABOUT = re.compile("左右的?时间|左右")
_YEARS = re.compile(r"P\d+Y/P(\d{1,2})Y")
#: 附近三五年: no 近 of time
_NEAR_NOT = tuple("附就最远临接邻亲贴靠")
_MUST = re.compile("[要将应]|必须")
_THAT_DAY = re.compile("(?:今天|今日|同一天|这一天)(?!头条)")
_THEN_TODAY = re.compile("的(?:今天|今日)")
_THAT_SEASON = re.compile("([春夏秋冬])[天季日]")
#: a year of a reign, with its year of our era
_GLOSS = re.compile("（(?:公元)?(?P<year>1[0-9]{3}|20[0-9]{2})年?）")
_AHEAD = ("未来", "今后", "接下来", "往后", "下", "下个", "下一个", "下一", "后", "此后")
_THEREAFTER = ("此后", "往后", "之后")
_BACK = ("近", "最近", "过去", "这", "前", "上", "上个", "上一个", "上一", "历经")


def ago(r: Reader, i: int) -> tuple[Found, int] | None:
    """三天前, 一千年前, 两年前的春节前夕, 四天后"""
    got = read_lengths(r.atoms, r.text, i)
    if got is None:
        return None
    length, end, j = got
    atom, t = r.atoms[i], r.text
    if t.startswith("再过", max(0, atom.start - 2)) and not length.approx and not length.calendar_year:
        return _in_a_while(r, i, length, end, j)
    m = _POST.match(t, end)
    pre = _PRE.search(t, max(0, atom.start - 5), atom.start)
    if (
        not m
        or not (m["ago"] or m["later"])
        or (pre and pre[1] not in ("后", "再过") and not (pre[1] == "近" and m["later"]))  # 近4天后
        or (len(length.parts) > 1 and m["later"] is None and m["ago"] is None)
    ):
        return None
    n, unit = length.n, length.unit
    if _LASTING.search(t, max(0, atom.start - 6), atom.start):
        return None  # 时隔近两个月后再度增长: a length
    if length.written == "日" and atom.g[3] and n <= 31:
        return None  # 15日之前: before the 15th
    if length.written == "世纪" and not atom.g[6]:
        return None  # 21世纪前20年: of that century; 两个世纪前 is the length
    if (m["ago"] and t.startswith("一天", m.end())) or length.calendar_year:
        return None
    spec = Spec(
        atom.start, m.end(), 0, ago=(n, unit, -1 if m["ago"] else 1, length.approx), rule="ago" if m["ago"] else "later"
    )
    if len(length.parts) == 2 and length.parts[1][1] == "月":
        spec.months = int(length.parts[1][0])
    if m["later"] and unit == "年" and (day := _THEN_TODAY.match(t, m.end())) and r.context.ref is not None:
        today = r.context.ref.edtf  # 80年后的今天
        return Found(atom.start, day.end(), "date", today, None, "document", 0.8, "same_day"), r.parser.after(
            day.end(), j
        )
    when = resolve(spec, r.context)
    if when is None:
        return Found(atom.start, m.end(), "date", None, length.iso, "unresolved", 0.3, spec.rule), j
    if "T" in when.text:
        return Found(atom.start, m.end(), "time", when.text, None, when.basis, 0.8, spec.rule), j
    if inner := _in_that(r, atom.start, m.end(), j, length, when):
        point, j2 = inner
        if done := r.finish(point, j2):
            done[0].basis = when.basis
            return done
    return Found(atom.start, m.end(), "date", when.edtf, None, when.basis, 0.85, spec.rule), j


def _in_that(r: Reader, start: int, end: int, j: int, length: Length, when: When) -> tuple[Spec, int] | None:
    """两年前的春节前夕, 三年前的今天, 三个月后的15日, 两天后上午10点: what follows is a part of that year, month or day."""
    t, k = r.text, end + r.text.startswith("的", end)
    i, a, unit = r.parser.after(k, j), when.a, length.unit
    if i >= len(r.atoms) or r.atoms[i].start != k:
        return None
    kind = r.atoms[i].kind
    if unit == "年" and k > end:
        if m := _THAT_DAY.match(t, k):
            point = Spec(start, m.end(), 5, y=("abs", a.y), today=True, rule="same_day")
            return point, r.parser.after(m.end(), i)
        if m := _THAT_SEASON.match(t, k):
            point = Spec(start, m.end(), 4, y=("abs", a.y), ypart=f"S{SEASONS[m[1]]}", rule="season")
            return point, r.parser.after(m.end(), i)
        if kind not in ("fest", "annual", "num", "lunar"):
            return None
        got = r.parser.point(i)
        if got is None or got[0].y is not None:
            return None
        point, j2 = got
        if not (point.fest or point.lunar or (point.m and point.m[0] == "abs")):
            return None
        point.y = ("abs", a.y)
    else:
        if kind not in ("num", "part", "clk") or not (unit in "天周" or (unit == "月" and k > end)):
            return None
        got = r.parser.point(i, known=unit != "月")
        if got is None or got[0].y is not None or got[0].m is not None:
            return None
        point, j2 = got
        if unit == "月":
            if point.d is None or point.d[0] != "abs" or a.m is None:
                return None
            point.y, point.m = ("abs", a.y), ("abs", a.m)
        elif point.dated or a.d is None or a.m is None:
            return None
        else:
            point.y, point.m, point.d = ("abs", a.y), ("abs", a.m), ("abs", a.d)
    point.start = start
    return point, j2


def _in_a_while(r: Reader, i: int, length: Length, end: int, j: int) -> tuple[Found, int] | None:
    """再过三天 → the third day from the anchor; 再过两个月左右."""
    start = r.atoms[i].start - 2
    about = _ABOUT.match(r.text, end)
    end = about.end() if about else end
    spec = Spec(start, end, 0, ago=(length.n, length.unit, 1, about is not None), rule="later")
    when = resolve(spec, r.context)
    if when is None:
        return Found(start, end, "date", None, length.iso, "unresolved", 0.3, "later"), j
    return Found(start, end, "date", when.edtf, None, when.basis, 0.8, "later"), j


def length(r: Reader, i: int) -> tuple[Found, int] | None:
    """A number of units: 五年来, 近三年, 未来五年, 三年内, or plain 28年, 一个半小时, 一年二个月."""
    got = read_lengths(
        r.atoms, r.text, i, lasted=bool(LASTED.search(r.text, max(0, r.atoms[i].start - 3), r.atoms[i].start))
    )
    if got is None:
        return None
    size, end, j = got
    atom, t = r.atoms[i], r.text
    n, unit = size.n, size.unit
    start = atom.start + (1 if atom.g[1] == "前" else 0)
    pre = _PRE.search(t, max(0, start - 5), start)
    word = pre[1].rstrip("的") if pre else ""
    if word == "近" and pre and t.endswith(("时隔", "历时"), max(0, pre.start() - 2), pre.start()):
        word = ""  # 时隔近两年
    if word == "近" and pre and t[pre.start() - 1 : pre.start()] in _NEAR_NOT:
        word = ""
    if unit in "分秒" or (unit == "时" and n < 24):
        word = ""
    post = _POST.match(t, end)
    begin = pre.start() if pre and word else start
    if post and post["back"]:
        return _back(r, begin if word in ("近", "最近", "过去", "这") else start, post.end(), size), j
    if word == "后" and pre and not _AFTERWARDS.search(t, max(0, pre.start() - 1), pre.start()):
        word = ""  # 签约后7日内: after the signing
    if word == "前" and t[max(0, start - 2) : start - 1] in tuple("”》）提期假节"):
        word = ""  # “年货节”前15天: the first of it; 提前6年
    if word == "前" and pre and unit in "天周时" and not _UP_TO_NOW.search(t, max(0, pre.start() - 1), pre.start()):
        word = ""  # 抵达前32小时, 离世前两个星期: before what has been named
    if word in ("近", "历经") and len(size.parts) > 1:
        word = ""  # 历经两年零九个月的…: a length
    if unit == "年" and n >= 2 and n < 20 and not post and t.endswith(("以来的", "以来这"), max(0, start - 3), start):
        return _back(r, start, end, size), j  # 上次大会以来的五年
    if word in _BACK and (unit in "年季月周" or n >= 2 or (word == "过去" and unit == "天")) and size.n < 100:
        if word == "这" and unit == "年" and n == 1 and not post:
            return _this_year(r, begin, end), j
        if word == "这" and _MUST.match(t, end):
            return _ahead(r, begin, end, size), j  # 这三年要把重点放在…
        if word in ("前", "上") and unit == "年" and n == 1:
            return None
        return _back(
            r,
            begin if word != "历经" else start,
            post.end() if post and (post["span"] or post["within"]) else end,
            size,
        ), j
    if word in _AHEAD and (word != "后" or n >= 2):
        about = _ABOUT.match(t, end)
        if word in _THEREAFTER and (told := _from_told(r, begin, post.end() if post and post["within"] else end, size)):
            return told, j
        return _ahead(r, begin, about.end() if about else post.end() if post and post["within"] else end, size), j
    if post and post["within"] and unit in "年月" and n >= 1:
        f = r.context.focus
        if unit == "年" and f is not None and n == int(n) and _starts_there(r, f, start):
            value = interval(Day(f.y), Day(f.y + int(n)))  # 2021年启动，三年内建成
            return Found(start, post.end(), "period", value, size.iso, "context", 0.8, "future_period"), j
        return _ahead(r, start, post.end(), size), j
    if post and post["span"] and unit == "年" and n >= 2:
        return _back(r, start, post.end(), size), j
    if unit == "年" and len(size.parts) == 1 and (gloss := _GLOSS.match(t, end)) is not None:
        while j < len(r.atoms) and r.atoms[j].start < gloss.end():
            j += 1  # 乾隆三年任知县，十年（1745）修文庙: a year of the reign
        return Found(start, end, "date", gloss["year"], None, "explicit", 0.9, "glossed_year"), j
    if post and post["within"]:
        end = post.end()
    if not measure(t, start, end, size, within=bool(post and post["within"])):
        return None
    if special := _reviewed(r, start, end, size) or _takes(r, start, end, size) or _running(r, start, end, size):
        return special, j
    if atom.g[4] == "半" and t[start - 1 : start] == "大" and start:
        start -= 1  # 大半年
    if about := re.compile("左右").match(t, end):
        end = about.end()
    return Found(start, end, "duration", None, size.iso, "explicit", 0.85, "duration"), j


def _starts_there(r: Reader, f: Day, at: int) -> bool:
    """Whether the sentence has just named the (past) year from which the years count."""
    c = r.context
    return c.focus_year and c.ref is not None and f.y < c.ref.y and c.same_sentence(at, 60)


def length_range(r: Reader, i: int) -> tuple[Found, int] | None:
    """13—18天, 四五年"""
    got = read_range(r.atoms, r.text, i)
    if got is None:
        return None
    iso, end, j = got
    start = r.atoms[i].start
    if period := _ranged(r, start, end, iso):
        return period, j
    return Found(start, end, "duration", None, iso, "explicit", 0.8, "length_range"), j


def _ranged(r: Reader, start: int, end: int, iso: str) -> Found | None:
    """未来五到十年, 今后三五年, 近四五年来: the years from the anchor, or up to it, as many as they may be."""
    ref, most = r.context.ref, _YEARS.fullmatch(iso)
    pre = _PRE.search(r.text, max(0, start - 5), start)
    if ref is None or most is None or pre is None:
        return None
    word, n = pre[1].rstrip("的"), int(most[1])
    if word in ("未来", "今后", "接下来", "往后"):
        value, rule = interval(Day(ref.y), Day(ref.y + n)), "future_period"
    elif word in ("近", "最近", "过去") and r.text[max(0, pre.start() - 1) : pre.start()] not in _NEAR_NOT:
        value, rule = interval(Day(ref.y - n), Day(ref.y)), "past_period"
    else:
        return None
    back = _POST.match(r.text, end)
    stop = back.end() if back and (back["back"] or back["within"]) else end
    return Found(pre.start(), stop, "period", value, iso, "document", 0.75, rule)


def _reviewed(r: Reader, start: int, end: int, size: Length) -> Found | None:
    """五年累计新增, 五年的实践 in a report that looks back on five years: those."""
    c = r.context
    if c.review is None or c.review[0] != size.n or size.unit != "年" or size.approx:
        return None
    if not _IN_REVIEW.match(r.text, end) or r.text.endswith(("经过", "历经", "通过"), max(0, start - 2), start):
        return None
    return Found(start, end, "period", c.review[1], size.iso, "context", 0.75, "past_period")


def _takes(r: Reader, start: int, end: int, size: Length) -> Found | None:
    """力争用两年时间完成: the years from now."""
    t, c = r.text, r.context
    if not (_TAKES.search(t, max(0, start - 1), start) and c.future(start) and size.n == int(size.n)):
        return None
    about = re.compile("(?:左右)?的?时间").match(t, end)
    return _ahead(r, start, about.end() if about else end, size)


def _running(r: Reader, start: int, end: int, size: Length) -> Found | None:
    """今日起一连三日, 自4月1日起连续三天: the days from the one just named."""
    c, m = r.context, _ON_END.search(r.text, max(0, start - 2), start)
    f = c.focus
    if m is None or f is None or f.d is None or size.unit != "天" or c.focus_at < m.start() - 6:
        return None
    if not r.text.endswith("起", max(0, c.focus_at - 1), c.focus_at) or size.n != int(size.n):
        return None
    value = interval(f, add_days(f, int(size.n) - 1))
    return Found(m.start(), end, "period", value, size.iso, "context", 0.85, "duration")


def _back(r: Reader, start: int, end: int, size: Length) -> Found:
    """The n units up to the anchor."""
    ref, n, unit = r.context.ref, size.n, size.unit
    found = Found(start, end, "period", None, size.iso, "unresolved", 0.3, "past_period")
    if ref is None:
        return found
    tail = "~" if size.approx else ""
    if unit == "年" and (opened := _opened(r, start, n)):
        found.edtf = f"{opened}/{Day(ref.y).edtf}"
    elif unit == "年" and n == int(n):
        found.edtf = f"{Day(ref.y - int(n)).edtf}{tail}/{Day(ref.y).edtf}"
        if n == 1 and (ref.m or 12) <= 3:  # looking back early in a year: the year before
            r.context.whole = (ref.y - 1, end)
            if r.text.startswith("过去", start):
                found.edtf, found.kind = Day(ref.y - 1).edtf, "date"
    elif unit == "月" and n == 0.5 and ref.d:
        found.edtf = interval(add_days(ref, -15), ref)
    elif unit in "年季月" and ref.m:
        months = max(1, round(n * {"季": 3, "月": 1, "年": 12}[unit]))
        found.edtf = interval(add_months(Day(ref.y, ref.m), -months).edtf + tail, Day(ref.y, ref.m))
    elif unit in "天周时" and ref.d:
        told = r.context.focus_day
        if told is not None and told < ref <= add_days(told, 3) and r.context.same_sentence(start, 60):
            ref = told  # 6日称，过去一天
        found.edtf = interval(add_days(ref, -round(n * {"周": 7, "天": 1, "时": 1 / 24}[unit])), ref)
    if found.edtf:
        found.basis, found.confidence = "document", 0.85
        if unit == "年" and 3 <= n <= 5 and not size.approx:
            r.context.review = (n, found.edtf)
    return found


def _from_told(r: Reader, start: int, end: int, size: Length) -> Found | None:
    """1949年1月，随军进城。此后三年，…: the years from the date last spoken of, where they are over."""
    c, n = r.context, size.n
    f = c.focus
    if f is None or n != int(n) or size.approx or start - c.focus_at > 200 or (c.ref is not None and f >= c.ref):
        return None
    if size.unit == "年" and (c.ref is None or f.y + n <= c.ref.y):
        value = interval(Day(f.y), Day(f.y + int(n)))
    elif size.unit == "月" and f.m is not None:
        value = interval(Day(f.y, f.m), add_months(Day(f.y, f.m), int(n)))
    elif size.unit in "周天" and f.d is not None:
        value = interval(f, add_days(f, int(n) * (7 if size.unit == "周" else 1)))
    else:
        return None
    return Found(start, end, "period", value, size.iso, "context", 0.75, "future_period")


def _this_year(r: Reader, start: int, end: int) -> Found:
    """这一年，…: the year just told of, else that of the text."""
    c = r.context
    told = c.named if c.same_paragraph(start, 300) else None
    year = told if told is not None else c.ref.y if c.ref else None
    if told is None and c.ref is not None and c.ref.m == 1:
        year = c.ref.y - 1  # looking back in January
    found = Found(start, end, "date", None, None, "unresolved", 0.3, "this_year")
    if year is not None:
        found.edtf, found.confidence, found.basis = str(year), 0.75, "document" if told is None else "context"
    return found


def _opened(r: Reader, start: int, n: float) -> str | None:
    """The year of what is named right before and opens the years: 新中国成立70多年来 → 1949."""
    ref = r.context.ref
    name = next((w for k in range(12, 1, -1) if calendar.find(w := r.text[max(0, start - k) : start])), None)
    entry = calendar.find(name) if name else None
    if entry is None or ref is None or entry.kind not in ("founding", "movement", "plenum", "congress", "event"):
        return None
    year = entry.start[:4]
    return year if year.isdigit() and -1 <= ref.y - int(year) - n < 10 else None


def _ahead(r: Reader, start: int, end: int, size: Length) -> Found:
    """The n units from the anchor on."""
    ref, n, unit = r.context.ref, size.n, size.unit
    found = Found(start, end, "period", None, size.iso, "unresolved", 0.3, "future_period")
    if ref is None:
        return found
    if unit == "年" and n == int(n):
        found.edtf = interval(Day(ref.y), Day(ref.y + int(n)))
    elif unit in "月季年" and ref.m:
        months = max(1, round(n * {"季": 3, "月": 1, "年": 12}[unit]))
        found.edtf = interval(Day(ref.y, ref.m), add_months(Day(ref.y, ref.m), months))
    elif unit in "天周时" and ref.d:
        found.edtf = interval(ref, add_days(ref, round(n * {"周": 7, "天": 1, "时": 1 / 24}[unit])))
    if found.edtf:
        found.basis, found.confidence = "document", 0.8
    return found
