"""How long one piece of work may go on, and whether anybody still wants it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar


class Scope:
    """Deadline and brake of one piece of work; shared between the event loop and the thread that works.

    Attributes:
        deadline: When the work is worthless, on the monotonic clock, in seconds.

    """

    def __init__(self, deadline: float, *, stopped: Callable[[], bool] | None = None) -> None:
        """Start with a deadline on the monotonic clock; ``stopped`` is a further brake that is asked each time."""
        self.deadline = deadline
        self._stopped = stopped
        self._cancelled = threading.Event()

    @classmethod
    def lasting(cls, seconds: float) -> Scope:
        """Start one whose deadline is ``seconds`` from now."""
        return cls(time.monotonic() + seconds)

    def cancel(self) -> None:
        """Say that nobody wants the result any more."""
        self._cancelled.set()

    def extend(self, deadline: float) -> None:
        """Let the work go on until ``deadline``, if that is later: somebody else waits for it too."""
        self.deadline = max(self.deadline, deadline)

    @property
    def remaining(self) -> float:
        """Seconds until the deadline, never negative."""
        return max(0.0, self.deadline - time.monotonic())

    def cancelled(self) -> bool:
        """Whether the work should stop."""
        if self._cancelled.is_set() or time.monotonic() >= self.deadline:
            return True
        return self._stopped is not None and self._stopped()

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Make this the scope of what the current thread does inside."""
        token = _current.set(self)
        try:
            yield
        finally:
            _current.reset(token)


_current: ContextVar[Scope | None] = ContextVar("scope", default=None)


def current() -> Scope | None:
    """Return the scope that the current thread works in.

    The encoder's and the scorer's protocols have no place for a brake, so their batched forms ask here.
    """
    return _current.get()
