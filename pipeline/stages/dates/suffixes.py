"""What stands after a point of time and changes its value: 起, 以来, 底前, 前后, 前夕, 期间, 同期."""

from __future__ import annotations

import re

from pipeline.stages.dates.anchors import Context
from pipeline.stages.dates.found import Found
from pipeline.stages.dates.named import holiday_of
from pipeline.stages.dates.spec import Spec
from pipeline.stages.dates.values import Day, add_days, interval, number
from pipeline.stages.dates.when import When

_EXEC = (
    r"(?:步|点|草|义|航|飞|来|诉|重|伏|源|床|立|码|家|到|止|着|降|用|跑|势|色|名|因|初|施行|实施|执行|正式|生效|试行)"
)
_SUFFIX = re.compile(
    rf"(?P<since>以来|(?:建交|成立|建立|创立|建校|创办|设立|开办|启动|实施|施行|恢复|建成|挂牌|通车|改革)以来)"
    r"|(?P<before>(?:及|或)?(?:其?以前|之前)|前(?![往来进列沿线身言景提置瞻夕后方所两三四五六七八九任期十哨锋台卫\d]|半))|(?P<around>前后|左右)|(?P<eve>前夕|前一天)"
    r"|(?P<after>(?:及|或)?(?:以后|之后)|过后|后(?![期来备勤续代方人盾裔果世半排卫]))"
    rf"|(?P<from>起(?!{_EXEC}))|(?P<holiday>假期|小长假|长假|黄金周|放假|假日)|(?P<during>期间|当天|当日|时节|那天|这天|之[夜日]|佳节)"
    r"|(?P<same>同期)|(?P<xu>许)|(?P<earlier>[早晚]些时候|稍[早晚]些?时候?)|(?P<inside>之内|以内|内(?![地容外部阁蒙涵]))"
)
_QUOTED = re.compile(
    r"”(?:国际儿童节|国际劳动节|劳动节|青年节|建军节|建党节|妇女节|儿童节|(?=前夕|前后|期间|假期|小长假|长假|黄金周|当天|节))节?"
)
#: 假期前一天, 首日, 第三天, 最后一天
_DAY_OF_IT = re.compile(r"的?(?:前一天|(?P<last>最)?后一天|首日|第(?P<nth>[一二三四五六七八\d])[天日])")
_DAYS_OF_IT = re.compile("的?(前|头|最后)([二两三四五六七2-7])天")


def unquote(spec: Spec, text: str, end: int) -> int:
    """“七一” alone is 七一; “七一”前夕 and “六一”国际儿童节 keep their marks. The span's end (its start is set in the spec)."""
    name = spec.fest[1] if spec.fest else ""
    if name.startswith("“") and name.endswith("”"):
        if text[spec.start] == "“" and not spec.shift and not _SUFFIX.match(text, end):
            spec.start += 1
            return end - 1
        return end
    if spec.fest and text[spec.start - 1 : spec.start] == "“" and (m := _QUOTED.match(text, end)):
        spec.start -= 1
        return m.end()
    return end


def suffix(spec: Spec, when: When, second: When | None, found: Found, c: Context, previous: Found | None) -> None:
    """Extend the expression over its suffix and set the value that follows from it."""
    t, end, text = c.text, found.end, found.edtf or ""
    a, last = when.a, (second or when).last
    m = _SUFFIX.match(t, end)
    if m is None:
        return
    w = m[0]
    if m["since"] or (m["from"] and not spec.clock):
        point = Day(a.y) if spec.span or spec.decade is not None else a
        found.edtf = interval(
            text if "~" not in text and "/" not in text and "X" not in text and "T" not in text else point, None
        )
        found.end, found.kind = m.end(), "period" if m["since"] else "date"
    elif m["before"]:
        found.end = m.end()
        if not spec.clock and second is None:
            found.edtf, found.kind = interval(None, last), "date"
    elif m["around"] and "/" not in text:
        found.end = m.end()
        if "T" not in text and not text.endswith("~"):
            found.edtf = text + "~"
    elif m["eve"] and a.d is not None and not spec.clock:
        found.end, found.edtf = m.end(), add_days(a, -1).edtf
    elif m["after"] and spec.clock and second is None and len(w) > 1:
        found.end = m.end()  # 今晚八点以后
    elif m["after"] and not spec.clock and second is None and spec.rank <= 6:
        found.end, found.edtf, found.kind = m.end(), interval(a, None), "period"
    elif m["holiday"] and spec.fest:
        _holiday(spec, found, a, m)
    elif m["during"] and second is not None and w == "期间" and found.rule == "festival_range":
        found.end = m.end()
    elif m["during"] and (spec.fest or w in ("当天", "当日")):
        found.end = m.end()
        if w == "期间":
            _holiday(spec, found, a, m)
    elif m["same"] and spec.rank == 1:
        found.end = m.end()
        _same_period(found, a, c, previous)
    elif (
        (m["earlier"] and spec.d)
        or (m["xu"] and spec.clock)
        or (m["inside"] and spec.rank in (1, 3) and not spec.clock)
    ):
        found.end = m.end()


def _holiday(spec: Spec, found: Found, a: Day, m: re.Match[str]) -> None:
    assert spec.fest is not None
    days = holiday_of(spec, a)
    found.end = m.end() if m[0] != "放假" else found.end
    if days and m.string.startswith("以来", m.end()):
        found.edtf, found.kind, found.end = interval(days[0], None), "period", m.end() + 2
    elif days:
        found.edtf, found.kind = interval(*days), "period"
        if some := _DAYS_OF_IT.match(m.string, m.end()):  # 端午假期前两天
            n = (number(some[2]) or 1) - 1
            first, last = (days[0], add_days(days[0], n)) if some[1][0] in "前头" else (add_days(days[1], -n), days[1])
            found.edtf, found.end = interval(first, last), some.end()
        elif one := _DAY_OF_IT.match(m.string, m.end()):
            found.edtf, found.kind, found.end = _one_of(days, one).edtf, "date", one.end()


def _one_of(days: tuple[Day, Day], m: re.Match[str]) -> Day:
    """国庆假期首日, 第三天, 最后一天, and the days before and after it."""
    if m["nth"]:
        return add_days(days[0], (number(m["nth"]) or 1) - 1)
    if "后" in m[0]:
        return days[1] if m["last"] else add_days(days[1], 1)
    return add_days(days[0], -1) if "前" in m[0] else days[0]


def _same_period(found: Found, a: Day, c: Context, previous: Found | None) -> None:
    """较去年同期: the same months, if the sentence has just named some."""
    months = re.fullmatch(r"(\d{4})-(\d\d)/\1-(\d\d)", previous.edtf or "") if previous else None
    if months and previous is not None and found.start - previous.end < 80:
        found.edtf, found.kind = f"{a.edtf}-{months[2]}/{a.edtf}-{months[3]}", "period"
    elif c.focus is not None and c.focus.m is not None and c.focus.d is None and c.same_sentence(found.start):
        found.edtf = Day(a.y, c.focus.m).edtf
