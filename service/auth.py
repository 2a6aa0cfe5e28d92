"""Who may ask: everything needs a key but what is listed here."""

from __future__ import annotations

from collections.abc import Callable

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from summarizer.service.errors import Unauthorized
from summarizer.service.keys import KeyFile

OPEN = frozenset({"/", "/livez", "/readyz", "/docs", "/openapi.json"})
"""Paths without articles or figures in them, needed before anyone can have or enter a key."""

OPEN_FOLDERS = ("/page/", "/docs/own/", "/docs/swagger/")
"""Static files of the web page and of the reference."""

ANONYMOUS = "anonymous"
"""Owner of requests where the service has no keys."""


class Authentication:
    """Refuses whatever has no key, and writes the key's name into the request's state."""

    def __init__(self, app: ASGIApp, keys: Callable[[], KeyFile | None]) -> None:
        """Guard ``app``; ``keys`` gives the key file, or None where the service has none."""
        self.app = app
        self._keys = keys

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through, or raise."""
        if scope["type"] == "http":
            keys = self._keys()
            owner = ANONYMOUS if keys is None else self._owner(keys, scope)
            scope.setdefault("state", {})["owner"] = owner
        await self.app(scope, receive, send)

    def _owner(self, keys: KeyFile, scope: Scope) -> str:
        presented = presented_key(Headers(scope=scope))
        if presented is not None:
            owner = keys.owner(presented)
            if owner is not None:
                return owner
        if is_open(scope["path"]):
            return ANONYMOUS
        raise Unauthorized(
            "Send a key: 'Authorization: Bearer …' or 'X-API-Key: …'." if presented is None else "The key is not known here."
        )


def is_open(path: str) -> bool:
    """Whether a path needs no key."""
    return path in OPEN or (path.startswith(OPEN_FOLDERS) and ".." not in path)


def presented_key(headers: Headers) -> bytes | None:
    """Return the key that a request carries, in bytes: headers may hold any of them."""
    key = headers.get("x-api-key")
    if key is None:
        kind, _, key = headers.get("authorization", "").partition(" ")
        if kind.lower() != "bearer":
            return None
    return key.strip().encode("latin-1") or None
