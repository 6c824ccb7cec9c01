"""Names as they are compared: without what varies in writing, their ordinals apart, the session and the level they speak of."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.lexicon import calendar
from pipeline.lexicon import events as lexicon
from pipeline.stages.events.context import Context
from pipeline.stages.events.model import Trigger

_NOISE = re.compile(r"[“”‘’《》（）()\s　、，·]|^(?:全国|全省|全市|全县|全区|我国|我省|我市|我县)")


def group(word: str) -> str:
    """Words that tell the same act share a name for it (致电, 致贺电)."""
    acts = lexicon.acts()
    if word.endswith(("签约仪式", "签字仪式", "签署仪式")):
        word = "签约"
    return acts.get(word) or acts.get(base := word.removesuffix("仪式"), base)


_LONG = (
    ("中国人民政治协商会议", "政协"),
    ("人民代表大会", "人大"),
    ("常务委员会", "常委会"),
    ("届全国委员会常委会", "届常委会"),
    ("第", ""),
)
ORDINALS = re.compile(r"[〇零一二三四五六七八九十百0-9]+(?=[次届轮期])")


@lru_cache(maxsize=4096)
def key(name: str) -> str:
    """A name as compared: without quotation marks, spaces and 全市 at its head; 人民代表大会 as 人大, 第37次 as 第三十七次."""
    name = _NOISE.sub("", name)
    if name.endswith("运动会"):
        name = name.removeprefix("中华人民共和国").replace("届全国", "届")
    for long, short in _LONG:
        name = name.replace(long, short)
    name = _PLENUM.sub(r"\1次全体会议", name)
    return ORDINALS.sub(lambda m: str(calendar.number(m[0]) or m[0]), name)


_PLENUM = re.compile("([一二三四五六七八九])中全会")
JUBILEE = re.compile(r"[0-9〇一二三四五六七八九十百]{1,4}周年")


def numbered_apart(a: Trigger, b: Trigger) -> bool:
    """第八十二次主席会议 is not 常务委员会第二十五次会议, whatever heading could mean either."""
    if a.kind != "noun" or b.kind != "noun":
        return False
    x, y = ORDINALS.findall(key(a.name)), ORDINALS.findall(key(b.name))
    return bool(x and y) and x[-1] != y[-1]


SESSIONS = frozenset(("events.session", "events.congress"))
_BODY = re.compile("[董监理]事会|常务委员会|常委会|政协|政治协商|人大|人民代表大会|纪委|纪律检查|委员会|[省市县区州]委")


def one_session(ctx: Context, a: Trigger, b: Trigger) -> bool:
    """县委十六届四次全体会议 and 中国共产党某县第十六届委员会第四次全体会议: term, session and sort of body alike."""
    terms = [[calendar.number(n) for n in ORDINALS.findall(key(t.name))] for t in (a, b)]
    if len(terms[0]) < 2 or terms[0] != terms[1] or a.type != b.type:
        return False
    bodies = [_BODY.search(key(t.name)) for t in (a, b)]
    sorts = {(m[0][0] if m[0].endswith("事会") else m[0][-2:].replace("员会", "委")[-1]) if m else "" for m in bodies}
    if all(key(t.name).endswith("全体会议") for t in (a, b)):
        sorts.discard("")  # 民建十二届三中全会: a plenum is a committee's
    levels = {found for t in (a, b) if (found := level(ctx, t))}
    return len(sorts) == 1 and len(levels) < 2


_LEVEL = re.compile(r"(自治区|自治州|自治县|自治旗|省|市|县|区|州|盟|旗|镇|乡)(?:党委|委(?![员托派屈])|政府)")


def level(ctx: Context, t: Trigger) -> str:
    """The level of the Party committee or government whose meeting it is, where its clause or its name says so."""
    c0 = ctx.clause(t.start)[0]
    found = _LEVEL.findall(ctx.text[c0 : t.end])
    return found[-1] if found and found[-1] == "自治区" else found[-1][-1] if found else ""
