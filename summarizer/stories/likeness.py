"""How alike the articles of a pile are: the sense and the words of their leads, and their times.

The table of all pairs is never held whole as a square: it is made in blocks of rows and kept as the condensed vector of distances
that clustering takes.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from summarizer.article import Article
from summarizer.models.protocols import FloatArray, SentenceEncoder
from summarizer.ranking.concepts import is_function, stem, words_of

SENSE, WORDS = 0.4, 0.6
"""Weights of the cosine of the leads' vectors and of that of their words. On piles of AllSides round-ups any share from 0.4 to
0.6 sorts equally well; whole articles want the words (``benchmarks/piles.py``)."""
DAYS_APART = 30.0
"""Days between two articles after which their likeness counts half."""
BLOCK = 512
"""Rows that are compared with all others at a time."""


def distances(articles: Sequence[Article], leads: Sequence[Sequence[str]], encoder: SentenceEncoder) -> NDArray[np.float64]:
    """Return one minus the likeness of each two articles, 0..1, in scipy's condensed form: shape (n (n - 1) / 2,).

    Args:
        articles: The articles, for their times.
        leads: What each is about, in sentences; none may be empty.
        encoder: Gives sentences their vectors.
    """
    size = len(articles)
    sense, words = _sense(leads, encoder), _words(leads)
    days = np.array([np.nan if a.published is None else a.published.timestamp() / 86_400 for a in articles], dtype=np.float64)
    found = np.empty(size * (size - 1) // 2, dtype=np.float64)
    place = 0
    for start in range(0, size - 1, BLOCK):
        rows = slice(start, start + BLOCK)
        alike = SENSE * np.clip(sense[rows] @ sense.T, 0.0, 1.0) + WORDS * (words[rows] @ words.T).toarray()
        apart = np.abs(days[rows, None] - days[None, :])
        alike *= np.where(np.isnan(apart), 1.0, 0.5 ** (apart / DAYS_APART))
        for offset, row in enumerate(alike):
            rest = row[start + offset + 1 :]
            found[place : place + len(rest)] = np.clip(1.0 - rest, 0.0, 1.0)
            place += len(rest)
    return found


def _sense(leads: Sequence[Sequence[str]], encoder: SentenceEncoder) -> FloatArray:
    """Return the unit mean of each lead's sentence vectors: shape (n, d)."""
    vectors = encoder.encode([text for lead in leads for text in lead])
    ends = np.cumsum([len(lead) for lead in leads])
    means = np.array([rows.mean(axis=0) for rows in np.split(vectors, ends[:-1])], dtype=np.float32)
    means /= np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-9)
    return means


def _words(leads: Sequence[Sequence[str]]) -> csr_array:
    """Return unit rows over the content words of each lead, each weighed by how rare it is in the pile: shape (n, words)."""
    found = [{stem(word) for text in lead for word in words_of(text) if len(word) > 2} for lead in leads]
    columns: dict[str, int] = {}
    rows = [sorted(columns.setdefault(one, len(columns)) for one in sorted(words) if not is_function(one)) for words in found]
    indptr = np.cumsum([0, *map(len, rows)])
    indices = np.array([column for row in rows for column in row], dtype=np.int32)
    count = np.bincount(indices, minlength=max(len(columns), 1))
    data = np.log((1.0 + len(leads)) / count[indices]).astype(np.float32)
    table = csr_array((data, indices, indptr), shape=(len(leads), max(len(columns), 1)))
    norms = np.sqrt(np.asarray(table.multiply(table).sum(axis=1))).reshape(-1, 1)
    return csr_array(table.multiply(1.0 / np.maximum(norms, 1e-9)))
