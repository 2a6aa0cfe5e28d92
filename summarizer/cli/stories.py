"""``summarize stories``: a mixed pile in, its stories out."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli.batch import make_summarizer
from summarizer.cli.console import Format, as_json, progress, put
from summarizer.cli.run import Device, MaxWords, Model, bundle
from summarizer.options import Options

if TYPE_CHECKING:
    from summarizer.stories import Digest


def stories(
    inputs: Annotated[
        list[str],
        typer.Argument(help="Files or folders of the pile; - reads standard input.", metavar="FILE|FOLDER|-", show_default=False),
    ],
    max_words: MaxWords = 80,
    format: Annotated[Format, typer.Option(help="How they are printed.")] = Format.TEXT,
    out: Annotated[Path | None, typer.Option(help="File to write instead of standard output.")] = None,
    workers: Annotated[int, typer.Option(min=1, help="Processes; more than one pays from some 50 stories on.")] = 1,
    model: Model = "bundled",
    device: Device = "auto",
) -> None:
    """Sort a pile of articles into stories and summarize each."""
    from summarizer.stories import digest  # noqa: PLC0415  keeps --help quick

    articles = bundle(inputs)
    options = Options(max_words=max_words, headline=True)
    with progress():
        if workers > 1:
            from summarizer.batch import crews  # noqa: PLC0415
            from summarizer.models.registry import load_encoder  # noqa: PLC0415

            with crews.pool(partial(make_summarizer, model, device, 1), workers) as spread:
                found = digest(articles, load_encoder(), crews.summarize, options, spread=spread)
        else:
            from summarizer.pipeline import Summarizer  # noqa: PLC0415

            summarizer = Summarizer(model=model, device=device)
            found = digest(articles, summarizer.engine.encoder, summarizer.summarize, options)
    put(as_json(found.to_dict()) if format is Format.JSON else as_text(found), out)


def as_text(found: Digest) -> str:
    """Return the stories with their summaries, then what stands alone."""
    lines: list[str] = []
    for number, one in enumerate(found.stories, start=1):
        reprints = f"; reprints: {', '.join(one.reprints)}" if one.reprints else ""
        lines += [f"{number}. {one.headline or one.article_ids[0]}"]
        lines += [f"   {', '.join(one.article_ids)}; {one.origins} {'origin' if one.origins == 1 else 'origins'}{reprints}"]
        lines += [f"   {one.summary.text if one.summary else one.problem}", ""]
    if found.singletons:
        lines.append(f"Told by one article only: {', '.join(found.singletons)}")
    if found.unusable:
        lines.append(f"Without a usable sentence: {', '.join(found.unusable)}")
    return "\n".join(lines) + "\n"
