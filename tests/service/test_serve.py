from __future__ import annotations

import sys
from pathlib import Path

import pytest
import typer

from benchmarks.service_soak import growth
from summarizer.cli.serve import serve
from summarizer.errors import InvalidOption, MissingExtra
from summarizer.service import server
from summarizer.service.settings import Settings


@pytest.fixture
def ran(monkeypatch: pytest.MonkeyPatch) -> list[Settings]:
    """Settings with which the server would have run."""
    seen: list[Settings] = []

    def run(settings: Settings) -> int:
        seen.append(settings)
        return 0

    monkeypatch.setattr(server, "run", run)
    return seen


def test_options_win_over_the_environment(ran: list[Settings], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEWSFUSE_PORT", "9001")
    monkeypatch.setenv("NEWSFUSE_THREADS", "3")
    with pytest.raises(typer.Exit) as left:
        serve(port=9002, allow_anonymous=True)
    assert left.value.exit_code == 0
    assert (ran[0].port, ran[0].threads, ran[0].allow_anonymous, ran[0].host) == (9002, 3, True, "127.0.0.1")


def test_a_setting_that_cannot_be_used_is_one_line_without_its_value(
    ran: list[Settings], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSFUSE_THREADS", "many")
    with pytest.raises(InvalidOption, match="threads") as caught:
        serve()
    assert "many" not in str(caught.value)
    assert ran == []


def test_an_open_address_without_keys_is_refused() -> None:
    with pytest.raises(InvalidOption, match="--allow-anonymous"):
        serve(host="0.0.0.0")  # noqa: S104


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pydantic", None)
    with pytest.raises(MissingExtra, match=r"newsfuse\[service\]"):
        serve()


def test_the_soak_run_sees_growth() -> None:
    flat = [(float(second), 100.0) for second in range(100)]
    assert growth(flat, 100) == 0
    leak = [(float(second), 100.0 + second) for second in range(100)]
    assert growth(leak, 100) > 0.3
    warm = [(float(second), min(100.0, 50.0 + 10 * second)) for second in range(100)]
    assert growth(warm, 100) == 0


def test_no_setting_is_missing_in_the_document() -> None:
    assert (Path(__file__).parents[2] / "docs" / "service.md").read_text(encoding="utf-8").count("| `NEWSFUSE_") == len(
        Settings.model_fields
    )
