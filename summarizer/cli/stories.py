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
        found = digest(articles, Summarizer(model=model, device=device), Options(max_words=max_words, headline=True))
    text = json.dumps(found.to_dict(), ensure_ascii=False, indent=2) + "\n" if format is Format.JSON else as_text(found)
    put(text, out)


def as_text(found: Digest) -> str:
    """Return the stories with their summaries, then what stands alone."""
    lines: list[str] = []
    for number, one in enumerate(found.told, start=1):
        headline = (one.summary.headline if one.summary else None) or one.story.article_ids[0]
        lines += [f"{number}. {headline}", f"   {', '.join(one.story.article_ids)}; {one.story.origins} origins"]
        lines += [f"   {one.summary.text if one.summary else one.problem}", ""]
    if found.pile.singletons:
        lines.append(f"Told by one article only: {', '.join(found.pile.singletons)}")
    if found.pile.unusable:
        lines.append(f"Without a usable sentence: {', '.join(found.pile.unusable)}")
    return "\n".join(lines) + "\n"
