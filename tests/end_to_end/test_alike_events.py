"""Two barges that strike two bridges: the examples that are most alike, in one bundle."""

from pathlib import Path

import pytest

from summarizer import Article, Summarizer
from summarizer.errors import NotOneStory
from summarizer.readers import read

EXAMPLES = Path(__file__).parents[2] / "examples"


def articles(name: str) -> list[Article]:
    return list(read([EXAMPLES / name]).articles)


def test_two_alike_events_are_two_stories_and_each_alone_is_one() -> None:
    summarizer = Summarizer()
    harbour, tallis = articles("harbour-bridge"), articles("tallis-bridge")
    with pytest.raises(NotOneStory, match="2 stories"):
        summarizer.summarize([*harbour, *tallis], on_mixed="refuse")
    largest = summarizer.summarize([*harbour, *tallis], max_words=60, fusion="none")
    assert {report.id for report in largest.articles if report.belongs} == {article.id for article in harbour}
    assert largest.text == summarizer.summarize(harbour, max_words=60, fusion="none", on_mixed="refuse").text
