"""JSON bodies read strictly: no NaN, no lone surrogates, no nesting without end; each is an ordinary 422."""

from __future__ import annotations

import json
from collections.abc import Callable, Coroutine
from typing import Any

from fastapi import Request, Response
from fastapi.routing import APIRoute
from pydantic_core import from_json


class StrictRequest(Request):
    """A request whose JSON is read by pydantic's own parser, which bounds the depth and takes only what the RFC has."""

    async def json(self) -> Any:  # noqa: ANN401  decoded JSON
        """Return the body decoded.

        Raises:
            json.JSONDecodeError: It is not JSON; the message holds no part of the body.

        """
        try:
            return from_json(await self.body(), allow_inf_nan=False, cache_strings="keys")
        except ValueError as error:
            raise json.JSONDecodeError(str(error), "", 0) from None


class StrictRoute(APIRoute):
    """A route that reads its body strictly."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler that FastAPI calls."""
        handle = super().get_route_handler()

        async def strictly(request: Request) -> Response:
            return await handle(StrictRequest(request.scope, request.receive))

        return strictly
