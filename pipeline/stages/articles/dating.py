"""The document date and its ground: stated on the page, in the file's name, given as an option, or inferred from the text.

Never from a footer's copyright years, and never from the clock.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

from pipeline.config import Settings
from pipeline.lexicon.dating import number
from pipeline.lexicon.pages import credit_roles
from pipeline.reading import Reading
from pipeline.stages.articles.blocks import FULL_DATE, HAN_DATE, Block
from pipeline.stages.articles.inference import inferred
from schemas.base import TextSpan
from schemas.layers import Article, Published

_FULL = re.compile(
    r"(?<![\dA-Za-z])(?P<y>(?:1[89]|20)\d\d)\s?[年\-./]\s?(?P<m>1[0-2]|0?[1-9])\s?[月\-./]\s?(?P<d>3[01]|[12]\d|"
    r"0?[1-9])(?:\s?[日号]|(?!\d|[-./]\d))"
)
_HAN = re.compile(HAN_DATE)
#: 民国112年10月6日, as public bodies in Taiwan date what they write (year 1 is 1912)
_MINGUO = re.compile(
    r"(?:中华)?民国\s?(?P<y>\d{1,3}|[一二三四五六七八九十百]{1,5})\s?年\s?(?P<m>\d{1,2}|[一二三四五六七八九十]{1,2})\s?月\s?"
    r"(?P<d>\d{1,2}|[一二三四五六七八九十]{1,3})\s?日"
)
_SENT_BY = re.compile(r"发文日期[：:]\s?$")
_MONTH = re.compile(r"(?P<y>(?:1[89]|20)\d\d)\s?年\s?(?P<m>1[0-2]|0?[1-9])\s?月(?!\s?\d)")
_HAN_MONTH = re.compile(r"(?P<y>[一二三四五六七八九〇零]{4})年(?P<m>[一二三四五六七八九十]{1,2})月")
_PUBLISH = re.compile(
    r"(?:发布|发表|刊发|刊登|发文|印发|成文|公开|生成|录入|上传|稿件)(?:时间|日期|于)?|(?:^|[\s|【（\[])(?:时间|日期)|刊$|来源|发布"
)
_UPDATE = re.compile(r"(?:更新|修改|编辑)(?:时间|日期)?[：:]?\s?$")
_WRITTEN = re.compile(r"(?:成文|印发|生成)(?:时间|日期)?[：:]?\s?$")
_NOT_PUBLISH = re.compile(
    r"(?:公示|活动|会议|报名|截止|截至|施行|实施|生效|废止|有效|开工|出生|召开|举办|考试|投标|开标|起止|逝世|去世|成立|创办|竣工|通车)"
    r"(?:时间|日期|期限?)?[：:]?\s?$"
)
_ROW_LABEL = re.compile(
    r"(?:出生|逝世|去世|成立|创办|竣工|通车|开工|召开|举办|会议|活动|施行|实施|生效|首播|上映|考试|报名|截止|公示)"
    r"(?:时间|日期|年月)\s?[：:]?"
)
_PASSED = re.compile(r"通过|公布|讲话|发布|印发|修订|修正|批准|会议上|签署|座谈会上|大会上|仪式上|刊|发表")
_OCCASION = re.compile(rf"——\s?{FULL_DATE}在[^。，]{{4,40}}(?:会议|大会|全会|论坛|仪式|座谈会)(?:开幕式|闭幕式)?上")
_FILE = re.compile(
    r"(?<![0-9A-Za-z])(?P<y>19[4-9]\d|20[0-4]\d)(?P<sep>[-_.年]?)(?P<m>0[1-9]|1[0-2]|(?<=年)[1-9])(?:(?P=sep)|"
    r"月)(?P<d>0[1-9]|[12]\d|3[01]|(?<=月)[1-9])日?(?![0-9A-Za-z])"
)
_FOLDERS = re.compile(
    r"(?:^|/)(?P<y>19[4-9]\d|20[0-4]\d)[/\-](?P<m>0[1-9]|1[0-2])[/\-]?(?P<d>0[1-9]|[12]\d|3[01])(?=/)"
)
_URL = re.compile(
    r"https?://[^\s)\]]{0,200}?/(?P<y>20[0-4]\d)[/\-]?(?P<m>0[1-9]|1[0-2])[/\-]?(?P<d>0[1-9]|[12]\d|3[01])(?=/)"
)
_SHARED = re.compile(  # a bracket that holds the date beside who wrote, edited or printed the text
    rf"[（(]\s?(?:[^（）()，。；]{{0,40}}?[\s：:》])?(?:{FULL_DATE}|{HAN_DATE})"
    rf"(?:\s?《[^》\n]{{2,16}}》)?(?:\s?第?\s?[A-D]?\d{{1,2}}\s?版)?(?:\s{{1,4}}[^（）()，。；]{{0,16}}?(?:{'|'.join(credit_roles())})[：:\s/／][^（）()。；]{{1,30}})?\s?[）)]"
)
_SENT = re.compile(r"(?P<day>\d{1,2}月\d{1,2}日)(?:讯|电|消息)")
_DAY = re.compile(r"[（(]?\d{1,2}月\d{1,2}日[）)]?")
_PRINTED = re.compile(r"(?:印发|发布|刊发|供稿|编印|印制)")
#: （原载2024年12月17日《…日报》第一版）, 本文刊于《…报》2019年10月21日理论版, 来源：《…报》2020年10月15日
_PRINTED_IN = re.compile(
    r"(?:^|[（(【。；，\s])(?:本文)?(?:原载|原刊|刊载?于|载于?|摘自|转自|转载自|发表于|据|来源[：:])\s?(?:《[^》]{2,16}》)?\s?$"
)
_PAPER = re.compile(r"[^（）()。\n]{0,30}(?:[）)】]\s?)?$")
#: the paper and the page behind the date of a report
_OF_PAPER = re.compile(r"\s?《[^》\n]{2,16}》\s?(?:头版|第?[一二三四五六七八九十\d]{1,3}版)?[）)]?")
#: （截至2020年7月20日18时） below the title of a bulletin
_AS_OF = re.compile(r"[（(]?截[至止]到?\s?$")
_CLOCK = re.compile(r"\s?\d{1,2}(?:[时点]|[:：]\d\d)?(?:\d{1,2}分)?[）)]?$")
_COLUMN = re.compile(r"[\u3000 ]")
#: 原载《理论前沿》2023年第8期
_ISSUE = re.compile(
    r"(?:原载|原刊|刊载?于|载于?|摘自|转自|发表于|来源[：:])\s?《[^》\n]{2,16}》\s?(?P<y>(?:19|20)\d\d)年第?\s?\d{1,2}期[）)]?。?$"
)
#: 2009年2月18日　　市民政局局长　梁永年: what stands beside the date of a speech
_SPEAKER = re.compile(
    r"[ \u3000]{1,8}(?:[\u3400-\u9fff（）、]{2,24}[长记任席理员监][ \u3000]{1,6})?"
    r"[\u3400-\u9fff·]{1,2}[ \u3000]{0,2}[\u3400-\u9fff·]{1,3}"
)
_LIFE = re.compile(r"出生|生于|卒于|逝世")
_DIGIT = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A date the page states as its own: `rank` orders the places where it may stand."""

    rank: int
    start: int
    end: int
    edtf: str


