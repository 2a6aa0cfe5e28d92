"""ROUGE-N by counting, for tuning; equal to the ``rouge-score`` package with stemming, which a test holds it to."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

_WORD = re.compile(r"[a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Score:
    """Recall and F1 of n-grams, each the mean over the references, 0..1."""

    recall: float
    f1: float


@lru_cache(maxsize=500_000)
def _stem(word: str) -> str:
    if len(word) <= 3:
        return word
    return str(_porter().stem(word))


@lru_cache(maxsize=1)
def _porter():  # type: ignore[no-untyped-def]  # noqa: ANN202  nltk has no types
    from nltk.stem.porter import PorterStemmer  # noqa: PLC0415  comes with rouge-score, needed for measuring only

    return PorterStemmer()


def words(text: str) -> list[str]:
    """Return the words that ROUGE counts: runs of ASCII letters and digits, stemmed where longer than three."""
    return [_stem(word) for word in _WORD.findall(text.lower())]


def ngrams(tokens: Sequence[str], n: int) -> Counter[tuple[str, ...]]:
    """Count the n-grams of a text."""
    return Counter(zip(*(tokens[start:] for start in range(n)), strict=False))


class References:
    """The reference summaries of one bundle, counted once."""

    def __init__(self, texts: Sequence[str]) -> None:
        tokens = [words(text) for text in texts]
        self._counts = {n: [ngrams(one, n) for one in tokens] for n in (1, 2)}

    def score(self, summary: str, n: int) -> Score:
        """Return ROUGE-1 or -2 of a summary: mean over the references."""
        written = ngrams(words(summary), n)
        size = sum(written.values())
        recalls, f1s = [], []
        for reference in self._counts[n]:
            hits = sum((written & reference).values())
            recall = hits / max(sum(reference.values()), 1)
            precision = hits / max(size, 1)
            recalls.append(recall)
            f1s.append(2 * recall * precision / (recall + precision) if hits else 0.0)
        return Score(sum(recalls) / len(recalls), sum(f1s) / len(f1s))

    def share(self, text: str, n: int) -> float:
        """Return the share of the distinct n-grams of a text that a reference has, mean over the references."""
        found = set(ngrams(words(text), n))
        return sum(sum(gram in one for gram in found) for one in self._counts[n]) / max(len(found) * len(self._counts[n]), 1)
