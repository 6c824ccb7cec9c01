"""Names by a scored lattice: every stretch between two punctuation marks is read as the likeliest row of words and names.

A word costs what it costs in official prose; a name costs its surname, its given characters (or its transliteration)
and gains what stands beside it: a post, a verb of speech, a list, a by-line. So 李强调研 reads 李强|调研, and 高质量 no name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.lexicon import cues as cue_lexicon
from pipeline.lexicon import people, surnames, words
from pipeline.lexicon.cues import ADDRESS, LEAD, NOUN, POST, VERB
from pipeline.lexicon.loader import Matcher

HAN = "\u4e00-\u9fff\u3400-\u4dbf"
_PIECE = re.compile(r"[^，。；：！？、\n…《》“”‘’（）()\[\]【】|]+")
_SPACED = re.compile(
    rf"(?<![{HAN}])([{HAN}]{{1,2}})[ \u3000]{{1,4}}([{HAN}])(?:[ \u3000]{{1,2}}([{HAN}]))?(?![{HAN}·])"
)
_DOTTED = re.compile(rf"[{HAN}]{{1,10}}(?:[·][{HAN}A-Z]{{1,12}}(?:-[{HAN}]{{1,10}})*)+")
_ISHAN = re.compile(rf"[{HAN}]")

#: log prior of a name at any point of the text, by kind
PRIOR = {"han": -6.0, "spaced": -4.5, "foreign": -9.0, "dotted": -7.0, "known": -5.5, "open": -13.0}
#: bonus of a string that the document elsewhere shows to be a name
DOCUMENT = 7.0
#: bonus of a member of a list whose neighbour is surely a name
LIST = 4.0
_NEVER = frozenset(
    "的了是在和与及等于对为以之其并将把被让从向到个们着过这那有无不没也都就而或但若如则使我你他她它某该各每年月日时分秒第一二三四五六七八九十百千两几做给很最更且即乃系"
)
_NEVER_LAST = _NEVER - frozenset("一如之向三五九")
_NEVER_FIRST = _NEVER - frozenset("一如之为以向其三五九有")
_LEFT_CHAR = {
    "□": 8.0,
    "■": 5.0,
    "、": 1.0,
    "，": 0.3,
    "。": 0.3,
    "\n": 1.0,
    "：": 1.5,
    "（": 0.5,
    " ": 1.0,
    "\u3000": 1.0,
    "“": -1.5,
    "《": -3.0,
    "/": 1.0,
    "·": -2.0,
    "-": -1.0,
    "】": 0.5,
}
_RIGHT_CHAR = {
    "、": 1.2,
    "，": 0.6,
    "。": 0.3,
    "；": 0.3,
    "：": 1.5,
    "（": 1.0,
    " ": 0.5,
    "\u3000": 0.5,
    "/": 2.5,
    "）": 0.8,
    "\n": 0.8,
    "”": -1.5,
    "》": -3.0,
    "·": -3.0,
    "-": -1.0,
}
_MARKED = re.compile(r"（(?:女|[一-龥]{1,5}族)[），]|，(?:男|女)，|[（，][一-龥]{1,4}族[，）]|（左|（右|（中|（前|（后")


@dataclass(slots=True)
class Edge:
    """One possible name: its place, its score without the lattice, and what spoke for it."""

    start: int
    end: int
    score: float
    kind: str
    left: float = 0.0
    right: float = 0.0
    reason: str = "form"


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


@dataclass(slots=True)
class Piece:
    """A stretch between punctuation marks with the names possible in it."""

    start: int
    end: int
    edges: list[Edge] = field(default_factory=list)


class Sides:
    """What stands left and right of each position: cues by their ends and starts."""

    __slots__ = ("_left", "_right", "ends", "starts", "text")

    def __init__(self, text: str) -> None:
        lexicon = cue_lexicon.load()
        self.text = text
        self.ends: dict[int, tuple[int, int]] = {}
        self.starts: dict[int, tuple[int, int]] = {}
        flags, ends, starts = lexicon.flags, self.ends, self.starts
        for s, e, i in lexicon.matcher.find_all(text):
            f = flags[i]
            if f & (POST | NOUN | LEAD):
                old = ends.get(e)
                if old is None:
                    ends[e] = (f, e - s)
                else:
                    ends[e] = (old[0] | f, max(old[1], e - s))
            if f & (POST | ADDRESS | VERB):
                old = starts.get(s)
                if old is None:
                    starts[s] = (f, e - s)
                else:
                    starts[s] = (old[0] | f, max(old[1], e - s))
        self._left: dict[int, tuple[float, str]] = {}
        self._right: dict[int, tuple[float, str]] = {}

    def left(self, s: int) -> tuple[float, str]:
        """What speaks for a name that begins here."""
        got = self._left.get(s)
        if got is None:
            got = self._left[s] = self._look_left(s)
        return got

    def _look_left(self, s: int) -> tuple[float, str]:
        text = self.text
        k = s
        while k > 0 and text[k - 1] in " \u3000" and s - k < 3:
            k -= 1
        if k > 0 and text[k - 1] == "）":  # 县委常委（女）… 副县长（挂职）楼旭东
            at = text.rfind("（", max(0, k - 12), k)
            k = at if at > 0 else k
        hit = self.ends.get(k)
        if hit:
            f, n = hit
            if f & POST:
                return 5.0, "title"
            if f & NOUN:
                return 4.0, "noun"
            return (2.0 if n > 1 else 0.7), "lead"
        if s == 0:
            return 1.0, "edge"
        return _LEFT_CHAR.get(text[s - 1], 0.0), "form"

    def right(self, e: int) -> tuple[float, str]:
        """What speaks for a name that ends here."""
        got = self._right.get(e)
        if got is None:
            got = self._right[e] = self._look_right(e)
        return got

    def _look_right(self, e: int) -> tuple[float, str]:
        text = self.text
        if e >= len(text):
            return 0.8, "edge"
        c = text[e]
        if c in "（，" and _MARKED.match(text, e):
            return 6.0, "mark"
        k = e
        while k < len(text) and text[k] in " \u3000" and k - e < 2:
            k += 1
        hit = self.starts.get(k)
        if hit:
            f, n = hit
            if f & POST and n > 1:
                return 3.5, "title"
            if f & ADDRESS:
                return (3.5 if n > 1 else 1.2), "address"
            if f & VERB:
                return (2.2 if n > 1 else 0.8), "verb"
        return _RIGHT_CHAR.get(c, 0.0), "form"


@lru_cache(maxsize=1)
def _foreign_pattern() -> re.Pattern[str]:
    core = "".join(c for c, p in surnames.transliteration().items() if c not in _NEVER and p > -8.3)
    return re.compile(f"[{core}]{{2,}}")


class Lattice:
    """The reader of one text; make one for each document, then `read`, and `read` again with what it has shown."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.sides = Sides(text)
        self._words = words.load()
        self.pieces = [p for p in self._pieces() if p.edges]
        self._word_edges: dict[int, dict[int, list[tuple[int, float]]]] = {}

    # ------------------------------------------------------------ candidates

    def _pieces(self) -> Iterator[Piece]:
        edges = sorted(self._candidates(), key=lambda e: e.start)
        k = 0
        for m in _PIECE.finditer(self.text):
            piece = Piece(m.start(), m.end())
            while k < len(edges) and edges[k].start < piece.end:
                if edges[k].start >= piece.start and edges[k].end <= piece.end:
                    piece.edges.append(edges[k])
                k += 1
            yield piece

    def _candidates(self) -> Iterator[Edge]:
        yield from self._han()
        yield from self._spaced()
        yield from self._dotted()
        yield from self._foreign()
        yield from self._known()

    def _edge(self, start: int, end: int, form: float, kind: str) -> Edge:
        left, lr = self.sides.left(start)
        right, rr = self.sides.right(end)
        reason = lr if left >= right else rr
        return Edge(start, end, PRIOR[kind] + form + left + right, kind, left, right, reason)

    def _given(self, chars: str) -> float | None:
        g = surnames.given()
        if len(chars) == 1:
            return None if chars in _NEVER_LAST else g.single.get(chars, -11.5) - 0.3
        if chars[0] in _NEVER_FIRST or chars[1] in _NEVER_LAST:
            return None
        return g.first.get(chars[0], -11.5) + g.last.get(chars[1], -11.5) + 0.3

    def _han(self) -> Iterator[Edge]:
        text, table, known = self.text, surnames.surnames(), people.people()
        starts = self.sides.starts
        for m in surnames.single_pattern().finditer(text):
            s = m.start()
            for k in (1, 2):
                sp = table.get(text[s : s + k])
                if sp is None:
                    continue
                for n in (1, 2):
                    e = s + k + n
                    chars = text[s + k : e]
                    if len(chars) < n or not all("\u3400" <= c <= "\u9fff" for c in chars):
                        break
                    gp = self._given(chars)
                    if gp is None:
                        continue
                    after = starts.get(s + k)
                    if after and after[0] & (POST | ADDRESS) and after[1] > 1:
                        gp -= 5.0  # 李书记, 王老师: a form of address, not a given name
                    form = sp + gp
                    if text[s:e] in known:
                        form += 4.0 if e - s > 2 else 2.0
                    if form < -30:
                        continue
                    yield self._edge(s, e, form, "han")

    def _spaced(self) -> Iterator[Edge]:
        table = surnames.surnames()
        for m in _SPACED.finditer(self.text):
            sp = table.get(m[1])
            if sp is None or (m[3] and len(m[1]) > 1):
                continue
            gp = self._given(m[2] + (m[3] or ""))
            if gp is not None:
                yield self._edge(m.start(), m.end(), sp + gp, "spaced")

    def _dotted(self) -> Iterator[Edge]:
        t = surnames.transliteration()
        for m in _DOTTED.finditer(self.text):
            first = m[0].index("·")
            rest = len(m[0]) - max(m[0].rfind("·"), m[0].rfind("-")) - 1
            for a in range(first):
                for b in range(rest):
                    s, e = m.start() + a, m.end() - b
                    form = sum(t.get(c, -10.0) for c in self.text[s:e] if c not in "·-")
                    yield self._edge(s, e, form + 9.0, "dotted")

    def _foreign(self) -> Iterator[Edge]:
        t, text, known, family = surnames.transliteration(), self.text, people.people(), people.family_names()
        for m in _foreign_pattern().finditer(text):
            run = m[0]
            for a in range(min(len(run) - 1, 12)):
                form = t[run[a]]
                for b in range(a + 1, min(a + 8, len(run))):
                    form += t[run[b]]
                    name = run[a : b + 1]
                    s, e = m.start() + a, m.start() + b + 1
                    bonus = 4.0 if name in family or name in known else 0.0
                    left, lr = self.sides.left(s)
                    right, rr = self.sides.right(e)
                    if bonus or left >= 4 or (right >= 2.2 and left > -1):
                        yield Edge(
                            s,
                            e,
                            PRIOR["foreign"] + form + bonus + left + right,
                            "foreign",
                            left,
                            right,
                            lr if left >= right else rr,
                        )
                    else:
                        yield Edge(s, e, PRIOR["foreign"] + form, "word", left, right)

    def _known(self) -> Iterator[Edge]:
        for s, e, _ in _known_matcher().find(self.text):
            if e - s >= 2:
                yield self._edge(s, e, -8.0 if e - s > 2 else -11.0, "known")

    # ------------------------------------------------------------ reading

    def _edges_of(self, piece: Piece) -> dict[int, list[tuple[int, float]]]:
        got = self._word_edges.get(piece.start)
        if got is None:
            got = {}
            a, scores = piece.start, self._words.scores
            for s, e, i in self._words.matcher.find_all(self.text[a : piece.end]):
                got.setdefault(s + a, []).append((e + a, scores[i]))
            self._word_edges[piece.start] = got
        return got

    def read(self, piece: Piece, bonus: Mapping[tuple[int, int], float] | None = None) -> list[Found]:
        """The names of the likeliest reading; `bonus` by place for what the rest of the document says."""
        a, b, text = piece.start, piece.end, self.text
        by_start = self._edges_of(piece)
        names: dict[int, list[Edge]] = {}
        for edge in piece.edges:
            names.setdefault(edge.start, []).append(edge)
        single = self._words.single
        n = b - a
        best = [0.0] * (n + 1)
        plain = [0.0] * (n + 1)
        pick: list[tuple[int, Edge | None]] = [(0, None)] * n
        for i in range(b - 1, a - 1, -1):
            c = text[i]
            cost = single.get(c)
            if cost is None:
                cost = words.UNSEEN if "\u3400" <= c <= "\u9fff" else (-8.0 if c == "·" else -1.0)
            k = i - a
            top, p, chosen, edge_of = cost + best[k + 1], cost + plain[k + 1], k + 1, None
            for e, w in by_start.get(i, ()):
                if e <= b:
                    j = e - a
                    if w + best[j] > top:
                        top, chosen = w + best[j], j
                    if w + plain[j] > p:
                        p = w + plain[j]
            for edge in names.get(i, ()):
                j = edge.end - a
                if j > n:
                    continue
                w = edge.score + (bonus.get((edge.start, edge.end), 0.0) if bonus else 0.0)
                if w + best[j] > top:
                    top, chosen, edge_of = w + best[j], j, edge
                if edge.kind == "word" and w + plain[j] > p:
                    p = w + plain[j]
            best[k], plain[k], pick[k] = top, p, (chosen, edge_of)
        out = []
        k = 0
        while k < n:
            j, edge_of = pick[k]
            if edge_of is not None and edge_of.kind != "word":
                w = best[k] - best[j]
                out.append(
                    Found(
                        edge_of.start,
                        edge_of.end,
                        w - self._plain_cost(k, j, a, by_start),
                        edge_of.kind,
                        edge_of.reason,
                        edge_of.left,
                        edge_of.right,
                    )
                )
            k = j
        return out

    def _plain_cost(self, k: int, j: int, a: int, by_start: Mapping[int, list[tuple[int, float]]]) -> float:
        """The best reading of a stretch as words alone."""
        single, text = self._words.single, self.text
        best = [0.0] * (j - k + 1)
        for i in range(j - 1, k - 1, -1):
            c = text[a + i]
            cost = single.get(c)
            if cost is None:
                cost = words.UNSEEN if "\u3400" <= c <= "\u9fff" else (-8.0 if c == "·" else -1.0)
            top = cost + best[i - k + 1]
            for e, w in by_start.get(a + i, ()):
                if e - a <= j:
                    top = max(top, w + best[e - a - k])
            best[i - k] = top
        return best[0]

    def read_all(self) -> list[Found]:
        """Every name of the text, each piece by itself."""
        return [f for piece in self.pieces for f in self.read(piece)]


@lru_cache(maxsize=1)
def _known_matcher() -> Matcher:
    return Matcher(n for n in people.people() if len(n) >= 3 or (len(n) == 2 and words.count(n) == 0))


def spans(found: Iterable[Found]) -> list[tuple[int, int]]:
    """The places alone."""
    return [(f.start, f.end) for f in found]
