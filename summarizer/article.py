"""One source text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import count

from summarizer.errors import InvalidArticle, NoArticles
from summarizer.wording.text import encodable


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One source text with what is known about it; only ``text`` is required.

    Attributes:
        text: The text as the caller has it. All offsets in a summary refer to this string, in code points.
        id: Name that citations use; unique within a bundle. Empty: the bundle numbers it.
        title: Headline. Not part of ``text``; never cited.
        source: Name of the outlet.
        url: Where the article stands.
        published: When it was published; relative dates in the text are resolved against it.
        language: BCP 47 primary tag such as ``en``; None: detected.

    """

    text: str
    id: str = ""
    title: str | None = None
    source: str | None = None
    url: str | None = None
    published: datetime | None = None
    language: str | None = None


def name_articles(articles: Iterable[Article]) -> tuple[Article, ...]:
    """Check the articles of a bundle and give an id to each that has none.

    Raises:
        NoArticles: There is none.
        InvalidArticle: A text is empty, holds lone surrogates or is not a string; a time is no datetime; or an id occurs twice.

    """
    given = tuple(articles)
    if not given:
        raise NoArticles("The bundle holds no articles; give at least one with a text.")
    for place, article in enumerate(given, start=1):
        _check(article, place)
    taken = {article.id for article in given}
    free = (name for number in count(1) if (name := f"a{number}") not in taken)
    named: dict[str, Article] = {}
    for place, article in enumerate(given, start=1):
        if article.id in named:
            raise InvalidArticle(f"Article {place} has an id that another article of the bundle has too; ids must be unique.")
        own = article if article.id else replace(article, id=next(free))
        named[own.id] = own
    return tuple(named.values())


def _check(article: Article, place: int) -> None:
    for name in ("text", "id", "title", "source", "url", "language"):
        value = getattr(article, name)
        if value is None and name != "text":
            continue
        if not isinstance(value, str):
            raise InvalidArticle(f"The {name} of article {place} is not a string.")
        if not encodable(value):
            raise InvalidArticle(f"The {name} of article {place} holds lone surrogates, which are no characters.")
    if not article.text.strip():
        raise InvalidArticle(f"Article {place} has no text.")
    if not isinstance(article.published, datetime | None):
        raise InvalidArticle(f"The published time of article {place} is no datetime.")
