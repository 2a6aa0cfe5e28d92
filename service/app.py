"""The application put together."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from importlib.metadata import version
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.routing import APIRoute
from opentelemetry.trace import TracerProvider
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.opentelemetry import OpenTelemetryMiddleware
from starlette.responses import Response

from summarizer.errors import InvalidOption, NewsfuseError
from summarizer.service import openapi, problems
from summarizer.service.auth import Authentication
from summarizer.service.core import Service
from summarizer.service.metrics import Metrics
from summarizer.service.middleware import Body, Gate, Head, Observed, tell_of
from summarizer.service.rate import RateLimit
from summarizer.service.routes import docs, health, models, page, stories, summaries, verifications
from summarizer.service.runner import Summarizes
from summarizer.service.settings import Settings
from summarizer.service.tracing import exporting

DESCRIPTION = """Many news articles of one story in, one short summary out, every sentence traced to its sources.

Errors are [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457) problems. A full service answers 429 with `Retry-After`.
Send your key as `Authorization: Bearer …` or `X-API-Key: …` where the service asks for one.
"""

BATCHES = "/v1/batches"
JSON_TYPES = frozenset({"application/json"})
BODIES = {
    "/v1/summaries": JSON_TYPES,
    "/v1/verifications": JSON_TYPES,
    "/v1/stories": JSON_TYPES,
    BATCHES: JSON_TYPES | {"application/jsonl", "application/x-ndjson"},
}
"""Media types of each address that takes a body; a test holds that none is missing."""


def create_app(
    settings: Settings | None = None,
    *,
    summarizer: Summarizes | None = None,
    metrics: Metrics | None = None,
    tracing: TracerProvider | None = None,
) -> FastAPI:
    """Build the application.

    Args:
        settings: All that can be set; None: from the environment.
        summarizer: Takes the place of the library's, as a fake in tests; None: the one with the models of the settings.
        metrics: Where to count; None: in new ones.
        tracing: Where spans go; None: as the settings say.

    Raises:
        InvalidOption: The address is open to others and there are no API keys; or the rate is none.
        UnreadableInput: The key file cannot be read.
        MissingExtra: Tracing, or a rate that is counted in Redis, is asked for and not installed.

    """
    chosen = settings or Settings()
    check_exposure(chosen)
    if tracing is None and chosen.tracing:
        tracing = exporting()
    service = Service(chosen, summarizer, metrics, tracing)
    app = FastAPI(
        title="newsfuse",
        version=version("newsfuse"),
        description=DESCRIPTION,
        lifespan=_lifespan(service),
        middleware=_middleware(service),
        exception_handlers={
            HTTPException: _answer,
            RequestValidationError: _answer,
            NewsfuseError: _answer,
        },
        # An address with a slash too many is another address; a redirect would lose the body with some clients.
        redirect_slashes=False,
        docs_url=None,
        redoc_url=None,
    )
    app.state.service = service
    routers = [summaries.router, verifications.router, stories.router, models.router, health.router]
    if chosen.jobs:
        from summarizer.service.routes import batches  # noqa: PLC0415  loads a database library; only when jobs are wanted

        routers.append(batches.router)
    for router in routers:
        app.include_router(router)
    app.state.routes = [route for router in routers for route in router.routes if isinstance(route, APIRoute)]
    page.mount(app)
    docs.mount(app)
    openapi.extend(app)
    return app


def check_exposure(settings: Settings) -> None:
    """Refuse to listen beyond this machine without keys, unless that was said.

    Raises:
        InvalidOption: It would.

    """
    if settings.exposed and settings.keys_file is None and not settings.allow_anonymous:
        raise InvalidOption(
            f"The service would listen on {settings.host} without API keys. Name a key file (NEWSFUSE_KEYS_FILE), "
            "or say that anyone may use it (--allow-anonymous)."
        )


def _middleware(service: Service) -> list[Middleware]:
    """Return what every request passes, the outermost first."""
    settings = service.settings

    def most_bytes(path: str) -> int:
        return settings.jobs_max_body_bytes if path.startswith(BATCHES) else settings.max_body_bytes

    def types(path: str) -> frozenset[str]:
        return BODIES.get(path, frozenset())

    # Starlette's own span middleware stands outside of ours, which lets no exception out: spans hold no message of one.
    spans = [] if service.tracing is None else [Middleware(OpenTelemetryMiddleware, tracer_provider=service.tracing)]
    return [
        *spans,
        Middleware(Observed, metrics=service.metrics),
        Middleware(Authentication, keys=lambda: service.keys),
        Middleware(RateLimit, rate=service.rate),
        Middleware(Gate, admission=service.admission, unready=service.health.unready),
        Middleware(Body, most_bytes=most_bytes, seconds=settings.body_seconds, types=types),
        Middleware(Head),
    ]


def _lifespan(service: Service) -> Callable[[FastAPI], Any]:
    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        starting = threading.Thread(target=service.start, name="start", daemon=True)
        starting.start()
        try:
            yield
        finally:
            service.health.drain()
            await asyncio.to_thread(service.close)
            if service.rate is not None:
                await service.rate.close()

    return lifespan


def allowed(request: Request) -> set[str]:
    """Return the methods that an address knows; Starlette names those of the first route that matches only."""
    path = request.scope["path"]
    found = {method for route in request.app.state.routes if route.path_regex.match(path) for method in route.methods}
    return found | ({"HEAD"} if "GET" in found else set()) or {"GET", "HEAD"}


async def _answer(request: Request, error: Exception) -> Response:
    state = request.scope["state"]
    response = problems.respond(error, state["request_id"])
    if response.status_code == 405:
        response.headers["Allow"] = ", ".join(sorted(allowed(request)))
    state["problem"] = problems.describe(error).type
    tell_of(error)
    return response
