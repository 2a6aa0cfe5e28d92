"""What the page says when the service is busy, wants a key, is slow or gone; services with fakes."""

import re
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from summarizer import Article
from summarizer.errors import Cancelled
from summarizer.service import keys
from summarizer.service.fakes import FakeSummarizer, wait_until_cancelled

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.end_to_end.conftest import Faked, Open

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install playwright")
expect = playwright.expect

TEXT = "The ferry Alma ran aground off Port Sennen on Monday. All 140 passengers were saved."


def summarize(page: "Page", text: str = TEXT) -> None:
    page.locator("#articles textarea").last.fill(text)
    page.locator("#go").click()


def test_a_full_service_says_when_to_come_back_and_is_tried_again(open_page: "Open", faked: "Faked") -> None:
    released = threading.Event()

    def wait(articles: Sequence[Article], _cancelled: "Callable[[], bool]") -> None:
        if len(articles) == 1:
            released.wait(60)

    with faked(FakeSummarizer(before=wait), concurrent_requests=1) as address:
        first, second = open_page(address), open_page(address)
        summarize(first)
        expect(first.locator("#stage")).to_have_text("Reading the articles …")
        summarize(second, f"{TEXT} Nobody was hurt.")
        expect(second.locator("#problem")).to_contain_text("The service is busy")
        expect(second.locator("#problem")).to_contain_text(re.compile(r"Try again in \d+ seconds?\."))
        released.set()
        first.locator(".sentence").first.wait_for()
        for _ in range(20):  # the place of the first may be free a moment after its answer
            second.get_by_role("button", name="Try again").click()
            expect(second.locator("#cancel")).to_be_hidden()
            if second.locator("#problem").is_hidden():
                break
        expect(second.locator(".sentence").first).to_be_visible()


def test_a_service_with_keys_asks_for_one(open_page: "Open", faked: "Faked", tmp_path: Path) -> None:
    key = keys.make()
    (tmp_path / "keys").write_text(f"desk:{keys.digest(key.encode()).decode()}\n", encoding="utf-8")
    with faked(FakeSummarizer(), keys_file=tmp_path / "keys") as address:
        page = open_page(address)
        expect(page.locator("#problem")).to_contain_text("The service wants a key")
        expect(page.locator("#key")).to_be_focused()
        for wrong in ("wrong", "schlüssel"):
            page.locator("#key").fill(wrong)
            page.locator("#key").press("Enter")
            expect(page.locator("#key-form")).to_be_visible()
        page.locator("#key").fill(key)
        page.locator("#key").press("Enter")
        expect(page.locator("#problem")).to_be_hidden()
        summarize(page)
        expect(page.locator(".sentence").first).to_be_visible()
        page.reload()
        expect(page.locator("#key")).to_have_value(key)
        expect(page.locator("#key-form")).to_be_hidden()


def test_work_is_cancelled(open_page: "Open", faked: "Faked") -> None:
    stopped = []

    def wait(articles: Sequence[Article], cancelled: "Callable[[], bool]") -> None:
        if len(articles) > 1:  # the warm-up of the service
            return
        try:
            wait_until_cancelled(articles, cancelled)
        except Cancelled:
            stopped.append(True)
            raise

    with faked(FakeSummarizer(before=wait)) as address:
        page = open_page(address)
        summarize(page)
        expect(page.locator("#stage")).to_have_text("Reading the articles …")
        page.locator("#cancel").click()
        expect(page.locator("#stage")).to_have_text("Cancelled.")
        expect(page.locator("#cancel")).to_be_hidden()
        expect(page.locator("#result")).to_be_hidden()
    assert stopped == [True]


def test_a_late_service_and_a_lost_one_are_told_apart(open_page: "Open", faked: "Faked") -> None:
    def wait(articles: Sequence[Article], cancelled: "Callable[[], bool]") -> None:
        if len(articles) == 1:
            wait_until_cancelled(articles, cancelled)

    with faked(FakeSummarizer(before=wait), deadline_seconds=0.5) as address:
        page = open_page(address)
        summarize(page)
        expect(page.locator("#problem")).to_contain_text("It took too long")
    page.locator("#go").click()
    expect(page.locator("#problem")).to_contain_text("The service cannot be reached.")
    assert page.locator("#articles textarea").first.input_value() == TEXT
