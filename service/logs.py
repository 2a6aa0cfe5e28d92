"""Log lines on standard error, as text or as one JSON object a line. No line holds article text: only ids, counts and kinds."""

from __future__ import annotations

import logging
import sys
import traceback
from typing import Literal

import structlog

log = structlog.stdlib.get_logger("newsfuse")


def configure(form: Literal["text", "json"], level: str) -> None:
    """Send all logging of the process, ours and the libraries', through one form."""
    shared: list[structlog.typing.Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    renderer = structlog.processors.JSONRenderer() if form == "json" else structlog.dev.ConsoleRenderer(colors=False)
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared, processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer]
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "dbos"):
        logger = logging.getLogger(name)
        logger.handlers[:] = []
        logger.propagate = True
    # Our own access line says the same and more; the job library tells of every poll.
    logging.getLogger("uvicorn.access").disabled = True
    logging.getLogger("dbos").setLevel(logging.WARNING)


def where(error: BaseException) -> dict[str, str]:
    """Return an error's kind and the places it passed, without its message: a library may have put article text into that."""
    chain: list[BaseException] = [error]
    while chain[-1].__cause__ is not None and len(chain) < 5:
        chain.append(chain[-1].__cause__)
    frames = traceback.extract_tb(chain[-1].__traceback__)
    return {
        "error": " from ".join(type(one).__name__ for one in chain),
        "at": " > ".join(f"{frame.name}:{frame.lineno}" for frame in frames[-6:]),
    }
