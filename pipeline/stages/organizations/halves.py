"""Names that a mark divides (中国－|东盟信息港股份有限公司, 里卡多·|帕尔马大学), and films and books called like a house."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.lexicon.surnames import transliteration
from pipeline.stages.organizations.chain import Chain, Raw
from pipeline.stages.organizations.cover import Cover

#: houses, and books called so
_HOUSES = ("学堂", "书院", "学院", "美术馆", "博物馆", "公司", "医院", "中学", "小学", "大学")
#: what two countries or somebody with a dotted name may have
_JOINED = ("公司", "医院", "大学", "中学", "小学", "学院", "协会", "基金会", "研究院", "研究中心")
#: how long the first half of a dotted name may be
_REACH = 8


def work(text: str, raw: Raw) -> bool:
    """《船政学堂》: a film or a book by the name of a house, and no paper (《联合早报》)."""
    around = text[raw.start - 1 : raw.start] + text[raw.end : raw.end + 1]
    return around == "《》" and raw.kind == "free" and raw.core.endswith(_HOUSES)


def lead(text: str, raw: Raw, ends: Mapping[int, Chain], cover: Cover) -> None:
    """Take the first half of a divided name into it; two ministries on both sides of a mark stay two."""
    at = raw.start - 1
    if raw.kind not in ("free", "body") or at < 1 or text[at] not in "—－–-·":
        return
    if not (raw.core + raw.sub).endswith(_JOINED):
        return
    low = at
    if text[at] == "·":
        chars = transliteration()
        while at - low < _REACH and low and (text[low - 1] in chars or text[low - 1] == "·"):
            low -= 1
    elif (chain := ends.get(at)) is not None:
        low = chain.start
    if low < at and not cover.hit(low, raw.start):
        raw.kind, raw.lead, raw.sub, raw.place = "free", "", "", None
        raw.core = text[low : raw.end - len(raw.cell)]
        raw.start = raw.organ_start = low
