import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.models.training.rouge import References

rouge_scorer = pytest.importorskip("rouge_score.rouge_scorer")
WORDS = st.lists(
    st.sampled_from(
        "The ferries sailed sailing to Harrow Bay's harbour, 2.5 million; running ran and it's café — “closed”".split()
    ),
    min_size=1,
    max_size=30,
).map(" ".join)


@settings(deadline=None, max_examples=60)
@given(WORDS, st.lists(WORDS, min_size=1, max_size=3))
def test_it_counts_what_the_package_counts(summary: str, references: list[str]) -> None:
    arbiter = rouge_scorer.RougeScorer(["rouge1", "rouge2"], use_stemmer=True)
    ours = References(references)
    for n in (1, 2):
        theirs = [arbiter.score(reference, summary)[f"rouge{n}"] for reference in references]
        score = ours.score(summary, n)
        assert score.recall == pytest.approx(sum(one.recall for one in theirs) / len(theirs))
        assert score.f1 == pytest.approx(sum(one.fmeasure for one in theirs) / len(theirs))
