"""``summarize evaluate``: summaries of a user's own articles against the user's own references."""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from summarizer.cli.console import Format, as_json, put
from summarizer.cli.run import Device, MaxWords, Model
from summarizer.options import Fusion, Options

if TYPE_CHECKING:
    from summarizer.evaluation import Evaluation

ROWS = {
    "rouge1_recall": "ROUGE-1 recall, %",
    "rouge1_f1": "ROUGE-1 F1, %",
    "rouge2_recall": "ROUGE-2 recall, %",
    "rouge2_f1": "ROUGE-2 F1, %",
    "rougeL_recall": "ROUGE-L recall, %",
    "rougeL_f1": "ROUGE-L F1, %",
    "unsupported_names": "names that no article has",
    "unsupported_numbers": "numbers that no article has",
    "redundancy": "word pairs told twice, %",
    "rewritten": "sentences rewritten, %",
    "repaired": "sentences refused and replaced",
    "words": "words",
    "sentences": "sentences",
    "seconds": "seconds",
}


def evaluate(
    references: Annotated[
        Path,
        typer.Argument(
            metavar="REFERENCES",
            help="Folder of bundles, each with a folder 'references', or JSON Lines of {articles, references}.",
        ),
    ],
    max_words: MaxWords = 120,
    fusion: Annotated[Fusion, typer.Option(help="none: the extract alone.")] = Fusion.AUTO,
    ranker: Annotated[str | None, typer.Option(help="lead, lexrank, centroid, cover or learned.")] = None,
    format: Annotated[Format, typer.Option(help="text: a table of means; json: every case too.")] = Format.TEXT,
    out: Annotated[Path | None, typer.Option(help="File to write instead of standard output.")] = None,
    model: Model = "bundled",
    device: Device = "auto",
) -> None:
    """Measure the summaries of your own articles against your own references."""
    from summarizer.evaluation import evaluate as measured  # noqa: PLC0415  keeps --help quick
    from summarizer.evaluation import read_cases  # noqa: PLC0415
    from summarizer.pipeline import Summarizer  # noqa: PLC0415

    options = Options(max_words=max_words, fusion=fusion, ranker=ranker)
    cases = read_cases(references)
    summarizer = Summarizer(model=model, device=device)
    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal) as progress:
        found = measured(progress.track(cases, description="bundles"), lambda articles: summarizer.summarize(articles, options))
    put(as_json(found.to_dict()) if format is Format.JSON else as_text(found), out)


def as_text(found: Evaluation) -> str:
    """Return the means as a table, then what was refused."""
    table = Table("mean over the bundles", "", "95 % interval", box=None)
    for name, label in ROWS.items():
        value = found.means[name]
        table.add_row(label, f"{value.mean:.2f}", f"{value.low:.2f} to {value.high:.2f}")
    text = StringIO()
    console = Console(file=text, width=100, highlight=False)
    console.print(table)
    refused = [one for one in found.outcomes if one.refused is not None]
    count = len(found.outcomes)
    console.print(f"{count} bundle{'' if count == 1 else 's'}, {len(refused)} refused.", markup=False)
    for one in refused:
        console.print(f"{one.id}: {one.refused}", markup=False)
    return "\n".join(line.rstrip() for line in text.getvalue().splitlines()) + "\n"
