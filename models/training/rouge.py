"""ROUGE (Lin, "ROUGE: A Package for Automatic Evaluation of Summaries", 2004) in the recipes, by the ``rouge-score`` package.

Recipes of ``models`` may not import the library, whose ``summarizer.evaluation`` measures printed summaries by the same package.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from nltk.stem.porter import PorterStemmer
from rouge_score.rouge_scorer import RougeScorer
from rouge_score.tokenize import tokenize


def f1(targets: Sequence[str], texts: Sequence[str]) -> list[tuple[float, float]]:
    """Return ROUGE-1 and ROUGE-2 of each text with its target, with stemming and without case: F1 in percent.

    Raises:
        ValueError: There are not as many texts as targets.
    """
    scorer = RougeScorer(["rouge1", "rouge2"], use_stemmer=True)
    found = [scorer.score(target, text) for target, text in zip(targets, texts, strict=True)]
    return [(100 * one["rouge1"].fmeasure, 100 * one["rouge2"].fmeasure) for one in found]


def mean_f1(targets: Sequence[str], texts: Sequence[str]) -> tuple[float, float]:
    """Return the means of what :func:`f1` gives.

    Raises:
        ValueError: There is no text, or not as many as targets.
    """
    if not texts:
        raise ValueError("There is nothing to measure.")
    first, second = zip(*f1(targets, texts), strict=True)
    return sum(first) / len(first), sum(second) / len(second)


class _Stems(PorterStemmer):  # type: ignore[misc]  # nltk has no types
    """The package's stemmer, which takes most of its time, remembering what it was asked."""

    stem = lru_cache(maxsize=500_000)(PorterStemmer.stem)


_STEMS = _Stems()


class References:
    """The reference summaries of one bundle, read once."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._pairs = [_pairs(text) for text in texts]

    def share(self, text: str) -> float:
        """Return the share of a text's different pairs of words that a reference has, mean over the references, 0 to 1."""
        found = _pairs(text)
        return sum(len(found & one) for one in self._pairs) / max(len(found) * len(self._pairs), 1)


def _pairs(text: str) -> frozenset[tuple[str, str]]:
    return frozenset(pairwise(tokenize(text, _STEMS)))
