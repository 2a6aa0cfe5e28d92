"""The tables of ``docs/service.md``."""

from __future__ import annotations

from typing import Any

import pytest

from benchmarks.results import Result
from benchmarks.service_tables import MAKERS, soak

CHAOS = {
    "requests": 10_000,
    "threads": 8,
    "failure": 0.5,
    "answers": {"200": 6_000, "500": 4_000},
    "problems": {"generation-failed": 4_000},
    "slowest_seconds": 3.02,
    "deadline_seconds": 3.0,
    "broken": [],
}
SOAK = {
    "engine": "fake",
    "seconds": 180.0,
    "capacity_per_second": 75.0,
    "sent_per_second": 150.0,
    "answers": {"200": 13_500, "429": 13_500},
    "p50_seconds": 0.3,
    "p95_seconds": 0.45,
    "deadline_seconds": 10.0,
    "rss_mib": 90.0,
    "rss_growth": 0.0001,
    "broken": [],
}
SCHEMA = {
    "schemathesis": "4.32.5",
    "operations": 12,
    "phases": {"coverage": "success"},
    "requests": 1_554,
    "failures": 0,
    "errors": 0,
}
PART = {"as asked": 0.14, "one a call": 0.26, "all in one": 0.13}
CPU = {"cpu_seconds": {"seq2seq": PART}, "all_else": 0.1, "total": {"as asked": 0.24, "one a call": 0.36}, "bound": 1.5}


def result(name: str, figures: dict[str, Any]) -> Result:
    machine = {"cores": 2, "memory_gib": 24, "cpu": "a processor"}
    return Result(name, f"python -m benchmarks.{name}", "2026-01-02", "abc1234", machine, figures)


ALL = {
    "service_chaos": result("service_chaos", CHAOS),
    "service_soak_fake": result("service_soak_fake", SOAK),
    "service_soak_real": result("service_soak_real", {**SOAK, "engine": "real", "p50_seconds": None, "broken": ["3 × 504"]}),
    "service_schema": result("service_schema", SCHEMA),
    "service_cpu": result("service_cpu", CPU),
}


@pytest.mark.parametrize("name", sorted(MAKERS))
def test_every_table_is_empty_without_results_and_whole_with_them(name: str) -> None:
    assert MAKERS[name]({}) == ""
    made = MAKERS[name](ALL)
    first, *rows = [line.count("|") for line in made.split("\n") if line.startswith("|")]
    assert set(rows) == {first}
    assert "python -m benchmarks.service_" in made


def test_a_broken_promise_stands_in_the_table() -> None:
    assert "| promises broken | none | 3 × 504 |" in soak(ALL)
