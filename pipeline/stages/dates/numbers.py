"""Numbers with a unit as parts of a point of time: 2021年, 7月, 6日, 第三季度, 10时30分, 90年代, 20世纪."""

from __future__ import annotations

import re

from pipeline.stages.dates.grammar import Atom
from pipeline.stages.dates.spec import Spec
from pipeline.stages.dates.values import number

_NOT_CLOCK = re.compile(
    r"[的以]?(?:意见|建议|要求|希望|体会|思考|看法|问题|主张|启示|经验|想法|认识|共识|感受|措施|举措|内容|指示|任务|工作|原因|做法|承诺|期望|倡议|声明|具体|重要|"
    r"[零〇一二三四五六七八九\d]|多[个种次项]|[钱水力赞评火亮名滴头子击开燃缀线面成对希倡建要意认体主启思共内连状都])"
)
_DAY_END = re.compile(r"[，。、；：！？）)(（\s上下晚早凌中前后起至到—~\-夜当的在到召电讯]|$")
_CLAUSE = re.compile(r"(?:^|[\n，。；　]|[，。；]于|日[至到—])$")
_LONG_AFTER = re.compile("[之以]?内|之?间|以?后|以?来|游|为|[多余]")
_TAIL = re.compile(
    r"(半)|(整)|([一三123])刻钟?|([零〇]?[一二三四五六七八九十]{1,3}|[零〇]?\d{1,2})分(?![之钟点])|(\d\d)(?![\d年月日点时个名人元%.])|[零〇]([一二三四五六七八九])"
    r"|([二三四五]?十[一二三四五]?|[二三四五]十[六七八九])(?![一二三四五六七八九十百千万多余几名个人元岁年月日天点分件项条])"
)
_TWO_MONTHS = re.compile("([一二三四五六七八])([二三四五六七八九])")
_OFF = re.compile(r"(差|过)(?:(一刻)(?!钟[头后])|([一二三四五六七八九十]{1,3}|\d{1,2})分)钟?")
_LACKS = re.compile(r"差(?:(一刻)钟?|([一二三四五六七八九十]{1,3}|\d{1,2})分钟?)[到就]?$")
#: 二十九年，… at the head of a sentence in a text that counts the years of a reign
_REIGN_YEAR = re.compile("(?=[，春夏秋冬]|[正冬腊闰])")
_STARTS = re.compile("^$|[。；\n　]$")
_UNTIL = re.compile("[，、；][至迄]$")
#: 经过30日, 答辩期15日: so many days, and no day of a month
DAYS_LONG = re.compile(
    "(?:经过|届满|逾期|未满|为期|期限|(?:答辩|公示|公告|举证|上诉|申报|异议|宽限|试运行)期|(?:期限?|时间|期间)[为是]|拘留|历时|共计?|延长|超过|不[少多超]于|提前|一连|连续)(?:至|了|为)?$"
)
LASTED = re.compile("(?:历时|历经|为时|甫|凡|逾|阅|居)$")  # 历时四月: four months
_OF_CENTURY = re.compile("(?:海上)?丝绸之路|马克思主义|议程")  # names
#: the year of our era in brackets behind that of a reign
_GLOSS = re.compile("[年元]（$")
_WEEK_OF = re.compile(r"的?第[一二三四五六七八九十\d]{1,3}(?:周|个?(?:星期|礼拜))(?![期岁])")
_NOT_MONTH = re.compile(r"[花党天光亮饼球季嫂薪票租收团香兰娥]")
#: 用三五年时间, 今后三五年: three to five of them, not 1935
_FEW = re.compile(r"(?:近|今后的?|未来的?|过去的?|[这用花隔再需要过经]|时隔)$")
_FEW_AFTER = re.compile(r"[之以]?内|左右|的?时间|以?后|之后|不等")
_MORE_NUMBERS = re.compile(r"(?:[、和及与]\d{1,2}号){1,8}")
_BEFORE_NO = re.compile(r"[，。；！？“\s到至于在是从自月的，]?$")  # 神舟十三号、第6号 are no days


