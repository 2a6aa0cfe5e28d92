"""``summarize stories``: a mixed pile in, its stories out."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli.console import progress, put
from summarizer.cli.run import Device, Inputs, MaxWords, Model, bundle
from summarizer.options import Options

if TYPE_CHECKING:
    from summarizer.stories import Digest


class Format(StrEnum):
    """How the stories are printed."""

    TEXT = "text"
    JSON = "json"


def stories(
    inputs: Inputs,
    max_words: MaxWords = 80,
    format: Annotated[Format, typer.Option(help="How they are printed.")] = Format.TEXT,
    out: Annotated[Path | None, typer.Option(help="File to write instead of standard output.")] = None,
    model: Model = "bundled",
    device: Device = "auto",
) -> None:
    """Sort a pile of articles into stories and summarize each."""
    from summarizer.pipeline import Summarizer  # noqa: PLC0415  keeps --help quick
    from summarizer.stories import digest  # noqa: PLC0415

    articles = bundle(inputs)
    with progress():
        summarizer = Summarizer(model=model, device=device)
        options = Options(max_words=max_words, headline=True)
        found = digest(articles, summarizer.engine.encoder, summarizer.summarize, options)
    text = json.dumps(found.to_dict(), ensure_ascii=False, indent=2) + "\n" if format is Format.JSON else as_text(found)
    put(text, out)


def as_text(found: Digest) -> str:
    """Return the stories with their summaries, then what stands alone."""
    lines: list[str] = []
    for number, one in enumerate(found.stories, start=1):
        lines += [f"{number}. {one.headline or one.article_ids[0]}", f"   {', '.join(one.article_ids)}; {one.origins} origins"]
        lines += [f"   {one.summary.text if one.summary else one.problem}", ""]
    if found.singletons:
        lines.append(f"Told by one article only: {', '.join(found.singletons)}")
    if found.unusable:
        lines.append(f"Without a usable sentence: {', '.join(found.unusable)}")
    return "\n".join(lines) + "\n"
