"""What ranking, grouping and selection see of a bundle."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from summarizer.article import Article
from summarizer.models.protocols import FloatArray
from summarizer.sentence import Sentence

IntArray = NDArray[np.intp]


@dataclass(frozen=True)
class Material:
    """The usable sentences of a bundle with their vectors and origins.

    Attributes:
        articles: In the order of the bundle.
        sentences: Of all articles, each article's own in the order of its text.
        origin_of: Number of the origin of each article, by article id.
        vectors: One unit-length row a sentence: shape (len(sentences), d).
        focus: A unit-length vector of what the reader asked for, shape (d,), or None.

    """

    articles: tuple[Article, ...]
    sentences: tuple[Sentence, ...]
    origin_of: Mapping[str, int]
    vectors: FloatArray
    focus: FloatArray | None = None

    def __post_init__(self) -> None:
        if self.vectors.shape[:1] != (len(self.sentences),):
            raise ValueError(f"{len(self.sentences)} sentences, but vectors of shape {self.vectors.shape}")

    def __len__(self) -> int:
        return len(self.sentences)

    @cached_property
    def article_numbers(self) -> IntArray:
        """Place of each sentence's article in ``articles``: shape (n,)."""
        number = {article.id: place for place, article in enumerate(self.articles)}
        return np.array([number[sentence.article_id] for sentence in self.sentences], dtype=np.intp)

    @cached_property
    def origins(self) -> IntArray:
        """Origin of each sentence, numbered from 0 without gaps: shape (n,)."""
        given = np.array([self.origin_of[sentence.article_id] for sentence in self.sentences], dtype=np.intp)
        return np.unique(given, return_inverse=True)[1].astype(np.intp).reshape(-1)

    @cached_property
    def places(self) -> IntArray:
        """Place of each sentence among the usable ones of its article, from 0: shape (n,)."""
        seen: dict[str, int] = {}
        places = np.empty(len(self.sentences), dtype=np.intp)
        for row, sentence in enumerate(self.sentences):
            places[row] = seen.get(sentence.article_id, 0)
            seen[sentence.article_id] = int(places[row]) + 1
        return places

    @cached_property
    def words(self) -> IntArray:
        """Words of each sentence: shape (n,)."""
        return np.array([len(sentence.text.split()) for sentence in self.sentences], dtype=np.intp)

    @property
    def origin_count(self) -> int:
        """How many origins the sentences come from."""
        return int(self.origins.max()) + 1 if len(self.sentences) else 0

    @property
    def reworded(self) -> bool:
        """Whether some articles tell one text in other words: there are more articles than origins."""
        return len(self.articles) > self.origin_count
