import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from summarizer.cli.app import app
from summarizer.errors import InvalidOption, UnreadableInput

SOURCE = "Two ferries collided off Port Ellis on Friday, the coast guard said. Nine passengers were hurt."


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    sources = tmp_path / "sources"
    sources.mkdir()
    (sources / "harbour.txt").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "draft.txt").write_text("Nine passengers were hurt. Ten ferries collided.", encoding="utf-8")
    return tmp_path


def run(folder: Path, *options: str, draft: str = "draft.txt", stdin: str | None = None) -> tuple[int, str]:
    name = draft if draft == "-" else str(folder / draft)
    arguments = ["verify", name, "--sources", str(folder / "sources"), "--rules-only", *options]
    result = CliRunner().invoke(app, arguments, input=stdin, catch_exceptions=True)
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout


def test_text_names_the_fault_and_the_evidence(folder: Path) -> None:
    code, text = run(folder)
    assert code == 0
    assert "1. [supported, 1.00] Nine passengers were hurt." in text
    assert "2. [NOT SUPPORTED" in text
    assert "fault (number): “Ten” is" in text
    assert text.endswith("2 sentences, 1 not supported.\n")


def test_json_has_the_sentences(folder: Path) -> None:
    code, text = run(folder, "--format", "json", "--strict")
    assert code == 3
    answer = json.loads(text)
    assert [sentence["supported"] for sentence in answer["sentences"]] == [True, False]
    span = answer["sentences"][0]["evidence"][0]
    assert SOURCE[span["start"] : span["end"]] == "Nine passengers were hurt."


def test_the_draft_may_come_from_standard_input_and_go_to_a_file(folder: Path) -> None:
    code, text = run(folder, "--out", str(folder / "out.txt"), draft="-", stdin="Nine passengers were hurt.")
    assert (code, text) == (0, "")
    assert "1 sentence, 0 not supported" in (folder / "out.txt").read_text(encoding="utf-8")


def test_errors_are_typed(folder: Path) -> None:
    with pytest.raises(UnreadableInput):
        run(folder, draft="missing.txt")
    (folder / "draft.txt").write_text(" \n", encoding="utf-8")
    with pytest.raises(InvalidOption):
        run(folder)
