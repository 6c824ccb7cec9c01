"""Papers, channels and accounts of any place where a text names its source (来源：三江新报, 极光新闻记者)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.lexicon import words as usage
from pipeline.lexicon.body_words import longest_first, words
from pipeline.lexicon.places import Place, gazetteer
from pipeline.stages.organizations.chain import Chain, Raw
from pipeline.stages.organizations.cover import Cover

_WORDS = words("press")
_ENDS = longest_first(words("press"))
_NAME = rf"(?P<stem>[\u4e00-\u9fff]{{2,6}}?)(?P<end>{_ENDS})"
_GAP = r"[ \u3000]"
_DAY = r"(?:\d{4}[年\-/.]|[第总]\d+期|[A-Z]?\d{1,2}版|第?[一二三四五六七八九十]+版)"
_REPORTER = r"(?:特约|首席|全媒体|见习)?(?:记者|通讯员|评论员)(?![^\n]{0,4}(?:站|协会|部|会))"
_SOURCES = (
    # 来源：三江新报
    re.compile(rf"(?:来源|稿源|原载于?|转自|摘自|供稿|刊载)[：:]?{_GAP}*[“《]?{_NAME}(?=[”》]?(?:[^\u4e00-\u9fff]|$))"),
    # a line that begins with a paper and its day
    re.compile(rf"(?:^|\n){_GAP}*{_NAME}(?={_GAP}+{_DAY})"),
    # a masthead by itself, and below it the day with the number or the page
    re.compile(
        rf"\A{_GAP}*(?P<stem>[\u4e00-\u9fff]{{2,5}}?)(?P<end>{_ENDS}|(?<![通简公战喜捷预警申汇情快填举上])报){_GAP}*\n(?={_GAP}*\d{{4}}年[^\n]{{0,24}}[期版])"
    ),
    # 极光新闻记者：
    re.compile(rf"(?:^|[\n，。；：（(【、 \u3000]){_NAME}(?={_REPORTER})"),
    # 《楚北晨报》2011年11月24日, at the foot of a text
    re.compile(rf"《{_NAME}(?=》{_GAP}*[（(]?\d{{4}}年\d{{1,2}}月)"),
    # 登在《黔江日报》上
    re.compile(rf"(?:登|刊|刊登|刊发|发表|载|连载|转载|见报)[在于]《{_NAME}(?=》)"),
    # 【维港时报讯】
    re.compile(rf"【{_NAME}(?=讯|消息)"),
)
#: how far a masthead reaches
_MASTHEAD = 12
#: ends that are words too: a name before them must be one
_PLAIN = frozenset(("新闻", "发布", "在线", "客户端", "青年报", "新闻网"))
_COMMON = 12
#: what may stand before the name of a paper that it is none of
_NO_PAPER = words("no_press")


def find(text: str, links: Sequence[Chain], cover: Cover) -> Iterator[Raw]:
    """The media by which a text is signed; a place whose province the text does not name is not taken for a paper's."""
    if not any(w in text for w in _WORDS) and "报" not in text[:_MASTHEAD]:
        return
    provinces = {c.place.code[:2] for c in links if c.place.domestic and c.place.code}
    for pattern in _SOURCES:
        for m in pattern.finditer(text):
            s, e = m.start("stem"), m.end("end")
            if cover.hit(s, e) or m["stem"].startswith(_NO_PAPER):
                continue
            place = _place(m["stem"])
            if place is not None and provinces and place.code[:2] not in provinces:
                place = None  # 三江新报 of 宜宾
            if place is None and m["end"] in _PLAIN and usage.count(m["stem"]) >= _COMMON:
                continue
            raw = Raw(s, e, "free", m["stem"] + m["end"], place=place, organ_start=s)
            if place is not None:
                whole = m["end"].startswith("融媒")
                raw.lead, raw.core = (place.name, "融媒体中心") if whole else (m["stem"], m["end"])
            yield raw


def _place(stem: str) -> Place | None:
    place = gazetteer().resolve(stem)
    return place if place is not None and place.domestic else None
