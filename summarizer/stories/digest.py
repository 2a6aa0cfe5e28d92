"""The stories of a pile, each with its summary."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from summarizer.article import Article, name_articles
from summarizer.errors import InputError
from summarizer.options import OnMixed, Options
from summarizer.pipeline import Summarizer
from summarizer.stories.pile import Pile, Story, sort_pile
from summarizer.summary import Summary


@dataclass(frozen=True, slots=True)
class Told:
    """A story with its summary.

    Attributes:
        story: Which articles tell it.
        summary: Their summary; None where none could be made.
        problem: Why not.
    """

    story: Story
    summary: Summary | None
    problem: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "article_ids": list(self.story.article_ids),
            "origins": self.story.origins,
            "reprints": list(self.story.reprints),
            "headline": self.summary.headline if self.summary else None,
            "summary": self.summary.to_dict() if self.summary else None,
            "problem": self.problem,
        }


@dataclass(frozen=True, slots=True)
class Digest:
    """A pile sorted and told.

    Attributes:
        pile: What was found.
        told: Its stories in the same order.
    """

    pile: Pile
    told: tuple[Told, ...]

    def to_dict(self) -> dict[str, Any]:
        """Return plain JSON values."""
        return {
            "stories": [one.to_dict() for one in self.told],
            "singletons": list(self.pile.singletons),
            "unusable": list(self.pile.unusable),
        }


def digest(
    articles: Sequence[Article],
    summarizer: Summarizer,
    options: Options | None = None,
    *,
    cancelled: Callable[[], bool] | None = None,
) -> Digest:
    """Sort a pile and summarize each of its stories.

    Args:
        articles: The pile.
        summarizer: Makes the summaries.
        options: Of the summaries; stories are never split again.
        cancelled: Asked between stages; True stops the work.

    Raises:
        NoArticles, InvalidArticle, TooLarge: As for ``sort_pile``.
        Cancelled: ``cancelled`` answered True.
    """
    asked = replace(options or Options(headline=True), on_mixed=OnMixed.KEEP)
    named = name_articles(articles)
    pile = sort_pile(named, summarizer.engine.encoder)
    by_id = {article.id: article for article in named}
    told = []
    for story in pile.stories:
        try:
            summary = summarizer.summarize([by_id[name] for name in story.article_ids], asked, cancelled=cancelled)
            told.append(Told(story, summary))
        except InputError as error:
            told.append(Told(story, None, str(error)))
    return Digest(pile, tuple(told))
