"""Batches that survive the process: many bundles handed in at once, worked off in the background.

On DBOS, which keeps workflows in SQLite (the default, a file of this process) or PostgreSQL (shared by replicas). Why that one: a
workflow is written down before it is acknowledged and its result is written down before it counts as done, so that work in
flight at kill -9 is taken up again at the next start, and finished work is not. Plain queues (huey, RQ, arq) forget a task
once a worker has taken it, and leave that to the application; procrastinate and pgqueuer have no embedded store.

A batch is one workflow that enqueues a workflow for each bundle under a name of its own, so that doing so twice does it once.
What is stored is JSON, never pickle.
"""

from __future__ import annotations

import logging
import re
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from dbos import (
    DBOS,
    DBOSConfig,
    DBOSPortableJSONSerializer,
    PortableWorkflowError,
    SetWorkflowAttributes,
    SetWorkflowID,
    WorkflowStatus,
)

from summarizer.errors import ModelUnavailable
from summarizer.service import problems
from summarizer.service.errors import NoSuchThing
from summarizer.service.logs import log, where
from summarizer.service.scope import Scope
from summarizer.service.settings import Settings

BATCH, BUNDLE = "batch", "bundle"
QUEUE = "bundles"
FORMAT = "1"
"""Version of what is stored. Another release takes up the work of this one as long as it stays the same."""

FINISHED = frozenset({"SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"})
PAGE = 20
"""Results read from the store at once while they are streamed."""

_ID = re.compile(r"[0-9a-f]{32}")

Work = Callable[[Mapping[str, Any], Scope], dict[str, Any]]
"""Summarizes one bundle, given as the JSON of a ``SummaryRequest``; returns the summary as JSON."""


class State(StrEnum):
    """How far a batch or a bundle is."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a batch is.

    Attributes:
        id: Its name.
        state: ``waiting`` until a bundle has begun, ``done`` when all have ended, well or not.
        total: Bundles in it.
        done: Bundles that have a summary.
        failed: Bundles that have a problem instead.
        created: When it was handed in.
        finished: When the last bundle ended; None before that.
        expires: When it and its results will be forgotten; None before it is finished.

    """

    id: str
    state: State
    total: int
    done: int
    failed: int
    created: datetime
    finished: datetime | None
    expires: datetime | None


