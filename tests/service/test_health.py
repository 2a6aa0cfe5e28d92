from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from typing import Any

from summarizer.article import Article
from summarizer.errors import ModelNotFound
from summarizer.service.batching import Batcher, Bounds, Unit
from summarizer.service.fakes import FakeSummarizer
from summarizer.service.health import Health, Phase
from summarizer.summary import Summary


def test_while_starting_only_health_answers(serve: Callable[..., Any], bundle: dict[str, Any]) -> None:
    go = threading.Event()

    def before(_articles: Sequence[Article], _cancelled: Callable[[], bool]) -> None:
        assert go.wait(30)

    with serve(FakeSummarizer(before=before), wait=False) as client:
        assert client.get("/livez").status_code == 200
        assert client.get("/readyz").status_code == 503
        refused = client.post("/v1/summaries", json=bundle)
        assert (refused.status_code, int(refused.headers["retry-after"]) >= 1) == (503, True)
        go.set()
        assert client.app.state.service.health.wait(60)
        assert client.get("/readyz").status_code == 200
        assert client.post("/v1/summaries", json=bundle).status_code == 200


def test_a_start_that_fails_is_said(serve: Callable[..., Any]) -> None:
    class Broken:
        def summarize(self, *_: Any, **__: Any) -> Summary:
            raise ModelNotFound("There is no model 'x'.")

    with serve(Broken(), wait=False) as client:
        assert client.app.state.service.health.wait(60)
        assert client.get("/livez").status_code == 503
        assert "no model" in client.get("/livez").json()["detail"]
        assert client.get("/readyz").status_code == 503


def test_a_stalled_worker_fails_liveness(eventually: Any) -> None:
    entered, go = threading.Event(), threading.Event()

    def run(payloads: Sequence[str], _cancelled: Callable[[], bool]) -> Sequence[str]:
        entered.set()
        assert go.wait(30)
        return payloads

    batcher: Batcher[str, str] = Batcher("m", run, Bounds(inputs=1, tokens=1))
    health = Health(stall_seconds=0.01)
    health.watch([batcher])
    health.ready()
    assert health.sick() is None
    waiting = threading.Thread(target=batcher.submit, args=([Unit("a", 1, 1, "k", lambda: False)],))
    waiting.start()
    assert entered.wait(30)
    eventually(lambda: health.sick() == "The worker of the m model is stalled.")
    go.set()
    waiting.join(30)
    eventually(lambda: health.sick() is None)
    batcher.close()


def test_draining_is_for_good() -> None:
    health = Health(1)
    health.drain()
    health.ready()
    assert health.phase is Phase.DRAINING
    assert health.sick() is None
    assert 0 < health.draining_left(10) <= 10


def test_metrics_count_what_happened(serve: Callable[..., Any], bundle: dict[str, Any]) -> None:
    with serve() as client:
        client.post("/v1/summaries", json=bundle)
        client.post("/v1/summaries", json=bundle)
        client.post("/v1/summaries", json={"articles": []})
        text = client.get("/metrics").text
    for line in (
        'newsfuse_http_requests_total{method="POST",route="/v1/summaries",status="200"} 2.0',
        'newsfuse_refusals_total{reason="no-articles"} 1.0',
        'newsfuse_cache_total{outcome="hit"} 1.0',
        'newsfuse_sentences_total{method="extracted"}',
        'newsfuse_stage_seconds_count{stage="fuse"} 1.0',
        "newsfuse_queue_requests 0.0",
        "newsfuse_queue_tokens 0.0",
        "process_resident_memory_bytes",
    ):
        assert line in text, line


def test_verification_over_http(serve: Callable[..., Any]) -> None:
    articles = [{"id": "a", "text": "The bridge closes on Monday for six weeks. Ferries run instead."}]
    with serve() as client:
        good = client.post("/v1/verifications", json={"text": "The bridge closes for six weeks.", "articles": articles})
        bad = client.post("/v1/verifications", json={"text": "The bridge closes for eight weeks.", "articles": articles})
        none = client.post("/v1/verifications", json={"text": " ", "articles": articles})
    assert (good.status_code, good.json()["supported"]) == (200, True)
    assert (bad.status_code, bad.json()["supported"]) == (200, False)
    assert none.status_code == 422
