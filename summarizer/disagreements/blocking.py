"""Which pairs of sentences can hold two values of one thing at all, told before any pair is compared."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from summarizer.disagreements.told import Stated

_BLOCK = 200_000
"""Pairs looked at together."""


def share_a_key(statements: Sequence[Sequence[Stated]], left: NDArray[np.intp], right: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Return for each pair of sentences whether a statement of the one has a key of a statement of the other's, of one kind.

    Args:
        statements: Those of each sentence.
        left: Numbers of the first sentences of the pairs: shape (p,).
        right: Those of the second: shape (p,).

    Returns:
        Shape (p,).

    """
    columns: dict[Hashable, int] = {}
    rows = [
        sorted({columns.setdefault((type(one.statement), key), len(columns)) for one in stated for key in one.statement.keys})
        for stated in statements
    ]
    places = np.array([column for row in rows for column in row], dtype=np.int64)
    starts = np.cumsum([0, *map(len, rows)])
    table = csr_array((np.ones(len(places), dtype=np.int32), places, starts), shape=(len(rows), max(len(columns), 1)))
    found = np.zeros(len(left), dtype=np.bool_)
    for start in range(0, len(left), _BLOCK):
        block = slice(start, start + _BLOCK)
        found[block] = np.asarray(table[left[block]].multiply(table[right[block]]).sum(axis=1)).ravel() > 0
    return found
