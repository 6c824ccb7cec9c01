"""The members of a numeric phrase, where the text itself lists them.

“三个先行”：规划先行、产业先行、人才先行 after a colon or a dash, in parentheses, or with 即, 就是, 包括; one by one, as
一是…二是…, 一要…, 首先…其次… or （一）…（二）…, over sentences and paragraphs; by headings; before it, as
反贪污、反浪费、反官僚主义的“三反”. A list counts when it has just as many members as the numerals of the phrase tell:
three for 三个先行, six for 三亮三比.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.lexicon import phrase_cues as cues

_VALUE = {c: i for i, c in enumerate("零一二三四五六七八九十")} | {"两": 2, "双": 2}
_H = r"[\u4e00-\u9fff]"
#: a group of the phrase: 三个先行; 三亮, 三比; 四主, 一最
_GROUP = re.compile(r"([一二两三四五六七八九十双])[^一二两三四五六七八九十双，、；\s“”]{1,8}")
#: what a list follows, after the noun that the phrase names (“三个到位”工作要求): 即, 包括, a colon, a dash, a parenthesis
_LEAD = re.compile(rf"[”’]?{_H}{{0,10}}?(?:[，：—（(]*{cues.one_of('list-lead')}[：，]?|：|——|—|（|\()[“‘]?")
_ITEM = re.compile(
    rf"(?<!{_H})(?:([一二三四五六七八九十])(?:是|要|靠|抓|看)|（([一二三四五六七八九十])）|第([一二三四五六七八九十])[，、是]"
    r"|(首先|其次|再次|第四|第五|最后)(?:是|要|，))(?:要|在)?"
    rf"([“‘]?{_H}[\u4e00-\u9fff“”‘’]{{1,23}}?)(?=[，；。、：！—\n“]|$)"
)
_ORDER = {"首先": 1, "其次": 2, "再次": 3, "第四": 4, "第五": 5}
#: between a phrase and the first of a told list: the rest of its sentence, which may end there
_LEADS_ON = re.compile(r"[^。；！？\n]{0,40}[：。—，；]*\s*")
#: how far a told list may run, and how long one of its members may be told
_FAR, _APART = 3000, 700
#: what joins a list to the phrase after it: …、…、…的“三反”运动, …、…、…等“三项重点”
_JOINS = re.compile(rf"(?:为{_H}{{1,4}}的|{cues.one_of('list-joins')})?[“‘]?$")
_BEFORE = re.compile(rf"{_H}{{2,12}}(?:、{_H}{{2,12}})+$")
#: a heading that coins one of them: 二、站稳群众立场，发扬“韧劲”
_HEADING = re.compile(
    rf"^[# \t　]*([一二三四五六七八九十])、([^\n“”]{{0,40}}“({_H}{{1,8}})”[^\n“”]{{0,30}})$", re.MULTILINE
)


def size(words: str) -> int:
    """How many members the numerals of a phrase tell: 三个先行 → 3, 三亮三比 → 6; 0 where they tell none."""
    words = words.strip("“”‘’")
    groups = _GROUP.findall(words)
    if not groups or words[0] not in _VALUE:
        return 0
    return sum(_VALUE[g] for g in groups)


def _clean(member: str) -> str:
    """A member without the marks around it."""
    member = re.sub(r"^(?:以及|和|及|与)", "", member.strip())
    if member[:1] in ("“", "‘") and member[-1:] in ("”", "’") and not re.search("[“‘”’]", member[1:-1]):
        return member[1:-1]
    return member if member.count("“") == member.count("”") else member.strip("“”‘’")


def _split(words: str, count: int) -> tuple[str, ...]:
    """A list cut where it has as many members as counted: at 、, else at ；, at ，, at the marks between quotations, at 和."""
    cuts = (r"、", r"；", r"[、，]", r"[；，]", r"(?<=”)[、，和及]?(?=“)", r"[、，；]|(?:以及|和|及|与)")
    for cut in cuts:
        members = [m for m in re.split(cut, words) if m.strip()]
        last = re.split(r"以及|和|及|与", members[-1]) if members else []
        if len(members) == count - 1 and len(last) == 2:
            members = [*members[:-1], *last]
        told = tuple(_clean(m.partition("，")[0] if cut == "；" else m) for m in members)
        if len(told) == count and all(2 <= len(m) <= 24 and "，" not in m for m in told):
            return (*told[:-1], _last(told))
    return ()


def _last(members: tuple[str, ...]) -> str:
    """The last member without what follows the list (长沙站、中山站、秦岭站三站 → 秦岭站; 大运等枢纽 → 大运)."""
    last = members[-1]
    tail = members[0]
    while tail and not all(m.endswith(tail) for m in members[:-1]):
        tail = tail[1:]
    if len(members) > 2 and tail and not last.endswith(tail) and (at := last.rfind(tail)) > 0:
        return last[: at + len(tail)]
    return last.partition("等")[0] if last.find("等") >= 2 else last


def _after(text: str, end: int, count: int) -> tuple[str, ...]:
    """A list right after the phrase: in parentheses to their end, else to the end of the sentence, else to a comma."""
    lead = _LEAD.match(text, end, end + 24)
    if lead is None:
        return ()
    start = lead.end() - (text[lead.end() - 1] in "“‘")
    if _ITEM.match(text, start):
        return ()  # told one by one
    far = min(len(text), start + 40 * count)
    inside = "（" in lead[0] or "(" in lead[0]
    stops = ("）)",) if inside else ("，。；！\n）", "。！\n")  # to the clause's end, else to the sentence's
    for stop in stops:
        at = min((i for i in (text.find(c, start, far) for c in stop) if i >= 0), default=far)
        members = _split(text[start:at], count)
        if members and (count > 2 or set(members[0]) & set(members[1])):
            return members
    return ()


def _told(text: str, end: int, count: int) -> tuple[str, ...]:
    """Members told one by one, each from its ordinal: 一是思想到位，…；二是…；三是…; none unless just as many as counted."""
    members: list[str] = []
    last = end
    if _ITEM.search(text, end, end + 60) is None:
        return ()
    for m in _ITEM.finditer(text, end, end + _FAR):
        n = _VALUE.get(m[1] or m[2] or m[3] or "", 0) or _ORDER.get(m[4], count)
        if n == 1 and members:
            break
        if n != len(members) + 1 or m.start() - last > _APART:
            return ()
        if not members and not _LEADS_ON.fullmatch(text, end, m.start()):
            return ()
        members.append(_clean(m[5]))
        last = m.end()
    return tuple(members) if len(members) == count else ()


def _preceding(text: str, start: int, count: int) -> tuple[str, ...]:
    """A list before the phrase (反贪污、反浪费、反官僚主义的“三反”); its first member opens like the rest or is as long."""
    low = max(0, start - 16 * count)
    joins = _JOINS.search(text, low, start)
    m = _BEFORE.search(text, low, joins.start() if joins else start)
    members = m[0].split("、") if m else []
    if len(members) != count:
        return ()
    first, rest = members[0], members[1:]
    if count == 2 and (len(first) < len(rest[0]) or not set(first[-len(rest[0]) :]) & set(rest[0])):
        return ()  # two that have no character in common: any two clauses
    at = first.find(rest[0][0]) if all(x[0] == rest[0][0] for x in rest) else -1
    if at >= 0 and (count > 2 or joins):
        return (first[at:], *rest)
    n = len(rest[0])
    if all(len(x) == n for x in rest) and len(first) >= n and (count > 2 or n > 2):
        return (first[-n:], *rest)
    return ()


def _headed(text: str, words: str, end: int, count: int) -> tuple[str, ...]:
    """The members that headings coin, a quotation each: “四种劲头” and 一、…“刚劲” to 四、…“韧劲”, of the same head."""
    if text.find("一、", end, end + _APART) < 0:
        return ()
    found = list(_HEADING.finditer(text, end, end + 4 * _FAR))[:count]
    members = tuple(m[3] for m in found)
    told = [_VALUE[m[1]] for m in found] == list(range(1, count + 1))
    return members if told and len({m[-1] for m in members} & set(words)) == 1 == len({m[-1] for m in members}) else ()


def _lists(text: str, start: int, end: int, count: int) -> Iterator[tuple[str, ...]]:
    yield _after(text, end, count)
    yield _told(text, end, count)
    yield _preceding(text, start, count)
    yield _headed(text, text[start:end], end, count)


def listed(text: str, start: int, end: int) -> tuple[str, ...]:
    """The members of a numeric phrase that the text lists by it, when there are as many as its numerals say; else none."""
    count = size(text[start:end])
    if count < 2 or count > 16:
        return ()
    return next((m for m in _lists(text, start, end, count) if m), ())
