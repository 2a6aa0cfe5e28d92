"""``summarize explain``: what became of every source sentence, and why."""

from __future__ import annotations

import json
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from summarizer.cli.console import put
from summarizer.cli.run import bundle, earlier
from summarizer.errors import InvalidOption, UnreadableInput
from summarizer.update import resting_on

if TYPE_CHECKING:
    from rich.table import Table


def explain(
    summary: Annotated[Path, typer.Argument(metavar="SUMMARY", help="A summary written with --format json.")],
    sources: Annotated[
        list[str] | None, typer.Option(help="The articles, so that the sentences themselves are shown.", show_default=False)
    ] = None,
    article: Annotated[
        str | None,
        typer.Option(
            help="Only this article, and the sentences that rest on it: those to look at when it is corrected or pulled."
        ),
    ] = None,
) -> None:
    """Show the trail of a summary, a table for each article."""
    from rich.console import Console  # noqa: PLC0415  keeps the other commands quick

    value = earlier(summary)
    texts = {article.id: article.text for article in bundle(sources)} if sources else {}
    text = StringIO()
    seen = Console()
    console = Console(file=text, width=seen.width, force_terminal=seen.is_terminal)
    try:
        for table in trail_tables(value, texts, article):
            console.print(table)
        for line in run_lines(value) if article is None else resting_lines(value, article):
            console.print(line, highlight=False, markup=False, soft_wrap=True)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise UnreadableInput(f"{summary} lacks parts of a summary's trail; write it with --format json.") from None
    put("\n".join(line.rstrip() for line in text.getvalue().split("\n")), None)


def trail_tables(summary: Any, texts: dict[str, str], only: str | None = None) -> Iterator[Table]:  # noqa: ANN401  decoded JSON
    """Yield the trail, a table for each article and a row for each span; sentences are cut to what one line holds.

    Raises:
        InvalidOption: There is no article ``only``.

    """
    from rich.markup import escape  # noqa: PLC0415
    from rich.table import Table  # noqa: PLC0415

    shown = [article for article in summary["articles"] if only is None or article["id"] == only]
    if not shown:
        raise InvalidOption(f"The summary has no article {only}. It has: {', '.join(one['id'] for one in summary['articles'])}.")
    for article in shown:
        read = f"{article['words_read']} of {article['words']} words ranked, origin {article['origin']}"
        table = Table(title=escape(f"{article['id']}: {read}"), title_justify="left", expand=True)
        table.add_column("span", no_wrap=True)
        table.add_column("fate", no_wrap=True)
        table.add_column("score", no_wrap=True, justify="right")
        if texts:
            table.add_column("sentence", no_wrap=True, overflow="ellipsis", ratio=3)
        table.add_column("why", ratio=2)
        for entry in (one for one in summary["trail"] if one["article_id"] == article["id"]):
            text = " ".join(texts.get(entry["article_id"], "")[entry["start"] : entry["end"]].split())
            table.add_row(
                f"{entry['start']}-{entry['end']}",
                escape(f"{entry['fate']} in {entry['sentence']}" if entry["sentence"] else str(entry["fate"])),
                "" if entry["score"] is None else f"{entry['score']:.2f}",
                *([escape(text)] if texts else []),
                escape(entry["reason"]),
            )
        yield table


def run_lines(summary: Any) -> list[str]:  # noqa: ANN401  decoded JSON
    """Say what the run was made of."""
    return [f"{name}: {json.dumps(value)}" for name, value in summary["fingerprint"].items()]


def resting_lines(summary: Any, article: str) -> list[str]:  # noqa: ANN401  decoded JSON
    """Name the sentences that rest on an article."""
    numbers = resting_on(summary, article)
    if not numbers:
        return [f"No sentence rests on {article}."]
    return [f"On {article} rest:", *(f"{number}. {summary['sentences'][number - 1]['text']}" for number in numbers)]
