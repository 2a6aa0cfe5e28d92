from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import InputError, InvalidArticle, NoArticles
from summarizer.readers import read_json_bundle

NAMES = st.sampled_from(["articles", "text", "id", "published", "body_text", "bodies", "associations"]) | st.text()
JSON: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=20,
)


def test_a_bundle_keeps_its_texts_as_they_are() -> None:
    text = "\ufeffOne.\r\nTwo\u200b."
    (article,) = read_json_bundle(
        {"articles": [{"id": "x", "text": text, "published": "2026-10-13T09:40:00Z", "language": "en"}]}
    )
    assert article.text == text
    assert (article.id, article.language) == ("x", "en")
    assert article.published == datetime(2026, 10, 13, 9, 40, tzinfo=UTC)


def test_a_list_and_a_single_article_are_bundles_too() -> None:
    assert [a.text for a in read_json_bundle([{"text": "One."}, {"text": "Two."}])] == ["One.", "Two."]
    assert [a.text for a in read_json_bundle({"text": "One."})] == ["One."]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ({"articles": "secret"}, "articles must be a list of articles, not a string."),
        ({"articles": [["secret"]]}, "articles[0] must be an object with a text, not a list."),
        ({"articles": [{"text": "a"}, {"body": "secret"}]}, "articles[1].text is missing."),
        ({"articles": [{"text": {"a": "secret"}}]}, "articles[0].text must be a string, not an object."),
        ({"articles": [{"text": "  "}]}, "articles[0].text is empty."),
        ({"articles": [{"text": "secret\ud800"}]}, "articles[0].text holds lone surrogates, which are no characters."),
        ({"articles": [{"text": "secret", "title": 3}]}, "articles[0].title must be a string, not a number."),
        ({"articles": [{"text": "a", "published": "secret"}]}, "articles[0].published must be a date and time as in 2026"),
        ({"body": "secret"}, "A bundle is"),
        ("secret", "articles must be a list of articles, not a string."),
        ({"bodies": "secret"}, "article.bodies must be a list."),
        ({"body_text": "secret\ud800"}, "article.body_text holds lone surrogates, which are no characters."),
        ({"headlines": [], "bodies": [{"value": 3}]}, "article.bodies[0].value must be a string, not a number."),
        ({"body_text": "secret", "pubstatus": "canceled"}, "article is marked canceled by its publisher"),
    ],
)
def test_errors_name_the_place_and_hold_no_text(data: object, says: str) -> None:
    with pytest.raises(InvalidArticle) as caught:
        read_json_bundle(data)
    assert str(caught.value).startswith(says)
    assert "secret" not in str(caught.value)


def test_an_empty_bundle() -> None:
    with pytest.raises(NoArticles):
        read_json_bundle({"articles": []})


@given(JSON)
def test_any_json_is_articles_or_a_typed_error(data: object) -> None:
    try:
        articles = read_json_bundle(data)
    except InputError:
        return
    assert all(article.text.strip() for article in articles)
