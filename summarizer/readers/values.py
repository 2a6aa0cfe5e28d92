"""Values of decoded JSON, checked one by one; errors name the place and never hold article text."""

from __future__ import annotations

from datetime import datetime

from summarizer.errors import InvalidArticle
from summarizer.readers.moments import moment
from summarizer.wording.text import encodable

_KINDS = {
    dict: "an object",
    list: "a list",
    str: "a string",
    bool: "true or false",
    int: "a number",
    float: "a number",
    type(None): "null",
}


def kind(value: object) -> str:
    """Return what JSON calls a value: ``a list``, ``null``."""
    return _KINDS.get(type(value), "something else")


def string(value: object, place: str) -> str:
    """Return a value that has to be a string.

    Raises:
        InvalidArticle: It is none, or holds lone surrogates.
    """
    if not isinstance(value, str):
        raise InvalidArticle(f"{place} must be a string, not {kind(value)}.")
    if not encodable(value):
        raise InvalidArticle(f"{place} holds lone surrogates, which are no characters.")
    return value


def published(value: object, place: str) -> datetime | None:
    """Return a date and time; None for null.

    Raises:
        InvalidArticle: It is neither.
    """
    if value is None:
        return None
    found = moment(value) if isinstance(value, str) else None
    if found is None:
        raise InvalidArticle(f"{place} must be a date and time as in 2026-11-23T09:30:00Z.")
    return found
