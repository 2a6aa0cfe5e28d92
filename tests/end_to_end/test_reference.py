"""The reference at ``/docs`` in a real browser: drawn whole, under the policy, with nothing from elsewhere."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

from summarizer.service.fakes import FakeSummarizer

if TYPE_CHECKING:
    from playwright.sync_api import Browser


def test_the_reference_is_drawn_without_help_from_elsewhere(
    chromium: "Browser", faked: Callable[..., AbstractContextManager[str]]
) -> None:
    complaints: list[str] = []
    with faked(FakeSummarizer()) as address:
        page = chromium.new_page()
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("request", lambda request: None if request.url.startswith(address) else complaints.append(request.url))
        page.goto(f"{address}/docs")
        page.get_by_text("Summarize one bundle").first.click()
        page.get_by_text("The summary; or, where the client accepts").wait_for(timeout=60_000)
        page.close()
    assert complaints == []
