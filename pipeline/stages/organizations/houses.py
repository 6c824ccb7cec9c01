"""The standing parts of a school, a hospital or a firm in its own text, post or not: 研究生院, 校团委, 护理部, 集团工会.

What each kind of house has is a closed list of names that no house lacks, so that in its own text they are its own.
"""

from __future__ import annotations

import re
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
    "firm": (("公司", "集团", "厂", "矿", "银行", "分行", "支行", "油田", "矿务局"), "集团公司|集团|公司|厂|矿|行"),
}
#: what stands before a part that is the house's own
_BEFORE = re.compile(r"(?:[^\u4e00-\u9fff]|[由和与及同向对到从经为兼任原据了]|联合|授予|听取|组织|邀请|表彰|以及|来自|收到)\Z|\A\Z")
#: what makes it another word, a post or any house's
_NOT_AFTER = re.compile(r"[长员们类化会]|、?[^，。\n]{0,8}?等(?:各类|高校|院校)")
#: any house's: 各学院, 有关公司工会
_ANY = re.compile(r"(?:[各每某全]|有关|相关|所属|基层|其他)[\u4e00-\u9fff]{0,2}\Z")


@lru_cache(maxsize=1)
def _parts() -> dict[str, re.Pattern[str]]:
    """The parts of each kind of house, bare, or behind the word that stands for it."""
    return {
        kind: re.compile(
            rf"(?:{longest_first(words(f'{kind}_unit'))})|(?:{said})(?P<part>{longest_first((*words('house_part'), *words(f'{kind}_unit'), *words(f'{kind}_own')))})"
        )
        for kind, (_, said) in _KINDS.items()
    }


def _kind(body: str) -> str | None:
    return next((k for k, (ends, _) in _KINDS.items() if body.endswith(ends)), None)


def parts(text: str, homes: Sequence[Found], cover: Cover) -> Iterator[Raw]:
    """The parts of the house that a stretch of text speaks for."""
    for h in homes:
        kind = _kind(h.body or "") if h.body else None
        if kind is None:
            continue
        for m in _parts()[kind].finditer(text, h.start, h.end):
            s, e = m.span()
            if cover.hit(s, e) or _NOT_AFTER.match(text, e):
                continue
            if text.rfind("《", max(0, s - 40), s) > text.rfind("》", max(0, s - 40), s):
                continue  # 《关于聘任董事会秘书的议案》
            if not _BEFORE.search(text, max(h.start, s - 2), s) or _ANY.search(text, max(h.start, s - 4), s):
                continue
            yield Raw(s, e, "part", m["part"] or m[0], organ_start=s, prefix="house")
