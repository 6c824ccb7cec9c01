"""Where each article of a file starts and ends, with titles, column heads, by-line, author's note and dateline."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.lexicon.pages import page_pattern
from pipeline.reading import Reading
from pipeline.stages.articles.blocks import Block
from pipeline.stages.articles.dateline import dateline
from pipeline.stages.articles.signed import NAMED, SIGNED, are_names, authors, signs
from schemas.base import TextSpan
from schemas.layers import Article

#: （泸溪县科协）: the unit that sent a report in, on a line below it
_SENT_IN = re.compile(r"（[\u3400-\u9fff、 \u3000]{2,14}(?:组|委|办|局|站|协|会|室|部|社|处|厂|队|校|中心|支部|公社)）")
#: 又讯, 据新华社消息: what opens a report beside the dateline
_ALSO = re.compile(r"(?:又讯|另讯|又据|本报综合(?:消息|报道))(?=[\s\u3000：，（])")
_COLUMN = re.compile(rf"{page_pattern('column')}|调研报告$")
_SECTION = re.compile(
    r"【[^】]{2,12}】$|(?:\d{1,2}|[一二三四五六七八九十]{1,2})(?:[—-]\d{1,2})?月$|第[一二三四五六七八九十\d]{1,3}[章节编]|附[：:]|目\s?录$|"
    r"(?:(?:1[6-9]|20)\d\d|[一二][〇零○一二三四五六七八九]{3})年$"  # the first year of a chronicle
)
#: 第三编　大事记, where a file holds one chapter of a book
_CHAPTER = re.compile(r"第[一二三四五六七八九十百\d]{1,4}[章编篇卷][\s\u3000]{1,4}[^\s，。；：]{2,24}$")
_STANDING = re.compile(
    r"笔谈$|专栏$|专版$|特刊$|大家谈$|谈体会$|谈感受$|论坛$|论苑$|心得$|巡礼$|^(?:深入)?(?:学习|宣传|贯彻|学习贯彻|学习宣传贯彻|宣传贯彻)\S{2,30}(?:精神|思想)$"
)
_TITLE_GAP = 3  # a title stands no more than two blank lines above what it heads
_MAX_TITLE_LINES = 5
_MOST_TITLES = 8
_OPENING = ("title", "number", "header", "date", "byline", "credit", "salutation")


def articles(reading: Reading, blocks: list[Block]) -> tuple[Article, ...]:
    """The articles in order; a file with one article has one that spans its main text."""
    content = [i for i, b in enumerate(blocks) if b.role != "chrome"]
    if not content:
        return ()
    starts = _starts(blocks, content)
    out: list[Article] = []
    for k, first in enumerate(starts):
        limit = starts[k + 1] if k + 1 < len(starts) else len(blocks)
        part = _article(reading, blocks, first, limit, f"a{len(out) + 1}", k + 1 < len(starts))
        if part is not None:
            out.append(part)
    if out:
        near = blocks if len(out) == 1 else blocks[: starts[0]]
        out[0] = _with_metaauthors(reading, near, out[0])
    return tuple(out)


def _with_metaauthors(reading: Reading, blocks: list[Block], only: Article) -> Article:
    """The file's (first) article with the people whom meta lines outside its range name: the page's editor, a web author."""
    outside = [b for b in blocks if b.role == "credit" or (b.role == "header" and ("：" in b.text or "/" in b.text))]
    more = {(c.start, c.end): c for c in (*authors(reading, outside, 0, False), *only.authors)}
    return only.model_copy(update={"authors": tuple(more[k] for k in sorted(more))}) if more else only


def _starts(blocks: list[Block], content: list[int]) -> list[int]:
    """The blocks at which articles start."""
    found: set[int] = set()
    for i, b in enumerate(blocks):
        if b.role == "byline" or (b.role == "text" and (dateline(b.text) is not None or _ALSO.match(b.text))):
            top = _title_above(blocks, i)
            if top is not None:
                found.add(top)
            elif b.role == "byline" and i and _closes(blocks, i - 1):
                found.add(i)
    for i in range(len(blocks) - 1):
        if _closes(blocks, i):
            j = _next_content(blocks, i)
            if j is not None and blocks[j].role == "title" and _has_text(blocks, j):
                found.add(j)
    found.update(_page_heads(blocks, found))
    heads = [i for i, b in enumerate(blocks) if b.level == 1 and b.role == "title"]
    if len(heads) >= 2:
        found.update(i for i in heads if _has_text(blocks, i))
    marked = [
        j for i, b in enumerate(blocks) if b.rule == "zones.archived" and (j := _next_content(blocks, i)) is not None
    ]
    found.update(j for j in marked if blocks[j].role == "title" and _has_text(blocks, j))
    starts = sorted(found)
    first = _first(blocks, content)
    if not starts:
        return [first]
    before = [blocks[i] for i in range(first, starts[0]) if blocks[i].role in ("text", "heading", "salutation")]
    if len(before) == 1 and before[0].role == "text" and dateline(blocks[_paragraph(blocks, starts[0])].text):
        starts[0] = first  # the summary that stands between title and sub-title
    elif before:
        starts.insert(0, first)
    return starts


def _page_heads(blocks: list[Block], found: set[int]) -> Iterator[int]:
    """The titles of a newspaper page that nothing signs: set apart from the text above as the signed ones are."""
    if len(found) < 2 or not any(b.rule == "zones.paper_head" for b in blocks[: min(found)]):
        return
    gap = min(blocks[i].gap for i in found if i != min(found))
    if gap < 2:
        return
    for i in range(min(found) + 1, len(blocks) - 1):
        above, b, below = blocks[i - 1 : i + 2]
        if b.role == "title" and b.gap >= gap > below.gap and below.role == "text" and above.role != "title":
            yield i


def _paragraph(blocks: list[Block], i: int) -> int:
    """The first paragraph at or after a block."""
    return next((j for j in range(i, min(i + 8, len(blocks))) if blocks[j].role == "text"), i)


def _first(blocks: list[Block], content: list[int]) -> int:
    """Where the only article starts: at its title, below page headers."""
    for i in content:
        if blocks[i].role == "header":
            continue
        return i
    return content[0]


def _title_above(blocks: list[Block], i: int) -> int | None:
    """The first of the title lines right above a by-line or an opening paragraph."""
    top = None
    lines = 0
    j = i
    while j > max(i - 8, 0) and lines < _MAX_TITLE_LINES:
        if blocks[j].gap > _TITLE_GAP - 1 and j != i:
            break
        if blocks[j].gap > _TITLE_GAP + 1:
            break
        j -= 1
        b = blocks[j]
        if b.role == "title" and _closes(blocks, j):
            break  # （温小平　李冬荣）: the end of the report above
        if b.role == "title" and not (
            b.level and top is not None and blocks[top].level and b.level < blocks[top].level and _has_text(blocks, j)
        ):
            top = j
            lines += 1
        elif b.role in ("header", "number", "date", "byline") and lines == 0:
            continue
        else:
            break
    return top


def _closes(blocks: list[Block], i: int) -> bool:
    """Whether an article ends with this block: an author's note, or a signature in brackets."""
    b = blocks[i]
    if b.role == "title" and b.gap < 2 and _SENT_IN.fullmatch(b.text) and i and blocks[i - 1].role == "text":
        return True
    if b.role in ("text", "title") and (named := NAMED.search(b.text)) is not None and are_names(named["who"]):
        return b.role == "text" or NAMED.fullmatch(b.text) is not None  # …合同。（吴恒）
    return b.role in ("note", "credit") or (b.role in ("text", "title") and SIGNED.search(b.text) is not None)


