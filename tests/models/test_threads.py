import os
from pathlib import Path

import pytest

from summarizer.models import threads


@pytest.fixture
def four(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1, 2, 3}, raising=False)


@pytest.mark.parametrize(
    ("limit", "cpus"), [("200000 100000", 2), ("150000 100000", 2), ("max 100000", 4), ("10000 100000", 1), ("900000 100000", 4)]
)
def test_the_quota_of_cgroup_v2_counts(limit: str, cpus: int, tmp_path: Path, four: None) -> None:
    (tmp_path / "cpu.max").write_text(limit + "\n", encoding="ascii")
    assert threads.available_cpus(tmp_path) == cpus


@pytest.mark.parametrize(("quota", "cpus"), [("300000", 3), ("-1", 4)])
def test_the_quota_of_cgroup_v1_counts(quota: str, cpus: int, tmp_path: Path, four: None) -> None:
    (tmp_path / "cpu").mkdir()
    (tmp_path / "cpu" / "cpu.cfs_quota_us").write_text(quota, encoding="ascii")
    (tmp_path / "cpu" / "cpu.cfs_period_us").write_text("100000", encoding="ascii")
    assert threads.available_cpus(tmp_path) == cpus


def test_without_a_cgroup_the_affinity_mask_counts(tmp_path: Path, four: None) -> None:
    assert threads.available_cpus(tmp_path / "none") == 4


def test_without_an_affinity_mask_the_machine_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "sched_getaffinity", raising=False)
    monkeypatch.setattr(os, "cpu_count", lambda: 6)
    assert threads.available_cpus(tmp_path) == 6
