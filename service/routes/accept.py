"""Which of the representations that a route offers a client wants (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import Depends, Request

from summarizer.service.errors import NotAcceptable

JSON = "application/json"


def chosen(accept: str, offers: Sequence[str]) -> str:
    """Return what a client likes best of the media types that are offered; of those that it likes alike the first.

    Raises:
        NotAcceptable: It accepts none of them.

    """
    weights: dict[str, float] = {}
    for part in accept.split(","):
        kind, *parameters = (piece.strip().lower() for piece in part.split(";"))
        weights[kind] = max(weights.get(kind, 0.0), _quality(parameters))

    def weight(kind: str) -> float:
        family = kind.partition("/")[0] + "/*"
        return next((weights[name] for name in (kind, family, "*/*") if name in weights), 0.0)

    best = max(offers, key=weight)
    if weight(best) <= 0:
        raise NotAcceptable(f"Accept {' or '.join(offers)}.")
    return best


def wanted(request: Request, *offers: str) -> str:
    """Return what the client of a request likes best of ``offers``.

    Raises:
        NotAcceptable: It accepts none of them.

    """
    return chosen(request.headers.get("accept", "*/*"), offers)


def only(kind: str) -> Any:  # noqa: ANN401  FastAPI's own parameter class, which it keeps to itself
    """Return the dependency of a route that answers with one media type: clients that do not accept it get 406."""

    def check(request: Request) -> None:
        wanted(request, kind)

    return Depends(check)


def _quality(parameters: list[str]) -> float:
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return min(1.0, max(0.0, float(value)))
            except ValueError:
                return 0.0
    return 1.0
