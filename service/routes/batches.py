"""``/v1/batches``: many bundles in, their summaries when they are done."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

from fastapi import APIRouter, Path, Request, Response
from fastapi.exceptions import RequestValidationError
from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json
from starlette.responses import StreamingResponse

from summarizer.errors import TooLarge
from summarizer.service.core import Service, ServiceOf
from summarizer.service.errors import (
    BodyTooLarge,
    BodyTooSlow,
    InvalidRequest,
    NoSuchThing,
    NotAcceptable,
    NotReady,
    TooManyRequests,
    Unauthorized,
    WrongMediaType,
)
from summarizer.service.jobs import Jobs, Progress
from summarizer.service.openapi import reference
from summarizer.service.problems import documented
from summarizer.service.routes.accept import JSON, only
from summarizer.service.routes.strict import StrictRoute
from summarizer.service.schemas import BatchBundle, BatchRequest, ResultLine

JSON_LINES = "application/x-ndjson"

router = APIRouter(prefix="/v1/batches", tags=["batches"], route_class=StrictRoute)
_PROGRESS = TypeAdapter(Progress)
_ERRORS = (Unauthorized, NoSuchThing, InvalidRequest, TooManyRequests, NotReady)
_BatchId = Path(pattern=r"^[0-9a-f]{32}$", description="From `Location`.")


@router.post(
    "",
    operation_id="start_batch",
    summary="Hand in many bundles",
    status_code=202,
    responses={
        202: {
            "description": "Written down: the batch will be done even if the service is restarted.",
            "model": Progress,
            "headers": {"Location": {"description": "Where to ask how far it is.", "schema": {"type": "string"}}},
        },
        **documented(*_ERRORS[:1], *_ERRORS[2:], NotAcceptable, BodyTooSlow, BodyTooLarge, TooLarge, WrongMediaType),
    },
    dependencies=[only(JSON)],
    openapi_extra={
        "requestBody": {
            "required": True,
            "content": {
                JSON: {"schema": reference("BatchRequest")},
                # A line for each item; OpenAPI 3.1 has no better words for it.
                JSON_LINES: {"schema": {"type": "array", "items": reference("BatchBundle"), "minItems": 1}},
            },
        }
    },
)
async def start(request: Request, service: ServiceOf) -> Response:
    """Take a batch as JSON (`{"bundles": […]}`) or as JSON Lines, a bundle with its options in each line."""
    jobs = _jobs(service)
    kind = request.headers["content-type"].partition(";")[0].strip().lower()
    body = await request.body()
    bundles = await asyncio.to_thread(_read, body, kind)
    if len(bundles) > service.settings.jobs_max_bundles:
        raise TooLarge(f"The batch holds {len(bundles)} bundles; at most {service.settings.jobs_max_bundles} are taken.")
    progress = await asyncio.to_thread(jobs.submit, _owner(request), bundles)
    return _answer(progress, 202, {"Location": f"/v1/batches/{progress.id}"})


@router.get(
    "/{batch_id}",
    operation_id="batch_progress",
    summary="How far a batch is",
    responses={200: {"description": "Its progress.", "model": Progress}, **documented(*_ERRORS, NotAcceptable)},
    dependencies=[only(JSON)],
)
async def progress(request: Request, service: ServiceOf, batch_id: str = _BatchId) -> Response:
    """Say how many bundles are done."""
    return _answer(await asyncio.to_thread(_jobs(service).progress, _owner(request), batch_id), 200, {})


@router.get(
    "/{batch_id}/results",
    operation_id="batch_results",
    summary="The results so far",
    response_class=StreamingResponse,
    responses={
        200: {
            "description": "A `ResultLine` for each bundle, in the order handed in; those not finished say so.",
            "content": {JSON_LINES: {"schema": {"type": "string"}, "example": '{"index": 0, "state": "waiting"}\n'}},
        },
        **documented(*_ERRORS, NotAcceptable),
    },
    dependencies=[only(JSON_LINES)],
)
async def results(request: Request, service: ServiceOf, batch_id: str = _BatchId) -> StreamingResponse:
    """Stream what is there; ask again for the rest."""
    jobs, owner = _jobs(service), _owner(request)
    await asyncio.to_thread(jobs.progress, owner, batch_id)

    def lines() -> Iterator[bytes]:
        for record in jobs.results(owner, batch_id):
            yield ResultLine.model_validate(record).model_dump_json(exclude_unset=True).encode("utf-8") + b"\n"

    return StreamingResponse(lines(), media_type=JSON_LINES)


@router.delete(
    "/{batch_id}",
    operation_id="delete_batch",
    summary="Stop and forget a batch",
    status_code=204,
    response_class=Response,
    responses={204: {"description": "Stopped if it was running, and forgotten with its articles."}, **documented(*_ERRORS)},
)
async def delete(request: Request, service: ServiceOf, batch_id: str = _BatchId) -> Response:
    """Cancel what is not finished and remove everything that is stored of the batch."""
    await asyncio.to_thread(_jobs(service).delete, _owner(request), batch_id)
    return Response(status_code=204)


def _jobs(service: Service) -> Jobs:
    if service.jobs is None:
        raise service.health.unready() or NotReady("The job store is not open.")
    return service.jobs


def _owner(request: Request) -> str:
    owner = request.scope["state"]["owner"]
    assert isinstance(owner, str)  # noqa: S101  authentication put it there
    return owner


def _answer(progress: Progress, status: int, headers: dict[str, str]) -> Response:
    return Response(_PROGRESS.dump_json(progress), status, headers, media_type=JSON)


def _read(body: bytes, kind: str) -> list[dict[str, Any]]:
    """Check a batch against the schema; what the bundles hold is checked when their turn comes, so that one spoils no other.

    Raises:
        RequestValidationError: It does not fit the schema; nothing is begun.

    """
    if kind == JSON:
        return _whole(body)
    found = [_bundle(line, number) for number, line in enumerate(body.splitlines()) if line.strip()]
    if not found:
        raise RequestValidationError([{"type": "too_short", "loc": ("body",), "msg": "There is no bundle in it"}])
    return found


def _whole(body: bytes) -> list[dict[str, Any]]:
    try:
        return [_plain(bundle) for bundle in BatchRequest.model_validate(_decode(body, ())).bundles]
    except ValidationError as error:
        raise RequestValidationError([{**entry, "loc": ("body", *entry["loc"])} for entry in error.errors()]) from None


def _bundle(line: bytes, number: int) -> dict[str, Any]:
    try:
        return _plain(BatchBundle.model_validate(_decode(line, (number,))))
    except ValidationError as error:
        raise RequestValidationError([{**entry, "loc": ("body", number, *entry["loc"])} for entry in error.errors()]) from None


def _decode(text: bytes, place: tuple[int, ...]) -> object:
    try:
        return from_json(text, allow_inf_nan=False)
    except ValueError as error:
        said = "".join(f"bundle in line {number + 1}: " for number in place) + str(error)
        found = {"type": "json_invalid", "loc": ("body", *place), "msg": "JSON decode error", "ctx": {"error": said}}
        raise RequestValidationError([found]) from None


def _plain(bundle: BatchBundle) -> dict[str, Any]:
    return bundle.model_dump(mode="json")
