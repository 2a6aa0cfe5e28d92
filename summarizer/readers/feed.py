"""RSS and Atom files that carry the full text of their entries."""

from __future__ import annotations

import calendar
import io
from datetime import UTC, datetime

import feedparser

from summarizer.article import Article
from summarizer.errors import UnreadableInput
from summarizer.readers.markup import plain_text
from summarizer.wording.language import declared


def read_feed(data: bytes, name: str) -> tuple[Article, ...]:
    """Read the entries of a feed (feedparser); an entry's text is its full content, or else its summary.

    Raises:
        UnreadableInput: It is no feed, or too broken to be read, or no entry has a text.
    """
    try:
        feed = feedparser.parse(io.BytesIO(data))
    except Exception as error:  # the edge where foreign code runs: broken feeds raise whatever they meet in it
        raise UnreadableInput(f"{name} is a feed too broken to be read ({type(error).__name__}).") from error
    if not feed.version:
        raise UnreadableInput(f"{name} is XML, but no RSS or Atom feed.")
    outlet = feed.feed.get("title")
    articles = []
    for entry in feed.entries:
        bodies = [*(part.get("value") for part in entry.get("content", ())), entry.get("summary")]
        text = max((plain_text(body or "") for body in bodies), key=len)
        if not text.strip():
            continue
        # The plain mapping: feedparser's own gives one of these for the other, with a warning.
        when = dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")
        articles.append(
            Article(
                text=text,
                id=entry.get("id", ""),
                title=plain_text(entry.get("title") or "") or None,
                source=(entry.get("source") or {}).get("title") or outlet or None,
                url=entry.get("link"),
                published=datetime.fromtimestamp(calendar.timegm(when), UTC) if when else None,
                language=declared(feed.feed.get("language")),
            )
        )
    if not articles:
        raise UnreadableInput(f"{name} is a feed in which no entry has a text.")
    return tuple(articles)
