"""Every error as RFC 9457 ``application/problem+json``.

What a client may see: the errors of our own tree below 500 with their message, which by contract holds no article text; of
anything else only the kind. Validation errors name the place and the rule, never the value.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field
from starlette.exceptions import HTTPException
from starlette.responses import JSONResponse

from summarizer.errors import Cancelled, NewsfuseError
from summarizer.service.errors import DeadlineExceeded, InternalError, InvalidRequest, NoSuchThing, NotAllowed, ServiceError

MEDIA_TYPE = "application/problem+json"
MAX_ERRORS = 20
"""Most places named in one answer; a bundle of a thousand wrong articles needs no thousand lines."""


_FIELD = re.compile(r"(?=.{1,40}\Z)[a-z][a-z0-9]*(?:[A-Z_-][a-z0-9]*)*")


class InvalidPlace(BaseModel):
    """One place of the body that does not fit."""

    pointer: str = Field(description="JSON pointer into the body.", examples=["/articles/0/text"])
    detail: str = Field(description="The rule that it breaks.", examples=["Field required"])


class Problem(BaseModel):
    """An error as RFC 9457 has it."""

    type: str = Field(description="Stable identifier of the kind of error.", examples=["urn:newsfuse:problem:no-articles"])
    title: str = Field(description="The kind of error in words.", examples=["No articles"])
    status: int = Field(description="The HTTP status.", examples=[422])
    detail: str | None = Field(None, description="What is wrong and what to do.")
    request_id: str | None = Field(None, description="The request's id, also in the header X-Request-ID and in the log.")
    errors: list[InvalidPlace] | None = Field(None, description="The places that do not fit the schema, at most 20.")


class ProblemResponse(JSONResponse):
    """A problem as a response."""

    media_type = MEDIA_TYPE


def describe(error: BaseException, request_id: str | None = None) -> Problem:
    """Say of an error what a client may know."""
    if isinstance(error, RequestValidationError):
        return _problem(InvalidRequest("The request does not fit the schema."), request_id, errors=_places(error.errors()))
    if isinstance(error, HTTPException):
        error = _from_http(error)
    elif isinstance(error, Cancelled):
        error = DeadlineExceeded("The request was not finished in time.")
    elif not isinstance(error, NewsfuseError):
        error = InternalError()
    return _problem(error, request_id)


def headers(error: BaseException) -> dict[str, str]:
    """Return the headers that belong to an error."""
    retry_after = getattr(error, "retry_after", None)
    found = {"Cache-Control": "no-store"}
    if retry_after is not None:
        found["Retry-After"] = str(retry_after)
    if isinstance(error, HTTPException):
        found.update(error.headers or {})
    if getattr(error, "status", None) == 401:
        found["WWW-Authenticate"] = "Bearer"
    return found


def respond(error: BaseException, request_id: str | None = None) -> ProblemResponse:
    """Turn an error into a response."""
    problem = describe(error, request_id)
    return ProblemResponse(problem.model_dump(exclude_none=True), status_code=problem.status, headers=headers(error))


def documented(*kinds: type[NewsfuseError]) -> dict[int | str, dict[str, Any]]:
    """Return the OpenAPI entries of the errors that a route answers with."""
    titles: dict[int | str, list[str]] = {}
    for kind in kinds:
        titles.setdefault(kind.status, []).append(kind.title)
    return {
        status: {
            "description": "; ".join(dict.fromkeys(names)),
            "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
        }
        for status, names in sorted(titles.items(), key=lambda item: str(item[0]))
    }


def _problem(error: NewsfuseError, request_id: str | None, errors: list[InvalidPlace] | None = None) -> Problem:
    told = isinstance(error, ServiceError) or error.status < 500
    return Problem(
        type=f"urn:newsfuse:problem:{error.kind}",
        title=error.title,
        status=error.status,
        detail=(str(error) or None) if told else None,
        request_id=request_id,
        errors=errors,
    )


def _from_http(error: HTTPException) -> NewsfuseError:
    if error.status_code == 404:
        return NoSuchThing("There is nothing at this address.")
    if error.status_code == 405:
        return NotAllowed("This address does not know the method.")
    if error.status_code < 500:
        return InvalidRequest("The request cannot be read.")
    return InternalError()


def _places(errors: Sequence[Mapping[str, Any]]) -> list[InvalidPlace]:
    return [InvalidPlace(pointer=_pointer(entry), detail=_rule(entry)) for entry in errors[:MAX_ERRORS]]


def _pointer(entry: Mapping[str, Any]) -> str:
    place = [str(part) for part in (entry["loc"][1:] if entry["loc"][:1] == ("body",) else entry["loc"])]
    if entry["type"] == "json_invalid":
        return ""
    if entry["type"] == "extra_forbidden":
        # The last part is a name that the client made up: it may hold anything, article text too. One that looks like a field's
        # is told, since it is a misspelt one.
        place = place if _FIELD.fullmatch(place[-1]) else place[:-1]
    return "".join("/" + part.replace("~", "~0").replace("/", "~1") for part in place)


def _rule(entry: Mapping[str, Any]) -> str:
    if entry["type"] == "json_invalid":
        return f"Not JSON: {entry['ctx']['error']}"
    if entry["type"] in ("value_error", "assertion_error"):
        return "Not a valid value"
    return str(entry["msg"])
