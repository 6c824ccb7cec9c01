"""Organizations: the bodies and places that the text names, and where each article speaks from."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable
from typing import TypeVar

from pipeline.bodies import LocalBody
from pipeline.engines import Hit
from pipeline.lexicon.bodies import bodies_named
from pipeline.lexicon.places import Place, gazetteer
from pipeline.reading import Reading
from pipeline.scope import HomeScope, Locator, fits
from pipeline.signs import signs
from pipeline.source import fold, traditional
from pipeline.stages.base import Stage, stage
from pipeline.stages.organizations import (
    abroad,
    bynames,
    features,
    houses,
    implied,
    marked,
    own,
    owned,
    parts,
    proper,
    read,
    regimes,
    rivals,
    settlements,
    sham,
    sites,
    spot,
    stems,
    termed,
    townships,
    unlisted,
)
from pipeline.stages.organizations import homes as home_finder
from pipeline.stages.organizations.context import Resolved
from pipeline.stages.organizations.cover import Cover
from pipeline.stages.organizations.elliptic import Reader
from pipeline.stages.organizations.organs import grammar
from pipeline.stages.organizations.owner import claim, owner
from pipeline.stages.organizations.passing import passing
from pipeline.stages.organizations.resolve import Resolver
from pipeline.stages.organizations.voted import county
from schemas.layers import Home, OrganizationsLayer, OrgMention, PlaceMention


@stage
class Organizations(Stage):
    """Places and bodies with their full names; 市委, 区党工委, 党组 resolved against the article's home.

    Order: places and lexicon bodies, the bodies that stand with them, elliptic ones; then homes; then resolution in text order.
    """

    name = "organizations"
    version = "13"
    layer = OrganizationsLayer
    needs = ("clean", "articles", "dates", "names")
    lexicons = (
        "divisions.tsv", "places.tsv", "place_bynames.tsv", "townships.tsv", "place_words.tsv",
        "bodies.tsv", "body_holders.tsv", "body_heads.tsv", "body_words.tsv", "people.tsv",
        "words.tsv", "translit_chars.tsv", "not_names.tsv", "name_cues.tsv", "named_after.tsv", "titles.tsv", "office_words.tsv",
        "publishers.tsv", "leaders.tsv",
    )  # fmt: skip

    def process(self, reading: Reading) -> OrganizationsLayer:
        text = reading.text
        year = _year(reading)
        blocked = sorted([*(reading.span(m) for m in reading.names.mentions), *signs(text)])
        publisher = reading.articles.publisher
        if publisher and reading.clean.script != "Hans":
            publisher = fold(publisher, reading.clean.script)
        hint = home_finder.place_in(publisher, year)
        if hint is None and (hint := sites.place_of_site(reading, publisher, year)) is not None and publisher:
            publisher = sites.full_name(publisher, hint) or publisher
        told = _told(reading, year)
        spots = spot.find(text, year, blocked, hint, told)
        abroad.extend(text, spots.places)
        spots.places += abroad.unlisted(text, spots.places, blocked)
        spots.places += abroad.told(text, spots.places, blocked)
        spots.places, its = unlisted.find(text, spots.places, blocked, publisher)
        hint = its or hint
        spots.places = unlisted.prefectures(text, spots.places, blocked)
        voted = county(text, spots.places, year) if hint is None and len(reading.articles.articles) < 2 else None
        spots.places += townships.towns(text, spots.places, hint or voted)
        spots.places += settlements.towns(text, spots.places, blocked)
        spots.places += settlements.communes(text, spots.places, blocked)
        spots.places += stems.towns(text, spots.places, hint, blocked)
        spots.places += townships.villages(text, spots.places)
        spots.places += settlements.villages(text, spots.places, blocked)
        spots.places = [s for s in spots.places if not sham.names_none(text, s)]
        links = read.chains(spots.places, text)
        reader = Reader(text, spots, links, blocked)
        hits = [Hit(*reading.span(h), h.label, h.score) for h in reading.names.hits if h.label in ("ORG", "LOC")]
        extra = [spot.Spot(a, b, p) for a, b, p in reader.places]
        speaker = owner(text, publisher, reading.source.title)
        if speaker is not None:
            claim(reader.raws, text, speaker, grammar().cell, {c.end: c.place for c in links})
            reader.cover.take((r.start, r.end) for r in reader.raws)
        parts.behind(text, reader.raws, reader.cover)
        reader.raws[:] = [r for r in reader.raws if r.kind != "gone"]
        found = self._homes(reading, text, links, reader, year, hint, voted)
        if speaker is not None:
            for h in found:
                zone = (h.body or "").endswith(("区", "城", "港", "园"))
                if not zone or text.find(speaker, h.start, h.start + 160) >= 0 > text.find(
                    h.body or "", h.start, h.start + 160
                ):  # a zone stays, unless the head names another
                    h.body = speaker
        whole = implied.national(publisher, year)
        if whole is None and "本府" in text and len(found) == 1:
            scope = HomeScope(found[0].start, found[0].end, found[0].place)
            whole = own.speaks(text, Locator((), [scope], year), found[0].start)
        reader.hear([*parts.bare(text, found, reader.cover, ministry=whole is not None)])
        reader.hear([*parts.called(text, found, reader.raws, reader.cover)])
        reader.hear([*houses.parts(text, found, reader.cover, Cover.of((r.start, r.end) for r in reader.own))])
        reader.hear([*houses.of_command(text, reader.raws, reader.cover)])
        reader.hear([*parts.inner(text, found, reader.cover)])
        if hits:  # they say where no text speaks from
            reader.hear(marked.bodies(text, hits, _taken(reader, links, blocked), _countries(links)))
        named = {reading.span(m)[0]: m.name for m in reading.names.mentions}
        guests = [(h.start, h.end, g) for h in found for g in rivals.found(text, h.start, h.end, links, named)]
        guests = [g for g in guests if all(h.place is None or not h.place.code.startswith(g[2]) for h in found)]
        for c in links:
            code = c.place.code.rstrip("0")
            if passing(text, c.start, c.end) or any(a <= c.start < b and code == g for a, b, g in guests):
                for s in c.spots:
                    s.passing = True
        locator = Locator(
            [
                *((c.start, s.place) for c in links for s in c.spots if not s.passing),
                *((s.start, s.place) for s in extra),
            ],
            [HomeScope(h.start, h.end, h.place, h.body, h.confidence) for h in found],
            year,
        )
        resolved = Resolver(text, locator, reader.zones, year, ours=hint is not None, told=told, publisher=whole).run(
            reader.raws
        )
        held = {r.raw.start: r.raw.end for r in resolved}  # 集团党委|理论学习中心组
        mine = [r for r in reader.own if held.get(r.start, 0) < r.end]
        resolved += own.resolve(text, mine, resolved, locator, publisher, year)
        resolved.sort(key=lambda r: r.raw.start)
        resolved = regimes.named(text, proper.joint(text, resolved))
        hant = reading.clean.script == "Hant"
        mentions = tuple(_mention(reading, r, hant, year) for r in resolved)
        plain = [*(s for c in links for s in c.spots if not s.nested), *extra]
        if hits:
            plain += marked.places(text, hits, _taken(reader, links, blocked))
        plain += self._bynames(text, blocked, links, plain, resolved, locator, year)
        bodies = Cover.of((r.raw.start, r.raw.end) for r in resolved)
        plain += owned.zones(text, bodies, locator)
        places = tuple(
            _place(reading, s)
            for s in features.merged(text, termed.free(text, plain), bodies)
            if not sham.names_none(text, s)
        )
        return OrganizationsLayer(mentions=mentions, places=places, homes=tuple(_home(reading, h) for h in found))

    @staticmethod
    def _bynames(
        text: str,
        people: list[tuple[int, int]],
        links: list[read.Chain],
        extra: list[spot.Spot],
        resolved: list[Resolved],
        locator: Locator,
        year: int | None,
    ) -> list[spot.Spot]:
        """Places by forms that count only beside the others: 沪, 川渝, 通城."""
        taken = [
            *people,
            *((c.start, c.end) for c in links),
            *((s.start, s.end) for s in extra),
            *((r.raw.start, r.raw.end) for r in resolved),
        ]

        def line(at: int) -> tuple[Place, ...]:
            home = locator.home(at)
            return locator.line(home.place) if home is not None and home.place is not None else ()

        named = [s.place.code or s.place.name for c in links for s in c.spots]
        lands = (gazetteer().resolve(r.base.place) for r in resolved if r.base.type == "foreign" and r.base.place)
        named += [p.code for p in lands if p is not None and p.level == "country"]  # 俄罗斯国防部
        return bynames.ByNames(text, taken, line, year).find(named)

    def _homes(
        self,
        reading: Reading,
        text: str,
        links: list[read.Chain],
        reader: Reader,
        year: int | None,
        publisher: Place | None,
        voted: Place | None,
    ) -> list[home_finder.Found]:
        names = {reading.span(m)[0]: m.name for m in reading.names.mentions}
        ranges = [(*reading.view.into(a.start, a.end), a) for a in reading.articles.articles]
        if not ranges:
            return [
                home_finder.find(
                    text, 0, len(text), links, reader.raws, reader.zones, year, publisher, voted=voted, names=names
                )
            ]
        out: list[home_finder.Found] = []
        whole = (0, len(text))
        low = 0
        for i, (start, _, article) in enumerate(ranges):
            stop = ranges[i + 1][0] if i + 1 < len(ranges) else whole[1]
            begin = low if i == 0 else start
            notes = [reading.span(n) for n in article.author_notes]
            near, raws, zones = (_within(found, begin, stop) for found in (links, reader.raws, reader.zones))
            out.append(home_finder.find(text, begin, stop, near, raws, zones, year, publisher, notes, voted, names))
            low = stop
        if len(out) > 1:
            _lend(out, year)
        return out


def _taken(reader: Reader, links: list[read.Chain], people: list[tuple[int, int]]) -> Cover:
    """What a body, a place or a person's name holds already."""
    ranges = [*((r.start, r.end) for r in reader.raws), *((c.start, c.end) for c in links), *people]
    return Cover.of(ranges)


