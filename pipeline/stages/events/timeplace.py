"""When: the date mention that belongs to an event, which is not simply the nearest."""

from __future__ import annotations

import re
from bisect import bisect_left

from pipeline.stages.events import predicates
from pipeline.stages.events.bygone import of_past
from pipeline.stages.events.context import Context
from pipeline.stages.events.model import Date, Event, Trigger
from pipeline.stages.events.openings import LABELLED, long_ago
from pipeline.stages.events.otherdays import (
    background,
    congratulated,
    counted_day,
    counted_to,
    day_above,
    framed,
    made_known,
    of_another,
    of_cases,
    of_guests,
    of_its_meeting,
    of_words,
    own_year,
    turns_to,
    until_home,
)
from pipeline.stages.events.samedate import span
from pipeline.stages.events.years import anniversary, entry_day, numbered_day, session_year, work_report

_RECENT = re.compile(r"近日|近来|(?<![0-9])日前|近期|前不久|不久前|[几数]天前|前[几些]天|最近|连日来")
#: lines that a decision may run to
_DECISIONS = 12
_SOON = re.compile(r"(?:前夕|来临之际|即将到来之际|临近)，")
_NUMBERED = re.compile(r"(?<![0-9])(1[0-2]|[1-9])·(3[01]|[12][0-9]|0?[1-9])(?![0-9])")
#: 大会期间，新闻中心将组织…: on some day to come
_TO_COME = re.compile("(?:期间|届时)，[^。；]{0,24}将")
#: 今天，铁路“五一”假期运输启动: the day, unless it happens on the feast (“五一”期间)
_ON_FEAST = re.compile(
    "[”’]?(?:国际)?(?:假期|假日|小长假|长假|黄金周)?(?:期间|当[天日晚]|前[后夕]|[里中，]|之?际|[上下]午|晚)"
)
_ANAPHORIC = re.compile(r"当[天日晚]|同[日天]|同一天")
_LATELY = re.compile(r"连日来|近来|近日|日前|近期|最近|一段时间以来|近段时间")
_THAT_DAY = re.compile(r"(?<![0-9日月])(?:今天|[上下]午|今早|刚才|方才|刚刚)")
#: 上一篇：…: news of some other day, of the same year but in January
_OTHER_PAGE = re.compile(r"[上下]一[篇条]：")
_SAID = re.compile("(?:表示|指出|强调|说|称|认为)[，：“]")
_TAKES_PLACE = re.compile(r"(?:[上下]午|晚上?|凌晨)?(?:在[^，。；]{1,24}?)?(?:举行|举办|召开|开幕|启动|开赛|上演)")


def bind(ctx: Context, t: Trigger) -> Date | None:
    """The date mention of a trigger; where its sentence names but the year, the day that its paragraph has named before."""
    found = _bind(ctx, t)
    if t.kind == "verb" and t.type in ("election", "personnel") and congratulated(ctx, t, found):
        near = found.edtf if found is not None else ctx.published or ""
        t.about = f"{near[:7]}~" if len(near) >= 7 else None
        return None
    if found is not None and t.heading and ctx.text.endswith(("前夕", "到来之际"), found.start, found.end + 4):
        found = None  # 市领导“七一”前夕看望党员: the report tells on which day
    if found is not None and _ANAPHORIC.match(ctx.text, found.start, found.end):
        found = _told_day(ctx, found)
    if found is not None and len(found.edtf) == 7 and found.kind != "period":
        days = [d for d in ctx.dates_in(ctx.sentence(t.start)[0], found.start) if len(d.edtf) == 10]
        if days and days[-1].edtf.startswith(found.edtf) and not background(ctx, days[-1]):
            return days[-1]  # 9月9日晚，甲主持召开本月第二场议事会
    if found is not None and len(found.edtf) == 4 and t.kind == "verb" and t.type != "award":
        day = _carried(ctx, t, ctx.sentence(t.start)[0])
        if day is not None and len(day.edtf) >= 10 and day.edtf.startswith(found.edtf):
            return day
    return found


def _its_own(t: Trigger, d: Date) -> bool:
    """2016年5月8日|印发|的《…》同时废止: the day of nothing else, but of that."""
    return t.type == "publication" and 0 <= t.start - d.end <= 1


