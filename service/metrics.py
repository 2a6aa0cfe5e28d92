"""What Prometheus reads at ``/metrics``. Gauges are read from the state itself when asked, so that they cannot drift."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, PlatformCollector, ProcessCollector
from prometheus_client.core import GaugeMetricFamily, Metric

from summarizer.service.admission import Admission
from summarizer.service.batching import Worker
from summarizer.summary import Summary

SECONDS = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0)
INPUTS = (1, 2, 4, 8, 16, 32, 64, 128, 256)
TOKENS = (64, 128, 256, 512, 1024, 2048, 4096, 8192)


class Metrics:
    """All metrics of one application, in a registry of their own so that two applications can live in one process."""

    def __init__(self) -> None:
        """Declare them."""
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        PlatformCollector(registry=self.registry)
        registry = self.registry
        self.http = Counter("newsfuse_http_requests", "Requests answered.", ("method", "route", "status"), registry=registry)
        self.http_seconds = Histogram(
            "newsfuse_http_seconds", "Time from a request to its answer.", ("route",), buckets=SECONDS, registry=registry
        )
        self.in_flight = Gauge("newsfuse_http_in_flight", "Requests being answered.", registry=registry)
        self.refusals = Counter("newsfuse_refusals", "Errors answered, by their kind.", ("reason",), registry=registry)
        self.stages = Histogram(
            "newsfuse_stage_seconds", "Time that a stage of a summary took.", ("stage",), buckets=SECONDS, registry=registry
        )
        self.batch_inputs = Histogram(
            "newsfuse_batch_inputs", "Inputs of a model batch.", ("model",), buckets=INPUTS, registry=registry
        )
        self.batch_tokens = Histogram(
            "newsfuse_batch_tokens", "Padded tokens of a model batch.", ("model",), buckets=TOKENS, registry=registry
        )
        self.sentences = Counter("newsfuse_sentences", "Sentences of summaries.", ("method",), registry=registry)
        self.repairs = Counter(
            "newsfuse_repairs", "Fused sentences that failed verification and were replaced.", registry=registry
        )
        self.fallbacks = Counter("newsfuse_fallbacks", "Summaries in which nothing is fused.", registry=registry)
        self.cache = Counter("newsfuse_cache", "Requests by what the result cache did.", ("outcome",), registry=registry)
        self.bundles = Counter("newsfuse_batch_bundles", "Bundles of batches finished.", ("outcome",), registry=registry)

    def watch(self, admission: Admission, workers: Callable[[], Sequence[Worker]]) -> None:
        """Read the queues from where they are whenever the metrics are asked for."""
        self.registry.register(_Queues(admission, workers))

    def watcher(self, model: str) -> Callable[[int, int], None]:
        """Return what a batcher tells its batches."""
        inputs, tokens = self.batch_inputs.labels(model), self.batch_tokens.labels(model)

        def watch(count: int, padded: int) -> None:
            inputs.observe(count)
            tokens.observe(padded)

        return watch

    def count(self, summary: Summary) -> None:
        """Count how the sentences of a summary came to be."""
        for sentence in summary.sentences:
            self.sentences.labels(sentence.method.value).inc()
            if sentence.repaired is not None:
                self.repairs.inc()
        if summary.model is None:
            self.fallbacks.inc()


class _Queues:
    """Collects the depth of all queues."""

    def __init__(self, admission: Admission, workers: Callable[[], Sequence[Worker]]) -> None:
        self._admission = admission
        self._workers = workers

    def describe(self) -> Iterable[Metric]:
        return []

    def collect(self) -> Iterable[Metric]:
        yield GaugeMetricFamily("newsfuse_queue_requests", "Requests between arrival and answer.", self._admission.requests)
        yield GaugeMetricFamily("newsfuse_queue_tokens", "Tokens of work waiting or going on.", self._admission.tokens)
        inputs = GaugeMetricFamily("newsfuse_model_queue_inputs", "Inputs that wait for a model or are in it.", labels=["model"])
        tokens = GaugeMetricFamily("newsfuse_model_queue_tokens", "Tokens that wait for a model or are in it.", labels=["model"])
        for worker in self._workers():
            count, size = worker.depth
            inputs.add_metric([worker.name], count)
            tokens.add_metric([worker.name], size)
        yield inputs
        yield tokens
