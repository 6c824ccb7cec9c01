"""The lexicon of policy phrases (提法): fixed wordings under which the Party or a public body names its policy.

One JSON object a line in data/phrases.jsonl: `canonical`; `category`; and, where they apply, `variants` (other
wordings), `components` in their usual order, `english` (the official rendering), `first_attested` (EDTF) with
`occasion`, `level` (central when missing), `predecessor` and `successor`, `family` (the entry of which this is a fuller
or shorter wording with a life of its own: 更加紧密的中巴命运共同体 → 中巴命运共同体), `quoted` (true: general words that
are a phrase in quotation marks only), `not` (contexts in which the string is no phrase; ~ stands for it: ~局, 从~),
`source`; `seen`, the earliest date in the work reports of 1954–2021 and the television news of 2022–2026, a bound for the
first use; and `checked`, which of `english` and `first_attested` was looked up, and where (the rest is public record
from memory).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Literal, cast, get_args

from pipeline.lexicon import loader
from schemas.layers import PhraseCategory

FILE = "phrases.jsonl"
IDIOMS = "idioms.txt"
#: what words that are often quoted are, when they are no policy
Quotation = Literal["idiom", "classical", "rhetoric"]
LEVELS = ("central", "province", "city", "county", "ministry")
CATEGORIES: tuple[str, ...] = get_args(PhraseCategory)

#: what may stand between the limbs of a phrase (不忘初心、牢记使命 / 不忘初心，牢记使命 / 不忘初心 牢记使命)
LIMB = "、，；·／/ 　"
QUOTES = "“”‘’\"'"
_SEPARATOR = re.compile(rf"[{LIMB}{QUOTES}]+")
_NOUN_LIMB = re.compile(r"[力信觉化观识感史]$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """An entry of the lexicon."""

    canonical: str
    category: PhraseCategory
    variants: tuple[str, ...] = ()
    components: tuple[str, ...] = ()
    english: str | None = None
    first_attested: str | None = None
    occasion: str | None = None
    level: str = "central"
    predecessor: str | None = None
    successor: str | None = None
    family: str | None = None
    quoted: bool = False
    exclude: tuple[str, ...] = ()
    source: str = ""

    @property
    def past(self) -> bool:
        """Whether it names a movement of the years before the reforms of 1978."""
        movement = self.category in ("campaign", "numeric") and not self.canonical.endswith("计划")
        return movement and self.first_attested is not None and self.first_attested < "1978"


@dataclass(frozen=True, slots=True)
class Surface:
    """One wording of an entry, its separators taken out; `limbs` are the offsets at which one may stand."""

    phrase: Phrase
    bare: str
    limbs: frozenset[int]
    before: tuple[str, ...] = field(default=())
    after: tuple[str, ...] = field(default=())


def phrase(row: dict[str, Any]) -> Phrase:
    """An entry from its row."""
    return Phrase(
        canonical=row["canonical"],
        category=row["category"],
        variants=tuple(row.get("variants", ())),
        components=tuple(row.get("components", ())),
        english=row.get("english"),
        first_attested=row.get("first_attested"),
        occasion=row.get("occasion"),
        level=row.get("level", "central"),
        predecessor=row.get("predecessor"),
        successor=row.get("successor"),
        family=row.get("family"),
        quoted=row.get("quoted", False),
        exclude=tuple(row.get("not", ())),
        source=row.get("source", ""),
    )


@lru_cache(maxsize=1)
def phrases() -> tuple[Phrase, ...]:
    """All entries, in the order of the file."""
    return tuple(map(phrase, loader.objects(FILE)))


@lru_cache(maxsize=1)
def _by_name() -> dict[str, Phrase]:
    return {p.canonical: p for p in phrases()}


def named(canonical: str) -> Phrase | None:
    """The entry of a canonical form."""
    return _by_name().get(canonical)


def surface(entry: Phrase, wording: str) -> Surface:
    """A wording as it is looked for: 不忘初心、牢记使命 → 不忘初心牢记使命 with a limb at 4."""
    limbs, bare, pos = set(), "", 0
    for m in _SEPARATOR.finditer(wording):
        bare += wording[pos : m.start()]
        pos = m.end()
        if m[0].strip(QUOTES):
            limbs.add(len(bare))
    bare += wording[pos:]
    before, after = [], []
    for context in entry.exclude:
        left, _, right = context.partition("~")
        if left:
            before.append(left)
        if right:
            after.append(right)
    return Surface(entry, bare, frozenset(limbs), tuple(before), tuple(after))


def surfaces(entries: Iterable[Phrase]) -> list[Surface]:
    """All wordings of some entries, each bare string once (the first entry that has it keeps it).

    Wordings of one entry that differ in their separators alone share theirs (绿色低碳发展, 绿色、低碳发展).
    """
    seen: dict[str, Surface] = {}
    joined: list[Surface] = []
    for entry in entries:
        for wording in (entry.canonical, *entry.variants):
            s = surface(entry, wording)
            first = seen.setdefault(s.bare, s)
            if first.phrase is entry and not s.limbs <= first.limbs:
                seen[s.bare] = replace(first, limbs=first.limbs | s.limbs)
            joined += (surface(entry, w) for w in _joined(wording))
    for s in joined:
        seen.setdefault(s.bare, s)
    return list(seen.values())


def _joined(wording: str) -> list[str]:
    """The wordings with a conjunction for a 、 between nouns: 政治判断力和领悟力、执行力; 道路自信、…和文化自信."""
    parts = wording.split("、")
    if len(parts) < 3 or not _NOUN_LIMB.search(parts[-1]):
        return []
    return [
        "、".join(parts[:i]) + word + "、".join(parts[i:]) for word in ("和", "与", "以及") for i in {1, len(parts) - 1}
    ]


class PhraseMatcher:
    """Every wording of every entry in one pass, whatever stands between the limbs."""

    __slots__ = ("_matcher", "_wordings", "surfaces")

    _wordings: dict[str, Surface]

    def __init__(self, entries: Iterable[Phrase]) -> None:
        self.surfaces = surfaces(entries)
        self._wordings = {s.bare: s for s in self.surfaces}
        self._matcher = loader.Matcher([s.bare for s in self.surfaces], overlapping=True)

    def has(self, wording: str) -> bool:
        """Whether the words, less their separators, are a wording of some entry."""
        return self.wording(wording) is not None

    def wording(self, words: str) -> Surface | None:
        """The wording that some words are, less their separators."""
        return self._wordings.get(_SEPARATOR.sub("", words))

    def find(self, bare: str) -> list[tuple[int, int, Surface]]:
        """All occurrences, overlapping ones too, in a text without its separators: (start, end, wording)."""
        own = self.surfaces
        return [(s, e, own[i]) for s, e, i in self._matcher.find_all(bare)]


@lru_cache(maxsize=1)
def matcher() -> PhraseMatcher:
    """The matcher over the whole lexicon."""
    return PhraseMatcher(phrases())


@lru_cache(maxsize=1)
def quotations() -> Mapping[str, Quotation]:
    """Idioms, proverbs, lines of the classics and figures of speech: quoted often, coined by nobody in office."""
    kinds: dict[str, Quotation] = {}
    kind: Quotation = "idiom"
    for line in loader.path(IDIOMS).read_text("utf-8").split("\n"):
        if line.startswith("# kind: "):
            kind = cast(Quotation, line.removeprefix("# kind: ").split(",")[0])
        elif line and not line.startswith("#"):
            kinds.setdefault(line, kind)
    return MappingProxyType(kinds)
