"""The service with its models used in other ways, in a process of its own: what ``benchmarks.service_throughput`` compares with.

    python -m benchmarks.service_arms --arm batched --port 8123

``batched``: as shipped. ``single``: the same service, but each model call holds one input. ``transformers``: the fusion model's
weights in plain transformers, fp32, and one request at a time; the encoder stays, since its weights ship for CTranslate2 only.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import uvicorn

from summarizer.defaults import load_engine
from summarizer.models import registry
from summarizer.models.protocols import Decoding, FloatArray, SentenceEncoder, Seq2Seq, SupportScorer
from summarizer.pipeline import Summarizer
from summarizer.service.app import create_app
from summarizer.service.core import Service
from summarizer.service.logs import configure
from summarizer.service.runner import Summarizes
from summarizer.service.server import options, serve
from summarizer.service.settings import Settings

ARMS = ("batched", "single", "transformers")


class SingleSeq2Seq:
    """Gives the model one input at a time."""

    def __init__(self, model: Seq2Seq) -> None:
        self._model = model

    def generate(self, inputs: Sequence[str], options: Decoding) -> list[list[str]]:
        """Write candidates for each input."""
        return [self._model.generate([text], options)[0] for text in inputs]

    def count_tokens(self, inputs: Sequence[str]) -> list[int]:
        """Return how many tokens each input takes."""
        return self._model.count_tokens(inputs)


class SingleEncoder:
    """Gives the model one sentence at a time."""

    def __init__(self, model: SentenceEncoder) -> None:
        self._model = model

    def encode(self, sentences: Sequence[str]) -> FloatArray:
        """Return one vector a sentence."""
        if not sentences:
            return self._model.encode(sentences)
        return np.concatenate([self._model.encode([text]) for text in sentences])


class SingleScorer:
    """Gives the model one pair at a time."""

    def __init__(self, model: SupportScorer) -> None:
        self._model = model

    def score(self, claims: Sequence[str], evidence: Sequence[str]) -> FloatArray:
        """Return one score a pair."""
        if not claims:
            return self._model.score(claims, evidence)
        return np.concatenate([self._model.score([claim], [text]) for claim, text in zip(claims, evidence, strict=True)])


def summarizer(arm: str, service: Service) -> Summarizes:
    """Return what an arm summarizes with."""
    # One request at a time may have all cores; requests side by side share them.
    engine = load_engine(threads=None if arm == "transformers" else service.settings.model_threads)
    if arm == "single":
        engine = replace(
            engine,
            encoder=SingleEncoder(engine.encoder),
            seq2seq=None if engine.seq2seq is None else SingleSeq2Seq(engine.seq2seq),
            support=None if engine.support is None else SingleScorer(engine.support),
        )
    elif arm == "transformers":
        # As it would be served without any of this: no batcher, and the setting of one thread.
        return Summarizer(engine=replace(engine, seq2seq=registry.load_seq2seq("bundled", backend="transformers")))
    return service.adopt(engine)


def main(arguments: Sequence[str]) -> int:
    """Serve until told to stop."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--arm", choices=ARMS, required=True)
    parser.add_argument("--port", type=int, required=True)
    chosen = parser.parse_args(arguments)
    settings = Settings(port=chosen.port)
    configure(settings.log_format, settings.log_level)
    app = create_app(settings)
    service = app.state.service
    service.use(lambda: summarizer(chosen.arm, service))
    return serve(service, uvicorn.Config(app, **options(settings)))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
