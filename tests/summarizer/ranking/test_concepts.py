import itertools

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from summarizer.ranking.concepts import Concepts, is_function, stem, words_of


def test_pairs_of_stems_are_found_across_inflections() -> None:
    concepts = Concepts.of(["The mayors signed orders.", "A mayor signs the order."])
    assert concepts.holds.shape == (2, len(concepts))
    shared = np.flatnonzero(concepts.holds.sum(axis=0) == 2)
    assert [tuple(concepts.stems[stemmed] for stemmed in concepts.pairs[column]) for column in shared] == [("mayor", "sign")]


def test_a_repeated_pair_counts_once() -> None:
    concepts = Concepts.of(["ferry port ferry port ferry port"])
    assert concepts.holds.max() == 1.0
    assert len(concepts) == 2


def test_other_texts_are_found_in_the_same_columns() -> None:
    texts = ["The harbour was closed on Monday.", "The ferry sails again."]
    concepts = Concepts.of(texts)
    assert (concepts.find([*reversed(texts), "nothing shared"]).toarray()[:2] == concepts.holds.toarray()[::-1]).all()
    assert concepts.find(["nothing shared"]).nnz == 0


def test_function_words_are_known_by_their_stems() -> None:
    assert is_function(stem("during"))
    assert not is_function(stem("harbour"))


@given(st.lists(st.text(max_size=60), max_size=8))
def test_any_text_has_as_many_pairs_as_it_says(texts: list[str]) -> None:
    concepts = Concepts.of(texts)
    for row, text in enumerate(texts):
        line = [stem(word) for word in words_of(text)]
        assert concepts.holds[[row]].nnz == len(set(itertools.pairwise(line)))
    assert (concepts.find(texts).toarray() == concepts.holds.toarray()).all()
