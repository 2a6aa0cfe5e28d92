"""``/v1/verifications``: how well articles carry a text that somebody else wrote."""

from __future__ import annotations

import json
from typing import Any

from fastapi import APIRouter, Request, Response

from summarizer import verify
from summarizer.service.cache import key_of
from summarizer.service.core import ServiceOf, gone
from summarizer.service.openapi import reference
from summarizer.service.problems import documented
from summarizer.service.routes.strict import StrictRoute
from summarizer.service.routes.summaries import COMMON_ERRORS, JSON
from summarizer.service.schemas import VerificationRequest
from summarizer.service.scope import Scope

router = APIRouter(prefix="/v1/verifications", tags=["verifications"], route_class=StrictRoute)


@router.post(
    "",
    operation_id="verify",
    summary="Check a text against articles",
    response_class=Response,
    responses={
        200: {
            "description": "What carries each sentence, and what does not.",
            "content": {JSON: {"schema": reference("Verification")}},
        },
        **documented(*COMMON_ERRORS),
    },
)
async def check(body: VerificationRequest, request: Request, service: ServiceOf) -> Response:
    """Find for each sentence of the text the spans that carry it, and name what they do not carry."""
    articles = body.bundle()
    tokens = service.admit(articles)
    key = key_of("verification", body.model_dump(mode="json"), service.weights)

    async def make(scope: Scope) -> bytes:
        def work() -> dict[str, Any]:
            return verify(body.text, articles, scorer=service.scorer, encoder=service.encoder).to_dict()

        return json.dumps(await service.runner.run(tokens, scope, work), ensure_ascii=False).encode("utf-8")

    kept = service.answers.get(key)
    if kept is None:
        kept = await service.answers.compute(key, make, service.settings.deadline_seconds, gone(request))
    return Response(kept, media_type=JSON)
