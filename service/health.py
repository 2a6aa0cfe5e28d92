"""Whether the process works and whether it takes requests: two questions, two answers."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from summarizer.service.batching import Batcher
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
        self._batchers: tuple[Batcher[object, object], ...] = ()

    def watch(self, batchers: Sequence[Batcher[object, object]]) -> None:
        """Look at these workers from now on."""
        self._batchers = tuple(batchers)

    def ready(self) -> None:
        """Say that the weights are loaded and a warm-up run is done; a service that drains already stays so."""
        if self.phase is Phase.STARTING:
            self.phase = Phase.READY

    def fail(self, reason: str) -> None:
        """Say that the service cannot start."""
        self.phase, self.reason = Phase.FAILED, reason

    def drain(self) -> None:
        """Say that no new work is taken."""
        self.phase = Phase.DRAINING

    def sick(self) -> str | None:
        """Return why the process should be replaced, or None."""
        if self.phase is Phase.FAILED:
            return self.reason
        if self.phase is Phase.DRAINING:
            return None
        for batcher in self._batchers:
            if not batcher.alive:
                return f"The worker of the {batcher.name} model has stopped."
            if batcher.busy_for() > self._stall_seconds:
                return f"The worker of the {batcher.name} model is stalled."
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
