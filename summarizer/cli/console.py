"""What the commands share: progress on stderr, output to a file or stdout, and its form."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path

import typer

from summarizer.errors import CannotWrite
from summarizer.events import Event, Observer, StageStarted

PATIENCE_SECONDS = 1.0
"""How long a command works before it says what it does."""


class Format(StrEnum):
    """How an answer that is no summary is printed."""

    TEXT = "text"
    JSON = "json"


@contextmanager
def progress() -> Iterator[Observer]:
    """Give an observer that shows the stage on stderr once the work takes long; quiet where stderr is no terminal."""
    if sys.stderr is None or not sys.stderr.isatty():
        yield lambda event: None
        return
    from rich.console import Console  # noqa: PLC0415  only where someone looks
    from rich.status import Status  # noqa: PLC0415

    console = Console(stderr=True)
    status = Status("Loading", console=console)
    timer = threading.Timer(PATIENCE_SECONDS, status.start)
    timer.daemon = True
    timer.start()

    def observe(event: Event) -> None:
        if isinstance(event, StageStarted):
            status.update(event.stage.value.capitalize())

    try:
        yield observe
    finally:
        timer.cancel()
        status.stop()


def as_json(values: Mapping[str, object]) -> str:
    """Return plain JSON values as indented text."""
    return json.dumps(values, ensure_ascii=False, indent=2) + "\n"


def put(text: str, out: Path | None) -> None:
    """Write the answer to a file, whole or not at all, or to stdout; what goes into a file or a pipe is UTF-8 in every locale.

    Raises:
        CannotWrite: The file, or what stdout leads to, cannot be written.
        typer.Exit: The reader of stdout (head, less) went away, which is no failure.
    """
    try:
        if out is None:
            _print(text)
        elif out.exists() and not out.is_file():
            out.write_text(text, encoding="utf-8")  # a pipe or a device; a folder fails
        else:
            _replace(out.resolve(), text)
    except BrokenPipeError:
        # The closed pipe must not be flushed again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise typer.Exit(0) from None
    except (OSError, RuntimeError) as error:  # RuntimeError: links that lead in a circle
        reason = getattr(error, "strerror", None) or type(error).__name__
        raise CannotWrite(f"Cannot write {out or 'standard output'}: {reason}.") from None


def _print(text: str) -> None:
    if sys.stdout is None:
        raise CannotWrite("Cannot write standard output: it is closed.")
    if isinstance(sys.stdout, io.TextIOWrapper):
        if sys.stdout.isatty():
            sys.stdout.reconfigure(errors="replace")
        else:
            sys.stdout.reconfigure(encoding="utf-8")
    sys.stdout.write(text)
    sys.stdout.flush()


def _replace(out: Path, text: str) -> None:
    """Put a file in the place of another in one step, with the rights that a new file has, or those of the old one."""
    part = out.with_name(f".{out.name}.{os.getpid()}.part")
    try:
        with part.open("x", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if out.exists():
            shutil.copymode(out, part)
        part.replace(out)
    finally:
        part.unlink(missing_ok=True)
