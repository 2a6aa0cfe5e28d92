"""How often one key may ask. Counting is done by the ``limits`` library, which can share its counts over Redis."""

from __future__ import annotations

import math
import time

from limits import RateLimitItem, parse
from limits.aio.storage import Storage
from limits.aio.strategies import MovingWindowRateLimiter
from limits.storage import storage_from_string
from starlette.types import ASGIApp, Receive, Scope, Send

from summarizer.errors import InvalidOption
from summarizer.service.auth import is_open
from summarizer.service.errors import TooManyRequests


class RateLimit:
    """Refuses requests of a key that is over its rate; a service without keys counts by the client's address."""

    def __init__(self, app: ASGIApp, rate: str | None, storage: str = "memory://") -> None:
        """Guard ``app`` with ``rate``, such as ``60/minute``; None: any number."""
        self.app = app
        self._item = None if not rate else parse_rate(rate)
        self._limiter = None if self._item is None else MovingWindowRateLimiter(_storage(storage))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or raise."""
        if scope["type"] == "http" and self._item is not None and self._limiter is not None and not is_open(scope["path"]):
            address = scope["client"][0] if scope.get("client") else ""
            who = (scope["state"]["owner"], address if scope["state"]["owner"] == "anonymous" else "")
            if not await self._limiter.hit(self._item, *who):
                window = await self._limiter.get_window_stats(self._item, *who)
                wait = max(1, math.ceil(window.reset_time - time.time()))
                raise TooManyRequests(f"At most {self._item} with this key.", wait)
        await self.app(scope, receive, send)


def parse_rate(rate: str) -> RateLimitItem:
    """Read a rate such as ``60/minute`` or ``5/second``.

    Raises:
        InvalidOption: It is none.

    """
    try:
        return parse(rate)
    except ValueError:
        raise InvalidOption("The rate must be of the form '60/minute'.") from None


def _storage(uri: str) -> Storage:
    storage = storage_from_string(f"async+{uri}")
    assert isinstance(storage, Storage)  # noqa: S101  the prefix chooses the asynchronous class; this tells the type checker
    return storage
