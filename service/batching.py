"""Dynamic batching: what concurrent requests ask of one model goes through it together.

Callers are threads; each hands in units of work and waits. One worker thread a model forms batches: the oldest unit first, then
those of its kind that are nearest in length, within bounds on inputs and on padded tokens. Nothing waits for company: a
batch starts as soon as the worker is free. The scheme is that of mosec and of Clockwork-like servers, reduced to one worker.
"""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Generic, Protocol, TypeVar

from summarizer.errors import Cancelled, GenerationFailed, NewsfuseError
from summarizer.service.errors import WorkerDied
from summarizer.service.logs import log, where

Result = TypeVar("Result")
Payload = TypeVar("Payload")

POLL_SECONDS = 0.05
"""How often a waiting caller looks whether it was cancelled or the worker is gone; results wake it at once."""


CLOSE_SECONDS = 10.0
"""How long closing waits for the batch in work; the thread is a daemon, so that a stalled model does not hold the process."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bounds:
    """How large a batch may be.

    Attributes:
        inputs: Most inputs.
        tokens: Most tokens: inputs times the longest of them, which is what a padded batch costs.

    """

    inputs: int
    tokens: int


@dataclass(slots=True, eq=False)
class Unit(Generic[Payload, Result]):
    """Work that is never divided: one input, or inputs that must go through the model together.

    Attributes:
        payload: What the model gets.
        inputs: How many inputs it holds.
        longest: Tokens of its longest input.
        kind: Only units of equal kinds may share a batch.
        cancelled: Whether nobody wants it any more.

    """

    payload: Payload
    inputs: int
    longest: int
    kind: Hashable
    cancelled: Callable[[], bool]
    result: Result | None = None
    error: BaseException | None = None
    done: threading.Event = field(default_factory=threading.Event)

    @property
    def tokens(self) -> int:
        """What it costs alone."""
        return self.inputs * self.longest

    def answer(self, result: Result) -> None:
        """Hand the result to the caller."""
        self.result = result
        self.done.set()

    def refuse(self, error: BaseException) -> None:
        """Hand an error to the caller."""
        self.error = error
        self.done.set()


Run = Callable[[Sequence[Payload], Callable[[], bool]], Sequence[Result]]
"""Runs the model once: payloads of one kind and a brake in, one result for each payload out."""

Watcher = Callable[[int, int], None]
"""Told of every batch: how many inputs and how many padded tokens."""


class Worker(Protocol):
    """What health and metrics see of a batcher, whatever it batches."""

    name: str

    @property
    def alive(self) -> bool:
        """Whether it can go on."""
        ...

    @property
    def depth(self) -> tuple[int, int]:
        """Inputs and tokens that wait or are worked on."""
        ...

    def busy_for(self) -> float:
        """Seconds that the present batch has taken."""
        ...


class Batcher(Generic[Payload, Result]):
    """One model's queue and the thread that works it off.

    The thread survives every ``Exception`` of the model: a batch that failed is tried again one unit at a time, so that only
    the one that the model cannot digest gets the error. What is not an ``Exception`` (the interpreter going down, a thread
    told to exit) ends the thread: everyone who waits is answered, and ``alive`` turns False for good, so that ``/livez`` fails
    and whatever runs the process starts it anew. A thread of unknown state is not restarted in place.
    """

    def __init__(self, name: str, run: Run[Payload, Result], bounds: Bounds, *, watcher: Watcher | None = None) -> None:
        """Start the worker.

        Args:
            name: Of the model, for metrics and the thread.
            run: Runs the model.
            bounds: How large a batch may be; a single unit that is larger goes alone.
            watcher: Told of every batch.

        """
        self.name = name
        self._run = run
        self._bounds = bounds
        self._watcher = watcher
        self._condition = threading.Condition()
        self._waiting: list[Unit[Payload, Result]] = []
        self._working: list[Unit[Payload, Result]] = []
        self._started: float | None = None
        self._closed = False
        self._dead = False
        self._thread = threading.Thread(target=self._supervise, name=f"model-{name}", daemon=True)
        self._thread.start()

    @property
    def alive(self) -> bool:
        """Whether the worker can go on."""
        return self._thread.is_alive() and not self._dead

    @property
    def depth(self) -> tuple[int, int]:
        """Inputs and tokens that wait or are worked on."""
        with self._condition:
            units = [*self._waiting, *self._working]
        return sum(unit.inputs for unit in units), sum(unit.tokens for unit in units)

    def busy_for(self) -> float:
        """Seconds that the present batch has taken; 0 when idle."""
        started = self._started
        return 0.0 if started is None else time.monotonic() - started

    def submit(self, units: Sequence[Unit[Payload, Result]]) -> list[Result]:
        """Have units worked off, and wait for them.

        Raises:
            Cancelled: The caller stopped it.
            WorkerDied: The worker is gone.
            NewsfuseError: What the model raised for the first unit that failed.

        """
        with self._condition:
            if self._closed or not self.alive:
                raise WorkerDied(f"The worker of the {self.name} model has stopped.")
            self._waiting.extend(units)
            self._condition.notify()
        try:
            return [self._wait(unit) for unit in units]
        finally:
            self._forget(units)

    def close(self) -> None:
        """Finish the present batch, refuse what waits, end the thread."""
        with self._condition:
            self._closed = True
            self._condition.notify()
        self._thread.join(CLOSE_SECONDS)

    def _wait(self, unit: Unit[Payload, Result]) -> Result:
        while not unit.done.wait(POLL_SECONDS):
            if unit.cancelled():
                raise Cancelled("Stopped while waiting for the model.")
            if not self.alive and not unit.done.is_set():
                raise WorkerDied(f"The worker of the {self.name} model has stopped.")
        if unit.error is not None:
            raise unit.error
        return unit.result  # type: ignore[return-value]  # answered without an error, so it holds a Result

    def _forget(self, units: Sequence[Unit[Payload, Result]]) -> None:
        """Take out of the queue what a caller that stopped waiting left there."""
        left = {id(unit) for unit in units if not unit.done.is_set()}
        if left:
            with self._condition:
                self._waiting = [unit for unit in self._waiting if id(unit) not in left]

    def _supervise(self) -> None:
        try:
            while batch := self._take():
                self._work(batch)
                self._started = None
                self._working = []
        except BaseException as error:  # noqa: BLE001  the edge of the thread: the process must hear of it, whatever it was
            log.critical("model worker died", model=self.name, **where(error))
        finally:
            with self._condition:
                self._dead = True
                left = [*self._working, *self._waiting]
                self._waiting, self._working, self._started = [], [], None
            for unit in left:
                if not unit.done.is_set():
                    unit.refuse(WorkerDied(f"The worker of the {self.name} model has stopped."))

    def _take(self) -> list[Unit[Payload, Result]]:
        """Wait for work and form a batch; empty when the batcher is closed."""
        with self._condition:
            while True:
                while not self._waiting and not self._closed:
                    self._condition.wait()
                if self._closed:
                    return []
                live = []
                for unit in self._waiting:
                    if unit.cancelled():
                        unit.refuse(Cancelled("Stopped while waiting for the model."))
                    else:
                        live.append(unit)
                self._waiting = live
                if not live:
                    continue
                batch = form(live, self._bounds)
                chosen = {id(unit) for unit in batch}
                self._waiting = [unit for unit in live if id(unit) not in chosen]
                self._working = batch
                self._started = time.monotonic()
                return batch

    def _work(self, batch: list[Unit[Payload, Result]]) -> None:
        error = self._attempt(batch)
        if error is None:
            return
        if len(batch) > 1:
            for unit in batch:
                if unit.cancelled():
                    unit.refuse(Cancelled("Stopped while the model worked."))
                    continue
                self._started = time.monotonic()
                alone = self._attempt([unit])
                if alone is not None:
                    unit.refuse(alone)
        else:
            batch[0].refuse(error)

    def _attempt(self, batch: Sequence[Unit[Payload, Result]]) -> NewsfuseError | None:
        """Run the model once; answer everyone, or return what went wrong."""
        if self._watcher is not None:
            longest = max(unit.longest for unit in batch)
            inputs = sum(unit.inputs for unit in batch)
            self._watcher(inputs, inputs * longest)
        try:
            results = self._run([unit.payload for unit in batch], lambda: all(unit.cancelled() for unit in batch))
        except NewsfuseError as error:
            return error
        except Exception as error:  # noqa: BLE001  the edge where foreign code runs: the loop must outlive whatever it raises
            failed = GenerationFailed(f"The {self.name} model raised {type(error).__name__}.")
            failed.__cause__ = error
            return failed
        if len(results) != len(batch):
            return GenerationFailed(f"The {self.name} model gave {len(results)} results for {len(batch)} inputs.")
        for unit, result in zip(batch, results, strict=True):
            unit.answer(result)
        return None


def form(waiting: Sequence[Unit[Payload, Result]], bounds: Bounds) -> list[Unit[Payload, Result]]:
    """Choose the next batch: the oldest unit, then those of its kind nearest in length, within the bounds.

    ``waiting`` is oldest first and not empty. The oldest goes even when it alone is over the bounds.
    """
    oldest = waiting[0]
    company = [unit for unit in itertools.islice(waiting, 1, None) if unit.kind == oldest.kind]
    company.sort(key=lambda unit: abs(unit.longest - oldest.longest))
    batch, inputs, longest = [oldest], oldest.inputs, oldest.longest
    for unit in company:
        if inputs + unit.inputs > bounds.inputs:
            continue
        if (inputs + unit.inputs) * max(longest, unit.longest) > bounds.tokens:
            continue
        batch.append(unit)
        inputs += unit.inputs
        longest = max(longest, unit.longest)
    return batch
