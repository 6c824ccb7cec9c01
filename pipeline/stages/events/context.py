"""One document as the events stage sees it: lines, headings, clauses, people and dates, all in offsets of the view."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import accumulate, takewhile

from pipeline.reading import Reading
from pipeline.stages.events.model import Date, Person

_QUOTED = re.compile(
    r"“[^“”\n]{0,60}”|‘[^‘’\n]{0,60}’|《[^《》\n]{0,90}》|【[^【】\n]{0,40}】|（[^（）\n]{0,60}）|\([^()\n]{0,60}\)"
)
_CITED = re.compile(r"“[^“”\n]{0,60}”|‘[^‘’\n]{0,60}’|《[^《》\n]{0,90}》|【[^【】\n]{0,40}】")
#: no sentence of the genre is longer; what is looked for around a word is looked for this far
_LONG = 1200
#: the titles of chronicles
_CHRONICLE = re.compile("大事记|大事纪|大事要览|大事年表|大事摘要|编年|年表|要事录")
_FEAST = re.compile("[七八十五六]一|五四|节|除夕|元旦")
_BOUND = re.compile(r"[，。；：！？\n]")
_SPACE = re.compile(r"[ 　]+")
_LINE = re.compile(r"[^\n]+")
_METADATA = re.compile(
    r"来源：|发布(?:时间|日期)|责任编辑|编辑：|【字体|浏览|作者系|https?:|E-?mail|版权|打印|上一[篇条]|下一[篇条]|主办单位|联系(?:人|电话)"
)
#: 出席：甲、乙 in minutes is no heading
_ROLL = re.compile(
    r"(?:会议)?(?:主\s*持|出\s*席|参\s*加|列\s*席|请\s*假|缺\s*席|记\s*录|参会|与会|陪同|主题|议题|时间|地点)(?:会议)?(?:人员|人|领导|同志)?[：:]"
)
_NUMBERED = re.compile(
    r"[#\s]*(?:[（(]?[一二三四五六七八九十]{1,3}[）)、.]|第[一二三四五六七八九十]+[，、章节条]|[0-9]{1,2}[、.．])"
)
_SPEECH = re.compile(
    r"(?:指出|强调|表示|认为|要求|提出|希望|介绍说|坦言|中说|[^据来]说|宣布|呼吁|重申)[，：“]|会议(?:指出|强调|认为|要求)"
)


#: where the text tells on after somebody's words: what the meeting did, who was there, what happened next
_TELLS_ON = re.compile(
    r"[。！？](?=(?:会议|全会|大会)(?:还|同时|以|经|按照|依法|一致)?[^，。；]{0,12}?(?:决定|审议|通过|选举|表决|听取|补选|任命|增补|递补)"
    r"|(?:双方|两[国校地市])(?:还|共同|代表)?(?:签署|签订|举行|见证|互赠)|会议还?(?:以[^，。；]{2,16}召开|由[^，。；]{2,20}主持)|(?:会前|会后|会议期间|随后|当[天日晚]|期间|同日)，|[^，。；！？“]{2,60}(?:参加|陪同|出席)(?:上述)?(?:了)?(?:调研|会议|活动|会见|座谈|有关活动|检查|考察|慰问)?[。])"
)


class _Titles:
    """The titles of a document's articles, asked whether one of them holds a line or lies in it."""

    def __init__(self, titles: Iterable[tuple[int, int]]) -> None:
        self._titles = sorted(set(titles))
        self._starts = [a for a, _ in self._titles]
        self._reach = list(accumulate((b for _, b in self._titles), max))  # how far those up to here go

    def name(self, start: int, end: int) -> bool:
        """Whether the line start..end is a title, a part of one, or has one in it."""
        i = bisect_right(self._starts, start)
        if i and self._reach[i - 1] >= end:
            return True
        i = bisect_left(self._starts, start)
        while i < len(self._titles) and self._starts[i] < end:
            if self._titles[i][1] <= end:
                return True
            i += 1
        return False


_ENDS = re.compile(r"[。！？；：…”）)]$")


_ITEM = re.compile(r"[\[【·•○●▪◆]|\d{4}[-.年/]|\d{1,2}月|[（(]?[一二三四五六七八九十]{1,3}[）)、]")


