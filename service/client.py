"""A small typed client of the service, synchronous and asynchronous.

    from summarizer.service.client import Client

    with Client("http://127.0.0.1:8000", key="nf_…") as client:
        summary = client.summarize([{"text": "…"}, {"text": "…"}], max_words=100)
        print(summary["text"])

Answers are the JSON of the service as plain values; errors are ``ServiceProblem``. 429 and 503 are tried again after the time
that ``Retry-After`` names.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, AbstractContextManager
from dataclasses import dataclass
from types import TracebackType
from typing import Any, Self

import httpx

RETRIED = frozenset({429, 503})
RETRIES = 4
LONGEST_WAIT = 60.0
"""Seconds; a service that asks to wait longer is given up."""

Json = dict[str, Any]


class ServiceProblem(Exception):
    """The service answered with an error.

    Attributes:
        status: The HTTP status.
        kind: Stable name of the error, such as ``no-articles``.
        title: The kind of error in words.
        detail: What is wrong and what to do, where the service says so.
        errors: Places of the request that do not fit, each with ``pointer`` and ``detail``.
        request_id: Finds the request in the service's log.

    """

    def __init__(self, status: int, problem: Mapping[str, Any]) -> None:
        self.status = status
        self.kind = str(problem.get("type", "")).rpartition(":")[2]
        self.title = str(problem.get("title", "Unexpected answer"))
        self.detail: str | None = problem.get("detail")
        self.errors: list[Json] = list(problem.get("errors", ()))
        self.request_id: str | None = problem.get("request_id")
        super().__init__(f"{status} {self.title}" + (f": {self.detail}" if self.detail else ""))


@dataclass(frozen=True, slots=True)
class StreamEvent:
    """One event of a streamed summary.

    Attributes:
        name: ``stage``, ``sentence`` or ``summary``.
        data: As the service sent it.

    """

    name: str
    data: Json


class _Shared:
    """What both clients do alike: build requests, read answers."""

    def __init__(self, retries: int) -> None:
        self._retries = retries

    @staticmethod
    def _headers(key: str | None) -> dict[str, str]:
        return {} if key is None else {"Authorization": f"Bearer {key}"}

    def _wait(self, response: httpx.Response, tried: int) -> float | None:
        """Return the seconds after which to try again, or None when not to."""
        if response.status_code not in RETRIED or tried >= self._retries:
            return None
        given = response.headers.get("retry-after", "")
        wait = float(given) if given.isdecimal() else 2.0**tried
        return wait if wait <= LONGEST_WAIT else None


def _summary_body(articles: Iterable[Mapping[str, Any]], since: Mapping[str, Any] | None, options: Mapping[str, Any]) -> Json:
    body: Json = {"articles": list(articles), "options": dict(options)}
    if since is not None:
        body["since"] = dict(since)
    return body


def _checked(response: httpx.Response) -> httpx.Response:
    if response.status_code < 400:
        return response
    try:
        problem = response.json()
    except ValueError:
        problem = {}
    raise ServiceProblem(response.status_code, problem if isinstance(problem, dict) else {})


def _decoded(response: httpx.Response) -> Json:
    value: Json = _checked(response).json()
    return value


class _Events:
    """Puts the lines of an event stream together."""

    def __init__(self) -> None:
        self._name = ""
        self._data: list[str] = []

    def feed(self, line: str) -> StreamEvent | None:
        """Take one line; return an event when it is complete.

        Raises:
            ServiceProblem: The event is a problem.

        """
        if line.startswith("event:"):
            self._name = line[6:].strip()
        elif line.startswith("data:"):
            self._data.append(line[5:].removeprefix(" "))
        elif not line and self._data:
            data = json.loads("\n".join(self._data))
            name, self._name, self._data = self._name, "", []
            if name == "problem":
                raise ServiceProblem(int(data["status"]), data)
            return StreamEvent(name, data)
        return None


_STREAM = {"Accept": "text/event-stream"}


class Client(_Shared):
    """Talks to one service.

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
        retries: int = RETRIES,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        super().__init__(retries)
        self._http = httpx.Client(base_url=url, headers=self._headers(key), timeout=timeout, transport=transport)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def summarize(
        self,
        articles: Iterable[Mapping[str, Any]],
        *,
        since: Mapping[str, Any] | None = None,
        **options: Any,  # noqa: ANN401
    ) -> Json:
        """Return the summary of one bundle; ``options`` are those of the service, such as ``max_words=100``.

        Raises:
            ServiceProblem: The service answered with an error.

        """
        return _decoded(self._send("POST", "/v1/summaries", json=_summary_body(articles, since, options)))

    def stream(
        self,
        articles: Iterable[Mapping[str, Any]],
        *,
        since: Mapping[str, Any] | None = None,
        **options: Any,  # noqa: ANN401
    ) -> Iterator[StreamEvent]:
        """Yield the stages and sentences of one summary as they come, the summary last.

        Raises:
            ServiceProblem: The service answered with an error, at once or in the stream.

        """
        body = _summary_body(articles, since, options)
        with self._open("POST", "/v1/summaries", json=body, headers=_STREAM) as response:
            events = _Events()
            for line in response.iter_lines():
                event = events.feed(line)
                if event is not None:
                    yield event

    def verify(self, text: str, articles: Iterable[Mapping[str, Any]]) -> Json:
        """Return what articles carry of a text.

        Raises:
            ServiceProblem: The service answered with an error.

        """
        return _decoded(self._send("POST", "/v1/verifications", json={"text": text, "articles": list(articles)}))

    def start_batch(self, bundles: Sequence[Mapping[str, Any]]) -> Json:
        """Hand in many bundles, each with ``articles`` and perhaps ``options``; return the batch's progress, with its ``id``.

        Raises:
            ServiceProblem: The service answered with an error.

        """
        return _decoded(self._send("POST", "/v1/batches", json={"bundles": list(bundles)}))

    def batch(self, batch_id: str) -> Json:
        """Return how far a batch is.

        Raises:
            ServiceProblem: The service answered with an error.

        """
        return _decoded(self._send("GET", f"/v1/batches/{batch_id}"))

    def results(self, batch_id: str) -> Iterator[Json]:
        """Yield one record a bundle: ``index``, ``state``, and ``summary`` or ``problem``.

        Raises:
            ServiceProblem: The service answered with an error.

        """
        with self._open("GET", f"/v1/batches/{batch_id}/results") as response:
            for line in response.iter_lines():
                if line:
                    yield json.loads(line)

    def delete_batch(self, batch_id: str) -> None:
        """Stop and forget a batch.

        Raises:
            ServiceProblem: The service answered with an error.

        """
        _checked(self._send("DELETE", f"/v1/batches/{batch_id}"))

    def _send(self, method: str, path: str, **more: Any) -> httpx.Response:  # noqa: ANN401  httpx's own arguments
        tried = 0
        while True:
            response = self._http.request(method, path, **more)
            wait = self._wait(response, tried)
            if wait is None:
                return response
            tried += 1
            time.sleep(wait)

    def _open(self, method: str, path: str, **more: Any) -> AbstractContextManager[httpx.Response]:  # noqa: ANN401
        return _Opened(self, self._http, self._http.build_request(method, path, **more))


