"""Link: the mentions of a document that belong together become its people, bodies and places, each with an identifier."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import count

from pipeline.bodies import local_body, organ_type
from pipeline.lexicon.bodies import body_of
from pipeline.lexicon.places import Place, gazetteer
from pipeline.reading import Reading
from pipeline.seats import Seats
from pipeline.source import simplified
from pipeline.stages.base import Stage, stage
from schemas.base import TextSpan
from schemas.layers import (
    LinkLayer,
    OfficeItem,
    OrgEntity,
    OrgMention,
    PersonEntity,
    PersonMention,
    PlaceEntity,
    PlaceMention,
)


@stage
class Link(Stage):
    """Mentions → entities, in the order in which the text first names them; what only an office or a part of it implies
    comes last.
    """

    name = "link"
    version = "4"
    layer = LinkLayer
    lexicons = (
        "divisions.tsv",
        "places.tsv",
        "place_bynames.tsv",
        "townships.tsv",
        "place_words.tsv",
        "bodies.tsv",
        "body_heads.tsv",
    )
    needs = ("clean", "articles", "dates", "names", "organizations", "offices", "events", "phrases")

    def process(self, reading: Reading) -> LinkLayer:
        layer, year = reading.organizations, _year(reading)
        bodies = _Bodies(layer.mentions, reading.offices.items, reading.clean.script != "Hans")
        places = _places(layer.places, bodies.seats(layer.places, year), year)
        return LinkLayer(
            people=_people(reading.names.mentions),
            organizations=bodies.entities(Seats(places)),
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


def _year(reading: Reading) -> int | None:
    published = reading.articles.published
    year = published.edtf[:4] if published is not None else ""
    return int(year) if year.isdigit() else None


def _places(mentions: Iterable[PlaceMention], implied: Iterable[str], year: int | None) -> tuple[PlaceEntity, ...]:
    """One place for each name and code; those that a body's name implies have no mention."""
    groups: dict[tuple[str, str | None], list[PlaceMention]] = {}
    names: set[str] = set()
    for m in mentions:
        groups.setdefault((m.name, m.code), []).append(m)
        names.add(m.name)
    for name in implied:
        if name not in names:
            groups.setdefault((name, _code(_listed(name, year))), [])
            names.add(name)
    places = []
    for n, ((name, code), ms) in enumerate(groups.items(), 1):
        listed = None if ms else _listed(name, year)
        best = max(ms, key=lambda m: m.confidence, default=None)
        level = best.level if best is not None else listed.level if listed is not None else "other"
        places.append(PlaceEntity(id=f"l{n}", name=name, code=code, level=level, mentions=tuple(map(_bare, ms))))
    return tuple(places)


def _listed(name: str, year: int | None) -> Place | None:
    """The place of the gazetteer that bears a whole name; none where several of that year do."""
    g = gazetteer()
    return None if g.ambiguous(name, year, bare=False) else g.resolve(name, year, bare=False)


def _domestic(name: str, year: int | None) -> bool:
    place = _listed(name, year)
    return place is not None and place.domestic


def _code(place: Place | None) -> str | None:
    return place.code if place is not None and place.code.isdigit() else None


#: in a notice of a county of Taiwan 文化部 is no ministry of the State Council
_STATE_COUNCIL = ("人民共和国国务院", "人民共和國國務院")


def _of_taiwan(place: str) -> bool:
    """Whether a place is a town or county that the list of divisions of the mainland does not hold."""
    named = gazetteer().named(place, bare=False)
    return bool(named) and place[-1] in "县市" and all(p.level == "city" for p in named)


