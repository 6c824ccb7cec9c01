"""One document: which of its stages have to run, and running them."""

from __future__ import annotations

import gc
import hashlib
import time
import traceback
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from pydantic import ValidationError

from pipeline.config import Settings
from pipeline.engines.files import digests
from pipeline.errors import RunError, ShiluError, StageError
from pipeline.running.limits import TimeUp, limit
from pipeline.running.spec import NAMES, Spec, changes, parts, whole
from pipeline.store import RECORD, Artefact, Damaged, Store, digest
from schemas.layers import ReadLayer
from schemas.record import SCHEMA_VERSION

if TYPE_CHECKING:
    from pipeline.reading import Reading
    from pipeline.source import SourceText
    from pipeline.stages import Stage

Action = Literal["ran", "kept", "edited", "failed"]
Decision = Literal["run", "keep", "use-edited"]

#: read by every stage before the first document
_SAMPLE = "1月21日下午，青岚县委书记周明远在县政府主持召开会议，强调要坚持“四个意识”。"

#: what a record is counted by
COUNTED = ("people", "offices", "events", "dates", "phrases", "organizations", "places")


@dataclass(frozen=True, slots=True)
class Step:
    """What became of one stage of one document, why, and how long it took (seconds)."""

    stage: str
    action: Action
    reason: str
    seconds: float = 0.0


@dataclass(slots=True)
class Outcome:
    """What became of one document: done with its counts, or failed with a code."""

    id: str
    source: str
    state: Literal["done", "failed", "refused"] = "done"
    code: str | None = None
    message: str | None = None
    stage: str | None = None
    sha256: str = ""
    length: int = 0
    counts: dict[str, int] | None = None
    stamp: str | None = None
    named: bool = True  # false where the error is that of a row (or a file of rows), which has no id
    behind: bool = False  # the record is older than the artefacts beside it (a run with --to)
    steps: list[Step] = field(default_factory=list)

    @property
    def edited(self) -> list[str]:
        """The stages whose artefact a hand has been at."""
        return [s.stage for s in self.steps if s.action == "edited"]

    @property
    def ran(self) -> bool:
        """Whether any stage had to run."""
        return any(s.action == "ran" for s in self.steps)

    def fail(self, error: ShiluError, stage: str | None, state: Literal["failed", "refused"] = "failed") -> None:
        """Note the error."""
        self.state, self.code, self.stage, self.message = state, error.code, stage, str(error)


def decide(
    old: Artefact | Damaged | None, key: str, inputs: dict[str, Any], *, asked: bool = False, last: bool = False
) -> tuple[Decision, str]:
    """Whether a stage of a document has to run, and why: the whole rule.

    Same key → the artefact stands. A layer edited by hand stands whatever changed before it, except its text: then its
    offsets mean nothing any more. The record (`last`) is no input to anything: edited, it stands while its key does.
    """
    if old is None:
        return "run", "no artefact yet"
    if isinstance(old, Damaged):
        return "run", f"the artefact is damaged ({old.reason})"
    if asked:
        return "run", "asked for" + (", edited by hand: set aside" if old.edited else "")
    if old.edited:
        changed = changes(old.inputs, inputs)
        if old.inputs.get("text") != inputs["text"]:
            return "run", "edited by hand, but the text has changed since: set aside"
        if last and changed:
            return "run", f"edited by hand, but changed since: {changed}: set aside"
        return "use-edited", "edited by hand" + (f"; changed since it was made: {changed}" if changed else "")
    if old.key == key:
        return "keep", "nothing changed"
    return "run", "changed: " + changes(old.inputs, inputs)


def _of_another(old: Artefact | Damaged | None, source: SourceText) -> bool:
    """Whether a record that is not as it was stored is of another file: no hand writes that."""
    if not isinstance(old, Artefact) or not old.edited:
        return False
    document = old.layer.get("document")
    return isinstance(document, dict) and document.get("source") != source.source


class _Unfit(Exception):
    """A kept artefact no longer fits its model although nothing declared a change: its stage has to run after all."""

    def __init__(self, stage: str) -> None:
        self.stage = stage