class Jobs:
    """The store of batches, and the workers that work them off. DBOS allows one in a process."""

    def __init__(self, settings: Settings, work: Work) -> None:
        """Open the store, take up what was left, begin to work.

        Raises:
            ModelUnavailable: The store cannot be opened.

        """
        self._settings = settings
        self._work = work
        self._stopping = threading.Event()
        self._scopes: dict[str, Scope] = {}
        _prepare(settings.jobs_url)
        config: DBOSConfig = {
            "name": "newsfuse",
            "system_database_url": settings.jobs_url,
            "application_version": FORMAT,
            "executor_id": settings.jobs_executor,
            "serializer": DBOSPortableJSONSerializer(),
            "log_level": "WARNING",
        }
        _Active.jobs = self
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
        self._threads = (
            threading.Thread(target=self._sweep_on, name="job-expiry", daemon=True),
            threading.Thread(target=self._watch_on, name="job-watch", daemon=True),
        )
        for thread in self._threads:
            thread.start()

    def close(self, seconds: float) -> None:
        """Take no new bundles and let those in work finish for at most ``seconds``; the rest is taken up at the next start."""
        self._stopping.set()
        DBOS.destroy(workflow_completion_timeout_sec=int(seconds) if self._scopes else 0)
        for thread in self._threads:
            thread.join(timeout=5)
        _Active.jobs = None

    def submit(self, owner: str, bundles: Sequence[dict[str, Any]]) -> Progress:
        """Write a batch down; once this returns it will be done, whatever happens to the process."""
        batch_id = uuid.uuid4().hex
        with SetWorkflowID(batch_id), SetWorkflowAttributes({"owner": owner, "total": len(bundles)}):
            DBOS.start_workflow(_batch, list(bundles))
        return self.progress(owner, batch_id)

    def progress(self, owner: str, batch_id: str) -> Progress:
        """Say how far a batch is.

        Raises:
            NoSuchThing: The owner has no such batch.

        """
        header = self._header(owner, batch_id)
        counts: dict[str, int] = {}
        last = 0
        for one in _bundles(batch_id):
            counts[one.status] = counts.get(one.status, 0) + 1
            last = max(last, one.completed_at or 0)
        total = int((header.attributes or {})["total"])
        ended = sum(number for status, number in counts.items() if status in FINISHED)
        done = counts.get("SUCCESS", 0)
        finished = _moment(last) if ended == total else None
        state = State.DONE if finished else State.RUNNING if ended or counts.get("PENDING") else State.WAITING
        return Progress(
            id=batch_id,
            state=state,
            total=total,
            done=done,
            failed=ended - done,
            created=_moment(header.created_at or 0),
            finished=finished,
            expires=None if finished is None else _moment(last + int(self._settings.jobs_keep_hours * 3_600_000)),
        )

    def results(self, owner: str, batch_id: str) -> Iterator[dict[str, Any]]:
        """Yield one record a bundle, in the order handed in: ``index``, ``state`` and ``summary`` or ``problem``.

        Raises:
            NoSuchThing: The owner has no such batch.

        """
        total = int((self._header(owner, batch_id).attributes or {})["total"])
        for start in range(0, total, PAGE):
            names = [_name(batch_id, index) for index in range(start, min(start + PAGE, total))]
            found = {one.workflow_id: one for one in DBOS.list_workflows(workflow_ids=names, load_input=False)}
            for index, name in enumerate(names, start=start):
                yield {"index": index, **_outcome(found.get(name))}

    def delete(self, owner: str, batch_id: str) -> None:
        """Stop what is not finished, and forget the batch with its articles and results.

        Raises:
            NoSuchThing: The owner has no such batch.

        """
        self._header(owner, batch_id)
        DBOS.cancel_workflow(batch_id)
        names = [one.workflow_id for one in _bundles(batch_id)]
        if names:
            DBOS.cancel_workflows(names)
        for name in names:
            if name in self._scopes:
                self._scopes[name].cancel()
        DBOS.delete_workflows([*names, batch_id])

    def sweep(self) -> int:
        """Forget batches that were finished long enough ago; return how many workflows that were."""
        limit = int((time.time() - self._settings.jobs_keep_hours * 3_600) * 1_000)
        batches = DBOS.list_workflows(name=BATCH, load_input=False, load_output=False)
        kept: set[str] = set()
        old: list[str] = []
        for batch in batches:
            parts = _bundles(batch.workflow_id)
            if all(one.status in FINISHED and (one.completed_at or 0) < limit for one in (batch, *parts)):
                old += [batch.workflow_id, *(one.workflow_id for one in parts)]
            else:
                kept.add(batch.workflow_id)
        for one in DBOS.list_workflows(name=BUNDLE, load_input=False, load_output=False):
            parent = one.workflow_id.partition("-")[0]
            if parent not in kept and one.status in FINISHED and one.workflow_id not in old:
                old.append(one.workflow_id)
        if old:
            DBOS.delete_workflows(old)
        return len(old)

    def run(self, bundle: Mapping[str, Any], name: str) -> dict[str, Any]:
        """Summarize one bundle; called by the workflow of that name.

        Raises:
            PortableWorkflowError: It failed; the error holds the problem.

        """
        scope = self._scopes[name] = Scope.lasting(self._settings.jobs_deadline_seconds)
        try:
            with scope.entered():
                return self._work(bundle, scope)
        except Exception as error:  # noqa: BLE001  the edge of a job: whatever it was is written down as the bundle's problem
            problem = problems.describe(error)
            if problem.status >= 500:
                log.error("bundle failed", bundle=name, **where(error))
            raise PortableWorkflowError(problem.title, "Problem", problem.status, problem.model_dump(exclude_none=True)) from None
        finally:
            del self._scopes[name]

    def _header(self, owner: str, batch_id: str) -> WorkflowStatus:
        found = DBOS.list_workflows(workflow_ids=[batch_id], name=BATCH, load_input=False) if _ID.fullmatch(batch_id) else []
        if not found or (found[0].attributes or {}).get("owner") != owner:
            raise NoSuchThing("There is no such batch; it may have expired.")
        return found[0]

    def _sweep_on(self) -> None:
        period = min(600.0, self._settings.jobs_keep_hours * 3_600 / 4)
        while not self._stopping.wait(period):
            try:
                self.sweep()
            except Exception as error:  # noqa: BLE001  the edge of the thread: the next sweep comes anyway
                log.warning("job expiry failed", **where(error))

    def _watch_on(self) -> None:
        """Stop work that another replica was told to forget. In a thread of its own: a workflow that asks would record a step."""
        while not self._stopping.wait(self._settings.jobs_poll_seconds):
            names = list(self._scopes)
            if not names:
                continue
            try:
                found = DBOS.list_workflows(workflow_ids=names, status="PENDING", load_input=False, load_output=False)
            except Exception as error:  # noqa: BLE001  the edge of the thread: the store may be away for a moment
                log.warning("job store did not answer", **where(error))
                continue
            wanted = {one.workflow_id for one in found}
            for name in names:
                scope = self._scopes.get(name)
                if scope is not None and name not in wanted:
                    scope.cancel()


