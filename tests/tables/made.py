"""Small records, made for the tests and checked by the model, in a folder as a run leaves it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from schemas.record import Record

SPAN = {"start": 0, "end": 1, "text": "青"}
ITEM = {"confidence": 0.9, "source": "x.y"}


def span(at: int, **more: Any) -> dict[str, Any]:
    """A mention at this offset."""
    return {"start": at, "end": at + 1, "text": "青", **more}


def phrase(name: str, *mentions: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A phrase as a record has it."""
    return ITEM | {"canonical": name, "category": "slogan", "known": True, "mentions": mentions or (span(0),)} | more


def event(name: str, edtf: str | None = None, at: int = 0, **more: Any) -> dict[str, Any]:
    """An event; `people` is name → role, `place` and `organizers` are names."""
    return ITEM | {"type": "meeting", "name": name, "reported": True, "edtf": edtf, "mentions": (span(at),)} | more


class Run:
    """An output folder."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def add(
        self,
        doc: str,
        *,
        published: str | None = None,
        publisher: str | None = None,
        phrases: tuple[dict[str, Any], ...] = (),
        events: tuple[dict[str, Any], ...] = (),
        articles: tuple[tuple[int, int], ...] = ((0, 100),),
        aliases: dict[str, tuple[str, ...]] | None = None,
    ) -> None:
        """Write a record; speakers, participants, places and organisers are given by their names."""
        people: dict[str, str] = {}
        places: dict[str, str] = {}
        bodies: dict[str, str] = {}

        def ref(table: dict[str, str], letter: str, name: str | None) -> str | None:
            return None if name is None else table.setdefault(name, f"{letter}{len(table) + 1}")

        for f in phrases:
            f["mentions"] = tuple(
                {k: v for k, v in m.items() if k != "body"}
                | {
                    "speaker": ref(people, "p", m.get("speaker")),
                    "speaker_organization": ref(bodies, "g", m.get("body")),
                }
                for m in f["mentions"]
            )
        for e in events:
            told = e.pop("people", {})
            e["participants"] = tuple(
                {"person": ref(people, "p", name), "role": role, "order": n}
                for n, (name, role) in enumerate(told.items(), 1)
            )
            e["place"] = ref(places, "l", e.get("place"))
            e["organizers"] = tuple(ref(bodies, "g", b) for b in e.get("organizers", ()))
        record = Record.model_validate(
            {
                "document": {
                    "id": doc,
                    "source": f"{doc}.txt",
                    "sha256": "0" * 64,
                    "media_type": "text/plain",
                    "encoding": "utf-8",
                    "script": "Hans",
                    "length": 1000,
                    "title": f"题 {doc}",
                    "publisher": publisher,
                    "published": {"edtf": published, "basis": "stated"} if published else None,
                },
                "articles": [{"id": f"a{n}", "start": a, "end": b} for n, (a, b) in enumerate(articles, 1)],
                "people": [
                    ITEM
                    | {
                        "id": i,
                        "name": n,
                        "kind": "contemporary",
                        "mentions": (SPAN,),
                        "aliases": (aliases or {}).get(n, ()),
                    }
                    for n, i in people.items()
                ],
                "places": [{"id": i, "name": n, "level": "county"} for n, i in places.items()],
                "organizations": [ITEM | {"id": i, "name": n, "type": "party"} for n, i in bodies.items()],
                "events": [e | {"id": f"e{n}"} for n, e in enumerate(events, 1)],
                "phrases": [f | {"id": f"f{n}"} for n, f in enumerate(phrases, 1)],
                "provenance": {"pipeline": "0", "engine": "x", "stages": {}, "lexicon": "0"},
            }
        )
        path = self.root / "records" / f"{doc}.json"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(record.model_dump_json(indent=2), "utf-8")
