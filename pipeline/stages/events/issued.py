"""What a publication issues: the title of the document and its number (国办发〔2023〕12号, 主席令第十五号), each where it stands.

国务院办公厅印发《关于…的意见》（国办发〔2023〕12号）; 国家主席签署第十五号主席令，公布《中华人民共和国某某法》.
A document that is only cited (根据《某某法》，…) is none that the event issues.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.lexicon.events import Cue
from pipeline.stages.events.context import Context
from pipeline.stages.events.model import Event, Trigger
from schemas.base import TextSpan
from schemas.layers import IssuedDocument

_YEAR = r"[〔\[［（(]\s?(?:19|20)[0-9]{2}\s?(?:年)?[〕\]］）)]"
_N = r"[0-9〇零一二三四五六七八九十百]{1,5}"
#: 国办发〔2023〕12号 · 证监会公告〔2022〕5号 · 主席令第十五号, 国务院令第722号 · 第十五号主席令 · 交通运输部令2023年第9号
_NUMBER = re.compile(
    rf"[一-鿿]{{1,12}}\s?{_YEAR}\s?第?{_N}号"
    rf"|(?:中华人民共和国)?[一-鿿]{{0,10}}(?:主席|国务院|部|委员会|委|局|总局|总署|署|会|院|银行|政府)(?:令|公告|通告)"
    rf"\s?(?:{_YEAR}|(?:19|20)[0-9]{{2}}年)?\s?第?{_N}号"
    rf"|(?:(?:19|20)[0-9]{{2}}年)?第{_N}号(?:中华人民共和国)?(?:主席令|国务院令|总统令|总理令|政府令|令|公告|通告)"
)
#: what is no part of a number before its issuer's short name
_NOT_ISSUER = Cue("before_number", r".*(?:%s)")
_TITLE = re.compile(r"《([^《》\n]{2,80}(?:\n[^《》\n]{1,60})?)》")
#: between the verb and the title, or between the title and the verb
_GAP, _SIDE = re.compile(r"[^，。；：！？《》\n]{0,24}"), re.compile(r"[^。；！？《》\n]{0,36}")
_NEXT = re.compile(r"(?:[（(][^（）()\n]{0,40}[）)])?(?:[、和及与]|以及)(?:修订后的|修改后的|新修订的)?(?=《)")
_CITES = Cue("cites")
_PAPER = Cue("paper", r"关于[^，。；：！？\n]{2,70}?的(?:补充)?(?:%s)(?![一-鿿]{0,2}(?:精神|要求|规定|执行))")
_ALONE = re.compile(r"[\s　（(]*")
_MOST = 8  # tellings of one event that are looked at
_ISSUES = ("publication",)
_PASSED = ("审议通过", "表决通过", "通过", "审定通过", "核可")


def of(ctx: Context, event: Event) -> tuple[IssuedDocument, ...]:
    """The documents that an event issues, in the order of the text; none of most events."""
    told = [
        t
        for t in event.triggers
        if t.kind == "verb" and (t.type in _ISSUES or t.head in _PASSED or t.rule == "events.adoption")
    ]
    found = [x for t in sorted(told, key=lambda t: (t.heading, t.start))[:_MOST] if (x := tuple(_issued(ctx, t)))]
    return next((x for x in found if any(d.number for d in x)), found[0] if found else ())


def _issued(ctx: Context, t: Trigger) -> Iterator[IssuedDocument]:
    s, e = ctx.sentence(t.start)
    titles = list(_after(ctx, t, e)) or list(_before(ctx, t, s))
    for a, b in titles:
        yield IssuedDocument(title=_span(ctx, a, b), number=_number(ctx, t, s, b, len(titles) == 1))
    if not titles and (number := _order(ctx, t, s, e)) is not None:
        yield IssuedDocument(number=number)


def _span(ctx: Context, start: int, end: int) -> TextSpan:
    return TextSpan(**ctx.reading.view.at(start, end))


def _after(ctx: Context, t: Trigger, e: int) -> Iterator[tuple[int, int]]:
    """印发《甲》《乙》, 印发关于…的通知: the titles behind the verb."""
    text = ctx.text
    gap = _GAP.match(text, t.end, e)
    at = gap.end() if gap else t.end
    m = _TITLE.match(text, at, e)
    if m is not None and not _CITES.search(text, t.end, at):
        while m is not None:
            yield m.start(1), m.end(1)
            joined = _NEXT.match(text, m.end(), e)
            m = _TITLE.match(text, joined.end() if joined else m.end(), e)
        return
    paper = _PAPER.search(text, t.end, min(e, t.end + 110))
    if paper is not None and paper.start() - t.end <= 14 and not re.search("[，。；：]", text[t.end : paper.start()]):
        yield paper.span()


def _before(ctx: Context, t: Trigger, s: int) -> Iterator[tuple[int, int]]:
    """《甲》日前由国务院办公厅印发: the title before the verb, in its clause or right before it."""
    found = list(_TITLE.finditer(ctx.text, s, t.start))
    if not found:
        return
    m = found[-1]
    side = _SIDE.fullmatch(ctx.text, m.end(), t.start)
    if side is None or ctx.text.count("，", m.end(), t.start) > 1:
        return
    first = ctx.clause(m.start())[0]
    if not _CITES.search(ctx.text, max(first, m.start() - 24), m.start()) and not re.match(
        "的", ctx.text[m.end() :][:1]
    ):
        yield m.start(1), m.end(1)


def _number(ctx: Context, t: Trigger, s: int, title_end: int, alone: bool) -> TextSpan | None:
    """The number in brackets behind a title, else before the verb (第十五号主席令，公布…), else under a heading."""
    text = ctx.text
    close = text.find("）", title_end, title_end + 44)
    if text[title_end + 1 : title_end + 2] in "（(" and close > 0 and (m := _NUMBER.search(text, title_end, close)):
        return _clean(ctx, *m.span())
    if text[title_end : title_end + 1] in "（(" and (m := _NUMBER.search(text, title_end, title_end + 44)):
        return _clean(ctx, *m.span())
    if not alone:
        return None
    return _order(ctx, t, s, t.start) or _beneath(ctx, t)


def _order(ctx: Context, t: Trigger, s: int, e: int) -> TextSpan | None:
    """签署第十五号主席令: a number in the sentence that belongs to no title cited before it."""
    for m in _NUMBER.finditer(ctx.text, s, e):
        before = ctx.text[max(s, m.start() - 3) : m.start()]
        if ("》（" in before or "》(" in before) or _CITES.search(ctx.text, max(s, m.start() - 12), m.start()):
            continue
        return _clean(ctx, *m.span())
    return None


def _beneath(ctx: Context, t: Trigger) -> TextSpan | None:
    """The document's own number, alone on a line near the heading that names it."""
    if not t.heading:
        return None
    line = ctx.line(t.start)
    for n in (*range(line + 1, min(line + 4, len(ctx.lines))), *range(line - 1, max(line - 4, -1), -1)):
        start, end = ctx.lines[n]
        at = _ALONE.match(ctx.text, start).end()  # type: ignore[union-attr]
        m = _NUMBER.match(ctx.text, at, end)
        if m is not None and not ctx.text[m.end() : end].strip(" 　）)"):
            return _clean(ctx, *m.span())
    return None


def _clean(ctx: Context, start: int, end: int) -> TextSpan:
    """A number without the words of the sentence before its issuer (签署国务院令第722号)."""
    if m := _NOT_ISSUER.match(ctx.text, start, end):
        start = m.end()
    return _span(ctx, start, end)
