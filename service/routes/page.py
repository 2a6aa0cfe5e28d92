"""The web page: static files under a content security policy that allows nothing but themselves."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles

from summarizer.service.routes.policy import Policed, policed

FOLDER = Path(__file__).parents[1] / "page"


def mount(app: FastAPI, folder: Path = FOLDER) -> None:
    """Serve ``folder/index.html`` at ``/`` and the rest of the folder below ``/page/``, where there is such a folder."""
    index = folder / "index.html"
    if not index.is_file():
        return

    @app.get("/", include_in_schema=False, response_class=Response)
    async def page() -> Response:
        return policed(FileResponse(index))

    app.mount("/page", Policed(StaticFiles(directory=folder)), name="page")
