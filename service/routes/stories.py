"""``/v1/stories``: a mixed pile in, its stories out, each with a summary."""

from __future__ import annotations

import json
from functools import partial

from fastapi import APIRouter, Request, Response

from summarizer.errors import ModelNotFound
from summarizer.service.cache import key_of
from summarizer.service.core import ServiceOf, gone
from summarizer.service.openapi import reference
from summarizer.service.problems import documented
from summarizer.service.routes.strict import StrictRoute
from summarizer.service.routes.summaries import COMMON_ERRORS, JSON
from summarizer.service.schemas import StoriesRequest
from summarizer.service.scope import Scope
from summarizer.stories import digest

router = APIRouter(prefix="/v1/stories", tags=["stories"], route_class=StrictRoute)


@router.post(
    "",
    operation_id="sort_pile",
    summary="Sort a pile into stories",
    response_class=Response,
    responses={
        200: {"description": "The stories, each with its summary.", "content": {JSON: {"schema": reference("Digest")}}},
        **documented(*COMMON_ERRORS, ModelNotFound),
    },
)
async def sort_pile(body: StoriesRequest, request: Request, service: ServiceOf) -> Response:
    """Sort the articles into stories, report reprints and articles that stand alone, and summarize each story."""
    articles, options = body.bundle(), body.options.options()
    tokens = service.admit(articles)
    key = key_of("stories", body.model_dump(mode="json"), service.weights)

    async def make(scope: Scope) -> bytes:
        encoder = service.encoder
        if encoder is None:
            raise ModelNotFound("This service runs without a sentence encoder, which sorting needs.")

        def work() -> bytes:
            summarize = partial(service.summarizer.summarize, cancelled=scope.cancelled)
            found = digest(articles, encoder, summarize, options)
            return json.dumps(found.to_dict(), ensure_ascii=False).encode("utf-8")

        return await service.runner.run(tokens, scope, work)

    kept = service.answers.get(key)
    if kept is None:
        kept = await service.answers.compute(key, make, service.settings.deadline_seconds, gone(request))
    return Response(kept, media_type=JSON)
