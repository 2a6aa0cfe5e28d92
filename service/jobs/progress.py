"""How far batches and bundles are, read from what the store has of their workflows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from dbos import PortableWorkflowError, WorkflowStatus

from summarizer.service import problems
from summarizer.service.schemas import State

FINISHED = frozenset({"SUCCESS", "ERROR", "CANCELLED", "MAX_RECOVERY_ATTEMPTS_EXCEEDED"})


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

    @classmethod
    def of(cls, batch: WorkflowStatus, bundles: Sequence[WorkflowStatus], keep_hours: float) -> Progress:
        """Read it from the workflow of a batch and those of its bundles that were enqueued so far.

        Args:
            batch: The batch's, whose attributes tell the total.
            bundles: The bundles'.
            keep_hours: How long it is kept once it is finished.

        """
        counts = Counter(one.status for one in bundles)
        last = max((one.completed_at or 0 for one in bundles), default=0)
        total = total_of(batch)
        ended = sum(number for status, number in counts.items() if status in FINISHED)
        done = counts["SUCCESS"]
        finished = _moment(last) if ended == total else None
        return cls(
            id=batch.workflow_id,
            state=State.DONE if finished else State.RUNNING if ended or counts["PENDING"] else State.WAITING,
            total=total,
            done=done,
            failed=ended - done,
            created=_moment(batch.created_at or 0),
            finished=finished,
            expires=None if finished is None else _moment(last + int(keep_hours * 3_600_000)),
        )


def total_of(batch: WorkflowStatus) -> int:
    """Return how many bundles were handed in with a batch."""
    return int((batch.attributes or {})["total"])


def _moment(milliseconds: int) -> datetime:
    return datetime.fromtimestamp(milliseconds / 1_000, UTC)


def outcome(status: WorkflowStatus | None) -> dict[str, Any]:
    """Return what became of one bundle: ``state``, and ``summary`` or ``problem``; None: it is not enqueued yet."""
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
