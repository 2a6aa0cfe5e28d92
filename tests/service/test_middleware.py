from __future__ import annotations

import asyncio
import gzip
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from starlette.testclient import TestClient
from starlette.types import Message, Receive, Scope, Send

from summarizer.service.admission import Admission
from summarizer.service.errors import BodyTooLarge, BodyTooSlow, ClientGone, NotReady, TooManyRequests
from summarizer.service.middleware import Body, Gate

JSON = {"Content-Type": "application/json"}


def test_a_request_id_comes_back(client: TestClient) -> None:
    assert client.get("/livez", headers={"X-Request-ID": "abc-1"}).headers["x-request-id"] == "abc-1"


@pytest.mark.parametrize("given", ["", "a b", "x" * 200, "a\tb"])
def test_a_bad_request_id_is_replaced(client: TestClient, given: str) -> None:
    made = client.get("/livez", headers={"X-Request-ID": given}).headers["x-request-id"]
    assert made != given
    assert len(made) == 32


@pytest.mark.parametrize(
    ("path", "status"), [("/nothing", 404), ("/v1/summaries/none", 422), ("/v1/models/", 404), ("/livez/", 404)]
)
def test_unknown_addresses_are_problems(client: TestClient, path: str, status: int) -> None:
    answer = client.get(path, follow_redirects=False)
    assert (answer.status_code, answer.headers["content-type"]) == (status, "application/problem+json")


def test_a_wrong_method_is_a_problem_that_names_the_right_ones(client: TestClient) -> None:
    answer = client.put("/v1/summaries", json={})
    assert (answer.status_code, answer.headers["content-type"]) == (405, "application/problem+json")
    assert answer.headers["allow"] == "POST"


def test_head_is_answered_as_get(serve: Callable[..., Any]) -> None:
    with serve() as client:
        for path in ("/livez", "/readyz", "/metrics", "/", "/nothing", "/v1/summaries"):
            assert client.head(path).status_code == client.get(path).status_code
        assert 'newsfuse_http_requests_total{method="HEAD",route="/livez",status="200"} 1.0' in client.get("/metrics").text
        assert client.put("/livez").headers["allow"] == "GET, HEAD"


def test_headers_that_keep_browsers_honest(client: TestClient, bundle: dict[str, Any]) -> None:
    headers = client.post("/v1/summaries", json=bundle).headers
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"


def test_a_body_over_the_limit_is_refused(serve: Callable[..., Any]) -> None:
    with serve(max_body_bytes=1_000) as client:
        answer = client.post("/v1/summaries", content=b" " * 1_001, headers=JSON)
        assert answer.status_code == 413
        assert answer.json()["type"].endswith("body-too-large")


def test_a_chunked_body_over_the_limit_is_refused(serve: Callable[..., Any]) -> None:
    def chunks() -> Iterator[bytes]:
        for _ in range(20):
            yield b" " * 100

    with serve(max_body_bytes=1_000) as client:
        answer = client.post("/v1/summaries", content=chunks(), headers=JSON)
        assert "content-length" not in answer.request.headers
        assert answer.status_code == 413


def test_a_chunked_body_without_length_is_read(client: TestClient, bundle: dict[str, Any]) -> None:
    body = json.dumps(bundle).encode()
    answer = client.post("/v1/summaries", content=(body[i : i + 7] for i in range(0, len(body), 7)), headers=JSON)
    assert answer.status_code == 200


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br", "zstd", "gzip, identity", "made-up"])
def test_compressed_bodies_are_refused_unread(client: TestClient, encoding: str) -> None:
    bomb = gzip.compress(b" " * 10_000_000)
    answer = client.post("/v1/summaries", content=bomb, headers={**JSON, "Content-Encoding": encoding})
    assert answer.status_code == 415


def test_an_encoding_hides_behind_no_other(client: TestClient, bundle: dict[str, Any]) -> None:
    headers = [(b"Content-Type", b"application/json"), (b"Content-Encoding", b"identity"), (b"Content-Encoding", b"gzip")]
    assert client.post("/v1/summaries", content=json.dumps(bundle).encode(), headers=headers).status_code == 415


