from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from summarizer.readers.plain import read_markdown, read_plain

FRONT = (
    "---\nTitle: Bridge falls: 12 dead\nSource: Herald\nPublished: 2026-10-13T09:40:00Z\n"
    "url: https://herald.example/a:b\nmood: grim\n---\n\n"
)


def test_front_matter_is_read_and_is_no_part_of_the_text() -> None:
    article = read_plain(FRONT + "The bridge fell.\n", "a.txt")
    assert (article.title, article.source, article.url) == ("Bridge falls: 12 dead", "Herald", "https://herald.example/a:b")
    assert article.published == datetime(2026, 10, 13, 9, 40, tzinfo=UTC)
    assert article.text == "The bridge fell.\n"


def test_quotes_around_a_value_go_but_not_those_within() -> None:
    assert read_plain('---\ntitle: "All gone"\n---\nText.', "a").title == "All gone"
    assert read_plain('---\ntitle: "It shook": tales\n---\nText.', "a").title == '"It shook": tales'


def test_a_rule_is_no_front_matter() -> None:
    for text in ("---\nThe bridge fell.\n---\nMore.", "Title: none\n\nText.", "---", ""):
        assert read_plain(text, "a").text == text


def test_markdown_is_read_as_seen() -> None:
    article = read_markdown(
        "# Bridge falls\n\nThe **old** bridge [fell](https://x.example) on\nTuesday. ![](p.jpg)\n\n## Next\n\n"
        "- One `code`.\n- Two.\n\n"
        "```\nnot this\n```\n\n<div>nor this</div>\n\n> A quote.\n",
        "a.md",
    )
    assert article.title == "Bridge falls"
    assert article.text.strip().split("\n\n") == ["The old bridge fell on Tuesday.", "Next", "- One code.", "- Two.", "A quote."]


@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    assert read_plain("Text. " + text, "a").text == "Text. " + text
    read_markdown(text, "a")
