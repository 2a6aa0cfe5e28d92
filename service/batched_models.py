"""The three model protocols, each wrapping another of its kind and collecting what concurrent requests ask of it.

An answer may not depend on whoever else asks at the same time. What that costs, measured with the pilot of the fusion model
(48 groups, CTranslate2 int8, batches of 1, 8 and 16, beams 1, 4 and 8):

- Without the lock every candidate of every input was the same in each of the batches: such inputs share batches freely.
- With the lock CTranslate2 holds a batch to the union of its inputs' pieces, so company changes what may be written: with
  four beams 17 of 48 candidate lists stayed the same, with eight beams 4. A locked call therefore goes through the model
  whole and alone, as the library sends it: all groups of one bundle are its batch. That is also the larger share of
  the gain: locked batches of 8 took half as long as single inputs, batches of 16 no less than batches of 8.
- The bundled encoder's vectors were equal to the last bit alone, in halves and all together: its calls share batches freely.
- The support scorer's scores differ in the last digit, and they are printed: its calls go one by one, each with all its pairs.

``benchmarks.service_cpu`` counts what each way costs. On a CPU, all requests' inputs in one call cost no less than a call for
each request, locked or not; decoding without the lock, whose batches could be shared, costs twice as much as with it, since it
weighs the whole vocabulary at each step.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Hashable, Sequence

import numpy as np

from summarizer.models.protocols import Decoding, FloatArray, SentenceEncoder, Seq2Seq, SupportScorer
from summarizer.service.batching import Batcher, Bounds, Unit, Watcher
from summarizer.service.limits import BYTES_A_TOKEN
from summarizer.service.scope import current

Texts = tuple[str, ...]


def _never() -> bool:
    return False


def _brake(given: Callable[[], bool] | None = None) -> Callable[[], bool]:
    """Return the brake of the present call: the one it was given, else that of its request."""
    if given is not None:
        return given
    scope = current()
    return _never if scope is None else scope.cancelled


def _length(text: str) -> int:
    return max(1, len(text.encode("utf-8", "surrogatepass")) // BYTES_A_TOKEN)


class BatchedSeq2Seq:
    """A ``Seq2Seq`` whose concurrent callers share batches."""

    def __init__(self, model: Seq2Seq, bounds: Bounds, *, watcher: Watcher | None = None) -> None:
        """Wrap ``model``."""
        self._model = model
        self.batcher: Batcher[tuple[Texts, Decoding], list[list[str]]] = Batcher("seq2seq", self._run, bounds, watcher=watcher)

    def generate(self, inputs: Sequence[str], options: Decoding) -> list[list[str]]:
        """Write candidates for each input, in whatever batches are formed.

        Raises:
            Cancelled: ``options.cancelled`` turned True, while waiting or while decoding.
            ModelError: The model failed on one of these inputs.

        """
        if not inputs:
            return []
        brake = _brake(options.cancelled)
        lengths = self._model.count_tokens(inputs)
        plain = dataclasses.replace(options, cancelled=None)
        units: list[Unit[tuple[Texts, Decoding], list[list[str]]]]
        if options.lock:
            alone: Hashable = object()
            units = [Unit((tuple(inputs), plain), len(inputs), max(1, *lengths), alone, brake)]
        else:
            units = [
                Unit(((text,), plain), 1, max(1, length), plain, brake) for text, length in zip(inputs, lengths, strict=True)
            ]
        return [written for result in self.batcher.submit(units) for written in result]

    def count_tokens(self, inputs: Sequence[str]) -> list[int]:
        """Return how many tokens of the model each input takes."""
        return self._model.count_tokens(inputs)

    def _run(self, payloads: Sequence[tuple[Texts, Decoding]], cancelled: Callable[[], bool]) -> list[list[list[str]]]:
        options = dataclasses.replace(payloads[0][1], cancelled=cancelled)
        written = self._model.generate([text for texts, _ in payloads for text in texts], options)
        return _shares(written, [len(texts) for texts, _ in payloads])


class BatchedEncoder:
    """A ``SentenceEncoder`` whose concurrent callers share batches."""

    def __init__(self, model: SentenceEncoder, bounds: Bounds, *, watcher: Watcher | None = None) -> None:
        """Wrap ``model``."""
        self._model = model
        self.batcher: Batcher[Texts, FloatArray] = Batcher("encoder", self._run, bounds, watcher=watcher)

    def encode(self, sentences: Sequence[str]) -> FloatArray:
        """Return one vector a sentence, shape (n, d).

        The sentences of one call stay together.

        Raises:
            Cancelled: The request that the calling thread works for was stopped.
            ModelError: The model failed on these sentences.

        """
        if not sentences:
            return self._model.encode(sentences)
        unit: Unit[Texts, FloatArray] = Unit(tuple(sentences), len(sentences), max(map(_length, sentences)), "encode", _brake())
        return self.batcher.submit([unit])[0]

    def _run(self, payloads: Sequence[Texts], _cancelled: Callable[[], bool]) -> list[FloatArray]:
        vectors = self._model.encode([text for texts in payloads for text in texts])
        return _slices(vectors, [len(texts) for texts in payloads])


class BatchedScorer:
    """A ``SupportScorer`` whose concurrent callers take turns."""

    def __init__(self, model: SupportScorer, bounds: Bounds, *, watcher: Watcher | None = None) -> None:
        """Wrap ``model``."""
        self._model = model
        self.batcher: Batcher[tuple[Texts, Texts], FloatArray] = Batcher("support", self._run, bounds, watcher=watcher)

    def score(self, claims: Sequence[str], evidence: Sequence[str]) -> FloatArray:
        """Return one score a pair, shape (n,).

        Raises:
            Cancelled: The request that the calling thread works for was stopped.
            ModelError: The model failed on these pairs.

        """
        if not claims:
            return self._model.score(claims, evidence)
        longest = max(_length(claim) + _length(text) for claim, text in zip(claims, evidence, strict=True))
        unit: Unit[tuple[Texts, Texts], FloatArray] = Unit(
            (tuple(claims), tuple(evidence)), len(claims), longest, object(), _brake()
        )
        return self.batcher.submit([unit])[0]

    def _run(self, payloads: Sequence[tuple[Texts, Texts]], _cancelled: Callable[[], bool]) -> list[FloatArray]:
        claims = [claim for claims, _ in payloads for claim in claims]
        evidence = [text for _, texts in payloads for text in texts]
        return _slices(self._model.score(claims, evidence), [len(claims) for claims, _ in payloads])


def _shares(items: Sequence[list[str]], sizes: Sequence[int]) -> list[list[list[str]]]:
    """Cut a list into consecutive shares; a model that gives too few leaves the last ones short, which the batcher refuses."""
    shares, start = [], 0
    for size in sizes:
        share = list(items[start : start + size])
        if len(share) == size:
            shares.append(share)
        start += size
    return shares


def _slices(rows: FloatArray, sizes: Sequence[int]) -> list[FloatArray]:
    """Cut the rows of an array into consecutive shares, each its own copy so that none keeps the whole batch in memory."""
    if len(rows) != sum(sizes):
        return []
    return [np.array(share) for share in np.split(rows, np.cumsum(sizes)[:-1])]