def opens(ctx: Context, t: Trigger, named: list[Trigger]) -> None:
    """党的二十大开幕会: of a named occasion the first day, of its 闭幕会 the last."""
    if not (m := _RITE.search(t.name)) or t.kind != "noun":
        return
    for n in named:
        first, _, last = (n.edtf or "").partition("/")
        if n.type in ("military", "history", "disaster"):
            continue  # 纪念某战爆发88周年展览开幕式
        if not (t.start <= n.start and n.end < t.end) or len(first) < 10 or len(last) < 10 or ".." in last:
            continue
        if t.date is None or not first <= t.date.edtf[:10] <= last:
            t.edtf, t.date = (first if m[0][0] == "开" else last), None


_RITE = re.compile("(?:开|闭)幕[会式]$")


def _told_day(ctx: Context, d: Date) -> Date:
    """当晚, 同日 after somebody's words that name another day: the day that the text itself told last."""
    line = ctx.line(d.start)
    first = next((i for i in range(line, -1, -1) if ctx.sections[i] != ctx.sections[line]), -1) + 1
    earlier = [
        x
        for x in ctx.dates_in(ctx.lines[first][0], d.start)
        if len(x.edtf) >= 10 and "/" not in x.edtf and not ctx.in_speech(x.start) and not background(ctx, x)
    ]
    earlier = [x for x in earlier if not _ANAPHORIC.match(ctx.text, x.start, x.end)]
    if not earlier or earlier[-1].edtf[:10] == d.edtf[:10]:
        return d
    return Date(d.start, d.end, earlier[-1].edtf[:10], d.kind, d.at)


def occasion(ctx: Context, t: Trigger, named: list[Trigger]) -> None:
    """在十四届全国人大一次会议上再次当选: what is told happened when the named occasion did."""
    c0 = ctx.clause(t.start)[0]
    for n in named:
        said = ctx.text.find("》", n.end, t.start) < 0  # 《在…会议上的讲话》|出版
        if (
            said and n.edtf and c0 <= n.start and n.end < t.start
            and ctx.text[n.end] == "上" and ctx.text[n.start - 1] == "在"
        ):  # fmt: skip
            t.edtf, t.date = n.edtf, None


def _bind(ctx: Context, t: Trigger) -> Date | None:
    """The date mention that the sentence gives to a trigger: in its clause before it, else earlier in the sentence,
    else close behind it.
    """
    s, e = ctx.sentence(t.start)
    c0, c1 = ctx.clause(t.start)
    if t.kind == "noun" and of_guests(ctx, t, c0):
        t.reported = False
        return None
    around = next((d for d in ctx.dates_in(c0, c1) if d.start < t.start and t.end <= d.end and "/.." in d.edtf), None)
    if around is not None:  # 1976年4月25日建交以来
        return Date(around.start, around.end, around.edtf.partition("/")[0], around.kind, around.at)
    since = next((d for d in ctx.dates_in(c0, t.start) if t.start - d.end <= 4 and d.edtf.endswith("/..")), None)
    if (
        t.kind == "verb"
        and since is not None
        and len(since.edtf) >= 12
        and "起" in ctx.text[since.end - 1 : since.end + 1]
    ):
        return Date(since.start, since.end, since.edtf.partition("/")[0], since.kind, since.at)  # 8月10日起进驻
    usable = [
        d
        for d in ctx.dates_in(s, e)
        if not ((background(ctx, d) and not _its_own(t, d)) or of_another(ctx, t, d) or made_known(ctx, t, d))
    ]
    if t.type == "disaster":
        usable = [d for d in usable if not ctx.text.endswith(("截至", "截止", "截止到"), 0, d.start)]
    told = [d for d in usable if d.end > t.start or not _LATELY.search(ctx.text, d.end, t.start)]
    if usable and not told:
        return None  # 今天发布消息称，近日…: of late, not the day of the words
    usable = told
    if not usable:
        return None if _LATELY.search(ctx.text, s, t.start) else _carried(ctx, t, s)
    adjacent = [d for d in usable if d.end <= t.start and t.start - d.end <= 3]
    if t.kind == "noun" and t.word is not None and t.word.group == "speech":
        within = [d for d in usable if d.end <= t.start and ctx.text[d.start : d.end] in t.name]
        if within:
            return within[-1]  # 习近平主席昨天在…上发表的重要讲话
    if (own := _held_on(ctx, t, usable)) is not None:
        return own
    if t.kind == "noun" and not t.reported:
        heads = [d for d in usable if d.start == t.start and d.end < t.end]  # 2019年“7·22”洪灾
        behind = [d for d in usable if t.end <= d.start and d.end <= c1]
        return adjacent[-1] if adjacent else _held(ctx, t, behind, heads[0]) if heads else None
    if len(usable) == 1 and ctx.ends_line(usable[0]):
        return usable[0]  # [会见] 县长会见客商　2023-11-09
    same = [d for d in usable if c0 <= d.start and d.end <= t.start]
    sharp = [d for d in same if _sharp(d)]
    if sharp and all(d.feast and not _ON_FEAST.match(ctx.text, d.end) for d in sharp):
        sharp = [d for d in usable if d.end <= t.start and not d.feast and len(d.edtf) == 10] or sharp
    if sharp:
        return span(ctx, sharp)
    before = [d for d in usable if d.end <= t.start]
    if same and (turns_to(ctx, same[-1], c0) or own_year(ctx, t, same[-1], before, c0)):
        return same[-1]
    if same and not any(_sharp(d) for d in before):
        return _held(ctx, t, [d for d in usable if t.end <= d.start and d.end <= c1], same[-1])
    after = [d for d in usable if t.end <= d.start and d.end <= c1 and d.start - t.end <= 12]
    after = [
        d for d in after if (len(d.edtf) >= 7 and not counted_to(ctx, d)) or ctx.text[d.start - 1] == "于"
    ]  # 通过2024年预算报告
    if t.type == "publication":
        after = [d for d in after if ctx.text[d.start - 1] == "于"]  # 发布数据，1—7月份…: what the figures are of
    if before:
        sharp = [d for d in before if _sharp(d)] or [d for d in before if len(d.edtf) >= 7]
        if sharp or not after:
            return span(ctx, sharp) if sharp else before[-1]
    if after:
        return after[0]
    inside = [d for d in usable if t.start <= d.start and d.end <= t.end]
    return _carried(ctx, t, s) or (inside[0] if inside else None)


