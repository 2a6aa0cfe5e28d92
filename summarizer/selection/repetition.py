"""How much sentences that might be printed say again of each other: by their vectors, their words and their figures."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_array

from summarizer.models.protocols import FloatArray
from summarizer.selection.fates import TOLD
from summarizer.wording.overlap import content

_NEAR, _SHARED = (0.62, TOLD), (0.45, 0.75)
"""Cosines, and shares of words, from which a sentence says something of another, and all of it."""
_SAME_FIGURE, _MORE_FIGURES = 0.7, 0.3
"""How much a sentence says of another with which it shares a figure and words beside it, and what each further figure adds."""
_FEWEST_WORDS = 2
"""Words of content, the figure not counted, that two sentences with one figure have to share."""
_FIGURE = re.compile(r"(?<![\w.,:])\d+(?:[.,]\d+)*(?:[-–:]\d+)?(?![\w]|[.,:]\d)")
_OF_TIME = re.compile(r"(?:1[89]|20)\d\d|\d{1,2}|\d{1,2}[.:]\d\d")
"""Years, days of a month, clock times, and numbers so small that they stand beside many things."""
_COUNTED = re.compile(r"\s?(?:%|per ?cent|pct|percent|million|billion|m\b|bn\b)|-point", re.IGNORECASE)


def repeated(vectors: FloatArray, texts: Sequence[str]) -> FloatArray:
    """Return how much of what one sentence says another says too, 0..1: shape (n, n), symmetric.

    Args:
        vectors: Of the sentences, of unit length: shape (n, d).
        texts: The sentences.

    """
    told: FloatArray = np.maximum(_between(vectors @ vectors.T, *_NEAR), _between(_shared(list(map(content, texts))), *_SHARED))
    return np.maximum(told, _same_figures(texts))


def figures(text: str) -> frozenset[str]:
    """Return the figures by which a fact is known again: "1,900", "3-2" and "23 percent", but no day, year, time or "two"."""
    found = set()
    for match in _FIGURE.finditer(text):
        if _COUNTED.match(text, match.end()) or not _OF_TIME.fullmatch(match.group()):
            found.add(match.group().replace(",", "").replace("–", "-"))
    return frozenset(found)


def _same_figures(texts: Sequence[str]) -> FloatArray:
    own = [figures(text) for text in texts]
    words = [content(re.sub(r"\d", " ", text)) for text in texts]
    told = np.zeros((len(texts), len(texts)), dtype=np.float32)
    having = [place for place, found in enumerate(own) if found]
    for count, one in enumerate(having):
        for other in having[count + 1 :]:
            same = len(own[one] & own[other])
            if same and len(words[one] & words[other]) >= _FEWEST_WORDS:
                told[one, other] = told[other, one] = min(1.0, _SAME_FIGURE + _MORE_FIGURES * (same - 1))
    return told


def _between(values: FloatArray, low: float, high: float) -> FloatArray:
    """Return how far values lie on the way from one bound to another, 0..1."""
    share: FloatArray = np.clip((values - low) / (high - low), 0.0, 1.0)
    return share


def _shared(told: Sequence[frozenset[str]]) -> FloatArray:
    """Return which share of the words of the shorter of two texts the other has: shape (n, n)."""
    columns: dict[str, int] = {}
    indices = [columns.setdefault(word, len(columns)) for words in told for word in sorted(words)]
    starts = np.cumsum([0, *map(len, told)])
    holds = csr_array((np.ones(len(indices), dtype=np.float32), indices, starts), shape=(len(told), max(len(columns), 1)))
    sizes = np.maximum(np.diff(starts), 1)
    shared: FloatArray = (holds @ holds.T).toarray() / np.minimum(sizes[:, None], sizes[None, :])
    return shared
