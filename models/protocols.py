"""The seams between the library and whatever has weights.

Tests pass small fakes (``summarizer.models.fakes``), the service wraps the real ones.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

FloatArray: TypeAlias = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoding:
    """How a sequence-to-sequence model writes.

    Attributes:
        beams: Width of the beam search; 1 is greedy.
        candidates: How many of the beams come back for each input, best first; at most ``beams``.
        max_tokens: Longest output, in the model's own tokens.
        min_tokens: Shortest output.
        length_penalty: Exponent on the length that beam scores are divided by.
        no_repeat_ngram: Size of the token n-grams that may not occur twice; 0 allows all.
        lock: Only pieces of the input and function words may be written, where the backend can hold this.
            A batch may be held to the union of its inputs, so that the check of the written sentence stays necessary.
        cancelled: Asked between decoding steps; once it answers True the backend stops and raises ``Cancelled``.

    """

    beams: int = 4
    candidates: int = 1
    max_tokens: int = 80
    min_tokens: int = 0
    length_penalty: float = 1.0
    no_repeat_ngram: int = 0
    lock: bool = False
    cancelled: Callable[[], bool] | None = field(default=None, compare=False)


class SentenceEncoder(Protocol):
    """Turns sentences into vectors."""

    def encode(self, sentences: Sequence[str]) -> FloatArray:
        """Return one unit-length vector a sentence: shape (len(sentences), d)."""
        ...


class Seq2Seq(Protocol):
    """A sequence-to-sequence model with its tokenizer."""

    def generate(self, inputs: Sequence[str], options: Decoding) -> list[list[str]]:
        """Write ``options.candidates`` texts for each input, best first.

        Inputs are plain text in the model's own input format (its profile says which); text in them that looks like a
        control token is treated as text. Raises ``GenerationFailed``, ``OutOfMemory`` or ``Cancelled``.
        """
        ...

    def count_tokens(self, inputs: Sequence[str]) -> list[int]:
        """Return how many tokens of the model each input takes, without running it."""
        ...


class SupportScorer(Protocol):
    """Says how well evidence carries a claim."""

    def score(self, claims: Sequence[str], evidence: Sequence[str]) -> FloatArray:
        """Return one score in 0..1 for each pair: shape (len(claims),); higher is better supported."""
        ...


class FluencyScorer(Protocol):
    """Says how well written sentences hold together where they leave their sources' wording."""

    def score(self, sentences: Sequence[str], sources: Sequence[Sequence[str]]) -> FloatArray:
        """Return one score in 0..1 for each sentence and its sources: shape (len(sentences),); higher reads better."""
        ...
