"""Dates and times as files write them."""

from __future__ import annotations

from datetime import datetime

from dateutil import parser


def moment(text: str) -> datetime | None:
    """Return the moment that a text names, ISO 8601 or as in an e-mail's header; None where it names none.

    A day alone is taken at midnight. Words such as "today" name none.
    """
    text = text.strip()
    if not 6 <= len(text) <= 60 or not any(c.isdigit() for c in text):
        return None
    try:
        return parser.isoparse(text)
    except (ValueError, OverflowError):
        pass
    try:
        early, late = (parser.parse(text, default=datetime(year, 1, 1)) for year in (2001, 2002))
        same_day = parser.parse(text, default=datetime(2001, 2, 2)).date()
    except (ValueError, OverflowError):
        return None
    return early if early == late and early.date() == same_day else None
