from datetime import UTC, datetime
from typing import Any

import pytest

from summarizer.errors import InvalidArticle
from summarizer.readers import read_json_bundle

WHEN = "2026-07-08T20:05:00Z"
FIRST = {
    "uri": "u1",
    "versioncreated": WHEN,
    "headline": "Power back",
    "language": "en-GB",
    "body_xhtml": "<p>One.</p><p>Two.</p>",
    "copyrightholder": "NPA",
}
SECOND = {
    "uri": "u2",
    "versioncreated": WHEN,
    "headlines": [{"role": "short", "value": "Short"}, {"role": "main", "value": "Power back"}],
    "infosources": [{"name": "NPA"}],
    "bodies": [{"contenttype": "text/html", "value": "<p>One.</p><p>Two.</p>"}],
}
THIRD = {
    "uri": "u3",
    "versionCreated": WHEN,
    "headlines": [{"value": "Power back"}],
    "infoSources": [{"name": "NPA"}],
    "bodies": [{"contentType": "text/html", "value": "<p>No.</p>"}, {"contentType": "text/plain", "value": "One.\n\nTwo."}],
}


@pytest.mark.parametrize("item", [FIRST, SECOND, THIRD], ids=["1", "2", "3"])
def test_three_generations_say_the_same(item: dict[str, Any]) -> None:
    (article,) = read_json_bundle(item)
    assert (article.id, article.title, article.source, article.text) == (item["uri"], "Power back", "NPA", "One.\n\nTwo.")
    assert article.published == datetime(2026, 7, 8, 20, 5, tzinfo=UTC)


def test_plain_text_goes_before_markup_and_keeps_its_form() -> None:
    (article,) = read_json_bundle({"body_text": "One.\r\nTwo.", "body_html": "<p>Three.</p>"})
    assert article.text == "One.\r\nTwo."


def test_packages_are_unpacked_and_pictures_passed_over() -> None:
    picture = {"type": "picture", "versioncreated": WHEN, "uri": "p"}
    package = {"type": "composite", "versioncreated": WHEN, "associations": {"main": FIRST, "photo": picture}}
    assert [(a.id, a.language) for a in read_json_bundle({"items": [package, SECOND]})] == [("u1", "en"), ("u2", None)]
    assert [a.id for a in read_json_bundle({**package, "associations": [{"name": "main", **THIRD}]})] == ["u3"]


def test_an_item_without_text_or_nested_without_end() -> None:
    with pytest.raises(InvalidArticle, match="without a text body"):
        read_json_bundle({"versioncreated": WHEN})
    item: dict[str, Any] = {"body_text": "Deep."}
    for _ in range(60):
        item = {"versioncreated": WHEN, "associations": {"a": item}}
    with pytest.raises(InvalidArticle, match="without a text body"):
        read_json_bundle(item)
