"""The store of jobs: DBOS, opened and closed. It allows one in a process."""

from __future__ import annotations

import logging
from pathlib import Path

from dbos import DBOS, DBOSConfig, DBOSPortableJSONSerializer, PortableWorkflowError

from summarizer.errors import ModelUnavailable
from summarizer.service.settings import Settings

QUEUE = "bundles"
FORMAT = "1"
"""Version of what is stored. Another release takes up the work of this one as long as it stays the same."""


def open_store(settings: Settings) -> None:
    """Open the store; work that was left is taken up at once.

    Raises:
        ModelUnavailable: The store cannot be opened.

    """
    _prepare(settings.jobs_url)
    config: DBOSConfig = {
        "name": "newsfuse",
        "system_database_url": settings.jobs_url,
        "application_version": FORMAT,
        "executor_id": settings.jobs_executor,
        "serializer": DBOSPortableJSONSerializer(),
        "log_level": "WARNING",
    }
    DBOS(config=config)
    # It brings handlers of its own; everything goes through one form here.
    logger = logging.getLogger("dbos")
    logger.handlers[:] = []
    logger.propagate = True
    logger.addFilter(_told)
    try:
        DBOS.launch()
        DBOS.register_queue(
            QUEUE,
            worker_concurrency=settings.jobs_workers,
            polling_interval_sec=settings.jobs_poll_seconds,
            on_conflict="always_update",
        )
    except Exception as error:
        DBOS.destroy()
        raise ModelUnavailable("The job store cannot be opened; see NEWSFUSE_JOBS_URL.") from error


def close_store(seconds: float) -> None:
    """Take up no more work, let what runs finish for at most ``seconds``, close."""
    DBOS.destroy(workflow_completion_timeout_sec=int(seconds))


def _told(record: logging.LogRecord) -> bool:
    """Pass on what DBOS logs, but not the problems of bundles: they are results, and were logged where they arose."""
    return not (record.exc_info and isinstance(record.exc_info[1], PortableWorkflowError))


def _prepare(url: str) -> None:
    """Make the folder of an embedded store."""
    if url.startswith("sqlite:///"):
        Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
