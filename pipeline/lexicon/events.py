"""What the events stage knows of the world and of the genre: named events with their dates, the nouns that name an
occasion (座谈会, 开幕式) and the verbs that tell one (会见, 印发, 当选).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple, cast

from pipeline.lexicon import loader
from schemas.layers import EventType, ParticipantRole

NAMED, HEADS, VERBS, ROLES = "named_events.tsv", "event_heads.tsv", "event_verbs.tsv", "event_roles.tsv"
CUES, BACK, READINGS = "event_cues.tsv", "event_back.tsv", "event_readings.tsv"
TYPES = "event_types.tsv"
FILES = (NAMED, HEADS, VERBS, ROLES, CUES, BACK, READINGS)


@dataclass(frozen=True, slots=True)
class NamedEvent:
    """An occurrence with a name of its own: 长征, 汶川地震, 第五届进博会. `start` and `end` are EDTF; `end` `..`: open."""

    name: str
    aliases: tuple[str, ...]
    type: EventType
    start: str
    end: str
    place: str
    source: str

    @property
    def edtf(self) -> str | None:
        """The event's date as one EDTF value: a point or an interval."""
        if not self.start:
            return None
        return self.start if self.end in ("", self.start) else f"{self.start}/{self.end}"


@dataclass(frozen=True, slots=True)
class Word:
    """A noun or verb that can tell an event.

    `type` is empty for words that only look like one (会议室). `weight` is how likely the bare word reports an event;
    `subject` and `object` are the roles of those who stand on either side (`mutual`: both sides alike).
    """

    text: str
    noun: bool
    type: EventType | None
    weight: float
    group: str = ""
    subject: ParticipantRole | None = None
    object: ParticipantRole | None = None
    mutual: bool = False
    act: str = ""


def _type(value: str) -> EventType:
    return cast(EventType, value)


@lru_cache(maxsize=1)
def named_events() -> tuple[NamedEvent, ...]:
    """All rows of named_events.tsv."""
    return tuple(
        NamedEvent(
            name=r["name"],
            aliases=tuple(loader.cells(r["aliases"])),
            type=_type(r["type"]),
            start=r["start"],
            end=r["end"],
            place=r["place"],
            source=r["source"],
        )
        for r in loader.rows(NAMED)
    )


@lru_cache(maxsize=1)
def named_index() -> tuple[loader.Matcher, tuple[tuple[NamedEvent, ...], ...]]:
    """A matcher over all names and aliases, and for each of its strings the events that bear it, oldest first."""
    by_name: dict[str, list[NamedEvent]] = {}
    for e in named_events():
        for n in (e.name, *e.aliases):
            by_name.setdefault(n, []).append(e)
    return loader.Matcher(by_name), tuple(tuple(sorted(v, key=lambda e: e.start)) for v in by_name.values())


@lru_cache(maxsize=1)
def _readings() -> dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]]:
    return {
        r["name"]: (
            tuple(loader.cells(r["not_before"])),
            tuple(loader.cells(r["not_after"])),
            tuple(loader.cells(r["only_before"])),
        )
        for r in loader.rows(READINGS)
    }


def reads_as_event(name: str, text: str, start: int, end: int) -> bool:
    """Whether a name at start..end is the event's and not an ordinary word (长征 in 长征五号, 冷战 in 冷战思维)."""
    found = _readings().get(name)
    if found is None:
        return True
    before, after, only = found
    left = text[max(0, start - 10) : start]
    if before == ("*",):
        return not "一" <= left[-1:] <= "鿿"
    if left.endswith(before) or text.startswith(after, end):
        return False
    return not only or text.startswith(only, end)


def _role(value: str) -> ParticipantRole | None:
    return cast(ParticipantRole, value) if value and value != "mutual" else None


@lru_cache(maxsize=1)
def word_index() -> tuple[loader.Matcher, tuple[Word, ...]]:
    """A matcher over event nouns and verbs (and the words that only look like one), and the word behind each string."""
    words: dict[str, Word] = {}
    for r in loader.rows(HEADS):
        kind = None if r["type"] == "-" else _type(r["type"])
        words[r["head"]] = Word(r["head"], True, kind, float(r["weight"]), r["class"])
    for verb, word in verbs().items():
        words.setdefault(verb, word)
    return loader.Matcher(words), tuple(words.values())


@lru_cache(maxsize=1)
def verbs() -> dict[str, Word]:
    """The verbs among the event words, those too that are nouns as well (空袭)."""
    return {
        r["verb"]: Word(
            r["verb"],
            False,
            _type(r["type"]),
            float(r["weight"]),
            r["type"],
            _role(r["subject"]) if r["subject"] != "mutual" else "attendee",
            _role(r["object"]) if r["object"] != "mutual" else "attendee",
            r["subject"] == "mutual",
            r["act"],
        )
        for r in loader.rows(VERBS)
    }


