"""What the trained scorer is told of each sentence: its place, its form, what of it others tell."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

from summarizer.models.protocols import FloatArray
from summarizer.preparation.standing import burden
from summarizer.ranking.concepts import Concepts, is_function, stem, words_of
from summarizer.ranking.features import ConceptFeatures, SentenceFeatures
from summarizer.ranking.material import Material
from summarizer.ranking.places import by_voice, voices

NAMES = (
    "support", "centrality", "lead", "early", "depth", "first", "opening", "length", "long", "quote", "digit", "burden",
    "article", "article_length", "title", "shared_pairs", "early_pairs", "shared_content", "shared_content_pairs", "worth",
)  # fmt: skip
"""Columns of ``measured``."""
KINDS = 6
"""How often ``adapted`` holds each of them."""

FEW, MANY = 3.0, 10.0
"""Voices up to which a bundle is one of few, and from which it is one of many."""
_OPENING = 3
_LONG = 60
_SHORT_BUNDLE, _LONG_BUNDLE = 12, 72
"""Sentences of a bundle of a few clipped leads, and of one of a few whole articles."""
_QUOTE = re.compile(r"[\"“”]")
_DIGIT = re.compile(r"\d")


def measured(
    material: Material, concepts: Concepts, sentences: SentenceFeatures, of_concepts: ConceptFeatures, worth: FloatArray
) -> FloatArray:
    """Measure the sentences of a bundle: shape (n, len(NAMES)).

    Args:
        material: The bundle.
        concepts: Its concepts.
        sentences: Their features.
        of_concepts: The features of the concepts.
        worth: Worth of each concept: shape (concepts,).

    """
    texts = [sentence.text for sentence in material.sentences]
    count, words = max(voices(material), 1.0), np.maximum(material.words, 1)
    per_article = np.bincount(material.article_numbers, minlength=len(material.articles))[material.article_numbers]
    content = np.array([not is_function(stemmed) for stemmed in concepts.stems], dtype=np.float32)
    held, _ = by_voice(material, concepts.words, sentences.early)
    columns = [
        sentences.support,
        sentences.centrality,
        sentences.lead,
        sentences.early,
        material.places / np.maximum(per_article, 1),
        material.places == 0,
        material.places < _OPENING,
        np.log(words),
        np.minimum(words, _LONG) / _LONG,
        [bool(_QUOTE.search(text)) for text in texts],
        [bool(_DIGIT.search(text)) for text in texts],
        [burden(text) for text in texts],
        (material.article_numbers + 1) / max(len(material.articles), 1),
        np.log(np.maximum(per_article, 1)),
        concepts.words @ _in_titles(material, concepts) / words,
        concepts.holds @ of_concepts.share / words,
        concepts.holds @ of_concepts.early / words,
        concepts.words @ (held / count * content) / words,
        concepts.holds @ (of_concepts.share * (of_concepts.functions == 0)) / words,
        concepts.holds @ worth / words,
    ]
    return np.stack([np.asarray(column, dtype=np.float32) for column in columns], axis=1)


def adapted(table: FloatArray, material: Material) -> FloatArray:
    """Return the measures as they are and against the bundle's mean, and both by how long and how many-voiced the bundle is.

    A model that is linear in these has habits of its own for a few leads, for whole articles and for many of them, with all
    between: shape (n, KINDS * len(NAMES)).
    """
    against = (table - table.mean(axis=0)) / (table.std(axis=0) + 1e-3)
    both = np.concatenate([table, against], axis=1)
    size = np.log(max(len(material), 1) / _SHORT_BUNDLE) / np.log(_LONG_BUNDLE / _SHORT_BUNDLE)
    factors = (1.0, float(np.clip(size, 0.0, 1.2)), many(voices(material)))
    wide: FloatArray = np.concatenate([both * factor for factor in factors], axis=1).astype(np.float32)
    return wide


def many(all_voices: float) -> float:
    """Return how much a bundle is one of many voices, 0..1."""
    return float(np.clip((all_voices - FEW) / (MANY - FEW), 0.0, 1.0))


def _in_titles(material: Material, concepts: Concepts) -> NDArray[np.float32]:
    """Return the share of the titles that hold each stem: shape (stems,)."""
    titles = [{stem(word) for word in words_of(article.title)} for article in material.articles if article.title]
    counts = [sum(one in title for title in titles) for one in concepts.stems]
    return (np.array(counts, dtype=np.float32) / max(len(titles), 1)).astype(np.float32)
