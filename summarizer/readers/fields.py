"""Values of decoded JSON into the fields of an article."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from dateutil import parser

from summarizer.article import Article
from summarizer.errors import InvalidArticle

NAMES = ("text", "id", "title", "source", "url", "published", "language")


def article_from(values: object, where: str) -> Article:
    """Build an article from plain values.

    Args:
        values: A mapping with the names of ``Article``; only ``text`` is required, others are refused.
        where: Path of the value in its document, for errors, as in ``articles[2]``.

    Raises:
        InvalidArticle: Something is missing, unknown or of the wrong type.
    """
    if not isinstance(values, Mapping):
        raise InvalidArticle(f"{where} must be an object with at least a text.")
    unknown = [name for name in values if name not in NAMES]
    if unknown:
        raise InvalidArticle(f"{where} has fields that no article has; known are: {', '.join(NAMES)}.")
    if "text" not in values:
        raise InvalidArticle(f"{where}.text is missing.")
    fields: dict[str, Any] = {}
    for name in NAMES:
        value = values.get(name)
        if value is None and name != "text":
            continue
        if name == "published" and isinstance(value, datetime):
            fields[name] = value
            continue
        if not isinstance(value, str):
            raise InvalidArticle(f"{where}.{name} must be a string.")
        try:
            value.encode("utf-8")
        except UnicodeEncodeError:
            raise InvalidArticle(f"{where}.{name} holds lone surrogates, which are no characters.") from None
        fields[name] = moment(value, f"{where}.{name}") if name == "published" else value
    return Article(**fields)


def moment(value: str, where: str) -> datetime:
    """Return a point in time, taken as UTC where it does not say.

    Raises:
        InvalidArticle: It is no date.
    """
    found = maybe_moment(value)
    if found is None:
        raise InvalidArticle(f"{where} is not a date; give it as 2026-03-09T14:00:00Z.")
    return found


def maybe_moment(value: str) -> datetime | None:
    """Return a point in time, taken as UTC where it does not say; None where it is none."""
    try:
        found = datetime.fromisoformat(value.strip())
    except ValueError:
        try:
            found = parser.parse(value, default=datetime(2000, 1, 1, tzinfo=UTC))
        except (ValueError, OverflowError, TypeError):
            return None
        if found.year == 2000 and "2000" not in value:  # the year was not said
            return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
