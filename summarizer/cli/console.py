"""What the commands share: progress on stderr, output to a file or stdout."""

from __future__ import annotations

import os
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from summarizer.errors import UnreadableInput
from summarizer.events import Event, Observer, StageStarted

PATIENCE_SECONDS = 1.0
"""How long a command works before it says what it does."""


@contextmanager
def progress() -> Iterator[Observer]:
    """Give an observer that shows the stage on stderr once the work takes long; quiet where stderr is no terminal."""
    if not sys.stderr.isatty():
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


def put(text: str, out: Path | None) -> None:
    """Write the answer to a file, whole or not at all, or to stdout.

    Raises:
        UnreadableInput: The file cannot be written.
    """
    if out is None:
        sys.stdout.write(text)
        sys.stdout.flush()
        return
    try:
        with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=out.parent, prefix=f".{out.name}.", delete=False) as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        Path(file.name).replace(out)
    except OSError as error:
        raise UnreadableInput(f"Cannot write {out}: {error.strerror or type(error).__name__}.") from None
