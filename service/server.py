"""Runs the application until it is told to stop, and then lets it finish."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from signal import SIGINT, SIGTERM, Signals, signal
from types import FrameType
from typing import Any

import uvicorn

from summarizer.service.app import create_app
from summarizer.service.core import Service
from summarizer.service.logs import configure, log
from summarizer.service.protocol import BoundedProtocol
from summarizer.service.settings import Settings

KEEP_ALIVE_SECONDS = 15
LEAVING_SECONDS = 15.0
"""What ending the threads may take after the last answer was sent."""


class DrainingServer(uvicorn.Server):
    """Uvicorn, but on SIGTERM ``/readyz`` says 503 first, work in flight finishes, and the process exits with 0.

    Uvicorn itself closes the port at once and dies of the signal in the end, which a supervisor takes for a crash.
    """

    def __init__(self, config: uvicorn.Config, service: Service) -> None:
        """Serve ``config``'s application, whose parts are ``service``."""
        super().__init__(config)
        self._service = service
        self._leave_at: float | None = None

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take SIGINT and SIGTERM, and do not pass them on in the end."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal(number, self.handle_exit) for number in (SIGINT, SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal(number, handler)

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Begin to drain; told again by Ctrl-C, stop at once."""
        if self._leave_at is None:
            self._service.health.drain()
            self._leave_at = time.monotonic() + self._service.settings.drain_notice_seconds
            log.info("draining", signal=Signals(sig).name)
        elif sig == SIGINT:
            self.should_exit = self.force_exit = True

    async def on_tick(self, counter: int) -> bool:
        """Close the port once the notice is over."""
        if self._leave_at is not None and time.monotonic() >= self._leave_at:
            self.should_exit = True
        return await super().on_tick(counter)


def run(settings: Settings) -> int:
    """Serve until told to stop; return the exit code.

    Raises:
        InvalidOption: The address is open to others and there are no API keys.
        UnreadableInput: The key file cannot be read.

    """
    configure(settings.log_format, settings.log_level)
    app = create_app(settings)
    return serve(app.state.service, uvicorn.Config(app, **options(settings)))


def options(settings: Settings) -> dict[str, Any]:
    """Return what uvicorn is told."""
    return {
        "host": settings.host,
        "port": settings.port,
        "http": partial(BoundedProtocol, head_seconds=settings.body_seconds),
        "ws": "none",
        "log_config": None,
        "access_log": False,
        "server_header": False,
        "timeout_keep_alive": KEEP_ALIVE_SECONDS,
        "timeout_graceful_shutdown": max(1, int(settings.drain_seconds)),
    }


def serve(service: Service, config: uvicorn.Config) -> int:
    """Serve one application until told to stop; return the exit code."""
    server = DrainingServer(config, service)
    server.run()
    if not server.started:
        return 1
    _leave()
    return 0


def _leave() -> None:
    """Leave although threads are stuck: their work is worthless by now, and the interpreter would wait for them for ever."""
    end = time.monotonic() + LEAVING_SECONDS
    for thread in threading.enumerate():
        if thread is not threading.main_thread() and not thread.daemon:
            thread.join(max(0.0, min(1.0, end - time.monotonic())))
    stuck = [one.name for one in threading.enumerate() if one is not threading.main_thread() and not one.daemon]
    if stuck:
        log.warning("left with threads still at work", threads=stuck)
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(0)
