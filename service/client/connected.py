"""What both clients are opened with."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, Generic, TypeVar

from summarizer.service.client.retry import Retry

Http = TypeVar("Http")
Transport = TypeVar("Transport")


class Connected(ABC, Generic[Http, Transport]):
    """Talks to one service. Every call raises ``ServiceProblem`` where the service answers with an error.

    Args:
        url: Where it listens.
        key: An API key, where it asks for one.
        timeout: Seconds to wait for an answer.
        retries: How often 429 and 503 are tried again.
        transport: Takes the place of the network, as in tests.

    """

    def __init__(
        self,
        url: str = "http://127.0.0.1:8000",
        *,
        key: str | None = None,
        timeout: float = 90.0,
        retries: int = Retry().times,
        transport: Transport | None = None,
    ) -> None:
        headers = {} if key is None else {"Authorization": f"Bearer {key}"}
        self._retry = Retry(retries)
        self._http = self._open(base_url=url, headers=headers, timeout=timeout, transport=transport)

    @abstractmethod
    def _open(self, **options: Any) -> Http:  # noqa: ANN401  those that both kinds of ``httpx`` client have in common
        """Open the connections."""
