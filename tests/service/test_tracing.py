from __future__ import annotations

from typing import Any

from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from starlette.testclient import TestClient

from summarizer.service.app import create_app
from summarizer.service.fakes import FakeSummarizer
from summarizer.service.settings import Settings


def test_stages_are_spans_inside_the_request_s(bundle: dict[str, Any]) -> None:
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    app = create_app(Settings(jobs=False), summarizer=FakeSummarizer(), tracing=provider)
    with TestClient(app) as client:
        assert app.state.service.health.wait(60)
        exporter.clear()
        assert client.post("/v1/summaries", json=bundle).status_code == 200
    spans = {span.name: span for span in exporter.get_finished_spans()}
    request = next(span for name, span in spans.items() if name.startswith("POST"))
    stages = [span for name, span in spans.items() if name.startswith("stage ")]
    assert {span.name for span in stages} == {"stage clean", "stage fuse"}
    context = request.get_span_context()
    assert context is not None
    for span in stages:
        assert span.parent is not None
        assert span.parent.span_id == context.span_id
    assert "bridge" not in str([span.to_json() for span in spans.values()])
