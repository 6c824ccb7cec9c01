"""Stems of counties that are everyday words too: which of them are places in a text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from pipeline.lexicon.places import Place, gazetteer, place_words

if TYPE_CHECKING:
    from pipeline.stages.organizations.spot import Spot, Spots

#: what stands before a stem that is a word of its own
BEFORE = frozenset("在到赴至从由向对往经是和与及于为给让把将被自的援驻以称访抵离距达说")
_AFTER = frozenset("的和与及等两三四五县市区地在为以是已将把从到有各一全也还要正可则又就同、")
#: 三地, 等县（市）
_COUNTED = re.compile(r"(?:等地|等?[两二三四五六七八九十\d]+个?(?:地|县|市|区)|等县|等市县|等县市)(?!方|区)")


def _alone(text: str, s: int, e: int) -> bool:
    """Whether a bare stem stands as a word: between marks or particles (惠民 in 惠民生 does not)."""
    before, after = text[s - 1 : s] if s else "", text[e : e + 1]
    free_left = not ("一" <= before <= "鿿") or before in BEFORE or before in "省市县区州盟旗"
    return free_left and (not ("一" <= after <= "鿿") or after in _AFTER)


def _han(c: str) -> bool:
    return "一" <= c <= "鿿"


def settle(out: Spots, doubtful: Iterable[Spot], named: set[str], text: str, year: int | None) -> None:
    """A doubtful county stem stands when its full name does, or in a list of other places of its prefecture."""
    g = gazetteer()
    prefectures = {s.place.code[:4] for s in out.places if s.sure and s.place.level == "prefecture" and s.place.code}
    drop = set()
    doubtful = list(doubtful)
    rows = _rows(doubtful, {s.place.code[:2] for s in out.places if s.sure and s.place.code and s.place.domestic}, text)
    around = {c for s in out.places if s.sure and (c := s.place.code)} | named
    starts = {s.start: s.place for s in out.places if s.sure and s.place.level == "prefecture"}
    for s in doubtful:
        form = text[s.start : s.end]
        if not s.bare:  # 会同县: its prefecture or province is named too
            parents = {p.code for p in g.parents(s.place, year)}
            if s.place.code in named and (form not in place_words("verb") or not _han(text[s.start - 1 : s.start])):
                s.sure = True  # the text names it elsewhere, where nothing can be misread
            elif not parents & around and not any(c[:4] == s.place.code[:4] and c != s.place.code for c in around):
                drop.add(id(s))
            else:
                s.sure = True
            continue
        if (listed := rows.get(s.start)) is not None and listed.valid(year):
            s.place, s.sure = listed, True
            continue
        beside = starts.get(s.end + 1) if text[s.end : s.end + 1] in ("、", "和", "与") else None
        if beside is not None and s.place.level == "prefecture" and beside.code[:2] == s.place.code[:2]:
            s.sure = True  # 黄山、池州两市
            continue
        if not _alone(text, s.start, s.end):
            drop.add(id(s))
            continue
        options = [p for p in g.named(form) if p.valid(year)]
        full = next((p for p in options if p.code in named), None)
        near = next((p for p in options if p.level == "county" and p.code[:4] in prefectures), None)
        chosen = full or (near if form not in place_words("common") and form not in place_words("word") else None)
        if chosen is None:
            drop.add(id(s))
        else:
            s.place, s.sure = chosen, True
    out.places = [s for s in out.places if id(s) not in drop]


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
