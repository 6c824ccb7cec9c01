"""Claims that the layout of a text makes: membership lists, résumé lines, forms to fill in, the author's line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from pipeline.stages.offices.chains import AND, Chain, Claim, Group
from pipeline.stages.offices.layout import COMMANDERS, HEADQUARTERS, Field, Label, Period, group_body
from pipeline.stages.offices.post import Post, Who
from pipeline.stages.offices.tokens import Tokens


class Sheets:
    """Collects claims; reads those that lists and forms make."""

    def __init__(
        self,
        tokens: Tokens,
        notes: Sequence[tuple[int, int, list[Who]]] = (),
        periods: Sequence[Period] = (),
        subject: Who | None = None,
        labels: Sequence[Label] = (),
        fields: Sequence[Field] = (),
        entries: Sequence[Who] = (),
        cards: dict[int, list[Who]] | None = None,
    ) -> None:
        self.tokens = tokens
        self.text = tokens.text
        self.notes = notes
        self.periods = periods
        self.fields = fields
        self._field_starts = [f.start for f in fields]
        self.labels = [b for b in labels if group_body(tokens.text, b.at) is not None]
        self.subject = subject  # whom the whole page is about
        self.entries = entries
        self.cards = cards or {}
        self._entry_starts = [w.start for w in entries]
        self.claims: list[Claim] = []
        self._rows: list[tuple[Chain, list[Who]]] = []  # titles behind a row of names, and the names before the last
        self._born: Who | None = None  # of whom the text said last where he was from: whose life it tells on
        self._headed: Who | None = None  # whose entry on a page of several the lines below his name are
        self.credited: frozenset[int] = frozenset()  # where the names of those who wrote the text stand
        self._entry: Who | None = None  # whose life, with its years in a bracket, the paragraphs tell
        self._stated: tuple[Chain, list[Who], str, str | None, int] | None = None
        self._label_starts = [b.at for b in self.labels]
        self._period_starts = [p.start for p in periods]
        self._post_starts = [p.hit.start for p in tokens.posts]

    def _membership(self) -> None:
        """组　长：甲  区党工委书记: the label is a post in the group that the notice is about."""
        for label in self.labels:
            if label.hit.title.head in ("成员", "委员"):
                continue
            led = label.hit.title.head in COMMANDERS
            body = group_body(self.text, label.at, ends=HEADQUARTERS) if led else None
            body = body or group_body(self.text, label.at)  # a leading group may have a 政委 too
            if body is None:
                continue
            post = Post(label.at, label.at, "", label.hit.post, label.start - 1, label.hit)
            line = last = -1
            for n, who in enumerate(self.tokens.people_in(label.start, label.end)):
                start = self.tokens.breaks.line(who.start)
                if start == line and n and not AND.fullmatch(self.text, last, who.start):
                    continue  # a name inside the man's other posts
                line, last = start, who.end
                self._claim(who, post, "membership_list", 0.9)
                self.claims[-1].group = body

    def _in_label(self, pos: int) -> bool:
        i = bisect_right(self._label_starts, pos) - 1
        return i >= 0 and pos < self.labels[i].start

    def _laid_out(self, chain: Chain, before: Group | None, after: Chain | Group | None = None) -> bool:
        """Author's lines and résumé lines, whose holder stands elsewhere."""
        for s, e, authors in self.notes:
            if (
                s <= chain.start < e
                and len(authors) > 1
                and "分别" in self.text[s : chain.start]
                and len(authors) == len(chain.posts)
            ):
                for post, who in zip(chain.posts, authors, strict=True):
                    self._claim(who, post, "author_note", 0.9)
                return True
            if s <= chain.start < e and authors:
                self._assign(chain, self._named(authors, s, chain.start), "author_note", 0.95, all_=True)
                return True
        i = bisect_right(self._field_starts, chain.start) - 1
        if i >= 0 and chain.start < self.fields[i].end:
            field = self.fields[i]
            self._assign(chain, [field.who], "form", 0.93, status=field.status)
            return True
        if self.cards and (told := self.cards.get(self.tokens.breaks.line(chain.start))) is not None:
            self._assign(chain, told, "card", 0.93, all_=True)
            return True
        i = bisect_right(self._period_starts, chain.start + 1) - 1
        for p in self.periods[max(i, 0) : i + 1]:
            if p.start - 1 <= chain.start < p.end:
                whose = self._told(p.start)
                if whose is None or (before is not None and before.start >= p.start):
                    return False
                if isinstance(after, Group) and after.start == chain.end and after.people[0].name != whose.name:
                    return False  # 1926年5月，他结识了县委组织部长|乙
                for post in chain.posts:
                    self._claim(whose, post, "resume", 0.93 if p.open else 0.92, status=None if p.open else "former")
                    self.claims[-1].held = p.held
                return True
        return False

    def _told(self, pos: int) -> Who | None:
        """Whose life a line tells: the entry's that it stands under, where a page has several."""
        i = bisect_right(self._entry_starts, pos) - 1
        return self.entries[i] if i >= 0 else self.subject

    def _named(self, authors: list[Who], start: int, end: int) -> list[Who]:
        """The author whom a line names last before a post (甲系…，乙系…), or all of them where it names none."""
        line = self.text[start:end]
        found = [(line.rfind(w.name), w) for w in authors]
        best = max(found, key=lambda f: f[0])
        return [best[1]] if best[0] >= 0 else authors

    def _assign(
        self,
        chain: Chain,
        people: list[Who],
        rule: str,
        confidence: float,
        *,
        all_: bool = False,
        status: str | None = None,
    ) -> None:
        for n, who in enumerate(people):
            for post in chain.posts:
                self._claim(who, post, rule, confidence, order=n, status=status)

    def _claim(
        self, who: Who, post: Post, rule: str, confidence: float, *, order: int = 0, status: str | None = None
    ) -> None:
        near = abs(post.start - who.end) <= 60 and abs(who.start - post.end) <= 60
        start = min(post.start, who.start) if near else post.start
        end = max(post.end, who.end) if near else post.end
        self.claims.append(Claim(who, post, rule, confidence, order, status, start, end))
