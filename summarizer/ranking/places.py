"""How early in their articles things stand, and how many origins hold them."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from summarizer.material import Material
from summarizer.models.protocols import FloatArray

_LOSS = 0.12


def earliness(material: Material) -> FloatArray:
    """Return 1 / (1 + 0.12 place in the article) of each sentence: shape (n,)."""
    return (1.0 / (1.0 + _LOSS * material.places)).astype(np.float32)


def by_origin(material: Material, table: csr_array, early: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return for each column how many origins hold it, and the sum over them of its earliest place's weight."""
    entries = table.tocoo()
    width = table.shape[1]
    codes = material.origins[entries.row].astype(np.int64) * width + entries.col
    weight = early[entries.row]
    order = np.lexsort((-weight, codes))
    codes, weight = codes[order], weight[order]
    first = np.ones(len(codes), dtype=bool)
    first[1:] = codes[1:] != codes[:-1]
    columns = codes[first] % width if width else codes[first]
    return (
        np.bincount(columns, minlength=width).astype(np.float32),
        np.bincount(columns, weights=weight[first], minlength=width).astype(np.float32),
    )
