"""What the tests of the service share: a client of an application in this process, and real server processes."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.testclient import TestClient

from summarizer.service.app import create_app
from summarizer.service.fakes import FakeSummarizer
from summarizer.service.settings import Settings

ROOT = Path(__file__).parents[2]
DEADLINE = 30.0
Eventually = Callable[[Callable[[], object]], None]
Serve = Callable[..., AbstractContextManager[TestClient]]
Running = Callable[..., AbstractContextManager["Process"]]


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
    """Poll a condition until it holds."""

    def wait(condition: Callable[[], object]) -> None:
        end = time.monotonic() + DEADLINE
        while not condition():
            assert time.monotonic() < end, "the condition never held"
            time.sleep(0.005)

    return wait


@pytest.fixture
def serve(eventually: Eventually) -> Serve:
    """Run an application in this process until it is ready."""

    @contextmanager
    def run(summarizer: object = None, *, wait: bool = True, **settings: Any) -> Iterator[TestClient]:
        chosen = Settings(**{"jobs": False, **settings})
        app = create_app(chosen, summarizer=summarizer or FakeSummarizer())  # type: ignore[arg-type]
        with TestClient(app) as client:
            if wait:
                eventually(lambda: client.get("/readyz").status_code == 200)
            yield client

    return run


@pytest.fixture
def client(serve: Serve) -> Iterator[TestClient]:
    with serve() as client:
        yield client


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


class Process:
    """One server process and a client to it."""

    def __init__(self, faults: dict[str, float], settings: dict[str, Any], log: Path) -> None:
        self.port = free_port()
        self.log = log
        command = [sys.executable, "-m", "benchmarks.service_target", "--port", str(self.port)]
        for name, value in faults.items():
            command += [f"--{name.replace('_', '-')}", str(value)]
        environment = {**os.environ, **{f"NEWSFUSE_{name.upper()}": str(value) for name, value in settings.items()}}
        with log.open("ab") as sink:
            self.process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=sink, stdout=sink)
        self.client = httpx.Client(base_url=f"http://127.0.0.1:{self.port}", timeout=30)

    def ready(self) -> bool:
        assert self.process.poll() is None, self.log.read_text(encoding="utf-8")
        try:
            return self.client.get("/readyz").status_code == 200
        except httpx.TransportError:
            return False

    def metrics(self) -> dict[str, float]:
        lines = self.client.get("/metrics").text.splitlines()
        return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines if not line.startswith("#"))}

    def end(self) -> None:
        self.client.close()
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait(20)


@pytest.fixture
def running(eventually: Eventually, tmp_path: Path) -> Running:
    """Run a server process until it is ready; kill it in the end if it still runs."""

    @contextmanager
    def run(faults: dict[str, float] | None = None, **settings: Any) -> Iterator[Process]:
        process = Process(faults or {}, {"jobs": False, **settings}, tmp_path / "server.log")
        try:
            eventually(process.ready)
            yield process
        finally:
            process.end()

    return run