def take(spec: Spec, atom: Atom, text: str, nxt: Atom | None, *, era: bool, known: bool) -> int:
    """Add a number's meaning to the spec if it is a smaller part than all before it; the end of what it took, or 0.

    `nxt` is the atom after it, `era` whether the text counts years of a reign, `known` whether a clock time is expected.
    """
    _, prefix, di, digits, cn, ap, ge, half, more, unit, half2, more2 = atom.g
    s: str = digits or cn
    n = number(s) if s not in ("半", "几", "数") else None
    if unit == "世纪":
        return 0 if _OF_CENTURY.match(text, atom.end) else _century(spec, atom, n)
    if unit == "年代":
        return _decade(spec, atom, n, s)
    if unit in ("月", "月份") and (two := _TWO_MONTHS.fullmatch(s)) and not (spec.rank > 1 or ap or ge or di or prefix):
        return _months(spec, atom, number(two[1]) or 0, number(two[2]) or 0)
    if n is None or ap or half or more or half2 or more2 or (ge and not (unit == "季度" and di)):
        return 0
    if unit == "季度":
        return _quarter(spec, atom, n, di, cn, text)
    if di or (prefix and unit not in ("年", "年度")):
        return 0
    if unit in ("年", "年度") and not spec.rank:
        return _year(spec, atom, n, s, prefix, nxt, era, text)
    if unit in ("月", "月份") and spec.rank < 3 and 1 <= n <= 12:
        return _month(spec, atom, n, cn, text)
    if unit in ("日", "号") and spec.rank < 5 and 1 <= n <= 31:
        return _day(spec, atom, n, digits, unit, text)
    if unit in ("时", "点", "点钟") and spec.rank < 8 and 0 <= n <= 24:
        return _hour(spec, atom, n, digits, unit, text, known)
    return 0


def _months(spec: Spec, atom: Atom, a: int, b: int) -> int:
    """四五月份, 今年三四月: two months on end."""
    if b != a + 1 or (atom.g[9] == "月" and spec.y is None):
        return 0
    spec.y = spec.y or ("doc", 0)
    spec.ypart, spec.rank, spec.rule = f"M{a}-{b}", 4, spec.rule or "month"
    return atom.end


def _quarter(spec: Spec, atom: Atom, n: int, di: str | None, cn: str | None, text: str) -> int:
    if spec.rank < 2 and cn and (m := re.fullmatch("([一二三])([二三四])", cn)):  # 三四季度
        a, b = (number(x) or 0 for x in m.groups())
        if b == a + 1:
            spec.y = spec.y or ("doc", 0)
            spec.ypart, spec.rank, spec.rule = f"M{3 * a - 2}-{3 * b}", 4, "quarter"
            return atom.end
    if spec.rank >= 2 or not 1 <= n <= 4 or text.startswith("假", atom.end):
        return 0
    spec.y = spec.y or ("doc", 0)
    spec.ypart, spec.rank, spec.rule = f"Q{n}", 4, spec.rule or "quarter"
    return atom.end


def _few(text: str, atom: Atom, s: str) -> bool:
    """Whether 三五年 counts years: 用三五年时间, 今后三五年."""
    if s != "三五":
        return False
    before = _FEW.search(text, max(0, atom.start - 3), atom.start)
    return before is not None or _FEW_AFTER.match(text, atom.end) is not None


