"""Whose ministry or service of arms is meant where it stands bare: ours, unless something foreign speaks against it.

乌空军 is Ukraine's where the text names 乌克兰, 美制陆军战术导弹 tells of the American army, and a text of a foreign war
that says nothing of China means no body of ours; 国务委员兼外交部部长 is ours though the guest's country stands before it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from pipeline.lexicon import leaders
from pipeline.lexicon import words as usage
from pipeline.lexicon.bodies import body_index, body_of
from pipeline.lexicon.body_words import full_names, longest_first, words
from pipeline.lexicon.places import Place, gazetteer, place_by_names
from pipeline.stages.organizations.read import Raw

#: bodies that every state has
SHARED = frozenset(words("shared"))
_OURS = re.compile(longest_first(words("ours")))
#: no single state's: 多国|央行
_OF_MANY = re.compile(rf"(?:{longest_first(words('of_many'))})的?\Z")
#: 陪同甲出访孟加拉国、斯里兰卡的|外交部副部长: ours, who went there
_GONE_THERE = re.compile(r"(?:出访|访问|前往|赴|出使)[^，。；的\n]{1,40}的\Z")
_JOURNEY = 48
#: who comes with a guest: 陪同某某访华的有外交部部长…
_IN_SUITE = re.compile(r"陪同[^。；\n]{1,40}?访华[^。；\n]{0,120}\Z")
_MARKS = "，。；！？\n"
_STOPS = "。；！？\n"
#: what a clause is about: 就美国…|外交部发言人
_ABOUT = words("about")
_OF_STATE = longest_first(words("of_state"))
#: what a ministry does as the subject of a sentence
_SAYS = re.compile(r"(?:\d{1,2}日|当天|今天)?(?:表示|宣布|证实|发表声明|发言人|[称说](?![为号职]))|部?长(?![期远])")
#: how far back the country of a guest's organ is looked for
_GUESTS = 150
#: a word met so often takes the character before a body (近日|外交部)
_WORD = 20
#: types of bodies that are no sign of whose text it is
_NEUTRAL = frozenset(("foreign", "international", "media", "company", "other"))


@dataclass(frozen=True, slots=True)
class Owner:
    """The foreign state meant ("": which one is not said) and where the body's name begins with its character."""

    land: str
    start: int


@lru_cache(maxsize=1)
def _usual() -> dict[str, str]:
    """The character of a state where the text does not name it in full: 美 → 美国."""
    g = gazetteer()
    found: dict[str, str] = {}
    for b in place_by_names():
        if b.use == "state" and b.form[0] == "中" and len(b.form) == 2 and (p := g.get(b.codes[1])) is not None:
            found[b.form[1]] = p.name
    return found


@lru_cache(maxsize=1)
def _with_organ() -> dict[str, frozenset[str]]:
    """Organ → the states that have one."""
    return {w: frozenset(states.split("|")) for w, states in full_names("state_with").items()}


@lru_cache(maxsize=1)
def _our_leaders() -> re.Pattern[str]:
    """Those who have held the posts of our State (温家宝总理): who names one speaks of China too."""
    return re.compile(longest_first(sorted(leaders.ours())))


@lru_cache(maxsize=256)
def _spoken(chars: str) -> re.Pattern[str]:
    """乌方, 俄军, 以总理: a state by its first character."""
    return re.compile(rf"([{chars}])(?={_OF_STATE})")


def land_of(*names: str) -> str:
    """The country whose name a foreign body's name begins with (日本外务省 → 日本); empty where none does."""
    g = gazetteer()
    for name in names:
        for n in range(min(8, len(name) - 1), 1, -1):
            place = g.resolve(name[:n])
            if place is not None and place.level == "country":
                return place.name
    return ""


