"""Two tellings that come to one name, sort and day are one event: 甲专程赴某村|看望|运动员, told by both verbs."""

from __future__ import annotations

from schemas.layers import EventItem

#: shorter names (召开会议, 致贺信) may tell several events of a day
_TELLING = 7


def unite(items: list[EventItem]) -> list[EventItem]:
    """The items with those alike joined into the first of them."""
    out: list[EventItem] = []
    first: dict[tuple[str, str, str | None], int] = {}
    for item in items:
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
