"""The seam between a way of ranking and what uses it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from summarizer.models.protocols import FloatArray
from summarizer.ranking.concepts import Concepts
from summarizer.ranking.material import Material


@dataclass(frozen=True, slots=True)
class Ranking:
    """What a ranker found.

    Attributes:
        scores: One a sentence, higher matters more, comparable within one bundle only: shape (n,).
        concepts: What the selection is to cover; None where sentences are taken by score alone.
        factors: What the concepts of each sentence are multiplied by: shape (n,); None: by 1.
        masses: Worth of telling what each sentence says, in whatever words: shape (n,); None: nothing beyond the concepts.
        densities: Worth of each word of a sentence beyond its concepts, whether told elsewhere or not: shape (n,); None: nothing.
        weights: Worth of each concept: shape (concepts,); empty where there are none.

    """

    scores: FloatArray
    concepts: Concepts | None = None
    factors: FloatArray | None = None
    masses: FloatArray | None = None
    densities: FloatArray | None = None
    weights: FloatArray = field(default_factory=lambda: np.zeros(0, dtype=np.float32))


class Ranker(Protocol):
    """A way of ranking the sentences of a bundle."""

    def rank(self, material: Material) -> Ranking:
        """Return how much each sentence of ``material`` matters."""
        ...