class Abroad(NamedTuple):
    """What an event is called in schema.org and in PLOVER (None where PLOVER has no such category)."""

    schema_org: str
    plover: str | None


@lru_cache(maxsize=1)
def _types() -> tuple[tuple[str, str, tuple[str, ...], Abroad], ...]:
    return tuple(
        (r["type"], r["class"], tuple(loader.cells(r["words"])), Abroad(r["schema_org"], r["plover"] or None))
        for r in loader.rows(TYPES)
    )


def abroad(kind: str, source: str, *texts: str) -> Abroad:
    """The classes of an event by its type, the rule that made it (`events.match`), and its name and mentions.

    >>> abroad("other", "events.other", "通电话").plover
    'CONSULT'
    """
    group = source.partition(".")[2]
    for row, cls, words, found in _types():
        if row == kind and cls in ("", group) and (not words or any(w in t for t in texts for w in words)):
            return found
    return Abroad("Event", None)


@lru_cache(maxsize=1)
def acts() -> dict[str, str]:
    """Words that tell the same act → the act's name (致贺电, 贺电 → 致电)."""
    return {
        r[column]: r["act"]
        for file, column in ((HEADS, "head"), (VERBS, "verb"))
        for r in loader.rows(file)
        if r["act"]
    }


@lru_cache(maxsize=1)
def taken_up() -> dict[str, tuple[EventType, ...]]:
    """Nouns that alone can take up an event told before (会议, 会上), and the types of event that each can mean."""
    return {r["head"]: tuple(_type(t) for t in loader.cells(r["types"])) for r in loader.rows(BACK)}


def _edges(row: dict[str, str], word: str) -> str:
    before = "".join(f"(?<!{re.escape(w)})" for w in loader.cells(row["not_before"]))
    after = "|".join(re.escape(w) for w in loader.cells(row["not_after"]))
    only = "|".join(re.escape(w) for w in loader.cells(row.get("only_before", "")))
    return before + word + (f"(?!{after})" if after else "") + (f"(?={only})" if only else "")


@lru_cache(maxsize=1)
def _cue_words() -> dict[str, str]:
    """Cue → its words as one alternation, longest first."""
    found: dict[str, list[dict[str, str]]] = {}
    for r in loader.rows(CUES):
        found.setdefault(r["cue"], []).append(r)
    return {
        cue: "|".join(_edges(r, re.escape(r["word"])) for r in sorted(rows, key=lambda r: -len(r["word"])))
        for cue, rows in found.items()
    }


def cue_words(cue: str) -> str:
    """The words of a cue as the alternatives of a regular expression, the longest first."""
    return _cue_words()[cue]


class Cue:
    """The words of one cue of event_cues.tsv (or of several, parted by |), compiled when first asked; `frame` is the pattern
    around them (%s).
    """

    __slots__ = ("_cue", "_flags", "_frame", "_pattern")

    def __init__(self, cue: str, frame: str = "%s", flags: int = 0) -> None:
        self._cue, self._frame, self._flags = cue, frame, flags
        self._pattern: re.Pattern[str] | None = None

    @property
    def pattern(self) -> re.Pattern[str]:
        """The compiled pattern."""
        if self._pattern is None:
            words = "|".join(_cue_words()[cue] for cue in self._cue.split("|"))
            self._pattern = re.compile(self._frame.replace("%s", words), self._flags)
        return self._pattern

    def search(self, text: str, start: int = 0, end: int = 1 << 60) -> re.Match[str] | None:
        """The first of the words in a range."""
        return self.pattern.search(text, start, end)

    def match(self, text: str, start: int = 0, end: int = 1 << 60) -> re.Match[str] | None:
        """One of the words at an offset."""
        return self.pattern.match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = 1 << 60) -> re.Match[str] | None:
        """A range that the words (in their frame) fill."""
        return self.pattern.fullmatch(text, start, end)

    def sub(self, by: str, text: str) -> str:
        """The text with the words replaced."""
        return self.pattern.sub(by, text)


_GAP = r"[^，。；：！？\n]{0,12}?"


@lru_cache(maxsize=1)
def roles() -> tuple[re.Pattern[str], tuple[ParticipantRole, ...]]:
    """One pattern over all words that say what somebody does at an event, and the role of each of its groups."""
    every = sorted(loader.rows(ROLES), key=lambda r: -len(r["word"].replace("…", "")))
    words = (_edges(r, _GAP.join(map(re.escape, r["word"].split("…")))) for r in every)
    alternatives = "|".join(f"(?:{w})(?P<r{n}>)" for n, w in enumerate(words))
    return re.compile(alternatives), tuple(cast(ParticipantRole, r["role"]) for r in every)
