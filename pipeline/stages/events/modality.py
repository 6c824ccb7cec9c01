"""What place, date and modality say of an event word: told of a day, planned, supposed, spoken of."""

from __future__ import annotations

import re

from pipeline.lexicon.events import Cue
from pipeline.stages.events.context import Context
from pipeline.stages.events.model import Trigger

#: what is still to be done, or done again and again, is no event
_PLAN = Cue("plan")
#: 决定将减产措施延长 is 把, 决定将于3月召开 is to come
_FUTURE = re.compile(r"将(?=[于在])|(?<!决定)(?<!同意)将(?=[一-鿿])|即将|计划于|定于|拟于")
RECENT = Cue("recent", r"(?<![0-9])(?:%s)|[0-9]日")
_STILL = re.compile(r"(?:继续|持续|进一步|不断)(?=[^，。；]*$)")


def sharp(ctx: Context, s: int) -> bool:
    """Whether the sentence names a day or says that it was of late."""
    sentence = ctx.sentence(s)
    return any(len(d.edtf) >= 10 for d in ctx.dates_in(*sentence)) or bool(RECENT.search(ctx.text, *sentence))


def paper(left: str) -> bool:
    """Whether a document is what stands right before a verb, in whose name 推动 plans nothing."""
    return _PAPER.search(left) is not None


def still(left: str) -> str:
    """What stands before a word of war, without 继续: of fighting it says that it goes on, not that it is meant to."""
    return _STILL.sub("", left)


def _long_past(ctx: Context, start: int, end: int) -> bool:
    """Whether a year well before the document's stands before: history tells by the year (1955年被授予…勋章)."""
    years = [d.edtf[:4] for d in ctx.dates_in(start, end) if re.fullmatch(r"\d{4}", d.edtf)]
    if not years:
        return False
    return ctx.published is None or int(years[-1]) < int(ctx.published[:4]) - 3


def _opens_entry(ctx: Context, start: int) -> bool:
    """Whether a sentence opens an entry of a chronicle with its year: 2014年，石牌村入选…"""
    return (
        ctx.chronicle
        and start in ctx.line_starts_set
        and any(d.start == start for d in ctx.dates_in(start, start + 20))
    )


def _told_on(ctx: Context, start: int, line: int) -> bool:
    """Whether a later sentence belongs to an entry that opens with its day, or to a paragraph of history that does."""
    first = ctx.lines[line][0]
    if start <= first:
        return False
    day = next(iter(ctx.dates_in(first, min(start, first + 24))), None)
    if (
        day is None
        or day.start - first > 3
        or len(day.edtf) < 7
        or ".." in day.edtf
        or not ctx.text[day.start].isdigit()
    ):
        return False
    return (
        ctx.chronicle
        or (ctx.published is None and int(day.edtf[:4]) < 2000)
        or (ctx.published is not None and int(day.edtf[:4]) < int(ctx.published[:4]) - 3)
    )


#: 就“推动文化振兴”开展调研: a theme says nothing of what is meant to be done
_THEME = re.compile("“[^”]{1,40}”|《[^》\n]{1,60}》")
#: 计划19日举行: on a day of its own
_SET_DAY = re.compile("计划(?=于?(?:今[天日晚]|明[天日晚]|[0-9]{1,2}[月日])[^，。；]{0,40}(?:举行|举办|召开)$)")
_PAPER = re.compile("(?:方案|办法|意见|规划|计划|条例|细则|指南|措施|政策|纲要|标准)$")
#: 22日称，将…: the day of the words is none of what is to come
_SAID = re.compile("(?:宣布|表示|透露|[称说])(?:，|：|(?=[一-鿿]))")
#: what follows in the sentence is only supposed
_IF = re.compile(
    r"(?:(?<![一-鿿])|(?<=[称说]))(?:如果|除非|假如|倘若|若是|一旦|万一|如遇|如有|如发生|如若|若(?![干有无])|要是)|的话，"
)


def context_score(ctx: Context, s: int, e: int, left: str, line: int, told: bool = False) -> float:
    """What place, date and modality add to the bare weight of a word."""
    score = 0.0
    if ctx.headings[line]:
        score += 0.25
    elif line in ctx.leads:
        score += 0.15
    sentence = ctx.sentence(s)
    near = [
        d for d in ctx.dates_in(sentence[0], sentence[1]) if d.kind in ("date", "time", "period") and len(d.edtf) >= 7
    ]
    if any(d.end <= s for d in near):
        score += 0.25
    elif near:
        score += 0.1
    elif _opens_entry(ctx, sentence[0]):
        score += 0.25
    elif _told_on(ctx, sentence[0], line):
        score += 0.15
    elif RECENT.search(ctx.text, sentence[0], s) or (not told and _long_past(ctx, sentence[0], s)):
        score += 0.2
    if not told and ctx.in_speech(s):
        score -= 0.25
    left = _SET_DAY.sub("将", _THEME.sub("", left))
    if _PLAN.search(left) or _IF.search(ctx.text, sentence[0], s):
        score -= 0.7
    elif _FUTURE.search(left):
        said = max((m.end() for m in _SAID.finditer(ctx.text, sentence[0], s)), default=0)
        own = any(d.start >= said for d in near)
        score -= 0.1 if own else 0.6
    return score


#: what a meeting decides to hold, what it puts before another one
_AHEAD = re.compile(
    "(?:会议|经研究)[^，。；]{0,8}?(?:决定|同意|明确|议定|确定)，?[^。；]{0,24}?(?:召开|举行|举办|开展)[^，。；]{0,20}$"
    "|(?:提交|提请|报请)[^，。；]{0,24}$"
)


def ahead(ctx: Context, t: Trigger) -> bool:
    """Whether what is named is told of at a meeting as yet to be held."""
    return _AHEAD.search(ctx.text, max(ctx.sentence(t.start)[0], t.start - 48), t.start) is not None
