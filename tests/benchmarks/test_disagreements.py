"""Planting a changed number and seeing whether the search notices it."""

import numpy as np

from benchmarks.disagreements import Cluster, changed, noticed, plantings
from summarizer.article import Article
from summarizer.models.fakes import FakeEncoder
from summarizer.sentence import Sentence, Span


def cluster(*texts: str) -> Cluster:
    articles = [Article(id=f"a{n}", text=text) for n, text in enumerate(texts)]
    sentences = [Sentence(Span(f"a{n}", 0, len(text)), text, 0, 0) for n, text in enumerate(texts)]
    return Cluster("c", articles, sentences, FakeEncoder().encode(texts), {f"a{n}": n for n in range(len(texts))}, {})


def test_a_number_that_two_origins_give_is_changed_in_one_and_noticed() -> None:
    told = cluster("A ferry fire killed 12 people in Lowmouth.", "The fire on the ferry left 12 dead in Lowmouth.")
    first, second = plantings(told)
    assert (first.article_id, first.value, first.new_value, first.new) == ("a0", 12, 16, "16")
    assert not noticed(first, told.found())
    planted = changed(told, first, FakeEncoder())
    assert [one.text for one in planted.sentences] == [told.sentences[0].text.replace("12", "16"), told.sentences[1].text]
    planted = Cluster("c", told.articles, planted.sentences, np.ones((2, 1), np.float32), told.origin_of, {})
    assert noticed(first, planted.found())
    assert not noticed(second, planted.found())


def test_what_one_origin_gives_alone_is_not_planted() -> None:
    assert plantings(cluster("A ferry fire killed 12 people.", "The ferry was built in Norwell for 30 passengers.")) == []
