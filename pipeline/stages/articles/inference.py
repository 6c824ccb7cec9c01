"""A document date that no line states, inferred from what the text speaks of.

Three grounds, the surest first: the day its opening sentence reports (会议于2024年4月26日通过…), the year in its title
(大事记（2019年）), and events that bound the time of writing from below (“七一”重要讲话 was on 2021-07-01) and from above
(“十四五”开局之年 is 2021). Bounds give a date only where they leave one year.
"""

from __future__ import annotations

import re

from pipeline.lexicon.dating import anniversaries, bounds
from pipeline.reading import Reading
from pipeline.stages.articles.blocks import Block
from schemas.layers import Article, Published

_LEAD = re.compile(r"(?P<y>(?:19|20)\d\d)年(?P<m>1[0-2]|[1-9])月(?P<d>3[01]|[12]\d|[1-9])日")
_YEAR = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)年")
_FUTURE = re.compile(r"(?:到|至|于|力争|拟|将|截至|截止|预计|计划|目标|展望)\s?$")
_HISTORY = re.compile(r"民国|是年|同年|宣统|光绪|历任|先后任|出生于|生于|年谱|大事记")
_REPORTED = re.compile(
    r"会议|召开|举行|举办|通过|座谈|调研|视察|考察|出席|主持|研讨|培训|开幕|签约|签署|印发|公布|决定|逝世|揭牌|仪式|活动|检查|走访|慰问|研究"
)
_TITLE_YEAR = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)\s?(?:年|〕|\]|）)")


def inferred(reading: Reading, blocks: list[Block], found: tuple[Article, ...]) -> Published | None:
    """The date that the text's own statements leave, with the spans that show it."""
    return _lead(reading, blocks) or _title_year(reading, blocks, found) or _bounded(reading)


def _lead(reading: Reading, blocks: list[Block]) -> Published | None:
    """The day that a report's first paragraph gives with its year, where the text names no later year."""
    body = [b for b in blocks if b.role == "text"]
    if not body or _HISTORY.search(reading.text):
        return None
    first = body[0]
    m = _LEAD.search(first.text[:80])
    if m is None or not _REPORTED.search(first.text[:160]):
        return None
    if m.start() > 0 and first.text[m.start() - 1] in "自从至到—-":
        return None
    year = int(m["y"])
    for b in body:
        for y in _YEAR.finditer(b.text):
            if int(y["y"]) > year and not _FUTURE.search(b.text[max(0, y.start() - 4) : y.start()]):
                return None
    try:
        edtf = f"{year:04}-{int(m['m']):02}-{int(m['d']):02}"
    except ValueError:
        return None
    return Published(
        edtf=edtf, basis="inferred", evidence=(reading.view.span(first.start + m.start(), first.start + m.end()),)
    )


def _title_year(reading: Reading, blocks: list[Block], found: tuple[Article, ...]) -> Published | None:
    """The year in the title, or in the document number below it: 大事记（2019年）, 〔2024〕27号."""
    if len(found) != 1:
        return None
    heads = [b for b in blocks[:8] if b.role in ("title", "number")]
    for b in heads[:4]:
        years = list(_TITLE_YEAR.finditer(b.text))
        if len({m["y"] for m in years}) == 1 and "—" not in b.text and "规划" not in b.text:
            m = years[0]
            return Published(
                edtf=m["y"], basis="inferred", evidence=(reading.view.span(b.start + m.start(), b.start + m.end("y")),)
            )
    return None


def _bounded(reading: Reading) -> Published | None:
    """The one year that the named events leave."""
    low: tuple[str, int, int] | None = None
    high: tuple[str, int, int] | None = None
    text = reading.text
    for start, end, year in anniversaries(text):
        return Published(edtf=str(year), basis="inferred", evidence=(reading.view.span(start, end),))
    for start, end, lo, hi in bounds(text):
        if lo and (low is None or lo > low[0]):
            low = (lo, start, end)
        if hi and (high is None or hi < high[0]):
            high = (hi, start, end)
    if low is None or high is None or low[0] > high[0] or low[0][:4] != high[0][:4]:
        return None
    spans = dict.fromkeys(((low[1], low[2]), (high[1], high[2])))
    return Published(
        edtf=low[0][:4], basis="inferred", evidence=tuple(reading.view.span(s, e) for s, e in sorted(spans))
    )
