"""``/v1/verifications``: how well articles carry a text that somebody else wrote."""

from __future__ import annotations

import json

from fastapi import Request, Response

from summarizer import verify
from summarizer.service.core import ServiceOf
from summarizer.service.routes.accept import JSON, only
from summarizer.service.routes.answers import answer, described, router_at
from summarizer.service.schemas import VerificationRequest
from summarizer.service.scope import Scope

router = router_at("/v1/verifications", "verifications")


@router.post(
    "",
    operation_id="verify",
    summary="Check a text against articles",
    response_class=Response,
    responses=described("Verification", "What carries each sentence, and what does not."),
    dependencies=[only(JSON)],
)
async def check(body: VerificationRequest, request: Request, service: ServiceOf) -> Response:
    """Find for each sentence of the text the spans that carry it, and name what they do not carry."""
    articles = body.bundle()
    tokens = service.admit(articles)

    async def make(scope: Scope) -> bytes:
        def work() -> bytes:
            found = verify(body.text, articles, scorer=service.scorer, encoder=service.encoder)
            return json.dumps(found.to_dict(), ensure_ascii=False).encode("utf-8")

        return await service.runner.run(tokens, scope, work)

    found = await answer("verification", body, request, service, make)
    return Response(found.body, media_type=JSON)
