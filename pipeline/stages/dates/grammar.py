"""The atoms of time expressions: one scan over the text finds 2021年, 7月, 今年, 上午, 10时, 三天, 春节, “十四五” …

Every pattern is anchored on a first character and bounded in length, so the scan is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from pipeline.lexicon import calendar
from pipeline.lexicon.loader import Matcher
from pipeline.stages.dates import lunar

CN = "零〇一二三四五六七八九十百千万两"
_N = rf"(?:\d{{1,4}}|[{CN}]{{1,7}})"
_SEP = r"\s?(?:——|[—\-~至到])\s?"
_WD = "[一二三四五六日天末]"
_DAYPART = "凌晨|清晨|清早|早晨|早上|大清早|拂晓|上午|中午|正午|午间|午后|下午|傍晚|黄昏|晚上|晚间|夜间|夜里|深夜|午夜|半夜|子夜|夜晚"
YEARS = {
    "今年": ("doc", 0), "本年": ("doc", 0), "本年度": ("doc", 0), "去年": ("doc", -1), "前年": ("doc", -2), "大前年": ("doc", -3),
    "明年": ("doc", 1), "后年": ("doc", 2), "大后年": ("doc", 3), "来年": ("doc", 1), "新的一年": ("doc", 0), "上年": ("doc", -1),
    "上一年": ("doc", -1), "下一年": ("doc", 1), "上年度": ("doc", -1), "当年": ("focus", 0), "同年": ("focus", 0), "次年": ("focus", 1),
    "翌年": ("focus", 1), "是年": ("focus", 0), "该年": ("focus", 0), "这一年": ("focus", 0), "今": ("doc", 0), "去": ("doc", -1),
    "明": ("doc", 1), "前一年": ("focus", -1), "第二年": ("focus", 1), "转年": ("focus", 1), "旧年": ("doc", -1), "本财年": ("doc", 0),
}  # fmt: skip
MONTHS = {
    "本月": ("here", 0), "当月": ("focus", 0), "上月": ("doc", -1), "上个月": ("doc", -1), "下月": ("doc", 1), "下个月": ("doc", 1),
    "同月": ("focus", 0), "次月": ("focus", 1), "翌月": ("focus", 1), "这个月": ("doc", 0), "上上个月": ("doc", -2), "下下个月": ("doc", 2),
    "是月": ("focus", 0), "该月": ("focus", 0), "这月": ("doc", 0), "上上月": ("doc", -2), "下下月": ("doc", 2),
}  # fmt: skip
DAYS = {
    "今天": ("doc", 0), "今日": ("doc", 0), "昨天": ("doc", -1), "昨日": ("doc", -1), "明天": ("doc", 1), "明日": ("doc", 1),
    "前天": ("doc", -2), "前日": ("doc", -2), "后天": ("doc", 2), "大前天": ("doc", -3), "大后天": ("doc", 3), "当天": ("focus", 0),
    "当日": ("focus", 0), "同日": ("focus", 0), "同一天": ("focus", 0), "次日": ("focus", 1), "翌日": ("focus", 1), "隔日": ("focus", 1),
    "第二天": ("focus", 1), "是日": ("focus", 0), "这一天": ("focus", 0), "今晚": ("doc", 0), "今晨": ("doc", 0), "今早": ("doc", 0),
    "今夜": ("doc", 0), "昨晚": ("doc", -1), "昨夜": ("doc", -1), "昨晨": ("doc", -1), "明晚": ("doc", 1), "明早": ("doc", 1),
    "明晨": ("doc", 1), "当晚": ("focus", 0), "当夜": ("focus", 0), "即日": ("doc", 0), "隔天": ("focus", 1), "前晚": ("doc", -2),
    "后日": ("doc", 2), "本日": ("doc", 0), "次晨": ("focus", 1), "今儿": ("doc", 0), "明儿": ("doc", 1), "昨儿": ("doc", -1),
}  # fmt: skip
_EVENING = {"晚", "夜", "晨", "早"}
WEEKS = {
    "本": 0,
    "这": 0,
    "这个": 0,
    "上": -1,
    "上个": -1,
    "下": 1,
    "下个": 1,
    "上上": -2,
    "上上个": -2,
    "下下": 2,
    "下下个": 2,
    "上一": -1,
    "下一": 1,
}
SEASONS = {"春": 21, "夏": 22, "秋": 23, "冬": 24}
_UNIT = "年代|周年|年度|年|月份|月|周|星期|礼拜|季度|季|小时|钟头|点钟|点|时|分钟|分|秒钟|秒|世纪|日|号|天|旬|夜|晚"
PLANS = {
    n: i
    for i, n in enumerate(
        "一五 二五 三五 四五 五五 六五 七五 八五 九五 十五 十一五 十二五 十三五 十四五 十五五 十六五 十七五".split(), 1
    )
}


def _alt(words: Any) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


class Atom(NamedTuple):
    """A piece of a time expression: kind, range of the text, and the groups of its match."""

    kind: str
    start: int
    end: int
    g: tuple[Any, ...]


@lru_cache(maxsize=1)
def _atoms() -> tuple[re.Pattern[str], dict[str, slice]]:
    eras = _alt(lunar.eras())
    parts = {
        "iso": r"(?<![\d./\-A-Za-z_])(?:1\d|20)\d\d(?P<sep>[-/.])(?:1[0-2]|0?[1-9])(?P=sep)(?:3[01]|[12]\d|0?[1-9])(?!\d|\.\d)",
        "num8": r"(?<![\dA-Za-z_./\-])(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?![\dA-Za-z_./\-号])",
        "ym": r"(?<![\d./\-A-Za-z_])(?:19|20)\d\d([.\-/])(?:1[0-2]|0[1-9])(?![\d%]|[./]\d)",
        "md": r"(?<=[（(\[])(?:1[0-2]|0[1-9])-(?:3[01]|[12]\d|0[1-9])(?=[）)\]])",
        "clk": r"(?<![\d:.])(?:[01]?\d|2[0-4])[:：][0-5]\d(?:[:：][0-5]\d)?(?![\d:])",
        "yrange": rf"(?<![\d.\-/])(1[5-9]\d\d|20\d\d)(?:年度?)?{_SEP}(1[5-9]\d\d|20\d\d)(?![\d./]|-\d)(?:学年|年度|年)?",
        "era": rf"(?:{eras})(元|\d{{1,2}}|[{CN}]{{1,3}})年",
        "lunar": rf"(?:(?:农历|阴历|旧历)(闰?(?:正|腊|冬|[一二三四五六七八九十]{{1,2}}|\d{{1,2}})月)|((?:正|腊)月))"
        r"(初[一二三四五六七八九十]|十[一二三四五六七八九]|二十[一二三四五六七八九]?|廿[一二三四五六七八九]?|三十|\d{1,2})?日?",
        "lunday": r"(?:大年)?初[一二三四五六七八九十](?![次中高衷战])",
        "nmonth": r"前(\d{1,2}|[二两三四五六七八九十]{1,2})(个月|季度|个季度)",
        "rh": rf"(?:(?<![\d.])\d{{1,4}}|(?<![{CN}])[{CN}]{{1,4}}){_SEP}(?=(?:\d{{1,4}}|[{CN}]{{1,4}})[多余]?个?(?:年代|年|月|日|号|时|点|天|周|小时|分钟|世纪))",
        "num": rf"(公元前?|距今约?|前)?(第)?(?:(?<![\d.,])(\d{{1,5}})|(?<![{CN}])([{CN}]{{1,7}}|半|几|数))([多余来几])?(个)?(半)?(多)?\s?({_UNIT})(半)?(多)?",
        "yrel": rf"(?:{_alt(YEARS.keys() - {'今', '去', '明'})})(?!级)",
        "yseason": r"[今去明](?=[春夏秋冬](?![奥残季]))",
        "mrel": _alt(MONTHS),
        "drel": _alt(DAYS),
        "now": r"即日(?=起)",
        "week": rf"(上上个?|下下个?|上一?个?|下一?个?|本|这个?)(?:周|星期|礼拜)({_WD})?(?!期|报|刊|年)|(?<![{CN}\d])(?:周|星期|礼拜)({_WD})(?![一二三四五六七八九十])",
        "quarter": r"(本|上一?个?|下一?个?|这个?|首)季度?(?=[度，。的])|(上|下)半年度?|(上|下)半月",
        "yearpart": r"年(?:初|中|底|末|终|内|前)|岁末|月(?:初|中|底|末)|(?:上|中|下)旬|[春夏秋冬][季天]|[春夏秋冬](?=[，。至、、的])",
        "part": rf"{_DAYPART}",
        "plan": r"“(十[一二三四五六七]?五|[一二三四五六七八九]五)”|(?<![一二三四五六七八九十第\d])(十[一二三四五六七]五|[七八九十]五(?=时期|规划|计划|期间))",
        "cent": r"(上个?|本|新|前)世纪",
        "every": rf"每(?:隔)?(半个?|[{CN}]{{1,2}}个?|\d{{1,2}}个?)?(年|月|季度|季|天|日|周|星期|小时|旬|晚|夜)([一二三四五六日天末])?(?!里)",
        "newera": r"新时代(?:以来的?)?(?=十年)",
        "bare": r"(?<=[到在从自于至定了])(?:19|20)\d\d(?=[，。、；])",
        "wholeyear": r"全年(?!龄)",
        "weekend": r"周末(?=[，。前])|(?<=[本这上下])周末",
    }
    pattern = re.compile("|".join(f"(?P<{k}>{v})" for k, v in parts.items()))
    starts = [pattern.groupindex[k] - 1 for k in parts] + [pattern.groups]
    return pattern, {k: slice(a, b) for k, a, b in zip(parts, starts, starts[1:], strict=False)}


#: kinds of the calendar that date what stands around them (十八大以来), and those that are days themselves
_SINCE = ("congress", "plenum", "founding", "war", "movement", "event", "meeting", "npc")


@lru_cache(maxsize=1)
def _named() -> tuple[Matcher, list[tuple[str, str]]]:
    names: dict[str, tuple[str, str]] = {}
    for name in lunar.festivals():
        names[name] = ("fest", name)
    for term in lunar.TERMS:
        names.setdefault(term, ("term", term))
    for name, entries in calendar.aliases().items():
        kind = entries[0].kind
        if kind in ("day", "anniversary"):
            names.setdefault(name, ("annual", name))
        elif kind in _SINCE:
            names.setdefault(name, ("since", name))
    for name in ("新时代", "改革开放"):
        names[name] = ("since", name)
    strings = sorted(names)
    return Matcher(strings), [names[s] for s in strings]


def atoms(text: str) -> list[Atom]:
    """All atoms in text order; of two that overlap the earlier, then the longer."""
    pattern, groups = _atoms()
    found = [
        Atom(kind, m.start(), m.end(), m.groups()[groups[kind]])
        for m in pattern.finditer(text)
        if (kind := m.lastgroup or "")
    ]
    matcher, kinds = _named()
    named = [Atom(kinds[i][0], s, e, (text[s:e],)) for s, e, i in matcher.find(text)]
    return list(_merge(found, named))


def _merge(a: list[Atom], b: list[Atom]) -> Iterator[Atom]:
    if not b:
        yield from a
        return
    end = -1
    for x in sorted(a + b, key=lambda x: (x.start, x.start - x.end)):
        if x.start >= end:
            yield x
            end = x.end
