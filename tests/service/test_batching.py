from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.errors import Cancelled, GenerationFailed, OutOfMemory
from summarizer.service.batching import Batcher, Bounds, Unit, form
from summarizer.service.errors import WorkerDied

WIDE = Bounds(inputs=100, tokens=10_000)
Brake = Callable[[], bool]


def never() -> bool:
    return False


def unit(payload: str, *, longest: int = 1, inputs: int = 1, kind: str = "k", cancelled: Brake = never) -> Unit[str, str]:
    return Unit(payload, inputs, longest, kind, cancelled)


class Held:
    """A model that records its batches and can be held."""

    def __init__(self) -> None:
        self.batches: list[list[str]] = []
        self.entered = threading.Semaphore(0)
        self.go = threading.Event()
        self.go.set()

    def __call__(self, payloads: Sequence[str], cancelled: Brake) -> list[str]:
        self.batches.append(list(payloads))
        self.entered.release()
        assert self.go.wait(20)
        if cancelled():
            raise Cancelled("stopped")
        if "poison" in payloads:
            raise ValueError("poison")
        return [payload.upper() for payload in payloads]


@pytest.fixture
def model() -> Held:
    return Held()


def test_what_waits_while_the_model_works_is_the_next_batch(model: Held, eventually: Any) -> None:
    batcher: Batcher[str, str] = Batcher("m", model, WIDE)
    model.go.clear()
    with ThreadPoolExecutor(5) as pool:
        first = pool.submit(batcher.submit, [unit("a")])
        assert model.entered.acquire(timeout=20)
        others = [pool.submit(batcher.submit, [unit(name)]) for name in "bcde"]
        eventually(lambda: batcher.depth[0] == 5)
        model.go.set()
        assert first.result() == ["A"]
        assert [future.result() for future in others] == [["B"], ["C"], ["D"], ["E"]]
    assert [sorted(batch) for batch in model.batches] == [["a"], ["b", "c", "d", "e"]]
    eventually(lambda: batcher.depth == (0, 0))
    batcher.close()


def test_a_poison_unit_fails_alone(model: Held) -> None:
    batcher: Batcher[str, str] = Batcher("m", model, WIDE)
    model.go.clear()
    with ThreadPoolExecutor(4) as pool:
        futures: dict[str, Future[list[str]]] = {}
        futures["a"] = pool.submit(batcher.submit, [unit("a")])
        assert model.entered.acquire(timeout=20)
        for name in ("b", "poison", "c"):
            futures[name] = pool.submit(batcher.submit, [unit(name)])
        while batcher.depth[0] < 4:
            pass
        model.go.set()
        with pytest.raises(GenerationFailed, match="ValueError"):
            futures.pop("poison").result()
        assert {name: future.result() for name, future in futures.items()} == {"a": ["A"], "b": ["B"], "c": ["C"]}
    assert batcher.alive
    batcher.close()


def test_errors_of_our_tree_keep_their_kind() -> None:
    def run(_payloads: Sequence[str], _cancelled: Brake) -> list[str]:
        raise OutOfMemory("large")

    batcher: Batcher[str, str] = Batcher("m", run, WIDE)
    with pytest.raises(OutOfMemory):
        batcher.submit([unit("a")])
    assert batcher.alive
    batcher.close()


def test_a_model_that_gives_too_few_results_fails() -> None:
    batcher: Batcher[str, str] = Batcher("m", lambda _payloads, _cancelled: [], WIDE)
    with pytest.raises(GenerationFailed, match="0 results for 1"):
        batcher.submit([unit("a")])
    batcher.close()


def test_a_cancelled_unit_never_reaches_the_model(model: Held, eventually: Any) -> None:
    batcher: Batcher[str, str] = Batcher("m", model, WIDE)
    gone = threading.Event()
    model.go.clear()
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(batcher.submit, [unit("a")])
        assert model.entered.acquire(timeout=20)
        second = pool.submit(batcher.submit, [unit("b", cancelled=gone.is_set)])
        eventually(lambda: batcher.depth[0] == 2)
        gone.set()
        with pytest.raises(Cancelled):
            second.result(20)
        assert not first.done()
        model.go.set()
        assert first.result() == ["A"]
    assert model.batches == [["a"]]
    batcher.close()


