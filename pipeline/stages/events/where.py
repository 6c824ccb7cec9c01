"""Where an event took place and which bodies held it: from its sentence, else the date line, else the seat of who holds it."""

from __future__ import annotations

import re

from pipeline.lexicon.places import gazetteer
from pipeline.stages.events import predicates
from pipeline.stages.events.context import Context
from pipeline.stages.events.model import Event, Trigger
from schemas.layers import PlaceBasis

_HOLDS = re.compile(r"[^，。；]{0,14}(?:召开|举行|举办|主办|承办|开展|印发|发布|公布|出台|签署|发出|成立|组织)")


def organizers_of(ctx: Context, t: Trigger) -> tuple[str, ...]:
    """The bodies that hold, issue or found it: 市委召开…, 由…主办, …印发."""
    if t.kind == "named" or t.type == "disaster":
        return ()
    s, _ = ctx.sentence(t.start)
    c0, c1 = ctx.clause(t.start)
    out = []
    past = predicates.given_by(ctx, t.end)
    for a, b, name in ctx.bodies_from(s):
        if t.end < a < past:
            out.append(name)  # …大会由教育部主办，当日在京开幕
        if a >= t.start:
            if a >= past:
                break
            continue
        sponsor = ctx.text[a - 1 : a] == "由" and ctx.text[b : b + 2] in ("主办", "承办", "举办")
        if not sponsor and ctx.people_in(b, t.start):
            continue  # 国务院总理李强签署: the office of who acts, not the body
        if ctx.text[a - 1 : a] in ("同", "与") and not _JOINTLY.search(ctx.text, b, t.end):
            continue  # 甲同|某国国会议长举行会谈: the other side
        if sponsor or (
            a >= c0 and ctx.text[a - 1 : a] not in ("在", "向", "对", "给", "到") and _HOLDS.match(ctx.text, b, c1)
        ):
            out.append(name)
    return tuple(dict.fromkeys(out))


_JOINTLY = re.compile("联合|共同|合作|签署|签订")
#: 在临江, 到河口镇, 赶赴灾区: what stands before the place where something happens
_AT = re.compile(r"(?:在|到|赴|于|来|深入|前往|走进|来到|抵达|奔赴)(?:京|了|位于)?$")
#: 在以色列方面称…之后, 在美国和伊朗达成停火后: who acts, not where
_SPEAKS = re.compile(
    "(?:方面|媒体|政府|军方|当局|官方)[^，。；]{0,4}[称说示布]|[和与同][^，。；]{1,8}(?:达成|商定|签署|之间)"
)
#: how long the place may be that a sentence opens with
_FIRST_WORDS = 10
#: 埃及|开罗, 埃塞俄比亚|首都|亚的斯亚贝巴
_INNER = re.compile("(?:的?(?:首都|首府|[东西南北中]{1,2}部(?:城市|省份|地区)?的?|(?:海滨|港口|沿海|边境)城市))?")
_CAME_FROM = re.compile(r"(?:来自|率领?|现任|原|任)$")
#: 新华社南京7月6日电, 本报临江讯
_DATELINE = re.compile(
    r"(?:新华社|中新社|中新网|本报|人民网|央视网|通讯社)(?:记者[^，。]{0,12})?(?P<at>[一-鿿、]{2,10}?)"
    r"(?:(?:[0-9]{4}年)?[0-9]{1,2}月[0-9]{1,2}日|[0-9]{1,2}日)?(?:电|讯)"
)
_HELD_HERE = frozenset(("meeting", "study", "ceremony", "signing", "congress", "speech", "election", "award"))


def place_of(ctx: Context, e: Event) -> tuple[str | None, PlaceBasis | None]:
    """The place of an event and whence it is known."""
    if e.lead.kind == "named":
        told = [t for t in e.triggers if predicates.held(ctx, t.end) and not _guests(ctx, t)]
        name = next((found for t in told if (found := _in_sentence(ctx, t)) is not None), None)
        return name, "sentence" if name is not None else None
    for t in sorted(e.triggers, key=lambda t: (t.heading, t.start)):
        if (name := _in_sentence(ctx, t)) is not None:
            return name, "sentence"
    if not e.reported or e.lead.type not in _HELD_HERE or any(ctx.in_speech(t.start) for t in e.triggers):
        return None, None
    seat = next((found for t in e.triggers if (found := _seat(ctx, t) or _of_house(ctx, t)) is not None), None)
    if (name := _dateline(ctx, e.lead)) is not None and (seat is None or not _elsewhere(seat, name)):
        return name, "dateline"
    return seat, "seat" if seat is not None else None


#: 在杭州会见来华出席|…运动会开幕式的总统: the place is the meeting's
_GUESTS = re.compile("(?:会见|来华|前来|宴请|欢迎)[^，。；]{0,16}(?:出席|参加)$")


def _guests(ctx: Context, t: Trigger) -> bool:
    return _GUESTS.search(ctx.text, ctx.clause(t.start)[0], t.start) is not None


