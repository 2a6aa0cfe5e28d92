"""The service with the bundled models: what it answers is what the library answers, alone and in company."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from summarizer import Article, Summarizer
from summarizer.models import bundled
from summarizer.service.app import create_app
from summarizer.service.settings import Settings

EXAMPLE = Path(__file__).parents[2] / "examples" / "harbour-bridge"

pytestmark = pytest.mark.skipif(
    not (bundled.has("fusion") and bundled.has("encoder")), reason="the bundled weights are not in this checkout"
)


@pytest.fixture(scope="module")
def articles() -> list[dict[str, Any]]:
    return [{"id": path.name, "text": path.read_text(encoding="utf-8")} for path in sorted(EXAMPLE.glob("*.txt"))]


@pytest.fixture(scope="module")
def service() -> Iterator[TestClient]:
    app = create_app(Settings(jobs=False, cache_bytes=0, deadline_seconds=250))
    with TestClient(app) as client:
        assert app.state.service.health.wait(250)
        assert client.get("/readyz").status_code == 200, client.get("/livez").text
        yield client


def test_http_answers_as_the_library_does_alone_and_in_company(service: TestClient, articles: list[dict[str, Any]]) -> None:
    bundles = [articles[:3], articles[2:]]
    library = Summarizer()
    expected = [library.summarize([Article(**article) for article in bundle], max_words=90).to_dict() for bundle in bundles]

    def ask(bundle: list[dict[str, Any]]) -> Any:
        return service.post("/v1/summaries", json={"articles": bundle, "options": {"max_words": 90}}).json()

    with ThreadPoolExecutor(len(bundles)) as pool:
        assert list(pool.map(ask, bundles)) == expected
    metrics = service.get("/metrics").text
    assert 'newsfuse_batch_inputs_count{model="seq2seq"}' in metrics
    assert 'newsfuse_batch_inputs_bucket{le="1.0",model="encoder"} 0.0' in metrics


def test_a_kept_answer_names_the_weights(service: TestClient) -> None:
    assert set(service.app.state.service.weights) >= {"encoder", "fusion"}  # type: ignore[attr-defined]
