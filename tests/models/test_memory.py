from pathlib import Path

import pytest

from summarizer.models.errors import OutOfMemory
from summarizer.models.memory import available_bytes, refuse_too_large


def machine(tmp_path: Path, kilobytes: int) -> Path:
    path = tmp_path / "meminfo"
    path.write_text(f"MemTotal: 999999 kB\nMemAvailable: {kilobytes} kB\n", encoding="ascii")
    return path


def test_the_smaller_of_machine_and_group_counts(tmp_path: Path) -> None:
    meminfo = machine(tmp_path, 1000)
    assert available_bytes(meminfo, tmp_path) == 1_024_000
    (tmp_path / "memory.max").write_text("500000\n", encoding="ascii")
    (tmp_path / "memory.current").write_text("200000\n", encoding="ascii")
    assert available_bytes(meminfo, tmp_path) == 300_000
    (tmp_path / "memory.max").write_text("max\n", encoding="ascii")
    assert available_bytes(meminfo, tmp_path) == 1_024_000


def test_unknown_memory_refuses_nothing(tmp_path: Path) -> None:
    assert available_bytes(tmp_path / "none", tmp_path) is None
    refuse_too_large("m", 10**15, None)


def test_weights_that_do_not_fit_are_refused_with_advice() -> None:
    with pytest.raises(OutOfMemory, match=r"needs about 2\.4 GB of memory and 1\.0 GB are free"):
        refuse_too_large("big", 2 * 10**9, 10**9)
    refuse_too_large("small", 10**8, 10**9)
