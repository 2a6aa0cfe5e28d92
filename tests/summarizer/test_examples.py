"""The example bundles hold what their truth says is planted in them, and reading, cleaning and origins find it."""

import json
from pathlib import Path
from typing import Any

import pytest

from summarizer import Article
from summarizer.bundle.origins import find_origins
from summarizer.models import bundled, registry
from summarizer.preparation.clean import clean
from summarizer.preparation.split import split
from summarizer.readers import Reading, read
from summarizer.wording.language import detect

EXAMPLES = Path(__file__).parents[2] / "examples"
TRUTHS = sorted((EXAMPLES / "truth").glob("*.json"))


def load(path: Path) -> tuple[dict[str, Any], Reading, dict[str, Article]]:
    truth = json.loads(path.read_text(encoding="utf-8"))
    reading = read([EXAMPLES / truth["bundle"]])
    return truth, reading, {article.id: article for article in reading.articles}


def marked(truth: dict[str, Any]) -> list[dict[str, str]]:
    planted = [span for found in truth["disagreements"] for value in found["values"] for span in value["spans"]]
    return [*planted, *truth["corrections"], *truth["furniture"]]


def test_every_bundle_has_a_truth() -> None:
    bundles = {path.name for path in EXAMPLES.iterdir() if path.name not in {"truth", "README.md"}}
    assert {json.loads(path.read_text(encoding="utf-8"))["bundle"] for path in TRUTHS} == bundles
    assert len(bundles) >= 6


@pytest.mark.parametrize("path", TRUTHS, ids=lambda path: path.stem)
def test_truth_speaks_of_what_is_there(path: Path) -> None:
    truth, reading, articles = load(path)
    assert reading.skipped == ()
    assert sorted(name for origin in truth["origins"] for name in origin["articles"]) == sorted(articles)
    assert sorted(name for story in truth["stories"] for name in story["articles"]) == sorted(articles)
    assert all(span["text"] in articles[span["article"]].text for span in marked(truth))
    assert not any(span["text"] in articles[span["article"]].text for span in truth.get("absent", ()))
    everything = "\n".join(article.text for article in articles.values())
    assert all(any(word in everything for word in words) for fact in truth["key_facts"] for words in fact["mentions"])


@pytest.mark.parametrize("path", TRUTHS, ids=lambda path: path.stem)
def test_dates_sources_and_languages_are_read(path: Path) -> None:
    truth, _, articles = load(path)
    assert all(article.published and article.source and article.title for article in articles.values())
    assert {name: detect(article.text) for name, article in articles.items()} == {
        name: truth.get("languages", {}).get(name, "en") for name in articles
    }


@pytest.mark.parametrize("path", TRUTHS, ids=lambda path: path.stem)
def test_no_sentence_holds_furniture_and_every_planted_value_is_in_one(path: Path) -> None:
    truth, reading, articles = load(path)
    sentences = {one.article.id: split(one) for one in clean(reading.articles)}

    def covered(span: dict[str, str]) -> bool:
        start = articles[span["article"]].text.index(span["text"])
        end = start + len(span["text"])
        return any(s.span.start < end and start < s.span.end for s in sentences[span["article"]])

    assert [span for span in truth["furniture"] if covered(span)] == []
    planted = [span for found in truth["disagreements"] for value in found["values"] for span in value["spans"]]
    assert [span for span in planted if not covered(span)] == []


@pytest.mark.skipif(not bundled.has("encoder"), reason="the bundled encoder is not in this checkout")
@pytest.mark.parametrize("path", TRUTHS, ids=lambda path: path.stem)
def test_copies_and_rewrites_are_found_and_nothing_else(path: Path) -> None:
    truth, reading, _ = load(path)
    sentences = {one.article.id: split(one) for one in clean(reading.articles)}
    vectors = registry.load_encoder().encode([s.text for article in reading.articles for s in sentences[article.id]])
    found = find_origins(reading.articles, sentences, vectors)
    assert {frozenset(origin.article_ids) for origin in found} == {frozenset(origin["articles"]) for origin in truth["origins"]}
    assert all(bool(origin.reason) == (len(origin.article_ids) > 1) for origin in found)
