"""What an expression is counted from: the document date, the date last spoken of, a chronicle's month."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import datetime

from pipeline.lexicon import phrase_cues as cues
from pipeline.stages.dates.values import Day, add_days, day_of, month_end, number

FUTURE = re.compile(
    r"(?:将(?![军士领])|拟[于在]?|预计|预报|(?<!原)[定订]于|计划[于在]?|有望|力争|力争在|请于|即将|争取|须于|要在|确保|截止)[^。，；\n]{0,12}\Z"
)
#: 26日起南方将迎来降雨: what follows a bare day says that it is still to come; 将 before a noun is 把
_TO_COME = re.compile(
    r"\d{1,2}[日号](?:[至到—-]\d{1,2}[日号])?(?:起|[上下]午|晚上?|凌晨|前后)?，?[^，。；\n“”]{0,16}?"
    r"(?:还|仍|又)?将(?:会|有|在|于|从|再次|继续|持续|迎来|出现|举行|召开|开幕|启动|举办|开始|进行|达|进入|影响|自|逐)"
)
PAST = re.compile(r"(?:已于|曾于|早在|自|从|截至|已经?)[^。，；\n]{0,8}\Z")
_GLOSSED = re.compile(r"今[天日晚早晨]（(\d{1,2})月(\d{1,2})日")
_SAID = re.compile("(?<!报)[说道][，：]|表示|指出|强调|致辞|坦言|要求")
_DEADLINE = re.compile(
    r"[\d一二三四五六七八九十]{1,3}月(?:[\d一二三四五六七八九十]{1,3}日|底|末|初|中旬|下旬|上旬)?之?前"
)
#: 仪式原定于15日举行: set for a day, whether it came about or not
_SET_FOR = re.compile(r"原[定订计拟][^。，；\n]{0,8}\Z")
#: what is told of a day has been: its verb is one of speech, or in the perfect
_TOLD = re.compile(
    rf"(?:[同当][一天日晚]{{1,2}}，)?[^，。；\n将拟]{{1,24}}?(?:{cues.one_of('speech-verb')}|[说称](?![明号服法谢])|了(?!解))"
)
#: 去年6月动工，9月竣工: of that year; 比去年6月增长，9月…: 去年 is only compared with
_LAST_YEAR = re.compile(r"(?<![比较同与跟和像])(?:去年|前年|上年)[\d一二三四五六七八九十]{1,3}月[^，。；\n]{0,6}\Z")
_EARLIER = re.compile(r"(?:早在|上次是|上一次是|此前于)\Z")
_SINCE = re.compile(r"[^。，；\n]{2,24}以来")
#: lines of a list of days that name the year where it changes
_DATED_LINE = re.compile(r"^[ \u3000\t]{0,12}(?:19|20)\d\d年\d{1,2}月", re.M)
_BARE_LINE = re.compile(r"^[ \u3000\t]{0,12}\d{1,2}月(?:\d{1,2}日)?[ \u3000]", re.M)
#: texts dated before are histories by their own first date, or old papers
_OF_OLD = 1980
_CHRONICLE = re.compile(r"大事记|大事纪|大事要览|大事年表|大事摘要|编年|年表|纪事|记事|要事录|日志")
_YEAR = re.compile(r"(?<!\d)(1[89]\d\d|20\d\d)\s?年?")
#: 青石市2005年10月大事记, 大事记（二〇〇八年十二月）: the one month of a chronicle
_ITS_MONTH = re.compile(
    r"(?<!\d)(?P<y>(?:19|20)\d\d|[一二][〇零○0九][〇零○0一二三四五六七八九]{2})\s?年\s?"
    r"(?P<m>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])\s?月份?(?![\s至到、—\-~]{0,3}[\d一二三四五六七八九十])"
)
#: 一、2022年工作回顾: a numbered heading that names the year of its section; a numbered heading of any kind ends it
#: in a text that lost its line breaks two wide blanks stand for one
_OPENS, _CLOSES = r"(?:^|(?<=　　))", r"(?:$|(?=[ \xa0]?　　))"
_NUMBERED = r"[ 　]{0,4}(?:[一二三四五六七八九十]{1,2}、|第[一二三四五六七八九十]部分)"
_SECTION = re.compile(
    rf"{_OPENS}{_NUMBERED}[^\n，。；]{{0,12}}?(?:((?:19|20)\d\d|二[〇○零]\S\S)年度?|(去年|上年|过去的?一年)|(今年|本年度?))"
    rf"[^\n，。；]{{0,10}}(?:回顾|总结|情况|成绩|工作|安排|打算|任务|目标|计划)[^\n，。；　\xa0]{{0,8}}{_CLOSES}",
    re.M,
)
_HEADING = re.compile(rf"{_OPENS}{_NUMBERED}[^\n。；　\xa0]{{0,40}}{_CLOSES}", re.M)


@dataclass(slots=True)
class Context:
    """The anchors as they stand while the text is read from the start.

    `ref` is the document (or article) date; `focus` the date last spoken of, `focus_at` where, `focus_year` whether its
    year was stated there; `focus_day` the last that named a day. `year` and `month` are a chronicle's headings, `era` the
    first year of the reign by which the text counts. `inferred`: the anchor itself was concluded from the text's events.
    """

    text: str
    ref: Day | None = None
    inferred: bool = False
    now: datetime | None = None
    bare: bool = False  # the text is nothing but the expression: no tense says that another year is meant
    focus: Day | None = None
    focus_at: int = 0
    focus_year: bool = False
    focus_last: Day | None = None  # its last day, of a span
    focus_day: Day | None = None
    focus_day_at: int = 0
    adrift: bool = False  # a day without a year has been named for which there is no ground
    awaited: bool = False  # that day was still to come
    planned: tuple[Day, Day] | None = None  # the first and last day announced last (定于18日至19日)
    told_day: Day | None = None  # the last that named a day on which something has been
    era: int | None = None
    chronicle: bool = False
    titled: bool = False  # its title names the one month that it tells of
    listed: bool = False  # entries that name the year where it changes (2001年5月2日 … and 5月 … below it)
    year: int | None = None
    month: int | None = None
    main_day: Day | None = None  # the day that the report is about: the first it names, where it is of these days
    born: int | None = None  # the year of the birth told of last
    clock: tuple[datetime, int] | None = None  # the hour told last, and where
    school: tuple[int, int] | None = None  # the year in which the school year named last began, and where
    whole: tuple[int, int] | None = None  # the year that 过去一年 named, and where
    review: tuple[float, str] | None = None  # how many years the text looks back on (过去五年, 五年来), and which
    named: int | None = (
        None  # the year named last: of a lunar month that falls into the next one, the year that it closes
    )
    sections: list[tuple[int, int, int]] = field(default_factory=list)  # start, end and year of what a heading dates

    def look(self) -> None:
        """Whether the text is a chronicle, and of which year (title)."""
        head = self.text[:120]
        if _CHRONICLE.search(head):
            self.chronicle = True
            if m := _YEAR.search(head):
                self.year = int(m[1])
            title = next((line for line in head.split("\n") if _CHRONICLE.search(line)), "")
            months = list(_ITS_MONTH.finditer(title)) if len(title) <= 40 else []
            y, mo = (number(months[0][k].replace("○", "〇")) for k in "ym") if len(months) == 1 else (None, None)
            if y and mo:
                self.year, self.month, self.titled = y, mo, True
        self.listed = len(_DATED_LINE.findall(self.text)) >= 3 and len(_BARE_LINE.findall(self.text)) >= 2
        for m in _SECTION.finditer(self.text):
            year = number(m[1].replace("○", "〇")) if m[1] else self.ref and self.ref.y - bool(m[2])
            if year:
                after = _HEADING.search(self.text, m.end())
                self.sections.append((m.end(), after.start() if after else len(self.text), year))

    def section(self, at: int) -> int | None:
        """The year of the heading under which an offset stands."""
        i = bisect_right(self.sections, at, key=lambda s: s[0]) - 1
        return self.sections[i][2] if i >= 0 and at < self.sections[i][1] else None

    def speak(self, a: Day, at: int, *, stated: bool, named: int | None = None, start: int | None = None) -> None:
        """A date has been spoken of (`named`: the year in its words, where its day falls into another).

        What is only looked back on (早在2月24日, 13日遇袭以来), or named in words that the report quotes, is not the day that
        当晚 and 同日 mean.
        """
        if (
            a.d is not None
            and start is not None
            and self.focus_day is not None
            and (self._looks_back(start, at) or (self.main_day is not None and self._quoted(start)))
        ):
            return
        if self.ref is not None and a.y >= self.ref.y:
            self.whole = None  # no longer of the year in review
        self.focus, self.focus_at, self.focus_year = a, at, stated
        self.named = a.y if named is None else named
        if a.d is not None:
            self.focus_day, self.focus_day_at = a, at
            ref = self.ref
            self.awaited = self._awaits(a, at if start is None else start)
            if not self.awaited:
                self.told_day = a
            near = ref is not None and self.main_day is None and 0 < _days_between(a, ref) <= 10
            if (near or a == ref) and self._told(at):
                self.main_day = a

    def _awaits(self, a: Day, at: int) -> bool:
        """Whether a day lies ahead of the text, or of those it tells of (将于19日, 原定于15日)."""
        ahead = self.ref is not None and self.ref.d is not None and a > self.ref
        return ahead or self.future(at) or bool(_SET_FOR.search(self.text, max(0, at - 12), at))

    def _told(self, at: int) -> bool:
        """Whether the line is a sentence, and no line of the page that gives its own date."""
        t = self.text
        line = t[max(t.rfind("\n", max(0, at - 80), at) + 1, at - 80) : at + 40].partition("\n")[0]
        return "，" in line or "。" in line

    def _quoted(self, at: int) -> bool:
        """Whether a place stands in quotation marks that opened in its paragraph."""
        t, left = self.text, max(0, at - 80)
        return max(t.rfind("“", left, at), t.rfind("「", left, at)) > max(t.rfind(c, left, at) for c in "”」\n")

    def _looks_back(self, start: int, end: int) -> bool:
        return bool(_EARLIER.search(self.text, max(0, start - 6), start) or _SINCE.match(self.text, end))

    def same_paragraph(self, at: int, limit: int = 600) -> bool:
        """Whether the date last spoken of stands in the same paragraph, near enough to be meant."""
        return self.focus is not None and _near(self.text, self.focus_at, at, limit, "\n")

    def goes_on(self, at: int, limit: int = 400, *, stated: bool = True) -> bool:
        """Whether a paragraph opens here and the date last spoken of, with its year, stands in the one right before."""
        line = self.text.rfind("\n", 0, at) + 1
        before = self.text.rfind("\n", 0, max(0, line - 1)) + 1
        opens = not self.text[line:at].strip(" \u3000")
        known = self.focus_year or not stated
        return opens and known and before <= self.focus_at < line and at - self.focus_at <= limit

    def clock_told(self, at: int) -> datetime | None:
        """The hour told last, in this paragraph or right before it: 23时08分，…。10分钟后."""
        if self.clock is None or at - self.clock[1] > 240 or self.text.count("\n", self.clock[1], at) > 1:
            return None
        return self.clock[0]

    def same_sentence(self, at: int, limit: int = 200) -> bool:
        """The same within one sentence."""
        return self.focus is not None and _near(self.text, self.focus_at, at, limit, "\n。")

    def future(self, at: int) -> bool:
        """Whether the words before say that it is still to come (将于, 拟于, 定于)."""
        return bool(FUTURE.search(self.text, max(0, at - 16), at))

    def past(self, at: int) -> bool:
        """Whether the words before say that it is over (已于, 曾于, 自)."""
        return bool(PAST.search(self.text, max(0, at - 12), at))

    # ------------------------------------------------------------ what is missing

    def spoken_day(self, at: int, *, said: bool = False) -> Day | None:
        """The day that 当日, 当晚 mean: the one named last; where that lies far back and in another paragraph, the report's."""
        day, main, ref = self.focus_day, self.main_day, self.ref
        if said and self.awaited and _TOLD.match(self.text, at):
            day = self.told_day  # 16日宣布，仪式将于19日举行。外长当天表示: nobody has spoken on a day still to come
        elif self.awaited and self.told_day is not None and self._term(at):
            day = self.told_day
        far = day is not None and main is not None and ref is not None and _days_between(ref, day) > 60
        if far and not (said and _near(self.text, self.focus_day_at, at, 120, "\n")):
            return main  # 明年国庆节前完工。下午，…: what is to be lies in no told day
        if day is not None and main is not None and ref is not None and _days_between(day, ref) > 60:
            return day if _near(self.text, self.focus_day_at, at, 600, "\n") else main
        return day

    def _term(self, at: int) -> bool:
        """Whether the day named last is the term of a task in another paragraph (10月底前完成): what 当天 does not mean."""
        end = self.focus_day_at
        return "前" in self.text[end - 1 : end + 1] and "\n" in self.text[end:at]

    def in_speech(self, at: int) -> Day | None:
        """今天 in words that the report gives of its day (他说，从今天起…) is that day, not the one on which it was printed."""
        main, ref = self.main_day, self.ref
        if ref is None or ref.d is None:
            return None
        if gloss := _GLOSSED.match(self.text, at):  # 今天（6月6日） printed on the 7th
            day = Day(ref.y, int(gloss[1]), int(gloss[2]))
            return day if 0 < _days_between(day, ref) <= 3 else None
        if main is None or self.focus_day != main or not 0 < _days_between(main, ref) <= 5:
            return None
        start = max(self.text.rfind(c, max(0, at - 120), at) for c in "。\n")
        return main if _SAID.search(self.text, max(start, 0), at) else None

    def year_of(self, m: int, d: int | None, at: int) -> tuple[int | None, str]:
        """The year of a month (and day) that names none, with its basis."""
        f = self.focus
        if self.chronicle and self.year:
            return self.year, "context"
        section = self.section(at)
        if self.school is not None and at - self.school[1] < 2000:
            return self.school[0] + (m < 8), "context"
        if section is not None and not (self.focus_year and self.same_sentence(at)):
            return section, "context"
        if self.ref is None:
            if f is None or (self.adrift and not self.same_sentence(at)):
                self.adrift = True
                return None, "unresolved"
            return f.y, "context"
        if d is not None and f is not None and f.y != self.ref.y and self._within_span(m, d, at):
            return f.y, "context"
        if f is not None and self.focus_year and f.y != self.ref.y:
            if self.era is not None and (f.y < self.ref.y or self.same_paragraph(at)):
                return f.y, "context"
            told = self.same_paragraph(at, 300) and f.m is not None and f.y < self.ref.y - 1 and not self.future(at)
            if (self.same_sentence(at) or told) and not self._deadline(m, at):
                if f.m is None or m >= f.m:
                    return f.y, "context"
                if f.m is not None and f.y + 1 <= self.ref.y and m < f.m and self.same_sentence(at):
                    return f.y + 1, "context"
        if f is not None and f.y > self.ref.y and m >= (f.m or 1) and self.same_sentence(at):
            return f.y, "context"  # 明年，…6月底前建章立制
        if f is not None and f.m is not None and f.y < self.ref.y and m > f.m and self._of_last_year(at):
            return f.y, "context"
        y, rm = self.ref.y, self.ref.m
        if rm is None or self.bare:
            return y, "document"
        if (m - rm >= 9 or (m > rm and self.whole is not None)) and not self.future(at):
            return y - 1, "document"
        if rm - m >= 6 and self.future(at) and not self._stated_year(at):
            return y + 1, "document"
        if m - rm >= 6 and self.past(at):
            return y - 1, "document"
        return y, "document"

    def _within_span(self, m: int, d: int, at: int) -> bool:
        """1993年11月3日至7日…召开会议。⏎11月5日: one of the days of what has just been told, whatever the document's year."""
        f, last = self.focus, self.focus_last
        if f is None or last is None or f.d is None or last.d is None or not self.focus_year:
            return False
        return d <= month_end(f.y, m) and f <= Day(f.y, m, d) <= last and at - self.focus_at < 600

    def _of_last_year(self, at: int) -> bool:
        """Whether the sentence has just told of a month of 去年 and goes on from there."""
        said = _LAST_YEAR.search(self.text, max(0, self.focus_at - 16), self.focus_at)
        return said is not None and self.same_sentence(at, 120) and not self.future(at)

    def year_stands(self, year: int | None) -> bool:
        """Whether a year concluded from the date last spoken of is the one that stands in the text there (or the next)."""
        return self.focus is not None and self.focus_year and year is not None and 0 <= year - self.focus.y <= 1

    def _deadline(self, m: int, at: int) -> bool:
        """2021年返乡的他建议，…，6月底前拿出方案: a day set for what is to be done, no part of the year told of."""
        f, ref = self.focus, self.ref
        if f is None or ref is None or ref.m is None or f.m is not None or at - self.focus_at < 20 or m < ref.m:
            return False
        return bool(_DEADLINE.match(self.text, at))

    def _of_plan(self, d: int) -> Day | None:
        """The day of that number within those announced, where it is no day just gone by."""
        ref, days = self.ref, self.planned
        if ref is None or days is None or ref.d is None or 0 <= ref.d - d <= 7:
            return None
        for a in days:
            if a.m is not None and d <= month_end(a.y, a.m) and days[0] <= (day := Day(a.y, a.m, d)) <= days[1]:
                return day if day > ref else None
        return None

    def _announced(self, d: int, at: int) -> bool:
        """将于26日至28日举行。开幕式：26日: a day within what has just been announced, or later in the same sentence."""
        f, last = self.focus, self.focus_last
        if f is None or f.m is None or f.d is None or not f.d <= d <= month_end(f.y, f.m):
            return False
        within = last is not None and last[:2] == f[:2] and last.d is not None and d <= last.d
        return self.same_sentence(at) or (within and self.same_paragraph(at, 300))

    def _stated_year(self, at: int) -> bool:
        return bool(self.focus and self.ref and self.focus.y == self.ref.y and self.same_sentence(at))

    def month_of(self, d: int, at: int) -> tuple[int | None, int | None, str]:
        """Year and month of a bare day (6日), with the basis."""
        f, ref = self.focus, self.ref
        if self.month is not None and self.year is not None:
            return self.year, self.month, "context"
        if f is not None and f.m is not None:
            if ref is None and self.adrift and not self.same_sentence(at):
                return None, None, "unresolved"
            if ref is None or ref.m is None or ref.d is None:
                return f.y, f.m, "context"
            if self.same_sentence(at) and d >= (f.d or 1) and (f.y, f.m) != (ref.y, ref.m):
                return f.y, f.m, "context"
            if (self.inferred or ref.y < _OF_OLD) and f > ref and self.same_paragraph(at, 300) and not self.future(at):
                return f.y, f.m, "context"  # what the text tells of old has gone on from the day that dates it
            if f.d is not None and f > ref and self._announced(d, at):
                return f.y, f.m, "context"
            if (day := self._of_plan(d)) is not None:
                return day.y, day.m, "context"
            if self.inferred and f.d is not None and f > ref and d > f.d and self.same_paragraph(at):
                return f.y, f.m, "context"  # told on: 2月24日…。25日 in a text that its first day dates
            since = f.d is None and self.text.endswith(_FROM_THEN, 0, self.focus_at)
            if (
                (self.focus_year or f.y == self.section(at))
                and f.y != ref.y
                and self.same_paragraph(at)
                and d >= (f.d or 1)
                and not since
            ):
                return f.y, f.m, "context"
        if ref is None or ref.m is None or ref.d is None:
            return None, None, "unresolved"
        if self.bare and d <= month_end(ref.y, ref.m):
            return ref.y, ref.m, "document"
        here = day_of(Day(ref.y, ref.m, d))
        base = day_of(ref)
        if base is None:
            return None, None, "unresolved"
        back = 1 if self.future(at) or _TO_COME.match(self.text, at) else -1
        if here is not None:
            gap = (here - base).days
            if (back < 0 and gap <= 4) or (back > 0 and gap >= 0):
                return ref.y, ref.m, "document"
        k = ref.y * 12 + ref.m - 1 + back
        if d <= 31 and d > month_end(k // 12, k % 12 + 1):
            k += back  # 31日 in early July is the 31st of May
        return k // 12, k % 12 + 1, "document"


#: 自2006年4月之后: counted from it, no month that is told of
_FROM_THEN = ("之后", "以后", "以来")


def _near(text: str, a: int, b: int, limit: int, stops: str) -> bool:
    return b - a < limit and not any(c in text[a:b] for c in stops)


def _days_between(a: Day, b: Day) -> int:
    x, y = day_of(a), day_of(b)
    return (y - x).days if x and y else -1


def nearest(days: list[Day], ref: Day | None) -> Day | None:
    """Of several days (春节 of three years) the one nearest to the anchor."""
    if ref is None:
        return None
    base = day_of(ref if ref.d else Day(ref.y, ref.m or 7, 1))
    if base is None:
        return None
    known = [(abs((x - base).days), d) for d in days if (x := day_of(d)) is not None]
    return min(known)[1] if known else None


def weekday(ref: Day, offset: int, day: int) -> Day:
    """The weekday (1–7) of the week `offset` weeks from the anchor's."""
    base = day_of(ref)
    if base is None:
        return ref
    return add_days(ref, day - base.isoweekday() + 7 * offset)


def month_base(mode: str, c: Context) -> Day | None:
    """The month that 本月, 当月, 上月 are counted from: the chronicle's, the one last spoken of, the document's."""
    here = Day(c.year, c.month) if c.month and c.year else None
    if mode == "here":
        return here or (c.ref if c.ref and c.ref.m else c.focus)
    if mode == "focus":
        return c.focus if c.focus and c.focus.m else here or c.focus_day or c.ref
    return c.ref
