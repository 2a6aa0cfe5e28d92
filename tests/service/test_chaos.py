"""A small run of ``benchmarks/service_chaos.py``; the large one is a command."""

from __future__ import annotations

import json

import pytest

from benchmarks import service_chaos


def test_the_service_is_as_new_after_chaos(capsys: pytest.CaptureFixture[str]) -> None:
    code = service_chaos.main(["--requests", "400", "--threads", "8"])
    report = json.loads(capsys.readouterr().out)
    assert (code, report["broken"]) == (0, [])
    assert {"200", "422", "415", "413", "500"} <= set(report["answers"])


def test_without_injected_failures_there_is_no_500(capsys: pytest.CaptureFixture[str]) -> None:
    code = service_chaos.main(["--requests", "200", "--threads", "8", "--failure", "0"])
    report = json.loads(capsys.readouterr().out)
    assert (code, report["broken"]) == (0, [])
    assert "500" not in report["answers"]