class _Bodies:
    """The bodies of a document: those that it names, those that an office implies, and what these are parts of."""

    def __init__(self, mentions: Iterable[OrgMention], offices: Iterable[OfficeItem], hant: bool) -> None:
        self._hant = hant
        self._named: dict[str, list[OrgMention]] = {}
        for m in mentions:
            self._named.setdefault(m.name, []).append(m)
        self._implied: dict[str, OfficeItem] = {}
        for o in offices:
            if o.organization is not None and o.person is not None and o.organization not in self._named:
                self._implied.setdefault(o.organization, o)
        self._best = {name: max(ms, key=lambda m: m.confidence) for name, ms in self._named.items()}
        self._seats: dict[str, str] = {}
        #: part → whole, and the wholes that nothing else tells of
        self._above = {n: b.parent for n, b in self._best.items() if b.parent and b.parent != n}
        if hant and any(m.place and _of_taiwan(m.place) for m in mentions):
            self._above = {n: p for n, p in self._above.items() if not p.endswith(_STATE_COUNCIL)}
        told = {*self._named, *self._implied}
        self._wholes = {p: n for n, p in reversed(self._above.items()) if p not in told}

    def seats(self, places: Iterable[PlaceMention], year: int | None) -> list[str]:
        """The names of the places in which the bodies are, of implied ones as far as their names begin with one."""
        found = [m.place for ms in self._named.values() for m in ms if m.place]
        known = {*found, *(p.name for p in places)}
        self._seats = {n: s for n in self._implied if (s := self._seat(n, known, year)) is not None}
        return [*found, *self._seats.values()]

    def _seat(self, body: str, known: set[str], year: int | None) -> str | None:
        """The place whose name a body's name begins with (昆山市人民政府 → 昆山市), the longest if several do."""
        bare = (simplified(body) if self._hant else body).removeprefix("中共").removeprefix("中国人民政治协商会议")
        longest = [bare[:n] for n in range(min(len(bare), 20), 1, -1)]
        own = next((p for p in longest if p in known), None)
        return own or next((p for p in longest if len(p) > 2 and _domestic(p, year)), None)

    def entities(self, seats: Seats) -> tuple[OrgEntity, ...]:
        ids = dict(zip((*self._named, *self._implied, *self._wholes), (f"g{n}" for n in count(1)), strict=False))
        return (
            *(self._of_mentions(n, ms, ids, seats) for n, ms in self._named.items()),
            *(self._of_office(n, o, ids, seats) for n, o in self._implied.items()),
            *(self._whole(n, part, ids, seats) for n, part in self._wholes.items()),
        )

    def _of_mentions(self, name: str, ms: list[OrgMention], ids: dict[str, str], seats: Seats) -> OrgEntity:
        best = self._best[name]
        short = next((m.short for m in ms if m.short), None)
        known = {name, short}
        aliases = [a for a in dict.fromkeys((*(x for m in ms for x in m.aliases), *_surfaces(ms))) if a not in known]
        return OrgEntity(
            id=ids[name],
            name=name,
            short=short,
            aliases=tuple(aliases),
            type=best.type,
            place=seats.at(best.place, ms[0].start) if best.place else None,
            parent=ids.get(self._above.get(name, "")),
            mentions=tuple(map(_bare, ms)),
            confidence=best.confidence,
            source=best.source,
        )

    def _of_office(self, name: str, o: OfficeItem, ids: dict[str, str], seats: Seats) -> OrgEntity:
        seat = self._seats.get(name)
        return OrgEntity(
            id=ids[name],
            name=name,
            short=o.organization_short if o.organization_short != name else None,
            aliases=tuple(a for a in o.organization_aliases if a not in (name, o.organization_short)),
            type=o.organization_type,
            place=seats.at(seat, o.start) if seat else None,
            confidence=o.confidence,
            source=o.source,
        )

    def _whole(self, name: str, part: str, ids: dict[str, str], seats: Seats) -> OrgEntity:
        """What a body of the text belongs to: the government of a bureau, the committee of its department."""
        best, home = self._best[part], self._best[part].place or ""
        local = next((b for organ in ("委", "政府") if home and (b := local_body(home, organ)).name == name), None)
        plain = simplified(name) if self._hant else name
        known = local or body_of(plain)
        kind = known.type if known is not None else organ_type(plain.removeprefix("中共").removeprefix(home))
        if known is None and name.endswith(("公司", "集团")):
            kind = "company"  # whose committee the text names
        return OrgEntity(
            id=ids[name],
            name=name,
            short=known.short if known is not None and known.short != name and not self._hant else None,
            type="party" if known is None and plain.startswith(("中共", "中国共产党")) else kind,
            place=seats.at(home, self._named[part][0].start) if home and home in name else None,
            confidence=best.confidence,
            source="organizations.parent",
        )
