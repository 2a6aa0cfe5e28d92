from __future__ import annotations

import time

from summarizer.service.scope import Scope, current


def test_what_is_over_stays_over() -> None:
    scope = Scope(time.monotonic() - 1)
    assert scope.cancelled()
    assert not scope.extend(time.monotonic() + 60)
    assert scope.cancelled()
    other = Scope.lasting(60)
    other.cancel()
    assert not other.extend(time.monotonic() + 120)


def test_the_deadline_only_moves_on() -> None:
    scope = Scope.lasting(60)
    before = scope.deadline
    assert scope.extend(before - 30)
    assert scope.deadline == before
    assert scope.extend(before + 30)
    assert scope.deadline == before + 30
    assert not scope.cancelled()


def test_a_further_brake_is_asked_until_it_says_so() -> None:
    answers = iter([False, True, False])
    scope = Scope(time.monotonic() + 60, stopped=lambda: next(answers))
    assert [scope.cancelled() for _ in range(4)] == [False, True, True, True]


def test_the_scope_of_a_thread_is_found() -> None:
    scope = Scope.lasting(60)
    with scope.entered():
        assert current() is scope
    assert current() is None
