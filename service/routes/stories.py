"""``/v1/stories``: a mixed pile in, its stories out, each with a summary."""

from __future__ import annotations

import json
from functools import partial

from fastapi import Request, Response

from summarizer.errors import ModelNotFound
from summarizer.service.core import ServiceOf
from summarizer.service.routes.accept import JSON, only
from summarizer.service.routes.answers import answer, described, router_at
from summarizer.service.schemas import StoriesRequest
from summarizer.service.scope import Scope
from summarizer.stories import digest

router = router_at("/v1/stories", "stories")


@router.post(
    "",
    operation_id="sort_pile",
    summary="Sort a pile into stories",
    response_class=Response,
    responses=described("Digest", "The stories, each with its summary.", ModelNotFound),
    dependencies=[only(JSON)],
)
async def sort_pile(body: StoriesRequest, request: Request, service: ServiceOf) -> Response:
    """Sort the articles into stories, report reprints and articles that stand alone, and summarize each story."""
    articles, options = body.bundle(), body.options.options()
    tokens = service.admit(articles)

    async def make(scope: Scope) -> bytes:
        encoder = service.encoder
        if encoder is None:
            raise ModelNotFound("This service runs without a sentence encoder, which sorting needs.")

        def work() -> bytes:
            summarize = partial(service.summarizer.summarize, cancelled=scope.cancelled)
            found = digest(articles, encoder, summarize, options)
            return json.dumps(found.to_dict(), ensure_ascii=False).encode("utf-8")

        return await service.runner.run(tokens, scope, work)

    found = await answer("stories", body, request, service, make)
    return Response(found.body, media_type=JSON)
