import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.models.training.words import Weights, copied, numbers, stems


def test_inflections_of_one_word_share_a_stem() -> None:
    assert stems("Repairs, repaired; the mayor's repairing") == ["repair", "repair", "the", "mayor", "repair"]


def test_numbers_lose_their_thousands_separators() -> None:
    assert numbers("12,500 crowns on 3.5 km at 18:30") == {"12500", "3.5", "18:30"}


def test_unknown_stems_weigh_most_and_common_ones_nothing() -> None:
    weights = Weights([["the", f"word{i}"] for i in range(40)])
    assert weights("the") == 0
    assert weights("unheard") == weights("word7") > 0
    assert weights.mass(["the", "unheard"]) == weights("unheard")


@pytest.mark.parametrize(
    ("target", "sources", "share"), [("a b c d", ["a b c x"], 0.5), ("a b c", ["a b c d", "x"], 1.0), ("a b c", ["c b a"], 0.0)]
)
def test_copied_counts_trigrams_of_the_best_source(target: str, sources: list[str], share: float) -> None:
    assert copied(target.split(), [source.split() for source in sources]) == share


@given(st.lists(st.sampled_from("abcdef"), min_size=1), st.lists(st.lists(st.sampled_from("abcdef"))))
def test_copied_is_a_share(target: list[str], sources: list[list[str]]) -> None:
    assert 0 <= copied(target, sources) <= 1
    assert copied(target, [*sources, target]) == 1
