"""Places of a text that only a person's name can fill, whatever characters it has: notices, by-lines, rolls, appointments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from pipeline.engines.posted import posted
from pipeline.engines.sides import Sides
from pipeline.lexicon import surnames, words
from pipeline.lexicon.cues import LABEL, NOUN, POST
from pipeline.lexicon.cues import table as cues

_H = r"[\u4e00-\u9fff\u3400-\u4dbf]"
_GAP = r"[ \u3000]"
#: a name as notices set it: two to four characters, or two apart
_NAME = rf"({_H}{_GAP}{{1,4}}{_H}(?!{_H})|{_H}{{2,4}}?)"
_NOTE = r"(?:（[^（）\n]{1,8}）)?"
#: 廖某某　男，汉族，… and 某　某（女）　瑶族，… at the start of a line
_NOTICE = re.compile(
    rf"(?:^|\n){_GAP}*(?:\d{{1,2}}[.．、]|[一二三四五六七八九十]{{1,3}}、)?{_NAME}{_NOTE}(?:{_GAP}{{1,8}}|，)"
    rf"(?:(?:男|女)(?=[，、 \u3000。\n])|{_H}{{1,4}}族(?=[，、 \u3000]))"
)
#: 关于某某等同志任职的通知, 将某某等4名拟任职干部…
_OF_SOME = re.compile(
    r"(?:关于|将|对)([\u4e00-\u9fff]{2,4}?)(?:等同志|同志|等(?:\d{1,3}|[一二两三四五六七八九十]{1,3})[名位人](?:同志|拟|干部|领导|人选))"
)
#: 原名某某, 化名某某
_BORNE = re.compile(rf"(?:原名|本名|曾用名|化名|又名|别名)(?:叫|为|是)?({_H}{{2,4}}?)(?=[，。；、）])")
#: 某某等12人
_AND_OTHERS = re.compile(r"(?<=[\u4e00-\u9fff])等(?:\d{1,3}|[一二两三四五六七八九十]{1,3})[名位人](?![大民口])")
#: what an author line begins with, and what may follow a box: names between blanks
_BOX = re.compile(
    rf"(?:^|\n){_GAP}*(?:[□■◎]|(?:文/图|图/文|文|图|摄影)(?=[：: \u3000])[：:]?){_GAP}*([^\n，。；：！？（）]{{2,40}})(?=\n|$)"
)
_FIELD = re.compile(
    rf"(?:作者|编辑|责任编辑|责编|摄影|审核|校对|撰稿|通讯员|记者|初审|复审|终审|审校|主编)[：:]{_GAP}*"
    rf"({_H}{{2,4}}(?:{_GAP}{{1,2}}{_H}{{2,3}}){{0,3}}|{_H}{_GAP}{{1,2}}{_H}(?!{_H}))(?={_GAP}|[\n|）]|$)(?!{_GAP}*[：:])"
)
#: 郑马里奥（Mario Zheng）; 责编某某）
_IN_LATIN = re.compile(rf"(?<=[：:、，\n])({_H}{{2,6}})（(?=[A-Z][a-z]{{1,14}}[ ·.\-][A-Z])")
_CLOSING = re.compile(rf"(?:责编|责任编辑|编辑|撰稿|供稿|校对|作者|记者|通讯员|摄影)({_H}{{2,3}})(?=[）)])")
#: 小丽（化名）, 李某芳（化名）
_NOT_HIS = re.compile(r"[\u4e00-\u9fff]{2,3}(?=（(?:均?为?化名|音译|均为化名)[），])")
#: 大名叫|韩启发|, 绰号叫…
_BY_NAME = re.compile(rf"(?:大名|真名|小名|绰号|外号|诨号)(?:叫做|叫|是)({_H}{{2,3}})(?=[，。；、）])")
#: 尹师傅叫尹舒展, 他名叫某某
_CALLED = re.compile(rf"(?:名叫|名字叫|叫做|叫)({_H}{{2,3}})(?=[，。；、）])")
#: 在陈槐看来, but not 在专家看来
_VIEW = re.compile(rf"(?<![正就好存现])在({_H}{{2,3}})看来")
#: 夫人潘氏清心: a woman's name in Vietnam
_WOMAN = re.compile(rf"[阮黎陈范黄潘武邓裴胡吴杨李张丁林郑陶段]氏{_H}{{1,2}}(?=陪同|同志|女士|[，。、；）]|出席|表示)")
#: 由某某任组长, 委派某某来做区长, 会议由某某主持
_BY = re.compile(
    r"(?:(?<![自理])由(?!于)|委派|选派|指派|推选|推举|任命|聘请|聘任)([\u4e00-\u9fff]{2,4}?)"
    r"(?:同志)?(?:来做|去做|来当|去当|兼任|担任|出任|继任|接任|任(?=[^何意务人教命免期])|主持(?=[。，；\n]|召开|会议|仪式|$)|先生|同志|当[^地日时场年])"
)
#: 某　某 as the last thing of a line that begins with a body and a post (检察长　某　某)
_HEADED = re.compile(rf"(?:长|主任|书记|主席|代表|员){_GAP}{{1,4}}({_H}{_GAP}{{1,4}}{_H})(?=\n|$)")
#: single characters between blanks, as rolls set names of two characters: pairs
_SINGLES = re.compile(rf"(?<!{_H}){_H}(?:{_GAP}{{1,4}}{_H}(?!{_H})){{3,}}")
_ONE = re.compile(_H)
#: a label as minutes and rolls set it, perhaps spaced (出　席), what ends its row, and notes in it
_LABEL = re.compile(rf"(?:(?<!{_H}){_H}{_GAP}{{1,4}}{_H}|{_H}{{2,10}})$")
_COLON = re.compile("：")
_STOP = re.compile(r"[\n。；，！？《》“”]")
_ASIDE = re.compile(r"（[^（）\n]{1,16}）")
_ROW = re.compile(rf"(?:{_H}{{1,4}}|{_GAP}|、)+")
#: a name in a frame, as lists and obituaries set the dead: [程万和], □冯守田□
_FRAMED = re.compile(rf"[\[【〔□]{_GAP}?({_H}{_GAP}{{1,4}}{_H}|{_H}{{2,4}}){_GAP}?[\]】〕□]")
_TOKEN = re.compile(rf"{_H}+")


class Slot(NamedTuple):
    """A place for a name."""

    start: int
    end: int


def slots(text: str, sides: Sides) -> Iterator[Slot]:
    """The places, not in order; some may be named twice."""
    for m in _NOTICE.finditer(text):
        flags, n = sides.ends.get(m.end(1), (0, 0))
        if m[1][-1] != "族" and not (flags & POST and n > 1):
            yield Slot(*m.span(1))
    for m in _AND_OTHERS.finditer(text):
        yield from _last(text, sides, m.start())
    for pattern in (_OF_SOME, _BY, _BORNE):
        for m in pattern.finditer(text):
            if m[1][-1] in "调转改" and text.startswith("任", m.end(1)):
                continue  # 由丽江|调任中央
            if _formed(m[1]) and not (m[1][0] in "同与和" and m[1][-1] == "方"):  # 将同中方同志
                yield Slot(*m.span(1))
    for m in _CLOSING.finditer(text):
        if _formed(m[1]) and m[1] not in cues():
            yield Slot(*m.span(1))
    for m in _VIEW.finditer(text):
        if _formed(m[1]) and m[1] not in cues() and words.count(m[1]) < 5:
            yield Slot(*m.span(1))
    for m in _IN_LATIN.finditer(text):
        yield Slot(*m.span(1))
    for m in _CALLED.finditer(text):
        flags, _ = sides.ends.get(m.start(), (0, 0))
        someone = flags & (POST | NOUN) or text[m.start() - 1 : m.start()] in ("他", "她")
        if someone and _formed(m[1]) and not words.count(text[m.start() : m.start(1) + 1]):
            yield Slot(*m.span(1))
    if "化名）" in text or "音译）" in text:
        for m in _NOT_HIS.finditer(text):
            for n in (3, 2):
                name = m[0][-n:]
                if len(m[0]) >= n and (_formed(name) or name[0] in "小阿") and not _joined(name):
                    yield Slot(m.end() - n, m.end())
                    break
    for m in _BY_NAME.finditer(text):
        if _formed(m[1]) and m[1] not in cues():
            yield Slot(*m.span(1))
    for m in _WOMAN.finditer(text):
        if sides.left(m.start())[0] >= 4:
            yield Slot(*m.span())
    for m in _HEADED.finditer(text):
        yield Slot(*m.span(1))
    last = -1
    for m in _FRAMED.finditer(text):
        s = m.start()
        beside = sides.left(s)[0] >= 4 or s == last or (s > 0 and text[s - 1] in "、，" and last >= 0 and s - last < 20)
        if beside and _formed("".join(m[1].split())):
            yield Slot(*m.span(1))
            last = m.end()
    yield from _labelled(text)
    yield from (Slot(*span) for span in posted(text, sides))
    for pattern in (_BOX, _FIELD):
        for m in pattern.finditer(text):
            yield from _row(text, *m.span(1))
    for m in _SINGLES.finditer(text):
        singles = [k.start() for k in _ONE.finditer(text, *m.span())]
        pairs = list(zip(singles[::2], singles[1::2], strict=False))
        if len(singles) % 2 == 0 and all(text[a] in surnames.surnames() for a, _ in pairs):
            yield from (Slot(a, b + 1) for a, b in pairs)


def _last(text: str, sides: Sides, end: int) -> Iterator[Slot]:
    """The name before 等12人, if it begins after a post, a kind of person or a list's mark."""
    for n in (3, 2, 4):
        s = end - n
        if s > 0 and (sides.left(s)[0] >= 4 or text[s - 1] == "、") and _formed(text[s:end]):
            yield Slot(s, end)
            return


