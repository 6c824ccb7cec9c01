"""The identifiers of a document's places, by name and where a name stands: for the stages that link and assemble."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable

from schemas.layers import PlaceEntity


class Seats:
    """The places of a document by name; of several of one name (江北区 of two cities) the one named last before."""

    def __init__(self, places: Iterable[PlaceEntity]) -> None:
        self._ids: dict[str, str] = {}
        told: dict[str, list[tuple[int, str]]] = {}
        for p in places:
            if p.name in self._ids:
                told.setdefault(p.name, [])
            self._ids.setdefault(p.name, p.id)
        for p in places:
            if p.name in told:
                told[p.name] += [(m.start, p.id) for m in p.mentions]
        self._told = {name: sorted(found) for name, found in told.items()}

    def at(self, name: str, start: int) -> str | None:
        """The identifier of the place that a name means at an offset."""
        found = self._told.get(name)
        if found is None:
            return self._ids.get(name)
        k = bisect_right(found, (start, "~")) - 1
        return found[max(k, 0)][1]