def _held_on(ctx: Context, t: Trigger, usable: list[Date]) -> Date | None:
    """外交部16日宣布，签字仪式将于19日在湖城举行: the day between the name and 举行 is the occasion's own."""
    end = predicates.given_by(ctx, t.end)
    after = [d for d in usable if end <= d.start <= end + 8 and len(d.edtf) >= 10] if t.kind == "noun" else []
    if not after or not predicates.held(ctx, end):
        return None
    joined = [d for d in after if not re.search("[。；：]|，(?![已业]?于)", ctx.text[end : d.start])]
    return span(ctx, joined) if joined else None


def _held(ctx: Context, t: Trigger, after: list[Date], year: Date) -> Date:
    """2024年新春音乐会、茶话会8日在文化馆举行: the day behind the name, where the year stands in the name."""
    for d in after if t.kind == "noun" and len(year.edtf) == 4 else ():
        near = d.start == t.end or (d.start - t.end <= 24 and ctx.text[t.end] == "、")
        if near and len(d.edtf) >= 10 and d.edtf.startswith(year.edtf) and _TAKES_PLACE.match(ctx.text, d.end):
            return d
    return year


def _sharp(d: Date) -> bool:
    """A month or a day, or a stretch within one year: 抗日战争时期 is too wide to place what has a year of its own."""
    first, _, last = d.edtf.partition("/")
    return len(d.edtf) >= 7 and (not last or first[:4] == last[:4])


def _carried(ctx: Context, t: Trigger, s: int) -> Date | None:
    """The date of the same paragraph that still holds: 15日 … 召开。会议选举…; 去年，甲被双开；乙受到处分."""
    if (t.kind == "noun" and not t.reported) or (t.type == "establishment" and _SINCE_THEN.match(ctx.text, t.end)):
        return None  # 建交|后的首次峰会: no day of the talks
    line = ctx.lines[ctx.line(t.start)][0]
    if ctx.in_speech(t.start):
        if ctx.text[s - 1 : s] != "；":
            return None
        line = ctx.sentence(s - 2)[0]
    if s == line and of_its_meeting(ctx, s):
        return day_above(ctx, s)
    earlier = [d for d in ctx.dates_in(line, s) if not background(ctx, d) and ctx.quoted[d.start] != "□"]
    if ctx.text.startswith(("会议", "大会", "全会"), s):
        earlier = [d for d in earlier if d.start - line <= 12]  # what is decided there, not 8月2日 of what was reported
    if t.type in _OF_NOW and not ctx.chronicle:
        earlier = [d for d in earlier if not long_ago(ctx, d)]  # who he was; then what is done now
    if earlier and len(earlier[-1].edtf) == 4:  # 11日，2008年全省集中活动举行。启动仪式上: the year is the name's
        first = ctx.sentence(earlier[-1].start)[0]
        same = [d for d in earlier if d.start >= first and len(d.edtf) >= 7 and d.edtf.startswith(earlier[-1].edtf)]
        earlier = same if same and ctx.text[earlier[-1].start].isdigit() else earlier
    if earlier and (len(earlier[-1].edtf) >= 7 or ctx.text[s - 1 : s] == "；"):
        return counted_day(ctx, _day_of(earlier[-1]))
    return None


