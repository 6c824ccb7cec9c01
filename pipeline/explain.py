"""Why a stage of a document ran or was kept: what the journal noted, and what a run would do now."""

from __future__ import annotations

from dataclasses import dataclass

import orjson

from pipeline.errors import RunError
from pipeline.outputs import Outputs
from pipeline.running.document import Documents
from pipeline.running.spec import NAMES, Spec, code_stamp, specs


@dataclass(frozen=True, slots=True)
class Explanation:
    """One stage: when it last ran and why, and what would become of it now."""

    stage: str
    version: str
    ran: str
    reason: str
    now: str


def explain(outputs: Outputs, doc: str, stage: str | None = None) -> list[Explanation]:
    """All stages of a document, or one. `now` is by the settings of the last run; empty where the source is gone."""
    if stage is not None and stage not in NAMES:
        raise RunError("E403", f"no stage {stage!r}: {', '.join(NAMES)}")
    steps: dict[str, tuple[str, str]] = {}
    if outputs.journal is not None:
        rows = outputs.journal.db.execute(
            "select stage, action, reason, s.run, started from steps s left join runs r on r.run = s.run where id = ?",
            (doc,),
        )
        for name, action, reason, run, started in rows:
            steps[name] = (f"{_PAST[action]} in run {run} ({(started or '')[:16].replace('T', ' ')})", reason)
    known = _specs(outputs)
    versions = {"read": ""} | {s["name"]: s["version"] for s in known}
    now: dict[str, str] = {}
    source = outputs.source(doc)
    if source is not None:
        for step in Documents(outputs.settings(), known, outputs.store).plan(source):
            now[step.stage] = f"{_FUTURE[step.action]}: {step.reason}"
    return [
        Explanation(n, versions[n], *steps.get(n, ("", "")), now=now.get(n, ""))
        for n in NAMES
        if stage is None or n == stage
    ]


def lines(explanations: list[Explanation]) -> list[str]:
    """What to print: stages that fared alike are told together, a document that stands in one line."""
    groups: list[list[Explanation]] = []
    for e in explanations:
        if groups and (groups[-1][0].ran, groups[-1][0].reason, groups[-1][0].now) == (e.ran, e.reason, e.now):
            groups[-1].append(e)
        else:
            groups.append([e])
    if len(explanations) > 1 and all(e.now == _STANDS for e in explanations):
        runs = "; ".join(f"{_span(g)} {g[0].ran}: {g[0].reason}" for g in groups if g[0].ran)
        return [f"nothing changed, all stages would be kept; {runs}"]
    found = []
    for group in groups:
        first = group[0]
        found.append(f"{first.stage} {first.version}".rstrip() if len(group) == 1 else _span(group))
        if first.ran:
            found.append(f"  {first.ran}: {first.reason}")
        found.append(f"  now {first.now or 'unknown: the source is gone'}")
    return found


def _span(group: list[Explanation]) -> str:
    if len(group) == 1:
        return group[0].stage
    return f"{group[0].stage} … {group[-1].stage}" if len(group) > 2 else f"{group[0].stage}, {group[1].stage}"


_PAST = {"ran": "ran", "edited": "used as edited", "failed": "failed", "kept": "kept"}
_FUTURE = {"ran": "would run", "edited": "would be used as it stands", "kept": "would be kept", "failed": "would fail"}
_STANDS = "would be kept: nothing changed"


def _specs(outputs: Outputs) -> list[Spec]:
    journal = outputs.journal
    if journal is not None and journal.meta("code") == code_stamp() and (text := journal.meta("specs")):
        known: list[Spec] = orjson.loads(text)
        return known
    known = orjson.loads(orjson.dumps(specs()))
    return known
