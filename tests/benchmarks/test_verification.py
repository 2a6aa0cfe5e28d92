import json
import lzma
from pathlib import Path

import pytest

from benchmarks.verification import Case, System, both, coverage, half, measure, model, published, two_fold
from summarizer.models.fakes import FakeSupportScorer


def case(label: bool, of: int, claim: str = "The ferry sank.") -> Case:
    return Case((claim,), (("The ferry sank on Monday.",),), label, of)


def test_the_threshold_of_a_half_comes_from_the_other_half() -> None:
    of_set = [case(True, 0), case(False, 0), case(True, 1), case(False, 1)]
    assert two_fold(of_set, [0.9, 0.1, 0.9, 0.2]) == 1.0
    # The halves disagree about what a high score is, so each one's threshold fails in the other.
    assert two_fold(of_set, [0.9, 0.8, 0.2, 0.1]) == 0.5


def test_a_document_is_always_in_the_same_half() -> None:
    assert half("one text") == half("one text")
    assert {half(str(number)) for number in range(20)} == {0, 1}


def test_a_summary_is_worth_its_worst_sentence() -> None:
    good = Case(("The ferry sank.",), (("The ferry sank.",),), True, 0)
    bad = Case(("The ferry sank.", "Cows fly high."), (("The ferry sank.",), ("The ferry sank.",)), False, 1)
    table = measure({"summedits_a": [good, bad], "summedits_b": [good, bad]}, {"coverage": System(coverage)})
    assert table["summedits_a"]["coverage_fixed"] == 1.0
    assert table["summedits_mean"]["coverage_fixed"] == 1.0


def test_metrics_of_the_authors_are_measured_with_the_same_halves(tmp_path: Path) -> None:
    articles = [f"story {number}" for number in range(8)]
    pairs = [
        {"article": a, "scores": {"QA_reference": 0.9, "QA_edited": 0.2, "N_reference": 0.5, "N_edited": 0.5}} for a in articles
    ]
    (tmp_path / "faithfulness").mkdir()
    with lzma.open(tmp_path / "faithfulness" / "bump.jsonl.xz", "wt", encoding="utf-8") as lines:
        lines.writelines(json.dumps(pair) + "\n" for pair in pairs)
    assert {half(article) for article in articles} == {0, 1}
    assert published(tmp_path) == {"N": 0.5, "QA": 1.0}


def test_a_rule_that_blocks_outdoes_any_score() -> None:
    claims, evidence = ["Otto Frey sank 12 ferries."], [["The ferry sank."]]
    scores = model(FakeSupportScorer())
    assert both(scores)(claims, evidence) == [0.0]
    assert both(scores)(["The ferry sank."], evidence) == pytest.approx(scores(["The ferry sank."], evidence))