def published(
    reading: Reading, blocks: list[Block], found: tuple[Article, ...], settings: Settings
) -> Published | None:
    """The document date, by the best ground there is, or None."""
    stated = sorted(_stated(reading, blocks, found), key=lambda c: (-c.rank, c.start))
    meta = _plausible(reading.source.published)
    if meta is not None:
        same = [c for c in stated if c.edtf == meta]
        if same or not stated or stated[0].rank < 90 or reading.source.media_type.endswith(("json", "jsonl")):
            return Published(
                edtf=meta, basis="stated", evidence=tuple(reading.view.span(c.start, c.end) for c in same[:1])
            )
    if stated:
        best = stated[0]
        return Published(edtf=best.edtf, basis="stated", evidence=(reading.view.span(best.start, best.end),))
    if (name := file_date(reading.source.source or reading.source.id)) is not None:
        return Published(edtf=name, basis="file-name")
    if settings.date:
        return Published(edtf=settings.date, basis="option")
    guess = inferred(reading, blocks, found)
    if guess is not None:
        return _with_dateline(reading, blocks, guess, found)
    if (m := _URL.search(reading.text)) is not None and (iso := _iso(m["y"], m["m"], m["d"])) is not None:
        return Published(edtf=iso, basis="inferred", evidence=(reading.view.span(m.start("y"), m.end("d")),))
    if settings.date_from_mtime and reading.source.mtime is not None:
        day = datetime.fromtimestamp(reading.source.mtime, UTC).date()
        return Published(edtf=day.isoformat(), basis="option")
    return None


