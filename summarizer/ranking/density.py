"""How much of what editors keep each word of a sentence carries, by a trained model."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from summarizer.models.protocols import FloatArray
from summarizer.ranking.measures import KINDS, NAMES, many

_FARTHEST = 6.0
"""Deviations, and logarithms, beyond which nothing counts more."""


@dataclass(frozen=True, slots=True, eq=False)
class Density:
    """A softmax over the sentences of a bundle, linear in ``measures.adapted``.

    After ListNet (Cao et al., "Learning to rank: from pairwise approach to listwise approach", 2007). It was fitted to the
    squares of the densities, which makes the top of the list count; ``of`` takes the root.

    Attributes:
        means: Subtracted from the columns: shape (k,).
        scales: What they are divided by: shape (k,).
        weights: Their weights: shape (k,).
        few: What densities are worth together, in worths of all concepts, in a bundle of few voices.
        many: The same in one of many.

    Raises:
        ValueError: The shapes are not those of the measures.

    """

    means: FloatArray
    scales: FloatArray
    weights: FloatArray
    few: float
    many: float

    def __post_init__(self) -> None:
        size = (KINDS * len(NAMES),)
        if not self.means.shape == self.scales.shape == self.weights.shape == size:
            raise ValueError(f"a density model needs {size[0]} means, scales and weights")

    @classmethod
    def from_mapping(cls, values: dict[str, Any]) -> Density:
        """Read it from plain values; measures of other names or in another order are an error."""
        if tuple(values["names"]) != NAMES:
            raise ValueError("the density model was fitted to other measures")
        arrays = {name: np.array(values[name], dtype=np.float32) for name in ("means", "scales", "weights")}
        return cls(**arrays, few=float(values["few"]), many=float(values["many"]))

    def to_mapping(self) -> dict[str, Any]:
        """Return it as plain values."""
        arrays = {name: [round(float(value), 5) for value in getattr(self, name)] for name in ("means", "scales", "weights")}
        return {"few": self.few, "many": self.many, "names": list(NAMES), **arrays}

    def of(self, table: FloatArray) -> FloatArray:
        """Return the density of each sentence, 1 on average.

        Args:
            table: From ``measures.adapted``: shape (n, k).

        """
        if not len(table):
            return np.zeros(0, dtype=np.float32)
        logits = np.clip((table - self.means) / self.scales, -_FARTHEST, _FARTHEST) @ self.weights
        roots = np.exp(0.5 * np.clip(logits - logits.mean(), -_FARTHEST, _FARTHEST))
        densities: FloatArray = (roots / roots.mean()).astype(np.float32)
        return densities

    def share(self, all_voices: float) -> float:
        """Return the part of all worth that densities have, 0..1; the rest is that of concepts."""
        weight = self.few + (self.many - self.few) * many(all_voices)
        return weight / (1.0 + weight)
