"""Two tellings that come to one name, sort and day are one event: 甲专程赴某村|看望|运动员, told by both verbs."""

from __future__ import annotations

import re

from schemas.layers import EventItem

#: shorter names (召开会议, 致贺信) may tell several events of a day
_TELLING = 7


#: 甲出席…并发表主旨演讲 in the headline, and below it 发表题为《…》的主旨演讲
_ENTITLED = re.compile("^(?P<who>[^，。；]{2,16}?)发表题为《.{2,60}》的(?P<what>[一-鿿]{2,8})$")


def _speeches(items: list[EventItem]) -> list[EventItem]:
    """The items without speeches that are told again with their title."""
    titled: dict[str, list[EventItem]] = {}
    for item in items:
        if item.type == "speech" and (m := _ENTITLED.match(item.name)):
            titled.setdefault(f"{m['who']}发表{m['what']}", []).append(item)
    out, again = list[EventItem](), dict[str, list[EventItem]]()
    for item in items:
        same = titled.get(item.name, ()) if item.type == "speech" else ()
        if len(same) == 1 and (item.edtf is None or (same[0].edtf or item.edtf).startswith(item.edtf)):
            again.setdefault(same[0].name, []).append(item)
        else:
            out.append(item)
    for k, item in enumerate(out):
        for other in again.get(item.name, ()) if item.type == "speech" else ():
            out[k] = _joined(out[k], other)
    return sorted(out, key=lambda i: i.mentions[0].start) if again else out


def unite(items: list[EventItem]) -> list[EventItem]:
    """The items with those alike joined into the first of them."""
    out: list[EventItem] = []
    first: dict[tuple[str, str, str | None], int] = {}
    for item in _speeches(items):
        key = (item.name, item.type, item.edtf)
        k = first.get(key)
        if len(item.name) < _TELLING or k is None or _of_others(out[k], item):
            first.setdefault(key, len(out))
            out.append(item)
        else:
            out[k] = _joined(out[k], item)
    return out


def _of_others(a: EventItem, b: EventItem) -> bool:
    """Whether both name people and none in common."""
    x, y = ({p.person for p in item.participants} for item in (a, b))
    return bool(x and y) and not x & y


def _joined(a: EventItem, b: EventItem) -> EventItem:
    known = {p.person for p in a.participants}
    people = [*a.participants, *(p for p in b.participants if p.person not in known)]
    spans = {(m.start, m.end): m for m in (*a.mentions, *b.mentions)}
    return a.model_copy(
        update={
            "reported": a.reported or b.reported,
            "date_start": b.date_start if a.date_start is None else a.date_start,
            "place": b.place if a.place is None else a.place,
            "place_basis": b.place_basis if a.place is None else a.place_basis,
            "organizers": tuple(dict.fromkeys((*a.organizers, *b.organizers))),
            "participants": tuple(p.model_copy(update={"order": n}) for n, p in enumerate(people, 1)),
            "issued": (*a.issued, *(i for i in b.issued if i not in a.issued)),
            "mentions": tuple(spans[k] for k in sorted(spans)),
            "confidence": max(a.confidence, b.confidence),
        }
    )
