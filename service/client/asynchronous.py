"""The client for asyncio."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import AsyncIterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx

from summarizer.service.client import calls
from summarizer.service.client.calls import Articles, Call
from summarizer.service.client.connected import Connected
from summarizer.service.client.lines import EventReader, Reader, StreamEvent, record
from summarizer.service.client.problem import Json, checked, decoded

Item = TypeVar("Item")


class AsyncClient(Connected[httpx.AsyncClient, httpx.AsyncBaseTransport]):
    """``Client`` for asyncio; the same calls, awaited."""

    def _open(self, **options: Any) -> httpx.AsyncClient:  # noqa: ANN401
        return httpx.AsyncClient(**options)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def summarize(
        self,
        articles: Articles,
        *,
        since: Mapping[str, Any] | None = None,
        **options: Any,  # noqa: ANN401
    ) -> Json:
        """Return the summary of one bundle; see ``Client.summarize``."""
        return decoded(await self._send(calls.summary(articles, since, options)))

    def stream(
        self,
        articles: Articles,
        *,
        since: Mapping[str, Any] | None = None,
        **options: Any,  # noqa: ANN401
    ) -> AsyncIterator[StreamEvent]:
        """Yield the stages and sentences of one summary as they come; see ``Client.stream``."""
        return self._lines(calls.summary(articles, since, options, streamed=True), EventReader())

    async def verify(self, text: str, articles: Articles) -> Json:
        """Return what articles carry of a text; see ``Client.verify``."""
        return decoded(await self._send(calls.verification(text, articles)))

    async def start_batch(self, bundles: Sequence[Mapping[str, Any]]) -> Json:
        """Hand in many bundles; see ``Client.start_batch``."""
        return decoded(await self._send(calls.new_batch(bundles)))

    async def batch(self, batch_id: str) -> Json:
        """Return how far a batch is."""
        return decoded(await self._send(calls.batch(batch_id)))

    def results(self, batch_id: str) -> AsyncIterator[Json]:
        """Yield one record a bundle; see ``Client.results``."""
        return self._lines(calls.results(batch_id), record)

    async def delete_batch(self, batch_id: str) -> None:
        """Stop and forget a batch."""
        checked(await self._send(calls.deletion(batch_id)))

    async def _send(self, call: Call, *, stream: bool = False) -> httpx.Response:
        request = self._http.build_request(call.method, call.path, json=call.body, headers=call.headers)
        for tried in itertools.count():
            response = await self._http.send(request, stream=stream)
            wait = self._retry.wait(response, tried)
            if wait is None:
                break
            await response.aclose()
            await asyncio.sleep(wait)
        return response

    async def _lines(self, call: Call, reader: Reader[Item]) -> AsyncIterator[Item]:
        response = await self._send(call, stream=True)
        try:
            if response.is_error:
                await response.aread()
            async for line in checked(response).aiter_lines():
                item = reader(line)
                if item is not None:
                    yield item
        finally:
            await response.aclose()
