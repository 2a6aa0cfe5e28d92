"""``summarize batch``: many bundles in, a summary of each out."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from summarizer.cli.run import Device, Format, MaxWords, Model
from summarizer.options import Fusion, Options

if TYPE_CHECKING:
    from summarizer.batch import Record, Report

POLL_SECONDS = 2.0
"""How often a watched folder is looked at; polling works on network drives, where notices do not."""


def batch(
    folder: Annotated[Path, typer.Argument(metavar="IN", help="Folder of bundles: sub-folders, JSON, JSON Lines, ninjs.")],
    out: Annotated[Path, typer.Argument(metavar="OUT", help="Folder for the summaries and the manifest.")],
    max_words: MaxWords = 120,
    fusion: Annotated[Fusion, typer.Option(help="none: the extracts alone.")] = Fusion.AUTO,
    headline: Annotated[bool, typer.Option("--headline", help="Write headlines.")] = False,
    format: Annotated[
        list[Format] | None, typer.Option(help="Files of each bundle; json unless said.", show_default=False)
    ] = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes.")] = 1,
    resume: Annotated[bool, typer.Option(help="Skip what an earlier run finished.")] = True,
    retry_failed: Annotated[bool, typer.Option("--retry-failed", help="Work again on what failed before.")] = False,
    watch: Annotated[bool, typer.Option("--watch", help="Go on with new bundles as they arrive, until interrupted.")] = False,
    model: Model = "bundled",
    device: Device = "auto",
) -> None:
    """Summarize every bundle of a folder; a run that was killed is taken up where it was."""
    from summarizer.batch import Store, discover, run_batch  # noqa: PLC0415  keeps --help quick
    from summarizer.batch.work import Job  # noqa: PLC0415
    from summarizer.pipeline import Summarizer  # noqa: PLC0415

    job = Job(
        options=Options(max_words=max_words, fusion=fusion, headline=headline),
        formats=tuple(dict.fromkeys(one.value for one in format or [Format.JSON])),
        model=model,
        device=device,
    )
    store, summarizer = Store(out), Summarizer(model=model, device=device)
    report = None
    while True:
        sources = discover(folder)
        with _progress(len(sources)) as progress:
            report = run_batch(
                sources,
                store,
                job,
                workers=workers,
                resume=resume if report is None else True,
                retry_failed=retry_failed and report is None,
                summarizer=summarizer,
                on_record=_advance(progress),
            )
        if not watch:
            break
        time.sleep(POLL_SECONDS)
    Console(stderr=True).print(_table(report))
    raise typer.Exit(1 if report.failed else 0)


def _progress(total: int) -> Progress:
    progress = Progress(
        TextColumn("bundles"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        disable=not Console(stderr=True).is_terminal,
    )
    progress.add_task("bundles", total=total, rate="")
    return progress


def _advance(progress: Progress) -> Callable[[Record, bool], None]:
    def advance(record: Record, skipped: bool) -> None:
        del record, skipped
        task = progress.tasks[0]
        speed = task.speed or 0.0
        progress.update(task.id, advance=1, rate=f"{speed * 60:.0f} a minute" if speed else "")

    return advance


def _table(report: Report) -> Table:
    table = Table("bundles", "what became of them")
    for status, count in sorted(report.counts.items()):
        table.add_row(str(count), status.value)
    for record in report.unhappy:
        table.add_row(record.name, f"{record.status.value}: {record.message}")
    return table
