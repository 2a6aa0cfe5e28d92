import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from summarizer.article import Article
from summarizer.cli.app import app
from summarizer.engine import Engine
from summarizer.evaluation import Case, evaluate
from summarizer.models.fakes import FAKE_PROFILE, FakeEncoder, FakeSeq2Seq
from summarizer.pipeline import Summarizer

TEXT = "The ferry Alma ran aground off Port Sennen on Monday. All 140 passengers were taken off by two lifeboats within the hour."
CASE = Case("alma", (Article(text=TEXT),), ("The ferry Alma ran aground on Monday and 140 passengers were saved.",))
EMPTY = Case("empty", (Article(text="Nothing here"),), ("A reference.",))


def summarizer() -> Summarizer:
    return Summarizer(engine=Engine(encoder=FakeEncoder(), seq2seq=FakeSeq2Seq(), profile=FAKE_PROFILE, name="fake"))


def test_each_case_is_measured_and_a_refused_one_counts_as_nothing() -> None:
    found = evaluate([CASE, EMPTY], summarizer().summarize)
    good, refused = found.outcomes
    assert good.refused is None
    assert good.measures.rouge["rouge1_recall"] > 50
    assert refused.refused is not None
    assert "at least two" in refused.refused
    assert found.means["rouge1_recall"].mean == pytest.approx(good.measures.rouge["rouge1_recall"] / 2)
    assert found.means["words"].mean == good.measures.words / 2


def test_the_json_holds_no_text_of_anybody() -> None:
    found = evaluate([CASE, EMPTY], summarizer().summarize).to_dict()
    assert (found["cases"], found["refused"]) == (2, 1)
    shown = json.dumps(found)
    assert "ferry" not in shown
    assert "passengers" not in shown


def test_no_case_is_an_error() -> None:
    with pytest.raises(ValueError, match="no case"):
        evaluate([], summarizer().summarize)


def test_the_command_prints_a_table_and_json(tmp_path: Path) -> None:
    path = tmp_path / "cases.jsonl"
    lines = [
        {"articles": [{"text": TEXT}], "references": list(CASE.references)},
        {"articles": [{"text": "No."}], "references": ["x"]},
    ]
    path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    shown = CliRunner().invoke(app, ["evaluate", str(path), "--fusion", "none"])
    assert shown.exit_code == 0, shown.output
    assert "ROUGE-2 recall, %" in shown.output
    assert "2 bundles, 1 refused." in shown.output
    given = json.loads(CliRunner().invoke(app, ["evaluate", str(path), "--fusion", "none", "--format", "json"]).output)
    assert [one["id"] for one in given["outcomes"]] == ["1", "2"]
    assert f"{given['means']['rouge2_recall']['mean']:.2f}" in shown.output