def _next_content(blocks: list[Block], i: int) -> int | None:
    for j in range(i + 1, min(i + 6, len(blocks))):
        if blocks[j].role not in ("chrome", "credit", "header"):
            return j
    return None


def _has_text(blocks: list[Block], i: int) -> bool:
    """Whether running text follows within the next lines."""
    return any(b.role == "text" and (len(b.text) >= 30 or b.text[-1] in "。！？”）") for b in blocks[i + 1 : i + 9])


def _article(reading: Reading, blocks: list[Block], first: int, limit: int, name: str, more: bool) -> Article | None:
    """The article that starts at a block and ends before `limit`."""
    last = _last(blocks, first, limit)
    body = next((i for i in range(first, last + 1) if blocks[i].role in ("text", "heading", "salutation")), last + 1)
    titles: list[Block] = []
    columns: list[Block] = []
    signed = False
    for b in blocks[first:body]:
        if b.role == "byline":
            signed = True
        elif b.role == "title":
            if signed:
                if _COLUMN.search(b.text) or b.level:
                    columns.append(b)
            elif titles and signs(b.text):
                pass
            elif _SECTION.match(b.text) or (titles and b.level > titles[0].level):
                break
            elif titles and b.gap > _TITLE_GAP and _COLUMN.search(titles[-1].text):
                columns += titles
                titles = [b]
            else:
                titles.append(b)
    if not titles and body == first and _CHAPTER.match(blocks[first].text):
        titles.append(blocks[first])
    rows = len(titles) > _MOST_TITLES  # of a table set line by line: none is a title but the first, none a signature
    if rows:
        del titles[1:]
    heads = 0
    while heads < len(titles) - 1 and _STANDING.search(titles[heads].text):
        heads += 1
    columns, titles = titles[:heads] + columns, titles[heads:]
    if (
        len(titles) > 1
        and body <= last
        and titles[-1] is blocks[body - 1]
        and titles[-1].gap > blocks[body].gap
        and _sectioned(blocks[body : last + 1])
    ):
        titles.pop()  # the first of several heads inside the article
    view = reading.view
    inside = blocks[first : last + 1]
    start = view.out(blocks[first].start, blocks[first].end)[0]
    end = view.out(blocks[last].start, blocks[last].end)[1]
    return Article(
        id=name,
        start=start,
        end=end,
        title=_joined(reading, titles) or _original(reading, blocks[max(first - 3, 0) : last + 1]),
        titles=tuple(_span(reading, b) for b in titles),
        column_heads=tuple(_span(reading, b) for b in columns),
        authors=authors(reading, inside, body - first, bool(titles) and not rows),
        author_notes=tuple(_notes(reading, inside)),
        dateline=next((d for b in inside if b.role == "text" and (d := dateline(b.text, reading, b.start))), None),
    )


