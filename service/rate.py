"""How often one key may ask. Counting is done by the ``limits`` library, which can share its counts over Redis."""

from __future__ import annotations

import math
import time
from typing import TYPE_CHECKING

from limits import RateLimitItem, parse
from limits.aio.storage import Storage
from limits.aio.strategies import MovingWindowRateLimiter
from limits.errors import ConfigurationError, StorageError
from limits.storage import storage_from_string
from starlette.types import ASGIApp, Receive, Scope, Send

from summarizer.errors import InvalidOption, MissingExtra
from summarizer.service.auth import ANONYMOUS, is_open
from summarizer.service.errors import TooManyRequests
from summarizer.service.logs import log, where

if TYPE_CHECKING:
    from redis.asyncio import ConnectionPool

REDIS = ("redis://", "rediss://", "redis+unix://")
REDIS_SECONDS = 1.0
"""How long Redis may take to answer; every request waits for it."""


class Rate:
    """Counts the requests of each key."""

    def __init__(self, rate: str, storage: str = "memory://") -> None:
        """Allow ``rate``, such as ``60/minute``, counted in ``storage``.

        Raises:
            InvalidOption: One of them is none that is known.
            MissingExtra: The storage is Redis and its client is not installed.

        """
        self._item = parse_rate(rate)
        self._pool = _pool(storage) if storage.startswith(REDIS) else None
        self._limiter = MovingWindowRateLimiter(_storage(storage, self._pool))

    async def count(self, *who: str) -> None:
        """Count a request.

        Where the counts cannot be reached every request is let in: the other limits still hold, and a newsroom that cannot work
        is worse off than one whose rates are not counted for a while.

        Raises:
            TooManyRequests: It is one too many.

        """
        try:
            if await self._limiter.hit(self._item, *who):
                return
            window = await self._limiter.get_window_stats(self._item, *who)
        except StorageError as error:
            log.warning("rates are not counted", **where(error.storage_error))
            return
        wait = max(1, math.ceil(window.reset_time - time.time()))
        raise TooManyRequests(f"At most {self._item} with this key.", wait)

    async def close(self) -> None:
        """Close the connections."""
        if self._pool is not None:
            await self._pool.aclose()


class RateLimit:
    """Refuses requests of a key that is over its rate; a service without keys counts by the client's address."""

    def __init__(self, app: ASGIApp, rate: Rate | None) -> None:
        """Guard ``app`` with ``rate``; None: any number."""
        self.app = app
        self._rate = rate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or raise."""
        if scope["type"] == "http" and self._rate is not None and not is_open(scope["path"]):
            owner = scope["state"]["owner"]
            address = scope["client"][0] if scope.get("client") else ""
            await self._rate.count(owner, address if owner == ANONYMOUS else "")
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


def _pool(uri: str) -> ConnectionPool:
    try:
        from redis.asyncio import ConnectionPool  # noqa: PLC0415  an extra
    except ImportError:
        raise MissingExtra("redis", "redis") from None
    address = uri.removeprefix("redis+") if uri.startswith("redis+") else uri
    return ConnectionPool.from_url(address, socket_timeout=REDIS_SECONDS, socket_connect_timeout=REDIS_SECONDS)


def _storage(uri: str, pool: ConnectionPool | None) -> Storage:
    shared = {} if pool is None else {"implementation": "redispy", "connection_pool": pool}
    try:
        storage = storage_from_string(f"async+{uri}", wrap_exceptions=True, **shared)  # type: ignore[arg-type]
    except ConfigurationError:
        raise InvalidOption("Rates are counted in 'memory://' or 'redis://…'; see NEWSFUSE_RATE_STORAGE.") from None
    assert isinstance(storage, Storage)  # noqa: S101  the prefix chooses the asynchronous class; this tells the type checker
    return storage
