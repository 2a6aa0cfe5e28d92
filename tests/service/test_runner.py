from __future__ import annotations

import asyncio
import threading

import pytest

from summarizer.service.admission import Admission
from summarizer.service.errors import TooManyRequests
from summarizer.service.metrics import Metrics
from summarizer.service.runner import Runner
from summarizer.service.scope import Scope
from summarizer.service.tracing import tracer


class Slow(Admission):
    """Takes everything in, and then thinks that any work takes half a minute."""

    def own_seconds(self, tokens: int) -> float:
        return 30.0


def test_work_that_would_be_too_late_is_refused_before_it_begins() -> None:
    admission, entered, go = Slow(10, 100), threading.Event(), threading.Event()
    runner = Runner(1, admission, Metrics(), tracer(None))
    begun: list[str] = []

    def first() -> str:
        entered.set()
        go.wait(60)
        return "first"

    async def run() -> str:
        working = asyncio.create_task(runner.run(5, Scope.lasting(20), first))
        await asyncio.to_thread(entered.wait, 60)
        with pytest.raises(TooManyRequests):
            await runner.run(5, Scope.lasting(20), lambda: begun.append("late"))
        patient = asyncio.create_task(runner.run(5, Scope.lasting(60), lambda: begun.append("in time")))
        go.set()
        await patient
        return await working

    assert asyncio.run(run()) == "first", "what has begun is finished, however late"
    assert begun == ["in time"]
    assert admission.tokens == 0
    runner.close()


def test_a_caller_that_leaves_drops_what_has_not_begun() -> None:
    admission, entered, go = Admission(10, 100), threading.Event(), threading.Event()
    runner = Runner(1, admission, Metrics(), tracer(None))
    begun: list[str] = []

    def first() -> None:
        entered.set()
        go.wait(60)

    async def run() -> None:
        working = asyncio.create_task(runner.run(5, Scope.lasting(60), first))
        await asyncio.to_thread(entered.wait, 60)
        leaving = asyncio.create_task(runner.run(5, Scope.lasting(60), lambda: begun.append("left")))
        await asyncio.sleep(0)
        leaving.cancel()
        with pytest.raises(asyncio.CancelledError):
            await leaving
        go.set()
        await working
        await runner.run(5, Scope.lasting(60), lambda: begun.append("next"))

    asyncio.run(run())
    assert begun == ["next"]
    runner.close()