def _joined(name: str) -> bool:
    """Whether it is no name but what somebody is, perhaps behind a conjunction (和|妻子)."""
    return name in cues() or name[1:] in cues() or name[0] in "和与及同对"


def _formed(name: str) -> bool:
    """Whether it begins with a surname and is no common word."""
    table = surnames.surnames()
    k = 2 if len(name) > 2 and name[:2] in table else 1
    return name[:k] in table and len(name) - k <= 2 and words.count(name) < 200


def _labelled(text: str) -> Iterator[Slot]:
    """出　席：罗建平　何　力, 顾问：夏辇生、伊甸、黄亚军: the row behind a label or a post."""
    colons = [m.start() for m in _COLON.finditer(text)]
    for at, after in zip(colons, [*colons[1:], len(text)], strict=False):
        label = _LABEL.search(text, max(0, at - 12), at)
        if label is None or not any(
            cues()[w] & (LABEL | POST) for w in _tails("".join(label[0].split())) if w in cues()
        ):
            continue
        row = _ASIDE.sub(lambda m: " " * len(m[0]), text[at + 1 : min(after, at + 400)])
        stop = _STOP.search(row)
        if stop is not None and stop[0] in "“《？！":
            continue  # 总理：西方被“…”冲昏头脑
        end = at + 1 + (stop.start() if stop else len(row))
        if end == after and after < len(text):  # the next label is no member
            end = max(at + 1, *(text.rfind(c, at, end) + 1 for c in " \u3000"))
        row = row[: end - at - 1]
        tokens = _TOKEN.findall(row)
        if tokens and _ROW.fullmatch(row) and all(len(t) < 2 or _formed(t) or _work(t) for t in tokens):
            yield from (Slot(at + 1 + a, at + 1 + b) for a, b in _row(row, 0, len(row)))


def _tails(label: str) -> list[str]:
    """The ends of a label, two characters and more (执行主席 → 执行主席, 行主席, 主席)."""
    return [label[k:] for k in range(len(label) - 1)]


def _work(token: str) -> bool:
    """Whether it is what somebody is or where (通讯员, 秘书科), no name."""
    return token in cues() or (
        len(token) > 2 and token[-1] in "科处室部办局组队社站台委厅" and words.count(token[-2:]) == 0
    )


def _row(text: str, start: int, end: int) -> Iterator[Slot]:
    """Names between blanks: 高　峰　向前进 are two; nothing where one token is none."""
    tokens = [m.span() for m in _TOKEN.finditer(text, start, end)]
    out: list[Slot] = []
    k = 0
    while k < len(tokens):
        a, b = tokens[k]
        if b - a == 1:
            k += 1
            if k == len(tokens) or tokens[k][1] - tokens[k][0] > 1:
                return
            b = tokens[k][1]
        elif b - a > 4 or not _formed(text[a:b]) or _work(text[a:b]):
            k += 1
            continue
        out.append(Slot(a, b))
        k += 1
    yield from out