def _year(spec: Spec, atom: Atom, n: int, s: str, prefix: str | None, nxt: Atom | None, era: bool, text: str) -> int:
    modern = prefix == "前" and s.isascii() and 1900 <= n <= 2100  # 禁渔前|2017年到2020年
    if modern:
        spec.start += 1
    if (prefix == "公元前") or (prefix == "前" and n >= 100 and not modern):
        value = ("abs", 1 - n)
    elif prefix == "公元" or ((n >= 100 or era) and _glosses(text, atom)):
        value = ("abs", n)  # 咸和六年（331年）
    elif len(s) == 4 and 1000 <= n <= 2200 and not re.search("[十百千]", s):
        value = ("abs", n)
    else:
        joined = nxt is not None and nxt.start == atom.end
        cn_reign = (
            not s.isascii()
            and _REIGN_YEAR.match(text, atom.end) is not None
            and _STARTS.search(text, max(0, atom.start - 1), atom.start) is not None
        )
        if not s.isascii() and _UNTIL.search(text, max(0, atom.start - 2), atom.start):
            cn_reign = text[atom.end : atom.end + 1] not in tuple("来间后前多余的之以内止底末")
        monthly = (
            joined
            and nxt is not None
            and nxt.kind == "num"
            and nxt.g[9] in ("月", "月份")
            and not nxt.g[5]
            and not nxt.g[6]
        )
        quarterly = (
            joined
            and nxt is not None
            and (
                nxt.kind in ("quarter", "fest", "nmonth", "lunar", "term") or (nxt.kind == "num" and nxt.g[9] == "季度")
            )
        )
        if (era and ((n <= 61 and monthly) or (len(s) == 3 and 100 <= n <= 150))) or (era and cn_reign and n <= 61):
            spec.era = spec.era or "?"
        elif s.isascii():
            weekly = _WEEK_OF.match(text, atom.end)
            if len(s) != 2 or not (
                monthly or quarterly or weekly or text[atom.end : atom.end + 1] in ("底", "初", "末")
            ):
                return 0
        elif len(s) != 2 or re.search("[十百千万两]", s) or (not monthly and (_consecutive(s) or _few(text, atom, s))):
            return 0
        value = (
            "short",
            n
            if "十" in s or s.isascii()
            else int("".join(str("〇一二三四五六七八九".find(c.replace("零", "〇"))) for c in s)),
        )
    spec.y, spec.rank, spec.rule = value, 1, spec.rule or "year"
    return atom.end


def _glosses(text: str, atom: Atom) -> bool:
    """咸和六年|（331年）: a year of our era, in brackets right behind that of a reign."""
    return text.startswith("）", atom.end) and _GLOSS.search(text, max(0, atom.start - 2), atom.start) is not None


def _consecutive(s: str) -> bool:
    """四五 (年): four or five, not 1945."""
    a, b = ("〇一二三四五六七八九".find(c) for c in s.replace("零", "〇"))
    return a > 0 and b == a + 1


def _month(spec: Spec, atom: Atom, n: int, cn: str | None, text: str) -> int:
    if spec.ypart:
        return 0
    if (
        cn
        and spec.y is None
        and (
            cn == "两"
            or _NOT_MONTH.match(text, atom.end)
            or LASTED.search(text, max(0, atom.start - 3), atom.start)
            or text[max(0, atom.start - 1) : atom.start] in ("“", "近")
        )
    ):
        return 0
    spec.m, spec.rank, spec.rule = ("abs", n), 3, spec.rule or "month"
    return atom.end


def _day(spec: Spec, atom: Atom, n: int, digits: str | None, unit: str, text: str) -> int:
    before = text[max(0, atom.start - 1) : atom.start]
    after = text[atom.end : atom.end + 2]
    if spec.m is None:
        if spec.y is not None or spec.ypart or spec.mpart:
            return 0
        listed = _MORE_NUMBERS.match(text, atom.end) if unit == "号" else None
        if listed and not _DAY_END.match(text, listed.end()):
            return 0  # 3号、4号发射工位
        if unit == "号" and (not _BEFORE_NO.match(before) or not _DAY_END.match(text, atom.end)):
            return 0
        if unit == "日" and after.startswith(
            ("内", "之内", "以内", "游", "均线", "元", "本", "新", "关", "语", "方", "圆", "为期", "券", "票", "团")
        ):
            return 0
        if unit == "日" and DAYS_LONG.search(text, max(0, atom.start - 6), atom.start):
            return 0
        if digits is None and (
            n < 11
            or not (
                _DAY_END.match(text, atom.end)
                or (_CLAUSE.search(text, max(0, atom.start - 2), atom.start) and not _LONG_AFTER.match(text, atom.end))
            )
        ):
            return 0
    elif unit == "号" and after[:1] in ("外", "楼", "线", "院"):
        if after[:1] != "外":
            return 0
        return 0
    spec.d, spec.rank, spec.rule = ("abs", n), 5, spec.rule or "day"
    return atom.end


