"""Places that only a name can fill because posts stand around them: rows of titles, court staff, a roll, kin in a life."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.engines.forms import NEVER, given, weak
from pipeline.engines.sides import Sides
from pipeline.lexicon import surnames, words
from pipeline.lexicon.cues import NOUN, POST, VERB, follow
from pipeline.lexicon.cues import table as cues

_H = r"[\u4e00-\u9fff]"
_GAP = r"[ \u3000]"
#: 县委书记|方针|、…: what stands between a post and a mark that another post follows
_ROW = re.compile(rf"({_H}{{2,3}}?)(?=、)")
#: how far off the next post of the row may end
_NEXT = 14
#: what begins the verb behind a name of two characters
_GOVERNS = frozenset("致任为向同与率对在将已就")
#: 副市长|全德福、向前、伍月|出席
_LIST = re.compile(rf"{_H}{{2,3}}(?:、{_H}{{2,3}}){{1,8}}(?!、)")
#: 书记员|金星|担任记录
_BENCH = re.compile(
    rf"(?:书记员|审判员|审判长|法官助理|人民陪审员|检察官助理|代理检察员|公诉人)({_H}{{2,3}}?)(?:担任|参与|参加|出庭|依法|任|作为|负责)"
)
#: （列|万国平|之后）
_RANKED = re.compile(rf"(?<=[（，]列)({_H}{{2,4}}?)(?:同志)?(?:之后|之前|后面|前面|后|前)(?=[）。，；])")
#: 子|查小明|，曾任…
_KIN = re.compile(
    rf"(?<=[，。；\n])(?:其?[长次三四幼独]?[子女]|其[妻夫父母兄弟姐妹]|妻子?|夫人)({_H}{{2,3}})"
    r"(?=，(?:曾|现|时|历|先后|原)?(?:任|为|系|是|毕业|就职|供职)|，(?:19|20)\d\d年)"
)
#: 闭  月　县供电局总经理: a cell of a roll at the head of its line
_CELL = re.compile(rf"^{_GAP}{{0,12}}({_H}{_GAP}{{1,4}}{_H}){_GAP}{{1,8}}(?={_H}[^\n，。；：]{{2,30}}$)", re.MULTILINE)
#: 补选|白海成|为县长，甲、乙为副县长
_CHOSEN = re.compile(
    rf"(?:选举|补选|选|任命|推选)({_H}{{1,2}}成)(?=为[^，。；\n]{{2,20}}[，、](?:{_H}{{2,4}}[、和]?){{1,6}}为)"
)


#: 瑶族|盘金胜|、侗族|吴展团|（女）、…: members of a list, each behind the people that they are of
_OF_PEOPLE = re.compile(
    rf"[汉满回壮苗彝藏侗瑶白傣黎畲羌水佤京怒土古尔家依尼僳鲜颇克纳祜佬乡拉斡伯南朗温春哲罗孜昂龙巴]族({_H}{{2,4}}?)(?:（[^（）\n]{{1,8}}）)?(?=[、，。；\n]|等|出席|参加|同志|和{_H}{{1,4}}族)"
)
#: how far one member of such a list is from the next
_PEOPLES_APART = 12
#: 保德林|是县委编办主任。
_IS = re.compile(
    rf"(?:^|(?<=[\n。]))({_H}{{3}})(?=(?:是|系|现任|原是)[^，。；、\n的]{{2,20}}(?:主任|书记|主席|经理|[县市区镇乡局厅处科校院所站队村部]长)[，。；\n])"
)
#: what is met so often is a word that something of a people is called by (大歌)
_A_WORD = 5
#: and what so often that it stands behind a kind of person as itself
_COMMON_WORD = 20
#: what the given name of such a one is worth at the least
_GIVEN = -12.5


@lru_cache(maxsize=1)
def _common() -> frozenset[str]:
    """Surnames that so many have that 和 before one joins two names."""
    return frozenset(s for s, p in surnames.surnames().items() if len(s) == 1 and p > -7.5)


def posted(text: str, sides: Sides) -> Iterator[tuple[int, int]]:
    """Such places, not in order; some may be named twice."""
    for pattern in (_BENCH, _RANKED, _KIN, _CHOSEN):
        for m in pattern.finditer(text):
            if _surnamed(m[1]) and m[1] not in cues():
                yield m.span(1)
    for m in _CELL.finditer(text):
        end = text.find("\n", m.end())
        flags, n = sides.ends.get(len(text) if end < 0 else end, (0, 0))
        if flags & POST and n > 1 and _surnamed("".join(m[1].split())):
            yield m.span(1)
    if "族" in text:
        yield from _of_peoples(text)
    for m in _IS.finditer(text):
        worth = given(m[1][1:])
        if m[1][0] in surnames.surnames() and worth is not None and worth > _GIVEN and not words.count(m[1]):
            yield m.span(1)
    for s, (flags, n) in sides.ends.items():
        if flags & (POST | NOUN) and n > 1 and text[s : s + 1] in surnames.surnames() and sides.left(s)[0] >= 4:
            if flags & POST:
                yield from _row(text, sides, s)
                yield from _list(text, sides, s)
            elif (one := _ROW.match(text, s)) is not None and words.count(one[1]) < _COMMON_WORD:
                yield from _row(text, sides, s)  # no 消费者|权益、


def _of_peoples(text: str) -> Iterator[tuple[int, int]]:
    """The names of a list that says of each who bears it what people he is of; two beside each other make a list."""
    last: re.Match[str] | None = None
    for m in _OF_PEOPLE.finditer(text):
        if not _may_be_of_people(m[1]):
            continue
        if last is not None and m.start() - last.end() < _PEOPLES_APART and "。" not in text[last.end() : m.start()]:
            yield last.span(1)
            yield m.span(1)
        last = m


def _may_be_of_people(name: str) -> bool:
    """Whether it is made as names are, Chinese or of the other peoples, and is no word (同胞, 火把节)."""
    if (
        words.count(name)
        or words.count(name[-2:]) >= (_A_WORD if len(name) == 2 else 4 * _A_WORD)
        or name[-1] in "节歌舞服饰戏乐药医人史"
    ):
        return False
    return name in surnames.native() or (_surnamed(name) and len(name) < 4)


def _row(text: str, sides: Sides, s: int) -> Iterator[tuple[int, int]]:
    """县委书记|成功|、县长|向前|会见: two posts with a name each, whatever words the names are."""
    m = _ROW.match(text, s)
    if m is None or not _may_be(m[1]):
        return
    k = _next_post(text, sides, m.end() + 1)
    if k is None:
        return
    yield m.span(1)
    fits = [
        n
        for n in (3, 2)
        if _may_be(text[k : k + n])
        and len(text) >= k + n
        and _ended(text, sides, k + n)
        and not words.count(text[k + n - 1 : k + n + 1])  # 国家主席梁强互|致贺电
    ]
    if fits:  # 莫迪|致电, not 莫迪致|电…
        yield k, k + max(fits, key=lambda n: sides.starts.get(k + n, (0, 0))[1])


def _list(text: str, sides: Sides, s: int) -> Iterator[tuple[int, int]]:
    """副市长|全德福、向前、伍月|出席: the names behind one post."""
    m = _LIST.match(text, s)
    if m is None:
        return
    parts = m[0].split("、")
    last = next((n for n in (3, 2) if len(parts[-1]) >= n and _ended(text, sides, m.end() - len(parts[-1]) + n)), None)
    if last is None:
        return
    parts[-1] = parts[-1][:last]
    if not all(_may_be(p) for p in parts) or (len(parts) < 3 and all(words.count(p) for p in parts)):
        return
    at = s
    for p in parts:
        yield at, at + len(p)
        at += len(p) + 1


def _ended(text: str, sides: Sides, at: int) -> bool:
    """Does a verb of people, or a mark, stand here?"""
    flags, size = sides.starts.get(at, (0, 0))
    return (flags & VERB != 0 and size > 1) or text[at : at + 1] in ("等", "，", "。", "；", "、", "\n", "")


def _next_post(text: str, sides: Sides, at: int) -> int | None:
    """Where a post ends that comes soon, with no mark before it, and that a surname follows (、区长|武进)."""
    for k in range(at + 2, min(at + _NEXT, len(text))):
        if text[k - 1] in "、，。；：（）\n ":
            return None
        flags, n = sides.ends.get(k, (0, 0))
        if (
            (flags & POST or (flags & NOUN and n > 2))
            and n > 1
            and k - n >= at
            and text[k : k + 1] in surnames.surnames()
        ):
            return k if text[k : k + 2] not in follow() else None
    return None


def _may_be(word: str) -> bool:
    """Begins it with a surname, and is it neither a post nor a word that says how something is done (高度, 全面)?"""
    if len(word) > 2 and word[-1] in _GOVERNS:
        return False  # 总理莫迪|致慰问电
    if word[0] in "和同" and (word[1:] in cues() or words.count(word[1:]) or word[1] in _common()):
        return False  # 县委书记和|县长、…; 书记和|李明
    return _surnamed(word) and word not in cues() and word[:2] not in follow()


def _surnamed(name: str) -> bool:
    """Whether it begins with a surname and all its characters may be in a name."""
    table = surnames.surnames()
    if name[:1] in weak():
        return False  # 部长|通道
    k = 2 if len(name) > 2 and name[:2] in table else 1
    return name[:k] in table and 1 <= len(name) - k <= 2 and not set(name[k:]) & NEVER