class _Active:
    """The store that the workflows, which DBOS knows by their names only, belong to."""

    jobs: Jobs | None = None


@DBOS.workflow(name=BATCH)
def _batch(bundles: list[dict[str, Any]]) -> int:
    """Enqueue every bundle under its own name; taken up again, it enqueues none twice."""
    batch_id = DBOS.workflow_id
    assert batch_id is not None  # noqa: S101  DBOS sets it inside a workflow
    for index, bundle in enumerate(bundles):
        with SetWorkflowID(_name(batch_id, index)):
            DBOS.enqueue_workflow(QUEUE, _bundle, bundle)
    return len(bundles)


@DBOS.workflow(name=BUNDLE)
def _bundle(bundle: dict[str, Any]) -> dict[str, Any]:
    name = DBOS.workflow_id
    assert name is not None  # noqa: S101  DBOS sets it inside a workflow
    assert _Active.jobs is not None  # noqa: S101  workflows run only between open and close
    return _Active.jobs.run(bundle, name)


def _told(record: logging.LogRecord) -> bool:
    """Pass on what DBOS logs, but not the problems of bundles: they are results, and were logged where they arose."""
    return not (record.exc_info and isinstance(record.exc_info[1], PortableWorkflowError))


def _prepare(url: str) -> None:
    """Make the folder of an embedded store."""
    if url.startswith("sqlite:///"):
        Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)


def _name(batch_id: str, index: int) -> str:
    return f"{batch_id}-{index:06d}"


def _bundles(batch_id: str) -> list[WorkflowStatus]:
    return DBOS.list_workflows(workflow_id_prefix=f"{batch_id}-", load_input=False, load_output=False)


def _moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1_000, UTC)


def _outcome(status: WorkflowStatus | None) -> dict[str, Any]:
    if status is None or status.status in {"ENQUEUED", "DELAYED"}:
        return {"state": State.WAITING.value}
    if status.status == "SUCCESS":
        return {"state": State.DONE.value, "summary": status.output}
    if status.status in FINISHED:
        problem = status.error.data if isinstance(status.error, PortableWorkflowError) else None
        return {
            "state": State.FAILED.value,
            "problem": problem or problems.describe(RuntimeError()).model_dump(exclude_none=True),
        }
    return {"state": State.RUNNING.value}
