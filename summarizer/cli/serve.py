"""``summarize serve``: the HTTP service."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated, Any

import typer

from summarizer.errors import InvalidOption, MissingExtra


def serve(
    host: Annotated[str | None, typer.Option(help="Address to listen on.  [default: 127.0.0.1]", show_default=False)] = None,
    port: Annotated[int | None, typer.Option(help="Port to listen on.  [default: 8000]", show_default=False)] = None,
    keys_file: Annotated[Path | None, typer.Option(help="File of hashed API keys.", show_default=False)] = None,
    allow_anonymous: Annotated[
        bool, typer.Option("--allow-anonymous", help="Listen beyond this machine although there are no API keys.")
    ] = False,
    log_format: Annotated[str | None, typer.Option(help="text or json.", show_default=False)] = None,
) -> None:
    """Serve summaries over HTTP; everything else is set by NEWSFUSE_… variables or a file, see docs/service.md."""
    # Several models run side by side on the same cores: threads that spin while they wait took 15 % more CPU a summary. OpenMP
    # reads this when it is loaded, which is later.
    os.environ.setdefault("OMP_WAIT_POLICY", "PASSIVE")
    try:
        import pydantic  # noqa: PLC0415  an extra: only those who serve need it

        from summarizer.service.server import run  # noqa: PLC0415
        from summarizer.service.settings import Settings  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise MissingExtra(error.name or "fastapi", "service") from None
    given = {"host": host, "port": port, "keys_file": keys_file, "log_format": log_format}
    chosen: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    if allow_anonymous:
        chosen["allow_anonymous"] = True
    try:
        settings = Settings(**chosen)
    except pydantic.ValidationError as error:
        first = error.errors(include_input=False)[0]
        raise InvalidOption(f"The setting {'.'.join(map(str, first['loc']))} cannot be used: {first['msg']}.") from None
    raise typer.Exit(run(settings))
