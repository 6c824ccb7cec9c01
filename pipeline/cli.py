"""The command: shilu run, show, explain, diff, validate, phrases, events."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.errors import RunError, ShiluError
from pipeline.tables.formats import EventFormat, Format
from pipeline.version import VERSION

app = typer.Typer(
    name="shilu",
    help="Chinese Party and government texts → validated records of people, offices, events, dates and policy phrases.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Output = Annotated[Path, typer.Option("-o", "--output", help="The output folder.")]
Config = Annotated[Path | None, typer.Option("--config", help="Settings file (default: shilu.toml here, if any).")]


def main() -> None:
    """The entry point: coded errors become one line and an exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a console that has no Chinese must not end a run
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except ShiluError as e:
        print(e, file=sys.stderr)
        raise SystemExit(2 if isinstance(e, RunError) else 1) from None


def _version(value: bool) -> None:
    if value:
        print(f"shilu {VERSION}")
        raise typer.Exit


@app.callback()
def _shilu(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Say which.")] = False,
) -> None: ...


@app.command()
def run(
    input: Annotated[str, typer.Argument(help="A folder, a file, or - for standard input.")],
    output: Output = Path("output"),
    jobs: Annotated[int | None, typer.Option("-j", "--jobs", min=1, help="Worker processes.")] = None,
    start: Annotated[str | None, typer.Option("--from", help="Make this stage and all after it anew.")] = None,
    to: Annotated[str, typer.Option("--to", help="Stop after this stage.")] = "record",
    only: Annotated[str | None, typer.Option("--only", help="Only documents whose id fits this glob.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Make everything anew.")] = False,
    engine: Annotated[
        str | None, typer.Option("--engine", help="Name recogniser: tagger, lexicon, hanlp:DIR, a+b.")
    ] = None,
    date: Annotated[str | None, typer.Option("--date", help="Document date (EDTF) where a text states none.")] = None,
    date_from_mtime: Annotated[
        bool | None, typer.Option("--date-from-mtime", help="Take the file's time stamp where nothing else dates it.")
    ] = None,
    fail_fast: Annotated[bool | None, typer.Option("--fail-fast", help="Stop at the first failure.")] = None,
    prune: Annotated[bool, typer.Option("--prune", help="Remove records of vanished inputs.")] = False,
    name: Annotated[str, typer.Option("--name", help="What standard input is called, suffix included.")] = "stdin.txt",
    quiet: Annotated[bool, typer.Option("-q", "--quiet", help="Failures only.")] = False,
    log_json: Annotated[bool, typer.Option("--log-json", help="One JSON object a line on stderr.")] = False,
    config: Config = None,
) -> None:
    """Write a record for every document of the input; what is up to date already is kept.

    Exit status: 0 all done, 1 some failed, 2 nothing could start, 130 interrupted.
    """
    import signal

    from pipeline.config import load_settings
    from pipeline.progress import print_summary, reporter
    from pipeline.runner import run as run_folder

    settings = load_settings(
        config, engine=engine, date=date, date_from_mtime=date_from_mtime, jobs=jobs, fail_fast=fail_fast
    )
    data = None
    if input == "-":
        data = sys.stdin.buffer.read(settings.max_bytes + 1)
        input = name

    def stop(*_: Any) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)
    try:
        summary = run_folder(
            input,
            output,
            config=settings,
            start=start,
            to=to,
            only=only,
            force=force,
            prune=prune,
            data=data,
            reporter=reporter(quiet=quiet, json=log_json),
        )
    except KeyboardInterrupt:  # before anything was begun, or a second time
        print("stopped", file=sys.stderr)
        raise typer.Exit(130) from None
    if not quiet and not log_json:
        from rich.console import Console

        print_summary(summary, Console())
    if only is not None and not (summary.stopped or summary.done or summary.kept or summary.failed):
        raise RunError("E409", f"--only {only}")
    raise typer.Exit(summary.exit_status)


@app.command()
def validate(
    path: Annotated[Path, typer.Argument(help="An output folder, a folder of records, or one record.")] = Path(
        "output"
    ),
) -> None:
    """Check records: schema, references, offsets, and each mention against the text. One line an error; exit 1 on any."""
    from pipeline.validate import Checked
    from pipeline.validate import validate as findings

    checked = Checked()
    for finding in findings(path, checked):
        print(finding)
    without = f", {checked.without_text:,} without their text (source gone or changed)" if checked.without_text else ""
    print(f"{checked.records:,} records, {checked.findings:,} errors{without}", file=sys.stderr)
    raise typer.Exit(1 if checked.findings else 0)


