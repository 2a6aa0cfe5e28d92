import json
from typing import Any

import pytest

from summarizer.errors import InputError, InvalidArticle, NoArticles, UnreadableInput
from summarizer.readers import parse_json, read_json_bundle, read_json_lines

TEXT = "The ferry ran aground on Monday."


def test_all_fields_are_read() -> None:
    (article,) = read_json_bundle(
        {
            "articles": [
                {"text": TEXT, "id": "a", "title": "T", "source": "S", "url": "https://x.example", "published": "2026-03-09"}
            ]
        }
    )
    assert article.published is not None
    assert (article.id, article.title, article.source, article.published.isoformat()) == (
        "a",
        "T",
        "S",
        "2026-03-09T00:00:00+00:00",
    )


@pytest.mark.parametrize("data", [[{"text": TEXT}], {"text": TEXT}, {"articles": [{"text": TEXT}]}])
def test_a_list_and_a_single_article_are_bundles_too(data: object) -> None:
    assert [article.text for article in read_json_bundle(data)] == [TEXT]


@pytest.mark.parametrize(
    ("data", "error", "said"),
    [
        ({"articles": []}, NoArticles, "empty"),
        ({"articles": "x"}, InvalidArticle, "list"),
        ({"articles": [{"title": "T"}]}, InvalidArticle, r"articles\[0\]\.text is missing"),
        ({"articles": [{"text": TEXT}, {"text": 7}]}, InvalidArticle, r"articles\[1\]\.text"),
        ({"articles": [{"text": "a \ud800 b"}]}, InvalidArticle, "surrogates"),
        ({"articles": [{"text": TEXT, "published": "soon"}]}, InvalidArticle, "published is not a date"),
        ({"articles": [{"text": TEXT, "body": "x"}]}, InvalidArticle, "known are"),
        ({"articles": [None]}, InvalidArticle, r"articles\[0\]"),
        (7, InvalidArticle, "articles"),
        (None, InvalidArticle, "articles"),
    ],
)
def test_wrong_values_are_refused_with_their_place(data: object, error: type[InputError], said: str) -> None:
    with pytest.raises(error, match=said):
        read_json_bundle(data)


@pytest.mark.parametrize("text", ["{", '{"articles": NaN}', "[Infinity]", "[" * 100_000, "nope"])
def test_what_is_not_json_is_refused(text: str) -> None:
    with pytest.raises(UnreadableInput, match="story"):
        parse_json(text, "story.json")


def test_lines_are_articles_and_a_bad_one_is_named() -> None:
    lines = json.dumps({"text": TEXT}) + "\n\n" + json.dumps({"text": TEXT, "id": "b"}) + "\n"
    assert [article.id for article in read_json_lines(lines, "pile.jsonl")] == ["pile.jsonl#1", "b"]
    with pytest.raises(UnreadableInput, match="Line 2"):
        read_json_lines(json.dumps({"text": TEXT}) + "\n{oops}\n", "pile.jsonl")
    with pytest.raises(NoArticles):
        read_json_lines("\n \n", "pile.jsonl")


@pytest.mark.parametrize(
    "item",
    [
        {"uri": "urn:x:1", "body_text": TEXT, "headline": "H", "versioncreated": "2026-03-09T14:00:00Z", "language": "en-GB"},
        {
            "uri": "urn:x:1",
            "body_html": f"<p>{TEXT}</p>",
            "headline": "H",
            "versioncreated": "2026-03-09T14:00:00Z",
            "language": "en",
        },
        {
            "uri": "urn:x:1",
            "bodies": [{"role": "main", "contenttype": "text/html", "value": f"<p>{TEXT}</p>"}],
            "headlines": [{"value": "H"}],
            "versioncreated": "2026-03-09T14:00:00Z",
            "language": "en",
        },
        {
            "uri": "urn:x:1",
            "bodies": [{"role": "main", "contentType": "text/plain", "value": TEXT}],
            "headlines": [{"role": "main", "value": "H"}],
            "versionCreated": "2026-03-09T14:00:00Z",
            "language": "en",
        },
    ],
    ids=["1.x plain", "1.x html", "2.x", "3.x"],
)
def test_ninjs_items_of_every_version_are_read(item: dict[str, Any]) -> None:
    (article,) = read_json_bundle(item)
    assert (article.id, article.text, article.title, article.language) == ("urn:x:1", TEXT, "H", "en")
    assert article.published is not None


def test_a_ninjs_item_without_a_body_is_refused() -> None:
    with pytest.raises(InvalidArticle, match="body"):
        read_json_bundle({"uri": "urn:x:1", "headline": "H", "body_text": " "})
