"""Batches handed in, worked off in the background, read and forgotten."""

from __future__ import annotations

import re
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from dbos import DBOS, PortableWorkflowError, SetWorkflowAttributes, SetWorkflowID, WorkflowStatus

from summarizer.service import problems
from summarizer.service.errors import NoSuchThing
from summarizer.service.jobs.progress import FINISHED, Progress, outcome, total_of
from summarizer.service.jobs.store import QUEUE, close_store, open_store
from summarizer.service.logs import log, where
from summarizer.service.scope import Scope
from summarizer.service.settings import Settings

BATCH, BUNDLE = "batch", "bundle"
PAGE = 20
"""Results read from the store at once while they are streamed."""

_ID = re.compile(r"[0-9a-f]{32}")

Work = Callable[[Mapping[str, Any], Scope], dict[str, Any]]
"""Summarizes one bundle, given as the JSON of a ``SummaryRequest``; returns the summary as JSON."""


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
        _Active.jobs = self
        open_store(settings)
        self._threads = (
            threading.Thread(target=self._sweep_on, name="job-expiry", daemon=True),
            threading.Thread(target=self._watch_on, name="job-watch", daemon=True),
        )
        for thread in self._threads:
            thread.start()

    def close(self, seconds: float) -> None:
        """Take no new bundles and let those in work finish for at most ``seconds``; the rest is taken up at the next start."""
        self._stopping.set()
        close_store(seconds if self._scopes else 0)
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
        return Progress.of(self._header(owner, batch_id), _bundles(batch_id), self._settings.jobs_keep_hours)

    def results(self, owner: str, batch_id: str) -> Iterator[dict[str, Any]]:
        """Yield one record a bundle, in the order handed in: ``index``, ``state`` and ``summary`` or ``problem``.

        Raises:
            NoSuchThing: The owner has no such batch.

        """
        total = total_of(self._header(owner, batch_id))
        for start in range(0, total, PAGE):
            names = [_name(batch_id, index) for index in range(start, min(start + PAGE, total))]
            found = {one.workflow_id: one for one in DBOS.list_workflows(workflow_ids=names, load_input=False)}
            for index, name in enumerate(names, start=start):
                yield {"index": index, **outcome(found.get(name))}

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
            scope = self._scopes.get(name)
            if scope is not None:
                scope.cancel()
        DBOS.delete_workflows([*names, batch_id])

    def sweep(self) -> int:
        """Forget batches that were finished long enough ago; return how many workflows that were."""
        limit = int((time.time() - self._settings.jobs_keep_hours * 3_600) * 1_000)
        # The bundles first: one whose batch is not found afterwards has lost it; the other way round it may be a new one's.
        bundles = DBOS.list_workflows(name=BUNDLE, load_input=False, load_output=False)
        batches = DBOS.list_workflows(name=BATCH, load_input=False, load_output=False)
        kept: set[str] = set()
        old: list[str] = []
        for batch in batches:
            parts = _bundles(batch.workflow_id)
            if all(one.status in FINISHED and (one.completed_at or 0) < limit for one in (batch, *parts)):
                old += [batch.workflow_id, *(one.workflow_id for one in parts)]
            else:
                kept.add(batch.workflow_id)
        gone = set(old)
        for one in bundles:
            parent = one.workflow_id.partition("-")[0]
            if parent not in kept and one.status in FINISHED and one.workflow_id not in gone:
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
            self._scopes.pop(name, None)

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


def _name(batch_id: str, index: int) -> str:
    return f"{batch_id}-{index:06d}"


def _bundles(batch_id: str) -> list[WorkflowStatus]:
    return DBOS.list_workflows(workflow_id_prefix=f"{batch_id}-", load_input=False, load_output=False)
