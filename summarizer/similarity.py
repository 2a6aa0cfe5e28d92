"""Which sentences resemble which, without holding all pairs of a large bundle in memory."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array, vstack

from summarizer.models.protocols import FloatArray

_BLOCK = 1_000
_MOST = 200
"""Neighbours kept for each sentence of a bundle too large to keep all."""
_LARGE = 3_000


def neighbours(vectors: FloatArray, threshold: float) -> csr_array:
    """Return the cosines of at least ``threshold`` (> 0) between different rows: shape (n, n).

    Of more than 3,000 rows only the nearest 200 of each are kept, so that the table is not symmetric there.
    """
    size = len(vectors)
    blocks = []
    for start in range(0, size, _BLOCK):
        near = vectors[start : start + _BLOCK] @ vectors.T
        near[near < threshold] = 0.0
        near[np.arange(len(near)), np.arange(start, start + len(near))] = 0.0
        if size > _LARGE:
            bar = np.partition(near, size - _MOST, axis=1)[:, size - _MOST]
            near[near < bar[:, None]] = 0.0
        blocks.append(csr_array(near))
    return csr_array(vstack(blocks)) if blocks else csr_array((0, 0), dtype=np.float32)
