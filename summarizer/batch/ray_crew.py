"""Workers on the machines of a Ray cluster, each an actor that holds its models."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any

from summarizer.batch.crews import Make
from summarizer.batch.work import Job, Result, Task, lost, work
from summarizer.errors import ClusterLost, MissingExtra, NewsfuseError

if TYPE_CHECKING:
    from summarizer.pipeline import Summarizer

TRIES = 3
"""Workers that may die with a bundle before it has failed."""
FALSE_STARTS = 10
"""Workers that may die one after the other while they load their models before the run is given up."""


class RayCrew:
    """Actors of a Ray cluster, one bundle in hand each.

    Nodes need the same version of this software and must be able to read the bundles: from a shared drive or an object store.
    What the workers make comes back to the run, which alone writes. An actor that dies, with its node or without, is replaced and
    its bundle given to another one.

    Args:
        make: Makes each worker's summarizer; nodes must be able to import it.
        workers: How many actors, a CPU each; None: as many as the cluster has CPUs when the run begins.
        address: Of the cluster, as in ``head:6379`` or ``auto``; None: that of RAY_ADDRESS, else one of this machine alone, which
            ends with this process.

    Attributes:
        workers: How many actors the run keeps.

    Raises:
        MissingExtra: Ray is not installed.
        ClusterLost: The cluster cannot be reached.
    """

    def __init__(self, make: Make, workers: int | None = None, address: str | None = None) -> None:
        try:
            ray: Any = import_module("ray")  # an extra
        except ImportError:
            raise MissingExtra("ray", "ray") from None
        self._ray = ray
        self._make = make
        if not ray.is_initialized():
            local = {} if address else {"include_dashboard": False}
            try:
                ray.init(address=address, log_to_driver=False, logging_level=logging.WARNING, **local)
            except (ConnectionError, RuntimeError, ValueError) as error:
                raise ClusterLost(
                    f"The Ray cluster at {address or 'this machine'} cannot be reached: {type(error).__name__}."
                ) from None
        self._actor = ray.remote(num_cpus=1, max_restarts=0, max_task_retries=0)(_Worker)
        self.workers = workers or max(int(ray.cluster_resources().get("CPU", 1)), 1)

    def results(self, tasks: Iterator[Task], job: Job) -> Iterator[Result]:
        """Keep the actors busy; one that only starts is given nothing yet: its node may never come."""
        starting: dict[Any, Any] = {}
        busy: dict[Any, tuple[Any, Task]] = {}
        idle: list[Any] = []
        queue = _Queue(tasks)
        deaths: Counter[str] = Counter()
        false_starts = 0
        try:
            while busy or queue:
                while idle and queue:
                    actor, task = idle.pop(), queue.pop()
                    busy[actor.work.remote(task, job)] = (actor, task)
                while len(starting) + len(idle) + len(busy) < self.workers:
                    actor = self._actor.remote(self._make)
                    starting[actor.load.remote()] = actor
                (ready,), _ = self._ray.wait([*busy, *starting], num_returns=1)
                if ready in starting:
                    actor = starting.pop(ready)
                    if self._loaded(ready):
                        idle.append(actor)
                        false_starts = 0
                    else:
                        false_starts += 1
                    if false_starts >= FALSE_STARTS:
                        raise ClusterLost(f"{false_starts} workers died one after the other while they loaded their models.")
                    continue
                actor, task = busy.pop(ready)
                try:
                    result: Result = self._ray.get(ready)
                    idle.append(actor)
                except self._ray.exceptions.RayError:
                    self._ray.kill(actor)  # it may be out of reach only; its answer is no longer wanted
                    deaths[task.source.name] += 1
                    if deaths[task.source.name] < TRIES:
                        queue.put_back(task)
                        continue
                    result = lost(task)
                yield result
        finally:
            for actor in (*idle, *starting.values(), *(actor for actor, _ in busy.values())):
                self._ray.kill(actor)

    def _loaded(self, ready: Any) -> bool:  # noqa: ANN401  a reference of Ray, which has no types of its own here
        """Say whether a worker has its models, or raise why none can have them."""
        try:
            self._ray.get(ready)
        except self._ray.exceptions.RayTaskError as error:
            if isinstance(error.cause, NewsfuseError):
                raise error.cause from None
            raise
        except self._ray.exceptions.RayError:
            return False
        return True


class _Queue:
    """Tasks drawn one at a time, those first that came back."""

    def __init__(self, tasks: Iterator[Task]) -> None:
        self._tasks = tasks
        self._ready: list[Task] = []

    def __bool__(self) -> bool:
        if not self._ready and (task := next(self._tasks, None)) is not None:
            self._ready.append(task)
        return bool(self._ready)

    def pop(self) -> Task:
        """Take the next task; there has to be one."""
        return self._ready.pop()

    def put_back(self, task: Task) -> None:
        """Let a task be taken again."""
        self._ready.append(task)


class _Worker:
    """What runs inside an actor."""

    def __init__(self, make: Make) -> None:
        self._make = make
        self._summarizer: Summarizer | None = None

    def load(self) -> None:
        """Load the models."""
        self._summarizer = self._make()
        _ = self._summarizer.engine

    def work(self, task: Task, job: Job) -> Result:
        """Work on one bundle."""
        assert self._summarizer is not None  # noqa: S101  nothing is given to a worker that has not loaded
        return work(task, job, self._summarizer)
