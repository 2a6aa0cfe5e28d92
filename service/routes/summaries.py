"""``/v1/summaries``: one bundle in, one summary out, whole or as it comes."""

from __future__ import annotations

import asyncio
from typing import Annotated, Any

from fastapi import Header, Path, Request, Response
from starlette.responses import StreamingResponse

from summarizer.errors import CannotFit, NotEnoughText, NotOneStory
from summarizer.service import streaming
from summarizer.service.core import ServiceOf
from summarizer.service.errors import InvalidRequest, NoSuchThing, NotAcceptable, TooManyRequests, Unauthorized
from summarizer.service.openapi import reference
from summarizer.service.problems import documented
from summarizer.service.routes.accept import JSON, only, wanted
from summarizer.service.routes.answers import answer, described, name_of, router_at
from summarizer.service.schemas import SummaryRequest
from summarizer.service.scope import Scope
from summarizer.summary import Summary

EVENTS = {
    "schema": {"type": "string"},
    "example": 'event: stage\ndata: {"stage": "rank"}\n\nevent: summary\ndata: {"text": "…"}\n\n',
}
HEADERS = {
    "ETag": {"description": "The same for the same request to the same models.", "schema": {"type": "string"}},
    "Content-Location": {"description": "Where this answer can be read again while it is kept.", "schema": {"type": "string"}},
    "X-Cache": {"description": "`hit`, `joined` or `miss`.", "schema": {"type": "string"}},
}


def _described() -> dict[int | str, dict[str, Any]]:
    what = "The summary; or, where the client accepts `text/event-stream`, its making as events."
    found = described("Summary", what, NotEnoughText, CannotFit, NotOneStory)
    found[200]["content"][streaming.MEDIA_TYPE] = EVENTS
    found[200]["headers"] = HEADERS
    return found


router = router_at("/v1/summaries", "summaries")


@router.post(
    "",
    operation_id="summarize",
    summary="Summarize one bundle",
    response_class=Response,
    responses=_described(),
)
async def summarize(
    body: SummaryRequest,
    request: Request,
    service: ServiceOf,
) -> Response:
    """Read the articles of one story and answer with one short summary, every sentence with the spans that it rests on."""
    kind = wanted(request, JSON, streaming.MEDIA_TYPE)  # JSON where both are liked alike
    body.options.options()
    service.admit(body.bundle())
    if kind == streaming.MEDIA_TYPE:
        return await _stream(body, request, service)

    async def make(scope: Scope) -> bytes:
        return encode(await service.summary(body, scope))

    found = await answer("summary", body, request, service, make)
    return Response(found.body, media_type=JSON, headers={**_named(found.key), "X-Cache": found.outcome})


@router.get(
    "/{digest}",
    operation_id="kept_summary",
    summary="Read a kept summary again",
    response_class=Response,
    responses={
        200: {"description": "The summary.", "content": {JSON: {"schema": reference("Summary")}}},
        304: {"description": "The client has it already."},
        **documented(Unauthorized, NoSuchThing, NotAcceptable, InvalidRequest, TooManyRequests),
    },
    dependencies=[only(JSON)],
)
async def kept_summary(
    digest: Annotated[str, Path(pattern=r"^[0-9a-f]{64}$", description="From `Content-Location`.")],
    service: ServiceOf,
    if_none_match: Annotated[str | None, Header(description="An ETag.")] = None,
) -> Response:
    """Answer again what `Content-Location` named, while the service keeps it."""
    body = service.answers.get(digest)
    if body is None:
        raise NoSuchThing("The summary is not kept any more; ask for it anew.")
    if if_none_match is not None and (if_none_match.strip() == "*" or f'"{digest}"' in if_none_match):
        return Response(status_code=304, headers=_named(digest))
    return Response(body, media_type=JSON, headers=_named(digest))


async def _stream(body: SummaryRequest, request: Request, service: ServiceOf) -> Response:
    key = name_of("summary", body, service)
    kept = service.answers.get(key)
    headers = {"X-Accel-Buffering": "no", **_named(key)}
    if kept is not None:
        service.metrics.cache.labels("hit").inc()
        return Response(streaming.whole(kept), media_type=streaming.MEDIA_TYPE, headers=headers)
    service.metrics.cache.labels("miss").inc()
    scope = Scope.lasting(service.settings.deadline_seconds)
    channel = streaming.Channel()
    task = asyncio.create_task(service.summary(body, scope, channel))
    await asyncio.sleep(0)
    if task.done():
        # Refused before it began: an ordinary answer tells more than a stream that ends at once.
        task.result()

    def finish(summary: Summary) -> bytes:
        encoded = encode(summary)
        service.answers.keep(key, encoded)
        return encoded

    request_id = request.scope["state"]["request_id"]
    return StreamingResponse(
        streaming.events(task, channel, scope, request_id, finish), media_type=streaming.MEDIA_TYPE, headers=headers
    )


def encode(summary: Summary) -> bytes:
    """Return the JSON of a summary as it is sent."""
    return summary.to_json().encode("utf-8")


def _named(key: str) -> dict[str, str]:
    return {"ETag": f'"{key}"', "Content-Location": f"/v1/summaries/{key}"}
