"""Which articles of a pile tell one story."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.cluster.hierarchy import fcluster, linkage
from scipy.sparse import csr_array
from scipy.spatial.distance import squareform

from summarizer.article import Article, name_articles
from summarizer.errors import TooLarge
from summarizer.models.protocols import FloatArray, SentenceEncoder
from summarizer.origins import find_origins
from summarizer.prepare import Prepared, prepare_each

MOST_ARTICLES = 8_000
"""Articles of one pile; the table of distances grows with the square (250 MB at this size)."""
LEAD = 4
"""Sentences at the start of an article that say what it is about."""
SENSE, NAMES = 0.72, 0.28
"""Weights of the leads' sense and of the names that two articles share."""
TOGETHER = 0.455
"""Least mean likeness of the articles of a story; tuned on AllSides round-ups (``benchmarks/piles.py``)."""
DAYS_APART = 30.0
"""Days between two articles after which their likeness counts half."""

_NAME = re.compile(r"(?<![.!?]\s)(?<!^)\b[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*")


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that tell one story.

    Attributes:
        article_ids: In the order of the pile.
        origins: How many origins they come down to.
        reprints: Articles that are copies or light edits of another one of the story.
    """

    article_ids: tuple[str, ...]
    origins: int
    reprints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pile:
    """A pile sorted.

    Attributes:
        stories: Told by at least two articles; the one that most origins tell first.
        singletons: Articles that tell a story of their own.
        unusable: Articles without a usable sentence.
    """

    stories: tuple[Story, ...]
    singletons: tuple[str, ...]
    unusable: tuple[str, ...]


def sort_pile(articles: Sequence[Article], encoder: SentenceEncoder) -> Pile:
    """Group the articles of a pile into stories by average-linkage clustering.

    Likeness is that of the leads' sense and of the names that two articles share, less for articles of different times.

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
    labels = _labels(_likeness(prepared, usable, encoder))
    place = {article.id: number for number, article in enumerate(name_articles(articles))}
    members: dict[int, list[Article]] = {}
    for article, label in zip(usable, labels, strict=True):
        members.setdefault(int(label), []).append(article)
    stories = [_story(prepared, told, place) for told in members.values() if len(told) > 1]
    return Pile(
        stories=tuple(sorted(stories, key=lambda s: (-s.origins, -len(s.article_ids), s.article_ids))),
        singletons=tuple(sorted(told[0].id for told in members.values() if len(told) == 1)),
        unusable=unusable,
    )


def _likeness(prepared: Prepared, articles: Sequence[Article], encoder: SentenceEncoder) -> FloatArray:
    """Return the likeness of each two articles: shape (n, n), symmetric."""
    leads = [[*([article.title] if article.title else []), *_lead(prepared, article)] for article in articles]
    vectors = encoder.encode([text for lead in leads for text in lead])
    ends = np.cumsum([len(lead) for lead in leads])
    means = np.array([rows.mean(axis=0) for rows in np.split(vectors, ends[:-1])], dtype=np.float32)
    means /= np.maximum(np.linalg.norm(means, axis=1, keepdims=True), 1e-9)
    names = _name_vectors(prepared, articles)
    shared = np.asarray((names @ names.T).todense(), dtype=np.float32)
    likeness: FloatArray = SENSE * np.clip(means @ means.T, 0.0, 1.0) + NAMES * shared
    return likeness * _nearness(articles)


def _lead(prepared: Prepared, article: Article) -> list[str]:
    return [sentence.text for sentence in prepared.sentences[article.id][:LEAD]]


def _name_vectors(prepared: Prepared, articles: Sequence[Article]) -> csr_array:
    """Return unit-length rows over the names of each article, rare ones weighing more: shape (n, names)."""
    found = [
        {name.lower() for one in prepared.sentences[article.id][: 3 * LEAD] for name in _NAME.findall(one.text)}
        for article in articles
    ]
    columns: dict[str, int] = {}
    rows = [sorted(columns.setdefault(name, len(columns)) for name in sorted(names)) for names in found]
    indptr = np.cumsum([0, *map(len, rows)])
    indices = np.array([column for row in rows for column in row], dtype=np.int32)
    count = np.bincount(indices, minlength=max(len(columns), 1))
    data = np.log((1.0 + len(articles)) / count[indices]).astype(np.float32) if len(indices) else np.zeros(0, np.float32)
    table = csr_array((data, indices, indptr), shape=(len(articles), max(len(columns), 1)))
    norms = np.sqrt(np.asarray(table.multiply(table).sum(axis=1))).reshape(-1, 1)
    return csr_array(table.multiply(1.0 / np.maximum(norms, 1e-9)))


def _nearness(articles: Sequence[Article]) -> FloatArray:
    """Return 1 for articles of one time or of unknown time, less the further apart: shape (n, n)."""
    days = np.array([np.nan if a.published is None else a.published.timestamp() / 86_400 for a in articles], dtype=np.float64)
    apart = np.abs(days[:, None] - days[None, :])
    return np.where(np.isnan(apart), 1.0, 0.5 ** (apart / DAYS_APART)).astype(np.float32)


def _labels(likeness: FloatArray) -> np.ndarray:
    if len(likeness) < 2:
        return np.ones(len(likeness), dtype=np.intp)
    distances = np.clip(1.0 - likeness, 0.0, 1.0)
    np.fill_diagonal(distances, 0.0)
    tree = linkage(squareform(distances, checks=False), method="average")
    return np.asarray(fcluster(tree, 1.0 - TOGETHER, criterion="distance"))


def _story(prepared: Prepared, told: Sequence[Article], place: dict[str, int]) -> Story:
    ordered = sorted(told, key=lambda article: place[article.id])
    # Reprints are found by their wording alone: vectors of every sentence of a pile would cost minutes.
    origins = find_origins(ordered, prepared.sentences)
    copies = tuple(name for origin in origins for name in origin.article_ids[1:])
    return Story(tuple(article.id for article in ordered), len(origins), copies)
