"""Rhythms: limbs of one length that share a word (察民情、听民声、汇民智) and four-plus-four pairs that recur word for word."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.lexicon import phrase_cues as cues
from pipeline.lexicon import phrases as lexicon
from pipeline.lexicon.words import count
from pipeline.stages.phrases.quoted import Find, is_numeric

_H = r"[\u4e00-\u9fff]"

#: limbs that are a list of places, bodies or things
PLACE_OR_BODY = re.compile(rf"[{cues.chars('place-or-body-char')}]$")
#: what is told of one thing after another, no formula: 在认识上不断深入、在战略上不断成熟
_ABOUT = re.compile(rf"(?:^|、)在{_H}{{1,4}}[上中下]")
_LOOSE = re.compile(rf"[{cues.chars('loose-char')}]")
_THINGS = re.compile(rf"{cues.one_of('thing')}$")
_ENDING = re.compile(rf"{cues.one_of('ending')}$")
_MADE = re.compile(rf"{cues.one_of('made')}$")
_NOUNS = re.compile(cues.one_of("general-noun"))
_GOES_ON = ("、", "和", "等", "及", "与")
_TRIPLE = re.compile(rf"{_H}{{3,12}}(?:[、，]{_H}{{3,12}}){{1,5}}")
_PAIR = re.compile(
    rf"(?<![\u4e00-\u9fff、”])({_H}{{4}}、{_H}{{4}})(?![\u4e00-\u9fff“、])|(?:坚持|做到|牢记|践行|秉持|坚守)({_H}{{4}}、{_H}{{4}})(?![\u4e00-\u9fff“、])"
)
_REFRAIN = re.compile(rf"{_H}{{1,8}}?({_H}{{3,5}})(?:、{_H}{{2,8}}?\1){{2,5}}(?=[，。；！—”])")
#: where one can be: three limbs or more
_LIMBS = re.compile(rf"(?<!{_H}){_H}++(?:、{_H}++){{2,}}+")
#: the two limbs around a separator, whatever stands before and after them
_WINDOW = re.compile(rf"(?=({_H}{{4}}、{_H}{{4}}))")


def _shared(parts: list[str]) -> tuple[int, int]:
    """How many characters all limbs have in common at the front, and at the end."""
    front = back = 0
    short = min(map(len, parts))
    while front < short and len({p[front] for p in parts}) == 1:
        front += 1
    while back < short and len({p[-1 - back] for p in parts}) == 1:
        back += 1
    return front, back


def _column(parts: list[str]) -> bool:
    """True when limbs of one length share a character in a column: 往深里走、往实里走; 察民情、听民声."""
    return any(len({p[i] for p in parts}) == 1 for i in range(len(parts[0])))


def one_formula(parts: list[str]) -> bool:
    """Whether limbs make one formula, each of them known or not, and no series of formulas.

    So 工业强县、农业稳县、生态立县 by its rhythm, 一院一品、一支部一特色 by the numeral that all repeat.
    """
    if any("个" in p for p in parts):
        return False
    twice = all(p.count(p[0]) == 2 and p[0] == parts[0][0] for p in parts) and parts[0][0] in "一二两三四五六七八九十双"
    same = len(parts) >= 3 and len({len(p) for p in parts}) == 1
    return twice or (same and not any(is_numeric(p) for p in parts) and _column(parts))


def _triples(text: str) -> Iterator[Find]:
    """Three limbs or more of one length with a character in common: 察民情、听民声、汇民智."""
    for m in _TRIPLE.finditer(text):
        run = m[0]
        cuts = [0, *(k + 1 for k, c in enumerate(run) if c in "、，"), len(run) + 1]
        parts = [run[x : y - 1] for x, y in pairwise(cuts)]
        i = 0
        while i < len(parts) - 2:
            n = len(parts[i + 1])
            group = [parts[i][-n:]]  # the first limb often has words before it: its last characters count
            j = i + 1
            while j < len(parts) and len(parts[j]) == n:
                group.append(parts[j])
                j += 1
            end = m.start() + cuts[j] - 1
            if (
                j < len(parts)
                and len(parts[j]) > n
                and parts[j][n] == "的"
                and (_MADE.search(run[: cuts[i]] + parts[i][:-n]) or all(x[-2] == "所" for x in group))
            ):  # …、廉洁政府的要求
                group.append(parts[j][:n])
                end = m.start() + cuts[j] + n
                j += 1
            start = m.start() + cuts[i] + len(parts[i]) - n
            before = run[: cuts[i]] + parts[i][:-n] or text[max(0, m.start() - 4) : m.start()]
            goes_on = text[end : end + 1] in _GOES_ON
            whole = len(group) >= 3 and len(group[0]) == n and not goes_on
            if "，" in text[start:end]:  # clauses: a long one is told, and its beginning no guess
                whole = whole and (n < 5 or (n < 6 and start == m.start() + cuts[i]))
            if whole and _tied(group, start == m.start() + cuts[i]) and _good(group, before):
                yield Find(start, end, "slogan", 0.6, "parallel")
                i = j
                continue
            i += 1


def _tied(group: list[str], whole: bool) -> bool:
    """Long limbs cut out of a clause must at least open alike, else the first one's beginning is a guess."""
    front, back = _shared(group)
    return len(group[0]) < 6 or (front >= 1 if not whole else front >= 1 or back >= 2)


