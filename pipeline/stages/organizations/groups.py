"""Leading groups, headquarters and special teams without a post behind them: 清源县|夏粮收购工作领导小组, 县|公路建设指挥部,
成立|支前修路指挥部.

Their names hold verbs (收购, 建设, 推进), so that no other name's rule reads them: what shows one is where it begins (behind a
place, behind a unit word after a mark, behind 成立) and its head.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.lexicon.body_words import alternatives, longest_first, words
from pipeline.stages.organizations.chain import Chain, Raw
from pipeline.stages.organizations.counts import counted
from pipeline.stages.organizations.cover import Cover
from pipeline.stages.organizations.words import BOUNDARY, GENERIC, NO_UNIT

_CHAR = r"[^\W_的了在与或向将把被就由给让使着也都又各等并而，。；：、！？]"
_HEAD = longest_first(words("group")).replace("工作团", "工作团(?!队)")
_QUOTED = r"“[^”\n]{1,14}”"
_NAME = (
    rf"(?P<name>(?:{_CHAR}|{_QUOTED}|、(?={_CHAR}{{2,6}}[、和])){{2,26}}?(?:{_HEAD}))(?P<office>办公室)?"
    r"(?![成组副]|[一-鿿]?[组织]成员)"
)
_UNIT = re.compile(rf"(?P<unit>自治[区州县旗]|[省市县区州盟旗镇乡村])(?P<committee>委|政府)?{_NAME}")
_AFTER = re.compile(_NAME)
_FOUNDED = re.compile(
    rf"(?:成立|组建|设立|组成|调整|充实|撤销)了?(?:[由以][^。，；\n]{{2,24}}?(?:组长|指挥长|队长|牵头|组成|为成员|参加)的)?{_NAME}"
)
#: what no such name holds
_NO = re.compile(rf"(?<![责主信胜])任|^长|{alternatives('group_no')}")
#: what a name that says nothing begins with: 工作领导小组, 专项工作组
_BARE = re.compile(rf"(?:{longest_first(words('group_bare'))})+(?:{_HEAD})\Z")


def find(text: str, places: Sequence[Chain], cover: Cover) -> Iterator[Raw]:
    """The groups named behind a place or a unit word, or where a text tells that one was founded."""
    if not any(w in text for w in words("group")):
        return
    for c in places:
        if not c.place.domestic or cover.hit(c.start, c.end + 1):
            continue
        m = _AFTER.match(text, c.end)
        if m is not None and _good(m["name"]) and not cover.hit(c.end, m.end()):
            raw = Raw(c.start, m.end(), "organ", m["name"], place=c.place, lead=text[c.start : c.end])
            raw.cell, raw.organ_start = m["office"] or "", c.end
            yield raw
    for m in _UNIT.finditer(text):
        s = m.start()
        before = text[s - 1 : s]
        stands = s == 0 or before in BOUNDARY or text[max(0, s - 2) : s] in ("成立", "组建", "设立", "调整")
        if not stands or before in NO_UNIT.get(m["unit"], "") or GENERIC.search(text, max(0, s - 9), s):
            continue
        if _good(m["name"]) and not cover.hit(s, m.end()):
            core = (m["committee"] or "") + m["name"]
            yield Raw(s, m.end(), "unit", core, "", m["office"] or "", unit=m["unit"], organ_start=m.end("unit"))
    for m in _FOUNDED.finditer(text):
        s = m.start("name")
        if _good(m["name"]) and m["name"][0] not in "省市县区州旗镇乡村由以全" and not cover.hit(s, m.end()):
            yield Raw(s, m.end(), "free", m["name"], "", m["office"] or "", organ_start=s)


def _good(name: str) -> bool:
    return _NO.search(name) is None and _BARE.match(name) is None and not counted(name)