@app.command()
def show(
    doc: Annotated[str, typer.Argument(help="A document: its id, its file, or a part of the id that only it has.")],
    stage: Annotated[str | None, typer.Argument(help="Print this stage's layer instead.")] = None,
    output: Output = Path("output"),
) -> None:
    """Print a document's text with its mentions in colour and what was found, or the layer of one stage."""
    from rich.console import Console

    from pipeline.outputs import Outputs
    from pipeline.show import layer_json
    from pipeline.show import show as show_document

    outputs, console = Outputs(output), Console()
    found = outputs.find(doc)
    if stage is None:
        show_document(outputs, found, console)
    elif console.is_terminal:
        console.print_json(layer_json(outputs, found, stage).decode(), ensure_ascii=False)
    else:
        print(layer_json(outputs, found, stage).decode())


@app.command()
def explain(
    doc: Annotated[str, typer.Argument(help="A document: its id, its file, or a part of the id that only it has.")],
    stage: Annotated[str | None, typer.Argument(help="Only this stage.")] = None,
    output: Output = Path("output"),
) -> None:
    """Say why each stage of a document last ran, and what a run would do with it now."""
    from pipeline.explain import explain as explain_document
    from pipeline.explain import lines
    from pipeline.outputs import Outputs

    outputs = Outputs(output)
    found = outputs.find(doc)
    entry = outputs.entry(found)
    print(found + (f" ({entry.source}): {entry.message or entry.state}" if entry else ""))
    for line in lines(explain_document(outputs, found, stage)):
        print(line)


@app.command()
def diff(
    a: Annotated[Path, typer.Argument(help="An output folder, or a folder of records.")],
    b: Annotated[Path, typer.Argument(help="Another.")],
    no_provenance: Annotated[bool, typer.Option("--no-provenance", help="Versions are no difference.")] = False,
    summary: Annotated[bool, typer.Option("--summary", help="Figures only.")] = False,
) -> None:
    """Compare two outputs: records and items added (+), lost (-), changed (~). Exit 1 when they differ."""
    from pipeline.diff import diff as compare

    found = compare(a, b, provenance=not no_provenance)
    if not summary:
        for doc in found.lost:
            print(f"- record {doc}")
        for doc in found.added:
            print(f"+ record {doc}")
        for c in found.changes:
            print(f"{c.sign} {c.document} {c.layer} {c.what}")
    print(
        f"records: {len(found.added):,} added, {len(found.lost):,} lost, {len(found.changed):,} changed, {found.same:,} equal"
    )
    for stage, n in found.stages.items():
        if n["added"] or n["lost"] or n["changed"]:
            print(f"{stage}: {n['added']:,} added, {n['lost']:,} lost, {n['changed']:,} changed, {n['same']:,} equal")
    raise typer.Exit(1 if found.any else 0)


@app.command()
def phrases(
    output: Output = Path("output"),
    form: Annotated[Format, typer.Option("--format", help="How to print them.")] = Format.table,
    new: Annotated[bool, typer.Option("--new", help="Only those that no lexicon lists.")] = False,
    category: Annotated[list[str] | None, typer.Option("--category", help="Only these; can be given again.")] = None,
    speaker: Annotated[str | None, typer.Option("--speaker", help="Only those that this person or body says.")] = None,
    place: Annotated[str | None, typer.Option("--place", help="Only those of this place or publisher.")] = None,
    min_count: Annotated[int, typer.Option("--min-count", min=1, help="Only those said as often.")] = 1,
    top: Annotated[int | None, typer.Option("--top", min=1, help="Only the first N.")] = None,
) -> None:
    """List the policy phrases of a run: count, first and last date, place, speakers, months; new ones first."""
    from pipeline.tables.phrases import show as show_phrases

    said = {"speaker": speaker, "place": place}
    show_phrases(output, form, new=new, categories=category or (), least=min_count, top=top, **said)


@app.command()
def events(
    output: Output = Path("output"),
    form: Annotated[EventFormat, typer.Option("--format", help="How to print them.")] = EventFormat.table,
    type: Annotated[list[str] | None, typer.Option("--type", help="Only these; can be given again.")] = None,
    person: Annotated[str | None, typer.Option("--person", help="Only those in which this person takes part.")] = None,
    start: Annotated[str | None, typer.Option("--from", help="From this year, month or day (2021, 2021-07 …).")] = None,
    to: Annotated[str | None, typer.Option("--to", help="To this year, month or day, itself included.")] = None,
    named: Annotated[bool, typer.Option("--named", help="Also events that texts only refer to.")] = False,
) -> None:
    """Print the chronicle (大事记) of a run: what its documents report, by date, with place, people and source."""
    from pipeline.tables.events import show as show_events

    show_events(output, form, types=type or (), person=person, start=start, end=to, named=named)
