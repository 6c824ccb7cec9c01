"""What each kind of atom says when it is taken into a point of time: 今年, 本周五, 上半年, 国庆节, 宣统三年, 正月初八 …

Each function adds the atom's meaning to the spec, if it is a smaller part than all before it, and returns where what it
took ends (0: it does not fit).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from pipeline.stages.dates.grammar import Atom
from pipeline.stages.dates.guards import no_day, no_festival, no_season, no_those_days, no_year
from pipeline.stages.dates.reckoned import TAKERS as RECKONED
from pipeline.stages.dates.spec import Spec
from pipeline.stages.dates.standing import TAKERS as STANDING
from pipeline.stages.dates.values import number
from pipeline.stages.dates.words import DAYS, MONTHS, SEASONS, WEEKDAYS, WEEKS, YEARS

_CLOCK_NO = re.compile(r"[战不击大险惨逆领胜负]")
_NUMERAL_DAY = re.compile(
    r"(?=前夕|前后|期间|假期|小长假|长假|黄金周|节|当天|当日|那一?天|这一?天|之夜|将至|来临|到来|临近|前(?!进)|后(?!备)|，|。|、(?=国庆|中秋|五一|十一|元旦|春节|端午|清明)|至(?=国庆|十一)|到(?=国庆|十一))"
)
_ORDINAL = re.compile(r"[第零〇一二三四五六七八九十百千\d]$")
_NAME_AFTER = re.compile(
    r"”?(?:[木馅茶酒糕饼档路街镇村乡线社学广场矿厂桥渠团式校站湖桌剧]|水库|医院|中学|小学|大道|月饼|粽子|上河|大学|联欢|同盟|公社|农场|起义|运动|事变|宪法|指示|干校|勋章|奖章|劳动奖|电影制片|巾帼|红旗手)"
)
_TERM_SURE = re.compile("节气|当天|当日|时节|前后|节令")
_TERM_AFTER = re.compile("后的?第|节气|当天|当日|时节|节令|前后|之后|以后|过后|以来|之前|以前|这天|那天|[前后]一天")
_TERM_BEFORE = re.compile(
    "(?:[今明昨][天日](?:（[^（）]{1,8}）)?(?:就?是|迎来|正值|恰逢|正是)?|恰逢|正值|适逢|时值)“?$"
)
_CALLED = re.compile(
    "[\u4e00-\u9fff](?<![见去来走到开办起前后上下中晚早午至和与或及召的])(?:[、，；。）]|$|同志|书记|先生|等)"
)
_LISTED = re.compile("^$|[、，；。（“\n]$")
_CLAUSE = re.compile("(?:^|[\n。；])[ 　]{0,2}$")
#: before 是日, 是月, 是年, where they are no 这是日本…
_IS_TIME = re.compile("^$|[\n，。；：、（ 　至于在]$")
_SPEECH = re.compile(r"”?(?:重要)?(?:讲话|勋章|表彰)")


def _iso(text: str, spec: Spec, atom: Atom) -> int:
    if spec.rank:
        return 0
    s = atom.g[0]
    y, m, d = (int(s[:4]), int(s[4:6]), int(s[6:])) if atom.kind == "num8" else (int(x) for x in re.split(r"[-/.]", s))
    spec.y, spec.m, spec.d, spec.rank, spec.rule = ("abs", y), ("abs", m), ("abs", d), 5, "iso"
    return atom.end


def _year_month(text: str, spec: Spec, atom: Atom) -> int:
    if spec.rank:
        return 0
    s, before, after = atom.g[0], text[max(0, atom.start - 2) : atom.start], text[atom.end : atom.end + 2]
    ranged = re.match(r"\s?[—\-~至到起]", after) or re.search(r"[—\-~至到]\s?$", before)
    fenced = before[-1:] in ("（", "(", "\n", "") and after[:1] in ("）", ")", "\n", "　", " ", "")
    fenced = fenced or (
        before[-1:] in ("\n", "") and re.match("(?![元万亿倍吨年月日号米])[\u4e00-\u9fff]", after) is not None
    )
    life = re.search(
        r"(?:生于|出生[：:]?|年月[：:]?|时间[：:]?)$", text[max(0, atom.start - 4) : atom.start]
    ) or re.match(r"生|出生|参加|入党|加入|毕业|任", text[atom.end : atom.end + 2])
    if not (ranged or fenced or life):
        return 0
    spec.y, spec.m, spec.rank, spec.rule = ("abs", int(s[:4])), ("abs", int(s[5:])), 3, "year_month"
    return atom.end


def _first_month(text: str, spec: Spec, atom: Atom) -> int:
    """元月, 今年元月5日: January."""
    if spec.rank >= 3 or spec.ypart:
        return 0
    spec.m, spec.rank, spec.rule = ("abs", 1), 3, spec.rule or "month"
    return atom.end


def _month_day(text: str, spec: Spec, atom: Atom) -> int:
    if spec.rank:
        return 0
    if text[atom.end : atom.end + 1] in ("\n", "") and text[atom.start - 1 : atom.start] in (" ", "　"):
        line = text.rfind("\n", max(0, atom.start - 12), atom.start)
        if line >= 0 or atom.start < 12:
            return 0  # no heading of a news item before it
    spec.m, spec.d, spec.rank, spec.rule = ("abs", int(atom.g[0][:2])), ("abs", int(atom.g[0][3:])), 5, "month_day"
    return atom.end


def _clock(text: str, spec: Spec, atom: Atom) -> int:
    if spec.rank >= 8:
        return 0
    h, mi, *s = (int(x) for x in re.split("[:：∶]", atom.g[0].rstrip("时分")))
    if not spec.dated and not spec.part and not spec.awaited:
        before = text[max(0, atom.start - 1) : atom.start]
        if _CLOCK_NO.match(text, atom.end) or before in ("以", "比", "为", "分", "-", "战"):
            return 0
    spec.clock, spec.rank, spec.rule = (h, mi, s[0] if s else 0), 10, spec.rule or "clock"
    return atom.end


def _relative_year(text: str, spec: Spec, atom: Atom) -> int:
    w = atom.g[0]
    if w[0] == "是" and not _IS_TIME.search(text, max(0, atom.start - 1), atom.start):
        return 0
    if (w == "那年" and text.startswith("头", atom.end)) or (w == "第二年" and text.startswith("——", atom.end)):
        return 0  # 第二年——1959年: the second of a plan
    if w[0] == "第" and w[1] != "二" and not text.endswith(("后", "后的"), max(0, atom.start - 2), atom.start):
        return 0  # 入伍后的第三年
    if w == "第二年" and text.endswith("连续", max(0, atom.start - 2), atom.start):
        return 0
    if w == "次年" and _ORDINAL.search(text, max(0, atom.start - 1), atom.start):
        return 0  # 第六次年度会议
    if spec.rank or no_year(text, atom.start, atom.end, w):
        return 0
    if atom.kind == "yseason" and no_season(text, atom.start):
        return 0
    if w == "当年" and no_those_days(text, atom.end):
        return 0
    spec.y, spec.rank, spec.rule = YEARS[w], 1, "season" if atom.kind == "yseason" else "relative_year"
    return atom.end


def _whole_year(text: str, spec: Spec, atom: Atom) -> int:
    if spec.rank > 1:
        return 0
    if spec.y is None:
        spec.y = ("whole", 0)
    spec.rank, spec.rule = 4, "whole_year"
    return atom.end


def _bare_year(text: str, spec: Spec, atom: Atom) -> int:
    if spec.rank:
        return 0
    spec.y, spec.rank, spec.rule = ("abs", int(atom.g[0])), 1, "bare_year"
    return atom.end


def _relative_month(text: str, spec: Spec, atom: Atom) -> int:
    if spec.rank or (atom.g[0][0] == "是" and not _IS_TIME.search(text, max(0, atom.start - 1), atom.start)):
        return 0
    spec.m, spec.rank, spec.rule = MONTHS[atom.g[0]], 3, "relative_month"
    return atom.end


def _relative_day(text: str, spec: Spec, atom: Atom) -> int:
    w = atom.g[0]
    if spec.rank or (
        w == "前日"
        and (text[max(0, atom.start - 1) : atom.start] in tuple("日目当") or text.startswith("本", atom.end))
    ):
        return 0  # 当前日本
    if w[0] == "是" and not _IS_TIME.search(text, max(0, atom.start - 1), atom.start):
        return 0
    if w == "后一天" and text[max(0, atom.start - 1) : atom.start] == "最":
        return 0
    if w == "即日" and text[atom.end : atom.end + 1] not in ("起", "至"):
        return 0
    if no_day(text, atom.start, atom.end, w):
        return 0
    spec.d, spec.rank, spec.rule = DAYS[w], 5, "relative_day"
    if w[-1] in "晚夜晨早":
        spec.part, spec.rank = w[-1], 7
    return atom.end


def _glossed_day(text: str, spec: Spec, atom: Atom) -> int:
    """今（11）日, 昨（10）晚, 今（113）年: what counts from the day of the report with its number, as Taiwan's press writes."""
    if spec.rank:
        return 0
    day, unit, year = atom.g[1:4]
    if year:
        spec.y, spec.rank, spec.rule = ("abs", int(year) + (1911 if len(year) == 3 else 0)), 1, "glossed_year"
        return atom.end
    if not 1 <= int(day) <= 31:
        return 0
    spec.d, spec.rank, spec.rule = ("nearest", int(day)), 5, "glossed_day"
    if unit in "晚晨早":
        spec.part, spec.rank = unit, 7
    return atom.end