class _Opened(AbstractContextManager[httpx.Response]):
    """A response whose body is read as it comes."""

    def __init__(self, client: Client, http: httpx.Client, request: httpx.Request) -> None:
        self._client, self._http, self._request = client, http, request
        self._response: httpx.Response | None = None

    def __enter__(self) -> httpx.Response:
        tried = 0
        while True:
            response = self._response = self._http.send(self._request, stream=True)
            wait = self._client._wait(response, tried)
            if wait is None:
                break
            response.close()
            tried += 1
            time.sleep(wait)
        if response.status_code >= 400:
            response.read()
            response.close()
            _checked(response)
        return response

    def __exit__(self, *_: object) -> None:
        if self._response is not None:
            self._response.close()


class AsyncClient(_Shared):
    """``Client`` for asyncio; the same calls, awaited."""

    def __init__(
        self,
        url: str = "http://127.0.0.1:8000",
        *,
        key: str | None = None,
        timeout: float = 90.0,
        retries: int = RETRIES,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        super().__init__(retries)
        self._http = httpx.AsyncClient(base_url=url, headers=self._headers(key), timeout=timeout, transport=transport)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.close()

    async def close(self) -> None:
        """Close the connections."""
        await self._http.aclose()

    async def summarize(
        self,
        articles: Iterable[Mapping[str, Any]],
        *,
        since: Mapping[str, Any] | None = None,
        **options: Any,  # noqa: ANN401
    ) -> Json:
        """Return the summary of one bundle; see ``Client.summarize``."""
        return _decoded(await self._send("POST", "/v1/summaries", json=_summary_body(articles, since, options)))

    async def stream(
        self,
        articles: Iterable[Mapping[str, Any]],
        *,
        since: Mapping[str, Any] | None = None,
        **options: Any,  # noqa: ANN401
    ) -> AsyncIterator[StreamEvent]:
        """Yield the stages and sentences of one summary as they come; see ``Client.stream``."""
        body = _summary_body(articles, since, options)
        async with self._open("POST", "/v1/summaries", json=body, headers=_STREAM) as response:
            events = _Events()
            async for line in response.aiter_lines():
                event = events.feed(line)
                if event is not None:
                    yield event

    async def verify(self, text: str, articles: Iterable[Mapping[str, Any]]) -> Json:
        """Return what articles carry of a text; see ``Client.verify``."""
        return _decoded(await self._send("POST", "/v1/verifications", json={"text": text, "articles": list(articles)}))

    async def start_batch(self, bundles: Sequence[Mapping[str, Any]]) -> Json:
        """Hand in many bundles; see ``Client.start_batch``."""
        return _decoded(await self._send("POST", "/v1/batches", json={"bundles": list(bundles)}))

    async def batch(self, batch_id: str) -> Json:
        """Return how far a batch is."""
        return _decoded(await self._send("GET", f"/v1/batches/{batch_id}"))

    async def results(self, batch_id: str) -> AsyncIterator[Json]:
        """Yield one record a bundle; see ``Client.results``."""
        async with self._open("GET", f"/v1/batches/{batch_id}/results") as response:
            async for line in response.aiter_lines():
                if line:
                    yield json.loads(line)

    async def delete_batch(self, batch_id: str) -> None:
        """Stop and forget a batch."""
        _checked(await self._send("DELETE", f"/v1/batches/{batch_id}"))

    async def _send(self, method: str, path: str, **more: Any) -> httpx.Response:  # noqa: ANN401
        tried = 0
        while True:
            response = await self._http.request(method, path, **more)
            wait = self._wait(response, tried)
            if wait is None:
                return response
            tried += 1
            await asyncio.sleep(wait)

    def _open(self, method: str, path: str, **more: Any) -> AbstractAsyncContextManager[httpx.Response]:  # noqa: ANN401
        return _AsyncOpened(self, self._http, self._http.build_request(method, path, **more))


class _AsyncOpened(AbstractAsyncContextManager[httpx.Response]):
    """A response whose body is read as it comes."""

    def __init__(self, client: AsyncClient, http: httpx.AsyncClient, request: httpx.Request) -> None:
        self._client, self._http, self._request = client, http, request
        self._response: httpx.Response | None = None

    async def __aenter__(self) -> httpx.Response:
        tried = 0
        while True:
            response = self._response = await self._http.send(self._request, stream=True)
            wait = self._client._wait(response, tried)
            if wait is None:
                break
            await response.aclose()
            tried += 1
            await asyncio.sleep(wait)
        if response.status_code >= 400:
            await response.aread()
            await response.aclose()
            _checked(response)
        return response

    async def __aexit__(self, *_: object) -> None:
        if self._response is not None:
            await self._response.aclose()
