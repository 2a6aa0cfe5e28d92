"""The stories of a pile, each with its summary."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from summarizer.article import Article, name_articles
from summarizer.errors import InputError
from summarizer.models.protocols import SentenceEncoder
from summarizer.options import OnMixed, Options
from summarizer.stories.pile import sort_pile
from summarizer.summary import Summary, plain_values

Summarize = Callable[[Sequence[Article], Options], Summary]
Told = tuple[Summary | None, str | None]
"""A summary, or why there is none."""
Tell = Callable[[Sequence[Article]], Told]
Spread = Callable[[Tell, Iterable[Sequence[Article]]], Iterable[Told]]
"""Calls a function on each of many bundles and gives the answers in their order, as ``map`` does."""


@dataclass(frozen=True, slots=True)
class ToldStory:
    """A story of a pile with its summary.

    Attributes:
        article_ids: The articles that tell it, in the order of the pile.
        origins: How many origins they come down to.
        reprints: Those that are copies or light edits of another.
        headline: A headline, where one was found.
        summary: The summary; None where none could be made.
        problem: Why not.
    """

    article_ids: tuple[str, ...]
    origins: int
    reprints: tuple[str, ...]
    headline: str | None
    summary: Summary | None
    problem: str | None = None


@dataclass(frozen=True, slots=True)
class Digest:
    """A pile sorted and told.

    Attributes:
        stories: Told by at least two articles each; the one that most origins tell first.
        singletons: Articles that tell a story of their own.
        unusable: Articles without a usable sentence.
    """

    stories: tuple[ToldStory, ...]
    singletons: tuple[str, ...]
    unusable: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values with the same names."""
        return plain_values(self)


def digest(
    articles: Sequence[Article],
    encoder: SentenceEncoder,
    summarize: Summarize,
    options: Options | None = None,
    *,
    spread: Spread = map,
) -> Digest:
    """Sort a pile and summarize each of its stories.

    Args:
        articles: The pile.
        encoder: Gives sentences their vectors.
        summarize: Makes a summary, as ``Summarizer.summarize`` does.
        options: Of the summaries; stories are never split again.
        spread: ``map``, or the ``map`` of a pool, to which ``summarize`` can then be sent.

    Raises:
        NoArticles, InvalidArticle, TooLarge: As for ``sort_pile``.
        ModelError, Cancelled: As ``summarize`` raises them.
    """
    asked = replace(options or Options(headline=True), on_mixed=OnMixed.KEEP)
    named = name_articles(articles)
    pile = sort_pile(named, encoder)
    by_id = {article.id: article for article in named}
    own = [[by_id[name] for name in bundle.article_ids] for bundle in pile.bundles]
    answers = spread(partial(_tell, summarize=summarize, options=asked), own)
    told = tuple(
        ToldStory(bundle.article_ids, bundle.origins, bundle.reprints, summary.headline if summary else None, summary, problem)
        for bundle, (summary, problem) in zip(pile.bundles, answers, strict=True)
    )
    return Digest(told, pile.singletons, pile.unusable)


def _tell(articles: Sequence[Article], summarize: Summarize, options: Options) -> Told:
    try:
        return summarize(articles, options), None
    except InputError as error:
        return None, str(error)