def _hour(spec: Spec, atom: Atom, n: int, digits: str | None, unit: str, text: str, known: bool) -> int:
    known = known or bool(spec.part) or spec.rank >= 5
    tail = _TAIL.match(text, atom.end)
    if not known:
        after = text[atom.end : atom.end + 2]
        if unit == "点":
            if _NOT_CLOCK.match(text, atom.end) and not tail:
                return 0
            if not tail and not re.match(
                r"[，。、；前后到至开出准起许左]|[之以][前后]|$" if digits else r"[前到至许左]|[之以][前后]|$", after
            ):
                return 0
            if tail and tail[5] and not digits:
                return 0
        if unit == "时" and (
            (digits is None and n != 0 and (n == 1 or not tail))
            or after.startswith(("间", "代", "期", "速", "候", "光", "装"))
        ):
            return 0
        if tail and text.startswith("课堂", tail.end()):
            return 0  # “五点半课堂”
        if text[max(0, atom.start - 1) : atom.start] in ("第", "有", "提", "这", "几", "."):
            return 0
    minute, end = 0, atom.end
    if tail and unit != "点钟":
        half, _whole, quarter, stated, bare, zero, told = tail.groups()
        if half:
            minute = 30
        elif quarter:
            minute = 15 * {"一": 1, "三": 3}.get(quarter, int(quarter) if quarter.isdigit() else 0)
        elif stated or (bare and unit == "点") or zero:
            minute = number((stated or bare or zero).lstrip("零〇") or "0") or 0
        elif told and known and unit == "点":
            minute = number(told) or 0
        elif bare or told:
            tail = None
        if minute > 59:
            return 0
        end = tail.end() if tail else end
    second = 0
    if tail and tail[4] and (m := re.compile(r"([零〇]?[一二三四五六七八九十]{1,3}|\d{1,2})秒").match(text, end)):
        second, end = number(m[1].lstrip("零〇") or "0") or 0, m.end()
    if not tail and (off := _OFF.match(text, end)):
        n, minute = _shifted(n, (15 if off[2] else number(off[3]) or 0) * (-1 if off[1] == "差" else 1))
        end = off.end()
    elif (
        not tail
        and not spec.dated
        and not spec.part
        and (off := _LACKS.search(text, max(0, spec.start - 8), spec.start))
    ):
        n, minute = _shifted(n, -(15 if off[1] else number(off[2]) or 0))  # 差一刻八点
        spec.start = off.start()
    spec.clock, spec.rank, spec.rule = (n, minute, min(second, 59)), 10, spec.rule or "clock"
    return end


def _shifted(hour: int, by: int) -> tuple[int, int]:
    """三点差五分 → 2:55."""
    total = (hour * 60 + by) % 1440
    return total // 60, total % 60


def _decade(spec: Spec, atom: Atom, n: int | None, s: str) -> int:
    if spec.rank > 1 or (spec.y is not None and spec.y[0] != "century"):
        return 0
    base = spec.decade if spec.decade is not None else None
    if m := re.fullmatch("([一二三四五六七八九])([一二三四五六七八九])十", s):
        a, b = (10 * (number(x) or 0) for x in m.groups())
        century = base if base is not None else 1900
        spec.span, spec.decade = (century + a, century + b + 9), None
        spec.rank, spec.rule = 4, "decade"
        return atom.end
    if n is None or n % 10 or not (0 <= n < 100 or 1000 <= n <= 2090):
        return 0
    if base is not None:
        spec.decade = base + n
    elif n >= 1000:
        spec.decade = n
    else:
        spec.decade = (1900 if n >= 30 else 2000) + n
    spec.ypart, spec.rank, spec.rule = "decade", 4, "decade"
    return atom.end


def _century(spec: Spec, atom: Atom, n: int | None) -> int:
    if n is None or not 1 <= n <= 30 or spec.rank or any(atom.g[k] for k in (5, 6, 7, 8, 10, 11)):
        return 0
    first = -100 * n + 1 if atom.g[1] == "公元前" else (n - 1) * 100
    spec.decade, spec.ypart, spec.rank, spec.rule = first, "century", 1, "century"
    return atom.end
