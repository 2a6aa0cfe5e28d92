"""``/livez``, ``/readyz`` and ``/metrics``."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from pydantic import BaseModel

from summarizer.service.core import ServiceOf
from summarizer.service.errors import NotReady, Unauthorized
from summarizer.service.problems import documented

router = APIRouter(tags=["operations"])


class Alive(BaseModel):
    """The process works."""

    status: Literal["alive"] = "alive"


class Ready(BaseModel):
    """The process takes requests."""

    status: Literal["ready"] = "ready"


@router.get("/livez", operation_id="livez", summary="Does the process work?", responses=documented(NotReady))
async def livez(service: ServiceOf) -> Alive:
    """Say whether the process works; where it answers 503 it should be replaced."""
    reason = service.health.sick()
    if reason is not None:
        raise NotReady(reason)
    return Alive()


@router.get("/readyz", operation_id="readyz", summary="Does it take requests?", responses=documented(NotReady))
async def readyz(service: ServiceOf) -> Ready:
    """Say whether the models are loaded and a warm-up run is done; 503 while starting and draining."""
    reason = service.health.unready()
    if reason is not None:
        raise reason
    return Ready()


@router.get(
    "/metrics",
    operation_id="metrics",
    summary="Figures for Prometheus",
    response_class=Response,
    responses={
        200: {"description": "Prometheus text format.", "content": {"text/plain": {"schema": {"type": "string"}}}},
        **documented(Unauthorized),
    },
)
async def metrics(service: ServiceOf) -> Response:
    """Return queue depths, batch sizes, times by stage, refusals by reason, repairs, and the memory of the process."""
    return Response(generate_latest(service.metrics.registry), media_type=CONTENT_TYPE_LATEST)
