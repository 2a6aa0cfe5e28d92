"""The page in a real browser, served by a real process with the bundled models."""

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import httpx
import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install playwright")
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine: apt-get install chromium")

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
SECONDS = 60.0
FERRY = "The ferry Alma ran aground off Port Sennen on Monday. All 140 passengers were taken off by lifeboat. Nobody was hurt."
HOSTILE = "<img src=x onerror=\"document.title='owned'\"> The mayor opened the pier. <script>document.title='owned'</script>"


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("summarize")), "serve", "--port", str(port)]
    process = subprocess.Popen(
        command, env=os.environ | {"NEWSFUSE_JOBS": "false"}, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    place = f"http://127.0.0.1:{port}"
    try:
        _until_ready(place, process)
        yield place
    finally:
        process.terminate()
        process.wait(timeout=30)


def _until_ready(place: str, process: "subprocess.Popen[bytes]") -> None:
    end = time.monotonic() + SECONDS
    transport = httpx.HTTPTransport(retries=5)
    with httpx.Client(transport=transport) as client:
        while time.monotonic() < end:
            assert process.poll() is None, "the service ended"
            try:
                if client.get(f"{place}/readyz").status_code == 200:
                    return
            except httpx.TransportError:
                continue
    pytest.fail("the service was not ready in time")


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    with playwright.sync_playwright() as driver:
        chromium = driver.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser: "Browser", address: str) -> "Iterator[Page]":
    opened = browser.new_page(viewport={"width": 1300, "height": 900})
    errors: list[str] = []
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.goto(address)
    opened.get_by_role("button", name="a bridge accident").wait_for()
    yield opened
    opened.close()
    assert errors == []


def summarize(page: "Page", text: str) -> None:
    page.locator("#articles textarea").first.fill(text)
    page.locator("#go").click()
    page.locator(".sentence").first.wait_for(timeout=SECONDS * 1000)


def test_a_sentence_lights_up_the_spans_it_rests_on(page: "Page") -> None:
    summarize(page, FERRY)
    page.locator(".sentence").first.hover()
    lit = page.locator("#articles .lit")
    assert lit.count() >= 1
    assert lit.first.inner_text() in FERRY
    assert "Sentence 1" in page.locator("#detail").inner_text()


def test_hostile_text_stays_text(page: "Page") -> None:
    summarize(page, f"{HOSTILE} {FERRY}")
    assert page.title() == "newsfuse"
    assert page.locator("#articles img").count() == 0


def test_a_draft_is_checked_with_the_keyboard_alone(page: "Page") -> None:
    page.locator("#articles textarea").first.fill(FERRY)
    page.locator("#tab-summary").focus()
    page.keyboard.press("ArrowRight")
    assert page.locator("#tab-draft").get_attribute("aria-selected") == "true"
    page.locator("#draft").fill("All 250 passengers were taken off by lifeboat.")
    page.locator("#draft-form button").press("Enter")
    page.locator("#draft-result .bad").wait_for(timeout=SECONDS * 1000)
    assert "250" in page.locator("#draft-result .finding").first.inner_text()


def test_an_error_is_said_in_words(page: "Page") -> None:
    page.locator("#articles textarea").first.fill("Too short.")
    page.locator("#go").click()
    page.locator("#problem").wait_for(timeout=SECONDS * 1000)
    assert "at least two" in page.locator("#problem").inner_text()


def test_a_phone_shows_the_page_without_scrolling_sideways(browser: "Browser", address: str) -> None:
    phone = browser.new_page(viewport={"width": 390, "height": 844}, color_scheme="dark")
    phone.goto(address)
    phone.locator("#go").wait_for()
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")
    phone.close()