def _day_of(d: Date) -> Date:
    """1月11日8时20分 of what struck is but the day of what another sentence tells after it."""
    day, clock, _ = d.edtf.partition("T")
    return Date(d.start, d.end, day, d.kind, d.at) if clock and "/" not in d.edtf else d


_SINCE_THEN = re.compile("[以之]?后(?![勤续方备])|以来")
_OF_NOW = frozenset(("visit", "inspection", "reception", "meeting", "ceremony", "study", "signing"))


_SHOWN = re.compile(r"公示(?:时间|期限|日期|期)(?:为|是|：|:|自)*")


def _shown(ctx: Context, lead: Trigger) -> Date | None:
    """公示时间：6月29日至7月5日: how long a notice of appointments is posted; in a report of several, in its own paragraph."""
    told: list[Date] = []
    for m in _SHOWN.finditer(ctx.text):
        found = [d for d in ctx.dates_in(m.end(), m.end() + 30) if d.start - m.end() <= 2 and len(d.edtf) >= 10]
        if found:
            days = [d for d in ctx.dates_in(found[0].start, found[0].start + 30) if len(d.edtf) == 10]
            told.append(span(ctx, days[:2]) if len(days) > 1 else found[0])
    if len(told) > 1:
        line = ctx.line(lead.start)
        told = [d for d in told if ctx.line(d.start) == line]
    return told[0] if told else None


def resolve(ctx: Context, event: Event, days: dict[int, str]) -> tuple[str | None, Date | None]:
    """EDTF of an event and the date mention it comes from."""
    lead = event.lead
    if lead.word is not None and lead.word.act == "公示" and (shown := _shown(ctx, lead)) is not None:
        return shown.edtf, shown
    named = next((t.edtf for t in event.triggers if t.kind == "named" and t.edtf), None)
    local = lead.kind == "named" and "庆祝" in lead.name and ctx.text[lead.start - 1 : lead.start] in _LOCAL
    if named and not local:
        return named, None
    if local:
        own = [d for d in ctx.dates_in(ctx.sentence(lead.start)[0], lead.start) if len(d.edtf) >= 10]
        return (own[-1].edtf, own[-1]) if own else (None, None)
    best: Date | None = None
    for t in event.triggers:
        d = t.date
        if (
            d is None
            or of_words(ctx, t, d)
            or _of_name(ctx, t, d)
            or (t.heading and any(x.date and not x.heading for x in event.triggers))
        ):
            continue
        if lead.type == "disaster" and ctx.text.endswith("发生的", 0, t.start):
            best = d  # 去年8月发生的大火已过去一年
            break
        if best is None or (len(d.edtf) > len(best.edtf) and len(best.edtf) < 10):
            best = d
    numbered = lead.kind == "noun" and lead.type in ("disaster", "military", "history", "other")
    if numbered and (m := _NUMBERED.search(lead.name)) and ctx.published:
        return numbered_day(ctx, lead, m, best), None
    if lead.kind == "noun" and not event.reported:
        if lead.edtf:
            return lead.edtf, None
        if best is not None:
            return best.edtf, best
        if lead.rule == "events.session":
            return session_year(ctx, lead), None
        named_year = re.search(r"(?:19|20)[0-9]{2}(?=年|[一-鿿])", lead.name)
        season = lead.word is not None and lead.word.group == "match" and ctx.published is not None
        if named_year and season and named_year[0] > (ctx.published or ""):
            return None, None  # in December 2024, the 2025世界杯 is that of the season
        return named_year[0] if named_year else None, None
    if (since := anniversary(ctx, event)) is not None:
        return since, None
    if lead.edtf:
        return lead.edtf, None
    if best is None and not event.reported:
        return None, None
    recent = any(_RECENT.search(ctx.text, *ctx.sentence(t.start)) or _decided(ctx, t) for t in event.triggers)
    if best is not None and best.feast and recent and ctx.published:
        return ctx.published[:7], None
    if best is not None and len(best.edtf) == 4:
        day = days.get(lead.section) or (ctx.published if ctx.dated_news else None) or ""
        if recent and ctx.published and ctx.published.startswith(best.edtf):
            return ctx.published[:7], None
        if (
            day.startswith(best.edtf)
            and ctx.text[best.start].isdigit()
            and any(t.start <= best.start < t.end for t in event.triggers)
        ):
            return day, None
    if best is not None:
        return (until_home(ctx, best) if lead.type == "visit" else best.edtf), best
    if lead.head == "政府工作报告" and (npc := work_report(ctx)) is not None:
        return npc, None
    if (about := next((t.about for t in event.triggers if t.about), None)) is not None:
        return about, None
    if recent or any(_SOON.search(ctx.text, *ctx.sentence(t.start)) for t in event.triggers):
        return (ctx.published[:7] if ctx.published else None), None
    if all(_TO_COME.search(ctx.text, ctx.sentence(t.start)[0], t.start) for t in event.triggers):
        return None, None
    return _shared(ctx, event, days), None


