"""The standing parts of a school, a hospital or a firm in its own text, post or not: 研究生院, 校团委, 护理部, 集团工会.

What each kind of house has is a closed list of names that no house lacks, so that in its own text they are its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pipeline.lexicon.body_words import longest_first, words
from pipeline.stages.organizations.cover import Cover
from pipeline.stages.organizations.homes import Found
from pipeline.stages.organizations.read import Raw

#: kind of house → how its name ends, what stands for it before a part
_KINDS: dict[str, tuple[tuple[str, ...], str]] = {
    "school": (("大学", "学院", "学校", "中学", "小学", "党校", "师范", "一中", "二中", "三中"), "学?校|学院|院"),
    "hospital": (("医院", "卫生院", "保健院"), "医?院"),
    "office": (("局", "厅", "委员会", "法院", "检察院", "署", "海关", "林场", "农场"), "局|厅|委|院|署|关|场"),
    "firm": (("公司", "集团", "厂", "矿", "银行", "分行", "支行", "油田", "矿务局"), "集团公司|集团|公司|厂|矿|行"),
}
#: what stands before a part that is the house's own
_BEFORE = re.compile(
    r"(?:[^\u4e00-\u9fff]|[由和与及同向对到从经为兼任原据了在]|联合|授予|听取|组织|邀请|表彰|以及|来自|收到)\Z|\A\Z"
)
#: what makes it another word, a post or any house's
_NOT_AFTER = re.compile(r"[长员们类化]|会(?![同商])|、?[^，。\n]{0,8}?等(?:各类|高校|院校)")
#: any house's: 各学院, 有关公司工会
_ANY = re.compile(r"(?:[各每某全]|有关|相关|所属|基层|其他)[\u4e00-\u9fff]{0,2}\Z")


#: what an office has for one work: 局|水政监察大队
_WORK = (
    r"[^\W\d_A-Za-z的了在与和及或对向将把被是为由给让使都又各等属党机长面部领]{2,10}?"
    r"(?:大队|支队|总站|管理站|服务中心|管理中心|指挥中心|科|股|处)(?![长室员理置分罚学技研])"
)


#: how far behind its name a command's parts are its own
_PARAGRAPH = 240


@lru_cache(maxsize=1)
def _parts() -> dict[str, re.Pattern[str]]:
    """The parts of each kind of house, bare, or behind the word that stands for it."""
    return {
        kind: re.compile(
            rf"(?:{longest_first(words(f'{kind}_unit'))})|"
            rf"(?:{said})(?P<part>{longest_first((*words('house_part'), *words(f'{kind}_unit'), *words(f'{kind}_own')))}"
            + (rf"|{_WORK}" if kind == "office" else "")
            + ")"
        )
        for kind, (_, said) in _KINDS.items()
    }


#: the standing parts of a command, which a text that has named it calls so
_OF_COMMAND = re.compile(
    r"(?:政治部|政治工作部|政治处|政治工作处|司令部|参谋部|后勤部|装备部|保障部|保障处|战备建设处|教导队)(?![长员主副])"
)


def of_command(text: str, raws: Sequence[Raw], cover: Cover) -> Iterator[Raw]:
    """政治部, 后勤部 behind a command that the paragraph has named; the resolver says whose."""
    ends = [
        r.end for r in raws if "军区" in r.core or "军分区" in r.core or r.core.endswith(("集团军", "战区", "警备区"))
    ]
    if not ends:
        return
    for m in _OF_COMMAND.finditer(text):
        i = bisect_left(ends, m.start()) - 1
        if i < 0 or m.start() - ends[i] > _PARAGRAPH or "\n" in text[ends[i] : m.start()] or cover.hit(*m.span()):
            continue
        if _BEFORE.search(text, max(0, m.start() - 2), m.start()):
            yield Raw(*m.span(), "part", m[0], organ_start=m.start(), prefix="command")


def _kind(body: str) -> str | None:
    return next((k for k, (ends, _) in _KINDS.items() if body.endswith(ends)), None)


def parts(text: str, homes: Sequence[Found], cover: Cover, own: Cover) -> Iterator[Raw]:
    """The parts of the house that a stretch of text speaks for; `own`: what is read as 局党组 and the like already."""
    for h in homes:
        kind = _kind(h.body or "") if h.body else None
        if kind is None:
            continue
        for m in _parts()[kind].finditer(text, h.start, h.end):
            s, e = m.span()
            if kind == "office" and (own.hit(s, e) or m["part"] is None):
                continue
            if cover.hit(s, e) or _NOT_AFTER.match(text, e):
                continue
            if text.rfind("《", max(0, s - 40), s) > text.rfind("》", max(0, s - 40), s):
                continue  # 《关于聘任董事会秘书的议案》
            if not _BEFORE.search(text, max(h.start, s - 2), s) or _ANY.search(text, max(h.start, s - 4), s):
                continue
            core = m["part"] or m[0]
            yield Raw(s, e, "part", f"校{core}" if core == "友会" else core, organ_start=s, prefix="house")
