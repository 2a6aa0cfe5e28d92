from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer.service.admission import LONGEST_WAIT, PATIENCE, Admission
from summarizer.service.errors import TooManyRequests


def test_tokens_are_bounded_and_given_back() -> None:
    house = Admission(10, 100)
    house.charge(60)
    with pytest.raises(TooManyRequests):
        house.charge(41)
    house.charge(40)
    house.settle(60, finished=True)
    house.settle(40, finished=False)
    assert house.tokens == 0


def test_a_large_bundle_is_let_in_when_the_house_is_empty() -> None:
    house = Admission(10, 100)
    house.charge(1_000)
    assert house.tokens == 1_000


def test_retry_after_comes_from_the_queue_and_the_speed(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("summarizer.service.admission.time.monotonic", lambda: now[0])
    house = Admission(10, 10_000)
    house.charge(100)
    now[0] = 1.0
    house.settle(100, finished=True)
    house.charge(1_000)
    assert house.retry_after() == 5
    house.charge(3_000)
    assert house.retry_after() == 20
    house.settle(4_000, finished=False)
    assert house.retry_after() == 1


def test_what_could_not_be_finished_in_time_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("summarizer.service.admission.time.monotonic", lambda: now[0])
    house = Admission(100, 10_000, deadline=10.0)
    house.charge(100)
    house.charge(5_000)  # no speed is known yet
    now[0] = 1.0
    house.settle(100, finished=True)
    house.settle(5_000, finished=False)
    house.charge(9_000)  # alone it is let in
    with pytest.raises(TooManyRequests):
        house.charge(1)
    house.settle(9_000, finished=False)
    house.charge(600)
    house.charge(50)
    with pytest.raises(TooManyRequests):
        house.charge(100)
    assert house.tokens == 650


def test_where_nothing_gets_finished_one_at_a_time_is_let_in(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("summarizer.service.admission.time.monotonic", lambda: now[0])
    house = Admission(100, 10_000, deadline=10.0)
    for _ in range(3):
        house.charge(100)
    now[0] = 10.0
    for _ in range(3):
        house.settle(100, finished=False)
    house.charge(100)
    with pytest.raises(TooManyRequests) as caught:
        house.charge(100)
    assert caught.value.retry_after == LONGEST_WAIT
    now[0] = 11.0
    house.settle(100, finished=True)
    house.charge(10)
    house.charge(10)


def test_a_run_made_on_purpose_bounds_the_first_requests() -> None:
    house = Admission(100, 10_000, deadline=10.0)
    house.learn(100, 1.0)
    house.charge(600)
    with pytest.raises(TooManyRequests):
        house.charge(200)


def test_how_long_work_takes_comes_from_what_was_finished(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr("summarizer.service.admission.time.monotonic", lambda: now[0])
    house = Admission(100, 10_000, deadline=10.0)
    assert house.own_seconds(100) == 0
    house.charge(100)
    house.charge(100)
    now[0] = 2.0
    house.settle(100, finished=True, seconds=2.0)
    assert house.own_seconds(50) == pytest.approx(1.0 / PATIENCE)
    house.settle(100, finished=False, seconds=2.0)
    assert house.own_seconds(50) == pytest.approx(1.0 / PATIENCE)
    assert house.own_seconds(10_000) == 9.0, "nine tenths of the deadline at most"


@given(st.lists(st.tuples(st.integers(1, 100), st.booleans()), max_size=30))
def test_every_charge_that_is_settled_leaves_nothing(charges: list[tuple[int, bool]]) -> None:
    house = Admission(10, 10**9)
    for tokens, _ in charges:
        house.charge(tokens)
        assert 1 <= house.retry_after() <= LONGEST_WAIT
    for tokens, finished in charges:
        house.settle(tokens, finished=finished)
    assert house.tokens == 0
