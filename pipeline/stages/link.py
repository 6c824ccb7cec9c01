"""Link: the mentions of a document that belong together become its people, bodies and places, each with an identifier."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from pipeline.reading import Reading
from pipeline.stages.base import Stage, stage
from schemas.base import TextSpan
from schemas.layers import (
    LinkLayer,
    OfficeItem,
    OrgEntity,
    OrgMention,
    OrgType,
    PersonEntity,
    PersonMention,
    PlaceEntity,
    PlaceMention,
)


@stage
class Link(Stage):
    """Mentions → entities, in the order in which the text first names them; bodies that only an office implies come last."""

    name = "link"
    version = "1"
    layer = LinkLayer
    needs = ("clean", "articles", "dates", "names", "organizations", "offices", "events", "phrases")

    def process(self, reading: Reading) -> LinkLayer:
        layer = reading.organizations
        places = _places(layer.places, (m.place for m in layer.mentions))
        return LinkLayer(
            people=_people(reading.names.mentions),
            organizations=_organizations(layer.mentions, reading.offices.items, {p.name: p.id for p in places}),
            places=places,
        )


def _bare(m: TextSpan) -> TextSpan:
    return TextSpan(start=m.start, end=m.end, text=m.text)


def _surfaces(mentions: Iterable[TextSpan]) -> list[str]:
    """The different wordings of some mentions, white space taken out (王　猛 → 王猛), in text order."""
    return list(dict.fromkeys("".join(m.text.split()) for m in mentions))


def _people(mentions: Iterable[PersonMention]) -> tuple[PersonEntity, ...]:
    by_name: dict[str, list[PersonMention]] = {}
    for m in mentions:
        by_name.setdefault(m.name, []).append(m)
    people = []
    for n, (name, ms) in enumerate(by_name.items(), 1):
        best = max(ms, key=lambda m: m.confidence)
        historical = sum(m.kind == "historical" for m in ms) * 2 > len(ms)
        people.append(
            PersonEntity(
                id=f"p{n}",
                name=name,
                aliases=tuple(s for s in _surfaces(ms) if s != name),
                kind="historical" if historical else "contemporary",
                mentions=tuple(map(_bare, ms)),
                confidence=best.confidence,
                source=best.source,
            )
        )
    return tuple(people)


def _places(mentions: Iterable[PlaceMention], implied: Iterable[str | None]) -> tuple[PlaceEntity, ...]:
    by_name: dict[str, list[PlaceMention]] = {}
    for m in mentions:
        by_name.setdefault(m.name, []).append(m)
    for name in implied:
        if name is not None:
            by_name.setdefault(name, [])
    places = []
    for n, (name, ms) in enumerate(by_name.items(), 1):
        best = max(ms, key=lambda m: m.confidence, default=None)
        places.append(
            PlaceEntity(
                id=f"l{n}",
                name=name,
                code=best.code if best else None,
                level=best.level if best else "other",
                mentions=tuple(map(_bare, ms)),
            )
        )
    return tuple(places)


def _organizations(
    mentions: Iterable[OrgMention], offices: Iterable[OfficeItem], place_ids: dict[str, str]
) -> tuple[OrgEntity, ...]:
    by_name: dict[str, list[OrgMention]] = {}
    for m in mentions:
        by_name.setdefault(m.name, []).append(m)
    implied: dict[str, OfficeItem] = {}
    for o in offices:
        if o.organization is not None and o.person is not None and o.organization not in by_name:
            implied.setdefault(o.organization, o)
    ids = dict(zip((*by_name, *implied), (f"g{n}" for n in count(1)), strict=False))
    entities = []
    for name, ms in by_name.items():
        best = max(ms, key=lambda m: m.confidence)
        short = next((m.short for m in ms if m.short), None)
        known = {name, short}
        aliases = [a for a in dict.fromkeys((*(x for m in ms for x in m.aliases), *_surfaces(ms))) if a not in known]
        entities.append(
            OrgEntity(
                id=ids[name],
                name=name,
                short=short,
                aliases=tuple(aliases),
                type=best.type,
                place=place_ids.get(best.place or ""),
                parent=ids.get(best.parent) if best.parent and best.parent != name else None,
                mentions=tuple(map(_bare, ms)),
                confidence=best.confidence,
                source=best.source,
            )
        )
    for name, o in implied.items():
        kind: OrgType = o.organization_type
        entities.append(
            OrgEntity(
                id=ids[name],
                name=name,
                short=o.organization_short if o.organization_short != name else None,
                aliases=tuple(a for a in o.organization_aliases if a not in (name, o.organization_short)),
                type=kind,
                place=_seat(name, place_ids),
                confidence=o.confidence,
                source=o.source,
            )
        )
    return tuple(entities)


def _seat(body: str, place_ids: dict[str, str]) -> str | None:
    """The place whose name a body's name begins with (昆山市人民政府 → 昆山市), the longest if several do."""
    bare = body.removeprefix("中共")
    longest = (bare[:n] for n in range(min(len(bare), 20), 1, -1))
    return next((place_ids[p] for p in longest if p in place_ids), None)