def test_work_is_stopped_when_nobody_in_the_batch_waits_any_more(model: Held) -> None:
    batcher: Batcher[str, str] = Batcher("m", model, WIDE)
    gone = threading.Event()
    model.go.clear()
    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(batcher.submit, [unit("a", cancelled=gone.is_set)])
        assert model.entered.acquire(timeout=20)
        gone.set()
        model.go.set()
        with pytest.raises(Cancelled):
            waiting.result(20)
    assert batcher.submit([unit("b")]) == ["B"]
    batcher.close()


def test_a_worker_that_is_killed_answers_everyone_and_says_that_it_is_dead(eventually: Any) -> None:
    entered, go = threading.Event(), threading.Event()

    def run(_payloads: Sequence[str], _cancelled: Brake) -> list[str]:
        entered.set()
        assert go.wait(20)
        raise SystemExit

    batcher: Batcher[str, str] = Batcher("m", run, WIDE)
    with ThreadPoolExecutor(3) as pool:
        futures = [pool.submit(batcher.submit, [unit("a")])]
        assert entered.wait(20)
        futures += [pool.submit(batcher.submit, [unit(name)]) for name in "bc"]
        eventually(lambda: batcher.depth[0] == 3)
        go.set()
        for future in futures:
            with pytest.raises(WorkerDied):
                future.result(20)
    eventually(lambda: not batcher.alive)
    assert batcher.depth == (0, 0)
    with pytest.raises(WorkerDied):
        batcher.submit([unit("d")])


def test_closing_refuses_what_waits(model: Held, eventually: Any) -> None:
    batcher: Batcher[str, str] = Batcher("m", model, Bounds(inputs=1, tokens=100))
    model.go.clear()
    with ThreadPoolExecutor(3) as pool:
        first = pool.submit(batcher.submit, [unit("a")])
        assert model.entered.acquire(timeout=20)
        second = pool.submit(batcher.submit, [unit("b")])
        eventually(lambda: batcher.depth[0] == 2)
        closing = pool.submit(batcher.close)
        model.go.set()
        assert first.result(20) == ["A"]
        closing.result(20)
        with pytest.raises(WorkerDied):
            second.result(20)


def test_the_watcher_hears_of_every_batch(model: Held) -> None:
    heard: list[tuple[int, int]] = []
    batcher: Batcher[str, str] = Batcher("m", model, WIDE, watcher=lambda inputs, tokens: heard.append((inputs, tokens)))
    batcher.submit([unit("a", longest=3), unit("b", longest=5)])
    assert heard == [(2, 10)]
    batcher.close()


units = st.builds(
    unit,
    st.text(max_size=3),
    longest=st.integers(1, 40),
    inputs=st.integers(1, 5),
    kind=st.sampled_from("xy"),
)


@given(st.lists(units, min_size=1, max_size=20), st.integers(1, 12), st.integers(1, 200))
def test_batches_hold_the_oldest_one_kind_and_the_bounds(waiting: list[Unit[str, str]], inputs: int, tokens: int) -> None:
    batch = form(waiting, Bounds(inputs=inputs, tokens=tokens))
    assert batch[0] is waiting[0]
    assert {one.kind for one in batch} == {waiting[0].kind}
    assert len({id(one) for one in batch}) == len(batch)
    if len(batch) > 1:
        count = sum(one.inputs for one in batch)
        assert count <= inputs
        assert count * max(one.longest for one in batch) <= tokens


def test_company_is_the_nearest_in_length() -> None:
    waiting = [unit("a", longest=10), unit("far", longest=100), unit("near", longest=12), unit("nearer", longest=9)]
    batch = form(waiting, Bounds(inputs=3, tokens=1_000))
    assert [one.payload for one in batch] == ["a", "nearer", "near"]