def _countries(links: list[read.Chain]) -> list[tuple[int, Place]]:
    """The foreign countries named, in text order."""
    return [(c.end, c.place) for c in links if c.place.level == "country" and c.place.name != "中国"]


S = TypeVar("S", read.Chain, read.Raw, read.Zone)


def _within(found: list[S], start: int, end: int) -> list[S]:
    """Those of a list in text order that start in a range."""
    return found[bisect_left(found, start, key=_start) : bisect_left(found, end, key=_start)]


def _start(item: read.Chain | read.Raw | read.Zone) -> int:
    return item.start


def _lend(homes: list[home_finder.Found], year: int | None) -> None:
    """An article that shows no place of its own takes one of the page's others: the one its elliptic words fit, or most share."""
    votes: dict[str, float] = {}
    places: dict[str, Place] = {}
    for h in homes:
        if h.place is not None and h.place.domestic:
            for n, p in enumerate((h.place, *gazetteer().parents(h.place, year))):
                key = p.code or p.name
                votes[key] = votes.get(key, 0.0) + h.confidence / (1 + n)
                places[key] = p
    if not votes:
        return
    for h in homes:
        if h.place is None or not h.place.domestic:
            code = max(votes, key=lambda c: (sum(n for u, n in h.units.items() if fits(places[c], u)), votes[c]))
            h.place, h.basis, h.confidence = places[code], "page", 0.5


