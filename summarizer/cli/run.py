"""``summarize run``: one bundle in, one summary out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import typer

from summarizer.article import Article
from summarizer.cli.console import progress, put
from summarizer.errors import UnreadableInput
from summarizer.options import Fusion, OnMixed, Options, Style


class Format(StrEnum):
    """How the summary is printed."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"
    NINJS = "ninjs"


Inputs = Annotated[
    list[str],
    typer.Argument(
        help="Files or folders that make one bundle; - reads standard input.", metavar="FILE|FOLDER|-", show_default=False
    ),
]
MaxWords = Annotated[int, typer.Option(help="Longest summary, in words.")]
Model = Annotated[str, typer.Option(help="Name of a model, see 'summarize models', or a folder.")]
Device = Annotated[str, typer.Option(help="cpu, cuda, mps or auto.")]


def run(
    inputs: Inputs,
    max_words: MaxWords = 120,
    max_sentences: Annotated[int | None, typer.Option(help="Most sentences.")] = None,
    max_characters: Annotated[int | None, typer.Option(help="Longest text, in characters.")] = None,
    share: Annotated[float | None, typer.Option(help="Longest summary, as a share of the words read.")] = None,
    format: Annotated[Format, typer.Option(help="How it is printed.")] = Format.TEXT,
    out: Annotated[Path | None, typer.Option(help="File to write instead of standard output.")] = None,
    fusion: Annotated[Fusion, typer.Option(help="none: the extract alone.")] = Fusion.AUTO,
    style: Annotated[Style, typer.Option(help="Form of the text.")] = Style.PARAGRAPH,
    headline: Annotated[bool, typer.Option("--headline", help="Write a headline.")] = False,
    focus: Annotated[str | None, typer.Option(help="A question or topic that steers the ranking.")] = None,
    on_mixed: Annotated[OnMixed, typer.Option(help="What to do when the bundle holds several stories.")] = OnMixed.LARGEST,
    timeline: Annotated[bool, typer.Option("--timeline", help="List the dated facts in order.")] = False,
    max_verbatim_words: Annotated[int | None, typer.Option(help="Longest run of words as in a source, quotes aside.")] = None,
    ranker: Annotated[str | None, typer.Option(help="lead, lexrank, centroid, cover or learned.")] = None,
    since: Annotated[Path | None, typer.Option(help="An earlier summary (our JSON): say what is new.")] = None,
    model: Model = "bundled",
    device: Device = "auto",
) -> None:
    """Summarize one bundle of articles."""
    from summarizer.defaults import load_engine  # noqa: PLC0415  keeps --help quick

    options = Options(
        max_words=max_words,
        max_sentences=max_sentences,
        max_characters=max_characters,
        share=share,
        fusion=fusion,
        style=style,
        headline=headline,
        focus=focus,
        on_mixed=on_mixed,
        timeline=timeline,
        max_verbatim_words=max_verbatim_words,
        ranker=ranker,
    )
    with ThreadPoolExecutor(max_workers=1) as pool, progress() as observer:
        loading = pool.submit(load_engine, model, device=device)  # while the rest is imported and the articles are read
        from summarizer.pipeline import Summarizer  # noqa: PLC0415
        from summarizer.render import RENDERERS  # noqa: PLC0415

        articles = bundle(inputs)
        before = None if since is None else earlier(since)
        summary = Summarizer(engine=loading.result()).summarize(articles, options, since=before, observer=observer)
    put(RENDERERS[format](summary, {article.id: article for article in articles}), out)


def bundle(inputs: Sequence[str]) -> tuple[Article, ...]:
    """Read the articles that a command was given, and say on stderr what was left out.

    Raises:
        InputError: Something cannot be read.
    """
    from summarizer.readers import read, shown  # noqa: PLC0415  keeps --help quick

    reading = read(inputs)
    for skipped in reading.skipped:
        typer.echo(f"summarize: left out {shown(skipped.path)}: {skipped.reason}", err=True)
    return reading.articles


def earlier(path: Path) -> Mapping[str, Any]:
    """Read an earlier summary.

    Raises:
        UnreadableInput: The file cannot be read, or is not a summary's JSON.
        TooLarge: It is larger than any input may be.
    """
    from summarizer.readers import content, shown  # noqa: PLC0415  keeps --help quick
    from summarizer.readers.bundle import parse_json  # noqa: PLC0415
    from summarizer.readers.decoding import raw  # noqa: PLC0415

    name = shown(path)
    value = parse_json(raw(content(path), name), name)
    if not isinstance(value, Mapping) or "sentences" not in value:
        raise UnreadableInput(f"{name} is not a summary; give one written with --format json.")
    return value
