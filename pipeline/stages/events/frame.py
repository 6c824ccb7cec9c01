"""The form of an event told by a verb and its object together."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.lexicon.events import Word
from schemas.layers import EventType, ParticipantRole


@dataclass(frozen=True, slots=True)
class Frame:
    """A verb, the nouns that close its object, and what the two tell together."""

    name: str
    pattern: re.Pattern[str]
    type: EventType
    weight: float
    subject: ParticipantRole | None = None
    object: ParticipantRole | None = None
    #: the word that tells the same, by which the two are known for one (接受甲辞去…, 接受辞职)
    act: str = ""
    #: what the sentence must speak of (a fleet, for 完成…任务)
    about: re.Pattern[str] | None = None
    #: the object is a place: 控制了某城
    taken: bool = False

    def word(self) -> Word:
        """The frame as an event word, weighed like any other."""
        return Word(self.act or self.name, False, self.type, self.weight, self.name, self.subject, self.object)
