"""A reader's question or topic steers any ranking."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from summarizer.models.protocols import FloatArray
from summarizer.ranking.material import Material
from summarizer.ranking.protocol import Ranking

LEAST, MOST = 0.25, 4.0
"""Factors of the sentence that is farthest from the focus and of the one that is nearest."""


def steered(ranking: Ranking, material: Material) -> Ranking:
    """Return the ranking with each sentence worth more the nearer it is to the focus; the same one where there is no focus.

    Nearness is the cosine of the sentence and the focus, stretched over the sentences at hand.
    """
    if material.focus is None or not len(material):
        return ranking
    near = material.vectors @ material.focus
    spread = float(near.max() - near.min())
    place = (near - near.min()) / spread if spread > 0 else np.ones_like(near)
    pull: FloatArray = (LEAST * (MOST / LEAST) ** place).astype(np.float32)
    factors = pull if ranking.factors is None else (ranking.factors * pull).astype(np.float32)
    return replace(ranking, scores=(ranking.scores * pull).astype(np.float32), factors=factors)