def _day_alone(reading: Reading, blocks: list[Block]) -> TextSpan | None:
    """A month and day without a year where a report or a notice has its date: （3月31日讯）, 3月5日 below the signature."""
    for b in [b for b in blocks if b.role == "text"][:2]:
        if (m := _SENT.search(b.text[:40])) is not None:
            return reading.view.span(b.start + m.start("day"), b.start + m.end("day"))
    for b in blocks[-4:]:
        if _DAY.fullmatch(b.text):
            return reading.view.span(b.start, b.end)
    return None


def _with_dateline(reading: Reading, blocks: list[Block], guess: Published, found: tuple[Article, ...]) -> Published:
    """An inferred year with the month and day of the dateline or of the signature: 2021, 新华社北京7月1日电 → 2021-07-01."""
    if len(guess.edtf) != 4:
        return guess
    day = next((a.dateline.date for a in found if a.dateline and a.dateline.date), None) or _day_alone(reading, blocks)
    if day is None:
        return guess
    m = re.search(r"(\d{1,2})月(\d{1,2})日", day.text)
    iso = _iso(guess.edtf, m[1], m[2]) if m else None
    return Published(edtf=iso, basis="inferred", evidence=(*guess.evidence, day)) if iso else guess


def file_date(name: str) -> str | None:
    """The day in a file's name (20230922-05.txt, 2023-02-06_x.txt) or its folders (2023/02/06/x.txt), if it is a real one."""
    base = name.replace("\\", "/")
    stem = base.rsplit("/", 1)[-1].split("#", 1)[0]
    for pattern, text in ((_FILE, stem), (_FOLDERS, base), (_FILE, base)):
        for m in pattern.finditer(text):
            if (iso := _iso(m["y"], m["m"], m["d"])) is not None:
                return iso
    return None


def _plausible(value: str | None) -> str | None:
    """Metadata as EDTF: a day, a month or a year."""
    if not value:
        return None
    m = re.match(r"((?:1[89]|20)\d\d)(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2}))?)?", value.strip()) or re.match(
        r"((?:19|20)\d\d)(\d\d)(\d\d)$", value.strip()
    )
    if m is None:
        return None
    y, mo, d = m[1], m[2], m[3]
    if mo and d:
        return _iso(y, mo, d)
    return f"{y}-{int(mo):02}" if mo and 1 <= int(mo) <= 12 else y


def _iso(y: str, m: str, d: str) -> str | None:
    try:
        return date(int(y), int(m), int(d)).isoformat()
    except ValueError:
        return None


def han_iso(text: str) -> str | None:
    """二〇二四年五月十一日 → 2024-05-11."""
    m = re.match(r"(.{4})年(.{1,2})月(.{1,3})日", text)
    if m is None:
        return None
    year = "".join(str(_DIGIT.get(c, "")) for c in m[1])
    return _iso(year, str(_number(m[2])), str(_number(m[3]))) if len(year) == 4 else None


def _number(text: str) -> int:
    text = text.replace("廿", "二十").replace("卅", "三十")
    if "十" in text:
        tens, ones = text.split("十", 1)
        return (_DIGIT.get(tens, 1) if tens else 1) * 10 + (_DIGIT.get(ones, 0) if ones else 0)
    return _DIGIT.get(text, 0)


