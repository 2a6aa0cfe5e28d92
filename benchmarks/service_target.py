"""The service with a fake model whose faults are set, in a process of its own: what chaos, soak and schema runs aim at.

    python -m benchmarks.service_target --port 8123 --failure 0.5 --batch-ms 5

Everything else is set by NEWSFUSE_… variables. An article that contains ``kill the worker`` ends the model's thread, one with
``take long`` makes its batch slow; both only here.
"""

from __future__ import annotations

import argparse
import random
import sys
import threading
from collections.abc import Sequence

import uvicorn

from summarizer.engine import Engine
from summarizer.errors import Cancelled, GenerationFailed
from summarizer.models.fakes import FakeEncoder, FakeSeq2Seq
from summarizer.models.protocols import Decoding
from summarizer.service.app import create_app
from summarizer.service.batched_models import BatchedSeq2Seq
from summarizer.service.batching import Bounds
from summarizer.service.fakes import FakeSummarizer
from summarizer.service.logs import configure
from summarizer.service.metrics import Metrics
from summarizer.service.server import options, serve
from summarizer.service.settings import Settings

KILL, SLOW = "kill the worker", "take long"


class FaultySeq2Seq(FakeSeq2Seq):
    """Fails a share of its batches, takes its time, and can be told to end its thread.

    Args:
        failure: Share of the batches that fail.
        batch_ms: Time of a batch, whatever its size, in milliseconds.
        input_ms: Time of each input.
        slow_ms: Further time of a batch that is told to take long.
        seed: Of the failures.

    """

    def __init__(
        self, *, failure: float = 0.0, batch_ms: float = 0.0, input_ms: float = 0.0, slow_ms: float = 0.0, seed: int = 1
    ) -> None:
        super().__init__()
        self._failure, self._batch_ms, self._input_ms, self._slow_ms = failure, batch_ms, input_ms, slow_ms
        self._random = random.Random(seed)  # noqa: S311  faults need no secrecy
        self._pause = threading.Event()

    def generate(self, inputs: Sequence[str], options: Decoding) -> list[list[str]]:
        """Write, or fail."""
        if any(KILL in text for text in inputs):
            raise SystemExit
        self._take(self._batch_ms + self._input_ms * len(inputs) + self._slow_ms * any(SLOW in text for text in inputs), options)
        if self._random.random() < self._failure:
            raise GenerationFailed("injected")
        self.calls.clear()
        return super().generate(inputs, options)

    def _take(self, milliseconds: float, options: Decoding) -> None:
        while milliseconds > 0:
            if options.cancelled is not None and options.cancelled():
                raise Cancelled("stopped")
            self._pause.wait(min(milliseconds, 10.0) / 1_000)
            milliseconds -= 10.0


def main(arguments: Sequence[str]) -> int:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--failure", type=float, default=0.0)
    parser.add_argument("--batch-ms", type=float, default=0.0)
    parser.add_argument("--input-ms", type=float, default=0.0)
    parser.add_argument("--slow-ms", type=float, default=300.0)
    chosen = parser.parse_args(arguments)
    settings = Settings(port=chosen.port)
    configure(settings.log_format, settings.log_level)
    model = FaultySeq2Seq(failure=chosen.failure, batch_ms=chosen.batch_ms, input_ms=chosen.input_ms, slow_ms=chosen.slow_ms)
    metrics = Metrics()
    bounds = Bounds(inputs=settings.batch_inputs, tokens=settings.batch_tokens)
    batched = BatchedSeq2Seq(model, bounds, watcher=metrics.watcher("seq2seq"))
    app = create_app(settings, summarizer=FakeSummarizer(batched), metrics=metrics)
    service = app.state.service
    service.engine = Engine(encoder=FakeEncoder())  # what sorting and verification ask
    service.watch([batched.batcher])
    return serve(service, uvicorn.Config(app, **options(settings)))


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
