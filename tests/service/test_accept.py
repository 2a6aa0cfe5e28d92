from __future__ import annotations

from typing import Any

import pytest
from starlette.testclient import TestClient

from summarizer.service.errors import NotAcceptable
from summarizer.service.routes.accept import JSON, chosen

EVENTS = "text/event-stream"


@pytest.mark.parametrize(
    ("accept", "kind"),
    [
        ("*/*", JSON),
        ("application/json", JSON),
        ("text/event-stream", EVENTS),
        ("TEXT/Event-Stream", EVENTS),
        ("text/event-stream, application/json;q=0.5", EVENTS),
        ("text/event-stream;q=0.5, */*", JSON),
        ("application/*, text/event-stream", JSON),
        ("application/json;q=0, */*", EVENTS),
    ],
)
def test_what_is_liked_best_and_json_where_both_are(accept: str, kind: str) -> None:
    assert chosen(accept, (JSON, EVENTS)) == kind


@pytest.mark.parametrize("accept", ["image/png", "*/*;q=0", "application/json;q=nan", "application/json;q=x", ";;,"])
def test_nothing_fits(accept: str) -> None:
    with pytest.raises(NotAcceptable, match="application/json"):
        chosen(accept, (JSON,))


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("POST", "/v1/summaries"),
        ("POST", "/v1/stories"),
        ("POST", "/v1/verifications"),
        ("GET", "/v1/models"),
        ("GET", f"/v1/summaries/{'0' * 64}"),
    ],
)
def test_a_type_that_is_not_offered_is_refused(client: TestClient, bundle: dict[str, Any], method: str, path: str) -> None:
    body = {**bundle, "text": "A."} if path.endswith("verifications") else bundle
    answer = client.request(method, path, json=body if method == "POST" else None, headers={"Accept": "image/png"})
    assert (answer.status_code, answer.headers["content-type"]) == (406, "application/problem+json")
