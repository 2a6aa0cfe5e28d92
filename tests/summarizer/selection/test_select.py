from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.budget import Budget, count_words
from summarizer.errors import CannotFit, NotEnoughText
from summarizer.ranking import RANKERS, ranker
from summarizer.ranking.material import Material
from summarizer.selection.fates import fates
from summarizer.selection.grouping import group
from summarizer.selection.select import Extract, select
from summarizer.sentence import Sentence, Span
from summarizer.summary import Fate
from tests.summarizer.bundles import FERRY, bundle

CLAUSES = [text for doc in FERRY for text in doc]
BUNDLES = st.lists(st.lists(st.sampled_from(CLAUSES), min_size=1, max_size=4, unique=True), min_size=1, max_size=4)
BUDGETS = st.builds(
    Budget,
    max_words=st.integers(5, 90),
    max_sentences=st.none() | st.integers(1, 6),
    max_characters=st.none() | st.integers(30, 500),
)


def extract_of(docs: list[list[str]], budget: Budget, name: str = "learned") -> Extract:
    material = bundle(docs)
    ranking = ranker(name).rank(material)
    return select(material, group(material, ranking), ranking, budget)


def printed(extract: Extract) -> str:
    return " ".join(one.best.text for one in extract.groups)


@settings(deadline=None, max_examples=60)
@given(BUNDLES, BUDGETS, st.sampled_from(sorted(RANKERS)))
def test_no_budget_is_exceeded_and_no_sentence_lost(docs: list[list[str]], budget: Budget, name: str) -> None:
    try:
        extract = extract_of(docs, budget, name)
    except CannotFit:
        assert all(not budget.holds(text, 1) for doc in docs for text in doc)
        return
    assert extract.groups
    assert budget.holds(printed(extract), len(extract.groups))
    material = bundle(docs)
    found = fates(material, group(material, ranker(name).rank(material)), extract.groups, 0)
    assert set(found) == {sentence.span for sentence in material.sentences}
    used = [span for span, (fate, _) in found.items() if fate is Fate.USED]
    assert sorted(used) == sorted(one.best.span for one in extract.groups)
    assert all(reason for _, reason in found.values())


@pytest.mark.parametrize("max_words", [30, 45, 60])
def test_the_space_is_used(max_words: int) -> None:
    assert count_words(printed(extract_of([list(doc) for doc in FERRY], Budget(max_words=max_words)))) >= 0.7 * max_words


def test_one_fact_is_told_once() -> None:
    text = printed(extract_of([list(doc) for doc in FERRY], Budget(max_words=60)))
    assert text.count("2 million") <= 1
    assert text.count("close") == 1


def test_a_shortened_sentence_is_worth_less_than_the_whole_although_its_vector_is_the_same() -> None:
    material = bundle([[CLAUSES[0]], [CLAUSES[0]], [CLAUSES[1]]])
    ranking = replace(ranker("learned").rank(material), masses=np.ones(3, dtype=np.float32))
    groups = group(material, ranking)
    whole, half = groups[0].best.text, " ".join(groups[0].best.text.split()[:4])
    forms = [[half, whole], *([one.best.text] for one in groups[1:])]
    extract = select(material, groups, ranking, Budget(max_words=200), printed=forms)
    assert whole in extract.texts


def test_nothing_fits() -> None:
    with pytest.raises(CannotFit, match="3 words"):
        extract_of([list(doc) for doc in FERRY], Budget(max_words=3))


def test_there_is_nothing_to_choose_from() -> None:
    material = bundle()
    with pytest.raises(NotEnoughText):
        select(material, (), ranker("lead").rank(material), Budget(max_words=50))


def test_the_lengths_of_printed_texts_count_where_they_are_given() -> None:
    material = bundle()
    ranking = ranker("learned").rank(material)
    groups = group(material, ranking)
    short = [["Harrow Bay closes its ferry terminal."] if number == 0 else [one.best.text] for number, one in enumerate(groups)]
    extract = select(material, groups, ranking, Budget(max_words=6), printed=short)
    assert [one.best.span for one in extract.groups] == [groups[0].best.span]
    with pytest.raises(ValueError, match="zip"):
        select(material, groups, ranking, Budget(max_words=6), printed=short[1:])


def test_one_of_the_forms_of_a_group_is_printed_and_appeal_decides_between_equals() -> None:
    material = bundle()
    ranking = ranker("learned").rank(material)
    groups = group(material, ranking)
    forms = [[one.best.text, one.best.text + " "] for one in groups]
    for chosen in (0, 1):
        appeals = [[1.5 if place == chosen else 1.0 for place in range(2)] for _ in groups]
        extract = select(material, groups, ranking, Budget(max_words=60), printed=forms, appeals=appeals)
        assert len({one.best.span for one in extract.groups}) == len(extract.texts) > 1
        assert all(text.endswith(" ") is (chosen == 1) for text in extract.texts)


def test_a_sentence_that_cannot_stand_alone_gives_way() -> None:
    docs = [["It will close the old ferry terminal in Harrow Bay on Monday, the council decided in a vote."], list(FERRY[0])]
    assert not printed(extract_of(docs, Budget(max_words=20))).startswith("It")


def test_a_bundle_too_large_for_all_pairs() -> None:
    rng = np.random.default_rng(0)
    words = [f"word{number}" for number in range(3_000)]
    docs = [[" ".join(rng.choice(words, 10)).capitalize() + "." for _ in range(80)] for _ in range(40)]
    small = bundle([["Only to have articles."]])
    spans = [
        Sentence(Span(f"a{number}", 200 * index, 200 * index + len(text)), text, index, 0)
        for number, doc in enumerate(docs)
        for index, text in enumerate(doc)
    ]
    vectors = rng.standard_normal((len(spans), 32)).astype(np.float32)
    material = Material(
        tuple(replace(small.articles[0], id=f"a{number}") for number in range(len(docs))),
        tuple(spans),
        {f"a{number}": number for number in range(len(docs))},
        vectors / np.linalg.norm(vectors, axis=1, keepdims=True),
    )
    ranking = ranker("learned").rank(material)
    groups = group(material, ranking)
    extract = select(material, groups, ranking, Budget(max_words=100))
    assert count_words(printed(extract)) <= 100
    assert len(fates(material, groups, extract.groups, 0)) == len(material)
