"""Where the CPU goes, and so how much batching can give: seconds of CPU a request, by part, with one thread.

    python -m benchmarks.service_cpu             # about a minute
    python -m benchmarks.service_cpu --small

Each bundle of the examples is summarized in this process by the bundled models, the calls of each model are kept, and then made
again in four ways: as the pipeline makes them, one item a call, all requests' items in one call, and, for the model that
writes, without the lock. Records the seconds. ``bound`` is what the service can gain over batches of one when no core is ever
idle.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from benchmarks.service_process import ENVIRONMENT

# As the service runs: a thread that spins while it waits would be counted as work. Before numpy is imported, which reads it.
os.environ.update({**ENVIRONMENT, **os.environ})

from benchmarks.clock import fastest
from benchmarks.results import option, record
from benchmarks.service_arms import SingleEncoder, SingleScorer, SingleSeq2Seq
from benchmarks.service_soak import examples
from summarizer.article import Article
from summarizer.defaults import load_engine
from summarizer.models.protocols import Decoding, FloatArray, SentenceEncoder, Seq2Seq, SupportScorer
from summarizer.pipeline import Summarizer

ROUNDS = 3


class Kept:
    """Models that keep what they are asked and count the CPU time it takes.

    Attributes:
        encoded: Sentences of each call of the encoder.
        written: Inputs of each call of the sequence-to-sequence model.
        scored: Claims and evidence of each call of the support scorer.
        seconds: CPU time inside the models.

    """

    def __init__(self, encoder: SentenceEncoder, seq2seq: Seq2Seq, scorer: SupportScorer) -> None:
        self._encoder, self._seq2seq, self._scorer = encoder, seq2seq, scorer
        self.encoded: list[list[str]] = []
        self.written: list[tuple[list[str], Decoding]] = []
        self.scored: list[tuple[list[str], list[str]]] = []
        self.seconds = 0.0

    def _timed(self, call: Callable[[], Any]) -> Any:  # noqa: ANN401  whatever the model gives
        started = time.process_time()
        try:
            return call()
        finally:
            self.seconds += time.process_time() - started

    def encode(self, sentences: Sequence[str]) -> FloatArray:
        """Return one vector a sentence."""
        self.encoded.append(list(sentences))
        vectors: FloatArray = self._timed(lambda: self._encoder.encode(sentences))
        return vectors

    def generate(self, inputs: Sequence[str], options: Decoding) -> list[list[str]]:
        """Write candidates for each input."""
        self.written.append((list(inputs), replace(options, cancelled=None)))
        texts: list[list[str]] = self._timed(lambda: self._seq2seq.generate(inputs, options))
        return texts

    def count_tokens(self, inputs: Sequence[str]) -> list[int]:
        """Return how many tokens each input takes."""
        return self._seq2seq.count_tokens(inputs)

    def score(self, claims: Sequence[str], evidence: Sequence[str]) -> FloatArray:
        """Return one score a pair."""
        self.scored.append((list(claims), list(evidence)))
        scores: FloatArray = self._timed(lambda: self._scorer.score(claims, evidence))
        return scores


def cost(call: Callable[[], object], rounds: int) -> float:
    """Return the CPU seconds of a call, the least of some rounds after a first one that is not counted."""
    call()
    return fastest(call, rounds, time.process_time)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print and record."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    option(parser)
    given = parser.parse_args(arguments)
    rounds = 1 if given.small else ROUNDS
    engine = load_engine(threads=1)
    encoder, seq2seq, scorer = engine.encoder, engine.seq2seq, engine.support
    if seq2seq is None or scorer is None:
        print("The bundled models are not in this checkout.", file=sys.stderr)
        return 2
    told = examples()[:1] if given.small else examples()
    bundles = [[Article(id=str(i), text=one["text"]) for i, one in enumerate(story)] for story in told]
    kept = Kept(encoder, seq2seq, scorer)
    summarizer = Summarizer(engine=replace(engine, encoder=kept, seq2seq=kept, support=kept))

    def summarize() -> None:
        for bundle in bundles:
            summarizer.summarize(bundle)

    summarize()
    kept.encoded, kept.written, kept.scored, kept.seconds = [], [], [], 0.0
    started = time.process_time()
    summarize()
    rest = time.process_time() - started - kept.seconds
    options = kept.written[0][1]
    inputs = [text for texts, _ in kept.written for text in texts]
    claims = [claim for told, _ in kept.scored for claim in told]
    evidence = [text for _, told in kept.scored for text in told]
    sentences = [text for texts in kept.encoded for text in texts]
    free = replace(options, lock=False)

    def timed(call: Callable[[], object]) -> float:
        return cost(call, rounds) / len(bundles)

    def each(model: Any, method: str, calls: Sequence[tuple[Any, ...]]) -> Callable[[], object]:  # noqa: ANN401
        return lambda: [getattr(model, method)(*given) for given in calls]

    encoded, scored = [(texts,) for texts in kept.encoded], kept.scored
    written, unlocked = kept.written, [(texts, free) for texts, _ in kept.written]
    parts = {
        "encoder": {
            "as asked": timed(each(encoder, "encode", encoded)),
            "one a call": timed(each(SingleEncoder(encoder), "encode", encoded)),
            "all in one": timed(lambda: encoder.encode(sentences)),
        },
        "seq2seq": {
            "as asked": timed(each(seq2seq, "generate", written)),
            "one a call": timed(each(SingleSeq2Seq(seq2seq), "generate", written)),
            "all in one": timed(lambda: seq2seq.generate(inputs, options)),
            "unlocked, all in one": timed(lambda: seq2seq.generate(inputs, free)),
            "unlocked, as asked": timed(each(seq2seq, "generate", unlocked)),
        },
        "support": {
            "as asked": timed(each(scorer, "score", scored)),
            "one a call": timed(each(SingleScorer(scorer), "score", scored)),
            "all in one": timed(lambda: scorer.score(claims, evidence)),
        },
    }
    python = rest / len(bundles)
    ways = ("as asked", "one a call")
    total = {way: python + sum(part[way] for part in parts.values()) for way in ways}
    best = python + sum(min(part["as asked"], part["all in one"]) for part in parts.values())
    report = {
        "bundles": len(bundles),
        "cpu_seconds": parts,
        "all_else": python,
        "total": total,
        "bound": total["one a call"] / best,
    }
    print(json.dumps(report, indent=2))
    record("service_cpu", report, command="python -m benchmarks.service_cpu", small=given.small)
    return 0


if __name__ == "__main__":
    sys.exit(main())
