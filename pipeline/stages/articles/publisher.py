"""Who published the text: the source it names, the paper or site it stands on, the body that signed it."""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.lexicon.pages import page_words
from pipeline.lexicon.publishers import SHADY, is_publisher, site_of
from pipeline.lexicon.surnames import surnames
from pipeline.reading import Reading
from pipeline.stages.articles.blocks import Block
from schemas.layers import Article, Notice

_SOURCE = re.compile(
    r"(?:(?:信息|文章|稿件|新闻|内容)?来\s*源|稿源)\s?[：:]\s?《?(?P<name>[^\s|【】\[\]（）()：:，。《》]{2,30})"
)
_SOURCE_LABEL = re.compile(r"(?:(?:信息|文章|稿件|新闻|内容)?来\s*源|稿源)\s?[：:]")
_ISSUED = re.compile(
    r"(?:发布(?:单位|机构|部门|者)?|发文(?:单位|机关)|公开单位)\s?[：:]\s?(?P<name>[\u3400-\u9fff]{2,30})"
)
_SITE_DATE = re.compile(
    r"(?:(?:时政|要闻|国内|社会|本地|新闻|动态)[\s\u3000]{1,4})?"
    r"(?P<name>[^\s：:，。|>]{2,24}?)\s{0,16}[：:\s]\s{0,16}(?:19|20)\d\d\s?[-年./]\s?\d{1,2}"
)
#: 2017-05-16 10:20 青石融媒
_DATE_SITE = re.compile(
    r"(?:19|20)\d\d\s?[-年./]\s?\d{1,2}\s?[-月./]\s?\d{1,2}日?(?:\s+\d{1,2}[：:]\d\d(?:[：:]\d\d)?)?\s+"
    r"(?P<name>[\u3400-\u9fff]{2,10}(?:融媒(?:体中心|体)?|发布|日报|晚报|时报|报|网|电视台|传媒|新闻|在线|资讯|政务))$"
)
_SITE_NAME = re.compile(
    r"(?P<name>[\u3400-\u9fff·（）]{2,20}(?:网|网站|报|政府|委|局|区|门户|台|中心|大学|集团|公司|院|会|厅|办|部|县|市|镇|乡|州|旗|省))$"
)
_OWN = re.compile(r"本[报网刊台報網臺]")
_REPORTER_OF = re.compile(r"[（(](?P<name>[\u3400-\u9fff]{2,20}?(?:融媒体中心|日报|晚报|新闻网|电视台))")
_LETTERHEAD = re.compile(r"(?P<name>[\u3400-\u9fff（）]{4,30}?)文件$")
_PAPER = re.compile(
    r"(?:^|[\s《【|｜·•:：丨]|(?<=\d日))(?P<name>[\u3400-\u9fff]{1,8}(?<![简通专公情海板月年汇])报)(?=[\s》】|｜·•丨（(\d]|$)"
)
_ACCOUNT = re.compile(
    r"(?:^|\s)(?P<name>[\u3400-\u9fff\w]{2,16})\s{1,4}(?:19|20)\d\d\s?[-年./]\s?\d{1,2}[^\s]{0,6}\s\d{1,2}[：:]\d\d"
)
_CRUMB_SITE = re.compile(r"位置\s?[：:]?\s?(?P<name>[^\s>»›/→|：:]{2,24}?)\s?(?:>|»|›|/|→)")
#: 原载《新河西报》1955年11月17日第二版, 载2024年5月23日《河西日报》第3版
_PRINTED = re.compile(
    r"(?:原载|原刊|刊载?于|(?:^|[（(。，\s])载于?|摘自|转载?自|发表于)\s?(?:(?:19|20)\d\d年\d{1,2}月\d{1,2}日)?\s?《(?P<name>[^》]{2,16})》"
)
#: 河西日报　2012年11月19日　A3·教育　本报记者 …: a line that lost its columns; 河西融媒　2023-12-06 19:22　记者 …
_COLUMNS = re.compile(r"(?P<name>[\u3400-\u9fff]{1,8}(?:报|融媒(?:体中心)?))[\s\u3000]{1,4}(?:19|20)\d\d\s?[-年./]")
#: 一九五八年二月二十六日《金乡大众》第一版
_ON_PAGE = re.compile(r"日\s?《(?P<name>[^》\n]{2,16})》\s?(?:头版|第?[一二三四五六七八九十\d]{1,3}版)[）)]?$")
_BODY = re.compile(
    r"[\u3400-\u9fff（）·]{4,40}?(?:委员会|政府|办公室|办公厅|局|厅|部|委|人大常委会|法院|检察院|管委会|常务委员会|总公司|公司|大学|学院|中心|协会|联合会|总工会|"
    r"联合社|合作社|供销社|学校|中学|小学|医院|研究院|集团|领导小组|工作小组|指挥部|党组|党支部|党总支|政协|商会|红十字会|妇联|文联|科协|残联|侨联|支队|总队)$"
)


