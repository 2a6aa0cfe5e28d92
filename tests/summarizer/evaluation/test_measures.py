import pytest

from summarizer.article import Article
from summarizer.errors import MissingExtra
from summarizer.evaluation import Rouge, measure
from summarizer.evaluation.measures import redundancy, rewritten

ARTICLE = Article(text="The ferry ran\naground on Monday. All 140 passengers were saved.")


def test_a_copy_of_its_reference_scores_all() -> None:
    found = measure(["The ferry ran aground on Monday."], [ARTICLE], ["The ferry ran aground on Monday."], Rouge())
    assert {name: round(value) for name, value in found.rouge.items()} == dict.fromkeys(found.rouge, 100)
    assert (found.words, found.sentences, found.rewritten, found.redundancy) == (6, 1, 0.0, 0.0)


def test_rouge_is_the_mean_over_the_references_as_counted_by_hand() -> None:
    # One of four words, then three of three; pairs: none of three, two of two.
    found = Rouge().score("the red ferry", ["the blue little boat", "the red ferry"])
    assert found["rouge1_recall"] == pytest.approx((25 + 100) / 2)
    assert found["rouge2_recall"] == pytest.approx((0 + 100) / 2)
    assert found["rouge1_f1"] == pytest.approx(100 * (2 / 7 + 1) / 2)


def test_an_empty_summary_scores_nothing() -> None:
    found = measure([], [ARTICLE], ["The ferry."], Rouge())
    assert set(found.values().values()) == {0}


def test_redundancy_counts_pairs_told_before_but_not_within_their_sentence() -> None:
    assert redundancy(["The red ferry sank.", "Today the red ferry sank."]) == pytest.approx(100 * 3 / 7)
    assert redundancy(["Go go go go."]) == 0.0


def test_a_sentence_is_rewritten_where_no_article_has_it() -> None:
    assert rewritten(["The ferry ran aground on Monday.", "The ferry sank."], [ARTICLE]) == 50.0


def test_without_rouge_score_the_error_names_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(__import__("sys").modules, "rouge_score", None)
    with pytest.raises(MissingExtra, match=r"newsfuse\[evaluation\]"):
        Rouge()
