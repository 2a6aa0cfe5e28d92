import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from summarizer import Summarizer
from summarizer.cli.app import app
from summarizer.errors import InvalidOption, UnreadableInput
from tests.summarizer.crews import fake
from tests.summarizer.stories import BUNDLE


@pytest.fixture(scope="module")
def summary() -> dict[str, Any]:
    summarizer: Summarizer = fake()
    return summarizer.summarize(BUNDLE, max_words=60).to_dict()


def explained(values: dict[str, Any], folder: Path, *options: str) -> Any:
    path = folder / "summary.json"
    path.write_text(json.dumps(values))
    return CliRunner().invoke(app, ["explain", str(path), *options])


def test_every_span_has_its_fate(summary: dict[str, Any], tmp_path: Path) -> None:
    answer = explained(summary, tmp_path)
    assert answer.exit_code == 0
    for entry in summary["trail"]:
        assert f"{entry['start']}-{entry['end']}" in answer.output


@pytest.mark.parametrize(
    ("field", "value"),
    [("fate", 5), ("fate", "[/bold]"), ("reason", "[red]"), ("score", None), ("start", 0)],
)
def test_values_are_shown_as_they_are(field: str, value: object, summary: dict[str, Any], tmp_path: Path) -> None:
    first, *others = summary["trail"]
    answer = explained({**summary, "trail": [{**first, "sentence": None, field: value}, *others]}, tmp_path)
    assert answer.exit_code == 0
    assert value is None or str(value) in answer.output


@pytest.mark.parametrize(
    ("field", "value"),
    [("articles", 5), ("articles", [{}]), ("trail", None), ("trail", [5]), ("fingerprint", []), ("fingerprint", None)],
)
def test_what_lacks_a_trail_is_said(field: str, value: object, summary: dict[str, Any], tmp_path: Path) -> None:
    answer = explained({**summary, field: value}, tmp_path)
    assert isinstance(answer.exception, UnreadableInput)


@pytest.mark.parametrize(("field", "value"), [("score", "high"), ("reason", 5)])
def test_a_trail_of_other_kinds_is_said(field: str, value: object, summary: dict[str, Any], tmp_path: Path) -> None:
    first, *others = summary["trail"]
    answer = explained({**summary, "trail": [{**first, field: value}, *others]}, tmp_path)
    assert isinstance(answer.exception, UnreadableInput)


def test_the_sentences_that_rest_on_an_article_are_named(summary: dict[str, Any], tmp_path: Path) -> None:
    first = summary["sentences"][0]
    answer = explained(summary, tmp_path, "--article", first["citations"][0]["article_id"])
    assert answer.exit_code == 0
    assert f"1. {first['text']}" in answer.output
    unused = {**summary, "sentences": []}
    assert "No sentence rests on" in explained(unused, tmp_path, "--article", first["citations"][0]["article_id"]).output
    assert isinstance(explained(summary, tmp_path, "--article", "nothing").exception, InvalidOption)
