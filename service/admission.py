"""How much may be in the house at once, and when to come back when it is full."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator
from contextlib import contextmanager

from summarizer.service.errors import TooManyRequests

DECAY = 0.9
"""Weight of the past at each completion: the speed follows the last ten or so."""

PATIENCE = 0.7
"""Share of the deadline that waiting work may take at the speed seen so far; the rest is for what takes longer than its tokens
say. Work that is let in and not finished in time is work for nothing, and under overload it is soon all the work there is."""

LONGEST_OWN = 0.9
"""Share of the deadline that is allowed for one piece of work at most, however many tokens it has."""

LONGEST_WAIT = 60
"""Seconds; a longer Retry-After makes clients give up rather than come back."""


class Admission:
    """Bounds requests and tokens. Used from the event loop only, so that it needs no lock."""

    def __init__(self, requests: int, tokens: int, deadline: float = math.inf) -> None:
        """Set the bounds: ``requests`` between arrival and answer, ``tokens`` waiting or worked on, seconds that all may take."""
        self._deadline = deadline
        self._most_requests = requests
        self._most_tokens = tokens
        self.requests = 0
        self.tokens = 0
        self._done_tokens = 0.0
        self._busy_seconds = 0.0
        self._worked_seconds = 0.0
        self._since: float | None = None

    def learn(self, tokens: int, seconds: float) -> None:
        """Take from a run made on purpose how quick the service is, so that the first requests are not let in blindly."""
        self._done_tokens, self._busy_seconds, self._worked_seconds = tokens, seconds, seconds

    @contextmanager
    def slot(self) -> Iterator[None]:
        """Hold the place of one request.

        Raises:
            TooManyRequests: All places are taken.

        """
        if self.requests >= self._most_requests:
            raise TooManyRequests("The service is at its limit of concurrent requests.", self.retry_after())
        self.requests += 1
        try:
            yield
        finally:
            self.requests -= 1

    def charge(self, tokens: int) -> None:
        """Count the tokens of work that begins to wait; ``settle`` gives them back.

        One bundle is always let in when nothing else is there, however large.

        Raises:
            TooManyRequests: They would be over the bound, or not be finished in time at the speed seen so far.

        """
        waiting = self.tokens + tokens
        if self.tokens and (waiting > self._most_tokens or self._seconds(waiting) > PATIENCE * self._deadline):
            raise self.refusal()
        if self._since is None:
            self._since = time.monotonic()
        self.tokens += tokens

    def settle(self, tokens: int, *, finished: bool, seconds: float = 0.0) -> None:
        """Give the tokens back; ``finished`` work tells how quick the service is, and it took ``seconds`` once it had begun."""
        now = time.monotonic()
        if self._since is not None:
            # What ends unfinished has taken time too, and so lowers the speed; only what is finished pushes the past away.
            past = DECAY if finished else 1.0
            self._busy_seconds = self._busy_seconds * past + (now - self._since)
            self._done_tokens = self._done_tokens * past + (tokens if finished else 0)
            self._worked_seconds = self._worked_seconds * past + (seconds if finished else 0.0)
        self.tokens -= tokens
        self._since = now if self.tokens else None

    def own_seconds(self, tokens: int) -> float:
        """Return what to allow for work once it has begun, in such company as was seen so far; 0 before any was seen."""
        if self._done_tokens <= 0:
            return 0.0
        return min(tokens * self._worked_seconds / self._done_tokens / PATIENCE, LONGEST_OWN * self._deadline)

    def refusal(self) -> TooManyRequests:
        """Return the answer to work that is too much."""
        return TooManyRequests("The service has as much work waiting as it takes.", self.retry_after())

    def retry_after(self) -> int:
        """Return the seconds that half of the waiting work takes at the speed seen so far, from 1 to ``LONGEST_WAIT``."""
        return max(1, math.ceil(min(LONGEST_WAIT, self._seconds(self.tokens) / 2)))

    def _seconds(self, tokens: int) -> float:
        """Return how long so many tokens take at the speed seen so far; 0 before any was seen, for ever where nothing ends."""
        if self._done_tokens > 0:
            return tokens * self._busy_seconds / self._done_tokens
        return math.inf if self._busy_seconds > PATIENCE * self._deadline else 0.0
