"""What the whole document says of a string: once surely a name, it is one wherever it stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from pipeline.engines.borrowed import FILLS_COMMON, Edge, foreign_core
from pipeline.engines.forms import FUNCTION, NO, surname_scores
from pipeline.engines.lattice import MARKED, Found, Lattice, Piece
from pipeline.engines.sides import BEFORE_MEMBER, BEHIND_MEMBER
from pipeline.lexicon import words
from pipeline.lexicon.bodies import body_index
from pipeline.lexicon.cues import table as cues
from pipeline.lexicon.people import foreign as press
from pipeline.lexicon.places import townships
from pipeline.stages.names.lists import beside, mates, row_of
from pipeline.stages.names.partof import APPOINTED, POSTED, SUBJECT, TOLD, part_of, shared_with

#: how often the whole document is read again with what the reading before has shown
ROUNDS = 2
#: log odds from which a name speaks for its other occurrences
SURE = 4.0
#: the same for a long foreign name after a post or a kind of person, which is hardly anything else
SURE_LONG = 2.0
#: log odds from which a name is taken, read off 6,000 labelled sentences: known people and sure forms
KNOWN_TAKE = 1.0
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
#: bonus of a list's member that has a note behind it as well, 许志（县府办）、高峰（住建）
NOTED = 3.0
#: bonus of a name in a by-line that the articles stage has read
CREDIT = 14.0
#: what a name is worth less that a recogniser was asked about and has not marked; and where nothing but its form speaks
#: for it (以|史增信), there as well by how much it doubts what it marks
UNMARKED, UNMARKED_FORM = 1.5, 5.0
#: what stands beside a surname with a given name, and beside a known name, in log odds, below which only the form speaks
_FORM_LEFT, _FORM_RIGHT, _FORM_RIGHT_KNOWN = 2.0, 2.2, 0.8
#: how sure a recogniser must be to make a candidate where there is none
PROPOSES = 0.5
#: how sure it must be for its word to speak against a name that stops short of what it marks (韩春|那洛)
CUTS = 0.7
#: and where no more than one character is left
CUTS_ONE = 0.9
#: bonus of what stands after a post when the stretch before or after holds a post and its holder too
SERIES = 4.0
#: the same for a name that is a word too (高峰)
WORD = 6.0
#: where such a name opens a clause, unless the word is common
OPENING_WORD, COMMON_WORD = 9.0, 400
#: what is met less often is hardly ever a word (杨柳)
RARE_WORD = 12
#: what stands beside a name, in log odds, from which its place alone says that it is one
PLAIN_SIDE = 3.0
#: log probability of a surname from which two characters are rather the given name behind a surname that is a function word
RARE_SURNAME = -7.0
_ROW = frozenset("一二三四五六七八九十大幺")
#: candidates that only a list, or what else the document shows, makes names: no silence speaks against them
_BY_PLACE = ("open", "member", "slot")
_ENDS = frozenset("，。；（\n")
_CLAUSE = frozenset("，。；：！？\n \u3000“")
_SPACE = re.compile(r"\s+")
#: kinds of names that a place may be taken for
_LOOSE = ("han", "marked", "foreign")
#: a unit of land behind its name
_UNIT = re.compile(r"[市县区州旗镇乡](?!长[^期江])")
#: the number of a king
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}世(?![纪界代])")
_BODY = re.compile("武装|组织|运动|阵线|政权|集团|公司")
#: of a dotted name, what may stand alone
_LONGEST_PART = 10


@dataclass(slots=True)
class Tally:
    """How one string stands in the document: how often, how its surroundings speak for a name, and where it is sure."""

    count: int = 0
    good: int = 0
    sides: float = 0.0
    places: list[int] = field(default_factory=list)
    foreign: bool = False


class Doubts(NamedTuple):
    """What a recogniser leaves open: how far it doubts what it marks, and where it saw names begin, maybe longer ones."""

    of: Mapping[tuple[int, int], float]
    seen: frozenset[int]


def bare(text: str) -> str:
    """A name without inner white space (王　猛 → 王猛)."""
    return _SPACE.sub("", text)


def read(
    lattice: Lattice,
    credits: Iterable[tuple[int, int]] = (),
    marked: Mapping[tuple[int, int], float] | None = None,
    heard: Sequence[tuple[int, int]] = (),
) -> list[Found]:
    """Every piece read once by itself, then again with what the others have shown to be names.

    `credits` are places that a by-line names, `marked` those that a recogniser took for a person's name, with how sure
    it was, and `heard` the sentences it was asked about.
    """
    taken = {s: p for s, p in (marked or {}).items() if not _called(lattice, *s)}
    told = {**{s: MARKED * max(0.0, 2 * p - 1) for s, p in taken.items()}, **dict.fromkeys(credits, CREDIT)}
    doubts = Doubts(
        {s: UNMARKED_FORM * (1 - 2 * p) for s, p in taken.items() if p < 0.5},
        frozenset(s for (s, _), p in taken.items() if p >= 0.5),
    )
    lattice.wake(lattice.text[s:e] for s, e in told)
    for (s, e), p in taken.items():
        for k in range(s + 2, e - 1) if p >= CUTS and e - s > 3 else ():
            if not words.count(lattice.text[k:e]) and lattice.text[k:e] not in cues():
                told.setdefault((s, k), MARKED * 2 * (1 - 2 * p))
        if p >= CUTS_ONE and e - s > 3 and lattice.text[e - 1] not in cues():
            told.setdefault((s, e - 1), MARKED * 2 * (1 - 2 * p))  # 尼东拉|毛
    lattice.propose(s for s, p in taken.items() if p >= PROPOSES and words.count(lattice.text[s[0] : s[1]]) < RARE_WORD)
    readings = {p.start: list(lattice.first(p)) for p in lattice.pieces}
    first = _Shown(lattice.text, readings)
    lattice.spread(first.foreign)
    readings = {p.start: readings.get(p.start, []) for p in lattice.pieces}
    asked = _pieces_in(lattice, heard)
    listed: set[int] = set()
    given: dict[int, dict[tuple[int, int], float]] = {}
    for _ in range(ROUNDS):
        shown = _Shown(lattice.text, readings)
        if lattice.wake(shown.names):
            readings = {p.start: readings.get(p.start, []) for p in lattice.pieces}
            asked = _pieces_in(lattice, heard)
        for piece in lattice.pieces:
            bonus = dict(shown.bonuses(piece, told, listed, doubts if piece.start in asked else None))
            if bonus and given.get(piece.start) != bonus:
                given[piece.start] = bonus
                readings[piece.start] = lattice.read(piece, bonus)
    text = lattice.text
    kept = [f for found in readings.values() for f in found if f.margin >= _threshold(text, f, f.start in listed)]
    parts = {f.start for f in kept if part_of(text, f)}
    places = shared_with(text, kept, parts)
    return [
        _numbered(text, f)
        for f in kept
        if f.start not in parts and bare(text[f.start : f.end]) not in places and not first.unlike_a_name(f)
    ]


def _numbered(text: str, f: Found) -> Found:
    """A king's name with his number (穆罕默德|六世)."""
    if f.kind in ("press", "foreign", "known", "dotted") and (m := _NUMBERED.match(text, f.end)) is not None:
        f.end = m.end()
    return f


