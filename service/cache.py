"""Answers kept for identical requests, and one computation for those that ask at the same time."""

from __future__ import annotations

import asyncio
import hashlib
import json
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from cachetools import LRUCache

from summarizer.service.errors import ClientGone, DeadlineExceeded
from summarizer.service.scope import Scope

Compute = Callable[[Scope], Awaitable[bytes]]

ENTRY_BYTES = 500
"""What an entry takes beside its body: key, bookkeeping."""


def key_of(kind: str, request: Mapping[str, Any], models: Mapping[str, str]) -> str:
    """Return the name of an answer: the same request to the same weights, and nothing else, has the same."""
    canonical = json.dumps([kind, request, dict(models)], sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode("ascii")).hexdigest()


@dataclass(slots=True, eq=False)
class _Flight:
    """One computation and how many wait for it."""

    task: asyncio.Task[bytes]
    scope: Scope
    waiting: int = 0


class Answers:
    """Bodies by key, bounded in bytes, least recently used out first. Used from the event loop only."""

    def __init__(self, most_bytes: int) -> None:
        """Keep at most ``most_bytes``; 0 keeps none, but identical requests still share a computation."""
        self._kept: LRUCache[str, bytes] = LRUCache(most_bytes, getsizeof=lambda body: len(body) + ENTRY_BYTES)
        self._flights: dict[str, _Flight] = {}

    def get(self, key: str) -> bytes | None:
        """Return a kept answer."""
        found: bytes | None = self._kept.get(key)
        return found

    def keep(self, key: str, body: bytes) -> None:
        """Keep an answer, unless it alone is over the bound."""
        if len(body) + ENTRY_BYTES <= self._kept.maxsize:
            self._kept[key] = body

    def joined(self, key: str) -> bool:
        """Whether the answer is being computed."""
        return key in self._flights

    async def compute(self, key: str, compute: Compute, seconds: float, gone: Awaitable[None]) -> bytes:
        """Return the answer, computed once however many wait; the last to leave stops the computation.

        Args:
            key: Name of the answer.
            compute: Makes it, within a scope.
            seconds: How long the caller waits.
            gone: Ends when the caller's client goes away.

        Raises:
            DeadlineExceeded: It took longer than ``seconds``.
            ClientGone: ``gone`` ended first.

        """
        flight = self._flights.get(key)
        if flight is None or not flight.scope.extend(time.monotonic() + seconds):
            scope = Scope.lasting(seconds)
            flight = self._flights[key] = _Flight(asyncio.create_task(self._fly(key, compute, scope)), scope)
            flight.task.add_done_callback(_look)
        flight.waiting += 1
        leaving = asyncio.ensure_future(gone)
        try:
            done, _ = await asyncio.wait({flight.task, leaving}, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
            if flight.task in done:
                return flight.task.result()
            if leaving in done:
                raise ClientGone
            raise DeadlineExceeded(f"The request was not finished within {seconds:g} seconds.")
        finally:
            leaving.cancel()
            flight.waiting -= 1
            if flight.waiting == 0 and not flight.task.done():
                if self._flights.get(key) is flight:
                    del self._flights[key]
                flight.scope.cancel()
                flight.task.cancel()

    async def _fly(self, key: str, compute: Compute, scope: Scope) -> bytes:
        mine = asyncio.current_task()
        try:
            body = await compute(scope)
        finally:
            flight = self._flights.get(key)
            if flight is not None and flight.task is mine:
                del self._flights[key]
        self.keep(key, body)
        return body


def _look(task: asyncio.Task[bytes]) -> None:
    """Take note of an error that nobody is left to hear."""
    if not task.cancelled():
        task.exception()
