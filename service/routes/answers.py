"""What the routes that compute an answer have in common: their description, and answers kept for identical requests."""

from __future__ import annotations

from typing import Any, Literal, NamedTuple

from fastapi import APIRouter, Request
from pydantic import BaseModel

from summarizer.errors import GenerationFailed, InvalidArticle, InvalidOption, ModelError, NewsfuseError, NoArticles, TooLarge
from summarizer.service.cache import Compute, key_of
from summarizer.service.core import Service, gone
from summarizer.service.errors import (
    BodyTooLarge,
    BodyTooSlow,
    DeadlineExceeded,
    InvalidRequest,
    NotAcceptable,
    NotReady,
    TooManyRequests,
    Unauthorized,
    WrongMediaType,
)
from summarizer.service.openapi import reference
from summarizer.service.problems import documented
from summarizer.service.routes.accept import JSON
from summarizer.service.routes.strict import StrictRoute

COMMON_ERRORS = (
    Unauthorized,
    NotAcceptable,
    BodyTooSlow,
    BodyTooLarge,
    TooLarge,
    WrongMediaType,
    InvalidRequest,
    NoArticles,
    InvalidArticle,
    InvalidOption,
    TooManyRequests,
    ModelError,
    GenerationFailed,
    NotReady,
    DeadlineExceeded,
)


class Answer(NamedTuple):
    """An answer, and where it comes from.

    Attributes:
        body: JSON.
        key: Its name: the same request to the same models has the same.
        outcome: Whether it was kept, being computed for somebody else, or neither.

    """

    body: bytes
    key: str
    outcome: Literal["hit", "joined", "miss"]


def router_at(path: str, tag: str) -> APIRouter:
    """Return a router whose bodies are read strictly."""
    return APIRouter(prefix=path, tags=[tag], route_class=StrictRoute)


def described(schema: str, description: str, *errors: type[NewsfuseError]) -> dict[int | str, dict[str, Any]]:
    """Return the OpenAPI entries of a route that answers with the component ``schema``, or with one of the errors."""
    success = {"description": description, "content": {JSON: {"schema": reference(schema)}}}
    return {200: success, **documented(*COMMON_ERRORS, *errors)}


def name_of(kind: str, body: BaseModel, service: Service) -> str:
    """Return the name of the answer to a request."""
    return key_of(kind, body.model_dump(mode="json"), service.weights)


async def answer(kind: str, body: BaseModel, request: Request, service: Service, make: Compute) -> Answer:
    """Return the kept answer to a request, or let it be made, once for all who ask at the same time.

    Args:
        kind: What is asked for; the same body may be sent to several routes.
        body: The request.
        request: The request as it came, whose client may leave.
        service: The service.
        make: Makes the JSON.

    Raises:
        DeadlineExceeded: It took longer than the service's deadline.
        ClientGone: The client left.
        NewsfuseError: What ``make`` raised.

    """
    key = name_of(kind, body, service)
    kept = service.answers.get(key)
    outcome: Literal["hit", "joined", "miss"] = "hit" if kept is not None else "joined" if service.answers.joined(key) else "miss"
    service.metrics.cache.labels(outcome).inc()
    if kept is None:
        kept = await service.answers.compute(key, make, service.settings.deadline_seconds, gone(request))
    return Answer(kept, key, outcome)
