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
        self._lock = threading.Lock()
        self._cancelled = False

    @classmethod
    def lasting(cls, seconds: float) -> Scope:
        """Start one whose deadline is ``seconds`` from now."""
        return cls(time.monotonic() + seconds)

    def cancel(self) -> None:
        """Say that nobody wants the result any more."""
        with self._lock:
            self._cancelled = True

    def extend(self, deadline: float) -> bool:
        """Let the work go on until ``deadline``, if that is later: somebody else waits for it too.

        Returns:
            False where it is too late: the work was told to stop, or will be, and may be given up already.

        """
        with self._lock:
            if self._over():
                return False
            self.deadline = max(self.deadline, deadline)
            return True

    @property
    def remaining(self) -> float:
        """Seconds until the deadline, never negative."""
        return max(0.0, self.deadline - time.monotonic())

    def cancelled(self) -> bool:
        """Whether the work should stop; once it is True it stays so."""
        with self._lock:
            return self._over()

    def _over(self) -> bool:
        if not self._cancelled:
            self._cancelled = time.monotonic() >= self.deadline or (self._stopped is not None and self._stopped())
        return self._cancelled

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
