"""Named events: those of the lexicon, and by pattern the sessions that no list holds (省委十三届九次全会, 市第十三次党代会)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.lexicon import calendar
from pipeline.lexicon import events as lexicon
from pipeline.lexicon.events import Cue
from pipeline.lexicon.loader import Matcher
from pipeline.stages.events import predicates
from pipeline.stages.events.context import Context
from pipeline.stages.events.editions import bygone, choose, told_year, undated, unlisted
from pipeline.stages.events.model import Trigger
from pipeline.stages.events.sessions import sessions, trigger
from pipeline.stages.events.split import split
from schemas.layers import EventType

#: a longer name ends with that of a known occasion
_LONGER = Cue("longer_name", "(?:%s)$")
#: what nobody plans
_UNFORESEEN = frozenset({"military", "disaster", "history"})


def find(ctx: Context) -> list[Trigger]:
    """All named events of the document, one trigger for each naming."""
    found = [*_from_lexicon(ctx), *_national(ctx), *_july_first(ctx), *sessions(ctx)]
    found = [t for t in found if not ctx.in_person(t.start, t.end)]
    found = [t for t in found if t.kind != "named" or not ctx.in_body(t.start, t.end)]
    for t in found:
        if t.kind == "named" and t.type in ("meeting", "ceremony", "other"):
            t.created = _held_now(ctx, t)
    found.sort(key=lambda t: (t.start, -t.end))
    out: list[Trigger] = []
    for t in found:
        if out and t.start < out[-1].end and t.end <= out[-1].end:
            continue
        out.append(t)
    return out


def _later(ctx: Context, edtf: str | None) -> bool:
    """Whether something began after the day of the text, which then cannot mean it."""
    return bool(edtf and ctx.published and edtf[:10] > f"{ctx.published}~"[: len(edtf[:10])])


def _held_now(ctx: Context, t: Trigger) -> bool:
    """Whether the text tells of a named event itself: …大会7月1日在北京举行, on the day on which it was held."""
    if ctx.in_speech(t.start) or not predicates.created(ctx, t.start, t.end):
        return False
    first, _, last = (t.edtf or "").partition("/")
    days = [d.edtf[:10] for d in ctx.dates_in(*ctx.sentence(t.start)) if len(d.edtf) >= 10]
    return any(first[:10] <= d <= (last or first)[:10] for d in days)


def _from_lexicon(ctx: Context) -> Iterator[Trigger]:
    matcher, rows = lexicon.named_index()
    text = ctx.text
    found = matcher.find(text)
    sure = {rows[i][0] for _, _, i in found if len(rows[i]) == 1}  # 第六届进博会 says which 进博会 is meant
    for s, e, i in found:
        surface = matcher.strings[i]
        if not lexicon.reads_as_event(surface, text, s, e) or split(ctx, s, e):
            continue
        if _in_title(ctx, s) or (
            surface.endswith(("峰会", "论坛")) and len(surface) < 6 and _LONGER.search(text, s - 3, s)
        ):
            continue  # 跨国公司领导人|青岛峰会 is another
        if unlisted(rows[i], ctx, s):
            continue
        row = next((r for r in rows[i] if r in sure), None) if len(rows[i]) > 1 else None
        row = row or choose(rows[i], ctx, s)
        if row.type in _UNFORESEEN and _later(ctx, row.edtf):
            continue  # the 巴以冲突 of a text of January 2023 is not the one that began in October
        if row.type in ("meeting", "ceremony") and _another(ctx, s, e, row.edtf):
            continue
        edtf = None if bygone(rows[i], row, ctx.published) else row.edtf
        t = trigger(ctx, s, e, row.name, row.type, edtf, "events.named", 0.9)
        t.row = row
        if row.type == "study":  # the day's news tells it again as 第一次集体学习
            t.kind, t.head, t.reported = "noun", "集体学习", t.heading
        yield t


_KINDS: dict[str, EventType] = {
    "congress": "congress",
    "plenum": "congress",
    "npc": "congress",
    "cppcc": "congress",
    "ccdi": "congress",
    "cewc": "meeting",
    "crwc": "meeting",
    "meeting": "meeting",
    "speech": "speech",
    "war": "military",
    "movement": "history",
    "founding": "history",
    "event": "history",
}
#: policy rather than occurrence, though the calendar dates it
_POLICY = frozenset({"event-8rules", "event-bri", "event-dream", "event-community", "event-targeted", "event-gaokao"})
_DISASTER = re.compile(r"地震|疫情|肺炎|非典|洪水|抗洪|泥石流|台风|饥荒")
_HAPPENED = re.compile(r"逝世|诞辰|诞生|奥运|亚运|冬奥|残奥|世博|园博|全运|大运|发射|回归|博览")
_CONGRESS = re.compile(
    r"(?:党的|中共|中国共产党)?(?<![一二三四五六七八九])(十[一二三四五六七八九]|二十)大(?![类项大型会学量力战举任硬要家件事工体批])"
)
#: 中国共产党将召开第19次全国代表大会
_NTH_CONGRESS = re.compile(r"第([1-9]\d?)次全国代表大会")
_COUNTED_AFTER, _COUNTS = Cue("counted_after", "(?:%s)(?:的)?$"), Cue("counts")
_PLENUMS = re.compile(
    r"(?:党的|中共|中国共产党)?第?([一二三四五六七八九十]{1,3})届((?:[一二三四五六七八九]中、)*[一二三四五六七八九]中)全会"
)
_UNITS = tuple("一二三四五六七八九")
#: another party's congress: 统俄党将召开…
_ITS_OWN = re.compile(
    "(?<![我全该])(?<!中国共产)党(?:将|即将|已|曾|于[^，。；]{1,8})?(?:召开|举行)了?(?:的?第?[二三]?)$"
)
_COUNTED = re.compile("[一二三四五六七八九十]大")  # 八大沙漠
_OPENING = re.compile(r"(?:从|自)$")
#: 九三学社第十四届中央委员会第六次全体会议 is not the Party's
_OTHER_BODY = re.compile(
    r"(?:学社|民[革盟建进]|农工(?:民主)?党|致公党|台盟|共青团|同盟|促进会|联合会|建国会|革命委员会|工商联|[妇文侨科残青]联|作协|科协|学会|协会|工会|国民党|越共|(?:越南|古巴|日本)共产党|劳动党|革命党)$"
)
_REFORM_AFTER = re.compile(
    r"以来|以后|之后|后|之初|初期|初|前|新?时期|至今|到|四十|40|30|三十|这|的?进程|的?历史|大幕|；"
)


def _kind(e: calendar.CalendarEntry) -> EventType:
    if e.kind == "event":
        if _DISASTER.search(e.name):
            return "disaster"
        return "other" if _HAPPENED.search(e.name) else "history"
    return _KINDS[e.kind]


def _by_year() -> Iterator[tuple[str, tuple[calendar.CalendarEntry, ...]]]:
    """The yearly work conferences under the name they bear every year."""
    for kind, name in (("cewc", "中央经济工作会议"), ("crwc", "中央农村工作会议")):
        yield name, tuple(calendar.of_kind(kind))


@lru_cache(maxsize=1)
def _calendar_index() -> tuple[Matcher, tuple[tuple[calendar.CalendarEntry, ...], ...]]:
    names = {
        name: entries
        for name, found in (*calendar.aliases().items(), *_by_year())
        if len(name) > 1
        and not _COUNTED.fullmatch(name)
        and (
            entries := tuple(
                e
                for e in found
                if e.kind in _KINDS
                and e.id not in _POLICY
                and not (e.kind == "movement" and e.start >= "2012" and e.name != "改革开放")
                and not (e.kind == "event" and name[0] in "《“")
            )
        )
    }
    return Matcher(names), tuple(names.values())


def _national(ctx: Context) -> Iterator[Trigger]:
    """The Party's and the state's own calendar: congresses, plenums, the two sessions, wars, movements, founding days."""
    matcher, entries = _calendar_index()
    text = ctx.text
    for s, e, i in matcher.find(text):
        surface = matcher.strings[i]
        if not lexicon.reads_as_event(surface, text, s, e) or split(ctx, s, e):
            continue
        if _in_title(ctx, s):
            continue
        if _counts(ctx, s, e):
            continue
        if entries[i][0].kind in ("plenum", "congress") and _OTHER_BODY.search(text[max(0, s - 8) : s]):
            continue
        if surface == "改革开放" and not (_REFORM_AFTER.match(text, e) or _OPENING.search(text[max(0, s - 1) : s])):
            continue
        entry = choose(entries[i], ctx, s)
        if _kind(entry) in _UNFORESEEN and _later(ctx, _edtf(entry)):
            continue
        if entry.kind in ("cewc", "crwc") and _another(ctx, s, e, entry.edtf):
            continue
        edtf = None if undated(ctx, entries[i], entry, s) else _edtf(entry)
        yield trigger(ctx, s, e, entry.name, _kind(entry), edtf, f"events.{entry.kind}", 0.95)
    for m in _CONGRESS.finditer(text):
        n = calendar.number(m[1])
        entry_ = calendar.congress(n) if n else None
        if (
            entry_
            and not _counts(ctx, *m.span())
            and not _in_title(ctx, m.start())
            and not _OTHER_BODY.search(text[max(0, m.start() - 8) : m.start()])
        ):
            yield trigger(ctx, *m.span(), entry_.name, "congress", entry_.edtf, "events.congress", 0.95)
    for m in _NTH_CONGRESS.finditer(text):
        before = text[max(0, m.start() - 10) : m.start()]
        entry_ = calendar.congress(int(m[1])) if re.search("党的|中共|中国共产党", before) else None
        if entry_ and not _in_title(ctx, m.start()):
            yield trigger(ctx, *m.span(), entry_.name, "congress", entry_.edtf, "events.congress", 0.95)
    for m in _PLENUMS.finditer(text):
        yield from _plenums(ctx, m)
    yield from _two_sessions(ctx)


def _counts(ctx: Context, s: int, e: int) -> bool:
    """全球十五大药品巨头, 我省十二大重点产业: fifteen and twelve of a kind, no congress."""
    if ctx.text[s] != "十" or ctx.text[e - 1] != "大":
        return False
    if ctx.text[s - 1 : s] in _UNITS or _ITS_OWN.search(ctx.text, max(0, s - 14), s):
        return True  # 二|十二大; 统俄党将召开十二大
    return _COUNTED_AFTER.search(ctx.text, max(0, s - 3), s) is not None or _COUNTS.match(ctx.text, e) is not None


def _plenums(ctx: Context, m: re.Match[str]) -> Iterator[Trigger]:
    """党的二十届二中、三中全会 names two plenums; each gets its own stretch."""
    term = calendar.number(m[1])
    if term is None or _in_title(ctx, m.start()) or _OTHER_BODY.search(ctx.text[max(0, m.start() - 8) : m.start()]):
        return
    sessions = m[2].split("、")
    at, pos = m.start(), m.start(2)
    for k, session in enumerate(sessions):
        n = calendar.number(session[:-1])
        entry = calendar.plenum(term, n) if n else None
        end = m.end() if k == len(sessions) - 1 else pos + len(session)
        name = entry.name if entry else f"党的{m[1]}届{session}全会"
        yield trigger(ctx, at, end, name, "congress", entry.edtf if entry else None, "events.plenum", 0.95)
        pos += len(session) + 1
        at = pos


_JULY = re.compile(
    r"(?:习近平)?(?:总书记|主席)?(?:在|的)?[“‘]?(?<![一二三四五六七八九十])七一[”’]?(?:重要)?讲话|(?:习近平)?总书记[“‘]七一[”’]"
)


def _july_first(ctx: Context) -> Iterator[Trigger]:
    """“七一”重要讲话: the speech at the Party's anniversary, the last one before the document."""
    for m in _JULY.finditer(ctx.text) if "七一" in ctx.text else ():
        s, e = m.span()
        if "在" in m[0]:
            s += m[0].index("在") + 1
        if ctx.text[s:e].count("”") != ctx.text[s:e].count("“") or m[0].endswith(("七一”", "七一’")):
            continue
        speeches = tuple(x for x in calendar.of_kind("speech") if x.id.startswith("speech-71"))
        past = [x for x in speeches if ctx.published is None or x.start[: len(ctx.published)] <= ctx.published]
        x = max(past, key=lambda x: x.start, default=None)
        name = f"习近平总书记{x.name}" if x and x.start > "2012" else "“七一”重要讲话"
        t = trigger(ctx, s, e, name, "speech", x.start if x else None, "events.speech", 0.95)
        if x and x.start > "2012":
            t.people = [("习近平", "speaker", s)] if any(p.name == "习近平" for p in ctx.people) else []
        yield t


