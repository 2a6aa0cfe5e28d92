"""The page for everybody: the keyboard alone, dark, small, and what axe-core finds."""

import re
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.end_to_end.conftest import Open

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install playwright")
axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="pip install axe-playwright-python")
expect = playwright.expect

FERRY = "The ferry Alma ran aground off Port Sennen on Monday. All 140 passengers were taken off by lifeboat. Nobody was hurt."
RULES = {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def reviewed(page: "Page") -> "Page":
    """Bring the page to where an editor looks at a summary of the example with one sentence edited and one pinned."""
    page.get_by_role("button", name="a bridge accident").click()
    page.locator(".card").nth(4).wait_for()
    page.locator("#go").click()
    page.locator(".sentence").nth(1).click()
    page.get_by_role("button", name="Edit the sentence").click()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("Nine people were injured, the fire service said.")
    page.keyboard.press("Enter")
    page.locator(".sentence.edited.doubtful").wait_for()
    page.locator("#notes summary").click()
    return page


def violations(page: "Page", rules: Any = RULES) -> list[str]:
    found: dict[str, Any] = axe.Axe().run(page, options={"runOnly": rules, "resultTypes": ["violations"]}).response
    return [f"{one['id']}: {node['html']} {node['failureSummary']}" for one in found["violations"] for node in one["nodes"]]


def wider_than_the_screen(page: "Page") -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def test_axe_finds_nothing(open_page: "Open", address: str) -> None:
    page = open_page(address, reduced_motion="reduce")
    assert violations(page) == []
    page.locator("#more summary").click()
    reviewed(page)
    assert violations(page) == []
    page.locator("#tab-draft").click()
    page.locator("#draft").fill("Nine people were injured. A barge struck the Tallis Bridge on Tuesday.")
    page.locator("#check").click()
    page.locator("#draft-result .bad").wait_for()
    assert violations(page) == []
    page.get_by_role("button", name="Edit articles").click()
    page.locator(".of-published input").first.fill("tomorrow")
    page.locator("#tab-stories").click()
    page.locator("#sort").click()
    page.locator("#stories > li").first.wait_for()
    assert violations(page) == []


def test_dark_is_dark_and_has_contrast(open_page: "Open", address: str) -> None:
    page = open_page(address, color_scheme="dark", reduced_motion="reduce")
    colour = "getComputedStyle(document.querySelector('main > section')).backgroundColor"
    shade = f"{colour}.match(/\\d+/g).reduce((sum, part) => sum + Number(part), 0)"
    assert page.evaluate(shade) < 200
    assert violations(reviewed(page), ["color-contrast"]) == []
    page.emulate_media(color_scheme="light")
    assert page.evaluate(shade) > 700


@pytest.mark.parametrize("width", [320, 390])
def test_a_phone_never_scrolls_sideways_and_keeps_the_evidence_in_sight(open_page: "Open", address: str, width: int) -> None:
    page = open_page(address, viewport={"width": width, "height": 800}, has_touch=True, is_mobile=True)
    assert not wider_than_the_screen(page)
    page.get_by_role("button", name="a bridge accident").tap()
    page.locator(".card").nth(4).wait_for()
    page.locator("#go").tap()
    page.locator(".sentence").last.tap()
    expect(page.locator("#detail blockquote").first).to_be_in_viewport()
    expect(page.locator(".sentence").last).to_be_in_viewport()
    assert not wider_than_the_screen(page)
    page.get_by_role("button", name="Close", exact=True).tap()
    expect(page.locator("#detail blockquote")).to_have_count(0)


def test_everything_is_done_with_the_keyboard_alone(page: "Page") -> None:
    keys = page.keyboard
    focused = page.locator(":focus")

    def tab_to(selector: str, key: str = "Tab") -> None:
        for _ in range(60):
            keys.press(key)
            if focused.evaluate("(one, selector) => one.matches(selector)", selector):
                return
        pytest.fail(f"no way to {selector}")

    tab_to("#articles textarea")
    keys.type(FERRY)
    tab_to("#go", "Shift+Tab")
    keys.press("Enter")
    page.locator(".sentence").first.wait_for()
    expect(page.locator("#result-title")).to_be_focused()
    tab_to(".sentence")
    expect(page.locator("#detail")).to_contain_text("Sentence 1")
    expect(page.locator("#articles .lit")).not_to_have_count(0)
    keys.press("e")
    keys.press("End")
    keys.type(" Nobody knows why.")
    keys.press("Escape")
    expect(page.locator(".sentence.edited")).to_have_count(0)
    expect(focused).to_have_class(re.compile("sentence"))
    tab_to("#articles [data-fate]")
    expect(page.locator("#fate")).to_be_visible()
    first = focused.inner_text()
    keys.press("ArrowRight")
    assert focused.inner_text() != first
    keys.press("ArrowLeft")
    assert focused.inner_text() == first
    tab_to("[role=tab]", "Shift+Tab")
    keys.press("ArrowRight")
    expect(page.locator("#tab-draft")).to_have_attribute("aria-selected", "true")
    tab_to("#draft")
    keys.type("All 250 passengers were taken off by lifeboat.")
    tab_to("#check")
    keys.press("Enter")
    expect(page.locator("#draft-result .bad .finding").first).to_contain_text("250")
