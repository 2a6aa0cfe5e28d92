"""The page in a real browser, served by a real process with the bundled models."""

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page, Route

playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: pip install playwright")
expect = playwright.expect

FERRY = "The ferry Alma ran aground off Port Sennen on Monday. All 140 passengers were taken off by lifeboat. Nobody was hurt."
HOSTILE = "<img src=x onerror=\"document.title='owned'\"> The mayor opened the pier. <script>document.title='owned'</script>"
DROP = """files => {
  const transfer = new DataTransfer();
  for (const [name, bytes] of files) transfer.items.add(new File([new Uint8Array(bytes)], name));
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: transfer, bubbles: true, cancelable: true }));
}"""
PASTE = """(area, text) => {
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", text);
  area.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


def drop(page: "Page", files: dict[str, bytes]) -> None:
    page.evaluate(DROP, [[name, list(content)] for name, content in files.items()])


def paste(page: "Page", text: str) -> None:
    page.locator("#articles textarea").last.evaluate(PASTE, text)


def write(page: "Page", *texts: str) -> None:
    for text in texts:
        page.locator("#articles textarea").last.fill(text)


def example(page: "Page", name: str) -> None:
    page.get_by_role("button", name=name).click()
    expect(page.locator(".card:not(.blank)")).not_to_have_count(0)


def summarize(page: "Page") -> None:
    page.locator("#go").click()
    page.locator(".sentence").first.wait_for()


def texts(page: "Page") -> list[str]:
    return [str(area.input_value()) for area in page.locator(".card:not(.blank) textarea").all()]


def test_a_sentence_lights_up_the_spans_it_rests_on(page: "Page") -> None:
    other = "Lifeboats took 140 people off the ferry Alma near Port Sennen. Her rudder had failed, her captain said."
    write(page, FERRY, other)
    summarize(page)
    page.locator(".sentence").first.hover()
    lit = page.locator("#articles .lit")
    expect(lit.first).to_be_in_viewport()
    assert lit.first.inner_text() in f"{FERRY} {other}"
    expect(page.locator("#detail")).to_contain_text("Sentence 1")
    expect(page.locator("#detail blockquote").first).to_contain_text(lit.first.inner_text())


def test_a_source_sentence_tells_what_became_of_it(page: "Page") -> None:
    example(page, "a bridge accident")
    summarize(page)
    used = page.locator("#articles [data-sentence='2']").first
    used.hover()
    expect(page.locator(".sentence").nth(1)).to_have_class(re.compile(r"\blit\b"))
    expect(page.locator("#fate")).to_contain_text("In the summary: cited by sentence 2.")
    page.locator("#articles [data-fate='furniture']").first.hover()
    expect(page.locator("#fate")).to_contain_text("Not part of the report")
    expect(page.locator(".sentence.lit")).to_have_count(0)


def test_an_edited_sentence_is_checked_again_and_can_be_restored(page: "Page") -> None:
    write(page, FERRY)
    summarize(page)
    sentence = page.locator(".sentence", has_text="140 passengers")
    written = sentence.inner_text()
    sentence.dblclick()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("All 250 passengers were taken off by lifeboat.")
    page.keyboard.press("Enter")
    edited = page.locator(".sentence.edited")
    expect(edited).to_have_class(re.compile("doubtful"))
    expect(page.locator("#detail")).to_contain_text("250")
    expect(page.locator("#detail")).to_contain_text("The articles do not carry this wording.")
    assert page.locator("#articles .lit").first.inner_text() == "All 140 passengers were taken off by lifeboat."
    page.get_by_role("button", name="Restore what was written").click()
    expect(page.locator(".sentence", has_text=written)).to_have_count(1)
    expect(page.locator(".sentence.edited")).to_have_count(0)


def test_an_edited_sentence_that_the_articles_carry_is_not_marked(page: "Page") -> None:
    write(page, FERRY)
    summarize(page)
    page.locator(".sentence", has_text="140 passengers").click()
    page.get_by_role("button", name="Edit the sentence").click()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("The 140 passengers were taken off by lifeboat.")
    page.locator("#result-title").dispatch_event("click")
    page.keyboard.press("Enter")
    expect(page.locator(".sentence.edited")).to_have_text("The 140 passengers were taken off by lifeboat.")
    expect(page.locator(".sentence.doubtful")).to_have_count(0)


def test_files_of_every_kind_are_dropped_and_what_cannot_be_read_is_named(page: "Page") -> None:
    ninjs = {
        "uri": "urn:x",
        "type": "text",
        "headlines": [{"value": "Pier opened"}],
        "bodies": [{"contenttype": "text/plain", "value": FERRY}],
    }
    drop(
        page,
        {
            "old.txt": "Café reopens.".encode("cp1252"),
            "page.html": b"<html><nav>Menu</nav><h1>Head</h1><article><p>One line.</p><script>x</script></article></html>",
            "item.json": json.dumps(ninjs).encode(),
            "bundle.json": json.dumps({"articles": [{"text": "First."}, {"text": "Second."}]}).encode(),
            "broken.json": b"{",
            "report.pdf": b"%PDF-1.7",
        },
    )
    expect(page.locator(".card:not(.blank)")).to_have_count(5)
    assert sorted(texts(page)) == sorted(["Café reopens.", "One line.", FERRY, "First.", "Second."])
    assert {"Pier opened", "Head"} <= {field.input_value() for field in page.locator(".of-title input").all()}
    expect(page.locator("#left-out")).to_have_text(
        "Left out: broken.json is not JSON. report.pdf is not text; open it elsewhere and paste its text."
    )


def test_files_and_folders_are_opened(page: "Page", tmp_path: Path) -> None:
    (tmp_path / "story").mkdir()
    for name in ("one", "two"):
        (tmp_path / "story" / f"{name}.txt").write_text(
            f"---\nsource: {name}\ndate: 10 March 2026\n---\nThe text.", encoding="utf-8"
        )
    page.locator("#folder").set_input_files(tmp_path / "story")
    expect(page.locator(".card:not(.blank)")).to_have_count(2)
    page.locator("#files").set_input_files(tmp_path / "story" / "one.txt")
    expect(page.locator(".card:not(.blank)")).to_have_count(3)
    expect(page.locator(".of-published input").first).to_have_value("2026-03-10")


def test_a_pasted_bundle_becomes_its_articles_and_any_other_text_one(page: "Page") -> None:
    paste(page, json.dumps({"articles": [{"text": "First.", "source": "Wire"}, {"text": "Second."}]}))
    expect(page.locator(".card:not(.blank)")).to_have_count(2)
    expect(page.locator(".of-source input").first).to_have_value("Wire")
    paste(page, "<!doctype html><h1>Head</h1><p>Third.</p>")
    expect(page.locator(".card:not(.blank)")).to_have_count(3)
    write(page, "[Note] A fourth.")
    assert texts(page) == ["First.", "Second.", "Third.", "[Note] A fourth."]


def test_a_draft_is_checked(page: "Page") -> None:
    write(page, FERRY)
    page.locator("#tab-draft").click()
    page.locator("#draft").fill("The Alma ran aground on Monday. All 250 passengers were taken off by lifeboat.")
    page.locator("#check").click()
    expect(page.locator("#draft-result .good")).to_contain_text("Carried by the articles")
    expect(page.locator("#draft-result .bad .finding").first).to_contain_text("250")
    expect(page.locator("#draft-result .bad mark").first).to_contain_text("250")
    page.locator("#draft-result .bad .claim").hover()
    expect(page.locator("#articles .lit")).to_have_text("All 140 passengers were taken off by lifeboat.")


def test_a_pile_is_sorted_once_it_has_been_read_and_a_story_opened(page: "Page") -> None:
    held: list[Route] = []
    asked: list[str] = []
    page.route("**/page/examples/*.json", lambda route: held.append(route))  # noqa: PLW0108  the driver marks the function
    page.on("request", lambda request: asked.append(request.url) if "/v1/stories" in request.url else None)
    page.get_by_role("button", name="two stories mixed").click()
    page.locator("#tab-stories").click()
    page.locator("#sort").click()
    page.wait_for_function("() => new Promise(resolve => setTimeout(() => resolve(true)))")
    assert asked == []
    held[0].continue_()
    story = page.locator("#stories > li").first
    expect(story).to_contain_text("2 articles")
    story.get_by_role("button", name="Work on this story").click()
    page.locator(".sentence").first.wait_for()
    expect(page.locator("#articles .source")).to_have_count(2)


def test_an_article_that_is_set_aside_is_not_used_and_a_change_is_told(page: "Page") -> None:
    write(page, FERRY, "A bakery in Sennen burned down on Sunday. The fire brigade came with three engines.")
    page.get_by_label("Use").nth(1).uncheck()
    summarize(page)
    expect(page.locator("#articles .source")).to_have_count(1)
    page.get_by_role("button", name="Edit articles").click()
    expect(page.locator("#stale")).to_be_hidden()
    page.locator(".of-title input").first.fill("Ferry aground")
    expect(page.locator("#stale")).to_be_visible()


def test_hostile_text_stays_text(page: "Page") -> None:
    hostile = {"text": f"{HOSTILE} {FERRY}", "title": HOSTILE, "source": HOSTILE, "url": "javascript:document.title='owned'"}
    paste(page, json.dumps({"articles": [hostile, {**hostile, "id": HOSTILE}]}))
    summarize(page)
    for sentence in page.locator(".sentence").all():
        sentence.hover()
    page.locator("#tab-draft").click()
    page.locator("#draft").fill(HOSTILE)
    page.locator("#check").click()
    page.locator("#draft-result li").first.wait_for()
    assert page.title() == "newsfuse"
    assert page.locator("main img, main script, main a").count() == 0


def test_the_summary_is_copied(page: "Page") -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    write(page, FERRY.replace("140", "<b>140</b>"))
    summarize(page)
    shown = [sentence.inner_text() for sentence in page.locator(".sentence").all()]
    for form, part in {"text": "<b>140", "Markdown": "[^1]:", "HTML with notes": "&#60;b&#62;140", "JSON": '"trail"'}.items():
        page.locator("#copies").get_by_role("button", name=form).click()
        expect(page.locator("#copied")).to_have_text(f"Copied as {form}.")
        copied = page.evaluate("navigator.clipboard.readText()")
        assert part in copied
        if form == "JSON":
            assert [sentence["text"] for sentence in json.loads(copied)["sentences"]] == shown


def test_errors_are_said_in_words_and_name_the_article(page: "Page") -> None:
    page.locator("#go").click()
    expect(page.locator("#problem")).to_contain_text("No articles")
    write(page, "Too short.")
    page.locator("#go").click()
    expect(page.locator("#problem")).to_contain_text("at least two")
    page.locator(".of-source input").first.fill("Wire" * 600)
    page.locator("#go").click()
    expect(page.locator("#problem")).to_contain_text("source: String should have at most 2000 characters")
    page.locator(".of-published input").first.fill("tomorrow")
    expect(page.locator(".card").first).to_contain_text("Not a date: it is left out.")


def test_stages_are_told_while_it_works(page: "Page") -> None:
    told: list[Any] = []
    page.expose_function("tell", lambda text: told.append(text))  # noqa: PLW0108  the driver marks the function
    page.evaluate("""() => {
      const stage = document.querySelector("#stage");
      new MutationObserver(() => tell(stage.textContent)).observe(stage, { childList: true });
    }""")
    example(page, "a museum theft")
    summarize(page)
    stages = [one for one in told if one.endswith("…")]
    assert stages.index("Reading the articles …") < stages.index("Checking against the sources …")
    assert told[-1].endswith("each with its sources.")