def _in_sentence(ctx: Context, t: Trigger) -> str | None:
    """The place after 在 or 到 in the event's own clause, else one that the sentence sets out with (3月5日在北京，…)."""
    s, _ = ctx.sentence(t.start)
    c0, c1 = ctx.clause(t.start)
    if t.kind == "noun" and predicates.held(ctx, t.end):
        c1 = max(c1, ctx.clause(predicates.given_by(ctx, t.end))[1])
    if not t.reported and t.kind == "noun":
        s = c0 = max(c0, t.start - 16)
    found: list[tuple[bool, int, str]] = []
    inner = -1
    for a, b, name in ctx.places_from(s):
        if a >= c1:
            break
        if inner >= 0 and _INNER.fullmatch(ctx.text, inner, a):
            found[-1], inner = (*found[-1][:2], name), b  # 在埃及|开罗: the nearer one
            continue
        if ctx.text.startswith("当地时间", b) and b - s <= _FIRST_WORDS and b <= t.start:
            found.append((True, t.start - a, name))
            continue  # 瑞士|日内瓦当地时间9月6日，…
        if t.type == "visit" and ctx.text[a - 1 : a] == "对" and s < a and b <= t.start and c0 <= a:
            found.append((False, 0, name))
            continue  # 结束对|阿联酋|正式访问后回到北京
        m = _AT.search(ctx.text, max(s, a - 4), a)
        if ctx.text.startswith("时间", b) or (m is not None and ctx.text.endswith("回", s, m.start())):
            continue  # 在北京|时间, 回到北京
        if m is not None and (
            ctx.text.endswith(("出席", "参加", "关于"), s, m.start()) or (t.kind == "verb" and m.start() == t.end)
        ):
            continue  # 出席|在巴西中资企业座谈会, 通过|关于在某地建立…的提案, 审议通过|在某地设立…
        if m is None or _CAME_FROM.search(ctx.text, max(s, a - 3), a):
            continue
        journey = t.type in ("inspection", "visit", "reception")
        if m[0][0] not in "在于" and not journey:
            continue  # 来川视察 in what the meeting passes on
        if _SPEAKS.match(ctx.text, b, c1 if a >= c0 else t.start):
            continue
        found.append((not c0 <= a < c1, abs(a - t.start), name))
        inner = b
    if not found and t.type == "military":
        return _struck(ctx, t, c0, c1)
    return min(found)[2] if found else None


#: 空袭了|某城, 对某国|某城发动空袭, 某城|遭空袭
_HITS = re.compile("(?:了|位于)?")
_AGAINST = re.compile("(?:对|向)(?:位于)?$")
_SUFFERS = re.compile("[^，。；]{0,10}?(?:再次)?(?:遭到?|遭受|遭遇)[^，。；]{0,16}$")


def _struck(ctx: Context, t: Trigger, c0: int, c1: int) -> str | None:
    """The place that a blow falls on, the nearer of 乌克兰|哈尔科夫市."""
    name, last, hit = None, -1, _HITS.match(ctx.text, t.end)
    begins = hit.end() if hit else t.end
    for a, b, place in ctx.places_from(c0):
        if a >= c1:
            break
        against = b <= t.start and _AGAINST.search(ctx.text, max(c0, a - 4), a) is not None
        suffers = b <= t.start and _SUFFERS.fullmatch(ctx.text, b, t.end) is not None
        if a in (last, begins) or against or suffers:
            name, last = place, b
    return name


def _dateline(ctx: Context, t: Trigger) -> str | None:
    """The place of the date line that opens the event's section."""
    for line in range(ctx.line(t.start), -1, -1):
        if ctx.sections[line] != ctx.sections[ctx.line(t.start)]:
            break
        start, end = ctx.lines[line]
        m = _DATELINE.search(ctx.text, start, min(end, start + 60))
        if m is not None:
            for a, b, name in ctx.places_from(m.start("at")):
                if a >= m.end("at"):
                    break
                if b <= m.end("at"):
                    return name
            return None
    return None


def _elsewhere(seat: str, sent: str) -> bool:
    """Whether two Chinese places lie apart: a report sent from 北京 tells of 上海市政协十四届一次会议."""
    a, b = gazetteer().resolve(seat), gazetteer().resolve(sent)
    if a is None or b is None or not a.domestic or not b.domestic or not (a.code and b.code):
        return False
    x, y = a.code.rstrip("0"), b.code.rstrip("0")
    return not (x.startswith(y) or y.startswith(x))


def _of_house(ctx: Context, t: Trigger) -> str | None:
    """The seat of the assembly that a session's name begins with: 上海市政协|十四届一次会议."""
    if t.type != "congress":
        return None
    return next((ctx.seats.get(name) for a, _, name in ctx.bodies_from(t.start) if a == t.start), None)


def _seat(ctx: Context, t: Trigger) -> str | None:
    """The seat of the body that holds it (临江市教育局召开…: 临江市), as the organisations layer has it."""
    for name in organizers_of(ctx, t):
        if name.endswith(("使馆", "领事馆", "领馆")) and ("驻" not in name or "驻华" in name):
            continue  # 朝鲜大使馆, 朝鲜驻华大使馆: not in its own country
        if (seat := ctx.seats.get(name)) is not None:
            return seat
    return None