@pytest.mark.parametrize("kind", [None, "text/plain", "application/xml", "multipart/form-data", "application/jsonl"])
def test_other_types_are_refused(client: TestClient, bundle: dict[str, Any], kind: str | None) -> None:
    headers = {} if kind is None else {"Content-Type": kind}
    answer = client.post("/v1/summaries", content=json.dumps(bundle).encode(), headers=headers)
    assert answer.status_code == 415


def test_a_charset_does_no_harm(client: TestClient, bundle: dict[str, Any]) -> None:
    headers = {"Content-Type": "application/json; charset=utf-8"}
    assert client.post("/v1/summaries", content=json.dumps(bundle).encode(), headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("setting", "articles"),
    [
        ({"max_articles": 2}, [{"text": "A thing."}] * 3),
        ({"max_article_characters": 10}, [{"text": "A long thing."}]),
        ({"max_tokens": 5}, [{"text": "A thing of ten."}] * 3),
    ],
)
def test_limits_of_a_bundle(serve: Callable[..., Any], setting: dict[str, int], articles: list[dict[str, str]]) -> None:
    with serve(**setting) as client:
        answer = client.post("/v1/summaries", json={"articles": articles})
        assert answer.status_code == 413
        assert answer.json()["type"] == "urn:newsfuse:problem:too-large"
        assert str(next(iter(setting.values()))) in answer.json()["detail"]


async def swallow(_scope: Scope, receive: Receive, _send: Send) -> None:
    await receive()


async def ignore(_message: Message) -> None:
    pass


def post(*headers: tuple[bytes, bytes]) -> Scope:
    return {
        "type": "http",
        "method": "POST",
        "path": "/v1/summaries",
        "headers": [(b"content-type", b"application/json"), *headers],
    }


def guard(*, most: int = 100, seconds: float = 0.05) -> Body:
    return Body(swallow, lambda _: most, seconds, lambda _: frozenset({"application/json"}))


def test_a_slow_body_is_given_up() -> None:
    async def receive() -> Message:
        await asyncio.Event().wait()
        raise AssertionError

    with pytest.raises(BodyTooSlow):
        asyncio.run(guard()(post(), receive, ignore))


def test_a_body_that_trickles_is_given_up_too() -> None:
    async def receive() -> Message:
        await asyncio.sleep(0)
        return {"type": "http.request", "body": b"", "more_body": True}

    with pytest.raises(BodyTooSlow):
        asyncio.run(guard()(post(), receive, ignore))


def test_a_client_that_leaves_while_it_sends() -> None:
    async def receive() -> Message:
        return {"type": "http.disconnect"}

    with pytest.raises(ClientGone):
        asyncio.run(guard()(post(), receive, ignore))


@pytest.mark.parametrize("length", [b"101", b"99999999999999999999", b"x", b"-1", "²".encode("latin-1")])
def test_whatever_length_is_announced_bytes_are_counted(length: bytes) -> None:
    async def receive() -> Message:
        return {"type": "http.request", "body": b" " * 60, "more_body": True}

    with pytest.raises(BodyTooLarge):
        asyncio.run(guard()(post((b"content-length", length)), receive, ignore))


def test_the_gate_holds_the_number_of_requests() -> None:
    admission = Admission(1, 100)
    refused: list[TooManyRequests] = []

    async def inside(scope: Scope, receive: Receive, send: Send) -> None:
        with pytest.raises(TooManyRequests) as caught:
            await Gate(swallow, admission, lambda: None)(scope, receive, send)
        refused.append(caught.value)

    async def receive() -> Message:
        return {"type": "http.request"}

    asyncio.run(Gate(inside, admission, lambda: None)(post(), receive, ignore))
    assert [error.retry_after for error in refused] == [1]
    assert admission.requests == 0


def test_the_gate_is_closed_while_the_service_is_not_ready() -> None:
    async def receive() -> Message:
        raise AssertionError("not even the body is read")

    with pytest.raises(NotReady):
        asyncio.run(Gate(swallow, Admission(1, 1), lambda: NotReady("starting"))(post(), receive, ignore))
