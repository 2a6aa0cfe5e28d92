"""Sentences that take up what the one before is about: "The work is expected to cost 1.1 million crowns"."""

from __future__ import annotations

import re

_TAKES_UP = re.compile(
    r"^(?:(?:The|This|That|These) (?:works?|projects?|repairs?|plans?|schemes?|programmes?|programs?|purchases?|measures?"
    r"|sum|amount|money|costs?|bill|price)|It|This|That)\b"
    r"|\b(?:for|on|to|towards) (?:it|this|that|them)[.,;]?$"
)


def takes_up(sentence: str) -> bool:
    """Whether a sentence names what it is about only by taking up the one before."""
    return _TAKES_UP.search(sentence) is not None
