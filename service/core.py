"""What the routes share: the parts of a running service, put together."""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import Depends, Request
from opentelemetry.trace import TracerProvider

from summarizer.article import Article, name_articles
from summarizer.errors import NewsfuseError
from summarizer.events import Observer
from summarizer.options import Options
from summarizer.service.admission import Admission
from summarizer.service.batched_models import BatchedEncoder, BatchedScorer, BatchedSeq2Seq
from summarizer.service.batching import Batcher, Bounds, Worker
from summarizer.service.cache import Answers
from summarizer.service.health import Health
from summarizer.service.keys import KeyFile
from summarizer.service.limits import Limits
from summarizer.service.logs import log, where
from summarizer.service.metrics import Metrics
from summarizer.service.rate import Rate
from summarizer.service.runner import Runner, Summarizes
from summarizer.service.schemas import EXAMPLE_ARTICLES, ArticleIn, BatchBundle, SummaryRequest
from summarizer.service.scope import Scope
from summarizer.service.settings import Settings
from summarizer.service.tracing import tracer
from summarizer.summary import Summary

if TYPE_CHECKING:
    from summarizer.engine import Engine
    from summarizer.models.protocols import SentenceEncoder, SupportScorer
    from summarizer.service.jobs import Jobs

WHOLE_CALLS = 8
"""The encoder and the scorer are quick and get whole bundles: their batches may be this many times those of the writer."""


