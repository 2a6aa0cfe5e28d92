"""The learned ranker: the worth of concepts and sentences by a formula whose numbers were fitted.

The units are those of Gillick and Favre (2009), pairs of neighbouring words; their worth is not their document frequency but a
product of powers of what is measured of them (``features``), after Li, Qian and Liu, "Using supervised bigram-based ILP for
extractive summarization" (2013). Where few voices share few words, that says little, and a trained model of the sentences
(``density``) says how much each of their words is worth. A sentence is worth its concepts and its words, times a factor of its
own.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np

from summarizer.models.protocols import FloatArray
from summarizer.ranking.concepts import Concepts
from summarizer.ranking.density import Density
from summarizer.ranking.features import ConceptFeatures, SentenceFeatures
from summarizer.ranking.material import Material
from summarizer.ranking.measures import adapted, many, measured
from summarizer.ranking.places import voices
from summarizer.ranking.protocol import Ranking

_LEAST_FACTOR, _MOST_FACTOR = 0.2, 3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """The fitted numbers; ``models/bundled/extract/README.md`` says what they were fitted on.

    Attributes:
        least: Voices at which a concept counts half, in a bundle of few.
        enough: The same as a share of the voices, in a bundle of many.
        steepness: How sharply it counts from there on, a logarithm.
        early: Power of the sum over voices of how early the concept stands.
        share: Power of the share of voices that carry it.
        support: Power of the mean support of its sentences.
        centrality: Power of the mean centrality of its sentences.
        word_early: Power of how early its rarer word stands.
        one_function: Logarithm of the factor of a concept with one function word.
        two_functions: The same with two.
        number: The same with a number.
        sentence_support: What one deviation of support adds to a sentence's factor.
        sentence_centrality: The same of centrality.
        sentence_lead: The same of nearness to the leads.
        sentence_early: The same of an early place.
        meaning: Worth of all that can be told in other words, as a share of the worth of all concepts, in a bundle of few voices.

    """

    least: float
    enough: float
    steepness: float
    early: float
    share: float
    support: float
    centrality: float
    word_early: float
    one_function: float
    two_functions: float
    number: float
    sentence_support: float
    sentence_centrality: float
    sentence_lead: float
    sentence_early: float
    meaning: float

    @classmethod
    def from_mapping(cls, values: dict[str, Any]) -> Weights:
        """Read them from plain values; names that are not theirs are an error."""
        return cls(**{name: float(value) for name, value in values.items()})


@cache
def bundled_weights() -> Weights:
    """Read the weights that ship with the package."""
    return Weights.from_mapping(_bundled()["weights"])


@cache
def bundled_density() -> Density:
    """Read the model of sentences that ships with the package."""
    return Density.from_mapping(_bundled()["density"])


def _bundled() -> dict[str, Any]:
    place = files("summarizer").joinpath("models", "bundled", "extract", "weights.json")
    read: dict[str, Any] = json.loads(place.read_text(encoding="utf-8"))
    return read


class Learned:
    """Concepts by a formula with fitted numbers, sentences by a trained model."""

    def __init__(self, weights: Weights | None = None, density: Density | None = None) -> None:
        """Use these numbers; None: those that ship with the package."""
        self.weights = weights or bundled_weights()
        self.density = density or bundled_density()

    def rank(self, material: Material) -> Ranking:
        """Return what each concept and each word of a sentence is worth; a sentence's score is all that times its factor."""
        concepts = Concepts.of([sentence.text for sentence in material.sentences])
        sentences = SentenceFeatures.of(material)
        of_concepts, all_voices = ConceptFeatures.of(material, concepts, sentences), voices(material)
        worth = concept_worth(self.weights, of_concepts, all_voices)
        factors = sentence_factors(self.weights, sentences)
        held = concepts.holds @ worth
        densities = np.zeros(len(material), dtype=np.float32)
        # Of articles that reword one text, consensus and meaning say more than what editors made of other bundles.
        share = 0.0 if material.reworded else self.density.share(all_voices)
        if share:
            density = self.density.of(adapted(measured(material, concepts, sentences, of_concepts, worth), material))
            densities = (share * density * held.sum() / max(float(material.words.sum()), 1.0)).astype(np.float32)
        scores = (((1.0 - share) * held + densities * material.words) * factors).astype(np.float32)
        total = float(worth.sum()) if material.reworded else 0.0
        masses = sentence_masses(self.weights, sentences, total, all_voices)
        weights = ((1.0 - share) * worth).astype(np.float32)
        return Ranking(scores=scores, concepts=concepts, weights=weights, factors=factors, masses=masses, densities=densities)


def concept_worth(weights: Weights, features: ConceptFeatures, all_voices: float) -> FloatArray:
    """Return the worth of each concept: shape (concepts,)."""
    enough = max(weights.least, weights.enough * all_voices)
    shared = 1.0 / (1.0 + np.exp(-np.clip(np.exp(weights.steepness) * (features.voices - enough), -30.0, 30.0)))
    words = np.array([0.0, weights.one_function, weights.two_functions])[features.functions]
    product = (
        shared
        * np.maximum(features.early, 1e-3) ** weights.early
        * np.maximum(features.share, 1e-3) ** weights.share
        * np.clip(features.support, 0.02, 1.0) ** (weights.support if all_voices > 1 else 0.0)
        * np.clip(features.centrality, 0.05, 1.0) ** weights.centrality
        * np.clip(features.word_early, 0.02, 1.0) ** weights.word_early
        * np.exp(words + weights.number * features.number)
    )
    worth: FloatArray = product.astype(np.float32)
    return worth


def sentence_masses(weights: Weights, features: SentenceFeatures, worth: float, all_voices: float) -> FloatArray:
    """Return what it is worth to tell what each sentence says, in whatever words: shape (n,); the sum is a share of ``worth``.

    Few voices that reword one text share few pairs of words where they say the same, so that meaning has to help; of ten, or of
    articles by different hands, the words say enough.
    """
    share = weights.meaning * (1.0 - many(all_voices))
    masses = features.support**2
    total = float(masses.sum())
    return (masses * (share * worth / total if total else 0.0)).astype(np.float32)


def sentence_factors(weights: Weights, features: SentenceFeatures) -> FloatArray:
    """Return what each sentence's concepts are multiplied by: shape (n,)."""
    own = np.array(
        [weights.sentence_support, weights.sentence_centrality, weights.sentence_lead, weights.sentence_early], dtype=np.float32
    )
    factors: FloatArray = np.clip(1.0 + features.standard() @ own, _LEAST_FACTOR, _MOST_FACTOR).astype(np.float32)
    return factors
