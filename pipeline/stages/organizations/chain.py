"""Chains of places that stand together, zones, and bodies as they stand in the text, before any is resolved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.lexicon.places import Place
from pipeline.stages.organizations.spot import Spot

Kind = Literal[
    "organ", "zone-organ", "free", "body", "unit", "bare", "that", "zone", "own", "central", "committee", "state",
    "part", "called", "gone",
]  # fmt: skip


@dataclass(slots=True)
class Raw:
    """A body as it stands: `lead` is what it belongs to (a chain of places, a zone, a lexicon form), `core` its organ,
    `sub` a part named in the text, `cell` a standing part (党组)."""

    start: int
    end: int
    kind: Kind
    core: str = ""
    sub: str = ""
    cell: str = ""
    place: Place | None = None
    lead: str = ""
    unit: str = ""
    titled: bool = False
    organ_start: int = 0
    prefix: str = ""
    leads: tuple[str, ...] = ()
    #: how sure the recogniser was that alone shows it; 0: something else does
    sure: float = 0.0


@dataclass(slots=True)
class Chain:
    """Places that stand together, each inside the one before (江苏省|南京市); `last` is what is meant."""

    start: int
    end: int
    spots: list[Spot]

    @property
    def place(self) -> Place:
        return self.spots[-1].place


@dataclass(slots=True)
class Zone:
    """A zone named in the text: 南通开发区; `place` is where it lies, if named with it."""

    start: int
    end: int
    name: str
    place: Place | None


def chains(spots: list[Spot], text: str) -> list[Chain]:
    """Join places that stand side by side, the narrower after the wider."""
    out: list[Chain] = []
    for s in sorted(spots, key=lambda s: (s.start, -s.end)):
        if out:
            prev = out[-1]
            if s.start < prev.end:
                continue
            if s.start == prev.end and _inside(s.place, prev.place):
                prev.spots.append(s)
                prev.end = s.end
                continue
        out.append(Chain(s.start, s.end, [s]))
    return out


#: what may lie in a division that has no code, or may have none in it
_WIDE: dict[str, tuple[str, ...]] = {"province": ("prefecture", "county"), "prefecture": ("county",)}


def _inside(small: Place, big: Place) -> bool:
    if small.level == "village":
        return big.level in ("township", "county")
    if small.level == "township":
        return big.level in ("county", "prefecture", "province")
    if not (small.domestic and big.domestic):
        return False
    if not (small.code and big.code) and big.level in _WIDE:  # 松江省|哈尔滨市, 四川省|温江专区|彭县
        return small.level in _WIDE[big.level]
    if small.code == big.code:
        return False
    return (big.code.endswith("0000") and small.code[:2] == big.code[:2]) or (
        big.code.endswith("00") and small.code[:4] == big.code[:4]
    )
