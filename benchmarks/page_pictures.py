"""Take the pictures of the page that the documents show: ``python -m benchmarks.page_pictures``.

A real service with the bundled models summarizes one of the page's examples in Chromium. The pictures have few colours, and so
small files; they look best where a serif and a sans-serif face are installed (Debian: ``fonts-noto-core``).
"""

from __future__ import annotations

import argparse
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.page_browser import browser
from benchmarks.service_process import REAL, running

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

OUT = Path(__file__).parents[1] / "docs" / "pictures"
EXAMPLE = "a bridge accident"
DESK = {"viewport": {"width": 1360, "height": 850}, "device_scale_factor": 1}
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 2, "has_touch": True, "is_mobile": True}
DRAFT = (
    "A barge struck the Tallis Bridge in Port Velmora on Tuesday. Nine people were injured, the fire service said. "
    "The bridge may stay closed for six weeks."
)
COLOURS = 256
PATIENCE = 120_000
"""Milliseconds that the page may take for anything."""


def open_example(chromium: Browser, address: str, **context: Any) -> Page:  # noqa: ANN401  what Playwright takes
    """Open the page with the articles of the example."""
    page = chromium.new_context(reduced_motion="reduce", **context).new_page()
    page.set_default_timeout(PATIENCE)
    page.goto(address)
    page.get_by_role("button", name=EXAMPLE).click()
    page.locator(".card").nth(4).wait_for()
    return page


def summarized(page: Page) -> Page:
    """Summarize, and point at the second sentence."""
    page.locator("#go").click()
    page.locator(".sentence").nth(1).click()
    return page


def checked(page: Page) -> Page:
    """Check a draft with a wrong number, and point at it."""
    page.locator("#tab-draft").click()
    page.locator("#draft").fill(DRAFT)
    page.locator("#check").click()
    page.locator("#draft-result .bad .claim").first.click()
    return page


PICTURES: dict[str, tuple[dict[str, Any], Callable[[Page], Page]]] = {
    "page-light": (DESK, summarized),
    "page-dark": ({**DESK, "color_scheme": "dark"}, summarized),
    "page-phone": (PHONE, summarized),
    "page-draft": (DESK, checked),
}
"""The pictures by name: the browser they are seen in, and what is done before they are taken."""


def take(chromium: Browser, address: str, name: str, folder: Path) -> Path:
    """Take one picture."""
    context, prepare = PICTURES[name]
    page = prepare(open_example(chromium, address, **context))
    page.locator(".lit").first.wait_for()
    page.evaluate("scrollTo(0, 0)")
    path = folder / f"{name}.png"
    path.write_bytes(few_colours(page.screenshot(animations="disabled")))
    page.context.close()
    return path


def few_colours(png: bytes) -> bytes:
    """Return a PNG with a palette: text on plain ground needs no more, and is a third of the size."""
    from PIL import Image  # noqa: PLC0415  only pictures need it; it comes with matplotlib

    small = io.BytesIO()
    image = Image.open(io.BytesIO(png)).convert("RGB").quantize(COLOURS, dither=Image.Dither.NONE)
    image.save(small, "PNG", optimize=True)
    return small.getvalue()


def main(arguments: Sequence[str] | None = None) -> None:
    """Take the pictures asked for, or all."""
    parser = argparse.ArgumentParser(description="Take the pictures of the page.")
    parser.add_argument("names", nargs="*", choices=[*PICTURES, []], help="which; none: all")
    parser.add_argument("--out", type=Path, default=OUT)
    asked = parser.parse_args(arguments)
    asked.out.mkdir(parents=True, exist_ok=True)
    with running(REAL) as process, browser() as chromium:
        for name in asked.names or PICTURES:
            path = take(chromium, process.url, name, asked.out)
            print(f"{path} {path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
