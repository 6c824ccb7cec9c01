"""The school, hospital, firm or office whose own page a text is: its publisher, or the body that its first line speaks of."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from pipeline.lexicon import offices
from pipeline.lexicon.bodies import body_index
from pipeline.lexicon.places import Place
from pipeline.stages.organizations.organs import VERB_INSIDE
from pipeline.stages.organizations.read import Raw

_HOUSE = offices.either("owner_end")
_PUBLISHER = re.compile(
    rf"(?:中共)?(?P<name>[\u4e00-\u9fff（）()]{{2,30}}?(?:{_HOUSE}))(?:党委|党组|办公室|委员会|党总支)?"
)
_LINE = re.compile(
    rf"[\s—]*(?:中共)?(?P<name>[\u4e00-\u9fff（）()]{{2,26}}?(?:{_HOUSE}))(?:委员会|党委|党组)?(?:隆重)?"
    rf"(?=[ \u3000]*(?:{offices.either('owner_page')})|第[一二三四五六七八九十]+届|（[^（）\n]{{1,6}}）\s*\n)"
)
#: a school's or a hospital's own news begins with the day: 3月24日，|远程教育学院|召开
_DATED = re.compile(
    r"[\s]*(?:(?:\d{4}年)?\d{1,2}月\d{1,2}日?(?:[至到—-]\d{1,2}日)?|近日|日前|昨日|今日|昨天|今天)(?:[上下]午|晚上?|中午|清晨|傍晚)?，"
    r"(?P<name>[\u4e00-\u9fff（）]{2,24}?(?:大学|学院|学校|中学|小学|党校|医院|研究院|研究所))(?:党委|党总支)?(?:隆重|顺利|成功)?"
    rf"(?=(?:{offices.either('owner_page')})|第[一二三四五六七八九十]+届)"
)
#: 材料科学与工程学院 is one house, 甲大学与乙学院 are two
_FIELDS = re.compile(
    r"(?<!大学)(?<!学院)(?<!学校)(?<!医院)(?<!公司)(?<!局)与(?=[\u4e00-\u9fff]{2,10}(?:学院|研究院|研究所)$)"
)
#: the firm's name on a line alone over what it announces
_ANNOUNCES = re.compile(
    r"(?:\A|\n)[ \u3000]*(?P<name>[\u4e00-\u9fff（）()]{4,26}公司)[ \u3000]*\n\s*"
    r"(?:第[一二三四五六七八九十]+届)?[^。\n]{0,60}(?:公告|提示)[ \u3000]*\n"
)
_SITE = re.compile(
    r"(?P<name>[\u4e00-\u9fff（）]{2,24}(?:大学|学院|学校|中学|医院|公司|集团))(?:(?:学|校)?报(?!社)|新闻网|官网|官方网站|网站|新闻中心|校报|院报|融媒体中心|宣传部)"
)
#: the heading of such a list, alone on its line
_LEADERS = re.compile(
    r"(?:^|\n)[^\n]{0,20}(?:现任领导|(?:领导)?班子成员|领导(?:班子|简介|介绍|成员))[ \u3000]*(?:\n|$)"
)
_NOW = re.compile(
    r"现任(?P<name>[\u4e00-\u9fff（）]{3,20}?(?:大学|学院|学校|中学|小学|医院|卫生院|公司|集团|银行|研究院|研究所))"
    r"(?=党委|党总支|党支部|纪委|副|常务|院长|校长|行长|所长|董事长|总经理|总工程师|总会计师|工会)"
)
_CUT = re.compile(
    r"[关于在的与及对各到赴向由被把]|(?<![云太祥人泰])和(?![平田静龙顺硕布政县林])|从(?![江化])|^[我本该]|领导|公告|通知|召开|举行|^(?:全|本|我)?[省市县区州旗盟](?:委|政府|直|内|人大|政协)|^[省市县区州旗盟镇乡]$"
)


def owner(text: str, publisher: str | None, title: str | None = None) -> str | None:
    """The name of the body that a text comes from, where it is no place's committee or government and no newspaper."""
    if publisher and (site := _SITE.fullmatch(publisher)) is not None:
        publisher = site["name"]
    if publisher and (m := _PUBLISHER.fullmatch(publisher)) and not _PRESS.search(publisher):
        return m["name"]
    if (m := _ANNOUNCES.search(text[:400])) and not _tells(m["name"]):
        return m["name"]
    for line in (title or "", *text[:240].split("\n")[:4]):
        m = _LINE.match(line)
        m = m or (None if publisher else _DATED.match(line))
        if m and not _tells(m["name"]) and not _of_state(m["name"]):
            return m["name"]
    return _led(text)


