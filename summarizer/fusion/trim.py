"""The dateline in front of a sentence: "LONDON (Reuters) — "."""

from __future__ import annotations

import re

_DATELINE = re.compile(
    r"^[A-Z][A-Z.,’' ]{2,40}(?:,\s+[A-Z][a-z]{2,8}\.?(?:\s+\d{1,2})?)?\s*(?:\([^)]{2,20}\))?\s*(?:—|–|--|-)\s+(?=[A-Z\"“])"
)


def without_dateline(text: str) -> str:
    """Return a sentence without the dateline in front of it."""
    return _DATELINE.sub("", text)
