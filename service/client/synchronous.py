"""The client that blocks."""

from __future__ import annotations

import itertools
import time
from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx

from summarizer.service.client import calls
from summarizer.service.client.calls import Articles, Call
from summarizer.service.client.connected import Connected
from summarizer.service.client.lines import EventReader, Reader, StreamEvent, record
from summarizer.service.client.problem import Json, checked, decoded

Item = TypeVar("Item")


class Client(Connected[httpx.Client, httpx.BaseTransport]):
    """The client that blocks; what it is opened with is in ``Connected``."""

    def _open(self, **options: Any) -> httpx.Client:  # noqa: ANN401
        return httpx.Client(**options)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def summarize(self, articles: Articles, *, since: Mapping[str, Any] | None = None, **options: Any) -> Json:  # noqa: ANN401
        """Return the summary of one bundle; ``options`` are those of the service, such as ``max_words=100``."""
        return decoded(self._send(calls.summary(articles, since, options)))

    def stream(
        self,
        articles: Articles,
        *,
        since: Mapping[str, Any] | None = None,
        **options: Any,  # noqa: ANN401
    ) -> Iterator[StreamEvent]:
        """Yield the stages and sentences of one summary as they come, the summary last; a problem may come in between."""
        return self._lines(calls.summary(articles, since, options, streamed=True), EventReader())

    def verify(self, text: str, articles: Articles) -> Json:
        """Return what articles carry of a text."""
        return decoded(self._send(calls.verification(text, articles)))

    def start_batch(self, bundles: Sequence[Mapping[str, Any]]) -> Json:
        """Hand in many bundles, each with ``articles`` and perhaps ``options``; return the batch's progress, with its ``id``."""
        return decoded(self._send(calls.new_batch(bundles)))

    def batch(self, batch_id: str) -> Json:
        """Return how far a batch is."""
        return decoded(self._send(calls.batch(batch_id)))

    def results(self, batch_id: str) -> Iterator[Json]:
        """Yield one record a bundle: ``index``, ``state``, and ``summary`` or ``problem``."""
        return self._lines(calls.results(batch_id), record)

    def delete_batch(self, batch_id: str) -> None:
        """Stop and forget a batch."""
        checked(self._send(calls.deletion(batch_id)))

    def _send(self, call: Call, *, stream: bool = False) -> httpx.Response:
        request = self._http.build_request(call.method, call.path, json=call.body, headers=call.headers)
        for tried in itertools.count():
            response = self._http.send(request, stream=stream)
            wait = self._retry.wait(response, tried)
            if wait is None:
                break
            response.close()
            time.sleep(wait)
        return response

    def _lines(self, call: Call, reader: Reader[Item]) -> Iterator[Item]:
        response = self._send(call, stream=True)
        try:
            if response.is_error:
                response.read()
            for line in checked(response).iter_lines():
                item = reader(line)
                if item is not None:
                    yield item
        finally:
            response.close()