class Service:
    """The parts of one running service.

    Attributes:
        settings: All that can be set.
        metrics: What Prometheus reads.
        admission: How much is in the house.
        limits: What a bundle may hold.
        health: Its phase and its workers.
        runner: The threads.
        answers: Kept answers and computations in flight.
        keys: Who may ask; None: anyone.
        rate: How often each key may ask; None: any number of times.
        jobs: The job store; None until it is open, or where it is switched off.

    """

    def __init__(
        self,
        settings: Settings,
        summarizer: Summarizes | None = None,
        metrics: Metrics | None = None,
        tracing: TracerProvider | None = None,
    ) -> None:
        """Put the parts together; nothing is loaded or opened yet but the key file."""
        self.settings = settings
        self.metrics = metrics or Metrics()
        self.admission = Admission(settings.concurrent_requests, settings.queue_tokens, settings.deadline_seconds)
        self.limits = Limits.of(settings)
        self.health = Health(settings.stall_seconds)
        self.tracing = tracing
        self.runner = Runner(settings.threads, self.admission, self.metrics, tracer(tracing))
        self.answers = Answers(settings.cache_bytes)
        self.keys = None if settings.keys_file is None else KeyFile(settings.keys_file)
        self.rate = Rate(settings.rate, settings.rate_storage) if settings.rate else None
        self.jobs: Jobs | None = None
        self.engine: Engine | None = None
        self._summarizer = summarizer
        self._load = self._load_models
        self._batchers: list[Batcher[Any, Any]] = []
        self._workers: Sequence[Worker] = ()
        self.metrics.watch(self.admission, lambda: self._workers)

    @property
    def summarizer(self) -> Summarizes:
        """The library's summarizer; there once the service is ready."""
        assert self._summarizer is not None  # noqa: S101  the gate lets nobody in before that
        return self._summarizer

    @property
    def scorer(self) -> SupportScorer | None:
        """The model that verification asks, where there is one."""
        return None if self.engine is None else self.engine.support

    @property
    def encoder(self) -> SentenceEncoder | None:
        """The model that finds evidence in other words, where there is one."""
        return None if self.engine is None else self.engine.encoder

    @property
    def weights(self) -> Mapping[str, str]:
        """Hashes of the weights: what an answer depends on beside the request."""
        return {} if self.engine is None else dict(self.engine.hashes)

    def use(self, load: Callable[[], Summarizes]) -> None:
        """Let ``start`` load the summarizer in another way."""
        self._load = load

    def start(self) -> None:
        """Load the models and run them once. Runs in a thread of its own; ``health`` tells how it went."""
        try:
            if self._summarizer is None:
                self._summarizer = self._load()
            self._warm_up(self._summarizer)
            if self.settings.jobs:
                self.jobs = self._open_jobs()
        except NewsfuseError as error:
            log.error("start failed", **where(error))
            self.health.fail(str(error))
        except Exception as error:  # noqa: BLE001  the edge of the starting thread: the phase must say that it failed
            log.error("start failed", **where(error))
            self.health.fail("The models could not be loaded or run.")
        else:
            self.health.ready()

    def _warm_up(self, summarizer: Summarizes) -> None:
        """Make a summary, so that nothing is left to load; make it again to see how quick the machine is.

        Raises:
            NewsfuseError: The first could not be made. That the second could not is no reason not to start.

        """
        articles = tuple(ArticleIn.model_validate(example).article() for example in EXAMPLE_ARTICLES)
        options = Options(max_words=40)
        summarizer.summarize(articles, options)
        started = time.monotonic()
        with contextlib.suppress(NewsfuseError):
            summarizer.summarize(articles, options)
            self.admission.learn(self.admit(articles), time.monotonic() - started)

    def _load_models(self) -> Summarizes:
        """Load the models of the settings and put a batcher in front of each."""
        from summarizer.defaults import load_engine  # noqa: PLC0415  a service that is given a fake needs no models

        return self.adopt(load_engine(self.settings.model, threads=self.settings.model_threads))

    def adopt(self, engine: Engine) -> Summarizes:
        """Put a batcher in front of each model of an engine, watch them, and return the summarizer that uses them."""
        from summarizer.pipeline import Summarizer  # noqa: PLC0415

        bounds = Bounds(inputs=self.settings.batch_inputs, tokens=self.settings.batch_tokens)
        wide = Bounds(inputs=bounds.inputs * WHOLE_CALLS, tokens=bounds.tokens * WHOLE_CALLS)
        encoder = BatchedEncoder(engine.encoder, wide, watcher=self.metrics.watcher("encoder"))
        self._batchers.append(encoder.batcher)
        wrapped = replace(engine, encoder=encoder)
        if engine.seq2seq is not None:
            seq2seq = BatchedSeq2Seq(engine.seq2seq, bounds, watcher=self.metrics.watcher("seq2seq"))
            self._batchers.append(seq2seq.batcher)
            wrapped = replace(wrapped, seq2seq=seq2seq)
        if engine.support is not None:
            support = BatchedScorer(engine.support, wide, watcher=self.metrics.watcher("support"))
            self._batchers.append(support.batcher)
            wrapped = replace(wrapped, support=support)
        self.watch(self._batchers)
        self.engine = wrapped
        return Summarizer(engine=wrapped)

    def _open_jobs(self) -> Jobs:
        from summarizer.service.jobs import Jobs  # noqa: PLC0415  loads a database library; only when jobs are wanted

        return Jobs(self.settings, self._bundle)

    def _bundle(self, bundle: Mapping[str, Any], scope: Scope) -> dict[str, Any]:
        """Summarize one bundle of a batch in the present thread. Batches have their own few threads, and no part in admission."""
        outcome = "failed"
        try:
            request = BatchBundle.model_validate(bundle)
            articles = request.bundle()
            self.admit(articles)
            summary = self.work(request, articles, scope)()
            outcome = "done"
        finally:
            self.metrics.bundles.labels(outcome).inc()
        return summary.to_dict()

    def watch(self, workers: Sequence[Worker]) -> None:
        """Let health and metrics look at these workers."""
        self._workers = tuple(workers)
        self.health.watch(workers)

    def close(self) -> None:
        """Let bundles of batches finish within what is left of the time to drain, and end the threads."""
        if self.jobs is not None:
            self.jobs.close(self.health.draining_left(self.settings.drain_seconds))
        self.runner.close()
        for batcher in self._batchers:
            batcher.close()

    def admit(self, articles: Sequence[Article]) -> int:
        """Check a bundle before any work; return its tokens.

        Raises:
            InputError: It is empty, over a limit, or an article cannot be used.

        """
        return self.limits.check(name_articles(articles))

    async def summary(self, request: SummaryRequest, scope: Scope, observer: Observer | None = None) -> Summary:
        """Make one summary within ``scope``.

        Raises:
            InputError: The bundle or the options cannot be used.
            TooManyRequests: There is as much work waiting as is taken.
            Cancelled: The scope ended.

        """
        articles = request.bundle()
        tokens = self.admit(articles)
        return await self.runner.run(tokens, scope, self.work(request, articles, scope, observer))

    def work(
        self, request: SummaryRequest, articles: Sequence[Article], scope: Scope, observer: Observer | None = None
    ) -> Callable[[], Summary]:
        """Return the call that makes one summary in the present thread."""
        options = request.options.options()
        since = None if request.since is None else request.since.plain()
        return lambda: self.runner.summarize(self.summarizer, articles, options, scope, since=since, observer=observer)


def of(request: Request) -> Service:
    """Return the service that a request came to."""
    service = request.app.state.service
    assert isinstance(service, Service)  # noqa: S101  the app factory put it there
    return service


async def gone(request: Request) -> None:
    """End when the client goes away."""
    while (await request.receive())["type"] != "http.disconnect":
        await asyncio.sleep(0)


ServiceOf = Annotated[Service, Depends(of)]
"""Parameter of a route that wants the service."""
