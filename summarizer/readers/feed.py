"""RSS and Atom files that carry full texts."""

from __future__ import annotations

from calendar import timegm
from datetime import UTC, datetime
from typing import Any

from summarizer.article import Article
from summarizer.errors import NoArticles
from summarizer.readers.page import html_to_text


def read_feed(data: bytes, name: str) -> tuple[Article, ...]:
    """Return an article for each entry that has a text.

    Raises:
        NoArticles: No entry has one.
    """
    import feedparser  # noqa: PLC0415  for feeds only

    # Only text is handed over: given a name or an address, feedparser would open it.
    feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    language = str(feed.feed.get("language") or "").split("-")[0].lower() or None
    found = [
        Article(
            text=text,
            id=str(entry.get("id") or entry.get("link") or f"{name}#{number}"),
            title=entry.get("title") or None,
            source=feed.feed.get("title") or None,
            url=entry.get("link") or None,
            published=_time(entry),
            language=language,
        )
        for number, entry in enumerate(feed.entries, start=1)
        if (text := _text(entry)).strip()
    ]
    if not found:
        raise NoArticles(f"{name} is a feed in which no entry carries a text.")
    return tuple(found)


def _text(entry: Any) -> str:  # noqa: ANN401  feedparser's own mapping
    contents = [content.get("value") or "" for content in entry.get("content", ())] or [entry.get("summary") or ""]
    return html_to_text(max(contents, key=len))


def _time(entry: Any) -> datetime | None:  # noqa: ANN401  feedparser's own mapping
    parsed = entry.get("published_parsed") or entry.get("updated_parsed")
    return datetime.fromtimestamp(timegm(parsed), UTC) if parsed else None
