"""``summarize explain``: what became of every source sentence, and why."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summarizer.cli.run import bundle, earlier
from summarizer.errors import UnreadableInput

if TYPE_CHECKING:
    from rich.table import Table


def explain(
    summary: Annotated[Path, typer.Argument(help="A summary written with --format json.")],
    sources: Annotated[
        list[str] | None, typer.Option(help="The articles, so that the sentences themselves are shown.", show_default=False)
    ] = None,
) -> None:
    """Show the trail of a summary as a table."""
    from rich.console import Console  # noqa: PLC0415  keeps the other commands quick

    value = earlier(summary)
    texts = {article.id: article.text for article in bundle(sources)} if sources else {}
    console = Console()
    try:
        console.print(trail_table(value, texts))
        for line in run_lines(value):
            console.print(line, highlight=False, markup=False)
    except (KeyError, TypeError, AttributeError):
        raise UnreadableInput(f"{summary} lacks parts of a summary's trail; write it with --format json.") from None


def trail_table(summary: Any, texts: dict[str, str]) -> Table:  # noqa: ANN401  decoded JSON
    """Lay out the trail, one row for a span."""
    from rich.table import Table  # noqa: PLC0415

    table = Table("article", "span", "fate", "in", "score", "why", *(["sentence"] if texts else []), show_lines=False)
    for entry in summary["trail"]:
        text = " ".join(texts.get(entry["article_id"], "")[entry["start"] : entry["end"]].split())
        score = entry["score"]
        row = (
            entry["article_id"],
            f"{entry['start']}-{entry['end']}",
            entry["fate"],
            str(entry["sentence"] or ""),
            "" if score is None else f"{score:.2f}",
            entry["reason"],
        )
        table.add_row(*row, *([text] if texts else []))
    return table


def run_lines(summary: Any) -> list[str]:  # noqa: ANN401  decoded JSON
    """Say which articles were read how far, and what the run was made of."""
    lines = [f"{a['id']}: {a['words_read']} of {a['words']} words ranked, origin {a['origin']}" for a in summary["articles"]]
    return [*lines, *(f"{name}: {json.dumps(value)}" for name, value in summary["fingerprint"].items())]
