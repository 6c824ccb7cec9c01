"""A document for reading: its text with the mentions in colour, what was found in it, or one layer as it is stored."""

from __future__ import annotations

import re
from typing import Any

import orjson
from rich.console import Console
from rich.text import Text

from pipeline.errors import RunError
from pipeline.outputs import Outputs
from pipeline.running.spec import NAMES
from pipeline.store import Artefact, Damaged

#: wide ones first: a person's colour stands within that of the office
STYLES = {
    "events": "on grey23",
    "offices": "underline",
    "phrases": "yellow",
    "organizations": "green",
    "places": "blue",
    "dates": "magenta",
    "people": "bold cyan",
}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")  # rich drops them, which would move every offset after


def coloured(text: str, record: dict[str, Any]) -> Text:
    """The text with each mention in the style of its type."""
    shown = Text(_CONTROL.sub(" ", text))
    for layer, style in STYLES.items():
        for item in record.get(layer, ()):
            for m in item.get("mentions", (item,)):
                shown.stylize(style, m["start"], m["end"])
    return shown


def show(outputs: Outputs, doc: str, console: Console) -> None:
    """Print a document: head, text in colour, and what was found."""
    record = outputs.store.load("record", doc)
    if not isinstance(record, Artefact):
        entry = outputs.entry(doc)
        raise RunError("E406", f"{doc} has no record" + (f": {entry.message}" if entry and entry.message else ""))
    r = record.layer
    d = r["document"]
    text = outputs.text(doc, d["sha256"])
    published = d["published"] or {}
    dated = f"{published['edtf']} ({published['basis']})" if published else "undated"
    console.print(d["title"] or doc, style="bold", markup=False, highlight=False)
    console.print(" · ".join(filter(None, (d["publisher"], dated, d["source"]))), style="dim", markup=False)
    console.print()
    if text is None:
        console.print("the source is gone or has changed: the text cannot be shown", style="yellow")
    else:
        console.print(coloured(text, r), soft_wrap=not console.is_terminal)
        legend = Text(" ").join(Text(k, style=s) for k, s in STYLES.items())
        console.print(legend)
    for line in _findings(r):
        console.print(line, markup=False, highlight=False, soft_wrap=not console.is_terminal)


def _findings(r: dict[str, Any]) -> list[str]:
    names = {x["id"]: x.get("short") or x["name"] for k in ("people", "organizations", "places") for x in r[k]}
    lines = []
    for p in r["people"]:
        posts = [
            f"{o['name']}" + ("" if o["status"] == "current" else f" ({o['status']})")
            for o in r["offices"]
            if o["person"] == p["id"]
        ]
        aliases = f" = {', '.join(p['aliases'])}" if p["aliases"] else ""
        lines.append(f"person   {p['name']}{aliases}" + (f": {'; '.join(posts)}" if posts else ""))
    for e in r["events"]:
        who = ", ".join(names[p["person"]] for p in e["participants"])
        lines.append(f"event    {e['type']} {e['name']} {e['edtf'] or ''}".rstrip() + (f": {who}" if who else ""))
    lines += [f"date     {d['text']} = {d['edtf'] or d['duration'] or 'unresolved'}" for d in r["dates"]]
    lines += [f"phrase   {f['canonical']} ({f['category']}) × {len(f['mentions'])}" for f in r["phrases"]]
    lines += [f"warning  {w['code']} {w['message']}" for w in r["warnings"]]
    return lines


def layer_json(outputs: Outputs, doc: str, stage: str) -> bytes:
    """A layer as it is stored, without its envelope. Raises RunError E403 no such stage, E406 no such artefact."""
    if stage not in NAMES:
        raise RunError("E403", f"no stage {stage!r}: {', '.join(NAMES)}")
    found = outputs.store.load(stage, doc)
    if found is None or isinstance(found, Damaged):
        raise RunError("E406", f"{doc} has no {stage} artefact" + (f": {found.reason}" if found else ""))
    return orjson.dumps(found.layer, option=orjson.OPT_INDENT_2)
