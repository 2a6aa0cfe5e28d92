"""The requests that can be made, as values: nothing is sent here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import quote

from summarizer.service.client.problem import Json

Articles = Iterable[Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Call:
    """One request.

    Attributes:
        method: HTTP method.
        path: Below the address of the service.
        body: What goes as JSON; None: nothing.
        headers: Beside those of the client.

    """

    method: str
    path: str
    body: Json | None = None
    headers: Mapping[str, str] = field(default_factory=dict)


def summary(articles: Articles, since: Mapping[str, Any] | None, options: Mapping[str, Any], *, streamed: bool = False) -> Call:
    """Ask for the summary of one bundle, in one piece or as events."""
    body: Json = {"articles": list(articles), "options": dict(options)}
    if since is not None:
        body["since"] = dict(since)
    return Call("POST", "/v1/summaries", body, {"Accept": "text/event-stream"} if streamed else {})


def verification(text: str, articles: Articles) -> Call:
    """Ask what articles carry of a text."""
    return Call("POST", "/v1/verifications", {"text": text, "articles": list(articles)})


def new_batch(bundles: Sequence[Mapping[str, Any]]) -> Call:
    """Hand in many bundles."""
    return Call("POST", "/v1/batches", {"bundles": list(bundles)})


def batch(batch_id: str) -> Call:
    """Ask how far a batch is."""
    return Call("GET", _address(batch_id))


def results(batch_id: str) -> Call:
    """Ask for the results of a batch."""
    return Call("GET", _address(batch_id) + "/results")


def deletion(batch_id: str) -> Call:
    """Stop and forget a batch."""
    return Call("DELETE", _address(batch_id))


def _address(batch_id: str) -> str:
    return "/v1/batches/" + quote(batch_id, safe="")
