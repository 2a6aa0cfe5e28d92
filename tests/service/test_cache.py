from __future__ import annotations

import asyncio

import pytest

from summarizer.service.cache import Answers
from summarizer.service.errors import ClientGone, DeadlineExceeded
from summarizer.service.scope import Scope


async def never() -> None:
    await asyncio.Event().wait()


def test_who_comes_when_a_computation_is_over_gets_one_of_its_own() -> None:
    answers = Answers(10_000)
    scopes: list[Scope] = []

    async def run() -> tuple[bytes, bytes]:
        go, begun = asyncio.Event(), asyncio.Semaphore(0)

        async def compute(scope: Scope) -> bytes:
            scopes.append(scope)
            mine = len(scopes)
            begun.release()
            await go.wait()
            return str(mine).encode()

        first = asyncio.create_task(answers.compute("a", compute, 60, never()))
        await begun.acquire()
        scopes[0].cancel()  # as the thread that works does when the deadline has passed
        second = asyncio.create_task(answers.compute("a", compute, 60, never()))
        await begun.acquire()
        go.set()
        return await first, await second

    assert asyncio.run(run()) == (b"1", b"2")


def test_one_that_leaves_an_old_computation_does_not_stop_the_new_one() -> None:
    answers = Answers(10_000)
    scopes: list[Scope] = []

    async def run() -> bytes:
        go, leave, begun = asyncio.Event(), asyncio.Event(), asyncio.Semaphore(0)

        async def compute(scope: Scope) -> bytes:
            scopes.append(scope)
            begun.release()
            await go.wait()
            return b"new"

        async def leaves() -> None:
            await leave.wait()

        first = asyncio.create_task(answers.compute("a", compute, 60, leaves()))
        await begun.acquire()
        scopes[0].cancel()
        second = asyncio.create_task(answers.compute("a", compute, 60, never()))
        await begun.acquire()
        leave.set()
        with pytest.raises(ClientGone):
            await first
        assert answers.joined("a")
        go.set()
        return await second

    assert asyncio.run(run()) == b"new"
    assert len(scopes) == 2


def test_nobody_waits_longer_than_it_said() -> None:
    answers = Answers(10_000)

    async def compute(_scope: Scope) -> bytes:
        await never()
        raise AssertionError

    with pytest.raises(DeadlineExceeded):
        asyncio.run(answers.compute("a", compute, 0.001, never()))
    assert not answers.joined("a")


def test_what_is_over_the_bound_is_not_kept() -> None:
    answers = Answers(1_000)
    answers.keep("long", b"x" * 600)
    assert answers.get("long") is None
    answers.keep("a", b"x" * 400)
    answers.keep("b", b"y" * 400)
    assert (answers.get("a"), answers.get("b")) == (None, b"y" * 400)
