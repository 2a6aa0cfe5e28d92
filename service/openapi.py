"""The OpenAPI document: what FastAPI finds out by itself, and what it cannot see from the routes."""

from __future__ import annotations

from typing import Any

from fastapi import FastAPI
from pydantic import TypeAdapter
from pydantic.json_schema import models_json_schema

from summarizer.service.auth import OPEN
from summarizer.service.problems import Problem
from summarizer.service.schemas import BatchRequest, ResultLine
from summarizer.stories import Digest
from summarizer.summary import Summary
from summarizer.verification import Verification

COMPONENTS = "#/components/schemas/"


def reference(name: str) -> dict[str, Any]:
    """Return the schema that points at a component."""
    return {"$ref": COMPONENTS + name}


def extend(app: FastAPI) -> None:
    """Put the library's own types and the keys into the document of ``app``."""
    plain = app.openapi

    def extended() -> dict[str, Any]:
        if app.openapi_schema is not None:
            return app.openapi_schema
        document = plain()
        components = document.setdefault("components", {})
        schemas = components.setdefault("schemas", {})
        for name, schema in {**own_schemas(), **library_schemas()}.items():
            schemas.setdefault(name, schema)
        components["securitySchemes"] = {
            "bearer": {"type": "http", "scheme": "bearer"},
            "header": {"type": "apiKey", "in": "header", "name": "X-API-Key"},
        }
        # Keys are checked before any route, not by one, so that FastAPI does not know of them.
        document["security"] = [{"bearer": []}, {"header": []}, {}]
        for path, operations in document["paths"].items():
            if path in OPEN:
                for operation in operations.values():
                    operation["security"] = []
        return document

    # FastAPI's documented way to extend the document.
    app.openapi = extended  # type: ignore[method-assign]


def own_schemas() -> dict[str, Any]:
    """Return the schemas that routes refer to by name only."""
    kinds = (Problem, BatchRequest, ResultLine)
    _, schema = models_json_schema([(kind, "validation") for kind in kinds], ref_template=COMPONENTS + "{model}")
    found: dict[str, Any] = schema["$defs"]
    return found


def library_schemas() -> dict[str, Any]:
    """Return the schemas of what the library answers with, by name."""
    # ``Summary`` names these but does not import them, since their modules import it; only this document needs them here.
    from summarizer.disagreements import Disagreement  # noqa: PLC0415
    from summarizer.timeline import TimelineEntry  # noqa: PLC0415
    from summarizer.update import Update  # noqa: PLC0415

    late = {kind.__name__: kind for kind in (Disagreement, TimelineEntry, Update)}
    found: dict[str, Any] = {}
    for kind in (Summary, Verification, Digest):
        adapter: TypeAdapter[Any] = TypeAdapter(kind)
        adapter.rebuild(raise_errors=True, _types_namespace=late)
        schema = adapter.json_schema(mode="serialization", ref_template=COMPONENTS + "{model}")
        found.update(schema.pop("$defs"))
        if "$ref" not in schema:
            found[kind.__name__] = schema
    return found
