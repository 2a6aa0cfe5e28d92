"""How a number is meant: as a forecast, a rate, an earlier value."""

from __future__ import annotations

import re

from summarizer.facts.vocabulary import CLOSE_MODES, MODES
from summarizer.verification.numbers import Number
from summarizer.verification.words import Passage

_THAN = re.compile(r"\bthan[- ]$")
"""Before "expected": the number is the count itself, "more than expected"."""
_NOT_GIVEN = re.compile(
    r"(?:\b(?:not|never|refused to|declined to)|n['’]t) (?:provide|pay|fund|grant|give|release|approve|spend)"
    r" (?:the |another |a further )?[$€£¥]?$"
)
"""What was not given was only planned."""
_SIGNS = frozenset("$€£¥")
_BEFORE, _BEHIND = 10, 8
"""Words on either side that say so."""


def modes(passage: Passage, number: Number) -> frozenset[str]:
    """Return how a number is meant; "new" and "record" say so only of what they stand close to ("12 new cases")."""
    words = passage.words
    first = max(number.first - _BEFORE, 0)
    clauses = words[number.first].clause, words[number.last].clause
    found = (
        (MODES[word.norm], place - number.last if place > number.last else number.first - place)
        for place, word in enumerate(words[first : number.last + _BEHIND], start=first)
        if word.norm in MODES
        and not _THAN.search(passage.text[: word.start])
        and (word.clause in clauses or (place < number.first and MODES[word.norm] == "forecast"))
        and (word.norm, place) != ("against", number.first - 1)
    )
    meant = {mode for mode, distance in found if mode not in CLOSE_MODES or distance <= 2}
    if _NOT_GIVEN.search(passage.text[: words[number.first].start]):
        meant.add("forecast")
    before = [word.norm for word in words[max(number.first - 3, 0) : number.first] if word.text not in _SIGNS]
    if before[-2:] == ["than", "the"]:
        meant.add("earlier")  # it measures something else
    return frozenset(meant)
