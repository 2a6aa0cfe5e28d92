"""``/v1/models``: which models the service knows, and the one that it runs."""

from __future__ import annotations

from fastapi import APIRouter
from pydantic import BaseModel, Field

from summarizer.models.registry import list_models
from summarizer.service.core import ServiceOf
from summarizer.service.errors import InvalidRequest, NotAcceptable, TooManyRequests, Unauthorized
from summarizer.service.problems import documented
from summarizer.service.routes.accept import JSON, only

router = APIRouter(prefix="/v1/models", tags=["models"])


class ModelOut(BaseModel):
    """A model that the service can be started with."""

    name: str = Field(description="What to call it by.")
    source: str = Field(description="Hub id; empty for the bundled one.")
    strategy: str = Field(description="`grouped`: a sentence at a time; `whole`: the summary at once.")
    max_input_tokens: int = Field(description="Longest input.")
    languages: list[str] = Field(description="BCP 47 primary tags; `mul` for many.")
    ready: bool = Field(description="Whether its weights are on this machine.")
    in_use: bool = Field(description="Whether this service runs it.")
    note: str = Field(description="What to know before choosing it.")


class Models(BaseModel):
    """All models with a ready-made profile, and the one in use."""

    models: list[ModelOut]


@router.get(
    "",
    operation_id="models",
    summary="Which models there are",
    responses=documented(Unauthorized, NotAcceptable, InvalidRequest, TooManyRequests),
    dependencies=[only(JSON)],
)
async def models(service: ServiceOf) -> Models:
    """List the models by name. The one in use is chosen when the service is started."""
    used = None if service.engine is None else service.engine.name
    return Models(
        models=[
            ModelOut(
                name=one.name,
                source=one.source,
                strategy=one.strategy,
                max_input_tokens=one.max_input_tokens,
                languages=list(one.languages),
                ready=one.ready,
                in_use=one.name == used,
                note=one.note,
            )
            for one in list_models()
        ]
    )
