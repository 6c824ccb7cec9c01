"""What the whole document says of a string: once surely a name, it is one wherever it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.engines.lattice import Found, Lattice
from pipeline.lexicon import words

#: log odds from which a name speaks for its other occurrences
SURE = 4.0
#: log odds from which a name is taken, read off 6,000 labelled sentences: known people and sure forms
KNOWN_TAKE = 1.0
#: what an appointment says after a name is worth as much as a known name
APPOINTED = 5.0
#: between a post and a mark; after a post or a kind of person
SLOT_TAKE, POST_TAKE = 1.0, 2.0
#: where a name may begin: before a verb or post, and otherwise
VERB_TAKE, EDGE_TAKE = 1.5, 3.0
#: in the middle of other words: before a verb or post, and otherwise
INSIDE_VERB_TAKE, INSIDE_TAKE = 5.0, 4.5
#: the least for a name that is a word as well (英勇, 齐聚)
AS_WORD = 2.5
#: bonus of a string that the document elsewhere shows to be a name, and of a list's member beside a sure name
DOCUMENT, LIST = 12.0, 6.5
#: bonus of a name in a by-line that the articles stage has read, and of one that a recogniser has marked
CREDIT, MARKED = 14.0, 5.0
#: bonus of what stands after a post when the stretch before or after holds a post and its holder too
SERIES, POSTED = 4.0, 5.0
#: the same for a name that is a word too (高峰)
WORD = 6.0
#: what stands beside a name, in log odds, from which its place alone says that it is one
PLAIN_SIDE = 3.0
_SPACE = re.compile(r"\s+")
#: what follows makes the string part of a doctrine, a place, a body, a prize, a ship
_PART_OF = re.compile(
    r"(?:同志)?(?:故居|纪念馆|纪念堂|纪念碑|纪念园|陵园|墓|铜像|塑像|基金会)|(?:文学|戏剧|新闻|电影|美术|建筑|科学|工程|出版)?奖|"
    r"新时代|学说|学派|(?:外交|法治|强军|经济|生态文明|文化|教育|党建|军事|关于)?思想|理论|主义|精神(?!抖擞|焕发|饱满)|"
    r"[东西南北中]?[路街](?!过|上)|大街|大道|大学|中学|小学|医院|杯|故居|纪念馆|纪念堂|公园|广场|同志为核心|》|陵|”?号(?:航母|航空母舰|舰|驱逐舰|轮|船|列车)|"
    r"祠|墓|庙|大桥|机场|基金会|集团|公司|家族|体育场|图书馆|班[，。；]|[村镇乡县](?!长|委|党|支|干|第一|医|里|书记|主任)"
)
_TITLE_OPEN = re.compile(r"《[^》\n]{0,40}$")


@dataclass(slots=True)
class Tally:
    """How one string stands in the document: how often, how its surroundings speak for a name, and where it is sure."""

    count: int = 0
    good: int = 0
    sides: float = 0.0
    places: list[int] = field(default_factory=list)


def bare(text: str) -> str:
    """A name without inner white space (王　猛 → 王猛)."""
    return _SPACE.sub("", text)


def read(
    lattice: Lattice, credits: Iterable[tuple[int, int]] = (), marked: Iterable[tuple[int, int]] = ()
) -> list[Found]:
    """Two readings of every piece: the second knows what the first has shown to be names.

    `credits` are places that a by-line names, `marked` those that a recogniser took for a person's name.
    """
    text = lattice.text
    first = {p.start: lattice.read(p) if p.hopeful else [] for p in lattice.pieces}
    tallies: dict[str, Tally] = {}
    for found in first.values():
        for f in found:
            t = tallies.setdefault(bare(text[f.start : f.end]), Tally())
            t.count += 1
            if f.margin >= SURE:
                t.places.append(f.start)
            t.good += f.left >= PLAIN_SIDE or f.right >= PLAIN_SIDE
            t.sides += f.left + f.right
    told = {**dict.fromkeys(marked, MARKED), **dict.fromkeys(credits, CREDIT)}
    sure = {s: t.places for s, t in tallies.items() if t.places and (t.good or t.sides >= 0.8 * t.count or "·" in s)}
    starts = {f.start for fs in first.values() for f in fs if f.margin >= SURE}
    ends = {f.end for fs in first.values() for f in fs if f.margin >= SURE}
    posted = {f.end for fs in first.values() for f in fs if f.margin >= SURE and f.left >= POSTED}
    posting = {at for at, fs in first.items() if any(f.margin >= SURE and f.left >= POSTED for f in fs)}
    out = []
    for piece in lattice.pieces:
        bonus: dict[tuple[int, int], float] = {}
        for e in piece.edges:
            if e.kind == "word":
                continue
            b = LIST * _beside(text, e.start, e.end, starts, ends) + told.get((e.start, e.end), 0.0)
            if e.left >= POSTED and e.right >= 0.5:
                b += SERIES * ((piece.start - 1 in posted) + (piece.end + 1 in posting))
            name = bare(text[e.start : e.end])
            places = sure.get(name)
            if places and (len(places) > 1 or places[0] != e.start):
                b += WORD if len(name) == 2 and words.count(name) else DOCUMENT
            if b:
                bonus[e.start, e.end] = b
        out += lattice.read(piece, bonus) if bonus else first[piece.start]
    kept = []
    for f in out:
        tally = tallies.get(bare(text[f.start : f.end]))
        if f.margin < _threshold(text, f) or _part_of(text, f):
            continue
        if (
            tally
            and tally.count >= 3
            and not tally.good
            and tally.sides < 0.8 * tally.count
            and f.kind in ("han", "foreign", "native")
        ):
            continue  # 苗绣产品、苗绣技艺、苗绣…: often named, and never as people are
        kept.append(f)
    return kept


def _threshold(text: str, f: Found) -> float:
    if (
        f.kind in ("known", "press", "foreign", "open")
        or f.right >= APPOINTED
        or (f.left >= POSTED and f.end - f.start > 3)
    ):
        least = KNOWN_TAKE
    elif f.left >= 4:
        least = SLOT_TAKE if f.left >= POSTED and f.right >= 0.5 else POST_TAKE
    elif f.left < 0.3:
        least = INSIDE_TAKE if f.right < 2.2 else INSIDE_VERB_TAKE
    else:
        least = EDGE_TAKE if f.right < 2.2 else VERB_TAKE
    as_word = f.left < POSTED and words.count(text[f.start : f.end]) >= 5
    return max(least, AS_WORD) if as_word else least


def _part_of(text: str, f: Found) -> bool:
    if f.kind == "dotted" and text[f.end : f.end + 1] == "号":
        return True
    if _PART_OF.match(text, f.end):
        return True
    if f.start and text[f.start - 1] == "《":
        return True
    return _TITLE_OPEN.search(text, max(0, f.start - 40), f.start) is not None


def _beside(text: str, s: int, e: int, starts: set[int], ends: set[int]) -> int:
    """How many neighbours of a list are sure names (0, 1, 2); 、, 和, 及 or blanks stand between them."""
    return sum(at in ends for at in _step(text, s, -1)) + sum(at in starts for at in _step(text, e, 1))


def _step(text: str, at: int, way: int) -> tuple[int, ...]:
    """Where the neighbour in a list would end (or start): past one separator, or past up to three blanks."""
    k = at if way > 0 else at - 1
    if not 0 <= k < len(text):
        return ()
    if text[k] in "、和及":
        return (at + way,)
    n = 0
    while n < 4 and 0 <= k + n * way < len(text) and text[k + n * way] in " \u3000":
        n += 1
    return (at + n * way,) if 0 < n < 4 else ()
