"""Stems of counties that are everyday words too: which of them are places in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from pipeline.lexicon.places import Place, gazetteer, place_words, towns_of
from pipeline.stages.organizations.standing import alone, free_left, free_right, gone_to, han, joined, said_of_place

if TYPE_CHECKING:
    from pipeline.stages.organizations.spot import Spot, Spots

#: 三地, 等县（市）
_COUNTED = re.compile(r"(?:等地|等?[两二三四五六七八九十\d]+个?(?:地|县|市|区)|等县|等市县|等县市)(?!方|区)")


def settle(out: Spots, doubtful: Iterable[Spot], named: set[str], text: str, year: int | None) -> None:
    """A doubtful county stem stands when its full name does, in a list of other places of its prefecture, or where the
    text speaks of its prefecture or province and puts it where only a place stands.

    What is settled so shows others of its prefecture in turn.
    """
    g = gazetteer()
    doubtful = list(doubtful)
    sure = [s.place for s in out.places if s.sure and s.place.code and s.place.domestic]
    rows = _rows(doubtful, {p.code[:2] for p in sure}, text)
    around = {s.place.code for s in out.places if s.sure and s.place.code} | named
    ground = _Ground(named, sure)
    ground.ends.update(s.end for s in out.places if s.sure)
    starts = {s.start: s.place for s in out.places if s.sure and s.place.level == "prefecture"}
    kept: set[int] = set()
    left: list[Spot] = []
    for s in doubtful:
        form = text[s.start : s.end]
        if not s.bare:  # 会同县: its prefecture or province is named too
            parents = {p.code for p in g.parents(s.place, year)}
            known = s.place.code in named and (form not in place_words("verb") or not han(text[s.start - 1 : s.start]))
            near = any(c[:4] == s.place.code[:4] and c != s.place.code for c in around)
            before = text[s.start - 1 : s.start]
            if form in place_words("verb") and han(before) and before not in "到赴抵" and s.start not in ground.ends:
                continue  # 河北易县人，先后任|县公安局股长
            if known or parents & around or near:
                kept.add(id(s))
        elif (listed := rows.get(s.start)) is not None and listed.valid(year):
            s.place = listed
            kept.add(id(s))
        elif _beside(s, starts, text):
            kept.add(id(s))  # 黄山、池州两市
        else:
            left.append(s)
    for _ in range(_ROUNDS):
        found = [(s, p) for s in left if (p := ground.meant(text, s, year)) is not None]
        if not found:
            break
        for s, p in found:
            s.framed = p.code not in named
            s.place = _then(p, text[s.start : s.end], s.year)
            kept.add(id(s))
            ground.learn(p)
            ground.ends.add(s.end)
        left = [s for s in left if id(s) not in kept]
    drop = {id(s) for s in doubtful} - kept
    for s in doubtful:
        s.sure = id(s) in kept
    out.places = [s for s in out.places if id(s) not in drop]


#: a short name in quotation marks that begins with a place's is of a thing
_COINED = re.compile(r"[一-鿿]{1,3}[”’]")
#: what lies by the water that a county is called after
_SHORE = re.compile(r"之?[畔滨]|[水湖河江]面|红船|岸边|游船|水[质位体]|里(?=[游捕])")
#: what makes a stem the name of a bay, a bridge, a temple
_MORE = frozenset("湾河江湖溪港桥洲坝峡角塘沟洞寺庙塔楼宫殿园路街巷渡")
#: how often what was settled is asked for more
_ROUNDS = 3


class _Ground:
    """The counties, prefectures and provinces that a text is known to speak of."""

    def __init__(self, named: Iterable[str], sure: Iterable[Place]) -> None:
        self.named = set(named)
        #: where a place ends that is sure: the next of a list may stand behind it
        self.ends: set[int] = set()
        #: prefectures named themselves, and those in which a county lies that is named
        self.prefectures: set[str] = set()
        self.near: set[str] = set()
        self.provinces: set[str] = set()
        for p in sure:
            if p.level == "prefecture":
                self.prefectures.add(p.code[:4])
            self.provinces.add(p.code[:2])
        for code in self.named:
            self._around(code)

    def learn(self, place: Place) -> None:
        """A county that a stem was settled as."""
        self.named.add(place.code)
        self._around(place.code)

    def _around(self, code: str) -> None:
        if code.isdigit():
            self.provinces.add(code[:2])
            if not code.endswith("0000"):
                self.near.add(code[:4])

    def meant(self, text: str, s: Spot, year: int | None) -> Place | None:
        """The county that a stem means, or None where it may be a word."""
        form = text[s.start : s.end]
        if form[-1] in "湖江河海" and _SHORE.match(text, s.end):
            return None  # 南湖|之畔
        options = [p for p in gazetteer().named(form) if p.valid(year)]
        word = form in place_words("common") or form in place_words("word")
        lone = alone(text, s.start, s.end)
        run_over = joined(text, s.start, s.end)
        gone = not run_over and gone_to(text, s.start)
        said = said_of_place(text, s.start, s.end)
        left = free_left(text, s.start)
        if text[s.start - 1 : s.start] in ("、", "和", "与") and s.start - 1 in self.ends and not run_over:
            said = True  # 建瓯、松溪客商
        if text[s.end : s.end + 1] in _MORE and not (said or lone):
            return None  # 海珠|湾隧道
        own = next((p for p in options if p.code in self.named), None)
        if text[s.start - 1 : s.start] in ("“", "‘") and _COINED.match(text, s.end):
            return None  # “沂源红”
        if own is not None:
            return own if lone or gone or (not word and left and (said or not run_over)) else None
        counties = [p for p in options if p.level == "county"]
        if gone and not said:
            said = any(text.startswith((t.name, t.bare), s.end) for p in counties for t in towns_of(p.code))
        if not word and lone and (p := _of(counties, self.prefectures)) is not None:
            return p
        if not (gone or (left and said)):
            return None
        near = _of(counties, self.prefectures | self.near)
        if near is not None:
            return near if not word or (gone and (said or free_right(text, s.end))) else None
        if word or len({p.code for p in counties}) != 1 or counties[0].code[:2] not in self.provinces:
            return None
        return counties[0] if said or free_right(text, s.end) else None


def _then(place: Place, form: str, year: int | None) -> Place:
    """The county of that stem under the name that it bore in the year told of (芷江县 before 1986)."""
    if place.valid(year):
        return place
    found = gazetteer().named(form)
    past = [p for p in found if p.valid(year) and p.level == "county" and p.code[:2] == place.code[:2]]
    return past[0] if len(past) == 1 else place


def _of(counties: Sequence[Place], prefectures: set[str]) -> Place | None:
    return next((p for p in counties if p.code[:4] in prefectures), None)


def _beside(s: Spot, starts: dict[int, Place], text: str) -> bool:
    """Whether a prefecture's stem stands before another of its province."""
    other = starts.get(s.end + 1) if text[s.end : s.end + 1] in ("、", "和", "与") else None
    return other is not None and s.place.level == "prefecture" and other.code[:2] == s.place.code[:2]


def _rows(doubtful: Sequence[Spot], provinces: set[str], text: str) -> dict[int, Place]:
    """Where stems stand side by side and the text counts them as places, those of its provinces (浙江…建德、桐庐、富阳三地)."""
    found: dict[int, Place] = {}
    run: list[tuple[int, int, Place]] = []
    for s in doubtful:
        form = text[s.start : s.end]
        place = next((p for p in gazetteer().named(form) if s.bare and p.code[:2] in provinces), None)
        if run and text[run[-1][1] : s.start] not in ("、", "和", "与", "及"):
            run = []
        if place is None:
            run = []
            continue
        run.append((s.start, s.end, place))
        if len(run) > 1 and _COUNTED.match(text, s.end):
            found.update((start, p) for start, _, p in run)
    return found
