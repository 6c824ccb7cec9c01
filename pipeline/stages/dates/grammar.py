"""The atoms of time expressions: one scan over the text finds 2021年, 7月, 今年, 上午, 10时, 三天, 春节, “十四五” …

A cheap scan for first characters says where an atom may start; only there the patterns are tried. Each is bounded in
length, so the whole is linear in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from pipeline.lexicon import calendar
from pipeline.lexicon.loader import Matcher
from pipeline.stages.dates import lunar
from pipeline.stages.dates.words import BRANCHES, CN, DAY_PARTS, DAYS, MONTHS, STEMS, UNITS, YEARS

_SEP = r"\s?(?:——|[—\-~至到])\s?"
_WD = "[一二三四五六日天末]"


def _alt(words: Iterable[str]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))


class Atom(NamedTuple):
    """A piece of a time expression: kind, range of the text, and the groups of its match."""

    kind: str
    start: int
    end: int
    g: tuple[Any, ...]


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], dict[str, slice]]:
    eras = _alt(lunar.eras())
    cn_month = "(?:正|腊|冬|[一二三四五六七八九十]{1,2})"
    cn_day = r"(?:初[一二三四五六七八九十]|廿[一二三四五六七八九]?)"
    days = rf"(?:{cn_day}|初\d|二?十[一二三四五六七八九]?|三十|\d{{1,2}})"
    cycle = f"[{STEMS}][{BRANCHES}][鼠牛虎兔龙蛇马羊猴鸡狗猪]?"
    weekdays = "[一二三四五六日天末]"
    listed = rf"{weekdays}(?:[、和及]?(?:每?周|星期|礼拜)?{weekdays}){{0,6}}(?:[至到—~-](?:周|星期|礼拜)?{weekdays})?"
    parts = {
        "drel": rf"(?:{_alt(DAYS)})(?!而语|之[星光后]|的希望|头条|(?<=同日)[本韩方]|(?<=本日)[期志])(?<!日本日)",
        "yrel": rf"(?<!马)(?!(?<=提)前一?年)(?!是年[底初末终内])"
        r"(?!转年(?:(?<=结转年)|限))"
        rf"(?:{_alt(YEARS.keys() - {'今', '去', '明'})})(?![级货纪轻]|(?<=这年)[头代])",
        "glossed": r"[今昨明前后]（(\d{1,2})）(日|[天晚晨早](?![会宴餐报班]))|[今去明]（(1\d\d|20\d\d)）年(?![级])",
        "minguo": r"(?<=[日时][期间]：)(1[01]\d|[5-9]\d)(?P<mgsep>[-./])"
        r"(1[0-2]|0?[1-9])(?P=mgsep)(3[01]|[12]\d|0?[1-9])(?![\d./-])",
        "today": r"(?<![古当如迄至自从])今(?=起[在至，对将正开实全])",
        "pair": r"(今明|明后|昨今|前后|去今)(?:[两二]|(?<=明后)(?=[年天]))(天|日|年)|去冬今春|今冬明春|岁末年初|年末岁初",
        "mrel": rf"(?:{_alt(MONTHS)})(?!球|亮|壤|面的?(?:环形|陨石)|背面)",
        "iso": r"(?<![\d./A-Za-z_])(?:1\d|20)\d\d(?P<sep>[-/.])(?:1[0-2]|0?[1-9])(?P=sep)(?:3[01]|[12]\d|0?[1-9])"
        r"(?!\d(?!\d[:：∶]\d\d)|\.\d)",
        "num8": r"(?<![\dA-Za-z_./\-])(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?![\dA-Za-z_./\-号])",
        "ym": r"(?<![\d./A-Za-z_])(?:19|20)\d\d[.\-/](?:1[0-2]|0[1-9])(?![\d%]|[./]\d)",
        "ymr": r"(?<![\d./A-Za-z_])(?:19|20)\d\d\.[1-9]"
        r"(?:(?<=[—\-~至到]\d{4}\.\d)(?![\d%.年万亿千百元米吨个人户])|(?=\s?(?:——|[—\-~至到])))",
        "yuan": r"(?<![\d百千万亿美日欧港澳每公 \t\xa0\u3000])元月份?(?![租薪息供付费票利])",
        "md": r"(?:(?<=[（(\[])|(?<=\d\d[至到~—])|(?<![\d\-/.:]))(?:1[0-2]|0[1-9])-(?:3[01]|[12]\d|0[1-9])"
        r"(?:(?<=[（(\[].{5})(?=[）)\]])|(?<=[\u4e00-\u9fff）][ 　].{5})(?=\n|$)"
        r"|(?<=\d\d[至到~—].{5})(?!\d)|(?= {1,2}[0-2]?\d[:：∶][0-5]\d))",
        "mdot": r"(?:(?<=\n)|(?<=\n[ 　]))(1[0-2]|[1-9])\.(3[01]|[12]\d|0?[1-9])"
        r"(?:(?:——?|[-~至])(?:(1[0-2]|[1-9])\.)?(3[01]|[12]\d|0?[1-9]))?(?=[ 　])",
        "clk": r"(?:(?<![\d:.])|(?<=\d\d[-/.]\d\d[-/.]\d\d)(?=\d\d))"
        r"(?:[01]?\d|2[0-4])[:：∶][0-5]\d(?:[:：∶][0-5]\d)?(?![\d:])(?:[时分](?!间))?",
        "yrange": rf"(?<![\d.\-/])(1[5-9]\d\d|20\d\d)(?:年度?)?{_SEP}(1[5-9]\d\d|20\d\d)"
        r"(?![\d./月]|-\d|年\d|年?[底末初]|年[上下第春夏秋冬])(?:学年|年度|年)?",
        "era": rf"(?!元和(?<=[欧美日港澳亿万千百]元和))(?:{eras})(?:(元|\d{{1,3}}|[{CN}]{{1,5}})年|年间|末年|初年)",
        "cycle": rf"((?:{eras})?)({cycle})年(?![级生])",
        "lunmark": rf"(?:农历|阴历|旧历)(?=(?:\d{{4}}|[〇零一二三四五六七八九]{{4}}|{cycle})年)",
        "lunar": rf"(?:农历|阴历|旧历)(闰?(?:{cn_month}|\d{{1,2}})月)({days}|[一二三四五六七八九](?![月十百千、到至年个]))?日?"
        rf"|(正月|腊月|闰(?:{cn_month}|\d{{1,2}})月)({days}(?!日))?"
        rf"|(\d{{1,2}}月)((?:二?十[一二三四五六七八九]|二十|三十)(?=[，。、晚早上中下夜前后是的）\s]|$))"
        rf"|({cn_month}月)({cn_day}|(?:二?十[一二三四五六七八九]|二十|三十)(?=[，。、晚早上中下夜前后是的）\s]|$))",
        "lunday": r"(?:大年)?初[一二三四五六七八九十](?![次中高衷战级])",
        "spell": r"三伏天|三九天|[入出初中末]伏(?=[，。的当至到之期第后前]|$)",
        "nmonth": r"(?:前|(?<=[年，。；])头|(?<=年)后)(\d{1,2}|[一二两三四五六七八九十]{1,2})(个?月|个?季度)|(?<=年)[前后]半年",
        "ylist": r"(?<![\d.])(?:19|20)\d\d(?:、(?:19|20)\d\d){1,4}[两三四五]年",
        "mtwo": rf"(?:((?:19|20)\d\d)年)?(?:(?<![\d.])(1[0-2]|[1-9])|(?<![{CN}])([{CN}]{{1,2}}))月?[—\-~至、和与]"
        rf"(?:(1[0-2]|[1-9])|([{CN}]{{1,2}}))月?(?:两个?|二个)月(?:份|间)?",
        "rh": rf"(?:(?<![\d.])\d{{1,4}}|(?<![{CN}])[{CN}]{{1,4}})(?:{_SEP}|、(?=\d{{1,2}}[月日]|[二三四]季度|20\d\d年|19\d\d年)"
        rf"|(?<=[年，。；在于][{CN}])、(?=[{CN}]{{1,2}}月))"
        rf"(?=(?:\d{{1,4}}|[{CN}]{{1,4}})[多余]?个?\s?(?:年代|年|月|日|号|时|点|天|周|小时|分钟|世纪|季度))",
        "part": rf"(?:{DAY_PARTS})|(?<=[日号])[晚夜晨早](?![会宴餐报大稻点班市些])|(?<=[天日])一早"
        r"|[晚早](?=\d{1,2}[点时:：∶]|[一二三四五六七八九十]{1,2}[点时])",
        "num": rf"(公元前?|(?<![此之以目])前)?(第)?(?:(?<![\d.,])(\d{{1,5}}(?:\.\d{{1,2}})?)|(?<![{CN}])([{CN}]{{1,7}}|半|几|数))"
        rf"([多余来几])?(个)?(半)?(多)?整?\s?({UNITS})"
        r"((?<![日号时点份])半)?((?<![日号时点份])(?<!\d{4}年)(?<![一二][〇零○一二三四五六七八九]{3}年)多(?![次家名个人位年种国]))?",
        "bp": r"距今(?:大?约|已有)?(\d{1,5}|[一二三四五六七八九十百千万]{1,7})(多|余)?(万)?年(?:左右|以前|前)?",
        "yseason": r"[今去明](?=[春夏秋冬](?![奥残季节晚]))",
        "week": rf"(上上上?个?|下下下?个?|上一?个?|下一?个?|本|这个?)(?:周|星期|礼拜)(?:(?:周|星期)?({_WD}))?(?![期报刊年])"
        rf"|(?<![{CN}\d])(?:周|星期|礼拜)({_WD})(?![一二三四五六七八九十围报])",
        "weekend": r"(?:刚刚?过去的)(?:这个|一个)?周末|周末(?=[，。前的])",
        "quarter": r"(本|上一?个?|下一?个?|这个?)季度|首季度?|(上|下)半年度?(?!来)|(上|下)半月|首月"
        r"|Q[1-4](?![\dA-Za-z])(?:季度)?",
        "yearpart": r"(?<![青少老中成壮童])年(?:初|底|末|终|内|尾|中(?=[，。、；时前后至到完的]|$)|伊始)"
        r"(?![步级])|岁末|新年伊始|(?<=年)伊始"
        r"|(?<![岁年])月(?:初|中(?=[，。、前])|内(?=[，。])|底|末|尾)|[上中下]旬(?!\w(?<=[阳]))|(?:上中|中下)旬",
        "vacation": r"(?<=年)[暑寒]假",
        "alone": r"(?:(?<=[\n。，；　])|^)[春夏秋冬][天季](?=，|$)|^(?:19|20)\d\d$"
        r"|(?<=年前的)[春夏秋冬][天季日]|(?<=年的)[春夏秋冬][天季日]"
        r"|(?:(?<=\n)|(?<=\n[ 　])|(?<=\n[ 　]{2}))[春夏秋冬](?=[ 　，]|至\d{4}年)",
        "enter": r"入[春夏秋冬汛伏梅](?:以来|[前后](?![往来进夕期面]))|开[春年]以来",
        "season": r"(?<=[年今去明])(?:[春夏秋冬]{2}(?:之交|两季)?(?!航季)|[春夏秋冬](?:[季天](?!奥)"
        r"|(?!小麦|[春秋]航|[节晚运粮收耕种播麦奥残灌训招考油茶游令装眠泳捕])))",
        "plan": r"“(十[一二三四五六七]?五|[一二三四五六七八九]五)”"
        r"|(?<![一二三四五六七八九十第\d])(十[一二三四五六七]五|[七八九十]五(?=时期|规划|计划|期间))"
        r"|第([一二三四五六七八九十]{1,3})个五年(?:计划|规划)(?=期间|时期|期末|以来)",
        "planyear": r"(?:开局|收官)之年",
        "cent": r"(上个?|下个?|本|新)世纪",
        "every": rf"每(?:隔|个)?(半个?|[{CN}]{{1,3}}个?|\d{{1,3}}个?)?"
        rf"(年|月|季度|季|天|日|周|星期|礼拜|小时|钟头|分钟|秒|工作日|交易日|旬|晚|夜)"
        rf"(?:(?<=[周期拜])({listed})(?![次场趟篇歌课练星读]))?(?!里)"
        r"|每?逢([一二三四五六七八九十])、?逢([一二三四五六七八九十])(?:周年)?|每逢|逢(?=周[一二三四五六日末]|星期|礼拜|农历|阴历)",
        "tenure": r"任期?内(?!容)",
        "age": rf"((?<![\d.])\d{{1,2}}|(?<![{CN}])[{CN}]{{1,3}})周?岁的?(?:那|这)一?年",
        "newera": r"新时代(?:以来的?)?(?=十年)",
        "bare": r"(?<=[到在从自于至定了])(?:19|20)\d\d(?=[，。、；])",
        "wholeyear": r"全年(?!龄)",
    }
    pattern = re.compile("|".join(f"(?P<{k}>{v})" for k, v in parts.items()))
    starts = [pattern.groupindex[k] - 1 for k in parts] + [pattern.groups]
    return pattern, {k: slice(a, b) for k, a, b in zip(parts, starts, starts[1:], strict=False)}


@lru_cache(maxsize=1)
def _first() -> tuple[re.Pattern[str], dict[str, frozenset[str]]]:
    """Where an atom may start: a run of numerals, or one of some characters followed by one of some others."""
    follow: dict[str, set[str]] = {}
    words = [
        *DAYS,
        *YEARS,
        *MONTHS,
        *lunar.eras(),
        *DAY_PARTS.split("|"),
        "农历",
        "阴历",
        "旧历",
        "公元",
        "距今",
        "正月",
        "腊月",
        "岁末",
        "元月",
    ]
    words += [a + b for a in STEMS for b in BRANCHES] + [a + b for a in "入出初中末" for b in "春夏秋冬汛伏梅"]
    words += [
        "年中",
        "年尾",
        "年伊",
        "月尾",
        "新年",
        "伊始",
        "中下",
        "上中",
        "开春",
        "开年",
        "开局",
        "收官",
        "三伏",
        "三九",
    ]
    words += ["今起", "暑假", "寒假", "早间", "白天", "Q1", "Q2", "Q3", "Q4", "任期", "前半", "后半"]
    words += [a + b for a in "头后早晚" for b in CN + "0123456789"] + ["去今"]
    words += ["任内", "那年", "那一", "转过"] + ["逢" + c for c in "一二三四五六七八九十周星礼农阴"]
    words += [a + "（" for a in "今昨明前后去"]
    words += ["周末", "星期", "礼拜", "新世", "新时", "刚过", "刚刚", "首月", "首季", "大年", "全年", "去冬", "今冬"]
    words += [a + b for a in "上下本这" for b in "周星礼月季世一个上下半年旬"] + ["中旬", "每逢", "每隔", "每个"]
    words += [a + b for a in ("年", "月") for b in "初底末终内中"] + ["年末"] + ["周" + c for c in "一二三四五六日天末"]
    words += [a + b for a in "今去明" for b in "春夏秋冬"] + ["今明", "明后", "昨今", "前后"]
    words += ["每" + c for c in CN + "0123456789半年月季天日周星礼小钟秒工交分旬晚夜"]
    words += [a + b for a in "第前公闰初" for b in CN + "0123456789元正腊冬"]
    for w in words:
        if len(w) > 1:
            follow.setdefault(w[0], set()).add(w[1])
    for c in "春夏秋冬":
        follow.setdefault(c, set()).add("")
    for c in "晚夜晨早":
        follow.setdefault(c, set()).add("")
    follow["“"] = set("一二三四五六七八九十")
    tails = (
        set("年月日号天周星礼季小钟点时分秒世旬夜晚工交个多余来几半历岁昼-/.:：∶—~至到、 早整刻自伏九载")
        | set(CN)
        | set("0123456789\n")
    )
    follow["#"] = tails
    single = "".join(sorted(c for c in follow if c not in CN and c != "#"))
    pattern = re.compile(rf"[0-9]+|[{CN}半几数]+|[{re.escape(single)}]")
    return pattern, {k: frozenset(v) for k, v in follow.items()}


#: kinds of the calendar that date what stands around them (十八大以来)
_SINCE = ("congress", "plenum", "founding", "war", "movement", "event", "meeting", "npc")
#: names that are no calendar day by themselves
_NOT_DAYS = {"党的生日", "七夕", "圣诞"}


@lru_cache(maxsize=1)
def _named() -> tuple[Matcher, list[str]]:
    names: dict[str, str] = {n: "fest" for n, f in lunar.festivals().items() if f.rule != "none"}
    for term in lunar.TERMS:
        names.setdefault(term, "term")
    for name, entries in calendar.aliases().items():
        kind = entries[0].kind
        if kind in ("day", "anniversary"):
            names.setdefault(name, "annual")
        elif kind in _SINCE:
            names.setdefault(name, "since")
    names |= {"新时代": "since", "改革开放": "since", "民国时期": "since", "解放": "since"}
    strings = sorted(n for n in names.keys() - _NOT_DAYS if not re.search(r"\d{4}年", n))
    return Matcher(strings), [names[s] for s in strings]


def _scan(text: str) -> Iterator[Atom]:
    first, follow = _first()
    pattern, groups = _patterns()
    match, tails, digits = pattern.match, follow["#"], "0123456789" + CN + "半几数"
    end = 0
    for m in first.finditer(text):
        p, q = m.span()
        if p < end:
            if q <= end:
                continue
            p = end  # an atom ended inside this run of numerals
        c = text[p]
        after = text[q : q + 1]
        if c in digits:
            if after not in tails and q - p not in (4, 8) and (c != "十" or text[q - 1] != "五"):
                continue
        else:
            allowed = follow[c]
            if after not in allowed and "" not in allowed:
                continue
        a = match(text, p)
        if a is not None:
            kind = a.lastgroup or ""
            end = a.end()
            yield Atom(kind, p, end, a.groups()[groups[kind]])


def atoms(text: str) -> list[Atom]:
    """All atoms in text order; of two that overlap the earlier, then the longer."""
    found = list(_scan(text))
    matcher, kinds = _named()
    named = [Atom(kinds[i], s, e, (text[s:e],)) for s, e, i in matcher.find(text) if not _goes_on(text, s, e)]
    return list(_merge(found, named)) if named else found


_YEAR_AFTER = re.compile(r"(?:19|20)\d\d年|[一二][九〇零○][〇零○一二三四五六七八九]{2}年|[次翌今明去]年|第二年")


def _goes_on(text: str, start: int, end: int) -> bool:
    """八月十五日: the name of a day that ends in a numeral, and the day of a month behind it; 1952年冬至1953年春: to 1953.

    新年 is a day by its eve alone (新年前夕发表贺词), and not where it is that of the moon (马年新年前夕).
    """
    if end - start == 2 and text.startswith("新年", start):
        return not text.startswith("前夕", end) or text[max(0, start - 1) : start] in tuple("年历春佛藏")
    if text[end - 1 : end] == "至":
        return _YEAR_AFTER.match(text, end) is not None
    return text[end : end + 1] in ("日", "号") and text[end - 1] in CN


def _merge(a: list[Atom], b: list[Atom]) -> Iterator[Atom]:
    end = -1
    for x in sorted(a + b, key=lambda x: (x.start, -x.end)):
        if x.start >= end:
            yield x
            end = x.end
