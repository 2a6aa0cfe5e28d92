"""What a bundle may hold, checked before any work is done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from summarizer.article import Article
from summarizer.errors import TooLarge
from summarizer.service.settings import Settings

BYTES_A_TOKEN = 4
"""English news takes about 4.4 bytes a word piece; a text without spaces or in another script costs no less."""


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of one bundle.

    Attributes:
        articles: Most articles.
        characters: Longest text of one article.
        tokens: Most tokens in all.

    """

    articles: int
    characters: int
    tokens: int

    @classmethod
    def of(cls, settings: Settings) -> Limits:
        """Take them from the settings."""
        return cls(settings.max_articles, settings.max_article_characters, settings.max_tokens)

    def check(self, articles: Sequence[Article]) -> int:
        """Return what the bundle costs, in tokens.

        Raises:
            TooLarge: The bundle is over one of the bounds.

        """
        if len(articles) > self.articles:
            raise TooLarge(f"The bundle holds {len(articles)} articles; at most {self.articles} are taken.")
        for place, article in enumerate(articles, start=1):
            if len(article.text) > self.characters:
                raise TooLarge(
                    f"The text of article {place} has {len(article.text)} characters; at most {self.characters} are taken."
                )
        tokens = cost(articles)
        if tokens > self.tokens:
            raise TooLarge(f"The bundle has about {tokens} tokens; at most {self.tokens} are taken.")
        return tokens


def cost(articles: Sequence[Article]) -> int:
    """Estimate the tokens of a bundle without a tokenizer: a quarter of its UTF-8 bytes, at least one."""
    return max(1, sum(len(article.text.encode("utf-8", "surrogatepass")) for article in articles) // BYTES_A_TOKEN)