#: 广东省|庆祝中华人民共和国成立70周年大会: the province's, on a day of its own
_LOCAL = ("省", "市", "县", "区", "州")


def _of_name(ctx: Context, t: Trigger, d: Date) -> bool:
    """欢乐春节交响音乐会 has been given before the feast of its name has come."""
    to_come = d.feast and ctx.published is not None and d.edtf[:10] > ctx.published[:10]
    return to_come and t.reported and t.start <= d.start < t.end


def _decided(ctx: Context, t: Trigger) -> bool:
    """日前，中共中央决定：, and below it who is what from now on."""
    line = ctx.line(t.start)
    for s, e in reversed(ctx.lines[max(0, line - _DECISIONS) : line]):
        if ctx.text[e - 1] == "：":
            return _RECENT.search(ctx.text, s, e) is not None
        if ctx.text[e - 1] not in "。；":
            return False
    return False


def _on_unknown_day(ctx: Context, t: Trigger) -> bool:
    """今天中午，省纪委发布消息：… in an undated text: no day that the text tells of elsewhere."""
    s = ctx.sentence(t.start)[0]
    i = bisect_left(ctx.undated, s)
    return i < len(ctx.undated) and ctx.undated[i] < t.start


def _shared(ctx: Context, event: Event, days: dict[int, str]) -> str | None:
    """The date of the section or of the document, as sharp as the ground allows."""
    if all(framed(ctx, t) or of_cases(ctx, t) for t in event.triggers):
        return None
    if ctx.published and not ctx.chronicle and all(of_past(ctx, t) for t in event.triggers):
        return None
    if any(_on_unknown_day(ctx, t) for t in event.triggers):
        return None
    if all(_OTHER_PAGE.search(ctx.text, ctx.lines[ctx.line(t.start)][0], t.start) for t in event.triggers):
        return ctx.published[:4] if ctx.published is not None and ctx.published[5:7] not in ("", "01") else None
    told = any(not ctx.in_speech(t.start) for t in event.triggers)
    day = days.get(event.lead.section)
    if day is not None and "/" not in day:
        day = day.partition("T")[0]  # the hour is that of what was told first
    if event.lead.type in ("meeting", "study", "ceremony", "congress", "signing"):
        labels = (days.get(LABELLED - t.section) for t in sorted(event.triggers, key=lambda t: t.start))
        day = next((x for x in labels if x is not None), day)
    if told and ctx.chronicle and (entry := entry_day(ctx, event.lead)) is not None:
        return entry
    if told and day is not None and not (ctx.of_years and not ctx.chronicle):
        return day
    if ctx.published is None:
        return None
    if not ctx.dated_news:
        return ctx.published[:4]
    if not told:
        today = any(
            _THAT_DAY.search(_SAID.split(ctx.text[ctx.sentence(t.start)[0] : t.start])[-1]) for t in event.triggers
        )
        return ctx.published if today else ctx.published[:7]  # 上午，习近平主席同国王陛下举行会晤
    lead = next((n for n in sorted(ctx.leads) if ctx.sections[n] == event.lead.section), None)
    if lead is not None and _LATELY.search(
        ctx.text, ctx.lines[lead][0], min(ctx.lines[lead][1], ctx.lines[lead][0] + 60)
    ):
        return ctx.published[:7]
    return ctx.published
