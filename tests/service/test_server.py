from __future__ import annotations

import signal
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx

SLOW = {"articles": [{"text": "These take long. They do."}]}


def test_sigterm_lets_work_finish_and_exits_with_0(eventually: Callable[..., None], running: Callable[..., Any]) -> None:
    with running({"slow_ms": 400}, drain_notice_seconds=1.0) as server, ThreadPoolExecutor(1) as pool:
        working = pool.submit(server.client.post, "/v1/summaries", json=SLOW)
        with httpx.Client(base_url=server.client.base_url) as other:
            eventually(lambda: "newsfuse_queue_requests 1.0" in other.get("/metrics").text)
            server.process.send_signal(signal.SIGTERM)
            eventually(lambda: other.get("/readyz").status_code == 503)
            assert other.get("/livez").status_code == 200
            refused = other.post("/v1/summaries", json=SLOW)
            assert (refused.status_code, "retry-after" in refused.headers) == (503, True)
        assert working.result(20).status_code == 200
        assert server.process.wait(20) == 0


def test_a_worker_that_dies_fails_liveness_and_answers_everyone(
    eventually: Callable[..., None], running: Callable[..., Any]
) -> None:
    with running({"batch_ms": 100}) as server, ThreadPoolExecutor(4) as pool:
        kill = {"articles": [{"text": "Now kill the worker. Please."}]}
        answers = list(pool.map(lambda body: server.client.post("/v1/summaries", json=body), [SLOW, kill, SLOW, SLOW]))
        assert 500 in {answer.status_code for answer in answers}
        assert {answer.status_code for answer in answers} <= {200, 500}
        eventually(lambda: server.client.get("/livez").status_code == 503)
        late = server.client.post("/v1/summaries", json={"articles": [{"text": "Another one. Late."}]})
        assert late.json()["type"] == "urn:newsfuse:problem:worker-died"


def test_a_client_that_leaves_stops_the_work(eventually: Callable[..., None], running: Callable[..., Any]) -> None:
    with running({"slow_ms": 60_000}, deadline_seconds=60) as server:
        gone = threading.Event()

        def leave() -> None:
            try:
                httpx.post(f"{server.client.base_url}/v1/summaries", json=SLOW, timeout=0.5)
            except httpx.ReadTimeout:
                gone.set()

        leave()
        assert gone.is_set()
        eventually(lambda: server.metrics()["newsfuse_queue_tokens"] == 0)
        eventually(lambda: server.metrics()['newsfuse_model_queue_inputs{model="seq2seq"}'] == 0)
        assert server.metrics()['newsfuse_refusals_total{reason="client-gone"}'] == 1


def test_concurrent_requests_share_batches_and_get_the_answers_they_get_alone(
    eventually: Callable[..., None], running: Callable[..., Any]
) -> None:
    bodies: list[dict[str, Any]] = [
        {"articles": [{"text": f"Story {place} has a beginning. It ends."}, {"text": f"Paper {place} says so. It does."}]}
        for place in range(16)
    ]
    with running({"batch_ms": 30}, cache_bytes=0, threads=16) as server:
        alone = [server.client.post("/v1/summaries", json=body).content for body in bodies]
        with ThreadPoolExecutor(16) as pool:
            company = list(pool.map(lambda body: server.client.post("/v1/summaries", json=body).content, bodies))
        assert company == alone
        metrics = server.metrics()
        largest = (
            metrics['newsfuse_batch_inputs_count{model="seq2seq"}']
            - metrics['newsfuse_batch_inputs_bucket{le="2.0",model="seq2seq"}']
        )
        assert largest > 0