def _called(lattice: Lattice, start: int, end: int) -> bool:
    """A surname with a place in the row of brothers (程四先生) or a clipped post (雷总), a body (台积电): no name."""
    if end - start == 2 and lattice.text[start] == "老" and lattice.text[end : end + 1] in ("头", "汉"):
        return True  # 老齐|头
    if (end - start == 2 and lattice.text[start + 1] in "总董") or lattice.text[start:end] in body_index():
        return True
    return end - start == 2 and lattice.text[start + 1] in _ROW and lattice.sides.right(end)[1] == "address"


def _pieces_in(lattice: Lattice, ranges: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Starts of the pieces that lie in one of the ranges, which are in text order."""
    starts = [s for s, _ in ranges]
    found = []
    for piece in lattice.pieces if ranges else ():
        i = bisect_right(starts, piece.start) - 1
        if i >= 0 and piece.end <= ranges[i][1]:
            found.append(piece.start)
    return frozenset(found)


class _Shown:
    """What one reading of the whole document shows."""

    def __init__(self, text: str, readings: Mapping[int, list[Found]]) -> None:
        self._text = text
        self._tallies: dict[str, Tally] = {}
        sure = [f for found in readings.values() for f in found if f.margin >= SURE]
        for f in (f for found in readings.values() for f in found):
            t = self._tallies.setdefault(bare(text[f.start : f.end]), Tally())
            t.count += 1
            t.good += f.left >= PLAIN_SIDE or f.right >= PLAIN_SIDE
            t.sides += f.left + f.right
            t.foreign |= f.kind in ("foreign", "press", "native", "marked")
            long = f.kind == "foreign" and f.end - f.start > 3 and f.left >= TOLD
            ship = f.kind in ("dotted", "known") and text.startswith(
                "号", f.end
            )  # 乔治·华盛顿|号 makes 华盛顿 no person
            if f.margin >= (SURE_LONG if long else SURE) and not ship:
                t.places.append(f.start)
        self._sure = {
            s: t.places for s, t in self._tallies.items() if t.places and (t.good or not _dull(t) or "·" in s)
        }
        #: foreign names and the last parts of dotted ones, which stand alone later (伊斯梅尔·巴尔胡姆 … 巴尔胡姆当时)
        self.foreign = {
            s for s, t in self._tallies.items() if s in self._sure and t.foreign and words.count(s) < FILLS_COMMON
        }
        parts = list(_parts_of(self._sure))
        bodies = _called_bodies(text) if parts else frozenset()
        for part, s in parts:
            if words.count(part) < RARE_WORD and part not in bodies:
                self._sure[part] = [*self._sure[s], *self._sure.get(part, ())]
                self.foreign.add(part)
        for s in [s for s in self._sure if s + "和" in self._sure]:
            del self._sure[s]  # 易中|和 is 易中和
        for whole in [n for n in self._sure if n[:-1] in self._sure and text.count(n) == text.count(n[:-1])]:
            del self._sure[whole[:-1]]  # 陈光|方 stands nowhere without his last character
        for s in [s for s in self._sure if len(s) == 3 and s[0] in FUNCTION and s[1:] in self._sure]:
            rare = surname_scores().get(s[1], NO) < RARE_SURNAME
            del self._sure[s[1:] if rare else s]  # 县长向郁阶…，向|郁阶说: 向 is his surname; 县长向|王林汇报
        #: words that stand after a post at least once: before a verb of people they are that person again (书记杨柳和…，杨柳说)
        self._posted_words = {
            name
            for found in readings.values()
            for f in found
            if f.left >= POSTED and f.end - f.start == 2 and words.count(name := text[f.start : f.end])
        }
        self._units = _before_units(text)
        self._starts, self._ends = {f.start for f in sure}, {f.end for f in sure}
        self._posted = {f.end for f in sure if f.left >= POSTED}
        #: where the lines begin that a sure name heads as a column (甲　县财政局局长)
        self._rows = {at for f in sure if (at := row_of(text, f.start, f.end)) is not None}
        self._posting = {at for at, fs in readings.items() if any(f.margin >= SURE and f.left >= POSTED for f in fs)}

    @property
    def names(self) -> Iterable[str]:
        """What is sure to be a name somewhere."""
        return self._sure

    def bonuses(
        self,
        piece: Piece,
        told: Mapping[tuple[int, int], float],
        listed: set[int],
        doubts: Doubts | None,
    ) -> Iterator[tuple[tuple[int, int], float]]:
        """What the document adds to each candidate of a piece; members of lists of sure names go into `listed`.

        `doubts` is what the recogniser left open; None where it was not asked.
        """
        text, end, known = self._text, len(self._text), self._sure
        for e in piece.edges:
            if e.kind == "word":
                continue
            posted = text[e.start : e.end] in self._posted_words and e.left < POSTED and _subject(text, e)
            silent = e.left >= TOLD or e.kind in _BY_PLACE or posted
            span = (e.start, e.end)
            b = told.get(span, 0.0)
            name = text[e.start : e.end] if e.kind != "spaced" else bare(text[e.start : e.end])
            places = known.get(name, ())
            again = len(places) > 1 or (places and places[0] != e.start)
            n = 0
            if (text[e.start - 1] in BEFORE_MEMBER if e.start else False) or (
                e.end < end and text[e.end] in BEHIND_MEMBER
            ):
                n = beside(text, e.start, e.end, self._starts, self._ends)
            if doubts is not None and not b and not silent:
                by_form = not (again or n or e.start in doubts.seen) and _by_form(e)
                if span not in told:
                    b = -UNMARKED_FORM if by_form else -UNMARKED
                elif by_form:
                    b = -doubts.of.get(span, 0.0)
            if n and e.right > -3.0:  # 副局长汤小兰、溪山|区原区长助理杜明
                b += LIST * n + (NOTED if text[e.end : e.end + 1] == "（" else 0.0)
                listed.add(e.start)
            if e.right > -3.0 and self._rows and (n := mates(text, e.start, e.end, self._rows)):
                b += LIST * n
                listed.add(e.start)
            if e.left >= POSTED and e.right >= 0.5:
                b += SERIES * ((piece.start - 1 in self._posted) + (piece.end + 1 in self._posting))
            if again:
                b += _again(text, e, name)
            elif posted:
                b += OPENING_WORD
            if b:
                yield (e.start, e.end), b

    def unlike_a_name(self, f: Found) -> bool:
        """苗绣产品、苗绣技艺、苗绣…: often named, and never as people are."""
        name = bare(self._text[f.start : f.end])
        t = self._tallies.get(name)
        if name in self._units and f.kind in _LOOSE and f.left < PLAIN_SIDE and not (t and t.good):
            return True  # 江沙市…江沙: a place, though no list has it
        if name[-1] in "镇乡" and any(self._text[f.start - k : f.end] in townships() for k in (1, 2) if f.start >= k):
            return True  # 大英县卓|筒井镇
        return t is not None and t.count >= 3 and not t.good and _dull(t) and f.kind in ("han", "foreign", "native")


def _before_units(text: str) -> frozenset[str]:
    """The two and three characters that stand before a unit of land more than once (江沙|市, 溪山|区): a place."""
    counts: dict[str, int] = {}
    for m in _UNIT.finditer(text):
        for n in (2, 3):
            stem = text[max(0, m.start() - n) : m.start()]
            if len(stem) == n:
                counts[stem] = counts.get(stem, 0) + 1
    return frozenset(s for s, n in counts.items() if n > 1)


def _parts_of(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """What may stand alone of each dotted name: its last part, and a given name of three and more that no other has (吾哈斯)."""
    dotted = {s: re.split("[·-]", s) for s in names if "·" in s or "-" in s}
    heads = Counter(parts[0] for parts in dotted.values())
    for s, parts in dotted.items():
        if len(parts[-1]) > 1:
            yield parts[-1], s
        if len(parts) == 2 and len(parts[0]) > 2 and heads[parts[0]] == 1 and parts[0] not in press():
            yield parts[0], s


def _called_bodies(text: str) -> frozenset[str]:
    """What bodies of the document may be called by, in one pass: whatever ends before the word for one (胡塞|武装)."""
    return frozenset(
        text[k : m.start()]
        for m in _BODY.finditer(text)
        for k in range(max(0, m.start() - _LONGEST_PART), m.start() - 1)
    )


def _again(text: str, e: Edge, name: str) -> float:
    """What another place of the document that is sure adds: less where the name is a word too and no person need be meant."""
    if len(name) > 2 or not words.count(name) or _subject(text, e):
        return DOCUMENT
    if text[e.end : e.end + 1] in ("了", "着", "过"):
        return 0.0  # 路通了
    if words.count(name) < RARE_WORD or (e.kind == "marked" and foreign_core().issuperset(name)):
        return DOCUMENT
    opens = e.start == 0 or text[e.start - 1] in _CLAUSE
    return OPENING_WORD if opens and words.count(name) < COMMON_WORD else WORD


def _by_form(e: Edge) -> bool:
    """Whether nothing that stands beside a candidate speaks for it: a surname with a given name, or a name that is known."""
    if e.kind not in ("han", "known", "press") or e.left >= _FORM_LEFT:
        return False
    return e.right < (_FORM_RIGHT if e.kind == "han" else _FORM_RIGHT_KNOWN)


def _subject(text: str, e: Edge) -> bool:
    """Whether it opens a clause and a verb of people or a form of address follows (丰年指出, 丰年一行)."""
    return e.right >= SUBJECT and (e.start == 0 or text[e.start - 1] in _CLAUSE)


def _dull(t: Tally) -> bool:
    return t.sides < 0.8 * t.count - 0.01


def _threshold(text: str, f: Found, listed: bool) -> float:
    known = f.kind in ("known", "press", "foreign", "open", "slot")
    if known or f.right >= APPOINTED or (f.left >= POSTED and f.end - f.start > 3):
        least = KNOWN_TAKE
    elif f.left >= 4:
        ends = f.right >= (0.5 if f.left >= POSTED else 1.0) or (
            f.end - f.start > 2 and text[f.end : f.end + 1] in _ENDS
        )
        least = SLOT_TAKE if ends else POST_TAKE
    elif f.left < 0.3 and not listed:
        least = INSIDE_TAKE if f.right < 2.2 else INSIDE_VERB_TAKE
    else:
        least = VERB_TAKE if listed or f.right >= 2.2 else EDGE_TAKE
    as_word = f.left < POSTED and f.right < APPOINTED and words.count(text[f.start : f.end]) >= 5
    return max(least, AS_WORD) if as_word else least
