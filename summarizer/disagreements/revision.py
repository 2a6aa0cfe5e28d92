"""Words by which a source says that a value takes the place of an earlier one, or that another is wrong."""

from __future__ import annotations

import re
from datetime import datetime

from summarizer.facts.quantities import Quantity
from summarizer.facts.statement import Statement

_CORRECTION = re.compile(
    r"\b(?:correct(?:s|ed|ing|ion)|earlier (?:version|report|figure|toll|story|statement)s?|misstated|incorrectly|wrongly"
    r"|in error|(?:initially|previously|originally|first) (?:said|put|gave|stated|announced|spoken|counted|estimated)"
    r"|(?:initially|previously|originally) reported"  # "the Times first reported" is credit, no correction
    r"|revis(?:ed|es|ing)|amended"
    r"|clarif(?:ied|ication))\b",
    re.IGNORECASE,
)
_HEDGE = r"(?: at least| more than| about| around| nearly| over| some)?"
_UPDATE_BEFORE = re.compile(
    r"\b(?:ris(?:es|en|ing)|rose|climb(?:s|ed|ing)|increas(?:es|ed|ing)|gr[eo]wn?|jump(?:s|ed)|raised|updated|revised|improved|upped"
    rf"|lowered) (?:\w+ ){{0,4}}?(?:to|at){_HEDGE} *$|\bnow (?:\w+ ){{0,5}}$|\bstood at{_HEDGE} *$",
    re.IGNORECASE,
)
_UPDATE_BEHIND = re.compile(
    r"^[^.;]{0,60}?(?:\bfrom (?:an? )?(?:earlier|initial|previous)|\bafter earlier\b"
    r"|\b(?:as|than) (?:\w+ ){0,3}?(?:first|initially|previously|originally|earlier)\b)"
    r"|^,? ?(?:\w+ )?(?:is|are|were|was|have|has|had) now\b",
    re.IGNORECASE,
)
_NOT_THE_OTHER = re.compile(r"^,? (?:and )?(?:not|instead of|rather than) (?:the )?(?P<other>[\w.,]+)")


_ESTIMATE = re.compile(
    r"\b(?:exit[- ]polls?|polls?|pollsters?|projections?|projected|early (?:results|returns|counts?)|estimates?|forecasts?)\b",
    re.IGNORECASE,
)
_RESULT = re.compile(
    r"\b(?:results?|won|winning|took|counted|conceded|elected|final|confirmed|official|officially)\b", re.IGNORECASE
)


def overtakes(older: str, newer: str) -> bool:
    """Whether one sentence gives an early estimate ("exit polls") and a later one tells how it came out."""
    return bool(_ESTIMATE.search(older) and not _ESTIMATE.search(newer) and _RESULT.search(newer))


def speaks_of_correction(sentence: str) -> bool:
    """Whether a sentence speaks of a mistake or of an earlier version."""
    return _CORRECTION.search(sentence) is not None


def says_new(sentence: str, statement: Statement) -> bool:
    """Whether a sentence says that it brings a new count: "rose to 14", "now six weeks"."""
    return isinstance(statement, Quantity) and bool(
        _UPDATE_BEFORE.search(sentence[: statement.start]) or _UPDATE_BEHIND.match(sentence[statement.end :])
    )


def denies(sentence: str, statement: Statement, other: Statement) -> bool:
    """Whether a sentence names the other's value to say that it is wrong: "six knots, not nine"."""
    match = _NOT_THE_OTHER.match(sentence[statement.end :])
    return match is not None and match["other"].lower().rstrip(".,") in other.text.lower().split()


def order(one: datetime | None, other: datetime | None) -> int:
    """Return -1 where the second of two times is the earlier, 1 where it is the later, 0 where nothing tells."""
    if one is None or other is None or (one.tzinfo is None) != (other.tzinfo is None):
        return 0
    return (other > one) - (other < one)
