import os
import signal
from pathlib import Path

import pytest

torch = pytest.importorskip("torch")

from summarizer.models.training.progress import (  # noqa: E402
    Budget,
    Progress,
    append_log,
    read_checkpoint,
    write_checkpoint,
)


def test_the_rate_rises_to_its_peak_and_falls_with_what_is_used_up() -> None:
    progress = Progress(Budget(count=100, minutes=1e9, rate=1.0, warm_up=4))
    rates = []
    while not progress.done:
        rates.append(progress.rate())
        progress.step(10)
    assert rates[:4] == pytest.approx([0.25, 0.45, 0.6, 0.7])
    assert rates[3:] == sorted(rates[3:], reverse=True)
    assert progress.share == 1.0
    assert progress.rate() == 0.0


def test_the_clock_stands_still_between_stretches(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("summarizer.models.training.progress.time.monotonic", lambda: now[0])
    progress = Progress(Budget(count=1000, minutes=1.0, rate=1.0, warm_up=1))
    progress.start()
    now[0] += 12
    assert progress.step(1) == 12
    now[0] += 500
    progress.start()
    now[0] += 3
    assert progress.step(1) == 3
    assert progress.seconds == 15
    assert progress.share == 0.25


def test_a_checkpoint_is_whole_and_brings_the_counters_back(tmp_path: Path) -> None:
    progress = Progress(Budget(count=100, minutes=1.0, rate=1.0, warm_up=1))
    progress.step(7)
    assert progress.better(0.3)
    assert not progress.better(0.3)
    write_checkpoint({"weights": torch.ones(2), **progress.state()}, tmp_path / "last.pt")
    assert [path.name for path in tmp_path.iterdir()] == ["last.pt"]
    state = read_checkpoint(tmp_path / "last.pt")
    again = Progress(progress.budget)
    again.restore(state)
    assert again.state() == progress.state()
    assert state["weights"].tolist() == [1.0, 1.0]


def test_a_signal_ends_the_run_after_its_step() -> None:
    before = signal.getsignal(signal.SIGTERM)
    try:
        progress = Progress(Budget(count=100, minutes=1.0, rate=1.0, warm_up=1))
        progress.stop_on_signal()
        assert not progress.done
        os.kill(os.getpid(), signal.SIGTERM)
        assert progress.done
    finally:
        signal.signal(signal.SIGTERM, before)


def test_the_log_grows_by_lines(tmp_path: Path) -> None:
    for number in range(2):
        append_log(tmp_path / "log.jsonl", {"seen": number})
    assert (tmp_path / "log.jsonl").read_text() == '{"seen": 0}\n{"seen": 1}\n'