def _minguo(text: str, spec: Spec, atom: Atom) -> int:
    """更新日期：104-08-12: a year of the Republic behind the label of a date."""
    if spec.rank:
        return 0
    y, _, m, d = atom.g[1:5]
    spec.y, spec.m, spec.d, spec.rank, spec.rule = ("abs", 1911 + int(y)), ("abs", int(m)), ("abs", int(d)), 5, "minguo"
    return atom.end


def _week(text: str, spec: Spec, atom: Atom) -> int:
    rel, day, plain = atom.g[1], atom.g[2], atom.g[3]
    if rel is None and text.endswith("一个", 0, atom.start):
        return 0  # 2011年8月一个星期六: one of them
    if rel is not None:
        offset = WEEKS.get(rel)
        if spec.rank or offset is None:
            return 0
        spec.week, spec.rank, spec.rule = (offset, WEEKDAYS[day] if day else 0), 6, "week"
        return atom.end
    if spec.rank >= 6 or spec.ypart or spec.mpart:
        return 0
    if spec.d is None:
        if (
            text[atom.start] == "周"
            and _CALLED.match(text, atom.end)
            and _LISTED.search(text, max(0, atom.start - 1), atom.start)
        ):
            return 0  # 周一鸣、: somebody's name
        if spec.m is not None or spec.y is not None or spec.fest is not None:
            return 0
        spec.week, spec.rule = (None, WEEKDAYS[plain]), "weekday"
    spec.rank = 6
    return atom.end