def _year(reading: Reading) -> int | None:
    published = reading.articles.published
    if published is not None and (m := re.match(r"(\d{4})", published.edtf)):
        return int(m[1])
    return None


_CLOSED = re.compile(r"(\d{4})(?:-\d{2}){0,2}(?:/(\d{4})(?:-\d{2}){0,2})?\Z")
#: what ends the time told: a new sentence, the present
_STOP = re.compile(r"[。！？\n]|现[任为在]|如今|目前|今年|[，；]是")
#: a date of birth says nothing of the posts after it (1974年11月出生，…，现任祁阳市委书记)
_BIRTH = re.compile(r"(?:出生|生(?![一-鿿])|生[于在人])")


def _told(reading: Reading, year: int | None) -> Callable[[int], int | None] | None:
    """The past year that the sentence at an offset of the view speaks of: the last date before it there; None: of none."""
    text = reading.text
    found = [
        (reading.span(d)[1], int(m[1]))
        for d in reading.dates.mentions
        if d.kind in ("date", "period") and d.edtf and (m := _CLOSED.match(d.edtf)) and int(m[1]) >= 1949
    ]
    found = [(end, y) for end, y in found if (year is None or y < year) and not _BIRTH.match(text, end)]
    if not found:
        return None
    ends = [end for end, _ in found]

    def told(at: int) -> int | None:
        i = bisect_right(ends, at) - 1
        return found[i][1] if i >= 0 and at - ends[i] < 120 and not _STOP.search(text, ends[i], at) else None

    return told


