"""The expressions of a text in order: points and ranges here, periods, durations and sets in `periods`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime

from pipeline.stages.dates import lunar, pairs, periods, sets, since, standing, told
from pipeline.stages.dates.anchors import Context
from pipeline.stages.dates.found import Found
from pipeline.stages.dates.grammar import atoms
from pipeline.stages.dates.named import festival_day
from pipeline.stages.dates.parser import Parser
from pipeline.stages.dates.resolve import clock_length, clock_text, hour_of, resolve
from pipeline.stages.dates.spec import Spec
from pipeline.stages.dates.suffixes import suffix, unquote
from pipeline.stages.dates.values import Day, interval
from pipeline.stages.dates.when import When

_TO = re.compile(r"(?:之后)?\s?(?:——|[—\-~至到])\s?|（[^（）\n]{1,15}）\s?(?:[—\-~至到])\s?|起[至到]")
_NOW = re.compile(r"起?\s?(?:——|[—\-~])?\s?(?:至今|迄今|[到至](?:现在|如今)|今(?=[，。任）\s]))")
_OPEN = re.compile(r"\s?(?:——|—|--)(?=\s)")
_AGENCY = re.compile(r"(?:社|报|网|台)[^，。；\n]{0,12}$")
_TITLE = re.compile("《[^》\n]{0,39}$")
_BETWEEN = re.compile("之?间(?![接隔断谍歇])")
_OPENS = re.compile(r"(?:^|[\n。；])[ 　]{0,4}$")
#: 1927年（民国十六年）, 【1927年】: what a heading may hold beside its year
_BEFORE_HEAD = " 　【〔［◆◇●○■□▲★"
_AFTER_HEAD = re.compile(r"[】〕］：]?[ 　]{0,4}(?:（[^（）\n]{2,14}）)?[ 　]{0,4}(?=\n)")
_DAY_PART = re.compile("(?:凌晨|清晨|早晨|上午|中午|午后|下午|傍晚|入夜|晚上|晚间|深夜|正午)$")
_AFTER_PART = re.compile("[，：]|的(?!话)")
_EVENING = re.compile("[晚夜](?:上|间)?（[^（）\n]{2,9}）$")
_HOUR = re.compile(r"(?:[01]?\d|2[0-4])[:：∶时点](?:[0-5]\d分?)?")
_HOURS_LABEL = re.compile("[ 　]{0,4}[^\\n：:，。 ]{0,6}时间[：:]")
_DAY_ROW = re.compile(r"(?:\d{4}年)?\d{1,2}月\d{1,2}日")
_BORN = re.compile("，?(?:出?生(?![活产前效意])|[^，。；\n]{0,12}(?:出生|生于|诞生))")
_BORN_ON = re.compile("(?:出生[于：]?|生于|诞生于)$")
_ABOUT = re.compile(r"(?:大约|大概|(?<![北公合契条预签违履毁守失节盟制特和])约)$")
_CONFIDENCE = {"explicit": 0.98, "document": 0.93, "context": 0.85, "calendar": 0.9}
#: of which no mention is worth keeping where nothing tells what they are counted from (春运的第二天)
_LOOSE = ("当年", "第二天", "第三天")
#: what names a time without speaking of it: the next 同年 does not mean it
_SILENT = ("whole_year", "decade", "century", "within_year", "bare_year")
_READERS = pairs.READERS | since.READERS | told.READERS | sets.READERS | standing.READERS


class Reader:
    """Reads the expressions off a text with a given anchor.

    `articles` are the view offsets at which the text's articles start, each with that of the date in its date line (or None).
    """

    def __init__(
        self,
        text: str,
        ref: Day | None,
        *,
        inferred: bool = False,
        now: datetime | None = None,
        articles: Sequence[tuple[int, int | None]] = (),
    ) -> None:
        self.text = text
        self.ref, self.articles, self.article = ref, articles, -1
        self.context = Context(text, ref, inferred, now)
        self.context.look()
        self.atoms = atoms(text)
        self.parser = Parser(text, self.atoms)
        self.found: list[Found] = []

    def read(self) -> list[Found]:
        """All expressions in text order, not overlapping."""
        i, end = 0, 0
        while i < len(self.atoms):
            self._enter(self.atoms[i].start)
            got = self._one(i) if self.atoms[i].start >= end else None
            if got is None:
                i += 1
                continue
            found, i = got
            if found.start >= end:
                self.found.append(found)
                end = found.end
                self._date_line(found)
                i = self.parser.after(end, i)
        return self.found

    def _enter(self, at: int) -> None:
        """Into the next article: its expressions are counted from the document date again."""
        c = self.context
        while self.article + 1 < len(self.articles) and self.articles[self.article + 1][0] <= at:
            self.article += 1
            c.ref, c.clock = self.ref, None
            if self.article and not c.chronicle:
                c.focus = c.focus_day = c.main_day = c.whole = c.named = None

    def _date_line(self, found: Found) -> None:
        """新华社北京3月5日电: within the report 今天 is that day."""
        c, t = self.context, self.text
        stated = self.article >= 0 and self.articles[self.article][1] == found.start
        written = t[found.end : found.end + 1] in ("电", "讯") and _AGENCY.search(
            t, max(0, found.start - 16), found.start
        )
        if (stated or written) and found.kind == "date" and c.focus_day is not None and found.edtf == c.focus_day.edtf:
            c.ref = c.focus_day

    def _one(self, i: int) -> tuple[Found, int] | None:
        atom = self.atoms[i]
        if reader := _READERS.get(atom.kind):
            return reader(self, i)
        if atom.kind == "num" and (got := periods.ago(self, i)):
            return got
        if got := self.point(i):
            return got
        if atom.kind == "num" and (got := told.passed(self, i)):
            return got
        if atom.kind in ("num", "rh") and (got := periods.length_range(self, i)):
            return got
        return periods.length(self, i) if atom.kind == "num" else None

    def point(self, i: int) -> tuple[Found, int] | None:
        """A point or a range from atom i on."""
        self.parser.era = self.context.era is not None
        got = self.parser.point(i)
        return self.finish(*got) if got else None

    def finish(self, spec: Spec, j: int) -> tuple[Found, int] | None:
        """The expression that a spec begins: look for its other end and its suffix, and resolve."""
        c, t = self.context, self.text
        self._count_years(spec)
        if spec.part == "正午" and spec.clock is None:
            spec.clock, spec.rank = (12, 0, 0), 10
        if not spec.dated and spec.clock is None and not self._heads(spec):
            nxt = _TO.match(t, spec.end)
            if not nxt or j >= len(self.atoms) or self.atoms[j].start != nxt.end():
                return None
        if spec.rule == "weekday" and self.found and t[self.found[-1].end : spec.start].strip(" 　（") == "":
            return None  # 11月23日 星期三: the day has said it
        if (hours := self._of_set(spec) or self._of_table(spec)) is not None:
            return hours, self.parser.after(hours.end, j)
        if spec.clock and not spec.part and _EVENING.search(t, max(0, spec.start - 14), spec.start):
            spec.part = "晚上"  # 今晚（3月3日）9点30分
        c.bare = spec.start == 0 and spec.end == len(t)
        when = resolve(spec, c)
        if when is None and (spec.rule == "season_alone" or (c.ref is not None and t.startswith(_LOOSE, spec.start))):
            return None
        spec.end = unquote(spec, t, spec.end)
        last, second, end = spec, None, spec.end
        k, m = None, None
        if self.atoms[j - 1].kind == "rh" and self.atoms[j - 1].end == spec.end:
            k = j
        elif spec.decade is not None and spec.mpart and j < len(self.atoms) and self.atoms[j].start == spec.end:
            k = j  # 七十年代末八十年代初
        elif spec.fest and t.startswith("——", spec.end):
            pass  # “欢乐春节——2024年…”: a title
        elif (m := _TO.match(t, spec.end)) or (m := self._between(spec.end, j)):
            k = self.parser.after(m.end(), j)
            if k >= len(self.atoms) or self.atoms[k].start != m.end():
                k = None
        if k is not None and (got := self._other_end(spec, when, k)):
            last, second, j = got
            end, j = self._closing_hour(last, j)
            if m is not None and m[0] in ("和", "与") and (between := _BETWEEN.match(t, end)):
                end = between.end()
            if second is None:
                when = None
        elif self.atoms[j - 1].kind == "rh":
            return None
        elif (m := _NOW.match(t, spec.end)) or (spec.rule == "year_month" and (m := _OPEN.match(t, spec.end))):
            return self._until_now(spec, when, m.end()), j
        if not spec.dated and not last.dated and spec.clock is None and (second is not None or not self._heads(spec)):
            return None
        return self._found(spec, last, when, second, end), j

    def _of_set(self, spec: Spec) -> Found | None:
        """每周一至周五上午8:30—11:30，下午14:00—17:00: further hours from one to another are of the same set."""
        last = self.found[-1] if self.found else None
        if last is None or last.kind != "set" or spec.dated or spec.clock is None or spec.start - last.end > 1:
            return None
        to = _TO.match(self.text, spec.end)
        until = _HOUR.match(self.text, to.end()) if to else None
        if until is None or self.text[last.end : spec.start] not in ("，", "、", "；", ""):
            return None
        return Found(spec.start, until.end(), "set", None, last.duration, "explicit", 0.85, "set")

    def _of_table(self, spec: Spec) -> Found | None:
        """接访时间：上午9:00—11:30 below rows of several days: the hours of each, not of the last."""
        t = self.text
        if spec.dated or spec.clock is None:
            return None
        line = t.rfind("\n", max(0, spec.start - 40), spec.start) + 1
        if line == 0 or not _HOURS_LABEL.match(t, line, spec.start):
            return None
        rows = [x.strip(" 　") for x in t[max(0, line - 400) : line - 1].split("\n")][-2:]
        days = {m[0] for x in rows if (m := _DAY_ROW.match(x))}
        to = _TO.match(t, spec.end)
        until = _HOUR.match(t, to.end()) if to else None
        if len(days) < 2:
            return None
        return Found(spec.start, until.end() if until else spec.end, "set", None, None, "explicit", 0.7, "set")

    def _heads(self, spec: Spec) -> bool:
        """上午，举行座谈会: a part of the day that opens a sentence (or is all of the text) is one of the day spoken of."""
        t = self.text
        if spec.start == 0 and spec.end == len(t):
            return True
        if spec.part == "全天":
            return self.context.main_day is None and bool(_OPENS.search(t, max(0, spec.start - 6), spec.start))
        part = _DAY_PART.match(spec.part) and _AFTER_PART.match(t, spec.end)
        return bool(part and _OPENS.search(t, max(0, spec.start - 6), spec.start))

    def _count_years(self, spec: Spec) -> None:
        c = self.context
        if spec.era and spec.era != "?":
            c.era = lunar.eras()[spec.era].first
        elif not spec.era and spec.y and spec.y[0] == "abs" and spec.y[1] > 1949:
            c.era = None

    def _other_end(self, spec: Spec, when: When | None, k: int) -> tuple[Spec, When | None, int] | None:
        got = self.parser.point(k, known=spec.clock is not None)
        if got is None:
            return None
        last, j = got
        if last.rank < spec.rank and not last.dated:
            return None
        if not spec.dated and last.dated and not last.clock and not (spec.part and last.d and last.d[0] == "focus"):
            return None
        if last.clock and not last.dated and spec.clock is None and not spec.part:
            return None
        if last.fest is not None and spec.fest is None and last.y is None:
            return None
        if (
            spec.y is not None
            and last.y == ("doc", 0)
            and last.ypart[:1] == "Q"
            and self.text[last.start] not in "今本"
        ):
            last.y = ("abs", when.last.y) if when is not None else last.y  # 2024年二、三季度
        second = resolve(last, self.context, near=when) if when is not None else None
        if when is not None and second is not None and last.fest is not None and last.y is None:
            second = self._next_feast(last, when, second)
        if when is not None and second is not None and last.y is not None and second.last.y < when.a.y:
            return None  # 第二年——1959年: no range
        return (last, second, j) if second is not None or when is None else None

    def _next_feast(self, last: Spec, when: When, second: When) -> When:
        """冬至到元宵节: the feast that follows the first, in the next year where need be."""
        if second.last.d is None or when.a.d is None or second.last >= when.a or last.fest is None:
            return second
        day = festival_day(last.fest, when.a.y + (second.last.y == when.a.y))
        return When(day, None, "", second.basis, second.stated) if day is not None and day >= when.a else second

    def _between(self, end: int, j: int) -> re.Match[str] | None:
        """2015年和2018年之间: two points of which the word after the second says that they are the ends."""
        m = re.compile("[和与]").match(self.text, end)
        if m is None or j >= len(self.atoms) or self.atoms[j].start != m.end():
            return None
        got = self.parser.point(j)
        return m if got is not None and _BETWEEN.match(self.text, got[0].end) else None

    def _closing_hour(self, last: Spec, j: int) -> tuple[int, int]:
        """周一至周五上午9:00—11:30: a second range, of hours."""
        m = _TO.match(self.text, last.end) if last.clock and last.dated else None
        if m and j < len(self.atoms) and self.atoms[j].start == m.end():
            got = self.parser.point(j, known=True)
            if got is not None and got[0].clock and not got[0].dated:
                return got[0].end, got[1]
        return last.end, j

    def _gone(self, spec: Spec, a: Day) -> bool:
        """刚刚过去的2008年, 回顾2008年, told early in the next: the year under review."""
        ref = self.ref
        if ref is None or spec.rank != 1 or a.y != ref.y - 1 or (ref.m or 12) > 3:
            return False
        return self.text.endswith(("过去的", "回顾", "总结"), 0, spec.start)

    def _until_now(self, spec: Spec, when: When | None, end: int) -> Found:
        found = Found(spec.start, end, "period", None, None, "unresolved", 0.3, "until_now")
        if when is not None:
            found.edtf, found.basis, found.confidence = interval(when.a, None), when.basis, 0.95
            self.context.speak(when.a, end, stated=when.stated)
        return found

    def _found(self, spec: Spec, last: Spec, when: When | None, second: When | None, end: int) -> Found:
        c = self.context
        found = Found(
            spec.start, end, "time" if spec.clock or last.clock else "date", rule=spec.rule or last.rule or "date"
        )
        if when is None:
            found.basis, found.confidence = "unresolved", 0.3
            return found
        found.basis, found.confidence = when.basis, _CONFIDENCE.get(when.basis, 0.8)
        a = when.a
        if (
            spec.rank == 1
            and spec.rule == "year"
            and (m := _ABOUT.search(self.text, max(0, spec.start - 3), spec.start))
        ):
            found.start, when.approx = m.start(), True
        if (
            second is not None
            and spec.clock
            and last.clock
            and spec.clock[0] == 0
            and last.clock[0] == 24
            and not last.dated
        ):
            found.edtf, found.kind = a.edtf, "date"  # 12月2日0—24时: the whole day
        elif second is not None and not (spec.clock and last.clock and second.last == a):
            found.kind = "period"
            first, until = _end_of(when, first=True), _end_of(second, first=False)
            if first == until and not isinstance(first, str):
                found.edtf, found.kind = first.edtf, "date"  # 明天下午到晚上
            else:
                found.edtf = interval(first, until)
        elif spec.clock is not None and a.d is not None:
            found.edtf, a = clock_text(a, spec.clock, spec.part)
            c.clock = hour_of(found.edtf, found.end) or c.clock
            if second is not None and last.clock:
                found.duration = clock_length(spec, last)
        else:
            found.edtf = when.edtf
            if when.b is not None:
                found.kind = "period"
        if second is not None and last.fest is not None:
            found.rule = "festival_range"
        if _BORN.match(self.text, found.end) or _BORN_ON.search(self.text, max(0, found.start - 4), found.start):
            c.born = a.y
        suffix(spec, when, second, found, c, self.found[-1] if self.found else None)
        self._head(spec, found, a)
        if spec.rule == "whole_year" or self._gone(spec, a):
            c.whole = (a.y, found.end)
        compared = spec.y is not None and spec.d is None and self.text[found.start - 1 : found.start] in tuple("较比")
        same_year = spec.y == ("focus", 0) and spec.m is None and c.focus is not None and c.focus.y == a.y
        if same_year and spec.rank == 1 and second is None:
            return found  # 是年未招生。⏎上旬…: the month told last still stands
        titled = compared or (spec.rank == 1 and _TITLE.search(self.text, max(0, found.start - 40), found.start))
        if (
            not titled
            and not (spec.fest and spec.y is None)
            and spec.rule not in _SILENT
            and not (spec.y and spec.y[0] == "before")
        ):
            named = spec.y[1] if spec.lunar and spec.y and spec.y[0] == "abs" else None
            c.speak(a, found.end, stated=when.stated, named=named, start=found.start)
            c.focus_last = (second or when).last
            if a.d is not None and second is not None and second.last.d is not None and c.future(found.start):
                c.planned = (a, second.last)
        return found

    def _head(self, spec: Spec, found: Found, a: Day) -> None:
        """In a chronicle a month (or a year alone on its line) heads the days that follow."""
        t, c = self.text, self.context
        if c.titled and spec.y is not None:
            return  # 2007/9/24 13:15 at the head of the page is no entry
        left = t.rfind("\n", max(0, found.start - 8), found.start)
        if c.listed and spec.y is not None and spec.y[0] == "abs" and spec.m is not None:
            left = t.rfind("\n", max(0, found.start - 14), found.start)
            if (left >= 0 or found.start < 14) and not t[left + 1 : found.start].strip():
                c.year, c.month, c.chronicle = a.y, a.m, True
                return
        if (left < 0 and found.start > 8) or t[left + 1 : found.start].strip(_BEFORE_HEAD):
            return
        if spec.y is not None and spec.rank == 1 and _AFTER_HEAD.match(t, found.end):
            c.year, c.month, c.chronicle = a.y, None, True
        elif spec.m is not None and c.chronicle and c.year:
            c.year, c.month = a.y, a.m


def _end_of(w: When, *, first: bool) -> Day | str:
    if w.text and "/" not in w.text:
        return w.text
    return w.a if first else w.last