def dates_in(text: str) -> Iterator[tuple[int, int, str]]:
    """Full dates in a stretch of text with their EDTF values."""
    for m in _FULL.finditer(text):
        if (iso := _iso(m["y"], m["m"], m["d"])) is not None:
            yield m.start(), m.end(), iso
    if "民国" in text:
        for m in _MINGUO.finditer(text):
            y, mo, d = (number(m[k]) for k in "ymd")
            if y and (iso := _iso(str(1911 + y), str(mo), str(d))) is not None:
                yield m.start(), m.end(), iso
    if "年" in text:
        for m in _HAN.finditer(text):
            if (iso := han_iso(m[0])) is not None:
                yield m.start(), m.end(), iso


def _stated(reading: Reading, blocks: list[Block], found: tuple[Article, ...]) -> Iterator[Candidate]:
    """Every date that stands where a page states its own: header, below the title, at the end."""
    body = next((i for i, b in enumerate(blocks) if b.role in ("text", "heading", "salutation")), len(blocks))
    tail = len(blocks) - 1
    while tail > 0 and blocks[tail].role == "chrome":
        tail -= 1
    multi = len(found) > 1
    for first in found[:1]:
        if first.dateline and first.dateline.date:
            base = reading.view.into(first.dateline.date.start, first.dateline.date.end)[0]
            for s, e, iso in dates_in(first.dateline.date.text):
                yield Candidate(94, base + s, base + e, iso)
    for i, b in enumerate(blocks):
        if i and _ROW_LABEL.fullmatch(blocks[i - 1].text):
            continue  # 逝世日期⏎1994年2月17日: a row of a table
        if i < 6 and b.role in ("byline", "text") and len(b.text) <= 80 and "。" not in b.text:
            yield from _in_columns(b)
        if b.role == "header":
            yield from _header(b, i < body)
        elif i < body and i < 12 and b.role != "chrome":
            yield from _below_title(b, i)
        elif b.role == "date" and (i >= tail - 5 or _ends_article(blocks, i)) and not (multi and i < tail - 5):
            yield from _closing(b)
        elif (
            i < 12
            and "民国" in b.text
            and (dated := next(dates_in(b.text), None))
            and _SENT_BY.search(b.text, 0, dated[0])
        ):
            yield Candidate(98, b.start + dated[0], b.start + dated[1], dated[2])
        elif b.role == "number" and i >= tail - 5:
            yield from _below_title(b, i)
        elif i >= tail - 3 and b.role in ("text", "title", "credit", "note", "byline"):
            yield from _signed(b, i == tail)
    if (said := _OCCASION.search(reading.text, 0, 400)) is not None:  # where the line breaks were lost
        for s, e, iso in dates_in(said[0]):
            yield Candidate(88, said.start() + s, said.start() + e, iso)
    for z in reading.clean.zones:
        if z.rule == "zones.stamp":
            s, e = reading.view.into(z.start, z.end)
            for a, c, iso in dates_in(reading.text[s:e]):
                yield Candidate(75, s + a, s + c, iso)


def _ends_article(blocks: list[Block], i: int) -> bool:
    return i + 1 < len(blocks) and blocks[i + 1].text.startswith(("附", "（此件", "（联系"))


def _header(b: Block, top: bool) -> Iterator[Candidate]:
    """A date in a meta line: with a label of publication first, a bare one next, an update last."""
    compact = _FILE.match(b.text)
    whole = (
        [(*compact.span(), _iso(compact["y"], compact["m"], compact["d"]))] if compact and not compact["sep"] else []
    )
    for s, e, iso in (*whole, *dates_in(b.text)):
        before = b.text[max(0, s - 14) : s]
        if iso is None or _NOT_PUBLISH.search(before):
            continue
        rank = 95
        if _PUBLISH.search(before):
            rank = 98 if _WRITTEN.search(before) else 100
        if _UPDATE.search(before):
            rank = 80
        yield Candidate(rank if top else rank - 12, b.start + s, b.start + e, iso)


def _in_columns(b: Block) -> Iterator[Candidate]:
    """A line that has lost its columns: 河西日报　2012年11月19日　A3·教育　本报记者 周明远."""
    for s, e, iso in dates_in(b.text):
        if s == 0 and _SPEAKER.fullmatch(b.text, e):
            yield Candidate(91, b.start, b.start + e, iso)
        elif _COLUMN.match(b.text, max(0, s - 1), s) and (_COLUMN.match(b.text, e) or e == len(b.text)):
            yield Candidate(91, b.start + s, b.start + e, iso)


