"""Limits of the queue and of the wire, as a client meets them; those of a bundle are in ``test_middleware``."""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from summarizer.article import Article
from summarizer.service.fakes import FakeSummarizer


def test_a_full_queue_says_when_to_come_back(serve: Callable[..., Any], bundle: dict[str, Any]) -> None:
    entered, go = threading.Event(), threading.Event()

    def before(articles: Sequence[Article], _cancelled: Callable[[], bool]) -> None:
        if "waits" in articles[0].text:
            entered.set()
            assert go.wait(60)

    with serve(FakeSummarizer(before=before), queue_tokens=60) as client, ThreadPoolExecutor(1) as pool:
        large = {"articles": [{"text": "This one waits. " * 20}]}
        working = pool.submit(client.post, "/v1/summaries", json=large)  # over the bound, but nothing else is there
        try:
            assert entered.wait(60)
            refused = client.post("/v1/summaries", json=bundle)
        finally:
            go.set()
        assert (refused.status_code, refused.json()["type"]) == (429, "urn:newsfuse:problem:too-many-requests")
        assert int(refused.headers["retry-after"]) >= 1
        assert working.result(60).status_code == 200
        assert client.post("/v1/summaries", json=bundle).status_code == 200


def test_heads_and_bodies_that_never_end_are_given_up_and_log_lines_are_json(running: Callable[..., Any]) -> None:
    head = b"POST /v1/summaries HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nX-Request-ID: slow-1\r\n"
    with running(body_seconds=0.3, log_format="json") as server:
        for sent in (head, head + b'Content-Length: 100\r\n\r\n{"articles": [{"text": "CANARYarticletext'):
            with socket.create_connection(("127.0.0.1", server.port), timeout=60) as connection:
                connection.sendall(sent)
                answer = connection.makefile("rb").read()
            assert answer.startswith(b"HTTP/1.1 408 ")
            assert b"application/problem+json" in answer
        said = [json.loads(line) for line in server.log.read_text(encoding="utf-8").splitlines()]
        (line,) = [line for line in said if line.get("request_id") == "slow-1"]
        assert (line["event"], line["status"], line["reason"]) == ("request", 408, "body-too-slow")
        assert "CANARY" not in str(said)
