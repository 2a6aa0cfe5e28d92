"""Whether the process works and whether it takes requests: two questions, two answers."""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from enum import StrEnum

from summarizer.service.batching import Worker
from summarizer.service.errors import NotReady


class Phase(StrEnum):
    """Where the service is in its life."""

    STARTING = "starting"
    READY = "ready"
    DRAINING = "draining"
    FAILED = "failed"


class Health:
    """The phase of the service and the state of its workers. Asking never loads anything."""

    def __init__(self, stall_seconds: float) -> None:
        """Start in the phase ``starting``; a batch longer than ``stall_seconds`` counts as stalled."""
        self.phase = Phase.STARTING
        self.reason = ""
        self._stall_seconds = stall_seconds
        self._drained: float | None = None
        self._workers: tuple[Worker, ...] = ()
        self._settled = threading.Event()

    def watch(self, workers: Sequence[Worker]) -> None:
        """Look at these workers from now on."""
        self._workers = tuple(workers)

    def ready(self) -> None:
        """Say that the weights are loaded and a warm-up run is done; a service that drains already stays so."""
        if self.phase is Phase.STARTING:
            self.phase = Phase.READY
        self._settled.set()

    def fail(self, reason: str) -> None:
        """Say that the service cannot start."""
        self.phase, self.reason = Phase.FAILED, reason
        self._settled.set()

    def wait(self, seconds: float) -> bool:
        """Wait until the start went well or failed; say whether it did either in time."""
        return self._settled.wait(seconds)

    def drain(self) -> None:
        """Say that no new work is taken."""
        if self._drained is None:
            self._drained = time.monotonic()
        self.phase = Phase.DRAINING

    def draining_left(self, seconds: float) -> float:
        """Return what is left of the ``seconds`` in which work in flight may finish."""
        return seconds if self._drained is None else max(0.0, self._drained + seconds - time.monotonic())

    def sick(self) -> str | None:
        """Return why the process should be replaced, or None."""
        if self.phase is Phase.FAILED:
            return self.reason
        if self.phase is Phase.DRAINING:
            return None
        for worker in self._workers:
            if not worker.alive:
                return f"The worker of the {worker.name} model has stopped."
            if worker.busy_for() > self._stall_seconds:
                return f"The worker of the {worker.name} model is stalled."
        return None

    def unready(self) -> NotReady | None:
        """Return the answer to new work, or None when it is taken."""
        if self.phase is Phase.READY:
            return None
        return NotReady(
            {
                Phase.STARTING: "The models are being loaded.",
                Phase.DRAINING: "The service is shutting down.",
                Phase.FAILED: "The service could not start.",
            }[self.phase]
        )
