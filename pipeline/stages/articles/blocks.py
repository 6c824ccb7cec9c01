"""The lines of the view with the part each plays on the page."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from pipeline.lexicon.pages import page_words
from pipeline.lexicon.publishers import is_publisher
from pipeline.reading import Reading
from pipeline.stages.articles.dateline import dateline

Role = Literal[
    "chrome",  # site chrome, share bar, copyright, contact lines, tables, captions
    "header",  # page header or meta line (发布时间：…  来源：…)
    "credit",  # （编辑：… 审核：…）
    "title",  # a short line that can be a title or sub-title
    "heading",  # 一、… inside an article
    "number",  # 〔2024〕27号, （2021年第6号）
    "byline",  # □戴峰, 本报记者 …
    "note",  # （作者系…）
    "date",  # a line that is a date and nothing else
    "salutation",  # 同志们：  各县（市、区）人民政府：
    "text",
]

FULL_DATE = r"(?:1[89]|20)\d\d\s?[年\-./]\s?\d{1,2}\s?[月\-./]\s?\d{1,2}\s?[日号]?"
HAN_DATE = r"[一二三四五六七八九〇零]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十廿卅]{1,3}日"
_DATE_LINE = re.compile(
    r"(?:香港|澳门|北京|当地)时间\s?\d{1,2}时(?:\d{1,2}分)?$|"
    rf"[（【\[]?\s?(?:{FULL_DATE}|{HAN_DATE}|(?:1[89]|20)\d\d年\d{{1,2}}月|[一二三四五六七八九〇零]{{4}}年[一二三四五六七八九十]{{1,2}}月)\s?"
    r"(?:刊|讯|电)?\s?(?:[写作书记改草]?于[\u3400-\u9fff]{2,14})?[）】\]]?(?:\s?[（(]?(?:星期|周)[一二三四五六日天][）)]?)?(?:\s?\d{1,2}[：:]\d\d(?:[：:]\d\d)?)?$"
)
_NUMBER = re.compile(
    r"[^。，：]{0,20}[〔（\[【](?:(?:19|20)?\d\d|[一二三四五六七八九十]{1,4}届)(?:年)?(?:〕|）|\]|】)?\s?(?:年)?第?\s?\d{1,5}\s?号[）〕]?(?:[\s\u3000]{1,16}签\s?发\s?人\s?[：:]\s?[\u3400-\u9fff\s\u3000]{2,12})?$|"
    r"[（(]?第\s?\d{1,4}\s?号[）)]?$|(?:(?:19|20)\d\d年?\s?)?(?:总?第\s?\d{1,4}\s?期\s?)(?:[（(]总?第?\s?\d{1,4}\s?期[）)])?$"
)
_OCCASION = re.compile(
    rf"[（(][^（）()]{{0,6}}(?:{FULL_DATE}|{HAN_DATE}).{{0,100}}(?:通过|公布|讲话|发布|印发|修订|修正|批准|施行|签署|发表)[^（）()]{{0,6}}[）)]$|"
    rf"[—\-]{{1,2}}\s?(?:{FULL_DATE}|{HAN_DATE})|[（(](?:根据|据|依据)[^（）()。]{{2,16}}(?:整理|记录|录音)[^（）()。]{{0,16}}[）)]$"
)
_HEADING = re.compile(
    r"(?:（?[一二三四五六七八九十]{1,3}(?:、|）|\)|．)|第[一二三四五六七八九十百\d]{1,4}[章节条编部篇](?=\s|[^\s，。]{0,14}$)|\d{1,2}(?:、|．|\.(?!\d))|"
    r"（\d{1,2}）|[①-⑳]|附(?:件|表)?\d?[：:])"
)
_NOTE = re.compile(
    r"[（(](?:本文)?(?:(?:第[一二三]|两位|以上|三位)?作者(?:简介)?\s?(?:系|为|是|单位|分别|均系|现任|现为|：|:|,|，|\s)|[\u3400-\u9fff·\s]{2,10}?(?:系|"
    r"，系)(?!列|统|数)[^。（）()]{4,80}).{0,200}[）)]$"
    r"|(?:[—\-]{1,2})?(?:本文)?作者(?:系|简介[：:]|单位[：:]|为)[^。]{4,120}[。]?$"
    r"|【作者(?:简介|单位)】.{4,150}$"
    r"|作者\s?[：:]\s?[\u3400-\u9fff·]{2,8}[，,（(][^。]{4,100}[。]?$"
    r"|[（(［\[【](?:[\u3400-\u9fff·\s、]{2,20}\s)?作者(?:系|为|单位|分别|均)[^。]{3,160}[）)］\]】]$"
)
_SALUTATION = re.compile(
    r"(?:同志们|各位|尊敬的|女士们|朋友们|代表们|委员们|同学们|老师们|乡亲们)\S{0,20}[：:！!]$|.{2,60}[：:]$"
)
_HOUR = re.compile(
    rf"(?:{FULL_DATE}\s*)?\d{{1,2}}[：:]\d\d(?:\s*[—\-~～至]+\s*\d{{1,2}}[：:]\d\d)?\s+\S"
)  # of an agenda
_COLUMNS = re.compile(r"\S(?:\s{2,}|\u3000)(?=\S)")
_LABELLED = re.compile(
    r"(?:会议)?(?:地\s*点|时\s*间|主\s*持人?|出\s*席|参\s*加|列\s*席|记\s*录|缺\s*席|请\s*假|议\s*题|主讲人?|参会人员|组\s*长|副组长|成\s*员|召集人|嘉\s*宾|(?:新闻)?联\s*[系络]\s*人)\s?[：:]"
)
_SENTENCE = re.compile(r"[。！？；]")
_TITLE_MARKS = re.compile(r"[，,、].*[，,].*[，,]")


@dataclass(slots=True)
class Block:
    """A line of the view, stripped: `start`..`end` in the view, `text` folded, `gap` line breaks before it, `indent` columns."""

    start: int
    end: int
    text: str
    gap: int
    indent: float
    role: Role
    rule: str = ""
    level: int = 0  # of a markdown heading


_LETTERHEAD = re.compile(r"(?P<name>[\u3400-\u9fff（）]{4,30}?)文件$")
_WIDE = re.compile(r"(?<=[\u3400-\u9fff])[ \u3000]+(?=[\u3400-\u9fff])")  # 中　共　青　石　县　委　文　件
#: 机密★一年　第031号, 急件: what stands above a letterhead
_SECRET = re.compile(r"(?:绝密|机密|秘密|内部(?:文件|资料)?|特急|急件|加急|平急)(?:[★☆•·\s]|$)[^，。；：]{0,40}$")
_LETTER = re.compile(r"[^\W_]")
_LINE = re.compile(r"[^\n\r\x0b\x0c\x85\u2028\u2029]+")
_TITLE_LABEL = re.compile(r"(?:标\s*题|名\s*称|题\s*目)\s?[：:]\s?(?=\S)")
_SUBJECT = re.compile(r"主[ \u3000]*题\s?[：:]\s?(?:(?:转发|回复|Fw|Re)[：:]\s?)*(?=\S)", re.IGNORECASE)  # of a mail
_MARKDOWN = re.compile(r"(#{1,6})\s+(?=\S)")


def blocks_of(reading: Reading) -> list[Block]:
    """The lines of the view that are not blank, each with its role by its own form (segmenting may change it)."""
    from pipeline.stages.articles.bylines import credits, is_byline

    text = reading.text
    view = reading.view
    indents = {r.end: r.start for r in reading.clean.removed if r.reason == "indent"}
    zones = [(*view.into(z.start, z.end), z) for z in reading.clean.zones]
    out: list[Block] = []
    last = zi = 0
    for m in _LINE.finditer(text):
        inner = m[0].strip()
        if not inner:
            continue
        start = m.start() + m[0].index(inner)
        end = start + len(inner)
        while zi < len(zones) and zones[zi][1] <= start:
            zi += 1
        gap = text.count("\n", last, m.start()) if out else 0
        source_start = view.out(start, end)[0]
        lead = view.source[indents.get(source_start, source_start) : source_start]
        wide = lead.count("\u3000")
        block = Block(start, end, inner, gap, wide + (len(lead) - wide) / 2, "text")
        last = m.end()
        if zi < len(zones) and zones[zi][0] <= start and end <= zones[zi][1]:
            zone = zones[zi][2]
            block.role = zone.kind if zone.kind in ("header", "credit") else "chrome"
            block.rule = zone.rule
            if block.role == "credit" and _NOTE.match(inner) and not any(True for _ in credits(inner)):
                block.role = "note"
        else:
            if mark := _MARKDOWN.match(inner):
                block.level = len(mark[1])
                block.start += mark.end()
                block.text = inner = inner[mark.end() :]
            elif len(out) < 8 and (label := _label(inner, out)) and not _SENTENCE.search(inner):
                block.start += label.end()
                block.text = inner = inner[label.end() :]
            block.role = _role(block, is_byline(inner))
            if (block.role in ("title", "salutation") and not _LETTER.search(inner)) or inner.strip(
                "（）()"
            ) in page_words("end"):
                block.role = "chrome"
            elif block.role == "title" and len(out) < 6 and is_publisher(inner):
                block.role, block.rule = "header", "publisher"
            elif block.role in ("title", "text") and len(out) < 3 and _LETTERHEAD.match(_WIDE.sub("", inner)):
                block.role, block.rule = "header", "letterhead"
            elif len(out) < 3 and _SECRET.match(inner):
                block.role, block.rule = "header", "secrecy"
            elif (
                block.role in ("text", "salutation")
                and not out
                and not _LABELLED.match(inner)
                and len(_COLUMNS.findall(inner)) < 2
                and not (block.role == "salutation" and len(inner) > 30)
                and len(inner) <= 90
                and "。" not in inner
                and inner[-1] not in ("，；" if block.role == "salutation" else "，：；")
            ):
                block.role = "title"
        out.append(block)
    _letterhead(out)
    _paper_name(out)
    return out


def _label(text: str, above: list[Block]) -> re.Match[str] | None:
    """What stands before the title on its own line: 标题：, and 主题： in the head of a mail."""
    return _TITLE_LABEL.match(text) or (_SUBJECT.match(text) if any(b.rule == "zones.mail" for b in above) else None)


def _letterhead(blocks: list[Block]) -> None:
    """The body above the word that makes a page a press release (某市政府⏎新闻公报) is its publisher, no title."""
    if len(blocks) > 2 and _BULLETIN.search(blocks[1].text) and _ISSUER.fullmatch(blocks[0].text):
        a, b = blocks[:2]  # 青石县防汛指挥部办公室⏎汛情快报
        a.role, a.rule, b.role, b.rule = "header", "publisher", "title", "bulletin"
    for a, b in pairwise(blocks[:4]):
        if a.role == "title" and b.role == "title" and b.text in page_words("masthead"):
            a.role, a.rule, b.role, b.rule = "header", "publisher", "header", "masthead"


def _paper_name(blocks: list[Block]) -> None:
    """The lines of a newspaper's head beside its date: the name, its Latin form, the lunar date."""
    head = blocks[:8]
    last = max((i for i, b in enumerate(head) if b.role == "header" and b.rule in _PAPER_RULES), default=-1)
    names = [
        b
        for b in head[: last + 2]
        if (b.role in ("title", "text") or b.rule == "publisher") and b.rule != "bulletin" and _PAPER_NAME.match(b.text)
    ]
    if not names:
        return
    whole = names[0].text[-1] == "报"
    names[0].role, names[0].rule = "header", "publisher" if whole else "paper"
    for b in head[: last + 2]:
        if b.role == "title" and ((native := _LATIN.sub("", b.text).strip()) == "" or _LUNAR.match(native)):
            b.role = "header"


