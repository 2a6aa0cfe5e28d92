"""Who does the work: this process, or worker processes that load their models once each."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import Connection
from multiprocessing.connection import wait as wait_for
from typing import Protocol, TypeVar

from summarizer.article import Article
from summarizer.batch.work import Job, Result, Task, lost, work
from summarizer.errors import OutOfMemory
from summarizer.options import Options
from summarizer.pipeline import Summarizer
from summarizer.summary import Summary

Make = Callable[[], Summarizer]
"""Makes a worker's summarizer; a function that other processes can import."""
AHEAD = 2
"""Bundles that wait for each worker, so that none idles and memory does not grow with the number of bundles."""
Item = TypeVar("Item")
Made = TypeVar("Made")
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class Spread(Protocol):
    """Calls a function on each of many items and gives the answers in their order, as ``map`` does."""

    def __call__(self, work: Callable[[Item], Made], items: Iterable[Item]) -> Iterable[Made]:
        """Begin with all of them; raise what the function raises when its answer is asked for."""


class Crew(Protocol):
    """Who does the work."""

    def results(self, tasks: Iterator[Task], job: Job) -> Iterator[Result]:
        """Work on the tasks, drawn as there is room, and give the results as they come.

        Raises:
            ModelError: The models cannot be loaded.
        """


class Alone:
    """This process.

    Args:
        make: Makes its summarizer, when the first bundle comes.
    """

    def __init__(self, make: Make) -> None:
        self._make = make
        self._summarizer: Summarizer | None = None

    def results(self, tasks: Iterator[Task], job: Job) -> Iterator[Result]:
        """Work on one bundle after the other."""
        for task in tasks:
            if self._summarizer is None:
                self._summarizer = _loaded(self._make)
            yield work(task, job, self._summarizer)


class Processes:
    """Worker processes of this machine.

    A worker that dies takes the bundles with it that were handed out; each is tried once more in a process of its own, and has
    failed where that dies too.

    Args:
        make: Makes each worker's summarizer.
        workers: How many.
    """

    def __init__(self, make: Make, workers: int) -> None:
        self._make = make
        self._workers = workers

    def results(self, tasks: Iterator[Task], job: Job) -> Generator[Result, None, None]:
        """Keep the workers busy; where the generator is closed, or fails, they end with what they have in hand."""
        unfinished: dict[str, Task] = {}
        with _one_thread_each():
            while True:
                try:
                    with _processes(self._make, self._workers) as executor:
                        yield from self._kept_busy(executor, tasks, job, unfinished)
                    return
                except BrokenProcessPool:
                    for task in unfinished.values():
                        yield self._once_more(task, job)
                    unfinished.clear()

    def _kept_busy(
        self, executor: ProcessPoolExecutor, tasks: Iterator[Task], job: Job, unfinished: dict[str, Task]
    ) -> Iterator[Result]:
        futures: set[Future[Result]] = set()
        while True:
            while len(unfinished) < AHEAD * self._workers and (task := next(tasks, None)) is not None:
                unfinished[task.source.name] = task
                with _uninterrupted():
                    futures.add(executor.submit(_work, task, job))
            if not unfinished:
                return
            done, futures = wait(futures, return_when=FIRST_COMPLETED)
            for result in [future.result() for future in done if future.exception() is None]:
                del unfinished[result.name]
                yield result
            for future in done:
                future.result()  # raises what kept a worker from its models, or says that one died

    def _once_more(self, task: Task, job: Job) -> Result:
        try:
            with _processes(self._make, 1) as executor:
                with _uninterrupted():
                    future = executor.submit(_work, task, job)
                return future.result()
        except BrokenProcessPool:
            return lost(task)


@contextmanager
def pool(make: Make, workers: int) -> Iterator[Spread]:
    """Give the ``map`` of worker processes in which ``summarize`` has models of its own; for answers that are wanted, not files.

    Raises:
        OutOfMemory: A worker was killed, which is what a system does that has no memory left.
    """
    try:
        with _one_thread_each(), _processes(make, workers) as executor:

            def spread(work: Callable[[Item], Made], items: Iterable[Item]) -> Iterable[Made]:
                with _uninterrupted():
                    return executor.map(work, items)

            yield spread
    except BrokenProcessPool:
        raise OutOfMemory("A worker process was killed, most likely for want of memory. Give fewer workers.") from None


def summarize(articles: Sequence[Article], options: Options) -> Summary:
    """Summarize in a worker process, with the models that it loads when it is first asked."""
    return _own().summarize(articles, options)


_make: Make | None = None
_summarizer: Summarizer | None = None
"""A worker process's own, made once."""


def _start(make: Make, leash: Connection) -> None:
    global _make  # noqa: PLW0603  state of a worker process, which lives as long as the pool
    _make = make
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    threading.Thread(target=_end_when_let_go, args=(leash,), daemon=True).start()


def _work(task: Task, job: Job) -> Result:
    return work(task, job, _own())


def _own() -> Summarizer:
    # Not made in the initializer: what is raised there is lost, and with it why the models cannot be loaded.
    global _summarizer  # noqa: PLW0603
    if _summarizer is None:
        assert _make is not None  # noqa: S101  the pool's initializer has run
        _summarizer = _loaded(_make)
    return _summarizer


@contextmanager
def _processes(make: Make, workers: int) -> Iterator[ProcessPoolExecutor]:
    """Give worker processes; where the work is broken off, they end at once: nobody waits for what they have in hand."""
    context = multiprocessing.get_context("spawn")  # native libraries have threads, which a fork would not copy
    theirs, ours = context.Pipe(duplex=False)
    executor = ProcessPoolExecutor(workers, mp_context=context, initializer=_start, initargs=(make, theirs))
    try:
        yield executor
    except BaseException:
        ours.close()
        raise
    finally:
        executor.shutdown(wait=True, cancel_futures=True)
        ours.close()
        theirs.close()


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """Keep Ctrl-C from the processes that are started meanwhile: they would break off as they start, before they ignore it.

    A process inherits what its parent blocks. The parent itself is told afterwards.
    """
    if not hasattr(signal, "pthread_sigmask"):  # Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _loaded(make: Make) -> Summarizer:
    """Make a summarizer and load its models, so that what fails there does not count against a bundle."""
    summarizer = make()
    _ = summarizer.engine
    return summarizer


def _end_when_let_go(leash: Connection) -> None:
    """End this process when the other end of a pipe is closed, as the system does when the parent is killed."""
    wait_for([leash])
    os._exit(1)


@contextmanager
def _one_thread_each() -> Iterator[None]:
    """Let the processes that are started meanwhile do their linear algebra in one thread each."""
    before = {name: os.environ.get(name) for name in _THREADS}
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value
