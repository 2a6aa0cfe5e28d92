"""What is measured of sentences and of the concepts they hold, for the learned ranker.

Everything is a share of the bundle's voices (``places.voices``), so that two articles and forty are on one scale and copies count
once.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from summarizer.models.protocols import FloatArray
from summarizer.ranking.baselines import centrality
from summarizer.ranking.concepts import Concepts, is_function
from summarizer.ranking.material import IntArray, Material
from summarizer.ranking.places import by_voice, earliness, voices

_BLOCK = 1_000
_FAR, _NEAR = 0.4, 0.8
"""Cosines from which another origin begins to tell a sentence's fact, and from which it wholly tells it."""
_LEAD = 3
"""Sentences of an article that are its lead."""


@dataclass(frozen=True, slots=True)
class SentenceFeatures:
    """What is measured of each sentence: shape (n,) each.

    Attributes:
        support: Share of the other voices that tell it in words of their own, by cosine; 0..1.
        centrality: Cosine with the mean of the origins.
        lead: Cosine with the mean of the origins' first sentences.
        early: 1 / (1 + 0.12 place in the article).

    """

    support: FloatArray
    centrality: FloatArray
    lead: FloatArray
    early: FloatArray

    @classmethod
    def of(cls, material: Material) -> SentenceFeatures:
        """Measure the sentences of a bundle."""
        return cls(
            support=support(material),
            centrality=centrality(material),
            lead=_lead(material),
            early=earliness(material),
        )

    def standard(self) -> FloatArray:
        """Return the features with mean 0 and deviation 1 over the bundle: shape (n, 4)."""
        table = np.stack([self.support, self.centrality, self.lead, self.early], axis=1)
        scaled: FloatArray = (table - table.mean(axis=0)) / (table.std(axis=0) + 1e-6)
        return scaled


@dataclass(frozen=True, slots=True)
class ConceptFeatures:
    """What is measured of each concept: shape (concepts,) each.

    Attributes:
        voices: How many voices carry it.
        share: That, as a share of all voices.
        early: The same with 1 / (1 + 0.12 earliest place) as an article's vote, as a share of all voices.
        word_early: The same for the rarer of its two words.
        support: Mean support of the sentences that hold it.
        centrality: Mean centrality of the sentences that hold it.
        functions: How many of its two words are function words.
        number: Whether one of its words is a number.

    """

    voices: FloatArray
    share: FloatArray
    early: FloatArray
    word_early: FloatArray
    support: FloatArray
    centrality: FloatArray
    functions: IntArray
    number: NDArray[np.bool_]

    @classmethod
    def of(cls, material: Material, concepts: Concepts, sentences: SentenceFeatures) -> ConceptFeatures:
        """Measure the concepts of a bundle."""
        count = max(voices(material), 1.0)
        held, early = by_voice(material, concepts.holds, sentences.early)
        _, word_early = by_voice(material, concepts.words, sentences.early)
        function = np.array([is_function(stemmed) for stemmed in concepts.stems], dtype=bool)
        digits = np.array([stemmed.isdigit() for stemmed in concepts.stems], dtype=bool)
        first, second = concepts.pairs[:, 0], concepts.pairs[:, 1]
        return cls(
            voices=held,
            share=held / count,
            early=early / count,
            word_early=np.minimum(word_early[first], word_early[second]) / count,
            support=_mean(concepts.holds, sentences.support),
            centrality=_mean(concepts.holds, sentences.centrality),
            functions=function[first].astype(np.intp) + function[second],
            number=digits[first] | digits[second],
        )

    def only(self, columns: IntArray) -> ConceptFeatures:
        """Return the features of some of the concepts."""
        return ConceptFeatures(**{field.name: getattr(self, field.name)[columns] for field in fields(self)})


def support(material: Material) -> FloatArray:
    """Return how much of the other voices a sentence is told by, 0..1: shape (n,).

    An article tells it the more, the nearer its nearest sentence: from 0 at a cosine of 0.4 to 1 at 0.8. The articles of an
    origin count as in ``voices``. The table of cosines is made in blocks of rows.
    """
    size, all_voices = len(material), voices(material)
    found = np.zeros(size, dtype=np.float32)
    if all_voices <= 1.0:
        return found
    order = np.lexsort((material.article_numbers, material.origins))
    articles = material.article_numbers[order]
    starts = np.flatnonzero(np.r_[True, articles[1:] != articles[:-1]])
    origin_starts = np.flatnonzero(np.r_[True, np.diff(material.origins[order][starts]) != 0])
    place = np.empty(len(material.articles), dtype=np.intp)
    place[articles[starts]] = np.arange(len(starts))
    columns = material.vectors[order].T
    for start in range(0, size, _BLOCK):
        rows = np.arange(start, min(start + _BLOCK, size))
        best = np.maximum.reduceat(material.vectors[rows] @ columns, starts, axis=1)
        told = np.clip((best - _FAR) / (_NEAR - _FAR), 0.0, 1.0)
        told[np.arange(len(rows)), place[material.article_numbers[rows]]] = 1.0
        told = np.sqrt(np.add.reduceat(told**2, origin_starts, axis=1)).sum(axis=1)
        found[rows] = (told - 1.0) / (all_voices - 1.0)
    return np.clip(found, 0.0, 1.0)


def _lead(material: Material) -> FloatArray:
    opening = material.places < _LEAD
    sizes = np.bincount(material.origins[opening], minlength=material.origin_count)
    mean = (material.vectors[opening] / sizes[material.origins[opening]][:, None]).sum(axis=0)
    length = float(np.linalg.norm(mean))
    near: FloatArray = (material.vectors @ (mean / length if length else mean)).astype(np.float32)
    return near


def _mean(table: csr_array, values: FloatArray) -> FloatArray:
    held = np.asarray(table.sum(axis=0)).reshape(-1)
    mean: FloatArray = ((table.T @ values) / np.maximum(held, 1.0)).astype(np.float32)
    return mean
