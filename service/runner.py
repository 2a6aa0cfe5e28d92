"""Runs the library in threads for the event loop: one piece of work a thread, each with its scope and its charge."""

from __future__ import annotations

import asyncio
import contextlib
import contextvars
import time
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, Protocol, TypeVar

from opentelemetry.trace import Span, Tracer

from summarizer.article import Article
from summarizer.errors import Cancelled
from summarizer.events import Event, Observer, StageStarted
from summarizer.options import Options
from summarizer.service.admission import Admission
from summarizer.service.metrics import Metrics
from summarizer.service.scope import Scope
from summarizer.summary import Summary

T = TypeVar("T")


class Summarizes(Protocol):
    """The part of the library's ``Summarizer`` that the service calls."""

    def summarize(
        self,
        articles: Sequence[Article],
        options: Options | None = None,
        *,
        since: Mapping[str, Any] | None = None,
        observer: Observer | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Summary:
        """Summarize a bundle."""
        ...


class Runner:
    """The threads in which summaries are made."""

    def __init__(self, threads: int, admission: Admission, metrics: Metrics, tracer: Tracer) -> None:
        """Open ``threads`` threads."""
        self._pool = ThreadPoolExecutor(threads, thread_name_prefix="summary")
        self._admission = admission
        self._metrics = metrics
        self._tracer = tracer

    async def run(self, tokens: int, scope: Scope, work: Callable[[], T]) -> T:
        """Run ``work`` in a thread, inside ``scope``; its tokens count as waiting until the thread is done with it.

        A caller that is cancelled does not stop the thread: the scope does that. Work that has not begun is dropped; so is work
        that still has not begun when it takes longer, by what was seen so far, than it may: the machine became slower after it
        was let in.

        Raises:
            TooManyRequests: There is as much work waiting as is taken, or it would not be finished in time any more.
            Cancelled: The scope ended before the work began, or the work noticed.

        """
        self._admission.charge(tokens)
        loop = asyncio.get_running_loop()
        begun: list[float] = []

        def settle(future: Future[T]) -> None:
            finished = not future.cancelled() and future.exception() is None
            seconds = time.monotonic() - begun[0] if begun else 0.0
            with contextlib.suppress(RuntimeError):  # the loop is closed: nobody counts any more
                loop.call_soon_threadsafe(lambda: self._admission.settle(tokens, finished=finished, seconds=seconds))

        future = self._pool.submit(contextvars.copy_context().run, _inside, scope, work, begun)
        future.add_done_callback(settle)
        answer = asyncio.wrap_future(future)
        try:
            while not answer.done():
                patience = scope.remaining - self._admission.own_seconds(tokens)
                if patience <= 0:
                    break
                await asyncio.wait({answer}, timeout=patience)
        except asyncio.CancelledError:
            answer.cancel()
            raise
        if not answer.done() and future.cancel():
            raise self._admission.refusal()
        return await answer

    def summarize(
        self,
        summarizer: Summarizes,
        articles: Sequence[Article],
        options: Options,
        scope: Scope,
        *,
        since: Mapping[str, Any] | None = None,
        observer: Observer | None = None,
    ) -> Summary:
        """Make one summary in the present thread, and count what it took."""
        clock = _StageClock(self._metrics, self._tracer, observer)
        try:
            summary = summarizer.summarize(articles, options, since=since, observer=clock, cancelled=scope.cancelled)
        finally:
            clock.stop()
        self._metrics.count(summary)
        return summary

    def close(self) -> None:
        """End the threads once they are done."""
        self._pool.shutdown(wait=False, cancel_futures=True)


def _inside(scope: Scope, work: Callable[[], T], begun: list[float]) -> T:
    begun.append(time.monotonic())
    with scope.entered():
        if scope.cancelled():
            raise Cancelled("Stopped before it began.")
        return work()


class _StageClock:
    """Times and traces the stages, and passes the events on."""

    def __init__(self, metrics: Metrics, tracer: Tracer, observer: Observer | None) -> None:
        self._metrics = metrics
        self._tracer = tracer
        self._span: Span | None = None
        self._observer = observer
        self._stage: str | None = None
        self._started = 0.0

    def __call__(self, event: Event) -> None:
        if isinstance(event, StageStarted):
            self.stop()
            self._stage, self._started = event.stage.value, time.perf_counter()
            self._span = self._tracer.start_span(f"stage {self._stage}")
        if self._observer is not None:
            self._observer(event)

    def stop(self) -> None:
        if self._stage is not None:
            self._metrics.stages.labels(self._stage).observe(time.perf_counter() - self._started)
            self._stage = None
        if self._span is not None:
            self._span.end()
            self._span = None
