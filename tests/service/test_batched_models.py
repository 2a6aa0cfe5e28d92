from __future__ import annotations

import dataclasses
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.errors import Cancelled, GenerationFailed
from summarizer.models import bundled
from summarizer.models.fakes import FakeEncoder, FakeSeq2Seq, FakeSupportScorer
from summarizer.models.protocols import Decoding, FloatArray
from summarizer.models.registry import load_encoder, load_seq2seq
from summarizer.service.batched_models import BatchedEncoder, BatchedScorer, BatchedSeq2Seq
from summarizer.service.batching import Bounds
from summarizer.service.scope import Scope

BOUNDS = Bounds(inputs=32, tokens=4_096)
FREE = Decoding(beams=2, candidates=2)
LOCKED = dataclasses.replace(FREE, lock=True)


class Gated(FakeSeq2Seq):
    """Holds its first call until it is told to go, so that others gather behind it."""

    def __init__(self) -> None:
        super().__init__()
        self.entered, self.go = threading.Event(), threading.Event()

    def generate(self, inputs: Sequence[str], options: Decoding) -> list[list[str]]:
        self.entered.set()
        assert self.go.wait(20)
        return super().generate(inputs, options)


def gather(model: Gated, calls: Sequence[tuple[Sequence[str], Decoding]], eventually: Any) -> list[list[list[str]]]:
    """Run one call that holds the model, and the others at once behind it."""
    batched = BatchedSeq2Seq(model, BOUNDS)
    with ThreadPoolExecutor(len(calls) + 1) as pool:
        first = pool.submit(batched.generate, ["holds the model"], FREE)
        assert model.entered.wait(20)
        others = [pool.submit(batched.generate, inputs, options) for inputs, options in calls]
        eventually(lambda: batched.batcher.depth[0] == 1 + sum(len(inputs) for inputs, _ in calls))
        model.go.set()
        first.result(20)
        answers = [future.result(20) for future in others]
    batched.batcher.close()
    return answers


def test_calls_share_a_batch_and_get_their_own_answers(eventually: Any) -> None:
    model = Gated()
    calls = [([f"text {place} a", f"text {place} b"], FREE) for place in range(4)]
    answers = gather(model, calls, eventually)
    assert answers == [FakeSeq2Seq().generate(inputs, options) for inputs, options in calls]
    assert [len(inputs) for inputs, _ in model.calls] == [1, 8]


def test_locked_calls_go_whole_and_alone(eventually: Any) -> None:
    model = Gated()
    calls = [([f"text {place} a", f"text {place} b"], LOCKED) for place in range(3)]
    gather(model, calls, eventually)
    assert sorted(inputs for inputs, _ in model.calls[1:]) == sorted(tuple(inputs) for inputs, _ in calls)


def test_only_equal_decoding_shares_a_batch(eventually: Any) -> None:
    model = Gated()
    calls = [(["a"], FREE), (["b"], dataclasses.replace(FREE, beams=3)), (["c"], FREE)]
    gather(model, calls, eventually)
    assert sorted(inputs for inputs, _ in model.calls[1:]) == [("a", "c"), ("b",)]


def test_a_brake_of_one_caller_does_not_stop_the_others(eventually: Any) -> None:
    stopped = threading.Event()
    model = Gated()
    batched = BatchedSeq2Seq(model, BOUNDS)
    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(batched.generate, ["a"], dataclasses.replace(FREE, cancelled=stopped.is_set))
        assert model.entered.wait(20)
        second = pool.submit(batched.generate, ["b"], FREE)
        eventually(lambda: batched.batcher.depth[0] == 2)
        stopped.set()
        model.go.set()
        with pytest.raises(Cancelled):
            first.result(20)
        assert second.result(20) == [["b", "b"]]
    batched.batcher.close()


def test_encoder_and_scorer_take_the_brake_of_their_request() -> None:
    class Slow:
        def __init__(self) -> None:
            self.entered, self.go = threading.Event(), threading.Event()

        def encode(self, sentences: Sequence[str]) -> FloatArray:
            self.entered.set()
            assert self.go.wait(20)
            return FakeEncoder().encode(sentences)

    model = Slow()
    encoder = BatchedEncoder(model, BOUNDS)
    scope = Scope.lasting(60)

    def work() -> FloatArray:
        with scope.entered():
            return encoder.encode(["a"])

    with ThreadPoolExecutor(1) as pool:
        waiting = pool.submit(work)
        assert model.entered.wait(20)
        scope.cancel()
        with pytest.raises(Cancelled):
            waiting.result(20)
        model.go.set()
    encoder.batcher.close()