def _below_title(b: Block, i: int) -> Iterator[Candidate]:
    """（2024年1月6日） or （2013年11月12日…通过） or ——2016年3月5日在…会议上 below a title; the last of several counts."""
    text = b.text
    if b.role == "date":
        for s, e, iso in dates_in(text):
            yield Candidate(92, b.start + s, b.start + e, iso)
        return
    if text.startswith(("截", "（截", "(截")):
        for s, e, iso in dates_in(text):
            if _AS_OF.match(text, 0, s) and _CLOCK.match(text, e):
                yield Candidate(84, b.start + s, b.start + e, iso)
        return
    if text[0] in "（(—-【[" or text.startswith("——"):
        last = max(dates_in(text), default=None)
        if (
            last is not None
            and (_PASSED.search(text) or (len(text) <= 30 and "，" not in text))
            and not _NOT_PUBLISH.search(text[: last[0]])
        ):
            yield Candidate(90, b.start + last[0], b.start + last[1], last[2])


def _closing(b: Block) -> Iterator[Candidate]:
    done = False
    for s, e, iso in dates_in(b.text):
        done = True
        yield Candidate(86, b.start + s, b.start + e, iso)
    if not done and (m := _MONTH.search(b.text)):
        yield Candidate(84, b.start + m.start(), b.start + m.end(), f"{m['y']}-{int(m['m']):02}")
    elif not done and (m := _HAN_MONTH.search(b.text)) and (first := han_iso(f"{m[0]}一日")):
        yield Candidate(84, b.start + m.start(), b.start + m.end(), first[:7])  # 一九七九年十一月


def _signed(b: Block, last: bool) -> Iterator[Candidate]:
    """（2022年3月30日刊）, （2022年3月10日　责编：李明）, 中共…委员会 2021年6月18日 at the end of the text."""
    text = b.text
    if (issue := _ISSUE.search(text)) is not None:
        yield Candidate(70, b.start + issue.start("y"), b.start + issue.end("y") + 1, issue["y"])
    for s, e, iso in dates_in(text):
        after = text[e:].strip(" \u3000")
        if _PRINTED_IN.search(text, max(0, s - 40), s) and _PAPER.match(text, e):
            yield Candidate(86, b.start + s, b.start + e, iso)
            continue
        if _NOT_PUBLISH.search(text[max(0, s - 14) : s]) or (b.role == "credit" and _LIFE.search(text)):
            continue
        if b.role == "credit" or _SHARED.fullmatch(text, max(text.rfind("（", 0, s), text.rfind("(", 0, s), 0)):
            yield Candidate(85, b.start + s, b.start + e, iso)
            continue
        if _PRINTED.fullmatch(after) and len(text) <= 60 and b.role != "text":
            yield Candidate(81, b.start + s, b.start + e, iso)
            continue
        if last and not after and len(text) <= 30 and _UPDATE.search(text, max(0, s - 14), s):
            yield Candidate(74, b.start + s, b.start + e, iso)  # 最近更新：2025年6月16日 below a page
            continue
        if len(text) <= 44 and s <= 1 and _OF_PAPER.fullmatch(after):
            yield Candidate(86, b.start + s, b.start + e, iso)  # 一九五八年二月二十六日《金乡大众》第一版
            continue
        inside = text.rfind("（", 0, s) > text.rfind("）", 0, s)
        if (
            inside and len(after) <= 6 and after.endswith(("）", ")")) and len(text) - text.rfind("（", 0, s) <= 60
        ) or (not after and len(text) <= 40 and (s == 0 or text[s - 1] in " \u3000") and b.role != "text"):
            yield Candidate(85, b.start + s, b.start + e, iso)
        elif not after and len(text) <= 40 and last and text[max(0, s - 1)] in " \u3000":
            yield Candidate(82, b.start + s, b.start + e, iso)


def span_of(reading: Reading, start: int, end: int) -> TextSpan:
    return reading.view.span(start, end)


__all__ = ["FULL_DATE", "dates_in", "file_date", "published"]