def _wrapped(text: str) -> set[int]:
    """Starts of the lines of a paragraph that the layout broke: a long one that ends without a stop, and those after it."""
    out: set[int] = set()
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text)]
    inside = False
    for k, (start, end) in enumerate(lines):
        adjacent = k > 0 and lines[k - 1][1] + 1 == start
        line = text[start:end].strip()
        follows = k + 1 < len(lines) and lines[k + 1][0] == end + 1
        if _ITEM.match(line):
            inside = False
            continue
        inside = (inside and adjacent) or (follows and len(line) >= 25 and ("，" in line or "、" in line))
        if inside:
            out.add(start)
        inside = inside and not _ENDS.search(line)
    return out


#: what is written under a picture that stands between two paragraphs: 副市长甲主持会议
_UNDER_PICTURE = re.compile(
    "[^，。；：！？]{2,24}?(?:主持(?:会议|大会|仪式|座谈会?)?|[作做]?(?:动员|总结|表态|交流|主题|典型|重要|重点)?(?:讲话|发言|致辞|致词|汇报|报告|演讲)"
    "|宣读[^，。；]{1,12}|为[^，。；]{2,16}(?:揭牌|授牌|授旗|颁奖)|(?:会议|活动|仪式|调研)?现场|合影(?:留念)?)"
)


