from datetime import UTC, datetime

import pytest

from summarizer.article import Article
from summarizer.evaluation.unsupported import unsupported

ARTICLE = Article(
    text="Ines Roe steered the ferry Alma past PORT SENNEN with 1,200 people and twelve crew at 5:30. Roe’s rudder failed.",
    title="Lifeboats called out",
    published=datetime(2026, 3, 10, 9, 0, tzinfo=UTC),
)


@pytest.mark.parametrize(
    "sentence",
    [
        "Ines Roe's ferry Alma left Port Sennen.",
        "1200 people and 12 crew were there at 5.30.",
        "The lifeboats came on Tuesday 10 March 2026.",
        "Soon they went home.",
        "A ferry stopped.",
        "",
    ],
)
def test_what_the_articles_have_is_supported(sentence: str) -> None:
    found = unsupported([sentence], [ARTICLE])
    assert (found.names, found.numbers) == ((), ())


def test_an_invented_name_and_number_are_found_as_printed() -> None:
    found = unsupported(["The ferry Bertha carried 13 people and fourteen dogs.", "John Roe steered."], [ARTICLE])
    assert found.names == ("Bertha", "John")
    assert found.numbers == ("13", "fourteen")


def test_every_article_counts() -> None:
    other = Article(text="The Bertha carried thirteen people.")
    assert unsupported(["The Bertha carried 13."], [ARTICLE, other]).names == ()
