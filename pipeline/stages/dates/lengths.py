"""Lengths of time: 28年, 一个半小时, 三年零四个月, 36天5小时, and what looks like one and is none (三年级, 百年大党)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.lexicon.date_cues import words
from pipeline.stages.dates.grammar import Atom
from pipeline.stages.dates.numbers import DAYS_LONG
from pipeline.stages.dates.values import duration, number

_UNITS = "年=年 年头 载|月=月|周=周 星期 礼拜|天=天 日 昼夜 夜 晚 工作日 交易日 自然日"
_UNITS += "|时=小时 钟头|刻=刻钟|分=分钟 分 分半钟|秒=秒 秒钟|季=季度|世纪=世纪"
UNITS = {word: unit for unit, _, words in (u.partition("=") for u in _UNITS.split("|")) for word in words.split()}
_ORDER = "年季月周天时分秒"
_NONE = re.compile(
    r"板[^房块]|板$|接着一|天(?![气然津空])|两头|打鱼|晒网|到头|到晚|行动|计划|规划|制(?![约止造度])|级|期(?![间，。满为内])|奋斗|大计|龄|岁|老|生(?![活效成产])|未有|变局|大党|党史|华诞|征程|目标|历史|倍增|树人|树木|字号|企业|保险|义务|"
    r"中专|高职|贷|国债|定期|一遇|比一|一度|一届|一次|一个|合一|[一二两三四五六七八九十]次|纪念|诞辰|游|用品|照料|均|报|刊|货|子|工程|一贯|之计|滚动|总|薪|票|图|气象|预报|食|刊|代|轻|青|纪|以上|以下"
)
_DIGITS = "零〇一二三四五六七八九"
_NTH = re.compile(r"第[一二三四五六七八九十\d]{1,3}个$")
_HUNDRED = re.compile("攻坚|会战|行动|冲刺|竞赛|的|整治|大战")
_TO = re.compile("——|[—~至到-]")
_DAYS = ("日", "晚", "夜", "分", "时")
_NAMED = re.compile("[^“”\n]{1,10}”(?:工程|行动|计划|活动|攻坚|战略|方案|模式|机制|规划|项目)")
#: 是承上启下的重要一年，: what a year is, no length
_IS_ONE = re.compile("是[^，。；\n]{4,40}$")
#: 10多个|周边国家, 一个|星期六
_OTHER = re.compile("周[边岁年]|星期[一二三四五六日天](?![共起直样般定])|礼拜[一二三四五六日天](?![共起直样般定])")
#: 一年365天, 一周七天, 一天24小时: how many of them, and no sum
_EACH = {"年": "天", "周": "天", "天": "时"}
_ONE_BEFORE = tuple("的这那每又新同有某第任各哪年满届当比后")


#: after what 四周 are four weeks
_BEFORE_FOUR_WEEKS = frozenset(words("four-weeks-before"))


@dataclass(slots=True)
class Length:
    """n units (年 季 月 周 天 时 分 秒) and, for 三年零四个月, the parts below it."""

    n: float
    unit: str
    approx: bool
    parts: list[tuple[float, str]]
    written: str
    calendar_year: bool = False

    @property
    def iso(self) -> str | None:
        """ISO 8601: P28Y, PT1H30M, P3Y4M."""
        if len(self.parts) == 1:
            return duration(self.n, self.unit)
        day, clock = "", ""
        for n, u in self.parts:
            d = duration(n, u)
            if d is None:
                return None
            if d.startswith("PT"):
                clock += d[2:]
            else:
                day += d[1:]
        return f"P{day}" + (f"T{clock}" if clock else "")


def _one(atom: Atom, *, lasted: bool = False) -> tuple[float, str, bool] | None:
    _, prefix, di, digits, cn, ap, ge, half, more, unit, half2, more2 = atom.g
    u = UNITS.get(unit)
    s = digits or cn
    if ge and unit == "天":
        return None  # 一个|天然气管道, 8000多个|天线单元
    if di or u is None or prefix not in (None, "前") or s in ("几", "数"):
        return None
    n: float | None = (
        0.5 if s == "半" else 10000.0 if s == "万" and unit == "年" else float(s) if "." in s else number(s)
    )
    if cn and len(cn) == 2 and not set(cn) & set("十百千万两"):
        return None  # 四五年: four or five; 五八年: 1958
    if (
        n is None
        or (unit == "月" and not ge and not lasted and s not in ("半", "两"))
        or (unit == "年" and ge)
        or (unit == "季度" and not ge)
        or (unit == "日" and ge)
        or (unit == "年头" and not ge)
        or (unit == "载" and (ge or (digits is not None) or s == "一"))
    ):
        return None
    if half or half2 or unit == "分半钟":
        n += 0.5
    if u == "世纪":
        n, u = n * 100, "年"
    elif u == "刻":
        n, u = n * 15, "分"
    return n, u, bool(ap or more or more2)


def read_lengths(atoms: list[Atom], text: str, i: int, *, lasted: bool = False) -> tuple[Length, int, int] | None:
    """The length that starts at atom i (with its smaller parts), its end, and the index after it.

    `lasted`: the words before say that a length follows (历时四月), so that 四月 is no April.
    """
    atom = atoms[i]
    first = _one(atom, lasted=lasted)
    if first is None or (atom.g[6] and _OTHER.match(text, atom.end - len(atom.g[9]))):
        return None
    if atom.g[4] == "万" and text[max(0, atom.start - 1) : atom.start].isdigit():
        return None  # 336|万年
    if text.endswith("分之", 0, atom.start):
        return None  # 四分之三个世纪
    n, unit, approx = first
    parts, end, j = [(n, unit)], atom.end, i + 1
    while j < len(atoms) and atoms[j].kind == "num" and not approx:
        nxt = atoms[j]
        gap = text[end : nxt.start]
        each = not gap and not (nxt.g[4] or "").startswith("零") and atom.g[4] == "一" and len(parts) == 1
        if each and unit in _EACH and _EACH[unit] == UNITS.get(nxt.g[9]):
            break
        if gap not in ("", "零", "又") or ((nxt.g[4] or "").startswith("零") and gap):
            break
        cn = (nxt.g[4] or "").lstrip("零") if nxt.g[4] else nxt.g[4]
        more = _one(Atom("num", nxt.start, nxt.end, (*nxt.g[:4], cn, *nxt.g[5:])))
        if more is None or _ORDER.find(more[1]) <= _ORDER.find(parts[-1][1]) or nxt.g[9] in ("日", "夜", "晚"):
            break
        parts.append((more[0], more[1]))
        end, j = nxt.end, j + 1
    s = atom.g[3] or atom.g[4]
    year = not approx and atom.g[9] == "年" and len(s) == 4 and 1000 <= n <= 2200 and not re.search("[十百千]", s)
    return Length(n, unit, approx, parts, atom.g[9], year), end, j


def _two_lengths(atoms: list[Atom], text: str, i: int) -> tuple[str, int, int] | None:
    """3天—8天, 2小时至3小时: each with its unit."""
    first = read_lengths(atoms, text, i)
    m = _TO.match(text, first[1]) if first else None
    if first is None or m is None or first[2] >= len(atoms) or atoms[first[2]].start != m.end():
        return None
    last = read_lengths(atoms, text, first[2]) if atoms[first[2]].kind == "num" else None
    if last is None or last[0].written in _DAYS or first[0].written in _DAYS:
        return None
    a, b = first[0], last[0]
    if not all(
        measure(text, s, e, x, within=False) for x, s, e in ((a, atoms[i].start, first[1]), (b, m.end(), last[1]))
    ):
        return None
    if a.unit == b.unit and a.n >= b.n:
        return None
    return f"{a.iso}/{b.iso}", last[1], last[2]


def read_range(atoms: list[Atom], text: str, i: int) -> tuple[str, int, int] | None:
    """13—18天, 四五年 → P13D/P18D, P4Y/P5Y: the shortest and the longest, the end, and the index after it."""
    atom = atoms[i]
    if atom.kind == "num" and (both := _two_lengths(atoms, text, i)):
        return both
    if atom.kind == "rh":
        if i + 1 >= len(atoms) or atoms[i + 1].start != atom.end:
            return None
        last = read_lengths(atoms, text, i + 1) if atoms[i + 1].kind == "num" else None
        m = re.match(r"\d+|[^\s—\-~至到]+", atom.g[0])
        n = number(m[0]) if m else None
        if last is None or n is None or last[0].calendar_year or n >= last[0].n:
            return None
        size, end, j = last
        low = duration(n, size.unit)
    else:
        cn = atom.g[4] or ""
        a, b = (_DIGITS.find(c) for c in (cn.replace("两", "二") if len(cn) == 2 else "零零"))
        if a < 2 or (b != a + 1 and cn != "三五") or cn == "一二":
            return None
        one = read_lengths([Atom("num", atom.start, atom.end, (*atom.g[:4], cn[1], *atom.g[5:]))], text, 0)
        if one is None:
            return None
        size, end, _ = one
        j, low = i + 1, duration(a - 1, size.unit)
    if low is None or not measure(text, atom.start, end, size, within=False):
        return None
    return f"{low}/{size.iso}", end, j


def measure(text: str, start: int, end: int, size: Length, *, within: bool) -> bool:
    """Whether a bare length is one of time, and not a part of a word or a name (三年级, 三年行动计划)."""
    n, unit = size.n, size.unit
    before = text[max(0, start - 1) : start]
    if before == "“" and _NAMED.match(text, end):
        return False  # “两年强基”工程
    if size.iso is None or n == 0 or size.calendar_year:
        return False
    if text.startswith("四周", start) and "一" <= before <= "龥" and before not in _BEFORE_FOUR_WEEKS:
        return False  # 在茅山|四周|活动: all around
    if before == "个" and _NTH.search(text, max(0, start - 6), start):
        return False  # 第九个五年
    if size.written in ("夜", "晚") or before in ("每", "第", "届", "两个"):
        return False
    if size.written == "分" and len(size.parts) == 1:
        return False
    if unit == "天" and size.written == "日" and not within:
        if DAYS_LONG.search(text, max(0, start - 6), start):
            return True
        if text[start] == "两":
            return text[end : end + 1] not in tuple("票游券制关")
        if n != 100:
            return n > 31 and text[start].isdigit() and text[end : end + 1] != "元"  # 90日 is no day of a month
        return bool(_HUNDRED.match(text, end)) or text[max(0, start - 2) : start] == "为期"
    if _NONE.match(text, end) or (unit == "年" and n >= 100 and (size.written != "世纪" or n > 2000)):
        return False
    if n == 1 and size.written == "交易日" and before in ("前", "上"):
        return False  # 较前一交易日
    if n == 1 and text[max(0, start - 2) : start] == "接着":
        return False  # 一年接着一年干
    if (
        n == 1
        and unit == "年"
        and text[end : end + 1] in tuple("，。；、")
        and _IS_ONE.search(text, max(0, start - 44), start)
    ):
        return False
    if size.written == "世纪" and before in tuple("跨新本上下这每又之"):
        return False
    return not (n == 1 and unit in "年周天" and len(size.parts) == 1 and before in _ONE_BEFORE)
