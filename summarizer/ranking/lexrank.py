"""LexRank: sentences that many others resemble."""

from __future__ import annotations

import numpy as np

from summarizer.models.protocols import FloatArray
from summarizer.ranking.material import Material
from summarizer.ranking.protocol import Ranking
from summarizer.ranking.similarity import neighbours

_DAMPING = 0.85
_MOST_STEPS = 100
_CLOSE = 1e-7
_THRESHOLD = 0.1


class LexRank:
    """Continuous LexRank (Erkan and Radev, 2004, section 3.3) on sentence vectors, negative cosines cut off.

    Near-copies of one text share one vote: a sentence's vote is divided by the number of articles of its origin.
    """

    def rank(self, material: Material) -> Ranking:
        """Score each sentence by its share of a random walk over resemblances."""
        return Ranking(scores=walk(material))


def walk(material: Material) -> FloatArray:
    """Return the stationary share of each sentence, summing to 1: shape (n,)."""
    size = len(material)
    if size < 2:
        return np.ones(size, dtype=np.float32)
    articles_of = np.zeros(material.origin_count)
    for origin, _ in set(zip(material.origins.tolist(), material.article_numbers.tolist(), strict=True)):
        articles_of[origin] += 1
    vote = 1.0 / articles_of[material.origins]
    table = neighbours(material.vectors, _THRESHOLD)
    table = table.multiply(vote[None, :]).tocsr()
    sums = np.asarray(table.sum(axis=1)).reshape(-1)
    shares = np.full(size, 1.0 / size)
    start = vote / vote.sum()
    spread = np.divide(1.0, sums, out=np.zeros_like(sums), where=sums > 0)
    for _ in range(_MOST_STEPS):
        stuck = shares[sums == 0].sum()
        moved = table.T @ (shares * spread) + stuck * start
        following = (1 - _DAMPING) * start + _DAMPING * moved
        if np.abs(following - shares).sum() < _CLOSE:
            shares = following
            break
        shares = following
    return shares.astype(np.float32)
