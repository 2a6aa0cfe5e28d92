"""Which articles of a pile tell one story."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.cluster.hierarchy import fcluster, linkage

from summarizer.article import Article, name_articles
from summarizer.blas import one_blas_thread
from summarizer.bundle.origins import find_origins
from summarizer.errors import TooLarge
from summarizer.models.protocols import SentenceEncoder
from summarizer.preparation.prepare import Prepared, prepare_each
from summarizer.stories.likeness import distances

MOST_ARTICLES = 8_000
"""Articles of one pile; the distances grow with the square (256 MB at this size, and as much again while they are clustered)."""
LEAD = 4
"""Sentences at the start of an article that say what it is about, its title beside them."""
TOGETHER = 0.33
"""Least mean likeness of the articles of a story; tuned on AllSides round-ups (``benchmarks/piles.py``)."""


@dataclass(frozen=True, slots=True)
class Bundle:
    """Articles of a pile that tell one story.

    Attributes:
        article_ids: In the order of the pile.
        origins: How many origins they come down to.
        reprints: Articles that are copies or light edits of another one of the bundle.
    """

    article_ids: tuple[str, ...]
    origins: int
    reprints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pile:
    """A pile sorted.

    Attributes:
        bundles: Of at least two articles; the one of most origins first.
        singletons: Articles that tell a story of their own.
        unusable: Articles without a usable sentence.
    """

    bundles: tuple[Bundle, ...]
    singletons: tuple[str, ...]
    unusable: tuple[str, ...]


@one_blas_thread()
def sort_pile(articles: Sequence[Article], encoder: SentenceEncoder) -> Pile:
    """Group the articles of a pile into stories by average-linkage clustering.

    Likeness is that of the leads' sense and words, less for articles of different times.

    Args:
        articles: The pile.
        encoder: Gives sentences their vectors.

    Raises:
        NoArticles, InvalidArticle: As for a bundle.
        TooLarge: More than ``MOST_ARTICLES``.
    """
    if len(articles) > MOST_ARTICLES:
        raise TooLarge(f"A pile holds at most {MOST_ARTICLES} articles; cut it by day or by desk.")
    prepared = prepare_each(articles)
    usable = [article for article in prepared.articles if prepared.sentences[article.id]]
    unusable = tuple(article.id for article in prepared.articles if not prepared.sentences[article.id])
    place = {article.id: number for number, article in enumerate(name_articles(articles))}
    members: dict[int, list[Article]] = {}
    for article, label in zip(usable, _labels(prepared, usable, encoder), strict=True):
        members.setdefault(int(label), []).append(article)
    bundles = [_bundle(prepared, told, place) for told in members.values() if len(told) > 1]
    return Pile(
        bundles=tuple(sorted(bundles, key=lambda one: (-one.origins, -len(one.article_ids), one.article_ids))),
        singletons=tuple(sorted(told[0].id for told in members.values() if len(told) == 1)),
        unusable=unusable,
    )


def _labels(prepared: Prepared, articles: Sequence[Article], encoder: SentenceEncoder) -> NDArray[np.int32]:
    if len(articles) < 2:
        return np.ones(len(articles), dtype=np.int32)
    leads = [
        [*([article.title] if article.title else []), *(one.text for one in prepared.sentences[article.id][:LEAD])]
        for article in articles
    ]
    tree = linkage(distances(articles, leads, encoder), method="average")
    return np.asarray(fcluster(tree, 1.0 - TOGETHER, criterion="distance"), dtype=np.int32)


def _bundle(prepared: Prepared, told: Sequence[Article], place: dict[str, int]) -> Bundle:
    ordered = sorted(told, key=lambda article: place[article.id])
    # Reprints are found by their wording alone: vectors of every sentence of a pile would cost minutes.
    origins = find_origins(ordered, prepared.sentences)
    copies = tuple(name for origin in origins for name in origin.article_ids[1:])
    return Bundle(tuple(article.id for article in ordered), len(origins), copies)