class Lands:
    """The signs of one text by which a bare ministry is told to be ours or another state's."""

    def __init__(
        self, text: str, places: Iterable[tuple[int, Place]], raws: Iterable[Raw], year: int | None, ours: bool
    ) -> None:
        self.text, self.year = text, year
        self._by_char: dict[str, str] = {}
        self._ends: dict[int, str] = {}
        #: offset → the country, "" for a foreign one that is not said, None for ours
        signs: dict[int, str | None] = {}
        for start, p in places:
            if p.domestic or p.name == "中国":
                if p.name == "中国" or p.level == "province" or text.startswith(p.name, start):
                    signs[start] = None
            elif p.level == "country":
                signs[start] = p.name
                self._by_char.setdefault(p.name[0], p.name)
            elif p.level == "city":
                signs.setdefault(start, "")
            if not p.domestic and p.name != "中国" and text.startswith(p.name, start):
                self._ends[start + len(p.name)] = p.name
        for raw in raws:
            if raw.kind == "body" and raw.core not in SHARED and (known := body_index().get(raw.core)):
                if known[0].type == "foreign":
                    land = land_of(known[0].name, raw.core)
                    signs[raw.start] = land
                    if land:
                        self._by_char.setdefault(land[0], land)
                elif known[0].type not in _NEUTRAL:
                    signs[raw.start] = None
        for m in _OURS.finditer(text):
            if not text.endswith("其", 0, m.start()):  # 其中|国防部
                signs.setdefault(m.start(), None)
        if self._by_char:
            for m in _spoken("".join(sorted(self._by_char))).finditer(text):
                if not self._taken(m.start()):
                    signs.setdefault(m.start(), self._by_char[m[1]])
        self._at = sorted(signs)
        self._signs: Sequence[str | None] = [signs[a] for a in self._at]
        self._ours = ours or None in self._signs
        self._foreign = any(s is not None for s in self._signs)
        self._lasts = list(accumulate(self._signs, lambda last, s: s or last, initial=""))[1:]
        self._nexts = list(accumulate(reversed(self._signs), lambda last, s: s or last, initial=""))[:0:-1]

    def owner(self, start: int, core: str) -> Owner | None:
        """The other state that a bare body at an offset belongs to; None: it is ours."""
        text = self.text
        if (right := self.behind(start)) is not None:
            return right
        if (land := self._before(start)) is not None or (land := self._israel(start, core)) is not None:
            return land
        if _OF_MANY.search(text, max(0, start - 5), start):
            return Owner("", start)
        if text.startswith("的", start - 1) and _GONE_THERE.search(text, max(0, start - _JOURNEY), start):
            return None
        if not self._foreign:
            return None
        sentence = max(text.rfind(c, max(0, start - 200), start) for c in _STOPS) + 1
        if _IN_SUITE.search(text, sentence, start):
            return Owner(self._last(start), start)
        clause = max(text.rfind(c, max(0, start - 200), start) for c in _MARKS) + 1
        i = bisect_left(self._at, start) - 1
        if i >= 0 and self._at[i] >= clause:
            sign = self._signs[i]
            if sign is None:
                return None
            if not text.startswith(_ABOUT, clause):
                return Owner(sign or self._last(start), start)
        known = body_of(core, self.year)
        if (alone := self._abroad_here(start)) is not None:
            return Owner(alone, start)
        if not self._ours or (known is not None and not known.valid(self.year) and i >= 0 and self._at[i] >= sentence):
            return Owner(self._last(start) or self._next(start), start)
        return None

    def _abroad_here(self, start: int) -> str | None:
        """The country of which alone the paragraph speaks: 俄新政府设有21个部，…。其中|内务部 in a page of news."""
        low = self.text.rfind("\n", 0, start) + 1
        high = self.text.find("\n", start)
        i = bisect_left(self._at, low)
        j = bisect_left(self._at, high) if high >= 0 else len(self._at)
        here = set(self._signs[i:j])
        named = {s for s in here if s}
        if len(named) == 1 and _our_leaders().search(self.text, low, start):
            return None  # 应新加坡总理邀请，温家宝总理将…。外交部部长助理
        return next(iter(named)) if len(named) == 1 and None not in here and self._at[i] < start else None

    def behind(self, start: int) -> Owner | None:
        """The foreign country or region that ends right where a body begins."""
        return Owner(self._ends[start], start) if start in self._ends else None

    def by_character(self, start: int) -> Owner | None:
        """The state that one character before an organ names (澳|参议院)."""
        return self._before(start)

    def guests(self, start: int) -> Owner | None:
        """The one foreign country named before, to which an organ that China does not have can only belong."""
        i = bisect_left(self._at, start)
        found: set[str] = set()
        low = max(start - _GUESTS, self.text.rfind("\n", 0, start))
        while i and self._at[i - 1] > low:
            i -= 1
            if land := self._signs[i]:
                found.add(land)
        return Owner(found.pop(), start) if len(found) == 1 else None

    def with_organ(self, owner: Owner, organ: str) -> Owner | None:
        """The state that a bare organ belongs to, if the one nearest has none such: in a text of Iran 国会 and 民主党 are
        of the other country named that has them; None where no country of the text has."""
        states = _with_organ().get(organ)
        if states is None or not owner.land or owner.land in states:
            return owner
        i = bisect_left(self._at, owner.start)
        around = [*reversed(self._signs[:i]), *self._signs[i:]]
        land = next((s for s in around if s and s in states), None)
        return Owner(land, owner.start) if land is not None else None

    def anybody(self, start: int) -> bool:
        """Whether it stays open whose base it is: 乌代德|空军基地, 在沙特的|空军基地, but not 俄|空军基地."""
        owner = self.behind(start) or self.by_character(start)
        land = gazetteer().resolve(owner.land) if owner is not None else None
        return self.text[start - 1] == "的" or (land is not None and land.level != "country")

    def _before(self, start: int) -> Owner | None:
        """乌|空军, 美制|陆军: the state by one character right before."""
        text = self.text
        at = start - 2 if start > 1 and text[start - 1] == "制" else start - 1
        if at < 0 or self._taken(at):
            return None
        c = text[at]
        if c == "新" and (c not in self._by_char or text.startswith(tuple(words("anew")), start)):
            return None  # 新政府 of whatever country
        land = self._by_char.get(c) or (_usual().get(c) if at < start - 1 or self._stands(at) else None)
        if land is None:
            return None
        return Owner(land, at if at == start - 1 else start)

    def _israel(self, start: int, core: str) -> Owner | None:
        """以国防部|称: Israel's, though the text does not name it; elsewhere 以 is a preposition."""
        said = self.text[start - 1 : start] == "以" and _SAYS.match(self.text, start + len(core)) is not None
        return Owner("以色列", start - 1) if said and self._stands(start - 1) else None

    def _taken(self, at: int) -> bool:
        """Whether the character before a body ends a word or a date (近日, 4日)."""
        if self._dated(at):
            return False
        before = self.text[at - 1 : at]
        return before.isdigit() or usage.count(self.text[at - 1 : at + 1]) >= _WORD

    def _dated(self, at: int) -> bool:
        """Whether a day of the month ends there (27日|俄议会)."""
        return self.text[at - 1 : at] == "日" and self.text[at - 2 : at - 1].isdigit()

    def _stands(self, at: int) -> bool:
        """Whether a character begins its clause or stands after a numeral or a verb of one character."""
        before = self.text[at - 1 : at]
        return (
            self._dated(at)
            or not "一" <= before <= "鿿"
            or usage.count(self.text[at - 2 : at]) > 0
            or before in "名艘架与和"
        )

    def _last(self, start: int) -> str:
        """The foreign country that stands last before an offset."""
        i = bisect_left(self._at, start)
        return self._lasts[i - 1] if i else ""

    def _next(self, start: int) -> str:
        """The first one behind it."""
        i = bisect_left(self._at, start)
        return self._nexts[i] if i < len(self._at) else ""
