"""What every request passes, as pure ASGI: Starlette's ``BaseHTTPMiddleware`` would hide that a client went away."""

from __future__ import annotations

import asyncio
import re
import time
import uuid
from collections.abc import Callable
from typing import Any

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from summarizer.errors import Cancelled
from summarizer.service import problems
from summarizer.service.admission import Admission
from summarizer.service.errors import BodyTooLarge, BodyTooSlow, ClientGone, DeadlineExceeded, NotReady, WrongMediaType
from summarizer.service.logs import log, where
from summarizer.service.metrics import Metrics

_REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{1,128}")
PROBES = frozenset({"/livez", "/readyz", "/metrics"})
_HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


class Observed:
    """The outermost: request id in and out, errors as problems, one log line and the metrics of each request."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        """Wrap ``app``."""
        self.app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request whatever happens inside."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        request_id = given if _REQUEST_ID.fullmatch(given) else uuid.uuid4().hex
        state = scope.setdefault("state", {})
        state["request_id"] = request_id
        status = 0

        async def send_with_headers(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["X-Request-ID"] = request_id
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        started = time.perf_counter()
        self._metrics.in_flight.inc()
        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self.app(scope, receive, send_with_headers)
            except ClientGone as error:
                status = error.status
            except Exception as error:  # noqa: BLE001  the edge: whatever it is, the client gets a problem and the log its kind
                if status == 0:
                    response = problems.respond(error, request_id)
                    state["problem"] = problems.describe(error).type
                    await response(scope, receive, send_with_headers)
                tell_of(error)
            finally:
                self._metrics.in_flight.dec()
                self._record(scope, status, time.perf_counter() - started)

    def _record(self, scope: Scope, status: int, seconds: float) -> None:
        # The route's own pattern: an address may hold anything, and would make a metric without bound.
        route = getattr(scope.get("route"), "path", None) or "unmatched"
        self._metrics.http.labels(_known(scope["method"]), route, status).inc()
        self._metrics.http_seconds.labels(route).observe(seconds)
        state = scope["state"]
        reason = state.get("problem", "").rpartition(":")[2]
        if status == ClientGone.status:
            reason = "client-gone"
        if reason:
            self._metrics.refusals.labels(reason).inc()
        # Probes come every few seconds and say nothing as long as they are answered alike.
        tell = log.debug if route in PROBES else log.info
        tell(
            "request",
            method=_known(scope["method"]),
            route=route,
            status=status,
            ms=round(seconds * 1000, 1),
            owner=state.get("owner"),
            reason=reason or None,
        )


def tell_of(error: BaseException) -> None:
    """Log an error that the client did not cause, by its kind and place."""
    if problems.describe(error).status >= 500 and not isinstance(error, (Cancelled, DeadlineExceeded, NotReady)):
        log.error("request failed", **where(error))


def _known(method: str) -> str:
    return method if method in {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"} else "other"


class Head:
    """Answers HEAD as it would GET, which monitors and load balancers ask for; the server sends no body then."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap ``app``."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request."""
        if scope["type"] != "http" or scope["method"] != "HEAD":
            await self.app(scope, receive, send)
            return
        inner = {**scope, "method": "GET"}
        try:
            await self.app(inner, receive, send)
        finally:
            scope["route"] = inner.get("route")


class Gate:
    """Answers 503 while the service starts or drains, and holds the number of requests."""

    def __init__(self, app: ASGIApp, admission: Admission, unready: Callable[[], NotReady | None]) -> None:
        """Guard ``app``; ``unready`` gives the reason why no work is taken, or None."""
        self.app = app
        self._admission = admission
        self._unready = unready

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or raise."""
        if scope["type"] != "http" or scope["method"] != "POST":
            await self.app(scope, receive, send)
            return
        reason = self._unready()
        if reason is not None:
            raise reason
        with self._admission.slot():
            await self.app(scope, receive, send)


class Body:
    """Reads the body of a request within bounds on bytes and time, before anything else looks at it."""

    def __init__(
        self, app: ASGIApp, most_bytes: Callable[[str], int], seconds: float, types: Callable[[str], frozenset[str]]
    ) -> None:
        """Guard ``app``; ``most_bytes`` and ``types`` give the bound and the media types of a path."""
        self.app = app
        self._most_bytes = most_bytes
        self._seconds = seconds
        self._types = types

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Read the body and hand it on whole."""
        if scope["type"] != "http" or scope["method"] != "POST":
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        # Any POST is read within the bounds, so that a route which is missing in the table is at least bounded.
        self._check_type(headers, scope["path"])
        try:
            async with asyncio.timeout(self._seconds):
                body = await self._read(headers, receive, self._most_bytes(scope["path"]))
        except TimeoutError:
            raise BodyTooSlow(f"The body did not arrive within {self._seconds:g} seconds.") from None
        handed = False

        async def replay() -> Message:
            nonlocal handed
            if not handed:
                handed = True
                return {"type": "http.request", "body": body, "more_body": False}
            return await receive()

        await self.app(scope, replay, send)

    def _check_type(self, headers: Headers, path: str) -> None:
        if any(given.strip().lower() not in {"", "identity"} for given in headers.getlist("content-encoding")):
            raise WrongMediaType("Compressed bodies are not read; send the body as it is.")
        types = self._types(path)  # none: no route here takes a body, and the router will say so
        given = headers.get("content-type", "").partition(";")[0].strip().lower()
        if types and given not in types:
            raise WrongMediaType(f"Send a body of type {' or '.join(sorted(types))}.")

    @staticmethod
    async def _read(headers: Headers, receive: Receive, most: int) -> bytes:
        announced = headers.get("content-length", "")
        if announced.isdecimal() and int(announced) > most:
            raise BodyTooLarge(f"The body is longer than {most} bytes.")
        chunks: list[bytes] = []
        size = 0
        while True:
            message: dict[str, Any] = dict(await receive())
            if message["type"] == "http.disconnect":
                raise ClientGone
            size += len(message.get("body", b""))
            if size > most:
                raise BodyTooLarge(f"The body is longer than {most} bytes.")
            chunks.append(message.get("body", b""))
            if not message.get("more_body", False):
                return b"".join(chunks)
