import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

rouge_scorer = pytest.importorskip("rouge_score.rouge_scorer")

from summarizer.models.training.rouge import References, mean_f1  # noqa: E402

WORDS = st.lists(
    st.sampled_from(
        "The ferries sailed sailing to Harrow Bay's harbour, 2.5 million; running ran and it's café — “closed”".split()
    ),
    min_size=1,
    max_size=30,
    unique=True,
).map(" ".join)


@settings(deadline=None, max_examples=60)
@given(WORDS, st.lists(WORDS, min_size=1, max_size=3))
def test_the_share_is_the_package_s_precision_where_no_pair_stands_twice(summary: str, references: list[str]) -> None:
    arbiter = rouge_scorer.RougeScorer(["rouge2"], use_stemmer=True)
    theirs = [arbiter.score(reference, summary)["rouge2"] for reference in references]
    assume(len(summary.split()) > 1)
    assert References(references).share(summary) == pytest.approx(sum(one.precision for one in theirs) / len(theirs))


def test_a_pair_that_stands_twice_counts_once() -> None:
    assert References(["the ferry sailed"]).share("the ferry, the ferry ran") == pytest.approx(1 / 3)


def test_the_mean_is_that_of_the_pairs() -> None:
    assert mean_f1(["the ferries sailed", "no"], ["the ferry sailed", "yes"]) == pytest.approx((50.0, 50.0))
    with pytest.raises(ValueError, match="nothing"):
        mean_f1([], [])
    with pytest.raises(ValueError, match="zip"):
        mean_f1(["one"], ["one", "two"])
