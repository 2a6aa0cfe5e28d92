"""Who does the work: this process, or worker processes that load their models once each."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.connection import wait as wait_for
from typing import Protocol

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
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


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

    def results(self, tasks: Iterator[Task], job: Job) -> Iterator[Result]:
        """Keep the workers busy."""
        unfinished: dict[str, Task] = {}
        with _one_thread_each():
            executor = _executor(self._make, self._workers)
            futures: set[Future[Result]] = set()
            try:
                while True:
                    try:
                        while len(unfinished) < AHEAD * self._workers and (task := next(tasks, None)) is not None:
                            unfinished[task.source.name] = task
                            futures.add(executor.submit(_work, task, job))
                        if not unfinished:
                            return
                        done, futures = wait(futures, return_when=FIRST_COMPLETED)
                        for result in [future.result() for future in done if future.exception() is None]:
                            del unfinished[result.name]
                            yield result
                        for future in done:
                            future.result()  # raises what kept a worker from its models, or says that one died
                    except BrokenProcessPool:
                        executor.shutdown(wait=False, cancel_futures=True)
                        for task in unfinished.values():
                            yield self._once_more(task, job)
                        unfinished.clear()
                        executor, futures = _executor(self._make, self._workers), set()
            finally:
                executor.shutdown(wait=True, cancel_futures=True)

    def _once_more(self, task: Task, job: Job) -> Result:
        with _executor(self._make, 1) as executor:
            try:
                return executor.submit(_work, task, job).result()
            except BrokenProcessPool:
                return lost(task)


@contextmanager
def pool(make: Make, workers: int) -> Iterator[ProcessPoolExecutor]:
    """Give worker processes in which ``summarize`` has models of its own; for work whose answers are wanted, not files.

    Raises:
        OutOfMemory: A worker was killed, which is what a system does that has no memory left.
    """
    with _one_thread_each(), _executor(make, workers) as executor:
        try:
            yield executor
        except BrokenProcessPool:
            raise OutOfMemory("A worker process was killed, most likely for want of memory. Give fewer workers.") from None


def summarize(articles: Sequence[Article], options: Options) -> Summary:
    """Summarize in a worker process, with the models that it loads when it is first asked."""
    return _own().summarize(articles, options)


_make: Make | None = None
_summarizer: Summarizer | None = None
"""A worker process's own, made once."""


def _start(make: Make) -> None:
    global _make  # noqa: PLW0603  state of a worker process, which lives as long as the pool
    _make = make
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the parent decides
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _work(task: Task, job: Job) -> Result:
    return work(task, job, _own())


def _own() -> Summarizer:
    # Not made in the initializer: what is raised there is lost, and with it why the models cannot be loaded.
    global _summarizer  # noqa: PLW0603
    if _summarizer is None:
        assert _make is not None  # noqa: S101  the pool's initializer has run
        _summarizer = _loaded(_make)
    return _summarizer


def _executor(make: Make, workers: int) -> ProcessPoolExecutor:
    context = multiprocessing.get_context("spawn")  # native libraries have threads, which a fork would not copy
    return ProcessPoolExecutor(workers, mp_context=context, initializer=_start, initargs=(make,))


def _loaded(make: Make) -> Summarizer:
    """Make a summarizer and load its models, so that what fails there does not count against a bundle."""
    summarizer = make()
    _ = summarizer.engine
    return summarizer


def _end_with_parent() -> None:
    """End this process when its parent is killed; the pool's workers would wait for ever."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        wait_for([parent.sentinel])
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