_TWO = re.compile(r"(?:全国)?“?两会(?![场])”?")


#: 市四届人大二次会议: where one tells of them, 两会 alone is that place's
_LOCAL_SESSION = re.compile(
    r"[省市县区州旗](?:第?[一二三四五六七八九十]{1,3}届)?(?:人大|政协|人民代表大会)(?:第?[一二三四五六七八九十]{1,3}届)?"
    r"第?[一二三四五六七八九十]{1,3}次会议"
)


def _two_sessions(ctx: Context) -> Iterator[Trigger]:
    local = "两会" in ctx.text and "全国两会" not in ctx.text and _LOCAL_SESSION.search(ctx.text) is not None
    for m in _TWO.finditer(ctx.text):
        s, e = m.span()
        if ("海协" in ctx.text or "海基会" in ctx.text) and not m[0].startswith("全国"):
            continue  # of the two sides of the strait
        if local and "全国人" not in ctx.text and "全国政协" not in ctx.text:
            break
        if ctx.text[s:e].count("“") != ctx.text[s:e].count("”"):
            s, e = (s + 1 if ctx.text[s] == "“" else s), (e - 1 if ctx.text[e - 1] == "”" else e)
        if ctx.text.rfind("【", max(0, s - 12), s) > ctx.text.rfind("】", max(0, s - 12), s):
            continue  # 【聚焦两会】: a column, of whichever
        before = ctx.text[max(0, s - 6) : s]
        if re.search(r"[省市区县州镇]级?$|地方级?$|各地$|年一度的?$", before) or re.match(r"一岸|一河", ctx.text[e:]):
            continue
        year = re.search(r"(20\d\d|19\d\d)年?$", before)
        if year:
            y: int | None = int(year[1])
        else:
            near = [d for d in ctx.dates_in(max(0, s - 8), s) if d.edtf[:4].isdigit()]
            said = ctx.published or told_year(ctx, s)
            y = int(near[-1].edtf[:4]) if near else int(said[:4]) if said else None
        span = calendar.two_sessions(y) if y else None
        edtf = f"{span[0]}/{span[1]}" if span else str(y) if y else None
        yield trigger(ctx, s, e, f"{y}年全国两会" if y else "全国两会", "congress", edtf, "events.two_sessions", 0.9)


def _another(ctx: Context, s: int, e: int, edtf: str | None) -> bool:
    """临江市召开企业家座谈会, 中央政法工作会议13日至14日召开 on a day of its own is not the one that the lexicon knows under
    that name.
    """
    c0, c1 = ctx.clause(s)
    held = predicates.held(ctx, e)
    if not held and not predicates.created(ctx, s, e) and not re.search(r"召开|举行|举办", ctx.text[c0:s]):
        return False
    first, _, last = (edtf or "").partition("/")
    days = [d.edtf[:10] for d in ctx.dates_in(ctx.sentence(s)[0], c1 if held else e) if len(d.edtf) >= 10]
    return bool(days) and not any(first[:10] <= d <= (last or first)[:10] for d in days)


def _in_title(ctx: Context, at: int) -> bool:
    low = max(ctx.line_starts[ctx.line(at)] if ctx.line_starts else 0, at - 91)
    return ctx.text.rfind("《", low, at) > ctx.text.rfind("》", low, at)


def _edtf(e: calendar.CalendarEntry) -> str:
    return f"{e.start}/.." if e.end.endswith("..") else e.edtf
