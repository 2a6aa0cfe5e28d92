"""The plain methods that a better one has to beat: lead, centroid, and cover of shared pairs of words."""

from __future__ import annotations

import numpy as np

from summarizer.models.protocols import FloatArray
from summarizer.ranking.concepts import Concepts
from summarizer.ranking.material import Material
from summarizer.ranking.places import by_voice, earliness, voices
from summarizer.ranking.protocol import Ranking


class Lead:
    """Sentences by their place in their articles, the first article's first."""

    def rank(self, material: Material) -> Ranking:
        """Score 1 for the first sentence of the first article, falling by place and then by article."""
        order = material.places + material.article_numbers / max(len(material.articles), 1)
        return Ranking(scores=(1.0 / (1.0 + order)).astype(np.float32))


class Centroid:
    """Sentences by nearness to the mean of the origins' mean vectors (after Radev et al., 2004, with sentence vectors)."""

    def rank(self, material: Material) -> Ranking:
        """Score each sentence by its cosine with the centroid."""
        return Ranking(scores=centrality(material))


def centrality(material: Material) -> FloatArray:
    """Return the cosine of each sentence with the centroid, in which each origin counts once: shape (n,)."""
    if not len(material):
        return np.zeros(0, dtype=np.float32)
    sizes = np.bincount(material.origins, minlength=material.origin_count)
    centroid = (material.vectors / sizes[material.origins][:, None]).sum(axis=0)
    length = float(np.linalg.norm(centroid))
    near: FloatArray = (material.vectors @ (centroid / length if length else centroid)).astype(np.float32)
    return near


class Cover:
    """Sentences by the pairs of words they hold that several origins share, earlier places counting more."""

    def rank(self, material: Material) -> Ranking:
        """Weigh each pair by the origins that hold it; a sentence scores the sum of its pairs."""
        concepts = Concepts.of([sentence.text for sentence in material.sentences])
        weights = shared_early(material, concepts)
        return Ranking(scores=(concepts.holds @ weights).astype(np.float32), concepts=concepts, weights=weights)


def shared_early(material: Material, concepts: Concepts) -> FloatArray:
    """Return the sum over voices of 1 / (1 + 0.12 earliest place) for pairs that enough voices carry, else 0: shape (concepts,).

    Enough are three voices, or all where there are fewer.
    """
    held, early = by_voice(material, concepts.holds, earliness(material))
    return np.where(held >= min(3.0, voices(material)) - 1e-3, early, 0.0).astype(np.float32)
