"""What the tests of the service share: a client of an application in this process, and real server processes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from starlette.testclient import TestClient

from benchmarks import service_process
from benchmarks.service_process import Process
from summarizer.service.app import create_app
from summarizer.service.fakes import FakeSummarizer
from summarizer.service.settings import Settings

DEADLINE = 120.0
"""Seconds that anything may take: the machine may be busy with other things."""
Eventually = Callable[[Callable[[], object]], None]
Serve = Callable[..., AbstractContextManager[TestClient]]
Running = Callable[..., AbstractContextManager[Process]]


@pytest.fixture
def bundle() -> dict[str, Any]:
    return {
        "articles": [
            {"id": "post", "text": "The bridge closes on Monday. Ferries run instead."},
            {"id": "radio", "text": "Engineers found cracks in two bearings. The work takes six weeks."},
        ]
    }


@pytest.fixture
def eventually() -> Eventually:
    """Ask for a condition of another process, or of a thread that tells nobody, until it holds."""

    def wait(condition: Callable[[], object]) -> None:
        assert service_process.eventually(condition, DEADLINE), "the condition never held"

    return wait


@pytest.fixture
def serve() -> Serve:
    """Run an application in this process until it is ready."""

    @contextmanager
    def run(summarizer: object = None, *, wait: bool = True, **settings: Any) -> Iterator[TestClient]:
        chosen = Settings(**{"jobs": False, **settings})
        app = create_app(chosen, summarizer=summarizer or FakeSummarizer())  # type: ignore[arg-type]
        with TestClient(app) as client:
            if wait:
                assert app.state.service.health.wait(DEADLINE)
                assert client.get("/readyz").status_code == 200
            yield client

    return run


@pytest.fixture
def client(serve: Serve) -> Iterator[TestClient]:
    with serve() as client:
        yield client


@pytest.fixture
def running() -> Running:
    """Run a server process until it is ready; kill it in the end if it still runs."""

    def run(given: dict[str, float] | None = None, **settings: Any) -> AbstractContextManager[Process]:
        return service_process.running(service_process.faults(**(given or {})), **settings)

    return run
