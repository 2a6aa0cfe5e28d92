"""What reading gives: articles, and what was left out."""

from __future__ import annotations

from dataclasses import dataclass

from summarizer.article import Article


@dataclass(frozen=True, slots=True)
class Skipped:
    """A file that was not read.

    Attributes:
        path: The file.
        reason: Why, in words for its owner.
    """

    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """The articles of a bundle, and what was left out of it.

    Attributes:
        articles: In the order of the files' names.
        skipped: Files of a folder that hold no article.
    """

    articles: tuple[Article, ...]
    skipped: tuple[Skipped, ...] = ()
