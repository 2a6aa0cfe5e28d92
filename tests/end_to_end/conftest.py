"""What the tests of the page share: the service with the bundled models, services with fakes, and a browser."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from typing import TYPE_CHECKING, Any

import httpx
import pytest
import uvicorn

from benchmarks.page_browser import CHROMIUM, browser
from benchmarks.service_process import REAL, free_port, running
from summarizer.service.app import create_app
from summarizer.service.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

Open = Callable[..., "Page"]
Faked = Callable[..., AbstractContextManager[str]]
PATIENCE = 60_000
"""Milliseconds that the page may take for anything: the machine may be busy."""


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Where the service with the bundled models answers."""
    with running(REAL) as process:
        yield process.url


@pytest.fixture(scope="module")
def chromium() -> "Iterator[Browser]":
    # Not for the whole session: as long as the driver runs, no other test may run an event loop.
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install playwright")
    if CHROMIUM is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    playwright.expect.set_options(timeout=PATIENCE)
    with browser() as running_browser:
        yield running_browser


@pytest.fixture
def open_page(chromium: "Browser") -> Iterator[Open]:
    """Open the page of a service; at the end nothing may have failed in it, nor anything been asked of a third party."""
    faults: list[str] = []
    opened: list[Any] = []

    def open_at(address: str, **context: Any) -> "Page":
        opened.append(chromium.new_context(**{"viewport": {"width": 1300, "height": 900}, **context}))
        page: Page = opened[-1].new_page()
        page.set_default_timeout(PATIENCE)
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda said: faults.append(said.text) if "Content Security Policy" in said.text else None)
        page.on("request", lambda request: None if request.url.startswith((address, "blob:")) else faults.append(request.url))
        page.goto(address)
        page.get_by_role("button", name="a bridge accident").wait_for()
        return page

    yield open_at
    for context in opened:
        context.close()
    assert faults == []


@pytest.fixture
def page(open_page: Open, address: str) -> "Page":
    return open_page(address)


@pytest.fixture
def faked() -> Faked:
    """Run a service without models in this process."""

    @contextmanager
    def run(summarizer: object, **settings: Any) -> Iterator[str]:
        port = free_port()
        place = f"http://127.0.0.1:{port}"
        app = create_app(Settings(jobs=False, **settings), summarizer=summarizer)  # type: ignore[arg-type]
        server = uvicorn.Server(uvicorn.Config(app, port=port, log_config=None, timeout_graceful_shutdown=1))
        thread = threading.Thread(target=server.run, daemon=True)
        thread.start()
        try:
            _wait_until_ready(place)
            yield place
        finally:
            server.should_exit = True
            thread.join(timeout=30)

    return run


def _wait_until_ready(place: str) -> None:
    pause = threading.Event()
    end = time.monotonic() + PATIENCE / 1_000
    with httpx.Client() as client:
        while time.monotonic() < end:
            with suppress(httpx.TransportError):
                if client.get(f"{place}/readyz").status_code == 200:
                    return
            pause.wait(0.02)
    pytest.fail("the service was not ready in time")
