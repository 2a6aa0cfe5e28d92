from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from summarizer import Article
from summarizer.bundle.origins import find_origins, longest_chain, origin_numbers
from summarizer.models.protocols import FloatArray
from summarizer.preparation.prepare import prepare
from summarizer.summary import Origin
from tests.summarizer.stories import AGENCY, DAILY, LOCAL


def origins(articles: Sequence[Article], vectors: FloatArray | None = None) -> tuple[Origin, ...]:
    prepared = prepare(articles)
    return find_origins(prepared.articles, prepared.sentences, vectors)


def sets(found: Sequence[Origin]) -> set[frozenset[str]]:
    return {frozenset(origin.article_ids) for origin in found}


def test_reports_by_different_hands_stay_apart() -> None:
    assert sets(origins([AGENCY, LOCAL, DAILY])) == {frozenset({"agency"}), frozenset({"local"}), frozenset({"daily"})}


def test_a_reprint_and_a_shortened_one_are_one_origin_with_a_reason() -> None:
    reprint = replace(AGENCY, id="reprint", text="By Our Staff\n\n" + AGENCY.text)
    brief = replace(AGENCY, id="brief", text=AGENCY.text.split("\n\n", maxsplit=1)[0])
    found = origins([AGENCY, LOCAL, reprint, brief])
    assert sets(found) == {frozenset({"agency", "reprint", "brief"}), frozenset({"local"})}
    assert [bool(origin.reason) for origin in sorted(found, key=lambda o: len(o.article_ids))] == [False, True]


def test_a_rewrite_is_found_by_its_sentences_in_their_order() -> None:
    texts = [f"Sentence number {word} tells of the harbour." for word in "one two three four five six seven eight".split()]
    again = [f"Reworded line {word} speaks about boats now." for word in "uno due tre quattro cinque sei sette otto".split()]
    articles = [Article(id="a", text=" ".join(texts)), Article(id="b", text=" ".join(again))]
    prepared = prepare(articles)
    assert [len(prepared.sentences[article.id]) for article in prepared.articles] == [8, 8]
    same = np.vstack([np.eye(8), np.eye(8)]).astype(np.float32)
    shuffled = np.vstack([np.eye(8), np.eye(8)[::-1]]).astype(np.float32)
    assert sets(find_origins(prepared.articles, prepared.sentences, same)) == {frozenset({"a", "b"})}
    assert len(find_origins(prepared.articles, prepared.sentences, shuffled)) == 2


def test_a_credit_counts_only_together_with_shared_wording() -> None:
    credited = [replace(article, text=article.text + "\n\nReporting by Reuters") for article in (AGENCY, LOCAL)]
    assert len(origins(credited)) == 2


@given(st.lists(st.sampled_from([AGENCY, LOCAL, DAILY]), min_size=1, max_size=6))
def test_each_article_is_in_exactly_one_origin_and_copies_share_theirs(picked: list[Article]) -> None:
    articles = [replace(article, id=f"n{place}") for place, article in enumerate(picked)]
    number = origin_numbers(origins(articles))
    assert sorted(number) == sorted(article.id for article in articles)
    for one, kind in zip(articles, picked, strict=True):
        for other, its in zip(articles, picked, strict=True):
            assert (number[one.id] == number[other.id]) == (kind is its)


@given(st.lists(st.lists(st.booleans(), min_size=4, max_size=4), min_size=1, max_size=6))
def test_the_longest_chain_is_the_longest_common_subsequence(rows: list[list[bool]]) -> None:
    best = [[0] * 5 for _ in range(len(rows) + 1)]
    for i, row in enumerate(rows):
        for j, alike in enumerate(row):
            best[i + 1][j + 1] = max(best[i][j + 1], best[i + 1][j], best[i][j] + alike)
    assert longest_chain(np.array(rows)) == best[-1][-1]


def test_two_reports_that_quote_one_speech_stay_apart() -> None:
    speech = " ".join(f"We will rebuild pier number {number} of this old bridge by hand if we must." for number in range(12))
    one = Article(
        id="one", text=f"The mayor promised a new bridge in a speech on Monday. She said: “{speech}” The crowd cheered her."
    )
    other = Article(
        id="other", text=f"Critics were not convinced by what they heard at noon. It went: “{speech}” Few stayed to the end."
    )
    assert len(origins([one, other])) == 2


def test_the_shortest_texts_are_copies_too() -> None:
    articles = [Article(id=name, text="Rain.") for name in "ab"] + [Article(id="c", text="Snow.")]
    assert [origin.article_ids for origin in find_origins(articles, {})] == [("a", "b"), ("c",)]
