"""How far a training run has come, the learning rate that follows from it, and the files that let it go on later."""

from __future__ import annotations

import json
import signal
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import FrameType
from typing import Any

import torch


@dataclass(frozen=True, slots=True)
class Budget:
    """What a run may use: examples and minutes, whichever is used up first.

    Attributes:
        count: Examples to see.
        minutes: Minutes of training; dev scores and checkpoints do not count.
        rate: Peak learning rate.
        warm_up: Steps until it is reached.

    """

    count: int
    minutes: float
    rate: float
    warm_up: int


class Progress:
    """Counters of one run. A clock that is not running adds nothing: call :meth:`start` before each stretch of steps."""

    def __init__(self, budget: Budget) -> None:
        self.budget = budget
        self.seen = 0
        self.steps = 0
        self.seconds = 0.0
        self.best = float("-inf")
        self.stopping = False
        self._last = self._begun = time.monotonic()

    @property
    def share(self) -> float:
        """The share of the budget that is used up, by examples or by time, 0 to 1."""
        return min(max(self.seen / self.budget.count, self.seconds / 60 / self.budget.minutes), 1.0)

    @property
    def done(self) -> bool:
        """Whether the budget is used up, or a signal asked to stop."""
        return self.stopping or self.share >= 1

    def rate(self) -> float:
        """Return the learning rate of the next step: up in a straight line, then down to 0 with the share."""
        return self.budget.rate * min(1.0, (self.steps + 1) / self.budget.warm_up) * (1 - self.share)

    def start(self) -> None:
        """Start the clock of a stretch of steps."""
        self._last = self._begun = time.monotonic()

    def step(self, examples: int) -> float:
        """Count one step on so many examples; return the seconds since the stretch began."""
        now = time.monotonic()
        self.seen += examples
        self.steps += 1
        self.seconds += now - self._last
        self._last = now
        return now - self._begun

    def better(self, merit: float) -> bool:
        """Tell whether a merit is the best so far, and keep it if so."""
        if merit <= self.best:
            return False
        self.best = merit
        return True

    def stop_on_signal(self) -> None:
        """Let SIGTERM end the run after the step that it is in, so that nothing is lost."""

        def stop(_number: int, _frame: FrameType | None) -> None:
            self.stopping = True

        signal.signal(signal.SIGTERM, stop)

    def state(self) -> dict[str, Any]:
        """Return what :meth:`restore` needs."""
        return {"seen": self.seen, "steps": self.steps, "seconds": self.seconds, "best": self.best}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go on from a state; other keys of it are left alone."""
        self.seen, self.steps = int(state["seen"]), int(state["steps"])
        self.seconds, self.best = float(state["seconds"]), float(state["best"])


def write_checkpoint(state: Mapping[str, Any], path: Path) -> None:
    """Write a checkpoint, whole or not at all."""
    unfinished = path.with_suffix(".part")
    torch.save(dict(state), unfinished)
    unfinished.replace(path)


def read_checkpoint(path: Path) -> dict[str, Any]:
    """Read a checkpoint of :func:`write_checkpoint`; nothing in it is executed."""
    state: dict[str, Any] = torch.load(path, weights_only=True)
    return state


def append_log(path: Path, entry: Mapping[str, Any]) -> None:
    """Add a line to ``log.jsonl``, from which ``summarizer.models.training.plot`` draws."""
    with path.open("a", encoding="utf8") as lines:
        lines.write(json.dumps(entry) + "\n")
