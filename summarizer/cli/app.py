"""The commands put together, and the one place where an error becomes a line and an exit code."""

from __future__ import annotations

import os
import sys

import typer

from summarizer.cli import batch, evaluate, explain, models, run, serve, stories, verify
from summarizer.errors import NewsfuseError

app = typer.Typer(
    name="summarize",
    help="Many articles of one story in, one short summary out, every sentence traced to its sources.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    add_completion=False,
)
app.command("run")(run.run)
app.command("batch")(batch.batch)
app.command("explain")(explain.explain)
app.command("evaluate")(evaluate.evaluate)
app.command("stories")(stories.stories)
app.command("verify")(verify.verify)
app.command("serve")(serve.serve)
app.add_typer(models.app, name="models")


def main() -> None:
    """Run the command line; exit with 0, 1 (failed) or 2 (usage)."""
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")
    try:
        app()
    except NewsfuseError as error:
        sys.stderr.write(f"summarize: {error}\n")
        raise SystemExit(1) from None
    except BrokenPipeError:
        # The reader (head, less) went away: that is no failure; the closed pipe must not be flushed again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(0) from None
    except KeyboardInterrupt:
        raise SystemExit(130) from None
