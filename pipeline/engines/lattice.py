"""Names by a scored lattice: every stretch between two punctuation marks is read as the likeliest row of words and names.

A word costs what it costs in official prose; a name costs its surname, its given characters (or its transliteration)
and gains what stands beside it: a post, a verb of speech, a list, a by-line. So 李强调研 reads 李强|调研, and 高质量 no name.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter

from pipeline.engines.borrowed import Edge
from pipeline.engines.candidates import Candidates
from pipeline.engines.forms import NEVER
from pipeline.engines.sides import Sides
from pipeline.lexicon import words
from pipeline.lexicon.cues import POST
from pipeline.lexicon.loader import Matcher

_PIECE = re.compile(r"[^，。；：！？、\n…《》“”‘’（）()\[\]【】|]+")
_TWO = re.compile(r"[\u4e00-\u9fff]{2}")
_DOT, _OTHER = -8.0, -1.0
#: what so often follows a name that no longer one need be looked for
_AFTER = frozenset("的等在和与及同也都还就将已曾从对向为是有说称以到于由把被让给当任做作带领来去走要能会可应请")
#: bonus of a name that a recogniser has marked
MARKED = 5.0
#: what its word may be worth to a candidate, when it is asked whether a recogniser is to be heard
HOPE = 8.0
#: a word met so often is no holder's name
COMMON = 20
#: how much less a longer candidate may be worth than the name found, each character more costing about ten, and still be it
NEARLY = 12.0
#: log odds from which nothing that a recogniser may say changes a name
SETTLED = 8.0
#: what a place that only a recogniser takes for a name is worth less than the words in it
PROPOSED = 4.0
#: nothing worth less is a name
_LOST = -99.0
#: the same for a surname with a given name, which words of two or three rare characters still beat
_HOPELESS = -31.0


@dataclass(slots=True)
class Found:
    """A name as read: its place and by how much (log odds) it beat the best reading without it."""

    start: int
    end: int
    margin: float
    kind: str
    reason: str
    left: float = 0.0
    right: float = 0.0
    score: float = 0.0


@dataclass(slots=True)
class Piece:
    """A stretch between punctuation marks with the names possible in it."""

    start: int
    end: int
    edges: list[Edge] = field(default_factory=list)
    #: those that may be worth more than the words in their place, before the document has spoken for one
    hopeful: list[Edge] = field(default_factory=list)


def _outside(edges: list[Edge], found: list[Found]) -> list[Edge]:
    """Candidates that share no character with what was found, which is in text order."""
    starts = [f.start for f in found]
    out = []
    for e in edges:
        i = bisect_left(starts, e.end) - 1
        if i < 0 or found[i].end <= e.start:
            out.append(e)
    return out


def _longer(edges: list[Edge], found: list[Found]) -> bool:
    """Whether a candidate begins where a name was found, goes on behind it, and is worth nearly as much (施托克|尔)."""
    ends = {f.start: f for f in found}
    for e in edges:
        f = ends.get(e.start)
        if f is not None and e.end > f.end and e.score > f.score - NEARLY:
            return True
    return False


class Lattice:
    """The reader of one text; make one for each document, then `read`, and `read` again with what it has shown."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.sides = Sides(text)
        self._words = words.load()
        self._word_edges: dict[int, dict[int, list[tuple[int, float]]]] = {}
        self._every: list[int] = []
        self._ends: list[int] = []
        self._candidates = Candidates(text, self.sides)
        self.pieces = [p for p in self._pieces() if p.edges]
        self._starts = [p.start for p in self.pieces]
        self._first: dict[int, list[Found]] = {}
        self._by_start = {p.start: p for p in self.pieces}

    def wake(self, names: Iterable[str]) -> bool:
        """Take into account every place of strings that the document or a recogniser speaks for; whether there are new pieces."""
        before = len(self.pieces)
        for name in names:
            for edge in self._candidates.wake(name):
                if piece := self._around(edge.start, edge.end):
                    piece.edges.append(edge)
        return len(self.pieces) > before

    def propose(self, spans: Iterable[tuple[int, int]]) -> None:
        """Make candidates of what a recogniser marked and nothing else would: there, and wherever the string stands again.

        Each is worth less than the words it holds; what the recogniser says and the document shows come to it.
        """
        held: dict[int, set[tuple[int, int]]] = {}
        new = [self.text[s:e] for s, e in spans if e - s > 1 and self._add(s, e, held)]
        for start, end, _ in Matcher(dict.fromkeys(new)).find(self.text) if new else ():
            self._add(start, end, held)

    def spread(self, names: Iterable[str]) -> None:
        """Make candidates of foreign names wherever they stand whole again: the document has shown what they are."""
        held: dict[int, set[tuple[int, int]]] = {}
        matcher = Matcher(dict.fromkeys(names))
        for start, end, _ in matcher.find(self.text) if matcher.strings else ():
            if self._candidates.whole(start, end):
                self._add(start, end, held, better=True)

    def _around(self, start: int, end: int) -> Piece | None:
        """The piece that a place lies in, made if it held no candidate; None where a mark is inside the place."""
        i = bisect_right(self._every, start) - 1
        if i < 0 or end > self._ends[i]:
            return None
        at = self._every[i]
        piece = self._by_start.get(at)
        if piece is None:
            piece = self._by_start[at] = Piece(at, self._ends[i])
            insort(self.pieces, piece, key=attrgetter("start"))
            insort(self._starts, at)
        return piece

    def _add(self, start: int, end: int, held: dict[int, set[tuple[int, int]]], better: bool = False) -> bool:
        """Make a candidate of a place that has none (or, to be `better`, only worse ones); `held` remembers what pieces have."""
        piece = self._around(start, end)
        if piece is None:
            return False
        own = held.get(piece.start)
        if own is None:
            own = held[piece.start] = {(e.start, e.end) for e in piece.edges if e.kind != "word"}
        if (start, end) in own and not better:
            return False
        own.add((start, end))
        left, lr = self.sides.left(start)
        right, rr = self.sides.right(end)
        word = self._words.least(self.text[start:end])
        for e in piece.edges:  # a foreign word that need be nobody is worth more than its characters
            if e.start == start and e.end == end and e.kind == "word":
                word = max(word, e.score)
        score = word - PROPOSED + left + right
        if better and any(
            (e.start, e.end) == (start, end) and e.kind != "word" and e.score >= score for e in piece.edges
        ):
            return False
        piece.edges.append(Edge(start, end, score, "marked", left, right, lr if left >= right else rr))
        return True

    def _pieces(self) -> Iterator[Piece]:
        edges = sorted(self._candidates.all(), key=attrgetter("start"))
        k, n = 0, len(edges)
        text, least = self.text, self._words.least
        for m in _PIECE.finditer(self.text):
            piece = Piece(m.start(), m.end())
            self._every.append(piece.start)
            self._ends.append(piece.end)
            wanted = False
            while k < n and edges[k].start < piece.end:
                edge = edges[k]
                if edge.start >= piece.start and edge.end <= piece.end:
                    piece.edges.append(edge)
                    if edge.kind != "word":
                        wanted = True
                        if edge.kind != "han":
                            hopeful = edge.score > _LOST
                        else:
                            hopeful = edge.score > _HOPELESS and edge.score > least(text[edge.start : edge.end])
                        if hopeful:
                            piece.hopeful.append(edge)
                k += 1
            if wanted:
                yield piece

    def _edges_of(self, piece: Piece) -> dict[int, list[tuple[int, float]]]:
        got = self._word_edges.get(piece.start)
        if got is None:
            got = {}
            a, scores = piece.start, self._words.scores
            for s, e, i in self._words.matcher.find_all(self.text[a : piece.end]):
                got.setdefault(s + a, []).append((e + a, scores[i]))
            for edge in piece.edges:
                if edge.kind == "word":
                    got.setdefault(edge.start, []).append((edge.end, edge.score))
            self._word_edges[piece.start] = got
        return got

    def _single(self, c: str) -> float:
        cost = self._words.single.get(c)
        if cost is not None:
            return cost
        return words.UNSEEN if "\u3400" <= c <= "\u9fff" else (_DOT if c == "·" else _OTHER)

    def read(self, piece: Piece, bonus: Mapping[tuple[int, int], float] | None = None) -> list[Found]:
        """The names of the likeliest reading; `bonus` by place for what the rest of the document says."""
        a, b, text = piece.start, piece.end, self.text
        by_start = self._edges_of(piece)
        names: dict[int, list[Edge]] = {}
        gained = bonus and max(bonus.values()) > 0.0  # what speaks only against names makes no other one likely
        for edge in [e for e in piece.edges if e.kind != "word"] if gained else piece.hopeful:
            names.setdefault(edge.start, []).append(edge)
        single = self._words.single
        best = [0.0] * (b - a + 1)
        pick: list[tuple[int, Edge | None]] = [(0, None)] * (b - a)
        for i in range(b - 1, a - 1, -1):
            k = i - a
            cost = single.get(text[i])
            if cost is None:
                cost = self._single(text[i])
            top, chosen, edge_of = cost + best[k + 1], k + 1, None
            for e, w in by_start.get(i, ()):
                if e <= b and w + best[e - a] > top:
                    top, chosen = w + best[e - a], e - a
            for edge in names.get(i, ()):
                extra = bonus.get((edge.start, edge.end), 0.0) if bonus else 0.0
                if not extra and edge.kind in ("open", "member"):
                    continue  # only a list of posts and holders makes it a name
                w = edge.score + extra
                if w + best[edge.end - a] > top:
                    top, chosen, edge_of = w + best[edge.end - a], edge.end - a, edge
            best[k], pick[k] = top, (chosen, edge_of)
        out = []
        k = 0
        while k < b - a:
            j, edge_of = pick[k]
            if edge_of is not None:
                margin = best[k] - best[j] - self._plain(a + k, a + j, by_start)
                out.append(
                    Found(
                        edge_of.start,
                        edge_of.end,
                        margin,
                        edge_of.kind,
                        edge_of.reason,
                        edge_of.left,
                        edge_of.right,
                        edge_of.score,
                    )
                )
            k = j
        return out

    def first(self, piece: Piece) -> list[Found]:
        """The names of a piece read by itself, kept: the document is read from there, and a recogniser asked."""
        got = self._first.get(piece.start)
        if got is None:
            got = self._first[piece.start] = self.read(piece) if piece.hopeful else []
        return got

    def unsettled(self, start: int, end: int) -> bool:
        """Whether a recogniser may change what a stretch is read as: a name not sure yet, or one that its word would make one."""
        for piece in self.pieces[bisect_left(self._starts, start) : bisect_left(self._starts, end)]:
            if not piece.hopeful:
                continue
            found = self.first(piece)
            if any(f.margin < SETTLED or self._goes_on(f) for f in found):
                return True
            if _longer(piece.hopeful, found):
                return True
            open_ = [e for e in _outside(piece.hopeful, found) if not self._common(e)]
            if open_ and len(self.read(piece, {(e.start, e.end): HOPE for e in open_})) > len(found):
                return True
        posts = self._unfilled
        return bisect_left(posts, start) < bisect_left(posts, end)

    def _common(self, e: Edge) -> bool:
        """Whether only the place between a post and a mark makes it a candidate, and it is a word often met (职务, 人选)."""
        return e.kind == "open" and words.count(self.text[e.start : e.end]) >= COMMON

    def _goes_on(self, f: Found) -> bool:
        """Whether neither a mark, nor a cue, nor a word follows a name: it may be longer (韩春|那洛等)."""
        text, e = self.text, f.end
        return (
            f.right <= 0
            and f.left >= 4
            and _TWO.match(text, e) is not None
            and e not in self.sides.starts
            and text[e] not in _AFTER
            and not words.count(text[e : e + 2])
            and not words.count(text[e : e + 3])
        )

    @cached_property
    def _unfilled(self) -> list[int]:
        """Ends of posts behind which neither a name nor a common word stands (总统|比亚)."""
        text, starts = self.text, self.sides.starts
        names = {f.start for p in self.pieces for f in self.first(p)}
        return sorted(
            e
            for e, (flags, n) in self.sides.ends.items()
            if flags & POST and n > 1 and e not in starts and e not in names and text[e : e + 1] not in NEVER
            and _TWO.match(text, e) and all(words.count(text[e : e + k]) < COMMON for k in (2, 3, 4))
        )  # fmt: skip

    def _plain(self, a: int, b: int, by_start: Mapping[int, list[tuple[int, float]]]) -> float:
        """The best reading of a stretch as words alone."""
        best = [0.0] * (b - a + 1)
        for i in range(b - 1, a - 1, -1):
            top = self._single(self.text[i]) + best[i - a + 1]
            for e, w in by_start.get(i, ()):
                if e <= b and w + best[e - a] > top:
                    top = w + best[e - a]
            best[i - a] = top
        return best[0]

    def read_all(self) -> list[Found]:
        """Every name of the text, each piece by itself."""
        return [f for piece in self.pieces for f in self.read(piece)]
