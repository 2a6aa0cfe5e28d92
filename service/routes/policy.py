"""The content security policy of whatever a browser shows: nothing but files of this service."""

from __future__ import annotations

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)


def policed(response: Response) -> Response:
    """Put the policy on a response."""
    _mark(response.headers)
    return response


class Policed:
    """Puts the policy on whatever an application answers."""

    def __init__(self, app: ASGIApp) -> None:
        """Wrap ``app``."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as the application does, with the policy."""

        async def send_policed(message: Message) -> None:
            if message["type"] == "http.response.start":
                _mark(MutableHeaders(scope=message))
            await send(message)

        await self.app(scope, receive, send_policed)


def _mark(headers: MutableHeaders) -> None:
    headers["Content-Security-Policy"] = POLICY
    headers["Cache-Control"] = "no-cache"