def _good(group: list[str], before: str) -> bool:
    """Limbs of one length that share a character in a column, and are no list of places, bodies or things."""
    n = len(group[0])
    if n < 3 or len(set(group)) < len(group) or _ABOUT.match(group[0]):
        return False
    if n == 3 and all(p[1] in "如若似赛" for p in group):
        return False  # 白如玉、明如镜、薄如纸: similes
    front, back = _shared(group)
    if front + back >= n or (front < 3 and _LOOSE.search("、".join(group))):
        return False
    if n == 3 and back == 1 and group[0][-1] in "力化":
        return True
    if back >= 2 and n <= 5 and not _ENDING.search(group[0]) and not _MADE.search(before):
        return False
    if back and (PLACE_OR_BODY.search(group[0]) or _THINGS.search(group[0])):
        return False
    if n == 3 and front == 1 and group[0][0] in "新大高多好老小":
        return False
    if n == 3:
        return (back == 0 and _column(group)) or bool(_ENDING.search(group[0]))
    if front and not back and _NOUNS.match(group[0]):
        return False
    return _column(group)


def _pairs(text: str) -> Iterator[Find]:
    """Four-plus-four rhythms introduced as a rule: 以电强算、以算促电 by the shared character, 稳中求进、梯度培育 by a limb.

    Without either they are prose more often than a formula (坚持全面系统、突出重点); those in use everywhere have their rows.
    """
    for m in _PAIR.finditer(text):
        k = m.lastindex or 1
        a, b = m[k].split("、")
        tied = bool(set(a) & set(b)) or lexicon.matcher().has(a) or lexicon.matcher().has(b)
        if k == 2 and a != b and tied and not _LOOSE.search(m[k]):
            yield Find(m.start(k), m.end(k), "slogan", 0.5, "pair")


def _recurring(text: str) -> Iterator[Find]:
    """Pairs that recur word for word in different surroundings: 弘扬以史为鉴、开创未来的… / 必须以史为鉴、开创未来，…"""
    found: dict[str, list[int]] = {}
    for m in _WINDOW.finditer(text):
        if text[m.start() - 1 : m.start()] == "、" or text[m.start() + 9 : m.start() + 10] in _GOES_ON:
            continue  # a part of a longer list
        found.setdefault(m[1], []).append(m.start())
    for words, places in found.items():
        if len(places) < 2 or _LOOSE.search(words):
            continue
        a, b = words.split("、")
        if a == b or (count(a) > 0 and count(b) > 0) or _thing(a) or _thing(b):
            continue
        before = {text[max(0, i - 1) : i] for i in places}
        after = {text[i + 9 : i + 10] for i in places}
        # a longer wording that recurs as a whole has the same neighbour everywhere
        if (len(before) > 1 or not _han(before)) and (len(after) > 1 or not _han(after)):
            for i in places:
                yield Find(i, i + 9, "slogan", 0.65, "recurs")


def _thing(limb: str) -> bool:
    """A limb that ends as a place, a body or a thing does."""
    return bool(PLACE_OR_BODY.search(limb) or _THINGS.search(limb))


def _han(found: set[str]) -> bool:
    return any("\u4e00" <= c <= "\u9fff" for c in found)


def _refrains(text: str) -> Iterator[re.Match[str]]:
    for limbs in _LIMBS.finditer(text):
        yield from _REFRAIN.finditer(text, limbs.start(), limbs.end() + 1)


def discover(text: str) -> Iterator[Find]:
    """Parallel limbs of a text, overlaps not yet resolved."""
    yield from _pairs(text)
    yield from _recurring(text)
    for m in _refrains(text):
        if not _THINGS.search(m[1]) and not PLACE_OR_BODY.search(m[1]) and not _LOOSE.search(m[0]):
            if _ABOUT.search(m[0]):
                continue
            yield Find(m.start(), m.end(), "slogan", 0.6, "parallel")
    yield from _triples(text)
