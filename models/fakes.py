"""Small deterministic models without weights, for tests of whatever takes a model.

They ship with the package, so that users can test their own code without loading anything.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Sequence

import numpy as np

from summarizer.models.errors import Cancelled
from summarizer.models.profiles import JOINT, Profile, Strategy
from summarizer.models.protocols import Decoding, FloatArray

FAKE_PROFILE = Profile(name="fake", max_input_tokens=512, strategy=Strategy.GROUPED, decoding=Decoding(beams=4, candidates=2))
"""Goes with ``FakeSeq2Seq``."""


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())


class FakeEncoder:
    """Hashed bags of words: sentences that share words have similar vectors.

    Args:
        dimension: Length of the vectors.

    """

    def __init__(self, dimension: int = 64) -> None:
        self.dimension = dimension

    def encode(self, sentences: Sequence[str]) -> FloatArray:
        """Return one unit-length vector a sentence: shape (len(sentences), dimension)."""
        vectors = np.zeros((len(sentences), self.dimension), dtype=np.float32)
        for row, sentence in zip(vectors, sentences, strict=True):
            for word in _words(sentence) or [""]:
                row[zlib.crc32(word.encode("utf-8", "surrogatepass")) % self.dimension] += 1.0
            row[:] = row / np.linalg.norm(row)
        return vectors


class FakeSeq2Seq:
    """Writes the parts of its input back: the best candidate is the first part, the next the second, and so on round.

    A word counts as a token; outputs keep to ``max_tokens``. The calls are kept in ``calls``.
    """

    def __init__(self) -> None:
        self.calls: list[tuple[tuple[str, ...], Decoding]] = []

    def generate(self, inputs: Sequence[str], options: Decoding) -> list[list[str]]:
        """Write ``options.candidates`` texts for each input; raise ``Cancelled`` where the options say so."""
        if options.cancelled is not None and options.cancelled():
            raise Cancelled("The caller no longer waits; nothing was written.")
        self.calls.append((tuple(inputs), options))
        written: list[list[str]] = []
        for text in inputs:
            parts = [part for part in text.split(JOINT) if part.strip()] or [text]
            chosen = [parts[i % len(parts)] for i in range(options.candidates)]
            written.append([" ".join(part.split()[: options.max_tokens]) for part in chosen])
        return written

    def count_tokens(self, inputs: Sequence[str]) -> list[int]:
        """Return the words of each input."""
        return [len(text.split()) for text in inputs]


class ScriptedSeq2Seq:
    """Writes the same texts for each input, whatever is asked; a word counts as a token. The inputs are kept in ``asked``."""

    def __init__(self, *texts: str) -> None:
        self.texts = texts
        self.asked: list[str] = []

    def generate(self, inputs: Sequence[str], options: Decoding) -> list[list[str]]:
        """Return the texts for each input."""
        self.asked += inputs
        return [list(self.texts) for _ in inputs]

    def count_tokens(self, inputs: Sequence[str]) -> list[int]:
        """Return the words of each input."""
        return [len(text.split()) for text in inputs]


class FakeSupportScorer:
    """The share of the claim's words that the evidence has."""

    def score(self, claims: Sequence[str], evidence: Sequence[str]) -> FloatArray:
        """Return one score in 0..1 for each pair."""
        scores = np.ones(len(claims), dtype=np.float32)
        for place, (claim, support) in enumerate(zip(claims, evidence, strict=True)):
            words = set(_words(claim))
            if words:
                scores[place] = len(words & set(_words(support))) / len(words)
        return scores
