"""Which sentences resemble which, without holding all pairs of a large bundle in memory."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from summarizer.models.protocols import FloatArray
from summarizer.ranking.material import IntArray

_BLOCK = 1_000
_MOST = 200
"""Neighbours kept for each sentence of a bundle too large to keep all."""
_LARGE = 3_000


def neighbours(vectors: FloatArray, threshold: float) -> csr_array:
    """Return the cosines of at least ``threshold`` (> 0) between different rows: shape (n, n).

    Of more than 3,000 rows only the nearest 200 of each are kept, so that the table is not symmetric there.
    """
    size = len(vectors)
    found: list[tuple[IntArray, IntArray, FloatArray]] = []
    for start in range(0, size, _BLOCK):
        # Half of the table is enough: a pair's cosine is that of the pair turned round.
        block = vectors[start : start + _BLOCK] @ vectors[start:].T
        rows, columns = np.nonzero(block >= threshold)
        later = columns > rows
        rows, columns = rows[later], columns[later]
        found.append((rows + start, columns + start, block[rows, columns]))
    if not found:
        return csr_array((0, 0), dtype=np.float32)
    rows, columns, cosines = (np.concatenate(parts) for parts in zip(*found, strict=True))
    ends = (np.concatenate([rows, columns]), np.concatenate([columns, rows]))
    table = csr_array((np.concatenate([cosines, cosines]), ends), shape=(size, size), dtype=np.float32)
    table.sort_indices()
    return _nearest(table) if size > _LARGE else table


def _nearest(table: csr_array) -> csr_array:
    """Keep the highest ``_MOST`` values of each row, and what equals the lowest of them."""
    kept = np.ones(len(table.data), dtype=bool)
    for row in np.flatnonzero(np.diff(table.indptr) > _MOST):
        place = slice(table.indptr[row], table.indptr[row + 1])
        values = table.data[place]
        kept[place] = values >= np.partition(values, len(values) - _MOST)[len(values) - _MOST]
    starts = np.concatenate([[0], np.cumsum(kept)])[table.indptr]
    return csr_array((table.data[kept], table.indices[kept], starts), shape=table.shape)
