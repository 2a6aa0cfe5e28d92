"""The reference of the service at ``/docs``: Swagger UI from an installed package, so that it works without a network.

FastAPI's own page loads Swagger UI from another host by a script inside the page; the policy forbids both.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from fastapi import FastAPI
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles

from summarizer.service.routes.policy import Policed, policed

FOLDER = Path(__file__).parents[1] / "docs"


def mount(app: FastAPI) -> None:
    """Serve the page at ``/docs``, our part of it below ``/docs/own/`` and Swagger UI below ``/docs/swagger/``."""
    swagger = Path(str(files("fastapi_offline"))) / "static"

    @app.get("/docs", include_in_schema=False, response_class=Response)
    async def docs() -> Response:
        return policed(FileResponse(FOLDER / "index.html"))

    app.mount("/docs/own", Policed(StaticFiles(directory=FOLDER)), name="docs")
    app.mount("/docs/swagger", Policed(StaticFiles(directory=swagger)), name="swagger")
