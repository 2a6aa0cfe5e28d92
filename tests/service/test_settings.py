from __future__ import annotations

from pathlib import Path

import pytest
from pydantic import ValidationError

from summarizer.service.settings import Settings, table


def test_the_environment_wins_over_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "newsfuse.toml"
    path.write_text('port = 9001\nthreads = 3\nrate = "5/minute"\n', encoding="utf-8")
    monkeypatch.setenv("NEWSFUSE_CONFIG", str(path))
    monkeypatch.setenv("NEWSFUSE_PORT", "9002")
    settings = Settings(threads=4)
    assert (settings.port, settings.threads, settings.rate) == (9002, 4, "5/minute")


def test_a_setting_that_does_not_exist_stops_the_start(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    path = tmp_path / "newsfuse.toml"
    path.write_text("prot = 9001\n", encoding="utf-8")
    monkeypatch.setenv("NEWSFUSE_CONFIG", str(path))
    with pytest.raises(ValidationError):
        Settings()


def test_every_setting_is_explained() -> None:
    for name, field in Settings.model_fields.items():
        assert field.description, name
        assert f"| `NEWSFUSE_{name.upper()}` |" in table()


def test_the_document_has_the_table_of_the_code() -> None:
    text = (Path(__file__).parents[2] / "docs" / "service.md").read_text(encoding="utf-8")
    assert table() in text, "python -c 'from summarizer.service.settings import table; print(table())'"