def _joined(reading: Reading, titles: list[Block]) -> str | None:
    """The title lines as one string, without a line that repeats what stands above it."""
    parts: list[str] = []
    seen = ""
    for b in titles:
        text = reading.view.text[b.start : b.end]
        bare = "".join(text.split())
        if bare in seen:
            continue
        seen += bare
        if parts and parts[-1].count("《") > parts[-1].count("》"):
            parts[-1] += text  # a document's name over two lines
        else:
            parts.append(text)
    return " ".join(parts) or None


def _original(reading: Reading, near: list[Block]) -> str | None:
    """The title that a line 原标题：… gives, where none stands above the text."""
    for b in near:
        if b.role == "header" and (m := re.match(r"原标题\s?[：:]\s?(?=\S)", b.text)):
            return reading.view.text[b.start + m.end() : b.end]
    return None


def _sectioned(body: list[Block]) -> bool:
    """Whether the text goes on under more heads of the same make."""
    return any(a.role == "title" and b.role == "text" for a, b in pairwise(body))


def _last(blocks: list[Block], first: int, limit: int) -> int:
    """The last block of the article: chrome at its foot and the next page's titles do not belong to it."""
    last = limit - 1
    while last > first and blocks[last].role in ("chrome", "header"):
        last -= 1
    for i in range(last, first, -1):
        if blocks[i].role == "note":
            if all(b.role in ("chrome", "header", "title", "byline") for b in blocks[i + 1 : last + 1]):
                return i
            break
        if blocks[i].role == "text" and len(blocks[i].text) >= 30:
            break
    return last


def _span(reading: Reading, b: Block) -> TextSpan:
    return reading.view.span(b.start, b.end)


def _notes(reading: Reading, inside: list[Block]) -> Iterator[TextSpan]:
    """The notes on the author: lines of their own, and the bracket at the end of the last paragraph."""
    for b in inside:
        if b.role == "note":
            yield _span(reading, b)
        elif b.role == "text" and (m := _TAIL_NOTE.search(b.text, max(0, len(b.text) - 180))):
            yield reading.view.span(b.start + m.start(), b.start + m.end())


_TAIL_NOTE = re.compile(
    r"[（(](?:本文)?(?:第一|两位|以上)?作者(?:简介|分别|均)?\s?(?:系|为|是|单位|：|:)[^（）()]{3,160}[）)]$"
)
