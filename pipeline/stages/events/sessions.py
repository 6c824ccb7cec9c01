"""Sessions that no list holds, by their form: 省委十三届九次全会, 市第十三次党代会, 共青团十九大."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.lexicon import calendar
from pipeline.lexicon.events import Cue
from pipeline.stages.events import predicates
from pipeline.stages.events.context import Context
from pipeline.stages.events.model import Kind, Trigger
from pipeline.stages.events.no_occasion import OF_IT
from schemas.layers import EventType

_N = r"[〇零一二三四五六七八九十百0-9]{1,4}"
_SESSION = re.compile(
    rf"第?{_N}届(?!全体)(?:(?!全会(?!第)|论坛|关于|[在到向])[一-鿿（）]){{0,24}}?第?{_N}次[一-鿿（）□]{{0,8}}?"
    r"(?:全体会议|全会|[全执]委(?:（扩大）)?会议?|会议|座谈会|集体学习|党代会|人代会)"
    rf"|第?{_N}届(?:中央|[省市区县州]委)?第?{_N}轮巡[视察]"
    rf"|第?{_N}次(?:党代会|党代表大会|党员代表大会|代表大会|[团少妇工文科侨学残]代会)(?!以来的)"
)
#: 召开首届清河县人民代表大会: told by the term of the congress alone
_BY_TERM = re.compile(
    rf"(?:召开|举行)了?(?P<name>[一-鿿]{{0,12}}?(?:首届|第{_N}届)[一-鿿]{{0,12}}?(?:人民|党员|党)?代表大会)"
    r"(?!第|[一二三四五六七八九十]|常|代表|主席|的|及|和|预备|筹备)"
)
_SESSION_PREFIX = re.compile(
    r"(?:中国共产党|中共|政协)?[一-鿿]{0,12}?(?:[省市区县州盟旗乡镇校院局]委?|政协|人大|委员会|工会|[全省市区县]总|团|[妇文侨科残]联|科协|工商联|公司|集团|大学|学院|协会|学社|民[革盟建进]|党|台盟|同盟|促进会|联合会|理事会|建国会|澳门|香港)$"
)
_PREFIX_CUT = Cue(
    "prepares",
    r".*(?:%s|[，。；：！？、\n 　“”《》（）]|贯彻|落实|学习|总结|回顾|抓好|开好|筹备|决定|终止其?|同意"
    r"|建议|执行|的|对照|对标|遵照|依照|聚焦|围绕|紧扣|祝贺|祝愿|直播|转播|播送|担任|拥护|认识|领会"
    r"|(?<!呼)和(?!田|平区|平县|静)|及|在|于(?!都|田|洪)|由|召开|举行|参加|出席|列席|传达|迎接|对|将(?!乐)|以(?!色列)|统一到"
    r"|(?<=[0-9])日|报(?=[省市县区州镇])|为|了|把|就|是|要|向(?!阳)|从(?!化|江)|与|同(?!盟|仁|心)|自(?!治|贡)"
    r"|经(?!济|贸|开)|周年暨|(?<=[学实彻握神])好|按照|根据|审议|通过|会同|提请|提交|报请)",
    re.S,
)
#: 6月28日，七次常委会会议|专题协商…
_DOES = re.compile("(?:专题)?(?:学习|协商|研究|讨论|传达|围绕|审查|部署|补选|表决|评议|视察|强调|指出)")
_COMPLETED = re.compile(
    "，?(?:在[^，。；]{2,12}|历时[^，。；]{1,8})?(?:圆满|顺利|胜利|依法)*(?:完成|履行)了?[^，。；]{0,10}(?:议程|任务|使命)"
)
#: 《在|…第一次会议上的讲话》: the title of a paper
_ENTITLES = re.compile("《在(?:党的|中共|中国共产党)?$")
_ENTRY_LABEL = re.compile(r"(?:[\s　]*【[^】\n]{1,20}】)?[\s　]*")
_AT_WHICH = re.compile(r"(?:召开|举行)的(?:新一届)?$")  # 在随后召开的一届村党委第一次全体会议上


def trigger(
    ctx: Context,
    start: int,
    end: int,
    name: str,
    kind: EventType,
    edtf: str | None,
    rule: str,
    score: float,
    sort: Kind = "named",
    head: str | None = None,
) -> Trigger:
    line = ctx.line(start)
    if ctx.text[end - 2 : end] in ("时期", "期间") and end - start > 4:
        end -= 2
    if ctx.text[start] in "在的":
        start += 1
    if ctx.text[start] in "“‘" and ctx.text[end - 1] in "”’":
        start, end = start + 1, end - 1
    return Trigger(
        start=start,
        end=end,
        kind=sort,
        type=kind,
        name=name,
        head=head or name,
        score=score,
        section=ctx.sections[line] if ctx.sections else 0,
        heading=bool(ctx.headings) and ctx.headings[line],
        rule=rule,
        edtf=edtf,
        reported=False,
    )


_PARTIES = re.compile(
    r"(?:越共|老挝人革党|朝鲜劳动党|古共|共青团|(?<![集社兵青代])团|民[革盟建进]|农工党|致公党|九三学社|台盟"
    # 河北省工会十三大, 市妇联十一大
    r"|(?:[一-鿿]{2,3}[省市县区州]|[省市县区州])(?:总工会|工会|妇联|文联|科协|侨联|残联|工商联))"
    r"第?[一二三四五六七八九十]{1,3}大(?![类项大型会学量力战举任硬要家件事工体批])"
)


_PARTY_NAMES = (
    "越共",
    "革党",
    "劳动党",
    "古共",
    "团十",
    "团第",
    "民革",
    "民盟",
    "民建",
    "民进",
    "农工党",
    "致公党",
    "九三",
    "台盟",
    "工会",
    "联十",
    "联第",
    "科协",
)


_OF_PLENUM = re.compile(r"第?([一二三四五六七八九十]{1,3})届([一二三四五六七八九])中全会第")


def _listed(name: str) -> str | None:
    """The days of a session that the calendar has, or of the plenum of which it was a sitting."""
    if m := _OF_PLENUM.match(name):
        term, n = calendar.number(m[1]), calendar.number(m[2])
        entry = calendar.plenum(term, n) if term and n else None
    else:
        entry = calendar.find(name)
    return entry.edtf if entry is not None else None


#: 如何开好|市政协七届八次会议, 市政协七届八次会议|召开的时间、地点: one to come
_TO_COME = re.compile(r"(?:开好|筹备好?|筹办好?|迎接)$")
_ITS_DAY = re.compile(r"(?:召开|举行)(?:的)?(?:时间|日期|地点|议程|日程|方案|各项准备|有关)")
_TO_CALL = re.compile(r"《[^《》\n]{0,30}(?:召开|举行|举办|筹备|开好)[^《》\n]{0,16}$")


#: what a session does; 一次会议通过的|工作报告 is only spoken of
_DID = re.compile(r"(?!(?:审议)?(?:通过|批准|决定|确定|提出|作出)的|选举产生的)(?:于[0-9二]|通过|决定|听取|审议|选举)")


def _held(ctx: Context, s: int, e: int) -> bool:
    return predicates.created(ctx, s, e) and not predicates.to_come(ctx, s)


def sessions(ctx: Context) -> Iterator[Trigger]:
    text = ctx.text
    parties = _PARTIES.finditer(text) if any(p in text for p in _PARTY_NAMES) else ()
    for m in parties:  # 越共十四大, 共青团十九大
        s, e = m.span()
        if (cut := _PREFIX_CUT.match(text[max(0, s - 8) : e - 3])) is not None:
            s = max(s, max(0, s - 8) + cut.end())  # 贯彻|甲省工会九大精神
        t = trigger(ctx, s, e, text[s:e], "congress", None, "events.session", 0.85, "noun", "大会")
        t.created = _held(ctx, s, e)
        t.reported = t.created or (t.heading and not ctx.text.startswith("精神", t.end))
        t.reported = t.reported and not _ENTITLES.search(text, max(0, t.start - 8), t.start)
        yield t
    for m in _BY_TERM.finditer(text) if "届" in text and "代表大会" in text else ():
        s, e = m.span("name")
        if _TO_CALL.search(text, max(0, s - 48), s) or predicates.to_come(ctx, s):
            continue
        t = trigger(ctx, s, e, m["name"], "congress", _listed(m["name"]), "events.session", 0.8, "noun", "大会")
        t.created = t.reported = True
        yield t
    for m in _SESSION.finditer(text):
        s, e = m.span()
        if _TO_CALL.search(text, max(0, s - 48), s):
            continue  # 《关于召开县委九次全会的建议》: one to come
        window = text[max(0, s - 22) : s]
        cut = _PREFIX_CUT.match(window)
        prefix = window[cut.end() :] if cut else window
        p = _SESSION_PREFIX.search(prefix)
        if p:
            s -= len(prefix) - p.start()
        core = m[0]
        if "的一次" in core or OF_IT.match(text, e) is not None:
            continue  # 七届政协年终召开的一次重要会议
        if "届" not in core and not p and not core.endswith(("党代会", "党代表大会", "党员代表大会")):
            continue
        name = re.sub(r"举行|召开", "", text[s:e]).removeprefix("的")
        if (
            "座谈会" in name
            or "常" in name
            or "董事会" in name
            or "监事会" in name
            or "理事会" in name
            or "审判委员会" in name
            or "主席会议" in name
        ):
            kind: EventType = "meeting"
        elif name.endswith("学习"):
            kind = "study"
        elif name[-2:] in ("巡视", "巡察"):
            kind = "inspection"
        else:
            kind = "congress"
        entry = calendar.find(name)
        if entry is not None and entry.kind in ("npc", "cppcc") and "《" in text[max(0, s - 40) : s]:
            # 《在第十四届全国人民代表大会第一次会议上的讲话》
            yield trigger(ctx, s, e, entry.name, "congress", entry.edtf, f"events.{entry.kind}", 0.95)
            continue
        head = "全会" if name.endswith(("全会", "全体会议")) else "座谈会" if name.endswith("座谈会") else "会议"
        t = trigger(ctx, s, e, name, kind, _listed(name), "events.session", 0.85, "noun", head)
        t.created = _held(ctx, s, e) or _AT_WHICH.search(text, max(0, s - 8), s) is not None
        t.created = t.created or "举行" in text[s:e] or "召开" in text[s:e]  # 省人大常委会举行第三十六次主任会议
        put_to = text[max(0, s - 2) : s] in ("提请", "提交", "报请")
        if not put_to and _DID.match(text, e):
            t.created = True
        t.created = t.created or _COMPLETED.match(text, e) is not None
        first = _ENTRY_LABEL.match(text, ctx.sentence(s)[0]).end()  # type: ignore[union-attr]
        t.created = t.created and not _ENTITLES.search(text, max(0, t.start - 8), t.start)
        t.created = t.created and not (_TO_COME.search(text, max(0, s - 8), s) or _ITS_DAY.match(text, e))
        opens = any(s - 2 <= d.end <= s and d.start <= first + 1 for d in ctx.dates_in(max(0, s - 24), s))
        t.created = t.created or (opens and _DOES.match(text, e) is not None)
        t.reported = t.created or (t.heading and not ctx.text.startswith("精神", t.end))
        t.reported = t.reported and not _ENTITLES.search(text, max(0, t.start - 8), t.start)
        yield t
