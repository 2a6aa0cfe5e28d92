"""How early in their articles things stand, and how many voices carry them."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_array

from summarizer.models.protocols import FloatArray
from summarizer.ranking.material import Material

_LOSS = 0.12


def earliness(material: Material) -> FloatArray:
    """Return 1 / (1 + 0.12 place in the article) of each sentence: shape (n,)."""
    return (1.0 / (1.0 + _LOSS * material.places)).astype(np.float32)


def voices(material: Material) -> float:
    """Return the sum over origins of the square root of their articles.

    Word-for-word copies are not in the material and have no voice. What several rewrites of one text keep is of more weight than
    what one of them says, but of less than what as many independent articles say: the votes of an origin's articles count as the
    length of their vector, so that four that agree count two.
    """
    _, origin_of_article = _article_origins(material)
    return float(np.sqrt(np.bincount(origin_of_article)).sum()) if len(origin_of_article) else 0.0


def by_voice(material: Material, table: csr_array, early: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Return for each column the voices that carry it, and the same with each article's earliest place as its vote.

    Args:
        material: The bundle.
        table: Which sentences (rows) hold what (columns).
        early: Weight of each sentence's place.

    """
    entries = table.tocoo()
    width = table.shape[1]
    codes = material.article_numbers[entries.row].astype(np.int64) * width + entries.col
    weight = early[entries.row].astype(np.float64)
    order = np.lexsort((-weight, codes))
    codes, weight = codes[order], weight[order]
    first = np.ones(len(codes), dtype=bool)
    first[1:] = codes[1:] != codes[:-1]
    codes, weight = codes[first], weight[first]
    numbers, origins = _article_origins(material)
    origin = np.zeros(len(material.articles), dtype=np.int64)
    origin[numbers] = origins
    pairs, place = np.unique(origin[codes // max(width, 1)] * width + codes % max(width, 1), return_inverse=True)
    held = np.sqrt(np.bincount(place.reshape(-1), minlength=len(pairs)))
    earliest = np.sqrt(np.bincount(place.reshape(-1), weights=weight**2, minlength=len(pairs)))
    columns = pairs % max(width, 1)
    return (
        np.bincount(columns, weights=held, minlength=width).astype(np.float32),
        np.bincount(columns, weights=earliest, minlength=width).astype(np.float32),
    )


def _article_origins(material: Material) -> tuple[np.ndarray, np.ndarray]:
    """Return the numbers of the articles that have sentences, and the origin of each."""
    numbers, first = np.unique(material.article_numbers, return_index=True)
    return numbers, material.origins[first]