class Documents:
    """The stages of a run, and documents passing them one by one."""

    def __init__(
        self, settings: Settings, specs: Sequence[Spec], store: Store, start: str | None = None, to: str = "record"
    ) -> None:
        """`start`: the stage from which on everything is made anew (--from); `to`: the last stage (--to)."""
        self.settings, self.specs, self.store, self.to = settings, specs, store, to
        self.stages = NAMES[: NAMES.index(to) + 1]
        self.asked = frozenset(NAMES[NAMES.index(start) :]) if start else frozenset()
        self._whole, self._models = whole(specs), digests(settings.engine)
        self._made: dict[str, Stage] = {}
        self._warm = False
        self.freeze = False  # set where the process is ours: the lexicons are then left out of every collection

    def process(self, source: SourceText, extracted: bool, seconds: float = 0.0) -> Outcome:
        """Bring one document up to date; whatever goes wrong with it is in the outcome.

        `extracted`: keep its text; `seconds`: what reading it took.

        Raises RunError E405 when the store cannot be written: no other document would fare better.
        """
        asked = self.asked
        while True:
            out = Outcome(source.id, source.source, sha256=source.sha256, length=len(source.text))
            try:
                self._pass(source, extracted, asked, out)
            except _Unfit as e:
                asked |= {e.stage}
                continue
            except OSError as e:
                raise RunError("E405", e.strerror or str(e), str(e.filename or "")) from e
            if out.state == "failed":
                self.store.drop_record(source.id)
            if out.steps and out.steps[0].stage == "read":
                out.steps[0] = replace(out.steps[0], seconds=out.steps[0].seconds + seconds)
            return out

    def plan(self, source: SourceText) -> list[Step]:
        """What a run would do with each stage, and why; nothing is run or written."""
        text, hashes = _digest(source.text), dict[str, str]()
        found: list[Step] = []
        moved: dict[str, None] = {}  # stages that may come out different
        for name in self.stages:
            key, inputs = self._key(name, source, text, hashes)
            old = self.store.load(name, source.id)
            if isinstance(old, Artefact) and "layers" in inputs:
                # a layer that is to be made again is taken to come out as it was
                before = old.inputs.get("layers", {})
                inputs["layers"] = {n: h or before.get(n, "") for n, h in inputs["layers"].items()}
                key = digest(inputs)
            decision, reason = decide(old, key, inputs, asked=name in self.asked, last=name == RECORD)
            hashes[name] = old.hash if isinstance(old, Artefact) else ""
            above = [n for n in inputs.get("layers", ()) if n in moved]
            if decision == "keep" and above:
                reason = f"if {' or '.join(above)} comes out different, else kept"
            if decision == "run" or (decision == "keep" and above):
                moved[name] = None
                found.append(Step(name, "ran", reason))
            else:
                found.append(Step(name, "kept" if decision == "keep" else "edited", reason))
            if name == "read" and isinstance(old, Artefact) and decision != "run":
                source = _amended(source, old.layer)
        return found

    def _pass(self, source: SourceText, extracted: bool, asked: Collection[str], out: Outcome) -> None:
        reading: Reading | None = None
        text, hashes = _digest(source.text), dict[str, str]()
        kept: dict[str, Artefact] = {}  # those not yet in the reading: a document that is up to date needs none
        changed = False
        layer: dict[str, Any] = {}
        if extracted:
            self.store.save_text(source.id, source.text)
        for name in self.stages:
            key, inputs = self._key(name, source, text, hashes)
            old = self.store.load(name, source.id)
            if name == RECORD and _of_another(old, source):
                old = None  # a run was killed between a record and its envelope; since, the name is another file's
            decision, reason = decide(old, key, inputs, asked=name in asked, last=name == RECORD)
            if decision == "use-edited" and name == RECORD and not self._fits(old, source):
                decision, reason = "run", "edited by hand, and not valid: set aside"
            started = time.perf_counter()
            try:
                if decision == "run":
                    if name == "read":
                        layer = _read_layer(source).model_dump(mode="json")
                    else:
                        reading = reading or self._reading(source)
                        self._restore(reading, kept)
                        self._warm_up()
                        with limit(self.settings.max_seconds):
                            layer = self._stage(name).run(reading).model_dump(mode="json")
                elif decision == "use-edited":
                    assert isinstance(old, Artefact)
                    self._check_edited(name, old, source)
            except TimeUp:
                error: ShiluError = StageError("E204", f"{name}, {self.settings.max_seconds:g} s", source.source)
            except RunError:  # a recogniser that cannot be loaded fails them all alike
                raise
            except ShiluError as e:
                error = e
            except _Unfit:
                raise
            except Exception as e:  # one bad document never ends a run
                error = StageError("E201", f"{name}: {_where(e)}", source.source)
            else:
                seconds = time.perf_counter() - started
                if decision == "run":
                    if isinstance(old, Damaged) or (old is not None and old.edited):
                        self.store.set_aside(name, source.id)
                    hashes[name] = self.store.save(name, source.id, key, inputs, layer)
                    changed = changed or not isinstance(old, Artefact) or old.hash != hashes[name]
                    out.steps.append(Step(name, "ran", reason, seconds))
                    if name == "read":
                        source = _amended(source, layer)
                else:
                    assert isinstance(old, Artefact)
                    layer, hashes[name] = old.layer, old.hash
                    out.steps.append(Step(name, "kept" if decision == "keep" else "edited", reason))
                    if name == "read":
                        source = _amended(source, layer)
                    else:
                        kept[name] = old
                continue
            out.steps.append(Step(name, "failed", error.code, time.perf_counter() - started))
            out.fail(error, name)
            return
        if self.to == "record":
            out.counts = {k: len(layer[k]) for k in COUNTED}
        else:
            out.behind = changed and self.store.stamp(source.id, ("record",)) is not None
        out.stamp = self.store.stamp(source.id, self.stages)

    def _key(self, name: str, source: SourceText, text: str, hashes: dict[str, str]) -> tuple[str, dict[str, Any]]:
        if name == "read":
            made = digest(_read_layer(source).model_dump(mode="json"))
            inputs = {"schema": SCHEMA_VERSION, "text": text, "file": made}
        else:
            spec = self.specs[NAMES.index(name) - 1]
            inputs = parts(spec, self.settings, self._whole, self._models, text, hashes, source.mtime)
        return digest(inputs), inputs

    def _stage(self, name: str) -> Stage:
        from pipeline.stages import STAGES

        if name not in self._made:
            self._made[name] = STAGES[name](self.settings)
        return self._made[name]

    def _warm_up(self) -> None:
        """Have the lexicons and the recogniser loaded before the first stage that runs, outside its time limit."""
        from pipeline.source import SourceText

        if self._warm:
            return
        self._warm = True
        reading = self._reading(SourceText("", _SAMPLE))
        for name in self.stages[1:]:
            try:
                self._stage(name).run(reading)
            except RunError:
                raise
            except Exception:  # the documents will tell
                break
        if self.freeze:
            gc.collect()
            gc.freeze()

    def _reading(self, source: SourceText) -> Reading:
        from pipeline.reading import Reading

        return Reading(source, self.settings)

    def _restore(self, reading: Reading, kept: dict[str, Artefact]) -> None:
        from pipeline.stages import STAGES

        for name, old in kept.items():
            try:
                reading.add(name, STAGES[name].layer.model_validate(old.layer))
            except ValidationError as e:
                raise _Unfit(name) from e
        kept.clear()

    def _fits(self, old: Artefact | Damaged | None, source: SourceText) -> bool:
        """Whether a record edited by hand is still a record of this text."""
        from schemas.record import Record

        try:
            return isinstance(old, Artefact) and not Record.model_validate(old.layer).check_text(source.text)
        except ValidationError:
            return False

    def _check_edited(self, name: str, old: Artefact, source: SourceText) -> None:
        """E203 when what a hand wrote does not fit the stage's model, or names another text."""
        from pipeline.stages import STAGES

        try:
            if name != "read":
                STAGES[name].layer.model_validate(old.layer)
                return
            read = ReadLayer.model_validate(old.layer)
        except ValidationError as e:
            first = e.errors()[0]
            where = ".".join(map(str, first["loc"]))
            raise StageError("E203", f"{name} layer.{where}: {first['msg']}", source.source) from e
        for field_name in ("id", "sha256", "length"):
            if getattr(read, field_name) != getattr(_read_layer(source), field_name):
                raise StageError("E203", f"read layer.{field_name} cannot be changed by hand", source.source)


def _read_layer(source: SourceText) -> ReadLayer:
    return ReadLayer(
        id=source.id,
        source=source.source,
        sha256=source.sha256,
        media_type=source.media_type,
        encoding=source.encoding,
        length=len(source.text),
        title=source.title,
        publisher=source.publisher,
        published=source.published,
        author=source.author,
        flags=source.flags,
    )


def _amended(source: SourceText, layer: dict[str, Any]) -> SourceText:
    """The source with what its read artefact says of it, which a hand may have set right."""
    changed = {k: layer.get(k) for k in ("title", "publisher", "published", "author")}
    return replace(source, **changed, flags=tuple(layer.get("flags", ())))  # type: ignore[arg-type]


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _where(e: Exception) -> str:
    """`KeyError: 'x' (names.py:120)`: the error and the last line of ours that it came through."""
    frames = [f for f in traceback.extract_tb(e.__traceback__) if "pipeline" in Path(f.filename).parts]
    at = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    return f"{type(e).__name__}: {str(e)[:300]}{at}"
