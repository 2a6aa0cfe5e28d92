"""``summarize models``: what models there are, convert one, check one."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from summarizer.cli.console import put
from summarizer.errors import CannotWrite

app = typer.Typer(help="List the models that can be named, convert one for the CPU, check one.", invoke_without_command=True)

_Profile = Annotated[Path | None, typer.Option("--profile", help="TOML file that says how to talk to the model.")]


@app.callback(invoke_without_command=True)
def models(context: typer.Context) -> None:
    """List the models that have a ready-made profile; any hub id or folder works too."""
    if context.invoked_subcommand is not None:
        return
    from summarizer.models import registry  # noqa: PLC0415  keeps the other commands quick

    rows = [("model", "strategy", "tokens in", "weights", "note")]
    for info in registry.list_models():
        here = "here" if info.ready else "to fetch"
        rows.append((info.source or info.name, info.strategy, str(info.max_input_tokens), here, info.note))
    name, strategy, tokens, weights, _ = (max(map(len, column)) for column in zip(*rows, strict=True))
    lines = (f"{r[0]:<{name}}  {r[1]:<{strategy}}  {r[2]:>{tokens}}  {r[3]:<{weights}}  {r[4]}".rstrip() for r in rows)
    put("\n".join(lines) + "\n", None)


@app.command("list")
def list_them(context: typer.Context) -> None:
    """List the models, as the command without a subcommand does."""
    context.invoked_subcommand = None
    models(context)


@app.command()
def convert(
    model: Annotated[str, typer.Argument(metavar="MODEL", help="Name of a model, hub id or folder.")],
    out: Annotated[Path, typer.Option("--out", help="Folder to write; must not exist.")],
    quantization: Annotated[str, typer.Option(help="int8, float32 or another type of CTranslate2.")] = "int8",
    profile: _Profile = None,
) -> None:
    """Convert a model to CTranslate2, which runs it faster on a CPU, and compare what both write."""
    from summarizer.models.convert import convert as run  # noqa: PLC0415  wants the extra [transformers]
    from summarizer.models.profile_files import read_profile  # noqa: PLC0415

    try:
        made = run(model, out, quantization=quantization, profile=read_profile(profile) if profile else None)
    except OSError as error:
        raise CannotWrite(f"Cannot write {out}: {error.strerror or type(error).__name__}.") from None
    typer.echo(
        f"{made.folder}: {made.bytes_after / 1e6:.1f} MB, was {made.bytes_before / 1e6:.1f} MB; "
        f"{made.agreement.identical:.0%} of the sample texts the same as in transformers, "
        f"{made.agreement.similarity:.1%} of their characters.\n"
        f"Use it with: summarize run --model {made.folder} FILES"
    )


@app.command()
def check(
    model: Annotated[str, typer.Argument(metavar="MODEL", help="Name of a model, hub id or folder.")],
    backend: Annotated[str, typer.Option(help="auto, ctranslate2 or transformers.")] = "auto",
    device: Annotated[str, typer.Option(help="auto, cpu, cuda or mps.")] = "auto",
    profile: _Profile = None,
) -> None:
    """Put a model through the conformance suite; exit with 1 where it fails."""
    from summarizer.models.conformance import check as run  # noqa: PLC0415
    from summarizer.models.profile_files import read_profile  # noqa: PLC0415

    report = run(model, backend=backend, device=device, profile=read_profile(profile) if profile else None)
    for one in report.checks:
        mark = {True: "ok  ", False: "FAIL", None: "-   "}[one.passed]
        typer.echo(f"{mark}  {one.name}: {one.detail}")
    if report.checks[-1].name != "loads":
        typer.echo(
            f"{report.support:.0%} of the content words written, and {report.facts:.0%} of names and numbers, are in the input."
        )
    if not report.passed:
        raise typer.Exit(1)
