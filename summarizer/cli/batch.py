"""``summarize batch``: many bundles in, a summary of each out."""

from __future__ import annotations

import os
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from summarizer.cli.run import Device, Format, MaxWords, Model
from summarizer.errors import InvalidOption
from summarizer.options import Fusion, Options

if TYPE_CHECKING:
    from summarizer.batch import Crew, Make, Record, Report, Source
    from summarizer.batch.run import OnRecord
    from summarizer.pipeline import Summarizer

POLL_SECONDS = 2.0
"""How often a watched folder is looked at; looking works on network drives, where notices do not."""
MOST_REASONS = 20
"""Reasons shown in the table at the end; the manifest has them all."""


class EngineName(StrEnum):
    """Where the work is done."""

    LOCAL = "local"
    RAY = "ray"


def batch(
    folder: Annotated[
        str,
        typer.Argument(
            metavar="IN", help="Folder of bundles (sub-folders, JSON, JSON Lines, ninjs), or an s3:// or gs:// address."
        ),
    ],
    out: Annotated[str, typer.Argument(metavar="OUT", help="Folder, or address, for the summaries and the manifest.")],
    max_words: MaxWords = 120,
    fusion: Annotated[Fusion, typer.Option(help="none: the extracts alone.")] = Fusion.AUTO,
    headline: Annotated[bool, typer.Option("--headline", help="Write headlines.")] = False,
    format: Annotated[
        list[Format] | None, typer.Option(help="Files of each bundle; json unless said.", show_default=False)
    ] = None,
    workers: Annotated[
        int | None, typer.Option(min=1, help="Processes, a core each; with the bundled model one a core.", show_default=False)
    ] = None,
    resume: Annotated[bool, typer.Option(help="Skip what an earlier run finished.")] = True,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="Work again on what failed before.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Go on with new bundles as they arrive, until interrupted.")] = False,
    engine: Annotated[EngineName, typer.Option(help="local: this machine; ray: a Ray cluster.")] = EngineName.LOCAL,
    address: Annotated[str | None, typer.Option(help="Of the Ray cluster; without it, one of this machine alone.")] = None,
    model: Model = "bundled",
    device: Device = "auto",
) -> None:
    """Summarize every bundle of a folder; a run that was killed is taken up where it was."""
    from summarizer.batch import Job, arrivals, discover, open_store, run_batch  # noqa: PLC0415  keeps --help quick
    from summarizer.batch.run import Report  # noqa: PLC0415

    if address and engine is not EngineName.RAY:
        raise InvalidOption("--address is that of a Ray cluster; give --engine ray with it.")
    _refuse_nested(folder, out)
    job = Job(
        options=Options(max_words=max_words, fusion=fusion, headline=headline),
        formats=tuple(dict.fromkeys(one.value for one in format or [Format.JSON])),
        model=model,
        device=device,
    )
    rounds = arrivals(folder, partial(time.sleep, POLL_SECONDS)) if watch else iter([discover(folder)])
    store, report, crew = open_store(out), Report(), None
    try:
        for number, sources in enumerate(rounds):
            if crew is None:
                crew = _crew(engine, address, workers, len(sources) if not watch else None, model, device)
            with _progress(sources) as on_record:
                run_batch(
                    sources,
                    store,
                    job,
                    crew,
                    resume=resume or number > 0,
                    retry_failed=retry_failed and number == 0,
                    report=report,
                    on_record=on_record,
                )
    except KeyboardInterrupt:
        if not watch:
            raise
    Console(stderr=True).print(_table(report))
    raise typer.Exit(1 if report.failed else 0)


def _refuse_nested(folder: str, out: str) -> None:
    """Refuse an OUT that is, or lies in, IN: the next run would take summaries for bundles."""
    from summarizer.batch.places import is_address  # noqa: PLC0415

    inside = Path(os.path.realpath(out)).is_relative_to(os.path.realpath(folder))
    if is_address(folder) or is_address(out):
        inside = f"{out.rstrip('/')}/".startswith(f"{folder.rstrip('/')}/")
    if inside:
        raise InvalidOption("OUT lies in IN: the next run would take the summaries for bundles. Give a folder beside it.")


def _crew(engine: EngineName, address: str | None, workers: int | None, bundles: int | None, model: str, device: str) -> Crew:
    """Say who works. A worker of the bundled model has one thread, so that what it writes does not depend on how many work."""
    from summarizer.batch import Alone, Processes  # noqa: PLC0415
    from summarizer.models.threads import available_cpus  # noqa: PLC0415

    cpus = available_cpus()
    many = workers or (cpus if model == "bundled" else 1)
    threads = 1 if model == "bundled" or engine is EngineName.RAY else max(cpus // many, 1)
    make: Make = partial(make_summarizer, model, device, threads)
    if engine is EngineName.RAY:
        from summarizer.batch.ray_crew import RayCrew  # noqa: PLC0415  an extra

        return RayCrew(make, workers, address)
    if workers is None and bundles is not None:
        many = max(min(many, bundles), 1)
    return Alone(make) if many == 1 else Processes(make, many)


def make_summarizer(model: str, device: str, threads: int) -> Summarizer:
    """Make a worker's summarizer; a function of a module, which worker processes can import."""
    from summarizer.defaults import load_engine  # noqa: PLC0415
    from summarizer.pipeline import Summarizer  # noqa: PLC0415

    return Summarizer(engine=load_engine(model, device=device, threads=threads))


@contextmanager
def _progress(sources: Sequence[Source]) -> Iterator[OnRecord]:
    """Show a bar with rate and time left, where stderr is a terminal; what is skipped takes no time and is not in the rate."""
    console = Console(stderr=True)
    progress = Progress(
        TextColumn("bundles"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        console=console,
        disable=not console.is_terminal or not sources,
    )
    bar = progress.add_task("bundles", total=len(sources), rate="")

    def advance(record: Record, skipped: bool) -> None:
        del record
        if skipped:
            progress.update(bar, total=(progress.tasks[0].total or 1) - 1)
            return
        speed = progress.tasks[0].speed
        progress.update(bar, advance=1, rate=f"{speed * 60:.0f} a minute" if speed else "")

    with progress:
        yield advance


def _table(report: Report) -> Table:
    """Return how many bundles were done, skipped, refused and failed, and why."""
    table = Table("bundles", "what became of them")
    for status, count in sorted(report.counts.items()):
        table.add_row(str(count), status.value)
    if left_out := report.left_out.total():
        table.add_row("", f"files left out of bundles: {left_out}; see left_out in manifest.jsonl")
    reasons: Counter[str] = Counter()
    named: dict[str, str] = {}
    for record in report.unhappy.values():
        reason = f"{record.status.value}: {record.message}"
        reasons[reason] += 1
        named.setdefault(reason, record.name)
    for reason, count in reasons.most_common(MOST_REASONS):
        others = f" and {count - 1} more" if count > 1 else ""
        table.add_row(f"{named[reason]}{others}", reason)
    if len(reasons) > MOST_REASONS:
        table.add_row("", f"{len(reasons) - MOST_REASONS} more reasons; see manifest.jsonl")
    return table