class Context:
    """Lines, sections (a heading and what stands under it), clauses and the mentions of the layers before."""

    def __init__(self, reading: Reading) -> None:
        self.reading = reading
        self.text = reading.text
        self.masked = _QUOTED.sub(lambda m: m[0][0] + "□" * (len(m[0]) - 2) + m[0][-1], self.text)
        #: the same with only quotations and titles masked: what stands in them tells nothing
        self.quoted = _CITED.sub(lambda m: m[0][0] + "□" * (len(m[0]) - 2) + m[0][-1], self.text)
        published = reading.articles.published
        #: the day: at what hour a page was put up says nothing of when what it tells happened
        self.published = published.edtf.partition("T")[0] if published else None
        #: whether the document date is the text's own, so that what it tells without a date happened about then
        self.dated_news = published is not None and published.basis in ("stated", "file-name", "option")
        self.people = [Person(*reading.span(m), m.name) for m in reading.names.mentions]
        self.person_starts = [p.start for p in self.people]
        self.signed: list[Person] = []
        self.dates = [
            Date(*reading.span(m), m.edtf, m.kind, m.start, m.basis == "calendar" or bool(_FEAST.search(m.text)))
            for m in reading.dated
            if m.edtf is not None and m.kind != "set"
        ]
        #: where the text says when without our knowing the day: 今天中午 of an undated text
        self.undated = [reading.span(m)[0] for m in reading.dated if m.edtf is None and m.kind in ("date", "time")]
        years = [int(d.edtf[:4]) for d in self.dates if d.edtf[:4].isdigit()]
        #: an undated text that tells of several years: what it gives no date happened in none of them for sure
        self.of_years = published is None and bool(years) and max(years) - min(years) > 2
        self.date_starts = [d.start for d in self.dates]
        self._read_lines()

    def _read_lines(self) -> None:
        titles = _Titles(self.reading.span(t) for a in self.reading.articles.articles for t in a.titles)
        self.lines: list[tuple[int, int]] = []
        self.headings: list[bool] = []
        self.sections: list[int] = []  # section of each line
        self.line_starts: list[int] = []
        self.leads: set[int] = set()  # lines that open the running text of a section
        self.wrapped = wrapped = _wrapped(self.text)
        text, section, body_seen, any_body = self.text, 0, False, False
        for m in _LINE.finditer(text):
            s, _e = m.span()
            line = m[0]
            bare = line.strip(" 　#*\r")
            if not bare:
                continue
            start = s + line.index(bare)
            end = start + len(bare)
            heading = titles.name(start, end) or (
                4 < len(bare) <= 70
                and not bare.isascii()
                and bare[-1] not in "。；：！？…，、;:"
                and "。" not in bare
                and not _METADATA.search(bare)
                and not _ROLL.match(bare)
                and m.start() not in wrapped
                and not bare.startswith("[")
            )
            if (
                not self.lines
                and len(bare) <= 150
                and "。" not in bare
                and not _METADATA.search(bare)
                and "  " not in bare
            ):
                heading = heading or " " in bare  # a long headline in several parts
            if heading and body_seen and self._captions(start, end):
                heading = False
            if heading and body_seen and not _NUMBERED.match(bare):
                section += 1
                body_seen = False
            if not heading and not body_seen and len(bare) > 20 and not _METADATA.search(bare[:40]):
                self.leads.add(len(self.lines))
                body_seen = any_body = True
            self.lines.append((start, end))
            self.headings.append(heading)
            self.sections.append(section)
            self.line_starts.append(start)
        if not any_body:
            self.leads.add(0)

    def _captions(self, start: int, end: int) -> bool:
        """Whether a line between paragraphs says what a picture shows: it heads nothing."""
        zone = self.reading.zone(start, end)
        if zone is not None and zone.kind == "caption":
            return True
        if end - start > 30 or _UNDER_PICTURE.fullmatch(self.text, start, end) is None:
            return False
        shown = {p.name for p in self.people_in(start, end)}
        return len(shown) == 1 and any(p.name in shown and not start <= p.start < end for p in self.people)

    @cached_property
    def bounds(self) -> list[int]:
        """Offsets after which a clause starts: punctuation outside quotes, and in headings white space."""
        out = [m.end() for m in _BOUND.finditer(self.masked)]
        for (s, e), heading in zip(self.lines, self.headings, strict=True):
            out.append(s)
            if heading:
                blanks = _SPACE.finditer(self.masked, s, e)
                out.extend(m.end() for m in blanks if not self.in_person(m.start(), m.end()))  # 任命左　岚
        return sorted(set(out))

    @cached_property
    def line_starts_set(self) -> frozenset[int]:
        """Where lines begin."""
        return frozenset(self.line_starts)

    @cached_property
    def sentence_starts(self) -> list[int]:
        return [s for s, _ in self.reading.sentences]

    @cached_property
    def _speech(self) -> tuple[list[int], list[int]]:
        """Where somebody's words start and end: a quotation to its close, reported speech to the line's end."""
        starts: list[int] = []
        ends: list[int] = []
        for m in _SPEECH.finditer(self.text):
            if ends and m.end() < ends[-1]:
                continue
            line = self.line(m.start())
            end = self.lines[line][1] if self.lines else len(self.text)
            end = (told.start() + 1) if (told := _TELLS_ON.search(self.text, m.end(), end)) else end
            if self.text[m.end() - 1] == "“" or self.text[m.end() : m.end() + 1] == "“":
                close = self.text.find("”", m.end(), min(end, m.end() + _LONG))
                end = close if close >= 0 else end
            starts.append(m.end())
            ends.append(end)
        return starts, ends

    def line(self, offset: int) -> int:
        """Index of the line an offset lies in."""
        return max(0, bisect_right(self.line_starts, offset) - 1)

    def sentence(self, offset: int) -> tuple[int, int]:
        """The sentence around an offset (of a text without stops no more than a page of it)."""
        i = max(0, bisect_right(self.sentence_starts, offset) - 1)
        start, end = self.reading.sentences[i]
        return max(start, offset - _LONG), min(end, offset + _LONG)

    def clause(self, offset: int) -> tuple[int, int]:
        """The clause around an offset: from the punctuation before it to the one after it (excluded)."""
        i = bisect_right(self.bounds, offset)
        start = self.bounds[i - 1] if i else 0
        end = min(self.bounds[i] if i < len(self.bounds) else len(self.text), offset + _LONG)
        while end > start and self.text[end - 1] in "，。；：！？\n 　":
            end -= 1
        return max(start, offset - _LONG), max(min(end, offset + _LONG), offset)

    def in_speech(self, offset: int) -> bool:
        """Whether an offset lies in what somebody is quoted as saying."""
        starts, ends = self._speech
        i = bisect_right(starts, offset)
        return i > 0 and offset < ends[i - 1]

    def speaks_between(self, start: int, end: int) -> bool:
        """Whether somebody's words begin in a range: what follows them there is said, not done."""
        return _SPEECH.search(self.text, start, end) is not None

    @cached_property
    def _places(self) -> tuple[list[int], list[tuple[int, int, str]]]:
        found = [(*self.reading.span(p), p.name) for p in self.reading.organizations.places]
        return [a for a, _, _ in found], found

    def places_from(self, start: int) -> Iterator[tuple[int, int, str]]:
        """Place mentions from an offset on: start, end, name."""
        starts, found = self._places
        for i in range(bisect_left(starts, start), len(found)):
            yield found[i]

    def places_at(self, start: int) -> bool:
        """Whether a place is named at an offset."""
        return next((a == start for a, _, _ in self.places_from(start)), False)

    def ends_name(self, start: int, at: int) -> bool:
        """Whether a place or a body named from `start` on ends at an offset."""
        found = (takewhile(lambda x: x[0] < at, some) for some in (self.places_from(start), self.bodies_from(start)))
        return any(b == at for some in found for _, b, _ in some)

    def goes_on(self, end: int) -> bool:
        """Whether a sentence that ends with its line goes on in the next one: the layout broke it."""
        if self.text[end - 1 : end] in "。！？；：" or self.text[end : end + 1] != "\n":
            return False
        return end + 1 in self.wrapped

    def is_roll(self, offset: int) -> bool:
        """Whether 出席：, 列席：, 记录： stands there."""
        return _ROLL.match(self.text, offset) is not None

    def dated_title(self, offset: int) -> bool:
        """Whether a line of a page's list of news (相关阅读) closes with its date."""
        start, end = self.lines[self.line(offset)]
        return any(self.ends_line(d) for d in self.dates_in(start, end)[-1:])

    def ends_line(self, d: Date) -> bool:
        """Whether a date closes its line (with a bracket or a blank before it): an item of a list of news."""
        start, end = self.lines[self.line(d.start)]
        gap = self.text[max(start, d.start - 2) : d.start]
        return end - d.end <= 2 and d.start > start + 4 and bool(re.search(r"[\[［（( 　\t]$", gap))

    @cached_property
    def chronicle(self) -> bool:
        """Whether the text goes entry by entry (大事记): four lines or more that open with a date, set off or under a heading."""
        starts = {d.start: d.end for d in self.dates}
        opened = [(s, starts[s]) for s, _ in self.lines if s in starts]
        # 11日上午，某人来到某地 in a report of several days is no entry of a chronicle
        if len(opened) < 4:
            return False
        if _CHRONICLE.search(self.text, 0, 120) or any(e - s == 5 and self.text[e : e + 1] == "\n" for s, e in opened):
            return True
        return sum("年" in self.text[s:e] or self.text[e : e + 1] in " 　\t\n" for s, e in opened) >= 4

    def drop_people(self, unwanted: Callable[[Person], bool]) -> None:
        """Leave out some namings (by-lines); they stay in `signed`."""
        self.signed = [p for p in self.people if unwanted(p)]
        self.people = [p for p in self.people if not unwanted(p)]
        self.person_starts = [p.start for p in self.people]

    @cached_property
    def _bodies(self) -> tuple[list[int], list[tuple[int, int, str]]]:
        found = [(*self.reading.span(m), m.name) for m in self.reading.organizations.mentions]
        return [a for a, _, _ in found], found

    @cached_property
    def seats(self) -> dict[str, str]:
        """Body → the place that it belongs to."""
        return {m.name: m.place for m in self.reading.organizations.mentions if m.place is not None}

    def bodies_from(self, start: int) -> Iterator[tuple[int, int, str]]:
        """Mentions of bodies from an offset on: start, end, name."""
        starts, found = self._bodies
        for i in range(bisect_left(starts, start), len(found)):
            yield found[i]

    def in_person(self, start: int, end: int) -> bool:
        """Whether a range cuts the naming of a person or lies in it (吕建国)."""
        i = bisect_right(self.person_starts, start)
        if i > 0 and self.people[i - 1].end > start:
            return self.people[i - 1].start < start or self.people[i - 1].end > end
        return i < len(self.people) and self.people[i].start < end < self.people[i].end

    def in_body(self, start: int, end: int) -> bool:
        """Whether a range lies inside the name of a body that goes on after it (火山地震研究所)."""
        starts, found = self._bodies
        i = bisect_right(starts, start) - 1
        return i >= 0 and found[i][0] <= start and end < found[i][1]

    def people_in(self, start: int, end: int) -> list[Person]:
        """The namings of people that lie in a range."""
        i = bisect_left(self.person_starts, start)
        out = []
        while i < len(self.people) and self.people[i].end <= end:
            out.append(self.people[i])
            i += 1
        return out

    def dates_in(self, start: int, end: int) -> list[Date]:
        """The date mentions that lie in a range."""
        i = bisect_left(self.date_starts, start)
        out = []
        while i < len(self.dates) and self.dates[i].end <= end:
            out.append(self.dates[i])
            i += 1
        return out