_PAPER_RULES = ("zones.paper_head", "zones.date_line", "zones.page_header")
_PAPER_NAME = re.compile(  # 河西报　要闻　2
    r"[\u3400-\u9fff]{1,8}(?<![简通专公情海板月年汇喜捷预播])报"
    r"(?:[\s·|｜]+(?:[\u3400-\u9fff]{2,4}|第?[A-D]?\d{1,2}版?)){0,3}$"
)
_AS_OF = re.compile(r"[（(]?截[至止]到?\s?\d{4}年[^。；，]{2,20}$")
_BULLETIN = re.compile(r"^[\u3400-\u9fff]{2,8}(?:快报|简报|专报|通报|要情|公报|周报|月报)$")
_ISSUER = re.compile(
    r"[\u3400-\u9fff（）]{4,30}(?:办公室|办公厅|指挥部|委员会|领导小组|局|厅|中心|政府|委|部|院|处|站)"
)
_LATIN = re.compile(r"[!-~\s]+")
_LUNAR = re.compile(
    r"(?:农历)?\s?[甲乙丙丁戊己庚辛壬癸][子丑寅卯辰巳午未申酉戌亥]年?\s?闰?[正一二三四五六七八九十冬腊]{1,2}月[初十廿二三一四五六七八九]{1,3}日?$"
)


def _role(block: Block, byline: bool) -> Role:
    text = block.text
    n = len(text)
    if _NOTE.match(text) and n <= 200:
        return "note"
    if byline:
        return "byline"
    if block.level:
        return "heading" if _HEADING.match(text) else "title"
    if n <= 32 and _DATE_LINE.match(text):
        return "date"
    if (n <= 40 and (_NUMBER.match(text) or _AS_OF.match(text))) or (n <= 120 and _OCCASION.match(text)):
        return "number"
    if n <= 60 and _HEADING.match(text):
        return "heading"
    if n <= 80 and _SALUTATION.match(text):
        return "salutation"
    if _LABELLED.match(text) or _HOUR.match(text) or len(_COLUMNS.findall(text)) >= 2 or dateline(text) is not None:
        return "text"
    if n <= 64 and not _SENTENCE.search(text) and text[-1] not in "，,、：:" and not _TITLE_MARKS.search(text):
        return "title"
    return "text"