def test_a_model_that_gives_rows_for_others_fails() -> None:
    class Short:
        def encode(self, sentences: Sequence[str]) -> FloatArray:
            return np.zeros((len(sentences) - 1, 4), dtype=np.float32)

    encoder = BatchedEncoder(Short(), BOUNDS)
    with pytest.raises(GenerationFailed):
        encoder.encode(["a", "b"])
    encoder.batcher.close()


def test_calls_of_the_scorer_go_one_by_one(eventually: Any) -> None:
    """Its scores are printed, and their last digit depends on the batch."""
    entered, go, sizes = threading.Event(), threading.Event(), []

    class Slow(FakeSupportScorer):
        def score(self, claims: Sequence[str], evidence: Sequence[str]) -> FloatArray:
            sizes.append(len(claims))
            entered.set()
            assert go.wait(20)
            return super().score(claims, evidence)

    scorer = BatchedScorer(Slow(), BOUNDS)
    with ThreadPoolExecutor(3) as pool:
        futures = [pool.submit(scorer.score, ["a", "b"], ["a", "b"])]
        assert entered.wait(20)
        futures += [pool.submit(scorer.score, ["c"], ["c"]) for _ in range(2)]
        eventually(lambda: scorer.batcher.depth[0] == 4)
        go.set()
        assert [list(future.result(20)) for future in futures] == [[1, 1], [1], [1]]
    assert sizes == [2, 1, 1]
    scorer.batcher.close()


@settings(max_examples=20, deadline=None)
@given(st.lists(st.lists(st.text("ab c", min_size=1, max_size=12), min_size=0, max_size=6), min_size=1, max_size=6))
def test_in_company_as_alone(calls: list[list[str]]) -> None:
    seq2seq = BatchedSeq2Seq(FakeSeq2Seq(), BOUNDS)
    encoder, scorer = BatchedEncoder(FakeEncoder(), BOUNDS), BatchedScorer(FakeSupportScorer(), BOUNDS)
    try:
        with ThreadPoolExecutor(len(calls)) as pool:
            written = list(pool.map(lambda inputs: seq2seq.generate(inputs, FREE), calls))
            vectors = list(pool.map(encoder.encode, calls))
            scores = list(pool.map(lambda texts: scorer.score(texts, texts), calls))
        assert written == [FakeSeq2Seq().generate(inputs, FREE) for inputs in calls]
        for given_texts, rows, row in zip(calls, vectors, scores, strict=True):
            np.testing.assert_array_equal(rows, FakeEncoder().encode(given_texts))
            np.testing.assert_array_equal(row, FakeSupportScorer().score(given_texts, given_texts))
    finally:
        for batcher in (seq2seq.batcher, encoder.batcher, scorer.batcher):
            batcher.close()


SENTENCES = [
    "The old swing bridge of Port Ellis will close on Monday for repairs.",
    "Ferries carry passengers.",
    "Engineers found cracks in two bearings during an inspection in January, the town council said on Friday.",
    "The work will take six weeks and cost 2.4 million euros, of which the state pays a half and the harbour the rest.",
    "Shops fear for their trade.",
    "A second ferry comes from Lund.",
]


@pytest.mark.skipif(not bundled.has("fusion"), reason="the bundled weights are not here")
def test_the_bundled_models_answer_in_company_as_alone() -> None:
    """What sharing batches rests on: rows of the real models do not depend on their company, to the last bit."""
    real = load_encoder(threads=1)
    together = real.encode(SENTENCES)
    for row, sentence in zip(together, SENTENCES, strict=True):
        np.testing.assert_array_equal(row, real.encode([sentence])[0])

    model = load_seq2seq(threads=1)
    options = Decoding(beams=3, candidates=3, max_tokens=30)
    alone = [model.generate([sentence], options)[0] for sentence in SENTENCES]
    batched = BatchedSeq2Seq(model, BOUNDS)
    with ThreadPoolExecutor(len(SENTENCES)) as pool:
        company = list(pool.map(lambda sentence: batched.generate([sentence], options)[0], SENTENCES))
    batched.batcher.close()
    assert company == alone
