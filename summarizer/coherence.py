"""Whether the articles of a bundle tell one story.

A bundle is one story unless it falls into parts that have little to do with each other. To call one story two is the worse
error, so that the bar is high, and higher for a single article that stands apart than for two groups that each hold together:
a comment or a look back often shares little with the reports.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.spatial.distance import squareform

from summarizer.article import Article
from summarizer.models.protocols import FloatArray
from summarizer.sentence import Sentence
from summarizer.verification.names import names
from summarizer.verification.words import read

LEAD = 6
"""Sentences at the start of an article that say what it is about."""
_COSINE, _WORDS, _BIAS = 15.3, 14.3, -4.9
"""Log-odds that two articles tell one story, from the mean cosine of their leads' sentences and the cosine of their content
words. Logistic regression on pairs of AllSides leads and newswire (``benchmarks/coherence.py --fit``)."""
_GROUPS, _CLOSEST = -1.6, -0.3
"""Two groups are two stories below the first, in mean log-odds between them, if no two articles reach the second."""
_LONE, _NAMELESS, _NAMELESS_IN_TIGHT, _TIGHT = -3.1, -2.5, -1.0, 3.0
"""A single article is another story below the first; below the second if it has none of the names that the others share; and
then below the third already if the mean log-odds among the others are above the fourth."""
_FAR = 100.0


@dataclass(frozen=True, slots=True)
class Lead:
    """What an article is about: vectors, content words and names of its first sentences, and its language."""

    vectors: FloatArray
    words: frozenset[str]
    names: frozenset[str]
    language: str = ""

    @classmethod
    def of(cls, sentences: Sequence[Sentence], vectors: FloatArray, language: str = "") -> Lead:
        """Read the first sentences of an article; ``vectors`` are those of its sentences, in order."""
        passages = [read(sentence.text) for sentence in sentences[:LEAD]]
        words = frozenset(word.stem for passage in passages for word in passage.words if word.content and len(word.norm) > 2)
        named = (
            passage.words[part].stem
            for passage in passages
            for name in names(passage)
            if len(name.parts) > 1 or name.first not in passage.starts  # a single word there may owe its capital to that
            for part in name.parts
        )
        return cls(vectors[: len(passages)], words, frozenset(named), language)

    def cosine(self, other: Lead) -> float:
        """Return the mean cosine of the sentences of both."""
        return float(np.mean(self.vectors @ other.vectors.T))

    def overlap(self, other: Lead) -> float:
        """Return the cosine of the content words of both."""
        most = float(np.sqrt(len(self.words) * len(other.words)))
        return len(self.words & other.words) / most if most else 0.0


def stories(
    articles: Sequence[Article],
    sentences: Mapping[str, Sequence[Sentence]],
    vectors: FloatArray,
    languages: Mapping[str, str] | None = None,
) -> tuple[tuple[str, ...], ...]:
    """Tell which articles tell one story.

    Articles of different languages are never taken apart: neither words nor the encoder say what they have in common.

    Args:
        articles: The bundle, named.
        sentences: The usable sentences of each article, by its id; articles without any go with the largest story.
        vectors: One unit-length row a sentence, in the order of the articles and of each one's text: shape (n, d).
        languages: Language of each article, by its id; None: what ``articles`` say of themselves.

    Returns:
        The ids of each story's articles, in the order of the bundle: the largest story first, then as the bundle has them. One
        story for a bundle that holds together.

    """
    spoken = languages if languages is not None else {article.id: article.language or "" for article in articles}
    leads = _leads(articles, sentences, vectors, spoken)
    known = [article.id for article in articles if article.id in leads]
    own = [leads[name] for name in known]
    parts = _parts(own, _links(own), list(range(len(known)))) if known else [[]]
    parts.sort(key=lambda part: (-len(part), part))
    ids = [{known[place] for place in part} for part in parts]
    ids[0] |= {article.id for article in articles if article.id not in leads}
    return tuple(tuple(article.id for article in articles if article.id in part) for part in ids)


def misfits(found: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """Return the articles outside the largest story."""
    return tuple(name for story in found[1:] for name in story)


def _leads(
    articles: Sequence[Article], sentences: Mapping[str, Sequence[Sentence]], vectors: FloatArray, languages: Mapping[str, str]
) -> dict[str, Lead]:
    found: dict[str, Lead] = {}
    row = 0
    for article in articles:
        own = sentences[article.id]
        if own:
            found[article.id] = Lead.of(own, vectors[row : row + len(own)], languages[article.id])
        row += len(own)
    return found


def _links(leads: Sequence[Lead]) -> NDArray[np.float64]:
    """Return the log-odds that two articles tell one story: shape (n, n), the diagonal without meaning."""
    size = len(leads)
    links = np.full((size, size), _FAR)
    for one in range(size):
        for other in range(one):
            links[one, other] = links[other, one] = _link(leads[one], leads[other])
    return links


def _link(one: Lead, other: Lead) -> float:
    if one.language and other.language and one.language != other.language:
        return 0.0
    return _COSINE * one.cosine(other) + _WORDS * one.overlap(other) + _BIAS


def _parts(leads: Sequence[Lead], links: NDArray[np.float64], places: list[int]) -> list[list[int]]:
    """Divide articles for as long as one stands alone or the two least related groups (average linkage) are two stories."""
    if len(places) < 2:
        return [places]
    own = links[np.ix_(places, places)]
    loneliest = places[int(np.argmin(own.sum(axis=1)))]
    others = [place for place in places if place != loneliest]
    if _stands_alone(leads, links, loneliest, others):
        return [[loneliest], *_parts(leads, links, others)]
    distances = _FAR - own
    np.fill_diagonal(distances, 0.0)
    labels = fcluster(linkage(squareform(distances, checks=False), "average"), 2, "maxclust")
    left, right = ([place for place, label in zip(places, labels, strict=True) if label == one] for one in (1, 2))
    if min(len(left), len(right)) < 2:
        return [places]
    between = links[np.ix_(left, right)]
    if between.mean() >= _GROUPS or between.max() >= _CLOSEST:
        return [places]
    return _parts(leads, links, left) + _parts(leads, links, right)


def _stands_alone(leads: Sequence[Lead], links: NDArray[np.float64], one: int, others: list[int]) -> bool:
    """Whether a single article tells another story than the others."""
    bar = _LONE
    counts = Counter(name for other in others for name in leads[other].names)
    shared = {name for name, count in counts.items() if count >= max(2, len(others) / 2)}
    if shared and not shared & leads[one].names:
        within = [links[a, b] for a in others for b in others if a < b]
        bar = _NAMELESS_IN_TIGHT if np.mean(within) > _TIGHT else _NAMELESS
    return bool(links[one, others].mean() < bar)
