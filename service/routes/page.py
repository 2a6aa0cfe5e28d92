"""The web page: static files under a content security policy that allows nothing but themselves."""

from __future__ import annotations

from pathlib import Path

from fastapi import FastAPI
from starlette.datastructures import MutableHeaders
from starlette.responses import FileResponse, Response
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Message, Receive, Scope, Send

FOLDER = Path(__file__).parents[1] / "page"

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)


def policed(response: Response) -> Response:
    """Put the policy on a response."""
    response.headers["Content-Security-Policy"] = POLICY
    response.headers["Cache-Control"] = "no-cache"
    return response


class _Policed:
    """Puts the policy on whatever an application answers."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_policed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["Content-Security-Policy"] = POLICY
                headers["Cache-Control"] = "no-cache"
            await send(message)

        await self.app(scope, receive, send_policed)


def mount(app: FastAPI, folder: Path = FOLDER) -> None:
    """Serve ``folder/index.html`` at ``/`` and the rest of the folder below ``/page/``, where there is such a folder."""
    index = folder / "index.html"
    if not index.is_file():
        return

    @app.get("/", include_in_schema=False, response_class=Response)
    async def page() -> Response:
        return policed(FileResponse(index))

    app.mount("/page", _Policed(StaticFiles(directory=folder)), name="page")