def _names(b: LocalBody, hant: bool) -> tuple[str, str | None, tuple[str, ...]]:
    aliases = b.aliases
    if not hant:
        return b.name, b.short, aliases
    name, short = traditional(b.name), traditional(b.short) if b.short else None
    both = dict.fromkeys((*map(traditional, aliases), b.name, *((b.short,) if b.short else ()), *aliases))
    return name, short, tuple(a for a in both if a not in (name, short))


#: years in which what is above bore another name before a reform: its office is under it all the same
_RENAMED = 5


def _whole_then(name: str | None, year: int | None) -> str | None:
    """The body above, unless it was set up long after the year of the text: no 中央广播电视总台 over a station in 1973."""
    if name is None or year is None:
        return name
    above = [b for b in bodies_named(name) if b.name == name]
    late = above and all(b.start is not None and b.start - year > _RENAMED for b in above)
    return None if late else name


def _mention(reading: Reading, r: Resolved, hant: bool, year: int | None) -> OrgMention:
    name, short, aliases = _names(r.body, hant)
    place = r.body.place or None
    parent = _whole_then(r.body.parent, year)
    if hant and parent:
        parent = traditional(parent)  # places keep their Simplified name, as the gazetteer and PlaceMention have it
    return OrgMention(
        **reading.view.at(r.raw.start, r.raw.end),
        name=name,
        short=short if short != name else None,
        aliases=aliases,
        type=r.body.type,
        place=place,
        parent=parent,
        derivation=r.derivation,
        confidence=r.confidence,
        source=f"organizations.{r.rule}",
    )


def _place(reading: Reading, s: spot.Spot) -> PlaceMention:
    p: Place = s.place
    code = p.code if p.code.isdigit() else None
    if p.level == "village":
        code = None
    return PlaceMention(
        **reading.view.at(s.start, s.end),
        name=p.name,
        code=code,
        level=p.level,
        confidence=0.8 if s.bare else 0.95,
        source=f"organizations.{'byname' if s.byname else 'passing' if s.passing else 'bare_place' if s.bare else 'place'}",
    )


def _home(reading: Reading, h: home_finder.Found) -> Home:
    start, end = (0, len(reading.source.text)) if h.start >= h.end else reading.view.out(h.start, h.end)
    p = h.place
    return Home(
        start=start,
        end=end,
        place=p.name if p else None,
        level=p.level if p else None,
        code=p.code if p and p.code.isdigit() else None,
        body=h.body,
        basis=h.basis,
        confidence=h.confidence,
    )


__all__ = ["Organizations", "gazetteer"]