def _weekend(text: str, spec: Spec, atom: Atom) -> int:
    if spec.rank:
        return 0
    past = atom.g[0].startswith("刚")
    if not past and text[max(0, atom.start - 1) : atom.start] in ("双", "每", "逢"):
        return 0
    spec.week, spec.rank, spec.rule = (-1 if past else 0, 8), 6, "weekend"
    return atom.end


def _quarter(text: str, spec: Spec, atom: Atom) -> int:
    rel, half, fortnight = atom.g[1], atom.g[2], atom.g[3]
    if fortnight:
        if spec.rank not in (0, 3):
            return 0
        spec.m = spec.m or ("here", 0)
        spec.mpart, spec.rank, spec.rule = f"{fortnight}半月", 4, "month_part"
        return atom.end
    if spec.rank >= 2:
        return 0
    w = atom.g[0]
    if w[0] == "Q":
        if spec.y is None and not w.endswith("季度"):
            return 0
        spec.y, spec.ypart, spec.rank, spec.rule = spec.y or ("doc", 0), w[:2], 4, "quarter"
        return atom.end
    if w == "首月":
        if spec.y is None:
            return 0
        spec.m, spec.rank, spec.rule = ("abs", 1), 3, "month"
        return atom.end
    if half:
        part = "H1" if half == "上" else "H2"
    elif w.startswith("首"):
        part = "Q1"
    else:
        if spec.rank:
            return 0
        part = f"q{WEEKS.get(rel, 0)}"
    spec.y = spec.y or ("doc", 0)
    spec.ypart, spec.rank, spec.rule = part, 4, "half" if half else "quarter"
    return atom.end


def _first_months(text: str, spec: Spec, atom: Atom) -> int:
    if atom.g[1] is None:  # 2018年前半年
        if spec.rank != 1:
            return 0
        spec.ypart, spec.rank, spec.rule = "H1" if atom.g[0][0] == "前" else "H2", 4, "half"
        return atom.end
    n = number(atom.g[1])
    unit = atom.g[2]
    if not n or spec.rank >= 2 or (atom.g[0][0] == "头" and spec.y is None):
        return 0
    months = n if unit.endswith("月") else 3 * n
    opens = text[max(0, atom.start - 1) : atom.start] in ("", "，", "。", "；", "：", "、", "\n", "　", " ", "”")
    if months > 12 or (unit == "月" and spec.y is None and not opens):
        return 0
    spec.y = spec.y or ("doc", 0)
    part = f"M{13 - months}-12" if atom.g[0][0] == "后" else f"M1-{months}"
    spec.ypart, spec.rank, spec.rule = part, 4, "first_months"
    return atom.end


