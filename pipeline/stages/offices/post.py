"""What the structures of the offices stage are made of: a naming of a person, and a role noun with its body."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.lexicon.titles import TitleHit
from pipeline.stages.offices.bodies import Body
from schemas.layers import PersonMention

#: kinds of titles that make no office of their own
RANKS = frozenset({"occupation", "status", "role", "membership", "rank", "address"})


@dataclass(slots=True)
class Who:
    """A naming of a person in the view."""

    start: int
    end: int
    name: str
    mention: PersonMention
    folded: str = ""  # the name as lists have it: 習近平 → 习近平

    @property
    def full(self) -> bool:
        return self.mention.form in ("full", "given", "short")


@dataclass(slots=True)
class Post:
    """A role noun with the stretch that names its body: text[start:body_end] + organ, and the title."""

    start: int
    body_end: int
    organ: str
    title: str
    end: int
    hit: TitleHit
    status: str | None = None
    body: Body | None = field(default=None)
    resolved: bool = False
    within: Post | None = field(default=None)  # 总统 in 总统新闻秘书, whose body is this post's too
    whose: str = ""  # and its holder, where he is named before it

    @property
    def bare(self) -> bool:
        """Does the text name no body beside the title?"""
        return self.start >= self.body_end and not self.organ

    @property
    def silent(self) -> bool:
        """Does it make no office of its own (记者, 院士, 少将)?"""
        return self.hit.title.kind in RANKS
