"""The expressions of a text in order: points, ranges, periods, durations, sets, each with its value."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.lexicon import calendar
from pipeline.stages.dates import lunar
from pipeline.stages.dates.anchors import Context
from pipeline.stages.dates.grammar import PLANS, Atom, atoms
from pipeline.stages.dates.parser import DURATION_UNITS, Parser
from pipeline.stages.dates.resolve import When, clock_text, resolve
from pipeline.stages.dates.spec import Spec
from pipeline.stages.dates.values import Day, add_days, add_months, duration, interval, number


@dataclass(slots=True)
class Found:
    """An expression in the text (view offsets) with its value."""

    start: int
    end: int
    kind: str
    edtf: str | None = None
    duration: str | None = None
    basis: str = "explicit"
    confidence: float = 0.9
    rule: str = ""


_TO = re.compile(r"\s?(?:——|[—\-~至到]|以?及(?=\d))\s?|（[^（）\n]{1,15}）\s?(?:[—\-~至到])\s?")
_NOW = re.compile(r"\s?(?:——|[—\-~])?\s?(?:至今|迄今|今(?=[，。任）\s]))")
_EXEC = r"(?:步|点|草|义|航|飞|来|诉|重|伏|源|床|立|码|家|到|止|着|降|用|施行|实施|执行|正式|生效|试行)"
_SUFFIX = re.compile(
    rf"(?P<since>以来)|(?P<before>以前|之前|前(?!往|来|进|列|沿|线|身|言|景|提|置|瞻|夕|后|所|两|三|\d|任|期|十|哨|锋|台|卫))|(?P<around>前后|左右|上下(?=，))"
    rf"|(?P<eve>前夕|前一天)|(?P<after>以后|之后|后(?!期|来|备|勤|续|代|方|人|盾|裔|果|世|半))|(?P<from>起(?!{_EXEC}))|(?P<during>期间|假期|小长假|长假|黄金周|当天|当日|时节|那天|这天|一早|当晚)"
    rf"|(?P<same>同期)|(?P<xu>许)|(?P<part>年底|年初|年末|底|末|初(?![步心级中期衷])|年(?=，))|(?P<inside>之内|以内|内(?![地容外部阁蒙]))"
)
_PRE = re.compile(
    r"(最近的?|过去的?|近|前|这|那|未来的?|今后的?|接下来的?|头|后|下一个|下个|今后|此前|往后|之后的?|上一?个|下)$"
)
_POST = re.compile(
    r"(?P<ago>以前|之前|前(?!往|来|进|列|沿|线|身|期|夕|后|锋|茅))|(?P<later>以后|之后|后(?!期|来|备|勤|续|代|方|半|继))|(?P<back>以来|多来|来(?![到自源访电信华京宾函料年源]))|(?P<span>间(?![接隔断谍歇]))|(?P<within>之内|以内|内(?![地容外部阁蒙]))|(?P<passed>过去)?"
)
_NO_DURATION = re.compile(
    r"行动|计划|规划|攻坚|制(?!约|止|造|度)|级|期(?!间|，|。|满|为)|奋斗|大计|龄|岁|老|生(?!活|效|成|产)|未有|变局|大党|党史|华诞|征程|目标|历史|倍增|树人|树木|老店|老字号|企业|行动|保险|义务|中专|高职|贷|国债|定期|一遇|一度|一届|一次|"
    r"[一二两三四五六七八九十\d]次|纪念|诞辰|游|用品|照料|均|报|刊|货|子|工程|滚动|总|薪|会|票|图"
)
_QUOTED_PLAN_SUFFIX = re.compile(
    r"(末期|末|初期|初|后期|前期|中期|收官之年|开局之年|头两年|最后([一两三二])年|前([一两三二])年)"
)


class Reader:
    """Reads the expressions off a text with a given anchor."""

    def __init__(self, text: str, ref: Day | None) -> None:
        self.text = text
        self.context = Context(text, ref)
        self.context.look()
        self.atoms = atoms(text)
        self.parser = Parser(text, self.atoms)
        self.found: list[Found] = []

    def read(self) -> list[Found]:
        """All expressions in text order, not overlapping."""
        i, end = 0, 0
        n = len(self.atoms)
        while i < n:
            atom = self.atoms[i]
            if atom.start < end:
                i += 1
                continue
            got = self.one(i)
            if got is None:
                i += 1
                continue
            found, i = got
            if found is not None:
                self.found.append(found)
                end = found.end
        return self.found

    def one(self, i: int) -> tuple[Found | None, int] | None:
        atom = self.atoms[i]
        k = atom.kind
        if k == "plan":
            return self.plan(atom, i)
        if k == "since":
            return self.since(atom, i)
        if k == "every":
            return self.every(atom, i)
        if k == "newera":
            return self.newera(atom, i)
        if k == "yrange":
            return self.years(atom, i)
        if k == "num" and (got := self.ago_point(i)):
            return got
        if got := self.points(i):
            return got
        if k == "num":
            return self.length(i)
        return None

    # ------------------------------------------------------------ points and ranges

    def points(self, i: int) -> tuple[Found | None, int] | None:
        if i and self.atoms[i].start < self.atoms[i - 1].start:
            return None
        self.parser.era = self.context.era
        got = self.parser.point(i)
        if got is None:
            return None
        spec, j = got
        return self.finish(spec, j, i)

    def finish(self, spec: Spec, j: int, i: int) -> tuple[Found | None, int] | None:
        c = self.context
        if spec.rule.startswith("era:"):
            c.era = True
            c.marks["era"] = lunar.eras()[spec.rule[4:]]
        elif spec.y and spec.y[0] == "abs" and spec.m is None and spec.y[1] > 1949:
            c.era = False
        nth = self._nth_weekday(spec, j)
        if nth:
            j = nth
        head = self.atoms[j - 1].kind == "rh"
        when = resolve(spec, c)
        if (
            spec.rule == "relative_day"
            and spec.d == ("doc", 0)
            and self.text[spec.start : spec.end] == "即日"
            and self.text[spec.end : spec.end + 1] != "起"
        ):
            return None
        end = spec.end
        second: When | None = None
        last = spec
        if head:
            got = self.parser.point(j, rank=max(0, spec.rank - 1)) if j < len(self.atoms) else None
            if got is None:
                return None
            last, j = got
            second = resolve(last, c, near=when)
            end = last.end
        else:
            m = _TO.match(self.text, spec.end)
            if spec.rule == "relative_day" and self.text[spec.start : spec.end] == "即日":
                m = re.compile("起?[至到]").match(self.text, spec.end) or m
            if m and j < len(self.atoms) and self.atoms[j].start == m.end():
                got = self.parser.point(j)
                if got is not None and (got[0].clock is None or spec.clock is not None or got[0].dated):
                    last, j2 = got
                    second = resolve(last, c, near=when) if not (last.clock and not last.dated) else when
                    if second is not None or when is None:
                        end, j = last.end, j2
                    else:
                        last = spec
            elif m2 := _NOW.match(self.text, spec.end):
                return self._until_now(spec, when, m2.end(), j)
        return self._point_found(spec, last, when, second, end, j)

    def _nth_weekday(self, spec: Spec, j: int) -> int | None:
        """3月的最后一个星期六"""
        if spec.rank != 3 or spec.m is None or spec.m[0] != "abs":
            return None
        m = re.compile(r"的?(?:(最后)一个|第([一二三四五])个)(?:星期|周|礼拜)([一二三四五六日天])").match(
            self.text, spec.end
        )
        if not m:
            return None
        spec.nth = -1 if m[1] else number(m[2]) or 1
        spec.week = (0, {"天": 7, "日": 7}.get(m[3]) or number(m[3]) or 7)
        spec.end, spec.rank, spec.rule = m.end(), 6, "nth_weekday"
        while j < len(self.atoms) and self.atoms[j].start < m.end():
            j += 1
        return j

    def _until_now(self, spec: Spec, when: When | None, end: int, j: int) -> tuple[Found, int]:
        found = Found(spec.start, end, "period", None, None, "unresolved", 0.3, "until_now")
        if when is not None:
            found.edtf, found.basis, found.confidence = interval(when.a, None), when.basis, 0.95
            self.context.speak(when.a, end, when.stated)
        return found, j

    def _point_found(
        self, spec: Spec, last: Spec, when: When | None, second: When | None, end: int, j: int
    ) -> tuple[Found | None, int]:
        c = self.context
        rule = spec.rule or last.rule or "date"
        kind = "time" if spec.clock or last.clock else "date"
        found = Found(spec.start, end, kind, rule="era" if rule.startswith("era:") else rule)
        if when is None:
            found.basis, found.confidence = "unresolved", 0.3
            if spec.part and not spec.dated and spec.clock is None:
                return None, j
            return found, j
        a, b = when.a, when.b
        text = when.edtf
        if second is not None:
            kind = found.kind = "period"
            text = interval(when.text or when.a, second.text or second.last)
            b = second.last
            if spec.clock and last.clock and not last.dated and when.a.d is not None:
                kind = found.kind = "time"
                text = clock_text(when.a, spec.clock, spec.part)[0]
        elif spec.clock is not None and a.d is not None:
            text, a = clock_text(a, spec.clock, spec.part)
        elif when.b is not None:
            found.kind = "period"
        found.basis = when.basis
        found.confidence = {"explicit": 0.98, "document": 0.93, "context": 0.85, "calendar": 0.9}.get(when.basis, 0.8)
        suffix_end, value, skind = self._suffix(spec, when, second, end, text)
        found.end, found.edtf = suffix_end, value
        if skind:
            found.kind = skind
        self._chronicle(spec, found, a)
        stated = when.stated
        if not (spec.fest and spec.y is None) and spec.rule not in ("whole_year", "decade", "century", "within_year"):
            c.speak(a, found.end, stated, b)
        while j < len(self.atoms) and self.atoms[j].start < found.end:
            j += 1
        return found, j

    def _chronicle(self, spec: Spec, found: Found, a: Day) -> None:
        """A line that holds nothing but 1月 or 2019年 heads what follows."""
        text, c = self.text, self.context
        left = text.rfind("\n", max(0, found.start - 8), found.start)
        if text[left + 1 if left >= 0 else max(0, found.start - 8) : found.start].strip(" 　") or (
            left < 0 and found.start > 8
        ):
            return
        right = text.find("\n", found.end, found.end + 6)
        alone = right >= 0 and not text[found.end : right].strip(" 　")
        if alone and spec.m is None and spec.d is None and spec.y is not None and spec.rank == 1:
            c.year, c.month, c.chronicle = a.y, None, True
        elif spec.m is not None and spec.d is None and c.chronicle and c.year:
            c.year, c.month = a.y, a.m
        elif spec.m is not None and c.chronicle and c.year:
            c.month = a.m

    def _suffix(self, spec: Spec, when: When, second: When | None, end: int, text: str) -> tuple[int, str, str]:
        """What stands after a point and belongs to it: 起, 以来, 底前, 前后, 期间 …"""
        t = self.text
        kind = ""
        a, z = when.a, (second or when).last
        if spec.fest is not None and second is None:
            h = re.compile("国际儿童节|国际劳动节|假期|期间|小长假|长假|黄金周").match(t, end)
            if h:
                name = {
                    "国庆节": "国庆",
                    "十一": "国庆",
                    "“十一”": "国庆",
                    "“五一”": "五一",
                    "劳动节": "五一",
                    "春节": "春节",
                    "农历新年": "春节",
                }.get(spec.fest[1], spec.fest[1])
                days = lunar.holiday(name, a.y)
                end = h.end()
                if days and "节" not in h[0]:
                    return end, interval(*days), "period"
                return end, text, ""
        m = _SUFFIX.match(t, end)
        if m and m["part"] and spec.rank in (1, 3) and second is None and spec.decade is None:
            w = m["part"]
            if spec.rank == 1 and w in ("底", "末", "年底", "年末"):
                when.a = a = z = Day(a.y, 12)
            elif spec.rank == 1 and w in ("初", "年初"):
                when.a = a = z = Day(a.y, 1)
            elif spec.rank == 3 and w in "底末" and a.m:
                when.a = a = z = Day(a.y, a.m).last()
            elif spec.rank == 3 and w == "初" and a.m:
                when.a = a = z = Day(a.y, a.m, 1)
                when.approx = True
            else:
                return end, text, kind
            text, end = when.edtf, m.end()
            m = _SUFFIX.match(t, end)
        elif m and m["part"]:
            if spec.decade is not None and spec.ypart == "decade" and m["part"] in ("初", "末", "底"):
                y = a.y
                text = f"{y}/{y + 3}" if m["part"] == "初" else f"{y + 7}/{y + 9}"
                return m.end(), text, "period"
            return end, text, kind
        if not m:
            return end, text, kind
        if m["since"]:
            return m.end(), interval(a if not when.text else when.text, None), "period"
        if m["before"]:
            if spec.clock is not None:
                return m.end(), text, ""
            return m.end(), interval(None, z), "date"
        if m["around"]:
            approx = text if text.endswith("~") or "/" in text or "T" in text else text + "~"
            return m.end(), approx, ""
        if m["eve"]:
            if a.d is not None:
                return m.end(), add_days(a, -1).edtf, ""
            return end, text, kind
        if m["from"]:
            pre = t[max(0, spec.start - 1) : spec.start]
            del pre
            return m.end(), interval(a, None), ""
        if m["after"]:
            if spec.rank in (1, 3, 5) and spec.clock is None and m[0] in ("以后", "之后", "后") and second is None:
                return m.end(), interval(a, None), "period"
            return end, text, kind
        if m["during"]:
            if spec.fest is not None or m[0] in ("当天", "当日"):
                return m.end(), text, ""
            return end, text, kind
        if m["same"] and spec.rank == 1:
            f = self.context.focus
            g = self.found[-1] if self.found else None
            months = re.fullmatch(r"(\d{4})-(\d\d)/\1-(\d\d)", (g.edtf or "")) if g else None
            if months:
                return m.end(), f"{a.edtf}-{months[2]}/{a.edtf}-{months[3]}", "period"
            if f is not None and f.m is not None and self.context.same_paragraph(spec.start):
                return m.end(), Day(a.y, f.m, f.d).edtf if f.d is None else Day(a.y, f.m).edtf, ""
            return m.end(), text, ""
        if m["xu"] and spec.clock is not None:
            return m.end(), text, ""
        return end, text, kind

    # ------------------------------------------------------------ N years ago, later, of the past …

    def _number(self, atom: Atom) -> tuple[float, bool, str] | None:
        _, _, di, digits, cn, ap, ge, half, more, unit, half2, more2 = atom.g
        u = DURATION_UNITS.get(unit)
        if di or u is None:
            return None
        s = digits or cn
        approx = bool(ap or more or more2)
        if s in ("几", "数"):
            return None
        if s == "半":
            n: float | None = 0.5
        else:
            n = number(s)
        if n is None:
            return None
        if half or half2:
            n += 0.5
        if u == "世纪":
            n, u = n * 100, "年"
        if unit == "月" and not ge and s != "半":
            return None
        if u == "天" and unit == "日" and n > 100:
            return None
        return n, approx, u

    def ago_point(self, i: int) -> tuple[Found | None, int] | None:
        """三天前, 一千年前, 两年前的春节前夕, 四天后, 距今4000年左右"""
        atom = self.atoms[i]
        got = self._number(atom)
        if got is None:
            return None
        n, approx, unit = got
        t = self.text
        if atom.g[1] and atom.g[1].startswith("距今"):
            if unit != "年" or self.context.ref is None:
                return None
            m = re.compile("左右|以前|前").match(t, atom.end)
            y = self.context.ref.y - int(n)
            return Found(
                atom.start,
                m.end() if m else atom.end,
                "date",
                Day(y).edtf + "~",
                None,
                "document",
                0.8,
                "before_present",
            ), i + 1
        m = _POST.match(t, atom.end)
        pre = _PRE.search(t, max(0, atom.start - 4), atom.start)
        if not m or not (m["ago"] or m["later"]) or (pre and pre[1] not in ("后",)):
            return None
        if m["later"] and unit == "年" and n < 1:
            return None
        spec = Spec(
            atom.start, m.end(), 0, ago=(n, unit, -1 if m["ago"] else 1, approx), rule="ago" if m["ago"] else "later"
        )
        when = resolve(spec, self.context)
        if when is None:
            return Found(atom.start, m.end(), "date", None, duration(n, unit), "unresolved", 0.3, spec.rule), i + 1
        j = i + 1
        # 两年前的春节前夕, 三天前的晚上
        if unit == "年" and t.startswith("的", m.end()) and j < len(self.atoms) and self.atoms[j].start == m.end() + 1:
            if (
                self.atoms[j].kind in ("fest", "annual")
                or (self.atoms[j].kind == "num" and self.atoms[j].g[9] in ("月", "月份"))
                or self.atoms[j].kind == "drel"
            ):
                nxt = self.parser.point(j)
                if nxt is not None and nxt[0].y is None and nxt[0].d != ("doc", 0):
                    inner, j2 = nxt
                    inner.y, inner.start = ("abs", when.a.y), atom.start
                    return self.finish(inner, j2, i)
        return Found(atom.start, m.end(), "date", when.edtf, None, when.basis, 0.85, spec.rule), j

    def length(self, i: int) -> tuple[Found | None, int] | None:
        """A number of units: 五年来, 近三年, 未来五年, 三年内, or plain 28年, 一个半小时, 一年二个月."""
        atom = self.atoms[i]
        got = self._number(atom)
        if got is None or atom.g[1] in ("公元", "公元前"):
            return None
        n, approx, unit = got
        t = self.text
        start, end, j = atom.start, atom.end, i + 1
        dur = duration(n, unit)
        if atom.g[1] == "前":
            start += 1
        # 一年二个月, 三年零四个月
        if unit == "年" and j < len(self.atoms) and self.atoms[j].kind == "num":
            nxt = self.atoms[j]
            if nxt.start in (end, end + 1) and t[end : nxt.start] in ("", "零", "又") and nxt.g[6] and nxt.g[9] == "月":
                k = (
                    number((nxt.g[3] or nxt.g[4]).lstrip("零"))
                    if nxt.g[3] or nxt.g[4] not in ("半", "几", "数")
                    else None
                )
                if k:
                    return Found(
                        start, nxt.end, "duration", None, f"P{int(n)}Y{k}M", "explicit", 0.95, "duration"
                    ), j + 1
        pre = _PRE.search(t, max(0, start - 5), start)
        word = pre[1].rstrip("的") if pre else ("前" if atom.g[1] == "前" else "")
        post = _POST.match(t, end)
        about = re.compile("左右的?时间|左右").match(t, end)
        if post and post["back"]:
            return self._back(
                start - (len(pre[1]) if pre and word in ("近", "最近", "过去", "这") else 0),
                post.end(),
                n,
                unit,
                approx,
                j,
            )
        if (
            word in ("近", "最近", "过去", "这", "前", "上个", "上一个")
            and (unit in "年季月周" or n >= 2)
            and not (word == "前" and unit == "天" and n < 2)
        ):
            if word == "前" and pre and unit == "年" and n == 1:
                return None
            begin = pre.start() if pre else atom.start
            k = post.end() if post and (post["span"] or post["within"]) else end
            if unit == "年" and n >= 100 and word in ("这",):
                return None
            return self._back(begin, k, n, unit, approx, j)
        if word in ("未来", "今后", "接下来", "往后", "下一个", "下个", "后") and (word != "后" or n >= 2):
            return self._ahead(
                pre.start() if pre else start,
                about.end() if about else post.end() if post and post["within"] else end,
                n,
                unit,
                approx,
                j,
            )
        if post and post["within"] and unit in "年月" and n >= 1:
            return self._ahead(start, post.end(), n, unit, approx, j)
        if post and post["span"] and unit == "年" and n >= 2:
            return self._back(start, post.end(), n, unit, approx, j)
        if post and post["within"]:
            end = post.end()
        if dur is None or _NO_DURATION.match(t, end) or (unit == "年" and (n >= 100 or n == 0)) or atom.g[1]:
            return None
        if unit == "天" and atom.g[9] == "日" and not (post and post["within"]) and n != 100:
            return None
        if atom.g[9] in ("夜", "晚", "年度"):
            return None
        if (
            n == 1
            and unit in "年周天"
            and t[max(0, start - 1) : start] in ("的", "这", "那", "每", "又", "新", "同", "有", "某", "第", "任")
        ):
            return None
        if t[max(0, start - 1) : start] in ("每", "第", "满", "届"):
            return None
        if (
            n == 100
            and unit == "天"
            and atom.g[9] == "日"
            and not re.compile("攻坚|会战|行动|冲刺|竞赛|的|整治|大战").match(t, end)
            and t[max(0, start - 2) : start] != "为期"
        ):
            return None
        return Found(start, end, "duration", None, dur, "explicit", 0.85, "duration"), j

    def _back(self, start: int, end: int, n: float, unit: str, approx: bool, j: int) -> tuple[Found, int]:
        """The n units up to the anchor."""
        ref = self.context.ref
        dur = duration(n, unit)
        found = Found(start, end, "period", None, dur, "unresolved", 0.3, "past_period")
        if ref is None:
            return found, j
        tail = "~" if approx else ""
        if unit == "年" and n == int(n):
            found.edtf = f"{Day(ref.y - int(n)).edtf}{tail}/{Day(ref.y).edtf}"
        elif unit == "年" and ref.m:
            found.edtf = interval(add_months(Day(ref.y, ref.m), -round(n * 12)), Day(ref.y, ref.m))
        elif unit in "月季" and ref.m:
            months = max(1, round(n * (3 if unit == "季" else 1)))
            found.edtf = interval(add_months(Day(ref.y, ref.m), -months).edtf + tail, Day(ref.y, ref.m))
        elif unit in "天周" and ref.d:
            found.edtf = interval(add_days(ref, -round(n * (7 if unit == "周" else 1))), ref)
        if found.edtf:
            found.basis, found.confidence = "document", 0.85
        return found, j

    def _ahead(self, start: int, end: int, n: float, unit: str, approx: bool, j: int) -> tuple[Found, int]:
        """The n units from the anchor on."""
        ref = self.context.ref
        found = Found(start, end, "period", None, duration(n, unit), "unresolved", 0.3, "future_period")
        if ref is None:
            return found, j
        if unit == "年" and n == int(n):
            found.edtf = interval(Day(ref.y), Day(ref.y + int(n)))
        elif unit in "月季年" and ref.m:
            months = max(1, round(n * {"季": 3, "月": 1, "年": 12}[unit]))
            found.edtf = interval(Day(ref.y, ref.m), add_months(Day(ref.y, ref.m), months))
        elif unit in "天周" and ref.d:
            found.edtf = interval(ref, add_days(ref, round(n * (7 if unit == "周" else 1))))
        if found.edtf:
            found.basis, found.confidence = "document", 0.8
        return found, j

    # ------------------------------------------------------------ named periods

    def plan(self, atom: Atom, i: int) -> tuple[Found | None, int] | None:
        """“十四五” → 2021/2025; “十四五”末 → 2025; “十四五”最后两年 → 2024/2025"""
        name = atom.g[1] or atom.g[2]
        n = PLANS.get(name)
        entry = calendar.plan(n) if n else None
        if entry is None:
            return None
        a, b = int(entry.start), int(entry.end)
        quoted = atom.g[1] is not None
        after = self.text[atom.end : atom.end + 6]
        if (
            quoted
            and n
            and n <= 10
            and not re.match("时期|期间|规划|计划|末|初|以来", after)
            and name not in ("八五", "九五")
        ):
            return None
        if quoted and re.match("普法", after):
            return None
        m = _QUOTED_PLAN_SUFFIX.match(self.text, atom.end)
        if m and m[1] not in ("收官之年", "开局之年"):
            w, end = m[1], m.end()
            if w[0] in "末后":
                value, kind = str(b), "date"
            elif m[2]:
                value, kind = interval(Day(b - (number(m[2]) or 1) + 1), Day(b)), "period"
            elif m[3] or w == "头两年":
                value, kind = interval(Day(a), Day(a + (number(m[3] or "两") or 1) - 1)), "period"
            else:
                value, kind = str(a), "date"
            return Found(atom.start, end, kind, value, None, "calendar", 0.9, "plan"), i + 1
        start, end = (atom.start + 1, atom.end - 1) if quoted else (atom.start, atom.end)
        return Found(start, end, "period", interval(Day(a), Day(b)), None, "calendar", 0.97, "plan"), i + 1

    def since(self, atom: Atom, i: int) -> tuple[Found | None, int] | None:
        """党的十八大以来, 新中国成立后, 抗战时期, “文化大革命”期间"""
        name = atom.g[0]
        entry = calendar.find(name)
        t = self.text
        start, end = atom.start, atom.end
        if name == "新时代":
            a, b = "2012-11", ".."
        elif entry is not None:
            a, b = entry.start, entry.end
        else:
            return None
        m = re.compile(
            r"”?(?:胜利)?(以来|以后|之后|后(?!期|来|备|勤|续|代|方)|之前|以前|前(?!往|来|进|列|沿|线|身|夕|期)|期间|时期|初期|前夕)"
        ).match(t, end)
        if not m:
            return None
        quoted = t[end : end + 1] == "”"
        if quoted:
            if t[start - 1 : start] != "“":
                return None
            start -= 1
        w = m[1]
        if name == "新时代" and w != "以来":
            return None
        point = entry is not None and entry.kind in ("congress", "plenum", "founding", "meeting", "npc")
        if entry is not None and entry.kind in ("congress", "plenum", "meeting", "npc"):
            a = a[:7]
            first = a
        else:
            first = a[:7] if len(a) > 7 and w in ("以来", "以后", "之后", "后") else a
        last = entry.end if entry and entry.end != ".." else None
        if w in ("以来", "以后", "之后", "后"):
            if w != "以来" and not point and last and entry and entry.kind in ("war", "movement"):
                first = last[:7]
            if w != "以来" and entry is not None and entry.kind == "event":
                return None
            value, kind = f"{first}/..", "period"
        elif w in ("之前", "以前", "前", "前夕"):
            value, kind = f"../{a}", "period"
            if w == "前夕":
                return None
        elif w == "初期":
            y = int(a[:4])
            value, kind = f"{y}/{y + 5}", "period"
        else:
            if last is None or entry is None:
                return None
            value, kind = (entry.edtf, "period" if "/" in entry.edtf else "date")
            if w == "时期" and entry.kind in ("founding", "congress", "plenum"):
                return None
        return Found(start, m.end(), kind, value, None, "calendar", 0.93, "named_period"), self._after(m.end(), i)

    def _after(self, end: int, i: int) -> int:
        while i < len(self.atoms) and self.atoms[i].start < end:
            i += 1
        return i

    def newera(self, atom: Atom, i: int) -> tuple[Found | None, int] | None:
        end = atom.end + 2
        return Found(atom.start, end, "period", "2012/2022", "P10Y", "calendar", 0.9, "new_era_decade"), self._after(
            end, i
        )

    def every(self, atom: Atom, i: int) -> tuple[Found | None, int] | None:
        """每年 → P1Y, 每两个月 → P2M, 每周五"""
        n, unit, wd = atom.g[1], atom.g[2], atom.g[3]
        t = self.text
        u = {"季度": "季", "日": "天", "星期": "周", "小时": "时", "晚": "天", "夜": "天"}.get(unit, unit)
        k: float = 1
        if n:
            s = n.rstrip("个")
            k = 0.5 if s == "半" else number(s) or 1
        dur = duration(k, u)
        end, j = atom.end, i + 1
        if wd and unit not in ("周", "星期"):
            end -= 1
        if k == 1 and unit == "年" and not n and j < len(self.atoms) and self.atoms[j].start == end:
            nxt = self.atoms[j]
            if nxt.kind in ("fest", "annual", "term", "quarter", "yearpart"):
                end, j = nxt.end, j + 1
            elif nxt.kind == "num":
                got = self.parser.point(j)
                if got:
                    end, j = got[0].end, got[1]
        if unit == "日" and t.startswith(("新", "坊"), end):
            return None
        return Found(atom.start, end, "set", None, dur, "explicit", 0.9, "set"), j

    def years(self, atom: Atom, i: int) -> tuple[Found | None, int] | None:
        """2021—2025年, 1949－1978, 2021—2022年冰雪季"""
        a, b = int(atom.g[1]), int(atom.g[2])
        if b < a:
            return None
        end = atom.end
        if not atom.g[0].endswith(("年", "年度")) and re.compile(r"\s?[万亿元%个名人号米吨]|[\d.]").match(
            self.text, end
        ):
            return None
        m = re.compile("冰雪季|雪季|赛季|榨季|供暖季|采暖季|学年度?|年度").match(self.text, end)
        if m:
            end = m.end()
        self.context.speak(Day(b), end, True)
        return Found(atom.start, end, "period", interval(Day(a), Day(b)), None, "explicit", 0.97, "years"), self._after(
            end, i
        )
