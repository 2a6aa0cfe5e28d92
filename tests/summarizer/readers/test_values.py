from datetime import UTC, datetime

import pytest

from summarizer.errors import InvalidArticle
from summarizer.readers.values import kind, published, string


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ({}, "an object"),
        ([], "a list"),
        ("", "a string"),
        (True, "true or false"),
        (0, "a number"),
        (0.5, "a number"),
        (None, "null"),
    ],
)
def test_values_are_called_as_json_calls_them(value: object, name: str) -> None:
    assert kind(value) == name
    if not isinstance(value, str):
        with pytest.raises(InvalidArticle, match=rf"^items\[0\]\.title must be a string, not {name}\.$"):
            string(value, "items[0].title")


def test_a_lone_surrogate_is_no_string() -> None:
    assert string("Café 🙂", "title") == "Café 🙂"
    with pytest.raises(InvalidArticle, match=r"^title holds lone surrogates, which are no characters\.$"):
        string("Caf\ud800", "title")


def test_a_time_is_one_or_null() -> None:
    assert published("2026-11-23T09:30:00Z", "published") == datetime(2026, 11, 23, 9, 30, tzinfo=UTC)
    assert published(None, "published") is None
    for value in ("", "yesterday", 20261123, "\ud800"):
        with pytest.raises(InvalidArticle, match=r"^published must be a date and time"):
            published(value, "published")
