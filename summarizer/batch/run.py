"""A run over many bundles: what is finished is skipped, the rest worked on, each output on disk before its record."""

from __future__ import annotations

import multiprocessing
import os
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field

from summarizer.batch.discover import Source
from summarizer.batch.manifest import Manifest, Record, Status
from summarizer.batch.store import Store
from summarizer.batch.work import Job, Result, key_of, work
from summarizer.errors import InputError
from summarizer.pipeline import Summarizer

AHEAD = 2
"""Bundles that wait for each worker, so that none idles and memory does not grow with the number of bundles."""


@dataclass
class Report:
    """What became of the bundles of a run.

    Attributes:
        counts: Bundles by their status.
        unhappy: Records of those refused or failed, in this run or an earlier one.
    """

    counts: Counter[Status] = field(default_factory=Counter)
    unhappy: list[Record] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        """Whether any bundle has no summary."""
        return bool(self.unhappy)

    def note(self, record: Record, *, skipped: bool = False) -> None:
        """Count a bundle."""
        self.counts[Status.SKIPPED if skipped else record.status] += 1
        if record.status in {Status.REFUSED, Status.FAILED}:
            self.unhappy.append(record)


def run_batch(
    sources: Sequence[Source],
    store: Store,
    job: Job,
    *,
    workers: int = 1,
    resume: bool = True,
    retry_failed: bool = False,
    summarizer: Summarizer | None = None,
    on_record: Callable[[Record, bool], None] | None = None,
) -> Report:
    """Work on the bundles.

    Args:
        sources: From ``discover``.
        store: Where outputs and the manifest go.
        job: What is asked for.
        workers: Processes; with 1 the work is done in this one.
        resume: Skip what an earlier run finished, where content, settings and models are the same.
        retry_failed: Work again on what failed before.
        summarizer: Used with one worker; None: made of the job.
        on_record: Told of each record, and whether it was skipped.

    Raises:
        CannotWrite: The store failed; what was finished before is kept.
        ModelError: The models cannot be loaded.
    """
    own = summarizer or Summarizer(model=job.model, device=job.device)
    models = str(sorted(own.engine.hashes.items()))
    manifest, report = Manifest(store), Report()

    def tell(record: Record, *, skipped: bool = False) -> None:
        report.note(record, skipped=skipped)
        if on_record is not None:
            on_record(record, skipped)

    def todo() -> Iterator[tuple[Source, str]]:
        for source in sources:
            key = _key(source, job, models)
            before = manifest.finished(source.name, key, retry_failed=retry_failed) if resume else None
            if before is None:
                yield source, key
            else:
                tell(before, skipped=True)

    def keep(result: Result) -> None:
        for name, text in result.texts:
            store.write(name, text)
        manifest.add(result.record)
        tell(result.record)

    if workers == 1:
        for source, key in todo():
            keep(work(source, key, job, own))
    else:
        _spread(todo(), keep, job, workers)
    return report


def _key(source: Source, job: Job, models: str) -> str:
    """Return the bundle's key; one that cannot be read has the key of its error, so that it is refused once."""
    try:
        return key_of(source.load(), job, models)
    except (InputError, OSError, ValueError) as error:
        return f"unreadable {type(error).__name__}"


_summarizer: Summarizer | None = None
"""A worker process's own, made once."""


def _start(job: Job, workers: int) -> None:
    global _summarizer  # noqa: PLW0603  state of a worker process, which lives as long as the pool
    os.environ["TOKENIZERS_PARALLELISM"] = "false"
    os.environ.setdefault("OMP_NUM_THREADS", str(max((os.cpu_count() or 1) // workers, 1)))
    _summarizer = Summarizer(model=job.model, device=job.device)


def _work(source: Source, key: str, job: Job) -> Result:
    assert _summarizer is not None  # noqa: S101  the pool's initializer has run
    return work(source, key, job, _summarizer)


def _pool(job: Job, workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(
        workers, mp_context=multiprocessing.get_context("spawn"), initializer=_start, initargs=(job, workers)
    )


def _spread(todo: Iterator[tuple[Source, str]], keep: Callable[[Result], None], job: Job, workers: int) -> None:
    """Keep the workers busy; one that dies takes its bundles with it, which are then tried one by one."""
    pool = _pool(job, workers)
    waiting: dict[Future[Result], tuple[Source, str]] = {}
    try:
        while True:
            while len(waiting) < AHEAD * workers and (task := next(todo, None)) is not None:
                waiting[pool.submit(_work, *task, job)] = task
            if not waiting:
                return
            done, _ = wait(waiting, return_when=FIRST_COMPLETED)
            try:
                for future in done:
                    keep(future.result())
                    del waiting[future]
            except BrokenProcessPool:
                pool.shutdown(wait=False, cancel_futures=True)
                for task in waiting.values():
                    keep(_alone(*task, job))
                waiting.clear()
                pool = _pool(job, workers)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _alone(source: Source, key: str, job: Job) -> Result:
    """Work on a bundle in a process of its own; where that dies too, the bundle has failed."""
    with _pool(job, 1) as pool:
        try:
            return pool.submit(_work, source, key, job).result()
        except BrokenProcessPool:
            record = Record(name=source.name, key=key, status=Status.FAILED, error="worker-died", message="The worker died.")
            return Result(record)
