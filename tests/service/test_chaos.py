"""A small run of ``benchmarks/service_chaos.py``; the large one is a command."""

from __future__ import annotations

from benchmarks import service_chaos


def test_the_service_is_as_new_after_chaos() -> None:
    report = service_chaos.run(400, threads=8, failure=0.5)
    assert report["broken"] == []
    assert {"200", "422", "415", "413", "500"} <= set(report["answers"])


def test_without_injected_failures_there_is_no_500() -> None:
    report = service_chaos.run(200, threads=8, failure=0.0)
    assert report["broken"] == []
    assert "500" not in report["answers"]
