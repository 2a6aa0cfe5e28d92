"""``summarize verify``: any text held against articles, sentence by sentence."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from summarizer.cli.console import Format, as_json, progress, put
from summarizer.cli.run import bundle

if TYPE_CHECKING:
    from summarizer.verification import Verification

UNSUPPORTED_EXIT = 3


def verify(
    draft: Annotated[str, typer.Argument(help="File with the text to verify; - reads standard input.", metavar="DRAFT|-")],
    sources: Annotated[list[str], typer.Option(help="File or folder of articles; may be given several times.")],
    format: Annotated[Format, typer.Option(help="How it is printed.")] = Format.TEXT,
    out: Annotated[Path | None, typer.Option(help="File to write instead of standard output.")] = None,
    rules_only: Annotated[bool, typer.Option("--rules-only", help="Judge without the bundled support model.")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help=f"Exit with {UNSUPPORTED_EXIT} when a sentence is not supported.")
    ] = False,
) -> None:
    """Say for every sentence of a text what the articles carry of it."""
    from summarizer import verification  # noqa: PLC0415  keeps --help quick
    from summarizer.models import registry  # noqa: PLC0415
    from summarizer.readers import content, shown  # noqa: PLC0415
    from summarizer.readers.decoding import decode  # noqa: PLC0415

    text = decode(content(Path(draft)), shown(draft))
    articles = bundle(sources)
    with progress():
        scorer = None if rules_only else registry.load_support_scorer()
        encoder = None if rules_only else registry.load_encoder()
        answer = verification.verify(text, articles, scorer=scorer, encoder=encoder)
    put(as_json(answer.to_dict()) if format is Format.JSON else as_text(answer), out)
    if strict and not answer.supported:
        raise typer.Exit(UNSUPPORTED_EXIT)


def as_text(answer: Verification) -> str:
    """Return the verification for reading: each sentence with its mark, what is wrong with it, and where its evidence stands."""
    lines: list[str] = []
    for number, sentence in enumerate(answer.sentences, start=1):
        mark = "supported" if sentence.supported else "NOT SUPPORTED"
        lines.append(f"{number}. [{mark}, {sentence.score:.2f}] {sentence.text}")
        lines += [f"   {'fault' if f.blocking else 'remark'} ({f.kind.value}): {f.message}" for f in sentence.findings]
        lines += [f"   {e.article_id} [{e.start}-{e.end}]: {e.text}" for e in sentence.evidence]
    wrong = sum(not sentence.supported for sentence in answer.sentences)
    count = len(answer.sentences)
    lines.append(f"{count} sentence{'' if count == 1 else 's'}, {wrong} not supported.")
    return "\n".join(lines) + "\n"
