import json
import socket
from pathlib import Path

import pytest

from benchmarks import results
from benchmarks.results import RESULTS, Machine, read, record


@pytest.fixture
def folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(results, "RESULTS", tmp_path / "results")
    monkeypatch.setattr(results, "SMALL", tmp_path / "small")
    return tmp_path


def test_a_result_is_read_back_with_what_it_was_measured_on(folders: Path) -> None:
    path = record("quality", {"a": {"b": [1.23456, 2]}}, command="python -m benchmarks.peers", small=False)
    found = read(path.parent)["quality"]
    assert found.figures == {"a": {"b": [1.2346, 2]}}
    assert found.command == "python -m benchmarks.peers"
    assert found.machine["cores"] >= 1
    assert found.machine["memory_gib"] >= 1
    assert found.commit


def test_a_small_run_is_kept_apart_and_says_so(folders: Path) -> None:
    path = record("quality", {}, command="python -m benchmarks.peers", small=True)
    assert path.parent == folders / "small"
    assert read(path.parent)["quality"].command.endswith("--small")
    assert read(folders / "results") == {}


def test_a_file_of_another_form_is_named(folders: Path) -> None:
    (folders / "other.json").write_text('{"table": {}}', encoding="utf-8")
    with pytest.raises(ValueError, match=r"other\.json was not written by"):
        read(folders)


def test_results_that_are_kept_hold_no_host_and_no_path() -> None:
    for path in RESULTS.glob("*.json"):
        text = path.read_text(encoding="utf-8")
        assert [part for part in ('"/', "/home/", "../") if part in text] == [], path.name
        assert socket.gethostname() not in text
        assert len(text) < 100_000
        assert json.loads(text)["name"] == path.stem


def test_the_machine_is_a_kind_and_no_name() -> None:
    assert socket.gethostname() not in str(Machine.this())
