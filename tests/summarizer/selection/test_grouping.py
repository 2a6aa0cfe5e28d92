from collections import Counter

from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.ranking import ranker
from summarizer.selection.grouping import group
from tests.summarizer.bundles import FERRY, bundle

CLAUSES = [text for doc in FERRY for text in doc]


def test_the_same_fact_from_two_articles_is_one_group() -> None:
    material = bundle()
    groups = group(material, ranker("learned").rank(material))
    together = [{sentence.article_id for sentence in one.sentences} for one in groups if len(one.sentences) > 1]
    costs = next(one for one in groups if "costs" in one.best.text)
    assert {"a0", "a1"} <= {sentence.article_id for sentence in costs.sentences}
    assert costs.origins == (0, 1)
    assert len(together) >= 2


def test_other_numbers_keep_sentences_apart() -> None:
    first = "The terminal costs the town 2 million crowns a year, Mayor Lena Ortiz said."
    other = "The terminal costs the town 5 million crowns a year, Mayor Lena Ortiz said."
    material = bundle([[first], [other]])
    assert len(group(material, ranker("learned").rank(material))) == 2


@settings(deadline=None, max_examples=40)
@given(st.lists(st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=5), min_size=1, max_size=5))
def test_groups_are_a_partition(docs: list[list[str]]) -> None:
    material = bundle(docs)
    groups = group(material, ranker("learned").rank(material))
    spans = Counter(sentence.span for one in groups for sentence in one.sentences)
    assert spans == Counter(sentence.span for sentence in material.sentences)
    assert [one.score for one in groups] == sorted((one.score for one in groups), reverse=True)