def _year_part(text: str, spec: Spec, atom: Atom) -> int:
    w = atom.g[0]
    if w == "月内":
        if spec.rank or text[max(0, atom.start - 1) : atom.start] not in ("", "\n", "。", "，", "；", "　", " "):
            return 0
        spec.m, spec.rank, spec.rule = ("here", 0), 3, "relative_month"
        return atom.end
    if w[-1] == "旬" or w[0] == "月":
        if spec.rank not in (0, 3) or (spec.rank == 3 and w[0] == "月"):
            return 0
        spec.m = spec.m or ("here", 0)
        spec.mpart, spec.rank, spec.rule = (
            (w if w[-1] == "旬" else {"末": "底", "尾": "底"}.get(w[1], w[1])),
            4,
            spec.rule or "month_part",
        )
        return atom.end
    if spec.rank > 1:
        return 0
    if w == "年内":
        if spec.rank:
            return 0
        spec.y, spec.rank, spec.rule = ("doc", 0), 4, "within_year"
        return atom.end
    spec.y = spec.y or ("here", 0)
    part = {"末": "底", "终": "底", "尾": "底", "始": "初"}.get(w[-1], w[-1])
    spec.ypart, spec.rank, spec.rule = part, 4, "year_part"
    return atom.end


def _season(text: str, spec: Spec, atom: Atom) -> int:
    if spec.rank != 1:
        return 0
    w = atom.g[0]
    second = SEASONS.get(w[1:2])
    spec.ypart = f"S{SEASONS[w[0]]}" + (f"-{second}" if second else "")
    spec.rank, spec.rule = 4, "season"
    return atom.end


def _day_part(text: str, spec: Spec, atom: Atom) -> int:
    if spec.rank >= 7 or spec.ypart or spec.mpart:
        return 0
    if spec.rank and not (spec.d or spec.week or spec.fest or spec.lunar or spec.today or spec.rule == "nth_day"):
        return 0
    spec.part, spec.rank = atom.g[0], 7
    return atom.end


def _named_day(text: str, spec: Spec, atom: Atom) -> int:
    name, t = atom.g[0], text
    if spec.rank >= 2 or _NAME_AFTER.match(t, atom.end) or _SPEECH.match(t, atom.end):
        return 0
    before = t[max(0, atom.start - 1) : atom.start]
    if (name == "国庆" and before == "祖") or no_festival(t, atom.start, atom.end, name):
        return 0  # 祖国庆: a name
    if name == "国庆" and t[atom.end : atom.end + 1] in ("州", "阳", "同"):
        return 0
    if name.endswith("节") and t[atom.end : atom.end + 1] in ("日", "目", "气", "奏", "能"):
        return 0
    if atom.kind == "term":
        weather = name in ("大雪", "小雪", "雨水", "白露", "小满")
        if weather and not (spec.y or _TERM_SURE.match(t, atom.end)):
            return 0
        if name not in ("冬至", "夏至") and not (
            spec.y
            or _TERM_AFTER.match(t, atom.end)
            or _TERM_BEFORE.search(t, max(0, atom.start - 12), atom.start)
            or (_CLAUSE.search(t, max(0, atom.start - 3), atom.start) and t[atom.end : atom.end + 1] in ("，", ""))
        ):
            return 0
    elif re.fullmatch("[一二三四五六七八九十·]{2,4}", name):
        if _ORDINAL.search(before) or before == "·" or t[atom.end : atom.end + 1] == "·":
            return 0
        if atom.start == 0 and atom.end == len(t):
            spec.fest, spec.rank, spec.rule = (atom.kind, name), 5, "festival"
            return atom.end
        quoted = before == "“" and t[atom.end : atom.end + 1] == "”"
        if not (spec.y or quoted or _NUMERAL_DAY.match(t, atom.end)) or (before == "“" and not quoted):
            return 0
    elif name in ("清明", "元宵", "重阳") and before in ("闹", "政", "吃"):
        return 0
    spec.fest, spec.rank, spec.rule = (atom.kind, name), 5, "festival"
    return atom.end


def _century(text: str, spec: Spec, atom: Atom) -> int:
    if spec.rank:
        return 0
    spec.decade, spec.ypart, spec.rank, spec.rule = 0, "century", 1, "century"
    spec.y = ("century", {"上": -1, "本": 0, "下": 1}.get(atom.g[1][0], 9))
    return atom.end


def _from_today(text: str, spec: Spec, atom: Atom) -> int:
    """全会今起在京举行."""
    if spec.rank:
        return 0
    spec.d, spec.rank, spec.rule = ("doc", 0), 5, "relative_day"
    return atom.end


TAKERS: dict[str, Callable[[str, Spec, Atom], int]] = {
    "iso": _iso, "num8": _iso, "ym": _year_month, "ymr": _year_month, "yuan": _first_month, "md": _month_day,
    "clk": _clock, "yrel": _relative_year, "yseason": _relative_year, "wholeyear": _whole_year, "bare": _bare_year,
    "mrel": _relative_month, "drel": _relative_day, "glossed": _glossed_day, "minguo": _minguo,
    "week": _week, "weekend": _weekend, "quarter": _quarter,
    "nmonth": _first_months, "yearpart": _year_part, "season": _season, "part": _day_part, "fest": _named_day,
    "annual": _named_day, "term": _named_day, "cent": _century, "today": _from_today, **STANDING, **RECKONED,
}  # fmt: skip
