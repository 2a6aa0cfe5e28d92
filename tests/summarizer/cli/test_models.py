import errno
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner

from summarizer.cli.app import app
from summarizer.errors import CannotWrite
from summarizer.models.catalogue import CATALOGUE
from summarizer.models.errors import ModelNotFound, UnsupportedModel


@pytest.mark.parametrize("arguments", [["models"], ["models", "list"]])
def test_every_ready_made_model_is_listed(arguments: list[str]) -> None:
    answer = CliRunner().invoke(app, arguments)
    assert answer.exit_code == 0
    header, first, *others = answer.output.splitlines()
    assert header.split() == ["model", "strategy", "tokens", "in", "weights", "note"]
    assert first.split()[:4] == ["bundled", "grouped", "192", "here"]
    assert [line.split()[0] for line in others] == [profile.source for profile in CATALOGUE]


def test_the_bundled_model_passes_its_check() -> None:
    answer = CliRunner().invoke(app, ["models", "check", "bundled"])
    assert answer.exit_code == 0
    assert "FAIL" not in answer.output
    assert "ok    lock held" in answer.output


def test_a_model_that_cannot_be_had_fails_its_check_with_the_reason() -> None:
    answer = CliRunner().invoke(app, ["models", "check", "nonsense"])
    assert answer.exit_code == 1
    assert "FAIL  loads: There is no model 'nonsense'" in answer.output


def test_what_cannot_be_converted_raises_for_the_edge_to_print(tmp_path: Path) -> None:
    answer = CliRunner().invoke(app, ["models", "convert", "nonsense", "--out", str(tmp_path / "x")])
    assert isinstance(answer.exception, ModelNotFound)
    answer = CliRunner().invoke(app, ["models", "convert", "bundled", "--out", str(tmp_path)])
    assert isinstance(answer.exception, UnsupportedModel)
    assert "exists already" in str(answer.exception)
    answer = CliRunner().invoke(app, ["models", "convert", "bundled", "--out", str(tmp_path / "x")])
    assert "converted already" in str(answer.exception)


def test_a_conversion_that_cannot_be_written_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*arguments: object, **options: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("summarizer.models.convert.convert", full)
    answer = CliRunner().invoke(app, ["models", "convert", "tiny/bart", "--out", str(tmp_path / "x")])
    assert isinstance(answer.exception, CannotWrite)
    assert "No space left on device" in str(answer.exception)