def _led(text: str) -> str | None:
    """The house whose leaders a page lists, as their lives call it (现任|甲市第二人民医院|院长)."""
    if _LEADERS.search(text, 0, 400) is None:
        return None
    named = Counter(m["name"] for m in _NOW.finditer(text, 0, 4000))
    if not named:
        return None
    (name, n), *others = named.most_common(2)
    return name if not _tells(name) and (not others or n > others[0][1]) else None


def _tells(name: str) -> bool:
    """Whether it says what is done and names nothing (大会选举产生了学院)."""
    return _CUT.search(_FIELDS.sub("", name)) is not None or VERB_INSIDE.search(name) is not None


def _of_state(name: str) -> bool:
    """Whether it is an organ of Party or state, which speaks in everybody's texts (中共|中央政治局召开会议)."""
    known = body_index().get(name) or body_index().get("中共" + name)
    return known is not None and known[0].type in ("party", "government", "congress", "cppcc", "military", "discipline")


_PRESS = re.compile(offices.either("press_end"))


#: what makes a house's name its paper's
_PAPER = re.compile("报(?![道告名考到送销请到])")


def claim(raws: list[Raw], text: str, name: str, titled: re.Pattern[str], places: Mapping[int, Place]) -> None:
    """Every occurrence of the owner's name is one body: 皖能铜陵发电有限公司, not 铜陵|发电有限公司.

    `places`: by where they end; one right before the name (自贡|川南盐业集团) is where the body sits.
    """
    at = text.find(name)
    found: list[tuple[int, int]] = []
    papers: list[Raw] = []
    while at >= 0:
        if _PAPER.match(text, at + len(name)) is None:
            found.append((at, at + len(name)))
        else:
            papers.append(Raw(at, at + len(name) + 1, "free", name + "报", organ_start=at))  # 黔北大学报
        at = text.find(name, at + len(name))
    if not found:
        return
    seat = next((p for s, _ in found if (p := places.get(s)) is not None and p.domestic), None)
    titled = re.compile(rf"(?:{titled.pattern}){{1,2}}")
    k, new = 0, []
    taken: set[int] = set()
    for r in raws:
        while k < len(found) and found[k][1] <= r.start:
            k += 1
        if k < len(found) and found[k][0] <= r.start < found[k][1]:
            s, e = found[k]
            if r.start == s and r.organ_start + len(r.core) >= e and r.kind in ("organ", "free", "body"):
                taken.add(s)  # read whole already
                new.append(r)
            elif r.end > e and r.cell and r.kind in ("organ", "free") and s not in taken:
                taken.add(s)
                new.append(Raw(s, r.end, "free", name, "", r.cell, seat, organ_start=s))
            continue
        if k < len(found) and r.start < found[k][0] and r.end >= found[k][1]:
            taken.add(found[k][0])  # 中共|中央政治局: held by a longer one
        new.append(r)
    for s, e in found:
        if s not in taken:
            cell = titled.match(text, e)
            new.append(
                Raw(s, cell.end() if cell else e, "free", name, "", cell[0] if cell else "", seat, organ_start=s)
            )
    held = {r.start for r in new}
    new += [r for r in papers if r.start not in held]
    new.sort(key=lambda r: r.start)
    raws[:] = new
