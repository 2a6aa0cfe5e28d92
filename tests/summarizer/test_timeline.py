from collections.abc import Sequence
from datetime import date, datetime
from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.article import Article
from summarizer.facts.dates import Granularity
from summarizer.sentence import Sentence, Span
from summarizer.timeline import TimelineEntry, timeline

TUESDAY, WEDNESDAY = datetime(2026, 3, 10, 9), datetime(2026, 3, 11, 9)
TEXTS = {
    "a": (TUESDAY, ["A barge hit the old bridge today.", "The bridge was opened in 1968.", "Divers will dive on Friday."]),
    "b": (WEDNESDAY, ["The old bridge was hit by a barge yesterday.", "“We close it tomorrow,” she said.", "Trams run."]),
    "c": (None, ["A barge hit the bridge on Tuesday.", "A study of 3 May 2023 warned of barges."]),
}  # fmt: skip


def bundle(order: Sequence[str] = "abc") -> tuple[list[Article], list[Sentence]]:
    articles, sentences = [], []
    for name in order:
        published, texts = TEXTS[name]
        text = " ".join(texts)
        articles.append(Article(text=text, id=name, published=published))
        for index, sentence in enumerate(texts):
            start = text.index(sentence)
            sentences.append(Sentence(Span(name, start, start + len(sentence)), sentence, index, 0))
    return articles, sentences


def test_dated_facts_stand_in_order_and_one_event_once() -> None:
    entries = timeline(*bundle())
    assert [(entry.date, entry.granularity) for entry in entries] == [
        (date(1968, 1, 1), Granularity.YEAR),
        (date(2023, 5, 3), Granularity.DAY),
        (date(2026, 3, 10), Granularity.DAY),
        (date(2026, 3, 13), Granularity.DAY),
    ]
    crash = entries[2]
    assert crash.text == "A barge hit the old bridge on Tuesday 10 March."
    assert [citation.article_id for citation in crash.citations] == ["a", "b"]
    assert entries[0].until == date(1968, 12, 31)


def test_vectors_join_what_words_do_not() -> None:
    articles = [Article(text="x", id=name, published=TUESDAY) for name in "ab"]
    texts = ["Engineers found cracks today.", "Today a fissure came to light."]
    sentences = [Sentence(Span(name, 0, 1), text, 0, 0) for name, text in zip("ab", texts, strict=True)]
    assert len(timeline(articles, sentences)) == 2
    assert len(timeline(articles, sentences, np.ones((2, 1), dtype=np.float32))) == 1
    assert len(timeline(articles, sentences, np.eye(2, dtype=np.float32))) == 2


@pytest.mark.parametrize("order", ["".join(order) for order in permutations("abc")])
def test_the_order_of_articles_changes_nothing(order: str) -> None:
    assert timeline(*bundle(order)) == timeline(*bundle())


@given(st.lists(st.text(max_size=40), max_size=4), st.datetimes())
def test_any_sentences_have_a_timeline_in_order(texts: list[str], published: datetime) -> None:
    articles = [Article(text="x", id="a", published=published)]
    sentences = [
        Sentence(Span("a", number, number + 1), f"On {number + 1} May {text}", number, 0) for number, text in enumerate(texts)
    ]
    entries: tuple[TimelineEntry, ...] = timeline(articles, sentences)
    assert [entry.date for entry in entries] == sorted(entry.date for entry in entries)
    assert all(entry.citations for entry in entries)


def test_no_articles_no_timeline() -> None:
    assert timeline([], []) == ()
