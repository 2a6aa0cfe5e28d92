"""The commands put together, and the one place where an error becomes a line and an exit code."""

from __future__ import annotations

import importlib.metadata
from typing import Annotated

import typer

from summarizer.cli import batch, evaluate, explain, models, run, serve, stories, verify
from summarizer.cli.console import put
from summarizer.errors import NewsfuseError
from summarizer.wording.text import one_line

app = typer.Typer(
    name="summarize",
    help="Many articles of one story in, one short summary out, every sentence traced to its sources.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
)


def _version(asked: bool) -> None:
    if asked:
        put(f"newsfuse {importlib.metadata.version('newsfuse')}\n", None)
        raise typer.Exit(0)


@app.callback()
def options(
    version: Annotated[bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")] = False,
) -> None:
    """Options of the program as a whole."""
    del version  # answered before a command is asked for


app.command("run")(run.run)
app.command("batch")(batch.batch)
app.command("explain")(explain.explain)
app.command("evaluate")(evaluate.evaluate)
app.command("stories")(stories.stories)
app.command("verify")(verify.verify)
app.command("serve")(serve.serve)
app.add_typer(models.app, name="models")


def main() -> None:
    """Run the command that the arguments name."""
    try:
        app()
    except NewsfuseError as error:
        typer.echo(f"summarize: {one_line(str(error))}", err=True)
        raise SystemExit(1) from None