def publisher(reading: Reading, blocks: list[Block], found: tuple[Article, ...]) -> str | None:
    """The publisher as the page names it, best ground first, or None."""
    page = _Page(reading)
    headers = [b for b in blocks if b.role == "header" and b.rule != "zones.floor"]
    short = [b for b in blocks if b.role in ("title", "credit", "text", "byline") and len(b.text) <= 60]
    return (
        page.first(headers, _SOURCE)
        or page.below(blocks, _SOURCE_LABEL)
        or reading.source.publisher
        or page.first(short, _SOURCE)
        or page.first([b for b in blocks if len(b.text) <= 44], _ON_PAGE)
        or next((page.text(b, 0, len(b.text)) for b in headers if b.rule == "publisher"), None)
        or next((name for b in headers if b.rule == "letterhead" and (name := page.letterhead(b))), None)
        or page.first(headers, _PAPER)
        or page.first(headers, _ISSUED, body=True)
        or page.first([b for b in headers if b.rule == "zones.paper_head" or "发表于" in b.text], _ACCOUNT)
        or page.first([b for b in blocks[:6] if b.role in ("byline", "text")], _COLUMNS, start=True)
        or page.first([b for b in headers if not b.text.startswith("第")], _SITE_DATE, start=True)
        or page.first(headers, _DATE_SITE, start=True)
        or _signature(reading, blocks)
        or page.first([b for b in blocks[-4:] if b.role != "chrome"], _PRINTED)
        or next((a.dateline.agency for a in found if a.dateline and not _OWN.match(a.dateline.text)), None)
        or page.first([b for b in blocks if b.rule == "zones.crumbs"], _CRUMB_SITE)
        or page.first([b for b in blocks if b.rule == "zones.masthead"], _SITE_NAME, start=True)
        or page.first([b for b in blocks if b.role in ("credit", "text")], _REPORTER_OF, start=True)
        or next((name for b in blocks if b.rule == "zones.link" and (name := site_of(b.text))), None)
    )


_BODY_ENDS = "部局委办室处院会社台网报厅所校站组"


class _Page:
    """Looks a pattern's group `name` up in blocks; what it gives is the text of the view, not the folded one."""

    def __init__(self, reading: Reading) -> None:
        self._view = reading.view.text

    def text(self, block: Block, start: int, end: int) -> str:
        return self._view[block.start + start : block.start + end]

    def letterhead(self, block: Block) -> str | None:
        """中共青石县委 of 中共青石县委文件, however wide it is set."""
        m = _LETTERHEAD.match("".join(self.text(block, 0, len(block.text)).split()))
        return _clean(m["name"]) if m is not None else None

    def below(self, blocks: list[Block], label: re.Pattern[str]) -> str | None:
        """The value on the line below a label that stands alone."""
        for a, b in pairwise(blocks):
            if b.rule == "zones.value" and label.fullmatch(a.text) and (name := _clean(self.text(b, 0, len(b.text)))):
                return name
        return None

    def first(
        self, blocks: list[Block], pattern: re.Pattern[str], *, start: bool = False, body: bool = False
    ) -> str | None:
        """`start`: at the start of a block only; `body`: not where it reads as a person (发布者：李明)."""
        for b in blocks:
            m = pattern.match(b.text) if start else pattern.search(b.text)
            if m is None or not (name := _clean(self.text(b, m.start("name"), m.end("name")))):
                continue
            if not body or len(name) > 3 or name[-1] in _BODY_ENDS or name[0] not in surnames():
                return name
        return None


def _clean(name: str) -> str | None:
    name = re.sub(r"(?<=[\u3400-\u9fff]{3})(?:编印|主办|编发|编)$", "", name)
    name = name.strip("《》“”\"' 　·-—")
    if name.endswith(("时间", "日期", "次数", "字号")):
        return None  # a label of the page
    if "." in name and name.isascii():
        return None  # a host is no name
    return None if name in page_words("source") or len(name) < 2 or name.isdigit() else name


def _signature(reading: Reading, blocks: list[Block]) -> str | None:
    """The body that signs a notice above its date."""
    for i in range(len(blocks) - 1, max(len(blocks) - 9, 0), -1):
        b = blocks[i]
        if b.role == "date" and blocks[i - 1].role in ("title", "text") and _BODY.match(blocks[i - 1].text):
            return reading.view.text[blocks[i - 1].start : blocks[i - 1].end]
    return None


def reliability(reading: Reading, blocks: list[Block], name: str | None) -> tuple[tuple[str, ...], tuple[Notice, ...]]:
    """`source-name-mismatch` where the page's site is one of betting or the like and the text is official prose."""
    for b in blocks:
        if b.role in ("chrome", "header") and (m := SHADY.search(b.text)):
            start, end = reading.view.out(b.start + m.start(), b.start + m.end())
            notice = Notice(
                code="W103", message="the text names another source than the page it stands on", start=start, end=end
            )
            return ("source-name-mismatch",), (notice,)
    if reading.source.publisher and SHADY.search(reading.source.publisher):
        return ("source-name-mismatch",), (
            Notice(code="W103", message="the text names another source than the page it stands on"),
        )
    return (), ()


__all__ = ["is_publisher", "publisher", "reliability"]
